//! Where the addresses of a site lead, decided by the files that it has.
//!
//! The order is that of nginx's `try_files $uri $uri.html $uri/index.html`, and a folder's page has its address with a
//! slash, another page's without, so that relative references in it hold. What no file has is the app's page where the
//! site is an app, and not there where it isn't, or where it can only be a script, a picture or the like: a page handed
//! out in the place of a script is an error that nobody finds.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{framework::Framework, page::Page};

/// Which files answer which addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Routes {
    /// The file that answers `/`, such as `index.html`.
    pub entry: String,
    /// The page that answers an address that no file has, with status 200: its script knows what to show.
    pub app: Option<String>,
    /// The site's own page for what isn't there, shown with status 404.
    pub not_found: Option<String>,
    /// The endings of assets, in lower case: an address with one of these is a file's or nobody's.
    pub assets: BTreeSet<String>,
    /// All files that an address may have to be looked up among: pages, and files that don't look like assets.
    pub names: BTreeSet<String>,
}

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// To a file, by its key.
    File(String),
    /// To that page, whose address is spelt otherwise. It is sent on.
    Spelt(String),
    /// To no file, and so to the app's page.
    App,
    /// To no file, where a page in its place would hide that it is missing.
    Nowhere,
}

/// What the web's assets end in. What else a site has is added to it.
const ASSETS: &str = "js mjs cjs css map json webmanifest xml rss atom txt csv pdf png jpg jpeg gif svg webp avif ico bmp \
    tif tiff heic woff woff2 ttf otf eot mp3 mp4 m4a m4v mov webm ogg ogv wav flac aac weba wasm zip gz br zst tar rar 7z \
    apk exe dmg doc docx xls xlsx ppt pptx hwp hwpx vtt m3u8 glb gltf";

/// How many endings of its own a site may add: beyond, files are looked up by name.
const OWN_ASSETS: usize = 32;

/// Pages that tools write for addresses that only the app's script knows: SvelteKit, Nuxt and Surge; React Router;
/// Angular; TanStack.
const SHELLS: [&str; 4] = ["200.html", "__spa-fallback.html", "index.csr.html", "_shell.html"];

/// Where tools put the page for what isn't there.
const NOT_FOUND: [&str; 2] = ["404.html", "404/index.html"];

/// The page that is shown first, among a folder's files; `None` where the folder has none.
pub(super) fn entry(mut has: impl FnMut(&str) -> bool) -> Option<&'static str> {
    std::iter::once("index.html").chain(SHELLS).find(|name| has(name))
}

impl Routes {
    /// The routes of a site of these files. `first` is its first page, read; `not_found` reads the page for what isn't
    /// there.
    pub(super) fn of<'a>(
        keys: impl IntoIterator<Item = &'a str>,
        framework: Framework,
        first: &Page,
        not_found: impl FnOnce(&str) -> Option<Page>,
    ) -> Self {
        let keys: BTreeSet<&str> = keys.into_iter().collect();
        let entry = entry(|name| keys.contains(name)).unwrap_or("index.html");
        let missing = NOT_FOUND.into_iter().find(|name| keys.contains(name));
        let others = keys.iter().any(|key| is_page(key) && *key != entry && !is_no_page(key));
        // A page for what isn't there that is a shell too is a copy of the app, made for hosts that know nothing else.
        let own_missing = || missing.and_then(not_found).is_some_and(|page| !page.is_shell());
        let shell = SHELLS.into_iter().find(|name| keys.contains(name));
        let app = shell.or_else(|| {
            let is_app = if framework.makes_pages() {
                false
            } else if first.is_shell() {
                !(others && own_missing())
            } else {
                !others && missing.is_none()
            };
            is_app.then_some(entry)
        });
        let assets = assets(&keys);
        let names = keys.iter().filter(|key| {
            !ends_as_asset(key, &assets) || is_page(key) || keys.contains(format!("{key}.html").as_str())
        });
        Self {
            entry: entry.to_owned(),
            app: app.map(str::to_owned),
            not_found: missing.map(str::to_owned),
            names: names.map(|key| (*key).to_owned()).collect(),
            assets,
        }
    }

    /// The routes of an app of one page, of whose files nothing is known yet.
    pub fn single_page() -> Self {
        Self {
            entry: "index.html".to_owned(),
            app: Some("index.html".to_owned()),
            not_found: None,
            assets: common_assets(),
            names: BTreeSet::from(["index.html".to_owned()]),
        }
    }

    /// Whether an address is a file's or nobody's: by its ending, or below `.well-known`, where programs look for what
    /// they know and take a page for the answer (RFC 8615).
    pub fn is_asset(&self, path: &str) -> bool {
        path.trim_start_matches('/').starts_with(".well-known/") || ends_as_asset(path, &self.assets)
    }

    /// Where a decoded path leads, among these files.
    pub(super) fn lead(&self, path: &str, has: impl Fn(&str) -> bool) -> Lead {
        let bare = path.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
        if bare.is_empty() {
            return Lead::File(self.entry.clone());
        }
        let (page, folder) = (format!("{bare}.html"), format!("{bare}/index.html"));
        let slash = path.ends_with('/');
        if slash && has(&folder) {
            Lead::File(folder)
        } else if slash && has(&page) {
            Lead::Spelt(bare)
        } else if !slash && has(&bare) {
            Lead::File(bare)
        } else if !slash && has(&page) {
            Lead::File(page)
        } else if !slash && has(&folder) {
            Lead::Spelt(format!("{bare}/"))
        } else if self.app.is_some() && (slash || !self.is_asset(&bare)) {
            Lead::App
        } else {
            Lead::Nowhere
        }
    }
}

/// Keys are case-sensitive addresses, so `.HTML` is not what a clean path leads to.
#[expect(clippy::case_sensitive_file_extension_comparisons, reason = "keys are case-sensitive")]
pub(super) fn is_page(key: &str) -> bool {
    key.ends_with(".html")
}

/// Whether a page is no page of the site's own: one for errors, or the proof of whose the site is that a search engine
/// asks for.
fn is_no_page(key: &str) -> bool {
    let stem = key.strip_suffix(".html").unwrap_or(key).to_ascii_lowercase();
    let hex = |rest: &str| rest.len() >= 8 && rest.bytes().all(|byte| byte.is_ascii_hexdigit());
    let proof = ["google", "naver", "yandex_", "pinterest-"];
    NOT_FOUND.contains(&key)
        || SHELLS.contains(&key)
        || matches!(stem.as_str(), "403" | "500" | "50x" | "error" | "offline")
        || proof.iter().any(|name| stem.strip_prefix(name).is_some_and(hex))
        || stem.starts_with("baidu_verify_")
        || stem.starts_with("zohoverify/")
}

fn ends_as_asset(path: &str, assets: &BTreeSet<String>) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| assets.contains(&ending.to_ascii_lowercase()))
}

fn common_assets() -> BTreeSet<String> {
    ASSETS.split_ascii_whitespace().map(str::to_owned).collect()
}

/// The common endings, and those that the site's files have beside.
fn assets(keys: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut assets = common_assets();
    let own: BTreeSet<String> = keys
        .iter()
        .filter_map(|key| Some(key.rsplit('/').next()?.rsplit_once('.')?.1.to_ascii_lowercase()))
        .filter(|ending| {
            let letters = ending.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
            let first = ending.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
            letters
                && first
                && (2..=10).contains(&ending.len())
                && !["html", "htm"].contains(&ending.as_str())
        })
        .filter(|ending| !assets.contains(ending))
        .collect();
    assets.extend(own.into_iter().take(OWN_ASSETS));
    assets
}

#[cfg(test)]
mod tests;
