use naru_engine::{Node, Reference};
use naru_practice::Service;

use super::*;
use crate::drive::{DOMAIN, Domain, Drive, REGION};
use crate::kinds::validation_record::ValidationRecord;

/// What it waits for, each code once in turn.
async fn codes(drive: &Drive, cx: &Context<Aws>, state: &State, seconds: u64) -> Vec<String> {
    let spec = Domain::certificate(Home::CloudFront);
    let mut codes: Vec<_> =
        drive.waits(&Certificate, cx, &spec, state, seconds).await.into_iter().map(|one| one.what).collect();
    codes.dedup();
    codes
}

fn state(drive: &Drive, node: &Node) -> State {
    drive.context("look").get(&Reference::<Certificate>::exists(node)).expect("a certificate")
}

#[tokio::test(start_paused = true)]
async fn acm_pending_validation_says_what_it_waits_for_until_it_is_issued() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let (cx, made) = (drive.context("cert-cdn"), state(&drive, &domain.certificates[0]));
    assert_eq!(codes(&drive, &cx, &made, 10).await, ["requested", "record_missing"]);
    let spec = Domain::certificate(Home::CloudFront);
    let missing = drive.waits(&Certificate, &cx, &spec, &made, 1).await.remove(0);
    let told = read_proof(&cx.reading().cloud, &made.arn).await.expect("a look").expect("the record");
    assert_eq!(missing.detail, Some(format!("{} CNAME {}", told.name, told.value)));
    drive.make(&ValidationRecord, &drive.context("cert-record"), &domain.proof()).await;
    assert_eq!(codes(&drive, &cx, &made, 600).await, ["record_spreading", "waiting_for_amazon"]);
    let settled = Certificate.observe(&cx.reading(), &spec, &made).await.expect("a look");
    assert_eq!(settled, Observation::Ready(State { record: Some(told), ..made }));
}

#[tokio::test(start_paused = true)]
async fn dns_delegation_a_certificate_whose_name_servers_are_wrong_says_so_and_goes_on_when_they_are_right() {
    let drive = Drive::new();
    drive.practice.exercise(DOMAIN, true);
    let domain = Domain::requested(&drive).await;
    drive.have(&ValidationRecord, "cert-record", &domain.proof()).await;
    let (cx, made) = (drive.context("cert-cdn"), state(&drive, &domain.certificates[0]));
    assert_eq!(codes(&drive, &cx, &made, 120).await, ["name_servers_wrong"]);
    drive.practice.set_registrar(DOMAIN, &domain.servers);
    // Resolvers remember the old servers for a while; Amazon asks afresh.
    assert_eq!(codes(&drive, &cx, &made, 400).await, ["record_spreading"]);
    let settled = Certificate.observe(&cx.reading(), &Domain::certificate(Home::CloudFront), &made).await;
    assert!(matches!(settled, Ok(Observation::Ready(_))), "{settled:?}");
}

#[tokio::test(start_paused = true)]
async fn acm_caa_error_is_foreseen_and_waited_for_wherever_the_records_are() {
    let drive = Drive::new();
    drive.practice.set_outside_record(DOMAIN, RecordType::Caa, "0 issue \"letsencrypt.org\"");
    let (cx, spec) = (drive.context("cert-cdn"), Domain::certificate(Home::CloudFront));
    let made = drive.make(&Certificate, &cx, &spec).await;
    drive.sleep(60).await;
    let waits = drive.waits(&Certificate, &cx, &spec, &made, 30).await;
    assert_eq!(waits, [Waiting::on(Wait::CertificateBarred).detail("caa_shuts_out").untimed()]);
    drive.practice.remove_outside_record(DOMAIN, RecordType::Caa);
    assert_eq!(codes(&drive, &cx, &made, 30).await, ["record_missing"]);
}

#[tokio::test(start_paused = true)]
async fn acm_pending_validation_is_timed_from_where_it_is_amazons_turn() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let (cx, made) = (drive.context("cert-cdn"), state(&drive, &domain.certificates[0]));
    drive.make(&ValidationRecord, &drive.context("cert-record"), &domain.proof()).await;
    let waits = drive.waits(&Certificate, &cx, &Domain::certificate(Home::CloudFront), &made, 600).await;
    let timed: Vec<_> = waits.iter().filter(|one| !one.untimed).map(|one| one.what.as_str()).collect();
    assert_eq!(timed.last(), Some(&"waiting_for_amazon"), "{waits:?}");
    assert!(!timed.contains(&"record_spreading"), "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn acm_idempotency_token_after_a_lost_answer_is_the_same_certificate() {
    let drive = Drive::new();
    let (cx, spec) = (drive.context("cert-cdn"), Domain::certificate(Home::CloudFront));
    assert_eq!(Certificate.find(&cx.reading(), &spec).await, Ok(None));
    drive.lose(Service::Acm, "RequestCertificate");
    let state = drive.make(&Certificate, &cx, &spec).await;
    assert_eq!(Certificate.create(&cx, &spec).await, Ok(state.clone()));
    assert_eq!(Certificate.find(&cx.reading(), &spec).await, Ok(Some(state)));
    assert_eq!(list(&cx.reading().cloud.acm_cdn).await.expect("a list").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn acm_region_isolated_and_acm_dvo_same_cname() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let arns = domain.certificates.clone().map(|node| state(&drive, &node).arn);
    assert!(arns[0].contains(":us-east-1:") && arns[1].contains(&format!(":{REGION}:")), "{arns:?}");
    drive.sleep(10).await;
    let reader = drive.reader();
    let record = read_proof(&reader, &arns[0]).await.expect("a look").expect("the record");
    assert_eq!(read_proof(&reader, &arns[1]).await.expect("a look").as_ref(), Some(&record));
    let needing = needing(&reader, &record).await.expect("a list");
    assert_eq!(needing.into_keys().collect::<std::collections::BTreeSet<_>>(), arns.into());
    let scanned = Certificate.scan(&drive.reader()).await.expect("a scan");
    assert_eq!(scanned.iter().filter(|found| found.mark.is_some()).count(), 2);
}

#[tokio::test(start_paused = true)]
async fn acm_list_key_types_one_with_another_key_needs_the_record_too() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let aws = drive.aws();
    let foreign = aws.acm.request_certificate().domain_name(DOMAIN).key_algorithm(KeyAlgorithm::EcPrime256v1);
    let foreign = foreign.validation_method(ValidationMethod::Dns).send().await.expect("another");
    drive.sleep(10).await;
    let ours = state(&drive, &domain.certificates[0]).arn;
    let reader = drive.reader();
    let record = read_proof(&reader, &ours).await.expect("a look").expect("the record");
    let needing = needing(&reader, &record).await.expect("a list");
    assert_eq!(needing.get(foreign.certificate_arn().expect("an arn")), Some(&None), "{needing:?}");
}

#[tokio::test(start_paused = true)]
async fn acm_caa_error_is_spent_and_leaves_nothing_behind() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    drive.add(&domain.id, DOMAIN, "CAA", "0 issue \"letsencrypt.org\"").await;
    drive.have(&ValidationRecord, "cert-record", &domain.proof()).await;
    let (cx, spec) = (drive.context("cert-cdn"), Domain::certificate(Home::CloudFront));
    let made = state(&drive, &domain.certificates[0]);
    drive.sleep(600).await;
    let failed = Certificate.observe(&cx.reading(), &spec, &made).await.expect_err("Amazon is shut out");
    assert_eq!((failed.class, failed.message.as_str()), (Class::Spent, "CAA_ERROR"));
    assert!(failed.is(&["naru.certificate_failed"]));
    assert_eq!(Certificate.find(&cx.reading(), &spec).await, Ok(None), "one that failed is of no use");
    drive.delete(&Certificate, &cx, &made).await;
    assert_eq!(Certificate.delete(&cx, &made).await, Ok(Removal::Missing));
    assert_eq!(Certificate.observe(&cx.reading(), &spec, &made).await, Ok(Observation::Lost));
}

#[tokio::test(start_paused = true)]
async fn one_that_nobody_validates_for_72_hours_is_spent() {
    let drive = Drive::new();
    let (cx, spec) = (drive.context("cert-cdn"), Domain::certificate(Home::CloudFront));
    let state = drive.make(&Certificate, &cx, &spec).await;
    drive.sleep(73 * 3600).await;
    let failed = Certificate.observe(&cx.reading(), &spec, &state).await.expect_err("AWS gave up");
    assert_eq!((failed.class, failed.message.as_str()), (Class::Spent, "VALIDATION_TIMED_OUT"));
}

#[tokio::test(start_paused = true)]
async fn one_of_somebody_elses_is_left() {
    let drive = Drive::new();
    let (cx, spec) = (drive.context("cert-cdn"), Domain::certificate(Home::CloudFront));
    let state = drive.make(&Certificate, &cx, &spec).await;
    let other = drive.context("other");
    assert_eq!(Certificate.delete(&other, &state).await, Ok(Removal::kept(common::Kept::NotOurs)));
    assert_eq!(Certificate.find(&other.reading(), &spec).await, Ok(None));
}

#[tokio::test(start_paused = true)]
async fn acm_conflict_of_one_that_is_being_made_is_waited_for() {
    let drive = Drive::new();
    let (cx, spec) = (drive.context("cert-cdn"), Domain::certificate(Home::CloudFront));
    let made = drive.make(&Certificate, &cx, &spec).await;
    assert_eq!(drive.delete(&Certificate, &cx, &made).await, ["held"]);
}

#[tokio::test(start_paused = true)]
async fn a_record_that_was_found_to_spread_is_not_looked_up_in_its_zone_again() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let made = state(&drive, &domain.certificates[0]);
    drive.make(&ValidationRecord, &drive.context("cert-record"), &domain.proof()).await;
    let (mut cx, spec) = (drive.context("cert-cdn").reading(), Domain::certificate(Home::CloudFront));
    let looks = async |cx: &Context<Reader>| {
        drive.practice.forget_calls();
        let looked = Certificate.observe(cx, &spec, &made).await.expect("a look");
        let Observation::Waiting(waiting) = looked else { panic!("{looked:?}") };
        (waiting, drive.practice.calls().len())
    };
    let (waiting, calls) = looks(&cx).await;
    assert!(waiting.what == "record_spreading" && calls > 2, "{waiting:?} {calls}");
    cx.told = Some(waiting.clone());
    assert_eq!(looks(&cx).await, (waiting, 1));
}
