//! The attributes of load balancers, target groups and listeners: which there are, and what each may be
//! (`elbv2.tg_unknown_attr`).

use std::collections::BTreeMap;

use aws_sdk_elasticloadbalancingv2::operation::describe_listener_attributes::{
    DescribeListenerAttributesInput, DescribeListenerAttributesOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::describe_load_balancer_attributes::{
    DescribeLoadBalancerAttributesInput, DescribeLoadBalancerAttributesOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::describe_target_group_attributes::{
    DescribeTargetGroupAttributesInput, DescribeTargetGroupAttributesOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::modify_listener_attributes::{
    ModifyListenerAttributesInput, ModifyListenerAttributesOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::modify_load_balancer_attributes::{
    ModifyLoadBalancerAttributesInput, ModifyLoadBalancerAttributesOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::modify_target_group_attributes::{
    ModifyTargetGroupAttributesInput, ModifyTargetGroupAttributesOutput,
};
use aws_sdk_elasticloadbalancingv2::types;

use super::{check_known, invalid, no_listener, no_load_balancer, no_target_group, required};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// What an attribute may be.
enum Range {
    Flag,
    Number(u32, u32),
    OneOf(&'static [&'static str]),
    Text,
}

use Range::{Flag, Number, OneOf, Text};

type Known = (&'static str, &'static str, Range);

const LOAD_BALANCER: &[Known] = &[
    ("access_logs.s3.enabled", "false", Flag),
    ("access_logs.s3.bucket", "", Text),
    ("access_logs.s3.prefix", "", Text),
    ("client_keep_alive.seconds", "3600", Number(60, 604_800)),
    ("connection_logs.s3.enabled", "false", Flag),
    ("connection_logs.s3.bucket", "", Text),
    ("connection_logs.s3.prefix", "", Text),
    ("deletion_protection.enabled", "false", Flag),
    ("idle_timeout.timeout_seconds", "60", Number(1, 4000)),
    ("ipv6.deny_all_igw_traffic", "false", Flag),
    ("load_balancing.cross_zone.enabled", "true", Flag),
    ("routing.http.desync_mitigation_mode", "defensive", OneOf(&["monitor", "defensive", "strictest"])),
    ("routing.http.drop_invalid_header_fields.enabled", "false", Flag),
    ("routing.http.preserve_host_header.enabled", "false", Flag),
    ("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", "false", Flag),
    ("routing.http.xff_client_port.enabled", "false", Flag),
    ("routing.http.xff_header_processing.mode", "append", OneOf(&["append", "preserve", "remove"])),
    ("routing.http2.enabled", "true", Flag),
    ("waf.fail_open.enabled", "false", Flag),
    ("zonal_shift.config.enabled", "false", Flag),
];

const TARGET_GROUP: &[Known] = &[
    ("deregistration_delay.timeout_seconds", "300", Number(0, 3600)),
    (
        "load_balancing.algorithm.type",
        "round_robin",
        OneOf(&["round_robin", "least_outstanding_requests", "weighted_random"]),
    ),
    ("load_balancing.algorithm.anomaly_mitigation", "off", OneOf(&["on", "off"])),
    (
        "load_balancing.cross_zone.enabled",
        "use_load_balancer_configuration",
        OneOf(&["true", "false", "use_load_balancer_configuration"]),
    ),
    ("slow_start.duration_seconds", "0", Number(0, 900)),
    ("stickiness.enabled", "false", Flag),
    ("stickiness.type", "lb_cookie", OneOf(&["lb_cookie", "app_cookie"])),
    ("stickiness.lb_cookie.duration_seconds", "86400", Number(1, 604_800)),
    ("stickiness.app_cookie.duration_seconds", "86400", Number(1, 604_800)),
    ("stickiness.app_cookie.cookie_name", "", Text),
    ("target_group_health.dns_failover.minimum_healthy_targets.count", "1", Text),
    ("target_group_health.dns_failover.minimum_healthy_targets.percentage", "off", Text),
    ("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "1", Text),
    ("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off", Text),
];

const LISTENER: &[Known] = &[
    ("routing.http.response.server.enabled", "true", Flag),
    ("routing.http.response.strict_transport_security.header_value", "", Text),
    ("routing.http.response.x_content_type_options.header_value", "", OneOf(&["", "nosniff"])),
    ("routing.http.response.x_frame_options.header_value", "", Text),
    ("routing.http.response.content_security_policy.header_value", "", Text),
    ("routing.http.response.access_control_allow_origin.header_value", "", Text),
    ("routing.http.response.access_control_allow_methods.header_value", "", Text),
    ("routing.http.response.access_control_allow_headers.header_value", "", Text),
    ("routing.http.response.access_control_allow_credentials.header_value", "", Text),
    ("routing.http.response.access_control_expose_headers.header_value", "", Text),
    ("routing.http.response.access_control_max_age.header_value", "", Text),
];

pub(super) fn load_balancer_defaults() -> BTreeMap<String, String> {
    defaults(LOAD_BALANCER)
}

pub(super) fn target_group_defaults() -> BTreeMap<String, String> {
    defaults(TARGET_GROUP)
}

pub(super) fn listener_defaults() -> BTreeMap<String, String> {
    defaults(LISTENER)
}

pub(super) fn modify_load_balancer(
    world: &mut World,
    call: &Call,
    input: &ModifyLoadBalancerAttributesInput,
) -> Result<ModifyLoadBalancerAttributesOutput, Refusal> {
    let arn = required(input.load_balancer_arn(), "loadBalancerArn")?;
    check_known(world, call, arn, no_load_balancer)?;
    let changes = input.attributes().iter().map(|attribute| (attribute.key(), attribute.value()));
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    let held = &mut elbv2.load_balancers.get_mut(arn).ok_or_else(no_load_balancer)?.attributes;
    change(LOAD_BALANCER, "Load balancer", held, changes)?;
    Ok(ModifyLoadBalancerAttributesOutput::builder().set_attributes(Some(load_balancer_sdk(held))).build())
}

pub(super) fn describe_load_balancer(
    world: &World,
    call: &Call,
    input: &DescribeLoadBalancerAttributesInput,
) -> Result<DescribeLoadBalancerAttributesOutput, Refusal> {
    let arn = required(input.load_balancer_arn(), "loadBalancerArn")?;
    let elbv2 = &world.region(&call.region).elbv2;
    let held = &elbv2.load_balancers.get(arn).ok_or_else(no_load_balancer)?.attributes;
    Ok(DescribeLoadBalancerAttributesOutput::builder().set_attributes(Some(load_balancer_sdk(held))).build())
}

pub(super) fn modify_target_group(
    world: &mut World,
    call: &Call,
    input: &ModifyTargetGroupAttributesInput,
) -> Result<ModifyTargetGroupAttributesOutput, Refusal> {
    let arn = required(input.target_group_arn(), "targetGroupArn")?;
    check_known(world, call, arn, no_target_group)?;
    let changes = input.attributes().iter().map(|attribute| (attribute.key(), attribute.value()));
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    let held = &mut elbv2.target_groups.get_mut(arn).ok_or_else(no_target_group)?.attributes;
    let mut wanted = held.clone();
    change(TARGET_GROUP, "Target group", &mut wanted, changes)?;
    let slow =
        wanted.get("slow_start.duration_seconds").and_then(|text| text.parse::<u32>().ok()).unwrap_or(0);
    if (1..30).contains(&slow) {
        return Err(invalid(
            "Target group attribute 'slow_start.duration_seconds' must be 0 or between 30 and 900",
        ));
    }
    *held = wanted;
    Ok(ModifyTargetGroupAttributesOutput::builder().set_attributes(Some(target_group_sdk(held))).build())
}

pub(super) fn describe_target_group(
    world: &World,
    call: &Call,
    input: &DescribeTargetGroupAttributesInput,
) -> Result<DescribeTargetGroupAttributesOutput, Refusal> {
    let arn = required(input.target_group_arn(), "targetGroupArn")?;
    let elbv2 = &world.region(&call.region).elbv2;
    let held = &elbv2.target_groups.get(arn).ok_or_else(no_target_group)?.attributes;
    Ok(DescribeTargetGroupAttributesOutput::builder().set_attributes(Some(target_group_sdk(held))).build())
}

pub(super) fn modify_listener(
    world: &mut World,
    call: &Call,
    input: &ModifyListenerAttributesInput,
) -> Result<ModifyListenerAttributesOutput, Refusal> {
    let arn = required(input.listener_arn(), "listenerArn")?;
    check_known(world, call, arn, no_listener)?;
    let changes = input.attributes().iter().map(|attribute| (attribute.key(), attribute.value()));
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    let held = &mut elbv2.listeners.get_mut(arn).ok_or_else(no_listener)?.attributes;
    change(LISTENER, "Listener", held, changes)?;
    Ok(ModifyListenerAttributesOutput::builder().set_attributes(Some(listener_sdk(held))).build())
}

pub(super) fn describe_listener(
    world: &World,
    call: &Call,
    input: &DescribeListenerAttributesInput,
) -> Result<DescribeListenerAttributesOutput, Refusal> {
    let arn = required(input.listener_arn(), "listenerArn")?;
    let held = &world.region(&call.region).elbv2.listeners.get(arn).ok_or_else(no_listener)?.attributes;
    Ok(DescribeListenerAttributesOutput::builder().set_attributes(Some(listener_sdk(held))).build())
}

fn defaults(known: &[Known]) -> BTreeMap<String, String> {
    known.iter().map(|(key, default, _)| ((*key).to_owned(), (*default).to_owned())).collect()
}

/// All changes or none.
fn change<'a>(
    known: &[Known],
    what: &str,
    held: &mut BTreeMap<String, String>,
    changes: impl Iterator<Item = (Option<&'a str>, Option<&'a str>)>,
) -> Result<(), Refusal> {
    let mut wanted = held.clone();
    for (key, value) in changes {
        let (key, value) = (key.unwrap_or_default(), value.unwrap_or_default());
        let (_, _, range) = known
            .iter()
            .find(|(name, ..)| *name == key)
            .ok_or_else(|| invalid(format!("{what} attribute key '{key}' is not recognized")))?;
        let fits = match range {
            Flag => ["true", "false"].contains(&value),
            Number(from, to) => value.parse::<u32>().is_ok_and(|number| (*from..=*to).contains(&number)),
            OneOf(values) => values.contains(&value),
            Text => value.len() <= 1024,
        };
        if !fits {
            return Err(invalid(format!("'{value}' is not a valid value for {what} attribute '{key}'")));
        }
        wanted.insert(key.to_owned(), value.to_owned());
    }
    *held = wanted;
    Ok(())
}

fn load_balancer_sdk(held: &BTreeMap<String, String>) -> Vec<types::LoadBalancerAttribute> {
    held.iter()
        .map(|(key, value)| types::LoadBalancerAttribute::builder().key(key).value(value).build())
        .collect()
}

fn target_group_sdk(held: &BTreeMap<String, String>) -> Vec<types::TargetGroupAttribute> {
    held.iter()
        .map(|(key, value)| types::TargetGroupAttribute::builder().key(key).value(value).build())
        .collect()
}

fn listener_sdk(held: &BTreeMap<String, String>) -> Vec<types::ListenerAttribute> {
    held.iter()
        .map(|(key, value)| types::ListenerAttribute::builder().key(key).value(value).build())
        .collect()
}
