//! All that a ledger knows of a deployment: its entries, folded.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use crate::entry::{Entry, Outcome, Step};
use crate::graph::Node;
use crate::plan::{Action, Plan, Purpose};
use crate::reference::{Edge, NodeName};
use crate::status::{Illegal, Moment, Record, Status, next};

/// All that the ledger knows of a deployment: its entries, folded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    records: BTreeMap<(NodeName, u32), Record>,
    /// How the last run ended; `None` while one goes on, or where it died.
    pub last_outcome: Option<Outcome>,
    /// The plan of the last run.
    pub last_plan: Option<Plan>,
    /// When the last run began.
    pub last_began: Option<Timestamp>,
    /// When the last run ended.
    pub last_ended: Option<Timestamp>,
    took: BTreeMap<String, (Duration, Duration)>,
}

impl Book {
    /// Takes in one more entry, or refuses it and stays as it was.
    pub fn apply(&mut self, at: Timestamp, entry: &Entry) -> Result<(), Illegal> {
        match entry {
            Entry::RunBegan { plan } => {
                self.last_plan = Some(plan.clone());
                (self.last_outcome, self.last_ended) = (None, None);
                self.last_began = Some(at);
                // What another run takes up took as long as the user let it lie: nothing to learn from.
                self.records.values_mut().for_each(|record| record.making = None);
            }
            Entry::RunEnded(outcome) => {
                self.last_outcome = Some(outcome.clone());
                self.last_ended = Some(at);
            }
            Entry::Node { node, generation, step } => self.take_step(at, node, *generation, step)?,
        }
        Ok(())
    }

    /// Whether `entry` may come next: asked before it is written down, because what is on disk has to replay.
    pub fn check(&self, entry: &Entry) -> Result<(), Illegal> {
        let Entry::Node { node, generation, step } = entry else { return Ok(()) };
        next(self.status(node, *generation), step).map(|_| ())
    }

    fn take_step(
        &mut self,
        at: Timestamp,
        node: &NodeName,
        generation: u32,
        step: &Step,
    ) -> Result<(), Illegal> {
        let transition = next(self.status(node, generation), step)?;
        let mut follows = step.want().map(|want| self.generations(want)).unwrap_or_default();
        if let Step::UpdateBegan { passing, .. } = step {
            follows.extend(passing.clone());
        }
        let record = match self.records.entry((node.clone(), generation)) {
            btree_map::Entry::Occupied(known) => known.into_mut(),
            btree_map::Entry::Vacant(place) => {
                let want = step.want().ok_or_else(|| Illegal::new(Status::Absent, step))?;
                place.insert(Record::blank(want.clone(), generation, at))
            }
        };
        transition.apply(record, Moment { at, follows });
        if record.status == Status::Ready
            && let Some(began) = record.making.take()
            && let Ok(took) = Duration::try_from(at.duration_since(began))
        {
            let known = self.took.entry(record.want.kind.clone()).or_insert((took, took));
            *known = (known.0.min(took), known.1.max(took));
        }
        Ok(())
    }

    /// Which resource of each node that `want` refers to is the one to refer to.
    fn generations(&self, want: &Node) -> BTreeMap<NodeName, u32> {
        let follows = |edge: Edge| {
            let generation = self.newest_existing(&edge.to)?.generation;
            Some((edge.to, generation))
        };
        want.edges().into_iter().filter_map(follows).collect()
    }

    /// Where one resource stands.
    pub fn status(&self, node: &NodeName, generation: u32) -> Status {
        self.record(node, generation).map_or(Status::Absent, |record| record.status)
    }

    /// Every resource that ever was, by node and generation.
    pub fn records(&self) -> impl Iterator<Item = (&NodeName, &Record)> {
        self.records.iter().map(|((name, _), record)| (name, record))
    }

    /// One resource.
    pub fn record(&self, node: &NodeName, generation: u32) -> Option<&Record> {
        self.records.get(&(node.clone(), generation))
    }

    /// The resources of a node, gone or not, the oldest first.
    pub fn records_of<'book>(
        &'book self,
        node: &NodeName,
    ) -> impl DoubleEndedIterator<Item = &'book Record> + use<'book> {
        self.records.range((node.clone(), 0)..=(node.clone(), u32::MAX)).map(|(_, record)| record)
    }

    /// The newest resource of a node, gone or not.
    pub fn newest(&self, node: &NodeName) -> Option<&Record> {
        self.records_of(node).next_back()
    }

    /// The newest resource of a node that surely exists: what a reference to the node leads to.
    pub fn newest_existing(&self, node: &NodeName) -> Option<&Record> {
        self.records_of(node).rfind(|record| record.status.exists())
    }

    /// The states of all that `want` refers to and that surely exists: what its references lead to.
    pub fn outputs_for(&self, want: &Node) -> BTreeMap<NodeName, Value> {
        let output = |edge: Edge| {
            let state = self.newest_existing(&edge.to)?.state.clone()?;
            Some((edge.to, state))
        };
        want.edges().into_iter().filter_map(output).collect()
    }

    /// The states of all that a resource refers to, as it was last made or changed: what its references led to then,
    /// though another of that node may have taken its place since.
    pub fn outputs_of(&self, record: &Record) -> BTreeMap<NodeName, Value> {
        let output = |edge: Edge| {
            let followed = record.follows.get(&edge.to).and_then(|followed| self.record(&edge.to, *followed));
            let state = followed.or_else(|| self.newest_existing(&edge.to))?.state.clone()?;
            Some((edge.to, state))
        };
        record.edges().into_iter().filter_map(output).collect()
    }

    /// The states of all that surely exists, for references to lead to. The newest that exists counts.
    pub fn outputs(&self) -> BTreeMap<NodeName, Value> {
        self.records()
            .filter(|(_, record)| record.status.exists())
            .filter_map(|(name, record)| Some((name.clone(), record.state.clone()?)))
            .collect()
    }

    /// How long each kind took here from the begin of its making to being settled: the shortest and the longest time
    /// that went undisturbed.
    pub fn took(&self) -> &BTreeMap<String, (Duration, Duration)> {
        &self.took
    }

    /// Whether nothing is there, and nothing may be.
    pub fn is_empty(&self) -> bool {
        self.records().all(|(_, record)| !record.status.may_exist())
    }

    /// Whether a teardown went through: nothing is there but what it was to keep.
    pub fn is_over(&self) -> bool {
        let Some(plan) = self.last_plan.as_ref().filter(|plan| plan.purpose == Purpose::Teardown) else {
            return false;
        };
        let kept = plan.steps.iter().filter(|step| step.action == Action::Keep);
        let kept: BTreeSet<_> = kept.map(|step| (step.node(), step.generation)).collect();
        self.last_outcome == Some(Outcome::Done)
            && self
                .records()
                .all(|(name, record)| !record.status.may_exist() || kept.contains(&(name, record.generation)))
    }

    /// Whether a run was begun that never ended: it died, and is to be taken up.
    pub fn is_interrupted(&self) -> bool {
        self.last_plan.is_some() && self.last_outcome.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn want() -> Node {
        Node { name: NodeName::new("a").expect("a name"), kind: "toy".into(), spec: Value::Null }
    }

    #[test]
    fn a_nudge_leaves_a_record_as_it_settles_and_a_change_begins_anew() {
        let at = |seconds| Timestamp::from_second(seconds).expect("a time");
        for nudge in [true, false] {
            let mut book = Book::default();
            let steps = [
                Step::CreateBegan { want: want() },
                Step::Created { state: Value::Null },
                Step::Waiting(crate::kind::Waiting::on(crate::toy::Word("turning"))),
                Step::Late,
                if nudge { Step::nudge(want()) } else { Step::change(want(), BTreeMap::new()) },
            ];
            for (second, step) in (0..).zip(steps) {
                let entry = Entry::Node { node: want().name, generation: 1, step };
                book.apply(at(second), &entry).expect("it may follow");
            }
            let record = book.newest(&want().name).expect("it was made");
            assert_eq!(record.status, Status::Updating);
            let (began, waits, late) = (record.began, record.waiting.is_some(), record.late);
            assert_eq!((began, waits, late), if nudge { (at(0), true, true) } else { (at(4), false, false) });
        }
    }

    #[test]
    fn a_book_says_beforehand_whether_it_takes_an_entry() {
        let mut book = Book::default();
        let entry = |step| Entry::Node { node: want().name, generation: 1, step };
        for step in [Step::Gone, Step::CreateBegan { want: want() }, Step::Created { state: Value::Null }] {
            let entry = entry(step);
            let check = book.check(&entry);
            assert_eq!(book.apply(Timestamp::UNIX_EPOCH, &entry), check);
        }
    }
}
