//! What holds whatever is wanted and whenever a run is cut short, tried with blueprints and scripts that are drawn.

use std::sync::atomic::{AtomicU32, Ordering};

use naru_aws::blueprint::{ApiName, Www};
use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Just, Strategy, prop_oneof};
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use crate::script::{Alone, Back, Line, Named, Ran, Script, Until, Wish};

/// The variables that an environment is drawn from. Two differ in their case alone, and one is too long for a node.
const VARIABLES: [&str; 5] =
    ["DATABASE_URL", "PORT_2", "port_2", "_TOKEN", "A_NAME_THAT_IS_LONGER_THAN_THAT_OF_ANY_NODE_MAY_BE"];

/// The names that a domain is drawn from: one may be what another one's `www.` or `api.` is.
const NAMES: [&str; 5] = [
    "practice.example",
    "shop.practice.example",
    "www.practice.example",
    "api.practice.example",
    "api.shop.practice.example",
];

/// How many entries a run has at most, about: later ones cut nothing short.
const ENTRIES: u64 = 140;

/// A property of scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// Any two blueprints, launched one after the other, end in what the second alone would have made.
    AnyAfterAny,
    /// Any run cut short anywhere, and followed by any other, comes to its end, and to what that would have made alone.
    AnyAfterACut,
}

impl Property {
    /// Both.
    pub const ALL: [Self; 2] = [Self::AnyAfterAny, Self::AnyAfterACut];

    /// What a figure of it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::AnyAfterAny => "any_after_any",
            Self::AnyAfterACut => "any_after_a_cut",
        }
    }

    /// Tries so many cases, which are the same for the same seed. Where one fails: why, and the script that replays it.
    pub fn try_cases(self, cases: u32, seed: u64) -> Result<(), String> {
        let alone = Alone::default();
        let tried = AtomicU32::new(0);
        let mut round = 0_u64;
        while tried.load(Ordering::Relaxed) < cases {
            let left = cases - tried.load(Ordering::Relaxed);
            // A script has several cases.
            let config = Config {
                cases: left.div_ceil(3),
                max_shrink_iters: 100,
                failure_persistence: None,
                ..Config::default()
            };
            let mut bytes = [0; 32];
            bytes[..8].copy_from_slice(&seed.to_le_bytes());
            bytes[8..16].copy_from_slice(&round.to_le_bytes());
            let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
            let mut runner = TestRunner::new_with_rng(config, rng);
            let scripts = self.scripts(wishes(&mut runner, left)).prop_map(Script);
            let ran = runner.run(&scripts, |script| {
                tried.fetch_add(cases_of(&script), Ordering::Relaxed);
                paused().block_on(script.play(&alone)).map_err(TestCaseError::fail)
            });
            match ran {
                Ok(()) => round += 1,
                Err(TestError::Fail(why, script)) => {
                    return Err(format!(
                        "{} doesn't hold: {why}\nThe script that shows it; this plays it again:\n\
                         cargo xtask bench --replay '{script}'",
                        self.name()
                    ));
                }
                Err(TestError::Abort(why)) => return Err(format!("{} wasn't tried: {why}", self.name())),
            }
        }
        Ok(())
    }

    fn scripts(self, wishes: Vec<Wish>) -> BoxedStrategy<Vec<Line>> {
        let launch = select(wishes).prop_map(Ran::Launch);
        match self {
            Self::AnyAfterAny => vec(launch.prop_map(|run| Line { run, until: None }), 2..=6).boxed(),
            Self::AnyAfterACut => {
                let any = || prop_oneof![3 => launch.clone(), 1 => Just(Ran::Teardown {})];
                let cut = (any(), until(), any()).prop_map(|(cut, until, run)| {
                    [Line { run: cut, until: Some(until) }, Line { run, until: None }]
                });
                vec(cut, 1..=5).prop_map(|cuts| cuts.into_iter().flatten().collect::<Vec<_>>()).boxed()
            }
        }
    }
}

/// How many cases a script is: each run that comes to its end after another.
fn cases_of(script: &Script) -> u32 {
    let ends = script.0.iter().skip(1).filter(|line| line.until.is_none()).count();
    u32::try_from(ends).unwrap_or(u32::MAX)
}

/// What scripts are drawn from: fewer than there are cases, as each has to be launched alone too. The plainest first, to
/// which a script that fails is brought.
fn wishes(runner: &mut TestRunner, cases: u32) -> Vec<Wish> {
    let (wish, count) = (wish(), (cases / 8).clamp(9, 60));
    let drawn = (0..count).map(|_| wish.new_tree(runner).expect("nothing is refused").current());
    let mut wishes: Vec<_> = drawn.collect();
    wishes.sort_by_cached_key(|wish| {
        let said = serde_json::to_string(wish).expect("a wish is JSON");
        (said.len(), said)
    });
    wishes.dedup();
    wishes
}

fn wish() -> impl Strategy<Value = Wish> {
    let back = || {
        let variables = subsequence(VARIABLES.to_vec(), 0..=VARIABLES.len()).prop_shuffle();
        (1..=3_u8, select(vec![8080_u16, 3000]), variables).prop_map(|(count, port, variables)| {
            Some(Back { count, port, variables: variables.into_iter().map(str::to_owned).collect() })
        })
    };
    let halves = prop_oneof![
        (Just(true), Just(None::<Back>)),
        (Just(false), back()),
        (Just(true), back()),
        (Just(true), back()),
    ];
    let www = select(vec![Www::None, Www::ToApex, Www::ToWww]);
    let api = select(vec![ApiName::SameOrigin, ApiName::OwnHost]);
    let named = (select(NAMES.to_vec()), www, api).prop_map(|(name, www, api)| {
        // A name that begins so has no further one.
        let www = if name.starts_with("www.") { Www::None } else { www };
        Named { name: name.to_owned(), www, api }
    });
    (halves, proptest::option::weighted(0.3, named)).prop_map(|((front, back), domain)| Wish {
        front,
        back,
        domain,
    })
}

fn until() -> impl Strategy<Value = Until> {
    let how =
        select(vec![Until::CrashBefore as fn(u64) -> Until, Until::CrashAfter, Until::Finish, Until::Abort]);
    (how, 0..ENTRIES).prop_map(|(how, entry)| how(entry))
}

/// Plays one script. Why it fails, where it does.
pub fn replay(script: &str) -> Result<(), String> {
    let script: Script = serde_json::from_str(script).map_err(|error| format!("read a script: {error}"))?;
    paused().block_on(script.play(&Alone::default()))
}

/// A runtime whose clock stands still while anything is being done.
fn paused() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().start_paused(true).build().expect("a runtime can be made")
}
