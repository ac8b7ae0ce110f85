//! What was made a moment ago isn't known to all of AWS yet: calls that name it are refused for some seconds.

use aws_sdk_acm::types::CertificateStatus;
use aws_sdk_ec2::types::{IpPermission, IpRange, Reservation, UserIdGroupPair};
use aws_sdk_elasticloadbalancingv2::types::{
    Certificate, LoadBalancerAttribute, PathPatternConditionConfig, ProtocolEnum, RuleCondition,
    TargetDescription, TargetGroupAttribute,
};
use aws_sdk_route53::types::RrType;
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration, Tag, Tagging};

use crate::testing::{
    Ground, Home, SEOUL, a_run, certificate, forward, pass, practice, refused, requested, started, subnet,
    waits_for_record,
};
use crate::{Practice, Presence};

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

/// An account that is slow to know what was made.
fn slow() -> Practice {
    let practice = practice();
    slow_down(&practice);
    practice
}

/// What is made from here on is known to all of AWS only after a while.
fn slow_down(practice: &Practice) {
    practice.set_conditions(|conditions| conditions.fresh_things = Presence::Absent);
}

async fn group(practice: &Practice, name: &str) -> String {
    let make = practice.ec2(SEOUL).create_security_group().group_name(name).description("a test");
    make.send().await.expect("the group is right").group_id().expect("it has an id").to_owned()
}

#[tokio::test(start_paused = true)]
async fn fresh_unknown_groups() {
    let practice = slow();
    let ec2 = practice.ec2(SEOUL);
    let first = group(&practice, "first").await;
    let tcp = || IpPermission::builder().ip_protocol("tcp").from_port(80).to_port(80);
    let range = IpRange::builder().cidr_ip("0.0.0.0/0").build();
    let open = ec2
        .authorize_security_group_ingress()
        .group_id(&first)
        .ip_permissions(tcp().ip_ranges(range).build());
    refused!(open.clone(), "InvalidGroup.NotFound");
    pass(20).await;
    open.send().await.expect("it is known by now");

    let second = group(&practice, "second").await;
    let pair = tcp().user_id_group_pairs(UserIdGroupPair::builder().group_id(&second).build()).build();
    let behind = ec2.authorize_security_group_ingress().group_id(&first).ip_permissions(pair);
    refused!(behind.clone(), "InvalidGroup.NotFound");
    let run = a_run(&practice).await.security_group_ids(&second);
    refused!(run.clone(), "InvalidGroup.NotFound");
    let (a, c) = (subnet(&practice, "ap-northeast-2a").await, subnet(&practice, "ap-northeast-2c").await);
    let elb = practice.elbv2(SEOUL);
    let balancer = elb.create_load_balancer().name("web").subnets(a).subnets(c).security_groups(&second);
    refused!(balancer.clone(), "InvalidSecurityGroup");
    pass(20).await;
    behind.send().await.expect("it is known by now");
    started(run).await;
    balancer.send().await.expect("it is known by now");
}

#[tokio::test(start_paused = true)]
async fn fresh_unknown_targets() {
    let practice = slow();
    let id = started(a_run(&practice).await).await;
    let vpcs = practice.ec2(SEOUL).describe_vpcs().send().await.expect("a list");
    let elb = practice.elbv2(SEOUL);
    let asked = elb.create_target_group().name("web").protocol(ProtocolEnum::Http).port(80);
    let made = asked.vpc_id(vpcs.vpcs()[0].vpc_id().expect("an id")).send().await.expect("a target group");
    let arn = made.target_groups()[0].target_group_arn().expect("an ARN").to_owned();
    let register =
        elb.register_targets().target_group_arn(arn).targets(TargetDescription::builder().id(&id).build());
    loop {
        let seen = practice.ec2(SEOUL).describe_instances().send().await.expect("a list");
        let mut seen = seen.reservations().iter().flat_map(Reservation::instances);
        let ours = seen.find(|one| one.instance_id() == Some(id.as_str()));
        let state = ours.and_then(|one| one.state()?.name().map(|name| name.as_str().to_owned()));
        if state.as_deref() == Some("running") {
            break;
        }
        pass(1).await;
    }
    refused!(register.clone(), "InvalidTarget");
    pass(20).await;
    register.send().await.expect("it is known by now");
}

#[tokio::test(start_paused = true)]
async fn fresh_unknown_roles_and_buckets() {
    let practice = slow();
    let iam = practice.iam(SEOUL);
    let make = iam.create_role().role_name("web").assume_role_policy_document(TRUST);
    make.send().await.expect("the role is right");
    let policy = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
    let attach = iam.attach_role_policy().role_name("web").policy_arn(policy);
    refused!(attach.clone(), "NoSuchEntity");

    let s3 = practice.s3(SEOUL);
    let place = CreateBucketConfiguration::builder()
        .location_constraint(BucketLocationConstraint::ApNortheast2)
        .build();
    let make = s3.create_bucket().bucket("naru-fresh").create_bucket_configuration(place);
    make.send().await.expect("the bucket is right");
    let tag = Tag::builder().key("a").value("b").build().expect("a tag");
    let tags = Tagging::builder().tag_set(tag).build().expect("tags");
    let mark = s3.put_bucket_tagging().bucket("naru-fresh").tagging(tags);
    refused!(mark.clone(), "NoSuchBucket");
    pass(20).await;
    attach.send().await.expect("it is known by now");
    mark.send().await.expect("it is known by now");
}

#[tokio::test(start_paused = true)]
async fn fresh_elbv2() {
    let ground = Ground::lay(practice()).await;
    slow_down(&ground.practice);
    let elb = ground.practice.elbv2(SEOUL);
    let (balancer, _) = ground.balancer("web").await;
    let make = elb.create_target_group().name("web").protocol(ProtocolEnum::Http).port(80);
    let group = make.vpc_id(&ground.vpc).send().await.expect("a target group");
    let group = group.target_groups()[0].target_group_arn().expect("an ARN").to_owned();

    let attribute = LoadBalancerAttribute::builder().key("idle_timeout.timeout_seconds").value("30").build();
    let set = elb.modify_load_balancer_attributes().load_balancer_arn(&balancer).attributes(attribute);
    refused!(set.clone(), "LoadBalancerNotFound");
    let drain = TargetGroupAttribute::builder().key("deregistration_delay.timeout_seconds").value("30");
    let drain = elb.modify_target_group_attributes().target_group_arn(&group).attributes(drain.build());
    refused!(drain.clone(), "TargetGroupNotFound");
    let target = TargetDescription::builder().id(&ground.instance).build();
    let register = elb.register_targets().target_group_arn(&group).targets(target);
    refused!(register.clone(), "TargetGroupNotFound");
    let listen = elb.create_listener().load_balancer_arn(&balancer).port(80).protocol(ProtocolEnum::Http);
    let listen = listen.default_actions(forward(&group));
    refused!(listen.clone(), "LoadBalancerNotFound");
    let tags = elb.describe_tags().resource_arns(&balancer);
    refused!(tags.clone(), "LoadBalancerNotFound");
    pass(20).await;
    set.send().await.expect("it is known by now");
    drain.send().await.expect("it is known by now");
    register.send().await.expect("it is known by now");
    tags.send().await.expect("it is known by now");

    let answer = listen.send().await.expect("both are known by now");
    let arn = answer.listeners()[0].listener_arn().expect("an ARN").to_owned();
    let paths = PathPatternConditionConfig::builder().values("/api/*").build();
    let paths = RuleCondition::builder().field("path-pattern").path_pattern_config(paths).build();
    let rule = elb.create_rule().listener_arn(&arn).priority(1).conditions(paths);
    let rule = rule.actions(forward(&group));
    refused!(rule.clone(), "ListenerNotFound");
    refused!(elb.describe_tags().resource_arns(&arn), "ListenerNotFound");
    pass(20).await;
    rule.send().await.expect("it is known by now");
}

#[tokio::test(start_paused = true)]
async fn fresh_cert_on_listener() {
    let ground = Ground::lay(practice()).await;
    let practice = &ground.practice;
    let home = Home::build(practice).await;
    let (balancer, _) = ground.balancer("web").await;
    let group = ground.target_group("web").await;
    slow_down(practice);
    let arn = requested(practice, SEOUL, &["naru.kr", "*.naru.kr"]).await;
    let (name, value) = waits_for_record(practice, SEOUL, &arn).await;
    home.put(&name, RrType::Cname, &value).await;
    while certificate(practice, SEOUL, &arn).await.status() != Some(&CertificateStatus::Issued) {
        pass(1).await;
    }
    let shown = Certificate::builder().certificate_arn(&arn).build();
    let listen = practice.elbv2(SEOUL).create_listener().load_balancer_arn(&balancer).port(443);
    let listen = listen.protocol(ProtocolEnum::Https).certificates(shown).default_actions(forward(&group));
    refused!(listen.clone(), "CertificateNotFound");
    pass(20).await;
    listen.send().await.expect("it is known by now");
}

#[tokio::test(start_paused = true)]
async fn fresh_subnet() {
    let practice = slow();
    practice.remove_default_vpc(SEOUL);
    let (ec2, elb) = (practice.ec2(SEOUL), practice.elbv2(SEOUL));
    let made = ec2.create_default_vpc().send().await.expect("there is none");
    let vpc = made.vpc().and_then(|vpc| vpc.vpc_id()).expect("an id").to_owned();
    let (a, c) = (subnet(&practice, "ap-northeast-2a").await, subnet(&practice, "ap-northeast-2c").await);
    let group = ec2.create_security_group().group_name("web").description("a test").vpc_id(&vpc);
    refused!(group.clone(), "InvalidVpcID.NotFound");
    let run = a_run(&practice).await;
    refused!(run.clone(), "InvalidSubnetID.NotFound");
    let balancer = elb.create_load_balancer().name("web").subnets(a).subnets(c);
    refused!(balancer.clone(), "SubnetNotFound");
    pass(20).await;
    group.send().await.expect("it is known by now");
    started(run).await;
    balancer.send().await.expect("it is known by now");
}
