//! How many calls a run made, against the least that could do.
//!
//! The least is what a run would make that asks AWS nothing twice and remembers all that it was told:
//!
//! - each change that AWS answered, once;
//! - of what settles, each look that the schedule of its kind asks for between its making and its settling: AWS's own
//!   clocks tell nobody, so they have to be asked now and then, and how often is the schedule's to say
//!   ([`Times::next_look`]), each time by one call;
//! - of what is taken away, whose it is before, and that it is gone after; and in between each look that the schedule
//!   of its kind asks for ([`Times::next_removal_look`]), again of one call;
//! - each attempt that AWS refused and that was written down as to be made again: that what is new isn't known
//!   everywhere yet, AWS tells in no other way.
//!
//! What isn't in it is whatever is read before a change to know what to change, or twice by two.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use naru_aws::kinds::kinds;
use naru_engine::{AnyKind, Entry, Faults, NodeName, Outcome, Plan, Step, Times};

use crate::Trip;

/// How long a call is on its way in the practice account: so much later is the next look.
const CALL: Duration = Duration::from_millis(80);

/// The calls of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Calls {
    /// How many it made.
    pub made: usize,
    /// How many could have done.
    pub least: usize,
    /// How often it made each, by service and operation.
    pub by_operation: BTreeMap<String, usize>,
}

impl Calls {
    /// How many times the least they are.
    pub fn ratio(&self) -> f64 {
        self.made as f64 / self.least as f64
    }
}

/// Carries a plan out with nobody beside it, and counts its calls. Panics where it doesn't end well.
pub async fn counted(trip: &mut Trip, plan: Plan) -> Calls {
    let began = trip.clock.now();
    trip.account.forget_calls();
    let outcome = trip.run(plan, Faults::none()).await;
    assert_eq!(outcome.ok(), Some(Outcome::Done), "it has to end well");
    of_run(trip, began)
}

/// The calls of the run that began at that time, of which the account has forgotten none.
pub fn of_run(trip: &mut Trip, began: Timestamp) -> Calls {
    let calls = trip.account.calls();
    let mut by_operation = BTreeMap::new();
    for call in &calls {
        *by_operation.entry(format!("{:?} {}", call.service, call.operation)).or_default() += 1;
    }
    let changes = calls.iter().filter(|call| call.changes && call.refused.is_none()).count();
    Calls { made: calls.len(), least: changes + looks(trip, began), by_operation }
}

/// What is known of a resource while its steps are gone through.
#[derive(Clone, Copy)]
struct Known {
    times: Times,
    settles: bool,
    since: Timestamp,
}

/// How many looks the schedules asked for in that run.
fn looks(trip: &mut Trip, began: Timestamp) -> usize {
    let mut known: BTreeMap<(NodeName, u32), Known> = BTreeMap::new();
    let mut looks = 0;
    for event in trip.ledger().since(0, None).expect("the ledger reads") {
        if event.at < began {
            continue;
        }
        match event.entry {
            Entry::RunBegan { plan } => {
                let of = plan.steps.into_iter().map(|step| {
                    let settles = kinds().get(&step.want.kind).is_ok_and(AnyKind::settles);
                    let one = Known { times: step.times, settles, since: event.at };
                    ((step.want.name, step.generation), one)
                });
                known.extend(of);
            }
            Entry::Node { node, generation, step } => {
                let Some(known) = known.get_mut(&(node, generation)) else { continue };
                looks += step_looks(known, &step, event.at);
            }
            Entry::RunEnded(_) => {}
        }
    }
    looks
}

/// How many looks come with a step of a resource.
fn step_looks(known: &mut Known, step: &Step, at: Timestamp) -> usize {
    let times = known.times;
    match step {
        Step::Created { .. } | Step::Updated { .. } | Step::Adopted { .. } | Step::DeleteBegan => {
            known.since = at;
            0
        }
        Step::Settled { .. } if known.settles => {
            let first =
                if times.usual.0.is_zero() { Duration::ZERO } else { times.next_look(Duration::ZERO) };
            1 + paused(known.since, at, first, |elapsed| times.next_look(elapsed))
        }
        Step::Gone => {
            let first = times.next_removal_look(Duration::ZERO);
            2 + paused(known.since, at, first, |elapsed| times.next_removal_look(elapsed))
        }
        Step::Kept { .. } | Step::Retrying { .. } => 1,
        _ => 0,
    }
}

/// How many looks are over before `until`, of which the first comes after `first` and each other after a pause that
/// grows with what has passed.
fn paused(
    since: Timestamp,
    until: Timestamp,
    first: Duration,
    pause: impl Fn(Duration) -> Duration,
) -> usize {
    let whole = Duration::try_from(until.duration_since(since)).unwrap_or_default();
    let (mut looks, mut elapsed) = (0, first + CALL);
    // The last look is what ended it.
    while elapsed < whole.saturating_sub(CALL) {
        looks += 1;
        elapsed += pause(elapsed) + CALL;
    }
    looks
}
