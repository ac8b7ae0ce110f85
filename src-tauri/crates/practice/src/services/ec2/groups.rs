//! Security groups.

use aws_sdk_ec2::operation::create_security_group::{CreateSecurityGroupInput, CreateSecurityGroupOutput};
use aws_sdk_ec2::operation::delete_security_group::{DeleteSecurityGroupInput, DeleteSecurityGroupOutput};
use aws_sdk_ec2::operation::describe_security_groups::{
    DescribeSecurityGroupsInput, DescribeSecurityGroupsOutput,
};
use aws_sdk_ec2::types::{self as sdk, ResourceType};
use serde::{Deserialize, Serialize};

use super::instances::State;
use super::interfaces::Interface;
use super::list::{Filters, dry_run, page, required};
use super::rules::{Peer, Rule, Way, permissions_of};
use super::{Ec2, tags};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// A security group.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Group {
    pub name: String,
    pub description: String,
    pub vpc: String,
    pub rules: Vec<Rule>,
}

fn all_out(world: &mut World) -> Rule {
    Rule {
        id: world.fresh_id("sgr"),
        way: Way::Out,
        protocol: "-1".to_owned(),
        ports: None,
        peer: Peer::Cidr4("0.0.0.0/0".to_owned()),
        description: None,
    }
}

/// The group each network has: its members talk to each other, and all egress is allowed.
pub(super) fn make_default_group(world: &mut World, ec2: &mut Ec2, vpc: &str) {
    let id = world.fresh_id("sg");
    let inside = Rule {
        id: world.fresh_id("sgr"),
        way: Way::In,
        protocol: "-1".to_owned(),
        ports: None,
        peer: Peer::Group(id.clone()),
        description: None,
    };
    let rules = vec![inside, all_out(world)];
    let description = "default VPC security group".to_owned();
    ec2.groups.insert(id, Group { name: "default".to_owned(), description, vpc: vpc.to_owned(), rules });
}

/// A group of its own for what is planted as somebody else's.
pub(super) fn plant(world: &mut World, region: &str, vpc: &str, name: &str) -> String {
    let id = world.fresh_id("sg");
    let rules = vec![all_out(world)];
    let description = format!("{name}, made by hand");
    let group = Group { name: name.to_owned(), description, vpc: vpc.to_owned(), rules };
    world.region_mut(region).ec2.groups.insert(id.clone(), group);
    id
}

pub(super) fn check_text(text: &str, what: &str) -> Result<(), Refusal> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || " ._-:/()#,@[]+=&;{}!$*".contains(c);
    if text.len() > 255 || !text.chars().all(allowed) {
        let set = "a-z, A-Z, 0-9, spaces, and ._-:/()#,@[]+=&;{}!$*";
        let text = format!(
            "Invalid security group {what}. Valid {what}s are strings less than 256 characters from the following set:  {set}"
        );
        return Err(Refusal::new("InvalidParameterValue", text));
    }
    Ok(())
}

pub(super) fn create_security_group(
    world: &mut World,
    call: &Call,
    input: &CreateSecurityGroupInput,
) -> Result<CreateSecurityGroupOutput, Refusal> {
    let name = required(input.group_name(), "GroupName")?;
    let description = required(input.description(), "GroupDescription")?;
    check_text(name, "name")?;
    check_text(description, "description")?;
    if name.starts_with("sg-") {
        let text = format!("Invalid group name '{name}'. Group names may not be in the format sg-*.");
        return Err(Refusal::new("InvalidParameterValue", text));
    }
    tags::only_for(input.tag_specifications(), &[ResourceType::SecurityGroup])?;
    let tags = tags::on_create(input.tag_specifications(), &ResourceType::SecurityGroup)?;
    let ec2 = &world.region(&call.region).ec2;
    let vpc = match input.vpc_id() {
        Some(vpc) if ec2.vpcs.contains_key(vpc) && world.is_known(vpc, call.now) => vpc.to_owned(),
        Some(vpc) => {
            let text = format!("The vpc ID '{vpc}' does not exist");
            return Err(Refusal::new("InvalidVpcID.NotFound", text));
        }
        None => {
            let default = ec2.vpcs.iter().find(|(_, vpc)| vpc.default).map(|(id, _)| id.clone());
            default.ok_or_else(|| Refusal::new("VPCIdNotSpecified", "No default VPC for this user"))?
        }
    };
    if ec2.groups.values().any(|group| group.name == name && group.vpc == vpc) {
        let text = format!("The security group '{name}' already exists for VPC '{vpc}'");
        return Err(Refusal::new("InvalidGroup.Duplicate", text));
    }
    dry_run(input.dry_run())?;
    let id = world.fresh_id("sg");
    let rules = vec![all_out(world)];
    let group = Group { name: name.to_owned(), description: description.to_owned(), vpc, rules };
    let arn = world.arn("ec2", &call.region, &format!("security-group/{id}"));
    world.made(&id, call.now);
    let ec2 = &mut world.region_mut(&call.region).ec2;
    ec2.groups.insert(id.clone(), group);
    let output = CreateSecurityGroupOutput::builder().group_id(&id).security_group_arn(arn);
    let output = output.set_tags(Some(tags::sdk(&tags))).build();
    ec2.tag(&id, tags);
    Ok(output)
}

/// The group that a call means, by id or by the name of one in the default network.
pub(super) fn meant(ec2: &Ec2, id: Option<&str>, name: Option<&str>) -> Result<String, Refusal> {
    if let Some(id) = id {
        return ec2.group(id).map(|_| id.to_owned());
    }
    let name = required(name, "GroupName or GroupId")?;
    let found = ec2
        .groups
        .iter()
        .find(|(_, group)| group.name == name && ec2.vpcs.get(&group.vpc).is_some_and(|vpc| vpc.default));
    found.map(|(id, _)| id.clone()).ok_or_else(|| {
        let text = format!("The security group '{name}' does not exist in default VPC");
        Refusal::new("InvalidGroup.NotFound", text)
    })
}

pub(super) fn delete_security_group(
    world: &mut World,
    call: &Call,
    input: &DeleteSecurityGroupInput,
) -> Result<DeleteSecurityGroupOutput, Refusal> {
    let ec2 = &mut world.region_mut(&call.region).ec2;
    ec2.forget_the_gone(call.now);
    let id = meant(ec2, input.group_id(), input.group_name())?;
    if ec2.groups[&id].name == "default" {
        let text = format!("the specified group: \"{id}\" name: \"default\" cannot be deleted by a user");
        return Err(Refusal::new("CannotDelete", text));
    }
    let named = ec2.groups.iter().any(|(other, group)| {
        *other != id && group.rules.iter().any(|rule| rule.peer == Peer::Group(id.clone()))
    });
    let worn: Vec<&Interface> =
        ec2.interfaces.values().filter(|interface| interface.groups.contains(&id)).collect();
    let goes = |interface: &&Interface| {
        let instance = interface.instance.as_deref().and_then(|id| ec2.instances.get(id));
        instance.is_some_and(|instance| instance.state(call.now) == State::ShuttingDown)
    };
    // `ec2.sg_in_use`: the same by another code.
    if !named && !worn.is_empty() && worn.iter().all(goes) {
        let text = format!("There are active instances using security group '{id}'");
        return Err(Refusal::new("InvalidGroup.InUse", text));
    }
    if named || !worn.is_empty() {
        let text = format!("resource {id} has a dependent object");
        return Err(Refusal::new("DependencyViolation", text));
    }
    dry_run(input.dry_run())?;
    ec2.groups.remove(&id);
    ec2.tags.remove(&id);
    Ok(DeleteSecurityGroupOutput::builder().group_id(id).build())
}

pub(super) fn describe_security_groups(
    world: &World,
    call: &Call,
    input: &DescribeSecurityGroupsInput,
) -> Result<DescribeSecurityGroupsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let known = ["description", "group-id", "group-name", "ip-permission.group-id", "owner-id", "vpc-id"];
    let filters = Filters::read(input.filters(), &known)?;
    for id in input.group_ids() {
        ec2.group(id)?;
    }
    for name in input.group_names() {
        meant(ec2, None, Some(name))?;
    }
    let found = ec2.groups.iter().filter(|(id, group)| {
        (input.group_ids().is_empty() || input.group_ids().contains(id))
            && (input.group_names().is_empty() || input.group_names().contains(&group.name))
            && filters.admit(&ec2.tags_of(id), |filter| match filter {
                "group-id" => vec![(*id).clone()],
                "group-name" => vec![group.name.clone()],
                "vpc-id" => vec![group.vpc.clone()],
                "description" => vec![group.description.clone()],
                "owner-id" => vec![world.account_id.clone()],
                _ => group
                    .rules
                    .iter()
                    .filter(|rule| rule.way == Way::In)
                    .filter_map(|rule| if let Peer::Group(id) = &rule.peer { Some(id.clone()) } else { None })
                    .collect(),
            })
    });
    let found = found.map(|(id, group)| {
        sdk::SecurityGroup::builder()
            .group_id(id)
            .group_name(&group.name)
            .description(&group.description)
            .vpc_id(&group.vpc)
            .owner_id(&world.account_id)
            .security_group_arn(world.arn("ec2", &call.region, &format!("security-group/{id}")))
            .set_ip_permissions(Some(permissions_of(world, group, Way::In)))
            .set_ip_permissions_egress(Some(permissions_of(world, group, Way::Out)))
            .set_tags(Some(tags::sdk(&ec2.tags_of(id))))
            .build()
    });
    let (found, next) = page(found.collect(), input.max_results(), input.next_token())?;
    Ok(DescribeSecurityGroupsOutput::builder().set_security_groups(Some(found)).set_next_token(next).build())
}
