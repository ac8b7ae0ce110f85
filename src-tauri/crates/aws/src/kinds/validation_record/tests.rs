use naru_practice::Service;

use super::*;
use crate::drive::{DOMAIN, Domain, Drive};
use crate::kinds::certificate::Home;

#[tokio::test(start_paused = true)]
async fn r53_change_pending_and_a_lost_answer_makes_no_second_one() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let (cx, spec) = (drive.context("cert-record"), domain.proof());
    // Certificate Manager tells the record only after a while.
    drive.lose(Service::Route53, "ChangeResourceRecordSets");
    let state = drive.make(&ValidationRecord, &cx, &spec).await;
    assert!(state.made);
    let records = drive.records(&domain.id, &state.record.name).await;
    assert_eq!(records, [format!("CNAME {}", state.record.value)]);
    assert_eq!(ValidationRecord.create(&cx, &spec).await.map(|state| state.made), Ok(true));
    let found = ValidationRecord.find(&cx.reading(), &spec).await.expect("a look").expect("the record");
    assert_eq!(found.record, state.record);

    let fresh = drive.context("other");
    let change = record::values("x.naru.kr", RrType::Txt, 60, ["\"x\"".to_owned()]);
    let changes = vec![record::change(ChangeAction::Create, change)];
    let change = record::batch(&fresh.cloud, &domain.id, changes, "add").await.expect("a change");
    let pending = State { change, ..state };
    let waits = drive.waits(&ValidationRecord, &cx, &spec, &pending, 300).await;
    assert_eq!(waits, [Waiting::on(common::Wait::ChangePending).detail("PENDING")]);
}

#[tokio::test(start_paused = true)]
async fn r53_change_missing_is_one_of_long_ago() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let (cx, spec) = (drive.context("cert-record"), domain.proof());
    let state = drive.make(&ValidationRecord, &cx, &spec).await;
    let forgotten = State { change: Some("C0FORGOTTEN".into()), ..state };
    let settled = ValidationRecord.observe(&cx.reading(), &spec, &forgotten).await;
    assert_eq!(settled, Ok(Observation::Ready(State { change: None, ..forgotten })));
}

#[tokio::test(start_paused = true)]
async fn it_stays_until_our_certificates_are_gone() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let (cx, spec) = (drive.context("cert-record"), domain.proof());
    let (_, state) = drive.have(&ValidationRecord, "cert-record", &spec).await;
    for node in &domain.certificates {
        let held = ValidationRecord.delete(&cx, &state).await;
        assert!(matches!(held, Ok(Removal::Waiting(waiting)) if waiting.what == "held_by_certificate"));
        let certificate = cx.get(&Reference::<Certificate>::exists(node)).expect("a certificate");
        drive.delete(&Certificate, &drive.context(node.name.as_str()), &certificate).await;
    }
    drive.delete(&ValidationRecord, &cx, &state).await;
    assert_eq!(ValidationRecord.delete(&cx, &state).await, Ok(Removal::Missing));
    assert_eq!(drive.records(&domain.id, &state.record.name).await, Vec::<String>::new());
    let mark = record::mark_name(&state.record.name);
    assert_eq!(drive.records(&domain.id, &mark).await, Vec::<String>::new());
}

#[tokio::test(start_paused = true)]
async fn one_whose_certificates_are_gone_is_found_by_its_mark() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let (cx, spec) = (drive.context("cert-record"), domain.proof());
    let (_, state) = drive.have(&ValidationRecord, "cert-record", &spec).await;
    for node in &domain.certificates {
        let certificate = cx.get(&Reference::<Certificate>::exists(node)).expect("a certificate");
        drive.delete(&Certificate, &drive.context(node.name.as_str()), &certificate).await;
    }
    let found = ValidationRecord.find(&cx.reading(), &spec).await.expect("a look").expect("it stands");
    assert_eq!(found.record, state.record);
    assert_eq!(ValidationRecord.find(&drive.context("other").reading(), &spec).await, Ok(None));
    drive.delete(&ValidationRecord, &cx, &found).await;
    assert_eq!(ValidationRecord.find(&cx.reading(), &spec).await, Ok(None));
}

#[tokio::test(start_paused = true)]
async fn one_whose_certificate_was_replaced_by_that_of_another_name_is_found_by_its_mark() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let (cx, spec) = (drive.context("cert-record"), domain.proof());
    let (_, state) = drive.have(&ValidationRecord, "cert-record", &spec).await;
    for (node, home) in domain.certificates.iter().zip([Home::CloudFront, Home::Region]) {
        let www = certificate::Spec { name: format!("www.{DOMAIN}"), also: vec![DOMAIN.into()], home };
        let made = drive.make(&Certificate, &drive.context("other"), &www).await;
        drive.node::<Certificate>(node.name.as_str(), &www, &made);
    }
    let cx = drive.context(cx.node.as_str());
    let told = wanted_proof(&cx.reading(), &spec).await.expect("a look");
    assert_ne!(told.map(|told| told.name), Some(state.record.name.clone()), "it is told another record");
    let found = ValidationRecord.find(&cx.reading(), &spec).await.expect("a look").expect("it stands");
    assert_eq!(found.record, state.record);
}

#[tokio::test(start_paused = true)]
async fn dns_delegation_a_copy_in_the_zone_that_was_left_goes_though_the_certificates_stay() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let (_, left) = drive.have(&ValidationRecord, "cert-record", &domain.proof()).await;
    let other = hosted_zone::Spec { name: DOMAIN.into(), id: None };
    let (other, there) = drive.have(&HostedZone, "other-zone", &other).await;
    let cx = drive.context("cert-record");
    let held = ValidationRecord.delete(&cx, &left).await;
    assert!(matches!(held, Ok(Removal::Waiting(waiting)) if waiting.what == "held_by_certificate"));

    let spec = Spec { zone: Reference::exists(&other), ..domain.proof() };
    let mut second = drive.context("cert-record");
    second.generation = 2;
    let state = drive.make(&ValidationRecord, &second, &spec).await;
    assert_eq!((&state.zone, state.made), (&there.id, true));
    assert_eq!(drive.delete(&ValidationRecord, &cx, &left).await, Vec::<String>::new());
    assert_eq!(drive.records(&domain.id, &left.record.name).await, Vec::<String>::new());
    assert_eq!(drive.records(&there.id, &left.record.name).await.len(), 1);
    let held = ValidationRecord.delete(&second, &state).await;
    assert!(matches!(held, Ok(Removal::Waiting(waiting)) if waiting.what == "held_by_certificate"));
}

#[tokio::test(start_paused = true)]
async fn one_that_is_come_back_to_is_taken_over() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let (cx, spec) = (drive.context("cert-record"), domain.proof());
    let (_, first) = drive.have(&ValidationRecord, "cert-record", &spec).await;
    let mut third = drive.context("cert-record");
    third.generation = 3;
    let state = drive.make(&ValidationRecord, &third, &spec).await;
    assert!(state.made && state.record == first.record);
    assert_eq!(ValidationRecord.delete(&cx, &first).await, Ok(Removal::Gone));
    assert_eq!(drive.records(&domain.id, &state.record.name).await.len(), 1);
    let (_, mark) =
        read_with_mark(&cx.reading().cloud, &domain.id, &state.record).await.expect("the records");
    assert_eq!(mark, Some(Mark::of(&third)));
}

#[tokio::test(start_paused = true)]
async fn one_that_another_certificate_needs_is_kept_and_one_that_stood_there_is_left() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let (cx, spec) = (drive.context("cert-record"), domain.proof());
    let (_, state) = drive.have(&ValidationRecord, "cert-record", &spec).await;
    let foreign = cx.cloud.acm.request_certificate().domain_name(format!("*.{DOMAIN}"));
    foreign.validation_method(aws_sdk_acm::types::ValidationMethod::Dns).send().await.expect("another");
    drive.sleep(10).await;
    for node in &domain.certificates {
        let certificate = cx.get(&Reference::<Certificate>::exists(node)).expect("a certificate");
        drive.delete(&Certificate, &drive.context(node.name.as_str()), &certificate).await;
    }
    let kept = ValidationRecord.delete(&cx, &state).await;
    assert_eq!(kept, Ok(Removal::kept(Kept::NeededByCertificate)));

    let certificate = Domain::certificate(Home::Region);
    let made = drive.make(&Certificate, &drive.context("cert-other"), &certificate).await;
    let node = drive.node::<Certificate>("cert-other", &certificate, &made);
    let spec = Spec { certificates: vec![Reference::exists(&node).lets_go()], ..spec };
    let other = drive.context("other");
    let used = drive.make(&ValidationRecord, &other, &spec).await;
    assert!(!used.made && used.record == state.record);
    assert_eq!(ValidationRecord.delete(&other, &used).await, Ok(Removal::kept(common::Kept::NotOurs)));
    assert_eq!(drive.records(&domain.id, &state.record.name).await.len(), 1);
    let scanned = ValidationRecord.scan(&cx.reading().cloud).await.expect("a scan");
    let marks: Vec<_> = scanned.iter().filter_map(|found| found.mark.clone()).collect();
    assert_eq!(marks, [Mark::of(&cx)]);
}

#[tokio::test(start_paused = true)]
async fn another_value_at_its_name_is_said_and_left() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let (cx, spec) = (drive.context("cert-record"), domain.proof());
    drive.sleep(10).await;
    let record = wanted_proof(&cx.reading(), &spec).await.expect("a look").expect("the record");
    drive.add(&domain.id, &record.name, "CNAME", "theirs.example.net").await;
    let refused = ValidationRecord.create(&cx, &spec).await.expect_err("it stands there");
    assert!(refused.is(&["naru.record_exists"]) && refused.message.contains("theirs.example.net"));
}
