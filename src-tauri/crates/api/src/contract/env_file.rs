//! Files of environment variables: what one has, without any of its values, and why its lines are refused, without any
//! part of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::EnvValueCode;

/// Where a file of environment variables is. It has no way to be printed.
#[derive(Clone, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum EnvSource {
    /// On this computer, where the core reads it.
    File {
        /// Where it lies, as a dialog or a drop gives it.
        path: String,
    },
    /// Its contents were pasted.
    Text {
        /// As they were pasted.
        text: String,
    },
}

/// Takes in values of a file of environment variables.
#[derive(Clone, Deserialize, TS)]
pub struct TakeEnvFile {
    /// The draft's id.
    pub id: String,
    /// The file, which is read again.
    pub source: EnvSource,
    /// The variables that are wanted of it.
    pub names: Vec<String>,
}

/// What a file of environment variables has. Its values stay in the core.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnvFileView {
    /// Its variables, in the order of its lines; none where a line is refused.
    pub variables: Vec<EnvFileVariable>,
    /// Every line that is refused, in their order: nothing is taken in until there is none.
    pub refused: Vec<EnvFileLine>,
    /// The lines with a reference to a name that the file doesn't have, which is passed on as it stands.
    pub unresolved: Vec<usize>,
}

/// What a line of a file gives a value to, told without the value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnvFileVariable {
    /// The line where it begins, from 1.
    pub line: usize,
    /// What it will be called.
    pub name: String,
    /// The property of Spring that stands in the file in the place of this variable; null where the name itself does.
    pub property: Option<String>,
    /// Whether its value is empty.
    pub is_empty: bool,
}

/// A line of a file that is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnvFileLine {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: EnvFileCode,
}

/// A file of environment variables that is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnvFileRefusal {
    /// The file.
    pub path: String,
    /// The first line that is refused, from 1.
    pub line: usize,
    /// What is wrong with that line.
    pub why: EnvFileCode,
    /// How many others are refused; null where it is the only one.
    pub more: Option<usize>,
}

/// Why a line is refused. Nothing of what stands in it crosses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum EnvFileCode {
    /// It is neither UTF-8 nor UTF-16.
    Encoding,
    /// There is no sign between a name and a value: often the rest of a value that an editor wrapped.
    NoSign,
    /// There is nothing before the sign.
    NoName,
    /// What stands before the sign can't be a name.
    BadName {
        /// The variable by which Spring reads it, where it is a property that the blueprint has or that everybody knows.
        meant: Option<String>,
    },
    /// It looks like the rest of a value that was wrapped, where no blueprint says that it is a variable.
    Wrapped,
    /// An earlier line has the same name.
    NamedTwice {
        /// The number of that line.
        first: usize,
    },
    /// A quote is opened and never closed.
    OpenQuote,
    /// Something stands behind the closing quote that is no comment.
    BehindQuote,
    /// The value stands between curly quotes, which an editor of prose made.
    CurlyQuote,
    /// The value is one that only a shell can read, `$'...'`.
    ShellQuote,
    /// The blueprint has no variable of that name.
    NotInBlueprint {
        /// The blueprint's, where one differs in its capitals alone.
        meant: Option<String>,
    },
    /// The value can't be kept.
    BadValue {
        /// What is wrong with it.
        why: EnvValueCode,
    },
}
