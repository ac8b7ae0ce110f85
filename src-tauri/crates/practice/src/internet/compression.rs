//! What CloudFront compresses on its way to a visitor (`cf.compression`).
//!
//! With gzip alone: a browser offers Brotli over TLS only, which nobody speaks to this internet.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{ACCEPT_ENCODING, ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_TYPE, ETAG};
use http::{HeaderMap, Response};

use super::set;

/// How large a file has to be, and may be, in bytes.
const SIZES: std::ops::RangeInclusive<usize> = 1000..=10_000_000;

/// The types that are compressed, beside all of `text/`.
const TYPES: [&str; 16] = [
    "application/eot",
    "application/font",
    "application/font-sfnt",
    "application/javascript",
    "application/json",
    "application/opentype",
    "application/otf",
    "application/rss+xml",
    "application/ttf",
    "application/vnd.ms-fontobject",
    "application/wasm",
    "application/xhtml+xml",
    "application/xml",
    "font/otf",
    "font/ttf",
    "image/svg+xml",
];

/// The answer as it is sent to a visitor who takes these encodings.
pub(super) fn compressed(accepted: &HeaderMap, mut response: Response<Vec<u8>>) -> Response<Vec<u8>> {
    let fits = matches!(response.status().as_u16(), 200 | 403 | 404)
        && SIZES.contains(&response.body().len())
        && !response.headers().contains_key(CONTENT_ENCODING)
        && is_compressed(response.headers());
    if !fits || !takes_gzip(accepted) {
        return response;
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let Ok(body) = encoder.write_all(response.body()).and_then(|()| encoder.finish()) else {
        return response;
    };
    *response.body_mut() = body;
    let etag = response.headers().get(ETAG).and_then(|etag| etag.to_str().ok()).map(weak);
    let headers = response.headers_mut();
    headers.remove(ACCEPT_RANGES);
    set(headers, "content-encoding", "gzip");
    set(headers, "vary", "Accept-Encoding");
    if let Some(etag) = etag {
        set(headers, "etag", &etag);
    }
    response
}

fn is_compressed(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind.starts_with("text/") || TYPES.contains(&kind.as_str())
}

fn takes_gzip(accepted: &HeaderMap) -> bool {
    let accepted = accepted.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|one| {
        let (name, rest) = one.split_once(';').unwrap_or((one, ""));
        let refused = rest.trim().trim_start_matches("q=").parse() == Ok(0.0_f32);
        name.trim().eq_ignore_ascii_case("gzip") && !refused
    })
}

/// A tag that no longer stands for the very bytes.
fn weak(etag: &str) -> String {
    if etag.starts_with("W/") { etag.to_owned() } else { format!("W/{etag}") }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn file(kind: &str, size: usize) -> Response<Vec<u8>> {
        let mut file = Response::new(vec![b'a'; size]);
        set(file.headers_mut(), "content-type", kind);
        set(file.headers_mut(), "etag", "\"a\"");
        file
    }

    fn sent(accepted: &str, file: Response<Vec<u8>>) -> Response<Vec<u8>> {
        let mut headers = HeaderMap::new();
        set(&mut headers, "accept-encoding", accepted);
        compressed(&headers, file)
    }

    #[test]
    fn cf_compression() {
        for (accepted, kind, size, expected) in [
            ("gzip, deflate", "text/html; charset=utf-8", 1000, true),
            ("br;q=1.0, GZIP;q=0.8", "application/javascript", 5000, true),
            ("gzip", "image/svg+xml", 5000, true),
            ("gzip", "text/css", 999, false),
            ("gzip", "image/png", 5000, false),
            ("gzip", "font/woff2", 5000, false),
            ("br", "text/css", 5000, false),
            ("gzip;q=0", "text/css", 5000, false),
            ("", "text/css", 5000, false),
        ] {
            let answer = sent(accepted, file(kind, size));
            assert_eq!(answer.headers().contains_key(CONTENT_ENCODING), expected, "{accepted} {kind} {size}");
            assert_eq!(answer.headers()[ETAG], if expected { "W/\"a\"" } else { "\"a\"" });
            let mut plain = Vec::new();
            if expected {
                let mut decoder = flate2::read::GzDecoder::new(answer.body().as_slice());
                decoder.read_to_end(&mut plain).expect("gzip");
                assert_eq!(answer.headers()["vary"], "Accept-Encoding");
            } else {
                plain.clone_from(answer.body());
            }
            assert_eq!(plain, vec![b'a'; size]);
        }
        let mut zipped = file("text/css", 5000);
        set(zipped.headers_mut(), "content-encoding", "br");
        assert_eq!(
            sent("gzip", zipped).headers()[CONTENT_ENCODING],
            "br",
            "what is compressed stays as it is"
        );
    }
}
