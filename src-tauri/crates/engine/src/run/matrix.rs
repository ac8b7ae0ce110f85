//! Every crash and every fault, at every ledger entry and every effect of a launch, a change and a teardown: the end
//! is always the one that an undisturbed run comes to.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::entry::Outcome;
use crate::failure::{Class, Failure};
use crate::fault::{Effect, Fault, Faults, Side};
use crate::graph::Graph;
use crate::plan::Action;
use crate::run::RunError;
use crate::toy::{Anchor, Barge, Bench, Kiln, Mill, Mould, NOTHING, Pebble, graph, name, node, with};

/// Every kind, one that needs a nudge among them, chains of both needs, a fork and a join, and a reference that lets
/// go.
pub(super) fn landing() -> Graph {
    graph(vec![
        node::<Pebble>("role", &[]),
        node::<Mould>("group", &[]),
        node::<Kiln>("box", &["role!", "group"]),
        node::<Pebble>("pool", &[]),
        node::<Anchor>("balancer", &["group"]),
        node::<Pebble>("listener", &["balancer", "pool"]),
        node::<Pebble>("targets", &["box!", "pool", "mill!"]),
        node::<Barge>("site", &["balancer~"]),
        node::<Mill>("mill", &["group"]),
    ])
}

/// The same landing as it is wanted later: one part replaced, which two follow, one of them bound and so replaced
/// itself; one changed; one dropped; one added.
pub(super) fn changed() -> Graph {
    let group = with(node::<Mould>("group", &[]), "shape", "square");
    let mut gate = node::<Mould>("gate", &[]);
    gate.spec["bound"] = node::<Pebble>("x", &["group"]).spec["needs"][0].clone();
    graph(vec![
        node::<Pebble>("role", &[]),
        group,
        node::<Kiln>("box", &["role!", "group"]),
        with(node::<Pebble>("pool", &[]), "colour", "blue"),
        node::<Anchor>("balancer", &["group"]),
        node::<Pebble>("listener", &["balancer", "pool"]),
        node::<Pebble>("targets", &["box!", "pool", "mill!"]),
        node::<Pebble>("added", &["listener!"]),
        with(node::<Mill>("mill", &["group"]), "colour", "blue"),
        gate,
    ])
}

/// What `changed` is made from.
pub(super) fn before() -> Graph {
    let mut gate = node::<Mould>("gate", &[]);
    gate.spec["bound"] = node::<Pebble>("x", &["group"]).spec["needs"][0].clone();
    graph(landing().nodes().iter().cloned().chain([gate]).collect())
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Trip {
    Launch,
    Change,
    /// The same change, planned from a scan because the ledger was lost.
    Adopt,
    Teardown,
}

impl Trip {
    /// A world at the beginning of the trip.
    async fn beginning(self) -> Bench {
        let bench = Bench::new();
        if self != Self::Launch {
            let outcome = bench.launch(&before(), Faults::none()).await;
            assert!(matches!(outcome, Ok(Outcome::Done)), "{outcome:?}");
        }
        if self == Self::Adopt { bench.lose_ledger().await } else { bench }
    }

    async fn go(self, bench: &Bench, faults: Faults) -> Result<Outcome, RunError> {
        match self {
            Self::Launch => bench.launch(&landing(), faults).await,
            Self::Change | Self::Adopt => bench.launch(&changed(), faults).await,
            Self::Teardown => bench.teardown(faults).await,
        }
    }

    /// What is there after an undisturbed trip.
    async fn end(self) -> Vec<String> {
        let bench = self.beginning().await;
        assert!(matches!(self.go(&bench, Faults::none()).await, Ok(Outcome::Done)));
        self.check_order(&bench, "undisturbed");
        bench.living()
    }

    /// Resumes until it is done, which once has to be enough, and compares what is there.
    async fn resume(self, bench: Bench, end: &[String], what: &str) {
        let bench = bench.restart();
        let outcome = self.go(&bench, Faults::none()).await;
        assert!(matches!(outcome, Ok(Outcome::Done)), "{what}: {outcome:?}\n{:#?}", bench.events());
        self.check(&bench, end, what);
    }

    fn check_order(self, bench: &Bench, what: &str) {
        // A scan doesn't tell what refers to what, so then the account is asked, and has to be asked again.
        let known = self != Self::Adopt;
        assert!(!known || bench.world.refused() == 0, "{what}: nothing is deleted before what holds it");
    }

    fn check(self, bench: &Bench, end: &[String], what: &str) {
        assert_eq!(bench.living(), end, "{what}");
        self.check_order(bench, what);
        match self {
            Self::Launch => assert!(bench.plan(&landing()).is_idle(), "{what}: {}", bench.plan(&landing())),
            Self::Change | Self::Adopt => {
                assert!(bench.plan(&changed()).is_idle(), "{what}: {}", bench.plan(&changed()));
            }
            Self::Teardown => assert!(bench.book().is_empty(), "{what}"),
        }
    }
}

/// Crashes at each entry, on both sides, and then does `resume`.
async fn crash_everywhere(trip: Trip, mut then: impl AsyncFnMut(Bench, String)) -> u64 {
    for entry in 0.. {
        for side in [Side::Before, Side::After] {
            let bench = trip.beginning().await;
            match trip.go(&bench, Faults::crash_at(entry, side)).await {
                Ok(_) => return entry,
                Err(RunError::Crashed) => {
                    then(bench, format!("{trip:?}, crash {side:?} entry {entry}")).await;
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
    unreachable!("a trip ends")
}

async fn crash_matrix(trip: Trip) -> u64 {
    let end = trip.end().await;
    crash_everywhere(trip, async |bench, what| trip.resume(bench, &end, &what).await).await
}

#[tokio::test(start_paused = true)]
async fn a_launch_that_crashed_anywhere_comes_to_the_same_end() {
    let entries = crash_matrix(Trip::Launch).await;
    assert!(entries > 9 * 3, "each node has a begin, an end and a settling: {entries}");
}

#[tokio::test(start_paused = true)]
async fn a_change_that_crashed_anywhere_comes_to_the_same_end() {
    crash_matrix(Trip::Change).await;
}

#[tokio::test(start_paused = true)]
async fn a_change_of_what_was_adopted_that_crashed_anywhere_comes_to_the_same_end() {
    assert_eq!(Trip::Adopt.end().await, Trip::Change.end().await, "a lost ledger changes nothing of it");
    crash_matrix(Trip::Adopt).await;
}

#[tokio::test(start_paused = true)]
async fn a_launch_or_change_that_crashed_anywhere_and_lost_its_ledger_comes_to_the_same_end() {
    let end = Trip::Change.end().await;
    for trip in [Trip::Launch, Trip::Change, Trip::Adopt] {
        crash_everywhere(trip, async |bench, what| {
            let bench = bench.lose_ledger().await;
            let outcome = Trip::Adopt.go(&bench, Faults::none()).await;
            assert!(matches!(outcome, Ok(Outcome::Done)), "{what}: {outcome:?}\n{:#?}", bench.events());
            Trip::Adopt.check(&bench, &end, &format!("{what}, ledger lost"));
        })
        .await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_teardown_that_crashed_anywhere_comes_to_the_same_end() {
    assert_eq!(Trip::Teardown.end().await, NOTHING);
    let entries = crash_matrix(Trip::Teardown).await;
    assert!(entries > 10 * 2, "each node has a begin and an end: {entries}");
}

#[tokio::test(start_paused = true)]
async fn whatever_crashed_anywhere_can_be_taken_away() {
    for trip in [Trip::Launch, Trip::Change] {
        crash_everywhere(trip, async |bench, what| {
            Trip::Teardown.resume(bench, &NOTHING.map(str::to_owned), &what).await;
        })
        .await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_teardown_that_crashed_anywhere_can_be_launched_again() {
    let end = Trip::Launch.end().await;
    crash_everywhere(Trip::Teardown, async |bench, what| Trip::Launch.resume(bench, &end, &what).await).await;
}

#[tokio::test(start_paused = true)]
async fn a_run_that_crashed_while_it_took_up_a_crash_is_taken_up_too() {
    for trip in [Trip::Launch, Trip::Change, Trip::Teardown] {
        let end = trip.end().await;
        for (first, second) in [(2, 3), (4, 3), (9, 1), (9, 6), (14, 2)] {
            let bench = trip.beginning().await;
            assert!(trip.go(&bench, Faults::crash_at(first, Side::Before)).await.is_err());
            let bench = bench.restart();
            assert!(trip.go(&bench, Faults::crash_at(second, Side::Before)).await.is_err());
            trip.resume(bench, &end, &format!("{trip:?}, crashes at {first} and {second}")).await;
        }
    }
}

fn faults() -> Vec<(Fault, bool)> {
    let failure = |class| Failure::new(class, "do it", "on purpose");
    let mut all = vec![(Fault::Repeat, true), (Fault::Delay(Duration::from_secs(400)), true)];
    for class in [Class::Transient, Class::Throttled, Class::Propagating, Class::Capacity, Class::Held] {
        all.push((Fault::ErrorBefore(failure(class)), true));
        all.push((Fault::ErrorAfter(failure(class)), true));
    }
    for class in [Class::Denied, Class::Rejected, Class::Expired, Class::Gate] {
        all.push((Fault::ErrorBefore(failure(class)), false));
        all.push((Fault::ErrorAfter(failure(class)), false));
    }
    all
}

async fn error_matrix(trip: Trip) {
    let end = trip.end().await;
    let steps = match trip {
        Trip::Launch => Trip::Launch.beginning().await.plan(&landing()),
        Trip::Change | Trip::Adopt | Trip::Teardown => {
            let bench = trip.beginning().await;
            match trip {
                Trip::Change | Trip::Adopt => bench.plan(&changed()),
                _ => crate::planning::plan_teardown(&bench.book(), &crate::toy::kinds(), &BTreeSet::new())
                    .expect("it plans"),
            }
        }
    };
    let effects = steps.steps.iter().filter_map(|step| {
        let effect = match step.action {
            Action::Create | Action::Replace => Effect::Create,
            Action::Update | Action::Adopt => Effect::Update,
            Action::Delete => Effect::Delete,
            Action::Keep => return None,
        };
        Some((step.node().to_string(), effect))
    });
    // What is made is nudged too.
    let nudged = (trip == Trip::Launch).then(|| ("mill".to_owned(), Effect::Update));
    let effects = effects.chain(nudged);
    let mut met = 0;
    for (at, effect) in effects {
        // A deletion that a scan put into no order is refused at first, which would use the fault up.
        if trip == Trip::Adopt && effect == Effect::Delete {
            continue;
        }
        for (fault, heals) in faults() {
            met += 1;
            let what = format!("{trip:?}, {effect:?} of {at}, {fault:?}");
            let bench = trip.beginning().await;
            let outcome = trip.go(&bench, Faults::none().with(name(&at), effect, fault.clone())).await;
            let outcome = outcome.expect("no crash was asked for");
            if heals {
                assert_eq!(outcome, Outcome::Done, "{what}");
                trip.check(&bench, &end, &what);
                continue;
            }
            let class = match fault {
                Fault::ErrorBefore(failure) | Fault::ErrorAfter(failure) => failure.class,
                Fault::Repeat | Fault::Delay(_) => unreachable!("these heal"),
            };
            assert_eq!(
                outcome,
                match class {
                    Class::Expired => Outcome::Expired,
                    Class::Gate => Outcome::Gated,
                    _ => Outcome::Stopped { failed: vec![name(&at)] },
                },
                "{what}"
            );
            trip.resume(bench, &end, &what).await;
        }
    }
    assert!(met >= 9 * 18, "every node that does something met every fault: {met}");
}

#[tokio::test(start_paused = true)]
async fn a_launch_survives_every_fault_of_every_effect() {
    error_matrix(Trip::Launch).await;
}

#[tokio::test(start_paused = true)]
async fn a_change_survives_every_fault_of_every_effect() {
    error_matrix(Trip::Change).await;
}

#[tokio::test(start_paused = true)]
async fn a_change_of_what_was_adopted_survives_every_fault_of_every_effect() {
    error_matrix(Trip::Adopt).await;
}

#[tokio::test(start_paused = true)]
async fn a_teardown_survives_every_fault_of_every_effect() {
    error_matrix(Trip::Teardown).await;
}
