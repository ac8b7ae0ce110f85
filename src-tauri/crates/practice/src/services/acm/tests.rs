//! Certificate Manager's rules, through the SDK's own client.

use aws_sdk_acm::Client;
use aws_sdk_acm::operation::request_certificate::builders::RequestCertificateFluentBuilder;
use aws_sdk_acm::types::{
    CertificateDetail, CertificateStatus, DomainStatus, FailureReason, Filters, KeyAlgorithm, Tag,
    ValidationMethod,
};
use naru_dns::RecordType;

use crate::Practice;
use crate::testing::{SEOUL, pass, practice, refused};

fn ask(client: &Client, name: &str) -> RequestCertificateFluentBuilder {
    client.request_certificate().domain_name(name).validation_method(ValidationMethod::Dns)
}

async fn requested(call: RequestCertificateFluentBuilder) -> String {
    call.send().await.expect("requested").certificate_arn().expect("an arn").to_owned()
}

async fn described(client: &Client, arn: &str) -> CertificateDetail {
    let described = client.describe_certificate().certificate_arn(arn).send().await;
    described.expect("it is there").certificate.expect("one")
}

async fn status(client: &Client, arn: &str) -> CertificateStatus {
    described(client, arn).await.status.expect("a status")
}

/// The record of each name, once answers tell it.
async fn records(client: &Client, arn: &str) -> Vec<(String, String)> {
    let certificate = described(client, arn).await;
    let options = certificate.domain_validation_options().iter();
    options
        .filter_map(|option| option.resource_record())
        .map(|record| (record.name().to_owned(), record.value().to_owned()))
        .collect()
}

/// Adds the record of a certificate where the DNS of its domain is.
async fn validate(practice: &Practice, client: &Client, arn: &str) {
    for (name, value) in records(client, arn).await {
        practice.set_outside_record(&name, RecordType::Cname, &value);
    }
}

#[tokio::test(start_paused = true)]
async fn acm_pending_validation_until_the_record_is_public() {
    let practice = practice();
    let client = practice.acm(SEOUL);
    let arn = requested(ask(&client, "naru.kr").subject_alternative_names("*.naru.kr")).await;
    assert!(records(&client, &arn).await.is_empty(), "the first answers lack it");
    pass(3).await;
    assert_eq!(records(&client, &arn).await.len(), 2);
    pass(3600).await;
    assert_eq!(status(&client, &arn).await, CertificateStatus::PendingValidation);
    validate(&practice, &client, &arn).await;
    pass(55).await;
    let pending = described(&client, &arn).await;
    assert_eq!(pending.status, Some(CertificateStatus::PendingValidation));
    let validated = pending.domain_validation_options()[0].validation_status();
    assert_eq!(validated, Some(&DomainStatus::Success), "Amazon has seen it");
    pass(130).await;
    let issued = described(&client, &arn).await;
    assert_eq!(issued.status, Some(CertificateStatus::Issued));
    assert!(issued.not_after.is_some() && issued.issued_at.is_some() && issued.failure_reason.is_none());
}

#[tokio::test(start_paused = true)]
async fn acm_pending_validation_goes_on_where_the_record_was_seen_and_is_gone() {
    let practice = practice();
    let client = practice.acm(SEOUL);
    let arn = requested(ask(&client, "naru.kr")).await;
    pass(3).await;
    validate(&practice, &client, &arn).await;
    pass(5).await;
    let (name, _) = records(&client, &arn).await.remove(0);
    practice.remove_outside_record(&name, RecordType::Cname);
    pass(180).await;
    assert_eq!(status(&client, &arn).await, CertificateStatus::Issued);
}

#[tokio::test(start_paused = true)]
async fn acm_pending_validation_ends_after_72_hours() {
    let practice = practice();
    let client = practice.acm(SEOUL);
    let arn = requested(ask(&client, "naru.kr")).await;
    pass(72 * 3600 - 10).await;
    assert_eq!(status(&client, &arn).await, CertificateStatus::PendingValidation);
    pass(10).await;
    assert_eq!(status(&client, &arn).await, CertificateStatus::ValidationTimedOut);
    validate(&practice, &client, &arn).await;
    pass(600).await;
    assert_eq!(status(&client, &arn).await, CertificateStatus::ValidationTimedOut, "it is too late");
    client.delete_certificate().certificate_arn(&arn).send().await.expect("deleted");
    refused!(client.describe_certificate().certificate_arn(&arn), "ResourceNotFoundException");
}

#[tokio::test(start_paused = true)]
async fn acm_dvo_same_cname_for_apex_and_wildcard_in_each_region() {
    let practice = practice();
    let (here, there) = (practice.acm(SEOUL), practice.acm("us-east-1"));
    let first = requested(ask(&here, "naru.kr").subject_alternative_names("*.naru.kr")).await;
    let second = requested(ask(&there, "*.naru.kr")).await;
    pass(3).await;
    let (first, second) = (records(&here, &first).await, records(&there, &second).await);
    assert_eq!(first[0], first[1]);
    assert_eq!(first[0], second[0]);
    let (name, value) = &first[0];
    assert!(name.starts_with('_') && name.ends_with(".naru.kr."), "{name}");
    assert!(value.starts_with('_') && value.ends_with(".acm-validations.aws."), "{value}");
    let other = requested(ask(&here, "naru.org")).await;
    pass(3).await;
    assert_ne!(records(&here, &other).await[0].1, *value);
}

#[tokio::test(start_paused = true)]
async fn acm_idempotency_token() {
    let practice = practice();
    let client = practice.acm(SEOUL);
    let ask_with = |token: &str, name: &str| ask(&client, name).idempotency_token(token);
    let first = requested(ask_with("one", "naru.kr")).await;
    assert_eq!(requested(ask_with("one", "naru.kr")).await, first);
    assert_ne!(requested(ask_with("two", "naru.kr")).await, first);
    assert_ne!(requested(ask_with("one", "naru.org")).await, first, "another domain is another request");
    refused!(ask_with("with-hyphens", "naru.kr"), "ValidationException");
    pass(3600).await;
    assert_ne!(requested(ask_with("one", "naru.kr")).await, first, "an hour later it means nothing");
}

#[tokio::test(start_paused = true)]
async fn acm_region_isolated() {
    let practice = practice();
    let arn = requested(ask(&practice.acm(SEOUL), "naru.kr")).await;
    let elsewhere = practice.acm("us-east-1");
    refused!(elsewhere.describe_certificate().certificate_arn(&arn), "ResourceNotFoundException");
    let listed = elsewhere.list_certificates().send().await.expect("listed");
    assert!(listed.certificate_summary_list().is_empty());
    refused!(elsewhere.describe_certificate().certificate_arn("naru"), "InvalidArnException");
}

#[tokio::test(start_paused = true)]
async fn acm_bad_domain() {
    let practice = practice();
    let client = practice.acm(SEOUL);
    for bad in ["naru", "*.*.naru.kr", "\u{d55c}\u{ae00}.kr", "na ru.kr"] {
        refused!(ask(&client, bad), "ValidationException");
    }
    let many = (0..10).map(|number| format!("n{number}.naru.kr")).collect();
    let many = ask(&client, "naru.kr").set_subject_alternative_names(Some(many));
    refused!(many, "LimitExceededException");
}

#[tokio::test(start_paused = true)]
async fn acm_caa_error() {
    let practice = practice();
    let client = practice.acm(SEOUL);
    let shut = requested(ask(&client, "naru.kr")).await;
    practice.set_outside_record("naru.kr", RecordType::Caa, "0 issue \"letsencrypt.org\"");
    let open = requested(ask(&client, "www.naru.org")).await;
    practice.set_outside_record("naru.org", RecordType::Caa, "0 issue \"letsencrypt.org\"");
    practice.set_outside_record("naru.org", RecordType::Caa, "0 issue \"amazon.com\"");
    pass(3).await;
    validate(&practice, &client, &shut).await;
    validate(&practice, &client, &open).await;
    pass(200).await;
    let failed = described(&client, &shut).await;
    assert_eq!(failed.status, Some(CertificateStatus::Failed));
    assert_eq!(failed.failure_reason, Some(FailureReason::CaaError));
    assert_eq!(status(&client, &open).await, CertificateStatus::Issued, "Amazon is among the issuers");
    client.delete_certificate().certificate_arn(&shut).send().await.expect("deleted");
}

#[tokio::test(start_paused = true)]
async fn a_wildcard_is_shut_out_by_its_own_caa_records() {
    let practice = practice();
    let client = practice.acm(SEOUL);
    practice.set_outside_record("naru.kr", RecordType::Caa, "0 issue \"amazon.com\"");
    practice.set_outside_record("naru.kr", RecordType::Caa, "0 issuewild \";\"");
    let (plain, wild) =
        (requested(ask(&client, "naru.kr")).await, requested(ask(&client, "*.naru.kr")).await);
    pass(3).await;
    validate(&practice, &client, &plain).await;
    pass(200).await;
    assert_eq!(status(&client, &plain).await, CertificateStatus::Issued);
    assert_eq!(status(&client, &wild).await, CertificateStatus::Failed);
}

#[tokio::test(start_paused = true)]
async fn lists_come_in_pages_by_status_and_by_key_and_tags_need_a_second_call() {
    let practice = practice();
    let client = practice.acm(SEOUL);
    let tag = Tag::builder().key("naru:node").value("cert").build().expect("whole");
    let first = requested(ask(&client, "a.kr").tags(tag.clone())).await;
    for name in ["b.kr", "c.kr"] {
        requested(ask(&client, name)).await;
    }
    requested(ask(&client, "d.kr").key_algorithm(KeyAlgorithm::EcPrime256v1)).await;
    pass(3).await;
    validate(&practice, &client, &first).await;
    pass(200).await;
    let mut pages = client.list_certificates().max_items(2).into_paginator().send();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.expect("a page").certificate_summary_list().len());
    }
    assert_eq!(sizes, [2, 1], "one with another key isn't listed unless it is asked for");
    let keys = Filters::builder().key_types(KeyAlgorithm::EcPrime256v1).build();
    let others = client.list_certificates().includes(keys).send().await.expect("listed");
    assert_eq!(others.certificate_summary_list()[0].domain_name(), Some("d.kr"));
    let issued = client.list_certificates().certificate_statuses(CertificateStatus::Issued).send().await;
    let issued = issued.expect("listed");
    assert_eq!(issued.certificate_summary_list().len(), 1);
    assert_eq!(issued.certificate_summary_list()[0].certificate_arn(), Some(first.as_str()));
    let more = Tag::builder().key("more").value("1").build().expect("whole");
    client.add_tags_to_certificate().certificate_arn(&first).tags(more.clone()).send().await.expect("tagged");
    client.remove_tags_from_certificate().certificate_arn(&first).tags(more).send().await.expect("untagged");
    let tags = client.list_tags_for_certificate().certificate_arn(&first).send().await.expect("tags");
    assert_eq!(tags.tags(), [tag]);
}
