//! What is read: blueprints, environment files, and the user's yes.

use std::fmt::Display;
use std::io::{IsTerminal, Read, Write};
use std::path::Path;

use naru_api::blueprints;
use naru_api::contract::{EnvFileRefusal, ProblemCode};
use naru_api::env_file::{EnvFile, Names, Refusal};
use naru_aws::blueprint::{ApiName, Blueprint, DnsHome, Domain, ReadError, Www};
use naru_aws::boot::EnvName;
use naru_aws::written;
use naru_dns::DomainName;
use serde_json::Value;

use crate::arguments::About;
use crate::dictionary;
use crate::end::{End, Why};

/// Reads a blueprint and checks all of it. A relative folder in it is taken from where the file is.
pub fn blueprint(path: &Path) -> Result<Blueprint, End> {
    let mut blueprint = checked(&text(path)?, &path.display())?;
    if let Some(frontend) = &mut blueprint.frontend
        && let Some(folder) = path.parent().filter(|_| path.as_os_str() != "-")
    {
        let joined = folder.join(&frontend.folder);
        // The ledger keeps it, and the next command may be given in another folder.
        frontend.folder = std::path::absolute(&joined).unwrap_or(joined);
    }
    Ok(blueprint)
}

/// The same with what the command line sets in it, such as `backend.port=8081`. A relative folder there is taken from
/// where the command is given.
pub fn blueprint_with(path: &Path, set: &[String]) -> Result<Blueprint, End> {
    set.iter().try_fold(blueprint(path)?, |blueprint, setting| with(&blueprint, setting))
}

fn with(blueprint: &Blueprint, setting: &str) -> Result<Blueprint, End> {
    let named = format!("--set {setting}");
    let none = || End::BadInput(Why::saying("bad_input", dictionary::SETTING, named.clone()));
    let (field, value) = setting.split_once('=').ok_or_else(none)?;
    let with = |value: Value| {
        let mut json = serde_json::to_value(blueprint).unwrap_or_default();
        let mut at = Some(&mut json);
        for name in field.split('.') {
            let fields = at.and_then(Value::as_object_mut);
            at = fields.map(|fields| fields.entry(name).or_insert(Value::Null));
        }
        *at.ok_or_else(none)? = value;
        checked(&json.to_string(), &named)
    };
    // What can be read as a number, or as a yes, is one first, and a text where that doesn't fit.
    let as_text = || with(Value::String(value.to_owned()));
    let mut blueprint = match serde_json::from_str(value) {
        Ok(read) => with(read).or_else(|refused| as_text().map_err(|_| refused))?,
        Err(_) => as_text()?,
    };
    if let Some(frontend) = &mut blueprint.frontend {
        frontend.folder = std::path::absolute(&frontend.folder).unwrap_or(frontend.folder.clone());
    }
    Ok(blueprint)
}

/// A blueprint as far as it can be checked by itself. `named` says where it comes from.
fn checked(text: &str, named: &dyn Display) -> Result<Blueprint, End> {
    let blueprint = Blueprint::parse(text).map_err(|error| {
        let words = match &error {
            ReadError::Malformed(error) => format!("{named} is no blueprint: {error}"),
            ReadError::Version(_) => format!("{named}: {error}"),
        };
        let fields = match &error {
            ReadError::Malformed(_) => blueprints::unread_fields(text),
            ReadError::Version(_) => Vec::new(),
        };
        End::BadInput(if fields.is_empty() {
            Why::saying("bad_input", dictionary::blueprint(text, &error), words)
        } else {
            Why::new("bad_input", words).about(fields.into_iter().map(ProblemCode::BadDraft))
        })
    })?;
    // A name that only a deployment may have that stands with it is refused where that is known: when it is planned.
    let issues = blueprints::issues(&blueprint);
    if !issues.is_empty() {
        let said: Vec<String> =
            blueprint.problems_beside(blueprint.domain.as_ref()).iter().map(ToString::to_string).collect();
        let words = format!("{named}: {}", said.join("; "));
        let why = Why::new("bad_input", words).about(issues.into_iter().map(ProblemCode::BadDraft));
        return Err(End::BadInput(why));
    }
    Ok(blueprint)
}

/// The text of a file that somebody wrote, or of standard input where it is `-`.
fn text(path: &Path) -> Result<String, End> {
    let named = path.display();
    written::text(&read(path)?).map_err(|error| {
        let words = format!("{named}: {error}");
        End::BadInput(Why::saying("bad_input", dictionary::NOT_TEXT, words))
    })
}

fn read(path: &Path) -> Result<Vec<u8>, End> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|error| {
        let words = format!("failed to read {}: {error}", path.display());
        End::BadInput(Why::saying("bad_input", dictionary::NO_FILE, words))
    })
}

/// Reads the file of environment variables whole, or says what is wrong with it. `wanted` are the blueprint's.
pub fn env_file(path: &Path, wanted: &[EnvName]) -> Result<EnvFile, End> {
    /// How many lines are told of: who has more has given the wrong file.
    const TOLD: usize = 20;
    EnvFile::read(&read(path)?, Names::Of(wanted)).map_err(|refused| {
        let untold = refused.len().saturating_sub(TOLD);
        let problems = refused.into_iter().take(TOLD).enumerate().map(|(at, Refusal { line, why })| {
            let more = Some(untold).filter(|more| at == 0 && *more > 0);
            ProblemCode::BadEnvFile(Box::new(EnvFileRefusal {
                path: path.display().to_string(),
                line,
                why,
                more,
            }))
        });
        End::BadInput(Why::new("bad_env_file", "").about(problems))
    })
}

/// Asks for a word, and refuses where another one is given, or where there is nobody to ask.
pub fn consent(question: &str, word: &str) -> Result<(), End> {
    if !std::io::stdin().is_terminal() {
        return Err(End::Refused(Why::own("nobody_to_ask", dictionary::NOBODY_TO_ASK)));
    }
    let mut stderr = std::io::stderr();
    let mut answer = String::new();
    let asked = write!(stderr, "{question} ").and_then(|()| stderr.flush());
    let answered = asked.and_then(|()| std::io::stdin().read_line(&mut answer));
    answered.map_err(|error| End::broken(format!("failed to ask: {error}")))?;
    if answer.trim() == word { Ok(()) } else { Err(End::Refused(Why::own("declined", dictionary::DECLINED))) }
}

/// An example of a blueprint, or its JSON Schema.
pub fn about_blueprints(what: &About) -> String {
    if what.schema {
        format!("{:#}", schemars::schema_for!(Blueprint).to_value())
    } else {
        let domain = DomainName::parse("example.com").ok().map(|name| Domain {
            name,
            dns: DnsHome::Route53,
            zone: None,
            www: Www::ToApex,
            api: ApiName::OwnHost,
            replace: Vec::new(),
        });
        let example = Blueprint { domain, ..Blueprint::example() };
        serde_json::to_string_pretty(&example).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_read_back_with_its_folder_beside_it() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("site.json");
        std::fs::write(&path, about_blueprints(&About { example: true, schema: false }))
            .expect("it can be written");
        let blueprint = blueprint(&path).expect("the example is a blueprint");
        assert_eq!(blueprint.domain.map(|domain| domain.name.to_string()).as_deref(), Some("example.com"));
        let frontend = blueprint.frontend.expect("it has a front-end");
        assert!(frontend.folder.is_absolute());
        assert!(frontend.folder.starts_with(folder.path()));
    }

    #[test]
    fn what_the_command_line_sets_stands_in_the_blueprint_and_is_checked_as_the_file_is() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("site.json");
        std::fs::write(&path, about_blueprints(&About { example: true, schema: false }))
            .expect("it can be written");
        let set = |settings: &[&str]| {
            let settings: Vec<String> = settings.iter().map(|setting| (*setting).to_owned()).collect();
            blueprint_with(&path, &settings)
        };
        let before = blueprint(&path).expect("the example is a blueprint");
        assert_eq!(set(&[]), Ok(before.clone()));
        let after =
            set(&["backend.port=8081", "backend.health_path=/", "backend.machine_image=null", "name=7"]);
        let after = after.expect("each is a field");
        let (was, is) = (before.backend.expect("it has one"), after.backend.expect("it has one"));
        assert_eq!((is.port.get(), is.health_path.as_str(), after.name.as_str()), (8081, "/", "7"));
        assert_eq!((is.source, is.count, is.machine_image), (was.source, was.count, None));
        assert_eq!(after.frontend, before.frontend);
        for refused in [
            "backend.port",
            "backend.port=x",
            "backend.prot=80",
            "name.first=a",
            "backend.count=90",
            "=",
            "version=9",
        ] {
            assert!(matches!(set(&[refused]), Err(End::BadInput(_))), "{refused}");
        }
    }

    #[test]
    fn what_is_no_blueprint_is_bad_input() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("site.json");
        for text in
            ["", "{}", "<html>", r#"{"version":1,"name":"a"}"#, r#"{"version":1,"name":"a","colour":"red"}"#]
        {
            std::fs::write(&path, text).expect("it can be written");
            assert!(matches!(blueprint(&path), Err(End::BadInput(_))), "{text}");
        }
        assert!(matches!(blueprint(&folder.path().join("missing.json")), Err(End::BadInput(_))));
    }
}
