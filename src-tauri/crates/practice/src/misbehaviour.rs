//! Calls that go wrong on purpose, and the log of all calls.

use jiff::Timestamp;

use crate::dispatch::{Refusal, Service};
use crate::rates::Buckets;

/// What goes wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The service answers that the fault is its own (status 500), and nothing has happened.
    ErrorBefore,
    /// It happens, but the answer is an error of the service (status 500).
    ErrorAfter,
    /// It happens, but the connection breaks before the answer comes.
    LostAfter,
    /// The call never arrives: the connection can't be made.
    NoConnection,
    /// The service's own way to say that there are too many calls.
    Throttle,
    /// The service's own way to say that a policy doesn't allow it.
    Deny,
    /// This very refusal, and nothing has happened.
    Refuse(Refusal),
    /// It takes this many milliseconds of the account's time longer.
    Delay(u64),
}

/// Which calls go wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// The n-th call from here on, the next being 0.
    Nth(u64),
    /// Each call of an operation.
    Each(Service, String),
    /// The next call of an operation, once.
    Next(Service, String),
    /// All calls of a service.
    Service(Service),
    /// All calls that change the account: who only looks meets none.
    Changes,
    /// All calls.
    Always,
}

/// One thing that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misbehaviour {
    /// With which calls.
    pub when: When,
    /// How.
    pub fault: Fault,
}

impl Misbehaviour {
    /// `fault` with the calls that `when` names.
    pub fn new(when: When, fault: Fault) -> Self {
        Self { when, fault }
    }
}

/// One call that was made. There is one for each attempt, so the SDK's own retries show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRecord {
    /// Whose operation it is.
    pub service: Service,
    /// The operation, in AWS's words.
    pub operation: String,
    /// The client's region.
    pub region: String,
    /// What was asked, as the SDK shows it: two reads that say the same here ask the same. Empty for a call that changes
    /// something, which may carry a secret.
    pub asked: String,
    /// When it reached the service, in the account's time.
    pub at: Timestamp,
    /// The request id it was answered with.
    pub request_id: String,
    /// Whether its operation is one that changes the account.
    pub changes: bool,
    /// The code with which it was refused; `None` where it was answered.
    pub refused: Option<String>,
}

/// What an account remembers only while it is open: faults to come, calls made, and how many a second.
#[derive(Debug, Default)]
pub(crate) struct Mischief {
    planned: Vec<(u64, Misbehaviour)>,
    pub calls: Vec<CallRecord>,
    pub buckets: Buckets,
    made: u64,
}

impl Mischief {
    pub fn plan(&mut self, misbehaviour: Misbehaviour) {
        self.planned.push((self.made, misbehaviour));
    }

    pub fn clear(&mut self) {
        self.planned.clear();
    }

    /// How many calls there were.
    pub fn made(&self) -> u64 {
        self.made
    }

    /// Counts one call and says what goes wrong with it.
    pub fn next(&mut self, service: Service, operation: &str, changes: bool) -> Option<Fault> {
        let number = self.made;
        self.made += 1;
        let place = self.planned.iter().position(|(since, planned)| match &planned.when {
            When::Nth(nth) => since + nth == number,
            When::Each(of, name) | When::Next(of, name) => *of == service && name == operation,
            When::Service(of) => *of == service,
            When::Changes => changes,
            When::Always => true,
        })?;
        let once = matches!(self.planned[place].1.when, When::Nth(_) | When::Next(..));
        Some(if once { self.planned.remove(place).1.fault } else { self.planned[place].1.fault.clone() })
    }
}
