//! From being made to working, and from being deleted to being gone: looks, and how long they go on.

use std::time::Duration;

use super::schedule::Place;
use super::{Loop, RunError};
use crate::entry::Step;
use crate::failure::Failure;
use crate::job::Job;
use crate::kind::{Cloud, Waiting};

impl<C: Cloud> Loop<C> {
    /// It exists: an id can be referred to, and it begins to settle.
    pub(super) fn made(&mut self, place: Place) {
        let now = self.run.clock.now();
        let work = self.schedule.work_mut(place);
        let times = work.step.times;
        let look = if times.usual.0.is_zero() { Duration::ZERO } else { times.next_look(Duration::ZERO) };
        (work.since, work.late) = (now, false);
        work.tries.clear();
        self.schedule.made(place);
        self.schedule.later(place, Job::Look, now + look);
    }

    /// It goes on settling, timed from where it began to.
    pub(super) fn nudged(&mut self, place: Place) {
        let now = self.run.clock.now();
        let work = self.schedule.work_mut(place);
        let elapsed = Duration::try_from(now.duration_since(work.since)).unwrap_or_default();
        let look = work.step.times.next_look(elapsed);
        work.tries.clear();
        self.schedule.later(place, Job::Look, now + look);
    }

    /// It isn't there yet, or not gone yet: looks again later, nudges it at once where that is `job`, says when it is
    /// late, and gives up past red.
    pub(super) fn wait(&mut self, place: Place, job: Job, waiting: Waiting) -> Result<(), RunError> {
        let now = self.run.clock.now();
        let work = self.schedule.work_mut(place);
        work.tries.clear();
        let elapsed = Duration::try_from(now.duration_since(work.since)).unwrap_or_default();
        let times = work.step.times;
        if elapsed >= times.red {
            let doing = format!("see {} through within {} s", work.step.node(), times.red.as_secs());
            return self.explain(place, Failure::in_vain(&waiting, doing));
        }
        let pause = match job {
            Job::Remove => times.next_removal_look(elapsed),
            Job::Nudge => Duration::ZERO,
            _ => times.next_look(elapsed),
        };
        let news = work.told.as_ref() != Some(&waiting);
        if waiting.untimed {
            (work.timed, work.late) = (now, false);
        }
        let counted = Duration::try_from(now.duration_since(work.timed.max(work.since))).unwrap_or_default();
        let late = counted >= times.amber && !work.late;
        work.told = Some(waiting.clone());
        work.late |= late;
        self.schedule.later(place, job, now + pause);
        if news {
            self.write_step(place, Step::Waiting(waiting))?;
        }
        if late {
            self.write_step(place, Step::Late)?;
        }
        Ok(())
    }
}
