use aws_sdk_ec2::types::InstanceType;
use naru_practice::{Fault, Misbehaviour, Refusal, Service, When};

use super::*;
use crate::drive::Drive;
use crate::kinds::network;

fn rule(port: i32, cidr: &str) -> IpPermission {
    let range = IpRange::builder().cidr_ip(cidr).build();
    IpPermission::builder().ip_protocol("tcp").from_port(port).to_port(port).ip_ranges(range).build()
}

/// What is wanted of a group, with its network.
async fn wanted(drive: &Drive, ingress: Vec<Ingress>) -> Spec {
    let network = network::Spec { create_if_missing: false };
    let (network, _) = drive.have(&Network, "network", &network).await;
    Spec { network: Reference::exists(&network), description: "a test".into(), ingress }
}

fn from(port: u16, from: Source) -> Ingress {
    Ingress { port, from }
}

/// What the group lets in, as `port peer`.
async fn standing(cx: &Context<Aws>, state: &State) -> Vec<String> {
    let group = SecurityGroup.describe(cx, state).await.expect("a look").expect("a group");
    let rules = group.ip_permissions().iter().flat_map(each_peer);
    let mut said: Vec<_> = rules
        .map(|rule| format!("{} {}", rule.from_port().unwrap_or_default(), peer(&rule).unwrap_or_default()))
        .collect();
    said.sort();
    said
}

async fn by_hand(cx: &Context<Aws>, state: &State, rule: IpPermission) {
    let adding = cx.cloud.ec2.authorize_security_group_ingress().group_id(&state.id).ip_permissions(rule);
    adding.send().await.expect("added by hand");
}

#[test]
fn rules_are_the_same_when_they_let_in_the_same() {
    let mut described = rule(80, "0.0.0.0/0");
    described.ipv6_ranges = Some(Vec::new());
    assert!(lets_in_the_same(&rule(80, "0.0.0.0/0"), &described));
    assert!(!lets_in_the_same(&rule(80, "0.0.0.0/0"), &rule(81, "0.0.0.0/0")));
    assert!(!lets_in_the_same(&rule(80, "0.0.0.0/0"), &rule(80, "10.0.0.0/8")));
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_merged_rules_leave_a_port_open_that_a_crash_left_half_changed() {
    let drive = Drive::new();
    let mut spec = wanted(&drive, vec![from(80, Source::CloudFront)]).await;
    let cx = drive.context("alb-gate");
    let state = drive.make(&SecurityGroup, &cx, &spec).await;
    spec.ingress = vec![from(80, Source::Anywhere)];
    // It died after it had let everybody in, and before it had taken CloudFront's rule away.
    let refused = When::Next(Service::Ec2, "RevokeSecurityGroupIngress".into());
    drive.practice.misbehave(Misbehaviour::new(refused, Fault::Deny));
    SecurityGroup.update(&cx, &spec, &state).await.expect_err("half changed");
    assert_eq!(standing(&cx, &state).await.len(), 2);
    for _ in 0..2 {
        SecurityGroup.update(&cx, &spec, &state).await.expect("changed");
        assert_eq!(standing(&cx, &state).await, ["80 0.0.0.0/0"]);
    }
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_merged_rules_keep_what_is_wanted_beside_a_rule_added_by_hand() {
    let drive = Drive::new();
    let mut spec = wanted(&drive, vec![from(80, Source::Anywhere)]).await;
    let cx = drive.context("alb-gate");
    let state = drive.make(&SecurityGroup, &cx, &spec).await;
    by_hand(&cx, &state, rule(80, "203.0.113.7/32")).await;
    spec.ingress.push(from(443, Source::Anywhere));
    SecurityGroup.update(&cx, &spec, &state).await.expect("changed");
    assert_eq!(standing(&cx, &state).await, ["443 0.0.0.0/0", "80 0.0.0.0/0"]);
}

#[tokio::test(start_paused = true)]
async fn the_port_of_https_is_closed_where_no_load_balancer_answers_there() {
    let drive = Drive::new();
    let mut spec = wanted(&drive, vec![from(80, Source::Anywhere), from(443, Source::Anywhere)]).await;
    let cx = drive.context("alb-gate");
    let state = drive.make(&SecurityGroup, &cx, &spec).await;
    spec.ingress.pop();
    SecurityGroup.update(&cx, &spec, &state).await.expect("changed");
    assert_eq!(standing(&cx, &state).await, ["80 0.0.0.0/0"]);
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_dup_rule_takes_no_other_rule_with_it() {
    let drive = Drive::new();
    let mut spec = wanted(&drive, Vec::new()).await;
    let cx = drive.context("alb-gate");
    let state = drive.make(&SecurityGroup, &cx, &spec).await;
    spec.ingress = vec![from(80, Source::Anywhere), from(443, Source::Anywhere)];
    // Somebody has opened the first of them since the look, and closes it again.
    let opened = When::Next(Service::Ec2, "AuthorizeSecurityGroupIngress".into());
    let duplicate = Refusal::new("InvalidPermission.Duplicate", "the specified rule already exists");
    drive.practice.misbehave(Misbehaviour::new(opened, Fault::Refuse(duplicate)));
    SecurityGroup.update(&cx, &spec, &state).await.expect("changed");
    assert_eq!(standing(&cx, &state).await, ["443 0.0.0.0/0"]);
}

#[tokio::test(start_paused = true)]
async fn one_that_bears_anothers_mark_or_none_is_kept() {
    let drive = Drive::new();
    let spec = wanted(&drive, Vec::new()).await;
    let cx = drive.context("alb-gate");
    let state = drive.make(&SecurityGroup, &cx, &spec).await;
    let other = drive.context("app-gate");
    assert_eq!(SecurityGroup.delete(&other, &state).await, Ok(Removal::kept(common::Kept::NotOurs)));
    let by_hand = cx.cloud.ec2.create_security_group().group_name("web").description("by hand");
    let id = by_hand.send().await.expect("made by hand").group_id().expect("an id").to_owned();
    let theirs = State { id };
    assert_eq!(SecurityGroup.delete(&cx, &theirs).await, Ok(Removal::kept(common::Kept::NotOurs)));
    assert!(SecurityGroup.describe(&cx, &theirs).await.expect("a look").is_some());
    drive.delete(&SecurityGroup, &cx, &state).await;
    assert_eq!(SecurityGroup.delete(&cx, &state).await, Ok(Removal::Missing));
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_in_use_and_ec2_sg_delete_in_use_are_waited_for() {
    let drive = Drive::new();
    let spec = wanted(&drive, Vec::new()).await;
    let cx = drive.context("app-gate");
    let state = drive.make(&SecurityGroup, &cx, &spec).await;
    let ec2 = &cx.cloud.ec2;
    let run = ec2.run_instances().image_id(drive.image().await).instance_type(InstanceType::T3Micro);
    let run = run.min_count(1).max_count(1).security_group_ids(&state.id).send().await.expect("run by hand");
    let id = run.instances()[0].instance_id().expect("an id");
    drive.sleep(60).await;
    let held = SecurityGroup.delete(&cx, &state).await;
    assert!(matches!(&held, Ok(Removal::Waiting(on)) if on.what == "held_by_interface"), "{held:?}");
    ec2.terminate_instances().instance_ids(id).send().await.expect("terminated by hand");
    let held = SecurityGroup.delete(&cx, &state).await;
    assert!(matches!(&held, Ok(Removal::Waiting(on)) if on.what == "held_by_interface"), "{held:?}");
    drive.delete(&SecurityGroup, &cx, &state).await;
}

#[tokio::test(start_paused = true)]
async fn one_that_an_interface_held_is_asked_about_its_interfaces_alone() {
    let drive = Drive::new();
    let spec = wanted(&drive, Vec::new()).await;
    let mut cx = drive.context("app-gate");
    let state = drive.make(&SecurityGroup, &cx, &spec).await;
    let run = cx.cloud.ec2.run_instances().image_id(drive.image().await);
    let run = run.instance_type(InstanceType::T3Micro).min_count(1).max_count(1);
    let run = run.security_group_ids(&state.id).send().await.expect("run by hand");
    drive.sleep(60).await;
    let held = SecurityGroup.delete(&cx, &state).await.expect("it is tried");
    let Removal::Waiting(on) = &held else { panic!("{held:?}") };
    cx.told = Some(on.clone());
    drive.practice.forget_calls();
    assert_eq!(SecurityGroup.delete(&cx, &state).await, Ok(held));
    let calls: Vec<_> = drive.practice.calls().into_iter().map(|call| call.operation).collect();
    assert_eq!(calls, ["DescribeNetworkInterfaces"]);
    let id = run.instances()[0].instance_id().expect("an id");
    cx.cloud.ec2.terminate_instances().instance_ids(id).send().await.expect("terminated by hand");
    drive.delete(&SecurityGroup, &cx, &state).await;
}
