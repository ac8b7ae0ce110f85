//! The matrices over the real kinds: the process dies at every entry, every call fails once in every way, and the
//! end state is that of an undisturbed run, with no second resource and nothing orphaned.

use naru_engine::{Faults, Outcome, RunError, Side};
use naru_practice::{Fault, Misbehaviour, When};
use naru_tests::{Things, Trip};

use crate::trip::failures;

/// How a trip begins: each matrix is walked over each of them.
type Begin = fn() -> Trip;

/// What an undisturbed launch leaves.
async fn undisturbed(begin: Begin) -> Things {
    let mut trip = begin();
    trip.launch().await.0.expect("the ledger holds");
    trip.things().await
}

/// How many entries an undisturbed run writes.
async fn entries_of_a_launch(begin: Begin) -> u64 {
    let mut trip = begin();
    trip.launch().await.0.expect("the ledger holds");
    trip.ledger().since(0, None).expect("it reads").len() as u64
}

async fn entries_of_a_teardown(begin: Begin) -> u64 {
    let mut trip = begin();
    trip.launch().await.0.expect("the ledger holds");
    let launched = trip.ledger().last_seq().expect("it reads");
    trip.teardown().await.0.expect("the ledger holds");
    trip.ledger().since(launched, None).expect("it reads").len() as u64
}

async fn launch_crashing_at(begin: Begin, entry: u64, side: Side, expected: &Things) {
    let mut trip = begin();
    let plan = trip.launch_plan().await;
    let crashed = trip.run(plan, Faults::crash_at(entry, side)).await;
    assert!(matches!(crashed, Err(RunError::Crashed)), "entry {entry} {side:?}: {crashed:?}");
    let (outcome, _) = trip.launch().await;
    assert_eq!(
        outcome.expect("the ledger holds"),
        Outcome::Done,
        "entry {entry} {side:?}: {:#?}",
        failures(&mut trip)
    );
    assert_eq!(&trip.things().await, expected, "entry {entry} {side:?}");
}

async fn teardown_crashing_at(begin: Begin, entry: u64, side: Side, expected: &Things) {
    let mut trip = begin();
    trip.launch().await.0.expect("the ledger holds");
    let plan = trip.teardown_plan();
    let crashed = trip.run(plan, Faults::crash_at(entry, side)).await;
    assert!(matches!(crashed, Err(RunError::Crashed)), "entry {entry} {side:?}: {crashed:?}");
    let (outcome, _) = trip.teardown().await;
    assert_eq!(
        outcome.expect("the ledger holds"),
        Outcome::Done,
        "entry {entry} {side:?}: {:#?}",
        failures(&mut trip)
    );
    let things = trip.things().await;
    assert_eq!(things.ours, [""; 0], "entry {entry} {side:?}");
    assert_eq!(things.foreign, expected.foreign, "entry {entry} {side:?}");
}

async fn launch_crashing_anywhere(begin: Begin, side: Side) {
    let expected = undisturbed(begin).await;
    for entry in 0..entries_of_a_launch(begin).await {
        launch_crashing_at(begin, entry, side, &expected).await;
    }
}

async fn teardown_crashing_anywhere(begin: Begin) {
    let expected = undisturbed(begin).await;
    for entry in 0..entries_of_a_teardown(begin).await {
        for side in [Side::Before, Side::After] {
            teardown_crashing_at(begin, entry, side, &expected).await;
        }
    }
}

/// How many calls of an undisturbed launch come after its survey.
async fn calls_of_a_launch(begin: Begin) -> u64 {
    let mut trip = begin();
    let plan = trip.launch_plan().await;
    trip.account.forget_calls();
    trip.run(plan, Faults::none()).await.expect("the ledger holds");
    trip.account.calls().len() as u64
}

async fn launch_with_each_call(begin: Begin, fault: fn() -> Fault) {
    let expected = undisturbed(begin).await;
    for call in 0..calls_of_a_launch(begin).await {
        let mut trip = begin();
        let plan = trip.launch_plan().await;
        trip.account.misbehave(Misbehaviour::new(When::Nth(call), fault()));
        let outcome = trip.run(plan, Faults::none()).await.expect("the ledger holds");
        trip.account.behave();
        if outcome != Outcome::Done {
            // It stopped with the reason: then it resumes.
            assert!(matches!(outcome, Outcome::Stopped { .. }), "call {call}: {outcome:?}");
            assert!(!failures(&mut trip).is_empty(), "call {call}: a stop has its reason");
            let (outcome, _) = trip.launch().await;
            assert_eq!(
                outcome.expect("the ledger holds"),
                Outcome::Done,
                "call {call}: {:#?}",
                failures(&mut trip)
            );
        }
        assert_eq!(trip.things().await, expected, "call {call}");
    }
}

/// Every matrix, over trips that begin so.
macro_rules! matrices {
    ($trips:ident, $begin:expr) => {
        mod $trips {
            use super::*;

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
        }
    };
}

matrices!(without_a_domain, Trip::new);
matrices!(with_a_domain, Trip::with_domain);
