//! TLS as far as a client notices it: which certificate it is shown, and which versions the server speaks.

use jiff::Timestamp;

use super::hosts::{self, Host};
use super::{PATIENCE, ROUND_TRIP, VISITOR, VisitError};
use crate::Practice;
use crate::services::acm;
use crate::services::cloudfront;
use crate::services::elbv2::{self, Origin};
use crate::world::World;

/// What a client learns of a server by shaking hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handshake {
    /// The names that its certificate covers.
    pub names: Vec<String>,
    /// Who issued it.
    pub issuer: String,
    /// Until when it holds.
    pub not_after: Timestamp,
    /// The versions of TLS that the server speaks, the oldest first: `TLSv1.2`, `TLSv1.3`.
    pub versions: Vec<String>,
}

impl Practice {
    /// Shakes hands with whatever answers for a name on port 443. A certificate for another name is an answer.
    pub async fn handshake(&self, host: &str) -> Result<Handshake, VisitError> {
        let shaken = self.with_world(|world, now| {
            let reached = hosts::reached(world, host, now);
            let found = reached.as_ref().and_then(|reached| hosts::find(world, reached, now));
            let found = found.ok_or_else(|| VisitError::Dns(host.to_owned()))?;
            shake(world, &found, host, (443, Origin::Visitor), now)
        });
        let takes = if matches!(shaken, Err(VisitError::TimedOut(_))) { PATIENCE } else { ROUND_TRIP };
        self.spend(takes).await;
        shaken
    }
}

/// Lets only those go on who are shown a certificate for the name.
pub(super) fn checked(
    world: &World,
    host: &Host<'_>,
    name: &str,
    (port, from): (u16, Origin),
    now: Timestamp,
) -> Result<(), VisitError> {
    let shaken = shake(world, host, name, (port, from), now)?;
    let holds = acm::covers(&shaken.names, name) && now < shaken.not_after;
    if holds { Ok(()) } else { Err(VisitError::Certificate(name.to_owned())) }
}

fn shake(
    world: &World,
    host: &Host<'_>,
    name: &str,
    (port, from): (u16, Origin),
    now: Timestamp,
) -> Result<Handshake, VisitError> {
    let untrusted = || VisitError::Certificate(name.to_owned());
    match host {
        Host::Distribution(distribution) => {
            let distribution = world.cloudfront.by_alias(name, now).unwrap_or(distribution);
            let shown = distribution.in_service(now).and_then(|config| {
                let own = distribution.domain_name == name;
                config.certificate.arn().filter(|_| !own).map(|arn| (arn, config.certificate.versions()))
            });
            match shown {
                Some((arn, versions)) => of_acm(world, arn, versions, now).ok_or_else(untrusted),
                None => Ok(of_aws("*.cloudfront.net", cloudfront::VERSIONS, now)),
            }
        }
        Host::Balancer { region, balancer } => {
            let timed_out = || VisitError::TimedOut(name.to_owned());
            if !elbv2::admits(world, region, balancer, port, from, VISITOR, now) {
                return Err(timed_out());
            }
            let elbv2 = &world.region(region).elbv2;
            let (certificates, versions) = elbv2.tls_at(&balancer.arn, port).ok_or_else(untrusted)?;
            let shaken = certificates.iter().filter_map(|arn| of_acm(world, arn, versions, now));
            let shaken: Vec<_> = shaken.collect();
            let fitting = shaken.iter().find(|shaken| acm::covers(&shaken.names, name));
            fitting.or(shaken.first()).cloned().ok_or_else(untrusted)
        }
        Host::Bucket { region, .. } => {
            Ok(of_aws(&format!("*.s3.{region}.amazonaws.com"), cloudfront::VERSIONS, now))
        }
        // Whatever listens on an instance has no certificate that anybody trusts.
        Host::Instance { .. } => Err(untrusted()),
    }
}

/// With a certificate of the account's.
fn of_acm(world: &World, arn: &str, versions: &[&str], now: Timestamp) -> Option<Handshake> {
    let certificate = acm::find(world, arn)?;
    Some(Handshake {
        names: certificate.names.clone(),
        issuer: "Amazon".to_owned(),
        not_after: certificate.not_after(world, now)?,
        versions: versions.iter().map(|&version| version.to_owned()).collect(),
    })
}

/// With a certificate of AWS's own, which is renewed long before it ends.
fn of_aws(name: &str, versions: &[&str], now: Timestamp) -> Handshake {
    Handshake {
        names: vec![name.to_owned()],
        issuer: "Amazon".to_owned(),
        not_after: now + acm::VALID_FOR,
        versions: versions.iter().map(|&version| version.to_owned()).collect(),
    }
}
