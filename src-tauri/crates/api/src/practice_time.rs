//! The practice account's time, which goes on from where it was once the app is opened again.
//!
//! It runs ahead of the wall's. Begun anew at the wall's it would stand before what the ledger has written down: money
//! that was spent would be unspent, and what was made would be made tomorrow.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The file that it is kept in.
pub const FILE: &str = "practice-time.json";

/// How much of it may pass before it is kept again: so far ahead of what was shown it goes on at most.
const AHEAD: SignedDuration = SignedDuration::from_mins(2);

/// How far the practice account's time had come, and when: a file of the data folder.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Until when it was shown at the latest.
    until: Timestamp,
    /// The wall's time when this was kept.
    wall: Timestamp,
}

impl Kept {
    /// What to keep while the account's clock shows `now`.
    pub fn at(now: Timestamp, wall: Timestamp) -> Self {
        Self { until: now.checked_add(AHEAD).unwrap_or(now), wall }
    }

    /// Whether it holds no more: the account's clock has passed it.
    pub fn is_over(&self, now: Timestamp) -> bool {
        now >= self.until
    }
}

/// What the account's clock begins with, at that time of the wall's: while the app was closed it went as the wall did.
pub fn begins(kept: Option<Kept>, wall: Timestamp) -> Timestamp {
    let Some(Kept { until, wall: then }) = kept else { return wall };
    let closed = wall.duration_since(then).max(SignedDuration::ZERO);
    until.checked_add(closed).map_or(wall, |on| on.max(wall))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::testing::Bench;

    fn at(moment: &str) -> Timestamp {
        moment.parse().expect("a moment")
    }

    #[test]
    fn it_never_goes_back_and_passes_as_the_walls_while_the_app_is_closed() {
        let wall = at("2026-11-28T09:00:00Z");
        assert_eq!(begins(None, wall), wall);
        let shown = at("2026-11-29T21:30:00Z");
        let kept = Kept::at(shown, wall);
        assert!(!kept.is_over(shown) && kept.is_over(at("2026-11-29T21:32:00Z")));
        assert_eq!(begins(Some(kept), wall), at("2026-11-29T21:32:00Z"));
        assert_eq!(begins(Some(kept), at("2026-11-28T10:00:00Z")), at("2026-11-29T22:32:00Z"));
        // The wall's clock was put back, and then the app lay closed for a week.
        assert_eq!(begins(Some(kept), at("2026-11-27T09:00:00Z")), at("2026-11-29T21:32:00Z"));
        let ahead = Kept::at(at("2026-11-28T08:00:00Z"), wall);
        assert_eq!(begins(Some(ahead), wall), wall, "the wall has passed it");
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_spent_is_spent_when_the_app_is_opened_again() {
        let mut bench = Bench::new().await;
        let mut spent = 0.0;
        bench.launch(&bench.draft(None)).await;
        for _ in 0..3 {
            tokio::time::advance(Duration::from_secs(3600)).await;
            let now = bench.view().summary.usd_since.expect("it has a price");
            assert!(now > spent + 0.3, "ten hours of a server and a load balancer: {now} after {spent}");
            bench = bench.reopen().await;
            spent = bench.view().summary.usd_since.expect("it has a price");
            assert!((now..now + 0.1).contains(&spent), "{spent} after {now}");
        }
    }
}
