//! What is read: blueprints, environment files, and the user's yes.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Read, Write};
use std::path::Path;

use naru_api::blueprints;
use naru_api::contract::ProblemCode;
use naru_aws::blueprint::{ApiName, Blueprint, DnsHome, Domain, ReadError, Www};
use naru_aws::written;
use naru_dns::DomainName;

use crate::arguments::About;
use crate::dictionary;
use crate::end::{End, Why};

/// Reads a blueprint and checks all of it. A relative folder in it is taken from where the file is.
pub fn blueprint(path: &Path) -> Result<Blueprint, End> {
    let named = path.display();
    let text = text(path)?;
    let mut blueprint = Blueprint::parse(&text).map_err(|error| {
        let words = match &error {
            ReadError::Malformed(error) => format!("{named} is no blueprint: {error}"),
            ReadError::Version(_) => format!("{named}: {error}"),
        };
        let field = blueprints::unread_field(&text).filter(|_| matches!(error, ReadError::Malformed(_)));
        End::BadInput(match field {
            Some(field) => Why::new("bad_input", words).about(ProblemCode::BadDraft(field)),
            None => Why::saying("bad_input", dictionary::blueprint(&text, &error), words),
        })
    })?;
    // A name that only a deployment may have that stands with it is refused where that is known: when it is planned.
    if let Some(issue) = blueprints::issues(&blueprint).into_iter().next() {
        let said: Vec<String> =
            blueprint.problems_beside(blueprint.domain.as_ref()).iter().map(ToString::to_string).collect();
        let words = format!("{named}: {}", said.join("; "));
        return Err(End::BadInput(Why::new("bad_input", words).about(ProblemCode::BadDraft(issue))));
    }
    if let Some(frontend) = &mut blueprint.frontend
        && let Some(folder) = path.parent().filter(|_| path.as_os_str() != "-")
    {
        let joined = folder.join(&frontend.folder);
        // The ledger keeps it, and the next command may be given in another folder.
        frontend.folder = std::path::absolute(&joined).unwrap_or(joined);
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

/// Reads lines of NAME=VALUE. Blank lines, and lines that begin with #, are none; quotes around a whole value are
/// taken off. No message repeats a value.
pub fn env_file(path: &Path) -> Result<BTreeMap<String, String>, End> {
    let text = text(path)?;
    parse_env(&text).map_err(|line| {
        End::bad_input(format!("{}, line {line}: it has to be NAME=VALUE, each name once", path.display()))
    })
}

/// The values by name; the number of the first bad line where there is one.
fn parse_env(text: &str) -> Result<BTreeMap<String, String>, usize> {
    let mut values = BTreeMap::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let line = line.strip_prefix("export ").unwrap_or(line);
        let (name, value) = line.split_once('=').ok_or(at + 1)?;
        let (name, value) = (name.trim(), value.trim());
        let quoted = |quote| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
        let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
        if name.is_empty() || values.insert(name.to_owned(), value.to_owned()).is_some() {
            return Err(at + 1);
        }
    }
    Ok(values)
}

/// Asks for a word, and refuses where another one is given, or where there is nobody to ask.
pub fn consent(question: &str, word: &str) -> Result<(), End> {
    if !std::io::stdin().is_terminal() {
        return Err(End::Refused(Why::new(
            "nobody_to_ask",
            "there is no terminal to ask on; --yes says yes",
        )));
    }
    let mut stderr = std::io::stderr();
    let mut answer = String::new();
    let asked = write!(stderr, "{question} ").and_then(|()| stderr.flush());
    let answered = asked.and_then(|()| std::io::stdin().read_line(&mut answer));
    answered.map_err(|error| End::broken(format!("failed to ask: {error}")))?;
    if answer.trim() == word { Ok(()) } else { Err(End::Refused(Why::new("declined", "nothing was done"))) }
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
    fn an_environment_file_is_read_as_people_write_it() {
        let text = "\u{feff}# mine\n\nA=1\nexport B = 'two words'\nC=\"x=y\"\nD=\n";
        let values = parse_env(text).expect("it is good");
        let pairs: Vec<(&str, &str)> =
            values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(pairs, [("A", "1"), ("B", "two words"), ("C", "x=y"), ("D", "")]);
    }

    #[test]
    fn a_bad_line_is_told_by_its_number() {
        assert_eq!(parse_env("A=1\nsecret without a name"), Err(2));
        assert_eq!(parse_env("A=1\n=2"), Err(2));
        assert_eq!(parse_env("A=1\nA=2"), Err(2));
    }

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
