//! Which values the parameters were last stored with, and whether one that is given again is another.
//!
//! The store itself is asked: nothing that is made of a value, not even a digest, is written down on this computer,
//! where whoever finds it could try values against it.

use std::collections::BTreeMap;

use naru_engine::{Action, Book, Kind, PlanStep, Reason, Record};
use serde::Deserialize;

use super::{Parameter, Spec, Value};
use crate::boot;
use crate::cloud::Secret;
use crate::reader::Reader;

/// Where a value lies and which one it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its parameter's full name.
    pub path: String,
    /// The revision that it was stored as.
    pub revision: u32,
}

/// What a variable's parameter was last stored with, by the variable's name.
pub fn stored(book: &Book) -> BTreeMap<String, Stored> {
    let there = book.records().filter(|(_, record)| record.status.exists());
    there.filter_map(|(_, record)| of(record)).collect()
}

/// The variable whose value a resource is, and what it was last stored with; `None` where it is anything else.
pub fn of(record: &Record) -> Option<(String, Stored)> {
    if record.want.kind != Parameter::NAME {
        return None;
    }
    let Spec { path, value } = Spec::deserialize(&record.want.spec).ok()?;
    let Value::Secret { name, revision } = value else { return None };
    Some((name, Stored { path, revision }))
}

/// The variable whose value a step has to give to the store; `None` of a step that gives none, and of one that may find
/// it there.
pub fn gives(step: &PlanStep) -> Option<String> {
    let acts = matches!(step.action, Action::Create | Action::Update | Action::Replace);
    if !acts || step.reason == Reason::InDoubt || step.want.kind != Parameter::NAME {
        return None;
    }
    match Spec::deserialize(&step.want.spec).ok()?.value {
        Value::Secret { name, .. } => Some(name),
        Value::Generated => None,
    }
}

/// Whether the parameter at that path holds this very value. One that can't be read is taken for another.
pub async fn holds(aws: &Reader, path: &str, value: &Secret) -> bool {
    let read = aws.ssm.get_parameter().name(path).with_decryption(true).send().await;
    read.is_ok_and(|read| {
        read.parameter().and_then(|kept| kept.value()) == Some(boot::stored(value.expose()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drive::Drive;

    #[tokio::test(start_paused = true)]
    async fn an_empty_value_is_stored_and_known_again() {
        let drive = Drive::with_secret("");
        let path = "/naru/k3v9x0q2m4ab/env/EMPTY".to_owned();
        let spec = Spec { path: path.clone(), value: Value::Secret { name: "EMPTY".into(), revision: 1 } };
        Parameter.create(&drive.context("env-empty"), &spec).await.expect("a parameter");
        assert!(holds(&drive.reader(), &path, &Secret::new("")).await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_value_is_known_again_by_asking_the_store() {
        let drive = Drive::with_secret("first");
        let path = "/naru/k3v9x0q2m4ab/env/PASSWORD".to_owned();
        let spec = Spec { path: path.clone(), value: Value::Secret { name: "PASSWORD".into(), revision: 1 } };
        let reader = drive.reader();
        assert!(!holds(&reader, &path, &Secret::new("first")).await, "there is none yet");
        Parameter.create(&drive.context("env-password"), &spec).await.expect("a parameter");
        assert!(holds(&reader, &path, &Secret::new("first")).await);
        assert!(!holds(&reader, &path, &Secret::new("second")).await);
    }
}
