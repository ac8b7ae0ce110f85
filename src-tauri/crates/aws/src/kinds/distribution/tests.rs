use std::fs;

use tempfile::TempDir;

use aws_sdk_cloudfront::types::{Aliases, MinimumProtocolVersion, SslSupportMethod};
use naru_engine::Reference;

use super::config::{API, managed};
use super::*;
use crate::drive::{DOMAIN, Domain, Drive, REGION};
use crate::kinds::bucket_policy::{self, BucketPolicy};
use crate::kinds::function::Function;
use crate::kinds::listener::HEADER;
use crate::kinds::load_balancer::{self, LoadBalancer};
use crate::kinds::network::{self, Network};
use crate::kinds::origin_access_control::OriginAccessControl;
use crate::kinds::parameter::{self, Parameter};
use crate::kinds::security_group::{self, SecurityGroup};
use crate::kinds::site_files::{self, SiteFiles};
use crate::price::Table;
use crate::site::Manifest;

fn spec(site: Site) -> Spec {
    Spec { site: Some(site), api: None, comment: "a test".into(), aliases: Vec::new(), certificate: None }
}

fn calls(drive: &Drive, operation: &str) -> usize {
    drive.practice.calls().iter().filter(|call| call.operation == operation).count()
}

async fn visit(drive: &Drive, state: &State, path: &str) -> (u16, String) {
    let request = http::Request::get(format!("https://{}{path}", state.domain_name)).body(Vec::new());
    let answer = drive.practice.visit(&request.expect("a request")).await.expect("an answer");
    (answer.status().as_u16(), String::from_utf8_lossy(answer.body()).into_owned())
}

#[tokio::test(start_paused = true)]
async fn cf_inprogress_and_then_a_visitor_sees_the_site() {
    let drive = Drive::new();
    let spec = spec(drive.site().await);
    let cx = drive.context("cdn");
    let (table, charges) = (Table::bundled(), Distribution.price(&spec));
    let month = |charge| table.line(REGION, charge).expect("a price").cost.month.micro_usd;
    assert!(charges.iter().map(month).all(|cost| cost == 0), "always free");
    assert_eq!(Distribution.find(&cx.reading(), &spec).await, Ok(None));
    let state = Distribution.create(&cx, &spec).await.expect("a distribution");
    assert_eq!(Distribution.create(&cx, &spec).await, Ok(state.clone()));
    assert_eq!(Distribution.find(&cx.reading(), &spec).await, Ok(Some(state.clone())));
    let node = drive.node::<Distribution>("cdn", &spec, &state);

    let bucket = spec.site.as_ref().expect("a site").bucket.clone();
    let policy =
        bucket_policy::Spec { bucket: bucket.clone(), distribution: Reference::exists(&node).lets_go() };
    drive.have(&BucketPolicy, "bucket-policy", &policy).await;
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("index.html"), "<p>one").expect("a page");
    let digest = |folder: &TempDir| Manifest::build(folder.path()).expect("a site").digest();
    let mut files = site_files::Spec {
        bucket,
        distribution: Reference::exists(&node).lets_go(),
        folder: folder.path().to_owned(),
        digest: digest(&folder),
    };
    let (_, uploaded) = drive.have(&SiteFiles, "site", &files).await;

    let (_, took) = drive.settle(&Distribution, &cx, &spec, &state).await;
    assert!((150..200).contains(&took), "{took} s");
    assert_eq!(visit(&drive, &state, "/").await, (200, "<p>one".into()));
    assert_eq!(visit(&drive, &state, "/users/7").await, (200, "<p>one".into()));
    // s3.regional_host: with ListBucket a missing file is honestly missing, and no page.
    assert_eq!(visit(&drive, &state, "/missing.js").await.0, 404);

    fs::write(folder.path().join("index.html"), "<p>two").expect("a page");
    files.digest = digest(&folder);
    let again = drive.context("site");
    let updated = SiteFiles.update(&again, &files, &uploaded).await.expect("an update");
    assert!(updated.invalidation.is_some());
    assert_eq!(calls(&drive, "HeadObject"), 0, "by the same rules nothing has other headers");
    let (settled, took) = drive.settle(&SiteFiles, &again, &files, &updated).await;
    assert!(settled.invalidation.is_none() && took > 0, "{took} s");
    assert_eq!(visit(&drive, &state, "/").await, (200, "<p>two".into()));
}

#[tokio::test(start_paused = true)]
async fn a_distribution_that_is_as_wanted_is_not_changed() {
    let drive = Drive::new();
    let mut spec = spec(drive.site().await);
    let cx = drive.context("cdn");
    let state = Distribution.create(&cx, &spec).await.expect("a distribution");
    Distribution.update(&cx, &spec, &state).await.expect("nothing to do");
    assert_eq!(calls(&drive, "UpdateDistribution"), 0);
    spec.comment = "another".into();
    assert_eq!(Distribution.create(&cx, &spec).await, Ok(state.clone()), "cf.caller_ref_other_config");
    assert_eq!(calls(&drive, "UpdateDistribution"), 1);
    Distribution.update(&cx, &spec, &state).await.expect("nothing to do");
    assert_eq!(calls(&drive, "UpdateDistribution"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_domain_is_added_to_a_running_site_and_taken_away_and_the_old_address_answers_throughout() {
    let drive = Drive::new();
    let domain = Domain::issued(&drive).await;
    let site = drive.site().await;
    let plain = spec(site.clone());
    let cx = drive.context("cdn");
    let state = Distribution.create(&cx, &plain).await.expect("a distribution");
    let (state, _) = drive.settle(&Distribution, &cx, &plain, &state).await;
    let named = Spec {
        aliases: vec![DOMAIN.into(), format!("www.{DOMAIN}")],
        certificate: Some(Reference::ready(&domain.certificates[0])),
        ..plain.clone()
    };
    assert_eq!(Distribution.update(&cx, &named, &state).await.as_ref(), Ok(&state));
    assert_eq!(visit(&drive, &state, "/").await.0, 403, "the bucket is closed, and the address answers");
    let current = Distribution.read(&cx.reading(), &state).await.expect("a look").expect("a distribution");
    let shown = current.config.viewer_certificate().expect("a certificate");
    assert_eq!(shown.minimum_protocol_version(), Some(&MinimumProtocolVersion::TlSv122021));
    assert_eq!(shown.ssl_support_method(), Some(&SslSupportMethod::SniOnly));
    Distribution.update(&cx, &named, &state).await.expect("nothing to do");
    assert_eq!(calls(&drive, "UpdateDistribution"), 1);
    assert_eq!(
        Distribution.appearance(REGION, Some(&named), Some(&state)).address,
        Some(format!("https://{DOMAIN}"))
    );
    let own = crate::domain::taken(&cx.reading().cloud, &named.aliases, &cx.deployment).await;
    assert_eq!(own, Ok(Vec::new()), "our own names aren't taken");
    let others =
        crate::domain::taken(&cx.reading().cloud, &named.aliases, "otherdeploy1").await.expect("a look");
    assert_eq!(others.len(), 2);
    assert_eq!(others[0].distribution.as_ref(), Some(&state.id));

    Distribution.update(&cx, &plain, &state).await.expect("without a domain");
    let current = Distribution.read(&cx.reading(), &state).await.expect("a look").expect("a distribution");
    assert_eq!(current.config.aliases().map(Aliases::quantity), Some(0));
    let shown = current.config.viewer_certificate().expect("a certificate");
    assert_eq!(shown.cloud_front_default_certificate(), Some(true));
}

#[tokio::test(start_paused = true)]
async fn cf_cname_taken_keeps_its_code_and_a_certificate_that_is_not_issued_is_tried_again() {
    let drive = Drive::new();
    let domain = Domain::requested(&drive).await;
    let named = Spec {
        aliases: vec![DOMAIN.into()],
        certificate: Some(Reference::ready(&domain.certificates[0])),
        ..spec(drive.site().await)
    };
    let cx = drive.context("cdn");
    let refused = Distribution.create(&cx, &named).await.expect_err("it isn't issued");
    assert!(refused.is(&["InvalidViewerCertificate"]), "{refused}");
    assert_eq!(refused.class, Class::Propagating);
    let drive = Drive::new();
    let domain = Domain::issued(&drive).await;
    drive.practice.hold_alias_elsewhere(DOMAIN, true);
    let certificate = Some(Reference::ready(&domain.certificates[0]));
    let named = Spec { certificate, ..Spec { aliases: vec![DOMAIN.into()], ..spec(drive.site().await) } };
    let refused = Distribution.create(&drive.context("cdn"), &named).await.expect_err("it is taken");
    assert!(refused.is(&["CNAMEAlreadyExists"]) && refused.class == Class::Rejected, "{refused}");
}

#[tokio::test(start_paused = true)]
async fn cf_delete_before_deployed_is_waited_for_and_what_it_holds_says_so() {
    let drive = Drive::new();
    let site = drive.site().await;
    let spec = spec(site.clone());
    let cx = drive.context("cdn");
    let state = Distribution.create(&cx, &spec).await.expect("a distribution");
    let (state, _) = drive.settle(&Distribution, &cx, &spec, &state).await;
    let (function, access) = (site.function.expect("a function"), site.access);
    let held = Function.delete(&drive.context("paths"), &cx.get(&function).expect("a state")).await;
    assert!(matches!(held, Ok(Removal::Waiting(waiting)) if waiting.what == "held_by_distribution"));
    let held = OriginAccessControl.delete(&drive.context("oac"), &cx.get(&access).expect("a state")).await;
    assert!(matches!(held, Ok(Removal::Waiting(waiting)) if waiting.what == "held_by_distribution"));
    let other = drive.context("other");
    assert_eq!(Distribution.delete(&other, &state).await, Ok(Removal::kept(common::Kept::NotOurs)));
    assert_eq!(drive.delete(&Distribution, &cx, &state).await, ["disabling"]);
    assert_eq!(Distribution.delete(&cx, &state).await, Ok(Removal::Missing));
    assert_eq!(Distribution.observe(&cx.reading(), &spec, &state).await, Ok(Observation::Lost));
    drive.delete(&Function, &drive.context("paths"), &cx.get(&function).expect("a state")).await;
}

#[tokio::test(start_paused = true)]
async fn the_secret_header_goes_to_the_load_balancer_and_nowhere_else() {
    let drive = Drive::new();
    let network = network::Spec { create_if_missing: false };
    let (network, _) = drive.have(&Network, "network", &network).await;
    let group = security_group::Spec {
        network: Reference::exists(&network),
        description: "load balancer".into(),
        ingress: Vec::new(),
    };
    let (group, _) = drive.have(&SecurityGroup, "alb-gate", &group).await;
    let balancer = load_balancer::Spec {
        network: Reference::exists(&network),
        group: Reference::exists(&group),
        zones: vec!["ap-northeast-2a".into(), "ap-northeast-2c".into()],
    };
    let (balancer, made) = drive.have(&LoadBalancer, "alb", &balancer).await;
    let path = "/naru/k3v9x0q2m4ab/origin".to_owned();
    let secret = parameter::Spec { path, value: parameter::Value::Generated };
    let (secret, _) = drive.have(&Parameter, "origin-secret", &secret).await;
    let api = Api {
        load_balancer: Reference::exists(&balancer).lets_go(),
        secret: Reference::exists(&secret),
        path: "/api/*".into(),
        function: None,
        own: None,
    };
    let spec = Spec { api: Some(api), ..spec(drive.site().await) };
    let cx = drive.context("cdn");
    let state = Distribution.create(&cx, &spec).await.expect("a distribution");
    let current = Distribution.read(&cx.reading(), &state).await.expect("a look").expect("a distribution");
    let origins = current.config.origins().expect("origins").items();
    let origin = origins.iter().find(|origin| origin.id() == API).expect("the API's origin");
    assert_eq!(origin.domain_name(), made.dns_name);
    let header = &origin.custom_headers().expect("headers").items()[0];
    assert_eq!((header.header_name(), header.header_value().len()), (HEADER, 48));
    let written = format!("{} {}", serde_json::json!(spec), serde_json::json!(state));
    assert!(!written.contains(header.header_value()));
    assert_eq!(current.config.cache_behaviors().expect("behaviours").items()[0].path_pattern(), "/api/*");

    let alone = Spec { site: None, ..spec };
    Distribution.update(&cx, &alone, &state).await.expect("an API alone");
    let current = Distribution.read(&cx.reading(), &state).await.expect("a look").expect("a distribution");
    let default = current.config.default_cache_behavior().expect("a behaviour");
    assert_eq!(
        (default.target_origin_id(), default.cache_policy_id()),
        (API, Some(managed::CACHING_DISABLED))
    );
    assert!(current.config.default_root_object().unwrap_or_default().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_distribution_of_nothing_is_refused_before_aws_is_asked() {
    let drive = Drive::new();
    let spec =
        Spec { site: None, api: None, comment: "a test".into(), aliases: Vec::new(), certificate: None };
    let refused = Distribution.create(&drive.context("cdn"), &spec).await.expect_err("nothing to serve");
    assert!(refused.is(&["naru.no_origin"]) && drive.practice.calls().is_empty(), "{refused}");
}

#[test]
fn cf_flat_rate() {
    let said = "You can't delete this distribution while it's subscribed to a pricing plan, until 2026-12-01";
    let refused = Failure::new(Class::Rejected, "delete the distribution", said).code("ResourceInUse");
    let refused = flat_rate(refused);
    assert!(refused.is(&["naru.flat_rate_plan"]) && refused.message.contains("2026-12-01"));
    let held = Failure::new(Class::Rejected, "delete the distribution", "in use").code("ResourceInUse");
    assert!(flat_rate(held).is(&["ResourceInUse"]));
}
