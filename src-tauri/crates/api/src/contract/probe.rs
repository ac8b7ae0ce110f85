//! Questions to a deployed site, with their answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One question to the deployed site, with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Probe {
    /// What was asked.
    #[serde(flatten)]
    pub code: ProbeCode,
    /// The host that was asked about; null where it was AWS that was asked.
    pub host: Option<String>,
    /// The request, such as `GET https://d1.cloudfront.net/`.
    pub asked: String,
    /// The answer, such as `200 text/html`, or why there was none.
    pub answer: String,
    /// The status of a web server's answer.
    pub status: Option<u16>,
    /// Whether it is what it should be.
    pub ok: bool,
}

/// What is asked of a deployed site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum ProbeCode {
    /// Whether the load balancer calls every target healthy.
    TargetHealthy {
        /// How many it does.
        healthy: usize,
        /// How many there are.
        all: usize,
    },
    /// Whether the first page opens.
    SiteOpens,
    /// Whether a path without a file is the first page.
    DeepLink,
    /// Whether a file that isn't there is an error, and not a page.
    MissingAsset,
    /// Whether http leads to https.
    HttpRedirects,
    /// Whether the app says that it is well.
    ApiHealth {
        /// The path that it was asked at.
        path: String,
    },
    /// Whether a path of the API's leads to the app, whatever it says.
    ApiReached {
        /// The path that it was asked at.
        path: String,
    },
    /// Whether the bucket shows nothing to a visitor.
    BucketClosed,
    /// Whether the load balancer shows nothing to a visitor.
    AlbClosed,
    /// Whether the public DNS leads a name to where it has to lead.
    NameResolves {
        /// How many public resolvers do.
        resolvers: usize,
        /// How many answered.
        of: usize,
        /// The host that it has to lead to.
        target: String,
    },
    /// Whether the certificate covers the name, and holds.
    CertificateCovers,
    /// Whether only versions of TLS are spoken that are safe.
    TlsVersions {
        /// Those that are spoken.
        versions: Vec<String>,
    },
    /// Whether browsers are told never to come unencrypted again.
    Hsts,
    /// Whether a name of the site leads to the one that answers first.
    WwwRedirects {
        /// The one that answers first.
        to: String,
    },
    /// Whether the app says that it is well at a name of its own.
    ApiHostHealth {
        /// The path that it was asked at.
        path: String,
    },
    /// Whether a page of the site may call the back-end.
    CorsPreflight {
        /// The page's origin.
        origin: String,
        /// Whom the back-end allows, where it says so.
        allowed: Option<String>,
    },
}
