//! Why an effect didn't come off: one type for every kind, classed by what is to be done about it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::kind::Waiting;

/// What kind of failure this is, which is to say: what the run does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Too many calls: wait longer each time, with jitter.
    Throttled,
    /// Something made a moment ago isn't known everywhere yet: ask again soon.
    Propagating,
    /// What it names isn't there. A run takes this for [`Propagating`](Self::Propagating) where that may have been made
    /// a moment ago, and else for [`Rejected`](Self::Rejected).
    Missing,
    /// No capacity here: the kind tries elsewhere on the next attempt.
    Capacity,
    /// Something else holds it: wait until it lets go.
    Held,
    /// The network, or the far side, had a bad moment: try a few times.
    Transient,
    /// The caller may not do this: never tried again by itself.
    Denied,
    /// The credentials have run out: the run stops and is resumed with fresh ones.
    Expired,
    /// The account has to be let in by AWS first: the run stops and is resumed later.
    Gate,
    /// It is not going to work as asked: never tried again by itself.
    Rejected,
    /// What was made is of no use and never will be: never tried again by itself. The next plan makes another and
    /// deletes this one.
    Spent,
}

impl Class {
    /// How long to wait before attempt `attempt` (the first repeat is 1), or `None` where no further one is made.
    /// `jitter` is between 0 and 1.
    pub fn retry_after(self, attempt: u32, jitter: f64) -> Option<Duration> {
        let seconds = match self {
            // Full jitter: spreads callers that were throttled together.
            Self::Throttled if attempt <= 12 => {
                (0.4 * 2_f64.powi(attempt.min(6).cast_signed())) * jitter + 0.1
            }
            Self::Propagating | Self::Missing if attempt <= 45 => {
                [0.25, 0.5, 1.0].get(attempt as usize - 1).copied().unwrap_or(2.0)
            }
            Self::Capacity if attempt <= 6 => 0.5,
            Self::Held => (f64::from(attempt)).clamp(1.0, 10.0),
            Self::Transient if attempt <= 5 => {
                2_f64.powi(attempt.min(4).cast_signed()) * (0.5 + jitter / 2.0)
            }
            _ => return None,
        };
        Some(Duration::from_secs_f64(seconds))
    }
}

/// What the code of a failure begins with whose thing took too long; the spelling of what was awaited follows.
const TOO_LATE: &str = "naru.too_late.";

/// An effect or a question that failed, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("failed to {doing}: {}{message}", code.as_ref().map(|c| format!("{c}: ")).unwrap_or_default())]
pub struct Failure {
    /// What is to be done about it.
    pub class: Class,
    /// What was being done, as a lower-case fragment that fits "failed to ...".
    pub doing: String,
    /// The far side's code, or one of ours that begins with `naru.`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The far side's own words.
    pub message: String,
    /// The far side's request id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl Failure {
    /// A failure without the far side's code and request id.
    pub fn new(class: Class, doing: impl Into<String>, message: impl Into<String>) -> Self {
        Self { class, doing: doing.into(), code: None, message: message.into(), request_id: None }
    }

    /// The same failure with a code.
    #[must_use]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// The same failure with a request id.
    #[must_use]
    pub fn request_id(mut self, id: impl Into<String>) -> Self {
        self.request_id = Some(id.into());
        self
    }

    /// What is awaited doesn't come: it took too long, or what is awaited says so itself.
    pub fn in_vain(waiting: &Waiting, doing: impl Into<String>) -> Self {
        let message = waiting.detail.clone().unwrap_or_else(|| waiting.what.clone());
        Self::new(Class::Rejected, doing, message).code(format!("{TOO_LATE}{}", waiting.what))
    }

    /// The spelling of what was awaited in vain; `None` where it failed otherwise.
    pub fn awaited(&self) -> Option<&str> {
        self.code.as_deref()?.strip_prefix(TOO_LATE)
    }

    /// Whether the far side's code is one of these.
    pub fn is(&self, codes: &[&str]) -> bool {
        self.code.as_deref().is_some_and(|code| codes.contains(&code))
    }
}

/// Something that was kept because it tells why a thing failed: a boot log, a health check's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// What it is, as a code that the UI has words for.
    pub what: String,
    /// The evidence itself, as it came.
    pub text: String,
}

impl Evidence {
    /// Evidence of that sort.
    #[expect(clippy::needless_pass_by_value, reason = "a code is a word, and is given as one")]
    pub fn of(what: impl Code, text: impl Into<String>) -> Self {
        Self { what: what.code().to_owned(), text: text.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throttling_backs_off_and_propagation_stays_dense() {
        let waits: Vec<_> =
            (1..=4).map(|n| Class::Propagating.retry_after(n, 0.5).expect("retried").as_millis()).collect();
        assert_eq!(waits, [250, 500, 1000, 2000]);
        let first = Class::Throttled.retry_after(1, 1.0).expect("retried");
        let fifth = Class::Throttled.retry_after(5, 1.0).expect("retried");
        assert!(fifth > first * 8);
    }

    #[test]
    fn what_can_not_work_is_never_repeated() {
        for class in [Class::Denied, Class::Rejected, Class::Gate, Class::Expired] {
            assert_eq!(class.retry_after(1, 0.5), None);
        }
        assert_eq!(Class::Transient.retry_after(6, 0.5), None);
    }

    #[test]
    fn what_is_awaited_in_vain_is_told_by_the_code() {
        let failure = Failure::new(Class::Rejected, "see it through", "pending");
        assert_eq!(failure.awaited(), None);
        let waiting =
            Waiting { what: "firing".to_owned(), detail: Some("400 degrees".to_owned()), untimed: false };
        let late = Failure::in_vain(&waiting, "see it through");
        assert_eq!(late.message, "400 degrees");
        assert_eq!((late.code.as_deref(), late.awaited()), (Some("naru.too_late.firing"), Some("firing")));
        assert_eq!(failure.code("naru.no_subnet").awaited(), None);
    }

    #[test]
    fn a_failure_reads_as_a_sentence() {
        let failure = Failure::new(Class::Denied, "create the bucket", "no").code("AccessDenied");
        assert_eq!(failure.to_string(), "failed to create the bucket: AccessDenied: no");
    }
}
