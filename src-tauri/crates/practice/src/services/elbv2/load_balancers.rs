//! Load balancers themselves: made, changed, described, deleted.

use std::collections::BTreeSet;

use aws_sdk_elasticloadbalancingv2::operation::create_load_balancer::{
    CreateLoadBalancerInput, CreateLoadBalancerOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::delete_load_balancer::{
    DeleteLoadBalancerInput, DeleteLoadBalancerOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::describe_load_balancers::{
    DescribeLoadBalancersInput, DescribeLoadBalancersOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::set_security_groups::{
    SetSecurityGroupsInput, SetSecurityGroupsOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::set_subnets::{SetSubnetsInput, SetSubnetsOutput};
use aws_sdk_elasticloadbalancingv2::types;

use super::network::{self, Subnet};
use super::{
    LoadBalancer, Place, Scheme, attributes, checked_name, invalid, no_load_balancer, page, required, tags,
    targets,
};
use crate::conditions::Gate;
use crate::dispatch::{Call, Refusal};
use crate::regions;
use crate::services::ec2::retire_interfaces;
use crate::services::iam::require_service_linked_role;
use crate::world::{World, sdk_time};

pub(super) fn create(
    world: &mut World,
    call: &Call,
    input: &CreateLoadBalancerInput,
) -> Result<CreateLoadBalancerOutput, Refusal> {
    let name = checked_name(input.name(), "Load balancer")?;
    if input.r#type().is_some_and(|kind| *kind != types::LoadBalancerTypeEnum::Application) {
        return Err(invalid("The practice account models load balancers of type 'application' alone"));
    }
    world.gate(Gate::ElbUnverified, || {
        Refusal::new(
            "OperationNotPermitted",
            "This AWS account currently does not support creating load balancers. For more information, please \
             contact AWS Support.",
        )
    })?;
    let scheme = match input.scheme() {
        None | Some(types::LoadBalancerSchemeEnum::InternetFacing) => Scheme::InternetFacing,
        Some(types::LoadBalancerSchemeEnum::Internal) => Scheme::Internal,
        Some(_) => return Err(Refusal::new("InvalidScheme", "The requested scheme is not valid")),
    };
    let ip_address_type = input.ip_address_type().map_or("ipv4", types::IpAddressType::as_str).to_owned();
    let tags = tags::checked(input.tags())?;
    let mapped = input.subnet_mappings().iter().filter_map(types::SubnetMapping::subnet_id);
    let wanted: Vec<&str> = input.subnets().iter().map(String::as_str).chain(mapped).collect();
    let subnets = checked_subnets(world, call, &wanted, scheme)?;
    let groups = checked_groups(world, call, input.security_groups(), &subnets[0].vpc)?;

    let regional = &world.region(&call.region).elbv2;
    if let Some(known) = regional.load_balancers.values().find(|balancer| balancer.name == name) {
        let same = known.scheme == scheme
            && known.ip_address_type == ip_address_type
            && known.tags == tags
            && known.groups.iter().collect::<BTreeSet<_>>() == groups.iter().collect()
            && known.places.iter().map(|place| place.subnet.as_str()).collect::<BTreeSet<_>>()
                == subnets.iter().map(|subnet| subnet.id.as_str()).collect();
        return if same {
            Ok(CreateLoadBalancerOutput::builder().load_balancers(known.to_sdk(call)).build())
        } else {
            Err(Refusal::new(
                "DuplicateLoadBalancerName",
                "A load balancer with the same name exists, but with different settings",
            ))
        };
    }
    // `acct.quotas`
    if regional.load_balancers.len() >= world.conditions.quotas.load_balancers as usize {
        return Err(Refusal::new(
            "TooManyLoadBalancers",
            "You've reached the limit on the number of load balancers",
        ));
    }
    // iam.slr: the first load balancer of an account makes the service's role, in the caller's name.
    require_service_linked_role(world, call, "elasticloadbalancing.amazonaws.com")?;

    let hash = world.fresh_hex(16);
    let number = u64::from_str_radix(&world.fresh_hex(8), 16).expect("these are hexadecimal digits");
    let prefix = if scheme == Scheme::Internal { "internal-" } else { "" };
    let arn = world.arn("elasticloadbalancing", &call.region, &format!("loadbalancer/app/{name}/{hash}"));
    // `elbv2.provisioning`.
    let active_at = call.now + world.dice(&format!("elbv2 {arn}"), 90.0, 180.0);
    let balancer = LoadBalancer {
        arn: arn.clone(),
        name: name.to_owned(),
        dns_name: format!("{prefix}{name}-{number}.{}.elb.amazonaws.com", call.region),
        created: call.now,
        active_at,
        scheme,
        ip_address_type,
        vpc: subnets[0].vpc.clone(),
        groups,
        places: places(&subnets),
        attributes: attributes::load_balancer_defaults(),
        tags,
    };
    make_interfaces(world, call, &balancer, &subnets)?;
    let shown = balancer.to_sdk(call);
    world.made(&arn, call.now);
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    elbv2.load_balancers.insert(arn, balancer);
    Ok(CreateLoadBalancerOutput::builder().load_balancers(shown).build())
}

/// Accepted at once; what lingers is the interfaces (`elbv2.deletion_protection`, `ec2.sg_delete_in_use`).
pub(super) fn delete(
    world: &mut World,
    call: &Call,
    input: &DeleteLoadBalancerInput,
) -> Result<DeleteLoadBalancerOutput, Refusal> {
    let arn = required(input.load_balancer_arn(), "loadBalancerArn")?;
    let lingers = world.dice(&format!("elbv2 interfaces {arn}"), 120.0, 240.0);
    targets::tell_all(world, call);
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    // Deleting what isn't there is accepted, as AWS does it.
    let Some(balancer) = elbv2.load_balancers.get(arn) else {
        return Ok(DeleteLoadBalancerOutput::builder().build());
    };
    if balancer.attributes.get("deletion_protection.enabled").is_some_and(|value| value == "true") {
        return Err(Refusal::new(
            "OperationNotPermitted",
            format!("Load balancer '{arn}' cannot be deleted because deletion protection is enabled"),
        ));
    }
    let description = balancer.interface_description();
    elbv2.load_balancers.remove(arn);
    elbv2.listeners.retain(|_, listener| listener.load_balancer != arn);
    retire_interfaces(&mut world.region_mut(&call.region).ec2, &description, call.now + lingers);
    Ok(DeleteLoadBalancerOutput::builder().build())
}

pub(super) fn describe(
    world: &World,
    call: &Call,
    input: &DescribeLoadBalancersInput,
) -> Result<DescribeLoadBalancersOutput, Refusal> {
    let all = &world.region(&call.region).elbv2.load_balancers;
    let (arns, names) = (input.load_balancer_arns(), input.names());
    if !arns.is_empty() && !names.is_empty() {
        return Err(invalid(
            "Load balancer names and load balancer ARNs cannot be specified at the same time",
        ));
    }
    if arns.iter().any(|arn| !all.contains_key(arn))
        || names.iter().any(|name| !all.values().any(|balancer| balancer.name == *name))
    {
        return Err(no_load_balancer());
    }
    let found = all
        .values()
        .filter(|balancer| arns.is_empty() || arns.contains(&balancer.arn))
        .filter(|balancer| names.is_empty() || names.contains(&balancer.name))
        .map(|balancer| balancer.to_sdk(call))
        .collect();
    let (page, next) = page(found, input.marker(), input.page_size())?;
    Ok(DescribeLoadBalancersOutput::builder().set_load_balancers(Some(page)).set_next_marker(next).build())
}

pub(super) fn set_security_groups(
    world: &mut World,
    call: &Call,
    input: &SetSecurityGroupsInput,
) -> Result<SetSecurityGroupsOutput, Refusal> {
    let arn = required(input.load_balancer_arn(), "loadBalancerArn")?;
    targets::tell_all(world, call);
    let vpc =
        world.region(&call.region).elbv2.load_balancers.get(arn).ok_or_else(no_load_balancer)?.vpc.clone();
    if input.security_groups().is_empty() {
        return Err(Refusal::new(
            "InvalidConfigurationRequest",
            "At least one security group must be specified",
        ));
    }
    let groups = checked_groups(world, call, input.security_groups(), &vpc)?;
    let balancer =
        world.region_mut(&call.region).elbv2.load_balancers.get_mut(arn).ok_or_else(no_load_balancer)?;
    balancer.groups.clone_from(&groups);
    let description = balancer.interface_description();
    let interfaces = world.region_mut(&call.region).ec2.interfaces.values_mut();
    for interface in interfaces.filter(|interface| interface.description == description) {
        interface.groups.clone_from(&groups);
    }
    Ok(SetSecurityGroupsOutput::builder().set_security_group_ids(Some(groups)).build())
}

pub(super) fn set_subnets(
    world: &mut World,
    call: &Call,
    input: &SetSubnetsInput,
) -> Result<SetSubnetsOutput, Refusal> {
    let arn = required(input.load_balancer_arn(), "loadBalancerArn")?;
    let balancer =
        world.region(&call.region).elbv2.load_balancers.get(arn).ok_or_else(no_load_balancer)?.clone();
    let mapped = input.subnet_mappings().iter().filter_map(types::SubnetMapping::subnet_id);
    let wanted: Vec<&str> = input.subnets().iter().map(String::as_str).chain(mapped).collect();
    let subnets = checked_subnets(world, call, &wanted, balancer.scheme)?;
    if subnets[0].vpc != balancer.vpc {
        return Err(Refusal::new("InvalidSubnet", "The subnets are not in the load balancer's VPC"));
    }
    let added: Vec<_> = subnets
        .iter()
        .filter(|subnet| !balancer.places.iter().any(|place| place.subnet == subnet.id))
        .cloned()
        .collect();
    make_interfaces(world, call, &balancer, &added)?;
    let regional = world.region_mut(&call.region);
    let description = balancer.interface_description();
    for interface in regional.ec2.interfaces.values_mut() {
        if interface.description == description && !subnets.iter().any(|subnet| subnet.id == interface.subnet)
        {
            interface.gone_at = Some(call.now);
        }
    }
    let balancer = regional.elbv2.load_balancers.get_mut(arn).ok_or_else(no_load_balancer)?;
    balancer.places = places(&subnets);
    Ok(SetSubnetsOutput::builder()
        .set_availability_zones(Some(balancer.zones()))
        .ip_address_type(balancer.ip_address_type.as_str().into())
        .build())
}

/// `elbv2.one_subnet`, `elbv2.bad_subnet`.
fn checked_subnets(
    world: &World,
    call: &Call,
    wanted: &[&str],
    scheme: Scheme,
) -> Result<Vec<Subnet>, Refusal> {
    let ec2 = &world.region(&call.region).ec2;
    let mut subnets = Vec::new();
    for id in wanted {
        subnets.push(
            network::subnet(ec2, id).filter(|_| world.is_known(id, call.now)).ok_or_else(|| {
                Refusal::new("SubnetNotFound", format!("The subnet ID '{id}' does not exist"))
            })?,
        );
    }
    let zones: BTreeSet<_> = subnets.iter().map(|subnet| subnet.zone.as_str()).collect();
    if zones.len() < 2 {
        return Err(invalid("At least two subnets in two different Availability Zones must be specified"));
    }
    if zones.len() != subnets.len() {
        return Err(Refusal::new(
            "InvalidConfigurationRequest",
            "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
        ));
    }
    if subnets.iter().any(|subnet| subnet.vpc != subnets[0].vpc) {
        return Err(Refusal::new("InvalidSubnet", "All subnets must belong to the same VPC"));
    }
    if scheme == Scheme::InternetFacing
        && let Some(inner) = subnets.iter().find(|subnet| !subnet.public)
    {
        return Err(Refusal::new("InvalidSubnet", format!("VPC {} has no internet gateway", inner.vpc)));
    }
    Ok(subnets)
}

/// `elbv2.bad_sg`; without any, the VPC's default group.
fn checked_groups(world: &World, call: &Call, wanted: &[String], vpc: &str) -> Result<Vec<String>, Refusal> {
    let ec2 = &world.region(&call.region).ec2;
    if wanted.is_empty() {
        return Ok(network::default_group(ec2, vpc).into_iter().collect());
    }
    if wanted.len() > 5 {
        return Err(invalid("A load balancer can have at most 5 security groups"));
    }
    for id in wanted {
        if network::vpc_of_group(ec2, id).as_deref() != Some(vpc) || !world.is_known(id, call.now) {
            let text = format!("One or more security groups are invalid: '{id}'");
            return Err(Refusal::new("InvalidSecurityGroup", text));
        }
    }
    Ok(wanted.to_vec())
}

fn places(subnets: &[Subnet]) -> Vec<Place> {
    let place = |subnet: &Subnet| Place { zone: subnet.zone.clone(), subnet: subnet.id.clone() };
    subnets.iter().map(place).collect()
}

/// One interface a subnet, with a public address of its own where the load balancer faces the internet.
fn make_interfaces(
    world: &mut World,
    call: &Call,
    balancer: &LoadBalancer,
    subnets: &[Subnet],
) -> Result<(), Refusal> {
    let public = balancer.scheme == Scheme::InternetFacing;
    for subnet in subnets {
        let id = world.fresh_id("eni");
        let ec2 = &mut world.region_mut(&call.region).ec2;
        let description = balancer.interface_description();
        ec2.add_balancer_interface(id, &subnet.id, &balancer.groups, &description, public)?;
    }
    Ok(())
}

impl LoadBalancer {
    fn zones(&self) -> Vec<types::AvailabilityZone> {
        self.places
            .iter()
            .map(|place| {
                types::AvailabilityZone::builder().zone_name(&place.zone).subnet_id(&place.subnet).build()
            })
            .collect()
    }

    fn to_sdk(&self, call: &Call) -> types::LoadBalancer {
        let code = if self.is_active(call.now) {
            types::LoadBalancerStateEnum::Active
        } else {
            types::LoadBalancerStateEnum::Provisioning
        };
        let scheme = match self.scheme {
            Scheme::InternetFacing => types::LoadBalancerSchemeEnum::InternetFacing,
            Scheme::Internal => types::LoadBalancerSchemeEnum::Internal,
        };
        types::LoadBalancer::builder()
            .load_balancer_arn(&self.arn)
            .load_balancer_name(&self.name)
            .dns_name(&self.dns_name)
            .set_canonical_hosted_zone_id(
                regions::find(&call.region).map(|region| region.elb_zone_id.to_owned()),
            )
            .created_time(sdk_time(self.created))
            .scheme(scheme)
            .vpc_id(&self.vpc)
            .state(types::LoadBalancerState::builder().code(code).build())
            .r#type(types::LoadBalancerTypeEnum::Application)
            .set_availability_zones(Some(self.zones()))
            .set_security_groups(Some(self.groups.clone()))
            .ip_address_type(self.ip_address_type.as_str().into())
            .build()
    }
}
