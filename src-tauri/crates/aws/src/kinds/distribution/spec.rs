//! What is wanted of a distribution.

use naru_engine::Reference;
use serde::{Deserialize, Serialize};

use crate::kinds::alias_record::AliasRecord;
use crate::kinds::bucket::Bucket;
use crate::kinds::certificate::Certificate;
use crate::kinds::function::Function;
use crate::kinds::https_listener::HttpsListener;
use crate::kinds::load_balancer::LoadBalancer;
use crate::kinds::origin_access_control::OriginAccessControl;
use crate::kinds::outside_record::OutsideRecord;
use crate::kinds::parameter::Parameter;
use crate::kinds::security_group::SecurityGroup;

/// What is wanted of it: a site, an API, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The files that it serves.
    pub site: Option<Site>,
    /// The API that it passes requests on to.
    pub api: Option<Api>,
    /// What AWS's console shows it as, of at most 128 characters.
    pub comment: String,
    /// The names of the user's own that it answers to, beside its own one: the one that answers first, first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What it shows to browsers for these names. It has to be issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Reference<Certificate>>,
}

/// The files of a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The bucket that they lie in. It is held: a distribution whose bucket is gone would serve whatever a stranger
    /// puts into one of that name.
    pub bucket: Reference<Bucket>,
    /// What signs the requests to it.
    pub access: Reference<OriginAccessControl>,
    /// What leads paths to files; `None` where each path is a file.
    pub function: Option<Reference<Function>>,
    /// Whether the function is shown the answers too, on their way back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sees_answers: bool,
    /// What is shown in the place of S3's errors. Never beside an API, whose errors it would hide (`cf.error_pages`),
    /// unless that is what was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_page: Option<ErrorPage>,
}

/// A page in the place of an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorPage {
    /// Its path, such as `/404.html`.
    pub page: String,
    /// The status that it is shown with.
    pub status: u16,
}

/// An API behind a load balancer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Api {
    /// The load balancer. It may go first when both are taken away.
    pub load_balancer: Reference<LoadBalancer>,
    /// The word that its listener wants to see in [`HEADER`](crate::kinds::listener::HEADER).
    pub secret: Reference<Parameter>,
    /// Which paths it answers, such as `/api/*`. Without a site it answers all, whatever this says.
    pub path: String,
    /// What leads from one name to another where there is no site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<Reference<Function>>,
    /// The load balancer's own name, by which it is asked over HTTPS alone; `None` where it has no certificate, and is
    /// asked in the clear by AWS's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnHost>,
}

/// A name of its own at which a load balancer answers over HTTPS, with all that has to be there before CloudFront asks
/// it by that name (`cf.origin_https`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnHost {
    /// Such as `api.example.com`.
    pub name: String,
    /// What lets CloudFront in there.
    pub gate: Reference<SecurityGroup>,
    /// What answers there.
    pub listener: Reference<HttpsListener>,
    /// What leads the name there in the account's own DNS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<Reference<AliasRecord>>,
    /// What leads it there in somebody else's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Reference<OutsideRecord>>,
}
