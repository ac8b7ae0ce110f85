//! What a crash leaves, at each moment of a run at which the process may die.
//!
//! The way to a moment is walked once for all of them: the account is kept as it is then, and the entries that are on
//! disk then are the first of those that there will be. From there a trip is taken up as after a real crash.

use std::sync::{Arc, Mutex, PoisonError};

use naru_aws::credentials::Access;
use naru_engine::{Clock, Event, Faults, Outcome, Plan, RunError, Side};
use naru_practice::{Moment, Practice};

use crate::{DEPLOYMENT, Trip};

/// What a process that died at one moment left.
pub struct Left {
    /// Which of the run's entries it was about to write, or had just written; counted from 0.
    pub entry: u64,
    /// Whether that entry is on disk.
    pub side: Side,
    account: Moment,
    /// What that run and those before it wrote, up to some later moment.
    written: Arc<Vec<Event>>,
    /// How many of these are on disk.
    known: usize,
}

impl Left {
    /// What the ledger holds.
    pub fn events(&self) -> &[Event] {
        &self.written[..self.known]
    }
}

impl Trip {
    /// Carries a plan out to its end, and keeps what a crash at each moment of it would have left.
    pub async fn run_watched(&mut self, plan: Plan) -> (Result<Outcome, RunError>, Vec<Left>) {
        self.run_watched_at(plan, Faults::none(), |_, _| true).await
    }

    /// Carries a plan out with these faults, and keeps what a crash at each of its moments that `at` names leaves.
    pub async fn run_watched_at(
        &mut self,
        plan: Plan,
        faults: Faults,
        at: impl Fn(u64, Side) -> bool + Send + Sync + 'static,
    ) -> (Result<Outcome, RunError>, Vec<Left>) {
        // It listens, as a handle on the ledger would keep it open after a crash.
        let mut events = self.ledger().subscribe();
        let before = self.ledger().since(0, None).expect("the ledger reads");
        let seen = Arc::new(Mutex::new((before, Vec::new())));
        let (watching, account) = (Arc::clone(&seen), self.account.clone());
        let events = Mutex::new(move || events.try_recv().ok());
        let faults = faults.watched(move |entry, side| {
            let mut seen = watching.lock().unwrap_or_else(PoisonError::into_inner);
            let (written, moments) = &mut *seen;
            let mut event = events.lock().unwrap_or_else(PoisonError::into_inner);
            written.extend(std::iter::from_fn(&mut *event));
            if at(entry, side) {
                moments.push((entry, side, account.moment(), written.len()));
            }
        });
        let outcome = self.run(plan, faults).await;
        let (written, moments) = std::mem::take(&mut *seen.lock().unwrap_or_else(PoisonError::into_inner));
        let written = Arc::new(written);
        let left = moments.into_iter().map(|(entry, side, account, known)| Left {
            entry,
            side,
            account,
            written: Arc::clone(&written),
            known,
        });
        (outcome, left.collect())
    }

    /// What a process leaves that ends between two runs, before the first entry of the next.
    pub fn left(&mut self) -> Left {
        let written = self.ledger().since(0, None).expect("the ledger reads");
        let known = written.len();
        Left {
            entry: 0,
            side: Side::Before,
            account: self.account.moment(),
            written: Arc::new(written),
            known,
        }
    }

    /// The same trip, as the process that comes after that crash finds it.
    #[must_use]
    pub fn after(&self, left: &Left) -> Self {
        let clock = Clock::starting_at(left.account.time(), 1.0);
        let account = Practice::from_moment(&left.account, clock.clone());
        let (secrets, dns) = (Arc::clone(&self.aws.secrets), Arc::new(account.clone()));
        let access = Access::through(account.sdk_config(&self.aws.region), Some(account.interceptor()));
        let aws = access.clients(&account.account_id(), secrets, dns);
        // With the front-ends of this one, whose paths stand in its plans.
        let mut trip = Self::beside(account, aws, clock, Arc::clone(&self.sites));
        trip.blueprint = self.blueprint.clone();
        trip.revisions.clone_from(&self.revisions);
        for event in left.events() {
            trip.ledger()
                .append(DEPLOYMENT, event.at, event.entry.clone())
                .expect("the ledger can be written");
        }
        trip
    }
}

#[cfg(test)]
mod tests {
    use naru_engine::Side::{After, Before};

    use super::*;
    use crate::difference;

    /// Lets the process die at that moment of a run that is watched, and asserts that what is taken up is what is there:
    /// the account, the time, and what a ledger that is opened anew reads from the disk. False where the run had no such
    /// moment.
    async fn is_what_a_crash_leaves(trip: &mut Trip, plan: Plan, entry: u64, side: Side) -> bool {
        let faults = Faults::crash_at(entry, side);
        let (outcome, left) =
            trip.run_watched_at(plan, faults, move |at, of| (at, of) == (entry, side)).await;
        if let Ok(outcome) = outcome {
            assert_eq!((outcome, left.len()), (Outcome::Done, 0), "it died at no entry");
            return false;
        }
        let [left] = &left[..] else { panic!("entry {entry} {side:?}: one moment, not {}", left.len()) };
        let mut taken_up = trip.after(left);
        let when = format!("entry {entry} {side:?}");
        assert_eq!(trip.ledger().since(0, None).expect("it reads"), left.events(), "{when}");
        let events = taken_up.ledger().since(0, None).expect("it reads");
        assert_eq!(events, left.events(), "{when}");
        assert_eq!(difference(&taken_up.account.as_saved(), &trip.account.as_saved()), None, "{when}");
        assert_eq!(taken_up.account.now(), trip.account.now(), "{when}");
        assert_eq!(taken_up.book(), trip.book(), "{when}");
        true
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_taken_up_is_what_a_real_crash_leaves() {
        let mut whole = Trip::with_more();
        let begin = whole.left();
        let (outcome, _) = whole.launch().await;
        assert_eq!(outcome.expect("the ledger holds"), Outcome::Done);
        let launched = whole.left();
        for (launches, from, apart) in [(true, &begin, 9), (false, &launched, 7)] {
            let moments = (0_u64..).step_by(apart).flat_map(|entry| [(entry, Before), (entry + 4, After)]);
            let mut crashes = 0;
            for (entry, side) in moments {
                let mut trip = whole.after(from);
                let plan = if launches { trip.launch_plan().await } else { trip.teardown_plan() };
                if !is_what_a_crash_leaves(&mut trip, plan, entry, side).await {
                    break;
                }
                crashes += 1;
            }
            assert!(crashes > 8, "a run has more entries than {crashes} crashes are apart");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_run_whose_moments_are_kept_goes_on_from_each_of_them() {
        let mut trip = Trip::new();
        let plan = trip.launch_plan().await;
        let (outcome, left) =
            trip.run_watched_at(plan, Faults::none(), |entry, side| entry == 20 && side == After).await;
        assert_eq!(outcome.expect("the ledger holds"), Outcome::Done);
        let [left] = &left[..] else { panic!("one moment was asked for") };
        assert_eq!(left.events().len(), 21);
        assert!(trip.left().events().len() > 21);
        let (outcome, _) = trip.after(left).launch().await;
        assert_eq!(outcome.expect("the ledger holds"), Outcome::Done);
    }
}
