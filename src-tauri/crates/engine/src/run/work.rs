//! Where one step of the plan stands within a run. What outlives the run is in the book.

use std::time::Duration;

use jiff::Timestamp;

use crate::failure::Class;
use crate::job::Job;
use crate::kind::Waiting;
use crate::plan::{Action, PlanStep, Reason};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stage {
    /// It has not begun.
    Blocked,
    /// This is to be done once it is due.
    Later(Job),
    /// A task is at it.
    Running,
    Done,
    Failed,
}

pub(super) struct Work {
    pub(super) step: PlanStep,
    pub(super) stage: Stage,
    /// Whether its effect has ended, so that an id can be referred to.
    pub(super) made: bool,
    /// The tries of the job at hand that failed, each by its class.
    pub(super) tries: Vec<Class>,
    /// When its effect began, or when it began to settle.
    pub(super) since: Timestamp,
    /// Since when what is awaited counts towards being late: later than `since` after a wait that is untimed.
    pub(super) timed: Timestamp,
    /// Since when something that no look shows may be there.
    pub(super) doubt: Timestamp,
    pub(super) late: bool,
    pub(super) told: Option<Waiting>,
    pub(super) reported: Option<Timestamp>,
}

impl Work {
    pub(super) fn new(step: PlanStep, now: Timestamp) -> Self {
        let kept = step.action == Action::Keep;
        let settled = kept && step.reason != Reason::Unsettled;
        let stage = match (settled, kept) {
            (true, _) => Stage::Done,
            (false, true) => Stage::Later(Job::Look),
            (false, false) => Stage::Blocked,
        };
        Self {
            step,
            stage,
            made: kept,
            tries: Vec::new(),
            since: now,
            timed: now,
            doubt: now,
            late: false,
            told: None,
            reported: None,
        }
    }

    /// It is done for now, and is to be done once more.
    pub(super) fn again(&mut self) {
        (self.stage, self.told, self.late) = (Stage::Blocked, None, false);
        self.tries.clear();
    }

    /// Takes what its task stood in a queue of ours, which is over `now`, out of what is counted of it.
    pub(super) fn held(&mut self, time: Duration, now: Timestamp) {
        self.since = (self.since + time).min(now);
    }

    /// How often the job at hand has been tried in vain.
    pub(super) fn attempt(&self) -> u32 {
        u32::try_from(self.tries.len()).unwrap_or(u32::MAX)
    }

    /// How often it would have been, for that reason alone: a lost answer isn't the sixth of its class because a role
    /// wasn't known five times before.
    pub(super) fn attempt_of(&self, class: Class) -> u32 {
        let same = self.tries.iter().filter(|tried| **tried == class).count();
        u32::try_from(same).unwrap_or(u32::MAX)
    }

    pub(super) fn begins_with(&self) -> Job {
        match self.step.action {
            Action::Update => Job::Change,
            // It was taken over in an earlier turn.
            Action::Adopt if self.made => Job::Change,
            Action::Adopt => Job::Adopt,
            Action::Delete => Job::Remove,
            Action::Create | Action::Replace | Action::Keep => Job::Make,
        }
    }

    /// Whether what a launch replaces stays for its sake: until everything that takes its place works.
    pub(super) fn holds_superseded(&self) -> bool {
        self.step.action != Action::Delete && self.stage != Stage::Done
    }
}
