use super::*;
use crate::Record;

const RIGHT: [&str; 4] =
    ["ns-1.awsdns-01.com", "ns-1026.awsdns-00.org", "ns-1536.awsdns-00.co.uk", "ns-512.awsdns-00.net"];

fn zone(name: &str) -> DomainName {
    DomainName::parse(name).expect("a name")
}

fn own(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn servers(names: &[&str]) -> Answer {
    let of = |&value: &&str| Record {
        name: "example.kr".to_owned(),
        record: RecordType::Ns,
        ttl: 300,
        value: value.to_owned(),
    };
    let said = if names.is_empty() { Said::NoData } else { Said::Found };
    Answer { said, records: names.iter().map(of).collect() }
}

/// Everything says the same.
fn all_say(names: &[&str]) -> Facts {
    let resolvers = ["1.1.1.1", "8.8.8.8", "168.126.63.1"];
    Facts {
        parent: Ok(servers(names)),
        resolvers: resolvers.map(|resolver| (resolver.to_owned(), Ok(servers(names)))).into(),
        digest: false,
        distrusted: false,
        key: None,
        caa: None,
    }
}

fn report(facts: &Facts) -> Report {
    judge(&zone("example.kr"), own(&RIGHT), facts)
}

fn findings(facts: &Facts) -> Vec<Finding> {
    report(facts).findings
}

#[test]
fn the_four_servers_in_any_order_are_right() {
    let facts = all_say(&[RIGHT[2], RIGHT[0], RIGHT[3], RIGHT[1]]);
    let report = report(&facts);
    assert_eq!(report.findings, [Finding::Delegated]);
    assert!(report.well());
    assert_eq!(report.expected, report.registered);
    assert!(report.seen.iter().all(|seen| seen.right && seen.ttl == 300));
}

#[test]
fn other_servers_are_named() {
    let facts = all_say(&["ns.gabia.co.kr", "ns1.gabia.co.kr"]);
    let registered = own(&["ns.gabia.co.kr", "ns1.gabia.co.kr"]);
    assert_eq!(findings(&facts), [Finding::OtherServers { registered }]);
    assert!(!report(&facts).well());
}

/// Zones of one account have names that look alike.
#[test]
fn another_zones_servers_are_no_typos() {
    let other =
        ["ns-2.awsdns-01.com", "ns-1300.awsdns-34.org", "ns-1999.awsdns-57.co.uk", "ns-700.awsdns-22.net"];
    assert!(matches!(&findings(&all_say(&other))[..], [Finding::OtherServers { .. }]));
}

#[test]
fn a_typo_names_what_was_meant() {
    let facts = all_say(&["ns-1.awdsns-01.com", RIGHT[1], RIGHT[2], RIGHT[3]]);
    let typo =
        |typed: &str, meant: &str| Finding::Typo { registered: typed.to_owned(), meant: meant.to_owned() };
    assert_eq!(findings(&facts), [typo("ns-1.awdsns-01.com", RIGHT[0])]);
    // Two typed in, both wrong: a typo of the missing ones all the same, and the other two are missing.
    let facts = all_say(&["ns-1.awsdns-1.com", "ns-1026.awsdns-00.or"]);
    assert_eq!(
        findings(&facts),
        [
            typo("ns-1.awsdns-1.com", RIGHT[0]),
            typo("ns-1026.awsdns-00.or", RIGHT[1]),
            Finding::SomeWrong { missing: own(&RIGHT[2..]), wrong: Vec::new() },
        ]
    );
    let facts = all_say(&["ns-1.awsdns-01.com.example.kr", RIGHT[1], RIGHT[2], RIGHT[3]]);
    assert_eq!(findings(&facts), [typo("ns-1.awsdns-01.com.example.kr", RIGHT[0])]);
}

#[test]
fn missing_servers_stop_nothing_and_wrong_ones_do() {
    let facts = all_say(&RIGHT[..2]);
    assert_eq!(findings(&facts), [Finding::SomeWrong { missing: own(&RIGHT[2..]), wrong: Vec::new() }]);
    assert!(report(&facts).well());
    let facts = all_say(&[RIGHT[0], RIGHT[1], "ns.gabia.co.kr"]);
    let wrong = own(&["ns.gabia.co.kr"]);
    assert_eq!(findings(&facts), [Finding::SomeWrong { missing: own(&RIGHT[2..]), wrong }]);
    assert!(!report(&facts).well());
}

#[test]
fn a_name_nobody_bought_differs_from_one_nobody_delegated() {
    let nobody = |name: &str, said| {
        let mut facts = all_say(&[]);
        facts.parent = Ok(Answer { said, records: Vec::new() });
        judge(&zone(name), own(&RIGHT), &facts).findings
    };
    assert_eq!(nobody("example.kr", Said::NoSuchName), [Finding::NoSuchDomain]);
    assert_eq!(nobody("example.co.kr", Said::NoSuchName), [Finding::NoSuchDomain]);
    assert_eq!(nobody("app.example.com", Said::NoSuchName), [Finding::NotDelegated]);
    assert_eq!(nobody("example.kr", Said::NoData), [Finding::NotDelegated]);
}

#[test]
fn resolvers_that_are_behind_are_waited_for_as_long_as_they_remember() {
    let mut facts = all_say(&RIGHT);
    let mut old = servers(&["ns1.parking.practice"]);
    old.records[0].ttl = 90;
    facts.resolvers[1].1 = Ok(old);
    facts.resolvers[2].1 = Ok(servers(&[]));
    let resolvers = own(&["8.8.8.8", "168.126.63.1"]);
    assert_eq!(findings(&facts), [Finding::Delegated, Finding::Spreading { resolvers, seconds: 90 }]);
    assert!(report(&facts).well());
    // One that can't be reached is behind nothing.
    facts.resolvers[1].1 = Err(Silence::TimedOut("8.8.8.8:53".to_owned()));
    facts.resolvers[2].1 = Err(Silence::Refused("REFUSED".to_owned()));
    assert_eq!(findings(&facts), [Finding::Delegated]);
    assert_eq!(report(&facts).seen[1].servers, Vec::<String>::new());
}

#[test]
fn what_other_servers_spread_is_not_waited_for() {
    let mut facts = all_say(&["ns.gabia.co.kr"]);
    facts.resolvers[0].1 = Ok(servers(&RIGHT));
    assert!(matches!(&findings(&facts)[..], [Finding::OtherServers { .. }]));
}

#[test]
fn a_digest_without_a_key_is_a_mismatch() {
    let mut facts = all_say(&RIGHT);
    facts.digest = true;
    facts.key = Some(true);
    assert_eq!(findings(&facts), [Finding::Delegated]);
    facts.key = Some(false);
    assert_eq!(findings(&facts), [Finding::DnssecMismatch, Finding::Delegated]);
    assert!(!report(&facts).well());
}

#[test]
fn a_digest_that_no_resolver_can_confirm_is_a_mismatch() {
    let mut facts = all_say(&RIGHT);
    for (_, answer) in &mut facts.resolvers {
        *answer = Err(Silence::Failed("SERVFAIL".to_owned()));
    }
    facts.key = Some(true);
    assert!(matches!(&findings(&facts)[..], [Finding::Delegated, Finding::Spreading { .. }]));
    facts.digest = true;
    assert_eq!(findings(&facts), [Finding::DnssecMismatch, Finding::Delegated]);
}

#[test]
fn caa_of_a_provider_that_is_being_left_counts_no_more() {
    let caa = |at: &str| Some((at.to_owned(), own(&["0 issue \"letsencrypt.org\""])));
    let shut = |at: &str| Finding::CaaShutsOut { at: at.to_owned(), issuers: own(&["letsencrypt.org"]) };
    let mut facts = all_say(&RIGHT);
    facts.caa = caa("example.kr");
    assert_eq!(findings(&facts), [shut("example.kr"), Finding::Delegated]);
    let mut facts = all_say(&["ns.gabia.co.kr"]);
    facts.caa = caa("www.example.kr");
    assert!(matches!(&findings(&facts)[..], [Finding::OtherServers { .. }]));
    facts.caa = caa("kr");
    assert!(matches!(&findings(&facts)[..], [Finding::OtherServers { .. }, Finding::CaaShutsOut { .. }]));
}

#[test]
fn where_the_parent_is_out_of_reach_the_resolvers_are_believed() {
    let mut facts = all_say(&["ns.gabia.co.kr"]);
    facts.parent = Err(Silence::TimedOut("192.0.2.1:53".to_owned()));
    assert_eq!(report(&facts).registered, ["ns.gabia.co.kr"]);
    facts.resolvers[2].1 = Ok(servers(&RIGHT));
    assert!(matches!(&findings(&facts)[..], [Finding::Delegated, Finding::Spreading { .. }]));
    for (_, answer) in &mut facts.resolvers {
        *answer = Err(Silence::Unreachable("network is unreachable".to_owned()));
    }
    let error = "no answer within the time: 192.0.2.1:53".to_owned();
    assert_eq!(findings(&facts), [Finding::NotAsked { error }]);
    assert!(!report(&facts).well(), "it isn't known");
}

#[test]
fn a_zone_of_somebody_elses_may_have_any_servers() {
    let judged = |facts: &Facts| judge(&zone("example.kr"), Vec::new(), facts).findings;
    assert_eq!(judged(&all_say(&["ns.gabia.co.kr"])), [Finding::Delegated]);
    assert_eq!(judged(&all_say(&[])), [Finding::NotDelegated]);
    let mut facts = all_say(&["ns.gabia.co.kr"]);
    facts.caa = Some(("example.kr".to_owned(), own(&["0 issue \";\""])));
    assert!(matches!(&judged(&facts)[..], [Finding::CaaShutsOut { .. }, Finding::Delegated]));
}
