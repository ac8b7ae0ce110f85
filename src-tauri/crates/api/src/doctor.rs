//! The name-server doctor's report as it crosses, also of a domain that has no zone to examine.

use std::collections::BTreeMap;

use naru_aws::blueprint::{DnsHome, Domain};
use naru_dns::{Dns, DomainName, Report, standing};

use crate::coded::coded;
use crate::contract::{DoctorFinding, DoctorReport, SeenByResolver};

/// Providers that let the top of a domain lead to a host, by whatever name.
const FLATTENS: [&str; 3] = ["cloudflare", "namecheap", "route53"];

/// Examines a domain. `zone` is the name of its hosted zone with the name servers; `None` where there is none yet, or
/// where the DNS is elsewhere.
pub async fn examine(dns: &dyn Dns, domain: &Domain, zone: Option<(&DomainName, &[String])>) -> DoctorReport {
    if let Some((zone, servers)) = zone {
        return told(&naru_dns::examine(dns, zone, &domain.name, servers).await);
    }
    match (standing(dns, &domain.name).await, domain.dns) {
        // Whoever keeps the records now is right; what else shuts a certificate out is still looked for.
        (Ok(Some((zone, servers))), DnsHome::Elsewhere) => {
            let mut report = told(&naru_dns::examine(dns, &zone, &domain.name, &[]).await);
            report.findings.retain(|finding| finding.code != "delegated");
            report.findings.push(finding("elsewhere", false, []));
            // At the top of a domain no CNAME can stand.
            if zone == domain.name && !naru_dns::provider(&servers).is_some_and(|it| FLATTENS.contains(&it)) {
                report.findings.push(finding("apex_needs_alias", false, []));
            }
            report
        }
        (Ok(Some((_, servers))), DnsHome::Route53) => DoctorReport {
            zone: domain.name.unicode(),
            provider: naru_dns::provider(&servers).map(str::to_owned),
            registered: servers,
            findings: vec![finding("zone_to_be_made", true, [])],
            ..DoctorReport::default()
        },
        (Ok(None), _) => alone(domain, finding("no_such_domain", true, [])),
        (Err(silence), _) => alone(domain, finding("not_asked", false, [("error", silence.to_string())])),
    }
}

/// A report with one finding, of a domain without a zone.
fn alone(domain: &Domain, finding: DoctorFinding) -> DoctorReport {
    DoctorReport { zone: domain.name.unicode(), findings: vec![finding], ..DoctorReport::default() }
}

fn told(report: &Report) -> DoctorReport {
    let seen = report.seen.iter().map(|seen| SeenByResolver {
        resolver: seen.resolver.clone(),
        servers: seen.servers.clone(),
        ttl: seen.ttl,
        right: seen.right,
    });
    let found = report.findings.iter().map(|found| {
        let (code, params) = coded(found);
        DoctorFinding { code, stops: found.stops(), params }
    });
    DoctorReport {
        zone: report.zone.unicode(),
        expected: report.expected.clone(),
        registered: report.registered.clone(),
        seen: seen.collect(),
        findings: found.collect(),
        well: report.well(),
        provider: naru_dns::provider(&report.registered).map(str::to_owned),
    }
}

fn finding(
    code: &str,
    stops: bool,
    params: impl IntoIterator<Item = (&'static str, String)>,
) -> DoctorFinding {
    let params: BTreeMap<_, _> = params.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    DoctorFinding { code: code.to_owned(), stops, params }
}
