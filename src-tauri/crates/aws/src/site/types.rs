//! What a file is to a browser: its `Content-Type`, and its `Content-Encoding` where a build compressed it.
//!
//! The table is the `mime_guess` crate's; here stands what it lacks or says in a way that browsers no longer want.
//! Both are held against nginx's list and the list that most CDNs ship (`mime-db`) in the tests below.

use serde::Serialize;

/// How a build compressed a file before it was uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// Brotli: `.br`. Its bytes begin with nothing that tells it.
    Brotli,
    /// Gzip: `.gz`, and the `z` of `.svgz`.
    Gzip,
    /// Zstandard: `.zst`.
    Zstandard,
}

impl Encoding {
    /// The value of the `Content-Encoding` header.
    pub fn header(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Zstandard => "zstd",
        }
    }
}

/// How much of a file's beginning is looked at, in bytes.
pub(super) const HEAD_BYTES: usize = 512;

/// What a look at a file's contents told.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents {
    /// Whether all of it is UTF-8: a page in an older encoding names its own, and a header that contradicts it would
    /// garble it.
    pub utf8: bool,
    /// Its beginning, of at most [`HEAD_BYTES`].
    pub head: Vec<u8>,
}

/// The headers that say what a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Type {
    /// The `Content-Type`, with `charset` where it is text in UTF-8.
    pub content_type: String,
    /// The `Content-Encoding`, where it has one.
    pub encoding: Option<Encoding>,
}

/// Where the crate's table differs from what browsers want, has nothing, or has another thing of the same ending. The
/// endings of each type, in lower case.
const OURS: &[(&str, &[&str])] = &[
    ("text/javascript", &["js", "mjs", "cjs"]),
    ("application/json", &["json", "map", "topojson", "ipynb"]),
    ("application/manifest+json", &["webmanifest"]),
    ("application/wasm", &["wasm"]),
    ("application/xml", &["xml", "xsl", "plist"]),
    ("application/toml", &["toml"]),
    ("text/yaml", &["yaml", "yml"]),
    ("text/plain", &["log", "ini", "conf", "srt", "glsl", "vert", "frag"]),
    ("text/wgsl", &["wgsl"]),
    ("image/avif", &["avif"]),
    ("image/webp", &["webp"]),
    ("image/jxl", &["jxl"]),
    ("image/apng", &["apng"]),
    ("image/x-icon", &["ico", "cur"]),
    ("image/bmp", &["bmp"]),
    ("image/heic", &["heic"]),
    ("image/ktx2", &["ktx2"]),
    ("font/woff", &["woff"]),
    ("font/woff2", &["woff2"]),
    ("font/ttf", &["ttf"]),
    ("font/otf", &["otf"]),
    ("font/collection", &["ttc"]),
    ("audio/mp4", &["m4a"]),
    ("audio/wav", &["wav"]),
    ("audio/flac", &["flac"]),
    ("audio/midi", &["mid", "midi", "kar"]),
    ("video/mp2t", &["ts"]),
    ("video/iso.segment", &["m4s"]),
    ("application/vnd.apple.mpegurl", &["m3u8"]),
    ("application/dash+xml", &["mpd"]),
    ("model/gltf-binary", &["glb"]),
    ("model/gltf+json", &["gltf"]),
    ("model/obj", &["obj"]),
    ("model/stl", &["stl"]),
    ("model/vnd.usdz+zip", &["usdz"]),
    ("application/vnd.rar", &["rar"]),
    ("application/vnd.android.package-archive", &["apk"]),
    ("application/vnd.apple.pkpass", &["pkpass"]),
    ("application/x-redhat-package-manager", &["rpm"]),
    // What a browser must neither show nor guess at.
    (
        OCTETS,
        &["bin", "data", "dat", "mem", "pck", "unityweb", "exe", "dmg", "deb", "msi", "iso", "img", "java"],
    ),
];

/// What a file is of which nothing is known.
const OCTETS: &str = "application/octet-stream";

/// Files without an ending that are JSON by what they are for.
const JSON_NAMES: [&str; 2] = ["apple-app-site-association", "openid-configuration"];

/// What a page loads and a build compresses beforehand. Others (`backup.sql.gz`, `photos.tar.gz`, `sitemap.xml.gz`) are
/// compressed files to whoever asks for them, and stay so.
const COMPRESSED: [&str; 11] =
    ["js", "mjs", "cjs", "css", "html", "htm", "wasm", "data", "mem", "map", "svg"];

/// What a key is with such contents.
pub(super) fn of(key: &str, contents: &Contents) -> Type {
    let name = super::headers::file_name(key).to_ascii_lowercase();
    let encoded = encoding(key, &name, contents);
    let (inner, encoding) =
        encoded.map_or((name.as_str(), None), |(inner, encoding)| (inner, Some(encoding)));
    let essence = essence(key, inner, contents);
    let textual = essence.starts_with("text/")
        || essence.ends_with("+xml")
        || essence.ends_with("json")
        || matches!(essence.as_str(), "application/xml" | "application/toml");
    // What a build writes is UTF-8; compressed, nothing of it can be seen.
    let utf8 = contents.utf8 || encoding.is_some();
    // Where no mark tells it, a browser doesn't know UTF-16, whose zeroes are letters of UTF-8 too.
    let utf16 = super::encoding::utf16(&contents.head).filter(|_| encoding.is_none());
    let content_type = match utf16 {
        Some(utf16) if textual => format!("{essence}; charset={}", utf16.name().to_ascii_lowercase()),
        _ if textual && utf8 => format!("{essence}; charset=utf-8"),
        _ => essence,
    };
    Type { content_type, encoding }
}

/// The type without parameters of a name in lower case.
fn essence(key: &str, name: &str, contents: &Contents) -> String {
    let Some((_, ending)) = name.rsplit_once('.') else { return of_nameless(key, name, contents).to_owned() };
    let ours = OURS.iter().find(|(_, endings)| endings.contains(&ending));
    let guessed = || mime_guess::from_ext(ending).first_raw().unwrap_or(OCTETS);
    ours.map_or_else(guessed, |(essence, _)| *essence).to_owned()
}

/// The type of a file whose name has no ending, by what is in it: a page that a mirror saved, or one of the files under
/// `.well-known` that apps look for.
fn of_nameless(key: &str, name: &str, contents: &Contents) -> &'static str {
    if !contents.utf8 {
        return OCTETS;
    }
    let text = String::from_utf8_lossy(&contents.head);
    let begins = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if JSON_NAMES.contains(&name) || (key.starts_with(".well-known/") && begins.starts_with(['{', '['])) {
        "application/json"
    } else if ["<!doctype html", "<html"].iter().any(|tag| begins.starts_with(tag)) {
        "text/html"
    } else {
        "text/plain"
    }
}

/// How a file is compressed, and its name without that.
fn encoding<'n>(key: &str, name: &'n str, contents: &Contents) -> Option<(&'n str, Encoding)> {
    let (inner, outer) = name.rsplit_once('.')?;
    let is = |magic: &[u8]| contents.head.starts_with(magic);
    if outer == "svgz" {
        return is(GZIP).then_some((name, Encoding::Gzip));
    }
    let encoding = match outer {
        "br" => Encoding::Brotli,
        "gz" if is(GZIP) => Encoding::Gzip,
        "zst" if is(ZSTANDARD) => Encoding::Zstandard,
        _ => return None,
    };
    let (_, ending) = inner.rsplit_once('.')?;
    let loaded = COMPRESSED.contains(&ending) || inner.ends_with(".symbols.json");
    // Blazor's loader unpacks what lies there by itself, and would be given what is unpacked already.
    let unpacked_by_script = key.starts_with("_framework/") || key.contains("/_framework/");
    (loaded && !unpacked_by_script).then_some((inner, encoding))
}

/// What a gzip file begins with (RFC 1952).
const GZIP: &[u8] = &[0x1f, 0x8b];
/// What a frame of Zstandard begins with (RFC 8878).
const ZSTANDARD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

#[cfg(test)]
mod tests;
