//! Doc comments that say nothing are told by their words: those of the name, and some that fill.

use regex::Regex;

use crate::repository::{files, nowhere};

#[test]
fn a_doc_comment_says_more_than_the_name() {
    /// Said of anything, and so of nothing.
    const EMPTY: &[&str] = &[
        "Its name.",
        "Text.",
        "The code.",
        "The kind.",
        "The limit.",
        "What is known of it.",
        "What is wanted of it.",
        "Why.",
    ];
    /// Words that add nothing to a name.
    const FILL: &[&str] = &[
        "a", "an", "as", "at", "be", "by", "for", "has", "have", "in", "is", "it", "its", "of", "on", "one",
        "or", "our", "ours", "that", "the", "their", "this", "to", "us", "what", "which",
    ];
    /// Where a doc comment is what a person reads: the terminal's help.
    const HELP: &str = "src-tauri/crates/cli/src/arguments.rs";
    let files = files();
    let sources = files.iter().filter(|file| file.ends_with(&[".rs"]) && file.path != HELP);
    let item = Regex::new(r"^(?:pub(?:\([^)]*\))? )?(?:(?:async|const|unsafe) )*(?:(?:struct|enum|trait|fn|type|static|mod) )?(\w+)")
        .expect("the pattern is one");
    let mut empty = Vec::new();
    for file in sources {
        let mut docs: Vec<&str> = Vec::new();
        for (at, line) in file.text.lines().map(str::trim).enumerate() {
            if let Some(doc) = line.strip_prefix("/// ") {
                docs.push(doc);
                continue;
            }
            if line.starts_with("///") || line.starts_with("#[") {
                continue;
            }
            if let ([doc], Some(name)) = (&docs[..], item.captures(line)) {
                let name = words(&name[1]);
                let adds = words(&doc.replace("'s", ""))
                    .into_iter()
                    .any(|word| !FILL.contains(&&*word) && !name.contains(&word));
                if EMPTY.contains(doc) || !adds {
                    empty.push(format!("{}:{at}: {doc} {line}", file.path));
                }
            }
            docs.clear();
        }
    }
    nowhere(
        &empty,
        "a doc comment says what the name doesn't: shape, unit, example, source; or there is none",
    );
}

/// The words of a text or of a name in either case, small and in the singular.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for character in text.chars() {
        if !character.is_ascii_alphanumeric()
            || (before.is_ascii_lowercase() && character.is_ascii_uppercase())
        {
            words.push(String::new());
        }
        if character.is_ascii_alphanumeric() {
            words.last_mut().expect("there is one").push(character.to_ascii_lowercase());
        }
        before = character;
    }
    let singular = |word: String| match word.strip_suffix('s') {
        Some(one) if one.len() > 3 && !one.ends_with('s') => one.to_owned(),
        _ => word,
    };
    words.into_iter().filter(|word| !word.is_empty()).map(singular).collect()
}
