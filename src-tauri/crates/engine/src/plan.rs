//! The plan: what a run will do to each node, and why, as a value that a pure function makes.
//!
//! The preview shows this value and the run carries this same value out; nothing acts without one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::failure::Failure;
use crate::graph::{Edge, Graph, Hold, Node, NodeName, in_order, without};
use crate::kind::{AnyKind, Change, Kinds, Times};
use crate::status::{Book, Record, Status};

/// What is to become of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// There is none: it is made.
    Create,
    /// It is as wanted.
    Keep,
    /// It is changed where it stands.
    Update,
    /// Another is made, and then this one deleted; one that is half made or half gone is deleted first.
    Replace,
    /// One that bears our mark is taken over.
    Adopt,
    /// It is taken away.
    Delete,
}

/// Why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Reason {
    /// It isn't there.
    Missing,
    /// Its making was begun and never ended: it is looked up first, and made if it isn't there.
    InDoubt,
    /// One with our mark was found.
    Found,
    /// It is there, as wanted.
    AsWanted,
    /// It is there and has not settled.
    Unsettled,
    /// These fields differ.
    Differs {
        /// The fields of its spec.
        fields: Vec<String>,
    },
    /// Its last change failed or never ended; or its making or deletion did, and it can't be taken up: then it is
    /// cleared away before another is made.
    Unfinished,
    /// Something that it refers to is made anew.
    Follows {
        /// That node.
        node: NodeName,
    },
    /// Another resource of the same node has taken its place.
    Superseded,
    /// It isn't wanted any more.
    NotWanted,
    /// The deployment is taken away.
    Teardown,
    /// The user keeps it.
    KeptByUser,
}

/// One node of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanStep {
    /// The node as it is wanted; for a deletion, as it was.
    pub want: Node,
    /// Which resource of it this is about; for a replacement the one that is made.
    pub generation: u32,
    /// What is to become of it.
    pub action: Action,
    /// Why.
    pub reason: Reason,
    /// How long its kind takes.
    pub times: Times,
}

impl PlanStep {
    /// The node's name.
    pub fn node(&self) -> &NodeName {
        &self.want.name
    }

    /// What it needs.
    pub fn edges(&self) -> Vec<Edge> {
        self.want.edges()
    }
}

/// What a plan is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A first launch, a redeploy or a change: the blueprint comes true.
    Launch,
    /// All of it goes.
    Teardown,
}

/// What a run will do, node by node, what is needed first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is for.
    pub purpose: Purpose,
    /// The steps.
    pub steps: Vec<PlanStep>,
}

impl Plan {
    /// How many steps are of this action.
    pub fn count(&self, action: Action) -> usize {
        self.steps.iter().filter(|step| step.action == action).count()
    }

    /// Whether nothing is to be done.
    pub fn is_idle(&self) -> bool {
        self.steps.iter().all(|step| step.action == Action::Keep && step.reason != Reason::Unsettled)
    }

    /// The deletions that each deletion waits for, as places in the plan. Only what stands before it can hold it, so
    /// no circle of references, which different generations may make, can hold a run up.
    pub(crate) fn holders(&self, of: usize) -> impl Iterator<Item = usize> {
        let held = self.steps[of].node();
        let before = self.steps[..of].iter().enumerate();
        before
            .filter(move |(_, step)| {
                let holds = |edge: Edge| edge.hold == Hold::Holds && &edge.to == held;
                step.action == Action::Delete && step.node() != held && step.edges().into_iter().any(holds)
            })
            .map(|(at, _)| at)
    }
}

/// Plans how `wanted` comes true, given what the ledger knows and what of it was `found` in the account by its
/// mark though the ledger doesn't know it.
///
/// What is half made or half gone and can't be taken up goes first, then comes what is wanted, and what is wanted
/// no more or has been replaced goes last, once everything that takes its place works.
pub fn plan<C>(
    wanted: &Graph,
    book: &Book,
    kinds: &Kinds<C>,
    found: &BTreeMap<NodeName, Value>,
) -> Result<Plan, Failure> {
    let mut steps: Vec<PlanStep> = Vec::new();
    let mut generations = BTreeMap::new();
    for node in wanted.nodes() {
        let kind = kinds.get(&node.kind)?;
        let found = found.contains_key(&node.name);
        let (action, reason, generation) = decide(node, kind, book, &generations, found);
        generations.insert(node.name.clone(), generation);
        steps.push(PlanStep { want: node.clone(), generation, action, reason, times: kind.times() });
    }
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for (name, record) in book.records().filter(|(_, record)| record.status.may_exist()) {
        let newest = book.newest(name).is_some_and(|newest| newest.generation == record.generation);
        match generations.get(name) {
            Some(generation) if *generation == record.generation => {}
            Some(_) if newest && !record.status.exists() => {
                first.push(removal(record, Reason::Unfinished, kinds));
            }
            Some(_) => last.push(removal(record, Reason::Superseded, kinds)),
            None => last.push(removal(record, Reason::NotWanted, kinds)),
        }
    }
    let mut all = in_removal_order(first);
    all.append(&mut steps);
    all.append(&mut in_removal_order(last));
    Ok(Plan { purpose: Purpose::Launch, steps: all })
}

/// What becomes of one node: the action, why, and which resource of it that makes or concerns. `generations` says
/// the same of every node that it needs.
fn decide<C>(
    node: &Node,
    kind: &dyn AnyKind<C>,
    book: &Book,
    generations: &BTreeMap<NodeName, u32>,
    found: bool,
) -> (Action, Reason, u32) {
    let newest = book.newest(&node.name);
    // A node that was torn down, or that vanished, is made as another generation: its tokens are used up.
    let another = newest.map_or(1, |record| record.generation + 1);
    let Some(record) = newest.filter(|record| record.status.may_exist()) else {
        return if found {
            (Action::Adopt, Reason::Found, another)
        } else {
            (Action::Create, Reason::Missing, another)
        };
    };
    if record.want.kind != node.kind {
        return (Action::Replace, Reason::Differs { fields: vec!["kind".to_owned()] }, another);
    }
    let generation = record.generation;
    let (change, reason) = change(node, kind, record, generations);
    match (record.status, change) {
        (Status::Deleting | Status::DeleteFailed, _) => (Action::Replace, Reason::Unfinished, another),
        (_, Change::Replace(_)) => (Action::Replace, reason, another),
        (Status::Creating | Status::CreateFailed, _) => (Action::Create, Reason::InDoubt, generation),
        (_, Change::Update(_)) => (Action::Update, reason, generation),
        (Status::Updating | Status::UpdateFailed, Change::Keep) => {
            (Action::Update, Reason::Unfinished, generation)
        }
        (Status::Ready, Change::Keep) => (Action::Keep, Reason::AsWanted, generation),
        (_, Change::Keep) => (Action::Keep, Reason::Unsettled, generation),
    }
}

/// How the node differs from what it was last made or changed with: in its spec, or because something that it
/// refers to is another resource by then.
fn change<C>(
    node: &Node,
    kind: &dyn AnyKind<C>,
    record: &Record,
    generations: &BTreeMap<NodeName, u32>,
) -> (Change, Reason) {
    let of_spec = kind.change(&record.want.spec, &node.spec);
    let differs = |fields: &[String]| Reason::Differs { fields: fields.to_vec() };
    if let Change::Replace(fields) = &of_spec {
        let reason = differs(fields);
        return (of_spec, reason);
    }
    let mut of_references = None;
    for Edge { to, .. } in record.edges() {
        if generations.get(&to).is_none_or(|generation| record.follows.get(&to) == Some(generation)) {
            continue;
        }
        // The fields that hold the reference count as changed, although it is spelled as it was.
        let followed = kind.change(&without(&record.want.spec, &to), &node.spec);
        match followed {
            Change::Replace(_) => return (followed, Reason::Follows { node: to }),
            Change::Update(_) | Change::Keep => {
                of_references.get_or_insert((followed, Reason::Follows { node: to }));
            }
        }
    }
    match (of_spec, of_references) {
        (Change::Update(fields), _) => (Change::Update(fields.clone()), differs(&fields)),
        (_, Some(followed)) => followed,
        (of_spec, None) => (of_spec, Reason::AsWanted),
    }
}

/// Plans how everything that the ledger knows goes away, but for what the user keeps. What a kept node needs
/// is kept with it; what it has taken the place of goes.
pub fn plan_teardown<C>(book: &Book, kinds: &Kinds<C>, keep: &BTreeSet<NodeName>) -> Result<Plan, Failure> {
    let there: Vec<_> = book.records().filter(|(_, record)| record.status.may_exist()).collect();
    let superseded = |name: &NodeName, record: &Record| {
        there.iter().any(|(other, newer)| {
            *other == name && newer.generation > record.generation && newer.status.exists()
        })
    };
    let mut keep = keep.clone();
    loop {
        let needed: Vec<_> = there
            .iter()
            .filter(|(name, record)| keep.contains(*name) && !superseded(name, record))
            .flat_map(|(_, record)| record.edges())
            .filter(|edge| !keep.contains(&edge.to))
            .map(|edge| edge.to)
            .collect();
        if needed.is_empty() {
            break;
        }
        keep.extend(needed);
    }
    let (mut kept, mut removed) = (Vec::new(), Vec::new());
    for (name, record) in &there {
        if !keep.contains(*name) {
            removed.push(removal(record, Reason::Teardown, kinds));
        } else if superseded(name, record) {
            removed.push(removal(record, Reason::Superseded, kinds));
        } else {
            kept.push(PlanStep {
                action: Action::Keep,
                reason: Reason::KeptByUser,
                ..removal(record, Reason::KeptByUser, kinds)
            });
        }
    }
    let mut steps = in_removal_order(removed);
    steps.append(&mut kept);
    Ok(Plan { purpose: Purpose::Teardown, steps })
}

/// Puts removals in an order in which each stands after those that may hold it. References of different generations
/// can lead in a circle, which no order fits: then they stay as they are, and AWS says what holds what.
fn in_removal_order(mut steps: Vec<PlanStep>) -> Vec<PlanStep> {
    let mut needs: BTreeMap<NodeName, Vec<NodeName>> = BTreeMap::new();
    for step in &steps {
        let needed = step.edges().into_iter().map(|edge| edge.to).filter(|to| to != step.node());
        needs.entry(step.node().clone()).or_default().extend(needed);
    }
    if let Ok(order) = in_order(needs.into_iter()) {
        let place: BTreeMap<_, _> =
            order.into_iter().rev().enumerate().map(|(at, name)| (name, at)).collect();
        steps.sort_by_key(|step| place.get(step.node()).copied());
    }
    steps
}

fn removal<C>(record: &Record, reason: Reason, kinds: &Kinds<C>) -> PlanStep {
    // A kind that this version doesn't know fails in the run, where it hinders nothing else.
    let times = kinds.get(&record.want.kind).map_or(Times::AT_ONCE, AnyKind::times);
    let (want, generation) = (record.want.clone(), record.generation);
    PlanStep { want, generation, action: Action::Delete, reason, times }
}

impl fmt::Display for Plan {
    /// One line a step, each as far in as its chain of needs is long.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", if self.purpose == Purpose::Launch { "launch" } else { "teardown" })?;
        let mut depths: BTreeMap<NodeName, usize> = BTreeMap::new();
        let needed_first: Vec<_> = match self.purpose {
            Purpose::Launch => self.steps.iter().collect(),
            Purpose::Teardown => self.steps.iter().rev().collect(),
        };
        for step in needed_first {
            let needs = step.edges().into_iter().filter_map(|edge| depths.get(&edge.to).copied());
            let depth = needs.max().map_or(0, |deepest| deepest + 1);
            depths.entry(step.node().clone()).or_insert(depth);
        }
        for step in &self.steps {
            let indent = 2 + 2 * depths.get(step.node()).copied().unwrap_or_default();
            write!(f, "{:indent$}{} {} ({}", "", step.action, step.node(), step.want.kind)?;
            if step.generation > 1 {
                write!(f, ", {}", step.generation)?;
            }
            writeln!(f, "): {}", step.reason)?;
        }
        Ok(())
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Create => "create",
            Self::Keep => "keep",
            Self::Update => "update",
            Self::Replace => "replace",
            Self::Adopt => "adopt",
            Self::Delete => "delete",
        })
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "missing",
            Self::InDoubt => "in doubt",
            Self::Found => "found",
            Self::AsWanted => "as wanted",
            Self::Unsettled => "not settled",
            Self::Differs { fields } => return write!(f, "differs in {}", fields.join(", ")),
            Self::Unfinished => "unfinished",
            Self::Follows { node } => return write!(f, "follows {node}"),
            Self::Superseded => "superseded",
            Self::NotWanted => "not wanted",
            Self::Teardown => "taken away",
            Self::KeptByUser => "kept by the user",
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::json;

    use super::*;
    use crate::failure::Class;
    use crate::status::{Entry, Step};
    use crate::toy::{Kiln, Mould, Pebble, graph, kinds, name, node, with};

    /// A book in which these happened.
    fn book(happened: Vec<(&Node, u32, Vec<Step>)>) -> Book {
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

    fn created(node: &Node) -> Vec<Step> {
        let mut steps = began(node);
        steps.push(Step::Created { state: json!({"id": 1}) });
        steps
    }

    fn ready(node: &Node) -> Vec<Step> {
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

    fn planned(wanted: &[&Node], book: &Book) -> Plan {
        let wanted = graph(wanted.iter().copied().cloned().collect());
        plan(&wanted, book, &kinds(), &BTreeMap::new()).expect("it plans")
    }

    fn told(plan: &Plan) -> Vec<(&str, u32, Action, &Reason)> {
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
        assert_eq!(told(&plan), [("a", 1, Action::Keep, &Reason::AsWanted)]);
        assert!(plan.is_idle());
    }

    #[test]
    fn what_has_not_settled_is_kept_and_the_plan_not_idle() {
        let a = node::<Kiln>("a", &[]);
        for steps in [created(&a), and(created(&a), &[failed()])] {
            let plan = planned(&[&a], &book(vec![(&a, 1, steps)]));
            assert_eq!(told(&plan), [("a", 1, Action::Keep, &Reason::Unsettled)]);
            assert!(!plan.is_idle());
        }
    }

    #[test]
    fn what_was_torn_down_is_made_as_another_generation() {
        let a = node::<Pebble>("a", &[]);
        let gone = and(ready(&a), &[Step::DeleteBegan, Step::Gone]);
        let plan = planned(&[&a], &book(vec![(&a, 1, gone)]));
        assert_eq!(told(&plan), [("a", 2, Action::Create, &Reason::Missing)]);
    }

    #[test]
    fn what_is_half_gone_goes_before_another_is_made() {
        let a = node::<Pebble>("a", &[]);
        for more in [vec![Step::DeleteBegan], vec![Step::DeleteBegan, failed()]] {
            let plan = planned(&[&a], &book(vec![(&a, 1, and(ready(&a), &more))]));
            assert_eq!(
                told(&plan),
                [
                    ("a", 1, Action::Delete, &Reason::Unfinished),
                    ("a", 2, Action::Replace, &Reason::Unfinished)
                ]
            );
        }
    }

    #[test]
    fn what_is_in_doubt_is_taken_up_unless_it_can_not_become_what_is_wanted() {
        let a = node::<Mould>("a", &[]);
        let doubt = book(vec![(&a, 1, began(&a))]);
        assert_eq!(told(&planned(&[&a], &doubt)), [("a", 1, Action::Create, &Reason::InDoubt)]);
        let blue = with(a.clone(), "colour", "blue");
        assert_eq!(told(&planned(&[&blue], &doubt)), [("a", 1, Action::Create, &Reason::InDoubt)]);
        let square = with(a.clone(), "shape", "square");
        let differs = Reason::Differs { fields: vec!["shape".into()] };
        assert_eq!(
            told(&planned(&[&square], &doubt)),
            [("a", 1, Action::Delete, &Reason::Unfinished), ("a", 2, Action::Replace, &differs)]
        );
    }

    #[test]
    fn an_unfinished_change_is_done_again_though_the_spec_is_as_wanted() {
        let a = node::<Pebble>("a", &[]);
        let blue = with(a.clone(), "colour", "blue");
        for more in [vec![], vec![failed()]] {
            let steps = and(and(ready(&a), &[Step::UpdateBegan { want: blue.clone() }]), &more);
            let plan = planned(&[&blue], &book(vec![(&a, 1, steps)]));
            assert_eq!(told(&plan), [("a", 1, Action::Update, &Reason::Unfinished)]);
        }
    }

    #[test]
    fn what_bears_our_mark_is_adopted_also_after_a_teardown() {
        let a = node::<Pebble>("a", &[]);
        let found = BTreeMap::from([(name("a"), json!({"id": 7}))]);
        let wanted = graph(vec![a.clone()]);
        let adopt = |book: &Book| plan(&wanted, book, &kinds(), &found).expect("it plans").steps.remove(0);
        let first = adopt(&Book::default());
        assert_eq!((first.action, first.generation, first.reason), (Action::Adopt, 1, Reason::Found));
        let gone = and(ready(&a), &[Step::DeleteBegan, Step::Gone]);
        let again = adopt(&book(vec![(&a, 1, gone)]));
        assert_eq!((again.action, again.generation), (Action::Adopt, 2));
    }

    #[test]
    fn another_kind_under_the_same_name_replaces_the_first() {
        let (pebble, mould) = (node::<Pebble>("a", &[]), node::<Mould>("a", &[]));
        let plan = planned(&[&mould], &book(vec![(&pebble, 1, ready(&pebble))]));
        let differs = Reason::Differs { fields: vec!["kind".into()] };
        assert_eq!(
            told(&plan),
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
        assert_eq!(told(&planned(&[&square, &b], &at_first))[1], ("b", 1, Action::Update, &follows));
        // The run died once the other one was ready.
        let later = book(vec![(&a, 1, ready(&a)), (&b, 1, ready(&b)), (&square, 2, ready(&square))]);
        assert_eq!(
            told(&planned(&[&square, &b], &later)),
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
        assert_eq!(told(&plan)[1], ("b", 2, Action::Replace, &Reason::Follows { node: name("a") }));
        let order: Vec<_> = told(&plan)[2..].iter().map(|step| step.0).collect();
        assert_eq!(order, ["b", "a"], "what refers goes first");
    }

    #[test]
    fn what_is_wanted_no_more_goes_in_the_order_of_who_holds_whom() {
        // By name, the held ones would come first.
        let a = node::<Pebble>("a", &[]);
        let b = node::<Pebble>("b", &["a"]);
        let c = node::<Pebble>("c", &["b"]);
        let plan = planned(&[], &book(vec![(&a, 1, ready(&a)), (&b, 1, ready(&b)), (&c, 1, ready(&c))]));
        let order: Vec<_> = told(&plan).into_iter().map(|step| step.0).collect();
        assert_eq!(order, ["c", "b", "a"]);
        assert_eq!(plan.holders(2).collect::<Vec<_>>(), [1], "a waits for b alone, which waits for c");
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
        assert_eq!(plan.holders(0).count(), 0, "the first has nothing to wait for");
    }

    #[test]
    fn nothing_is_planned_for_what_is_gone() {
        let a = node::<Pebble>("a", &[]);
        let gone = book(vec![(&a, 1, and(ready(&a), &[Step::DeleteBegan, Step::Gone]))]);
        assert!(plan_teardown(&gone, &kinds(), &BTreeSet::new()).expect("it plans").steps.is_empty());
        assert!(planned(&[], &gone).steps.is_empty());
    }
}
