//! The name-server doctor's report as it crosses, also of a domain that has no zone to examine.

use naru_aws::blueprint::{DnsHome, Domain};
use naru_dns::{Dns, DomainName, Finding, Provider, Report, authority};

use crate::contract::{Delegation, DoctorCode, DoctorFinding, DoctorReport, SeenByResolver};

/// Providers that let the top of a domain lead to a host, by whatever name.
const FLATTENS: [Provider; 3] = [Provider::Cloudflare, Provider::Namecheap, Provider::Route53];

/// Examines a domain. `zone` is the name of its hosted zone with the name servers; `None` where there is none yet, or
/// where the DNS is elsewhere.
pub async fn examine(dns: &dyn Dns, domain: &Domain, zone: Option<(&DomainName, &[String])>) -> DoctorReport {
    if let Some((zone, servers)) = zone {
        let (report, above) = tokio::join!(
            naru_dns::examine(dns, zone, &domain.name, servers),
            naru_dns::delegating(dns, zone)
        );
        return report_of(report, above.map(|above| delegation(zone, &above)));
    }
    match (authority(dns, &domain.name).await, domain.dns) {
        // Whoever keeps the records now is right; what else shuts a certificate out is still looked for.
        (Ok(Some((zone, servers))), DnsHome::Elsewhere) => {
            let mut report = report_of(naru_dns::examine(dns, &zone, &domain.name, &[]).await, None);
            report.findings.retain(|finding| finding.code != DoctorCode::Delegated);
            report.findings.push(DoctorFinding { code: DoctorCode::Elsewhere, stops: false });
            // At the top of a domain no CNAME can stand.
            if zone == domain.name && !naru_dns::provider(&servers).is_some_and(|it| FLATTENS.contains(&it)) {
                report.findings.push(DoctorFinding { code: DoctorCode::ApexNeedsAlias, stops: false });
            }
            report
        }
        (Ok(Some((_, servers))), DnsHome::Route53) => {
            let above = naru_dns::delegating(dns, &domain.name).await;
            let within = above.map(|above| delegation(&domain.name, &above));
            let code = match within.clone() {
                Some(within) => DoctorCode::ZoneWithin { within },
                None => DoctorCode::ZoneToBeMade,
            };
            DoctorReport {
                zone: domain.name.unicode(),
                provider: naru_dns::provider(&servers).map(Into::into),
                // The domain's own servers are none of this zone's, and stay.
                registered: if within.is_some() { Vec::new() } else { servers },
                findings: vec![DoctorFinding { code, stops: true }],
                within,
                ..DoctorReport::default()
            }
        }
        (Ok(None), _) => alone(domain, DoctorFinding { code: DoctorCode::NoSuchDomain, stops: true }),
        (Err(silence), _) => {
            let code = DoctorCode::NotAsked { error: silence.to_string() };
            alone(domain, DoctorFinding { code, stops: false })
        }
    }
}

/// Where a zone is made known that is part of the domain `above`.
fn delegation(zone: &DomainName, above: &DomainName) -> Delegation {
    let host = zone.as_str().strip_suffix(above.as_str()).unwrap_or(zone.as_str()).trim_end_matches('.');
    Delegation { zone: above.unicode(), host: host.to_owned() }
}

/// A report with one finding, of a domain without a zone.
fn alone(domain: &Domain, finding: DoctorFinding) -> DoctorReport {
    DoctorReport { zone: domain.name.unicode(), findings: vec![finding], ..DoctorReport::default() }
}

fn report_of(report: Report, within: Option<Delegation>) -> DoctorReport {
    let seen = report.seen.iter().map(|seen| SeenByResolver {
        resolver: seen.resolver.clone(),
        servers: seen.servers.clone(),
        ttl: seen.ttl,
        right: seen.right,
    });
    DoctorReport {
        zone: report.zone.unicode(),
        seen: seen.collect(),
        well: report.well(),
        provider: naru_dns::provider(&report.registered).map(Into::into),
        findings: report.findings.into_iter().map(|found| finding(found, within.as_ref())).collect(),
        expected: report.expected,
        registered: report.registered,
        within,
    }
}

fn finding(found: Finding, within: Option<&Delegation>) -> DoctorFinding {
    let stops = found.stops();
    let code = match found {
        Finding::Delegated => DoctorCode::Delegated,
        Finding::NotDelegated => DoctorCode::NotDelegated { within: within.cloned() },
        Finding::NoSuchDomain => DoctorCode::NoSuchDomain,
        Finding::OtherServers { registered } => {
            DoctorCode::OtherServers { registered, within: within.cloned() }
        }
        Finding::SomeWrong { missing, wrong } => DoctorCode::SomeWrong { missing, wrong },
        Finding::Typo { registered, meant } => DoctorCode::Typo { registered, meant },
        Finding::Spreading { resolvers, seconds } => DoctorCode::Spreading { resolvers, seconds },
        Finding::CaaShutsOut { at, issuers } => DoctorCode::CaaShutsOut { at, issuers },
        Finding::DnssecMismatch => DoctorCode::DnssecMismatch,
        Finding::NotAsked { error } => DoctorCode::NotAsked { error },
    };
    DoctorFinding { code, stops }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_finding_is_told_by_its_code() {
        let found = Finding::Spreading { resolvers: vec!["8.8.8.8".to_owned()], seconds: 90 };
        assert_eq!(
            serde_json::to_value(finding(found, None)).expect("it serialises"),
            json!({
                "code": "spreading",
                "params": { "resolvers": ["8.8.8.8"], "seconds": 90 },
                "stops": false,
            })
        );
    }
}
