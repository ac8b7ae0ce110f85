//! The strip that says on a page of a practice site that it is practice, and our own pages for what a browser would show
//! one of its own for.
//!
//! It is put into whole pages alone. It has no script, and its looks keep to themselves in a shadow tree, so that it
//! neither disturbs the page nor is disturbed by it; where the page's own policy refuses its looks, its words stand at the
//! page's end. All of it is ASCII, whatever the page is written in.

use std::fmt::Write as _;
use std::io::Read as _;

use http::header::{ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, Request, Response, StatusCode};
use naru_aws::text::{Lang, Text};
use naru_practice::VisitError;

use super::names::Ports;
use super::words::{CLOSE, NO_ANSWER, NO_SITES, PRACTICE, SAYS, SITES, STRANGER, WHY, unanswered, why};

/// How large a page may become where it was compressed.
const PAGE: u64 = 32 << 20;

/// What a strip tells of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strip<'a> {
    /// What the page's address stands for, such as `https://naru.kr`.
    pub(super) address: &'a str,
    /// Where who comes without TLS is served.
    pub(super) plain: &'a str,
    /// Which port stands for which.
    pub(super) ports: Ports,
    /// The language of its words.
    pub(super) lang: Lang,
}

/// Puts the strip into an answer that a browser shows as a page. Any other stays as it is.
pub(super) fn put(response: &mut Response<Vec<u8>>, asked: &Request<Vec<u8>>, strip: &Strip<'_>) {
    if response.body().is_empty() || !is_page(response, asked) {
        return;
    }
    let Some(page) = plain(response) else { return };
    let strip = strip.html();
    let at = end_of_body(&page);
    let mut body = Vec::with_capacity(page.len() + strip.len());
    body.extend_from_slice(&page[..at]);
    body.extend_from_slice(strip.as_bytes());
    body.extend_from_slice(&page[at..]);
    *response.body_mut() = body;
    let headers = response.headers_mut();
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    // A part of what it is now is none of what it was.
    headers.remove(ACCEPT_RANGES);
}

/// Whether a browser shows the answer as a page: it is a whole one, and nothing else on a page asked for it.
fn is_page(response: &Response<Vec<u8>>, asked: &Request<Vec<u8>>) -> bool {
    let shown = asked.headers().get("sec-fetch-dest").is_none_or(|whereto| whereto.as_bytes() == b"document");
    let bodiless = [StatusCode::PARTIAL_CONTENT, StatusCode::NOT_MODIFIED, StatusCode::NO_CONTENT];
    shown && !bodiless.contains(&response.status()) && is_html(response)
}

/// Whether a browser reads it as a page.
pub(super) fn is_html(response: &Response<Vec<u8>>) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("text/html"))
}

/// The page's own bytes; `None` where it is compressed in a way that isn't known here, or by which it is too large.
pub(super) fn plain(response: &Response<Vec<u8>>) -> Option<Vec<u8>> {
    let encoding = response.headers().get(CONTENT_ENCODING).map(|encoding| encoding.to_str().unwrap_or("?"));
    let body = response.body().as_slice();
    let mut page = Vec::new();
    let read = match encoding.map(str::to_ascii_lowercase).as_deref() {
        None | Some("identity") => return Some(body.to_vec()),
        Some("gzip" | "x-gzip") => flate2::read::MultiGzDecoder::new(body).take(PAGE).read_to_end(&mut page),
        Some("br") => brotli_decompressor::Decompressor::new(body, 4096).take(PAGE).read_to_end(&mut page),
        Some(_) => return None,
    };
    read.ok().filter(|length| (*length as u64) < PAGE).map(|_| page)
}

/// Where the last `</body>` begins, or the page's end.
fn end_of_body(page: &[u8]) -> usize {
    let tag = b"</body";
    let last = page.windows(tag.len()).rposition(|window| window.eq_ignore_ascii_case(tag));
    last.unwrap_or(page.len())
}

const LOOKS: &str = ":host{all:initial}\
    aside{position:fixed;inset:auto 0 0 0;z-index:2147483647;display:flex;flex-wrap:wrap;gap:.2em .8em;\
    align-items:baseline;padding:.5em 1em;font:14px/1.5 system-ui,sans-serif;color:#241c00;background:#ffe9a8;\
    border-top:1px solid #b58900}\
    code{font:inherit;font-weight:600;overflow-wrap:anywhere}\
    a{color:inherit}\
    summary,label{cursor:pointer;text-decoration:underline}\
    label{margin-left:auto}\
    input{position:fixed;bottom:0;right:0;opacity:0}\
    input:focus-visible+aside label{outline:2px solid #241c00;outline-offset:2px}\
    input:checked+aside{display:none}\
    @media print{aside{display:none}}";

impl Strip<'_> {
    fn html(&self) -> String {
        let Strip { address, plain, ports, lang } = *self;
        let words = |text: Text| ascii(text.of(lang));
        format!(
            "<naru-practice><template shadowrootmode=\"open\"><style>{LOOKS}</style>\
         <input type=\"checkbox\" id=\"closed\" aria-label=\"{close}\">\
         <aside role=\"note\" lang=\"{lang}\"><strong>{practice}</strong>\
         <span>{says} <code>{address}</code></span><details><summary>{question}</summary>{why} <a href=\"{plain}\">{plain}</a></details>\
         <label for=\"closed\">{close}</label></aside></template></naru-practice>",
            close = words(CLOSE),
            lang = code(lang),
            practice = words(PRACTICE),
            says = words(SAYS),
            address = ascii(address),
            question = words(WHY),
            why = ascii(&why(ports, lang)),
            plain = ascii(plain),
        )
    }
}

/// What is shown where a site gives no answer at all: 504 where nobody spoke, 502 for the rest, as a proxy would say.
pub(super) fn no_answer(error: &VisitError, lang: Lang) -> Response<Vec<u8>> {
    let status = match error {
        VisitError::TimedOut(_) => StatusCode::GATEWAY_TIMEOUT,
        _ => StatusCode::BAD_GATEWAY,
    };
    page(status, NO_ANSWER, &format!("<p>{}</p>", ascii(&unanswered(error, lang))), lang)
}

/// What is shown to who comes by a name that isn't this computer's: it may be a foreign page that would read a site by
/// making its own name lead here.
pub(super) fn stranger(lang: Lang) -> Response<Vec<u8>> {
    page(StatusCode::MISDIRECTED_REQUEST, PRACTICE, &format!("<p>{}</p>", ascii(STRANGER.of(lang))), lang)
}

/// The list of sites: what an address without a name shows where no site was asked for yet.
pub(super) fn sites(sites: &[String], ports: Ports, lang: Lang) -> Response<Vec<u8>> {
    if sites.is_empty() {
        return page(StatusCode::NOT_FOUND, SITES, &format!("<p>{}</p>", ascii(NO_SITES.of(lang))), lang);
    }
    let mut list = String::new();
    for address in sites {
        let local = ports.local(address, None).unwrap_or_default();
        let (shown, local) = (ascii(address), ascii(&local));
        write!(list, "<li><a href=\"{local}\">{shown}</a></li>").expect("a string takes any text");
    }
    page(StatusCode::OK, SITES, &format!("<ul>{list}</ul>"), lang)
}

fn page(status: StatusCode, title: Text, body: &str, lang: Lang) -> Response<Vec<u8>> {
    let (title, practice) = (ascii(title.of(lang)), ascii(PRACTICE.of(lang)));
    let text = format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><title>{practice}: {title}</title>\
         <style>body{{max-width:40em;margin:4em auto;padding:0 1em;font:16px/1.6 system-ui,sans-serif;\
         color:#241c00;background:#fff8e1}}</style><body><p><strong>{practice}</strong></p><h1>{title}</h1>{body}",
        code(lang)
    );
    let mut response = Response::new(text.into_bytes());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert("cache-control", HeaderValue::from_static("no-store"));
    response
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ko => "ko",
        Lang::En => "en",
    }
}

/// A text as HTML in any charset.
fn ascii(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            ' '..='~' if !"&<>\"'".contains(char) => html.push(char),
            _ => write!(html, "&#{};", u32::from(char)).expect("a string takes any text"),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const PORTS: Ports = Ports { secure: 4430, plain: 8000 };

    fn answer(kind: &'static str, body: &[u8]) -> Response<Vec<u8>> {
        let mut answer = Response::new(body.to_vec());
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        answer
    }

    fn of(address: &str, lang: Lang) -> Strip<'_> {
        Strip { address, plain: "http://naru.kr.localhost:8000/", ports: PORTS, lang }
    }

    fn with_strip(mut answer: Response<Vec<u8>>, lang: Lang) -> Response<Vec<u8>> {
        put(&mut answer, &Request::new(Vec::new()), &of("https://naru.kr", lang));
        answer
    }

    #[test]
    fn the_strip_stands_at_the_end_of_the_page_and_leaves_the_rest_as_it_is() {
        for page in [
            "<!doctype html><body><h1>a</h1></body></html>",
            "<body>a</body ></BODY>\n",
            "<h1>no body at all</h1>",
            "<!doctype html><p>\u{b098}\u{b8e8}",
        ] {
            for lang in [Lang::Ko, Lang::En] {
                let shown = with_strip(answer("text/html; charset=utf-8", page.as_bytes()), lang);
                let strip = of("https://naru.kr", lang).html();
                let text = String::from_utf8(shown.into_body()).expect("text");
                assert_eq!(text.matches(&strip).count(), 1, "{text}");
                assert_eq!(text.replace(&strip, ""), page);
                assert!(strip.is_ascii() && !strip.contains("<script"), "{strip}");
            }
        }
    }

    #[test]
    fn what_is_no_page_keeps_every_byte() {
        for kind in
            ["text/javascript", "application/json", "text/html-ish", "application/xhtml+xml", "image/png"]
        {
            let shown = with_strip(answer(kind, b"<body></body>"), Lang::En);
            assert_eq!(shown.body(), b"<body></body>", "{kind}");
        }
        let mut part = answer("text/html", b"<body></body>");
        *part.status_mut() = StatusCode::PARTIAL_CONTENT;
        assert_eq!(with_strip(part, Lang::En).body(), b"<body></body>");
        assert!(with_strip(answer("text/html", b""), Lang::En).body().is_empty());
        let mut fetched = answer("text/html", b"<li>a fragment that a script asked for");
        let asked = Request::get("/").header("sec-fetch-dest", "empty").body(Vec::new()).expect("a request");
        put(&mut fetched, &asked, &of("https://naru.kr", Lang::En));
        assert_eq!(fetched.body(), b"<li>a fragment that a script asked for");
    }

    #[test]
    fn a_compressed_page_has_the_strip_and_is_compressed_no_longer() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"<body>a</body>").expect("a vector takes anything");
        let zipped = encoder.finish().expect("a vector takes anything");
        // As Node.js compresses it.
        let brotli = [
            0x8b, 0x06, 0x80, 0x3c, 0x62, 0x6f, 0x64, 0x79, 0x3e, 0x61, 0x3c, 0x2f, 0x62, 0x6f, 0x64, 0x79,
            0x3e, 0x03,
        ];
        for (encoding, body) in [("gzip", zipped.as_slice()), ("br", brotli.as_slice())] {
            let mut page = answer("text/html", body);
            page.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
            let shown = with_strip(page, Lang::En);
            assert_eq!(shown.headers().get(CONTENT_ENCODING), None, "{encoding}");
            assert!(shown.body().starts_with(b"<body>a<naru-practice>"), "{encoding}");
        }
        for (encoding, body) in [("zstd", zipped.as_slice()), ("gzip", b"no gzip")] {
            let mut page = answer("text/html", body);
            page.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
            let shown = with_strip(page, Lang::En);
            assert_eq!(
                (shown.body().as_slice(), &shown.headers()[CONTENT_ENCODING]),
                (body, &HeaderValue::from_static(encoding))
            );
        }
    }

    #[test]
    fn no_text_of_an_address_becomes_a_tag() {
        let strip = of("https://naru.kr/\"><script>alert(1)</script>", Lang::En).html();
        assert!(!strip.contains("<script"), "{strip}");
        let shown = no_answer(&VisitError::Dns("<b>naru</b>".to_owned()), Lang::Ko);
        assert!(!String::from_utf8_lossy(shown.body()).contains("<b>"));
    }
}
