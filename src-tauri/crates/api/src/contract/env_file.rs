//! Why a file of environment variables is refused: by its lines, and without any part of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::EnvValueCode;

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
