use std::time::Duration;

use super::*;
use crate::Said;
use crate::stage::{Line, Place, Stage, TTL};

const KR: Line<'_> = ("kr", "NS", "ns.kr");

/// A resolver that knows these zones, and that there is nothing else.
async fn resolver(zones: &[(&str, &[Line<'_>])]) -> Place {
    let mut all: Vec<(&str, &[Line<'_>])> = vec![(".", &[(".", "NS", "root.example")]), ("kr", &[KR])];
    all.extend(zones);
    Place::serving(&all).await
}

async fn ask(dns: &Internet, name: &str, record: RecordType, whom: Whom) -> Result<Answer, Silence> {
    dns.ask(&Question::new(name, record, whom)).await
}

fn values(answer: Result<Answer, Silence>) -> Vec<String> {
    answer.expect("an answer").values()
}

#[tokio::test]
async fn the_parents_referral_counts_and_not_what_a_resolver_remembers() {
    let before = [("example.kr", "NS", "ns.old.example")];
    let now = [("example.kr", "NS", "NS2.new.example"), ("example.kr", "NS", "ns1.new.example")];
    let stage = Stage::of([resolver(&[("example.kr", &before)]).await])
        .host(&["ns.kr"], Place::serving(&[("kr", &now)]).await);
    let dns = stage.dns();
    let answer = ask(&dns, "Example.KR.", RecordType::Ns, Whom::Parent).await.expect("an answer");
    assert_eq!(answer.said, Said::Found);
    assert_eq!(answer.values(), ["ns1.new.example", "ns2.new.example"]);
    assert!(answer.records.iter().all(|record| record.name == "example.kr" && record.ttl == TTL));
    assert_eq!(values(ask(&dns, "example.kr", RecordType::Ns, Whom::Public(0)).await), ["ns.old.example"]);
}

/// A server of both zones tells the zone's own name servers as an answer.
#[tokio::test]
async fn a_parent_that_has_the_zone_too_answers_itself() {
    let own = [("example.kr", "NS", "ns.kr")];
    let both = Place::serving(&[("kr", &[KR, ("example.kr", "NS", "ns.kr")]), ("example.kr", &own)]).await;
    let stage = Stage::of([resolver(&[]).await]).host(&["ns.kr"], both);
    assert_eq!(values(ask(&stage.dns(), "example.kr", RecordType::Ns, Whom::Parent).await), ["ns.kr"]);
}

#[tokio::test]
async fn the_zone_above_is_found_across_labels_without_a_zone() {
    let lines = [KR, ("shop.co.kr", "NS", "ns.shop.example"), ("www.co.kr", "A", "192.0.2.1")];
    let stage = Stage::of([resolver(&[]).await]).host(&["ns.kr"], Place::serving(&[("kr", &lines)]).await);
    let dns = stage.dns();
    assert_eq!(values(ask(&dns, "shop.co.kr", RecordType::Ns, Whom::Parent).await), ["ns.shop.example"]);
    let said = async |name| ask(&dns, name, RecordType::Ns, Whom::Parent).await.expect("an answer").said;
    assert_eq!(said("www.co.kr").await, Said::NoData);
    assert_eq!(said("free.co.kr").await, Said::NoSuchName);
}

/// A zone whose servers no resolver gets an answer of, such as one that was just delegated, is reached from above.
#[tokio::test]
async fn delegations_are_followed_down_where_the_resolvers_are_at_a_loss() {
    let below = [("example.kr", "NS", "ns.example.kr"), ("app.example.kr", "NS", "ns.app.example")];
    let stage = Stage::of([resolver(&[]).await])
        .host(&["ns.kr"], Place::serving(&[("kr", &[KR, ("example.kr", "NS", "ns.example.kr")])]).await)
        .host(&["ns.example.kr"], Place::serving(&[("example.kr", &below)]).await);
    assert_eq!(
        values(ask(&stage.dns(), "app.example.kr", RecordType::Ns, Whom::Parent).await),
        ["ns.app.example"]
    );
}

#[tokio::test]
async fn a_cname_on_the_way_up_leads_to_no_parent() {
    let lines = [KR, ("www.kr", "CNAME", "elsewhere.kr"), ("elsewhere.kr", "NS", "ns.elsewhere.example")];
    let stage = Stage::of([Place::serving(&[("kr", &lines)]).await])
        .host(&["ns.kr"], Place::serving(&[("kr", &[("a.www.kr", "NS", "ns.a.example")])]).await);
    assert_eq!(values(ask(&stage.dns(), "a.www.kr", RecordType::Ns, Whom::Parent).await), ["ns.a.example"]);
}

#[tokio::test]
async fn a_top_level_that_does_not_exist_is_asked_of_the_root() {
    let stage = Stage::of([resolver(&[]).await])
        .host(&["root.example"], Place::serving(&[(".", &[("kr", "NS", "ns.kr")])]).await);
    let answer = ask(&stage.dns(), "example.nowhere", RecordType::Ns, Whom::Parent).await.expect("an answer");
    assert_eq!(answer.said, Said::NoSuchName);
}

#[tokio::test]
async fn a_digest_stands_at_the_parent() {
    let digest = [("example.kr", "NS", "ns1.new.example"), ("example.kr", "DS", "digest")];
    let bare = ("other.kr", "NS", "ns1.new.example");
    let kr = Place::serving(&[("kr", &[KR, digest[0], digest[1], bare])]).await;
    let stage = Stage::of([resolver(&[]).await]).host(&["ns.kr"], kr);
    let dns = stage.dns();
    assert_eq!(values(ask(&dns, "example.kr", RecordType::Ds, Whom::Parent).await), ["\\# 6 646967657374"]);
    let none = ask(&dns, "other.kr", RecordType::Ds, Whom::Parent).await.expect("an answer");
    assert_eq!((none.said, none.records.len()), (Said::NoData, 0));
}

#[tokio::test]
async fn one_of_several_servers_that_answers_is_enough() {
    let lines = [("kr", "NS", "a.kr"), ("kr", "NS", "b.kr"), ("kr", "NS", "c.kr")];
    let knows = Place::serving(&[(".", &[]), ("kr", &lines)]).await;
    let now = [("example.kr", "NS", "ns1.new.example")];
    let stage = Stage::of([knows])
        .host(&["a.kr"], Place::silent().await)
        .host(&["b.kr"], Place::serving(&[("com", &[])]).await)
        .host(&["c.kr"], Place::serving(&[("kr", &now)]).await);
    assert_eq!(
        values(ask(&stage.dns(), "example.kr", RecordType::Ns, Whom::Parent).await),
        ["ns1.new.example"]
    );
}

#[tokio::test]
async fn a_server_answers_for_its_own_zones_alone() {
    let lines = [
        ("example.kr", "A", "192.0.2.1"),
        ("www.example.kr", "CNAME", "D1.cloudfront.net"),
        ("*.app.example.kr", "A", "192.0.2.2"),
    ];
    let stage = Stage::of([resolver(&[]).await])
        .host(&["ns.example.kr"], Place::serving(&[("example.kr", &lines)]).await);
    let dns = stage.dns();
    let of = |name, record| ask(&dns, name, record, Whom::Server("ns.example.kr".to_owned()));
    assert_eq!(values(of("example.kr", RecordType::A).await), ["192.0.2.1"]);
    assert_eq!(values(of("x.app.example.kr", RecordType::A).await), ["192.0.2.2"]);
    let alias = of("www.example.kr", RecordType::A).await.expect("an answer");
    assert_eq!(alias.records[0].record, RecordType::Cname, "it leads out of what the server knows");
    assert_eq!(alias.values(), ["d1.cloudfront.net"]);
    assert_eq!(of("example.kr", RecordType::Txt).await.expect("an answer").said, Said::NoData);
    assert_eq!(of("no.example.kr", RecordType::A).await.expect("an answer").said, Said::NoSuchName);
    assert!(matches!(of("example.com", RecordType::A).await, Err(Silence::Refused(_))));
    let nobody = ask(&dns, "example.kr", RecordType::A, Whom::Server("ns.nowhere.kr".to_owned())).await;
    assert!(matches!(nobody, Err(Silence::Unreachable(_))));
}

#[tokio::test]
async fn values_come_as_a_zone_file_has_them() {
    let lines = [
        ("example.kr", "NS", "NS.Example.KR"),
        ("example.kr", "A", "192.0.2.1"),
        ("example.kr", "AAAA", "2001:db8::1"),
        ("example.kr", "TXT", "v=spf1 |-all"),
        ("example.kr", "CAA", "128 issue \"amazon.com; policy=ev\""),
        ("example.kr", "DNSKEY", "key"),
        ("www.example.kr", "CNAME", "Example.kr"),
    ];
    let stage = Stage::of([Place::serving(&[("example.kr", &lines)]).await]);
    let dns = stage.dns();
    for (name, record, value) in [
        ("example.kr", RecordType::Ns, "ns.example.kr"),
        ("Example.KR.", RecordType::A, "192.0.2.1"),
        ("example.kr", RecordType::Aaaa, "2001:db8::1"),
        ("example.kr", RecordType::Txt, "v=spf1 -all"),
        ("example.kr", RecordType::Caa, "128 issue \"amazon.com; policy=ev\""),
        ("example.kr", RecordType::Dnskey, "\\# 3 6b6579"),
        ("example.kr", RecordType::Soa, "ns.example me.example 1 7200 900 1209600 60"),
        ("www.example.kr", RecordType::Cname, "example.kr"),
        ("www.example.kr", RecordType::A, "192.0.2.1"),
    ] {
        assert_eq!(values(ask(&dns, name, record, Whom::Public(0)).await), [value], "{record} {name}");
    }
}

#[tokio::test]
async fn what_does_not_fit_a_packet_comes_over_tcp() {
    let texts: Vec<_> = (10..50).map(|number| format!("{number}{}", "x".repeat(100))).collect();
    let lines: Vec<_> = texts.iter().map(|text| ("example.kr", "TXT", text.as_str())).collect();
    let stage = Stage::of([Place::serving(&[("example.kr", &lines)]).await]);
    assert_eq!(values(ask(&stage.dns(), "example.kr", RecordType::Txt, Whom::Public(0)).await), texts);
    assert_eq!(stage.resolvers[0].asked.lock().expect("whole").len(), 2, "once over each");
}

#[tokio::test]
async fn nothing_is_remembered_between_two_questions() {
    let stage = Stage::of([resolver(&[("example.kr", &[("example.kr", "A", "192.0.2.1")])]).await]);
    let dns = stage.dns();
    for _ in 0..2 {
        assert_eq!(values(ask(&dns, "example.kr", RecordType::A, Whom::Public(0)).await), ["192.0.2.1"]);
    }
    assert_eq!(*stage.resolvers[0].asked.lock().expect("whole"), ["A example.kr", "A example.kr"]);
}

#[tokio::test]
async fn a_resolver_that_never_answers_is_given_up_in_time() {
    let stage = Stage::of([Place::silent().await]);
    let dns = stage.dns();
    let began = std::time::Instant::now();
    let silence = ask(&dns, "example.kr", RecordType::A, Whom::Public(0)).await.expect_err("nobody answers");
    assert_eq!(silence, Silence::TimedOut(stage.resolvers[0].at.to_string()));
    assert!(matches!(ask(&dns, "example.kr", RecordType::Ns, Whom::Parent).await, Err(Silence::TimedOut(_))));
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_failure_of_the_resolvers_is_told_from_silence() {
    let stage = Stage::of([Place::failing().await]);
    let failed = ask(&stage.dns(), "example.kr", RecordType::A, Whom::Public(0)).await;
    assert!(matches!(failed, Err(Silence::Failed(_))));
}

#[tokio::test]
async fn in_a_network_that_blocks_the_public_resolvers_the_systems_are_asked() {
    let knows = || async { resolver(&[("example.kr", &[("example.kr", "A", "192.0.2.1")])]).await };
    let stage = Stage::of([Place::silent().await, Place::silent().await]).system(knows().await);
    let dns = stage.dns();
    assert_eq!(dns.resolvers().len(), 2);
    assert_eq!(values(ask(&dns, "example.kr", RecordType::A, Whom::Public(1)).await), ["192.0.2.1"]);
    assert_eq!(dns.resolvers(), [stage.system[0].at.to_string()], "it is said who answers");
    let began = std::time::Instant::now();
    assert_eq!(values(ask(&dns, "example.kr", RecordType::A, Whom::Public(1)).await), ["192.0.2.1"]);
    assert!(began.elapsed() < Duration::from_millis(300), "the others aren't waited for again");
}

#[tokio::test]
async fn one_resolver_out_of_reach_is_not_replaced() {
    let knows = resolver(&[("example.kr", &[("example.kr", "A", "192.0.2.1")])]).await;
    let stage = Stage::of([Place::silent().await, knows]).system(resolver(&[]).await);
    let dns = stage.dns();
    assert!(matches!(
        ask(&dns, "example.kr", RecordType::A, Whom::Public(0)).await,
        Err(Silence::TimedOut(_))
    ));
    assert_eq!(dns.resolvers().len(), 2);
    assert_eq!(values(ask(&dns, "example.kr", RecordType::A, Whom::Public(1)).await), ["192.0.2.1"]);
}

#[tokio::test(start_paused = true)]
async fn the_public_resolvers_are_tried_again_after_a_minute() {
    let at: SocketAddr = (Ipv4Addr::LOCALHOST, 1).into();
    let options = Options { system: vec![at], ..Options::default() };
    let dns = Internet::with(options);
    assert_eq!(dns.resolvers(), ["1.1.1.1", "8.8.8.8", "168.126.63.1"]);
    *dns.blocked.lock().expect("whole") = Some(Instant::now());
    assert_eq!(dns.resolvers(), ["127.0.0.1:1"]);
    tokio::time::advance(BLOCKED).await;
    assert_eq!(dns.resolvers().len(), 3);
}
