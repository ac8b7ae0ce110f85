//! Which resources are made anew one after the other, and in which turn.
//!
//! Those that serve through one node ([`Kind::rolls`](crate::Kind::rolls)) are: so there is never more than one beside
//! those that are wanted, and where a new one doesn't work the others serve as they did.

use std::collections::{BTreeMap, BTreeSet};

use super::{stays, stays_for};
use crate::book::Book;
use crate::failure::Failure;
use crate::kind::Cloud;
use crate::kinds::Kinds;
use crate::plan::{Action, PlanStep, Reason, Turn};
use crate::reference::{Edge, Hold, NodeName};
use crate::status::{Record, Status};

/// What serves through one node, some of it to be made anew.
pub(super) struct Roll {
    /// The place of that node's step.
    through: usize,
    /// The places of the steps of all that serves through it, in the plan's order.
    nodes: Vec<usize>,
    /// What served through it and is wanted no more.
    dropped: BTreeSet<NodeName>,
}

/// Every roll of a plan, of which `steps` are what is wanted, each after those that it needs.
///
/// Left out is what can't go one by one: what anything holds, what serves through two nodes, and what the node that it
/// serves through needs through a third one too, which would have to know the last of them before the first is taken in.
pub(super) fn rolls<C: Cloud>(
    steps: &[PlanStep],
    book: &Book,
    kinds: &Kinds<C>,
) -> Result<Vec<Roll>, Failure> {
    // An earlier one may stand where the one that took its place is gone.
    let takes_a_place = |step: &&PlanStep| {
        step.action == Action::Replace || is_missing(step) && book.newest_existing(step.node()).is_some()
    };
    let anew: BTreeSet<&NodeName> = steps.iter().filter(takes_a_place).map(PlanStep::node).collect();
    let mut served: Vec<(usize, Vec<NodeName>)> = Vec::new();
    let mut through_how_many: BTreeMap<NodeName, usize> = BTreeMap::new();
    for (at, step) in steps.iter().enumerate() {
        let names = kinds.get(&step.want.kind)?.rolls(&step.want.spec);
        for name in &names {
            *through_how_many.entry(name.clone()).or_default() += 1;
        }
        if names.iter().any(|name| anew.contains(name)) {
            served.push((at, names));
        }
    }
    served.retain(|(at, _)| matches!(steps[*at].action, Action::Create | Action::Update | Action::Adopt));
    if served.is_empty() {
        return Ok(Vec::new());
    }
    let places: BTreeMap<&NodeName, usize> =
        steps.iter().enumerate().map(|(at, step)| (step.node(), at)).collect();
    let edges: Vec<Vec<Edge>> = steps.iter().map(PlanStep::edges).collect();
    let standing = || book.records().map(|(_, record)| record).filter(|record| record.status.may_exist());
    let all = edges.iter().flatten().cloned().chain(standing().flat_map(Record::edges));
    let held: BTreeSet<NodeName> = all.filter(|edge| edge.hold == Hold::Holds).map(|edge| edge.to).collect();
    let lingers = |record: &&Record| stays(record, kinds) || !stays_for(record, kinds).is_empty();
    let lingering: BTreeSet<&NodeName> = standing().filter(lingers).map(|record| &record.want.name).collect();
    let goes = |name: &NodeName| !held.contains(name) && !lingering.contains(name);
    let goes_by_itself = |name: &NodeName| through_how_many.get(name) == Some(&1) && goes(name);
    let mut rolls = Vec::new();
    for (through, names) in served {
        let mut nodes: Vec<usize> = names.iter().filter_map(|name| places.get(name).copied()).collect();
        nodes.sort_unstable();
        let one_by_one = names.iter().all(goes_by_itself);
        if one_by_one && !is_needed_otherwise(through, &names.into_iter().collect(), &edges, &places) {
            let step = &steps[through];
            let before = book.record(step.node(), step.generation).map(|record| &record.want.spec);
            let served = before.map(|spec| kinds.get(&step.want.kind).map(|kind| kind.rolls(spec)));
            let served = served.transpose()?.unwrap_or_default();
            let dropped = served.into_iter().filter(|name| !places.contains_key(name) && goes(name));
            rolls.push(Roll { through, nodes, dropped: dropped.collect() });
        }
    }
    Ok(rolls)
}

/// Whether the node at `through` needs one of `names` through another node, near or far, as well.
fn is_needed_otherwise(
    through: usize,
    names: &BTreeSet<NodeName>,
    edges: &[Vec<Edge>],
    places: &BTreeMap<&NodeName, usize>,
) -> bool {
    let needed = |at: usize| edges[at].iter().filter_map(|edge| places.get(&edge.to).copied());
    let mut open: Vec<usize> = needed(through).collect();
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    while let Some(at) = open.pop() {
        if !seen.insert(at) {
            continue;
        }
        if edges[at].iter().any(|edge| names.contains(&edge.to)) {
            return true;
        }
        open.extend(needed(at));
    }
    false
}

impl Roll {
    /// Gives each of its steps its turn. What goes in one is taken out of `last` and returned; what nobody misses, since
    /// nothing has ever worked with it, is put to `first`: it goes before another is made.
    pub(super) fn take_turns(
        &self,
        book: &Book,
        steps: &mut [PlanStep],
        first: &mut Vec<PlanStep>,
        last: &mut Vec<PlanStep>,
    ) -> Vec<PlanStep> {
        let (through, generation) = (steps[self.through].node().clone(), steps[self.through].generation);
        let holder = book.record(&through, generation);
        let names = self.nodes.iter().map(|at| steps[*at].node().clone());
        let names: BTreeSet<NodeName> = names.chain(self.dropped.iter().cloned()).collect();
        let serving: BTreeMap<&NodeName, u32> =
            names.iter().filter_map(|name| Some((name, of_use(holder?, name, book)?))).collect();
        let serves = |gone: &PlanStep| serving.get(gone.node()) == Some(&gone.generation);
        let (mut going, others): (Vec<_>, Vec<_>) =
            std::mem::take(last).into_iter().partition(|gone| names.contains(gone.node()));
        *last = others;
        let leaving: BTreeSet<NodeName> =
            going.iter().filter(|gone| serves(gone)).map(|gone| gone.node().clone()).collect();
        let anew = self.nodes.iter().map(|at| &steps[*at]);
        let anew = anew.filter(|step| step.action == Action::Replace || is_missing(step));
        let anew: BTreeSet<NodeName> = anew.map(|step| step.node().clone()).collect();
        // Nobody misses it, and so it goes before another is made.
        let missed = |gone: &PlanStep| !anew.contains(gone.node()) || serving.contains_key(gone.node());
        first.extend(
            going
                .extract_if(.., |gone| !missed(gone))
                .map(|gone| PlanStep { reason: Reason::Unfinished, ..gone }),
        );
        if anew.is_disjoint(&leaving) {
            last.append(&mut going);
            return going;
        }
        let turn = |number| Some(Turn { through: through.clone(), number });
        // Where another has taken the place of one that serves, or is about to, that one goes first.
        let halfway = leaving.iter().any(|name| !anew.contains(name) && !self.dropped.contains(name));
        let mut number = u32::from(halfway);
        let mut turns: BTreeMap<NodeName, u32> = BTreeMap::new();
        for at in &self.nodes {
            let step = &mut steps[*at];
            if anew.contains(step.node()) && leaving.contains(step.node()) {
                number += 1;
                turns.insert(step.node().clone(), number);
                (step.action, step.turn) = (Action::Replace, turn(number));
            }
        }
        let taken_in = |gone: &PlanStep| {
            let record = book.record(gone.node(), gone.generation).filter(|_| !serves(gone));
            record.zip(holder).is_some_and(|(record, holder)| may_be_taken_in(record, holder))
        };
        // What it took in and never worked with goes before the first turn, and it has to let go of that.
        let begins_with = u32::from(!going.iter().any(taken_in));
        steps[self.through].turn = turn(begins_with);
        for gone in &mut going {
            let number = if !serves(gone) {
                0
            } else if self.dropped.contains(gone.node()) {
                begins_with
            } else {
                turns.get(gone.node()).copied().unwrap_or(1)
            };
            gone.turn = turn(number);
        }
        for gone in first.iter_mut().filter(|gone| names.contains(gone.node())) {
            gone.turn = turn(0);
        }
        going
    }
}

/// Whether a step makes the only resource of its node, but for one that has to go.
fn is_missing(step: &PlanStep) -> bool {
    step.action == Action::Create && step.reason == Reason::Missing
}

/// Which resource of a node serves through `holder`; `None` where none ever did.
fn of_use(holder: &Record, node: &NodeName, book: &Book) -> Option<u32> {
    let worked_with = holder.worked_with.as_ref()?.get(node);
    let known = worked_with.and_then(|generation| book.record(node, *generation));
    let exists = |record: &&Record| record.status.exists();
    // Where that is gone by now, or nobody knows which it was, it is the one that stands the longest.
    known.filter(exists).or_else(|| book.records_of(node).find(exists)).map(|record| record.generation)
}

/// Whether `holder`, which never worked with it, may have taken a resource in all the same: then it has to let go of it
/// before that goes. While a change of the holder isn't through, nobody knows what of it is.
fn may_be_taken_in(record: &Record, holder: &Record) -> bool {
    holder.status != Status::Ready && record.status.exists()
}

#[cfg(test)]
mod tests;
