//! How it ended, and what the shell is told of it.

use std::process::ExitCode;

use naru_api::Problem;
use naru_api::coded::{code, values};
use naru_api::contract::ProblemCode as Code;
use naru_api::credentials::EnvironmentError;
use naru_aws::text::{Lang, Text};

use crate::dictionary;

/// How it ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    /// As asked.
    Done,
    /// On its way; the same command takes it up.
    Stopped(Why),
    /// Not begun, because somebody or something said no.
    Refused(Why),
    /// Not begun, because what was given is no good.
    BadInput(Why),
    /// By a fault of ours, or of the computer's.
    Broken(Why),
}

/// Why it ended so: a code, words, and AWS's own error where there is one.
#[derive(Debug, PartialEq, Eq)]
pub struct Why {
    /// What a script goes by, such as `bad_input` or a problem's own code.
    pub code: String,
    /// What happened, for a person, in English and with AWS's own words.
    pub words: String,
    /// What to do about it, in both languages.
    pub advice: Option<Text>,
}

impl Why {
    /// Words of ours.
    pub fn new(code: &str, words: impl Into<String>) -> Self {
        Self { code: code.to_owned(), words: words.into(), advice: None }
    }
}

impl End {
    /// By a fault of ours.
    pub fn broken(words: impl Into<String>) -> Self {
        Self::Broken(Why::new("internal", words))
    }

    /// What was given is no good.
    pub fn bad_input(words: impl Into<String>) -> Self {
        Self::BadInput(Why::new("bad_input", words))
    }

    /// Its number, as `--help` lists it.
    pub fn number(&self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Broken(_) => 1,
            Self::BadInput(_) => 2,
            Self::Stopped(_) => 3,
            Self::Refused(_) => 4,
        }
    }

    /// Its number, for the shell.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(self.number())
    }

    /// Its name in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Stopped(_) => "stopped",
            Self::Refused(_) => "refused",
            Self::BadInput(_) => "bad_input",
            Self::Broken(_) => "broken",
        }
    }

    /// Why, where it isn't done.
    pub fn why(&self) -> Option<&Why> {
        match self {
            Self::Done => None,
            Self::Stopped(why) | Self::Refused(why) | Self::BadInput(why) | Self::Broken(why) => Some(why),
        }
    }
}

impl Why {
    /// The words, and below them what to do.
    pub fn in_words(&self, lang: Lang) -> String {
        match &self.advice {
            Some(advice) => format!("{}\n{}", self.words, advice.of(lang)),
            None => self.words.clone(),
        }
    }
}

impl From<Problem> for End {
    fn from(problem: Problem) -> Self {
        let mut words = vec![problem.message.clone()];
        for (name, value) in &values(&problem.code) {
            if !problem.message.contains(value.as_str()) {
                words.push(format!("{name}: {value}"));
            }
        }
        let request = problem.failure.as_ref().and_then(|failure| failure.request_id.as_ref());
        if let Some(id) = request.filter(|id| !problem.message.contains(id.as_str())) {
            words.push(format!("AWS's request id: {id}"));
        }
        let mut words = words.join("; ");
        if let Some(help) = help(&problem.code) {
            words = format!("{words}\n{help}");
        }
        let advice = dictionary::problem(&problem);
        let why = Why { code: code(&problem.code), words, advice };
        match problem.code {
            Code::CredentialsExpired
            | Code::ExpiredOrClock
            | Code::NoConnection
            | Code::Throttled
            | Code::DiskFull { .. }
            | Code::Unread { .. } => Self::Stopped(why),
            Code::AlreadyRunning
            | Code::AwsRefused
            | Code::Denied { .. }
            | Code::Gate
            | Code::HeldBy { .. }
            | Code::NameLedElsewhere { .. }
            | Code::RecordRouted { .. }
            | Code::NameTaken { .. }
            | Code::NewerLedger
            | Code::NoSession
            | Code::OtherAccount { .. }
            | Code::OtherName { .. }
            | Code::OtherRegion { .. }
            | Code::OtherZone { .. }
            | Code::PlanChanged
            | Code::PracticeUnavailable
            | Code::ProfileSignIn { .. }
            | Code::RecordExists(_)
            | Code::RootKey { .. }
            | Code::TokenMissing => Self::Refused(why),
            Code::EventsEnded | Code::Internal | Code::LedgerDamaged | Code::UnknownCommand { .. } => {
                Self::Broken(why)
            }
            Code::BadAddress { .. }
            | Code::BadBlueprint
            | Code::BadDataFolder { .. }
            | Code::BadDomain { .. }
            | Code::BadDraft(_)
            | Code::BadEnvValue { .. }
            | Code::BadFolder { .. }
            | Code::BadRecord { .. }
            | Code::BadRequest
            | Code::BlueprintLost
            | Code::ClockWrong
            | Code::IdInSecretField
            | Code::KeyEmpty { .. }
            | Code::KeyExpired
            | Code::KeyIdMalformed
            | Code::KeyringLocked
            | Code::KeyringNoBus
            | Code::KeyringNoService
            | Code::KeyringRefused
            | Code::KeyringTooLong
            | Code::NoAwsAnswer
            | Code::NoBrowser { .. }
            | Code::NoDefaultVpc { .. }
            | Code::NoDomain
            | Code::NoPicture
            | Code::NoSavedKey
            | Code::NoSuchDeployment { .. }
            | Code::NoSuchProfile { .. }
            | Code::NoSuchZone { .. }
            | Code::NotSaved { .. }
            | Code::NothingToResume
            | Code::ProfileUnusable { .. }
            | Code::ProfilesUnreadable
            | Code::RegionOptIn { .. }
            | Code::SecretInIdField
            | Code::SecretMalformed { .. }
            | Code::StillThere
            | Code::TooFewZones { .. }
            | Code::UnknownRegion { .. }
            | Code::WrongKey
            | Code::WrongSecret => Self::BadInput(why),
        }
    }
}

impl From<EnvironmentError> for End {
    fn from(error: EnvironmentError) -> Self {
        let said = error.to_string();
        match error {
            EnvironmentError::NoRegion => {
                let words = format!("{said}\nGive one with --region or AWS_REGION.");
                Self::BadInput(Why::new("no_region", words))
            }
            EnvironmentError::NoCredentials => {
                Self::Refused(Why::new("no_credentials", format!("{said}\n{NO_ACCOUNT}")))
            }
            EnvironmentError::CredentialsUnusable => Self::Refused(Why::new("credentials_unusable", said)),
            EnvironmentError::Problem(problem) => problem.into(),
        }
    }
}

/// What to do where nothing leads into an account.
const NO_ACCOUNT: &str = "Set AWS_PROFILE or AWS_ACCESS_KEY_ID, or try it with --practice.";

/// What to do about a problem that has one answer.
fn help(code: &Code) -> Option<&'static str> {
    Some(match code {
        Code::HeldBy { .. } => "Close it, or give this one a data folder of its own with --data-dir.",
        Code::NewerLedger => "Use the newer Naru.",
        Code::NameTaken { .. } => "Take the name off that distribution first, or take its deployment away.",
        Code::NameLedElsewhere { .. } => {
            "Remove the record that leads there, wait until its TTL is over, and try again: CloudFront takes no name \
             that leads to another distribution."
        }
        Code::NoSession => NO_ACCOUNT,
        Code::OtherRegion { .. } => "Give the region that it lies in with --region.",
        Code::NoDefaultVpc { .. } => "Set \"create_default_vpc\": true in the blueprint to have it made.",
        Code::RecordExists(_) => {
            "To have it replaced, put what `replace` says into \"replace\" of the blueprint's domain. \
             A teardown puts it back."
        }
        Code::RecordRouted { .. } => "Remove those records in Route 53 first, or take another name.",
        Code::RootKey { .. } => "Make an IAM user for this, and delete the root user's key.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_end_has_the_number_that_the_help_promises() {
        let why = || Why::new("x", "x");
        let ends =
            [End::Done, End::Broken(why()), End::BadInput(why()), End::Stopped(why()), End::Refused(why())];
        assert_eq!(ends.map(|end| end.number()), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn what_passes_by_itself_is_resumable_and_what_was_denied_is_not() {
        assert_eq!(End::from(Problem::new(Code::NoConnection)).number(), 3);
        let denied = Code::Denied { group: naru_aws::refusal::Group::Denied };
        assert_eq!(End::from(Problem::new(denied)).number(), 4);
        assert_eq!(End::from(Problem::new(Code::BadBlueprint)).number(), 2);
        assert_eq!(End::from(Problem::new(Code::LedgerDamaged)).number(), 1);
    }

    #[test]
    fn a_problem_s_values_are_told_once() {
        let unknown = Code::UnknownRegion { region: "mars-1".to_owned() };
        let problem = Problem::new(unknown).saying("unknown region mars-1");
        assert_eq!(End::from(problem).why().map(|why| why.words.as_str()), Some("unknown region mars-1"));
    }
}
