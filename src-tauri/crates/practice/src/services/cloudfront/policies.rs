//! The managed policies, which every account has under the same ids, and what each means for a request.

use std::time::Duration;

/// What of a visitor's request an origin gets to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forwarding {
    /// The method and the path alone.
    Nothing,
    /// Headers, cookies and query, but for the host's name.
    AllButHost,
    /// All of it.
    Everything,
}

/// The managed cache policies: CachingOptimized, its variant for what is compressed already, CachingDisabled,
/// UseOriginCacheControlHeaders with and without query strings, Amplify, Elemental-MediaPackage.
const CACHE: [&str; 7] = [
    "658327ea-f89d-4fab-a63d-7e88639e58f6",
    "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
    "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    "2e54312d-136d-493c-8eb9-b001f22f67d2",
    "08627262-05a9-4f76-9ded-b50ca2e3a84f",
];

/// Whether there is a cache policy of this id.
pub(super) fn is_cache_policy(id: &str) -> bool {
    CACHE.contains(&id)
}

/// For how long a cache policy has answers kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lifetime {
    /// At least, whatever the origin says.
    pub(crate) least: Duration,
    /// Where the origin doesn't say.
    pub(crate) usual: Duration,
    /// At most, whatever the origin says.
    pub(crate) most: Duration,
}

impl Lifetime {
    /// That of a policy; `None` for one that keeps nothing, or that tells answers apart by more than their path, which
    /// isn't modelled.
    pub(crate) fn of(policy: &str) -> Option<Self> {
        // CachingOptimized, and its variant for what is compressed already.
        let by_path = CACHE[..2].contains(&policy);
        by_path.then_some(Self {
            least: Duration::from_secs(1),
            usual: Duration::from_secs(86_400),
            most: Duration::from_secs(31_536_000),
        })
    }
}

/// Whether a cache policy has what visitors can unpack compressed on the way: CachingOptimized.
pub(crate) fn compresses(policy: &str) -> bool {
    policy == CACHE[0]
}

/// What an origin request policy does; `None` for an id that is none.
pub(crate) fn forwarding(id: &str) -> Option<Forwarding> {
    Some(match id {
        // AllViewer, AllViewerAndCloudFrontHeaders-2022-06.
        "216adef6-5c7f-47e4-b989-5492eafa07d3" | "33f36d7e-f396-46d9-90e0-52428a34d9dc" => {
            Forwarding::Everything
        }
        // AllViewerExceptHostHeader.
        "b689b0a8-53d0-40ab-baf2-68738e2966ac" => Forwarding::AllButHost,
        // CORS-S3Origin, CORS-CustomOrigin, UserAgentRefererHeaders: a few headers, none of which an origin here reads.
        "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf"
        | "59781a5b-3903-41f3-afcb-af62929ccde1"
        | "acba4595-bd28-49b8-b9fe-13317c0390fa" => Forwarding::Nothing,
        _ => return None,
    })
}

const SECURITY: &[(&str, &str)] = &[
    ("strict-transport-security", "max-age=31536000"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "SAMEORIGIN"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("x-xss-protection", "1; mode=block"),
];

const CORS: &[(&str, &str)] = &[("access-control-allow-origin", "*")];

const BOTH: &[(&str, &str)] = &[
    ("access-control-allow-origin", "*"),
    ("strict-transport-security", "max-age=31536000"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "SAMEORIGIN"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("x-xss-protection", "1; mode=block"),
];

/// The headers that a response headers policy adds; `None` for an id that is none.
pub(crate) fn response_headers(id: &str) -> Option<&'static [(&'static str, &'static str)]> {
    Some(match id {
        // SecurityHeadersPolicy.
        "67f7725c-6f97-4210-82d7-5512b31e9d03" => SECURITY,
        // SimpleCORS, CORS-With-Preflight.
        "60669652-455b-4ae9-85a4-c4c02393f86c" | "5cc3b908-e619-4b99-88e5-2cf7f45965bd" => CORS,
        // CORS-and-SecurityHeadersPolicy, CORS-with-preflight-and-SecurityHeadersPolicy.
        "e61eb60c-9c35-4d20-a928-2b84e02af89c" | "eaab4381-ed33-4a86-88ca-d9558dc6cd63" => BOTH,
        _ => return None,
    })
}
