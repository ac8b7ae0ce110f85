//! How a run stops before it is done, and is taken up again.

use std::time::Duration;

use jiff::Timestamp;

use super::{done, failure, ms};
use crate::entry::{Entry, Outcome, Step};
use crate::failure::Class;
use crate::fault::{Effect, Faults};
use crate::ledger::LedgerError;
use crate::run::matrix::landing;
use crate::run::{Control, RunError};
use crate::status::Status;
use crate::toy::{Bench, CALL, NOTHING, name};

/// Launches the landing, says each of `words` at its time, and returns how the run ended.
pub(super) async fn interrupted(bench: &Bench, words: &[(u64, Control)]) -> Outcome {
    let (run, control) = bench.run(Faults::none());
    let run = tokio::spawn(run.carry_out(bench.plan(&landing())));
    for (at, word) in words {
        bench.clock.sleep_until(Timestamp::UNIX_EPOCH + ms(*at)).await;
        control.send(*word).expect("the run listens");
    }
    run.await.expect("it doesn't panic").expect("it runs")
}

#[tokio::test(start_paused = true)]
async fn cancelled_once_it_ends_what_is_under_way_and_begins_nothing_more() {
    let end = {
        let bench = Bench::new();
        done(&bench, &landing()).await;
        bench.living()
    };
    for at in [0, 30, 60, 130, 250, 290, 20_000] {
        let bench = Bench::new();
        assert_eq!(interrupted(&bench, &[(at, Control::Finish)]).await, Outcome::Cancelled, "{at}");
        assert!(bench.elapsed() <= ms(at) + Duration::from_secs(3), "{at}: {:?}", bench.elapsed());
        let events = bench.events();
        let begun = |event: &&crate::ledger::Event| {
            matches!(&event.entry, Entry::Node { step: Step::CreateBegan { .. }, .. })
                && event.at > Timestamp::UNIX_EPOCH + ms(at)
        };
        assert_eq!(events.iter().filter(begun).count(), 0, "{at}");
        assert!(bench.book().records().all(|(_, record)| record.status.exists()), "{at}: one is in doubt");
        assert!(!bench.book().is_interrupted(), "{at}");
        done(&bench, &landing()).await;
        assert_eq!(bench.living(), end, "{at}");
    }
}

#[tokio::test(start_paused = true)]
async fn cancelled_twice_it_stops_at_once_and_is_resumable() {
    let end = {
        let bench = Bench::new();
        done(&bench, &landing()).await;
        bench.living()
    };
    for at in [10, 60, 130, 160, 260, 15_330] {
        let bench = Bench::new();
        let outcome = interrupted(&bench, &[(at, Control::Finish), (at + 1, Control::Abort)]).await;
        assert_eq!(outcome, Outcome::Cancelled);
        assert_eq!(bench.elapsed(), ms(at + 1));
        let bench = bench.restart();
        done(&bench, &landing()).await;
        assert_eq!(bench.living(), end, "{at}");
    }
}

#[tokio::test(start_paused = true)]
async fn expired_credentials_let_what_is_under_way_end_and_stop_the_run() {
    let bench = Bench::new();
    bench.world.fail("group", Effect::Create, vec![failure(Class::Expired)]);
    let outcome = bench.launch(&landing(), Faults::none()).await.expect("it runs");
    assert_eq!(outcome, Outcome::Expired);
    assert_eq!(bench.elapsed(), CALL * 2, "the role and the pool were under way");
    assert_eq!(bench.book().newest(&name("role")).expect("it was made").status, Status::Created);
    done(&bench, &landing()).await;
}

#[tokio::test(start_paused = true)]
async fn a_gate_lets_everything_else_be_done() {
    let bench = Bench::new();
    bench.world.fail("balancer", Effect::Create, vec![failure(Class::Gate)]);
    let outcome = bench.launch(&landing(), Faults::none()).await.expect("it runs");
    assert_eq!(outcome, Outcome::Gated);
    assert_eq!(bench.book().newest(&name("targets")).expect("it was made").status, Status::Ready);
    done(&bench, &landing()).await;
}

#[tokio::test(start_paused = true)]
async fn a_disk_that_fills_up_anywhere_stops_the_run_resumably() {
    let mut stopped = 0;
    for pages in 0.. {
        let bench = Bench::new();
        bench.ledger.bound(Some(pages));
        match bench.launch(&landing(), Faults::none()).await {
            Ok(outcome) => {
                assert_eq!(outcome, Outcome::Done);
                break;
            }
            Err(RunError::Ledger(LedgerError::Full)) => stopped += 1,
            Err(error) => panic!("{error}"),
        }
        bench.ledger.bound(None);
        let bench = bench.restart();
        done(&bench, &landing()).await;
        assert_eq!(bench.living().len(), landing().nodes().len() + NOTHING.len(), "{pages} pages");
    }
    assert!(stopped > 1, "it filled up at several places: {stopped}");
}
