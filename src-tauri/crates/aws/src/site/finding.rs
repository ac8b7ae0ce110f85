//! What a person should know about a folder before it is public.

use serde::Serialize;

use super::{
    addresses, secrets,
    walk::{SkipReason, Walk},
};

/// How many findings an inspection carries.
pub const FINDINGS_SHOWN: usize = 200;

/// Something found in a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How grave it is.
    pub weight: Weight,
    /// What it is.
    pub what: What,
    /// The file or folder it is in, as a key.
    pub file: String,
    /// Where in the file, if it is in its contents.
    pub place: Option<Place>,
    /// What stands there: an address without user, password and query, or a secret's public prefix with
    /// asterisks. What stands around it is not shown, since it may be a secret that no pattern knows.
    pub excerpt: Option<String>,
}

/// How grave a finding is, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Nothing is uploaded until it is gone or the person overrules it.
    Block,
    /// The site will probably not work, or shows more than it should.
    Warn,
    /// Worth knowing.
    Info,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "secret", rename_all = "snake_case")]
pub enum What {
    /// An address of the visitor's own computer: it works on the developer's machine alone. It is
    /// [`Weight::Info`] where the script asks for the host's name just before, and so knows what it does.
    LocalAddress,
    /// An `http://` or `ws://` address that a page on HTTPS is refused (mixed content).
    InsecureAddress,
    /// A secret in the contents of a file.
    Secret(SecretKind),
    /// A file that by its name holds private keys.
    KeyStore,
    /// A `.env` file. It is not uploaded, and its values are probably in the bundle beside it.
    EnvironmentFile,
    /// `node_modules`. It is not uploaded.
    DependencyFolder,
    /// `.git` or its like. It is not uploaded.
    VersionControl,
    /// A source map: with it anyone reads the sources.
    SourceMap,
    /// A name whose letters are decomposed, as old Macs and their archives write Hangul and accents. A page
    /// that names the file in the usual, composed form does not find it.
    DecomposedName,
}

/// The kinds of secrets that are recognised by their public prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretKind {
    /// A private key in PEM.
    PrivateKey,
    /// The id of an AWS access key.
    AwsAccessKeyId,
    /// The secret of an AWS access key, beside its id.
    AwsSecretAccessKey,
    /// A Google API key. Firebase's are meant to be public, so it is a warning.
    GoogleApiKey,
    /// The secret of a Google OAuth client.
    GoogleClientSecret,
    /// A secret or restricted key of Stripe.
    Stripe,
    /// A key of OpenAI.
    OpenAi,
    /// A key of Anthropic.
    Anthropic,
    /// A token or a webhook of Slack.
    Slack,
    /// A token of GitHub.
    GitHub,
    /// A token of GitLab.
    GitLab,
    /// A token of npm.
    Npm,
    /// A key of SendGrid.
    SendGrid,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in bytes.
    pub column: usize,
    /// The offset in the file, from 0, in bytes: bundles are often one line.
    pub offset: usize,
}

impl Place {
    pub(super) fn of(text: &[u8], offset: usize) -> Self {
        let before = &text[..offset];
        let line_begin = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        // The count of `\n` in a bundle of megabytes is no cost beside reading it.
        let newlines = before.split(|byte| *byte == b'\n').count();
        Self { line: newlines, column: offset - line_begin + 1, offset }
    }
}

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
        of_ending.into_iter().chain(of_letters).map(move |(weight, what)| finding(weight, what, &file.key))
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
    use crate::site::inspect;

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
        let kinds: Vec<_> = found.iter().map(|(weight, what, _)| (*weight, *what)).collect();
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
    fn a_place_has_line_column_and_offset() {
        assert_eq!(Place::of(b"ab\ncd", 4), Place { line: 2, column: 2, offset: 4 });
        assert_eq!(Place::of(b"ab", 0), Place { line: 1, column: 1, offset: 0 });
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
