//! What is planned for each thing that a ledger can know of a node.

use jiff::Timestamp;
use serde_json::json;

use super::*;
use crate::entry::{Entry, Step};
use crate::failure::Class;
use crate::toy::{Kiln, Mould, Pebble, Rock, Seal, graph, kinds, name, node, with};

/// A book in which these happened.
pub(super) fn book(happened: Vec<(&Node, u32, Vec<Step>)>) -> Book {
    let mut book = Book::default();
    for (node, generation, steps) in happened {
        for step in steps {
            let entry = Entry::Node { node: node.name.clone(), generation, step };
            book.apply(Timestamp::UNIX_EPOCH, &entry).expect("it may follow");
        }
    }
    book
}

fn began(node: &Node) -> Vec<Step> {
    vec![Step::CreateBegan { want: node.clone() }]
}

pub(super) fn created(node: &Node) -> Vec<Step> {
    let mut steps = began(node);
    steps.push(Step::Created { state: json!({"id": 1}) });
    steps
}

pub(super) fn ready(node: &Node) -> Vec<Step> {
    let mut steps = created(node);
    steps.push(Step::Settled { state: json!({"id": 1}) });
    steps
}

fn and(mut steps: Vec<Step>, more: &[Step]) -> Vec<Step> {
    steps.extend_from_slice(more);
    steps
}

fn failed() -> Step {
    Step::Failed { failure: Failure::new(Class::Rejected, "do it", "no"), evidence: Vec::new() }
}

pub(super) fn planned(wanted: &[&Node], book: &Book) -> Plan {
    let wanted = graph(wanted.iter().copied().cloned().collect());
    plan(&wanted, book, &kinds()).expect("it plans")
}

fn outline(plan: &Plan) -> Vec<(&str, u32, Action, &Reason)> {
    plan.steps.iter().map(|s| (s.node().as_str(), s.generation, s.action, &s.reason)).collect()
}

fn torn_down(book: &Book, keep: &[&str]) -> Vec<(String, Action)> {
    let keep = keep.iter().copied().map(name).collect();
    let plan = plan_teardown(book, &kinds(), &keep).expect("it plans");
    plan.steps.iter().map(|s| (s.node().to_string(), s.action)).collect()
}

fn owned<const N: usize>(steps: [(&str, Action); N]) -> Vec<(String, Action)> {
    steps.map(|(name, action)| (name.to_owned(), action)).to_vec()
}

#[test]
fn what_is_done_is_kept_and_the_plan_idle() {
    let a = node::<Pebble>("a", &[]);
    let plan = planned(&[&a], &book(vec![(&a, 1, ready(&a))]));
    assert_eq!(outline(&plan), [("a", 1, Action::Keep, &Reason::AsWanted)]);
    assert!(plan.is_idle());
}

#[test]
fn what_has_not_settled_is_kept_and_the_plan_not_idle() {
    let a = node::<Kiln>("a", &[]);
    for steps in [created(&a), and(created(&a), &[failed()])] {
        let plan = planned(&[&a], &book(vec![(&a, 1, steps)]));
        assert_eq!(outline(&plan), [("a", 1, Action::Keep, &Reason::Unsettled)]);
        assert!(!plan.is_idle());
    }
}

#[test]
fn what_is_spent_is_replaced_and_goes_last() {
    let (a, b) = (node::<Kiln>("a", &[]), node::<Pebble>("b", &["a"]));
    let spent = Step::Failed { failure: Failure::new(Class::Spent, "do it", "no"), evidence: Vec::new() };
    let nudged = Step::nudge(a.clone());
    for steps in [vec![spent.clone()], vec![nudged, spent]] {
        let book = book(vec![(&a, 1, and(created(&a), &steps)), (&b, 1, ready(&b))]);
        assert_eq!(
            outline(&planned(&[&a, &b], &book)),
            [
                ("a", 2, Action::Replace, &Reason::Unfinished),
                ("b", 1, Action::Update, &Reason::Follows { node: name("a") }),
                ("a", 1, Action::Delete, &Reason::Superseded)
            ]
        );
    }
}

#[test]
fn what_stays_is_kept_though_it_is_wanted_no_more_or_was_replaced() {
    let a = node::<Rock>("a", &[]);
    let there = book(vec![(&a, 1, ready(&a))]);
    let keep = |generation| ("a", generation, Action::Keep, &Reason::KeptByUser);
    let plan = planned(&[], &there);
    assert_eq!(outline(&plan), [keep(1)]);
    assert!(plan.is_idle());
    let square = with(a.clone(), "shape", "square");
    let differs = Reason::Differs { fields: vec!["shape".into()] };
    assert_eq!(outline(&planned(&[&square], &there)), [keep(1), ("a", 2, Action::Replace, &differs)]);
    let both = book(vec![(&a, 1, ready(&a)), (&square, 2, ready(&square))]);
    assert_eq!(outline(&planned(&[&square], &both)), [keep(1), ("a", 2, Action::Keep, &Reason::AsWanted)]);
    assert_eq!(torn_down(&both, &["a"]), owned([("a", Action::Keep), ("a", Action::Keep)]));
    assert_eq!(torn_down(&both, &[]), owned([("a", Action::Delete), ("a", Action::Delete)]));
}

#[test]
fn what_stays_is_taken_away_where_that_was_begun_or_nobody_ever_saw_it() {
    let a = node::<Rock>("a", &[]);
    for steps in [began(&a), and(ready(&a), &[Step::DeleteBegan])] {
        let plan = planned(&[], &book(vec![(&a, 1, steps)]));
        assert_eq!(outline(&plan), [("a", 1, Action::Delete, &Reason::NotWanted)]);
    }
}

#[test]
fn what_was_torn_down_is_made_as_another_generation() {
    let a = node::<Pebble>("a", &[]);
    let gone = and(ready(&a), &[Step::DeleteBegan, Step::Gone]);
    let plan = planned(&[&a], &book(vec![(&a, 1, gone)]));
    assert_eq!(outline(&plan), [("a", 2, Action::Create, &Reason::Missing)]);
}

#[test]
fn what_is_half_gone_goes_before_another_is_made() {
    let a = node::<Pebble>("a", &[]);
    for more in [vec![Step::DeleteBegan], vec![Step::DeleteBegan, failed()]] {
        let plan = planned(&[&a], &book(vec![(&a, 1, and(ready(&a), &more))]));
        assert_eq!(
            outline(&plan),
            [("a", 1, Action::Delete, &Reason::Unfinished), ("a", 2, Action::Replace, &Reason::Unfinished)]
        );
    }
}

/// A seal for `a`, which needs it and doesn't refer to it, each in its steps.
fn sealed(a: Vec<Step>, seal: Vec<Step>) -> (Node, Node, Book) {
    let (needing, sealing) = (node::<Pebble>("a", &[]), node::<Seal>("seal", &["a~"]));
    let book = book(vec![(&needing, 1, a), (&sealing, 1, seal)]);
    (needing, sealing, book)
}

#[test]
fn what_is_half_gone_and_needed_by_what_is_made_goes_last() {
    let (a, seal) = (node::<Pebble>("a", &[]), node::<Seal>("seal", &["a~"]));
    let gone = and(ready(&a), &[Step::DeleteBegan, Step::Gone]);
    let (a, seal, book) = sealed(gone, and(ready(&seal), &[Step::DeleteBegan]));
    assert_eq!(
        outline(&planned(&[&a, &seal], &book)),
        [
            ("a", 2, Action::Create, &Reason::Missing),
            ("seal", 2, Action::Replace, &Reason::Unfinished),
            ("seal", 1, Action::Delete, &Reason::Superseded)
        ],
        "its deletion would wait for what waits for nothing but the seal"
    );
}

#[test]
fn what_is_wanted_no_more_is_kept_for_what_is_as_it_was() {
    let (a, seal) = (node::<Pebble>("a", &[]), node::<Seal>("seal", &["a~"]));
    let (a, _, book) = sealed(ready(&a), ready(&seal));
    let needed = Reason::Needed { node: name("a") };
    let plan = planned(&[&a], &book);
    assert_eq!(
        outline(&plan),
        [("seal", 1, Action::Keep, &needed), ("a", 1, Action::Keep, &Reason::AsWanted)]
    );
    assert!(plan.is_idle());
    let unwanted = planned(&[], &book);
    assert_eq!(
        outline(&unwanted),
        [("a", 1, Action::Delete, &Reason::NotWanted), ("seal", 1, Action::Delete, &Reason::NotWanted)]
    );
    assert_eq!(unwanted.holders(), [vec![], vec![0]], "the seal goes once nothing needs it");
    assert_eq!(torn_down(&book, &[]), owned([("a", Action::Delete), ("seal", Action::Delete)]));
}

#[test]
fn what_is_half_gone_and_held_by_what_goes_later_goes_after_that() {
    let (a, b) = (node::<Mould>("a", &[]), node::<Mould>("b", &["a"]));
    let book = book(vec![(&a, 1, ready(&a)), (&b, 1, ready(&b)), (&a, 1, vec![Step::DeleteBegan])]);
    let plan = planned(&[&a, &b], &book);
    assert_eq!(
        outline(&plan),
        [
            ("a", 2, Action::Replace, &Reason::Unfinished),
            ("b", 1, Action::Update, &Reason::Follows { node: name("a") }),
            ("a", 1, Action::Delete, &Reason::Superseded)
        ],
        "b lets the first go only once there is a second"
    );
}

#[test]
fn what_is_in_doubt_is_taken_up_unless_it_can_not_become_what_is_wanted() {
    let a = node::<Mould>("a", &[]);
    let doubt = book(vec![(&a, 1, began(&a))]);
    assert_eq!(outline(&planned(&[&a], &doubt)), [("a", 1, Action::Create, &Reason::InDoubt)]);
    let blue = with(a.clone(), "colour", "blue");
    assert_eq!(outline(&planned(&[&blue], &doubt)), [("a", 1, Action::Create, &Reason::InDoubt)]);
    let square = with(a.clone(), "shape", "square");
    let differs = Reason::Differs { fields: vec!["shape".into()] };
    assert_eq!(
        outline(&planned(&[&square], &doubt)),
        [("a", 1, Action::Delete, &Reason::Unfinished), ("a", 2, Action::Replace, &differs)]
    );
}

#[test]
fn an_unfinished_change_is_done_again_though_the_spec_is_as_wanted() {
    let a = node::<Pebble>("a", &[]);
    let blue = with(a.clone(), "colour", "blue");
    for more in [vec![], vec![failed()]] {
        let steps = and(and(ready(&a), &[Step::change(blue.clone(), BTreeMap::new())]), &more);
        let plan = planned(&[&blue], &book(vec![(&a, 1, steps)]));
        assert_eq!(outline(&plan), [("a", 1, Action::Update, &Reason::Unfinished)]);
    }
}

/// A scan found one of the node, on which that shows.
fn found(node: &Node, shows: serde_json::Value) -> Vec<Step> {
    vec![Step::Adopted { want: Node { spec: shows, ..node.clone() }, state: json!({"id": 7}) }]
}

#[test]
fn what_bears_our_mark_is_adopted_also_after_a_teardown() {
    let a = node::<Pebble>("a", &[]);
    let first = planned(&[&a], &book(vec![(&a, 1, found(&a, json!(null)))]));
    assert_eq!(outline(&first), [("a", 1, Action::Adopt, &Reason::Found)]);
    let gone = and(ready(&a), &[Step::DeleteBegan, Step::Gone]);
    let again = planned(&[&a], &book(vec![(&a, 1, gone), (&a, 2, found(&a, json!(null)))]));
    assert_eq!(outline(&again), [("a", 2, Action::Adopt, &Reason::Found)]);
}

#[test]
fn of_what_was_found_the_newest_is_adopted_and_the_rest_goes() {
    let (a, b) = (node::<Pebble>("a", &[]), node::<Pebble>("b", &[]));
    let found = |node| found(node, json!(null));
    let book = book(vec![(&a, 2, found(&a)), (&a, 3, found(&a)), (&b, 1, found(&b))]);
    assert_eq!(
        outline(&planned(&[&a], &book)),
        [
            ("a", 3, Action::Adopt, &Reason::Found),
            ("b", 1, Action::Delete, &Reason::NotWanted),
            ("a", 2, Action::Delete, &Reason::Superseded)
        ]
    );
}

#[test]
fn what_shows_on_what_was_found_tells_whether_it_can_become_what_is_wanted() {
    let a = node::<Mould>("a", &[]);
    let round = found(&a, json!({"shape": "round"}));
    let known = book(vec![(&a, 1, round.clone())]);
    let blue = with(a.clone(), "colour", "blue");
    assert_eq!(outline(&planned(&[&blue], &known)), [("a", 1, Action::Adopt, &Reason::Found)]);
    let square = with(a.clone(), "shape", "square");
    let differs = Reason::Differs { fields: vec!["shape".into()] };
    assert_eq!(
        outline(&planned(&[&square], &known)),
        [("a", 2, Action::Replace, &differs), ("a", 1, Action::Delete, &Reason::Superseded)]
    );
    // What an earlier version took in showed nothing.
    let unseen = book(vec![(&a, 1, found(&a, json!(null)))]);
    assert_eq!(outline(&planned(&[&square], &unseen)), [("a", 1, Action::Adopt, &Reason::Found)]);
}

#[test]
fn what_was_found_follows_what_is_made_anew_or_may_refer_to_another() {
    let (a, c) = (node::<Mould>("a", &[]), node::<Pebble>("c", &["a"]));
    let reference = c.spec["needs"][0].clone();
    let b = with(node::<Mould>("b", &[]), "bound", reference);
    let found = |node| found(node, json!({"shape": "round"}));
    let follows = Reason::Follows { node: name("a") };
    let bound = |book: &Book| {
        let plan = planned(&[&a, &b, &c], book);
        let step = |name: &str| plan.steps.iter().find(|step| step.node().as_str() == name).cloned();
        (step("b").expect("it is wanted"), step("c").expect("it is wanted"))
    };
    let (b1, c1) = bound(&book(vec![(&a, 1, found(&a)), (&b, 1, found(&b)), (&c, 1, found(&c))]));
    assert_eq!((b1.action, c1.action), (Action::Adopt, Action::Adopt));
    // One is missing, or there are two: who is bound may be bound to the other.
    for of_a in [vec![], vec![(&a, 1, found(&a)), (&a, 2, found(&a))]] {
        let both = [(&b, 1, found(&b)), (&c, 1, found(&c))];
        let (b1, c1) = bound(&book(of_a.into_iter().chain(both).collect()));
        assert_eq!((b1.action, b1.generation, b1.reason), (Action::Replace, 2, follows.clone()));
        assert_eq!(c1.action, Action::Adopt, "it is changed where it stands");
    }
}

#[test]
fn another_kind_under_the_same_name_replaces_the_first() {
    let (pebble, mould) = (node::<Pebble>("a", &[]), node::<Mould>("a", &[]));
    let plan = planned(&[&mould], &book(vec![(&pebble, 1, ready(&pebble))]));
    let differs = Reason::Differs { fields: vec!["kind".into()] };
    assert_eq!(
        outline(&plan),
        [("a", 2, Action::Replace, &differs), ("a", 1, Action::Delete, &Reason::Superseded)]
    );
    assert_eq!(plan.steps[1].want.kind, "pebble", "what is deleted is deleted as what it was");
}

#[test]
fn who_refers_to_something_made_anew_follows_also_in_a_later_plan() {
    let (a, b) = (node::<Mould>("a", &[]), node::<Pebble>("b", &["a"]));
    let square = with(a.clone(), "shape", "square");
    let follows = Reason::Follows { node: name("a") };
    let at_first = book(vec![(&a, 1, ready(&a)), (&b, 1, ready(&b))]);
    assert_eq!(outline(&planned(&[&square, &b], &at_first))[1], ("b", 1, Action::Update, &follows));
    // The run died once the other one was ready.
    let later = book(vec![(&a, 1, ready(&a)), (&b, 1, ready(&b)), (&square, 2, ready(&square))]);
    assert_eq!(
        outline(&planned(&[&square, &b], &later)),
        [
            ("a", 2, Action::Keep, &Reason::AsWanted),
            ("b", 1, Action::Update, &follows),
            ("a", 1, Action::Delete, &Reason::Superseded)
        ]
    );
}

#[test]
fn who_can_not_change_its_reference_is_replaced_to_follow() {
    let a = node::<Mould>("a", &[]);
    let reference = node::<Pebble>("x", &["a"]).spec["needs"][0].clone();
    let b = with(node::<Mould>("b", &[]), "bound", reference);
    let at_first = book(vec![(&a, 1, ready(&a)), (&b, 1, ready(&b))]);
    let plan = planned(&[&with(a.clone(), "shape", "square"), &b], &at_first);
    assert_eq!(outline(&plan)[1], ("b", 2, Action::Replace, &Reason::Follows { node: name("a") }));
    let order: Vec<_> = outline(&plan)[2..].iter().map(|step| step.0).collect();
    assert_eq!(order, ["b", "a"], "what refers goes first");
}

#[test]
fn what_is_wanted_no_more_goes_in_the_order_of_who_holds_whom() {
    // By name, the held ones would come first.
    let a = node::<Pebble>("a", &[]);
    let b = node::<Pebble>("b", &["a"]);
    let c = node::<Pebble>("c", &["b"]);
    let plan = planned(&[], &book(vec![(&a, 1, ready(&a)), (&b, 1, ready(&b)), (&c, 1, ready(&c))]));
    let order: Vec<_> = outline(&plan).into_iter().map(|step| step.0).collect();
    assert_eq!(order, ["c", "b", "a"]);
    assert_eq!(plan.holders()[2], [1], "a waits for b alone, which waits for c");
}

#[test]
fn what_the_user_keeps_keeps_all_that_it_needs_and_nothing_else() {
    let net = node::<Pebble>("net", &[]);
    let bank = node::<Pebble>("bank", &["net~"]);
    let boat = node::<Pebble>("boat", &["bank"]);
    let sail = node::<Pebble>("sail", &["boat"]);
    let crew = node::<Pebble>("crew", &["net"]);
    let all = book([&net, &bank, &boat, &sail, &crew].map(|node| (node, 1, ready(node))).to_vec());
    let keep = Action::Keep;
    let mut told = torn_down(&all, &["boat"]);
    told.sort_by(|one, other| one.0.cmp(&other.0));
    let delete = Action::Delete;
    assert_eq!(
        told,
        owned([("bank", keep), ("boat", keep), ("crew", delete), ("net", keep), ("sail", delete)])
    );
}

#[test]
fn of_what_the_user_keeps_only_the_one_that_works_stays() {
    let a = node::<Mould>("a", &[]);
    let two = book(vec![(&a, 1, ready(&a)), (&a, 2, ready(&a))]);
    assert_eq!(torn_down(&two, &["a"]), owned([("a", Action::Delete), ("a", Action::Keep)]));
    let half = book(vec![(&a, 1, ready(&a)), (&a, 2, began(&a))]);
    assert_eq!(torn_down(&half, &["a"]), owned([("a", Action::Keep), ("a", Action::Keep)]));
}

#[test]
fn a_circle_of_references_of_different_generations_holds_nothing_up() {
    let (a, b) = (node::<Pebble>("a", &["b"]), node::<Pebble>("b", &["a"]));
    let circle = book(vec![(&a, 1, ready(&a)), (&b, 1, ready(&b))]);
    let plan = plan_teardown(&circle, &kinds(), &BTreeSet::new()).expect("it plans");
    assert_eq!(plan.count(Action::Delete), 2);
    assert_eq!(plan.holders()[0].len(), 0, "the first has nothing to wait for");
}

#[test]
fn nothing_is_planned_for_what_is_gone() {
    let a = node::<Pebble>("a", &[]);
    let gone = book(vec![(&a, 1, and(ready(&a), &[Step::DeleteBegan, Step::Gone]))]);
    assert!(plan_teardown(&gone, &kinds(), &BTreeSet::new()).expect("it plans").steps.is_empty());
    assert!(planned(&[], &gone).steps.is_empty());
}
