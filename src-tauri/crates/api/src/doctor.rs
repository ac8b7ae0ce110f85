//! The name-server doctor's report as it crosses, also of a domain that has no zone to examine.

use std::collections::BTreeMap;

use naru_aws::blueprint::{DnsHome, Domain};
use naru_dns::{Dns, DomainName, Report, authority};

use crate::coded::coded;
use crate::contract::{Delegation, DoctorFinding, DoctorReport, SeenByResolver};

/// Providers that let the top of a domain lead to a host, by whatever name.
const FLATTENS: [&str; 3] = ["cloudflare", "namecheap", "route53"];

/// Examines a domain. `zone` is the name of its hosted zone with the name servers; `None` where there is none yet, or
/// where the DNS is elsewhere.
pub async fn examine(dns: &dyn Dns, domain: &Domain, zone: Option<(&DomainName, &[String])>) -> DoctorReport {
    if let Some((zone, servers)) = zone {
        let (report, above) = tokio::join!(
            naru_dns::examine(dns, zone, &domain.name, servers),
            naru_dns::delegating(dns, zone)
        );
        return told(&report).within(zone, above.as_ref());
    }
    match (authority(dns, &domain.name).await, domain.dns) {
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
        (Ok(Some((_, servers))), DnsHome::Route53) => {
            let above = naru_dns::delegating(dns, &domain.name).await;
            let code = if above.is_some() { "zone_within" } else { "zone_to_be_made" };
            let report = DoctorReport {
                zone: domain.name.unicode(),
                provider: naru_dns::provider(&servers).map(str::to_owned),
                // The domain's own servers are none of this zone's, and stay.
                registered: if above.is_some() { Vec::new() } else { servers },
                findings: vec![finding(code, true, [])],
                ..DoctorReport::default()
            };
            report.within(&domain.name, above.as_ref())
        }
        (Ok(None), _) => alone(domain, finding("no_such_domain", true, [])),
        (Err(silence), _) => alone(domain, finding("not_asked", false, [("error", silence.to_string())])),
    }
}

impl DoctorReport {
    /// With where the zone is made known, in the report and in each finding's values.
    fn within(mut self, zone: &DomainName, above: Option<&DomainName>) -> Self {
        let Some(above) = above else { return self };
        let host = zone.as_str().strip_suffix(above.as_str()).unwrap_or(zone.as_str()).trim_end_matches('.');
        for finding in &mut self.findings {
            finding.params.insert("within".to_owned(), above.unicode());
            finding.params.insert("host".to_owned(), host.to_owned());
        }
        self.within = Some(Delegation { zone: above.unicode(), host: host.to_owned() });
        self
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
        within: None,
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
