//! A script: runs one after the other in one account, each carried out to its end or cut short, and what has to hold
//! after each, whatever was before it.
//!
//! It is JSON in one line, so that one that fails can be printed, sent and played again.

mod person;
mod place;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use naru_aws::blueprint::{Blueprint, DnsHome, Frontend};
use naru_engine::{Control, Faults, Outcome, Plan, RunError, Side};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::time::timeout;

pub use self::person::BOUGHT;
pub use self::place::{Facts, Place, SITES};
use crate::settings::difference;
use crate::{Left, Trip};
use person::Person;

/// Longer than AWS takes for all that one run does, one after the other: what goes on after that waits for itself. The
/// longest are a distribution that goes and another that comes (`cf.inprogress`), and a resolver that remembers that a
/// name isn't there (`dns.negative_ttl`).
pub const AT_MOST: Duration = Duration::from_secs(3600);

/// The same where a person adds each record: resolvers remember for each of them that it wasn't there.
const AT_MOST_BY_HAND: Duration = Duration::from_secs(3 * 3600);

/// Runs one after the other, in an account that nobody has deployed to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// The account.
    #[serde(default, skip_serializing_if = "Place::is_usual")]
    pub place: Place,
    /// What is run there, in turn.
    pub runs: Vec<Line>,
}

/// One run of a script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// A launch of something, or a teardown.
    #[serde(flatten)]
    pub run: Ran,
    /// What cuts it short; nothing where it has to come to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
}

/// What a run is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ran {
    /// This comes true. The folder of its front-end is one of [`SITES`].
    Launch(Box<Blueprint>),
    /// All of it goes.
    Teardown {},
}

/// What cuts a run short, at one of its entries, counted from 0. A run with fewer of them comes to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// The process dies before it is on disk.
    CrashBefore(u64),
    /// The process dies after it is on disk.
    CrashAfter(u64),
    /// A person lets what is under way then come to its end.
    Finish(u64),
    /// A person stops all of it then.
    Abort(u64),
    /// Nobody does what it waits for a person to do, and the process dies at last. A run that waits for no person comes
    /// to its end.
    Alone {},
}

impl Until {
    /// A crash on that side of an entry.
    pub fn crash(entry: u64, side: Side) -> Self {
        match side {
            Side::Before => Self::CrashBefore(entry),
            Side::After => Self::CrashAfter(entry),
        }
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

/// A run that is walked once and dies at several of its moments, each of which is followed by another.
#[derive(Clone, Debug)]
pub struct Fork {
    /// The account.
    pub place: Place,
    /// What was launched before, where something was.
    pub before: Option<Box<Blueprint>>,
    /// The run that dies.
    pub run: Ran,
    /// When it dies, and what comes after.
    pub cuts: Vec<(u64, Side, Ran)>,
}

impl Fork {
    /// The script of one of its cuts; the one without any where there is none.
    fn script(&self, cut: Option<&(u64, Side, Ran)>) -> Script {
        let launch = self.before.clone().map(Ran::Launch);
        let mut runs: Vec<_> = launch.into_iter().map(Line::to_its_end).collect();
        let until = cut.map(|(entry, side, _)| Until::crash(*entry, *side));
        runs.push(Line { run: self.run.clone(), until });
        runs.extend(cut.map(|(_, _, run)| Line::to_its_end(run.clone())));
        Script { place: self.place.clone(), runs }
    }

    /// Plays all of it, and says how many runs came to their end as they had to. Why one doesn't, and the script that
    /// shows it.
    pub async fn play(&self, alone: &Alone) -> Result<u32, Fault> {
        let whole = |why| Fault { why, script: self.script(None) };
        let mut scene = match &self.before {
            Some(before) => alone.known(&self.place, Some(before)).await.map_err(whole)?.scene(),
            None => Scene::begin(&self.place).await,
        };
        let moments: Vec<_> = self.cuts.iter().map(|(entry, side, _)| (*entry, *side)).collect();
        let plan = scene.plan(&self.run).await;
        let (said, at_most) = (plan.to_string(), scene.at_most());
        let watched = move |entry, side| moments.contains(&(entry, side));
        let attended = scene.person.attending(&mut scene.trip, at_most);
        let ended = attended.during(scene.trip.run_watched_at(plan, Faults::none(), watched)).await;
        let Some((outcome, left)) = ended else { return Err(whole(scene.goes_on(&said))) };
        scene.holds(outcome, None, &said).map_err(whole)?;
        scene.is_as_alone(&self.place, &self.run, alone).await.map_err(whole)?;
        let mut ends = 1;
        for cut in &self.cuts {
            // A run that is over has no such moment.
            let Some(left) = left.iter().find(|left| (left.entry, left.side) == (cut.0, cut.1)) else {
                continue;
            };
            let mut after = Scene { trip: scene.trip.after(left), person: scene.person.clone() };
            let ended = after.play(&self.place, &Line::to_its_end(cut.2.clone()), alone).await;
            ended.map_err(|why| Fault { why, script: self.script(Some(cut)) })?;
            ends += 1;
        }
        Ok(ends)
    }
}

/// Why a script doesn't hold.
#[derive(Debug)]
pub struct Fault {
    /// What it left, or where it stands.
    pub why: String,
    /// What shows it.
    pub script: Script,
}

/// What an account is in which one thing alone was ever launched, by account and by what was. Each is found out once.
#[derive(Default)]
pub struct Alone(Mutex<BTreeMap<String, Arc<Known>>>);

/// An account in which one thing alone was launched.
struct Known {
    scene: Scene,
    left: Left,
    held: Value,
}

impl Known {
    /// The account as it then is, for what comes after.
    fn scene(&self) -> Scene {
        Scene { trip: self.scene.trip.after(&self.left), person: self.scene.person.clone() }
    }
}

impl Alone {
    async fn known(&self, place: &Place, wish: Option<&Blueprint>) -> Result<Arc<Known>, String> {
        let key = serde_json::to_string(&(place, wish)).expect("a blueprint is JSON");
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let mut scene = Scene::begin(place).await;
        if let Some(wish) = wish {
            let line = Line::to_its_end(Ran::Launch(Box::new(wish.clone())));
            scene.carry_out(&line).await.map_err(|why| format!("alone: {why}"))?;
        }
        let held = scene.standing(place).await;
        let left = scene.trip.left();
        // Its file needn't stay open.
        scene.trip.ledger = None;
        let known = Arc::new(Known { scene, left, held });
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&known));
        Ok(known)
    }
}

impl Script {
    /// Plays it, and says how many runs came to their end after another. What went wrong, where something did: a run that
    /// comes to its end has to end well and in time, and to leave what an account holds in which nothing was before it.
    pub async fn play(&self, alone: &Alone) -> Result<u32, String> {
        let named = |at: usize| move |why: String| format!("run {at}: {why}");
        // What is launched first was launched alone already.
        let (mut scene, first) = match self.runs.first() {
            Some(Line { run: Ran::Launch(wish), until: None }) => {
                (alone.known(&self.place, Some(wish)).await.map_err(named(0))?.scene(), 1)
            }
            _ => (Scene::begin(&self.place).await, 0),
        };
        let mut ends = 0;
        for (at, line) in self.runs.iter().enumerate().skip(first) {
            scene.play(&self.place, line, alone).await.map_err(named(at))?;
            ends += u32::from(line.until.is_none());
        }
        Ok(ends)
    }
}

impl Line {
    /// A run that has to come to its end.
    pub fn to_its_end(run: Ran) -> Self {
        Self { run, until: None }
    }
}

/// An account in the midst of a script, and who does there what runs wait for.
struct Scene {
    trip: Trip,
    person: Person,
}

impl Scene {
    async fn begin(place: &Place) -> Self {
        let trip = place.begin().await;
        let person = Person::of(&trip);
        Self { trip, person }
    }

    /// Plays one run, and where it has to come to its end, compares what it left.
    async fn play(&mut self, place: &Place, line: &Line, alone: &Alone) -> Result<(), String> {
        self.carry_out(line).await?;
        if line.until.is_some() { Ok(()) } else { self.is_as_alone(place, &line.run, alone).await }
    }

    async fn plan(&mut self, run: &Ran) -> Plan {
        match run {
            Ran::Launch(wish) => {
                self.trip.blueprint = self.trip.placed(wish);
                self.trip.launch_plan().await
            }
            Ran::Teardown {} => {
                self.trip.blueprint.domain = None;
                self.trip.teardown_plan()
            }
        }
    }

    async fn carry_out(&mut self, line: &Line) -> Result<(), String> {
        let plan = self.plan(&line.run).await;
        let crash = match line.until {
            Some(Until::CrashBefore(entry)) => Faults::crash_at(entry, Side::Before),
            Some(Until::CrashAfter(entry)) => Faults::crash_at(entry, Side::After),
            _ => Faults::none(),
        };
        let stop = match line.until {
            Some(Until::Finish(entry)) => Some((entry, Control::Finish)),
            Some(Until::Abort(entry)) => Some((entry, Control::Abort)),
            _ => None,
        };
        let said = plan.to_string();
        if line.until == Some(Until::Alone {}) {
            let ended = timeout(AT_MOST, self.trip.run_until(plan, crash, stop)).await;
            return match ended {
                Ok(ended) => self.holds(ended, line.until, &said),
                Err(_) => self.waits_for_a_person(&said),
            };
        }
        let at_most = self.at_most();
        let attended = self.person.attending(&mut self.trip, at_most);
        let ended = attended.during(self.trip.run_until(plan, crash, stop)).await;
        let Some(ended) = ended else { return Err(self.goes_on(&said)) };
        self.holds(ended, line.until, &said)
    }

    /// How long a run to what is wanted may take.
    fn at_most(&self) -> Duration {
        let domain = self.trip.blueprint.domain.as_ref();
        if domain.is_some_and(|domain| domain.dns == DnsHome::Elsewhere) { AT_MOST_BY_HAND } else { AT_MOST }
    }

    /// Asserts that a run ended as it was to.
    fn holds(
        &mut self,
        ended: Result<Outcome, RunError>,
        until: Option<Until>,
        plan: &str,
    ) -> Result<(), String> {
        match (ended, until) {
            (Ok(Outcome::Done), _) => {
                Person::tidies(&mut self.trip);
                Ok(())
            }
            (Ok(Outcome::Cancelled) | Err(RunError::Crashed), Some(_)) => Ok(()),
            (ended, _) => Err(format!("it ended as {ended:?}:\n{}{plan}", self.trip.stands())),
        }
    }

    fn goes_on(&mut self, plan: &str) -> String {
        format!("it goes on after {} s:\n{}{plan}", self.at_most().as_secs(), self.trip.stands())
    }

    /// Asserts that whatever a run that goes on waits for is a person, and lets its process die.
    fn waits_for_a_person(&mut self, plan: &str) -> Result<(), String> {
        let book = self.trip.book();
        let waits: Vec<_> =
            book.records().filter_map(|(name, record)| Some((name, record.waiting.as_ref()?))).collect();
        let for_nobody = waits.iter().find(|(_, waiting)| !Person::is_awaited(&waiting.what));
        let why = match for_nobody {
            Some((name, waiting)) => format!("{name} waits for {}, and nobody", waiting.what),
            None if waits.is_empty() => "nothing waits for a person".to_owned(),
            None => {
                self.trip.ledger = None;
                return Ok(());
            }
        };
        Err(format!("{why}: {}", self.goes_on(plan)))
    }

    /// Asserts that what stands is what that run alone would have made.
    async fn is_as_alone(&mut self, place: &Place, run: &Ran, alone: &Alone) -> Result<(), String> {
        let wish = match run {
            Ran::Launch(wish) => Some(&**wish),
            Ran::Teardown {} => None,
        };
        let known = alone.known(place, wish).await?;
        difference(&self.standing(place).await, &known.held).map_or(Ok(()), Err)
    }

    async fn standing(&mut self, place: &Place) -> Value {
        self.trip.standing(!place.default_vpc).await
    }
}

impl Trip {
    /// A drawn blueprint, with its front-end where this trip has it.
    fn placed(&self, wish: &Blueprint) -> Blueprint {
        let frontend = wish
            .frontend
            .clone()
            .map(|frontend| Frontend { folder: self.sites.path().join(&frontend.folder), ..frontend });
        let placed = Blueprint { frontend, ..wish.clone() };
        assert!(placed.problems().is_empty(), "{wish:?}: {:?}", placed.problems());
        placed
    }

    /// Where each resource stands that isn't settled, a line each.
    fn stands(&mut self) -> String {
        let book = self.book();
        let open = book.records().filter(|(_, record)| record.waiting.is_some() || record.failure.is_some());
        let said = open.map(|(name, record)| {
            let (status, generation) = (record.status, record.generation);
            let waiting = record.waiting.as_ref().map(|waiting| (&waiting.what, &waiting.detail));
            let failure = record.failure.as_ref().map(ToString::to_string);
            format!("  {name} {generation} {status:?} waits {waiting:?} failed {failure:?}\n")
        });
        said.collect()
    }
}

#[cfg(test)]
mod tests {
    use naru_aws::blueprint::Domain;

    use super::*;
    use crate::domain;

    fn front() -> Blueprint {
        Blueprint { frontend: Some(Frontend::at(SITES[0])), backend: None, ..Blueprint::example() }
    }

    fn launch(wish: Blueprint) -> Ran {
        Ran::Launch(Box::new(wish))
    }

    #[test]
    fn a_script_is_one_line_that_can_be_read_again() {
        let runs = vec![
            Line { run: launch(front()), until: Some(Until::CrashAfter(7)) },
            Line::to_its_end(Ran::Teardown {}),
        ];
        let script = Script { place: Place::default(), runs };
        let said = script.to_string();
        assert_eq!(
            said,
            r#"{"runs":[{"launch":{"version":2,"name":"my-first-site","frontend":{"folder":"dist"},"create_default_vpc":false},"until":{"crash_after":7}},{"teardown":{}}]}"#
        );
        assert_eq!(serde_json::from_str::<Script>(&said).expect("it is read"), script);
        let place = Place { region: "us-east-1".to_owned(), default_vpc: false, slowness: 0.5 };
        let elsewhere = Script { place, runs: Vec::new() };
        assert_eq!(serde_json::from_str::<Script>(&elsewhere.to_string()).expect("it is read"), elsewhere);
    }

    #[tokio::test(start_paused = true)]
    async fn a_script_fails_where_a_run_leaves_what_another_would_not() {
        let (honest, lying) = (Alone::default(), Alone::default());
        let runs = vec![Line::to_its_end(Ran::Teardown {}), Line::to_its_end(launch(front()))];
        let script = Script { place: Place::default(), runs };
        assert_eq!(script.play(&honest).await, Ok(2));
        let bare = honest.known(&script.place, None).await.expect("nothing is launched");
        let key = serde_json::to_string(&(&script.place, Some(front()))).expect("a blueprint is JSON");
        lying.0.lock().expect("nobody panics with it").insert(key, bare);
        let failed = script.play(&lying).await.expect_err("it left a site");
        assert!(failed.starts_with("run 1: it left"), "{failed}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_fork_that_fails_says_which_of_its_cuts_shows_it() {
        let lying = Alone::default();
        let place = Place::default();
        let site = lying.known(&place, Some(&front())).await.expect("it is launched");
        let key = serde_json::to_string(&(&place, None::<Blueprint>)).expect("a blueprint is JSON");
        lying.0.lock().expect("nobody panics with it").insert(key, site);
        let cuts = vec![(3, Side::After, launch(front())), (5, Side::Before, Ran::Teardown {})];
        let fork = Fork { place, before: None, run: launch(front()), cuts };
        let fault = fork.play(&lying).await.expect_err("a teardown leaves no site");
        let said = fault.script.to_string();
        assert!(said.ends_with(r#""until":{"crash_before":5}},{"teardown":{}}]}"#), "{said}");
        assert!(fault.why.starts_with("it left"), "{}", fault.why);
    }

    #[tokio::test(start_paused = true)]
    async fn a_domain_kept_elsewhere_waits_for_a_person_and_comes_up_with_one() {
        let domain = Domain { dns: DnsHome::Elsewhere, ..domain("ferry.kr") };
        let wish = Blueprint { domain: Some(domain), ..front() };
        let waits = Line { run: launch(wish.clone()), until: Some(Until::Alone {}) };
        let runs = vec![waits, Line::to_its_end(launch(wish)), Line::to_its_end(launch(front()))];
        let script = Script { place: Place::default(), runs };
        assert_eq!(script.play(&Alone::default()).await, Ok(2));
    }
}
