//! Certificate Manager: public certificates that are validated by DNS, with the clock of their issue.
//!
//! Deliberately without imported and private certificates, export and ACME: asking for one is refused in so many
//! words. A certificate validated by mail waits for ever, since nobody reads that mail here. Nothing is issued by a
//! call: what became of a request is computed from the public DNS and the time, and what Amazon has seen is pinned
//! before the DNS changes.

mod issue;
mod list;
mod names;
mod request;
mod tags;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub(crate) use self::issue::{Status, VALID_FOR, tell_all};
pub(crate) use self::names::covers;
use crate::dispatch::{Call, Refusal, Service, Table};
use crate::world::World;

/// What Certificate Manager holds in one region.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Acm {
    /// By ARN.
    certificates: BTreeMap<String, Certificate>,
}

/// A certificate that was asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Certificate {
    arn: String,
    /// The domain's name first.
    pub(crate) names: Vec<String>,
    requested: Timestamp,
    token: Option<String>,
    by_mail: bool,
    key_algorithm: String,
    tags: BTreeMap<String, String>,
    /// Up to when Amazon's looks at the DNS are pinned in `seen`.
    looked: Timestamp,
    /// What Amazon has seen so far, by the domain that is validated.
    seen: BTreeMap<String, issue::Seen>,
}

impl Acm {
    /// The names that certificates were asked for.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.certificates.values().flat_map(|certificate| &certificate.names).map(String::as_str)
    }
}

/// The operations of Certificate Manager.
pub(crate) fn table() -> Table {
    Table::new(Service::Acm)
        .change("RequestCertificate", request::request)
        .change("DeleteCertificate", request::delete)
        .read("DescribeCertificate", list::describe)
        .read("ListCertificates", list::list)
        .change("AddTagsToCertificate", tags::add)
        .change("RemoveTagsFromCertificate", tags::remove)
        .read("ListTagsForCertificate", tags::list)
}

/// The certificate of an ARN, in whichever region it is.
pub(crate) fn find<'a>(world: &'a World, arn: &str) -> Option<&'a Certificate> {
    world.known_region(arn.split(':').nth(3)?)?.acm.certificates.get(arn)
}

/// Who uses a certificate: load balancers and distributions, by ARN.
fn users(world: &World, arn: &str) -> Vec<String> {
    let balancers = world.regions().flat_map(|region| region.elbv2.users_of_certificate(arn));
    let mut users: Vec<_> = balancers.chain(world.cloudfront.users_of_certificate(arn)).collect();
    users.sort();
    users.dedup();
    users
}

fn held<'a>(world: &'a World, call: &Call, arn: Option<&str>) -> Result<&'a Certificate, Refusal> {
    let arn = checked_arn(arn)?;
    world.region(&call.region).acm.certificates.get(arn).ok_or_else(|| missing(arn))
}

fn held_mut<'a>(
    world: &'a mut World,
    call: &Call,
    arn: Option<&str>,
) -> Result<&'a mut Certificate, Refusal> {
    let arn = checked_arn(arn)?;
    world.region_mut(&call.region).acm.certificates.get_mut(arn).ok_or_else(|| missing(arn))
}

fn checked_arn(arn: Option<&str>) -> Result<&str, Refusal> {
    let arn = arn.unwrap_or_default();
    if arn.starts_with("arn:aws:acm:") && arn.contains(":certificate/") {
        return Ok(arn);
    }
    Err(Refusal::new("InvalidArnException", format!("The provided ARN is not valid: {arn}")))
}

fn missing(arn: &str) -> Refusal {
    Refusal::new("ResourceNotFoundException", format!("Could not find certificate {arn}."))
}

fn invalid(text: impl Into<String>) -> Refusal {
    Refusal::new("ValidationException", text)
}

#[cfg(test)]
mod tests;
