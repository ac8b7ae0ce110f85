//! The run: one loop that owns everything about it, fed by one kind of input.
//!
//! Effects run side by side as tasks that know nothing of each other; only the loop reads and writes the book and
//! the ledger. A wait stands only where an edge needs it. Nothing is rolled back by itself.

mod work;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::failure::{Class, Failure};
use crate::fault::{Faults, Side};
use crate::graph::Needs;
use crate::job::{Job, JobResult, Task};
use crate::kind::{Context, Kinds, Progress, Removal, Settle, Waiting};
use crate::ledger::{Ledger, LedgerError};
use crate::plan::{Action, Plan, Purpose, Reason};
use crate::status::{Book, Entry, Outcome, Step};
use work::{Key, Stage, Work, key};

/// How many tasks run side by side: enough for the widest graph here, few enough for AWS's rates.
const SIDE_BY_SIDE: usize = 12;

/// How long the loop keeps progress of one node back, so that a fast upload doesn't fill the ledger.
const PROGRESS_PAUSE: Duration = Duration::from_millis(500);

/// What the user says to a run that is under way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Control {
    /// Go on.
    #[default]
    Go,
    /// Finish what is under way, begin nothing further, and stop.
    Finish,
    /// Stop at once; what was under way is in doubt, and the next run looks it up.
    Abort,
}

/// A run: what it takes to carry a plan out.
pub struct Run<C: 'static> {
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

impl<C: Send + Sync + 'static> Run<C> {
    /// Carries `plan` out until nothing more can be done.
    pub async fn carry_out(self, plan: Plan) -> Result<Outcome, RunError> {
        let book = self.ledger.book(&self.deployment)?;
        let (reports, inbox) = mpsc::unbounded_channel();
        let holders = |at: usize| plan.holders(at).map(|holder| key(&plan.steps[holder])).collect();
        let deletions = plan.steps.iter().enumerate().filter(|(_, step)| step.action == Action::Delete);
        let holders = deletions.map(|(at, step)| (key(step), holders(at))).collect();
        let now = self.clock.now();
        let works = plan.steps.iter().map(|step| (key(step), Work::new(step.clone(), now))).collect();
        let mut looped = Loop {
            run: self,
            purpose: plan.purpose,
            order: plan.steps.iter().map(key).collect(),
            holders,
            works,
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
        Ok(outcome)
    }
}

/// All that can happen to a run.
enum Input {
    Finished(Key, Job, JobResult),
    Progress(Key, Progress),
    Due,
    Control(Control),
}

struct Loop<C: 'static> {
    run: Run<C>,
    purpose: Purpose,
    order: Vec<Key>,
    /// The deletions that each deletion waits for.
    holders: BTreeMap<Key, Vec<Key>>,
    works: BTreeMap<Key, Work>,
    book: Book,
    tasks: JoinSet<Input>,
    reports: mpsc::UnboundedSender<Input>,
    random: fastrand::Rng,
    written: u64,
    /// Why nothing further is begun.
    stop: Option<Outcome>,
}

impl<C: Send + Sync + 'static> Loop<C> {
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
                Input::Finished(key, job, result) => self.finished(&key, job, result)?,
                Input::Progress(key, progress) => self.progressed(&key, progress)?,
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

    /// When the next thing is due; never where nothing further is begun. Once something has failed, what waits for a
    /// person or another part, and not for AWS, holds the run up no longer: the failure is what somebody has to know,
    /// and whoever takes the run up waits on.
    fn next_due(&self) -> Option<Timestamp> {
        if self.stop.is_some() || self.tasks.len() >= SIDE_BY_SIDE {
            return None;
        }
        let failed = self.works.values().any(|work| work.stage == Stage::Failed);
        let due = |work: &Work| match work.stage {
            Stage::Due(_, _) if failed && work.told.as_ref().is_some_and(|told| told.untimed) => None,
            Stage::Due(_, at) => Some(at),
            _ => None,
        };
        self.works.values().filter_map(due).min()
    }

    fn outcome(&self) -> Outcome {
        if let Some(stop) = &self.stop {
            return stop.clone();
        }
        let unfinished = |key: &&Key| self.works[*key].stage != Stage::Done;
        let mut failed: Vec<_> = self
            .order
            .iter()
            .filter(|key| self.works[*key].stage == Stage::Failed)
            .map(|key| key.0.clone())
            .collect();
        if failed.is_empty() {
            // Nothing failed, and still something never had its turn: it is named rather than called done.
            failed = self.order.iter().filter(unfinished).map(|key| key.0.clone()).collect();
        }
        let gated = |key: &Key| {
            let failure = self.book.record(&key.0, key.1).and_then(|record| record.failure.as_ref());
            failure.is_some_and(|failure| failure.class == Class::Gate)
        };
        if failed.is_empty() {
            Outcome::Done
        } else if self.order.iter().any(gated) {
            Outcome::Gated
        } else {
            Outcome::Stopped { failed }
        }
    }

    fn dispatch(&mut self) -> Result<(), RunError> {
        if self.stop.is_some() {
            return Ok(());
        }
        let now = self.run.clock.now();
        for at in 0..self.order.len() {
            if self.tasks.len() >= SIDE_BY_SIDE {
                break;
            }
            let key = self.order[at].clone();
            match self.works[&key].stage.clone() {
                Stage::Blocked if self.may_begin(&key) => {
                    let job = self.works[&key].begins_with();
                    self.begin(&key, job)?;
                }
                Stage::Due(job, due) if due <= now => self.spawn(&key, job),
                _ => {}
            }
        }
        Ok(())
    }

    fn may_begin(&self, key: &Key) -> bool {
        let step = &self.works[key].step;
        if step.action == Action::Delete {
            let free = self.holders[key].iter().all(|holder| self.works[holder].stage == Stage::Done);
            // What a launch replaces stays until everything that takes its place works.
            let replaced = self.purpose == Purpose::Teardown
                || step.reason == Reason::Unfinished
                || self.works.values().all(|w| w.step.action == Action::Delete || w.stage == Stage::Done);
            return free && replaced;
        }
        let others = || {
            self.works.values().filter(|other| other.step.generation != key.1 || other.step.node() != &key.0)
        };
        let cleared = others().all(|other| {
            other.step.node() != step.node()
                || other.step.reason != Reason::Unfinished
                || other.stage == Stage::Done
        });
        cleared
            && step.edges().iter().all(|edge| {
                // Of one that was replaced and stays there are two: the newest is the one that is meant.
                let mut wanted = others().filter(|other| other.step.action != Action::Delete);
                wanted.rfind(|other| other.step.node() == &edge.to).is_some_and(|target| match edge.needs {
                    Needs::Exists => target.made,
                    Needs::Ready => target.stage == Stage::Done,
                })
            })
    }

    /// Writes down that an effect begins, and begins it.
    fn begin(&mut self, key: &Key, job: Job) -> Result<(), RunError> {
        let (now, want) = (self.run.clock.now(), self.works[key].step.want.clone());
        // Whether something of it may be there already is known before the begin is written over it.
        let before = self.book.status(&key.0, key.1);
        let job = match job {
            Job::Make if before.may_exist() || self.works[key].step.action == Action::Adopt => {
                Job::FindOrMake
            }
            job => job,
        };
        let step = match job {
            Job::Change => Step::UpdateBegan { want },
            Job::Remove => Step::DeleteBegan,
            _ => Step::CreateBegan { want },
        };
        let doubtful = self.book.record(&key.0, key.1).filter(|record| record.state.is_none());
        let doubt_since = doubtful.map(|record| record.began);
        self.write_step(key, step)?;
        let work = self.work(key);
        // Deleting what is in doubt counts the doubt from when its making was begun.
        (work.since, work.doubt) = (now, doubt_since.unwrap_or(now));
        self.spawn(key, job);
        Ok(())
    }

    fn spawn(&mut self, key: &Key, job: Job) {
        let work = self.work(key);
        work.stage = Stage::Running;
        let (want, attempt, doubt) = (work.step.want.clone(), work.attempt(), work.doubt);
        let reports = self.reports.clone();
        let reporting = key.clone();
        let context = Context {
            cloud: Arc::clone(&self.run.cloud),
            clock: self.run.clock.clone(),
            deployment: self.run.deployment.clone(),
            node: key.0.clone(),
            generation: key.1,
            attempt,
            outputs: self.book.outputs(),
            report: Arc::new(move |progress| {
                // The loop may be over: then nobody wants to know.
                let _ = reports.send(Input::Progress(reporting.clone(), progress));
            }),
        };
        let state = self.book.record(&key.0, key.1).and_then(|record| record.state.clone());
        let task = Task {
            kind: self.run.kinds.get(&want.kind),
            want,
            state,
            doubt,
            faults: Arc::clone(&self.run.faults),
        };
        let key = key.clone();
        self.tasks.spawn(async move {
            let result = task.perform(&context, &job).await;
            Input::Finished(key, job, result)
        });
    }

    fn finished(&mut self, key: &Key, job: Job, result: JobResult) -> Result<(), RunError> {
        match result {
            JobResult::Made(Ok(state)) => {
                let step = if job == Job::Change { Step::Updated { state } } else { Step::Created { state } };
                self.write_step(key, step)?;
                self.made(key);
            }
            JobResult::Adopted(state) => {
                let want = self.works[key].step.want.clone();
                self.write_step(key, Step::Adopted { want, state })?;
                self.made(key);
            }
            JobResult::Looked(Ok(Settle::Ready(state))) => {
                self.write_step(key, Step::Settled { state })?;
                self.work(key).stage = Stage::Done;
            }
            JobResult::Looked(Ok(Settle::Waiting(waiting))) => self.wait(key, Job::Look, waiting)?,
            JobResult::Looked(Ok(Settle::Lost)) => {
                self.write_step(key, Step::Lost)?;
                self.work(key).stage = Stage::Failed;
            }
            JobResult::Removed(Ok(Removal::Gone)) => {
                self.write_step(key, Step::Gone)?;
                self.work(key).stage = Stage::Done;
            }
            JobResult::Removed(Ok(Removal::Kept(why))) => {
                self.write_step(key, Step::Kept { why })?;
                self.work(key).stage = Stage::Done;
            }
            JobResult::Removed(Ok(Removal::Waiting(waiting))) => self.wait(key, Job::Remove, waiting)?,
            JobResult::Made(Err(failure))
            | JobResult::Looked(Err(failure))
            | JobResult::Removed(Err(failure)) => {
                self.failed(key, job, failure)?;
            }
            JobResult::Explained(failure, evidence) => {
                self.write_step(key, Step::Failed { failure, evidence })?;
                self.work(key).stage = Stage::Failed;
            }
        }
        Ok(())
    }

    /// It exists: an id can be referred to, and it begins to settle.
    fn made(&mut self, key: &Key) {
        let now = self.run.clock.now();
        let work = self.work(key);
        let times = work.step.times;
        let look = if times.usual.0.is_zero() { Duration::ZERO } else { times.next_look(Duration::ZERO) };
        (work.made, work.since, work.late) = (true, now, false);
        work.tries.clear();
        work.stage = Stage::Due(Job::Look, now + look);
    }

    /// It isn't there yet, or not gone yet: looks again later, says when it is late, and gives up past red.
    fn wait(&mut self, key: &Key, job: Job, waiting: Waiting) -> Result<(), RunError> {
        let now = self.run.clock.now();
        let work = self.work(key);
        work.tries.clear();
        let elapsed = Duration::try_from(now.duration_since(work.since)).unwrap_or_default();
        let times = work.step.times;
        if elapsed >= times.red {
            let mut failure = Failure::new(
                Class::Rejected,
                format!("see {} through within {} s", key.0, times.red.as_secs()),
                waiting.detail.clone().unwrap_or_else(|| waiting.what.clone()),
            );
            failure.code = Some(format!("naru.too_late.{}", waiting.what));
            return self.explain(key, failure);
        }
        let pause = match job {
            Job::Remove => times.next_removal_look(elapsed),
            _ => times.next_look(elapsed),
        };
        work.stage = Stage::Due(job, now + pause);
        let news = work.told.as_ref() != Some(&waiting);
        if waiting.untimed {
            (work.timed, work.late) = (now, false);
        }
        let counted = Duration::try_from(now.duration_since(work.timed.max(work.since))).unwrap_or_default();
        let late = counted >= times.amber && !work.late;
        work.told = Some(waiting.clone());
        work.late |= late;
        if news {
            self.write_step(key, Step::Waiting(waiting))?;
        }
        if late {
            self.write_step(key, Step::Late)?;
        }
        Ok(())
    }

    fn failed(&mut self, key: &Key, job: Job, failure: Failure) -> Result<(), RunError> {
        if failure.class == Class::Expired {
            // The effect stays in doubt: the next run looks it up with fresh credentials.
            self.stop = Some(Outcome::Expired);
            self.work(key).stage = Stage::Failed;
            return Ok(());
        }
        let now = self.run.clock.now();
        let jitter = self.random.f64();
        let work = self.work(key);
        let elapsed = Duration::try_from(now.duration_since(work.since)).unwrap_or_default();
        let again = failure
            .class
            .retry_after(work.attempt_of(failure.class) + 1, jitter)
            .filter(|_| elapsed < work.step.times.red);
        let Some(after) = again else { return self.explain(key, failure) };
        work.tries.push(failure.class);
        work.stage = Stage::Due(job, now + after);
        let attempt = work.attempt();
        let after_ms = u64::try_from(after.as_millis()).unwrap_or(u64::MAX);
        self.write_step(key, Step::Retrying { failure, after_ms, attempt })
    }

    /// Takes the evidence before the failure is written down.
    fn explain(&mut self, key: &Key, failure: Failure) -> Result<(), RunError> {
        if self.book.record(&key.0, key.1).is_some_and(|record| record.state.is_some()) {
            self.spawn(key, Job::Explain(failure));
            return Ok(());
        }
        self.write_step(key, Step::Failed { failure, evidence: Vec::new() })?;
        self.work(key).stage = Stage::Failed;
        Ok(())
    }

    fn progressed(&mut self, key: &Key, progress: Progress) -> Result<(), RunError> {
        let now = self.run.clock.now();
        let work = self.work(key);
        let soon = work.reported.is_some_and(|at| now < at + PROGRESS_PAUSE) && progress.done < progress.of;
        if work.stage != Stage::Running || soon {
            return Ok(());
        }
        work.reported = Some(now);
        self.write_step(key, Step::Progress(progress))
    }

    fn work(&mut self, key: &Key) -> &mut Work {
        self.works.get_mut(key).expect("a task is about a step of the plan")
    }

    fn write_step(&mut self, key: &Key, step: Step) -> Result<(), RunError> {
        self.write(&Entry::Node { node: key.0.clone(), generation: key.1, step })
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
mod tests;
