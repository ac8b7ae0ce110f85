//! What serves through one node is made anew one after the other: never is there more than one beside those that are
//! wanted, and never does that node refer to one that goes.

use std::sync::Arc;

use super::{count, done, failure, label};
use crate::entry::{Entry, Outcome};
use crate::failure::Class;
use crate::fault::{Effect, Faults, Side};
use crate::graph::{Graph, Node};
use crate::plan::{Action, Plan};
use crate::run::RunError;
use crate::toy::{Bench, NOTHING, Ox, Pebble, Yoke, graph, name, node, with};

/// So many oxen of that shape under one yoke, and a plough that is fitted to each of them once they pull.
pub(in crate::run) fn oxen(size: usize, shape: &str) -> Vec<Node> {
    let names: Vec<String> = (1..=size).map(|at| format!("ox-{at}")).collect();
    let pulling: Vec<String> = names.iter().map(|ox| format!("{ox}!~")).collect();
    let fitted: Vec<String> = names.iter().map(|ox| format!("{ox}~")).chain(["yoke!~".to_owned()]).collect();
    let mut nodes = vec![node::<Pebble>("field", &[])];
    nodes.extend(names.iter().map(|ox| with(node::<Ox>(ox, &["field"]), "shape", shape)));
    nodes.push(node::<Yoke>("yoke", &pulling.iter().map(String::as_str).collect::<Vec<_>>()));
    nodes.push(node::<Pebble>("plough", &fitted.iter().map(String::as_str).collect::<Vec<_>>()));
    nodes
}

fn herd(size: usize, shape: &str) -> Graph {
    graph(oxen(size, shape))
}

/// A world in which those oxen pull.
async fn pulling(size: usize) -> Bench {
    let bench = Bench::new();
    done(&bench, &herd(size, "round")).await;
    bench
}

/// What an undisturbed launch of that herd leaves.
async fn end(size: usize, shape: &str) -> Vec<String> {
    let bench = Bench::new();
    done(&bench, &herd(size, shape)).await;
    bench.living()
}

/// No fault, and at each moment at which the process may die there are at most so many oxen, and the yoke lies on none
/// that goes, where `knows` which those are.
fn watched(bench: &Bench, graph: &Graph, at_most: usize, knows: bool) -> Faults {
    let (world, clock, plan) = (Arc::clone(&bench.world), bench.clock.clone(), bench.plan(graph));
    let before = comings_and_goings(bench, 0);
    Faults::none().watched(move |entry, side| {
        let there = world.count("ox", clock.now());
        assert!(there <= at_most, "{side:?} entry {entry}: {there} oxen, {plan}{before:#?}");
        let let_down = knows && world.is_let_down("yoke");
        assert!(!let_down, "{side:?} entry {entry}: the yoke lies on one that goes, {plan}{before:#?}");
    })
}

/// Launches what comes true through at most so many oxen at once, and compares what is there then.
async fn comes_true(bench: &Bench, graph: &Graph, at_most: usize, end: &[String], what: &str) {
    ends_as(bench, graph, watched(bench, graph, at_most, true), end, what).await;
}

async fn ends_as(bench: &Bench, graph: &Graph, faults: Faults, end: &[String], what: &str) {
    let outcome = bench.launch(graph, faults).await;
    assert!(matches!(outcome, Ok(Outcome::Done)), "{what}: {outcome:?}\n{}", super::printed(bench));
    assert_eq!(bench.living(), end, "{what}");
    let plan = bench.plan(graph);
    assert!(plan.is_idle(), "{what}: {plan}");
}

/// When each ox is begun and when it is gone, in the order of the ledger, from its `from`-th entry on.
fn comings_and_goings(bench: &Bench, from: usize) -> Vec<String> {
    let told = bench.events().into_iter().skip(from).filter_map(|event| match event.entry {
        Entry::Node { node, generation, step } if node.as_str().starts_with("ox-") => {
            let what = label(&step);
            ["create_began", "gone"].contains(&what.as_str()).then(|| format!("{node} {generation} {what}"))
        }
        _ => None,
    });
    told.collect()
}

/// Whether the yoke first has to let go of what it took in and never worked with.
fn lets_go_first(plan: &Plan) -> bool {
    plan.steps
        .iter()
        .any(|step| step.node().as_str() == "yoke" && step.turn.as_ref().is_some_and(|turn| turn.number == 0))
}

#[tokio::test(start_paused = true)]
async fn each_is_made_and_taken_in_and_its_former_one_gone_before_the_next_is_made() {
    for size in [1, 2, 3, 6] {
        let bench = pulling(size).await;
        let (before, updates) = (bench.events().len(), count(&bench, "yoke", "update_began"));
        let plan = bench.plan(&herd(size, "square"));
        assert_eq!(plan.takes_turns(), size > 1, "{plan}");
        comes_true(&bench, &herd(size, "square"), size + 1, &end(size, "square").await, "a change").await;
        let expected: Vec<String> = (1..=size)
            .flat_map(|at| [format!("ox-{at} 2 create_began"), format!("ox-{at} 1 gone")])
            .collect();
        assert_eq!(comings_and_goings(&bench, before), expected);
        // Each change is followed by the nudge that a yoke needs.
        assert_eq!(count(&bench, "yoke", "update_began") - updates, 2 * size);
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_crashed_in_any_turn_goes_on_or_becomes_another_or_goes() {
    let ends = [end(3, "square").await, end(3, "oval").await, end(2, "oval").await];
    let mut let_go_first = 0;
    for entry in 0.. {
        let mut over = false;
        for side in [Side::Before, Side::After] {
            for then in 0..5 {
                let bench = pulling(3).await;
                let outcome = bench.launch(&herd(3, "square"), Faults::crash_at(entry, side)).await;
                over = !matches!(outcome, Err(RunError::Crashed));
                if over {
                    break;
                }
                let what = format!("crash {side:?} entry {entry}, then {then}");
                let bench = if then == 4 { bench.lose_ledger().await } else { bench.restart() };
                match then {
                    0 => comes_true(&bench, &herd(3, "square"), 4, &ends[0], &what).await,
                    1 => {
                        let_go_first += usize::from(lets_go_first(&bench.plan(&herd(3, "oval"))));
                        comes_true(&bench, &herd(3, "oval"), 4, &ends[1], &what).await;
                    }
                    // A scan shows what is on its way out as well.
                    4 => {
                        let oval = herd(3, "oval");
                        ends_as(&bench, &oval, watched(&bench, &oval, 4, false), &ends[1], &what).await;
                    }
                    2 => comes_true(&bench, &herd(2, "oval"), 4, &ends[2], &what).await,
                    _ => {
                        let outcome = bench.teardown(Faults::none()).await.expect("it runs");
                        assert_eq!(outcome, Outcome::Done, "{what}");
                        assert_eq!(bench.living(), NOTHING, "{what}");
                    }
                }
            }
        }
        if over {
            assert!(entry > 36, "each turn has its entries: {entry}");
            break;
        }
    }
    assert!(let_go_first > 0, "some crash leaves one that was taken in and never worked with");
}

#[tokio::test(start_paused = true)]
async fn a_crash_while_a_crash_is_taken_up_is_taken_up_too() {
    let end = end(3, "oval").await;
    for first in (1..40).step_by(3) {
        for (second, side) in (1..40).step_by(3).zip([Side::Before, Side::After].into_iter().cycle()) {
            let bench = pulling(3).await;
            let crashed = bench.launch(&herd(3, "square"), Faults::crash_at(first, Side::After)).await;
            assert!(matches!(crashed, Err(RunError::Crashed)), "{crashed:?}");
            let bench = bench.restart();
            // As wanted before, or as another.
            let again = if second % 2 == 0 { "square" } else { "flat" };
            let _ended_or_crashed = bench.launch(&herd(3, again), Faults::crash_at(second, side)).await;
            let bench = bench.restart();
            let what = format!("crashes after {first} and {side:?} {second} of {again}");
            comes_true(&bench, &herd(3, "oval"), 4, &end, &what).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn where_one_fails_the_others_stay_as_they_were_and_another_change_mends_it() {
    for (failing, effect) in [("ox-2", Effect::Create), ("yoke", Effect::Update), ("ox-1", Effect::Delete)] {
        let bench = pulling(3).await;
        bench.world.fail(failing, effect, vec![failure(Class::Denied)]);
        let square = herd(3, "square");
        let outcome = bench.launch(&square, watched(&bench, &square, 4, true)).await.expect("it runs");
        assert_eq!(outcome, Outcome::Stopped { failed: vec![name(failing)] });
        let now = bench.clock.now();
        let shapes = ["ox-1", "ox-2", "ox-3"].map(|ox| bench.world.shapes(ox, now).join(" "));
        let first = if failing == "ox-2" { "square" } else { "round square" };
        assert_eq!(shapes, [first, "round", "round"], "{failing}");
        comes_true(&bench, &herd(3, "oval"), 4, &end(3, "oval").await, failing).await;
    }
}

#[tokio::test(start_paused = true)]
async fn what_never_worked_goes_before_others_are_made() {
    let bench = Bench::new();
    bench.world.fail("yoke", Effect::Create, vec![failure(Class::Denied)]);
    let outcome = bench.launch(&herd(3, "round"), Faults::none()).await.expect("it runs");
    assert_eq!(outcome, Outcome::Stopped { failed: vec![name("yoke")] });
    let plan = bench.plan(&herd(3, "square"));
    assert!(!plan.takes_turns() && plan.count(Action::Delete) == 3, "{plan}");
    comes_true(&bench, &herd(3, "square"), 3, &end(3, "square").await, "none ever pulled").await;
}

#[tokio::test(start_paused = true)]
async fn a_herd_grows_and_shrinks_while_it_is_made_anew() {
    for (before, after) in [(1, 3), (3, 1), (2, 4), (5, 2)] {
        let bench = pulling(before).await;
        let end = end(after, "square").await;
        let what = format!("{before} to {after}");
        comes_true(&bench, &herd(after, "square"), before.max(after) + 1, &end, &what).await;
    }
}

/// Asserts that those are made anew all at once, and that this ends as it should.
async fn all_at_once(nodes: impl Fn(&str) -> Vec<Node>, what: &str) {
    let bench = Bench::new();
    done(&bench, &graph(nodes("round"))).await;
    let plan = bench.plan(&graph(nodes("square")));
    assert!(plan.steps.iter().all(|step| step.turn.is_none()), "{what}: {plan}");
    assert_eq!(plan.count(Action::Replace), 3, "{what}: {plan}");
    done(&bench, &graph(nodes("square"))).await;
    assert!(bench.plan(&graph(nodes("square"))).is_idle(), "{what}");
    assert_eq!(bench.world.count("ox", bench.clock.now()), 3, "{what}");
}

#[tokio::test(start_paused = true)]
async fn what_can_not_go_one_by_one_goes_all_at_once() {
    let beside = |shape: &str, node: Node| [oxen(3, shape), vec![node]].concat();
    all_at_once(|shape| beside(shape, node::<Pebble>("post", &["ox-1"])), "one is held").await;
    all_at_once(|shape| beside(shape, node::<Yoke>("cart", &["ox-1!~"])), "one serves through two").await;
    let third = |shape: &str| {
        let mut nodes = oxen(3, shape);
        nodes.retain(|node| node.name.as_str() != "yoke");
        nodes.push(node::<Pebble>("rein", &["ox-2~"]));
        nodes.push(node::<Yoke>("yoke", &["ox-1!~", "ox-2!~", "ox-3!~", "rein~"]));
        nodes
    };
    all_at_once(third, "the yoke needs one through the rein").await;
}

#[tokio::test(start_paused = true)]
async fn a_ledger_of_turns_replays() {
    let bench = pulling(2).await;
    done(&bench, &herd(2, "square")).await;
    let (book, living) = (bench.book(), bench.living());
    let bench = bench.restart();
    assert_eq!(*bench.book(), *book);
    assert_eq!(bench.living(), living);
}
