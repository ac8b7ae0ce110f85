//! The same trip with a domain: zone, certificates, listeners, records and aliases as designed, and gone again.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_acm::types::{CertificateDetail, CertificateStatus};
use aws_sdk_cloudfront::types as cdn;
use aws_sdk_elasticloadbalancingv2::types::{ActionTypeEnum, Listener, ProtocolEnum};
use aws_sdk_route53::types::{Change, ChangeAction, ChangeBatch, ResourceRecord, ResourceRecordSet, RrType};
use jiff::Timestamp;
use naru_aws::cloud::Aws;
use naru_dns::{Answer, Dns, Question, Silence};
use naru_engine::{Clock, Outcome};
use naru_tests::{DEPLOYMENT, DOMAIN, Trip, domain};

use super::moto::{ACCOUNT, Moto};
use super::{Entered, SPEED, foreign, moto, stands};
use crate::trip::failures;

/// The records that others have in the zone: name, type, value.
const FOREIGN: [(&str, RrType, &str); 3] = [
    ("practice.example", RrType::Mx, "10 mail.example.net"),
    ("practice.example", RrType::Txt, "\"v=spf1 -all\""),
    ("blog.practice.example", RrType::Cname, "old-blog.example.net"),
];

/// Nobody can be asked: no name of moto's is in any DNS.
#[derive(Debug)]
struct NoDns;

#[async_trait]
impl Dns for NoDns {
    fn resolvers(&self) -> Vec<String> {
        vec!["192.0.2.1".to_owned()]
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Silence> {
        Err(Silence::Unreachable(question.name.clone()))
    }
}

async fn trip() -> Trip<Moto> {
    let moto = Moto::start();
    let config = moto::config(moto.endpoint()).await;
    let aws = Aws::through(&config, None, ACCOUNT, Arc::new(Entered), Arc::new(NoDns));
    let mut trip = Trip::with(moto, aws, Clock::starting_at(Timestamp::now(), SPEED));
    trip.blueprint.domain = Some(domain(DOMAIN));
    trip
}

#[tokio::test]
async fn a_domain_stands_over_the_wire_as_designed_and_goes_again_and_foreign_records_stay() {
    let mut trip = trip().await;
    let zone = zone(&trip.aws).await;
    let foreign = foreign::plant(&trip.aws).await;
    let before = records(&trip.aws, &zone).await;

    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let plan = trip.launch_plan().await;
    assert!(plan.is_idle(), "{plan}");
    let made = stands::Made::by(&mut trip);
    certificates(&trip.aws, &made).await;
    listeners(&trip.aws, &made).await;
    names(&trip.aws, &made, &zone, &before).await;
    distribution(&trip.aws, &made).await;

    let (outcome, _) = trip.teardown().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    assert_eq!(trip.things().await.ours, [""; 0]);
    assert_eq!(records(&trip.aws, &zone).await, before, "what others have in the zone is as it was");
    for acm in [&trip.aws.acm, &trip.aws.acm_cdn] {
        let left = acm.list_certificates().send().await.expect("certificates are listed");
        assert!(left.certificate_summary_list().is_empty(), "{left:?}");
    }
    stands::nothing_of_ours(&trip.aws, DEPLOYMENT).await;
    foreign.stands(&trip.aws).await;
}

/// A hosted zone that others use, too.
async fn zone(aws: &Aws) -> String {
    let made = aws.route53.create_hosted_zone().name(DOMAIN).caller_reference("by hand").send().await;
    let id = made.expect("a zone is made").hosted_zone.expect("the answer has it").id;
    let changes = FOREIGN.map(|(name, record, value)| {
        let value = ResourceRecord::builder().value(value).build().expect("a value");
        let record = ResourceRecordSet::builder().name(name).r#type(record).ttl(300).resource_records(value);
        let record = record.build().expect("a record");
        Change::builder().action(ChangeAction::Create).resource_record_set(record).build().expect("a change")
    });
    let batch = ChangeBatch::builder().set_changes(Some(changes.into())).build().expect("a batch");
    let planted = aws.route53.change_resource_record_sets().hosted_zone_id(&id).change_batch(batch);
    planted.send().await.expect("records are made");
    id
}

/// The records of the zone: by name and type what they hold, or of what they are an alias.
async fn records(aws: &Aws, zone: &str) -> BTreeMap<(String, String), String> {
    let listed = aws.route53.list_resource_record_sets().hosted_zone_id(zone).send().await;
    let listed = listed.expect("records are listed");
    let held = |record: &ResourceRecordSet| match record.alias_target() {
        Some(alias) => alias.dns_name().trim_end_matches('.').to_owned(),
        None => record.resource_records().iter().map(ResourceRecord::value).collect::<Vec<_>>().join(" "),
    };
    let records = listed.resource_record_sets().iter();
    records
        .map(|record| {
            let name = record.name().trim_end_matches('.').to_owned();
            ((name, record.r#type().as_str().to_owned()), held(record))
        })
        .collect()
}

async fn certificate(acm: &aws_sdk_acm::Client, arn: &str) -> CertificateDetail {
    let found = acm.describe_certificate().certificate_arn(arn).send().await.expect("it is there");
    found.certificate.expect("it is told")
}

/// Apex and wildcard in both regions, issued, each with its mark, and one CNAME for both.
async fn certificates(aws: &Aws, made: &stands::Made) {
    for (acm, node, region) in
        [(&aws.acm_cdn, "cert-cdn", "us-east-1"), (&aws.acm, "cert-alb", naru_tests::REGION)]
    {
        let arn = stands::text(made, node, "arn");
        assert!(arn.contains(&format!(":{region}:")), "{arn}");
        let certificate = certificate(acm, arn).await;
        assert_eq!(certificate.status(), Some(&CertificateStatus::Issued));
        let mut names = certificate.subject_alternative_names().to_vec();
        names.sort();
        assert_eq!(names, [format!("*.{DOMAIN}"), DOMAIN.to_owned()]);
        let tags = acm.list_tags_for_certificate().certificate_arn(arn).send().await.expect("tags are told");
        let tags = tags.tags().iter();
        let tags: BTreeMap<_, _> =
            tags.filter_map(|tag| Some((tag.key().to_owned(), tag.value()?.to_owned()))).collect();
        assert_eq!(tags, stands::mark(&made.id, node));
    }
}

/// HTTPS to the app with the certificate of the region; plain HTTP leads there but for CloudFront.
async fn listeners(aws: &Aws, made: &stands::Made) {
    let alb = stands::text(made, "alb", "arn");
    let found = aws.elb.describe_listeners().load_balancer_arn(alb).send().await.expect("they are listed");
    let at = |port: i32| -> &Listener {
        let found = found.listeners().iter().find(|listener| listener.port() == Some(port));
        found.unwrap_or_else(|| panic!("{port}: {found:?}"))
    };
    let https = at(443);
    assert_eq!(https.protocol(), Some(&ProtocolEnum::Https));
    assert_eq!(https.ssl_policy(), Some("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"));
    let arns: Vec<_> = https.certificates().iter().filter_map(|one| one.certificate_arn()).collect();
    assert_eq!(arns, [stands::text(made, "cert-alb", "arn")]);
    let action = &https.default_actions()[0];
    assert_eq!(action.target_group_arn(), Some(stands::text(made, "targets", "arn")));

    let redirect = &at(80).default_actions()[0];
    assert_eq!(redirect.r#type(), Some(&ActionTypeEnum::Redirect));
    let to = redirect.redirect_config().expect("it leads elsewhere");
    assert_eq!((to.protocol(), to.port()), (Some("HTTPS"), Some("443")));
    assert_eq!(to.status_code().map(|code| code.as_str().to_owned()).as_deref(), Some("HTTP_301"));
}

/// Beside what was there: one CNAME for the certificates, aliases, and the marks of both.
async fn names(aws: &Aws, made: &stands::Made, zone: &str, before: &BTreeMap<(String, String), String>) {
    let cloudfront = stands::text(made, "cdn", "domain_name").to_owned();
    let balancer = stands::text(made, "alb", "dns_name").to_lowercase();
    let after = records(aws, zone).await;
    assert!(before.iter().all(|(key, held)| after.get(key) == Some(held)), "{after:?}");
    let new: BTreeMap<_, _> = after.into_iter().filter(|(key, _)| !before.contains_key(key)).collect();
    let of = |record: &str| {
        let of: Vec<_> = new.iter().filter(|((_, kind), _)| kind == record).collect();
        of.into_iter()
            .map(|((name, _), held)| (name.clone(), held.to_lowercase()))
            .collect::<BTreeMap<_, _>>()
    };
    let www = format!("www.{DOMAIN}");
    let site = [(DOMAIN.to_owned(), cloudfront.clone()), (www, cloudfront)];
    assert_eq!(of("AAAA"), site.clone().into());
    let api = (format!("api.{DOMAIN}"), balancer);
    let expected: BTreeMap<_, _> = site.into_iter().chain([api]).collect();
    let bare = |held: &str| held.trim_start_matches("dualstack.").to_owned();
    let a: BTreeMap<_, _> = of("A").into_iter().map(|(name, held)| (name, bare(&held))).collect();
    assert_eq!(a, expected);
    assert_eq!(of("CNAME").len(), 1, "apex and wildcard of both regions share one: {new:?}");
    assert_eq!(of("TXT").len(), 4, "each name bears a mark: {new:?}");
}

async fn distribution(aws: &Aws, made: &stands::Made) {
    let found = aws.cloudfront.get_distribution().id(stands::text(made, "cdn", "id")).send().await;
    let found = found.expect("it is there").distribution.expect("it is told");
    let config = found.distribution_config.expect("it has a configuration");
    let mut aliases = config.aliases().expect("it has names").items().to_vec();
    aliases.sort();
    assert_eq!(aliases, [DOMAIN.to_owned(), format!("www.{DOMAIN}")]);
    let certificate = config.viewer_certificate().expect("it has a certificate");
    assert_eq!(certificate.acm_certificate_arn(), Some(stands::text(made, "cert-cdn", "arn")));
    assert_eq!(certificate.ssl_support_method(), Some(&cdn::SslSupportMethod::SniOnly));
    assert_eq!(certificate.minimum_protocol_version(), Some(&cdn::MinimumProtocolVersion::TlSv122021));
    let mut origins = config.origins().expect("it has origins").items().iter();
    let api = origins.find(|origin| origin.id() == "api").expect("one is the back-end");
    assert_eq!(api.domain_name(), format!("api.{DOMAIN}"));
    let custom = api.custom_origin_config().expect("it is a host of its own");
    assert_eq!(custom.origin_protocol_policy(), &cdn::OriginProtocolPolicy::HttpsOnly);
}
