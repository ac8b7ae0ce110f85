use super::*;
use crate::drive::{DOMAIN, Drive};
use crate::kinds::certificate::Home;
use crate::kinds::distribution;

async fn codes(drive: &Drive, cx: &Context<Aws>, spec: &Spec, state: &State) -> Vec<String> {
    let waits = drive.waits(&OutsideRecord, cx, spec, state, 400).await;
    waits.into_iter().map(|waiting| waiting.what).collect()
}

#[tokio::test(start_paused = true)]
async fn a_record_is_waited_for_until_everybody_sees_it() {
    let drive = Drive::new();
    let wanted = crate::drive::Domain::certificate(Home::CloudFront);
    let made = drive.make(&Certificate, &drive.context("cert-cdn"), &wanted).await;
    let node = drive.node::<Certificate>("cert-cdn", &wanted, &made);
    let spec = Spec { name: DOMAIN.into(), target: Target::Certificate(Reference::exists(&node)) };
    let cx = drive.context("outside-cert");
    // AWS tells the record only after a while.
    let state = drive.make(&OutsideRecord, &cx, &spec).await;
    assert_eq!(state.record, CNAME);
    let waits = drive.waits(&OutsideRecord, &cx, &spec, &state, 5).await;
    let line = format!("{} CNAME {}", state.name, state.value);
    assert_eq!(waits, [Waiting::on(Wait::AddRecord).detail(line)]);
    drive.practice.set_outside_record(&state.name, RecordType::Cname, &state.value);
    assert!(!codes(&drive, &cx, &spec, &state).await.contains(&"add_record".to_owned()));
    assert_eq!(
        OutsideRecord.observe(&cx.reading(), &spec, &state).await,
        Ok(Observation::Ready(state.clone()))
    );
    let kept = Removal::kept(Kept::AtYourProvider);
    assert_eq!(OutsideRecord.delete(&cx, &state).await, Ok(kept), "it still stands there");
    let settled = drive.settle(&Certificate, &drive.context("cert-cdn"), &wanted, &made).await;
    assert!(settled.1 < 600, "the certificate is issued without a zone");
    drive.practice.remove_outside_record(&state.name, RecordType::Cname);
    assert_eq!(OutsideRecord.delete(&cx, &state).await, Ok(Removal::Gone));
}

#[tokio::test(start_paused = true)]
async fn at_the_top_of_a_domain_the_addresses_count() {
    let drive = Drive::new();
    let site = distribution::Spec {
        site: None,
        api: None,
        comment: "a test".into(),
        aliases: Vec::new(),
        certificate: None,
    };
    let host = "d1.cloudfront.net";
    let state = distribution::State { id: "E1".into(), arn: "arn".into(), domain_name: host.into() };
    let node = drive.node::<Distribution>("cdn", &site, &state);
    let target = Target::Distribution(Reference::exists(&node));
    let (cx, spec) = (drive.context("outside-site"), Spec { name: DOMAIN.into(), target });
    let top = OutsideRecord.create(&cx, &spec).await.expect("it is known");
    assert_eq!(top, State { name: DOMAIN.into(), record: ALIAS.into(), value: host.into() });
    let below = Spec { name: format!("www.{DOMAIN}"), ..spec };
    assert_eq!(OutsideRecord.create(&cx, &below).await.expect("it is known").record, CNAME);
}

/// A record at the parking servers for a distribution that is there.
async fn leading_to_a_distribution(drive: &Drive, name: &str, record: &str) -> State {
    let (_, made) = drive.distribution("cdn").await;
    State { name: name.to_owned(), record: record.to_owned(), value: made.domain_name }
}

#[tokio::test(start_paused = true)]
async fn cf_alias_dns_elsewhere_any_edge_of_cloudfronts_is_right_and_another_host_is_not() {
    let drive = Drive::new();
    let top = leading_to_a_distribution(&drive, DOMAIN, ALIAS).await;
    let dns = drive.aws().dns;
    let stand = |address: &str| {
        drive.practice.remove_outside_record(DOMAIN, RecordType::A);
        drive.practice.set_outside_record(DOMAIN, RecordType::A, address);
    };
    assert_eq!(seen(dns.as_ref(), &top).await, Sight::Shown(Visibility::Nowhere { found: Vec::new() }));
    stand("192.0.2.1");
    let found = vec!["192.0.2.1".to_owned()];
    assert_eq!(seen(dns.as_ref(), &top).await, Sight::Shown(Visibility::Nowhere { found }));
    stand("13.225.114.7");
    assert_eq!(seen(dns.as_ref(), &top).await, Sight::Shown(Visibility::Everywhere));
    drive.practice.set_outside_record(DOMAIN, RecordType::Aaaa, "2001:db8::1");
    let found = vec!["2001:db8::1".to_owned()];
    assert_eq!(seen(dns.as_ref(), &top).await, Sight::OldIpv6 { found });
    drive.practice.remove_outside_record(DOMAIN, RecordType::Aaaa);
    drive.practice.set_outside_record(DOMAIN, RecordType::Aaaa, "2600:9000:2251:6e00:1::1");
    assert_eq!(seen(dns.as_ref(), &top).await, Sight::Shown(Visibility::Everywhere));
    stand("104.21.3.9");
    assert_eq!(seen(dns.as_ref(), &top).await, Sight::Proxied { found: vec!["104.21.3.9".to_owned()] });
}

#[tokio::test(start_paused = true)]
async fn one_behind_the_providers_proxy_is_named_as_that() {
    let drive = Drive::new();
    let www = format!("www.{DOMAIN}");
    let record = leading_to_a_distribution(&drive, &www, CNAME).await;
    drive.practice.set_outside_record(&www, RecordType::A, "172.67.1.2");
    let (_, made) = drive.distribution("cdn-2").await;
    assert_ne!(made.domain_name, record.value);
    let dns = drive.aws().dns;
    assert!(matches!(seen(dns.as_ref(), &record).await, Sight::Proxied { .. }));
}

#[tokio::test(start_paused = true)]
async fn dns_negative_ttl_a_record_that_comes_late_is_seen_within_seconds() {
    let drive = Drive::new();
    let www = format!("www.{DOMAIN}");
    let record = leading_to_a_distribution(&drive, &www, CNAME).await;
    let dns = drive.aws().dns;
    for _ in 0..20 {
        assert!(matches!(seen(dns.as_ref(), &record).await, Sight::Shown(Visibility::Nowhere { .. })));
        drive.sleep(5).await;
    }
    drive.practice.set_outside_record(&www, RecordType::Cname, &record.value);
    drive.sleep(1).await;
    assert_eq!(seen(dns.as_ref(), &record).await, Sight::Shown(Visibility::Everywhere));
    // A resolver that was asked too early goes on saying no.
    let early = format!("early.{DOMAIN}");
    let ask = async || {
        let question = Question::new(early.as_str(), RecordType::Cname, Whom::Public(0));
        dns.ask(&question).await.expect("an answer").values()
    };
    assert!(ask().await.is_empty());
    drive.practice.set_outside_record(&early, RecordType::Cname, &record.value);
    drive.sleep(800).await;
    assert!(ask().await.is_empty());
    drive.sleep(101).await;
    assert_eq!(ask().await, [record.value]);
}
