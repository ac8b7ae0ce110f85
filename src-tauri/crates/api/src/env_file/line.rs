//! The lines of a file of environment variables: a name, a sign, a value, each as far as it goes.

use naru_aws::boot::EnvName;

use super::value::{Piece, Quote, quoted, unquoted};
use super::{Names, Refusal, spring};
use crate::contract::EnvFileCode;

/// What stands before a name in files that are a shell's as well.
const PREFIXES: [&str; 3] = ["export", "declare -x", "set"];

/// What stands before a name in PowerShell.
const POWERSHELL: &str = "$env:";

/// The curly quotes that editors of prose put in the place of straight ones.
const CURLY: [char; 4] = ['\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}'];

/// A line that gives a variable a value.
pub(super) struct Line<'a> {
    /// Its number, from 1.
    pub number: usize,
    pub name: EnvName,
    /// The property that stands in the name's place.
    pub property: Option<String>,
    /// What the value is put together from.
    pub value: Vec<Piece<'a>>,
}

/// Reads lines until there is none left. Blank ones and comments are none.
pub(super) fn lines<'a>(text: &'a str, names: Names<'a>) -> impl Iterator<Item = Result<Line<'a>, Refusal>> {
    let mut rest = Rest { text, number: 1, names };
    std::iter::from_fn(move || rest.assignment())
}

/// What is still to be read.
struct Rest<'a> {
    text: &'a str,
    /// The number of the line that it stands in.
    number: usize,
    names: Names<'a>,
}

impl<'a> Rest<'a> {
    /// What is left of the line, behind which it goes on with the next.
    fn end(&mut self) -> &'a str {
        let (line, rest) = self.text.split_once('\n').unwrap_or((self.text, ""));
        (self.text, self.number) = (rest, self.number + 1);
        line
    }

    /// Goes behind so many bytes.
    fn go(&mut self, bytes: usize) {
        let (over, rest) = self.text.split_at(bytes);
        self.number += over.matches('\n').count();
        self.text = rest;
    }

    fn assignment(&mut self) -> Option<Result<Line<'a>, Refusal>> {
        while !self.text.is_empty() {
            let (number, text) = (self.number, self.text);
            let line = self.end();
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            let read = split(line).ok_or(EnvFileCode::NoSign).and_then(|(name, value)| {
                let name = self.name(name.trim(), value)?;
                // The value may go over the end of the line.
                let begins = line.len() - value.trim_start().len();
                (self.text, self.number) = (text, number);
                self.go(begins);
                Ok((name, self.value(value)?))
            });
            return Some(match read {
                Ok(((name, property), value)) => Ok(Line { number, name, property, value }),
                Err(why) => Err(Refusal { line: number, why }),
            });
        }
        None
    }

    /// The variable that stands before the sign, and the property that stands there in its place.
    fn name(&self, text: &str, value: &str) -> Result<(EnvName, Option<String>), EnvFileCode> {
        match (EnvName::parse(text), self.names) {
            (Ok(_), Names::Any) if is_rest(text, value) => Err(EnvFileCode::Wrapped),
            (Ok(name), _) => Ok((name, None)),
            (Err(_), _) if text.is_empty() => Err(EnvFileCode::NoName),
            (Err(_), Names::Of(wanted)) => Err(EnvFileCode::BadName { meant: spring::meant(text, wanted) }),
            (Err(_), Names::Any) => match spring::variable(text) {
                Some(name) => Ok((name, Some(text.to_owned()))),
                None => Err(EnvFileCode::BadName { meant: None }),
            },
        }
    }

    /// The value that begins here. `line` is what of its first line stands behind the sign.
    fn value(&mut self, line: &'a str) -> Result<Vec<Piece<'a>>, EnvFileCode> {
        let Some(first) = line.trim_start().chars().next() else {
            self.end();
            return Ok(Vec::new());
        };
        if CURLY.contains(&first) {
            self.end();
            return Err(EnvFileCode::CurlyQuote);
        }
        if line.trim_start().starts_with("$'") {
            self.end();
            return Err(EnvFileCode::ShellQuote);
        }
        let Some(quote) = Quote::of(first) else {
            self.end();
            return Ok(unquoted(line));
        };
        let Some((value, length)) = quoted(self.text, quote) else {
            // Where it ends nobody knows, nor what of the rest belongs to it.
            self.go(self.text.len());
            return Err(EnvFileCode::OpenQuote);
        };
        self.go(length);
        let behind = self.end().trim();
        if behind.is_empty() || behind.starts_with('#') { Ok(value) } else { Err(EnvFileCode::BehindQuote) }
    }
}

/// Whether a line looks like the end of a wrapped value in Base64: letters and digits at random, and what fills it up.
fn is_rest(name: &str, value: &str) -> bool {
    let has = |is: fn(&u8) -> bool| name.as_bytes().iter().any(is);
    matches!(value, "" | "=")
        && !name.contains('_')
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
        && (has(u8::is_ascii_digit) || name.len() >= 24)
}

/// The name of a line and what stands behind its sign, which is `=`, or a colon and a blank as YAML has it.
fn split(line: &str) -> Option<(&str, &str)> {
    let line = bare(line);
    let colon =
        [": ", ":\t"].iter().filter_map(|sign| line.split_once(sign)).min_by_key(|(name, _)| name.len());
    match colon {
        Some((name, value)) if EnvName::parse(name).is_ok() => Some((name, value)),
        _ => line.split_once('='),
    }
}

/// A line without what a shell has before a name.
fn bare(line: &str) -> &str {
    let line = line.trim_start();
    let without = PREFIXES.iter().find_map(|prefix| {
        let behind = line.strip_prefix(prefix)?;
        let name = behind.trim_start();
        (name.len() < behind.len() && !name.starts_with('=')).then_some(name)
    });
    if let Some(name) = without {
        return name;
    }
    match line.split_at_checked(POWERSHELL.len()) {
        Some((prefix, name)) if prefix.eq_ignore_ascii_case(POWERSHELL) => name,
        _ => line,
    }
}
