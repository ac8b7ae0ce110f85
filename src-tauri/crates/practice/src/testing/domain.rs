//! A domain of one's own to try rules on: its zone, its records and its certificates.

use aws_sdk_acm::types::ValidationMethod;
use aws_sdk_route53::types::{
    AliasTarget, Change, ChangeAction, ChangeBatch, ResourceRecord, ResourceRecordSet, RrType,
};

use crate::Practice;

/// A domain with a hosted zone.
pub(crate) struct Home {
    pub practice: Practice,
    pub zone: String,
}

impl Home {
    /// Makes the zone of `naru.kr`.
    pub(crate) async fn build(practice: &Practice) -> Self {
        let make =
            practice.route53("us-east-1").create_hosted_zone().name("naru.kr").caller_reference("naru");
        let zone = make.send().await.expect("made").hosted_zone().expect("a zone").id().to_owned();
        Self { practice: practice.clone(), zone }
    }

    /// Changes records as one batch.
    pub(crate) async fn change(&self, action: ChangeAction, record: ResourceRecordSet) {
        let change = Change::builder().action(action).resource_record_set(record).build().expect("whole");
        let batch = ChangeBatch::builder().changes(change).build().expect("whole");
        let call =
            self.practice.route53("us-east-1").change_resource_record_sets().hosted_zone_id(&self.zone);
        call.change_batch(batch).send().await.expect("changed");
    }

    /// Gives a name one record, whatever it had.
    pub(crate) async fn put(&self, name: &str, kind: RrType, value: &str) {
        let value = ResourceRecord::builder().value(value).build().expect("whole");
        let record = ResourceRecordSet::builder().name(name).r#type(kind).ttl(300).resource_records(value);
        self.change(ChangeAction::Upsert, record.build().expect("whole")).await;
    }

    /// Leads a name to a distribution or a load balancer, by its hosted zone id and its name.
    pub(crate) async fn lead(&self, name: &str, zone: &str, target: &str) {
        let target =
            AliasTarget::builder().hosted_zone_id(zone).dns_name(target).evaluate_target_health(false);
        let record = ResourceRecordSet::builder().name(name).r#type(RrType::A);
        let record = record.alias_target(target.build().expect("whole")).build().expect("whole");
        self.change(ChangeAction::Upsert, record).await;
    }

    /// An issued certificate for the domain and all names right below it.
    pub(crate) async fn certificate(&self, region: &str) -> String {
        let arn = requested(&self.practice, region, &["naru.kr", "*.naru.kr"]).await;
        let (name, value) = waits_for_record(&self.practice, region, &arn).await;
        self.put(&name, RrType::Cname, &value).await;
        super::pass(270).await;
        arn
    }
}

/// Asks for a certificate that is validated by DNS.
pub(crate) async fn requested(practice: &Practice, region: &str, names: &[&str]) -> String {
    let call = practice.acm(region).request_certificate().domain_name(names[0]);
    let others = names[1..].iter().map(|&name| name.to_owned()).collect();
    let call = call.set_subject_alternative_names(Some(others)).validation_method(ValidationMethod::Dns);
    call.send().await.expect("requested").certificate_arn().expect("an arn").to_owned()
}

/// The record that validates a certificate, once answers tell it.
pub(crate) async fn waits_for_record(practice: &Practice, region: &str, arn: &str) -> (String, String) {
    super::pass(3).await;
    let described = certificate(practice, region, arn).await;
    let record = described.domain_validation_options()[0].resource_record().expect("it is told");
    (record.name().to_owned(), record.value().to_owned())
}

/// What is told of a certificate.
pub(crate) async fn certificate(
    practice: &Practice,
    region: &str,
    arn: &str,
) -> aws_sdk_acm::types::CertificateDetail {
    let described = practice.acm(region).describe_certificate().certificate_arn(arn).send().await;
    described.expect("it is there").certificate.expect("one")
}
