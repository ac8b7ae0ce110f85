//! What crosses when a command fails: a code that the UI acts on, with values for its sentence.

use naru_aws::refusal::{Overtime, group_of, overtime};
use naru_engine::{Class, Failure, LedgerError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contract::{FailureView, FieldProblem, ProblemCode};

/// A command that failed. A user's cancel is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{}: {message}", crate::coded::code(.code))]
pub struct Problem {
    /// What failed, with the values that its sentence needs.
    #[serde(flatten)]
    pub code: ProblemCode,
    /// Technical words, for copying into a question to someone.
    pub message: String,
    /// AWS's own error, where it is AWS that refused.
    pub failure: Option<Box<FailureView>>,
}

impl Problem {
    /// A problem of that code.
    pub fn new(code: ProblemCode) -> Self {
        let message = crate::coded::code(&code).replace('_', " ");
        Self { code, message, failure: None }
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
        Self::new(ProblemCode::BadRequest).saying(place)
    }

    /// A field that keeps a draft from being planned.
    pub(crate) fn bad_draft(problem: FieldProblem) -> Self {
        Self::new(ProblemCode::BadDraft(problem.issue))
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let code = match failure.class {
            Class::Denied => {
                let group = group_of(failure.class, failure.code.as_deref(), &failure.message);
                ProblemCode::Denied { group }
            }
            Class::Expired if overtime(&failure) == Some(Overtime::Either) => ProblemCode::ExpiredOrClock,
            Class::Expired => ProblemCode::CredentialsExpired,
            Class::Gate => ProblemCode::Gate,
            Class::Throttled => ProblemCode::Throttled,
            Class::Transient => ProblemCode::NoConnection,
            Class::Propagating
            | Class::Missing
            | Class::Capacity
            | Class::Held
            | Class::Rejected
            | Class::Spent => ProblemCode::AwsRefused,
        };
        let message = failure.to_string();
        let mut problem = Self::new(code).saying(message);
        problem.failure = Some(Box::new(FailureView::new(&failure, &[])));
        problem
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        let code = match &error {
            LedgerError::Held { by } => ProblemCode::HeldBy { by: by.clone() },
            LedgerError::Newer { .. } => ProblemCode::NewerLedger,
            LedgerError::Full => ProblemCode::DiskFull { path: None },
            LedgerError::Folder { path, .. } => {
                ProblemCode::BadDataFolder { path: path.display().to_string() }
            }
            LedgerError::StillThere(_) => ProblemCode::StillThere,
            LedgerError::Damaged(_) | LedgerError::Sqlite(_) => ProblemCode::LedgerDamaged,
        };
        Self::new(code).saying(error)
    }
}

#[cfg(test)]
mod tests {
    use naru_aws::refusal::Group;
    use serde_json::json;

    use super::*;
    use crate::contract::{FieldIssue, PortCode};

    #[test]
    fn a_problem_crosses_as_its_code_and_its_data() {
        let why = PortCode::OutOfRange { port: 70_000 };
        let bad = Problem::new(ProblemCode::BadDraft(FieldIssue::Port { why }));
        let crossing = serde_json::to_value(&bad).expect("a problem serializes");
        assert_eq!(
            crossing,
            json!({
                "code": "bad_draft",
                "params": {
                    "field": "backend.port",
                    "why": { "code": "out_of_range", "params": { "port": 70_000 } },
                },
                "message": "bad draft",
                "failure": null,
            })
        );
        assert_eq!(serde_json::from_value::<Problem>(crossing).ok(), Some(bad));
    }

    #[test]
    fn a_code_without_data_crosses_alone() {
        let gate = Problem::new(ProblemCode::Gate).saying("no");
        let crossing = serde_json::to_value(&gate).expect("a problem serializes");
        assert_eq!(crossing, json!({ "code": "gate", "message": "no", "failure": null }));
        assert_eq!(serde_json::from_value::<Problem>(crossing).ok(), Some(gate.clone()));
        assert_eq!(gate.to_string(), "gate: no");
    }

    #[test]
    fn denied_source_crosses_with_the_problem() {
        let code = |because: &str| {
            let failure = Failure::new(Class::Denied, "look", because).code("AccessDenied");
            Problem::from(failure).code
        };
        let denied = code("because no identity-based policy allows the s3:ListAllMyBuckets action");
        assert_eq!(denied, ProblemCode::Denied { group: Group::Denied });
        let denied = code("with an explicit deny in a service control policy");
        assert_eq!(denied, ProblemCode::Denied { group: Group::DeniedByOrganisation });
    }

    #[test]
    fn ec2_request_expired_is_not_called_the_clock_alone() {
        let failure = Failure::new(Class::Expired, "look", "Request has expired.");
        assert_eq!(Problem::from(failure.clone()).code, ProblemCode::CredentialsExpired);
        assert_eq!(Problem::from(failure.code("RequestExpired")).code, ProblemCode::ExpiredOrClock);
    }
}
