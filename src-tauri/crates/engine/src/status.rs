//! What may follow what: the one total function of a node's life, and the fold that recovery is.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::failure::{Class, Evidence, Failure};
use crate::graph::{Edge, Node, NodeName};
use crate::kind::{Progress, Waiting};
use crate::plan::{Action, Plan, Purpose};

/// Where one resource of a node stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// There is none.
    #[default]
    Absent,
    /// Its making was begun and hasn't ended: in doubt until a look.
    Creating,
    /// It exists and hasn't settled.
    Created,
    /// It has settled.
    Ready,
    /// A change was begun and hasn't ended.
    Updating,
    /// Its making failed; something of it may be there.
    CreateFailed,
    /// It exists and didn't settle.
    SettleFailed,
    /// A change failed.
    UpdateFailed,
    /// Its deletion was begun and no look has found it gone.
    Deleting,
    /// Its deletion failed.
    DeleteFailed,
}

impl Status {
    /// Whether something of it is there, or may be.
    pub fn may_exist(self) -> bool {
        self != Self::Absent
    }

    /// Whether it surely exists, so that its state can be referred to.
    pub fn exists(self) -> bool {
        matches!(self, Self::Created | Self::Ready | Self::Updating | Self::SettleFailed | Self::UpdateFailed)
    }
}

/// An effect on one resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It is made.
    Create,
    /// It is changed where it stands.
    Update,
    /// It is taken away.
    Delete,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Outcome {
    /// Everything planned holds.
    Done,
    /// Some nodes failed; the others are done, or were not begun because they need those.
    Stopped {
        /// The nodes that failed.
        failed: Vec<NodeName>,
    },
    /// The user stopped it.
    Cancelled,
    /// The credentials ran out.
    Expired,
    /// The account has to be let in by AWS first.
    Gated,
}

/// One line of the ledger. What concerns a node is in [`Entry::Node`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "entry")]
pub enum Entry {
    /// A run begins to carry out this plan.
    RunBegan {
        /// The plan, as it was shown.
        plan: Plan,
    },
    /// The run is over.
    RunEnded(Outcome),
    /// Something happened to a resource.
    Node {
        /// The node.
        node: NodeName,
        /// Which resource of it: 1 for the first ever made.
        generation: u32,
        /// What happened.
        #[serde(flatten)]
        step: Step,
    },
}

/// What happened to a resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "step")]
pub enum Step {
    /// It is about to be made.
    CreateBegan {
        /// The node as it is wanted.
        want: Node,
    },
    /// It is there.
    Created {
        /// What is known of it.
        state: Value,
    },
    /// One that already bears the mark was taken over.
    Adopted {
        /// The node as it is wanted, where that is known.
        want: Node,
        /// What is known of it.
        state: Value,
    },
    /// It works.
    Settled {
        /// What is known of it.
        state: Value,
    },
    /// It is about to be changed.
    UpdateBegan {
        /// The node as it is wanted.
        want: Node,
    },
    /// It has been changed, and has to settle again.
    Updated {
        /// What is known of it.
        state: Value,
    },
    /// It is about to be taken away.
    DeleteBegan,
    /// A look found it gone.
    Gone,
    /// It is left where it is; a code that says why.
    Kept {
        /// The code.
        why: String,
    },
    /// It vanished, and not by us.
    Lost,
    /// Something failed for good.
    Failed {
        /// What, and why.
        failure: Failure,
        /// What tells why, taken at that moment.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<Evidence>,
    },
    /// Something failed and is tried again.
    Retrying {
        /// What, and why.
        failure: Failure,
        /// After how many milliseconds.
        after_ms: u64,
        /// Which attempt the next one is, from 1.
        attempt: u32,
    },
    /// It waits for something.
    Waiting(Waiting),
    /// It takes longer than usual.
    Late,
    /// A long effect has come this far.
    Progress(Progress),
}

/// A step that can't follow a status: a fault in this program, or a ledger that was tampered with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{step} can't follow {status:?}")]
pub struct Illegal {
    status: Status,
    step: String,
}

/// What a resource's status is after `step`.
pub fn next(status: Status, step: &Step) -> Result<Status, Illegal> {
    use Status::{
        Absent, CreateFailed, Created, Creating, DeleteFailed, Deleting, Ready, SettleFailed, UpdateFailed,
        Updating,
    };
    Ok(match (status, step) {
        // A begin may follow itself: that is what a run does that takes up where another one died.
        (Absent | Creating | CreateFailed, Step::CreateBegan { .. }) => Creating,
        (Creating, Step::Created { .. })
        | (Absent | Creating | CreateFailed, Step::Adopted { .. })
        | (Updating, Step::Updated { .. })
        // One that didn't settle is looked at again, and so it may yet.
        | (SettleFailed, Step::Waiting(_) | Step::Retrying { .. } | Step::Late | Step::Progress(_)) => Created,
        (Created | Ready | SettleFailed, Step::Settled { .. }) => Ready,
        (Created | Ready | Updating | SettleFailed | UpdateFailed, Step::UpdateBegan { .. }) => Updating,
        (
            Creating | Created | Ready | Updating | CreateFailed | SettleFailed | UpdateFailed | Deleting
            | DeleteFailed,
            Step::DeleteBegan,
        ) => Deleting,
        (Deleting, Step::Gone | Step::Kept { .. })
        | (Created | Ready | Updating | SettleFailed | UpdateFailed, Step::Lost) => Absent,
        (Creating, Step::Failed { .. }) => CreateFailed,
        (Created | Ready | SettleFailed, Step::Failed { .. }) => SettleFailed,
        (Updating, Step::Failed { .. }) => UpdateFailed,
        (Deleting, Step::Failed { .. }) => DeleteFailed,
        (
            Creating | Created | Ready | Updating | Deleting,
            Step::Retrying { .. } | Step::Waiting(_) | Step::Late | Step::Progress(_),
        ) => status,
        _ => {
            let step = serde_json::to_value(step).ok();
            let step = step.and_then(|step| step.get("step").and_then(Value::as_str).map(str::to_owned));
            return Err(Illegal { status, step: step.unwrap_or_default() });
        }
    })
}

/// What the ledger knows of one resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The node as it was last wanted.
    pub want: Node,
    /// Which resource of each node that it refers to it was last made or changed with.
    pub follows: BTreeMap<NodeName, u32>,
    /// Which resource of the node.
    pub generation: u32,
    /// Where it stands.
    pub status: Status,
    /// What is known of it.
    pub state: Option<Value>,
    /// What it waits for, while it does.
    pub waiting: Option<Waiting>,
    /// Why it failed, until it is tried again.
    pub failure: Option<Failure>,
    /// What tells why.
    pub evidence: Vec<Evidence>,
    /// How far a long effect has come.
    pub progress: Option<Progress>,
    /// Why it was left where it is, where it was.
    pub kept: Option<String>,
    /// Whether it takes longer than usual.
    pub late: bool,
    /// When it was first there: what it costs counts from then.
    pub made: Option<Timestamp>,
    /// When its last effect began.
    pub began: Timestamp,
    /// When it was last settled or gone.
    pub ended: Option<Timestamp>,
}

impl Record {
    /// The edges it had when it was last made or changed: what destroy goes by.
    pub fn edges(&self) -> Vec<Edge> {
        self.want.edges()
    }

    /// Whether it failed so that another has to be made.
    pub(crate) fn is_spent(&self) -> bool {
        self.failure.as_ref().is_some_and(|failure| failure.class == Class::Spent)
    }
}

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
    /// What the run at hand is making, and since when.
    making: BTreeMap<(NodeName, u32), Timestamp>,
    took: BTreeMap<String, (Duration, Duration)>,
}

impl Book {
    /// Takes in one more entry.
    pub fn apply(&mut self, at: Timestamp, entry: &Entry) -> Result<(), Illegal> {
        match entry {
            Entry::RunBegan { plan } => {
                self.last_plan = Some(plan.clone());
                (self.last_outcome, self.last_ended) = (None, None);
                self.last_began = Some(at);
                // What another run takes up took as long as the user let it lie: nothing to learn from.
                self.making.clear();
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
        let key = (node.clone(), generation);
        let status = next(self.status(node, generation), step)?;
        let follows = match step {
            Step::CreateBegan { want } | Step::UpdateBegan { want } => Some(self.generations(want)),
            _ => None,
        };
        if let Step::CreateBegan { want } | Step::Adopted { want, .. } = step {
            let record = self.records.entry(key.clone()).or_insert_with(|| Record {
                want: want.clone(),
                follows: BTreeMap::new(),
                generation,
                status,
                state: None,
                waiting: None,
                failure: None,
                evidence: Vec::new(),
                progress: None,
                kept: None,
                late: false,
                made: None,
                began: at,
                ended: None,
            });
            record.want = want.clone();
        }
        let Some(record) = self.records.get_mut(&key) else { return Ok(()) };
        match step {
            Step::CreateBegan { .. } => {
                self.making.insert(key, at);
            }
            Step::Settled { .. } => {
                let began = self.making.remove(&key);
                if let Some(took) = began.and_then(|began| Duration::try_from(at.duration_since(began)).ok())
                {
                    let known = self.took.entry(record.want.kind.clone()).or_insert((took, took));
                    *known = (known.0.min(took), known.1.max(took));
                }
            }
            Step::Adopted { .. } | Step::UpdateBegan { .. } | Step::DeleteBegan | Step::Failed { .. } => {
                self.making.remove(&key);
            }
            _ => {}
        }
        record.status = status;
        if let Some(follows) = follows {
            record.follows = follows;
        }
        match step {
            Step::CreateBegan { .. } | Step::DeleteBegan | Step::UpdateBegan { .. } => {
                if let Step::UpdateBegan { want } = step {
                    record.want = want.clone();
                }
                (record.began, record.ended, record.failure, record.late) = (at, None, None, false);
                record.evidence.clear();
                (record.waiting, record.progress) = (None, None);
            }
            Step::Created { state } | Step::Updated { state } | Step::Adopted { state, .. } => {
                record.made = record.made.or(Some(at));
                record.state = Some(state.clone());
                (record.progress, record.failure) = (None, None);
            }
            Step::Settled { state } => {
                record.state = Some(state.clone());
                (record.ended, record.waiting, record.failure, record.late) = (Some(at), None, None, false);
                record.evidence.clear();
            }
            Step::Gone | Step::Lost => {
                (record.ended, record.waiting, record.failure, record.late) = (Some(at), None, None, false);
            }
            Step::Kept { why } => {
                (record.ended, record.waiting, record.failure, record.late) = (Some(at), None, None, false);
                record.kept = Some(why.clone());
            }
            Step::Failed { failure, evidence } => {
                record.failure = Some(failure.clone());
                record.evidence.clone_from(evidence);
                record.waiting = None;
            }
            Step::Retrying { .. } => record.failure = None,
            Step::Waiting(waiting) => {
                (record.waiting, record.failure) = (Some(waiting.clone()), None);
                record.late &= !waiting.untimed;
            }
            Step::Late => record.late = true,
            Step::Progress(progress) => record.progress = Some(*progress),
        }
        Ok(())
    }

    /// Which resource of each node that `want` refers to is the one to refer to: the newest that exists.
    fn generations(&self, want: &Node) -> BTreeMap<NodeName, u32> {
        let newest = |name: &NodeName| {
            let all = self.records.range((name.clone(), 0)..=(name.clone(), u32::MAX));
            all.rev().map(|(_, record)| record).find(|record| record.status.exists())
        };
        let follows = |edge: Edge| newest(&edge.to).map(|record| (edge.to, record.generation));
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

    /// The newest resource of a node, gone or not.
    pub fn newest(&self, node: &NodeName) -> Option<&Record> {
        self.records.range((node.clone(), 0)..=(node.clone(), u32::MAX)).next_back().map(|(_, record)| record)
    }

    /// What may exist of a node that was replaced: resources older than the newest.
    pub fn superseded(&self) -> impl Iterator<Item = (&NodeName, &Record)> {
        self.records().filter(|(name, record)| {
            record.status.may_exist()
                && self.newest(name).is_some_and(|newest| newest.generation > record.generation)
        })
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

    /// Whether anything is there, or may be.
    pub fn is_empty(&self) -> bool {
        self.records().all(|(_, record)| !record.status.may_exist())
    }

    /// Whether a teardown went through: nothing is there but what it was to keep.
    pub fn is_over(&self) -> bool {
        let Some(plan) = self.last_plan.as_ref().filter(|plan| plan.purpose == Purpose::Teardown) else {
            return false;
        };
        let keeps = |name: &NodeName, record: &Record| {
            plan.steps.iter().any(|step| {
                step.action == Action::Keep && step.node() == name && step.generation == record.generation
            })
        };
        self.last_outcome == Some(Outcome::Done)
            && self.records().all(|(name, record)| !record.status.may_exist() || keeps(name, record))
    }

    /// Whether a run was begun that never ended: it died, and is to be taken up.
    pub fn is_interrupted(&self) -> bool {
        self.last_plan.is_some() && self.last_outcome.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Status; 10] = [
        Status::Absent,
        Status::Creating,
        Status::Created,
        Status::Ready,
        Status::Updating,
        Status::CreateFailed,
        Status::SettleFailed,
        Status::UpdateFailed,
        Status::Deleting,
        Status::DeleteFailed,
    ];

    fn want() -> Node {
        Node { name: NodeName::new("a").expect("a name"), kind: "toy".into(), spec: Value::Null }
    }

    #[test]
    fn whatever_may_exist_can_be_deleted() {
        for status in ALL {
            assert_eq!(next(status, &Step::DeleteBegan).is_ok(), status.may_exist(), "{status:?}");
        }
    }

    #[test]
    fn nothing_is_gone_that_was_not_being_deleted() {
        for status in ALL {
            assert_eq!(next(status, &Step::Gone).is_ok(), status == Status::Deleting, "{status:?}");
        }
    }

    #[test]
    fn what_exists_is_never_made_a_second_time() {
        for status in ALL.into_iter().filter(|status| status.exists()) {
            assert!(next(status, &Step::CreateBegan { want: want() }).is_err(), "{status:?}");
        }
    }

    #[test]
    fn what_did_not_settle_may_be_looked_at_again_and_fail_again() {
        let waiting = Step::Waiting(Waiting::on("provisioning"));
        assert_eq!(next(Status::SettleFailed, &waiting), Ok(Status::Created));
        let failure = Failure::new(Class::Rejected, "settle", "no");
        let failed = Step::Failed { failure, evidence: Vec::new() };
        assert_eq!(next(Status::SettleFailed, &failed), Ok(Status::SettleFailed));
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

    #[test]
    fn an_illegal_step_is_named() {
        let illegal = next(Status::Ready, &Step::Gone).expect_err("nothing was deleted");
        assert_eq!(illegal.to_string(), "gone can't follow Ready");
    }

    #[test]
    fn an_entry_comes_back_from_disk_as_it_was() {
        let entry = Entry::Node {
            node: NodeName::new("a").expect("a name"),
            generation: 2,
            step: Step::Waiting(Waiting::on("provisioning").detail("alb")),
        };
        let text = serde_json::to_string(&entry).expect("it serializes");
        assert_eq!(serde_json::from_str::<Entry>(&text).expect("it parses"), entry);
    }
}
