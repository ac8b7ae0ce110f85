//! Application Load Balancers: what is asked of one, what its targets are like, and what it does with a request.
//!
//! Deliberately without Network and Gateway Load Balancers, Lambda targets, authentication and trust stores: asking
//! for one is refused in so many words. Invariant: a target group is referred to by the listeners of at most one
//! load balancer, and its health is only ever found out by asking EC2 what the target answers.

mod actions;
mod attributes;
mod conditions;
mod health;
mod listeners;
mod load_balancers;
mod network;
mod rules;
mod tags;
mod target_groups;
mod targets;
mod tls;
mod traffic;

use std::collections::BTreeMap;

use aws_sdk_elasticloadbalancingv2::types;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use self::actions::Action;
use self::conditions::Condition;
use self::health::Check;
pub(crate) use self::targets::tell_all;
pub(crate) use self::traffic::{Incoming, Origin, admits, serve};
use crate::dispatch::{Call, Refusal, Service, Table};
use crate::world::World;

/// What Elastic Load Balancing holds in one region. Everything is found by its ARN.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Elbv2 {
    load_balancers: BTreeMap<String, LoadBalancer>,
    target_groups: BTreeMap<String, TargetGroup>,
    listeners: BTreeMap<String, Listener>,
}

/// An application load balancer; it is active when its time has come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LoadBalancer {
    pub(crate) arn: String,
    pub(crate) name: String,
    pub(crate) dns_name: String,
    created: Timestamp,
    active_at: Timestamp,
    pub(crate) scheme: Scheme,
    ip_address_type: String,
    vpc: String,
    pub(crate) groups: Vec<String>,
    places: Vec<Place>,
    attributes: BTreeMap<String, String>,
    tags: BTreeMap<String, String>,
}

/// Who can reach a load balancer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Scheme {
    InternetFacing,
    Internal,
}

/// A subnet that a load balancer stands in. Its interface there is EC2's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Place {
    zone: String,
    subnet: String,
}

/// A target group with its targets.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct TargetGroup {
    arn: String,
    name: String,
    protocol: String,
    protocol_version: String,
    port: u16,
    vpc: String,
    by_ip: bool,
    health: HealthSettings,
    attributes: BTreeMap<String, String>,
    tags: BTreeMap<String, String>,
    targets: Vec<Target>,
}

/// How targets are asked whether they are well. Times are in seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct HealthSettings {
    protocol: String,
    /// `None` is the port on which the target gets traffic.
    port: Option<u16>,
    path: String,
    interval: u16,
    timeout: u16,
    healthy_threshold: u16,
    unhealthy_threshold: u16,
    matcher: String,
}

/// One target of a group.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Target {
    /// An instance's id, or an address.
    id: String,
    port: u16,
    registered: Timestamp,
    /// When it stops being listed, for one that was deregistered.
    drained_at: Option<Timestamp>,
    check: Check,
}

/// A listener with its rules.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Listener {
    arn: String,
    load_balancer: String,
    port: u16,
    protocol: Protocol,
    tls: Option<Tls>,
    actions: Vec<Action>,
    /// The default rule isn't among them: its actions are the listener's own.
    rules: Vec<Rule>,
    default_rule: String,
    attributes: BTreeMap<String, String>,
    tags: BTreeMap<String, String>,
    created: Timestamp,
}

/// What a listener of an Application Load Balancer speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Protocol {
    Http,
    Https,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Tls {
    policy: String,
    /// The default certificate first.
    certificates: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Rule {
    arn: String,
    priority: i32,
    conditions: Vec<Condition>,
    actions: Vec<Action>,
    tags: BTreeMap<String, String>,
    created: Timestamp,
}

/// The operations of Elastic Load Balancing.
pub(crate) fn table() -> Table {
    Table::new(Service::ElbV2)
        .change("CreateLoadBalancer", load_balancers::create)
        .change("DeleteLoadBalancer", load_balancers::delete)
        .read("DescribeLoadBalancers", load_balancers::describe)
        // Elastic Load Balancing's API permissions: it asks EC2 in its caller's name.
        .asking(
            "CreateLoadBalancer",
            &[
                "ec2:DescribeAccountAttributes",
                "ec2:DescribeAddresses",
                "ec2:DescribeInternetGateways",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSubnets",
                "ec2:DescribeVpcs",
            ],
        )
        .change("SetSecurityGroups", load_balancers::set_security_groups)
        .change("SetSubnets", load_balancers::set_subnets)
        .asking("SetSubnets", &["ec2:DescribeSubnets"])
        .change("ModifyLoadBalancerAttributes", attributes::modify_load_balancer)
        .read("DescribeLoadBalancerAttributes", attributes::describe_load_balancer)
        .change("ModifyTargetGroupAttributes", attributes::modify_target_group)
        .read("DescribeTargetGroupAttributes", attributes::describe_target_group)
        .change("ModifyListenerAttributes", attributes::modify_listener)
        .read("DescribeListenerAttributes", attributes::describe_listener)
        .change("CreateTargetGroup", target_groups::create)
        .asking("CreateTargetGroup", &["ec2:DescribeInternetGateways", "ec2:DescribeVpcs"])
        .change("ModifyTargetGroup", target_groups::modify)
        .change("DeleteTargetGroup", target_groups::delete)
        .read("DescribeTargetGroups", target_groups::describe)
        .change("RegisterTargets", targets::register)
        .asking(
            "RegisterTargets",
            &[
                "ec2:DescribeInstances",
                "ec2:DescribeInternetGateways",
                "ec2:DescribeSubnets",
                "ec2:DescribeVpcs",
            ],
        )
        .change("DeregisterTargets", targets::deregister)
        .read("DescribeTargetHealth", targets::describe_health)
        .change("CreateListener", listeners::create)
        .change("ModifyListener", listeners::modify)
        .change("DeleteListener", listeners::delete)
        .read("DescribeListeners", listeners::describe)
        .change("CreateRule", rules::create)
        .change("ModifyRule", rules::modify)
        .change("DeleteRule", rules::delete)
        .read("DescribeRules", rules::describe)
        .change("AddTags", tags::add)
        .read("DescribeTags", tags::describe)
}

impl Elbv2 {
    /// The load balancer that a DNS name leads to.
    pub(crate) fn by_dns_name(&self, name: &str) -> Option<&LoadBalancer> {
        self.load_balancers.values().find(|balancer| balancer.dns_name.eq_ignore_ascii_case(name))
    }

    /// The DNS names of the load balancers.
    pub(crate) fn dns_names(&self) -> impl Iterator<Item = String> {
        self.load_balancers.values().map(|balancer| balancer.dns_name.clone())
    }

    /// The load balancer that an interface of EC2's belongs to, by its description.
    pub(crate) fn by_interface_description(&self, description: &str) -> Option<&LoadBalancer> {
        self.load_balancers.values().find(|balancer| balancer.interface_description() == description)
    }

    /// What a load balancer's port shows a client that wants TLS: its certificates, the default one first, and the
    /// versions that it speaks.
    pub(crate) fn tls_at(&self, balancer: &str, port: u16) -> Option<(&[String], &'static [&'static str])> {
        let mut listeners = self.listeners.values();
        let listener =
            listeners.find(|listener| listener.load_balancer == balancer && listener.port == port)?;
        let tls = listener.tls.as_ref()?;
        Some((&tls.certificates, tls::versions(&tls.policy)))
    }

    /// The load balancers whose listeners have a certificate, by ARN.
    pub(crate) fn users_of_certificate(&self, arn: &str) -> impl Iterator<Item = String> {
        let has = move |tls: &Tls| tls.certificates.iter().any(|held| held == arn);
        let users = self.listeners.values().filter(move |listener| listener.tls.as_ref().is_some_and(has));
        users.map(|listener| listener.load_balancer.clone())
    }

    /// The load balancer whose listeners send requests to a target group, and since when they do.
    fn user_of(&self, target_group: &str) -> Option<(&LoadBalancer, Timestamp)> {
        let since = self.listeners.values().filter_map(|listener| {
            let by_default = listener
                .actions
                .iter()
                .any(|action| action.forwards_to(target_group))
                .then_some(listener.created);
            let by_rule = listener
                .rules
                .iter()
                .filter(|rule| rule.actions.iter().any(|action| action.forwards_to(target_group)))
                .map(|rule| rule.created)
                .min();
            let since = by_default.into_iter().chain(by_rule).min()?;
            Some((self.load_balancers.get(&listener.load_balancer)?, since))
        });
        since.min_by_key(|(_, since)| *since)
    }
}

impl LoadBalancer {
    /// What EC2 calls its interfaces: `ELB app/<name>/<id>`.
    pub(crate) fn interface_description(&self) -> String {
        format!("ELB {}", self.arn.split_once("loadbalancer/").map_or("", |(_, rest)| rest))
    }

    /// Whether it takes requests yet (`elbv2.provisioning`).
    pub(crate) fn is_active(&self, now: Timestamp) -> bool {
        now >= self.active_at
    }
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new("ValidationError", message)
}

fn required<'a>(value: Option<&'a str>, name: &str) -> Result<&'a str, Refusal> {
    value.ok_or_else(|| invalid(format!("1 validation error detected: Value null at '{name}' failed to satisfy constraint: Member must not be null")))
}

fn no_load_balancer() -> Refusal {
    Refusal::new("LoadBalancerNotFound", "One or more load balancers not found")
}

fn no_target_group() -> Refusal {
    Refusal::new("TargetGroupNotFound", "One or more target groups not found")
}

fn no_listener() -> Refusal {
    Refusal::new("ListenerNotFound", "One or more listeners not found")
}

fn no_rule() -> Refusal {
    Refusal::new("RuleNotFound", "One or more rules not found")
}

/// Refuses what was made a moment ago as what isn't there (`fresh.elbv2`).
fn check_known(world: &World, call: &Call, arn: &str, absent: fn() -> Refusal) -> Result<(), Refusal> {
    if world.is_known(arn, call.now) { Ok(()) } else { Err(absent()) }
}

/// The same of the target groups that actions lead to.
fn check_known_targets(world: &World, call: &Call, actions: &[types::Action]) -> Result<(), Refusal> {
    let mut groups = actions.iter().filter_map(types::Action::target_group_arn);
    groups.try_for_each(|group| check_known(world, call, group, no_target_group))
}

/// The name of a load balancer or a target group.
fn checked_name<'a>(name: Option<&'a str>, what: &str) -> Result<&'a str, Refusal> {
    let name = required(name, "name")?;
    if name.is_empty() || name.chars().count() > 32 {
        return Err(invalid(format!("{what} name '{name}' cannot be longer than '32' characters")));
    }
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Err(invalid(format!(
            "{what} name '{name}' can only contain characters that are alphanumeric characters and hyphens(-)"
        )));
    }
    if name.starts_with('-') || name.ends_with('-') {
        return Err(invalid(format!("{what} name '{name}' cannot begin or end with a hyphen(-)")));
    }
    if name.starts_with("internal-") {
        return Err(invalid(format!("{what} name '{name}' cannot begin with 'internal-'")));
    }
    Ok(name)
}

/// One page of things in their order, and the marker of the next.
fn page<T>(
    all: Vec<T>,
    marker: Option<&str>,
    size: Option<i32>,
) -> Result<(Vec<T>, Option<String>), Refusal> {
    let size = match size {
        None => 400,
        Some(size @ 1..=400) => usize::try_from(size).unwrap_or(400),
        Some(_) => return Err(invalid("PageSize must be between 1 and 400")),
    };
    let from = match marker {
        None => 0,
        Some(marker) => marker.parse::<usize>().map_err(|_| invalid("The marker is not valid"))?,
    };
    let more = all.len() > from.saturating_add(size);
    let page = all.into_iter().skip(from).take(size).collect();
    Ok((page, more.then(|| (from + size).to_string())))
}

#[cfg(test)]
mod tests;
