//! A file of environment variables, as people write them: `.env`.
//!
//! There is no standard, and each framework reads another dialect: node's dotenv and Vite, python-dotenv, Docker and
//! Compose, a shell. What is taken here is what those that take a line mean by it; a line of which they mean different
//! things, or that none of them means anything by, is refused. It is a grammar of our own because a refusal has to say
//! a line and a reason, and must never repeat what stands there: dotenvy's errors hold the line itself, and what it
//! fills in comes from this process's environment.
//!
//! The invariant: nothing that stands in the file is in a refusal, not even a name, since the rest of a value that was
//! wrapped may look like one. The names that are told are the blueprint's, or those of Spring's own documentation.

mod line;
mod spring;
mod value;

use std::collections::BTreeMap;

use naru_aws::boot::{EnvName, EnvValue};
use naru_aws::cloud::Secret;
use naru_aws::written;

use self::line::{Line, lines};
use self::value::resolve;
use crate::contract::EnvFileCode;

/// What a file says. It can't be printed.
pub struct EnvFile {
    /// The values, in the order in which they stand.
    pub values: Vec<(EnvName, Secret)>,
    /// The lines with a reference to a name that the file doesn't have: it is passed on as it stands.
    pub unresolved: Vec<usize>,
}

/// A line that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The line, from 1: the first where a value goes over several.
    pub line: usize,
    /// Why, without any of what stands there.
    pub why: EnvFileCode,
}

impl EnvFile {
    /// Reads the whole of a file. `wanted` are the variables of the blueprint, and there may be no others.
    ///
    /// # Errors
    /// Everything that is wrong with it, at least one thing, in the order of its lines.
    pub fn read(bytes: &[u8], wanted: &[EnvName]) -> Result<Self, Vec<Refusal>> {
        let text = written::text(bytes)
            .map_err(|error| vec![Refusal { line: error.line, why: EnvFileCode::Encoding }])?;
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let (mut refused, mut read): (Vec<Refusal>, Vec<Line<'_>>) = (Vec::new(), Vec::new());
        let mut firsts: BTreeMap<EnvName, usize> = BTreeMap::new();
        for line in lines(&text, wanted) {
            let line = match line {
                Ok(line) => line,
                Err(refusal) => {
                    refused.push(refusal);
                    continue;
                }
            };
            if let Some(first) = firsts.get(&line.name) {
                let why = EnvFileCode::NamedTwice { first: *first };
                refused.push(Refusal { line: line.number, why });
            } else {
                firsts.insert(line.name.clone(), line.number);
                read.push(line);
            }
        }
        let (mut values, mut unresolved) = (Vec::new(), Vec::new());
        let resolved = resolve(read.iter().map(|line| (line.name.as_str(), &line.value[..])));
        for (line, (value, is_whole)) in read.into_iter().zip(resolved) {
            let number = line.number;
            if !wanted.contains(&line.name) {
                refused.push(Refusal { line: number, why: unknown(&line.name, wanted) });
            }
            if let Err(error) = EnvValue::or_empty(value.clone()) {
                refused.push(Refusal { line: number, why: EnvFileCode::BadValue { why: error.into() } });
            }
            if !is_whole {
                unresolved.push(number);
            }
            values.push((line.name, Secret::new(value)));
        }
        refused.sort_by_key(|refusal| refusal.line);
        if refused.is_empty() { Ok(Self { values, unresolved }) } else { Err(refused) }
    }
}

/// Why a name that is none of the blueprint's is refused.
fn unknown(name: &EnvName, wanted: &[EnvName]) -> EnvFileCode {
    let alike = |known: &&EnvName| known.as_str().eq_ignore_ascii_case(name.as_str());
    EnvFileCode::NotInBlueprint { meant: wanted.iter().find(alike).map(ToString::to_string) }
}

#[cfg(test)]
mod tests;
