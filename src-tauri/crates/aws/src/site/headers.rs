//! When a file is uploaded, and how long a browser may keep it.
//!
//! A file that changes under the same name and is cached for a year can't be called back, so `immutable` is
//! given only to names that prove to carry a hash of their contents. What is missed costs a conditional request.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// How long a browser may keep a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CacheControl {
    /// For ever: its name changes with its contents.
    Immutable,
    /// As long as the server says that it is unchanged.
    Revalidate,
}

impl CacheControl {
    /// The value of the `Cache-Control` header.
    pub fn header(self) -> &'static str {
        match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Revalidate => "no-cache",
        }
    }
}

/// When a file is uploaded: a page only after all that it may ask for is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wave {
    /// What pages ask for.
    Asset,
    /// Pages, service workers and web app manifests: what makes a visitor see the release.
    Page,
}

/// The wave of a key.
pub(super) fn wave(key: &str) -> Wave {
    let name = file_name(key).to_ascii_lowercase();
    let is_page = [".html", ".htm", ".webmanifest"].iter().any(|ending| name.ends_with(ending))
        || is_service_worker(&name)
        || matches!(name.as_str(), "manifest.json" | "asset-manifest.json" | "ngsw.json" | "version.json");
    if is_page { Wave::Page } else { Wave::Asset }
}

/// How long a browser may keep the file of a key.
pub(super) fn cache_control(key: &str) -> CacheControl {
    if wave(key) == Wave::Asset && is_hashed(key) {
        CacheControl::Immutable
    } else {
        CacheControl::Revalidate
    }
}

/// What the rules are called by which this version gives files their headers: other rules are called otherwise. The
/// name is made of their own text and of the table that they go by, as nobody would think of a number to raise.
pub fn rules() -> &'static str {
    static RULES: LazyLock<String> = LazyLock::new(|| {
        let mut hash = Sha256::new();
        hash.update(include_str!("headers.rs"));
        hash.update(include_str!("types.rs"));
        for ending in mime_guess::get_extensions("*", "*").into_iter().flatten() {
            hash.update(ending);
            hash.update(mime_guess::from_ext(ending).first_raw().unwrap_or_default());
        }
        hex::encode(&hash.finalize()[..8])
    });
    &RULES
}

/// The last part of a key.
pub(super) fn file_name(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or(key)
}

fn is_service_worker(lower_name: &str) -> bool {
    matches!(
        lower_name,
        "sw.js"
            | "service-worker.js"
            | "serviceworker.js"
            | "service_worker.js"
            | "registersw.js"
            | "firebase-messaging-sw.js"
            | "ngsw-worker.js"
            | "safety-worker.js"
            | "worker-basic.min.js"
            | "mockserviceworker.js"
    )
}

/// A name, what may be a hash of its contents, and the ending.
static HASH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?P<name>.*?)",
        // webpack, in Create React App, Vue CLI and older Angular: `main.1a2b3c4d.chunk.js`.
        r"(?:\.(?P<hex>[0-9a-f]{8,32})(?:\.chunk)?",
        // Angular's esbuild: `main-5INURTSO.js`.
        r"|-(?P<base32>[A-Z2-7]{8})",
        // Rollup, in Vite and Astro: `index-BaSe64_8.js`, `page.BaSe64_8.css`.
        r"|[-.](?P<base64>[A-Za-z0-9_-]{8}))",
        r"\.(?P<ending>[A-Za-z0-9]{2,5}(?:\.map)?)$",
    ))
    .expect("the pattern is a constant")
});

/// Whether a key's name carries a hash of its contents.
fn is_hashed(key: &str) -> bool {
    // Next and SvelteKit promise it for everything in these folders.
    if key.starts_with("_next/static/") || key.starts_with("_app/immutable/") {
        return true;
    }
    let name = file_name(key);
    let folder = key[..key.len() - name.len()].trim_end_matches('/');
    let Some(captures) = HASH.captures(name) else { return false };
    if let Some(hex) = captures.name("hex") {
        return has_digit_and(hex.as_str(), char::is_ascii_lowercase);
    }
    if let Some(base32) = captures.name("base32") {
        let by_angular =
            ["main", "polyfills", "styles", "scripts", "chunk", "runtime"].contains(&&captures["name"]);
        let base32 = base32.as_str();
        return (folder.is_empty() && by_angular)
            || (matches!(folder, "" | "media" | "assets")
                && has_digit_and(base32, char::is_ascii_uppercase));
    }
    let Some(base64) = captures.name("base64") else { return false };
    let is_bundlers = matches!(&captures["ending"], "js" | "css" | "js.map" | "css.map");
    match folder.rsplit('/').next() {
        // Files of `public/assets` end up beside the hashed ones, scripts hardly ever.
        Some("assets" | "_astro") if is_bundlers => looks_random(base64.as_str()),
        Some("assets" | "_astro") => looks_very_random(base64.as_str()),
        _ => false,
    }
}

fn has_digit_and(text: &str, letter: fn(&char) -> bool) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().any(|c| letter(&c))
}

/// Whether eight characters are no word, no capitalised word, no number and no date.
fn looks_random(hash: &str) -> bool {
    let upper = hash.chars().skip(1).any(|c| c.is_ascii_uppercase());
    let lower = hash.chars().any(|c| c.is_ascii_lowercase());
    (upper && lower) || is_digit_before_letter(hash)
}

/// The same, told also from `homePage`, `Header01` and `IMG_1234`.
fn looks_very_random(hash: &str) -> bool {
    let upper = hash.chars().any(|c| c.is_ascii_uppercase());
    let lower = hash.chars().any(|c| c.is_ascii_lowercase());
    let letters: Vec<char> = hash.chars().collect();
    let turns = letters
        .windows(2)
        .filter(|pair| pair[0].is_ascii_alphabetic() && pair[1].is_ascii_alphabetic())
        .filter(|pair| pair[0].is_ascii_uppercase() != pair[1].is_ascii_uppercase())
        .count();
    upper && lower && (turns >= 5 || is_digit_before_letter(hash))
}

fn is_digit_before_letter(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_of_each_tool_are_immutable() {
        for key in [
            "assets/index-DiwrgTda.js",
            "assets/index-BaSe64_8.css",
            "assets/react-CHdo91hT.svg",
            "assets/pretendard-a1B2-c3D.woff2",
            "static/js/main.1a2b3c4d.js",
            "static/js/453.0a1b2c3d.chunk.js",
            "static/media/logo.6ce24c58023cc2f8fd88fe9d219db6c6.svg",
            "_next/static/chunks/main-app.js",
            "_next/static/css/0f1e2d3c4b5a6978.css",
            "js/chunk-vendors.0f1e2d3c.js",
            "main-5INURTSO.js",
            "styles-ABCDEFGH.css",
            "chunk-2QZV5JIK.js",
            "media/font-7TRIY2QX.woff2",
            "main.0123456789abcdef.js",
            "_app/immutable/entry/start.BTsAzNXL.js",
            "_astro/about.CBd3FGh1.css",
        ] {
            assert_eq!(cache_control(key), CacheControl::Immutable, "{key}");
        }
    }

    #[test]
    fn all_that_may_change_under_its_name_is_revalidated() {
        for key in [
            "index.html",
            "assets/page-DiwrgTda.html",
            "_next/static/sw.js",
            "sw.js",
            "manifest.webmanifest",
            "favicon.ico",
            "vite.svg",
            "main.js",
            "app.min.js",
            "jquery-3.7.1.min.js",
            "assets/team-portrait.png",
            "assets/team-Portrait.js",
            "assets/icon-homePage.svg",
            "assets/main-Header01.png",
            "assets/DSC-IMG_1234.jpg",
            "assets/photo-20240101.png",
            "report.20240101.pdf",
            "img/team-ABCDEF23.png",
            "logo-SQUARED2.png.txt",
            "photos/a.deadbeef.d.txt",
            "images/index-DiwrgTda.png",
        ] {
            assert_eq!(cache_control(key), CacheControl::Revalidate, "{key}");
        }
        assert_eq!(CacheControl::Revalidate.header(), "no-cache");
        assert_eq!(CacheControl::Immutable.header(), "public, max-age=31536000, immutable");
    }

    #[test]
    fn pages_and_workers_come_after_assets() {
        for key in ["index.html", "a/b.htm", "sw.js", "manifest.json", "ngsw.json"] {
            assert_eq!(wave(key), Wave::Page, "{key}");
        }
        assert_eq!(wave("assets/a.js"), Wave::Asset);
    }
}
