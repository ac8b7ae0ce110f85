//! Route 53's rules, through the SDK's own client.

use aws_sdk_route53::Client;
use aws_sdk_route53::error::ProvideErrorMetadata as _;
use aws_sdk_route53::types::{
    AliasTarget, Change, ChangeAction, ChangeBatch, ChangeStatus, ResourceRecord, ResourceRecordSet, RrType,
    Tag, TagResourceType,
};

use crate::Practice;
use crate::testing::{Ground, code, pass, practice, refused, site};

/// The client, and the id of a new zone `naru.kr`.
async fn zone(practice: &Practice) -> (Client, String) {
    let client = practice.route53("us-east-1");
    let made = client.create_hosted_zone().name("naru.kr").caller_reference("naru").send().await;
    let id = made.expect("made").hosted_zone().expect("a zone").id().to_owned();
    (client, id)
}

fn record(name: &str, kind: &str, values: &[&str]) -> ResourceRecordSet {
    let values = values.iter().map(|value| ResourceRecord::builder().value(*value).build().expect("whole"));
    let record = ResourceRecordSet::builder().name(name).r#type(kind.into()).ttl(300);
    record.set_resource_records(Some(values.collect())).build().expect("whole")
}

fn alias(name: &str, zone: &str, target: &str) -> ResourceRecordSet {
    let target = AliasTarget::builder().hosted_zone_id(zone).dns_name(target).evaluate_target_health(false);
    let record = ResourceRecordSet::builder().name(name).r#type(RrType::A);
    record.alias_target(target.build().expect("whole")).build().expect("whole")
}

/// Makes changes as one batch; the text of a refusal begins with its code.
async fn change(
    client: &Client,
    zone: &str,
    changes: &[(ChangeAction, ResourceRecordSet)],
) -> Result<String, String> {
    let changes = changes.iter().map(|(action, record)| {
        Change::builder().action(action.clone()).resource_record_set(record.clone()).build().expect("whole")
    });
    let batch = ChangeBatch::builder().set_changes(Some(changes.collect())).build().expect("whole");
    match client.change_resource_record_sets().hosted_zone_id(zone).change_batch(batch).send().await {
        Ok(made) => Ok(made.change_info().expect("a change").id().to_owned()),
        Err(error) => Err(format!("{} {}", code(&error), error.message().unwrap_or_default())),
    }
}

async fn create(client: &Client, zone: &str, record: ResourceRecordSet) -> Result<String, String> {
    change(client, zone, &[(ChangeAction::Create, record)]).await
}

/// The names and types of a zone's records, in the order of the list.
async fn listed(client: &Client, zone: &str, size: i32) -> Vec<String> {
    let (mut name, mut kind, mut found) = (None, None, Vec::new());
    loop {
        let page = client.list_resource_record_sets().hosted_zone_id(zone).max_items(size);
        let page = page.set_start_record_name(name).set_start_record_type(kind).send().await.expect("a page");
        assert!(page.resource_record_sets().len() <= usize::try_from(size).expect("it is positive"));
        let sets = page.resource_record_sets().iter();
        found.extend(sets.map(|set| format!("{} {}", set.name(), set.r#type().as_str())));
        if !page.is_truncated() {
            return found;
        }
        (name, kind) = (page.next_record_name, page.next_record_type);
    }
}

#[tokio::test(start_paused = true)]
async fn r53_change_pending_then_insync() {
    let practice = practice();
    let (client, zone) = zone(&practice).await;
    let id = create(&client, &zone, record("www.naru.kr", "A", &["192.0.2.1"])).await.expect("made");
    let status = async || {
        let got = client.get_change().id(&id).send().await.expect("it is there");
        got.change_info().expect("a change").status().clone()
    };
    assert_eq!(status().await, ChangeStatus::Pending);
    pass(40).await;
    assert_eq!(status().await, ChangeStatus::Pending);
    pass(40).await;
    assert_eq!(status().await, ChangeStatus::Insync);
}

#[tokio::test(start_paused = true)]
async fn r53_change_missing() {
    let practice = practice();
    refused!(practice.route53("us-east-1").get_change().id("C0"), "NoSuchChange");
}

#[tokio::test(start_paused = true)]
async fn r53_caller_ref_dup_and_two_zones_of_one_name() {
    let practice = practice();
    let (client, first) = zone(&practice).await;
    let make = |reference: &str| client.create_hosted_zone().name("naru.kr").caller_reference(reference);
    refused!(make("naru"), "HostedZoneAlreadyExists");
    let second = make("naru-2").send().await.expect("another zone of that name");
    assert_ne!(second.hosted_zone().expect("a zone").id(), first);
    let of_first = client.get_hosted_zone().id(&first).send().await.expect("it is there");
    let servers = of_first.delegation_set().expect("servers").name_servers();
    assert_eq!(servers.len(), 4);
    assert!(
        second.delegation_set().expect("servers").name_servers().iter().all(|one| !servers.contains(one))
    );
    client.delete_hosted_zone().id(&first).send().await.expect("it is empty");
    refused!(make("naru"), "HostedZoneAlreadyExists");
}

#[tokio::test(start_paused = true)]
async fn r53_bad_domain() {
    let practice = practice();
    let client = practice.route53("us-east-1");
    for (number, bad) in
        ["naru..kr", "\u{d55c}\u{ae00}.kr", "na ru.kr", "mine.amazonaws.com"].into_iter().enumerate()
    {
        let make = client.create_hosted_zone().name(bad).caller_reference(number.to_string());
        refused!(make, "InvalidDomainName");
        // `r53.throttle`.
        pass(1).await;
    }
}

#[tokio::test(start_paused = true)]
async fn invalid_change_batch_create_of_what_exists() {
    let practice = practice();
    let (client, zone) = zone(&practice).await;
    create(&client, &zone, record("www.naru.kr", "A", &["192.0.2.1"])).await.expect("made");
    let again =
        create(&client, &zone, record("www.naru.kr", "A", &["192.0.2.2"])).await.expect_err("it exists");
    let text = "InvalidChangeBatch [Tried to create resource record set [name='www.naru.kr.', type='A'] but it \
                already exists]";
    assert_eq!(again, text);
}

#[tokio::test(start_paused = true)]
async fn invalid_change_batch_delete_of_what_is_not_there_or_other() {
    let practice = practice();
    let (client, zone) = zone(&practice).await;
    let held = record("www.naru.kr", "A", &["192.0.2.1", "192.0.2.2"]);
    let delete = async |record| change(&client, &zone, &[(ChangeAction::Delete, record)]).await;
    assert!(delete(held.clone()).await.expect_err("missing").contains("but it was not found"));
    create(&client, &zone, held.clone()).await.expect("made");
    let other = delete(record("www.naru.kr", "A", &["192.0.2.1"])).await.expect_err("another value");
    assert!(other.contains("but the values provided do not match the current values"), "{other}");
    delete(record("www.naru.kr", "A", &["192.0.2.2", "192.0.2.1"]))
        .await
        .expect("the same, in another order");
    let apex = client.list_resource_record_sets().hosted_zone_id(&zone).send().await.expect("listed");
    let soa = apex.resource_record_sets().iter().find(|set| *set.r#type() == RrType::Soa).expect("a start");
    delete(soa.clone()).await.expect_err("a zone needs it");
}

#[tokio::test(start_paused = true)]
async fn invalid_change_batch_of_what_no_zone_can_hold() {
    let practice = practice();
    let (client, zone) = zone(&practice).await;
    create(&client, &zone, record("www.naru.kr", "A", &["192.0.2.1"])).await.expect("made");
    for (bad, why) in [
        (record("www.other.kr", "A", &["192.0.2.1"]), "is not permitted in zone naru.kr."),
        (record("mynaru.kr", "A", &["192.0.2.1"]), "is not permitted in zone naru.kr."),
        (record("naru.kr", "CNAME", &["other.kr"]), "is not permitted at apex"),
        (record("www.naru.kr", "CNAME", &["other.kr"]), "conflicts with other records"),
        (record("a.naru.kr", "A", &["192.0.2"]), "ARRDATAIllegalIPv4Address"),
        (record("a.naru.kr", "AAAA", &["192.0.2.1"]), "AAAARRDATAIllegalIPv6Address"),
        (record("a.naru.kr", "TXT", &["naru"]), "enclosed in quotation marks"),
        (record("a.naru.kr", "MX", &["mail.naru.kr"]), "MXRRDATA"),
        (record("a.naru.kr", "CAA", &["0 issue amazon.com"]), "CAARRDATA"),
    ] {
        let said = create(&client, &zone, bad).await.expect_err(why);
        assert!(said.starts_with("InvalidChangeBatch") && said.contains(why), "{said}");
    }
}

#[tokio::test(start_paused = true)]
async fn invalid_change_batch_alias_with_a_wrong_zone_or_to_nothing() {
    let ground = Ground::lay(practice()).await;
    let (client, zone) = zone(&ground.practice).await;
    let (_, name) = ground.balancer("naru").await;
    let seoul = "ZWKZPGTI48KDX";
    let wrong = create(&client, &zone, alias("api.naru.kr", "Z35SXDOTRQ7X7K", &name)).await;
    assert!(wrong.expect_err("Virginia's zone").contains("does not lie within the target zone"));
    let nothing = "naru-1.ap-northeast-2.elb.amazonaws.com";
    let missing = create(&client, &zone, alias("api.naru.kr", seoul, nothing)).await;
    assert!(missing.expect_err("no such load balancer").contains("that target was not found"));
    let missing = create(&client, &zone, alias("naru.kr", "Z2FDTNDATAQYW2", "d0.cloudfront.net")).await;
    assert!(missing.expect_err("no such distribution").contains("that target was not found"));
    let missing =
        create(&client, &zone, alias("www.naru.kr", &zone["/hostedzone/".len()..], "api.naru.kr")).await;
    assert!(missing.expect_err("no such record").contains("that target was not found"));
    create(&client, &zone, alias("api.naru.kr", seoul, &format!("dualstack.{name}"))).await.expect("made");
    let config = site("naru-site", "").build().expect("whole");
    let made = ground.practice.cloudfront("us-east-1").create_distribution().distribution_config(config);
    let made = made.send().await.expect("made").distribution.expect("one");
    create(&client, &zone, alias("naru.kr", "Z2FDTNDATAQYW2", made.domain_name())).await.expect("made");
}

#[tokio::test(start_paused = true)]
async fn invalid_change_batch_is_atomic() {
    let practice = practice();
    let (client, zone) = zone(&practice).await;
    let good = (ChangeAction::Create, record("a.naru.kr", "A", &["192.0.2.1"]));
    let bad = (ChangeAction::Create, record("b.naru.kr", "A", &["nothing"]));
    change(&client, &zone, &[good.clone(), bad]).await.expect_err("one of them is bad");
    assert_eq!(listed(&client, &zone, 100).await, ["naru.kr. NS", "naru.kr. SOA"]);
    let replaced = (ChangeAction::Create, record("b.naru.kr", "CNAME", &["a.naru.kr"]));
    change(&client, &zone, &[good, replaced.clone()]).await.expect("both are good");
    // What is deleted in a batch makes room for what is created in it.
    let gone = (ChangeAction::Delete, replaced.1);
    let there = (ChangeAction::Create, record("b.naru.kr", "A", &["192.0.2.2"]));
    change(&client, &zone, &[gone, there]).await.expect("a CNAME gives way to an address");
    assert_eq!(listed(&client, &zone, 100).await.last().map(String::as_str), Some("b.naru.kr. A"));
}

#[tokio::test(start_paused = true)]
async fn r53_wildcard_escape_reversed_order_and_pages() {
    let practice = practice();
    let (client, zone) = zone(&practice).await;
    let names = ["www.naru.kr", "*.naru.kr", "z.a.naru.kr", "a.naru.kr", "b.naru.kr"];
    let all: Vec<_> =
        names.map(|name| (ChangeAction::Create, record(name, "TXT", &["\"x\""]))).into_iter().collect();
    change(&client, &zone, &all).await.expect("made");
    create(&client, &zone, record("a.naru.kr", "AAAA", &["2001:db8::1"])).await.expect("made");
    let expected = [
        "naru.kr. NS",
        "naru.kr. SOA",
        "\\052.naru.kr. TXT",
        "a.naru.kr. AAAA",
        "a.naru.kr. TXT",
        "z.a.naru.kr. TXT",
        "b.naru.kr. TXT",
        "www.naru.kr. TXT",
    ];
    for size in [1, 3, 100] {
        assert_eq!(listed(&client, &zone, size).await, expected);
        pass(2).await;
    }
    let gone = (ChangeAction::Delete, record("\\052.naru.kr.", "TXT", &["\"x\""]));
    change(&client, &zone, &[gone]).await.expect("the escape names the same record");
}

#[tokio::test(start_paused = true)]
async fn r53_zone_not_empty() {
    let practice = practice();
    let (client, zone) = zone(&practice).await;
    let held = record("www.naru.kr", "A", &["192.0.2.1"]);
    create(&client, &zone, held.clone()).await.expect("made");
    refused!(client.delete_hosted_zone().id(&zone), "HostedZoneNotEmpty");
    change(&client, &zone, &[(ChangeAction::Delete, held)]).await.expect("deleted");
    client.delete_hosted_zone().id(&zone).send().await.expect("NS and SOA go with it");
    refused!(client.get_hosted_zone().id(&zone), "NoSuchHostedZone");
}

#[tokio::test(start_paused = true)]
async fn r53_throttle() {
    let practice = practice();
    let config = aws_sdk_route53::config::Builder::from(&practice.sdk_config("us-east-1"));
    let config = config.retry_config(aws_sdk_route53::config::retry::RetryConfig::disabled());
    let client = Client::from_conf(config.interceptor(practice.interceptor()).build());
    let made = client.create_hosted_zone().name("naru.kr").caller_reference("naru").send().await;
    let zone = made.expect("made").hosted_zone().expect("a zone").id().to_owned();
    pass(10).await;
    let calls: Vec<_> = (0..54).map(|_| tokio::spawn(client.list_hosted_zones().send())).collect();
    let mut held_back = 0;
    for call in calls {
        if let Err(error) = call.await.expect("it doesn't panic") {
            assert_eq!(code(&error), "Throttling");
            held_back += 1;
        }
    }
    assert_eq!(held_back, 4, "fifty at once are answered");
    pass(10).await;
    let ask =
        |at: usize| client.create_hosted_zone().name(format!("z{at}.org")).caller_reference(format!("z{at}"));
    let calls: Vec<_> = (0..44).map(|at| tokio::spawn(ask(at).send())).collect();
    let mut made = 0;
    for call in calls {
        made += usize::from(call.await.expect("it doesn't panic").is_ok());
    }
    assert_eq!(made, 40, "so many zones at once");
    pass(10).await;
    let (first, second) = tokio::join!(
        create(&client, &zone, record("a.naru.kr", "A", &["192.0.2.1"])),
        create(&client, &zone, record("b.naru.kr", "A", &["192.0.2.1"])),
    );
    let refused: Vec<_> = [first, second].into_iter().filter_map(Result::err).collect();
    assert!(matches!(&refused[..], [late] if late.starts_with("PriorRequestNotComplete")), "{refused:?}");
    create(&client, &zone, record("c.naru.kr", "A", &["192.0.2.1"])).await.expect("in its turn");
}

#[tokio::test(start_paused = true)]
async fn zones_are_listed_by_id_and_by_reversed_name_in_pages() {
    let practice = practice();
    let client = practice.route53("us-east-1");
    for name in ["naru.kr", "a.org", "b.org", "shop.naru.kr"] {
        client.create_hosted_zone().name(name).caller_reference(name).send().await.expect("made");
        pass(1).await;
    }
    let (mut marker, mut ids) = (None, Vec::new());
    loop {
        let page = client.list_hosted_zones().max_items(2).set_marker(marker).send().await.expect("a page");
        ids.extend(page.hosted_zones().iter().map(|zone| zone.id().to_owned()));
        marker = page.next_marker().map(str::to_owned);
        if !page.is_truncated() {
            break;
        }
    }
    assert_eq!(ids.len(), 5, "four of ours and a foreign one");
    let count = client.get_hosted_zone_count().send().await.expect("counted");
    assert_eq!(count.hosted_zone_count(), 5);
    let first = client.list_hosted_zones_by_name().max_items(2).send().await.expect("a page");
    let names = |zones: &[aws_sdk_route53::types::HostedZone]| -> Vec<_> {
        zones.iter().map(|zone| zone.name().to_owned()).collect()
    };
    assert_eq!(names(first.hosted_zones()), ["practice.example.", "naru.kr."]);
    let rest =
        client.list_hosted_zones_by_name().set_dns_name(first.next_dns_name).send().await.expect("a page");
    assert_eq!(names(rest.hosted_zones()), ["shop.naru.kr.", "a.org.", "b.org."]);
}

#[tokio::test(start_paused = true)]
async fn tags_of_zones_need_a_second_call() {
    let practice = practice();
    let (client, zone) = zone(&practice).await;
    let id = zone["/hostedzone/".len()..].to_owned();
    let kind = TagResourceType::Hostedzone;
    let tags = ["a", "b"].map(|key| Tag::builder().key(key).value("1").build());
    let change = client.change_tags_for_resource().resource_type(kind.clone()).resource_id(&id);
    change.clone().set_add_tags(Some(tags.to_vec())).send().await.expect("tagged");
    change.remove_tag_keys("b").send().await.expect("untagged");
    let one = client.list_tags_for_resource().resource_type(kind.clone()).resource_id(&id).send().await;
    assert_eq!(one.expect("tags").resource_tag_set().expect("a set").tags(), &tags[..1]);
    let many = client.list_tags_for_resources().resource_type(kind.clone()).resource_ids(&id).send().await;
    assert_eq!(many.expect("tags").resource_tag_sets()[0].tags(), &tags[..1]);
    refused!(client.list_tags_for_resource().resource_type(kind).resource_id("Z0"), "NoSuchHostedZone");
}

#[tokio::test(start_paused = true)]
async fn a_zone_survives_a_reopening_and_an_older_account_gets_the_foreign_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Practice::open(folder.path(), naru_engine::Clock::real()).expect("nobody has it");
    let practice = open();
    let (client, zone) = zone(&practice).await;
    create(&client, &zone, record("*.naru.kr", "A", &["192.0.2.1"])).await.expect("made");
    drop((practice, client));
    let practice = open();
    assert_eq!(listed(&practice.route53("us-east-1"), &zone, 100).await.len(), 3);
    drop(practice);
    let file = folder.path().join("account.json");
    let mut saved: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&file).expect("saved")).expect("JSON");
    let world = saved["world"].as_object_mut().expect("a world");
    assert!(world.remove("route53").is_some() && world.remove("registry").is_some());
    world.insert("hosted_zones".to_owned(), serde_json::json!({}));
    world["cloudfront"].as_object_mut().expect("it is there").remove("aliases_elsewhere");
    for region in world["regions"].as_object_mut().expect("regions").values_mut() {
        region.as_object_mut().expect("a region").remove("acm");
    }
    std::fs::write(&file, saved.to_string()).expect("written");
    let zones = open().route53("us-east-1").list_hosted_zones().send().await.expect("listed");
    assert_eq!(zones.hosted_zones()[0].name(), "practice.example.");
}
