//! What becomes of a request by itself: validated, issued, failed, timed out (`acm.pending_validation`).

use std::time::Duration;

use jiff::Timestamp;
use naru_dns::RecordType;
use serde::{Deserialize, Serialize};

use super::{Certificate, names};
use crate::dns::View;
use crate::world::World;

/// For how long Amazon looks for the record.
const PATIENCE: Duration = Duration::from_hours(72);
/// For how long the record is missing from the answers.
pub(super) const RECORD_LAG: Duration = Duration::from_secs(3);
/// Whom a CAA record has to name for Amazon to issue.
const ISSUERS: [&str; 4] = ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"];
/// For how long a certificate holds: 13 months.
pub(crate) const VALID_FOR: Duration = Duration::from_hours(395 * 24);

/// When Amazon found the record of a domain, and what it found beside it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Seen {
    at: Timestamp,
    /// Whether CAA records shut Amazon out.
    shut_out: bool,
}

/// What has become of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Pending,
    Issued {
        at: Timestamp,
    },
    /// A CAA record shut Amazon out.
    Failed,
    TimedOut,
}

/// Pins what Amazon has seen by now, before the public DNS changes.
pub(crate) fn tell_all(world: &mut World, now: Timestamp) {
    let told = world.regions().flat_map(|region| region.acm.certificates.values()).map(|certificate| {
        let seen = certificate
            .validated()
            .filter_map(|domain| Some((domain.to_owned(), certificate.seen(world, domain, now)?)));
        (certificate.arn.clone(), seen.collect())
    });
    let told: Vec<_> = told.collect();
    for (arn, seen) in told {
        let region = arn.split(':').nth(3).unwrap_or_default().to_owned();
        if let Some(certificate) = world.region_mut(&region).acm.certificates.get_mut(&arn) {
            (certificate.seen, certificate.looked) = (seen, now);
        }
    }
}

impl Certificate {
    /// What has become of it.
    pub(crate) fn status(&self, world: &World, now: Timestamp) -> Status {
        let ends = self.requested + PATIENCE;
        let seen: Option<Vec<_>> = self.validated().map(|domain| self.seen(world, domain, now)).collect();
        let last = seen.and_then(|seen| seen.into_iter().max_by_key(|seen| (seen.shut_out, seen.at)));
        match last.filter(|seen| seen.at <= ends) {
            None if now >= ends => Status::TimedOut,
            None => Status::Pending,
            Some(seen) => {
                let at = seen.at + world.dice(&format!("acm {}", self.arn), 60.0, 180.0);
                match seen.shut_out {
                    _ if now < at => Status::Pending,
                    true => Status::Failed,
                    false => Status::Issued { at },
                }
            }
        }
    }

    /// Until when it holds, once it is issued. One that is in use is renewed in good time.
    pub(crate) fn not_after(&self, world: &World, now: Timestamp) -> Option<Timestamp> {
        let Status::Issued { at } = self.status(world, now) else { return None };
        Some(at + VALID_FOR)
    }

    /// Whether the record of a domain was found.
    pub(super) fn is_validated(&self, world: &World, domain: &str, now: Timestamp) -> bool {
        self.seen(world, domain, now).is_some_and(|seen| !seen.shut_out)
    }

    /// Whether answers already tell the record.
    pub(super) fn tells_record(&self, now: Timestamp) -> bool {
        !self.by_mail && now >= self.requested + RECORD_LAG
    }

    /// The domains that are validated, each once.
    fn validated(&self) -> impl Iterator<Item = &str> {
        let domains: std::collections::BTreeSet<_> =
            self.names.iter().map(|name| names::validated(name)).collect();
        domains.into_iter()
    }

    /// The first time at which the record of a domain was publicly visible after the request.
    fn seen(&self, world: &World, domain: &str, now: Timestamp) -> Option<Seen> {
        if let Some(seen) = self.seen.get(domain) {
            return Some(*seen);
        }
        if self.by_mail {
            return None;
        }
        let turns = world.route53.zones().flat_map(|zone| zone.turns().chain([zone.created]));
        let turns = turns.chain(world.registry.turns()).filter(|turn| (self.looked..=now).contains(turn));
        let mut turns: Vec<_> = turns.chain([self.looked]).collect();
        turns.sort_unstable();
        let (name, value) = names::record(world, domain);
        let (name, value) = (name.trim_end_matches('.'), value.trim_end_matches('.'));
        let visible = |at: &Timestamp| {
            let answer = View::of_resolver(world, 0, *at).ask(name, RecordType::Cname);
            answer.is_ok_and(|answer| answer.records.iter().any(|record| record.value == value))
        };
        let at = turns.into_iter().find(visible)?;
        let shut_out = self.names.iter().filter(|name| names::validated(name) == domain);
        Some(Seen { at, shut_out: shut_out.into_iter().any(|name| shuts_out(world, name, at)) })
    }
}

/// Whether the CAA records that hold for a name shut Amazon out. The nearest ones above it hold.
fn shuts_out(world: &World, name: &str, at: Timestamp) -> bool {
    let tag = if name.starts_with("*.") { "issuewild" } else { "issue" };
    let mut above = Some(names::validated(name));
    while let Some(domain) = above {
        let answer = View::of_resolver(world, 0, at).ask(domain, RecordType::Caa);
        let values = answer.map(|answer| answer.values()).unwrap_or_default();
        if !values.is_empty() {
            let of_tag = |tag: &str| -> Vec<_> {
                values.iter().filter_map(|value| issuer(value, tag)).map(str::to_owned).collect()
            };
            let wild = of_tag(tag);
            let holding = if wild.is_empty() { of_tag("issue") } else { wild };
            return !holding.is_empty() && !holding.iter().any(|issuer| ISSUERS.contains(&issuer.as_str()));
        }
        above = domain.split_once('.').map(|(_, rest)| rest);
    }
    false
}

/// The issuer that a CAA record (`0 issue "amazon.com; …"`) names for a tag.
fn issuer<'a>(value: &'a str, tag: &str) -> Option<&'a str> {
    let mut parts = value.splitn(3, ' ');
    let named = parts.nth(1).filter(|held| held.eq_ignore_ascii_case(tag)).and_then(|_| parts.next())?;
    named.trim().trim_matches('"').split(';').next().map(str::trim)
}
