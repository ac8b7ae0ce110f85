//! The public DNS as it follows the registrar, the zones and the parking servers.

use aws_sdk_route53::types::{Change, ChangeAction, ChangeBatch, ResourceRecord, ResourceRecordSet};
use naru_dns::{Answer, Dns as _, Question, RecordType, Said, Silence, Whom};

use crate::testing::{pass, practice};
use crate::{Practice, Registered};

const PARKING: [&str; 2] = ["ns1.parking.practice", "ns2.parking.practice"];

/// The id and the servers of a new zone.
async fn zone(practice: &Practice, name: &str, reference: &str) -> (String, Vec<String>) {
    let made = practice.route53("us-east-1").create_hosted_zone().name(name).caller_reference(reference);
    let made = made.send().await.expect("made");
    let servers = made.delegation_set().expect("servers").name_servers().to_vec();
    (made.hosted_zone().expect("a zone").id().to_owned(), servers)
}

async fn put(practice: &Practice, zone: &str, name: &str, kind: &str, values: &[&str]) {
    let values = values.iter().map(|value| ResourceRecord::builder().value(*value).build().expect("whole"));
    let record = ResourceRecordSet::builder().name(name).r#type(kind.into()).ttl(300);
    let record = record.set_resource_records(Some(values.collect())).build().expect("whole");
    let change = Change::builder().action(ChangeAction::Upsert).resource_record_set(record);
    let batch = ChangeBatch::builder().changes(change.build().expect("whole")).build().expect("whole");
    let call = practice.route53("us-east-1").change_resource_record_sets().hosted_zone_id(zone);
    call.change_batch(batch).send().await.expect("changed");
}

async fn ask(practice: &Practice, name: &str, record: RecordType, whom: Whom) -> Result<Answer, Silence> {
    practice.ask(&Question::new(name, record, whom)).await
}

/// The values that one public resolver gives.
async fn public(practice: &Practice, place: usize, name: &str, record: RecordType) -> Vec<String> {
    ask(practice, name, record, Whom::Public(place)).await.expect("an answer").values()
}

fn sorted(servers: &[String]) -> Vec<String> {
    let mut servers = servers.to_vec();
    servers.sort();
    servers
}

#[tokio::test(start_paused = true)]
async fn dns_delegation_follows_the_oldest_zone_of_a_name_by_itself() {
    let practice = practice();
    assert_eq!(practice.resolvers(), ["1.1.1.1", "8.8.8.8", "168.126.63.1"]);
    let parked = Registered { servers: PARKING.map(str::to_owned).into(), exercise: false };
    assert_eq!(practice.registrar("naru.kr"), parked);
    let (_, first) = zone(&practice, "naru.kr", "1").await;
    let (_, second) = zone(&practice, "naru.kr", "2").await;
    assert_eq!(practice.registrar("Naru.kr.").servers, first);
    let registered = ask(&practice, "naru.kr", RecordType::Ns, Whom::Parent).await.expect("registered");
    assert_eq!(registered.values(), sorted(&first));
    for place in 0..3 {
        assert_eq!(public(&practice, place, "naru.kr", RecordType::Ns).await, sorted(&first));
    }
    practice.set_registrar("naru.kr", &second);
    pass(300).await;
    assert_eq!(public(&practice, 2, "naru.kr", RecordType::Ns).await, sorted(&second));
}

#[tokio::test(start_paused = true)]
async fn dns_delegation_of_the_exercise_is_wrong_until_its_owner_sets_it_right() {
    let practice = practice();
    practice.exercise("naru.kr", true);
    let (id, servers) = zone(&practice, "naru.kr", "1").await;
    put(&practice, &id, "www.naru.kr", "A", &["192.0.2.1"]).await;
    pass(80).await;
    let wrong = practice.registrar("naru.kr");
    assert_eq!(wrong, Registered { servers: PARKING.map(str::to_owned).into(), exercise: true });
    let www = Question::new("www.naru.kr", RecordType::A, Whom::Public(2));
    assert_eq!(practice.ask(&www).await.expect("an answer").said, Said::NoSuchName);
    let own = ask(&practice, "www.naru.kr", RecordType::A, Whom::Server(servers[0].clone())).await;
    assert_eq!(own.expect("its own server knows it").values(), ["192.0.2.1"]);

    practice.set_registrar("naru.kr", &servers);
    assert_eq!(practice.registrar("naru.kr").servers, servers);
    pass(40).await;
    assert_eq!(public(&practice, 0, "naru.kr", RecordType::Ns).await, sorted(&servers), "it is quick");
    assert_eq!(public(&practice, 0, "www.naru.kr", RecordType::A).await, ["192.0.2.1"]);
    let slow = ask(&practice, "naru.kr", RecordType::Ns, Whom::Public(1)).await.expect("an answer");
    assert_eq!(slow.values(), PARKING);
    assert!((250..=260).contains(&slow.records[0].ttl), "{}", slow.records[0].ttl);
    pass(260).await;
    assert_eq!(public(&practice, 1, "naru.kr", RecordType::Ns).await, sorted(&servers));
    practice.exercise("naru.kr", false);
    assert_eq!(practice.registrar("naru.kr"), Registered { servers, exercise: false });
}

#[tokio::test(start_paused = true)]
async fn dns_delegation_to_servers_that_do_not_know_the_name_is_lame() {
    let practice = practice();
    let (_, servers) = zone(&practice, "naru.kr", "1").await;
    let (_, others) = zone(&practice, "other.kr", "2").await;
    practice.set_registrar("naru.kr", &others);
    pass(300).await;
    let lame = ask(&practice, "naru.kr", RecordType::Ns, Whom::Public(1)).await;
    assert!(matches!(lame, Err(Silence::Failed(_))), "{lame:?}");
    let of_other = ask(&practice, "naru.kr", RecordType::Ns, Whom::Server(others[0].clone())).await;
    assert!(matches!(of_other, Err(Silence::Refused(_))), "{of_other:?}");
    let nobody = ask(&practice, "naru.kr", RecordType::Ns, Whom::Server("ns.nobody.kr".to_owned())).await;
    assert!(matches!(nobody, Err(Silence::Unreachable(_))), "{nobody:?}");
    // One right server among wrong ones is enough to be answered.
    practice.set_registrar("naru.kr", &[others[0].clone(), servers[1].clone()]);
    pass(300).await;
    assert_eq!(public(&practice, 1, "naru.kr", RecordType::Ns).await, sorted(&servers));
}

#[tokio::test(start_paused = true)]
async fn dns_delegation_of_a_zone_within_a_zone_is_in_the_outer_one() {
    let practice = practice();
    let (outer, _) = zone(&practice, "naru.kr", "1").await;
    let (inner, servers) = zone(&practice, "shop.naru.kr", "2").await;
    put(&practice, &inner, "www.shop.naru.kr", "A", &["192.0.2.1"]).await;
    pass(80).await;
    assert!(practice.registrar("shop.naru.kr").servers.is_empty(), "the outer zone says nothing of it");
    let servers: Vec<_> = servers.iter().map(String::as_str).collect();
    put(&practice, &outer, "shop.naru.kr", "NS", &servers).await;
    pass(80).await;
    assert_eq!(practice.registrar("shop.naru.kr").servers, servers);
    assert_eq!(public(&practice, 0, "www.shop.naru.kr", RecordType::A).await, ["192.0.2.1"]);
}

#[tokio::test(start_paused = true)]
async fn a_record_is_public_once_its_change_is_insync() {
    let practice = practice();
    let (id, _) = zone(&practice, "naru.kr", "1").await;
    pass(80).await;
    put(&practice, &id, "www.naru.kr", "A", &["192.0.2.1"]).await;
    pass(40).await;
    let early = Question::new("www.naru.kr", RecordType::A, Whom::Public(1));
    assert_eq!(practice.ask(&early).await.expect("an answer").said, Said::NoSuchName);
    pass(40).await;
    let www = Question { whom: Whom::Public(0), ..early };
    assert_eq!(practice.ask(&www).await.expect("an answer").values(), ["192.0.2.1"]);
    put(&practice, &id, "www.naru.kr", "A", &["192.0.2.2"]).await;
    pass(20).await;
    assert_eq!(practice.ask(&www).await.expect("an answer").values(), ["192.0.2.1"], "the old one still");
    pass(60).await;
    assert_eq!(practice.ask(&www).await.expect("an answer").values(), ["192.0.2.2"]);
}

#[tokio::test(start_paused = true)]
async fn wildcards_cnames_and_texts_are_answered_as_servers_do() {
    let practice = practice();
    let (id, _) = zone(&practice, "naru.kr", "1").await;
    put(&practice, &id, "*.naru.kr", "A", &["192.0.2.9"]).await;
    put(&practice, &id, "www.naru.kr", "CNAME", &["Web.naru.kr."]).await;
    put(&practice, &id, "a.b.naru.kr", "TXT", &["\"naru:\" \"x\""]).await;
    pass(80).await;
    assert_eq!(public(&practice, 0, "any.naru.kr", RecordType::A).await, ["192.0.2.9"]);
    assert_eq!(public(&practice, 0, "www.naru.kr", RecordType::Cname).await, ["web.naru.kr"]);
    let through = ask(&practice, "www.naru.kr", RecordType::A, Whom::Public(0)).await.expect("an answer");
    assert_eq!(
        (through.records[0].name.as_str(), through.records[0].value.as_str()),
        ("web.naru.kr", "192.0.2.9")
    );
    assert_eq!(public(&practice, 0, "a.b.naru.kr", RecordType::Txt).await, ["naru:x"]);
    for (name, said) in [("b.naru.kr", Said::NoData), ("c.b.naru.kr", Said::NoSuchName)] {
        let answer = ask(&practice, name, RecordType::A, Whom::Public(0)).await.expect("an answer");
        assert_eq!(answer.said, said, "{name}: a wildcard stops where a name is there");
    }
    let foreign = public(&practice, 0, "blog.practice.example", RecordType::Cname).await;
    assert_eq!(foreign, ["old-blog.hosting.example"]);
}

#[tokio::test(start_paused = true)]
async fn an_outside_record_is_public_while_the_domain_is_parked() {
    let practice = practice();
    // A resolver that was told that there is no such name remembers that, so another one is asked.
    let www = async |place| {
        ask(&practice, "www.naru.kr", RecordType::A, Whom::Public(place)).await.expect("an answer")
    };
    assert_eq!(www(1).await.said, Said::NoSuchName);
    practice.set_outside_record("www.naru.kr", RecordType::A, "192.0.2.1");
    assert_eq!(www(0).await.values(), ["192.0.2.1"]);
    let (_, _) = zone(&practice, "naru.kr", "1").await;
    assert_eq!(www(2).await.said, Said::NoSuchName, "the domain follows its zone now");
    practice.exercise("naru.kr", true);
    assert_eq!(www(0).await.values(), ["192.0.2.1"]);
    practice.remove_outside_record("www.naru.kr", RecordType::A);
    assert_eq!(www(0).await.said, Said::NoSuchName);
}

#[tokio::test(start_paused = true)]
async fn dns_negative_ttl_a_resolver_remembers_that_a_name_is_not_there() {
    let practice = practice();
    let ask = async |place| public(&practice, place, "www.naru.kr", RecordType::A).await;
    assert!(ask(0).await.is_empty());
    practice.set_outside_record("www.naru.kr", RecordType::A, "192.0.2.1");
    assert_eq!(ask(1).await, ["192.0.2.1"], "it was never asked");
    pass(890).await;
    assert!(ask(0).await.is_empty());
    pass(20).await;
    assert_eq!(ask(0).await, ["192.0.2.1"]);
}
