//! One request and its answer over HTTP/1.1, as far as Docker, curl and Python speak it to the stand-ins.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

/// The most bytes that a request's head or an answer's has.
const HEAD_MAX: usize = 64 * 1024;
/// The most headers that one has.
const HEADERS_MAX: usize = 64;

/// What somebody asks.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub method: String,
    /// Without what follows a question mark.
    pub path: String,
    /// By names in small letters.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Request {
    /// Reads one; `None` where none came to its end.
    pub fn read(from: &mut impl Read) -> Option<Self> {
        let (head, mut body) = head(from)?;
        let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
        let mut parsed = httparse::Request::new(&mut headers);
        parsed.parse(&head).ok()?;
        let path = parsed.path?.split('?').next()?.to_owned();
        let (method, headers) = (parsed.method?.to_owned(), named(parsed.headers));
        let length = headers.get("content-length").map_or(Some(0), |length| length.parse().ok())?;
        let already = body.len();
        body.resize(length, 0);
        from.read_exact(body.get_mut(already..)?).ok()?;
        Some(Self { method, path, headers, body })
    }

    /// A header's value, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP's code.
    pub status: u16,
    /// By names in small letters.
    pub headers: BTreeMap<String, String>,
    /// As it came, down to its end.
    pub body: Vec<u8>,
}

impl Answer {
    pub(super) fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: BTreeMap::new(), body: body.into() }.with("content-type", kind)
    }

    pub(super) fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::new(status, "application/json", body.to_string())
    }

    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Writes it to whoever asked by that method, and says that nothing follows.
    pub(super) fn write(&self, method: &str, to: &mut impl Write) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} X\r\n", self.status);
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        write!(to, "{head}content-length: {}\r\nconnection: close\r\n\r\n", self.body.len())?;
        if method != "HEAD" {
            to.write_all(&self.body)?;
        }
        to.flush()
    }

    /// Reads one that goes on until its connection ends; `None` where none came.
    pub(super) fn read(from: &mut impl Read) -> Option<Self> {
        let (head, mut body) = head(from)?;
        let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
        let mut parsed = httparse::Response::new(&mut headers);
        parsed.parse(&head).ok()?;
        let (status, headers) = (parsed.code?, named(parsed.headers));
        from.read_to_end(&mut body).ok()?;
        Some(Self { status, headers, body })
    }
}

/// The bytes up to the empty line, and what came with them of the rest.
fn head(from: &mut impl Read) -> Option<(Vec<u8>, Vec<u8>)> {
    let (mut read, mut part) = (Vec::new(), [0; 4096]);
    loop {
        if let Some(end) = read.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            let rest = read.split_off(end + 4);
            return Some((read, rest));
        }
        let count = from.read(&mut part).ok().filter(|count| *count > 0)?;
        read.extend_from_slice(&part[..count]);
        if read.len() > HEAD_MAX {
            return None;
        }
    }
}

fn named(headers: &[httparse::Header<'_>]) -> BTreeMap<String, String> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    headers.iter().map(|header| (header.name.to_ascii_lowercase(), text(header.value))).collect()
}
