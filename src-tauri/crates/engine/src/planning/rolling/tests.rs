//! Which turn each has, whatever the run before came to.

use crate::book::Book;
use crate::entry::Step;
use crate::failure::{Class, Failure};
use crate::graph::Node;
use crate::plan::{Action, Plan};
use crate::planning::tests::{book, created, planned, ready};
use crate::toy::{Ox, Yoke, node, with};

fn ox(at: usize, shape: &str) -> Node {
    with(node::<Ox>(&format!("ox-{at}"), &[]), "shape", shape)
}

fn yoke(size: usize) -> Node {
    let needs: Vec<String> = (1..=size).map(|at| format!("ox-{at}!~")).collect();
    node::<Yoke>("yoke", &needs.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The steps that have a turn, with it; a deletion is told by what becomes of it first.
fn turns(plan: &Plan) -> Vec<String> {
    let of_turn = plan.steps.iter().filter_map(|step| {
        let turn = step.turn.as_ref()?.number;
        Some(format!("{turn}: {} {} {}", step.action, step.node(), step.generation))
    });
    let mut turns: Vec<_> = of_turn.collect();
    turns.sort();
    turns
}

/// A book in which three round oxen pull, and then these steps happened.
fn pulling(then: Vec<(&Node, u32, Vec<Step>)>) -> Book {
    let round = [1, 2, 3].map(|at| ox(at, "round"));
    let yoke = yoke(3);
    let mut happened: Vec<_> = round.iter().map(|ox| (ox, 1, ready(ox))).collect();
    happened.push((&yoke, 1, ready(&yoke)));
    happened.extend(then);
    book(happened)
}

fn wanted(shape: &str, book: &Book) -> Plan {
    let nodes = [ox(1, shape), ox(2, shape), ox(3, shape), yoke(3)];
    planned(&nodes.iter().collect::<Vec<_>>(), book)
}

/// The yoke was begun to be changed in that turn, and that ended so.
fn changed(yoke: &Node, passing: &[(&Node, u32)], settled: bool) -> Vec<Step> {
    let passing = passing.iter().map(|(ox, generation)| (ox.name.clone(), *generation)).collect();
    let state = serde_json::json!({"id": 1});
    let mut steps = vec![Step::change(yoke.clone(), passing), Step::Updated { state: state.clone() }];
    steps.push(if settled {
        Step::Settled { state }
    } else {
        Step::Failed { failure: Failure::new(Class::Rejected, "pull", "no"), evidence: Vec::new() }
    });
    steps
}

#[test]
fn each_has_a_turn_of_its_own_with_its_former_one() {
    let plan = wanted("square", &pulling(Vec::new()));
    assert_eq!(
        turns(&plan),
        [
            "1: delete ox-1 1",
            "1: replace ox-1 2",
            "1: update yoke 1",
            "2: delete ox-2 1",
            "2: replace ox-2 2",
            "3: delete ox-3 1",
            "3: replace ox-3 2",
        ]
    );
    assert!(wanted("round", &pulling(Vec::new())).is_idle());
}

#[test]
fn one_that_was_taken_in_and_never_pulled_is_let_go_of_before_the_first_turn() {
    let (square, yoke) = (ox(1, "square"), yoke(3));
    let later = [ox(2, "round"), ox(3, "round")];
    let passing = [(&later[0], 1), (&later[1], 1)];
    let then = vec![(&square, 2, ready(&square)), (&yoke, 1, changed(&yoke, &passing, false))];
    assert_eq!(
        turns(&wanted("oval", &pulling(then.clone()))),
        [
            "0: delete ox-1 2",
            "0: update yoke 1",
            "1: delete ox-1 1",
            "1: replace ox-1 3",
            "2: delete ox-2 1",
            "2: replace ox-2 2",
            "3: delete ox-3 1",
            "3: replace ox-3 2",
        ]
    );
    // As it was wanted, it gets another chance: it is there already.
    assert_eq!(
        turns(&wanted("square", &pulling(then))),
        [
            "1: delete ox-1 1",
            "1: update yoke 1",
            "2: delete ox-2 1",
            "2: replace ox-2 2",
            "3: delete ox-3 1",
            "3: replace ox-3 2",
        ]
    );
}

#[test]
fn one_that_was_never_taken_in_goes_before_the_first_turn_and_the_yoke_stays_as_it_is_until_then() {
    let square = ox(1, "square");
    let plan = wanted("oval", &pulling(vec![(&square, 2, created(&square))]));
    let turns = turns(&plan);
    assert_eq!(turns[..2], ["0: delete ox-1 2", "1: delete ox-1 1"]);
    assert!(turns.contains(&"1: update yoke 1".to_owned()), "{turns:?}");
}

#[test]
fn a_former_one_that_was_let_go_of_goes_before_the_first_turn() {
    let (square, yoke) = (ox(1, "square"), yoke(3));
    let later = [ox(2, "round"), ox(3, "round")];
    let passing = [(&later[0], 1), (&later[1], 1)];
    let then = vec![(&square, 2, ready(&square)), (&yoke, 1, changed(&yoke, &passing, true))];
    assert_eq!(
        turns(&wanted("oval", &pulling(then)))[..3],
        ["0: delete ox-1 1", "1: delete ox-1 2", "1: replace ox-1 3"]
    );
}

#[test]
fn one_whose_newer_one_is_gone_has_its_turn_with_the_one_that_pulls() {
    let (square, gone) = (ox(2, "square"), [Step::DeleteBegan, Step::Gone]);
    let cleared = [created(&square), gone.to_vec()].concat();
    let turns = turns(&wanted("oval", &pulling(vec![(&square, 2, cleared)])));
    assert_eq!(turns[3..5], ["2: delete ox-2 1", "2: replace ox-2 3"], "{turns:?}");
}

#[test]
fn what_never_pulled_is_cleared_away_and_nothing_takes_turns() {
    let (round, yoke) = (ox(1, "round"), yoke(1));
    for then in [Vec::new(), vec![(&yoke, 1, created(&yoke))]] {
        let happened = [vec![(&round, 1, ready(&round))], then].concat();
        let plan = planned(&[&ox(1, "square"), &yoke], &book(happened));
        assert_eq!(turns(&plan), [""; 0]);
        assert_eq!((plan.steps[0].action, plan.steps[0].generation), (Action::Delete, 1), "{plan}");
        assert_eq!(plan.steps[0].reason, crate::plan::Reason::Unfinished);
    }
}
