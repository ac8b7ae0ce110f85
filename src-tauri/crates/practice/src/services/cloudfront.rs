//! CloudFront: distributions with their clocks, access controls, functions, invalidations, tags.
//!
//! Deliberately without policies of one's own, Lambda, origin groups and streaming.
//! Invariant: what a visitor meets is what was deployed last, never what is in progress.

mod access_controls;
mod behavior;
mod complete;
mod config;
mod distributions;
mod functions;
mod invalidations;
mod policies;
pub(crate) mod script;
mod tags;
mod validation;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub(crate) use self::behavior::Behavior;
pub(crate) use self::config::{Config, Origin, OriginKind, VERSIONS};
pub(crate) use self::policies::{Forwarding, Lifetime, compresses, forwarding, response_headers};
use crate::dispatch::{Refusal, Service, Table};

/// What CloudFront holds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct CloudFront {
    distributions: BTreeMap<String, Distribution>,
    access_controls: BTreeMap<String, AccessControl>,
    functions: BTreeMap<String, Function>,
    /// Alternate domain names that distributions of other accounts have.
    #[serde(default)]
    pub(crate) aliases_elsewhere: BTreeSet<String>,
}

/// A distribution with its configuration, its ETag, and when its last change is deployed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Distribution {
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) domain_name: String,
    etag: String,
    config: Config,
    /// What is in service until `deployed_at`; `None` before the first deployment.
    before: Option<Config>,
    deployed_at: Timestamp,
    modified: Timestamp,
    tags: BTreeMap<String, String>,
    invalidations: Vec<Invalidation>,
    /// The end of the billing period, where somebody subscribed it to a flat-rate plan.
    plan_ends: Option<Timestamp>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Invalidation {
    id: String,
    reference: String,
    paths: Vec<String>,
    created: Timestamp,
    done_at: Timestamp,
}

/// An origin access control.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct AccessControl {
    id: String,
    etag: String,
    name: String,
    description: String,
    /// `always`, `never` or `no-override`.
    pub(crate) signing: String,
    origin_type: String,
}

/// A function in both of its stages, with an ETag for each.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Function {
    name: String,
    arn: String,
    comment: String,
    runtime: String,
    development: Stage,
    pub(crate) live: Option<Stage>,
    tags: BTreeMap<String, String>,
}

/// What a function is in one of its two stages.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Stage {
    pub(crate) code: String,
    etag: String,
    created: Timestamp,
    modified: Timestamp,
}

/// The operations of CloudFront.
pub(crate) fn table() -> Table {
    Table::new(Service::CloudFront)
        .change("CreateDistribution", distributions::create)
        .change("CreateDistributionWithTags", distributions::create_with_tags)
        .allowed_by("CreateDistributionWithTags", "cloudfront:CreateDistribution")
        .read("GetDistribution", distributions::get)
        .read("GetDistributionConfig", distributions::get_config)
        .change("UpdateDistribution", distributions::update)
        .change("DeleteDistribution", distributions::delete)
        .read("ListDistributions", distributions::list)
        .change("CreateOriginAccessControl", access_controls::create)
        .read("GetOriginAccessControl", access_controls::get)
        .change("UpdateOriginAccessControl", access_controls::update)
        .change("DeleteOriginAccessControl", access_controls::delete)
        .read("ListOriginAccessControls", access_controls::list)
        .change("CreateFunction", functions::create)
        .read("DescribeFunction", functions::describe)
        .read("GetFunction", functions::get)
        .change("UpdateFunction", functions::update)
        .change("PublishFunction", functions::publish)
        .change("DeleteFunction", functions::delete)
        .read("ListFunctions", functions::list)
        .read("TestFunction", functions::test)
        .change("CreateInvalidation", invalidations::create)
        .read("GetInvalidation", invalidations::get)
        .read("ListTagsForResource", tags::list)
}

impl CloudFront {
    /// The distribution in service that has an alternate domain name. CloudFront tells visitors apart by the name they
    /// ask for, whichever distribution the DNS led them to.
    pub(crate) fn by_alias(&self, host: &str, now: Timestamp) -> Option<&Distribution> {
        let has = |config: &Config| config.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(host));
        self.at_work(now).find(|one| one.in_service(now).is_some_and(has))
    }

    /// The distributions that answer visitors.
    pub(crate) fn at_work(&self, now: Timestamp) -> impl Iterator<Item = &Distribution> {
        self.distributions.values().filter(move |one| one.is_at_work(now))
    }

    /// The distribution with this domain name. An alias leads to one only by way of a domain's DNS.
    pub(crate) fn by_host(&self, host: &str) -> Option<&Distribution> {
        self.distributions.values().find(|distribution| distribution.domain_name.eq_ignore_ascii_case(host))
    }

    /// The distributions with a certificate, by ARN.
    pub(crate) fn users_of_certificate(&self, arn: &str) -> impl Iterator<Item = String> {
        let users = self.distributions.values().filter(move |one| one.config.certificate.arn() == Some(arn));
        users.map(|distribution| distribution.arn.clone())
    }

    /// The access control that an origin names.
    pub(crate) fn access_control(&self, id: &str) -> Option<&AccessControl> {
        self.access_controls.get(id)
    }

    /// The function with this ARN.
    pub(crate) fn function_by_arn(&self, arn: &str) -> Option<&Function> {
        self.functions.values().find(|function| function.arn == arn)
    }

    /// Subscribes a distribution to a flat-rate plan until `ends`; false where there is none of that id.
    pub(crate) fn subscribe(&mut self, id: &str, ends: Timestamp) -> bool {
        self.distributions.get_mut(id).map(|distribution| distribution.plan_ends = Some(ends)).is_some()
    }
}

impl Distribution {
    /// Whether it answers visitors: what is in service is enabled.
    pub(crate) fn is_at_work(&self, now: Timestamp) -> bool {
        self.in_service(now).is_some_and(|config| config.enabled)
    }

    /// Whether an invalidation that is complete takes what was kept of a path at a time (`cf.invalidation`).
    pub(crate) fn invalidated(&self, path: &str, since: Timestamp, now: Timestamp) -> bool {
        let takes = |pattern: &String| match pattern.strip_suffix('*') {
            Some(beginning) => path.starts_with(beginning),
            None => path == pattern,
        };
        let done = self.invalidations.iter().filter(|one| one.created >= since && one.done_at <= now);
        done.flat_map(|one| &one.paths).any(takes)
    }

    /// What is in service at a time.
    pub(crate) fn in_service(&self, now: Timestamp) -> Option<&Config> {
        if now >= self.deployed_at { Some(&self.config) } else { self.before.as_ref() }
    }
}

/// A refusal with the status that CloudFront sends its code with.
fn refuse(code: &'static str, message: impl Into<String>) -> Refusal {
    let status = match code {
        "AccessDenied" => 403,
        "PreconditionFailed" => 412,
        _ if code.starts_with("NoSuch") && !code.ends_with("Policy") && code != "NoSuchOrigin" => 404,
        _ if code.ends_with("InUse") || code.ends_with("Exists") || code == "DistributionNotDisabled" => 409,
        _ => 400,
    };
    Refusal::new(code, message).with_status(status)
}

/// Compares an `If-Match` with the ETag (`cf.update_wrong_etag`).
fn matched(given: Option<&str>, etag: &str) -> Result<(), Refusal> {
    match given {
        None | Some("") => Err(refuse(
            "InvalidIfMatchVersion",
            "The If-Match version is missing or not valid for the resource.",
        )),
        Some(given) if given == etag => Ok(()),
        Some(_) => Err(refuse(
            "PreconditionFailed",
            "The request failed because it didn't meet the preconditions in one or more request-header fields.",
        )),
    }
}

/// One page of things with ids, in their order: what is on it, and the marker of the next.
fn page<T>(
    all: impl Iterator<Item = (String, T)>,
    marker: Option<&str>,
    size: Option<i32>,
) -> Result<(Vec<T>, Option<String>), Refusal> {
    let size = match size {
        None => 100,
        Some(size) if size > 0 => usize::try_from(size).unwrap_or(100).min(100),
        Some(_) => return Err(refuse("InvalidArgument", "MaxItems must be at least 1")),
    };
    let mut rest = all.filter(|(id, _)| marker.is_none_or(|marker| id.as_str() > marker)).peekable();
    let (mut page, mut last) = (Vec::new(), None);
    while page.len() < size
        && let Some((id, item)) = rest.next()
    {
        page.push(item);
        last = Some(id);
    }
    Ok((page, last.filter(|_| rest.peek().is_some())))
}

fn required<'a>(value: Option<&'a str>, name: &str) -> Result<&'a str, Refusal> {
    value
        .filter(|value| !value.is_empty())
        .ok_or_else(|| refuse("InvalidArgument", format!("The parameter {name} is required.")))
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests;
