//! The run: one loop that owns everything about it, fed by one kind of input.
//!
//! Effects run side by side as tasks that know nothing of each other; only the loop reads and writes the book and
//! the ledger. A wait stands only where an edge needs it. Nothing is rolled back by itself.

mod fresh;
mod schedule;
mod settling;
mod work;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use crate::book::Book;
use crate::clock::Clock;
use crate::code::{Code, InDoubt};
use crate::entry::{Entry, Outcome, Step};
use crate::failure::{Class, Failure};
use crate::fault::{Faults, Side};
use crate::held::counted;
use crate::job::{Job, JobResult, Task};
use crate::kind::{Cloud, Context, Observation, Progress, Removal, Waiting};
use crate::kinds::Kinds;
use crate::ledger::{Ledger, LedgerError};
use crate::plan::{Plan, PlanStep};
use crate::status::{Record, Status};
use schedule::{Place, Schedule};
use work::{Stage, Work};

/// How many tasks run side by side: enough that those of the widest graph that wait for their turn to ask keep no
/// other from its own.
const SIDE_BY_SIDE: usize = 64;

/// How long the loop keeps progress of one node back, so that a fast upload doesn't fill the ledger.
const PROGRESS_PAUSE: Duration = Duration::from_millis(500);

/// What the user says to a run that is under way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Control {
    /// Begin whatever may begin.
    #[default]
    Go,
    /// Finish what is under way, begin nothing further, and stop.
    Finish,
    /// Stop at once; what was under way is in doubt, and the next run looks it up.
    Abort,
}

/// A run: what it takes to carry a plan out.
pub struct Run<C: Cloud> {
    /// The kinds that may occur.
    pub kinds: Kinds<C>,
    /// What they talk to.
    pub cloud: Arc<C>,
    /// The clock that every wait and every entry goes by.
    pub clock: Clock,
    /// Where it is written down.
    pub ledger: Ledger,
    /// The deployment that it is about.
    pub deployment: String,
    /// What goes wrong on purpose.
    pub faults: Arc<Faults>,
    /// What the user says meanwhile.
    pub control: watch::Receiver<Control>,
}

/// Why a run came to no [`Outcome`]. It can be resumed all the same.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The ledger can't be written: nothing further was begun.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A fault let the process die here.
    #[error("crashed on purpose")]
    Crashed,
}

impl<C: Cloud> Run<C> {
    /// Carries `plan` out until nothing more can be done.
    pub async fn carry_out(self, plan: Plan) -> Result<Outcome, RunError> {
        self.carried_out(plan).await.map(|(outcome, _)| outcome)
    }

    /// How the run ended, and its schedule as it then was.
    async fn carried_out(self, plan: Plan) -> Result<(Outcome, Schedule), RunError> {
        let book = Arc::unwrap_or_clone(self.ledger.book(&self.deployment)?);
        let (reports, inbox) = mpsc::unbounded_channel();
        let mut looped = Loop {
            schedule: Schedule::new(&plan, self.clock.now()),
            run: self,
            book,
            tasks: JoinSet::new(),
            reports,
            random: fastrand::Rng::new(),
            written: 0,
            stop: None,
        };
        looped.write(&Entry::RunBegan { plan })?;
        let outcome = looped.turn(inbox).await?;
        looped.write(&Entry::RunEnded(outcome.clone()))?;
        tracing::debug!(visits = looped.schedule.visits(), ?outcome, "a run ended");
        Ok((outcome, looped.schedule))
    }
}

/// All that can happen to a run.
enum Input {
    /// With how long it stood in a queue of ours.
    Finished(Place, Job, Box<(JobResult, Duration)>),
    Progress(Place, Progress),
    Due,
    Control(Control),
}

struct Loop<C: Cloud> {
    run: Run<C>,
    schedule: Schedule,
    book: Book,
    tasks: JoinSet<Input>,
    reports: mpsc::UnboundedSender<Input>,
    random: fastrand::Rng,
    written: u64,
    /// Why nothing further is begun.
    stop: Option<Outcome>,
}

impl<C: Cloud> Loop<C> {
    async fn turn(&mut self, mut inbox: mpsc::UnboundedReceiver<Input>) -> Result<Outcome, RunError> {
        let mut control = self.run.control.clone();
        let mut listening = true;
        self.obey(*control.borrow_and_update());
        loop {
            self.dispatch()?;
            let due = self.next_due();
            if self.tasks.is_empty() && due.is_none() {
                return Ok(self.outcome());
            }
            let clock = self.run.clock.clone();
            let input = tokio::select! {
                biased;
                changed = control.changed(), if listening => {
                    listening = changed.is_ok();
                    Input::Control(*control.borrow_and_update())
                }
                Some(input) = inbox.recv() => input,
                Some(finished) = self.tasks.join_next() => finished.expect("a task neither panics nor is aborted"),
                () = clock.sleep_until(due.unwrap_or(Timestamp::MAX)), if due.is_some() => Input::Due,
            };
            match input {
                Input::Finished(place, job, done) => self.finished(place, job, *done)?,
                Input::Progress(place, progress) => self.progressed(place, progress)?,
                Input::Due => {}
                Input::Control(control) => self.obey(control),
            }
        }
    }

    fn obey(&mut self, control: Control) {
        match control {
            Control::Go => {}
            Control::Finish => {
                self.stop.get_or_insert(Outcome::Cancelled);
            }
            Control::Abort => {
                self.stop.get_or_insert(Outcome::Cancelled);
                self.tasks = JoinSet::new();
            }
        }
    }

    /// When the next thing is due; never where nothing further is begun.
    fn next_due(&self) -> Option<Timestamp> {
        let waits = self.stop.is_none() && self.tasks.len() < SIDE_BY_SIDE;
        waits.then(|| self.schedule.next_due()).flatten()
    }

    fn outcome(&self) -> Outcome {
        if let Some(stop) = &self.stop {
            return stop.clone();
        }
        let named = |of: &dyn Fn(&Work) -> bool| -> Vec<_> {
            let works = self.schedule.works().filter(|(_, work)| of(work));
            works.map(|(_, work)| work.step.node().clone()).collect()
        };
        let mut failed = named(&|work| work.stage == Stage::Failed);
        if failed.is_empty() {
            // Nothing failed, and still something never had its turn: it is named rather than called done.
            failed = named(&|work| work.stage != Stage::Done);
        }
        let gated = |place| {
            let failure = self.record(place).and_then(|record| record.failure.as_ref());
            failure.is_some_and(|failure| failure.class == Class::Gate)
        };
        if failed.is_empty() {
            Outcome::Done
        } else if self.schedule.works().any(|(place, _)| gated(place)) {
            Outcome::Gated
        } else {
            Outcome::Stopped { failed }
        }
    }

    fn dispatch(&mut self) -> Result<(), RunError> {
        let now = self.run.clock.now();
        while self.stop.is_none()
            && self.tasks.len() < SIDE_BY_SIDE
            && let Some(place) = self.schedule.take_turn(now)
        {
            match self.schedule.work(place).stage.clone() {
                Stage::Blocked => self.begin(place)?,
                Stage::Later(Job::Nudge) => self.nudge(place)?,
                Stage::Later(job) => self.spawn(place, job),
                Stage::Running | Stage::Done | Stage::Failed => {}
            }
        }
        Ok(())
    }

    /// Writes down that an effect begins, and begins it.
    fn begin(&mut self, place: Place) -> Result<(), RunError> {
        let now = self.run.clock.now();
        let (work, record) = (self.schedule.work(place), self.record(place));
        // Whether something of it may be there already is known before the begin is written over it.
        let may_exist = record.is_some_and(|record| record.status.may_exist());
        let job = match work.begins_with() {
            Job::Make if may_exist => Job::FindOrMake,
            job => job,
        };
        let want = work.step.want.clone();
        let step = match job {
            Job::Change | Job::Adopt => Step::change(want, self.schedule.passing(place)),
            Job::Remove => Step::DeleteBegan,
            _ => Step::CreateBegan { want },
        };
        let doubt_since = record.filter(|record| record.state.is_none()).map(|record| record.began);
        self.write_step(place, step)?;
        let work = self.schedule.work_mut(place);
        // Deleting what is in doubt counts the doubt from when its making was begun.
        (work.since, work.doubt) = (now, doubt_since.unwrap_or(now));
        self.spawn(place, job);
        Ok(())
    }

    /// Writes down that a nudge begins, unless it is tried again and was begun before, and begins it.
    fn nudge(&mut self, place: Place) -> Result<(), RunError> {
        if self.record(place).is_none_or(|record| record.status != Status::Updating) {
            let want = self.schedule.work(place).step.want.clone();
            self.write_step(place, Step::nudge(want))?;
        }
        self.spawn(place, Job::Nudge);
        Ok(())
    }

    fn spawn(&mut self, place: Place, job: Job) {
        self.schedule.work_mut(place).stage = Stage::Running;
        let record = self.record(place);
        let state = record.and_then(|record| record.state.clone());
        let work = self.schedule.work(place);
        let want = work.step.want.clone();
        let passing = self.schedule.passing(place);
        let outputs = match record.filter(|_| job == Job::Remove || !passing.is_empty()) {
            Some(record) => self.book.outputs_of(record),
            None => self.book.outputs_for(&want),
        };
        let reports = self.reports.clone();
        let context = Context {
            cloud: Arc::clone(&self.run.cloud),
            clock: self.run.clock.clone(),
            deployment: self.run.deployment.clone(),
            node: want.name.clone(),
            generation: work.step.generation,
            attempt: work.attempt(),
            told: work.told.clone(),
            since: Some(work.since),
            outputs: Arc::new(outputs),
            passing: Arc::new(passing),
            report: Arc::new(move |progress| {
                // The loop may be over: then nobody wants to know.
                let _ = reports.send(Input::Progress(place, progress));
            }),
        };
        let task = Task {
            kind: self.run.kinds.get(&want.kind),
            want,
            state,
            doubt: work.doubt,
            faults: Arc::clone(&self.run.faults),
        };
        self.tasks.spawn(async move {
            let done = counted(task.perform(&context, &job)).await;
            Input::Finished(place, job, Box::new(done))
        });
    }

    fn finished(&mut self, place: Place, job: Job, done: (JobResult, Duration)) -> Result<(), RunError> {
        let (result, held) = done;
        self.schedule.work_mut(place).held(held, self.run.clock.now());
        match result {
            JobResult::Made(Ok(state)) => {
                let step = match job {
                    Job::Change | Job::Adopt => Step::Updated { state },
                    _ => Step::Created { state },
                };
                self.write_step(place, step)?;
                self.made(place);
            }
            JobResult::Adopted(state) => {
                let want = self.schedule.work(place).step.want.clone();
                self.write_step(place, Step::Adopted { want, state })?;
                self.made(place);
            }
            JobResult::Looked(Ok(Observation::Ready(state))) => {
                self.write_step(place, Step::Settled { state })?;
                self.schedule.done(place);
            }
            JobResult::Looked(Ok(Observation::Waiting(waiting))) => self.wait(place, Job::Look, waiting)?,
            JobResult::Looked(Ok(Observation::Stalled(waiting))) => self.wait(place, Job::Nudge, waiting)?,
            JobResult::Looked(Ok(Observation::Lost)) if self.is_fresh(place) => {
                self.wait(place, Job::Look, Waiting::on(InDoubt))?;
            }
            JobResult::Looked(Ok(Observation::Lost)) => {
                self.write_step(place, Step::Lost)?;
                self.schedule.failed(place);
            }
            JobResult::Nudged(Ok(state)) => {
                self.write_step(place, Step::Updated { state })?;
                self.nudged(place);
            }
            JobResult::Removed(Ok(Removal::Missing)) if self.is_unseen(place) => {
                self.wait(place, Job::Remove, Waiting::on(InDoubt))?;
            }
            JobResult::Removed(Ok(Removal::Gone | Removal::Missing)) => {
                self.write_step(place, Step::Gone)?;
                self.schedule.done(place);
            }
            JobResult::Removed(Ok(Removal::Kept(why))) => {
                self.write_step(place, Step::Kept { why: why.code().to_owned() })?;
                self.schedule.done(place);
            }
            JobResult::Removed(Ok(Removal::Waiting(waiting))) => self.wait(place, Job::Remove, waiting)?,
            JobResult::Made(Err(failure))
            | JobResult::Looked(Err(failure))
            | JobResult::Nudged(Err(failure))
            | JobResult::Removed(Err(failure)) => {
                let failure = self.judged(place, failure);
                self.failed(place, job, failure)?;
            }
            JobResult::Explained(failure, evidence) => {
                self.write_step(place, Step::Failed { failure, evidence })?;
                self.schedule.failed(place);
            }
        }
        Ok(())
    }

    fn failed(&mut self, place: Place, job: Job, failure: Failure) -> Result<(), RunError> {
        if failure.class == Class::Expired {
            // The effect stays in doubt: the next run looks it up with fresh credentials.
            self.stop = Some(Outcome::Expired);
            self.schedule.failed(place);
            return Ok(());
        }
        let now = self.run.clock.now();
        let jitter = self.random.f64();
        let work = self.schedule.work_mut(place);
        let elapsed = Duration::try_from(now.duration_since(work.since)).unwrap_or_default();
        let again = failure
            .class
            .retry_after(work.attempt_of(failure.class) + 1, jitter)
            .filter(|_| elapsed < work.step.times.red);
        let Some(after) = again else { return self.explain(place, failure) };
        work.tries.push(failure.class);
        let attempt = work.attempt();
        self.schedule.later(place, job, now + after);
        let after_ms = u64::try_from(after.as_millis()).unwrap_or(u64::MAX);
        self.write_step(place, Step::Retrying { failure, after_ms, attempt })
    }

    /// Takes the evidence before the failure is written down.
    fn explain(&mut self, place: Place, failure: Failure) -> Result<(), RunError> {
        if self.record(place).is_some_and(|record| record.state.is_some()) {
            self.spawn(place, Job::Explain(failure));
            return Ok(());
        }
        self.write_step(place, Step::Failed { failure, evidence: Vec::new() })?;
        self.schedule.failed(place);
        Ok(())
    }

    fn progressed(&mut self, place: Place, progress: Progress) -> Result<(), RunError> {
        let now = self.run.clock.now();
        let work = self.schedule.work_mut(place);
        let soon = work.reported.is_some_and(|at| now < at + PROGRESS_PAUSE) && progress.done < progress.of;
        if work.stage != Stage::Running || soon {
            return Ok(());
        }
        work.reported = Some(now);
        self.write_step(place, Step::Progress(progress))
    }

    /// What the ledger knows of the resource that a step is about.
    fn record(&self, place: Place) -> Option<&Record> {
        let step = &self.schedule.work(place).step;
        self.book.record(step.node(), step.generation)
    }

    fn write_step(&mut self, place: Place, step: Step) -> Result<(), RunError> {
        let PlanStep { want, generation, .. } = &self.schedule.work(place).step;
        let entry = Entry::Node { node: want.name.clone(), generation: *generation, step };
        self.write(&entry)
    }

    /// Writes an entry down, and takes it into the book once it is on disk.
    fn write(&mut self, entry: &Entry) -> Result<(), RunError> {
        let number = self.written;
        self.written += 1;
        if self.run.faults.crashes_at(number, Side::Before) {
            return Err(RunError::Crashed);
        }
        let at = self.run.clock.now();
        // What is on disk has to replay, or nothing could be taken away any more.
        self.book.check(entry).map_err(LedgerError::from)?;
        self.run.ledger.append(&self.run.deployment, at, entry.clone())?;
        self.book.apply(at, entry).map_err(LedgerError::from)?;
        if self.run.faults.crashes_at(number, Side::After) {
            return Err(RunError::Crashed);
        }
        Ok(())
    }
}

#[cfg(test)]
mod matrix;
#[cfg(test)]
mod scale;
#[cfg(test)]
mod tests;
