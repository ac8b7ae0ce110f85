//! What a crash leaves, at each moment of a run at which the process may die.
//!
//! The way to a moment is walked once for all of them: the account is kept as it is then, and the entries that are on
//! disk then are the first of those that there will be. From there a trip is taken up as after a real crash.

use std::sync::{Arc, Mutex, PoisonError};

use naru_aws::credentials::Access;
use naru_engine::{Clock, Event, Faults, Outcome, Plan, RunError, Side};
use naru_practice::{Moment, Practice};

use crate::{DEPLOYMENT, REGION, Trip};

/// What a process that died at one moment left.
pub struct Left {
    /// Which of the run's entries it was about to write, or had just written; counted from 0.
    pub entry: u64,
    /// Whether that entry is on disk.
    pub side: Side,
    account: Moment,
    events: Vec<Event>,
}

impl Left {
    /// What the ledger holds.
    pub fn events(&self) -> &[Event] {
        &self.events
    }
}

impl Trip {
    /// Carries a plan out to its end, and keeps what a crash at each moment of it would have left.
    pub async fn run_watched(&mut self, plan: Plan) -> (Result<Outcome, RunError>, Vec<Left>) {
        let moments = Arc::new(Mutex::new(Vec::new()));
        let faults = Faults::watched({
            let (moments, account, ledger) =
                (Arc::clone(&moments), self.account.clone(), self.ledger().clone());
            move |entry, side| {
                let last = ledger.last_seq().expect("the ledger reads");
                let moment = (entry, side, account.moment(), last);
                moments.lock().unwrap_or_else(PoisonError::into_inner).push(moment);
            }
        });
        let outcome = self.run(plan, faults).await;
        let events = self.ledger().since(0, None).expect("the ledger reads");
        let moments = std::mem::take(&mut *moments.lock().unwrap_or_else(PoisonError::into_inner));
        let left = moments.into_iter().map(|(entry, side, account, last)| {
            let events = events.iter().take_while(|event| event.seq <= last).cloned().collect();
            Left { entry, side, account, events }
        });
        (outcome, left.collect())
    }

    /// The same trip, as the process that comes after that crash finds it.
    #[must_use]
    pub fn after(&self, left: &Left) -> Self {
        let clock = Clock::starting_at(left.account.time(), 1.0);
        let account = Practice::from_moment(&left.account, clock.clone());
        let (secrets, dns) = (Arc::clone(&self.aws.secrets), Arc::new(account.clone()));
        let access = Access::through(account.sdk_config(REGION), Some(account.interceptor()));
        let aws = access.clients(&account.account_id(), secrets, dns);
        let mut trip = Self::with(account, aws, clock);
        // With the folder of this one, whose path stands in the plan.
        trip.blueprint = self.blueprint.clone();
        trip.revisions.clone_from(&self.revisions);
        for event in &left.events {
            trip.ledger()
                .append(DEPLOYMENT, event.at, event.entry.clone())
                .expect("the ledger can be written");
        }
        trip
    }
}
