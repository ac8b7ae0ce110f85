//! Whose turn it is: how many needs of each step are unmet, and a queue of what is due later.
//!
//! The needs are counted once, when the run begins, and each that is met takes one off. So a run looks at every step
//! and every need a fixed number of times and costs O((steps + needs) log steps), however wide or deep its plan is.
//! What is made anew one after the other adds a gate to each step but those of the first turn, and each turn opens its own.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use jiff::Timestamp;

use self::roll::Roll;
use super::work::{Stage, Work};
use crate::job::Job;
use crate::plan::{Action, Plan, PlanStep, Purpose, Reason};
use crate::reference::{Needs, NodeName};

mod roll;

/// A step of the plan, by its place in it: what orders those whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(usize);

/// A step with what it waits for, and what waits for it.
struct Slot {
    work: Work,
    /// How many of its needs are unmet.
    unmet: usize,
    /// The steps that need no more than that this one's effect has ended.
    need_it_made: Vec<Place>,
    /// The steps that need this one done.
    need_it_done: Vec<Place>,
    /// Which of the rolls it has a part in.
    roll: Option<usize>,
}

/// The soonest first; of those due at one moment, the first of the plan.
type Queue = BinaryHeap<Reverse<(Timestamp, Place)>>;

pub(super) struct Schedule {
    slots: Vec<Slot>,
    /// The steps whose turn it is.
    ready: BTreeSet<Place>,
    later: Queue,
    /// What waits for a person or another part, and not for AWS.
    untimed: Queue,
    /// How many steps that are no deletions aren't done yet.
    unsettled: usize,
    /// The deletions that wait for all of those.
    superseded: Vec<Place>,
    rolls: Vec<Roll>,
    any_failed: bool,
    visits: Cell<u64>,
}

impl Schedule {
    /// Of a run that carries `plan` out and begins `now`.
    pub(super) fn new(plan: &Plan, now: Timestamp) -> Self {
        let slot = |step| Slot {
            work: Work::new(step, now),
            unmet: 0,
            need_it_made: Vec::new(),
            need_it_done: Vec::new(),
            roll: None,
        };
        let mut schedule = Self {
            slots: plan.steps.iter().cloned().map(slot).collect(),
            ready: BTreeSet::new(),
            later: Queue::new(),
            untimed: Queue::new(),
            unsettled: 0,
            superseded: Vec::new(),
            rolls: Roll::all(plan),
            any_failed: false,
            visits: Cell::default(),
        };
        schedule.unsettled = schedule.works().filter(|(_, work)| work.holds_superseded()).count();
        schedule.count_turns();
        schedule.count_needs(plan);
        for place in schedule.places() {
            match schedule.work(place).stage {
                Stage::Blocked if schedule.slots[place.0].unmet == 0 => {
                    schedule.ready.insert(place);
                }
                Stage::Later(_) => schedule.later.push(Reverse((now, place))),
                _ => {}
            }
        }
        schedule
    }

    /// Counts, for what is made anew one after the other, what has to wait for its turn, and what in its turn for the node
    /// that it serves through.
    fn count_turns(&mut self) {
        for (at, roll) in self.rolls.iter().enumerate() {
            self.slots[roll.through.0].roll = Some(at);
            for place in roll.turn().steps() {
                self.slots[place.0].roll = Some(at);
            }
            for (turn, changes_first) in roll.later() {
                for place in turn.steps() {
                    (self.slots[place.0].roll, self.slots[place.0].unmet) = (Some(at), 1);
                }
                self.slots[roll.through.0].unmet += usize::from(changes_first);
            }
            for place in roll.await_change() {
                self.slots[place.0].unmet += 1;
            }
        }
    }

    fn count_needs(&mut self, plan: &Plan) {
        // Of one that was replaced and stays there are two: the newest is the one that is meant.
        let mut meant: BTreeMap<&NodeName, Place> = BTreeMap::new();
        let mut unfinished: BTreeMap<&NodeName, Vec<Place>> = BTreeMap::new();
        for (place, step) in places(plan) {
            if step.reason == Reason::Unfinished {
                unfinished.entry(step.node()).or_default().push(place);
            }
            if step.action != Action::Delete {
                let known = meant.entry(step.node()).or_insert(place);
                if plan.steps[known.0].generation < step.generation {
                    *known = place;
                }
            }
        }
        let holders = plan.holders();
        for ((place, step), holders) in places(plan).zip(holders) {
            if step.action == Action::Delete {
                for holder in holders {
                    self.need(place, Place(holder), Needs::Ready);
                }
                let stays = plan.purpose == Purpose::Launch && step.reason != Reason::Unfinished;
                if stays && self.unsettled > 0 && self.slots[place.0].roll.is_none() {
                    self.slots[place.0].unmet += 1;
                    self.superseded.push(place);
                }
                continue;
            }
            for first in unfinished.get(step.node()).into_iter().flatten() {
                if *first != place {
                    self.need(place, *first, Needs::Ready);
                }
            }
            for edge in step.edges() {
                match meant.get(&edge.to) {
                    Some(target) if self.puts_off(place, *target, edge.needs) => {}
                    Some(target) => self.need(place, *target, edge.needs),
                    // What isn't in the plan never comes: nothing takes this one off.
                    None => self.slots[place.0].unmet += 1,
                }
            }
        }
    }

    /// Whether a step is changed before that one, which it needs, has its turn.
    fn puts_off(&mut self, place: Place, of: Place, needs: Needs) -> bool {
        let roll = self.slots[place.0].roll.and_then(|at| self.rolls.get_mut(at));
        roll.is_some_and(|roll| roll.through == place && roll.puts_off(of, needs))
    }

    /// Counts a need of `place`, unless it is met from the beginning.
    fn need(&mut self, place: Place, of: Place, needs: Needs) {
        let needed = &mut self.slots[of.0];
        let (met, waiting) = match needs {
            Needs::Exists => (needed.work.made, &mut needed.need_it_made),
            Needs::Ready => (needed.work.stage == Stage::Done, &mut needed.need_it_done),
        };
        if !met {
            waiting.push(place);
            self.slots[place.0].unmet += 1;
        }
    }

    /// The first of the plan whose turn it is; from then on a task is at it.
    pub(super) fn take_turn(&mut self, now: Timestamp) -> Option<Place> {
        for queue in [&mut self.later, &mut self.untimed] {
            while let Some(&Reverse((due, place))) = queue.peek()
                && due <= now
            {
                queue.pop();
                self.ready.insert(place);
            }
        }
        self.ready.pop_first()
    }

    /// When the next thing is due. Once something has failed, what waits for a person or another part, and not for
    /// AWS, holds the run up no longer: the failure is what somebody has to know, and whoever takes the run up waits
    /// on.
    pub(super) fn next_due(&self) -> Option<Timestamp> {
        let untimed = self.untimed.peek().filter(|_| !self.any_failed);
        self.later.peek().into_iter().chain(untimed).map(|Reverse((due, _))| *due).min()
    }

    /// Its effect has ended: an id can be referred to.
    pub(super) fn made(&mut self, place: Place) {
        self.work_mut(place).made = true;
        let met = std::mem::take(&mut self.slots[place.0].need_it_made);
        self.meet(met);
    }

    /// Of each node that `place` refers to and whose turn to be made anew comes later, the resource that serves until then.
    pub(super) fn passing(&self, place: Place) -> BTreeMap<NodeName, u32> {
        let roll = self.slots[place.0].roll.map(|at| &self.rolls[at]);
        roll.filter(|roll| roll.through == place).map(Roll::passing).unwrap_or_default()
    }

    /// Nothing more is to be done with it in this run, or in the turn that is on.
    pub(super) fn done(&mut self, place: Place) {
        let roll = self.slots[place.0].roll;
        let is_through = roll.is_some_and(|at| self.rolls[at].through == place);
        if is_through && roll.is_some_and(|at| self.rolls[at].goes_on()) {
            self.work_mut(place).again();
        } else {
            self.over(place);
        }
        let Some(at) = roll else { return };
        if is_through {
            self.meet(self.rolls[at].turn().lets_go.clone());
        }
        if self.rolls[at].step_done() {
            self.begin_turn(at);
        }
    }

    /// What has its turn now may begin, and the node that it serves through is to be changed once more.
    fn begin_turn(&mut self, at: usize) {
        let roll = &self.rolls[at];
        let (through, needs, mut begin) =
            (roll.through, roll.needs(), roll.turn().steps().collect::<Vec<_>>());
        if roll.changes_first() {
            begin.push(through);
        } else if roll.changes() {
            for (made, needs) in needs {
                self.need(through, made, needs);
            }
            if self.slots[through.0].unmet == 0 {
                self.ready.insert(through);
            }
        }
        self.meet(begin);
    }

    /// Nothing more is to be done with it in this run.
    fn over(&mut self, place: Place) {
        let held = self.work(place).holds_superseded();
        self.work_mut(place).stage = Stage::Done;
        let met = std::mem::take(&mut self.slots[place.0].need_it_done);
        self.meet(met);
        self.unsettled -= usize::from(held);
        if self.unsettled == 0 {
            let met = std::mem::take(&mut self.superseded);
            self.meet(met);
        }
    }

    /// It failed, and what needs it never has its turn.
    pub(super) fn failed(&mut self, place: Place) {
        self.work_mut(place).stage = Stage::Failed;
        self.any_failed = true;
    }

    /// Does `job` at it as soon as the clock shows `due`.
    pub(super) fn later(&mut self, place: Place, job: Job, due: Timestamp) {
        let work = self.work_mut(place);
        work.stage = Stage::Later(job);
        let untimed = work.told.as_ref().is_some_and(|told| told.untimed);
        let queue = if untimed { &mut self.untimed } else { &mut self.later };
        queue.push(Reverse((due, place)));
    }

    /// One need of each of these is met.
    fn meet(&mut self, of: Vec<Place>) {
        for place in of {
            self.visit();
            let slot = &mut self.slots[place.0];
            slot.unmet -= 1;
            if slot.unmet == 0 && slot.work.stage == Stage::Blocked {
                self.ready.insert(place);
            }
        }
    }

    pub(super) fn work(&self, place: Place) -> &Work {
        self.visit();
        &self.slots[place.0].work
    }

    pub(super) fn work_mut(&mut self, place: Place) -> &mut Work {
        self.visit();
        &mut self.slots[place.0].work
    }

    /// Every step, in the plan's order.
    pub(super) fn works(&self) -> impl Iterator<Item = (Place, &Work)> {
        self.places().map(|place| (place, self.work(place)))
    }

    fn places(&self) -> impl Iterator<Item = Place> + use<> {
        (0..self.slots.len()).map(Place)
    }

    fn visit(&self) {
        self.visits.set(self.visits.get() + 1);
    }

    /// How often any step was looked at: what the run cost, but for its tasks and its ledger.
    pub(super) fn visits(&self) -> u64 {
        self.visits.get()
    }
}

fn places(plan: &Plan) -> impl Iterator<Item = (Place, &PlanStep)> {
    plan.steps.iter().enumerate().map(|(at, step)| (Place(at), step))
}
