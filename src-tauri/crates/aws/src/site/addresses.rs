//! Addresses in a bundle that will not work once the site is on HTTPS for everyone.
//!
//! A bundle is full of addresses that are no calls: namespaces, licences, links in error texts, bases that a
//! router parses relative paths against. So an address counts only where it begins a value (a string, an
//! attribute, a `url()`), outside of comments; a local one also only with a port or a path, and an insecure
//! one only where it looks like a call. A false alarm here teaches a beginner to ignore the true one.

use std::{ops::Range, sync::LazyLock};

use regex::bytes::{Captures, Regex};
use url::Host;

use super::{
    comments,
    finding::{Weight, What},
    secrets,
};

/// An address and its place.
pub(super) struct Found {
    pub what: What,
    pub weight: Weight,
    pub at: usize,
    pub shown: String,
}

/// How many addresses of one file are told: the fifth of them says nothing more.
const SHOWN: usize = 5;
/// How far to each side of an address the text is looked at, in bytes.
const AROUND: usize = 120;

/// Hosts that appear as names and not as addresses.
const NAMES: [&str; 12] = [
    "w3.org",
    "schema.org",
    "json-schema.org",
    "purl.org",
    "ogp.me",
    "sitemaps.org",
    "openxmlformats.org",
    "adobe.com",
    "inkscape.org",
    "sourceforge.net",
    "example.com",
    "example.org",
];

/// The addresses in a text of this ending, each once.
pub(super) fn find(ending: &str, text: &[u8]) -> Vec<Found> {
    let comments = match ending {
        "js" | "mjs" | "cjs" => comments::of_script(text),
        "html" | "htm" => comments::of_page(text),
        "css" => comments::of_style(text),
        "json" => Vec::new(),
        // Source maps, sources and prose are not run by anyone.
        _ => return Vec::new(),
    };
    let mut found: Vec<Found> = Vec::new();
    for captures in ADDRESS.captures_iter(text) {
        let address = Address::of(text, &captures);
        if in_comment(&comments, address.at) {
            continue;
        }
        let Some((what, weight)) = address.judge(ending) else { continue };
        let shown = address.shown();
        if found.len() < SHOWN && found.iter().all(|other| other.shown != shown) {
            found.push(Found { what, weight, at: address.at, shown });
        }
    }
    found
}

/// What begins a value, then an address with a scheme, or the bare name of this computer with a port. JSON and
/// scripts in strings may escape slashes and quotes.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r#"(?i-u)(?:["'`]|=|\(|=\s)\s*"#,
        r"(?P<address>",
        r"(?:(?P<scheme>http|https|ws|wss):(?:\\?/){2}(?:[^\s/@\x22'`<>]{1,80}@)?(?P<host>\[[0-9a-f:]{2,39}\]|[a-z0-9._-]+)(?P<port>:[0-9]{2,5})?)",
        r"|(?:(?:\\?/){2})?(?P<bare>localhost|127\.0\.0\.1)(?P<bare_port>:[0-9]{2,5})",
        r")",
        r#"(?P<path>(?:\\?/)[^\s"'`<>?#\\]*)?"#,
    ))
    .expect("the pattern is a constant")
});

struct Address<'t> {
    at: usize,
    scheme: Option<String>,
    host: String,
    port: &'t [u8],
    path: String,
    /// What stands before it, in lower case.
    before: String,
    /// The address and what stands after it, in lower case.
    after: String,
}

impl<'t> Address<'t> {
    fn of(text: &'t [u8], captures: &Captures<'t>) -> Self {
        let lower = |name| {
            captures.name(name).map(|part| String::from_utf8_lossy(part.as_bytes()).to_ascii_lowercase())
        };
        let at = captures.name("address").map_or(0, |address| address.start());
        let port = captures.name("port").or_else(|| captures.name("bare_port"));
        let before = &text[at.saturating_sub(AROUND)..at];
        let after = &text[at..text.len().min(at + AROUND)];
        Self {
            at,
            scheme: lower("scheme"),
            host: lower("host").or_else(|| lower("bare")).unwrap_or_default(),
            port: port.map_or(b"", |port| port.as_bytes()),
            path: captures
                .name("path")
                .map(|path| String::from_utf8_lossy(path.as_bytes()).replace("\\/", "/"))
                .unwrap_or_default(),
            before: String::from_utf8_lossy(before).to_ascii_lowercase(),
            after: String::from_utf8_lossy(after).to_ascii_lowercase(),
        }
    }

    fn judge(&self, ending: &str) -> Option<(What, Weight)> {
        if self.is_local() {
            // Routers and clients parse relative paths against a bare `http://localhost`.
            let base = self.port.is_empty() && self.path.trim_matches('/').is_empty();
            let parsed = ["location", "new url("]
                .iter()
                .any(|word| self.before.contains(word) || self.after.contains(word));
            if base && parsed {
                return None;
            }
            let weight = if self.before.contains("hostname") { Weight::Info } else { Weight::Warn };
            return Some((What::LocalAddress, weight));
        }
        let insecure = matches!(self.scheme.as_deref(), Some("http" | "ws"));
        let named = NAMES.iter().any(|name| {
            self.host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        });
        let called = if ending == "html" || ending == "htm" || ending == "css" {
            self.is_loaded() || self.looks_called()
        } else {
            self.looks_called()
        };
        (insecure && !named && called).then_some((What::InsecureAddress, Weight::Warn))
    }

    /// Whether it is this computer, or one that is found in its own network alone. A name without a dot is one that
    /// Docker gives.
    fn is_local(&self) -> bool {
        let host = self.host.trim_end_matches('.');
        let named = ["localhost", "local", "docker.internal"]
            .iter()
            .any(|end| host.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
        let whole = !self.port.is_empty() || !self.path.is_empty();
        named
            || match Host::parse(host) {
                Ok(Host::Ipv4(address)) => {
                    let private = address.is_private() || address.is_link_local();
                    address.is_loopback() || address.is_unspecified() || (private && whole)
                }
                Ok(Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
                Ok(Host::Domain(name)) => !name.contains('.') && !self.port.is_empty(),
                Err(_) => false,
            }
    }

    /// Whether a page or a style sheet loads it, as opposed to linking to it.
    fn is_loaded(&self) -> bool {
        static LOADED: LazyLock<regex::Regex> = LazyLock::new(|| {
            regex::Regex::new(
                r#"(?:\b(?:src|srcset|action|data|poster)\s*=\s*["']?|<link\b[^>]*\bhref\s*=\s*["']?|url\(\s*["']?|@import\s*["'])$"#,
            )
            .expect("the pattern is a constant")
        });
        let link_only = self.before.rfind("<link").is_some_and(|at| {
            ["canonical", "alternate", "profile", "author", "license"]
                .iter()
                .any(|rel| self.before[at..].contains(rel))
        });
        !link_only && LOADED.is_match(&self.before)
    }

    /// Whether it looks like a call: by its host, its port, its path, or the name it is given.
    fn looks_called(&self) -> bool {
        static CALL: LazyLock<regex::Regex> = LazyLock::new(|| {
            regex::Regex::new(
                r#"(?:\bfetch\(|axios[.a-z]*\(|base_?url["']?\s*[:=]|api[a-z_]*["']?\s*[:=]|backend[a-z_]*["']?\s*[:=]|server[a-z_]*["']?\s*[:=]|endpoint["']?\s*[:=]|\.open\([^)]*|new\s(?:websocket|eventsource)\(|\bio\()\s*["'`]$"#,
            )
            .expect("the pattern is a constant")
        });
        let by_host = self.host.ends_with(".amazonaws.com")
            || self.host.ends_with(".elasticbeanstalk.com")
            || self.host.starts_with("api.")
            || is_ipv4(&self.host)
            || self.scheme.as_deref() == Some("ws");
        // A host without a dot and without a port is a made-up base for parsing.
        let real = self.host.contains('.') || !self.port.is_empty();
        let by_path = self.path.split('/').any(|part| part == "api" || part == "graphql");
        real && (by_host || by_path || !self.port.is_empty() || CALL.is_match(&self.before))
    }

    /// The address without user, password and query, and without its path where that holds a secret.
    fn shown(&self) -> String {
        let scheme = self.scheme.as_deref().map(|scheme| format!("{scheme}://")).unwrap_or_default();
        let port = String::from_utf8_lossy(self.port);
        let path = if secrets::find(self.path.as_bytes()).is_empty() { self.path.as_str() } else { "" };
        format!("{scheme}{}{port}{path}", self.host).chars().take(120).collect()
    }
}

fn in_comment(comments: &[Range<usize>], at: usize) -> bool {
    let next = comments.partition_point(|comment| comment.start <= at);
    next > 0 && comments[next - 1].contains(&at)
}

fn is_ipv4(host: &str) -> bool {
    host.parse::<std::net::Ipv4Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(ending: &str, text: &str) -> Vec<(What, String)> {
        find(ending, text.as_bytes()).into_iter().map(|found| (found.what, found.shown)).collect()
    }

    #[test]
    fn local_addresses_in_a_bundle_are_found() {
        let cases = [
            (r#"axios.create({baseURL:"http://localhost:8080/api"})"#, "http://localhost:8080/api"),
            ("const a=`http://127.0.0.1:3000/${b}`", "http://127.0.0.1:3000/$"),
            (r#"new WebSocket("ws://localhost:4000")"#, "ws://localhost:4000"),
            (r#"h="localhost:8080""#, "localhost:8080"),
            (r#"JSON.parse('{"api":"http:\/\/localhost:5000\/v1"}')"#, "http://localhost:5000/v1"),
            (r#"fetch("http://localhost/api/users")"#, "http://localhost/api/users"),
            (r#"fetch("http://[::1]:8080/a?token=abc")"#, "http://[::1]:8080/a"),
            (r#"e="http://backend:8080""#, "http://backend:8080"),
            (r#"e="https://192.168.0.12:8443/api""#, "https://192.168.0.12:8443/api"),
            (r#"e="http://10.0.2.2:8080""#, "http://10.0.2.2:8080"),
            (r#"e="http://host.docker.internal:8080""#, "http://host.docker.internal:8080"),
            (r#"e="http://hanas-macbook.local:8080/a""#, "http://hanas-macbook.local:8080/a"),
            (r#"e="http://localhost.:8080/a""#, "http://localhost.:8080/a"),
            (r#"e="http://127.1:8080/a""#, "http://127.1:8080/a"),
            (r#"e="http://[0:0:0:0:0:0:0:1]:8080/a""#, "http://[0:0:0:0:0:0:0:1]:8080/a"),
        ];
        for (text, shown) in cases {
            let addresses = found("js", text);
            assert_eq!(addresses.len(), 1, "{text}");
            assert_eq!(addresses[0].0, What::LocalAddress, "{text}");
            assert!(addresses[0].1.starts_with(shown), "{text}: {addresses:?}");
        }
    }

    #[test]
    fn insecure_calls_are_found() {
        for text in [
            r#"fetch("http://3.35.12.7:8080/users")"#,
            r#"baseURL:"http://shop.kr""#,
            r"const API_URL = 'http://my-alb-123.ap-northeast-2.elb.amazonaws.com'",
            r#"x="http://shop.kr/api/v1/items""#,
        ] {
            let addresses = found("js", text);
            assert!(matches!(addresses.as_slice(), [(What::InsecureAddress, _)]), "{text}: {addresses:?}");
        }
        assert_eq!(found("html", r#"<script src="http://cdn.kr/a.js"></script>"#).len(), 1);
        assert_eq!(found("css", "a{background:url(http://cdn.kr/a.png)}").len(), 1);
    }

    #[test]
    fn what_libraries_carry_is_no_alarm() {
        // Lines of React, axios, React Router, Next, core-js, Moment and CRA's worker, as minifiers leave them.
        for text in [
            r#"case"svg":return"http://www.w3.org/2000/svg";case"math":return"http://www.w3.org/1998/Math/MathML""#,
            r#"e.setAttributeNS("http://www.w3.org/1999/xlink",t,n),apiVersion="http://www.w3.org/XML/1998/namespace""#,
            r#"throw Error("see http://fb.me/use-check-prop-types")"#,
            r#"en=Gi&&window.location.href||"http://localhost""#,
            r#"let r="http://localhost";typeof window<"u"&&(r=window.location.origin!=="null"?"#,
            r#"new URL("http://n")"#,
            r#"new URL(e,"http://localhost")"#,
            r#"var u=new URL("b?a=1&b=2&c=3","http://a"),t=new URL("https://a@b")"#,
            r#"deprecate("http://momentjs.com/guides/#/warnings/js-date/")"#,
            r#"Boolean("localhost"===window.location.hostname||"[::1]"===window.location.hostname)"#,
            r#"{"@context":"http://schema.org","@type":"Person"}"#,
            "/*! @license http://localhost:3000 \"http://localhost:3000\" */",
            "//# sourceMappingURL='http://localhost:3000/a.map'",
        ] {
            assert!(found("js", text).is_empty(), "{text}: {:?}", found("js", text));
        }
        for page in [
            r#"<a href="http://blog.kr/post">post</a>"#,
            r#"<html xmlns="http://www.w3.org/1999/xhtml">"#,
            r#"<link rel="canonical" href="http://shop.kr/">"#,
            "<p>open http://localhost:3000 in a browser</p>",
            r#"<!-- <script src="http://localhost:3000"></script> -->"#,
        ] {
            assert!(found("html", page).is_empty(), "{page}: {:?}", found("html", page));
        }
        assert!(found("map", r#"{"sourcesContent":["fetch(\"http://localhost:8080\")"]}"#).is_empty());
    }

    #[test]
    fn an_address_behind_a_question_for_the_host_weighs_less() {
        let text = r#"a=location.hostname==="localhost"?"http://localhost:8080":"https://api.shop.kr""#;
        let found = find("js", text.as_bytes());
        assert_eq!((found.len(), found[0].weight), (1, Weight::Info));
    }

    #[test]
    fn an_address_is_told_once_a_file_and_five_at_most() {
        assert_eq!(found("js", &r#"a("http://localhost:1111");"#.repeat(9)).len(), 1);
        let calls: Vec<_> = (1000..1020).map(|port| format!("a('http://localhost:{port}');")).collect();
        assert_eq!(found("js", &calls.concat()).len(), SHOWN);
    }
}
