//! Why a command failed: every code that crosses, with its values.

use naru_aws::blueprint::OldRecord;
use naru_aws::credentials::UnreadWhy;
use naru_aws::refusal::Group;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DomainNameCode, EnvFileRefusal, EnvValueCode, FieldIssue, FolderCode, LeadsTo};

/// Why a command failed. A code exists only where somebody says or does something different for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum ProblemCode {
    /// One half of an access key wasn't typed.
    KeyEmpty {
        /// The half that is empty.
        field: KeyField,
    },
    /// What was typed as an access key id can't be one.
    KeyIdMalformed,
    /// The secret was typed where the id goes.
    SecretInIdField,
    /// The id was typed where the secret goes.
    IdInSecretField,
    /// What was typed as a secret can't be one.
    SecretMalformed {
        /// How many characters it has; a secret has 40.
        length: usize,
    },
    /// It is a temporary key, and its session token wasn't typed.
    TokenMissing,
    /// The key is the root user's.
    RootKey {
        /// The account's number.
        account: String,
    },
    /// AWS knows no key of that id.
    WrongKey,
    /// AWS knows the id, and the secret isn't its own.
    WrongSecret,
    /// A temporary key has run out.
    KeyExpired,
    /// The credentials ran out while they were in use.
    CredentialsExpired,
    /// There is no profile of that name on this computer.
    NoSuchProfile {
        /// The name.
        profile: String,
    },
    /// The session of a profile has run out.
    ProfileSignIn {
        /// The profile's name.
        profile: String,
        /// How one signs in again.
        kind: SignIn,
    },
    /// A profile leads to no credentials.
    ProfileUnusable {
        /// The profile's name.
        profile: String,
    },
    /// A profile takes its credentials from itself, by way of others.
    ProfileRing {
        /// The profile's name.
        profile: String,
    },
    /// A file of `~/.aws` can't be parsed.
    ProfilesUnreadable,
    /// A line of `~/.aws` can't be read, or is passed over.
    ProfileUnread {
        /// The file, as it is named.
        path: String,
        /// The line, from 1.
        line: usize,
        /// Why, without any of what stands there.
        why: ProfileLineCode,
    },
    /// A variable of the environment holds what can't be a part of a key.
    KeyMalformed {
        /// The variable's name.
        variable: String,
    },
    /// One half of a key stands in a variable, and the other nowhere.
    KeyHalf {
        /// The name of the variable that lacks.
        variable: String,
    },
    /// The variables of a key hold its id and its secret in each other's place.
    KeySwapped,
    /// AWS refused a signature because this computer's clock is off.
    ClockWrong,
    /// The credentials have run out or this computer's clock is off: AWS has the same words for both.
    ExpiredOrClock,
    /// There is no key in the OS keyring.
    NoSavedKey,

    /// The OS keyring is locked.
    KeyringLocked,
    /// There is a session bus and no Secret Service on it.
    KeyringNoService,
    /// There is no session bus.
    KeyringNoBus,
    /// The key is longer than the OS keyring takes.
    KeyringTooLong,
    /// The OS keyring refused to keep the key.
    KeyringRefused,

    /// AWS can't be reached, or had a bad moment.
    NoConnection,
    /// Something answered in AWS's place.
    NoAwsAnswer,
    /// AWS asks to go slower.
    Throttled,
    /// The caller may not do that.
    Denied {
        /// Who denied it, as failures are told apart.
        #[ts(type = "FailureGroup")]
        group: Group,
    },
    /// AWS has to let the account in first.
    Gate,
    /// AWS refused for another reason.
    AwsRefused,
    /// There is no such region.
    UnknownRegion {
        /// Its name, as it was given.
        region: String,
        /// The region that was probably meant: that of a zone, or of a city.
        meant: Option<String>,
    },
    /// It is a region that every account has to turn on first: none of them is offered.
    RegionOptIn {
        /// A code of AWS's, such as `ap-southeast-3`.
        region: String,
    },
    /// Too few zones have what a load balancer needs.
    TooFewZones {
        /// A code of AWS's, such as `ap-northeast-2`.
        region: String,
        /// How many have.
        zones: usize,
    },
    /// Too few zones have a way to the internet.
    NoWayOut {
        /// A code of AWS's, such as `ap-northeast-2`.
        region: String,
        /// Those whose subnet has no route to an internet gateway, such as `ap-northeast-2a`.
        zones: Vec<String>,
    },
    /// VPC Block Public Access shuts too many zones off from the internet.
    PublicAccessBlocked {
        /// A code of AWS's, such as `ap-northeast-2`.
        region: String,
    },
    /// The region has no default VPC, and none may be made.
    NoDefaultVpc {
        /// A code of AWS's, such as `ap-northeast-2`.
        region: String,
    },

    /// Another process has the ledger open.
    HeldBy {
        /// What it said of itself.
        by: String,
    },
    /// A newer version wrote the ledger.
    NewerLedger,
    /// The ledger can't be read.
    LedgerDamaged,
    /// Nothing more can be written to the data folder's disk.
    DiskFull {
        /// The data folder, where it wasn't the ledger that met it.
        path: Option<String>,
    },
    /// The data folder can't be written to.
    BadDataFolder {
        /// The folder.
        path: String,
    },
    /// A file that was to be saved couldn't be written.
    NotSaved {
        /// Where it was to be.
        path: String,
    },
    /// The system opens no browser.
    NoBrowser {
        /// The address that was to be opened.
        url: String,
    },
    /// An address that isn't the web's is not handed to the system.
    BadAddress {
        /// The address.
        url: String,
    },
    /// A picture couldn't be drawn.
    NoPicture,
    /// The practice account can't be opened, or emptied.
    PracticeUnavailable,

    /// The app is in no account.
    NoSession,
    /// The deployment is in another account than the one that the app is in.
    OtherAccount {
        /// The deployment's account.
        wanted: String,
        /// The one that the app is in.
        found: String,
    },
    /// The deployment, whose ledger is lost, lies in another region than the one that the app is in.
    OtherRegion {
        /// The deployment's region.
        wanted: String,
        /// The one that the app is in.
        found: String,
    },
    /// Neither ledger nor marks know such a deployment.
    NoSuchDeployment {
        /// As it was asked for.
        id: String,
    },
    /// A run of it goes on.
    AlreadyRunning,
    /// It has no run to take up.
    NothingToResume,
    /// The plan is another one than the one that was consented to.
    PlanChanged,
    /// The deployment's name was typed differently.
    OtherName {
        /// The deployment's, as it has to be typed.
        name: String,
    },
    /// A kind could not be read, and what is left out would be lost.
    Unread {
        /// The kind's name.
        kind: String,
    },
    /// Something of the deployment is still there.
    StillThere,
    /// A field of the draft keeps it from being planned.
    BadDraft(FieldIssue),
    /// A deployment that was recovered by its marks has no blueprint.
    BlueprintLost,
    /// The blueprint is none that can be planned.
    BadBlueprint,
    /// A front-end folder can't be a site.
    BadFolder {
        /// Why; null where it couldn't be looked into at all.
        why: Option<Box<FolderCode>>,
    },
    /// Nobody may pull the image without a login, or there is none of that name.
    ImagePrivate {
        /// The image's name.
        image: String,
    },
    /// The registry has no such image.
    ImageMissing {
        /// The image's name.
        image: String,
    },
    /// The image is for other processors than the instance type's.
    ImagePlatform {
        /// The image's name.
        image: String,
        /// The processors that it is for, such as `arm64`.
        has: Vec<String>,
        /// The instance type's, such as `amd64`.
        wanted: String,
    },
    /// The value of an environment variable can't be kept.
    BadEnvValue {
        /// The variable's name.
        name: String,
        /// What is wrong with what was given.
        why: EnvValueCode,
    },
    /// A file of environment variables can't be read, or has another content by now.
    EnvFileUnread {
        /// The file's path.
        path: String,
    },
    /// A file of environment variables is refused, as a whole.
    BadEnvFile(Box<EnvFileRefusal>),
    /// The two sides of the contract are of different versions: the request isn't what the command takes.
    BadRequest,
    /// The two sides of the contract are of different versions: there is no such command.
    UnknownCommand {
        /// The command's name.
        command: String,
    },
    /// Events can't be read any further.
    EventsEnded,
    /// A fault of a host itself, such as an exception in the window. The core never sends it.
    Internal,

    /// What was given as a domain is none.
    BadDomain {
        /// What is wrong with what was given.
        why: DomainNameCode,
    },
    /// A record can't be added to the practice internet.
    BadRecord {
        /// The full name that was given.
        name: String,
    },
    /// The deployment has no domain.
    NoDomain,
    /// The hosted zone that was chosen doesn't fit the name.
    NoSuchZone {
        /// The zone's id.
        zone: String,
    },
    /// The hosted zone's name was typed differently.
    OtherZone {
        /// Its name as people read it; null where it can't be read.
        zone: Option<String>,
    },
    /// A record stands at one of the names, and nobody agreed to have it replaced.
    RecordExists(Box<RecordExists>),
    /// A distribution of this account has the name.
    NameTaken {
        /// Such as `www.example.com`, without a final dot.
        name: String,
        /// The distribution's id.
        distribution: String,
    },
    /// Several records stand at the name, and Route 53 chooses among them.
    RecordRouted {
        /// Such as `www.example.com`, without a final dot.
        name: String,
        /// Their type.
        record: String,
    },
    /// The name leads to another distribution.
    NameLedElsewhere {
        /// Such as `www.example.com`, without a final dot.
        name: String,
        /// Where it leads, where that could be seen.
        leads_to: Option<String>,
        /// The type of the record that leads there, where it is in a zone of this account's.
        record: Option<String>,
    },
}

/// A record that nobody agreed to have replaced, and what would be agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordExists {
    /// The name that it leads.
    pub name: String,
    /// Its type.
    pub record: String,
    /// What it leads to.
    pub old: Vec<String>,
    /// What it would lead to.
    pub new: LeadsTo,
    /// Every record that has to be agreed to, as a blueprint's domain has it in `replace`.
    #[ts(type = "unknown[]")]
    pub replace: Vec<OldRecord>,
}

/// Why a line of `~/.aws` can't be read, or is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProfileLineCode {
    /// The file is there and can't be opened.
    Closed,
    /// It is neither UTF-8 nor UTF-16.
    Encoding,
    /// A setting without a `=`.
    NoSign,
    /// A setting without a name.
    NoName,
    /// A setting before the first section.
    NoSection,
    /// A section without its closing bracket.
    OpenSection,
    /// A section's name with a blank, a quote or another letter that isn't taken.
    SectionName,
    /// A section of `config` without the word `profile`.
    NoPrefix,
    /// A section of `credentials` with the word `profile`.
    Prefix,
    /// A key's id without its secret, or its secret without its id.
    HalfKey,
    /// A key's id in the place of its secret, and its secret in the place of its id.
    SwappedKey,
}

impl From<UnreadWhy> for ProfileLineCode {
    fn from(why: UnreadWhy) -> Self {
        match why {
            UnreadWhy::Closed => Self::Closed,
            UnreadWhy::Encoding => Self::Encoding,
            UnreadWhy::NoSign => Self::NoSign,
            UnreadWhy::NoName => Self::NoName,
            UnreadWhy::NoSection => Self::NoSection,
            UnreadWhy::OpenSection => Self::OpenSection,
            UnreadWhy::SectionName => Self::SectionName,
            UnreadWhy::NoPrefix => Self::NoPrefix,
            UnreadWhy::Prefix => Self::Prefix,
            UnreadWhy::HalfKey => Self::HalfKey,
            UnreadWhy::SwappedKey => Self::SwappedKey,
        }
    }
}

/// A half of an access key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyField {
    /// The access key id.
    Id,
    /// The secret access key.
    Secret,
}

/// How one signs in again to a profile's session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignIn {
    /// By `aws login`.
    Login,
    /// By `aws sso login`.
    Sso,
}
