//! Targets: registered, drained, and found well or not (`elbv2.bad_target`, `elbv2.health`).

use std::time::Duration;

use aws_sdk_elasticloadbalancingv2::operation::deregister_targets::{
    DeregisterTargetsInput, DeregisterTargetsOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::describe_target_health::{
    DescribeTargetHealthInput, DescribeTargetHealthOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::register_targets::{
    RegisterTargetsInput, RegisterTargetsOutput,
};
use aws_sdk_elasticloadbalancingv2::types::{
    self, TargetHealthReasonEnum as Reason, TargetHealthStateEnum as Health,
};
use jiff::Timestamp;

use super::health::{self, Check};
use super::network;
use super::{LoadBalancer, Target, TargetGroup, check_known, no_target_group, required, target_groups};
use crate::dispatch::{Call, Refusal};
use crate::services::ec2::State;
use crate::world::{RegionWorld, World};

/// How long a load balancer takes to begin with a target that was registered.
const REGISTRATION: Duration = Duration::from_secs(5);

pub(super) fn register(
    world: &mut World,
    call: &Call,
    input: &RegisterTargetsInput,
) -> Result<RegisterTargetsOutput, Refusal> {
    let arn = required(input.target_group_arn(), "targetGroupArn")?;
    check_known(world, call, arn, no_target_group)?;
    tell_all(world, call);
    let regional = world.region(&call.region);
    let group = regional.elbv2.target_groups.get(arn).ok_or_else(no_target_group)?;
    if input.targets().is_empty() {
        return Err(super::invalid("At least one target must be specified"));
    }
    let mut added = Vec::new();
    for target in input.targets() {
        let id = target.id().unwrap_or_default();
        let port = target.port().map_or(Ok(group.port), target_groups::checked_port)?;
        check_target(regional, group, id, call.now)?;
        // `fresh.unknown`: EC2 calls it running before ELB does.
        if !world.is_known(id, call.now) {
            let text =
                format!("The following targets are not in a running state and cannot be registered: '{id}'");
            return Err(Refusal::new("InvalidTarget", text));
        }
        added.push((id.to_owned(), port));
    }
    let group =
        world.region_mut(&call.region).elbv2.target_groups.get_mut(arn).ok_or_else(no_target_group)?;
    for (id, port) in added {
        match group.targets.iter_mut().find(|target| target.id == id && target.port == port) {
            Some(known) if known.drained_at.is_none() => {}
            Some(drained) => *drained = Target::registered(id, port, call.now),
            None => group.targets.push(Target::registered(id, port, call.now)),
        }
    }
    Ok(RegisterTargetsOutput::builder().build())
}

pub(super) fn deregister(
    world: &mut World,
    call: &Call,
    input: &DeregisterTargetsInput,
) -> Result<DeregisterTargetsOutput, Refusal> {
    let arn = required(input.target_group_arn(), "targetGroupArn")?;
    tell_all(world, call);
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    let used = elbv2.user_of(arn).is_some();
    let group = elbv2.target_groups.get_mut(arn).ok_or_else(no_target_group)?;
    let names = |target: &Target, wanted: &types::TargetDescription| {
        wanted.id() == Some(target.id.as_str())
            && wanted.port().is_none_or(|port| port == i32::from(target.port))
    };
    for wanted in input.targets() {
        if !group.targets.iter().any(|target| names(target, wanted)) {
            let text =
                format!("The following targets are not registered: '{}'", wanted.id().unwrap_or_default());
            return Err(Refusal::new("InvalidTarget", text));
        }
    }
    // What is in no use has nothing to drain.
    let delay = if used { group.drain_delay() } else { Duration::ZERO };
    for target in &mut group.targets {
        if input.targets().iter().any(|wanted| names(target, wanted)) && target.drained_at.is_none() {
            target.drained_at = Some(call.now + delay);
        }
    }
    group.targets.retain(|target| target.drained_at.is_none_or(|drained| drained > call.now));
    Ok(DeregisterTargetsOutput::builder().build())
}

pub(super) fn describe_health(
    world: &World,
    call: &Call,
    input: &DescribeTargetHealthInput,
) -> Result<DescribeTargetHealthOutput, Refusal> {
    let arn = required(input.target_group_arn(), "targetGroupArn")?;
    let regional = world.region(&call.region);
    let mut group = regional.elbv2.target_groups.get(arn).ok_or_else(no_target_group)?.clone();
    group.tell(world, &call.region, call.now);
    let group = &group;
    let mut descriptions: Vec<_> = group
        .listed(call.now)
        .filter(|target| network::life(&regional.ec2, &target.id, call.now) != Some(State::Terminated))
        .filter(|target| {
            input.targets().is_empty()
                || input.targets().iter().any(|wanted| {
                    wanted.id() == Some(target.id.as_str())
                        && wanted.port().is_none_or(|port| port == i32::from(target.port))
                })
        })
        .map(|target| {
            let (state, reason, text) = health_of(regional, group, target, call.now);
            description(group, &target.id, target.port, (state, reason, text))
        })
        .collect();
    for wanted in input.targets() {
        let id = wanted.id().unwrap_or_default();
        if !descriptions.iter().any(|known| known.target().and_then(types::TargetDescription::id) == Some(id))
        {
            check_target_id(group, id)?;
            let text = "Target is not registered to the target group".to_owned();
            let health = (Health::Unused, Some(Reason::NotRegistered), Some(text));
            descriptions.push(description(group, id, group.port, health));
        }
    }
    Ok(DescribeTargetHealthOutput::builder().set_target_health_descriptions(Some(descriptions)).build())
}

/// Tells every target's history on to this call's time. Whatever changes what a target answers or is asked comes
/// after it, so that no change reaches into the past.
pub(crate) fn tell_all(world: &mut World, call: &Call) {
    let mut groups = std::mem::take(&mut world.region_mut(&call.region).elbv2.target_groups);
    for group in groups.values_mut() {
        group.targets.retain(|target| target.drained_at.is_none_or(|drained| drained > call.now));
        group.tell(world, &call.region, call.now);
    }
    world.region_mut(&call.region).elbv2.target_groups = groups;
}

/// The targets that a request may go to: those that are well, or all of them where none is (`elbv2.fails_open`).
pub(super) fn in_service(world: &World, region: &str, group: &str, now: Timestamp) -> Vec<(String, u16)> {
    let regional = world.region(region);
    let Some(mut group) = regional.elbv2.target_groups.get(group).cloned() else { return Vec::new() };
    group.tell(world, region, now);
    let taking: Vec<_> = group.listed(now).filter(|target| target.drained_at.is_none()).collect();
    let healths: Vec<_> = taking.iter().map(|target| health_of(regional, &group, target, now).0).collect();
    let of = |wanted: fn(&Health) -> bool| -> Vec<_> {
        let pairs = taking.iter().zip(&healths).filter(|(_, health)| wanted(health));
        pairs.map(|(target, _)| (target.id.clone(), target.port)).collect()
    };
    let well = of(|health| *health == Health::Healthy);
    // A target that is registering still, or whose instance doesn't run, is in no zone's list yet.
    if well.is_empty() { of(|health| matches!(health, Health::Unhealthy | Health::Initial)) } else { well }
}

/// What AWS would say of a target. Its history must have been told on to `now`.
fn health_of(
    regional: &RegionWorld,
    group: &TargetGroup,
    target: &Target,
    now: Timestamp,
) -> (Health, Option<Reason>, Option<String>) {
    let said = |state, reason, text: &str| (state, Some(reason), Some(text.to_owned()));
    if target.drained_at.is_some() {
        return said(
            Health::Draining,
            Reason::DeregistrationInProgress,
            "Target deregistration is in progress",
        );
    }
    if network::life(&regional.ec2, &target.id, now) == Some(State::ShuttingDown) {
        return said(
            Health::Draining,
            Reason::DeregistrationInProgress,
            "Target deregistration is in progress",
        );
    }
    let Some((balancer, since)) = regional.elbv2.user_of(&group.arn) else {
        return said(
            Health::Unused,
            Reason::NotInUse,
            "Target group is not configured to receive traffic from the load balancer",
        );
    };
    let first = first_check(balancer, since, target);
    match target.check.health(first, now, &group.health) {
        health::Health::Registering => {
            said(Health::Initial, Reason::RegistrationInProgress, "Target registration is in progress")
        }
        health::Health::Initial => {
            said(Health::Initial, Reason::InitialHealthChecking, "Initial health checks in progress")
        }
        health::Health::Healthy => (Health::Healthy, None, None),
        health::Health::Unhealthy(reason, text) => (Health::Unhealthy, Some(reason), Some(text)),
    }
}

fn first_check(balancer: &LoadBalancer, since: Timestamp, target: &Target) -> Timestamp {
    balancer.active_at.max(since).max(target.registered) + REGISTRATION
}

fn description(
    group: &TargetGroup,
    id: &str,
    port: u16,
    (state, reason, text): (Health, Option<Reason>, Option<String>),
) -> types::TargetHealthDescription {
    let health = types::TargetHealth::builder().state(state).set_reason(reason).set_description(text).build();
    types::TargetHealthDescription::builder()
        .target(types::TargetDescription::builder().id(id).port(port.into()).build())
        .health_check_port(group.health.port.unwrap_or(port).to_string())
        .target_health(health)
        .build()
}

/// `elbv2.bad_target`: an id that is none, and an instance that isn't running or stands in another network.
fn check_target(
    regional: &RegionWorld,
    group: &TargetGroup,
    id: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    check_target_id(group, id)?;
    if group.by_ip {
        return Ok(());
    }
    let bad =
        |why: &str| Err(Refusal::new("InvalidTarget", format!("The following targets are {why}: '{id}'")));
    match network::life(&regional.ec2, id, now) {
        Some(State::Running) => {}
        Some(_) => return bad("not in a running state and cannot be registered"),
        None => return bad("not valid instances"),
    }
    if network::vpc_of_instance(&regional.ec2, id).as_deref() != Some(group.vpc.as_str()) {
        return bad("not in the target group VPC");
    }
    Ok(())
}

fn check_target_id(group: &TargetGroup, id: &str) -> Result<(), Refusal> {
    let fits = if group.by_ip { id.parse::<std::net::Ipv4Addr>().is_ok() } else { id.starts_with("i-") };
    if fits { Ok(()) } else { Err(Refusal::new("InvalidTarget", format!("The target '{id}' is not valid"))) }
}

impl Target {
    fn registered(id: String, port: u16, now: Timestamp) -> Self {
        Self { id, port, registered: now, drained_at: None, check: Check::unknown() }
    }
}

impl TargetGroup {
    fn listed(&self, now: Timestamp) -> impl Iterator<Item = &Target> {
        self.targets.iter().filter(move |target| target.drained_at.is_none_or(|drained| drained > now))
    }

    fn drain_delay(&self) -> Duration {
        let text = self.attributes.get("deregistration_delay.timeout_seconds");
        Duration::from_secs(text.and_then(|text| text.parse().ok()).unwrap_or(300))
    }

    fn tell(&mut self, world: &World, region: &str, now: Timestamp) {
        let Some((balancer, since)) = world.region(region).elbv2.user_of(&self.arn) else {
            self.targets.iter_mut().for_each(|target| target.check.reset());
            return;
        };
        for target in &mut self.targets {
            let first = first_check(balancer, since, target);
            let port = self.health.port.unwrap_or(target.port);
            let (id, path) = (target.id.as_str(), self.health.path.as_str());
            target.check.tell(first, now, &self.health, |at| {
                network::check(world, region, balancer, id, port, path, at)
            });
        }
    }
}
