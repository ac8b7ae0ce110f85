use super::*;
use crate::drive::{Backend, Drive};

#[tokio::test(start_paused = true)]
async fn elbv2_provisioning_takes_90_to_180_seconds_and_the_name_is_known_at_once() {
    let drive = Drive::new();
    let spec = Backend::balancer(&drive).await;
    let cx = drive.context("alb");
    assert_eq!(LoadBalancer.find(&cx.reading(), &spec).await, Ok(None));
    let state = LoadBalancer.create(&cx, &spec).await.expect("a load balancer");
    assert!(state.dns_name.ends_with(".ap-northeast-2.elb.amazonaws.com"), "elbv2.dns: {state:?}");
    assert_eq!(state.hosted_zone_id, "ZWKZPGTI48KDX");
    assert_eq!(LoadBalancer.create(&cx, &spec).await.as_ref(), Ok(&state), "elbv2.create_idempotent");
    assert_eq!(LoadBalancer.find(&cx.reading(), &spec).await, Ok(Some(state.clone())));
    let (settled, took) = drive.settle(&LoadBalancer, &cx, &spec, &state).await;
    assert!((90..=180).contains(&took), "{took} s");
    assert_eq!(settled, state);
}

#[tokio::test(start_paused = true)]
async fn it_drops_malformed_headers_and_stands_in_two_zones() {
    let drive = Drive::new();
    let spec = Backend::balancer(&drive).await;
    let cx = drive.context("alb");
    let state = LoadBalancer.create(&cx, &spec).await.expect("a load balancer");
    let set = cx.cloud.elb.describe_load_balancer_attributes().load_balancer_arn(&state.arn).send();
    let set = set.await.expect("attributes");
    for (key, value) in ATTRIBUTES {
        let attribute = set.attributes().iter().find(|attribute| attribute.key() == Some(key));
        assert_eq!(attribute.and_then(|attribute| attribute.value()), Some(value), "{key}");
    }
    let described = LoadBalancer.read(&cx.reading(), &state).await.expect("a look").expect("a load balancer");
    assert_eq!(described.availability_zones().len(), 2);
    assert_eq!(described.scheme(), Some(&LoadBalancerSchemeEnum::InternetFacing));
}

#[tokio::test(start_paused = true)]
async fn another_zone_is_taken_in_where_it_stands() {
    let drive = Drive::new();
    let mut spec = Backend::balancer(&drive).await;
    let cx = drive.context("alb");
    let state = LoadBalancer.create(&cx, &spec).await.expect("a load balancer");
    spec.zones.push("ap-northeast-2b".into());
    assert_eq!(LoadBalancer.update(&cx, &spec, &state).await.as_ref(), Ok(&state));
    let described = LoadBalancer.read(&cx.reading(), &state).await.expect("a look").expect("a load balancer");
    assert_eq!(described.availability_zones().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn elbv2_deletion_protection_is_said_in_aws_s_own_words() {
    let drive = Drive::new();
    let spec = Backend::balancer(&drive).await;
    let cx = drive.context("alb");
    let state = LoadBalancer.create(&cx, &spec).await.expect("a load balancer");
    let protect = LoadBalancerAttribute::builder().key("deletion_protection.enabled").value("true").build();
    let change = cx.cloud.elb.modify_load_balancer_attributes().load_balancer_arn(&state.arn);
    change.attributes(protect).send().await.expect("protected by somebody");
    let refused = LoadBalancer.delete(&cx, &state).await.expect_err("it is protected");
    assert!(refused.is(&["OperationNotPermitted"]), "{refused}");
    assert_eq!(refused.class, Class::Rejected);
}

#[tokio::test(start_paused = true)]
async fn a_deleted_one_is_gone_at_once_and_its_interfaces_hold_the_group_for_minutes() {
    let drive = Drive::new();
    let spec = Backend::balancer(&drive).await;
    let cx = drive.context("alb");
    let state = drive.make(&LoadBalancer, &cx, &spec).await;
    let (state, _) = drive.settle(&LoadBalancer, &cx, &spec, &state).await;
    let other = drive.context("other");
    assert_eq!(LoadBalancer.delete(&other, &state).await, Ok(Removal::kept(common::Kept::NotOurs)));
    drive.delete(&LoadBalancer, &cx, &state).await;
    assert_eq!(LoadBalancer.delete(&cx, &state).await, Ok(Removal::Missing));
    assert_eq!(LoadBalancer.observe(&cx.reading(), &spec, &state).await, Ok(Observation::Lost));
    let group = cx.get(&spec.group).expect("a group");
    let waits = drive.delete(&SecurityGroup, &drive.context("alb-gate"), &group).await;
    assert!(waits.contains(&"held_by_interface".to_owned()), "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn its_public_addresses_are_a_charge_of_their_own() {
    let drive = Drive::new();
    let spec = Backend::balancer(&drive).await;
    let charges = LoadBalancer.price(&spec);
    let addresses = charges.iter().find(|charge| charge.item == "ipv4.hour").expect("a charge");
    assert_eq!((addresses.amount, addresses.per), (2.0, Per::Hour));
}

#[tokio::test(start_paused = true)]
async fn elbv2_tags_of_missing_take_no_other_mark_with_them() {
    let drive = Drive::new();
    let spec = Backend::balancer(&drive).await;
    let cx = drive.context("alb");
    let state = drive.make(&LoadBalancer, &cx, &spec).await;
    let arns = [format!("{}0", state.arn), state.arn.clone()];
    let marks = elb::marks(&cx.reading().cloud, &arns).await.expect("one is there");
    assert_eq!(marks.into_iter().collect::<Vec<_>>(), [(state.arn, Mark::of(&cx))]);
}
