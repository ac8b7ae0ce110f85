//! What a run does, one behaviour a test, to the millisecond.

mod adopting;
mod fresh;
mod held;
mod nudging;
mod rolling;
mod stopping;

use std::time::Duration;

use jiff::Timestamp;

use self::stopping::interrupted;
use super::matrix::{before, changed, landing};
use crate::entry::{Entry, Outcome, Step};
use crate::failure::{Class, Failure};
use crate::fault::{Effect, Fault, Faults};
use crate::graph::Graph;
use crate::kind::Times;
use crate::kinds::{AnyKind, Kinds};
use crate::ledger::LedgerError;
use crate::plan::{Action, Reason};
use crate::planning::plan_teardown;
use crate::run::{Control, RunError};
use crate::status::Status;
use crate::toy::{
    Anchor, Barge, Bench, CALL, Kiln, NOTHING, Pebble, Rock, Toy, World, graph, kinds, name, node, with,
};

fn failure(class: Class) -> Failure {
    Failure::new(class, "do it", "on purpose").code("Toy")
}

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

async fn done(bench: &Bench, graph: &Graph) {
    let outcome = bench.launch(graph, Faults::none()).await.expect("it runs");
    assert_eq!(outcome, Outcome::Done, "{:#?}", bench.events());
}

/// When that node's step of that name was written down, after the beginning of the world.
fn at(bench: &Bench, of: &str, step: &str) -> Duration {
    let event = bench.events().into_iter().find(|event| match &event.entry {
        Entry::Node { node, step: happened, .. } => node.as_str() == of && label(happened) == step,
        _ => false,
    });
    let at = event.unwrap_or_else(|| panic!("{of} was never {step}")).at;
    Duration::try_from(at.duration_since(Timestamp::UNIX_EPOCH)).expect("time goes forward")
}

fn label(step: &Step) -> String {
    let step = serde_json::to_value(step).expect("it serializes");
    step["step"].as_str().expect("a step has a name").to_owned()
}

fn count(bench: &Bench, of: &str, step: &str) -> usize {
    bench.steps(of).iter().filter(|happened| label(happened) == step).count()
}

/// What was written down, a line an entry, with its time in seconds.
fn printed(bench: &Bench) -> String {
    let lines = bench.events().into_iter().map(|event| {
        let seconds = event.at.duration_since(Timestamp::UNIX_EPOCH).as_secs_f64();
        let what = match event.entry {
            Entry::RunBegan { plan } => format!("run began: {plan}").trim_end().to_owned(),
            Entry::RunEnded(outcome) => format!("run ended: {outcome:?}"),
            Entry::Node { node, generation, step } => format!("{node} {generation}: {}", label(&step)),
        };
        format!("{seconds:8.3}  {what}\n")
    });
    lines.collect()
}

#[tokio::test(start_paused = true)]
async fn what_needs_no_wait_takes_its_calls_and_no_more() {
    let bench = Bench::new();
    let nodes = vec![node::<Pebble>("a", &[]), node::<Pebble>("b", &["a!"]), node::<Pebble>("c", &["b!"])];
    done(&bench, &graph(nodes)).await;
    assert_eq!(bench.elapsed(), CALL * 2 * 3, "each is looked for and made, one after the other");
}

#[tokio::test(start_paused = true)]
async fn what_needs_nothing_of_each_other_goes_side_by_side() {
    let bench = Bench::new();
    done(&bench, &graph((0..12).map(|n| node::<Pebble>(&format!("p{n}"), &[])).collect())).await;
    assert_eq!(bench.elapsed(), CALL * 2);
}

#[tokio::test(start_paused = true)]
async fn a_launch_takes_as_long_as_its_longest_chain() {
    let bench = Bench::new();
    done(&bench, &landing()).await;
    // The role, then half the call that makes the box, which settles 120 s later, then its targets.
    let chain = CALL * 2 + CALL / 2 + Duration::from_secs(120) + CALL * 2;
    let (poll, look) = (Times::seconds(90, 180, 600, 5).poll, CALL);
    assert!(bench.elapsed() >= chain, "{:?}", bench.elapsed());
    assert!(bench.elapsed() < chain + poll + look, "{:?} is a poll too long", bench.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_teardown_takes_as_long_as_its_longest_chain() {
    let bench = Bench::new();
    done(&bench, &landing()).await;
    let began = bench.elapsed();
    assert_eq!(bench.teardown(Faults::none()).await.expect("it runs"), Outcome::Done);
    // The listener, then the balancer's 60 s, then the group that it holds.
    let chain = CALL + CALL / 2 + Duration::from_secs(60) + CALL;
    let took = bench.elapsed().saturating_sub(began);
    assert!(took >= chain && took < chain + Duration::from_secs(3) + CALL, "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn an_id_is_enough_for_what_needs_no_more() {
    let bench = Bench::new();
    let nodes =
        vec![node::<Kiln>("k", &[]), node::<Pebble>("early", &["k"]), node::<Pebble>("late", &["k!"])];
    done(&bench, &graph(nodes)).await;
    assert_eq!(at(&bench, "early", "create_began"), CALL);
    assert_eq!(at(&bench, "late", "create_began"), at(&bench, "k", "settled"));
}

#[tokio::test(start_paused = true)]
async fn a_failed_node_blocks_only_what_needs_it() {
    let bench = Bench::new();
    let faults = Faults::none().with(name("box"), Effect::Create, Fault::ErrorBefore(failure(Class::Denied)));
    let outcome = bench.launch(&landing(), faults).await.expect("it runs");
    assert_eq!(outcome, Outcome::Stopped { failed: vec![name("box")] });
    let book = bench.book();
    for there in ["role", "group", "pool", "balancer", "listener", "site"] {
        assert_eq!(book.newest(&name(there)).expect("it is there").status, Status::Ready, "{there}");
    }
    assert!(book.newest(&name("targets")).is_none(), "it needs the box");
    assert_eq!(book.newest(&name("box")).expect("it failed").failure, Some(failure(Class::Denied)));
}

#[tokio::test(start_paused = true)]
async fn throttling_backs_off_until_it_passes() {
    let bench = Bench::new();
    bench.world.fail("a", Effect::Create, vec![failure(Class::Throttled); 6]);
    done(&bench, &graph(vec![node::<Anchor>("a", &[])])).await;
    assert_eq!(count(&bench, "a", "retrying"), 6);
    assert_eq!(bench.world.calls("create a"), 7);
}

#[tokio::test(start_paused = true)]
async fn propagation_is_asked_about_densely() {
    let bench = Bench::new();
    bench.world.fail("a", Effect::Create, vec![failure(Class::Propagating); 4]);
    done(&bench, &graph(vec![node::<Anchor>("a", &[])])).await;
    assert_eq!(at(&bench, "a", "created"), CALL * 5 + ms(250 + 500 + 1000 + 2000));
}

#[tokio::test(start_paused = true)]
async fn each_class_of_failure_has_its_own_tries() {
    let bench = Bench::new();
    let mixed = [Class::Propagating; 5].into_iter().chain([Class::Transient; 4]).map(failure);
    bench.world.fail("a", Effect::Create, mixed.collect());
    done(&bench, &graph(vec![node::<Anchor>("a", &[])])).await;
    assert_eq!(bench.world.calls("create a"), 10);
}

#[tokio::test(start_paused = true)]
async fn each_attempt_for_capacity_has_its_number() {
    let bench = Bench::new();
    let faults = Faults::none().with(name("a"), Effect::Create, Fault::ErrorAfter(failure(Class::Capacity)));
    bench.launch(&graph(vec![node::<Anchor>("a", &[])]), faults).await.expect("it runs");
    assert_eq!(bench.world.attempts(), [0, 1]);
}

#[tokio::test(start_paused = true)]
async fn what_is_denied_is_asked_once() {
    let bench = Bench::new();
    bench.world.fail("a", Effect::Create, vec![failure(Class::Denied)]);
    let outcome = bench.launch(&graph(vec![node::<Anchor>("a", &[])]), Faults::none()).await;
    assert_eq!(outcome.expect("it runs"), Outcome::Stopped { failed: vec![name("a")] });
    assert_eq!((bench.world.calls("create a"), count(&bench, "a", "retrying")), (1, 0));
    assert_eq!(bench.elapsed(), CALL);
}

#[tokio::test(start_paused = true)]
async fn a_transient_failure_that_stays_fails() {
    let bench = Bench::new();
    bench.world.fail("a", Effect::Create, vec![failure(Class::Transient); 20]);
    let outcome = bench.launch(&graph(vec![node::<Anchor>("a", &[])]), Faults::none()).await;
    assert_eq!(outcome.expect("it runs"), Outcome::Stopped { failed: vec![name("a")] });
    assert_eq!(bench.world.calls("create a"), 6, "once and five times again");
}

#[tokio::test(start_paused = true)]
async fn past_amber_it_is_late_once_and_past_red_it_fails_with_its_evidence() {
    let bench = Bench::new();
    let wanted = graph(vec![node::<Kiln>("k", &[])]);
    let run = tokio::spawn(bench.run(Faults::none()).0.carry_out(bench.plan(&wanted)));
    tokio::time::sleep(Duration::from_secs(1)).await;
    bench.world.hurry("k", Timestamp::MAX);
    let outcome = run.await.expect("it doesn't panic").expect("it runs");
    assert_eq!(outcome, Outcome::Stopped { failed: vec![name("k")] });
    assert_eq!(count(&bench, "k", "late"), 1);
    assert_eq!(count(&bench, "k", "waiting"), 1, "what it waits for is told once");
    let late = at(&bench, "k", "late").as_secs();
    assert!((225..=230).contains(&late), "amber is a quarter past the usual 180 s: {late}");
    let failed = at(&bench, "k", "failed").as_secs();
    assert!((600..=605).contains(&failed), "red is 600 s: {failed}");
    let book = bench.book();
    let record = book.newest(&name("k")).expect("it is there");
    assert_eq!(record.status, Status::SettleFailed);
    assert_eq!(record.evidence.len(), 1);
    assert!(record.failure.as_ref().expect("it failed").is(&["naru.too_late.firing"]));

    // Tried again it has its time anew, and is not made anew.
    let again = tokio::spawn(bench.run(Faults::none()).0.carry_out(bench.plan(&wanted)));
    tokio::time::sleep(Duration::from_secs(30)).await;
    bench.world.hurry("k", Timestamp::UNIX_EPOCH);
    assert_eq!(again.await.expect("it doesn't panic").expect("it runs"), Outcome::Done);
    assert_eq!(bench.world.calls("create k"), 1);
    assert_eq!(bench.book().newest(&name("k")).expect("it is there").failure, None);
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_a_person_is_never_late_and_what_comes_after_is_timed_from_there() {
    let bench = Bench::new();
    let wanted = graph(vec![node::<Kiln>("k", &[])]);
    let run = tokio::spawn(bench.run(Faults::none()).0.carry_out(bench.plan(&wanted)));
    tokio::time::sleep(Duration::from_secs(1)).await;
    bench.world.hurry("k", Timestamp::MAX);
    bench.world.idle("k", Timestamp::UNIX_EPOCH + Duration::from_secs(300));
    tokio::time::sleep(Duration::from_secs(498)).await;
    assert_eq!(count(&bench, "k", "late"), 0, "300 s were a person's");
    tokio::time::sleep(Duration::from_secs(50)).await;
    let late = at(&bench, "k", "late").as_secs();
    assert!((515..=531).contains(&late), "amber is 225 s from there: {late}");
    assert!(bench.book().newest(&name("k")).expect("it is there").late);
    bench.world.idle("k", Timestamp::UNIX_EPOCH + Duration::from_secs(580));
    tokio::time::sleep(Duration::from_secs(20)).await;
    assert!(!bench.book().newest(&name("k")).expect("it is there").late, "a person has it again");
    bench.world.hurry("k", Timestamp::UNIX_EPOCH);
    assert_eq!(run.await.expect("it doesn't panic").expect("it runs"), Outcome::Done);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_told_while_something_waits_for_a_person_and_the_wait_goes_on_with_the_next_run() {
    let bench = Bench::new();
    let wanted = graph(vec![node::<Kiln>("k", &[]), node::<Pebble>("box", &[])]);
    let slow = Faults::none().with(name("box"), Effect::Create, Fault::Delay(Duration::from_secs(60)));
    let (run, _) = bench.run(slow);
    let run = tokio::spawn(run.carry_out(bench.plan(&wanted)));
    tokio::time::sleep(Duration::from_secs(1)).await;
    bench.world.hurry("k", Timestamp::MAX);
    bench.world.idle("k", Timestamp::MAX);
    bench.world.fail("box", Effect::Create, vec![failure(Class::Denied)]);
    let outcome = run.await.expect("it doesn't panic").expect("it runs");
    assert_eq!(outcome, Outcome::Stopped { failed: vec![name("box")] });
    assert!(bench.elapsed() < Duration::from_secs(300), "{:?}", bench.elapsed());

    bench.world.hurry("k", Timestamp::UNIX_EPOCH);
    bench.world.idle("k", Timestamp::UNIX_EPOCH);
    let again = bench.run(Faults::none()).0.carry_out(bench.plan(&wanted)).await;
    assert_eq!(again.expect("it runs"), Outcome::Done);
    assert_eq!(bench.world.calls("create k"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_long_making_does_not_use_up_the_time_to_settle() {
    let bench = Bench::new();
    let long = Fault::Delay(Duration::from_secs(3_600));
    let faults = Faults::none().with(name("k"), Effect::Create, long);
    let outcome = bench.launch(&graph(vec![node::<Kiln>("k", &[])]), faults).await;
    assert_eq!(outcome.expect("it runs"), Outcome::Done);
    assert_eq!(count(&bench, "k", "late"), 0);
}

#[tokio::test(start_paused = true)]
async fn progress_is_written_down_twice_a_second_and_at_the_end() {
    let bench = Bench::new();
    done(&bench, &graph(vec![node::<Barge>("b", &[])])).await;
    let steps = bench.steps("b").into_iter();
    let told: Vec<_> = steps
        .filter_map(|step| match step {
            Step::Progress(progress) => Some(progress.done),
            _ => None,
        })
        .collect();
    assert_eq!(told, [1, 26, 51, 76, 100], "100 reports in two seconds");
}

#[tokio::test(start_paused = true)]
async fn who_subscribes_and_then_asks_since_misses_nothing() {
    let bench = Bench::new();
    let run = tokio::spawn(bench.run(Faults::none()).0.carry_out(bench.plan(&landing())));
    tokio::time::sleep(Duration::from_secs(20)).await;
    let mut live = bench.ledger.subscribe();
    tokio::time::sleep(Duration::from_secs(60)).await;
    let mut seen = bench.ledger.since(0, None).expect("it reads");
    run.await.expect("it doesn't panic").expect("it runs");
    let (mut twice, before) = (0, seen.len());
    while let Ok(event) = live.try_recv() {
        if seen.last().is_none_or(|last| last.seq < event.seq) {
            seen.push(event);
        } else {
            twice += 1;
        }
    }
    assert_eq!(seen, bench.events());
    assert!(
        before > 0 && seen.len() > before,
        "some were replayed and some came live, {twice} of them twice"
    );
}

#[tokio::test(start_paused = true)]
async fn what_vanishes_while_it_settles_is_lost_and_then_made_as_another() {
    let bench = Bench::new();
    let wanted = graph(vec![node::<Kiln>("k", &[]), node::<Pebble>("p", &["k"])]);
    let run = tokio::spawn(bench.run(Faults::none()).0.carry_out(bench.plan(&wanted)));
    tokio::time::sleep(Duration::from_secs(10)).await;
    bench.world.steal("k");
    let outcome = run.await.expect("it doesn't panic").expect("it runs");
    assert_eq!(outcome, Outcome::Stopped { failed: vec![name("k")] });
    let plan = bench.plan(&wanted);
    assert_eq!((plan.steps[0].generation, plan.steps[0].action), (2, Action::Create));
    assert_eq!(plan.steps[1].reason, Reason::Follows { node: name("k") });
    done(&bench, &wanted).await;
    assert!(bench.living().contains(&"pebble p red round -> k".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn what_has_been_in_doubt_for_a_day_is_still_given_its_time_to_go() {
    let bench = Bench::new();
    let faults = Faults::none().with(name("a"), Effect::Create, Fault::ErrorAfter(failure(Class::Expired)));
    let outcome = bench.launch(&graph(vec![node::<Anchor>("a", &[])]), faults).await;
    assert_eq!(outcome.expect("it runs"), Outcome::Expired);
    tokio::time::sleep(Duration::from_secs(86_400)).await;
    assert_eq!(bench.teardown(Faults::none()).await.expect("it runs"), Outcome::Done);
    assert_eq!(bench.living(), NOTHING);
}

#[tokio::test(start_paused = true)]
async fn what_no_look_shows_yet_is_not_believed_gone() {
    let bench = Bench::new();
    let faults = Faults::none().with(name("a"), Effect::Create, Fault::ErrorAfter(failure(Class::Expired)));
    bench.launch(&graph(vec![node::<Anchor>("a", &[])]), faults).await.expect("it runs");
    assert_eq!(bench.teardown(Faults::none()).await.expect("it runs"), Outcome::Done);
    assert_eq!(bench.living(), NOTHING, "it showed only after a few seconds, and was found");
}

#[tokio::test(start_paused = true)]
async fn what_is_in_doubt_is_looked_up_and_brought_to_what_is_wanted_by_then() {
    // Right after its making a look doesn't show it, and its token is for what was asked at first.
    for later in [0, 10] {
        let bench = Bench::new();
        let doubt = Fault::ErrorAfter(failure(Class::Expired));
        let faults = Faults::none().with(name("a"), Effect::Create, doubt);
        bench.launch(&graph(vec![node::<Anchor>("a", &[])]), faults).await.expect("it runs");
        tokio::time::sleep(Duration::from_secs(later)).await;
        done(&bench, &graph(vec![with(node::<Anchor>("a", &[]), "colour", "blue")])).await;
        assert_eq!(bench.living()[0], "anchor a blue round -> ", "{later}");
        assert_eq!(bench.living().len(), 2, "{later}");
        assert_eq!(count(&bench, "a", "adopted"), 1, "{later}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_half_gone_is_gone_before_another_is_made() {
    let bench = Bench::new();
    let wanted = graph(vec![node::<Anchor>("a", &[])]);
    done(&bench, &wanted).await;
    let (run, control) = bench.run(Faults::none());
    let plan = plan_teardown(&bench.book(), &kinds(), &std::collections::BTreeSet::new()).expect("it plans");
    let run = tokio::spawn(run.carry_out(plan));
    tokio::time::sleep(Duration::from_secs(5)).await;
    control.send(Control::Finish).expect("the run listens");
    assert_eq!(run.await.expect("it doesn't panic").expect("it runs"), Outcome::Cancelled);
    done(&bench, &wanted).await;
    let told: Vec<_> = bench.steps("a").iter().map(label).collect();
    let place = |of: &str| told.iter().rposition(|step| step == of).expect("it happened");
    assert!(place("gone") < place("create_began"), "{told:?}");
    assert_eq!(bench.living().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn how_long_a_kind_takes_is_learned_from_what_went_undisturbed() {
    let bench = Bench::new();
    let outcome = interrupted(&bench, &[(20_000, Control::Finish)]).await;
    assert_eq!(outcome, Outcome::Cancelled);
    tokio::time::sleep(Duration::from_secs(86_400)).await;
    done(&bench, &landing()).await;
    let book = bench.book();
    assert_eq!(book.took().get("kiln"), None, "it lay for a day");
    assert_eq!(book.took().get("pebble"), Some(&(CALL * 2, CALL * 2)));
    bench.teardown(Faults::none()).await.expect("it runs");
    done(&bench, &landing()).await;
    let took = bench.book().took()["kiln"];
    assert!(took.0 == took.1 && took.0 >= Duration::from_secs(120), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn what_is_replaced_goes_last_and_only_once_all_else_works() {
    let bench = Bench::new();
    done(&bench, &before()).await;
    let faults = Faults::none().with(name("box"), Effect::Update, Fault::ErrorBefore(failure(Class::Denied)));
    let outcome = bench.launch(&changed(), faults).await.expect("it runs");
    assert_eq!(outcome, Outcome::Stopped { failed: vec![name("box")] });
    let groups = || bench.living().into_iter().filter(|line| line.starts_with("mould group")).count();
    assert_eq!(groups(), 2, "the old one stays as long as something doesn't work");
    done(&bench, &changed()).await;
    assert_eq!(groups(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_kind_that_this_version_does_not_know_hinders_nothing_else() {
    let bench = Bench::new();
    done(&bench, &landing()).await;
    let known: Vec<&'static dyn AnyKind<World>> = vec![&Toy::<0>, &Toy::<2>, &Toy::<3>, &Toy::<4>, &Toy::<6>];
    let (mut run, _control) = bench.run(Faults::none());
    run.kinds = Kinds::new(known);
    let plan = plan_teardown(&bench.book(), &run.kinds, &std::collections::BTreeSet::new()).expect("a plan");
    let outcome = run.carry_out(plan).await.expect("it runs");
    assert_eq!(outcome, Outcome::Stopped { failed: vec![name("box")] });
    let left: Vec<_> = bench.living().iter().map(|line| line.split(' ').nth(1).map(str::to_owned)).collect();
    assert_eq!(left, ["box", "group", "foreign", "role"].map(|name| Some(name.to_owned())));
    assert_eq!(bench.teardown(Faults::none()).await.expect("it runs"), Outcome::Done);
    assert_eq!(bench.living(), NOTHING);
}

#[tokio::test(start_paused = true)]
async fn resources_that_hold_each_other_in_a_circle_of_old_references_still_go() {
    let bench = Bench::new();
    done(&bench, &graph(vec![node::<Pebble>("a", &[]), node::<Pebble>("b", &["a"])])).await;
    // The other way round: each is changed where it stands, so for a moment nothing refers to anything.
    done(&bench, &graph(vec![node::<Pebble>("a", &["b"]), node::<Pebble>("b", &[])])).await;
    assert_eq!(bench.teardown(Faults::none()).await.expect("it runs"), Outcome::Done);
    assert_eq!(bench.living(), NOTHING);
}

#[tokio::test(start_paused = true)]
async fn a_plan_that_is_out_of_date_does_nothing_and_spoils_nothing() {
    let bench = Bench::new();
    let old = bench.plan(&landing());
    done(&bench, &landing()).await;
    let calls = bench.world.calls("");
    let refused = bench.run(Faults::none()).0.carry_out(old).await;
    assert!(matches!(refused, Err(RunError::Ledger(LedgerError::Damaged(_)))), "{refused:?}");
    assert_eq!(bench.world.calls(""), calls);
    let bench = bench.restart();
    assert!(bench.plan(&landing()).is_idle(), "what is on disk still replays");
}

#[tokio::test(start_paused = true)]
async fn a_launch_and_a_teardown_as_they_are_written_down() {
    let bench = Bench::new();
    let kinds = kinds();
    done(&bench, &landing()).await;
    let plan = plan_teardown(&bench.book(), &kinds, &[name("listener")].into()).expect("it plans");
    bench.run(Faults::none()).0.carry_out(plan).await.expect("it runs");
    insta::assert_snapshot!(printed(&bench));
}

#[tokio::test(start_paused = true)]
async fn what_stays_is_left_beside_the_one_that_took_its_place_and_others_follow_to_the_new_one() {
    let bench = Bench::new();
    let (rock, boat) = (node::<Rock>("rock", &[]), node::<Pebble>("boat", &["rock"]));
    done(&bench, &graph(vec![rock.clone(), boat.clone()])).await;
    let wanted = graph(vec![with(rock, "shape", "square"), boat]);
    done(&bench, &wanted).await;
    let rocks = ["rock rock red round -> ", "rock rock red square -> "];
    assert_eq!(bench.living(), ["pebble boat red round -> rock", NOTHING[0], rocks[0], rocks[1]]);
    assert!(bench.plan(&wanted).is_idle());
    done(&bench, &graph(Vec::new())).await;
    assert_eq!(bench.living(), [NOTHING[0], rocks[0], rocks[1]], "it stays though nothing is wanted");
    assert_eq!(bench.teardown(Faults::none()).await.expect("it runs"), Outcome::Done);
    assert_eq!(bench.living(), NOTHING);
}

#[tokio::test(start_paused = true)]
async fn a_teardown_is_over_though_something_was_kept() {
    let bench = Bench::new();
    done(&bench, &landing()).await;
    let plan = plan_teardown(&bench.book(), &kinds(), &[name("role")].into()).expect("it plans");
    assert!(!bench.book().is_over(), "a launch is no teardown");
    bench.run(Faults::none()).0.carry_out(plan).await.expect("it runs");
    let book = bench.book();
    assert!(book.is_over() && !book.is_empty());
    done(&bench, &landing()).await;
    assert!(!bench.book().is_over(), "it was launched again");
}

#[tokio::test(start_paused = true)]
async fn a_change_as_it_is_planned() {
    let bench = Bench::new();
    done(&bench, &before()).await;
    insta::assert_snapshot!(bench.plan(&changed()));
}
