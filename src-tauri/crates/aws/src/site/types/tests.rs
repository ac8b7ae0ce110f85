use super::*;

/// What others say, one ending a line: the ending, nginx's `conf/mime.types` of 2026-08, and `mime-db` 1.54, by which
/// most CDNs and static hosts go. `-` where one says nothing.
const OTHERS: &str = include_str!("others.tsv");

/// What we say otherwise than both, and why.
const APART: &[(&str, &str)] = &[
    // The registered names (RFC 9639, and what every browser says); the lists have the older `x-` and `wave`.
    ("flac", "audio/flac"),
    ("wav", "audio/wav"),
];

fn text() -> Contents {
    Contents { utf8: true, head: b"x".to_vec() }
}

fn bytes(head: &[u8]) -> Contents {
    Contents { utf8: false, head: head.to_vec() }
}

#[test]
fn each_type_is_what_nginx_or_a_cdn_says() {
    let mut seen = 0;
    for line in OTHERS.lines() {
        let [ending, nginx, cdn] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let ours = of(&format!("a.{ending}"), &bytes(b"")).content_type;
        let apart = APART.iter().any(|(other, essence)| *other == ending && *essence == ours);
        assert!(apart || ours == nginx || ours == cdn, "{ending}: {ours}, nginx {nginx}, CDN {cdn}");
        seen += 1;
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn text_in_utf_16_says_so_as_a_browser_does_not_guess_it() {
    let of_head = |head: &[u8]| of("index.html", &Contents { utf8: true, head: head.to_vec() }).content_type;
    assert_eq!(of_head(b"<\0h\0t\0"), "text/html; charset=utf-16le");
    assert_eq!(of_head(b"\0<\0h\0t"), "text/html; charset=utf-16be");
    assert_eq!(of_head(b"<html>"), "text/html; charset=utf-8");
    assert_eq!(of("a.png", &bytes(b"a\0b\0")).content_type, "image/png");
}

#[test]
fn types_are_what_browsers_want() {
    for (key, expected) in [
        ("index.html", "text/html; charset=utf-8"),
        ("A.HTM", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.cjs", "text/javascript; charset=utf-8"),
        ("a.js.map", "application/json; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("feed.rss", "application/rss+xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("a.vtt", "text/vtt; charset=utf-8"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("a.avif", "image/avif"),
        ("a.webp", "image/webp"),
        ("a.jxl", "image/jxl"),
        ("a.png", "image/png"),
        ("a.woff", "font/woff"),
        ("a.woff2", "font/woff2"),
        ("a.ttf", "font/ttf"),
        ("a.otf", "font/otf"),
        ("a.ico", "image/x-icon"),
        ("a.pdf", "application/pdf"),
        ("a.mp4", "video/mp4"),
        ("a.m3u8", "application/vnd.apple.mpegurl"),
        ("a.ts", "video/mp2t"),
        ("a.glb", "model/gltf-binary"),
        ("Build/game.data", "application/octet-stream"),
        ("no.such-ending", "application/octet-stream"),
    ] {
        assert_eq!(of(key, &text()).content_type, expected, "{key}");
        assert_eq!(of(key, &text()).encoding, None, "{key}");
    }
    assert_eq!(of("old.html", &bytes(b"")).content_type, "text/html", "in an older encoding");
}

#[test]
fn a_name_without_an_ending_is_told_by_what_is_in_it() {
    let holds = |text: &str| Contents { utf8: true, head: text.as_bytes().to_vec() };
    for (key, head, expected) in [
        (".well-known/apple-app-site-association", "{}", "application/json; charset=utf-8"),
        ("apple-app-site-association", "", "application/json; charset=utf-8"),
        (".well-known/matrix/server", " {\"m.server\":1}", "application/json; charset=utf-8"),
        (".well-known/acme-challenge/x1", "x1.y2", "text/plain; charset=utf-8"),
        ("about", "\u{feff}<!DOCTYPE html><p>", "text/html; charset=utf-8"),
        ("LICENSE", "MIT", "text/plain; charset=utf-8"),
        ("data", "{}", "text/plain; charset=utf-8"),
    ] {
        assert_eq!(of(key, &holds(head)).content_type, expected, "{key}");
    }
    assert_eq!(of("model", &bytes(b"\xff")).content_type, "application/octet-stream");
}

#[test]
fn s3_content_encoding_is_said_of_what_a_build_compressed() {
    let cases: [(&str, &[u8], &str, Option<Encoding>); 16] = [
        ("Build/g.framework.js.br", b"", "text/javascript; charset=utf-8", Some(Encoding::Brotli)),
        ("Build/g.framework.js.gz", GZIP, "text/javascript; charset=utf-8", Some(Encoding::Gzip)),
        ("Build/g.wasm.br", b"", "application/wasm", Some(Encoding::Brotli)),
        ("Build/g.wasm.gz", GZIP, "application/wasm", Some(Encoding::Gzip)),
        ("Build/g.data.br", b"", "application/octet-stream", Some(Encoding::Brotli)),
        ("Build/g.data.gz", GZIP, "application/octet-stream", Some(Encoding::Gzip)),
        ("Build/g.symbols.json.br", b"", "application/json; charset=utf-8", Some(Encoding::Brotli)),
        ("assets/a.css.GZ", GZIP, "text/css; charset=utf-8", Some(Encoding::Gzip)),
        ("assets/a.js.zst", ZSTANDARD, "text/javascript; charset=utf-8", Some(Encoding::Zstandard)),
        ("logo.svgz", GZIP, "image/svg+xml; charset=utf-8", Some(Encoding::Gzip)),
        // A name that lies about its contents would break the page that asks for it.
        ("assets/a.js.gz", b"var a", "application/gzip", None),
        ("logo.svgz", b"<svg", "image/svg+xml", None),
        // What a visitor downloads stays as it is.
        ("backup.tar.gz", GZIP, "application/gzip", None),
        ("data.json.gz", GZIP, "application/gzip", None),
        ("a.gz", GZIP, "application/gzip", None),
        // Blazor unpacks it in a script of its own.
        ("_framework/dotnet.wasm.br", b"", "application/octet-stream", None),
    ];
    for (key, head, content_type, encoding) in cases {
        let expected = Type { content_type: content_type.to_owned(), encoding };
        assert_eq!(of(key, &bytes(head)), expected, "{key}");
    }
}
