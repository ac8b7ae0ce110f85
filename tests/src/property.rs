//! What holds whatever is wanted and whenever a run is cut short, tried with accounts, blueprints and scripts that are
//! drawn.

mod draw;

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};

use naru_aws::blueprint::Blueprint;
use naru_engine::Side;
use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Just, Strategy, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use crate::script::{Alone, Fault, Fork, Line, Place, Ran, Script, Until};

/// How many entries a run has at most, about: later ones cut nothing short.
const ENTRIES: u64 = 140;

/// How many cases are tried of one account, with the blueprints that are drawn for it.
const OF_ONE_PLACE: u32 = 100;

/// A property of scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// Any two blueprints, launched one after the other, end in what the second alone would have made.
    AnyAfterAny,
    /// Any run cut short anywhere, and followed by any other, comes to its end, and to what that would have made alone.
    AnyAfterACut,
}

/// What is played at once.
#[derive(Clone, Debug)]
enum Play {
    Script(Script),
    Fork(Fork),
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

    /// Tries so many cases, which are the same for the same seed, and tells how far it is after each account. Where one
    /// fails: why, and the script that replays it.
    pub fn try_cases(self, cases: u32, seed: u64, tell: impl Fn(u32)) -> Result<(), String> {
        let tried = AtomicU32::new(0);
        let mut round = 0_u64;
        while tried.load(Ordering::Relaxed) < cases {
            let left = (cases - tried.load(Ordering::Relaxed)).min(OF_ONE_PLACE);
            let mut bytes = [0; 32];
            bytes[..8].copy_from_slice(&seed.to_le_bytes());
            bytes[8..16].copy_from_slice(&round.to_le_bytes());
            let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
            let config = Config {
                // A play has several cases.
                cases: left.div_ceil(4),
                max_shrink_iters: 100,
                failure_persistence: None,
                ..Config::default()
            };
            let mut runner = TestRunner::new_with_rng(config, rng);
            let place = draw::place(&mut runner);
            let facts = paused().block_on(place.facts());
            // Fewer than there are cases, as each has to be launched alone too.
            let wishes = draw::blueprints(&mut runner, &place, &facts, (left / 8).clamp(9, 16));
            let alone = Alone::default();
            let ran = runner.run(&self.plays(&place, wishes), |play| {
                let ends = paused().block_on(play.plays(&alone));
                let ends = ends.map_err(|fault| TestCaseError::fail(fault.to_string()))?;
                tried.fetch_add(ends, Ordering::Relaxed);
                Ok(())
            });
            match ran {
                Ok(()) => round += 1,
                Err(TestError::Fail(why, _)) => return Err(format!("{} doesn't hold: {why}", self.name())),
                Err(TestError::Abort(why)) => return Err(format!("{} wasn't tried: {why}", self.name())),
            }
            tell(tried.load(Ordering::Relaxed));
        }
        Ok(())
    }

    fn plays(self, place: &Place, wishes: Vec<Blueprint>) -> BoxedStrategy<Play> {
        let place = place.clone();
        let wish = select(wishes);
        let launch = wish.clone().prop_map(|wish| Ran::Launch(Box::new(wish)));
        match self {
            Self::AnyAfterAny => {
                let runs = vec(launch.prop_map(Line::to_its_end), 3..=7);
                runs.prop_map(move |runs| Play::Script(Script { place: place.clone(), runs })).boxed()
            }
            Self::AnyAfterACut => {
                let any = || prop_oneof![3 => launch.clone(), 1 => Just(Ran::Teardown {})].boxed();
                let elsewhere = place.clone();
                let cut = (any(), until(), any()).prop_map(|(run, until, then)| {
                    [Line { run, until: Some(until) }, Line::to_its_end(then)]
                });
                let scripts = vec(cut, 1..=3).prop_map(move |cuts| {
                    Play::Script(Script { place: place.clone(), runs: cuts.into_iter().flatten().collect() })
                });
                let side = select(vec![Side::Before, Side::After]);
                let cuts = vec((0..ENTRIES, side, any()), 3..=6);
                let before = proptest::option::of(wish.prop_map(Box::new));
                let forks = (before, any(), cuts).prop_map(move |(before, run, cuts)| {
                    Play::Fork(Fork { place: elsewhere.clone(), before, run, cuts })
                });
                prop_oneof![scripts, forks].boxed()
            }
        }
    }
}

impl Play {
    /// How many cases it was: each run that came to its end after another.
    async fn plays(&self, alone: &Alone) -> Result<u32, Fault> {
        match self {
            Self::Script(script) => {
                script.play(alone).await.map_err(|why| Fault { why, script: script.clone() })
            }
            Self::Fork(fork) => fork.play(alone).await,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { why, script } = self;
        write!(
            f,
            "{why}\nThe script that shows it; this plays it again:\ncargo xtask bench --replay '{script}'"
        )
    }
}

fn until() -> impl Strategy<Value = Until> {
    let at = [Until::CrashBefore as fn(u64) -> Until, Until::CrashAfter, Until::Finish, Until::Abort];
    let cut = (select(at.to_vec()), 0..ENTRIES).prop_map(|(how, entry)| how(entry));
    prop_oneof![9 => cut, 1 => Just(Until::Alone {})]
}

/// Plays one script. Why it fails, where it does.
pub fn replay(script: &str) -> Result<(), String> {
    let script: Script = serde_json::from_str(script).map_err(|error| format!("read a script: {error}"))?;
    paused().block_on(script.play(&Alone::default())).map(drop)
}

/// A runtime whose clock stands still while anything is being done.
fn paused() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().start_paused(true).build().expect("a runtime can be made")
}
