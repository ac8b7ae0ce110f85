//! The search for what a person should know: by the names in a folder, and by the contents of its files.

use super::{
    addresses,
    finding::{Finding, Place, Weight, What},
    secrets,
    walk::{SkipReason, Walk},
};

/// Endings of text that is searched. A file without an ending is searched too.
const SEARCHED: [&str; 24] = [
    "js",
    "mjs",
    "cjs",
    "jsx",
    "ts",
    "tsx",
    "html",
    "htm",
    "css",
    "json",
    "map",
    "txt",
    "xml",
    "svg",
    "md",
    "yml",
    "yaml",
    "toml",
    "ini",
    "conf",
    "pem",
    "key",
    "sh",
    "webmanifest",
];

/// Endings of key stores that are not text.
const KEY_STORES: [&str; 6] = ["p12", "pfx", "jks", "keystore", "ppk", "kdbx"];

pub(super) fn is_searched(key: &str) -> bool {
    ending(key).is_none_or(|ending| SEARCHED.contains(&ending.as_str()))
}

/// What the names in a folder tell.
pub(super) fn of_names(walk: &Walk) -> Vec<Finding> {
    let finding = |weight, what, file: &str| Finding {
        weight,
        what,
        file: file.to_owned(),
        place: None,
        excerpt: None,
    };
    let skipped = walk.skipped.iter().filter_map(|skipped| {
        let (weight, what) = match skipped.reason {
            SkipReason::Environment => (Weight::Block, What::EnvironmentFile),
            SkipReason::Dependencies => (Weight::Warn, What::DependencyFolder),
            SkipReason::VersionControl => (Weight::Info, What::VersionControl),
            SkipReason::System | SkipReason::Hidden | SkipReason::Special => return None,
        };
        Some(finding(weight, what, &skipped.path))
    });
    let files = walk.files.iter().flat_map(|file| {
        let of_ending = match ending(&file.key).as_deref() {
            Some("map") => Some((Weight::Info, What::SourceMap)),
            Some(ending) if KEY_STORES.contains(&ending) => Some((Weight::Block, What::KeyStore)),
            _ => None,
        };
        let of_letters = file.key.contains(is_combining).then_some((Weight::Warn, What::DecomposedName));
        let of_marks = file.key.contains(['+', '#', '?', '%']).then_some((Weight::Info, What::AwkwardName));
        of_ending
            .into_iter()
            .chain(of_letters)
            .chain(of_marks)
            .map(move |(weight, what)| finding(weight, what, &file.key))
    });
    skipped.chain(files).collect()
}

/// What the contents of a file tell.
pub(super) fn of_text(key: &str, text: &[u8], findings: &mut Vec<Finding>) {
    let secrets = secrets::find(text)
        .into_iter()
        .map(|found| (found.weight, What::Secret(found.kind), found.at, found.masked));
    let ending = ending(key).unwrap_or_default();
    let addresses = addresses::find(&ending, text)
        .into_iter()
        .map(|found| (found.weight, found.what, found.at, found.shown));
    findings.extend(secrets.chain(addresses).map(|(weight, what, at, excerpt)| Finding {
        weight,
        what,
        file: key.to_owned(),
        place: Some(Place::of(text, at)),
        excerpt: Some(excerpt),
    }));
}

fn ending(key: &str) -> Option<String> {
    let name = key.rsplit('/').next().unwrap_or(key);
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}

/// Conjoining Hangul letters and combining accents: what composed text of these scripts never has.
fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{1100}'..='\u{11ff}' | '\u{3099}' | '\u{309a}')
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;
    use crate::site::{SecretKind, inspect};

    fn findings(files: &[(&str, &str)]) -> Vec<(Weight, What, String)> {
        let folder = TempDir::new().unwrap();
        for (name, text) in files.iter().chain(&[("index.html", "<p>")]) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let inspection = inspect(folder.path()).unwrap();
        assert_eq!(inspection.blocked(), inspection.findings.iter().any(|f| f.weight == Weight::Block));
        inspection.findings.into_iter().map(|f| (f.weight, f.what, f.file)).collect()
    }

    #[test]
    fn an_env_file_and_a_key_block_by_default() {
        let pem = format!("-----BEGIN RSA PRIVATE KEY-----\n{}\n", "Ab3/".repeat(16));
        let found = findings(&[(".env", "A=1"), ("server.key", &pem), ("release.jks", "\u{0}")]);
        assert_eq!(
            found,
            [
                (Weight::Block, What::EnvironmentFile, ".env".into()),
                (Weight::Block, What::KeyStore, "release.jks".into()),
                (Weight::Block, What::Secret(SecretKind::PrivateKey), "server.key".into()),
            ]
        );
    }

    #[test]
    fn names_tell_of_packages_maps_and_decomposed_hangul() {
        let found = findings(&[("node_modules/a.js", ""), ("a.js.map", "{}"), ("\u{1112}\u{1161}.png", "")]);
        let kinds: Vec<_> = found.iter().map(|(weight, what, _)| (*weight, what.clone())).collect();
        assert_eq!(
            kinds,
            [
                (Weight::Warn, What::DependencyFolder),
                (Weight::Warn, What::DecomposedName),
                (Weight::Info, What::SourceMap),
            ]
        );
    }

    #[test]
    fn no_secret_leaves_in_a_serialised_finding() {
        let secret = format!("sk_live_{}", "9aZ".repeat(9));
        let text = format!(
            "pay(\"{secret}\");fetch(\"http://kim:{secret}@localhost:8080/a/{secret}?key={secret}\")"
        );
        let mut findings = Vec::new();
        of_text("a.js", text.as_bytes(), &mut findings);
        assert!(findings.iter().any(|finding| finding.what == What::LocalAddress));
        let json = serde_json::to_string(&findings).unwrap();
        assert!(!json.contains("9aZ9aZ"), "{json}");
    }
}
