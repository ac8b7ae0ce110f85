//! Target groups: made, changed, described, deleted.

use aws_sdk_elasticloadbalancingv2::operation::create_target_group::{
    CreateTargetGroupInput, CreateTargetGroupOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::delete_target_group::{
    DeleteTargetGroupInput, DeleteTargetGroupOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::describe_target_groups::{
    DescribeTargetGroupsInput, DescribeTargetGroupsOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::modify_target_group::{
    ModifyTargetGroupInput, ModifyTargetGroupOutput,
};
use aws_sdk_elasticloadbalancingv2::types;

use super::{
    Elbv2, HealthSettings, TargetGroup, attributes, checked_name, health, invalid, network, no_load_balancer,
    no_target_group, page, required, tags, targets,
};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

pub(super) fn create(
    world: &mut World,
    call: &Call,
    input: &CreateTargetGroupInput,
) -> Result<CreateTargetGroupOutput, Refusal> {
    let name = checked_name(input.name(), "Target group")?;
    let by_ip = match input.target_type() {
        None | Some(types::TargetTypeEnum::Instance) => false,
        Some(types::TargetTypeEnum::Ip) => true,
        Some(other) => {
            return Err(invalid(format!(
                "The practice account models no targets of type '{}'",
                other.as_str()
            )));
        }
    };
    let protocol = match input.protocol() {
        Some(protocol @ (types::ProtocolEnum::Http | types::ProtocolEnum::Https)) => {
            protocol.as_str().to_owned()
        }
        Some(other) => {
            return Err(invalid(format!(
                "The practice account models no target groups of '{}'",
                other.as_str()
            )));
        }
        None => return Err(invalid("A protocol must be specified")),
    };
    let port = input.port().ok_or_else(|| invalid("A port must be specified"))?;
    let port = checked_port(port)?;
    let vpc = input.vpc_id().ok_or_else(|| invalid("A VPC ID must be specified"))?;
    if !network::has_vpc(&world.region(&call.region).ec2, vpc) {
        return Err(invalid(format!("The VPC ID '{vpc}' is not found")));
    }
    let defaults = HealthSettings {
        protocol: "HTTP".to_owned(),
        port: None,
        path: "/".to_owned(),
        interval: 30,
        timeout: 5,
        healthy_threshold: 5,
        unhealthy_threshold: 2,
        matcher: "200".to_owned(),
    };
    let health = Wanted {
        protocol: input.health_check_protocol(),
        port: input.health_check_port(),
        path: input.health_check_path(),
        interval: input.health_check_interval_seconds(),
        timeout: input.health_check_timeout_seconds(),
        healthy: input.healthy_threshold_count(),
        unhealthy: input.unhealthy_threshold_count(),
        matcher: input.matcher(),
    }
    .over(defaults)?;
    let group = TargetGroup {
        arn: String::new(),
        name: name.to_owned(),
        protocol,
        protocol_version: input.protocol_version().unwrap_or("HTTP1").to_owned(),
        port,
        vpc: vpc.to_owned(),
        by_ip,
        health,
        attributes: attributes::target_group_defaults(),
        tags: tags::checked(input.tags())?,
        targets: Vec::new(),
    };
    let elbv2 = &world.region(&call.region).elbv2;
    if let Some(known) = elbv2.target_groups.values().find(|known| known.name == name) {
        // `elbv2.create_idempotent`.
        return if known.was_made_as(&group) {
            Ok(CreateTargetGroupOutput::builder().target_groups(known.to_sdk(elbv2)).build())
        } else {
            Err(Refusal::new(
                "DuplicateTargetGroupName",
                "A target group with the same name exists, but with different settings",
            ))
        };
    }
    let hash = world.fresh_hex(16);
    let arn = world.arn("elasticloadbalancing", &call.region, &format!("targetgroup/{name}/{hash}"));
    let group = TargetGroup { arn: arn.clone(), ..group };
    world.made(&arn, call.now);
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    let shown = group.to_sdk(elbv2);
    elbv2.target_groups.insert(arn, group);
    Ok(CreateTargetGroupOutput::builder().target_groups(shown).build())
}

pub(super) fn modify(
    world: &mut World,
    call: &Call,
    input: &ModifyTargetGroupInput,
) -> Result<ModifyTargetGroupOutput, Refusal> {
    let arn = required(input.target_group_arn(), "targetGroupArn")?;
    targets::tell_all(world, call);
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    let group = elbv2.target_groups.get_mut(arn).ok_or_else(no_target_group)?;
    group.health = Wanted {
        protocol: input.health_check_protocol(),
        port: input.health_check_port(),
        path: input.health_check_path(),
        interval: input.health_check_interval_seconds(),
        timeout: input.health_check_timeout_seconds(),
        healthy: input.healthy_threshold_count(),
        unhealthy: input.unhealthy_threshold_count(),
        matcher: input.matcher(),
    }
    .over(group.health.clone())?;
    let shown = elbv2.target_groups[arn].to_sdk(elbv2);
    Ok(ModifyTargetGroupOutput::builder().target_groups(shown).build())
}

/// `elbv2.tg_in_use`.
pub(super) fn delete(
    world: &mut World,
    call: &Call,
    input: &DeleteTargetGroupInput,
) -> Result<DeleteTargetGroupOutput, Refusal> {
    let arn = required(input.target_group_arn(), "targetGroupArn")?;
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    if elbv2.user_of(arn).is_some() {
        return Err(Refusal::new(
            "ResourceInUse",
            format!("Target group '{arn}' is currently in use by a listener or a rule"),
        ));
    }
    // Deleting what isn't there is accepted, as AWS does it.
    elbv2.target_groups.remove(arn);
    Ok(DeleteTargetGroupOutput::builder().build())
}

pub(super) fn describe(
    world: &World,
    call: &Call,
    input: &DescribeTargetGroupsInput,
) -> Result<DescribeTargetGroupsOutput, Refusal> {
    let elbv2 = &world.region(&call.region).elbv2;
    let all = &elbv2.target_groups;
    let (arns, names) = (input.target_group_arns(), input.names());
    if arns.iter().any(|arn| !all.contains_key(arn))
        || names.iter().any(|name| !all.values().any(|group| group.name == *name))
    {
        return Err(no_target_group());
    }
    if input.load_balancer_arn().is_some_and(|arn| !elbv2.load_balancers.contains_key(arn)) {
        return Err(no_load_balancer());
    }
    let of = |group: &TargetGroup| {
        input
            .load_balancer_arn()
            .is_none_or(|arn| elbv2.user_of(&group.arn).is_some_and(|(user, _)| user.arn == arn))
    };
    let found = all
        .values()
        .filter(|group| arns.is_empty() || arns.contains(&group.arn))
        .filter(|group| names.is_empty() || names.contains(&group.name))
        .filter(|group| of(group))
        .map(|group| group.to_sdk(elbv2))
        .collect();
    let (page, next) = page(found, input.marker(), input.page_size())?;
    Ok(DescribeTargetGroupsOutput::builder().set_target_groups(Some(page)).set_next_marker(next).build())
}

/// Health check settings as they are asked for; what is not asked for stays as it is.
struct Wanted<'a> {
    protocol: Option<&'a types::ProtocolEnum>,
    port: Option<&'a str>,
    path: Option<&'a str>,
    interval: Option<i32>,
    timeout: Option<i32>,
    healthy: Option<i32>,
    unhealthy: Option<i32>,
    matcher: Option<&'a types::Matcher>,
}

impl Wanted<'_> {
    fn over(self, held: HealthSettings) -> Result<HealthSettings, Refusal> {
        let number = |value: Option<i32>, held: u16, name: &str, from: i32, to: i32| match value {
            None => Ok(held),
            Some(value) if (from..=to).contains(&value) => Ok(u16::try_from(value).unwrap_or(held)),
            Some(value) => Err(invalid(format!("{name} '{value}' must be between {from} and {to}"))),
        };
        let protocol = match self.protocol {
            None => held.protocol,
            Some(protocol @ (types::ProtocolEnum::Http | types::ProtocolEnum::Https)) => {
                protocol.as_str().to_owned()
            }
            Some(other) => {
                return Err(invalid(format!(
                    "Health check protocol '{}' must be one of 'HTTP, HTTPS'",
                    other.as_str()
                )));
            }
        };
        let port = match self.port {
            None => held.port,
            Some("traffic-port") => None,
            Some(text) => {
                let port =
                    text.parse().map_err(|_| invalid(format!("Health check port '{text}' is not valid")))?;
                Some(checked_port(port)?)
            }
        };
        let path = self.path.map_or(held.path, str::to_owned);
        if !path.starts_with('/') || path.len() > 1024 {
            return Err(invalid(format!("Health check path '{path}' must begin with a '/' character")));
        }
        let matcher = match self.matcher {
            None => held.matcher,
            Some(matcher) => matcher.http_code().unwrap_or_default().to_owned(),
        };
        if health::ranges(&matcher).is_none() {
            return Err(invalid(format!(
                "Health check matcher HTTP code '{matcher}' must be within '200-499'"
            )));
        }
        let wanted = HealthSettings {
            protocol,
            port,
            path,
            interval: number(self.interval, held.interval, "Health check interval", 5, 300)?,
            timeout: number(self.timeout, held.timeout, "Health check timeout", 2, 120)?,
            healthy_threshold: number(
                self.healthy,
                held.healthy_threshold,
                "Healthy threshold count",
                2,
                10,
            )?,
            unhealthy_threshold: number(
                self.unhealthy,
                held.unhealthy_threshold,
                "Unhealthy threshold count",
                2,
                10,
            )?,
            matcher,
        };
        if wanted.timeout >= wanted.interval {
            return Err(invalid("Health check interval must be greater than the timeout"));
        }
        Ok(wanted)
    }
}

impl TargetGroup {
    fn was_made_as(&self, other: &Self) -> bool {
        (&self.protocol, &self.protocol_version, self.port, &self.vpc, self.by_ip, &self.health, &self.tags)
            == (
                &other.protocol,
                &other.protocol_version,
                other.port,
                &other.vpc,
                other.by_ip,
                &other.health,
                &other.tags,
            )
    }

    fn to_sdk(&self, elbv2: &Elbv2) -> types::TargetGroup {
        let health = &self.health;
        let kind = if self.by_ip { types::TargetTypeEnum::Ip } else { types::TargetTypeEnum::Instance };
        types::TargetGroup::builder()
            .target_group_arn(&self.arn)
            .target_group_name(&self.name)
            .protocol(self.protocol.as_str().into())
            .protocol_version(&self.protocol_version)
            .port(self.port.into())
            .vpc_id(&self.vpc)
            .target_type(kind)
            .health_check_enabled(true)
            .health_check_protocol(health.protocol.as_str().into())
            .health_check_port(health.port.map_or("traffic-port".to_owned(), |port| port.to_string()))
            .health_check_path(&health.path)
            .health_check_interval_seconds(health.interval.into())
            .health_check_timeout_seconds(health.timeout.into())
            .healthy_threshold_count(health.healthy_threshold.into())
            .unhealthy_threshold_count(health.unhealthy_threshold.into())
            .matcher(types::Matcher::builder().http_code(&health.matcher).build())
            .set_load_balancer_arns(Some(
                elbv2.user_of(&self.arn).map(|(user, _)| user.arn.clone()).into_iter().collect(),
            ))
            .ip_address_type(types::TargetGroupIpAddressTypeEnum::Ipv4)
            .build()
    }
}

pub(super) fn checked_port(port: i32) -> Result<u16, Refusal> {
    u16::try_from(port)
        .ok()
        .filter(|port| *port > 0)
        .ok_or_else(|| invalid(format!("Port '{port}' must be between 1 and 65535")))
}
