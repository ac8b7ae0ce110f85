//! The front-end folder: what it is, what is wrong with it, and what of it goes to the bucket.
//!
//! It is not the upload: nothing here knows S3, and nothing here writes. [`inspect`] answers a person who
//! points at a folder, [`Manifest`] answers the run. Both read the disk and block, so a caller on an async
//! thread uses `spawn_blocking`.
//!
//! The invariant: whatever leaves this module about a secret is its kind, its place and its public prefix.

mod addresses;
mod comments;
mod difference;
#[cfg(test)]
mod drawn;
mod encoding;
mod finding;
mod framework;
mod headers;
mod languages;
mod manifest;
mod package;
mod page;
mod problem;
mod read;
mod recognise;
mod references;
mod routes;
mod search;
mod secrets;
mod style;
mod tools;
mod types;
mod utf8;
mod walk;

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Serialize;

pub use self::{
    difference::{Difference, Remote},
    finding::{FINDINGS_SHOWN, Finding, Place, SecretKind, Weight, What},
    framework::Framework,
    headers::{CacheControl, Wave, rules},
    manifest::{Entry, Manifest},
    package::{BuildCommand, Missing, PackageWhy},
    problem::SiteProblem,
    read::{PIECE_BYTES, WHOLE_BYTES_MAX, forget, piece},
    recognise::Taken,
    routes::Routes,
    types::Encoding,
    walk::{FILE_BYTES_MAX, FILES_MAX, KEY_BYTES_MAX, SkipReason, Skipped},
};
use self::{page::Page, references::References};

/// The most bytes of one text file that are searched for addresses and secrets. A larger one is listed in
/// [`Inspection::unsearched`].
pub const SEARCHED_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// How many of the largest files an inspection names.
const LARGEST: usize = 5;

/// What a folder turned out to be, when it can be a site.
#[derive(Clone, Debug, Serialize)]
pub struct Inspection {
    /// The folder that would be uploaded, with symbolic links resolved.
    pub folder: PathBuf,
    /// Where that folder is, seen from the folder the person picked.
    pub taken: Taken,
    /// The tool that built it.
    pub framework: Framework,
    /// Which of its files answer which addresses.
    pub routes: Routes,
    /// How many files would be uploaded.
    pub files: usize,
    /// Their size, in bytes.
    pub bytes: u64,
    /// The largest of them, largest first.
    pub largest: Vec<SizedFile>,
    /// What lies in the folder and is never uploaded.
    pub skipped: Vec<Skipped>,
    /// What a person should know before this is public, gravest first, at most [`FINDINGS_SHOWN`].
    pub findings: Vec<Finding>,
    /// How many findings there are beyond those.
    pub findings_left_out: usize,
    /// Text files too large to be searched ([`SEARCHED_BYTES_MAX`]), as keys.
    pub unsearched: Vec<String>,
}

impl Inspection {
    /// Whether a finding forbids the upload until the person has seen to it or overruled it.
    ///
    /// Findings are sorted by weight before the list is cut, so a blocking one is never among those left out.
    pub fn blocked(&self) -> bool {
        self.findings.iter().any(|finding| finding.weight == Weight::Block)
    }
}

/// A file and its size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SizedFile {
    /// The file's key in the bucket.
    pub key: String,
    /// Its size, in bytes.
    pub bytes: u64,
}

/// Looks at the folder a person pointed at.
///
/// A project root is understood: its built folder is taken, and [`Inspection::taken`] says so. Blocks on the
/// file system.
///
/// # Errors
/// The reason why nothing at `path` can be uploaded.
pub fn inspect(path: &Path) -> Result<Inspection, SiteProblem> {
    let chosen = recognise::choose(path)?;
    let walk = walk::walk(&chosen.folder)?;
    let entry = routes::entry(|name| walk.files.iter().any(|file| file.key == name));
    let index = walk.files.iter().find(|file| entry == Some(file.key.as_str()));
    let index = index.ok_or_else(|| SiteProblem::without_page(&chosen.folder))?;
    let index = recognise::head(&index.path).map_err(|error| SiteProblem::from_io(&index.path, &error))?;
    let first = Page::read(index.as_bytes());
    let framework = recognise::framework(&walk.files, &first, chosen.framework);
    let keys = walk.files.iter().map(|file| file.key.as_str());
    let routes = Routes::of(keys, framework, &first, |key| {
        let file = walk.files.iter().find(|file| file.key == key)?;
        Some(Page::read(recognise::head(&file.path).ok()?.as_bytes()))
    });

    let keys = walk.files.iter().map(|file| file.key.as_str());
    let mut references = References::among(keys, &routes, framework.has_addresses());
    let mut findings = search::of_names(&walk);
    let mut unsearched = Vec::new();
    for file in walk.files.iter().filter(|file| search::is_searched(&file.key)) {
        if file.bytes > SEARCHED_BYTES_MAX {
            unsearched.push(file.key.clone());
            continue;
        }
        let text = fs::read(&file.path).map_err(|error| SiteProblem::from_io(&file.path, &error))?;
        let text = encoding::in_utf8(&text);
        search::of_text(&file.key, &text, &mut findings);
        match file.key.rsplit('.').next() {
            Some("html" | "htm") => references.of_page(&file.key, &text, &mut findings),
            Some("css") => references.of_style(&file.key, &text, &mut findings),
            _ => {}
        }
    }
    findings.sort_by(|a, b| (a.weight, &a.file, a.place).cmp(&(b.weight, &b.file, b.place)));
    let findings_left_out = findings.len().saturating_sub(FINDINGS_SHOWN);
    findings.truncate(FINDINGS_SHOWN);

    let mut largest: Vec<_> =
        walk.files.iter().map(|file| SizedFile { key: file.key.clone(), bytes: file.bytes }).collect();
    largest.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.key.cmp(&b.key)));
    largest.truncate(LARGEST);

    Ok(Inspection {
        routes,
        framework,
        files: walk.files.len(),
        bytes: walk.files.iter().map(|file| file.bytes).sum(),
        largest,
        skipped: walk.skipped,
        findings,
        findings_left_out,
        unsearched,
        taken: chosen.taken,
        folder: chosen.folder,
    })
}
