//! The life of one resource: where it stands, what is known of it, and the one table of what may follow what.
//!
//! [`next`] has a row for each step: after which statuses it may come, where the resource stands then, and what is
//! written into its record. Recovery is a replay through it, so a run and what takes it up can't disagree.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::entry::Step;
use crate::failure::{Class, Evidence, Failure};
use crate::graph::Node;
use crate::kind::{Progress, Waiting};
use crate::reference::{Edge, NodeName};

/// How long what was made may stay unknown here and there. What says until then that it isn't there proves nothing.
pub(crate) const FRESH: Duration = Duration::from_secs(120);

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

/// What the ledger knows of one resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The node as it was last wanted.
    pub want: Node,
    /// Which resource of each node that it refers to it was last made or changed with.
    pub follows: BTreeMap<NodeName, u32>,
    /// Which resource of the node.
    pub generation: u32,
    /// Where it stands.
    pub status: Status,
    /// The kind's `State` as JSON, from the last entry that had one.
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
    /// Whether it was found by its mark and nothing tells what it was made from: its `want` has, as its spec, no more
    /// than [`Kind::shows`](crate::Kind::shows).
    pub found: bool,
    /// Which resource of each node that it refers to it last worked with; `None` where it never did. What was found by
    /// its mark worked with nobody knows which.
    pub(crate) worked_with: Option<BTreeMap<NodeName, u32>>,
    /// Since when the run at hand is making it, undisturbed.
    pub(crate) making: Option<Timestamp>,
}

impl Record {
    /// Of a resource of which nothing is there yet.
    pub(crate) fn blank(want: Node, generation: u32, began: Timestamp) -> Self {
        Self {
            want,
            follows: BTreeMap::new(),
            generation,
            status: Status::Absent,
            state: None,
            waiting: None,
            failure: None,
            evidence: Vec::new(),
            progress: None,
            kept: None,
            late: false,
            made: None,
            began,
            ended: None,
            found: false,
            worked_with: None,
            making: None,
        }
    }

    /// The edges it had when it was last made or changed: what destroy goes by.
    pub fn edges(&self) -> Vec<Edge> {
        self.want.edges()
    }

    /// Whether it was made, or came to work, so lately that what says it isn't there may merely not know it yet.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        let settled = self.ended.filter(|_| self.status == Status::Ready);
        self.made.into_iter().chain(settled).any(|since| now < since + FRESH)
    }

    /// Whether it failed so that another has to be made.
    pub(crate) fn is_spent(&self) -> bool {
        self.failure.as_ref().is_some_and(|failure| failure.class == Class::Spent)
    }

    /// An effect begins: what the one before it came to is over.
    fn begin(&mut self, moment: &Moment) {
        (self.began, self.ended, self.making) = (moment.at, None, None);
        (self.waiting, self.progress, self.failure, self.late) = (None, None, None, false);
        self.evidence.clear();
    }

    /// An effect begins that brings it to what is wanted.
    fn begin_as(&mut self, want: &Node, moment: Moment) {
        self.begin(&moment);
        (self.want, self.follows, self.found) = (want.clone(), moment.follows, false);
    }

    /// It is there, and has to settle.
    fn exist(&mut self, state: &Value, moment: &Moment) {
        self.made = self.made.or(Some(moment.at));
        self.state = Some(state.clone());
        (self.progress, self.failure) = (None, None);
    }

    /// Nothing more is to be done with it: it works, or it is gone.
    fn end(&mut self, moment: &Moment) {
        (self.ended, self.waiting, self.failure, self.late) = (Some(moment.at), None, None, false);
    }
}

/// When a step happens, and beside what.
pub(crate) struct Moment {
    /// When.
    pub(crate) at: Timestamp,
    /// Of each node that the wanted one refers to, which resource is the one to refer to.
    pub(crate) follows: BTreeMap<NodeName, u32>,
}

/// How a step is written into the record of its resource.
type Writes<'step> = Box<dyn FnOnce(&mut Record, Moment) + 'step>;

/// What a step that may follow comes to.
#[must_use]
pub struct Transition<'step> {
    /// Where the resource stands after it.
    pub to: Status,
    writes: Writes<'step>,
}

impl Transition<'_> {
    /// Writes it into the resource's record.
    pub(crate) fn apply(self, record: &mut Record, moment: Moment) {
        (self.writes)(record, moment);
        record.status = self.to;
    }
}

impl fmt::Debug for Transition<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "to {:?}", self.to)
    }
}

/// A step that can't follow a status: a fault in this program, or a ledger that was tampered with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{step} can't follow {status:?}")]
pub struct Illegal {
    status: Status,
    step: String,
}

impl Illegal {
    pub(crate) fn new(status: Status, step: &Step) -> Self {
        let step = serde_json::to_value(step).ok();
        let name = step.and_then(|step| step.get("step").and_then(Value::as_str).map(str::to_owned));
        Self { status, step: name.unwrap_or_default() }
    }
}

/// What `step` makes of a resource that stands at `status`, or that it can't follow there.
pub fn next(status: Status, step: &Step) -> Result<Transition<'_>, Illegal> {
    use Status::{
        Absent, CreateFailed, Created, Creating, DeleteFailed, Deleting, Ready, SettleFailed, UpdateFailed,
        Updating,
    };
    /// Where it may be made: a begin may follow itself, which is what a run does that takes up where another one died.
    const UNMADE: &[Status] = &[Absent, Creating, CreateFailed];
    const EXISTING: &[Status] = &[Created, Ready, Updating, SettleFailed, UpdateFailed];
    /// Where a task may be at it. One that didn't settle is looked at again, and so it may yet.
    const UNDER_WAY: &[Status] = &[Creating, Created, Ready, Updating, SettleFailed, Deleting];
    const REMOVABLE: &[Status] = &[
        Creating,
        Created,
        Ready,
        Updating,
        CreateFailed,
        SettleFailed,
        UpdateFailed,
        Deleting,
        DeleteFailed,
    ];
    let failed = match status {
        Creating => CreateFailed,
        Updating => UpdateFailed,
        Deleting => DeleteFailed,
        _ => SettleFailed,
    };
    let still = if status == SettleFailed { Created } else { status };
    let (after, to, writes): (&[Status], Status, Writes<'_>) = match step {
        Step::CreateBegan { want } => (
            UNMADE,
            Creating,
            Box::new(move |record, moment| {
                let at = moment.at;
                record.begin_as(want, moment);
                record.making = Some(at);
            }),
        ),
        Step::Created { state } => {
            (&[Creating], Created, Box::new(move |record, moment| record.exist(state, &moment)))
        }
        Step::Adopted { want, state } => (
            UNMADE,
            Created,
            Box::new(move |record, moment| {
                record.exist(state, &moment);
                // A run that looked it up had told what is wanted; a scan tells of what no run is known to have begun.
                record.found = status == Absent;
                if record.found {
                    record.worked_with = Some(BTreeMap::new());
                }
                (record.want, record.making) = (want.clone(), None);
            }),
        ),
        Step::Settled { state } => (
            &[Created, Ready, SettleFailed],
            Ready,
            Box::new(move |record, moment| {
                record.end(&moment);
                record.state = Some(state.clone());
                record.worked_with = Some(record.follows.clone());
                record.evidence.clear();
            }),
        ),
        Step::UpdateBegan { want, nudge: false, .. } => {
            (EXISTING, Updating, Box::new(move |record, moment| record.begin_as(want, moment)))
        }
        // A part of settling, which began when it did and waits for what it waited for.
        Step::UpdateBegan { nudge: true, .. } => {
            (&[Created, SettleFailed], Updating, Box::new(|record, _| record.failure = None))
        }
        Step::Updated { state } => {
            (&[Updating], Created, Box::new(move |record, moment| record.exist(state, &moment)))
        }
        Step::DeleteBegan => (REMOVABLE, Deleting, Box::new(move |record, moment| record.begin(&moment))),
        Step::Gone => (&[Deleting], Absent, Box::new(move |record, moment| record.end(&moment))),
        Step::Kept { why } => (
            &[Deleting],
            Absent,
            Box::new(move |record, moment| {
                record.end(&moment);
                record.kept = Some(why.clone());
            }),
        ),
        Step::Lost => (EXISTING, Absent, Box::new(move |record, moment| record.end(&moment))),
        Step::Failed { failure, evidence } => (
            UNDER_WAY,
            failed,
            Box::new(move |record, _| {
                record.failure = Some(failure.clone());
                record.evidence.clone_from(evidence);
                (record.waiting, record.making) = (None, None);
            }),
        ),
        Step::Retrying { .. } => (UNDER_WAY, still, Box::new(move |record, _| record.failure = None)),
        Step::Waiting(waiting) => (
            UNDER_WAY,
            still,
            Box::new(move |record, _| {
                (record.waiting, record.failure) = (Some(waiting.clone()), None);
                record.late &= !waiting.untimed;
            }),
        ),
        Step::Late => (UNDER_WAY, still, Box::new(move |record, _| record.late = true)),
        Step::Progress(progress) => {
            (UNDER_WAY, still, Box::new(move |record, _| record.progress = Some(*progress)))
        }
    };
    if after.contains(&status) { Ok(Transition { to, writes }) } else { Err(Illegal::new(status, step)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toy::Word;

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

    fn to(status: Status, step: &Step) -> Result<Status, Illegal> {
        next(status, step).map(|transition| transition.to)
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
    fn what_surely_exists_can_be_changed_and_can_vanish() {
        for status in ALL {
            assert_eq!(
                next(status, &Step::change(want(), BTreeMap::new())).is_ok(),
                status.exists(),
                "{status:?}"
            );
            assert_eq!(next(status, &Step::Lost).is_ok(), status.exists(), "{status:?}");
        }
    }

    #[test]
    fn what_did_not_settle_may_be_looked_at_again_and_fail_again() {
        let waiting = Step::Waiting(Waiting::on(Word("provisioning")));
        assert_eq!(to(Status::SettleFailed, &waiting), Ok(Status::Created));
        let failure = Failure::new(Class::Rejected, "settle", "no");
        let failed = Step::Failed { failure, evidence: Vec::new() };
        assert_eq!(to(Status::SettleFailed, &failed), Ok(Status::SettleFailed));
    }

    #[test]
    fn only_what_tells_what_is_wanted_opens_a_record() {
        let failure = Failure::new(Class::Rejected, "settle", "no");
        let state = Value::Null;
        let steps = [
            Step::CreateBegan { want: want() },
            Step::Created { state: state.clone() },
            Step::Adopted { want: want(), state: state.clone() },
            Step::Settled { state: state.clone() },
            Step::change(want(), BTreeMap::new()),
            Step::nudge(want()),
            Step::Updated { state },
            Step::DeleteBegan,
            Step::Gone,
            Step::Kept { why: "not_ours".into() },
            Step::Lost,
            Step::Failed { failure: failure.clone(), evidence: Vec::new() },
            Step::Retrying { failure, after_ms: 1, attempt: 1 },
            Step::Waiting(Waiting::on(Word("provisioning"))),
            Step::Late,
            Step::Progress(Progress::default()),
        ];
        for step in steps.iter().filter(|step| next(Status::Absent, step).is_ok()) {
            assert!(step.want().is_some(), "{step:?}");
        }
    }

    #[test]
    fn only_what_exists_and_has_not_settled_is_nudged() {
        for status in ALL {
            let settles = matches!(status, Status::Created | Status::SettleFailed);
            let nudge = Step::nudge(want());
            assert_eq!(next(status, &nudge).is_ok(), settles, "{status:?}");
        }
    }

    #[test]
    fn what_was_made_two_minutes_ago_is_known_wherever_it_is() {
        let at = |second| Timestamp::from_second(second).expect("a time");
        let mut record = Record::blank(want(), 1, at(0));
        assert!(!record.is_fresh(at(0)), "nothing was made");
        record.made = Some(at(10));
        assert!(record.is_fresh(at(129)) && !record.is_fresh(at(130)));
    }

    #[test]
    fn an_illegal_step_is_named() {
        let illegal = next(Status::Ready, &Step::Gone).expect_err("nothing was deleted");
        assert_eq!(illegal.to_string(), "gone can't follow Ready");
    }
}
