use naru_practice::Service;

use super::*;
use crate::drive::{DOMAIN, Drive};
use crate::kinds::distribution;

const NONE: [String; 0] = [];

/// A zone, a distribution's host, and what is wanted: the domain's name leads to it.
async fn wanted(drive: &Drive) -> (String, String, Spec) {
    let zone = hosted_zone::Spec { name: DOMAIN.into(), id: None };
    let (zone, state) = drive.have(&HostedZone, "zone", &zone).await;
    let (distribution, leads) = drive.distribution("cdn").await;
    let spec = Spec {
        zone: Reference::exists(&zone),
        name: DOMAIN.into(),
        target: Target::Distribution(Reference::exists(&distribution)),
        replaces: Vec::new(),
        once: None,
    };
    (state.id, leads.domain_name, spec)
}

fn both(host: &str) -> Vec<String> {
    vec![format!("A @{host}"), format!("AAAA @{host}")]
}

async fn marks(drive: &Drive, zone: &str, name: &str) -> usize {
    drive.records(zone, &record::mark_name(name)).await.len()
}

#[tokio::test(start_paused = true)]
async fn r53_change_pending_and_a_lost_answer_makes_no_second_one() {
    let drive = Drive::new();
    let (zone, host, spec) = wanted(&drive).await;
    let cx = drive.context("alias-site");
    assert_eq!(AliasRecord.find(&cx.reading(), &spec).await, Ok(None));
    drive.lose(Service::Route53, "ChangeResourceRecordSets");
    let state = drive.make(&AliasRecord, &cx, &spec).await;
    assert_eq!(drive.records(&zone, DOMAIN).await, both(&host));
    assert_eq!(AliasRecord.create(&cx, &spec).await.as_ref(), Ok(&state));
    assert_eq!(AliasRecord.find(&cx.reading(), &spec).await, Ok(Some(state.clone())));
    let scanned = AliasRecord.scan(&cx.reading().cloud).await.expect("a scan");
    let ours: Vec<_> = scanned.into_iter().filter(|found| found.mark == Some(Mark::of(&cx))).collect();
    assert_eq!(ours.iter().map(|found| found.id.as_str()).collect::<Vec<_>>(), [DOMAIN]);
    let found: State = serde_json::from_value(ours[0].state.clone()).expect("a state");
    drive.delete(&AliasRecord, &cx, &found).await;
    assert_eq!(AliasRecord.delete(&cx, &state).await, Ok(Removal::Missing));
    assert_eq!(marks(&drive, &zone, DOMAIN).await, 0);

    let state = AliasRecord.create(&cx, &spec).await.expect("records");
    let waits = drive.waits(&AliasRecord, &cx, &spec, &state, 300).await;
    assert_eq!(waits, [Waiting::on(common::Wait::ChangePending).detail("PENDING")]);
}

#[tokio::test(start_paused = true)]
async fn what_stands_there_is_replaced_only_where_the_user_agreed_and_put_back() {
    let drive = Drive::new();
    let (zone, _, mut spec) = wanted(&drive).await;
    spec.name = "www.naru.kr".into();
    let cx = drive.context("alias-www");
    let old = drive.add(&zone, &spec.name, "CNAME", "shop.example.net").await;
    drive.add(&zone, "mail.naru.kr", "A", "192.0.2.9").await;
    let refused = AliasRecord.create(&cx, &spec).await.expect_err("nobody agreed");
    assert!(refused.is(&["naru.record_exists"]) && refused.message.contains("shop.example.net"));
    let other = OldRecord { values: vec!["blog.example.net".into()], ..old.clone() };
    let agreed_to_another = Spec { replaces: vec![other], ..spec.clone() };
    let refused = AliasRecord.create(&cx, &agreed_to_another).await.expect_err("it was changed since");
    assert!(refused.is(&["naru.record_exists"]), "{refused}");
    assert_eq!(drive.records(&zone, &spec.name).await, ["CNAME shop.example.net"]);

    spec.replaces = vec![old];
    drive.lose(Service::Route53, "ChangeResourceRecordSets");
    let state = drive.make(&AliasRecord, &cx, &spec).await;
    assert_eq!(state.replaced, spec.replaces);
    assert_eq!(drive.records(&zone, &spec.name).await.len(), 2);
    drive.delete(&AliasRecord, &cx, &state).await;
    assert_eq!(drive.records(&zone, &spec.name).await, ["CNAME shop.example.net"]);
    assert_eq!(drive.records(&zone, "mail.naru.kr").await, ["A 192.0.2.9"]);
    assert_eq!(marks(&drive, &zone, &spec.name).await, 0);
}

#[tokio::test(start_paused = true)]
async fn r53_alias_to_nothing_an_old_alias_whose_target_is_gone_is_not_put_back() {
    let drive = Drive::new();
    let (zone, _, spec) = wanted(&drive).await;
    let cx = drive.context("alias-site");
    let made = AliasRecord.create(&cx, &spec).await.expect("records");
    let gone = OldAlias {
        host: "d0gone.cloudfront.net".into(),
        zone: CLOUDFRONT_ZONE.into(),
        evaluates_health: false,
    };
    let old = |record, alias| record::old(&record::alias(DOMAIN, record, alias));
    let plain = record::old(&record::values(DOMAIN, RrType::Aaaa, 60, ["2001:db8::1".to_owned()]));
    let state = State { replaced: vec![old(RrType::A, &gone), plain], ..made };
    let kept = AliasRecord.delete(&cx, &state).await;
    assert_eq!(kept, Ok(Removal::kept(Kept::OldTargetGone)));
    assert_eq!(drive.records(&zone, DOMAIN).await, ["AAAA 2001:db8::1"], "what can be put back is");
    assert_eq!(marks(&drive, &zone, DOMAIN).await, 0);
}

#[tokio::test(start_paused = true)]
async fn one_that_somebody_changed_since_is_left_to_them() {
    let drive = Drive::new();
    let (zone, _, spec) = wanted(&drive).await;
    let cx = drive.context("alias-site");
    let state = AliasRecord.create(&cx, &spec).await.expect("records");
    let theirs = record::values(DOMAIN, RrType::A, 60, ["192.0.2.7".to_owned()]);
    let changes = vec![record::change(ChangeAction::Upsert, theirs)];
    record::batch(&cx.cloud, &zone, changes, "change it by hand").await.expect("changed");
    let refused = AliasRecord.update(&cx, &spec, &state).await.expect_err("it is theirs");
    assert!(refused.is(&["naru.record_exists"]), "{refused}");
    let kept = AliasRecord.delete(&cx, &state).await;
    assert_eq!(kept, Ok(Removal::kept(common::Kept::ChangedByOthers)));
    assert_eq!(drive.records(&zone, DOMAIN).await, ["A 192.0.2.7"]);
    assert_eq!(marks(&drive, &zone, DOMAIN).await, 0, "nothing of ours is left");
}

#[tokio::test(start_paused = true)]
async fn another_target_is_led_to_where_it_stands() {
    let drive = Drive::new();
    let (zone, _, spec) = wanted(&drive).await;
    let cx = drive.context("alias-site");
    let state = AliasRecord.create(&cx, &spec).await.expect("records");
    let unchanged = AliasRecord.update(&cx, &spec, &state).await;
    assert_eq!(unchanged.as_ref(), Ok(&state), "nothing is changed for nothing");
    let (other, leads) = drive.distribution("cdn-2").await;
    let other: distribution::Spec = serde_json::from_value(other.spec).expect("a spec");
    drive.node::<Distribution>("cdn", &other, &leads);
    let cx = drive.context("alias-site");
    let state = AliasRecord.update(&cx, &spec, &state).await.expect("led elsewhere");
    assert_eq!(drive.records(&zone, DOMAIN).await, both(&leads.domain_name));
    drive.delete(&AliasRecord, &cx, &state).await;
    assert_eq!(drive.records(&zone, DOMAIN).await, NONE);
}

#[tokio::test(start_paused = true)]
async fn a_name_that_another_resource_of_this_deployment_led_is_taken_over() {
    let drive = Drive::new();
    let (zone, host, spec) = wanted(&drive).await;
    let old = drive.add(&zone, DOMAIN, "A", "192.0.2.7").await;
    let spec = Spec { replaces: vec![old], ..spec };
    // Another node's, as where the name was the back-end's own, and an earlier one of this node, as where somebody
    // comes back to a name.
    let earlier = drive.context("alias-api");
    let mut later = drive.context("alias-site");
    let first = AliasRecord.create(&earlier, &spec).await.expect("records");
    for generation in [1, 2] {
        later.generation = generation;
        let state = AliasRecord.create(&later, &spec).await.expect("it is this deployment's");
        assert_eq!(state.replaced, spec.replaces);
        assert_eq!(AliasRecord.delete(&earlier, &first).await, Ok(Removal::Gone));
        assert_eq!(drive.records(&zone, DOMAIN).await, both(&host), "it leads there all the same");
    }
    let last = AliasRecord.find(&later.reading(), &spec).await.expect("a look").expect("records");
    drive.delete(&AliasRecord, &later, &last).await;
    assert_eq!(drive.records(&zone, DOMAIN).await, ["A 192.0.2.7"]);
}

#[tokio::test(start_paused = true)]
async fn another_deployments_name_is_given_back_with_its_mark() {
    let drive = Drive::new();
    let (zone, _, spec) = wanted(&drive).await;
    let theirs = record::marking(
        DOMAIN,
        &Mark { deployment: "otherdeploy1".into(), ..Mark::of(&drive.context("alias-site")) },
    );
    let changes = vec![record::change(ChangeAction::Create, theirs)];
    record::batch(&drive.aws(), &zone, changes, "mark it").await.expect("marked");
    let old = drive.add(&zone, DOMAIN, "A", "192.0.2.7").await;
    let (cx, spec) = (drive.context("alias-site"), Spec { replaces: vec![old], ..spec });
    let state = AliasRecord.create(&cx, &spec).await.expect("records");
    drive.delete(&AliasRecord, &cx, &state).await;
    assert_eq!(drive.records(&zone, DOMAIN).await, ["A 192.0.2.7"]);
    let mark = drive.records(&zone, &record::mark_name(DOMAIN)).await;
    assert!(mark[0].contains("otherdeploy1"), "{mark:?}");
}
