//! What was made a moment ago: whoever says that it isn't there may merely not know it yet.

use super::Loop;
use super::schedule::Place;
use crate::code::IN_DOUBT;
use crate::failure::{Class, Failure};
use crate::kind::Cloud;

impl<C: Cloud> Loop<C> {
    /// Whether the resource that a step is about was made so lately.
    pub(super) fn is_fresh(&self, place: Place) -> bool {
        let now = self.run.clock.now();
        self.record(place).is_some_and(|record| record.is_fresh(now))
    }

    /// Whether what is to be taken away was made so lately, and nothing has been seen of it yet.
    pub(super) fn is_unseen(&self, place: Place) -> bool {
        let told = self.schedule.work(place).told.as_ref();
        told.is_none_or(|told| told.what == IN_DOUBT) && self.is_fresh(place)
    }

    /// A failure as the run takes it. What one misses may have been made a moment ago: by the making of this very step,
    /// whose answer isn't known yet, or before, where that is what the step is about or refers to.
    pub(super) fn judged(&self, place: Place, failure: Failure) -> Failure {
        if failure.class != Class::Missing {
            return failure;
        }
        let (now, needs) = (self.run.clock.now(), self.schedule.work(place).step.edges());
        let mut referred_to = needs.iter().filter_map(|edge| self.book.newest_existing(&edge.to));
        let early = self.record(place).is_none_or(|record| record.state.is_none() || record.is_fresh(now))
            || referred_to.any(|record| record.is_fresh(now));
        Failure { class: if early { Class::Propagating } else { Class::Rejected }, ..failure }
    }
}
