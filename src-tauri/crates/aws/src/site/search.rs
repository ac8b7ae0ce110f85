//! The search for what a person should know: by the names in a folder, and by the contents of its files.

use super::{
    addresses,
    finding::{Finding, Place, Weight, What},
    secrets,
    walk::{SkipReason, Walk},
};

/// Endings of what is no text. Everything else is searched, with or without an ending: people call files as they like.
const NO_TEXT: &str = "7z aac apk avif avi bin bmp br bz2 class data deb dll dmg doc docx dylib eot exe fig flac gif glb gz \
    heic hwp hwpx ico iso jar jpeg jpg m4a m4v mem mov mp3 mp4 msi ogg ogv otf pck pdf png ppt pptx psd rar rpm so swf \
    tar tif tiff ttf unityweb wasm wav weba webm webp woff woff2 xls xlsx xz zip zst";

/// Endings of what is for a database or a server alone: dumps and databases, the state of Terraform, and programs that a
/// server runs.
const OF_SERVERS: [&str; 16] = [
    "sql",
    "sqlite",
    "sqlite3",
    "db",
    "mdb",
    "dump",
    "rdb",
    "tfstate",
    "tfvars",
    "php",
    "phtml",
    "jsp",
    "asp",
    "aspx",
    "properties",
    "bak",
];

/// Names of what tells a server or a builder, passwords among it, in small letters and without their ending.
const SETTINGS: [&str; 6] =
    ["application", "appsettings", "database", "docker-compose", "compose", "secrets"];

/// Endings of key stores that are not text.
const KEY_STORES: [&str; 6] = ["p12", "pfx", "jks", "keystore", "ppk", "kdbx"];

pub(super) fn is_searched(key: &str) -> bool {
    ending(key).is_none_or(|ending| !NO_TEXT.split_ascii_whitespace().any(|other| other == ending))
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
            _ if is_of_server(&file.key) => Some((Weight::Warn, What::ServerFile)),
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
    if super::routes::is_page(key) && text.trim_ascii().is_empty() {
        let file = key.to_owned();
        findings.push(Finding {
            weight: Weight::Warn,
            what: What::EmptyPage,
            file,
            place: None,
            excerpt: None,
        });
    }
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

/// Whether a file is by its name for a server or a database.
fn is_of_server(key: &str) -> bool {
    let name = super::headers::file_name(key).to_ascii_lowercase();
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return matches!(name.as_str(), "dockerfile" | "id_rsa" | "id_ed25519" | "id_ecdsa");
    };
    let settings = matches!(ending, "yml" | "yaml" | "json")
        && SETTINGS.iter().any(|name| {
            stem.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '.']))
        });
    settings || OF_SERVERS.contains(&ending)
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
    fn an_empty_page_and_what_is_for_a_server_are_told() {
        let found = findings(&[
            ("about.html", " \n"),
            ("backup.SQL", ""),
            ("Dockerfile", ""),
            ("application-prod.yml", ""),
            ("index.php", ""),
            ("compose.json", "{}"),
            ("composers.json", "{}"),
            ("data.json", "{}"),
            ("manifest.webmanifest", "{}"),
        ]);
        let warned = |what: What, file: &str| (Weight::Warn, what, file.to_owned());
        assert_eq!(
            found,
            [
                warned(What::ServerFile, "Dockerfile"),
                warned(What::EmptyPage, "about.html"),
                warned(What::ServerFile, "application-prod.yml"),
                warned(What::ServerFile, "backup.SQL"),
                warned(What::ServerFile, "compose.json"),
                warned(What::ServerFile, "index.php"),
            ]
        );
    }

    #[test]
    fn a_secret_is_found_in_whatever_text_is_called_and_encoded() {
        let key = format!("k=ghp_{}", "aB3".repeat(12));
        for name in ["keys.csv", "notes", "a.properties.old", "readme.rst", "app.py", "x.tfvars"] {
            let found = findings(&[(name, &key)]);
            assert!(found.iter().any(|(_, what, _)| matches!(what, What::Secret(_))), "{name}: {found:?}");
        }
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("index.html"), "<p>").unwrap();
        let utf16: Vec<u8> = format!("\u{feff}{key}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(folder.path().join("notes.txt"), utf16).unwrap();
        assert!(inspect(folder.path()).unwrap().blocked());
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
