//! What keeps a page's own calls in the practice internet: addresses of its names lead to where they are served here.
//!
//! A site is built with the addresses of its real life in it, `https://api.naru.kr`, and somebody else may own that name.
//! Literal addresses are written anew in what is sent, in pages, scripts and looks alike, so that nothing is left to leave
//! where a browser has no way to hold it; data that a page reads stays as it is. What a script puts together at run time,
//! `lead.js` leads, which comes before every other script. Each other address stays, and who may read what of whom a
//! browser decides as it would in AWS: each name is an origin of its own here too.
//!
//! A `Content-Security-Policy` is no third: it lists hosts that are allowed and can't deny a single one, and a list of
//! all others would have to know each CDN and each API that a page uses. The page's own policy is written anew as
//! addresses are.

use std::collections::BTreeSet;

use http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_SECURITY_POLICY,
    CONTENT_SECURITY_POLICY_REPORT_ONLY, CONTENT_TYPE, LINK, REFRESH,
};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use serde_json::json;

use super::names::Ports;
use super::strip;

const SCRIPT: &str = include_str!("lead.js");

/// Where the script is served, under each name.
pub(super) const SCRIPT_PATH: &str = "/.well-known/naru-practice.js";

/// What stands in a page before all else. It is no more than this, so that a page still says its charset early enough.
pub(super) const TAG: &str = "<script src=\"/.well-known/naru-practice.js\"></script>";

/// The types, beside pages, in which addresses are written anew.
const TEXTS: [&str; 6] = [
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/manifest+json",
    "image/svg+xml",
];

/// What is led, and where.
#[derive(Clone, Debug)]
pub(super) struct Leads<'a> {
    /// The names of the practice internet.
    pub(super) names: BTreeSet<String>,
    /// Which port stands for which.
    pub(super) ports: Ports,
    /// The name that `localhost` alone stands for.
    pub(super) home: Option<&'a str>,
    /// Whether who reads came by TLS, as far as the practice internet goes.
    pub(super) secure: bool,
}

impl Leads<'_> {
    /// The script, as it is to be run.
    pub(super) fn script(&self) -> Response<Vec<u8>> {
        let Ports { secure, plain } = self.ports;
        let given = json!({ "names": self.names, "home": self.home, "secure": secure, "plain": plain });
        let mut response = Response::new(format!("{}({given});\n", SCRIPT.trim_end()).into_bytes());
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }

    /// Leads an answer's addresses here.
    pub(super) fn through(&self, response: &mut Response<Vec<u8>>, asked: &Request<Vec<u8>>) {
        self.policies(response.headers_mut());
        if response.body().is_empty() || !may_change(response) {
            return;
        }
        let Some(text) = strip::plain(response) else { return };
        let written = self.written(&text);
        *response.body_mut() = if is_shown(response, asked) {
            with_script(&written.unwrap_or(text))
        } else if let Some(written) = written {
            written
        } else {
            return;
        };
        let headers = response.headers_mut();
        for of_what_it_was in [CONTENT_ENCODING, CONTENT_LENGTH, ACCEPT_RANGES] {
            headers.remove(of_what_it_was);
        }
    }

    /// A text with the addresses of our names written anew; `None` where it has none.
    fn written(&self, text: &[u8]) -> Option<Vec<u8>> {
        let (mut written, mut copied, mut at) = (Vec::new(), 0, 0);
        while let Some(found) = Address::next(text, at) {
            at = found.ends;
            let Some(local) = self.local(&found) else { continue };
            written.extend_from_slice(&text[copied..found.begins]);
            written.extend_from_slice(local.as_bytes());
            copied = found.ends;
        }
        (copied > 0).then(|| {
            written.extend_from_slice(&text[copied..]);
            written
        })
    }

    fn local(&self, address: &Address<'_>) -> Option<String> {
        let name = address.name.trim_end_matches('.').to_ascii_lowercase();
        if !self.names.contains(&name) {
            return None;
        }
        let (scheme, secure) = match address.scheme {
            "https:" => ("http:", true),
            "http:" => ("http:", false),
            "wss:" => ("ws:", true),
            "ws:" => ("ws:", false),
            _ => ("", self.secure),
        };
        let port = if secure { self.ports.secure } else { self.ports.plain };
        let name = if self.home == Some(name.as_str()) { String::new() } else { format!("{name}.") };
        Some(format!("{scheme}{}{name}localhost:{port}", address.slashes))
    }

    /// What an answer's headers say of addresses. That all is to be asked for by TLS can't hold here.
    fn policies(&self, headers: &mut HeaderMap) {
        for name in [CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY_REPORT_ONLY, LINK, REFRESH] {
            let said: Vec<_> = headers.get_all(&name).iter().cloned().collect();
            let written = said.iter().map(|value| {
                let written = self.written(value.as_bytes()).unwrap_or_else(|| value.as_bytes().to_vec());
                let written = String::from_utf8_lossy(&written).replace("upgrade-insecure-requests", "");
                HeaderValue::from_str(&written).unwrap_or_else(|_| value.clone())
            });
            let written: Vec<_> = written.collect();
            headers.remove(&name);
            for value in written {
                headers.append(&name, value);
            }
        }
    }
}

/// Whether addresses in an answer may be written anew, if it has any.
pub(super) fn may_change(response: &Response<Vec<u8>>) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let bodiless = [StatusCode::PARTIAL_CONTENT, StatusCode::NOT_MODIFIED, StatusCode::NO_CONTENT];
    !bodiless.contains(&response.status()) && (strip::is_html(response) || TEXTS.contains(&kind.as_str()))
}

/// Whether a browser runs the answer's scripts: it is a page, by itself or within another.
fn is_shown(response: &Response<Vec<u8>>, asked: &Request<Vec<u8>>) -> bool {
    let whereto = asked.headers().get("sec-fetch-dest").map(HeaderValue::as_bytes);
    strip::is_html(response)
        && whereto.is_none_or(|whereto| [&b"document"[..], b"iframe", b"frame"].contains(&whereto))
}

/// A page with the script before all else that is run in it. What its scripts and looks were told to be by their digests,
/// they aren't any more where an address in them was written anew.
fn with_script(page: &[u8]) -> Vec<u8> {
    let at = head(page);
    let mut with = Vec::with_capacity(page.len() + TAG.len());
    with.extend_from_slice(&page[..at]);
    with.extend_from_slice(TAG.as_bytes());
    let (attribute, mut rest) = (b" integrity=", &page[at..]);
    while let Some(found) = rest.windows(attribute.len()).position(|it| it.eq_ignore_ascii_case(attribute)) {
        with.extend_from_slice(&rest[..found]);
        with.extend_from_slice(b" data-integrity=");
        rest = &rest[found + attribute.len()..];
    }
    with.extend_from_slice(rest);
    with
}

/// Where a page's head begins: behind its tag, behind `<html>`, or behind what says that it is a page.
fn head(page: &[u8]) -> usize {
    let behind = |tag: &[u8]| {
        let at = page.windows(tag.len()).position(|window| window.eq_ignore_ascii_case(tag))?;
        // Not `<header>`.
        let next = page.get(at + tag.len())?;
        (!next.is_ascii_alphabetic()).then_some(())?;
        let ends = page[at..].iter().position(|byte| *byte == b'>')?;
        Some(at + ends + 1)
    };
    [&b"<head"[..], b"<html", b"<!doctype"].into_iter().find_map(behind).unwrap_or_default()
}

/// An address in a text, up to its name and port.
struct Address<'a> {
    begins: usize,
    ends: usize,
    /// With its colon; empty where it is the page's.
    scheme: &'a str,
    /// The two that stand before the name, which JSON may escape.
    slashes: &'a str,
    name: &'a str,
}

impl<'a> Address<'a> {
    /// The next one in a text, from that place on.
    fn next(text: &'a [u8], from: usize) -> Option<Self> {
        let mut at = from;
        loop {
            at += text.get(at..)?.iter().position(|byte| *byte == b'/')?;
            let slashes =
                ["//", "/\\/"].into_iter().find(|slashes| text[at..].starts_with(slashes.as_bytes()));
            let Some(slashes) = slashes else {
                at += 1;
                continue;
            };
            let named = at + slashes.len();
            let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
            let long = text[named..].iter().take_while(|byte| is_of_name(byte)).count();
            // The first of two that are escaped has its backslash before it.
            let escaped = slashes.len() > 2 && text[..at].ends_with(b"\\");
            let begins = at - usize::from(escaped);
            let scheme = ["https:", "http:", "wss:", "ws:"].into_iter().find(|scheme| {
                let before = &text[from.min(begins)..begins];
                before.len() >= scheme.len()
                    && before[before.len() - scheme.len()..].eq_ignore_ascii_case(scheme.as_bytes())
            });
            let begins = begins - scheme.map_or(0, str::len);
            let before = text[..begins].last();
            let free = before.is_none_or(|byte| !byte.is_ascii_alphanumeric() && !b"/:.-_\\".contains(byte));
            let behind = &text[named + long..];
            let port = behind.strip_prefix(b":").map_or(0, |port| {
                let digits = port.iter().take_while(|byte| byte.is_ascii_digit()).count();
                if digits > 0 { digits + 1 } else { 0 }
            });
            if long == 0 || !free || behind.first() == Some(&b'@') {
                at = named;
                continue;
            }
            let slashes = if escaped { "\\/\\/" } else { slashes };
            let name = std::str::from_utf8(&text[named..named + long]).ok()?;
            let ends = named + long + port;
            return Some(Self { begins, ends, scheme: scheme.unwrap_or_default(), slashes, name });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads() -> Leads<'static> {
        Leads {
            names: ["naru.kr", "api.naru.kr", "d1.cloudfront.net"].map(str::to_owned).into(),
            ports: Ports { secure: 4430, plain: 8000 },
            home: Some("d1.cloudfront.net"),
            secure: true,
        }
    }

    fn written(text: &str) -> String {
        let written = leads().written(text.as_bytes());
        written.map_or_else(|| text.to_owned(), |text| String::from_utf8(text).expect("text"))
    }

    #[test]
    fn addresses_of_our_names_lead_here_and_no_others() {
        for (there, here) in [
            ("const A=\"https://api.naru.kr/v1\"", "const A=\"http://api.naru.kr.localhost:4430/v1\""),
            ("'http://naru.kr'", "'http://naru.kr.localhost:8000'"),
            ("`wss://API.naru.kr:443/ws`", "`ws://api.naru.kr.localhost:4430/ws`"),
            ("url(//naru.kr/a.png)", "url(//naru.kr.localhost:4430/a.png)"),
            ("\"https://d1.cloudfront.net\"", "\"http://localhost:4430\""),
            (r#""https:\/\/api.naru.kr\/v1""#, r#""http:\/\/api.naru.kr.localhost:4430\/v1""#),
            (r#""\/\/api.naru.kr""#, r#""\/\/api.naru.kr.localhost:4430""#),
            (
                "HTTPS://naru.kr?a=https://naru.kr",
                "http://naru.kr.localhost:4430?a=http://naru.kr.localhost:4430",
            ),
        ] {
            assert_eq!(written(there), here);
        }
        for stays in [
            "https://cdn.jsdelivr.net/npm/a.js",
            "https://img.naru.kr/a",
            "https://naru.kr.example.com",
            "https://xapi.naru.kr",
            "https://user@naru.kr",
            "https://d2.cloudfront.net",
            "// naru.kr is our name",
            "a//naru.kr/b",
            "ftp://naru.kr",
            "mailto:a@naru.kr",
            "https://",
            "/",
            "",
        ] {
            assert_eq!(leads().written(stays.as_bytes()), None, "{stays}");
        }
    }

    #[test]
    fn the_script_comes_first_in_a_page_of_every_form() {
        for (page, before) in [
            ("<!doctype html><html><head><meta charset=utf-8>", "<!doctype html><html><head>"),
            ("<!DOCTYPE html>\n<script>a</script>", "<!DOCTYPE html>"),
            ("<html lang=ko><header>", "<html lang=ko>"),
            ("<p>a page</p>", ""),
        ] {
            let with = String::from_utf8(with_script(page.as_bytes())).expect("text");
            assert_eq!(with, format!("{before}{TAG}{}", &page[before.len()..]));
        }
        let kept = with_script(b"<head><script src=a.js integrity=\"sha384-x\"></script>");
        assert!(String::from_utf8(kept).expect("text").contains("src=a.js data-integrity=\"sha384-x\""));
        assert!(TAG.contains(SCRIPT_PATH));
    }

    fn answer(kind: &'static str, body: &str) -> Response<Vec<u8>> {
        let mut answer = Response::new(body.as_bytes().to_vec());
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        answer
    }

    #[test]
    fn data_stays_as_it_is_and_policies_allow_what_they_allowed() {
        let asked = Request::new(Vec::new());
        for (kind, changes) in [
            ("text/html; charset=utf-8", true),
            ("text/javascript", true),
            ("text/css", true),
            ("application/json", false),
            ("text/plain", false),
            ("image/png", false),
        ] {
            let text = "https://api.naru.kr/";
            let mut given = answer(kind, text);
            leads().through(&mut given, &asked);
            assert_eq!(given.body() != text.as_bytes(), changes, "{kind}");
        }
        let mut given = answer("text/html", "a");
        let policy = "upgrade-insecure-requests; connect-src https://api.naru.kr https://api.example.com";
        given.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
        leads().through(&mut given, &asked);
        let policy = "; connect-src http://api.naru.kr.localhost:4430 https://api.example.com";
        assert_eq!(given.headers()[CONTENT_SECURITY_POLICY], policy);
    }

    #[test]
    fn the_script_is_told_every_name_and_is_never_kept() {
        let script = leads().script();
        let text = String::from_utf8(script.into_body()).expect("text");
        assert!(text.contains("\"api.naru.kr\"") && text.contains("\"secure\":4430"), "{text}");
        assert!(text.ends_with("});\n"), "it is called");
    }
}
