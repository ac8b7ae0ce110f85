//! The doctor on a small DNS of real servers: each of its findings is provoked.

use super::*;
use crate::stage::{Line, Place, Stage, TTL};

const SERVERS: [&str; 2] = ["ns-1.awsdns-01.com", "ns-1026.awsdns-00.org"];
const OURS: [Line<'_>; 2] = [("example.kr", "NS", SERVERS[0]), ("example.kr", "NS", SERVERS[1])];
const PARKED: [Line<'_>; 1] = [("example.kr", "NS", "ns1.parking.example")];

/// A resolver to which the domain has these records.
async fn resolver(lines: &[Line<'_>]) -> Place {
    Place::serving(&[(".", &[]), ("kr", &[("kr", "NS", "ns.kr")]), ("example.kr", lines)]).await
}

/// A registry and the zone's own servers.
async fn stage(resolvers: Vec<Place>, kr: &[Line<'_>], zone: &[Line<'_>]) -> Stage {
    Stage::of(resolvers)
        .host(&["ns.kr"], Place::serving(&[("kr", kr)]).await)
        .host(&SERVERS, Place::serving(&[("example.kr", zone)]).await)
}

async fn examined(stage: &Stage) -> Report {
    let zone = DomainName::parse("example.kr").expect("a name");
    let name = DomainName::parse("www.example.kr").expect("a name");
    examine(&stage.dns(), &zone, &name, &SERVERS.map(|server| format!("{server}."))).await
}

/// Everything is as it stands at the registry.
async fn standing(kr: &[Line<'_>]) -> Report {
    let ns: Vec<_> = kr.iter().copied().filter(|line| line.1 == "NS").collect();
    examined(&stage(vec![resolver(&ns).await], kr, &OURS).await).await
}

fn own(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[tokio::test]
async fn delegated() {
    let stage = stage(vec![resolver(&OURS).await, resolver(&OURS).await], &OURS, &OURS).await;
    let report = examined(&stage).await;
    let seen = |place: &Place| Seen {
        resolver: place.at.to_string(),
        servers: own(&SERVERS),
        ttl: TTL,
        right: true,
    };
    assert_eq!(
        report,
        Report {
            zone: DomainName::parse("example.kr").expect("a name"),
            expected: own(&SERVERS),
            registered: own(&SERVERS),
            seen: stage.resolvers.iter().map(seen).collect(),
            findings: vec![Finding::Delegated],
        }
    );
    assert!(report.well());
}

#[tokio::test]
async fn not_delegated() {
    let kr = [("www.example.kr", "A", "192.0.2.1")];
    assert_eq!(standing(&kr).await.findings, [Finding::NotDelegated]);
}

#[tokio::test]
async fn a_cname_in_the_zones_place_delegates_nothing() {
    let kr = [("example.kr", "CNAME", "elsewhere.kr"), ("elsewhere.kr", "NS", "ns.elsewhere.example")];
    assert_eq!(standing(&kr).await.findings, [Finding::NotDelegated]);
}

#[tokio::test]
async fn no_such_domain() {
    assert_eq!(standing(&[]).await.findings, [Finding::NoSuchDomain]);
}

#[tokio::test]
async fn other_servers() {
    let report = standing(&PARKED).await;
    assert_eq!(report.findings, [Finding::OtherServers { registered: own(&["ns1.parking.example"]) }]);
    assert_eq!(report.registered, ["ns1.parking.example"]);
    assert!(!report.well());
}

#[tokio::test]
async fn some_wrong() {
    let report = standing(&[OURS[0], PARKED[0]]).await;
    let (missing, wrong) = (own(&SERVERS[1..]), own(&["ns1.parking.example"]));
    assert_eq!(report.findings, [Finding::SomeWrong { missing, wrong }]);
    let report = standing(&OURS[..1]).await;
    assert_eq!(report.findings, [Finding::SomeWrong { missing: own(&SERVERS[1..]), wrong: Vec::new() }]);
}

#[tokio::test]
async fn typo() {
    let report = standing(&[OURS[0], ("example.kr", "NS", "ns-1026.awdsns-00.org")]).await;
    let registered = "ns-1026.awdsns-00.org".to_owned();
    assert_eq!(report.findings, [Finding::Typo { registered, meant: SERVERS[1].to_owned() }]);
}

#[tokio::test]
async fn spreading() {
    let resolvers = vec![resolver(&OURS).await, resolver(&PARKED).await, Place::silent().await];
    let stage = stage(resolvers, &OURS, &OURS).await;
    let report = examined(&stage).await;
    let late = vec![stage.resolvers[1].at.to_string()];
    assert_eq!(report.findings, [Finding::Delegated, Finding::Spreading { resolvers: late, seconds: TTL }]);
    assert!(report.well());
    assert_eq!(report.seen.iter().map(|seen| seen.right).collect::<Vec<_>>(), [true, false, false]);
}

#[tokio::test]
async fn caa_shuts_out() {
    let with = async |caa: &[Line<'_>]| {
        let lines = [&OURS, caa].concat();
        examined(&stage(vec![resolver(&lines).await], &OURS, &lines).await).await.findings
    };
    let shut = |at: &str, issuers: &[&str]| {
        vec![Finding::CaaShutsOut { at: at.to_owned(), issuers: own(issuers) }, Finding::Delegated]
    };
    let apex = ("example.kr", "CAA", "0 issue \"letsencrypt.org\"");
    assert_eq!(with(&[apex]).await, shut("example.kr", &["letsencrypt.org"]), "climbed from www");
    let nearer = ("www.example.kr", "CAA", "0 issue \"amazontrust.com\"");
    assert_eq!(with(&[apex, nearer]).await, [Finding::Delegated], "the nearest counts");
    let wild = ("www.example.kr", "CAA", "0 issuewild \";\"");
    assert_eq!(with(&[nearer, wild]).await, shut("www.example.kr", &[]));
}

#[tokio::test]
async fn dnssec_mismatch_where_the_zone_has_no_key() {
    let kr = [OURS[0], OURS[1], ("example.kr", "DS", "digest")];
    assert_eq!(standing(&kr).await.findings, [Finding::DnssecMismatch, Finding::Delegated]);
    let signed = [OURS[0], OURS[1], ("example.kr", "DNSKEY", "key")];
    let stage = stage(vec![resolver(&OURS).await], &kr, &signed).await;
    assert_eq!(examined(&stage).await.findings, [Finding::Delegated]);
}

/// There is a key, and not the one whose digest the parent has: resolvers that check fail.
#[tokio::test]
async fn dnssec_mismatch_where_no_resolver_trusts_the_zone() {
    let kr = [OURS[0], OURS[1], ("example.kr", "DS", "digest")];
    let signed = [OURS[0], OURS[1], ("example.kr", "DNSKEY", "key")];
    let top = [("kr", "NS", "ns.kr")];
    let checking = Place::failing_for("example.kr", &[(".", &[]), ("kr", &top)]).await;
    let stage = stage(vec![checking], &kr, &signed).await;
    assert_eq!(examined(&stage).await.findings, [Finding::DnssecMismatch, Finding::Delegated]);
}

/// Of two resolvers one doesn't check, as many a provider's doesn't: it finds the zone, and the other one only if told
/// not to check.
#[tokio::test]
async fn dnssec_mismatch_where_one_resolver_checks_and_another_does_not() {
    let kr = [OURS[0], OURS[1], ("example.kr", "DS", "digest")];
    let signed = [OURS[0], OURS[1], ("example.kr", "DNSKEY", "key")];
    let zones: [(&str, &[Line<'_>]); 3] =
        [(".", &[]), ("kr", &[("kr", "NS", "ns.kr")]), ("example.kr", &OURS)];
    let checking = Place::distrusting("example.kr", &zones).await;
    let resolvers = vec![resolver(&OURS).await, checking];
    let findings = examined(&stage(resolvers, &kr, &signed).await).await.findings;
    assert_eq!(findings, [Finding::DnssecMismatch, Finding::Delegated]);
    // One that fails either way says nothing of signatures.
    let lame = vec![resolver(&OURS).await, Place::failing_for("example.kr", &zones).await];
    let findings = examined(&stage(lame, &kr, &signed).await).await.findings;
    assert!(!findings.contains(&Finding::DnssecMismatch), "{findings:?}");
}

#[tokio::test]
async fn not_asked() {
    let stage = stage(vec![Place::silent().await, Place::silent().await], &OURS, &OURS).await;
    let report = examined(&stage).await;
    assert!(
        matches!(&report.findings[..], [Finding::NotAsked { error }] if error.contains("within the time"))
    );
    assert!(!report.well() && !report.findings[0].stops());
}

/// Some networks let nobody ask other servers than their own resolvers.
#[tokio::test]
async fn where_the_registry_cannot_be_asked_the_resolvers_are_believed() {
    let stage = Stage::of([resolver(&PARKED).await]).host(&["ns.kr"], Place::silent().await);
    let report = examined(&stage).await;
    assert_eq!(report.registered, ["ns1.parking.example"]);
    assert!(matches!(&report.findings[..], [Finding::OtherServers { .. }]));
}
