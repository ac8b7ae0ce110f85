//! Health checks: one target's history, told forward check by check from where it was last looked at.
//!
//! There is no background task. Each check happens at its exact time, and asks what the target answers at that time.

use std::time::Duration;

use aws_sdk_elasticloadbalancingv2::types::TargetHealthReasonEnum as Reason;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::HealthSettings;

/// What a health check meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// An HTTP status.
    Status(u16),
    /// Nothing listens there.
    Refused,
    /// No answer at all: a security group, or nothing running.
    Silence,
}

/// What is known of a target's health.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Check {
    /// When the next check is due; `None` until a load balancer in service uses the target.
    due: Option<Timestamp>,
    state: State,
    /// How many checks in a row contradict the state.
    against: u16,
    /// How the last check that failed did.
    last_failure: Option<Reply>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum State {
    Initial,
    Healthy,
    Unhealthy,
}

/// A target's health in AWS's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Health {
    Registering,
    Initial,
    Healthy,
    Unhealthy(Reason, String),
}

/// A target that wasn't looked at for a long time is told from this many checks back; none of them before can matter.
const MEMORY: i32 = 64;

impl Check {
    /// Nothing is known yet.
    pub(super) fn unknown() -> Self {
        Self { due: None, state: State::Initial, against: 0, last_failure: None }
    }

    /// Forgets everything, because the target is in use no longer.
    pub(super) fn reset(&mut self) {
        *self = Self::unknown();
    }

    /// Tells the history on, up to `now`. The first check is due at `first`.
    pub(super) fn tell(
        &mut self,
        first: Timestamp,
        now: Timestamp,
        settings: &HealthSettings,
        ask: impl Fn(Timestamp) -> Reply,
    ) {
        let interval = Duration::from_secs(settings.interval.into());
        let mut due = self.due.unwrap_or(first);
        let behind = now - interval.saturating_mul(MEMORY.unsigned_abs());
        if due < behind {
            due = behind;
        }
        loop {
            let reply = if due <= now { ask(due) } else { Reply::Refused };
            // Silence is known only when the wait for an answer is over.
            let known = match reply {
                Reply::Silence => due + Duration::from_secs(settings.timeout.into()),
                Reply::Status(_) | Reply::Refused => due,
            };
            if due > now || known > now {
                break;
            }
            self.take(reply, settings);
            due += interval;
        }
        self.due = Some(due);
    }

    fn take(&mut self, reply: Reply, settings: &HealthSettings) {
        let well = matches!(reply, Reply::Status(status) if matches_codes(&settings.matcher, status));
        if !well {
            self.last_failure = Some(reply);
        }
        // A target that was just registered needs one good check, one that was unhealthy needs all of them.
        let (agrees, needed) = match self.state {
            State::Initial if well => (false, 1),
            State::Initial => (false, settings.unhealthy_threshold),
            State::Healthy => (well, settings.unhealthy_threshold),
            State::Unhealthy => (!well, settings.healthy_threshold),
        };
        self.against = if agrees { 0 } else { self.against + 1 };
        if self.against >= needed {
            self.state = if well { State::Healthy } else { State::Unhealthy };
            self.against = 0;
        }
    }

    /// What is known at the time up to which the history was told.
    pub(super) fn health(&self, first: Timestamp, now: Timestamp, settings: &HealthSettings) -> Health {
        match self.state {
            State::Initial if now < first => Health::Registering,
            State::Initial => Health::Initial,
            State::Healthy => Health::Healthy,
            State::Unhealthy => match self.last_failure {
                Some(Reply::Status(status)) => Health::Unhealthy(
                    Reason::ResponseCodeMismatch,
                    format!("Health checks failed with these codes: [{status}]"),
                ),
                Some(Reply::Silence) => Health::Unhealthy(Reason::Timeout, "Request timed out".to_owned()),
                Some(Reply::Refused) | None => {
                    let code = if settings.protocol == "HTTPS" {
                        "TLS handshake failed"
                    } else {
                        "Health checks failed"
                    };
                    Health::Unhealthy(Reason::FailedHealthChecks, code.to_owned())
                }
            },
        }
    }
}

/// Whether a status is among a matcher's: `200`, `200,202` or `200-299`.
pub(super) fn matches_codes(matcher: &str, status: u16) -> bool {
    ranges(matcher).is_some_and(|ranges| ranges.iter().any(|(from, to)| (*from..=*to).contains(&status)))
}

/// The ranges of a matcher; `None` where it is none that an Application Load Balancer takes.
pub(super) fn ranges(matcher: &str) -> Option<Vec<(u16, u16)>> {
    matcher
        .split(',')
        .map(|part| {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
            (200 <= from && from <= to && to <= 499).then_some((from, to))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> HealthSettings {
        HealthSettings {
            protocol: "HTTP".to_owned(),
            port: None,
            path: "/health".to_owned(),
            interval: 10,
            timeout: 5,
            healthy_threshold: 3,
            unhealthy_threshold: 2,
            matcher: "200-299".to_owned(),
        }
    }

    fn at(second: u64) -> Timestamp {
        Timestamp::UNIX_EPOCH + Duration::from_secs(second)
    }

    /// What a target that begins to answer at `up` is told to be at `now`.
    fn health_after(up: u64, down: u64, now: u64) -> Health {
        let mut check = Check::unknown();
        let ask = |time: Timestamp| {
            if time >= at(up) && time < at(down) { Reply::Status(200) } else { Reply::Refused }
        };
        check.tell(at(5), at(now), &settings(), ask);
        check.health(at(5), at(now), &settings())
    }

    #[test]
    fn elbv2_health_of_a_target_that_is_well_at_once() {
        assert_eq!(health_after(0, 1000, 4), Health::Registering);
        assert_eq!(health_after(0, 1000, 5), Health::Healthy);
    }

    #[test]
    fn elbv2_health_counts_both_thresholds() {
        assert_eq!(health_after(21, 1000, 14), Health::Initial);
        assert!(matches!(health_after(21, 1000, 15), Health::Unhealthy(Reason::FailedHealthChecks, _)));
        assert!(matches!(health_after(21, 1000, 44), Health::Unhealthy(..)));
        assert_eq!(health_after(21, 1000, 45), Health::Healthy);
        assert_eq!(health_after(0, 30, 44), Health::Healthy);
        assert!(matches!(health_after(0, 30, 45), Health::Unhealthy(..)));
    }

    #[test]
    fn silence_is_known_after_the_timeout_and_a_wrong_status_is_named() {
        let mut check = Check::unknown();
        check.tell(at(0), at(14), &settings(), |_| Reply::Silence);
        assert_eq!(check.health(at(0), at(14), &settings()), Health::Initial);
        check.tell(at(0), at(15), &settings(), |_| Reply::Silence);
        assert!(matches!(check.health(at(0), at(15), &settings()), Health::Unhealthy(Reason::Timeout, _)));
        check.tell(at(0), at(20), &settings(), |_| Reply::Status(500));
        let Health::Unhealthy(reason, text) = check.health(at(0), at(20), &settings()) else {
            panic!("unhealthy")
        };
        assert_eq!(
            (reason, text.as_str()),
            (Reason::ResponseCodeMismatch, "Health checks failed with these codes: [500]")
        );
    }

    #[test]
    fn telling_in_steps_and_at_once_come_to_the_same() {
        let ask = |time: Timestamp| if time < at(100) { Reply::Refused } else { Reply::Status(204) };
        let (mut steps, mut once) = (Check::unknown(), Check::unknown());
        for second in 0..130 {
            steps.tell(at(0), at(second), &settings(), ask);
        }
        once.tell(at(0), at(129), &settings(), ask);
        assert_eq!(steps.health(at(0), at(129), &settings()), once.health(at(0), at(129), &settings()));
        assert_eq!(once.health(at(0), at(129), &settings()), Health::Healthy);
    }

    #[test]
    fn matchers_are_lists_and_ranges_within_200_to_499() {
        assert!(matches_codes("200,301-302", 302));
        assert!(!matches_codes("200,301-302", 303));
        assert_eq!(ranges("200-599"), None);
        assert_eq!(ranges("ok"), None);
    }
}
