//! Visits to what a trip builds.

use std::time::Duration;

use aws_sdk_cloudfront::primitives::Blob;
use aws_sdk_cloudfront::types as cf;
use aws_sdk_elasticloadbalancingv2::types as elb;
use aws_sdk_s3::primitives::ByteStream;
use http::{Method, Request, Response};
use naru_engine::Clock;
use tokio::time::Instant;

use crate::testing::{Ground, SPA, behavior, forward, site};
use crate::{Practice, VisitError};

mod kept;

const SEOUL: &str = "ap-northeast-2";
const BUCKET: &str = "naru-site-1";

async fn get(practice: &Practice, address: &str) -> Result<Response<Vec<u8>>, VisitError> {
    practice.visit(&Request::get(address).body(Vec::new()).expect("an address")).await
}

/// Why a visit gets no answer.
async fn fails(practice: &Practice, address: &str) -> VisitError {
    get(practice, address).await.expect_err("there is no answer")
}

fn text(response: &Response<Vec<u8>>) -> &str {
    std::str::from_utf8(response.body()).expect("text")
}

fn header<'a>(response: &'a Response<Vec<u8>>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().expect("text"))
}

/// A private bucket with two files in it.
async fn with_bucket(practice: &Practice) {
    let s3 = practice.s3(SEOUL);
    let place =
        aws_sdk_s3::types::CreateBucketConfiguration::builder().location_constraint(SEOUL.into()).build();
    s3.create_bucket().bucket(BUCKET).create_bucket_configuration(place).send().await.expect("a bucket");
    for (key, kind, cache, body) in [
        ("index.html", "text/html; charset=utf-8", "no-cache", "<h1>naru</h1>"),
        ("assets/a.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "1"),
    ] {
        let put = s3.put_object().bucket(BUCKET).key(key).content_type(kind).cache_control(cache);
        put.body(ByteStream::from_static(body.as_bytes())).send().await.expect("an object");
    }
}

async fn access_control(client: &aws_sdk_cloudfront::Client) -> String {
    let config = cf::OriginAccessControlConfig::builder()
        .name("naru")
        .signing_protocol(cf::OriginAccessControlSigningProtocols::Sigv4)
        .signing_behavior(cf::OriginAccessControlSigningBehaviors::Always)
        .origin_access_control_origin_type(cf::OriginAccessControlOriginTypes::S3)
        .build()
        .expect("whole");
    let made = client.create_origin_access_control().origin_access_control_config(config).send().await;
    made.expect("made").origin_access_control().expect("one").id().to_owned()
}

async fn admit(practice: &Practice, arn: &str, action: &str, resource: &str) {
    let policy = serde_json::json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": { "Service": "cloudfront.amazonaws.com" }, "Action": action,
        "Resource": resource, "Condition": { "StringEquals": { "AWS:SourceArn": arn } },
    }]});
    practice
        .s3(SEOUL)
        .put_bucket_policy()
        .bucket(BUCKET)
        .policy(policy.to_string())
        .send()
        .await
        .expect("a policy");
}

/// A distribution in front of a bucket that admits nobody yet, with a function for viewers' requests.
async fn site_with(practice: &Practice, code: &str) -> cf::Distribution {
    site_with_at(practice, code, &[cf::EventType::ViewerRequest]).await
}

/// The same where the function stands at these events.
async fn site_with_at(practice: &Practice, code: &str, events: &[cf::EventType]) -> cf::Distribution {
    with_bucket(practice).await;
    let client = practice.cloudfront("us-east-1");
    let oac = access_control(&client).await;
    let config =
        cf::FunctionConfig::builder().comment("").runtime(cf::FunctionRuntime::CloudfrontJs20).build();
    let function = client.create_function().name("spa").function_code(Blob::new(code));
    let function = function.function_config(config.expect("whole")).send().await.expect("made");
    client
        .publish_function()
        .name("spa")
        .set_if_match(function.e_tag.clone())
        .send()
        .await
        .expect("published");
    let arn =
        function.function_summary().and_then(|one| one.function_metadata()).expect("metadata").function_arn();
    let associated = events.iter().map(|event| {
        let association = cf::FunctionAssociation::builder().event_type(event.clone()).function_arn(arn);
        association.build().expect("whole")
    });
    let associations = cf::FunctionAssociations::builder()
        .quantity(i32::try_from(events.len()).expect("few"))
        .set_items(Some(associated.collect()));
    let default = behavior("site").function_associations(associations.build().expect("whole")).build();
    let config = site(BUCKET, &oac).default_cache_behavior(default.expect("whole")).build().expect("whole");
    let made = client.create_distribution().distribution_config(config).send().await.expect("made");
    made.distribution().expect("one").clone()
}

#[tokio::test(start_paused = true)]
async fn a_site_behind_cloudfront_from_nothing_to_a_page() {
    let practice = Practice::new(Clock::real());
    let made = site_with(&practice, SPA).await;
    let home = format!("https://{}/", made.domain_name());

    assert_eq!(
        get(&practice, &home).await.expect_err("not yet"),
        VisitError::Dns(made.domain_name().to_owned())
    );
    tokio::time::sleep(Duration::from_mins(3)).await;
    let refused = get(&practice, &home).await.expect("an answer");
    assert_eq!(refused.status(), 403, "the bucket admits nobody");
    admit(
        &practice,
        "arn:aws:cloudfront::1:distribution/E1",
        "s3:GetObject",
        &format!("arn:aws:s3:::{BUCKET}/*"),
    )
    .await;
    assert_eq!(
        get(&practice, &home).await.expect("an answer").status(),
        403,
        "another distribution is admitted"
    );
    admit(&practice, made.arn(), "s3:GetObject", &format!("arn:aws:s3:::{BUCKET}/*")).await;

    let begun = Instant::now();
    let page = get(&practice, &home).await.expect("an answer");
    assert_eq!(begun.elapsed(), Duration::from_millis(60));
    assert_eq!((page.status().as_u16(), text(&page)), (200, "<h1>naru</h1>"));
    assert_eq!(header(&page, "cache-control"), "no-cache");
    assert_eq!(header(&page, "content-type"), "text/html; charset=utf-8");
    assert_eq!(header(&page, "x-frame-options"), "SAMEORIGIN");
    let deep = get(&practice, &format!("{home}users/7")).await.expect("an answer");
    assert_eq!(text(&deep), "<h1>naru</h1>", "the function leads there");
    let script = get(&practice, &format!("{home}assets/a.js")).await.expect("an answer");
    assert_eq!(header(&script, "cache-control"), "public, max-age=31536000, immutable");
    let missing = get(&practice, &format!("{home}assets/b.js")).await.expect("an answer");
    assert_eq!(missing.status(), 403, "without ListBucket a missing key is 403");
    let plain = get(&practice, &home.replace("https", "http")).await.expect("an answer");
    assert_eq!((plain.status().as_u16(), header(&plain, "location")), (301, home.as_str()));
    let post = Request::post(&home).body(Vec::new()).expect("a request");
    assert_eq!(
        practice.visit(&post).await.expect("an answer").status(),
        403,
        "only GET and HEAD are allowed"
    );
    let head = Request::builder().method(Method::HEAD).uri(&home).body(Vec::new()).expect("a request");
    assert!(practice.visit(&head).await.expect("an answer").body().is_empty());
    let direct = get(&practice, &format!("https://{BUCKET}.s3.{SEOUL}.amazonaws.com/index.html")).await;
    assert_eq!(direct.expect("an answer").status(), 403, "the bucket is private");
    admit(&practice, made.arn(), "s3:ListBucket", &format!("arn:aws:s3:::{BUCKET}")).await;
    let missing = get(&practice, &format!("{home}assets/b.js")).await.expect("an answer");
    assert_eq!(missing.status(), 404, "with ListBucket it is 404");
}

#[tokio::test(start_paused = true)]
async fn an_api_behind_cloudfront_and_a_secret_header() {
    let ground = Ground::lay(Practice::new(Clock::real())).await;
    let practice = &ground.practice;
    with_bucket(practice).await;
    let (balancer, name) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    let elbv2 = practice.elbv2(SEOUL);
    let closed = elb::FixedResponseActionConfig::builder().status_code("403").message_body("closed").build();
    let closed = elb::Action::builder().r#type("fixed-response".into()).fixed_response_config(closed).build();
    let listener = elbv2.create_listener().load_balancer_arn(&balancer).port(80).protocol("HTTP".into());
    let listener = listener.default_actions(closed).send().await.expect("a listener");
    let secret =
        elb::HttpHeaderConditionConfig::builder().http_header_name("X-Naru-Secret").values("s3cret").build();
    let condition = elb::RuleCondition::builder().field("http-header").http_header_config(secret).build();
    let rule = elbv2.create_rule().set_listener_arn(listener.listeners()[0].listener_arn.clone()).priority(1);
    rule.conditions(condition).actions(forward(&group)).send().await.expect("a rule");

    let client = practice.cloudfront("us-east-1");
    let oac = access_control(&client).await;
    let config = site(BUCKET, &oac);
    let secret =
        cf::OriginCustomHeader::builder().header_name("X-Naru-Secret").header_value("s3cret").build();
    let headers =
        cf::CustomHeaders::builder().quantity(1).items(secret.expect("whole")).build().expect("whole");
    let custom = cf::CustomOriginConfig::builder().http_port(80).https_port(443);
    let custom = custom.origin_protocol_policy(cf::OriginProtocolPolicy::HttpOnly).build().expect("whole");
    let api = cf::Origin::builder()
        .id("api")
        .domain_name(&name)
        .custom_headers(headers)
        .custom_origin_config(custom);
    let mut origins = config.get_origins().clone().expect("origins").items;
    origins.push(api.build().expect("whole"));
    let origins = cf::Origins::builder().quantity(2).set_items(Some(origins)).build().expect("whole");
    let all = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"].map(cf::Method::from).to_vec();
    let methods = cf::AllowedMethods::builder().quantity(7).set_items(Some(all)).build().expect("whole");
    let behavior = cf::CacheBehavior::builder()
        .path_pattern("/api/*")
        .target_origin_id("api")
        .viewer_protocol_policy(cf::ViewerProtocolPolicy::RedirectToHttps)
        .allowed_methods(methods)
        .cache_policy_id("4135ea2d-6df8-44a3-9df3-4b5a84be39ad")
        .origin_request_policy_id("b689b0a8-53d0-40ab-baf2-68738e2966ac")
        .build()
        .expect("whole");
    let behaviors = cf::CacheBehaviors::builder().quantity(1).items(behavior).build().expect("whole");
    let config = config.origins(origins).cache_behaviors(behaviors).build().expect("whole");
    let made = client.create_distribution().distribution_config(config).send().await.expect("made");
    let home = format!("https://{}", made.distribution().expect("one").domain_name());
    tokio::time::sleep(Duration::from_mins(5)).await;

    let shut = get(practice, &format!("{home}/api/hello")).await.expect("an answer");
    assert_eq!(shut.status(), 504, "the load balancer's group lets nobody in");
    let ec2 = practice.ec2(SEOUL);
    let lists = ec2.describe_managed_prefix_lists().send().await.expect("lists");
    let list = lists
        .prefix_lists()
        .iter()
        .find(|list| list.prefix_list_name().is_some_and(|name| name.contains("cloudfront")));
    let list = list.and_then(|list| list.prefix_list_id()).expect("CloudFront's list");
    let list = aws_sdk_ec2::types::PrefixListId::builder().prefix_list_id(list).build();
    let rule = aws_sdk_ec2::types::IpPermission::builder().ip_protocol("tcp").from_port(80).to_port(80);
    let open = ec2.authorize_security_group_ingress().group_id(&ground.front);
    open.ip_permissions(rule.prefix_list_ids(list).build()).send().await.expect("opened");
    let hello = get(practice, &format!("{home}/api/hello?a=1")).await.expect("an answer");
    assert_eq!(hello.status(), 200, "{}", text(&hello));
    assert!(text(&hello).contains("/api/hello?a=1"), "{}", text(&hello));
    let post = Request::post(format!("{home}/api/hello")).body(b"{}".to_vec()).expect("a request");
    assert!(text(&practice.visit(&post).await.expect("an answer")).contains("POST"));
    let direct = fails(practice, &format!("http://{name}/api/hello")).await;
    assert_eq!(direct, VisitError::TimedOut(name.clone()), "the list admits CloudFront alone");
    ground.open(80, "0.0.0.0/0").await;
    let direct = get(practice, &format!("http://{name}/api/hello")).await.expect("an answer");
    assert_eq!(
        (direct.status().as_u16(), text(&direct)),
        (403, "closed"),
        "without the secret there is no way in"
    );
}

#[tokio::test(start_paused = true)]
async fn elbv2_fails_open_and_its_own_errors() {
    let ground = Ground::lay(Practice::new(Clock::real())).await;
    let practice = &ground.practice;
    let (balancer, name) = ground.balancer("naru").await;
    let address = format!("http://{name}/hello");
    assert_eq!(fails(practice, &address).await, VisitError::Dns(name.clone()), "it is provisioning");
    tokio::time::sleep(Duration::from_mins(4)).await;
    ground.open(80, "0.0.0.0/0").await;
    assert_eq!(fails(practice, &address).await, VisitError::TimedOut(name.clone()), "there is no listener");
    let elbv2 = practice.elbv2(SEOUL);
    let empty =
        elbv2.create_target_group().name("empty").port(80).protocol("HTTP".into()).vpc_id(&ground.vpc);
    let empty =
        empty.send().await.expect("a group").target_groups()[0].target_group_arn.clone().expect("an arn");
    let listener = ground.listener(&balancer, &empty).await;
    assert_eq!(get(practice, &address).await.expect("an answer").status(), 503, "no targets");
    let group = ground.target_group("naru").await;
    // No health check ever asks this path, so the target is unhealthy and yet answers.
    let matcher = elb::Matcher::builder().http_code("418").build();
    elbv2.modify_target_group().target_group_arn(&group).matcher(matcher).send().await.expect("modified");
    let modify = elbv2.modify_listener().listener_arn(&listener).default_actions(forward(&group));
    modify.send().await.expect("modified");
    tokio::time::sleep(Duration::from_mins(2)).await;
    let health = elbv2.describe_target_health().target_group_arn(&group).send().await.expect("health");
    let state =
        health.target_health_descriptions()[0].target_health().and_then(|health| health.state().cloned());
    assert_eq!(state, Some(elb::TargetHealthStateEnum::Unhealthy));
    assert_eq!(get(practice, &address).await.expect("an answer").status(), 200, "it fails open");
}

#[tokio::test(start_paused = true)]
async fn unknown_names_lead_nowhere_and_an_instance_is_reached_only_where_it_is_open() {
    let ground = Ground::lay(Practice::new(Clock::real())).await;
    let practice = &ground.practice;
    let unknown = fails(practice, "https://example.com/").await;
    assert_eq!(unknown, VisitError::Dns("example.com".to_owned()));
    let found =
        practice.ec2(SEOUL).describe_instances().instance_ids(&ground.instance).send().await.expect("there");
    let ip = found.reservations()[0].instances()[0].public_ip_address().expect("an address").to_owned();
    let address = format!("http://{ip}/health");
    assert_eq!(fails(practice, &address).await, VisitError::TimedOut(ip.clone()));
    let range = aws_sdk_ec2::types::IpRange::builder().cidr_ip("0.0.0.0/0").build();
    let rule = aws_sdk_ec2::types::IpPermission::builder().ip_protocol("tcp").from_port(80).to_port(80);
    let open = practice.ec2(SEOUL).authorize_security_group_ingress().group_id(&ground.back);
    open.ip_permissions(rule.ip_ranges(range).build()).send().await.expect("opened");
    tokio::time::sleep(Duration::from_mins(3)).await;
    assert_eq!(get(practice, &address).await.expect("an answer").status(), 200);
}

#[tokio::test(start_paused = true)]
async fn a_deployment_survives_a_reopening_of_the_account() {
    let folder = tempfile::tempdir().expect("a folder");
    let ground = Ground::lay(Practice::open(folder.path(), Clock::real()).expect("opened")).await;
    let (balancer, name) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    ground.listener(&balancer, &group).await;
    ground.open(80, "0.0.0.0/0").await;
    with_bucket(&ground.practice).await;
    let client = ground.practice.cloudfront("us-east-1");
    let oac = access_control(&client).await;
    let made = client.create_distribution().distribution_config(site(BUCKET, &oac).build().expect("whole"));
    let made = made.send().await.expect("made").distribution.expect("one");
    tokio::time::sleep(Duration::from_mins(5)).await;
    let later = ground.practice.now();
    drop((ground, client));

    // Paused time stands still on the wall, so the clock is put where the account's was.
    let practice = Practice::open(folder.path(), Clock::starting_at(later, 1.0)).expect("opened again");
    let page = get(&practice, &format!("http://{name}/health")).await.expect("an answer");
    assert_eq!(page.status(), 200, "{}", text(&page));
    let known =
        practice.cloudfront("us-east-1").get_distribution().id(made.id()).send().await.expect("there");
    assert_eq!(known.distribution().map(cf::Distribution::status), Some("Deployed"));
    let home = get(&practice, &format!("https://{}/", made.domain_name())).await.expect("an answer");
    assert_eq!(home.status(), 403, "the bucket still admits nobody");
}

#[tokio::test(start_paused = true)]
async fn a_function_that_fails_is_a_503_and_one_that_oversteps_a_502() {
    let own = "return { statusCode: 204, headers: { a: { value: '1' } } };";
    for (body, status, cache) in [
        ("for (;;) {}", 503, "FunctionExecutionError from cloudfront"),
        ("return event.request.none.at;", 503, "FunctionExecutionError from cloudfront"),
        (
            "event.request.headers.host.value = 'naru.kr'; return event.request;",
            502,
            "FunctionValidationError from cloudfront",
        ),
        ("return { statusCode: 99 };", 502, "FunctionValidationError from cloudfront"),
        (own, 204, "FunctionGeneratedResponse from cloudfront"),
        ("return event.request;", 403, "Error from cloudfront"),
    ] {
        let practice = Practice::new(Clock::real());
        let made = site_with(&practice, &format!("function handler(event) {{ {body} }}")).await;
        tokio::time::sleep(Duration::from_mins(4)).await;
        let page = get(&practice, &format!("https://{}/", made.domain_name())).await.expect("an answer");
        assert_eq!((page.status().as_u16(), header(&page, "x-cache")), (status, cache), "{body}");
        assert_eq!(header(&page, "a"), if body == own { "1" } else { "" });
    }
}

#[tokio::test(start_paused = true)]
async fn cf_fn_response_changes_the_status_on_the_way_back() {
    let code = "function handler(event) {
        if (event.request.uri === '/own') return { statusCode: 200, headers: {} };
        if (!event.response) return event.request;
        if (event.response.statusCode === 200) event.response.statusCode = 404;
        event.response.headers.seen = { value: event.request.uri + ' ' + event.context.eventType };
        return event.response;
    }";
    let practice = Practice::new(Clock::real());
    let events = [cf::EventType::ViewerRequest, cf::EventType::ViewerResponse];
    let made = site_with_at(&practice, code, &events).await;
    admit(&practice, made.arn(), "s3:GetObject", &format!("arn:aws:s3:::{BUCKET}/*")).await;
    tokio::time::sleep(Duration::from_mins(4)).await;
    let visit = async |path: &str| {
        get(&practice, &format!("https://{}{path}", made.domain_name())).await.expect("an answer")
    };
    let home = visit("/").await;
    assert_eq!((home.status().as_u16(), text(&home)), (404, "<h1>naru</h1>"), "the body stays");
    assert_eq!(header(&home, "seen"), "/ viewer-response");
    assert!(header(&home, "content-type").starts_with("text/html"), "what it leaves alone stays");
    for (path, status) in [("/missing", 403), ("/own", 200)] {
        let answer = visit(path).await;
        assert_eq!((answer.status().as_u16(), header(&answer, "seen")), (status, ""), "{path}");
    }
}

#[tokio::test(start_paused = true)]
async fn s3_regional_host() {
    let practice = Practice::new(Clock::real());
    with_bucket(&practice).await;
    let client = practice.cloudfront("us-east-1");
    let oac = access_control(&client).await;
    let config = site(BUCKET, &oac);
    let mut origin = config.get_origins().clone().expect("origins").items.remove(0);
    origin.domain_name = format!("{BUCKET}.s3.amazonaws.com");
    let origins = cf::Origins::builder().quantity(1).items(origin).build().expect("whole");
    let config = config.origins(origins).build().expect("whole");
    let made = client.create_distribution().distribution_config(config).send().await.expect("made");
    let made = made.distribution().expect("one");
    admit(&practice, made.arn(), "s3:GetObject", &format!("arn:aws:s3:::{BUCKET}/*")).await;
    tokio::time::sleep(Duration::from_mins(4)).await;
    let home = format!("https://{}/", made.domain_name());
    let sent_away = get(&practice, &home).await.expect("an answer");
    assert_eq!(sent_away.status(), 307);
    assert!(header(&sent_away, "location").contains(".s3.ap-northeast-2.amazonaws.com/"));
    tokio::time::sleep(Duration::from_mins(40)).await;
    let script = get(&practice, &format!("{home}assets/a.js")).await.expect("an answer");
    assert_eq!(script.status(), 200);
    let kept = get(&practice, &home).await.expect("an answer");
    assert_eq!((kept.status().as_u16(), header(&kept, "x-cache")), (307, "Hit from cloudfront"), "for a day");
}

#[tokio::test(start_paused = true)]
async fn cf_error_pages() {
    let practice = Practice::new(Clock::real());
    with_bucket(&practice).await;
    let client = practice.cloudfront("us-east-1");
    let oac = access_control(&client).await;
    let page = cf::CustomErrorResponse::builder().error_code(403).response_page_path("/index.html");
    let page = page.response_code("200").error_caching_min_ttl(0).build().expect("whole");
    let pages = cf::CustomErrorResponses::builder().quantity(1).items(page).build().expect("whole");
    let config = site(BUCKET, &oac).custom_error_responses(pages).build().expect("whole");
    let made = client.create_distribution().distribution_config(config).send().await.expect("made");
    let made = made.distribution().expect("one");
    admit(&practice, made.arn(), "s3:GetObject", &format!("arn:aws:s3:::{BUCKET}/*")).await;
    tokio::time::sleep(Duration::from_mins(4)).await;
    // The price of that page: what is missing, a script included, looks as if it were there.
    let missing =
        get(&practice, &format!("https://{}/assets/b.js", made.domain_name())).await.expect("an answer");
    assert_eq!((missing.status().as_u16(), text(&missing)), (200, "<h1>naru</h1>"));
}

#[tokio::test(start_paused = true)]
async fn an_update_is_met_only_when_it_was_deployed() {
    let practice = Practice::new(Clock::real());
    with_bucket(&practice).await;
    let client = practice.cloudfront("us-east-1");
    let oac = access_control(&client).await;
    let config = || site(BUCKET, &oac);
    let made =
        client.create_distribution().distribution_config(config().build().expect("whole")).send().await;
    let made = made.expect("made");
    let (id, name) =
        (made.distribution().expect("one").id(), made.distribution().expect("one").domain_name());
    tokio::time::sleep(Duration::from_mins(4)).await;
    let mut off = made.distribution().and_then(|one| one.distribution_config()).expect("all of it").clone();
    off.enabled = false;
    let update = client.update_distribution().id(id).set_if_match(made.e_tag.clone());
    update.distribution_config(off).send().await.expect("disabled");
    let home = format!("https://{name}/");
    assert_eq!(
        get(&practice, &home).await.expect("an answer").status(),
        403,
        "what was deployed still answers"
    );
    tokio::time::sleep(Duration::from_mins(4)).await;
    assert_eq!(fails(&practice, &home).await, VisitError::Dns(name.to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_redirect_keeps_what_it_is_told_to_keep() {
    let ground = Ground::lay(Practice::new(Clock::real())).await;
    let (balancer, name) = ground.balancer("naru").await;
    ground.open(80, "0.0.0.0/0").await;
    let to = elb::RedirectActionConfig::builder()
        .protocol("HTTPS")
        .port("443")
        .status_code("HTTP_301".into())
        .build();
    let action = elb::Action::builder().r#type("redirect".into()).redirect_config(to).build();
    let listener = ground.practice.elbv2(SEOUL).create_listener().load_balancer_arn(&balancer).port(80);
    listener.protocol("HTTP".into()).default_actions(action).send().await.expect("a listener");
    tokio::time::sleep(Duration::from_mins(4)).await;
    let sent = get(&ground.practice, &format!("http://{name}/a/b?c=d")).await.expect("an answer");
    let location = format!("https://{name}:443/a/b?c=d");
    assert_eq!((sent.status().as_u16(), header(&sent, "location")), (301, location.as_str()));
}
