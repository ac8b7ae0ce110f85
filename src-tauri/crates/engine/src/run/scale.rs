//! What a run costs as its plan grows, counted in looks at steps: time says nothing on a machine that others use too.

use std::collections::BTreeSet;

use crate::entry::Outcome;
use crate::fault::Faults;
use crate::graph::{Graph, Node};
use crate::plan::Plan;
use crate::planning::plan_teardown;
use crate::toy::{Anchor, Bench, Mould, Pebble, graph, kinds, node, with};

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

/// How many steps and needs a plan has.
fn extent(plan: &Plan) -> u64 {
    plan.steps.iter().map(|step| 1 + step.edges().len() as u64).sum()
}

/// How often a step was looked at in a launch, in a change that replaces what all refer to, and in a teardown, each
/// for one step or need of its plan.
async fn visits_each(size: usize) -> [f64; 3] {
    let bench = Bench::new();
    let carried_out = async |plan: Plan| {
        let extent = extent(&plan);
        let (outcome, schedule) = bench.run(Faults::none()).0.carried_out(plan).await.expect("it runs");
        assert_eq!(outcome, Outcome::Done, "{size}");
        schedule.visits() as f64 / extent as f64
    };
    let launch = carried_out(bench.plan(&town(size, "round"))).await;
    let change = carried_out(bench.plan(&town(size, "square"))).await;
    let teardown = plan_teardown(&bench.book(), &kinds(), &BTreeSet::new()).expect("it plans");
    [launch, change, carried_out(teardown).await]
}

#[tokio::test(start_paused = true)]
async fn a_step_costs_a_run_no_more_where_there_are_sixteen_times_as_many() {
    let (small, large) = (visits_each(20).await, visits_each(320).await);
    for (small, large) in small.into_iter().zip(large) {
        assert!(large < small * 1.5, "{small} looks at each step or need became {large}");
    }
}
