//! The matrices over the real kinds: the process dies at every entry, every call fails once in every way, and the
//! end state is that of an undisturbed run down to each setting, with no second resource and nothing orphaned.

use std::collections::BTreeMap;

use naru_engine::{Faults, Outcome, Side};
use naru_practice::{CallRecord, Fault, Misbehaviour, When};
use naru_tests::{Trip, difference};
use serde_json::Value;

use crate::trip::failures;

/// How a trip begins: each matrix is walked over each of them.
type Begin = fn() -> Trip;

/// What an undisturbed launch leaves.
async fn undisturbed(begin: Begin) -> Value {
    let mut trip = begin();
    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    trip.settings()
}

/// Asserts that a launch left what an undisturbed one leaves; names the first lines that differ, of hundreds.
fn same(trip: &mut Trip, expected: &Value, when: &str) {
    if let Some(difference) = difference(&trip.settings(), expected) {
        panic!("{when}: {difference}");
    }
}

/// Asserts that a launch is taken up from each moment on that side of an entry, and comes to the same end.
async fn launch_crashing_anywhere(begin: Begin, side: Side) {
    let mut trip = begin();
    let plan = trip.launch_plan().await;
    let (outcome, left) = trip.run_watched(plan).await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let expected = trip.settings();
    for left in left.iter().filter(|left| left.side == side) {
        let when = format!("entry {} {side:?}", left.entry);
        let mut trip = trip.after(left);
        let (outcome, _) = trip.launch().await;
        assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{when}: {:#?}", failures(&mut trip));
        same(&mut trip, &expected, &when);
    }
}

/// Asserts that a teardown is taken up from each moment, and leaves nothing of ours and all that isn't.
async fn teardown_crashing_anywhere(begin: Begin) {
    let mut trip = begin();
    trip.launch().await.0.expect("the ledger holds");
    let expected = trip.things().await;
    let plan = trip.teardown_plan();
    let (outcome, left) = trip.run_watched(plan).await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    for left in &left {
        let when = format!("entry {} {:?}", left.entry, left.side);
        let mut trip = trip.after(left);
        let (outcome, _) = trip.teardown().await;
        assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{when}: {:#?}", failures(&mut trip));
        let things = trip.things().await;
        assert_eq!(things.ours, [""; 0], "{when}");
        assert_eq!(things.foreign, expected.foreign, "{when}");
    }
}

/// The calls of an undisturbed launch after its survey, as numbers from there, each with its operation. Of looks that
/// ask the same again while nothing has been changed, only the first and the last: the code that repeats them is the
/// same for each.
async fn calls_of_a_launch(begin: Begin) -> Vec<(u64, String)> {
    let mut trip = begin().unaided();
    let plan = trip.launch_plan().await;
    trip.account.forget_calls();
    trip.run(plan, Faults::none()).await.expect("the ledger holds");
    let calls = trip.account.calls();
    let name = |call: &CallRecord| format!("{:?} {} {}", call.service, call.operation, call.region);
    let changes = |call: &CallRecord| {
        !["Describe", "Get", "List", "Head"].iter().any(|look| call.operation.starts_with(look))
    };
    let (mut asked, mut last) = (BTreeMap::new(), BTreeMap::new());
    let mut epoch = 0_usize;
    let mut kept = Vec::new();
    for (number, call) in calls.iter().enumerate() {
        epoch += usize::from(changes(call));
        last.insert(name(call), number);
        if changes(call) || asked.insert(name(call), epoch) != Some(epoch) {
            kept.push(number);
        }
    }
    kept.extend(last.into_values());
    kept.sort_unstable();
    kept.dedup();
    kept.into_iter().map(|number| (number as u64, name(&calls[number]))).collect()
}

/// A launch in which one call goes wrong, and, where it stops, another that takes it up; how the first ended, and whether
/// it came to that call: how often a wait looks is a matter of chance, so the last looks of one launch may not be made in
/// another.
async fn launch_with(
    begin: Begin,
    (call, name): &(u64, String),
    fault: Fault,
    expected: &Value,
) -> (Outcome, bool) {
    let mut trip = begin().unaided();
    let plan = trip.launch_plan().await;
    trip.account.forget_calls();
    trip.account.misbehave(Misbehaviour::new(When::Nth(*call), fault));
    let outcome = trip.run(plan, Faults::none()).await.expect("the ledger holds");
    trip.account.behave();
    let came = trip.account.calls().len() as u64 > *call;
    if outcome != Outcome::Done {
        // It stopped with the reason: then it resumes.
        assert!(matches!(outcome, Outcome::Stopped { .. }), "call {call}, {name}: {outcome:?}");
        assert!(!failures(&mut trip).is_empty(), "call {call}, {name}: a stop has its reason");
        let (again, _) = trip.launch().await;
        let again = again.expect("the ledger holds");
        assert_eq!(again, Outcome::Done, "call {call}, {name}: {:#?}", failures(&mut trip));
    }
    same(&mut trip, expected, &format!("call {call}, {name}"));
    (outcome, came)
}

/// What passes by itself, the run gets over by itself.
async fn launch_with_each_call(begin: Begin, fault: fn() -> Fault) {
    let expected = undisturbed(begin).await;
    for call in calls_of_a_launch(begin).await {
        let (outcome, _) = launch_with(begin, &call, fault(), &expected).await;
        assert_eq!(outcome, Outcome::Done, "{call:?}");
    }
}

/// What doesn't pass by itself stops the run, whichever call it meets.
async fn launch_with_each_call_refused(begin: Begin) {
    let expected = undisturbed(begin).await;
    let calls = calls_of_a_launch(begin).await;
    let mut missed = 0;
    for call in &calls {
        match launch_with(begin, call, Fault::Deny, &expected).await {
            (outcome, true) => assert!(matches!(outcome, Outcome::Stopped { .. }), "{call:?}: {outcome:?}"),
            (_, false) => missed += 1,
        }
    }
    assert!(missed * 20 < calls.len(), "{missed} of {} calls were not made again", calls.len());
}

/// The matrix of crashes, over trips that begin so.
macro_rules! crashes {
    ($begin:expr) => {
        #[tokio::test(start_paused = true)]
        async fn a_launch_that_crashed_before_any_entry_is_taken_up() {
            launch_crashing_anywhere($begin, Side::Before).await;
        }

        #[tokio::test(start_paused = true)]
        async fn a_launch_that_crashed_after_any_entry_is_taken_up() {
            launch_crashing_anywhere($begin, Side::After).await;
        }

        #[tokio::test(start_paused = true)]
        async fn a_teardown_that_crashed_at_any_entry_is_taken_up() {
            teardown_crashing_anywhere($begin).await;
        }
    };
}

/// The matrix of errors, over trips that begin so.
macro_rules! errors {
    ($begin:expr) => {
        #[tokio::test(start_paused = true)]
        async fn any_call_may_fail_before_its_effect() {
            launch_with_each_call($begin, || Fault::ErrorBefore).await;
        }

        #[tokio::test(start_paused = true)]
        async fn any_call_may_fail_after_its_effect() {
            launch_with_each_call($begin, || Fault::LostAfter).await;
        }

        #[tokio::test(start_paused = true)]
        async fn any_call_may_be_throttled() {
            launch_with_each_call($begin, || Fault::Throttle).await;
        }

        #[tokio::test(start_paused = true)]
        async fn any_call_may_be_refused() {
            launch_with_each_call_refused($begin).await;
        }
    };
}

mod without_a_domain {
    use super::*;

    crashes!(Trip::new);
    errors!(Trip::new);
}

mod with_two_instances_and_an_environment {
    use super::*;

    crashes!(Trip::with_more);
}

mod with_a_domain {
    use super::*;

    crashes!(Trip::with_domain);
    errors!(Trip::with_domain);
}
