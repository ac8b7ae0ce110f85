//! What CloudFront's servers keep of what they were asked for, and for how long (`cf.cache_ttl`, `cf.error_ttl`).
//!
//! It is no part of the account: it is lost with the process, as a server loses what it hasn't been asked for in a long
//! while. Only policies that tell files apart by their path keep anything here.

use std::collections::BTreeMap;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, Response};
use jiff::Timestamp;

use super::set;
use crate::services::cloudfront::{Distribution, Lifetime};

/// How many bytes of bodies are kept. A server that is full forgets; this one forgets everything.
const ROOM: usize = 64 << 20;

/// What the servers keep: by distribution and path, as a function may have rewritten it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edge {
    kept: BTreeMap<(String, String), Kept>,
    bytes: usize,
}

#[derive(Clone, Debug)]
struct Kept {
    response: Response<Vec<u8>>,
    since: Timestamp,
    until: Timestamp,
}

/// What there is of a file.
pub(super) enum Looked {
    /// It was kept, and is still good.
    Kept(Response<Vec<u8>>),
    /// It has to be asked for. The ETag is that of what was kept and is too old.
    Absent { before: Option<HeaderValue> },
}

impl Edge {
    /// What there is of a path. An invalidation takes what was kept before it, once it is complete.
    pub(super) fn get(&self, distribution: &Distribution, path: &str, now: Timestamp) -> Looked {
        let kept = self.kept.get(&(distribution.id.clone(), path.to_owned()));
        let kept = kept.filter(|kept| !distribution.invalidated(path, kept.since, now));
        match kept {
            Some(kept) if now < kept.until => {
                let mut response = kept.response.clone();
                let age = now.duration_since(kept.since).as_secs().to_string();
                set(response.headers_mut(), "age", &age);
                Looked::Kept(response)
            }
            kept => Looked::Absent { before: kept.and_then(|kept| etag(&kept.response)) },
        }
    }

    /// Keeps an answer for so long.
    pub(super) fn keep(
        &mut self,
        distribution: &Distribution,
        path: &str,
        response: &Response<Vec<u8>>,
        (now, lasts): (Timestamp, Duration),
    ) {
        let size = response.body().len();
        if lasts.is_zero() || size > ROOM {
            return;
        }
        if self.bytes + size > ROOM {
            *self = Self::default();
        }
        let kept = Kept { response: response.clone(), since: now, until: now + lasts };
        let old = self.kept.insert((distribution.id.clone(), path.to_owned()), kept);
        self.bytes = self.bytes + size - old.map_or(0, |old| old.response.body().len());
    }
}

/// The ETag of an answer.
pub(super) fn etag(response: &Response<Vec<u8>>) -> Option<HeaderValue> {
    response.headers().get("etag").cloned()
}

/// How long an origin's answer is kept under a policy's lifetimes, where errors are kept for at least `error`.
pub(super) fn lasts(lifetime: Lifetime, status: u16, headers: &HeaderMap, error: Duration) -> Duration {
    let said = headers.get("cache-control").and_then(|said| said.to_str().ok()).unwrap_or_default();
    let directives = || said.split(',').map(str::trim);
    let seconds = |name: &str| {
        directives().find_map(|directive| {
            let (key, value) = directive.split_once('=')?;
            let value = value.trim_matches('"').parse().ok()?;
            key.eq_ignore_ascii_case(name).then_some(Duration::from_secs(value))
        })
    };
    let asked = seconds("s-maxage").or_else(|| seconds("max-age"));
    let withheld = ["no-cache", "no-store", "private"];
    let withheld = directives().any(|said| withheld.iter().any(|word| said.eq_ignore_ascii_case(word)));
    match status {
        200..=399 if withheld => lifetime.least,
        200..=399 => asked.unwrap_or(lifetime.usual).clamp(lifetime.least, lifetime.most),
        404 | 414 | 500..=504 => asked.unwrap_or_default().max(error),
        400 | 403 | 405 | 412 | 415 => asked.map_or(Duration::ZERO, |asked| asked.max(error)),
        _ => Duration::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many seconds an answer is kept under CachingOptimized.
    fn lasting(status: u16, said: &str) -> u64 {
        let optimized = Lifetime::of("658327ea-f89d-4fab-a63d-7e88639e58f6").expect("it keeps something");
        let mut headers = HeaderMap::new();
        set(&mut headers, "cache-control", said);
        lasts(optimized, status, &headers, Duration::from_secs(10)).as_secs()
    }

    #[test]
    fn cf_error_ttl() {
        for (status, said, seconds) in [
            (404, "", 10),
            (404, "max-age=60", 60),
            (503, "no-store", 10),
            (403, "", 0),
            (403, "max-age=5", 10),
            (401, "max-age=60", 0),
        ] {
            assert_eq!(lasting(status, said), seconds, "{status} {said}");
        }
    }

    #[test]
    fn cf_cache_ttl() {
        for (status, said, seconds) in [
            (200, "public, max-age=31536000, immutable", 31_536_000),
            (200, "no-cache", 1),
            (200, "private, max-age=60", 1),
            (200, "max-age=60, s-maxage=\"300\"", 300),
            (200, "max-age=0", 1),
            (200, "max-age=99999999", 31_536_000),
            (200, "", 86_400),
            (307, "", 86_400),
        ] {
            assert_eq!(lasting(status, said), seconds, "{status} {said}");
        }
        assert!(
            Lifetime::of("4135ea2d-6df8-44a3-9df3-4b5a84be39ad").is_none(),
            "CachingDisabled keeps nothing"
        );
    }
}
