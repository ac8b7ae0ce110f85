//! What is wrong with a field of the draft: each field has codes of its own, with their values.

use naru_aws::boot::{EnvNameError, EnvValueError, HealthPathError, ImageNameError, PortError, PortNote};
use naru_dns::NameProblem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Level;

/// Something to know about a field of the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldProblem {
    /// The field, and what about it.
    #[serde(flatten)]
    pub issue: FieldIssue,
    /// How bad it is; only `stop` keeps the wizard from going on.
    pub level: Level,
}

/// A field of the draft, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "field")]
pub enum FieldIssue {
    /// The name of the deployment.
    #[serde(rename = "name")]
    Name {
        /// What is wrong.
        why: DeploymentNameCode,
    },
    /// Which halves there are.
    #[serde(rename = "halves")]
    Halves {
        /// What is wrong.
        why: HalvesCode,
    },
    /// The front-end's folder. What is in it is no matter of the draft.
    #[serde(rename = "frontend.folder")]
    Folder {
        /// What is wrong.
        why: FolderFieldCode,
    },
    /// What leads an app's addresses to its page.
    #[serde(rename = "frontend.error_page")]
    ErrorPage {
        /// What is wrong.
        why: ErrorPageCode,
    },
    /// The back-end's image.
    #[serde(rename = "backend.image")]
    Image {
        /// What is wrong.
        why: ImageCode,
    },
    /// The back-end's port.
    #[serde(rename = "backend.port")]
    Port {
        /// What is wrong, or worth knowing.
        why: PortCode,
    },
    /// The back-end's health path.
    #[serde(rename = "backend.health_path")]
    HealthPath {
        /// What is wrong.
        why: HealthPathCode,
    },
    /// The name of an environment variable.
    #[serde(rename = "backend.env")]
    Env {
        /// Which of the draft's variables, from 0.
        at: usize,
        /// What is wrong.
        why: EnvNameCode,
    },
    /// How many instances.
    #[serde(rename = "backend.count")]
    Count {
        /// What is wrong.
        why: CountCode,
    },
    /// The name of the user's own, as it was typed.
    #[serde(rename = "domain.name")]
    DomainName {
        /// What is wrong.
        why: DomainNameCode,
    },
}

impl FieldIssue {
    /// As something that keeps the wizard from going on.
    pub(crate) fn stops(self) -> FieldProblem {
        FieldProblem { issue: self, level: Level::Stop }
    }
}

/// What is wrong with a deployment's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum DeploymentNameCode {
    /// There is none.
    Empty,
    /// It has more than 40 characters.
    TooLong,
}

/// What is wrong with the choice of halves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum HalvesCode {
    /// There is neither a front-end nor a back-end.
    NothingChosen,
}

/// What is wrong with the folder as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum FolderFieldCode {
    /// There is none.
    Empty,
}

/// What is wrong with error pages that lead an app's addresses to its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum ErrorPageCode {
    /// The API is asked at the site's own name, and they would hide its errors.
    HidesApi,
}

/// What is wrong with the number of instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum CountCode {
    /// It is no number, below 1, or above what is allowed.
    OutOfRange {
        /// The most that there may be.
        max: u8,
    },
}

/// What is wrong with a port, or worth knowing of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum PortCode {
    /// There is none.
    Empty,
    /// It is no whole number.
    NotANumber {
        /// What was typed.
        text: String,
    },
    /// It is below 1 or above 65535.
    OutOfRange {
        /// The number.
        port: i64,
    },
    /// 80 on the instance belongs to nginx; it works all the same.
    HeldByNginx,
    /// 22 on the instance belongs to SSH; probably something else was meant.
    HeldBySsh,
    /// Below 1024: outside of a container an app that isn't root can't listen there.
    Privileged,
}

impl From<PortError> for PortCode {
    fn from(error: PortError) -> Self {
        match error {
            PortError::Empty => Self::Empty,
            PortError::NotANumber { text } => Self::NotANumber { text },
            PortError::OutOfRange { port } => Self::OutOfRange { port },
        }
    }
}

impl From<PortNote> for PortCode {
    fn from(note: PortNote) -> Self {
        match note {
            PortNote::HeldByNginx => Self::HeldByNginx,
            PortNote::HeldBySsh => Self::HeldBySsh,
            PortNote::Privileged => Self::Privileged,
        }
    }
}

/// Why a text is no image name. A `suggestion` is an image name that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum ImageCode {
    /// There is nothing.
    Empty,
    /// A whole command was pasted.
    DockerCommand {
        /// What it pulls or runs.
        suggestion: Option<String>,
    },
    /// A web address was pasted.
    Address {
        /// The image that it is about.
        suggestion: Option<String>,
    },
    /// There is a blank in it.
    Blank,
    /// There is a capital letter in the repository.
    Uppercase {
        /// The name in small letters.
        suggestion: Option<String>,
    },
    /// A character that no image name has.
    BadCharacter {
        /// The first of them.
        character: char,
    },
    /// A part between slashes is empty, or begins or ends with a separator.
    BadPart {
        /// What stands between two slashes, as it was read.
        part: String,
    },
    /// What stands before the first slash looks like a registry and is none.
    BadHost {
        /// What stands there.
        host: String,
    },
    /// The registry is one of this computer.
    LocalRegistry {
        /// The registry.
        host: String,
    },
    /// The registry asks for a login.
    PrivateRegistry {
        /// The registry.
        host: String,
    },
    /// What follows the colon is no tag.
    BadTag {
        /// What stands there.
        tag: String,
    },
    /// What follows `@` is no digest.
    BadDigest {
        /// What stands there.
        digest: String,
    },
    /// It is longer than any registry takes.
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
}

impl From<ImageNameError> for ImageCode {
    fn from(error: ImageNameError) -> Self {
        use ImageNameError as E;
        match error {
            E::Empty => Self::Empty,
            E::DockerCommand { suggestion } => Self::DockerCommand { suggestion },
            E::Address { suggestion } => Self::Address { suggestion },
            E::Blank => Self::Blank,
            E::Uppercase { suggestion } => Self::Uppercase { suggestion },
            E::BadCharacter { character } => Self::BadCharacter { character },
            E::BadPart { part } => Self::BadPart { part },
            E::BadHost { host } => Self::BadHost { host },
            E::LocalRegistry { host } => Self::LocalRegistry { host },
            E::PrivateRegistry { host } => Self::PrivateRegistry { host },
            E::BadTag { tag } => Self::BadTag { tag },
            E::BadDigest { digest } => Self::BadDigest { digest },
            E::TooLong { limit } => Self::TooLong { limit },
        }
    }
}

/// Why a text is no health path. A `suggestion` is a path that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum HealthPathCode {
    /// There is nothing.
    Empty,
    /// It doesn't begin with a slash.
    NoSlash {
        /// The same with a slash.
        suggestion: Option<String>,
    },
    /// A whole address was pasted.
    Address {
        /// Its path.
        suggestion: Option<String>,
    },
    /// There is a blank in it.
    Blank,
    /// There is a `?` or `#` in it.
    Query {
        /// What stands before it.
        suggestion: Option<String>,
    },
    /// A character that can't be asked for.
    BadCharacter {
        /// The first of them.
        character: char,
    },
    /// A `%` without two hexadecimal digits.
    BadEscape,
    /// It is longer than the load balancer takes.
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
}

impl From<HealthPathError> for HealthPathCode {
    fn from(error: HealthPathError) -> Self {
        use HealthPathError as E;
        match error {
            E::Empty => Self::Empty,
            E::NoSlash { suggestion } => Self::NoSlash { suggestion },
            E::Address { suggestion } => Self::Address { suggestion },
            E::Blank => Self::Blank,
            E::Query { suggestion } => Self::Query { suggestion },
            E::BadCharacter { character } => Self::BadCharacter { character },
            E::BadEscape => Self::BadEscape,
            E::TooLong { limit } => Self::TooLong { limit },
        }
    }
}

/// What is wrong with the name of an environment variable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum EnvNameCode {
    /// There is none.
    Empty,
    /// A whole line was pasted.
    Assignment {
        /// The name in it. The value never crosses.
        name: Option<String>,
    },
    /// It begins with a digit.
    LeadingDigit,
    /// It is the name of a property of Spring.
    Property {
        /// The variable by which Spring reads that property.
        suggestion: String,
    },
    /// A character that is no letter, digit or underscore.
    BadCharacter {
        /// The first of them.
        character: char,
    },
    /// It is longer than AWS or a registry takes.
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// Another variable has the same name.
    NamedTwice,
    /// No value was taken in for it.
    NoValue,
}

impl From<EnvNameError> for EnvNameCode {
    fn from(error: EnvNameError) -> Self {
        use EnvNameError as E;
        match error {
            E::Empty => Self::Empty,
            E::Assignment { name } => Self::Assignment { name },
            E::LeadingDigit => Self::LeadingDigit,
            E::Property { suggestion } => Self::Property { suggestion },
            E::BadCharacter { character } => Self::BadCharacter { character },
            E::TooLong { limit } => Self::TooLong { limit },
        }
    }
}

/// Why a text can't be the value of an environment variable. No part of the value is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum EnvValueCode {
    /// There is nothing.
    Empty,
    /// There is a zero byte in it.
    Zero,
    /// There is `{{` in it.
    Braces,
    /// It is longer than a parameter may be.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
}

impl From<EnvValueError> for EnvValueCode {
    fn from(error: EnvValueError) -> Self {
        match error {
            EnvValueError::Empty => Self::Empty,
            EnvValueError::Zero => Self::Zero,
            EnvValueError::Braces => Self::Braces,
            EnvValueError::TooLong { bytes, limit } => Self::TooLong { bytes, limit },
        }
    }
}

/// What is wrong with a domain's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum DomainNameCode {
    /// There is none.
    Empty,
    /// It is one label, such as `localhost`.
    NoDot {
        /// What was given.
        text: String,
    },
    /// It is an IP address.
    Address {
        /// What was given.
        text: String,
    },
    /// It has a path, a port or a user in it.
    MoreThanAName {
        /// What was given.
        text: String,
        /// The host name between what was typed around it.
        name: String,
    },
    /// What stands between two dots is longer than the DNS takes.
    PartTooLong {
        /// What was given.
        text: String,
        /// How many characters a part may have.
        limit: usize,
    },
    /// A letter or a length that the DNS doesn't take.
    Malformed {
        /// What was given.
        text: String,
    },
    /// It begins with `www.`, and what becomes of that is asked for apart.
    BeginsWithWww {
        /// The name without it.
        name: String,
    },
    /// Nobody can have it: names are registered below it, it is never registered, or a host gave it away.
    Nobodys {
        /// The name.
        text: String,
    },
    /// It is longer than the first name of a certificate may be (`acm.name_64`).
    TooLong {
        /// How many characters it has in the DNS.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
}

impl From<NameProblem> for DomainNameCode {
    fn from(problem: NameProblem) -> Self {
        match problem {
            NameProblem::Empty => Self::Empty,
            NameProblem::NoDot { text } => Self::NoDot { text },
            NameProblem::Address { text } => Self::Address { text },
            NameProblem::MoreThanAName { text, name } => Self::MoreThanAName { text, name },
            NameProblem::PartTooLong { text, limit } => Self::PartTooLong { text, limit },
            NameProblem::Malformed { text } => Self::Malformed { text },
        }
    }
}
