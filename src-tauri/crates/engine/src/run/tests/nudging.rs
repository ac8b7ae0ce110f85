//! How a run nudges what doesn't settle by itself: written down as a change, and timed as the settling that it is.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;

use super::{at, count, done, label, ms};
use crate::entry::Outcome;
use crate::fault::Faults;
use crate::plan::{Action, Reason};
use crate::run::Control;
use crate::status::Status;
use crate::toy::{Bench, Mill, Pebble, graph, name, node};

#[tokio::test(start_paused = true)]
async fn a_nudge_is_written_down_before_and_after_and_is_a_part_of_settling() {
    let bench = Bench::new();
    done(&bench, &graph(vec![node::<Mill>("m", &[])])).await;
    let told: Vec<_> = bench.steps("m").iter().map(label).collect();
    assert_eq!(told, ["create_began", "created", "waiting", "update_began", "updated", "settled"]);
    assert_eq!((bench.world.calls("nudge m"), bench.world.calls("update m")), (1, 0));
    let book = bench.book();
    let record = book.newest(&name("m")).expect("it is there");
    assert_eq!(record.began, Timestamp::UNIX_EPOCH, "it began once");
    assert_eq!((record.status, &record.waiting, record.late), (Status::Ready, &None, false));
    let took = at(&bench, "m", "settled");
    assert_eq!(book.took().get("mill"), Some(&(took, took)), "how long it takes is learned with its nudge");
    assert!(took >= Duration::from_secs(10), "it turns for a while once it was pushed: {took:?}");
}

#[tokio::test(start_paused = true)]
async fn a_nudge_gives_no_time_anew() {
    let bench = Bench::new();
    let wanted = graph(vec![node::<Mill>("m", &[])]);
    let run = tokio::spawn(bench.run(Faults::none()).0.carry_out(bench.plan(&wanted)));
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(bench.world.calls("nudge m"), 1);
    assert!(bench.book().newest(&name("m")).expect("it is there").waiting.is_some(), "it still waits");
    bench.world.hurry("m", Timestamp::MAX);
    let outcome = run.await.expect("it doesn't panic").expect("it runs");
    assert_eq!(outcome, Outcome::Stopped { failed: vec![name("m")] });
    assert_eq!((count(&bench, "m", "waiting"), count(&bench, "m", "late")), (1, 1));
    let (late, failed) = (at(&bench, "m", "late").as_secs(), at(&bench, "m", "failed").as_secs());
    assert!((37..=40).contains(&late), "amber is a quarter past the usual 30 s from its making: {late}");
    assert!((600..=603).contains(&failed), "red is 600 s from its making: {failed}");
    let book = bench.book();
    let record = book.newest(&name("m")).expect("it is there");
    assert_eq!(record.status, Status::SettleFailed);
    assert!(record.failure.as_ref().expect("it failed").is(&["naru.too_late.turning"]));
}

#[tokio::test(start_paused = true)]
async fn nothing_is_nudged_once_the_run_is_stopped_nor_by_a_look() {
    let bench = Bench::new();
    let wanted = graph(vec![node::<Mill>("m", &[])]);
    let (run, control) = bench.run(Faults::none());
    let run = tokio::spawn(run.carry_out(bench.plan(&wanted)));
    while bench.world.calls("look m") == 0 {
        tokio::time::sleep(ms(10)).await;
    }
    control.send(Control::Finish).expect("the run listens");
    assert_eq!(run.await.expect("it doesn't panic").expect("it runs"), Outcome::Cancelled);
    assert_eq!((bench.world.calls("nudge"), count(&bench, "m", "update_began")), (0, 0));
    done(&bench, &wanted).await;
    assert_eq!(bench.world.calls("nudge m"), 1);
}

#[tokio::test(start_paused = true)]
async fn what_is_found_stalled_after_it_settled_is_taken_up_by_the_next_run() {
    let bench = Bench::new();
    let wanted = graph(vec![node::<Mill>("m", &[]), node::<Pebble>("p", &[])]);
    done(&bench, &wanted).await;
    let mut plan = bench.plan(&wanted);
    assert!(plan.is_idle(), "the ledger calls it ready");
    plan.take_up(&BTreeSet::from([(name("m"), 1)]));
    let steps: Vec<_> =
        plan.steps.iter().map(|step| (step.node().as_str(), step.action, &step.reason)).collect();
    assert_eq!(steps, [("m", Action::Update, &Reason::Unsettled), ("p", Action::Keep, &Reason::AsWanted)]);
    let outcome = bench.run(Faults::none()).0.carry_out(plan).await.expect("it runs");
    assert_eq!(outcome, Outcome::Done);
    assert_eq!((bench.world.calls("update m"), bench.world.calls("nudge m")), (1, 2));
    assert_eq!(bench.world.calls("update p"), 0);
    assert_eq!(bench.book().newest(&name("m")).expect("it is there").status, Status::Ready);
}
