//! What was made a moment ago isn't known to all of AWS yet: calls that name it are refused for some seconds.

use aws_sdk_ec2::types::{IpPermission, IpRange, Reservation, UserIdGroupPair};
use aws_sdk_elasticloadbalancingv2::types::{ProtocolEnum, TargetDescription};
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration, Tag, Tagging};

use crate::testing::{SEOUL, a_run, pass, practice, refused, started, subnet};
use crate::{Practice, Presence};

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

/// An account that is slow to know what was made.
fn slow() -> Practice {
    let practice = practice();
    practice.set_conditions(|conditions| conditions.fresh_things = Presence::Absent);
    practice
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
    pass(10).await;
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
    pass(10).await;
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
    pass(10).await;
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
    pass(10).await;
    attach.send().await.expect("it is known by now");
    mark.send().await.expect("it is known by now");
}
