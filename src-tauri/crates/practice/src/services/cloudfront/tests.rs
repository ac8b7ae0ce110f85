//! CloudFront's rules, through the SDK's own client.

use std::time::Duration;

use aws_sdk_cloudfront::Client;
use aws_sdk_cloudfront::operation::get_distribution::GetDistributionError;
use aws_sdk_cloudfront::primitives::Blob;
use aws_sdk_cloudfront::types::{
    Aliases, DistributionConfig, DistributionConfigWithTags, EventType, FunctionAssociation,
    FunctionAssociations, FunctionConfig, FunctionRuntime, FunctionStage, Invalidation, InvalidationBatch,
    OriginAccessControlConfig, OriginAccessControlOriginTypes, OriginAccessControlSigningBehaviors,
    OriginAccessControlSigningProtocols, Paths, Tag, Tags, ViewerCertificate,
};
use naru_engine::Clock;

use crate::testing::{SPA, behavior, code, site};
use crate::{Gate, Practice};

fn account() -> (Practice, Client) {
    let practice = Practice::new(Clock::real());
    let client = practice.cloudfront("us-east-1");
    (practice, client)
}

async fn access_control(client: &Client, name: &str) -> String {
    let made = client.create_origin_access_control().origin_access_control_config(control(name)).send().await;
    made.expect("made").origin_access_control().expect("a control").id().to_owned()
}

fn control(name: &str) -> OriginAccessControlConfig {
    OriginAccessControlConfig::builder()
        .name(name)
        .signing_protocol(OriginAccessControlSigningProtocols::Sigv4)
        .signing_behavior(OriginAccessControlSigningBehaviors::Always)
        .origin_access_control_origin_type(OriginAccessControlOriginTypes::S3)
        .build()
        .expect("whole")
}

async fn create(client: &Client, config: DistributionConfig) -> Result<(String, String), String> {
    match client.create_distribution().distribution_config(config).send().await {
        Ok(made) => {
            let id = made.distribution().expect("one").id().to_owned();
            Ok((id, made.e_tag().expect("an etag").to_owned()))
        }
        Err(error) => Err(code(&error)),
    }
}

fn built(config: aws_sdk_cloudfront::types::builders::DistributionConfigBuilder) -> DistributionConfig {
    config.build().expect("whole")
}

/// What a distribution says of itself, all of it.
async fn standing(client: &Client, id: &str) -> DistributionConfig {
    let got = client.get_distribution_config().id(id).send().await.expect("it is there");
    got.distribution_config.expect("a configuration")
}

async fn function(client: &Client, name: &str, text: &str) -> Result<(String, String), String> {
    let config = FunctionConfig::builder().comment("").runtime(FunctionRuntime::CloudfrontJs20).build();
    let call = client.create_function().name(name).function_code(Blob::new(text));
    match call.function_config(config.expect("whole")).send().await {
        Ok(made) => {
            let arn =
                made.function_summary().and_then(|summary| summary.function_metadata()).expect("metadata");
            Ok((arn.function_arn().to_owned(), made.e_tag().expect("an etag").to_owned()))
        }
        Err(error) => Err(code(&error)),
    }
}

fn associated(arn: &str) -> FunctionAssociations {
    let one = FunctionAssociation::builder().event_type(EventType::ViewerRequest).function_arn(arn).build();
    FunctionAssociations::builder().quantity(1).items(one.expect("whole")).build().expect("whole")
}

#[tokio::test(start_paused = true)]
async fn cf_inprogress() {
    let (_practice, client) = account();
    let oac = access_control(&client, "naru").await;
    let (id, _) = create(&client, built(site("naru-site", &oac))).await.expect("made");
    let status = async || {
        let found = client.get_distribution().id(&id).send().await.expect("it is there");
        let found = found.distribution().expect("one").clone();
        assert!(found.domain_name().starts_with('d') && found.domain_name().ends_with(".cloudfront.net"));
        found.status().to_owned()
    };
    assert_eq!(status().await, "InProgress");
    tokio::time::sleep(Duration::from_secs(160)).await;
    assert_eq!(status().await, "InProgress");
    tokio::time::sleep(Duration::from_secs(20)).await;
    assert_eq!(status().await, "Deployed");
}

#[tokio::test(start_paused = true)]
async fn a_configuration_comes_back_as_it_was_sent() {
    let (_practice, client) = account();
    let oac = access_control(&client, "naru").await;
    let (id, etag) = create(&client, built(site("naru-site", &oac))).await.expect("made");
    let got = client.get_distribution_config().id(&id).send().await.expect("it is there");
    assert_eq!(got.e_tag(), Some(etag.as_str()));
    let config = got.distribution_config().expect("one").clone();
    assert_eq!(config.origins().expect("origins").items()[0].origin_access_control_id(), Some(oac.as_str()));
    // What was read is taken as it is, as every client that updates does.
    client
        .update_distribution()
        .id(&id)
        .if_match(&etag)
        .distribution_config(config)
        .send()
        .await
        .expect("updated");
}

#[tokio::test(start_paused = true)]
async fn cf_update_says_all() {
    let (_practice, client) = account();
    let oac = access_control(&client, "naru").await;
    let (id, etag) = create(&client, built(site("naru-site", &oac))).await.expect("made");
    let update = async |config: DistributionConfig| {
        let update = client.update_distribution().id(&id).if_match(&etag).distribution_config(config);
        code(&update.send().await.expect_err("something is left out"))
    };
    let whole = standing(&client, &id).await;
    assert_eq!(update(built(site("naru-site", &oac))).await, "InvalidArgument", "what a creation may say");
    let mut without = whole.clone();
    without.default_root_object = None;
    assert_eq!(update(without).await, "InvalidArgument");
    let mut without = whole.clone();
    let behavior = without.default_cache_behavior.as_mut().expect("a behaviour");
    behavior.smooth_streaming = None;
    assert_eq!(update(without).await, "InvalidArgument");
    let mut without = whole;
    let origin = &mut without.origins.as_mut().expect("origins").items[0];
    origin.origin_path = None;
    assert_eq!(update(without).await, "InvalidArgument");
}

#[tokio::test(start_paused = true)]
async fn cf_caller_ref_other_config() {
    let (_practice, client) = account();
    let oac = access_control(&client, "naru").await;
    let (id, _) = create(&client, built(site("naru-site", &oac))).await.expect("made");
    assert_eq!(create(&client, built(site("naru-site", &oac))).await.expect("the same one").0, id);
    let other = create(&client, built(site("naru-other", &oac))).await;
    assert_eq!(other, Err("DistributionAlreadyExists".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn what_names_something_that_is_not_there_is_refused() {
    let (_practice, client) = account();
    let oac = access_control(&client, "naru").await;
    let with = |behavior: aws_sdk_cloudfront::types::builders::DefaultCacheBehaviorBuilder| {
        create(
            &client,
            built(site("naru-site", &oac).default_cache_behavior(behavior.build().expect("whole"))),
        )
    };
    assert_eq!(with(behavior("nothing")).await, Err("NoSuchOrigin".to_owned()));
    let unknown = "00000000-0000-0000-0000-000000000000";
    assert_eq!(with(behavior("site").cache_policy_id(unknown)).await, Err("NoSuchCachePolicy".to_owned()));
    let refused = with(behavior("site").origin_request_policy_id(unknown)).await;
    assert_eq!(refused, Err("NoSuchOriginRequestPolicy".to_owned()));
    let refused = create(&client, built(site("naru-site", "E0000000000000"))).await;
    assert_eq!(refused, Err("NoSuchOriginAccessControl".to_owned()));
    let aliases = Aliases::builder().quantity(2).items("naru.example").build().expect("whole");
    let refused = create(&client, built(site("naru-site", &oac).aliases(aliases))).await;
    assert_eq!(refused, Err("InconsistentQuantities".to_owned()));
    let aliases = Aliases::builder().quantity(1).items("naru.example").build().expect("whole");
    let refused = create(&client, built(site("naru-site", &oac).aliases(aliases.clone()))).await;
    assert_eq!(refused, Err("InvalidViewerCertificate".to_owned()));
    let certificate =
        ViewerCertificate::builder().acm_certificate_arn("arn:aws:acm:ap-northeast-2:1:certificate/1");
    let config = site("naru-site", &oac).aliases(aliases).viewer_certificate(certificate.build());
    assert_eq!(create(&client, built(config)).await, Err("InvalidViewerCertificate".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn cf_oac_dup_name_and_in_use() {
    let (_practice, client) = account();
    let oac = access_control(&client, "naru").await;
    let again =
        client.create_origin_access_control().origin_access_control_config(control("naru")).send().await;
    assert_eq!(code(&again.expect_err("the name is taken")), "OriginAccessControlAlreadyExists");
    create(&client, built(site("naru-site", &oac))).await.expect("made");
    let etag = client.get_origin_access_control().id(&oac).send().await.expect("there").e_tag;
    let delete = client.delete_origin_access_control().id(&oac);
    let wrong = delete.clone().if_match("E0").send().await.expect_err("another etag");
    assert_eq!(code(&wrong), "PreconditionFailed");
    let used = delete.set_if_match(etag).send().await.expect_err("in use");
    assert_eq!(code(&used), "OriginAccessControlInUse");
}

#[tokio::test(start_paused = true)]
async fn cf_fn_dup_publish_wrong_etag_and_in_use() {
    let (_practice, client) = account();
    let oac = access_control(&client, "naru").await;
    let (arn, etag) = function(&client, "naru", SPA).await.expect("made");
    assert_eq!(function(&client, "naru", SPA).await, Err("FunctionAlreadyExists".to_owned()));
    let use_it = || {
        let behavior = behavior("site").function_associations(associated(&arn)).build().expect("whole");
        create(&client, built(site("naru-site", &oac).default_cache_behavior(behavior)))
    };
    assert_eq!(use_it().await, Err("InvalidFunctionAssociation".to_owned()), "it is not live yet");
    let wrong = client.publish_function().name("naru").if_match("E0").send().await.expect_err("another etag");
    assert_eq!(code(&wrong), "PreconditionFailed");
    client.publish_function().name("naru").if_match(&etag).send().await.expect("published");
    let live = client.describe_function().name("naru").stage(FunctionStage::Live).send().await;
    assert!(live.is_ok());
    use_it().await.expect("made");
    let used = client.delete_function().name("naru").if_match(&etag).send().await.expect_err("in use");
    assert_eq!(code(&used), "FunctionInUse");
}

#[tokio::test(start_paused = true)]
async fn a_test_runs_the_function_and_tells_of_its_failure() {
    let (_practice, client) = account();
    let event = Blob::new(
        r#"{"version":"1.0","request":{"method":"GET","uri":"/users/7","querystring":{"a":{"value":"1"}}}}"#,
    );
    let tested = async |name: &str, code: &str| {
        let (_, etag) = function(&client, name, code).await.expect("made");
        let run = client.test_function().name(name).if_match(etag).event_object(event.clone()).send().await;
        run.expect("it was tried").test_result.expect("a result")
    };
    let good = tested("naru", SPA).await;
    let output = good.function_output().expect("an output");
    assert!(output.contains(r#""uri":"/index.html""#) && output.contains(r#""a":{"value":"1"}"#), "{output}");
    assert_eq!(good.function_error_message(), Some(""));
    let own = "function handler(event) { console.log('own'); return { statusCode: 204 }; }";
    let own = tested("own", own).await;
    assert_eq!(own.function_output(), Some(r#"{"response":{"statusCode":204}}"#));
    assert_eq!(own.function_execution_logs(), ["own"]);
    let endless = tested("endless", "function handler() { for (;;) {} }").await;
    assert_eq!((endless.function_output(), endless.compute_utilization()), (Some(""), Some("100")));
    assert!(endless.function_error_message().is_some_and(|text| text.contains("too long")));
    let astray =
        tested("astray", "function handler(event) { event.request.uri = ''; return event.request; }").await;
    assert!(astray.function_error_message().is_some_and(|text| text.contains("slash")));
    let long = format!("function handler() {{}}{}", " ".repeat(10_240));
    assert_eq!(function(&client, "long", &long).await, Err("FunctionSizeLimitExceeded".to_owned()));
    let (_, etag) = function(&client, "again", SPA).await.expect("made");
    let no_event = client.test_function().name("again").if_match(etag).event_object(Blob::new("{}"));
    assert_eq!(code(&no_event.send().await.expect_err("it has no request")), "InvalidArgument");
}

#[tokio::test(start_paused = true)]
async fn cf_update_wrong_etag_delete_enabled_before_deployed_and_old_etag() {
    let (_practice, client) = account();
    let oac = access_control(&client, "naru").await;
    let (id, etag) = create(&client, built(site("naru-site", &oac))).await.expect("made");
    let mut off = standing(&client, &id).await;
    off.enabled = false;
    let update = client.update_distribution().id(&id).distribution_config(off);
    assert_eq!(code(&update.clone().send().await.expect_err("no etag")), "InvalidIfMatchVersion");
    assert_eq!(code(&update.clone().if_match("E0").send().await.expect_err("another")), "PreconditionFailed");
    let delete = |etag: &str| client.delete_distribution().id(&id).if_match(etag).send();
    tokio::time::sleep(Duration::from_mins(4)).await;
    assert_eq!(code(&delete(&etag).await.expect_err("it is enabled")), "DistributionNotDisabled");
    let fresh = update.if_match(&etag).send().await.expect("disabled").e_tag.expect("an etag");
    assert_eq!(code(&delete(&fresh).await.expect_err("it is in progress")), "DistributionNotDisabled");
    tokio::time::sleep(Duration::from_mins(4)).await;
    assert_eq!(code(&delete(&etag).await.expect_err("an old etag")), "PreconditionFailed");
    delete(&fresh).await.expect("deleted");
    let gone = client.get_distribution().id(&id).send().await.expect_err("gone");
    assert!(gone.as_service_error().is_some_and(GetDistributionError::is_no_such_distribution));
}

#[tokio::test(start_paused = true)]
async fn cf_flat_rate() {
    let (practice, client) = account();
    let oac = access_control(&client, "naru").await;
    let config = built(site("naru-site", &oac).enabled(false));
    let (id, etag) = create(&client, config).await.expect("made");
    assert!(practice.subscribe_to_flat_rate(&id, practice.now() + Duration::from_hours(24 * 20)));
    tokio::time::sleep(Duration::from_mins(4)).await;
    let delete = || client.delete_distribution().id(&id).if_match(&etag).send();
    let held = delete().await.expect_err("the billing period isn't over");
    assert_eq!(code(&held), "ResourceInUse");
    tokio::time::sleep(Duration::from_hours(24 * 20)).await;
    delete().await.expect("the period is over");
}

#[tokio::test(start_paused = true)]
async fn cf_invalidation() {
    let (_practice, client) = account();
    let oac = access_control(&client, "naru").await;
    let (id, _) = create(&client, built(site("naru-site", &oac))).await.expect("made");
    let paths = Paths::builder().quantity(1).items("/*").build().expect("whole");
    let batch = InvalidationBatch::builder().caller_reference("1").paths(paths).build().expect("whole");
    let again = || client.create_invalidation().distribution_id(&id).invalidation_batch(batch.clone()).send();
    let made = again().await.expect("made").invalidation.expect("one");
    assert_eq!(made.status(), "InProgress");
    assert_eq!(again().await.expect("the same").invalidation.expect("one").id(), made.id());
    tokio::time::sleep(Duration::from_secs(45)).await;
    let got = client.get_invalidation().distribution_id(&id).id(made.id()).send().await.expect("there");
    assert_eq!(got.invalidation().map(Invalidation::status), Some("Completed"));
}

#[tokio::test(start_paused = true)]
async fn tags_and_lists_and_acct_gates() {
    let (practice, client) = account();
    let oac = access_control(&client, "naru").await;
    let mut arns = Vec::new();
    for number in 0..3 {
        let tag = Tag::builder().key("naru:node").value(number.to_string()).build().expect("whole");
        let both = DistributionConfigWithTags::builder()
            .distribution_config(built(site("naru-site", &oac).caller_reference(number.to_string())))
            .tags(Tags::builder().items(tag).build())
            .build();
        let made = client.create_distribution_with_tags().distribution_config_with_tags(both).send().await;
        arns.push(made.expect("made").distribution().expect("one").arn().to_owned());
    }
    let tags = client.list_tags_for_resource().resource(&arns[1]).send().await.expect("tags");
    assert_eq!(tags.tags().expect("tags").items()[0].value(), Some("1"));
    let (mut marker, mut found, mut pages) = (None, Vec::new(), 0);
    loop {
        let page = client.list_distributions().max_items(2).set_marker(marker).send().await.expect("a page");
        let list = page.distribution_list().expect("a list").clone();
        found.extend(list.items().iter().map(|one| one.arn().to_owned()));
        pages += 1;
        marker = list.next_marker;
        if marker.is_none() {
            break;
        }
    }
    arns.sort();
    assert_eq!((pages, found.len()), (2, 4), "three of ours and a foreign one");
    found.retain(|arn| arns.contains(arn));
    assert_eq!(found, arns);
    practice.set_conditions(|conditions| {
        conditions.gates.insert(Gate::CloudFrontUnverified);
    });
    let shut = create(&client, built(site("naru-site", &oac).caller_reference("shut"))).await;
    assert_eq!(shut, Err("AccessDenied".to_owned()));
}
