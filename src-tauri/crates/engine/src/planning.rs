//! Planning: what is wanted against what is there, by pure functions.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::failure::Failure;
use crate::graph::{Graph, Node, in_order};
use crate::kind::{Change, Cloud, Times};
use crate::kinds::{AnyKind, Kinds};
use crate::plan::{Action, Plan, PlanStep, Purpose, Reason};
use crate::reference::{Edge, Hold, NodeName, without};
use crate::status::{Record, Status};

mod rolling;

/// Plans how `wanted` comes true, given what the ledger knows, and what a scan found by its mark where the ledger was
/// lost ([`Record::found`]).
///
/// What is half made or half gone and can't be taken up goes first, then comes what is wanted, and what is wanted
/// no more or has been replaced goes last, once everything that takes its place works. Of that, what stays is kept. What
/// serves through another is replaced one after the other (`rolling`).
///
/// No run waits for itself: what goes first is held by nothing that goes later or stays (`go_first`), and what goes
/// last is needed by nothing that stays (`needed`).
pub fn plan<C: Cloud>(wanted: &Graph, book: &Book, kinds: &Kinds<C>) -> Result<Plan, Failure> {
    let mut steps: Vec<PlanStep> = Vec::new();
    let mut generations = BTreeMap::new();
    for node in wanted.nodes() {
        let kind = kinds.get(&node.kind)?;
        let (action, reason, generation) = decide(node, kind, book, &generations);
        generations.insert(node.name.clone(), generation);
        let stays_for = kind.stays_for(&node.spec);
        steps.push(PlanStep {
            want: node.clone(),
            generation,
            action,
            reason,
            times: kind.times(),
            stays_for,
            turn: None,
        });
    }
    let (mut unfinished, mut kept, mut last) = (Vec::new(), Vec::new(), Vec::new());
    for (name, record) in book.records().filter(|(_, record)| record.status.may_exist()) {
        let newest = book.newest(name).is_some_and(|newest| newest.generation == record.generation);
        match generations.get(name) {
            Some(generation) if *generation == record.generation => {}
            Some(_) if newest && !record.status.exists() => unfinished.push(record),
            _ if record.status.exists() && stays(record, kinds) => {
                kept.push(keeping(record, Reason::KeptByUser, kinds));
            }
            Some(_) => last.push(removal(record, Reason::Superseded, kinds)),
            None => match needed(record, book, kinds, wanted, &generations) {
                Some(node) => kept.push(keeping(record, Reason::Needed { node }, kinds)),
                None => last.push(removal(record, Reason::NotWanted, kinds)),
            },
        }
    }
    let first = go_first(&unfinished, book, kinds, &generations);
    let (first, later): (Vec<_>, Vec<_>) =
        unfinished.into_iter().partition(|record| first.contains(&key(record)));
    last.extend(later.into_iter().map(|record| removal(record, Reason::Superseded, kinds)));
    let first = first.into_iter().map(|record| removal(record, Reason::Unfinished, kinds));
    let mut first: Vec<_> = first.collect();
    let mut in_turns = Vec::new();
    for roll in rolling::rolls(&steps, book, kinds)? {
        in_turns.append(&mut roll.take_turns(book, &mut steps, &mut first, &mut last));
    }
    let mut all = in_removal_order(first);
    all.append(&mut kept);
    all.append(&mut steps);
    all.append(&mut in_turns);
    all.append(&mut in_removal_order(last));
    Ok(Plan { purpose: Purpose::Launch, steps: all })
}

/// Which resource of which node a record is of.
fn key(record: &Record) -> (&NodeName, u32) {
    (&record.want.name, record.generation)
}

/// Of what is half made or half gone, what can go before anything else. The rest is held by what stays or goes later, or
/// has to stay for what is wanted: it goes last, and what takes its place is made beside it or takes it over.
fn go_first<'book, C: Cloud>(
    unfinished: &[&'book Record],
    book: &'book Book,
    kinds: &Kinds<C>,
    generations: &BTreeMap<NodeName, u32>,
) -> BTreeSet<(&'book NodeName, u32)> {
    let goes_early =
        |record: &&&Record| stays_for(record, kinds).iter().all(|node| !generations.contains_key(node));
    let mut first: BTreeSet<_> = unfinished.iter().filter(goes_early).map(|record| key(record)).collect();
    if first.is_empty() {
        return first;
    }
    let there = book.records().map(|(_, record)| record).filter(|record| record.status.may_exist());
    let mut open: Vec<&Record> = there.filter(|record| !first.contains(&key(record))).collect();
    while let Some(holder) = open.pop() {
        for edge in holder.edges().into_iter().filter(|edge| edge.hold == Hold::Holds) {
            let of = holder.follows.get(&edge.to).and_then(|generation| book.record(&edge.to, *generation));
            open.extend(of.filter(|held| first.remove(&key(held))));
        }
    }
    first
}

/// The node that stays and can't do without one that isn't wanted any more: the very resource that it was there for, or
/// one that is made again as that was.
fn needed<C: Cloud>(
    record: &Record,
    book: &Book,
    kinds: &Kinds<C>,
    wanted: &Graph,
    generations: &BTreeMap<NodeName, u32>,
) -> Option<NodeName> {
    stays_for(record, kinds).into_iter().find(|name| {
        let Some(generation) = generations.get(name) else { return false };
        let followed = record.follows.get(name).and_then(|followed| book.record(name, *followed));
        followed.is_none_or(|followed| {
            let again = wanted.node(name).is_some_and(|node| node.spec == followed.want.spec);
            again || followed.generation == *generation
        })
    })
}

/// The nodes that a resource has to stay for. One of a kind that this version doesn't know stays for none.
fn stays_for<C: Cloud>(record: &Record, kinds: &Kinds<C>) -> Vec<NodeName> {
    kinds.get(&record.want.kind).map_or_else(|_| Vec::new(), |kind| kind.stays_for(&record.want.spec))
}

/// What becomes of one node: the action, why, and which resource of it that makes or concerns. `generations` says
/// the same of every node that it needs.
fn decide<C: Cloud>(
    node: &Node,
    kind: &dyn AnyKind<C>,
    book: &Book,
    generations: &BTreeMap<NodeName, u32>,
) -> (Action, Reason, u32) {
    let newest = book.newest(&node.name);
    // A node that was torn down, or that vanished, is made as another generation: its tokens are used up.
    let another = newest.map_or(1, |record| record.generation + 1);
    let Some(record) = newest.filter(|record| record.status.may_exist()) else {
        return (Action::Create, Reason::Missing, another);
    };
    if record.want.kind != node.kind {
        return (Action::Replace, Reason::Differs { fields: vec!["kind".to_owned()] }, another);
    }
    let generation = record.generation;
    let (change, reason) = if record.found {
        change_of_found(node, kind, record, book, generations)
    } else {
        change(node, kind, record, generations)
    };
    match (record.status, change) {
        (Status::Created, Change::Keep | Change::Update(_)) if record.found => {
            (Action::Adopt, Reason::Found, generation)
        }
        (Status::Deleting | Status::DeleteFailed, _) => (Action::Replace, Reason::Unfinished, another),
        (_, Change::Replace(_)) => (Action::Replace, reason, another),
        (Status::Creating | Status::CreateFailed, _) => (Action::Create, Reason::InDoubt, generation),
        (_, Change::Update(_)) => (Action::Update, reason, generation),
        // A look may have found it so, or a nudge.
        (Status::SettleFailed | Status::UpdateFailed, Change::Keep) if record.is_spent() => {
            (Action::Replace, Reason::Unfinished, another)
        }
        (Status::Updating | Status::UpdateFailed, Change::Keep) => {
            (Action::Update, Reason::Unfinished, generation)
        }
        (Status::Ready, Change::Keep) => (Action::Keep, Reason::AsWanted, generation),
        (_, Change::Keep) => (Action::Keep, Reason::Unsettled, generation),
    }
}

/// How the node differs from what it was last made or changed with: in its spec, or because something that it
/// refers to is another resource by then.
fn change<C: Cloud>(
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

/// How the node differs from one that was found by its mark, as far as that shows. What it refers to doesn't: it is
/// taken to refer to the only resources of those nodes, and where one of them is made anew, or has two, to follow.
fn change_of_found<C: Cloud>(
    node: &Node,
    kind: &dyn AnyKind<C>,
    record: &Record,
    book: &Book,
    generations: &BTreeMap<NodeName, u32>,
) -> (Change, Reason) {
    let (shown, mut wanted) = (&record.want.spec, kind.shows(&node.spec));
    if let Some(fields) = wanted.as_object_mut() {
        fields.retain(|field, _| shown.get(field).is_some());
    }
    if shown.is_object()
        && let Change::Replace(fields) = kind.change(shown, &wanted)
    {
        return (Change::Replace(fields.clone()), Reason::Differs { fields });
    }
    for Edge { to, .. } in node.edges() {
        let mut standing = book.records_of(&to).filter(|record| record.status.exists());
        let only = standing.next().filter(|_| standing.next().is_none());
        if only.map(|record| record.generation) != generations.get(&to).copied()
            && let followed @ Change::Replace(_) = kind.change(&without(&node.spec, &to), &node.spec)
        {
            return (followed, Reason::Follows { node: to });
        }
    }
    (Change::Keep, Reason::Found)
}

/// Plans how everything that the ledger knows goes away, but for what the user keeps. What a kept node needs
/// is kept with it; what it has taken the place of goes.
pub fn plan_teardown<C: Cloud>(
    book: &Book,
    kinds: &Kinds<C>,
    keep: &BTreeSet<NodeName>,
) -> Result<Plan, Failure> {
    let there = || book.records().filter(|(_, record)| record.status.may_exist());
    let superseded = |name: &NodeName, record: &Record| {
        book.newest_existing(name).is_some_and(|newest| newest.generation > record.generation)
    };
    let (mut keep, mut open): (_, Vec<_>) = (keep.clone(), keep.iter().cloned().collect());
    while let Some(name) = open.pop() {
        let in_place = |record: &&Record| record.status.may_exist() && !superseded(&name, record);
        let edges = book.records_of(&name).filter(in_place).flat_map(Record::edges);
        open.extend(edges.map(|edge| edge.to).filter(|to| keep.insert(to.clone())));
    }
    let (mut kept, mut removed) = (Vec::new(), Vec::new());
    for (name, record) in there() {
        if !keep.contains(name) {
            removed.push(removal(record, Reason::Teardown, kinds));
        } else if superseded(name, record) && !stays(record, kinds) {
            removed.push(removal(record, Reason::Superseded, kinds));
        } else {
            kept.push(keeping(record, Reason::KeptByUser, kinds));
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
        let needed = step.edges().into_iter().map(|edge| edge.to);
        let needed = needed.filter(|to| to != step.node() && !step.stays_for.contains(to));
        needs.entry(step.node().clone()).or_default().extend(needed);
        for node in &step.stays_for {
            needs.entry(node.clone()).or_default().push(step.node().clone());
        }
    }
    if let Ok(order) = in_order(&needs.into_iter().collect::<Vec<_>>()) {
        let place: BTreeMap<_, _> =
            order.into_iter().rev().enumerate().map(|(at, name)| (name, at)).collect();
        steps.sort_by_key(|step| place.get(step.node()).copied());
    }
    steps
}

/// Whether its kind stays where it is unless the user asks for its deletion.
fn stays<C: Cloud>(record: &Record, kinds: &Kinds<C>) -> bool {
    kinds.get(&record.want.kind).is_ok_and(|kind| kind.stays().is_some())
}

fn keeping<C: Cloud>(record: &Record, reason: Reason, kinds: &Kinds<C>) -> PlanStep {
    PlanStep { action: Action::Keep, ..removal(record, reason, kinds) }
}

fn removal<C: Cloud>(record: &Record, reason: Reason, kinds: &Kinds<C>) -> PlanStep {
    // A kind that this version doesn't know fails in the run, where it hinders nothing else.
    let times = kinds.get(&record.want.kind).map_or(Times::AT_ONCE, AnyKind::times);
    let (want, generation) = (record.want.clone(), record.generation);
    let stays_for = stays_for(record, kinds);
    PlanStep { want, generation, action: Action::Delete, reason, times, stays_for, turn: None }
}

#[cfg(test)]
mod tests;
