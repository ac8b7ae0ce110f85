//! The repository as text, for the rules that no compiler keeps.

use std::path::{Path, PathBuf};

use regex::Regex;
use walkdir::WalkDir;

/// A text file of the repository.
pub struct File {
    /// From the repository's root, with `/` between its parts.
    pub path: String,
    pub text: String,
}

impl File {
    pub fn within(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }

    pub fn ends_with(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }
}

pub fn root() -> PathBuf {
    let own = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    Path::new(&own).parent().expect("the tests are a folder of the repository").to_owned()
}

/// Every text file that somebody wrote: what is built, fetched or generated is left out.
pub fn files() -> Vec<File> {
    let root = root();
    let theirs = ["target", "node_modules", "dist", "dist-gallery", "gen", ".git"];
    let ours = WalkDir::new(&root)
        .into_iter()
        .filter_entry(|entry| !entry.file_name().to_str().is_some_and(|name| theirs.contains(&name)));
    let files: Vec<File> = ours
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(&root).ok()?.to_string_lossy().replace('\\', "/");
            Some(File { path, text: std::fs::read_to_string(entry.path()).ok()? })
        })
        .collect();
    assert!(files.len() > 100, "only {} files found in {}", files.len(), root.display());
    files
}

/// The places in these files where `pattern` stands.
pub fn places<'a>(files: impl IntoIterator<Item = &'a File>, pattern: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).expect("the pattern is one");
    let mut places = Vec::new();
    for file in files {
        let found = file.text.lines().enumerate().filter(|(_, line)| pattern.is_match(line));
        places.extend(found.map(|(at, line)| format!("{}:{}: {}", file.path, at + 1, line.trim())));
    }
    places
}

#[track_caller]
pub fn nowhere(places: &[String], rule: &str) {
    assert!(places.is_empty(), "{rule}\n{}", places.join("\n"));
}
