//! Whether pages and style sheets find what they ask for, as it is named on a server.
//!
//! An address is resolved as a browser does it, and then looked up as the published site answers it
//! ([`Routes`](super::Routes)). What is of another host, or of the back-end beside the site, is not looked at.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use icu_normalizer::ComposingNormalizerBorrowed;
use percent_encoding::percent_decode_str;
use url::Url;

use super::{
    finding::{Finding, Place, Weight, What},
    page::{Page, Reference, Role},
    routes::{Lead, Routes},
    secrets, style,
};

/// How much of a reference is shown, in letters.
const SHOWN: usize = 120;

/// Where the site is taken to be while addresses are resolved: a name that nobody can have.
const HERE: &str = "site.invalid";

/// Paths that are answered by something else than a file of the site.
const ELSEWHERE: [&str; 4] = ["api", "cdn-cgi", "_vercel", ".netlify"];

/// What templates leave in an address for a script or a server to fill in.
const UNFILLED: [&str; 5] = ["{{", "${", "<%", "{%", "[["];

/// The files of a site as addresses find them, and what was told of them.
pub(super) struct References<'a> {
    keys: BTreeSet<&'a str>,
    /// The keys in lower case, their letters composed.
    lower: BTreeMap<String, &'a str>,
    routes: &'a Routes,
    /// Whether the page that answers what no file has was made by a tool whose apps have addresses of their own.
    app_has_addresses: bool,
    told: BTreeSet<String>,
}

impl<'a> References<'a> {
    /// The references among these files.
    pub(super) fn among(
        keys: impl IntoIterator<Item = &'a str>,
        routes: &'a Routes,
        app_has_addresses: bool,
    ) -> Self {
        let keys: BTreeSet<&str> = keys.into_iter().collect();
        let lower = keys.iter().map(|key| (folded(key), *key)).collect();
        Self { keys, lower, routes, app_has_addresses, told: BTreeSet::new() }
    }

    /// What a page asks for and doesn't find.
    pub(super) fn of_page(&mut self, key: &str, text: &[u8], findings: &mut Vec<Finding>) {
        let page = Page::read(text);
        let Some(own) = address(key) else { return };
        let base = match &page.base {
            Some(base) if is_unfilled(base) => return,
            Some(base) => here(own.join(base).unwrap_or_else(|_| own.clone())),
            None => own.clone(),
        };
        let deep = self.app_has_addresses && self.routes.app.as_deref() == Some(key) && page.base.is_none();
        if let Some(first) = page.references.iter().find(|it| deep && it.role.runs() && is_relative(&it.to)) {
            self.tell(findings, Weight::Info, What::RelativePaths, (key, text), first);
        }
        for reference in &page.references {
            self.check(&base, (key, text), reference, findings);
        }
    }

    /// What a style sheet names and doesn't find.
    pub(super) fn of_style(&mut self, key: &str, text: &[u8], findings: &mut Vec<Finding>) {
        let Some(base) = address(key) else { return };
        for url in style::urls(text) {
            let reference = Reference { role: Role::Style, to: url.to, at: url.at };
            self.check(&base, (key, text), &reference, findings);
        }
    }

    fn check(&mut self, base: &Url, file: (&str, &[u8]), reference: &Reference, findings: &mut Vec<Finding>) {
        if is_unfilled(&reference.to) {
            return;
        }
        if is_of_disk(&reference.to) {
            self.tell(findings, Weight::Warn, What::LocalAddress, file, reference);
            return;
        }
        let Ok(url) = base.join(&reference.to) else { return };
        if url.host_str() != Some(HERE) {
            return;
        }
        let path = decoded(url.path());
        let key = path.trim_matches('/');
        let first = key.split('/').next().unwrap_or_default();
        let lead = self.routes.lead(&path, |key| self.keys.contains(key));
        let is_there = match lead {
            Lead::File(_) | Lead::Spelt(_) => true,
            // An address of the app's own may be linked to, and shown in a frame.
            Lead::App => match reference.role {
                Role::Link => !self.is_cut(&url, key),
                Role::Media => !key.rsplit('/').next().unwrap_or_default().contains('.'),
                _ => false,
            },
            Lead::Nowhere => false,
        };
        if is_there || ELSEWHERE.contains(&first) {
            return;
        }
        let (what, weight) = self.missing(&url, key, reference.role);
        self.tell(findings, weight, what, file, reference);
    }

    /// Why there is nothing at an address.
    fn missing(&self, url: &Url, key: &str, role: Role) -> (What, Weight) {
        let near = |key: &str| {
            let lower = folded(key);
            [lower.clone(), format!("{lower}.html"), format!("{lower}/index.html")]
                .iter()
                .find_map(|name| self.lower.get(name).copied())
        };
        if let Some(there) = near(key) {
            if !key.is_ascii() && composed(there).starts_with(&*composed(key)) {
                return (What::DecomposedName, Weight::Warn);
            }
            return (What::NameCase { there: there.to_owned() }, Weight::Warn);
        }
        if self.is_cut(url, key) {
            return (What::AwkwardName, Weight::Warn);
        }
        // Behind a folder that isn't there: the name of a repository, as GitHub Pages has it in its addresses.
        let mut base = String::from("/");
        let mut rest = key;
        for _ in 0..2 {
            let Some((folder, after)) = rest.split_once('/') else { break };
            base.push_str(folder);
            base.push('/');
            rest = after;
            if self.keys.contains(rest) || (role == Role::Link && near(rest).is_some()) {
                return (What::BasePath { base }, Weight::Warn);
            }
        }
        let weight = match role {
            Role::Module | Role::Part | Role::Media => Weight::Warn,
            Role::Icon | Role::Link | Role::Style => Weight::Info,
        };
        (What::MissingFile, weight)
    }

    /// Whether a name was not escaped: a browser takes what stands behind `#` and `?` for no part of it.
    fn is_cut(&self, url: &Url, key: &str) -> bool {
        [('#', url.fragment()), ('?', url.query())].into_iter().any(|(mark, rest)| {
            rest.is_some_and(|rest| self.keys.contains(format!("{key}{mark}{}", decoded(rest)).as_str()))
        })
    }

    /// Tells it once, of the first page that has it.
    fn tell(
        &mut self,
        findings: &mut Vec<Finding>,
        weight: Weight,
        what: What,
        (file, text): (&str, &[u8]),
        reference: &Reference,
    ) {
        let once = match &what {
            What::BasePath { base } => base.clone(),
            What::RelativePaths => String::new(),
            _ => reference.to.clone(),
        };
        if !self.told.insert(format!("{what:?} {once}")) {
            return;
        }
        let shown = match what {
            What::AwkwardName => reference.to.as_str(),
            _ => reference.to.split(['?', '#']).next().unwrap_or_default(),
        };
        let shown = secrets::find(shown.as_bytes()).is_empty().then(|| shown.chars().take(SHOWN).collect());
        let place = Some(Place::of(text, reference.at.min(text.len())));
        findings.push(Finding { weight, what, file: file.to_owned(), place, excerpt: shown });
    }
}

/// Where a file of the site is asked for.
fn address(key: &str) -> Option<Url> {
    let mut url = Url::parse(&format!("https://{HERE}/")).ok()?;
    url.set_path(&key.replace('%', "%25"));
    Some(url)
}

/// The same address as this site has it: a `<base>` may name the host that it was built for.
fn here(base: Url) -> Url {
    let mut own = base.clone();
    if own.set_host(Some(HERE)).is_ok() && own.set_port(None).is_ok() && own.set_scheme("https").is_ok() {
        own
    } else {
        base
    }
}

/// Whether it names a file on the disk of whoever wrote it: `file:///C:/a.png`, `C:\Users\a.png`.
fn is_of_disk(address: &str) -> bool {
    let begins = address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
    begins || matches!(address.as_bytes(), [drive, b':', b'/' | b'\\', ..] if drive.is_ascii_alphabetic())
}

/// A name in lower case with its letters composed, as most systems write them.
fn folded(name: &str) -> String {
    composed(&name.to_lowercase()).into_owned()
}

fn composed(name: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(name)
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

fn is_unfilled(address: &str) -> bool {
    UNFILLED.iter().any(|mark| address.contains(mark))
}

/// Whether an address depends on the page that has it.
fn is_relative(address: &str) -> bool {
    !address.starts_with('/') && !address.contains(':')
}

#[cfg(test)]
mod tests;
