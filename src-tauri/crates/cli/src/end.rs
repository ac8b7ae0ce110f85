//! How it ended, and what the shell is told of it.

use std::process::ExitCode;

use naru_api::coded::code;
use naru_api::contract::ProblemCode as Code;
use naru_api::credentials::EnvironmentError;
use naru_api::{Problem, sentences};
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
    /// What the dictionary has words for, in each language: all that is wrong at once.
    pub problems: Vec<Code>,
    /// What a terminal alone says, in place of what the dictionary says is to be done about the first of them.
    pub advice: Option<Text>,
    /// Technical words, with AWS's own: all there is where neither of the others is.
    pub words: String,
}

impl Why {
    /// Words of ours, as they stand in a log.
    pub fn new(code: &str, words: impl Into<String>) -> Self {
        Self { code: code.to_owned(), problems: Vec::new(), advice: None, words: words.into() }
    }

    /// A sentence of a terminal's own, in both languages, and what it is about.
    pub fn saying(code: &str, says: Text, words: impl Into<String>) -> Self {
        Self { advice: Some(says), ..Self::new(code, words) }
    }

    /// A sentence of a terminal's own that says all there is.
    pub fn own(code: &str, says: Text) -> Self {
        Self::saying(code, says, String::new())
    }

    /// The same with what the dictionary has words for.
    pub fn about(mut self, problems: impl IntoIterator<Item = Code>) -> Self {
        self.problems.extend(problems);
        self
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
    /// What happened, what to do about it, and the technical words: a line each.
    pub fn in_words(&self, lang: Lang) -> String {
        let mut lines = Vec::new();
        let mut advice = self.advice.map(|advice| advice.of(lang).to_owned());
        for problem in &self.problems {
            let told = sentences::problem(problem, lang);
            lines.push(told.says);
            lines.extend(advice.take().or(told.todo));
        }
        lines.extend(Some(self.words.clone()).filter(|words| !words.is_empty()));
        // What a terminal says alone stands below what it is about.
        lines.extend(advice);
        lines.join("\n")
    }
}

impl From<Problem> for End {
    fn from(problem: Problem) -> Self {
        let mut words = Vec::new();
        // Of a problem that nobody said more of, the message is its code.
        if problem.message != code(&problem.code).replace('_', " ") {
            words.push(problem.message.clone());
        }
        if let Code::RecordExists(exists) = &problem.code {
            let replace = serde_json::to_string(&exists.replace).unwrap_or_default();
            words.push(format!("replace: {replace}"));
        }
        let request = problem.failure.as_ref().and_then(|failure| failure.request_id.as_ref());
        if let Some(id) = request.filter(|id| !problem.message.contains(id.as_str())) {
            words.push(format!("AWS's request id: {id}"));
        }
        let advice = dictionary::problem(&problem);
        let why = Why {
            code: code(&problem.code),
            problems: vec![problem.code.clone()],
            advice,
            words: words.join("; "),
        };
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
            | Code::BadEnvFile(_)
            | Code::EnvFileUnread { .. }
            | Code::BadEnvValue { .. }
            | Code::BadFolder { .. }
            | Code::BadRecord { .. }
            | Code::BadRequest
            | Code::BlueprintLost
            | Code::ClockWrong
            | Code::IdInSecretField
            | Code::ImageMissing { .. }
            | Code::ImagePlatform { .. }
            | Code::ImagePrivate { .. }
            | Code::KeyEmpty { .. }
            | Code::KeyExpired
            | Code::KeyIdMalformed
            | Code::KeyHalf { .. }
            | Code::KeyMalformed { .. }
            | Code::KeySwapped
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
            | Code::NoWayOut { .. }
            | Code::PublicAccessBlocked { .. }
            | Code::NoSuchProfile { .. }
            | Code::NoSuchZone { .. }
            | Code::NotSaved { .. }
            | Code::NothingToResume
            | Code::ProfileRing { .. }
            | Code::ProfileUnread { .. }
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
                Self::BadInput(Why::saying("no_region", dictionary::NO_REGION, said))
            }
            EnvironmentError::NoCredentials => {
                Self::Refused(Why::saying("no_credentials", dictionary::NO_ACCOUNT, said))
            }
            EnvironmentError::CredentialsUnusable => {
                Self::Refused(Why::saying("credentials_unusable", dictionary::UNUSABLE, said))
            }
            EnvironmentError::Problem(problem) => problem.into(),
        }
    }
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
    fn a_problem_is_said_in_each_language_with_its_values_and_aws_s_own_words() {
        let unknown = Code::UnknownRegion { region: "mars-1".to_owned(), meant: None };
        let end = End::from(Problem::new(unknown).saying("AWS said no"));
        let why = end.why().expect("it isn't done");
        let said = [Lang::Ko, Lang::En].map(|lang| why.in_words(lang));
        assert!(
            said.iter().all(|said| said.contains("mars-1") && said.ends_with("\nAWS said no")),
            "{said:?}"
        );
        assert!(!said[0].is_ascii() && said[1].contains("--region"), "{said:?}");
    }

    #[test]
    fn all_that_is_wrong_is_said_and_what_to_do_about_each() {
        let regions =
            ["mars-1", "moon-1"].map(|region| Code::UnknownRegion { region: region.to_owned(), meant: None });
        let why = Why::new("bad_input", "site.json").about(regions);
        let said = why.in_words(Lang::En);
        let lines: Vec<&str> = said.lines().collect();
        assert!(lines.len() == 5 && lines[0].contains("mars-1") && lines[2].contains("moon-1"), "{said}");
        assert_eq!(lines[4], "site.json");
    }

    #[test]
    fn a_terminal_s_own_sentence_stands_below_what_it_is_about() {
        let why = Why::saying("x", Text { ko: "ko", en: "en" }, "site.json");
        assert_eq!(
            (why.in_words(Lang::Ko).as_str(), why.in_words(Lang::En).as_str()),
            ("site.json\nko", "site.json\nen")
        );
    }
}
