//! HTTP/1.1 as far as a browser on the same computer needs it: one request a connection, read whole, answered whole.
//!
//! The head is `httparse`'s to read. hyper would do all of it; its server is a feature of what the AWS SDKs are built
//! on, and would build each of them anew.

use std::io;

use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use httparse::Status;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// How large a request's head may be: twice what browsers send at most.
const HEAD: usize = 64 << 10;
/// How many headers it may have.
const HEADERS: usize = 128;
/// How large a body may be that a page sends to its API. A load balancer sets no limit; this one is the computer's.
const BODY: usize = 16 << 20;

/// Why a request can't be answered by the site that it was meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bad {
    /// The connection ended before the request did. Nobody waits for an answer.
    Gone,
    /// It isn't HTTP.
    Malformed,
    /// The head is larger than anything that a browser sends.
    LargeHead,
    /// The body is larger than what is taken.
    LargeBody,
}

impl Bad {
    /// What is said to it; `None` where nobody listens any more.
    pub(super) fn status(self) -> Option<StatusCode> {
        match self {
            Self::Gone => None,
            Self::Malformed => Some(StatusCode::BAD_REQUEST),
            Self::LargeHead => Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE),
            Self::LargeBody => Some(StatusCode::PAYLOAD_TOO_LARGE),
        }
    }
}

impl From<io::Error> for Bad {
    fn from(_: io::Error) -> Self {
        Self::Gone
    }
}

/// Reads one request, whose address is its path alone.
pub(super) async fn read<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S) -> Result<Request<Vec<u8>>, Bad> {
    let mut bytes = Vec::with_capacity(4096);
    let (head, begins) = loop {
        more(stream, &mut bytes).await?;
        let mut headers = [httparse::EMPTY_HEADER; HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(&bytes) {
            Ok(Status::Complete(begins)) => break (taken(&parsed).ok_or(Bad::Malformed)?, begins),
            Ok(Status::Partial) if bytes.len() < HEAD => {}
            Ok(Status::Partial) | Err(httparse::Error::TooManyHeaders) => return Err(Bad::LargeHead),
            Err(_) => return Err(Bad::Malformed),
        }
    };
    let rest = bytes.split_off(begins);
    if head.headers().get("expect").is_some_and(|expected| expected.as_bytes() == b"100-continue") {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    let body = if head.headers().contains_key("transfer-encoding") {
        in_chunks(stream, rest).await?
    } else {
        let length = head.headers().get("content-length").map(HeaderValue::to_str);
        let length = length.map_or(Some(0), |length| length.ok()?.parse().ok()).ok_or(Bad::Malformed)?;
        of_length(stream, rest, length).await?
    };
    Ok(head.map(|()| body))
}

/// Reads what comes next, and fails where nothing does.
async fn more<S: AsyncRead + Unpin>(stream: &mut S, held: &mut Vec<u8>) -> Result<(), Bad> {
    if stream.read_buf(held).await? == 0 { Err(Bad::Gone) } else { Ok(()) }
}

/// The head as it was parsed; `None` where it has no path or what no header can hold.
fn taken(parsed: &httparse::Request<'_, '_>) -> Option<Request<()>> {
    let path = parsed.path.filter(|path| path.starts_with('/'))?;
    let mut request = Request::builder().method(parsed.method?).uri(path).body(()).ok()?;
    for header in parsed.headers.iter() {
        let name = HeaderName::from_bytes(header.name.as_bytes()).ok()?;
        request.headers_mut().append(name, HeaderValue::from_bytes(header.value).ok()?);
    }
    Some(request)
}

async fn of_length<S: AsyncRead + Unpin>(
    stream: &mut S,
    mut held: Vec<u8>,
    length: usize,
) -> Result<Vec<u8>, Bad> {
    if length > BODY {
        return Err(Bad::LargeBody);
    }
    while held.len() < length {
        more(stream, &mut held).await?;
    }
    held.truncate(length);
    Ok(held)
}

async fn in_chunks<S: AsyncRead + Unpin>(stream: &mut S, mut held: Vec<u8>) -> Result<Vec<u8>, Bad> {
    let mut body = Vec::new();
    loop {
        match httparse::parse_chunk_size(&held) {
            Ok(Status::Complete((begins, size))) => {
                let size = usize::try_from(size).unwrap_or(usize::MAX);
                if size > BODY - body.len() {
                    return Err(Bad::LargeBody);
                }
                // Trailers, if any, stand after the last chunk, which is empty: nobody reads them.
                if size == 0 {
                    return Ok(body);
                }
                let ends = begins + size + b"\r\n".len();
                while held.len() < ends {
                    more(stream, &mut held).await?;
                }
                body.extend_from_slice(&held[begins..begins + size]);
                held.drain(..ends);
            }
            Ok(Status::Partial) => more(stream, &mut held).await?,
            Err(_) => return Err(Bad::Malformed),
        }
    }
}

/// Writes an answer, and says that the connection ends with it.
pub(super) async fn write<S: AsyncWrite + Unpin>(
    stream: &mut S,
    response: &Response<Vec<u8>>,
) -> io::Result<()> {
    let status = response.status();
    let reason = status.canonical_reason().unwrap_or("-");
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).into_bytes();
    for (name, value) in said(response.headers()) {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    // An answer to HEAD tells the length of what it leaves out.
    let bodiless = status == StatusCode::NO_CONTENT || status == StatusCode::NOT_MODIFIED;
    if !bodiless && !response.headers().contains_key("content-length") {
        head.extend_from_slice(format!("content-length: {}\r\n", response.body().len()).as_bytes());
    }
    head.extend_from_slice(b"connection: close\r\n\r\n");
    stream.write_all(&head).await?;
    stream.write_all(response.body()).await?;
    stream.shutdown().await
}

/// The headers that are the site's to say; those of the connection are ours.
fn said(headers: &HeaderMap) -> impl Iterator<Item = (&HeaderName, &HeaderValue)> {
    let ours = ["connection", "transfer-encoding", "keep-alive", "upgrade"];
    headers.iter().filter(move |(name, _)| !ours.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of what a client sends in pieces of that many bytes.
    async fn sent(text: &str, piece: usize) -> Result<Request<Vec<u8>>, Bad> {
        let (mut client, mut server) = tokio::io::duplex(piece);
        let text = text.to_owned();
        let sending = async move {
            // What the server doesn't wait for is lost on it.
            let _ = client.write_all(text.as_bytes()).await;
        };
        let (read, ()) = tokio::join!(
            async move {
                let read = read(&mut server).await;
                drop(server);
                read
            },
            sending
        );
        read
    }

    #[tokio::test]
    async fn a_request_is_read_whole_however_it_comes() {
        let plain = "POST /api/x?y=1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello";
        let chunked = "POST /api/x?y=1 HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n\
                       2\r\nhe\r\n3;a=b\r\nllo\r\n0\r\n\r\n";
        for text in [plain, chunked] {
            for piece in [1, 7, 4096] {
                let request = sent(text, piece).await.expect("a request");
                assert_eq!(
                    (request.method().as_str(), request.uri().to_string().as_str()),
                    ("POST", "/api/x?y=1")
                );
                assert_eq!(request.headers()["host"], "localhost");
                assert_eq!(request.body(), b"hello");
            }
        }
    }

    #[tokio::test]
    async fn what_is_no_request_is_refused() {
        assert_eq!(sent("nothing of HTTP\r\n\r\n", 64).await.expect_err("no request"), Bad::Malformed);
        let absolute = "GET http://localhost/ HTTP/1.1\r\n\r\n";
        assert_eq!(sent(absolute, 64).await.expect_err("a proxy's"), Bad::Malformed);
        assert_eq!(sent("GET / HTTP/1.1\r\nHost: a", 64).await.expect_err("half of one"), Bad::Gone);
        let long = format!("GET / HTTP/1.1\r\nA: {}\r\n\r\n", "a".repeat(HEAD));
        assert_eq!(sent(&long, 4096).await.expect_err("a long head"), Bad::LargeHead);
        for length in ["100000000", "-1", "five"] {
            let text = format!("POST / HTTP/1.1\r\nContent-Length: {length}\r\n\r\n");
            let bad = sent(&text, 64).await.expect_err("no body of that length");
            assert_eq!(bad, if length.len() > 5 { Bad::LargeBody } else { Bad::Malformed }, "{length}");
        }
    }

    #[tokio::test]
    async fn an_answer_tells_its_length_and_ends_the_connection() {
        let mut answer = Response::new(b"page".to_vec());
        answer.headers_mut().insert("transfer-encoding", HeaderValue::from_static("chunked"));
        let mut written = Vec::new();
        write(&mut written, &answer).await.expect("a vector takes anything");
        let written = String::from_utf8(written).expect("text");
        assert_eq!(written, "HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\npage");
    }
}
