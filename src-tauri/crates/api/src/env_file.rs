//! A file of environment variables, as people write them: `.env`.
//!
//! There is no standard, and each framework reads another dialect: node's dotenv and Vite, python-dotenv, Docker and
//! Compose, a shell. What is taken here is what those that take a line mean by it; a line of which they mean different
//! things, or that none of them means anything by, is refused. It is a grammar of our own because a refusal has to say
//! a line and a reason, and must never repeat what stands there: dotenvy's errors hold the line itself, and what it
//! fills in comes from this process's environment.
//!
//! The invariant: nothing that stands in the file is in a refusal, not even a name, since the rest of a value that was
//! wrapped may look like one. The names that are told are the blueprint's, or those of Spring's own documentation. Where
//! there is no blueprint yet, names are told of lines that are read, and a line that looks like such a rest isn't one.

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
    /// The variables, in the order in which they stand.
    pub variables: Vec<Variable>,
    /// The lines with a reference to a name that the file doesn't have: it is passed on as it stands.
    pub unresolved: Vec<usize>,
}

/// A variable of a file, with its value.
pub struct Variable {
    /// The line, from 1, where it begins.
    pub line: usize,
    /// What it is called.
    pub name: EnvName,
    /// The property of Spring that stands there in the place of the variable by which Spring reads it.
    pub property: Option<String>,
    /// As an app would read it.
    pub value: Secret,
}

/// Which variables a file may have.
#[derive(Clone, Copy)]
pub enum Names<'a> {
    /// Those of a blueprint, and no others.
    Of(&'a [EnvName]),
    /// Any, for somebody who is shown them and chooses. A property of Spring is taken for the variable by which Spring
    /// reads it.
    Any,
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
    /// Reads the whole of a file.
    ///
    /// # Errors
    /// Everything that is wrong with it, at least one thing, in the order of its lines.
    pub fn read(bytes: &[u8], names: Names<'_>) -> Result<Self, Vec<Refusal>> {
        let text = written::text(bytes)
            .map_err(|error| vec![Refusal { line: error.line, why: EnvFileCode::Encoding }])?;
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let (mut refused, mut read): (Vec<Refusal>, Vec<Line<'_>>) = (Vec::new(), Vec::new());
        let mut firsts: BTreeMap<EnvName, usize> = BTreeMap::new();
        for line in lines(&text, names) {
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
        let (mut variables, mut unresolved) = (Vec::new(), Vec::new());
        let resolved = resolve(read.iter().map(|line| (line.name.as_str(), &line.value[..])));
        for (line, (value, is_whole)) in read.into_iter().zip(resolved) {
            let number = line.number;
            if let Names::Of(wanted) = names
                && !wanted.contains(&line.name)
            {
                refused.push(Refusal { line: number, why: unknown(&line.name, wanted) });
            }
            if let Err(error) = EnvValue::or_empty(value.clone()) {
                refused.push(Refusal { line: number, why: EnvFileCode::BadValue { why: error.into() } });
            }
            if !is_whole {
                unresolved.push(number);
            }
            let Line { name, property, .. } = line;
            variables.push(Variable { line: number, name, property, value: Secret::new(value) });
        }
        refused.sort_by_key(|refusal| refusal.line);
        if refused.is_empty() { Ok(Self { variables, unresolved }) } else { Err(refused) }
    }

    /// The values by their names.
    pub fn into_values(self) -> Vec<(EnvName, Secret)> {
        self.variables.into_iter().map(|variable| (variable.name, variable.value)).collect()
    }
}

/// Why a name that is none of the blueprint's is refused.
fn unknown(name: &EnvName, wanted: &[EnvName]) -> EnvFileCode {
    let alike = |known: &&EnvName| known.as_str().eq_ignore_ascii_case(name.as_str());
    EnvFileCode::NotInBlueprint { meant: wanted.iter().find(alike).map(ToString::to_string) }
}

#[cfg(test)]
mod tests;
