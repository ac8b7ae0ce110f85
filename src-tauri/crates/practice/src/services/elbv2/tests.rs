//! Elastic Load Balancing's rules, through the SDK's own client.

use std::time::Duration;

use aws_sdk_elasticloadbalancingv2::types::{
    Action, Certificate, FixedResponseActionConfig, HttpHeaderConditionConfig, LoadBalancerAttribute,
    LoadBalancerStateEnum, RuleCondition, TargetDescription, TargetGroupAttribute,
    TargetHealthReasonEnum as Reason, TargetHealthStateEnum as State,
};
use naru_engine::Clock;

use crate::testing::{Ground, code, forward};
use crate::{AppBehaviour, Gate, Practice, Who};

async fn ground() -> Ground {
    Ground::lay(Practice::new(Clock::real())).await
}

async fn health(ground: &Ground, target_group: &str) -> (State, Option<Reason>) {
    let elbv2 = ground.practice.elbv2(ground.region);
    let answer = elbv2.describe_target_health().target_group_arn(target_group).send().await.expect("health");
    let health = answer.target_health_descriptions()[0].target_health().expect("health").clone();
    (health.state().expect("a state").clone(), health.reason().cloned())
}

fn header_condition(value: &str) -> RuleCondition {
    let config = HttpHeaderConditionConfig::builder().http_header_name("X-Naru").values(value).build();
    RuleCondition::builder().field("http-header").http_header_config(config).build()
}

#[tokio::test(start_paused = true)]
async fn elbv2_one_subnet_bad_subnet_bad_sg_and_names() {
    let ground = ground().await;
    let elbv2 = ground.practice.elbv2(ground.region);
    let make = || elbv2.create_load_balancer().name("naru").security_groups(&ground.front);
    let refused = make().subnets(&ground.subnets[0]).send().await.expect_err("one subnet");
    assert_eq!(code(&refused), "ValidationError");
    let refused = make().subnets(&ground.subnets[0]).subnets("subnet-00000000000000000").send().await;
    assert_eq!(code(&refused.expect_err("no such subnet")), "SubnetNotFound");
    let both = || elbv2.create_load_balancer().set_subnets(Some(ground.subnets.clone()));
    let refused = both().name("naru").security_groups("sg-00000000000000000").send().await;
    assert_eq!(code(&refused.expect_err("no such group")), "InvalidSecurityGroup");
    for bad in ["-naru", "naru-", "internal-naru", "na_ru", "n23456789012345678901234567890123"] {
        let refused = both().name(bad).send().await.expect_err(bad);
        assert_eq!(code(&refused), "ValidationError", "{bad}");
    }
}

#[tokio::test(start_paused = true)]
async fn elbv2_provisioning_and_dns() {
    let ground = ground().await;
    let elbv2 = ground.practice.elbv2(ground.region);
    let (arn, name) = ground.balancer("naru").await;
    assert!(name.starts_with("naru-") && name.ends_with(".ap-northeast-2.elb.amazonaws.com"), "{name}");
    let state = async || {
        let found =
            elbv2.describe_load_balancers().load_balancer_arns(&arn).send().await.expect("it is there");
        let found = found.load_balancers()[0].clone();
        assert_eq!(found.canonical_hosted_zone_id(), Some("ZWKZPGTI48KDX"));
        found.state().and_then(|state| state.code().cloned()).expect("a state")
    };
    assert_eq!(state().await, LoadBalancerStateEnum::Provisioning);
    tokio::time::sleep(Duration::from_secs(89)).await;
    assert_eq!(state().await, LoadBalancerStateEnum::Provisioning);
    tokio::time::sleep(Duration::from_secs(92)).await;
    assert_eq!(state().await, LoadBalancerStateEnum::Active);
}

#[tokio::test(start_paused = true)]
async fn elbv2_create_idempotent() {
    let ground = ground().await;
    let elbv2 = ground.practice.elbv2(ground.region);
    let (arn, _) = ground.balancer("naru").await;
    assert_eq!(ground.balancer("naru").await.0, arn);
    let other =
        elbv2.create_load_balancer().name("naru").set_subnets(Some(ground.subnets.clone())).send().await;
    assert_eq!(code(&other.expect_err("another group")), "DuplicateLoadBalancerName");
    let group = ground.target_group("naru").await;
    assert_eq!(ground.target_group("naru").await, group);
    let other = elbv2.create_target_group().name("naru").port(81).protocol("HTTP".into()).vpc_id(&ground.vpc);
    assert_eq!(code(&other.send().await.expect_err("another port")), "DuplicateTargetGroupName");
}

#[tokio::test(start_paused = true)]
async fn elbv2_bad_target_and_unknown_attributes() {
    let ground = ground().await;
    let elbv2 = ground.practice.elbv2(ground.region);
    let group = ground.target_group("naru").await;
    for bad in ["i-00000000000000000", "naru"] {
        let target = TargetDescription::builder().id(bad).build();
        let refused = elbv2.register_targets().target_group_arn(&group).targets(target).send().await;
        assert_eq!(code(&refused.expect_err(bad)), "InvalidTarget");
    }
    let set = |key: &str, value: &str| {
        let attribute = TargetGroupAttribute::builder().key(key).value(value).build();
        elbv2.modify_target_group_attributes().target_group_arn(&group).attributes(attribute).send()
    };
    assert_eq!(code(&set("naru", "1").await.expect_err("unknown")), "ValidationError");
    let key = "deregistration_delay.timeout_seconds";
    assert_eq!(code(&set(key, "3601").await.expect_err("too long")), "ValidationError");
    set(key, "30").await.expect("it is one");
}

#[tokio::test(start_paused = true)]
async fn elbv2_tg_in_use() {
    let ground = ground().await;
    let elbv2 = ground.practice.elbv2(ground.region);
    let (balancer, _) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    let listener = ground.listener(&balancer, &group).await;
    let refused = elbv2.delete_target_group().target_group_arn(&group).send().await.expect_err("in use");
    assert_eq!(code(&refused), "ResourceInUse");
    elbv2.delete_listener().listener_arn(listener).send().await.expect("deleted");
    elbv2.delete_target_group().target_group_arn(&group).send().await.expect("free");
}

#[tokio::test(start_paused = true)]
async fn elbv2_https_refusals() {
    let ground = ground().await;
    let elbv2 = ground.practice.elbv2(ground.region);
    let (balancer, _) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    let make = || {
        let make = elbv2.create_listener().load_balancer_arn(&balancer).port(443).protocol("HTTPS".into());
        make.default_actions(forward(&group))
    };
    assert_eq!(code(&make().send().await.expect_err("no certificate")), "ValidationError");
    let with = |arn: &str| make().certificates(Certificate::builder().certificate_arn(arn).build());
    let here = "arn:aws:acm:ap-northeast-2:000012345678:certificate/1";
    assert_eq!(code(&with(here).send().await.expect_err("unknown")), "CertificateNotFound");
    let elsewhere = with("arn:aws:acm:us-east-1:000012345678:certificate/1").send().await;
    assert_eq!(code(&elsewhere.expect_err("another region's")), "ValidationError");
    let policy = with(here).ssl_policy("naru").send().await.expect_err("unknown");
    assert_eq!(code(&policy), "SSLPolicyNotFound");
    ground.listener(&balancer, &group).await;
    let second = elbv2.create_listener().load_balancer_arn(&balancer).port(80).protocol("HTTP".into());
    let config = FixedResponseActionConfig::builder().status_code("403").build();
    let action = Action::builder().r#type("fixed-response".into()).fixed_response_config(config).build();
    let refused = second.default_actions(action).send().await.expect_err("port 80 is taken");
    assert_eq!(code(&refused), "DuplicateListener");
}

#[tokio::test(start_paused = true)]
async fn elbv2_https_priority_in_use_and_rules_come_back() {
    let ground = ground().await;
    let elbv2 = ground.practice.elbv2(ground.region);
    let (balancer, _) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    let listener = ground.listener(&balancer, &group).await;
    let make = |priority: i32| {
        let make = elbv2.create_rule().listener_arn(&listener).priority(priority).actions(forward(&group));
        make.conditions(header_condition("secret")).send()
    };
    make(1).await.expect("a rule");
    assert_eq!(code(&make(1).await.expect_err("taken")), "PriorityInUse");
    assert_eq!(code(&make(50_001).await.expect_err("too high")), "ValidationError");
    let rules = elbv2.describe_rules().listener_arn(&listener).send().await.expect("rules");
    let condition = rules.rules()[0].conditions()[0].http_header_config().expect("a header").clone();
    assert_eq!(
        (condition.http_header_name(), condition.values()),
        (Some("X-Naru"), &["secret".to_owned()][..])
    );
    assert_eq!(rules.rules()[1].is_default(), Some(true));
}

#[tokio::test(start_paused = true)]
async fn elbv2_health() {
    let ground = ground().await;
    let (balancer, _) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    assert_eq!(health(&ground, &group).await, (State::Unused, Some(Reason::NotInUse)));
    ground.listener(&balancer, &group).await;
    assert_eq!(health(&ground, &group).await, (State::Initial, Some(Reason::RegistrationInProgress)));
    tokio::time::sleep(Duration::from_mins(4)).await;
    assert_eq!(health(&ground, &group).await, (State::Healthy, None));
    let elbv2 = ground.practice.elbv2(ground.region);
    let target = TargetDescription::builder().id(&ground.instance).build();
    elbv2.deregister_targets().target_group_arn(&group).targets(target).send().await.expect("draining");
    assert_eq!(health(&ground, &group).await, (State::Draining, Some(Reason::DeregistrationInProgress)));
    tokio::time::sleep(Duration::from_secs(301)).await;
    let left = elbv2.describe_target_health().target_group_arn(&group).send().await.expect("health");
    assert!(left.target_health_descriptions().is_empty());
}

#[tokio::test(start_paused = true)]
async fn elbv2_health_is_real() {
    let practice = Practice::new(Clock::real());
    practice.set_conditions(|conditions| conditions.app = AppBehaviour::WrongPort);
    let ground = Ground::lay(practice).await;
    let (balancer, _) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    ground.listener(&balancer, &group).await;
    tokio::time::sleep(Duration::from_mins(5)).await;
    assert_eq!(health(&ground, &group).await, (State::Unhealthy, Some(Reason::ResponseCodeMismatch)));
}

#[tokio::test(start_paused = true)]
async fn elbv2_health_needs_an_open_group_and_does_not_heal_the_past() {
    let ground = ground().await;
    let ec2 = ground.practice.ec2(ground.region);
    let rules = ec2.describe_security_groups().group_ids(&ground.back).send().await.expect("the group");
    let rules = rules.security_groups()[0].ip_permissions().to_vec();
    let shut =
        ec2.revoke_security_group_ingress().group_id(&ground.back).set_ip_permissions(Some(rules.clone()));
    shut.send().await.expect("shut");
    let (balancer, _) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    ground.listener(&balancer, &group).await;
    tokio::time::sleep(Duration::from_mins(5)).await;
    assert_eq!(health(&ground, &group).await, (State::Unhealthy, Some(Reason::Timeout)));
    let open = ec2.authorize_security_group_ingress().group_id(&ground.back).set_ip_permissions(Some(rules));
    open.send().await.expect("open");
    assert_eq!(health(&ground, &group).await.0, State::Unhealthy);
    tokio::time::sleep(Duration::from_secs(15)).await;
    assert_eq!(health(&ground, &group).await.0, State::Unhealthy, "one good check of three");
    tokio::time::sleep(Duration::from_secs(25)).await;
    assert_eq!(health(&ground, &group).await, (State::Healthy, None));
}

#[tokio::test(start_paused = true)]
async fn elbv2_deletion_protection_and_ec2_sg_delete_lingering_interfaces() {
    let ground = ground().await;
    let (elbv2, ec2) = (ground.practice.elbv2(ground.region), ground.practice.ec2(ground.region));
    let (arn, _) = ground.balancer("naru").await;
    let protect = |value: &str| {
        let attribute =
            LoadBalancerAttribute::builder().key("deletion_protection.enabled").value(value).build();
        elbv2.modify_load_balancer_attributes().load_balancer_arn(&arn).attributes(attribute).send()
    };
    protect("true").await.expect("protected");
    let refused = elbv2.delete_load_balancer().load_balancer_arn(&arn).send().await.expect_err("protected");
    assert_eq!(code(&refused), "OperationNotPermitted");
    protect("false").await.expect("free");
    elbv2.delete_load_balancer().load_balancer_arn(&arn).send().await.expect("deleted");
    let gone =
        elbv2.describe_load_balancers().load_balancer_arns(&arn).send().await.expect_err("gone at once");
    assert_eq!(code(&gone), "LoadBalancerNotFound");
    let rules = ec2.describe_security_groups().group_ids(&ground.back).send().await.expect("the group");
    let rules = rules.security_groups()[0].ip_permissions().to_vec();
    let shut = ec2.revoke_security_group_ingress().group_id(&ground.back).set_ip_permissions(Some(rules));
    shut.send().await.expect("no rule refers to the front");
    tokio::time::sleep(Duration::from_secs(110)).await;
    let held =
        ec2.delete_security_group().group_id(&ground.front).send().await.expect_err("interfaces linger");
    assert_eq!(code(&held), "DependencyViolation");
    tokio::time::sleep(Duration::from_secs(130)).await;
    ec2.delete_security_group().group_id(&ground.front).send().await.expect("nothing holds it");
}

#[tokio::test(start_paused = true)]
async fn acct_gates_and_tags() {
    let ground = ground().await;
    let elbv2 = ground.practice.elbv2(ground.region);
    let (arn, _) = ground.balancer("naru").await;
    let tag = aws_sdk_elasticloadbalancingv2::types::Tag::builder().key("naru:node").value("alb").build();
    elbv2.add_tags().resource_arns(&arn).tags(tag).send().await.expect("tagged");
    let tags = elbv2.describe_tags().resource_arns(&arn).send().await.expect("tags");
    assert_eq!(tags.tag_descriptions()[0].tags()[0].value(), Some("alb"));
    let many =
        elbv2.describe_tags().set_resource_arns(Some(vec![arn; 21])).send().await.expect_err("21 ARNs");
    assert_eq!(code(&many), "ValidationError");
    ground.practice.set_conditions(|conditions| {
        conditions.gates.insert(Gate::ElbUnverified);
    });
    let shut =
        elbv2.create_load_balancer().name("more").set_subnets(Some(ground.subnets.clone())).send().await;
    assert_eq!(code(&shut.expect_err("the gate is shut")), "OperationNotPermitted");
}

#[tokio::test(start_paused = true)]
async fn iam_slr() {
    let ground = ground().await;
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["elasticloadbalancing:*","ec2:Describe*"],"Resource":"*"}]}"#;
    let who = Who::User { name: "student".to_owned(), policy: policy.to_owned() };
    let config = ground.practice.sdk_config_as(ground.region, &who);
    let config = aws_sdk_elasticloadbalancingv2::config::Builder::from(&config);
    let student = aws_sdk_elasticloadbalancingv2::Client::from_conf(
        config.interceptor(ground.practice.interceptor()).build(),
    );
    let first =
        || student.create_load_balancer().name("first").set_subnets(Some(ground.subnets.clone())).send();
    let refused = first().await.expect_err("the role isn't there yet");
    assert_eq!(code(&refused), "AccessDenied");
    ground.balancer("naru").await;
    first().await.expect("the administrator's first one made the role");
}

#[tokio::test(start_paused = true)]
async fn lists_paginate() {
    let ground = ground().await;
    let elbv2 = ground.practice.elbv2(ground.region);
    for name in ["one", "two", "three"] {
        ground.target_group(name).await;
    }
    let mut pages = elbv2.describe_target_groups().page_size(2).into_paginator().send();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.expect("a page").target_groups().len());
    }
    assert_eq!(sizes, [2, 1]);
}

#[tokio::test(start_paused = true)]
async fn elbv2_tags_of_missing() {
    let ground = ground().await;
    let elbv2 = ground.practice.elbv2(ground.region);
    let (balancer, _) = ground.balancer("naru").await;
    let gone = balancer.replace("/naru/", "/gone/");
    let both = elbv2.describe_tags().resource_arns(&balancer).resource_arns(gone).send().await;
    assert_eq!(code(&both.expect_err("one of them isn't there")), "LoadBalancerNotFound");
    elbv2.describe_tags().resource_arns(&balancer).send().await.expect("the other is");
}
