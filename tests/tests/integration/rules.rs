//! The book of AWS's rules (`docs/aws-rules.md`) and the code, held against each other.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::repository::{File, files, nowhere, root};

/// What stands in a row instead of tests.
const NOT_KEPT: &str = "not kept yet: ";

/// One rule of the book.
struct Rule {
    /// Such as `ec2.sg_dup_name`: the service, and what is ruled.
    id: String,
    /// Where it is said, or `observed`.
    sources: String,
    /// The tests that keep it, or [`NOT_KEPT`] and with what it will be.
    kept_by: String,
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is one")
}

fn book() -> String {
    std::fs::read_to_string(root().join("docs/aws-rules.md")).expect("there is a book of rules")
}

/// The rows of the book's tables.
fn rules(book: &str) -> Vec<Rule> {
    let id = regex(r"^`[a-z0-9]+\.[a-z0-9_]+`$");
    let rows = book.lines().filter(|line| line.starts_with("| `"));
    let rules: Vec<Rule> = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let [name, rule, sources, kept_by] = cells[..] else { panic!("four cells: {row}") };
            assert!(id.is_match(name), "no id: {name}");
            assert!(rule.ends_with(['.', '`', '"', ')']), "no sentence: {row}");
            let id = name.trim_matches('`').to_owned();
            Rule { id, sources: sources.to_owned(), kept_by: kept_by.to_owned() }
        })
        .collect();
    assert!(rules.len() > 100, "only {} rules found", rules.len());
    rules
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Every function that is a test, by its name.
fn tests(files: &[File]) -> BTreeSet<String> {
    let test = regex(r"#\[(?:tokio::)?test\b[^\]]*\]\s*(?:#\[[^\]]*\]\s*)*(?:pub )?(?:async )?fn (\w+)");
    let sources = files.iter().filter(|file| file.ends_with(&[".rs"]));
    sources.flat_map(|file| test.captures_iter(&file.text).map(|found| found[1].to_owned())).collect()
}

#[test]
fn no_rule_stands_twice() {
    let mut seen = BTreeSet::new();
    let twice: Vec<String> =
        rules(&book()).into_iter().map(|rule| rule.id).filter(|id| !seen.insert(id.clone())).collect();
    nowhere(&twice, "a rule has one row");
}

#[test]
fn every_rule_that_a_comment_cites_is_in_the_book() {
    let rules = rules(&book());
    let known: BTreeSet<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    let services: BTreeSet<&str> = known.iter().filter_map(|id| Some(id.split_once('.')?.0)).collect();
    let comment = regex("//.*");
    let cited = regex(r"`([a-z0-9]+)\.([a-z0-9_*]+)`");
    let (mut unknown, mut count) = (Vec::new(), 0);
    for file in files().iter().filter(|file| file.ends_with(&[".rs", ".ts", ".svelte"])) {
        for (at, line) in file.text.lines().enumerate() {
            let Some(comment) = comment.find(line) else { continue };
            for found in cited.captures_iter(comment.as_str()) {
                let id = format!("{}.{}", &found[1], &found[2]);
                if !services.contains(&found[1]) {
                    continue;
                }
                count += 1;
                if !known.contains(id.as_str()) {
                    unknown.push(format!("{}:{}: {id}", file.path, at + 1));
                }
            }
        }
    }
    assert!(count > 100, "only {count} citations found");
    nowhere(&unknown, "docs/aws-rules.md has no such rule");
}

#[test]
fn every_rule_names_a_test_that_is_there_or_says_when_it_will_be_kept() {
    let tests = tests(&files());
    assert!(tests.len() > 500, "only {} tests found", tests.len());
    let mut wrong = Vec::new();
    for rule in rules(&book()) {
        if let Some(later) = rule.kept_by.strip_prefix(NOT_KEPT) {
            if later.trim().is_empty() {
                wrong.push(format!("{}: says nothing", rule.id));
            }
            continue;
        }
        let named = quoted(&rule.kept_by);
        if named.is_empty() {
            wrong.push(format!("{}: names no test", rule.id));
        }
        let missing = named.into_iter().filter(|name| !tests.contains(*name));
        wrong.extend(missing.map(|name| format!("{}: there is no test {name}", rule.id)));
    }
    nowhere(&wrong, "a rule of docs/aws-rules.md isn't kept");
}

#[test]
fn every_source_of_a_rule_has_an_address_and_every_address_is_a_source() {
    let book = book();
    let address = regex(r"(?m)^\[([^\]]+)\]: (\S+)$");
    let mut unused: BTreeMap<String, String> = BTreeMap::new();
    let mut wrong = Vec::new();
    for found in address.captures_iter(&book) {
        if unused.insert(found[1].to_owned(), found[2].to_owned()).is_some() {
            wrong.push(format!("[{}] stands twice", &found[1]));
        }
    }
    let known: BTreeSet<String> = unused.keys().cloned().collect();
    wrong.extend(
        unused
            .iter()
            .filter(|(_, to)| !to.starts_with("https://"))
            .map(|(name, to)| format!("[{name}]: {to}")),
    );
    for rule in rules(&book) {
        for source in rule.sources.split(", ") {
            let name = source.strip_prefix('[').and_then(|source| source.strip_suffix(']'));
            match name {
                Some(name) if known.contains(name) => drop(unused.remove(name)),
                None if source == "observed" => {}
                _ => wrong.push(format!("{}: {source}", rule.id)),
            }
        }
    }
    wrong.extend(unused.into_keys().map(|name| format!("[{name}] is no rule's")));
    nowhere(&wrong, "a source is a link of the book's foot, or observed");
}
