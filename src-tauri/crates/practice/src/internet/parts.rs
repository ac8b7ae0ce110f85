//! Requests for a part of a file, or for it only if it changed: what browsers ask of S3 and CloudFront by themselves.

use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use http::{HeaderMap, Response, StatusCode};

use super::{Visit, set};
use crate::services::s3::parse_range;

/// Answers with less where less was asked for: a range, or that nothing changed.
pub(super) fn narrowed(visit: &Visit<'_>, mut response: Response<Vec<u8>>) -> Response<Vec<u8>> {
    let reads = ["GET", "HEAD"].contains(&visit.method);
    if !reads || response.status() != StatusCode::OK || !response.headers().contains_key(ETAG) {
        return response;
    }
    let etag = text(response.headers(), "etag").to_owned();
    let known = text(visit.headers, "if-none-match");
    if known.split(',').map(str::trim).any(|known| known == "*" || same(known, &etag)) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response.body_mut().clear();
        for name in [CONTENT_TYPE, CONTENT_ENCODING, CONTENT_LENGTH] {
            response.headers_mut().remove(name);
        }
        return response;
    }
    let (asked, of) = (text(visit.headers, "range"), text(visit.headers, "if-range"));
    let ranges = text(response.headers(), "accept-ranges") == "bytes";
    let one = asked.starts_with("bytes=") && !asked.contains(',');
    if !ranges || !one || !(of.is_empty() || of == etag) {
        return response;
    }
    let size = response.body().len();
    if let Some(range) = parse_range(asked, size) {
        let part = response.body()[range.clone()].to_vec();
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        let range = format!("bytes {}-{}/{size}", range.start, range.end - 1);
        set(response.headers_mut(), "content-range", &range);
        *response.body_mut() = part;
    } else {
        *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
        set(response.headers_mut(), "content-range", &format!("bytes */{size}"));
        response.body_mut().clear();
    }
    response
}

/// Whether two tags are of the same content, however it is encoded.
fn same(known: &str, etag: &str) -> bool {
    known.trim_start_matches("W/") == etag.trim_start_matches("W/")
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn asked(headers: &[(&'static str, &str)]) -> Response<Vec<u8>> {
        let mut request = Request::get("https://d1.cloudfront.net/a");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Vec::new()).expect("a request");
        let visit = Visit::of(&request).expect("an address");
        let mut file = Response::new(b"0123456789".to_vec());
        for (name, value) in [("etag", "\"a\""), ("accept-ranges", "bytes"), ("content-type", "text/plain")] {
            set(file.headers_mut(), name, value);
        }
        narrowed(&visit, file)
    }

    #[test]
    fn a_part_is_sent_where_a_part_is_asked_for() {
        for (range, status, part, says) in [
            ("bytes=0-3", 206, "0123", "bytes 0-3/10"),
            ("bytes=8-", 206, "89", "bytes 8-9/10"),
            ("bytes=-2", 206, "89", "bytes 8-9/10"),
            ("bytes=10-", 416, "", "bytes */10"),
            ("bytes=0-1,4-5", 200, "0123456789", ""),
            ("lines=1", 200, "0123456789", ""),
        ] {
            let answer = asked(&[("range", range)]);
            assert_eq!(
                (answer.status().as_u16(), answer.body().as_slice()),
                (status, part.as_bytes()),
                "{range}"
            );
            assert_eq!(text(answer.headers(), "content-range"), says, "{range}");
        }
        let changed = asked(&[("range", "bytes=0-3"), ("if-range", "\"b\"")]);
        assert_eq!(changed.status(), 200, "the rest of another file is no use");
        assert_eq!(asked(&[("range", "bytes=0-3"), ("if-range", "\"a\"")]).status(), 206);
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        for known in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"] {
            let answer = asked(&[("if-none-match", known)]);
            assert_eq!((answer.status(), answer.body().len()), (StatusCode::NOT_MODIFIED, 0), "{known}");
            assert!(!answer.headers().contains_key(CONTENT_TYPE) && answer.headers().contains_key(ETAG));
        }
        assert_eq!(asked(&[("if-none-match", "\"b\"")]).status(), 200);
    }
}
