//! What a run costs as its plan grows, counted in looks at steps: time says nothing on a machine that others use too.

use std::collections::BTreeSet;

use crate::entry::Outcome;
use crate::fault::Faults;
use crate::graph::{Graph, Node};
use crate::plan::Plan;
use crate::planning::plan_teardown;
use crate::toy::{Anchor, Bench, Mould, Ox, Pebble, Yoke, graph, kinds, node, with};

/// About `size` nodes, wide and deep: a chain of a tenth of them, a group of slow ones at each link, one that all
/// refer to, and one that refers to every link. `hub` is the shape of the one that all refer to.
fn town(size: usize, hub: &str) -> Graph {
    let link = |at: usize| format!("link-{at}");
    let mut nodes: Vec<Node> = vec![with(node::<Mould>("hub", &[]), "shape", hub)];
    for at in 0..size / 10 {
        let before = at.checked_sub(1).map(|before| link(before) + "!");
        let needs: Vec<_> = before.iter().map(String::as_str).chain(["hub"]).collect();
        nodes.push(node::<Pebble>(&link(at), &needs));
        for house in 0..9 {
            let name = format!("house-{at}-{house}");
            let needs = ["hub", &link(at)];
            nodes.push(if house == 0 {
                node::<Anchor>(&name, &needs)
            } else {
                node::<Pebble>(&name, &needs)
            });
        }
    }
    let links: Vec<_> = (0..size / 10).map(link).collect();
    nodes.push(node::<Pebble>("square", &links.iter().map(String::as_str).collect::<Vec<_>>()));
    graph(nodes)
}

/// So many oxen of that shape under one yoke, through which they are made anew one after the other.
fn herd(size: usize, shape: &str) -> Graph {
    let needs: Vec<String> = (0..size).map(|at| format!("ox-{at}!~")).collect();
    let oxen = (0..size).map(|at| with(node::<Ox>(&format!("ox-{at}"), &[]), "shape", shape));
    let yoke = node::<Yoke>("yoke", &needs.iter().map(String::as_str).collect::<Vec<_>>());
    graph(oxen.chain([yoke]).collect())
}

/// How many steps and needs a plan has.
fn extent(plan: &Plan) -> u64 {
    plan.steps.iter().map(|step| 1 + step.edges().len() as u64).sum()
}

/// How often a step was looked at while a plan was carried out, for each step or need of it.
async fn visits_of(bench: &Bench, plan: Plan) -> f64 {
    let extent = extent(&plan);
    let (outcome, schedule) = bench.run(Faults::none()).0.carried_out(plan).await.expect("it runs");
    assert_eq!(outcome, Outcome::Done);
    schedule.visits() as f64 / extent as f64
}

/// The same in a launch, in a change that replaces what all refer to, and in a teardown.
async fn visits_each(size: usize) -> [f64; 3] {
    let bench = Bench::new();
    let launch = visits_of(&bench, bench.plan(&town(size, "round"))).await;
    let change = visits_of(&bench, bench.plan(&town(size, "square"))).await;
    let teardown = plan_teardown(&bench.book(), &kinds(), &BTreeSet::new()).expect("it plans");
    [launch, change, visits_of(&bench, teardown).await]
}

/// The same where so many are made anew, each in its turn.
async fn visits_in_turns(size: usize) -> f64 {
    let bench = Bench::new();
    visits_of(&bench, bench.plan(&herd(size, "round"))).await;
    let change = bench.plan(&herd(size, "square"));
    assert!(change.takes_turns(), "{change}");
    visits_of(&bench, change).await
}

#[tokio::test(start_paused = true)]
async fn a_step_costs_a_run_no_more_where_there_are_sixteen_times_as_many() {
    let (small, large) = (visits_each(20).await, visits_each(320).await);
    for (small, large) in small.into_iter().zip(large) {
        assert!(large < small * 1.5, "{small} looks at each step or need became {large}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_turn_costs_a_run_no_more_where_there_are_sixteen_times_as_many() {
    let (small, large) = (visits_in_turns(5).await, visits_in_turns(80).await);
    assert!(large < small * 1.5, "{small} looks at each step or need became {large}");
}
