//! A domain with HTTPS: certificates in use, and what a visitor of its names meets.

use aws_sdk_acm::types::CertificateStatus;
use aws_sdk_cloudfront::primitives::Blob;
use aws_sdk_cloudfront::types as cf;
use aws_sdk_elasticloadbalancingv2::operation::create_listener::builders::CreateListenerFluentBuilder;
use aws_sdk_elasticloadbalancingv2::types as elb;
use aws_sdk_route53::types::{ChangeAction, RrType};
use http::{Request, Response};
use naru_dns::{Dns as _, Question, RecordType, Whom};

use crate::testing::{
    Ground, Home, SEOUL, SPA, behavior, certificate, code, forward, pass, practice, refused, requested, site,
    waits_for_record,
};
use crate::{Practice, VisitError};

const VIRGINIA: &str = "us-east-1";
const SEOUL_BALANCERS: &str = "ZWKZPGTI48KDX";
const DISTRIBUTIONS: &str = "Z2FDTNDATAQYW2";

/// What sends one name of a site to the other, in a function.
const TO_APEX: &str = "  if (request.headers.host.value === 'www.naru.kr') {
    var query = request.rawQueryString();
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: 'https://naru.kr' + uri + (query ? '?' + query : '') } }
    };
  }
";

async fn get(practice: &Practice, address: &str) -> Result<Response<Vec<u8>>, VisitError> {
    practice.visit(&Request::get(address).body(Vec::new()).expect("an address")).await
}

fn location(response: &Response<Vec<u8>>) -> &str {
    response.headers().get("location").map_or("", |value| value.to_str().expect("text"))
}

/// A listener for HTTPS with a certificate.
fn https(ground: &Ground, balancer: &str, group: &str, certificate: &str) -> CreateListenerFluentBuilder {
    let listener = ground.practice.elbv2(SEOUL).create_listener().load_balancer_arn(balancer).port(443);
    let certificate = elb::Certificate::builder().certificate_arn(certificate).build();
    listener.protocol("HTTPS".into()).certificates(certificate).default_actions(forward(group))
}

/// A distribution's configuration with alternate names and a certificate.
fn with_names(names: &[&str], certificate: Option<&str>) -> cf::builders::DistributionConfigBuilder {
    let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
    let count = i32::try_from(names.len()).expect("few");
    let aliases = cf::Aliases::builder().quantity(count).set_items(Some(names)).build().expect("whole");
    let shown = cf::ViewerCertificate::builder()
        .set_acm_certificate_arn(certificate.map(str::to_owned))
        .ssl_support_method(cf::SslSupportMethod::SniOnly)
        .minimum_protocol_version(cf::MinimumProtocolVersion::TlSv122021);
    let config = site("naru-site", "").aliases(aliases);
    if certificate.is_some() { config.viewer_certificate(shown.build()) } else { config }
}

async fn distribution(
    practice: &Practice,
    config: cf::builders::DistributionConfigBuilder,
) -> Result<cf::Distribution, String> {
    let call = practice.cloudfront(VIRGINIA).create_distribution();
    let made = call.distribution_config(config.build().expect("whole")).send().await;
    made.map(|made| made.distribution.expect("one")).map_err(|error| code(&error))
}

#[tokio::test(start_paused = true)]
async fn elbv2_https_unsupported_until_issued_and_acm_delete_in_use() {
    let ground = Ground::lay(practice()).await;
    let practice = &ground.practice;
    let home = Home::build(practice).await;
    let (balancer, _) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    let arn = requested(practice, SEOUL, &["naru.kr", "*.naru.kr"]).await;
    let (name, value) = waits_for_record(practice, SEOUL, &arn).await;
    refused!(https(&ground, &balancer, &group, &arn), "UnsupportedCertificate");
    home.put(&name, RrType::Cname, &value).await;
    pass(270).await;
    refused!(https(&ground, &balancer, &group, &arn).ssl_policy("naru"), "SSLPolicyNotFound");
    let made = https(&ground, &balancer, &group, &arn).send().await.expect("it is issued");
    assert_eq!(certificate(practice, SEOUL, &arn).await.in_use_by(), std::slice::from_ref(&balancer));
    let acm = practice.acm(SEOUL);
    refused!(acm.delete_certificate().certificate_arn(&arn), "ResourceInUseException");
    let listener = made.listeners()[0].listener_arn().expect("an arn");
    practice.elbv2(SEOUL).delete_listener().listener_arn(listener).send().await.expect("deleted");
    acm.delete_certificate().certificate_arn(&arn).send().await.expect("nobody uses it");
    refused!(https(&ground, &balancer, &group, &arn), "CertificateNotFound");
    let elsewhere = home.certificate(VIRGINIA).await;
    refused!(https(&ground, &balancer, &group, &elsewhere), "ValidationError");
}

#[tokio::test(start_paused = true)]
async fn acm_conflict() {
    let practice = practice();
    let arn = requested(&practice, SEOUL, &["naru.kr", "*.naru.kr"]).await;
    let delete = practice.acm(SEOUL).delete_certificate().certificate_arn(&arn);
    refused!(delete.clone(), "ConflictException");
    pass(3).await;
    delete.send().await.expect("it is made by now");
}

#[tokio::test(start_paused = true)]
async fn invalid_viewer_certificate_cf_cname_taken_and_cf_alias_dns_elsewhere() {
    let practice = practice();
    let home = Home::build(&practice).await;
    let with = |names: &[&str], certificate: Option<&str>, reference: &str| {
        distribution(&practice, with_names(names, certificate).caller_reference(reference))
    };
    let invalid = || Err("InvalidViewerCertificate".to_owned());
    assert_eq!(with(&["naru.kr"], None, "1").await, invalid(), "no certificate");
    let here = home.certificate(SEOUL).await;
    assert_eq!(with(&["naru.kr"], Some(&here), "1").await, invalid(), "another region's");
    let arn = requested(&practice, VIRGINIA, &["naru.kr", "*.naru.kr"]).await;
    assert_eq!(with(&["naru.kr"], Some(&arn), "1").await, invalid(), "it isn't issued yet");
    while certificate(&practice, VIRGINIA, &arn).await.status != Some(CertificateStatus::Issued) {
        pass(1).await;
    }
    assert_eq!(with(&["naru.kr"], Some(&arn), "1").await, invalid(), "CloudFront hasn't heard of it");
    pass(10).await;
    assert_eq!(with(&["naru.org"], Some(&arn), "1").await, invalid(), "it is for other names");
    let made = with(&["naru.kr"], Some(&arn), "1").await.expect("it is issued");
    assert_eq!(certificate(&practice, VIRGINIA, &arn).await.in_use_by(), [made.arn()]);
    let deleted = practice.acm(VIRGINIA).delete_certificate().certificate_arn(&arn);
    refused!(deleted, "ResourceInUseException");
    let taken = || Err("CNAMEAlreadyExists".to_owned());
    assert_eq!(with(&["naru.kr"], Some(&arn), "2").await, taken());
    practice.hold_alias_elsewhere("www.naru.kr", true);
    assert_eq!(with(&["www.naru.kr"], Some(&arn), "2").await, taken());
    practice.hold_alias_elsewhere("www.naru.kr", false);
    let second = with(&["www.naru.kr"], Some(&arn), "2").await.expect("it was given up");

    // cf.alias_dns_elsewhere: whoever has the distribution that the name leads to.
    for (leads_to, reference) in [(second.domain_name(), "3"), ("d0nobodys.cloudfront.net", "4")] {
        home.put("shop.naru.kr", RrType::Cname, leads_to).await;
        pass(120).await;
        assert_eq!(with(&["shop.naru.kr"], Some(&arn), reference).await, taken(), "{leads_to}");
    }
    home.put("shop.naru.kr", RrType::Cname, "shop.example.net").await;
    pass(120).await;
    with(&["shop.naru.kr"], Some(&arn), "5").await.expect("it leads to no distribution");
}

#[tokio::test(start_paused = true)]
async fn acm_pending_validation_begins_when_the_name_servers_are_right() {
    let practice = practice();
    practice.exercise("naru.kr", true);
    let home = Home::build(&practice).await;
    let arn = requested(&practice, SEOUL, &["naru.kr"]).await;
    let (name, value) = waits_for_record(&practice, SEOUL, &arn).await;
    home.put(&name, RrType::Cname, &value).await;
    pass(2 * 3600).await;
    let waiting = certificate(&practice, SEOUL, &arn).await.status;
    assert_eq!(waiting, Some(CertificateStatus::PendingValidation), "`dns.delegation`: it waits for ever");
    let zone = practice.route53(VIRGINIA).get_hosted_zone().id(&home.zone).send().await.expect("there");
    practice.set_registrar("naru.kr", zone.delegation_set().expect("servers").name_servers());
    pass(80).await;
    let waiting = certificate(&practice, SEOUL, &arn).await.status;
    assert_eq!(waiting, Some(CertificateStatus::PendingValidation), "its time begins with the right servers");
    pass(140).await;
    let issued = certificate(&practice, SEOUL, &arn).await.status;
    assert_eq!(issued, Some(CertificateStatus::Issued));
}

#[tokio::test(start_paused = true)]
async fn an_api_of_a_domain_answers_by_https_and_sends_http_there() {
    let ground = Ground::lay(practice()).await;
    let practice = &ground.practice;
    let home = Home::build(practice).await;
    let (balancer, target) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    let arn = home.certificate(SEOUL).await;
    let policy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";
    https(&ground, &balancer, &group, &arn).ssl_policy(policy).send().await.expect("a listener");
    let to =
        elb::RedirectActionConfig::builder().protocol("HTTPS").port("443").status_code("HTTP_301".into());
    let action = elb::Action::builder().r#type("redirect".into()).redirect_config(to.build()).build();
    let plain = practice.elbv2(SEOUL).create_listener().load_balancer_arn(&balancer).port(80);
    plain.protocol("HTTP".into()).default_actions(action).send().await.expect("a listener");
    let api = "https://api.naru.kr/health";
    assert_eq!(get(practice, api).await.expect_err("no record"), VisitError::Dns("api.naru.kr".to_owned()));
    home.lead("api.naru.kr", SEOUL_BALANCERS, &target).await;
    home.put("deep.api.naru.kr", RrType::Cname, "api.naru.kr").await;
    pass(240).await;
    let shut = get(practice, api).await.expect_err("its group lets nobody in");
    assert_eq!(shut, VisitError::TimedOut("api.naru.kr".to_owned()));
    ground.open(80, "0.0.0.0/0").await;
    ground.open(443, "0.0.0.0/0").await;
    assert_eq!(get(practice, api).await.expect("an answer").status(), 200);
    let sent = get(practice, "http://api.naru.kr/health?a=b").await.expect("an answer");
    assert_eq!((sent.status().as_u16(), location(&sent)), (301, "https://api.naru.kr:443/health?a=b"));
    let other =
        get(practice, "https://deep.api.naru.kr/").await.expect_err("the wildcard stands for one label");
    assert_eq!(other, VisitError::Certificate("deep.api.naru.kr".to_owned()));
    let own =
        get(practice, &format!("https://{target}/health")).await.expect_err("it has no certificate for that");
    assert_eq!(own, VisitError::Certificate(target));
    assert_eq!(get(practice, "http://api.naru.kr:443/").await.expect("an answer").status(), 400);
    let shaken = practice.handshake("api.naru.kr").await.expect("TLS is spoken there");
    assert_eq!(shaken.names, ["naru.kr", "*.naru.kr"]);
    assert_eq!(
        (shaken.issuer.as_str(), shaken.versions),
        ("Amazon", vec!["TLSv1.2".into(), "TLSv1.3".into()])
    );
    assert!(shaken.not_after > practice.now());
}

#[tokio::test(start_paused = true)]
async fn a_site_of_a_domain_answers_to_its_names_and_sends_www_to_the_apex() {
    let practice = practice();
    let home = Home::build(&practice).await;
    let arn = home.certificate(VIRGINIA).await;
    let code = SPA.replacen("  if", &format!("{TO_APEX}  if"), 1);
    let client = practice.cloudfront(VIRGINIA);
    let config = cf::FunctionConfig::builder().comment("").runtime(cf::FunctionRuntime::CloudfrontJs20);
    let function = client.create_function().name("www").function_code(Blob::new(code));
    let function = function.function_config(config.build().expect("whole")).send().await.expect("made");
    let etag = function.e_tag().expect("an etag");
    client.publish_function().name("www").if_match(etag).send().await.expect("published");
    let function = function.function_summary().and_then(|one| one.function_metadata()).expect("metadata");
    let function = cf::FunctionAssociation::builder()
        .event_type(cf::EventType::ViewerRequest)
        .function_arn(function.function_arn());
    let functions =
        cf::FunctionAssociations::builder().quantity(1).items(function.build().expect("whole")).build();
    let default = behavior("site").function_associations(functions.expect("whole")).build().expect("whole");
    let config = with_names(&["naru.kr", "www.naru.kr"], Some(&arn)).default_cache_behavior(default);
    let made = distribution(&practice, config).await.expect("made");
    for name in ["naru.kr", "www.naru.kr", "other.naru.kr"] {
        home.lead(name, DISTRIBUTIONS, made.domain_name()).await;
    }
    let early = get(&practice, "https://naru.kr/").await.expect_err("it is being deployed");
    assert_eq!(early, VisitError::Dns("naru.kr".to_owned()));
    pass(240).await;
    let page = get(&practice, "https://naru.kr/").await.expect("an answer");
    assert_eq!(page.headers()["server"], "AmazonS3", "what the bucket behind it says");
    let plain = get(&practice, "http://naru.kr/a?b=c").await.expect("an answer");
    assert_eq!((plain.status().as_u16(), location(&plain)), (301, "https://naru.kr/a?b=c"));
    let www = get(&practice, "https://www.naru.kr/a?b=c").await.expect("an answer");
    assert_eq!((www.status().as_u16(), location(&www)), (301, "https://naru.kr/a?b=c"));
    let unknown = get(&practice, "http://other.naru.kr/").await.expect("an answer");
    assert_eq!(unknown.status(), 403, "no distribution has that name");
    let shaken = practice.handshake("naru.kr").await.expect("TLS is spoken there");
    assert_eq!(shaken.names, ["naru.kr", "*.naru.kr"]);
    assert_eq!(shaken.versions, ["TLSv1.2", "TLSv1.3"]);
    // A provider that has no alias records of AWS's keeps the addresses that the distribution's name has.
    practice.exercise("naru.kr", true);
    let asked = Question::new(made.domain_name(), RecordType::A, Whom::Public(0));
    for address in practice.ask(&asked).await.expect("its name leads somewhere").values() {
        practice.set_outside_record("naru.kr", RecordType::A, &address);
    }
    let page = get(&practice, "https://naru.kr/").await.expect("an answer");
    assert_eq!(page.headers()["server"], "AmazonS3");
    let own = practice.handshake(made.domain_name()).await.expect("TLS is spoken there");
    assert_eq!(own.names, ["*.cloudfront.net"]);
    let own = get(&practice, &format!("https://{}/", made.domain_name())).await.expect("an answer");
    assert_eq!(own.headers()["server"], "AmazonS3", "its own name still answers");
}

#[tokio::test(start_paused = true)]
async fn cloudfront_trusts_an_origin_with_a_certificate_for_its_name() {
    let ground = Ground::lay(practice()).await;
    let practice = &ground.practice;
    let home = Home::build(practice).await;
    let (balancer, target) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    let arn = home.certificate(SEOUL).await;
    https(&ground, &balancer, &group, &arn).send().await.expect("a listener");
    ground.open(443, "0.0.0.0/0").await;
    home.lead("api.naru.kr", SEOUL_BALANCERS, &target).await;
    let mut sites = Vec::new();
    for (name, place) in [("api.naru.kr", "1"), (target.as_str(), "2")] {
        let only = cf::OriginProtocolPolicy::HttpsOnly;
        let custom = cf::CustomOriginConfig::builder().http_port(80).https_port(443);
        let custom = custom.origin_protocol_policy(only).build().expect("whole");
        let origin = cf::Origin::builder().id("site").domain_name(name).custom_origin_config(custom);
        let origins = cf::Origins::builder().quantity(1).items(origin.build().expect("whole")).build();
        let config = site("naru-site", "").origins(origins.expect("whole")).caller_reference(place);
        sites.push(distribution(practice, config.default_root_object("health")).await.expect("made"));
    }
    pass(240).await;
    for (made, status) in sites.iter().zip([200, 502]) {
        let answer = get(practice, &format!("https://{}/health", made.domain_name())).await;
        assert_eq!(answer.expect("an answer").status(), status);
    }
}

#[tokio::test(start_paused = true)]
async fn a_domain_whose_dns_stays_elsewhere_leads_to_a_load_balancer_by_a_cname() {
    let ground = Ground::lay(practice()).await;
    let practice = &ground.practice;
    let (balancer, target) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    ground.listener(&balancer, &group).await;
    ground.open(80, "0.0.0.0/0").await;
    practice.set_outside_record("api.naru.kr", RecordType::Cname, &format!("{target}."));
    pass(240).await;
    assert_eq!(get(practice, "http://api.naru.kr/health").await.expect("an answer").status(), 200);
    // A zone of that name takes the domain over, with nothing in it yet.
    let home = Home::build(practice).await;
    let gone = get(practice, "http://api.naru.kr/health").await.expect_err("the zone has no such record");
    assert_eq!(gone, VisitError::Dns("api.naru.kr".to_owned()));
    home.lead("api.naru.kr", SEOUL_BALANCERS, &target).await;
    pass(80).await;
    assert_eq!(get(practice, "http://api.naru.kr/health").await.expect("an answer").status(), 200);
    let record =
        practice.route53(VIRGINIA).list_resource_record_sets().hosted_zone_id(&home.zone).send().await;
    let record = record.expect("listed").resource_record_sets().last().expect("the alias").clone();
    home.change(ChangeAction::Delete, record).await;
    pass(80).await;
    assert_eq!(get(practice, "http://api.naru.kr/health").await.expect_err("deleted"), gone);
}
