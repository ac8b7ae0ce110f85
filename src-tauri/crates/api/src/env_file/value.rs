//! The value of a variable: its quotes, what is escaped in it, and what it takes from other lines.

use std::collections::BTreeMap;

use naru_aws::boot::EnvName;

/// From how many bytes on nothing more is filled in: no value is kept that is half as long.
const LONGEST: usize = 8192;

/// How many lines may take their values from one another.
const CHAIN: usize = 64;

/// A part of a value.
#[derive(Clone)]
pub(super) enum Piece<'a> {
    /// Characters of its own, escapes resolved.
    Text(String),
    /// What another line of the file says.
    Reference {
        /// As it stands in the file, with its braces.
        written: &'a str,
        /// The other's name.
        name: &'a str,
        /// What it is where the file has no such name.
        otherwise: Option<&'a str>,
    },
}

/// What a value stands between.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    /// All is as it is.
    Single,
    /// A backslash escapes, and references are filled in.
    Double,
    /// As [`Quote::Single`], as node's dotenv has it.
    Backtick,
}

impl Quote {
    /// The quote that this is.
    pub(super) fn of(first: char) -> Option<Self> {
        match first {
            '\'' => Some(Self::Single),
            '"' => Some(Self::Double),
            '`' => Some(Self::Backtick),
            _ => None,
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Single => '\'',
            Self::Double => '"',
            Self::Backtick => '`',
        }
    }
}

/// The value at the beginning of a text, whose quote is the first letter, and how many bytes it has with its quotes;
/// nothing where it never ends.
pub(super) fn quoted(text: &str, quote: Quote) -> Option<(Vec<Piece<'_>>, usize)> {
    let inner = &text[1..];
    if quote != Quote::Double {
        let end = inner.find(quote.sign())?;
        return Some((vec![Piece::Text(inner[..end].to_owned())], end + 2));
    }
    let mut escaped = false;
    let end = inner.char_indices().find_map(|(at, letter)| match letter {
        _ if escaped => {
            escaped = false;
            None
        }
        '\\' => {
            escaped = true;
            None
        }
        '"' => Some(at),
        _ => None,
    })?;
    Some((pieces(&inner[..end], true), end + 2))
}

/// A value without quotes, which ends with its line or where a comment begins: at a `#` behind a blank.
pub(super) fn unquoted(line: &str) -> Vec<Piece<'_>> {
    let mut before = ' ';
    // The first letter behind the sign is no comment's where no blank is between.
    let mut is_first = true;
    let comment = line.char_indices().find_map(|(at, letter)| {
        let begins = letter == '#' && !is_first && before.is_whitespace();
        (before, is_first) = (letter, false);
        begins.then_some(at)
    });
    pieces(line[..comment.unwrap_or(line.len())].trim(), false)
}

/// The parts of a text. What is escaped in double quotes is more than what is outside of quotes: there a backslash
/// before a `$` alone is no part of the value.
fn pieces(text: &str, double: bool) -> Vec<Piece<'_>> {
    let (mut pieces, mut plain, mut rest) = (Vec::new(), String::new(), text);
    while let Some(letter) = rest.chars().next() {
        let behind = &rest[letter.len_utf8()..];
        let escaped = if letter == '\\' {
            behind.chars().next().and_then(|next| unescaped(next, double))
        } else {
            None
        };
        if let Some(escaped) = escaped {
            plain.push(escaped);
            rest = &behind[1..];
        } else if let Some((reference, length)) = reference(rest) {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
            pieces.push(reference);
            rest = &rest[length..];
        } else {
            plain.push(letter);
            rest = behind;
        }
    }
    pieces.push(Piece::Text(plain));
    pieces
}

/// What a backslash and that letter stand for, where they stand for something else.
fn unescaped(letter: char, double: bool) -> Option<char> {
    match letter {
        '$' => Some('$'),
        'n' if double => Some('\n'),
        'r' if double => Some('\r'),
        't' if double => Some('\t'),
        '"' | '\\' if double => Some(letter),
        _ => None,
    }
}

/// The reference at the beginning of a text, `${NAME}` or `${NAME:-otherwise}`, and how many bytes it has. `$NAME` is
/// none: frameworks don't agree on it, and passwords have a `$` in them.
fn reference(text: &str) -> Option<(Piece<'_>, usize)> {
    let inner = text.strip_prefix("${")?;
    let inner = &inner[..inner.find('}')?];
    let (name, otherwise) = match inner.split_once(":-").or_else(|| inner.split_once('-')) {
        Some((name, otherwise)) => (name, Some(otherwise)),
        None => (inner, None),
    };
    // As it is read there is a blank allowed around a name; here there is none.
    let is_name = EnvName::parse(name).is_ok_and(|parsed| parsed.as_str() == name);
    let length = inner.len() + "${}".len();
    is_name.then_some((Piece::Reference { written: &text[..length], name, otherwise }, length))
}

/// The values with what they take from one another filled in, and of each whether all of it could be.
pub(super) fn resolve<'a>(given: impl Iterator<Item = (&'a str, &'a [Piece<'a>])>) -> Vec<(String, bool)> {
    let given: Vec<_> = given.collect();
    let mut all = All { given: given.iter().copied().collect(), known: BTreeMap::new(), open: Vec::new() };
    given.iter().map(|(name, pieces)| all.value(name, pieces)).collect()
}

struct All<'a> {
    given: BTreeMap<&'a str, &'a [Piece<'a>]>,
    known: BTreeMap<&'a str, (String, bool)>,
    /// The names whose values are being put together, the outermost first.
    open: Vec<&'a str>,
}

impl<'a> All<'a> {
    fn value(&mut self, name: &'a str, pieces: &'a [Piece<'a>]) -> (String, bool) {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        self.open.push(name);
        let (mut value, mut is_whole) = (String::new(), true);
        for piece in pieces {
            match piece {
                Piece::Text(text) => value.push_str(text),
                Piece::Reference { written, name, otherwise } => {
                    let other = self.given.get(name).copied();
                    let may = !self.open.contains(name) && self.open.len() < CHAIN && value.len() < LONGEST;
                    match (other, otherwise) {
                        (Some(pieces), _) if may => {
                            let (filled, is_filled) = self.value(name, pieces);
                            value.push_str(&filled);
                            is_whole &= is_filled;
                        }
                        (None, Some(otherwise)) => value.push_str(otherwise),
                        _ => {
                            value.push_str(written);
                            is_whole = false;
                        }
                    }
                }
            }
        }
        self.open.pop();
        self.known.insert(name, (value.clone(), is_whole));
        (value, is_whole)
    }
}
