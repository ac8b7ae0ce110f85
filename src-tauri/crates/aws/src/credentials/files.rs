//! The two files of `~/.aws` as people have them, on the way to the SDK's parser.
//!
//! The AWS command line reads them as Python's configparser does, and the SDK's parser is stricter: it takes an indented
//! setting for the rest of the one before, gives up on a whole file for one line, reads no other encoding than UTF-8,
//! and passes over sections whose names it doesn't like. What can be meant in one way alone is handed over as it is
//! meant; what can't is said by its file and line, and nothing of what stands there is repeated.

use std::path::PathBuf;

use aws_runtime::env_config::file::{EnvConfigFileKind as Kind, EnvConfigFiles};
use aws_types::os_shim_internal::{Env, Fs};

use super::key::{bare, looks_like_id, looks_like_secret};
use crate::written;

/// The settings whose values are taken without what sticks to them when they are copied.
const COPIED: [&str; 4] = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token", "region"];

/// A line that can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read line {line} of {file}")]
pub struct Unread {
    /// The file, as it is named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: UnreadWhy,
}

/// Why a line of `~/.aws` can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnreadWhy {
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
    /// A section's name with a blank, a quote or another letter that the SDK doesn't take.
    SectionName,
    /// A section of `config` that lacks the word `profile`.
    NoPrefix,
    /// A section of `credentials` with the word `profile`, which belongs into `config` alone.
    Prefix,
    /// A key's id without its secret, or its secret without its id.
    HalfKey,
    /// A key whose id stands in the place of its secret, and its secret in the place of its id.
    SwappedKey,
}

/// Both files.
#[derive(Debug)]
pub(super) struct Files {
    /// As the SDK takes them.
    pub cleaned: EnvConfigFiles,
    /// The sections that it passes over, each with the name of the profile that it was to be.
    pub passed_over: Vec<(String, Unread)>,
    /// The keys of which no key can be made, each with the name of its profile. The other half may stand in the other
    /// file: then it is none of these that fails.
    pub broken_keys: Vec<(String, Unread)>,
}

impl Files {
    /// Reads the files that the environment names, or the usual ones.
    ///
    /// # Errors
    /// The first line for which nothing of its file can be read.
    pub(super) async fn read(fs: &Fs, env: &Env) -> Result<Self, Unread> {
        let mut builder = EnvConfigFiles::builder();
        let (mut passed_over, mut broken_keys) = (Vec::new(), Vec::new());
        for kind in [Kind::Config, Kind::Credentials] {
            let (file, path) = place(kind, env);
            let bytes = match fs.read_to_end(&path).await {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
                Err(_) => return Err(Unread { file, line: 1, why: UnreadWhy::Closed }),
            };
            let unread = |(line, why)| Unread { file: file.clone(), line, why };
            let cleaned = clean(&bytes, kind).map_err(unread)?;
            builder = builder.with_contents(kind, cleaned.text);
            let told = |(name, line, why)| (name, unread((line, why)));
            passed_over.extend(cleaned.passed_over.into_iter().map(told));
            broken_keys.extend(cleaned.broken_keys.into_iter().map(told));
        }
        Ok(Self { cleaned: builder.build(), passed_over, broken_keys })
    }

    /// Without any file.
    pub(super) fn none() -> Self {
        let cleaned = EnvConfigFiles::builder().with_contents(Kind::Config, "").build();
        Self { cleaned, passed_over: Vec::new(), broken_keys: Vec::new() }
    }
}

/// How a file is named, and where it is.
fn place(kind: Kind, env: &Env) -> (String, PathBuf) {
    let (variable, usual) = match kind {
        Kind::Config => ("AWS_CONFIG_FILE", "~/.aws/config"),
        Kind::Credentials => ("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"),
    };
    let named = env.get(variable).unwrap_or_else(|_| usual.to_owned());
    let home = env.get("HOME").or_else(|_| env.get("USERPROFILE")).ok();
    let path =
        match (named.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\'])), home)
        {
            (Some(rest), Some(home)) => PathBuf::from(home).join(rest.trim_start_matches(['/', '\\'])),
            _ => PathBuf::from(&named),
        };
    (named, path)
}

/// A file as the SDK takes it, line for line.
#[derive(Debug, Default)]
struct Cleaned {
    text: String,
    /// The name, the line and the reason of each section that is passed over.
    passed_over: Vec<(String, usize, UnreadWhy)>,
    /// The same of each key of which no key can be made.
    broken_keys: Vec<(String, usize, UnreadWhy)>,
}

/// The halves of the key of one section: the line of each that isn't empty, and whether it looks like the other.
#[derive(Debug, Default)]
struct Halves {
    profile: String,
    id: Option<(usize, bool)>,
    secret: Option<(usize, bool)>,
}

impl Halves {
    fn of(section: &str) -> Self {
        let name = section.trim().strip_prefix("profile").unwrap_or(section).trim();
        Self { profile: name.to_owned(), ..Self::default() }
    }

    fn take(&mut self, line: usize, name: &str, value: &str) {
        let value = bare(value);
        if value.is_empty() {
            return;
        }
        match name.to_ascii_lowercase().as_str() {
            "aws_access_key_id" => self.id = Some((line, looks_like_secret(&value))),
            "aws_secret_access_key" => self.secret = Some((line, looks_like_id(&value))),
            _ => {}
        }
    }

    /// Why no key can be made of them.
    fn broken(self) -> Option<(String, usize, UnreadWhy)> {
        let (line, why) = match (self.id, self.secret) {
            (Some((line, true)), Some((_, true))) => (line, UnreadWhy::SwappedKey),
            (Some((line, _)), None) | (None, Some((line, _))) => (line, UnreadWhy::HalfKey),
            _ => return None,
        };
        Some((self.profile, line, why))
    }
}

fn clean(bytes: &[u8], kind: Kind) -> Result<Cleaned, (usize, UnreadWhy)> {
    let text = written::text(bytes).map_err(|error| (error.line, UnreadWhy::Encoding))?;
    let (mut cleaned, mut halves) = (Cleaned::default(), Halves::default());
    let mut is_in_section = false;
    // How far the setting is indented that an indented line would go on with, and whether it is empty: then what is
    // below it are settings of their own.
    let mut open: Option<(usize, bool)> = None;
    for (at, line) in text.lines().enumerate() {
        let number = at + 1;
        let bare_line = line.trim();
        let indent = line.chars().take_while(|c| matches!(c, ' ' | '\t')).count();
        if bare_line.is_empty() || bare_line.starts_with(['#', ';']) {
            // It keeps its number.
        } else if let Some((_, has_settings)) = open.filter(|(of, _)| indent > *of) {
            if has_settings {
                setting(bare_line).map_err(|why| (number, why))?;
            }
            cleaned.text.push_str("  ");
            cleaned.text.push_str(bare_line);
        } else if bare_line.starts_with('[') {
            let name = section(bare_line).ok_or((number, UnreadWhy::OpenSection))?;
            if let Some((profile, why)) = passed_over(name, kind) {
                cleaned.passed_over.push((profile.to_owned(), number, why));
            }
            (is_in_section, open) = (true, None);
            let before = std::mem::replace(&mut halves, Halves::of(name));
            cleaned.broken_keys.extend(before.broken());
            cleaned.text.push_str(bare_line);
        } else {
            if !is_in_section {
                return Err((number, UnreadWhy::NoSection));
            }
            let (name, value) = setting(bare_line).map_err(|why| (number, why))?;
            open = Some((indent, value.trim().is_empty()));
            halves.take(number, name, value);
            if COPIED.iter().any(|copied| copied.eq_ignore_ascii_case(name)) {
                cleaned.text.push_str(name);
                cleaned.text.push_str(" = ");
                cleaned.text.push_str(&bare(value));
            } else {
                cleaned.text.push_str(bare_line);
            }
        }
        cleaned.text.push('\n');
    }
    cleaned.broken_keys.extend(halves.broken());
    Ok(cleaned)
}

/// What stands between the brackets of a section; a comment may be behind them.
fn section(line: &str) -> Option<&str> {
    let line = line.split(['#', ';']).next().unwrap_or_default().trim();
    line.strip_prefix('[')?.strip_suffix(']')
}

/// A setting's name and its value, without the comment that the SDK takes off: from a sign behind a blank on.
fn setting(line: &str) -> Result<(&str, &str), UnreadWhy> {
    let begins = |(at, _): &(usize, &str)| line[..*at].ends_with(char::is_whitespace);
    let comment = line.match_indices(['#', ';']).find(begins);
    let line = comment.map_or(line, |(at, _)| &line[..at]);
    let (name, value) = line.split_once('=').ok_or(UnreadWhy::NoSign)?;
    let name = name.trim();
    if name.is_empty() { Err(UnreadWhy::NoName) } else { Ok((name, value)) }
}

/// Whether the SDK passes a section over, and which profile it was to be.
fn passed_over(section: &str, kind: Kind) -> Option<(&str, UnreadWhy)> {
    let (prefix, name) = match section.trim().split_once([' ', '\t']) {
        Some((prefix, name)) => (Some(prefix), name.trim()),
        None => (None, section.trim()),
    };
    let is_taken = name.chars().all(|c| c.is_ascii_alphanumeric() || "_-/.%@:+".contains(c));
    let unquoted = name.trim_matches(['"', '\'']);
    match (kind, prefix) {
        (Kind::Config, None) if name != "default" => Some((unquoted, UnreadWhy::NoPrefix)),
        (Kind::Credentials, Some("profile")) => Some((unquoted, UnreadWhy::Prefix)),
        (Kind::Config, Some("profile")) | (_, None) => {
            (!is_taken).then_some((unquoted, UnreadWhy::SectionName))
        }
        (Kind::Credentials, Some(_)) => Some((section.trim(), UnreadWhy::SectionName)),
        (Kind::Config, Some(_)) => None,
    }
}

#[cfg(test)]
mod tests;
