//! What crosses when a command fails: a code that the UI acts on, and values for its sentence.

use std::collections::BTreeMap;

use naru_engine::{Failure, LedgerError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::FailureView;

/// A command that failed. A user's cancel is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code}: {message}")]
pub struct Problem {
    /// A code; one exists only where the UI says or does something different for it.
    pub code: String,
    /// Technical words, for copying into a question to someone.
    pub message: String,
    /// The node that it is about.
    pub node: Option<String>,
    /// Values for the sentence.
    pub params: BTreeMap<String, String>,
    /// AWS's own error, where it is AWS that refused.
    pub failure: Option<Box<FailureView>>,
}

impl Problem {
    /// A problem of that code.
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            message: code.replace('_', " "),
            node: None,
            params: BTreeMap::new(),
            failure: None,
        }
    }

    /// With a value for the sentence.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "texts, numbers and displays are given as they come")]
    pub fn with(mut self, key: &str, value: impl ToString) -> Self {
        self.params.insert(key.to_owned(), value.to_string());
        self
    }

    /// With technical words.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "errors are given as they come")]
    pub fn saying(mut self, message: impl ToString) -> Self {
        self.message = message.to_string();
        self
    }

    /// The two sides of the contract are of different versions. What was sent isn't repeated: it may hold a secret.
    pub fn bad_request(error: &serde_json::Error) -> Self {
        let place = format!("line {}, column {}: {:?}", error.line(), error.column(), error.classify());
        Self::new("bad_request").saying(place)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        use naru_engine::Class;
        let code = match failure.class {
            Class::Denied => "denied",
            Class::Expired => "credentials_expired",
            Class::Gate => "gate",
            Class::Throttled => "throttled",
            Class::Transient => "no_connection",
            _ => "aws_refused",
        };
        let message = failure.to_string();
        let mut problem = Self::new(code).saying(message);
        problem.failure = Some(Box::new(FailureView::new(&failure, &[])));
        problem
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        let problem = match &error {
            LedgerError::Held { by } => Self::new("held_by").with("by", by),
            LedgerError::Newer { .. } => Self::new("newer_ledger"),
            LedgerError::Full => Self::new("disk_full"),
            LedgerError::Folder { path, .. } => Self::new("bad_data_folder").with("path", path.display()),
            LedgerError::StillThere(_) => Self::new("still_there"),
            LedgerError::Damaged(_) | LedgerError::Sqlite(_) => Self::new("ledger_damaged"),
        };
        problem.saying(error)
    }
}
