//! Security groups and their rules, and whether they let somebody in.

use std::net::{IpAddr, Ipv4Addr};

use aws_sdk_ec2::operation::authorize_security_group_egress::{
    AuthorizeSecurityGroupEgressInput, AuthorizeSecurityGroupEgressOutput,
};
use aws_sdk_ec2::operation::authorize_security_group_ingress::{
    AuthorizeSecurityGroupIngressInput, AuthorizeSecurityGroupIngressOutput,
};
use aws_sdk_ec2::operation::create_security_group::{CreateSecurityGroupInput, CreateSecurityGroupOutput};
use aws_sdk_ec2::operation::delete_security_group::{DeleteSecurityGroupInput, DeleteSecurityGroupOutput};
use aws_sdk_ec2::operation::describe_security_group_rules::{
    DescribeSecurityGroupRulesInput, DescribeSecurityGroupRulesOutput,
};
use aws_sdk_ec2::operation::describe_security_groups::{
    DescribeSecurityGroupsInput, DescribeSecurityGroupsOutput,
};
use aws_sdk_ec2::operation::revoke_security_group_egress::{
    RevokeSecurityGroupEgressInput, RevokeSecurityGroupEgressOutput,
};
use aws_sdk_ec2::operation::revoke_security_group_ingress::{
    RevokeSecurityGroupIngressInput, RevokeSecurityGroupIngressOutput,
};
use aws_sdk_ec2::types::{self as sdk, ResourceType};
use serde::{Deserialize, Serialize};

use super::list::{Filters, dry_run, page, required};
use super::network::CLOUDFRONT_PREFIX_LIST_WEIGHT;
use super::{Ec2, tags};
use crate::conditions::Presence;
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// How many rules a group may have in each direction.
const RULES_PER_GROUP: usize = 60;

/// A security group.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Group {
    pub name: String,
    pub description: String,
    pub vpc: String,
    pub rules: Vec<Rule>,
}

/// Which way a rule lets traffic go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Way {
    In,
    Out,
}

/// One rule of a group: one peer, one protocol, one range of ports.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Rule {
    pub id: String,
    pub way: Way,
    /// `tcp`, `udp`, `icmp`, or `-1` for all.
    protocol: String,
    /// The first and the last port; `None` for all protocols.
    ports: Option<(i32, i32)>,
    peer: Peer,
    description: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Peer {
    Cidr4(String),
    Cidr6(String),
    PrefixList(String),
    Group(String),
}

impl Rule {
    fn same(&self, other: &Self) -> bool {
        (self.way, &self.protocol, self.ports, &self.peer)
            == (other.way, &other.protocol, other.ports, &other.peer)
    }

    fn weight(&self) -> usize {
        if matches!(self.peer, Peer::PrefixList(_)) { CLOUDFRONT_PREFIX_LIST_WEIGHT } else { 1 }
    }

    fn text(&self) -> String {
        let peer = match &self.peer {
            Peer::Cidr4(peer) | Peer::Cidr6(peer) | Peer::PrefixList(peer) | Peer::Group(peer) => peer,
        };
        let (from, to) = self.ports.unwrap_or((-1, -1));
        format!("peer: {peer}, {}, from port: {from}, to port: {to}, ALLOW", self.protocol)
    }
}

/// Where traffic comes from, for the groups it meets.
#[derive(Clone, Debug)]
pub(crate) enum Source<'a> {
    /// An address somewhere.
    Address(IpAddr),
    /// One of CloudFront's origin-facing servers.
    CloudFront,
    /// An interface in the network, with its groups and its private address.
    Interface { groups: &'a [String], address: IpAddr },
}

/// Whether one of `groups` lets `from` in on a TCP port, and, for an interface, one of its own lets it out.
pub(crate) fn groups_admit(ec2: &Ec2, groups: &[String], from: &Source<'_>, port: u16) -> bool {
    let rules = |of: &[String], way: Way| {
        let groups = of.iter().filter_map(|id| ec2.groups.get(id));
        groups.flat_map(|group| group.rules.clone()).filter(move |rule| rule.way == way).collect::<Vec<_>>()
    };
    let port_fits = |rule: &Rule| {
        rule.protocol == "-1"
            || rule.protocol == "tcp"
                && rule.ports.is_none_or(|(first, last)| (first..=last).contains(&i32::from(port)))
    };
    let let_in = rules(groups, Way::In).iter().any(|rule| {
        port_fits(rule)
            && match (&rule.peer, from) {
                (Peer::Cidr4(cidr), Source::Address(address) | Source::Interface { address, .. }) => {
                    within(cidr, *address)
                }
                (Peer::Cidr4(cidr), Source::CloudFront) => cidr.ends_with("/0"),
                (Peer::PrefixList(id), Source::CloudFront) => *id == ec2.cloudfront_prefix_list,
                (Peer::Group(id), Source::Interface { groups, .. }) => groups.contains(id),
                _ => false,
            }
    });
    let let_out = match from {
        Source::Interface { groups: own, .. } => rules(own, Way::Out).iter().any(|rule| {
            port_fits(rule)
                && match &rule.peer {
                    // The other end lies in the same network.
                    Peer::Cidr4(cidr) => cidr.ends_with("/0") || cidr.starts_with("172.31."),
                    Peer::Group(id) => groups.contains(id),
                    _ => false,
                }
        }),
        _ => true,
    };
    let_in && let_out
}

/// Whether one of `groups` lets anything out to the internet.
pub(super) fn reach_the_internet(ec2: &Ec2, groups: &[String]) -> bool {
    groups.iter().filter_map(|id| ec2.groups.get(id)).any(|group| {
        group.rules.iter().any(|rule| {
            rule.way == Way::Out && matches!(&rule.peer, Peer::Cidr4(cidr) if cidr.ends_with("/0"))
        })
    })
}

fn within(cidr: &str, address: IpAddr) -> bool {
    let IpAddr::V4(address) = address else { return false };
    let Some((network, length)) = parse4(cidr) else { return false };
    let mask = u32::MAX.checked_shl(32 - length).unwrap_or(0);
    u32::from(address) & mask == u32::from(network) & mask
}

fn parse4(cidr: &str) -> Option<(Ipv4Addr, u32)> {
    let (network, length) = cidr.split_once('/')?;
    let length = length.parse().ok().filter(|length| *length <= 32)?;
    Some((network.parse().ok()?, length))
}

fn valid6(cidr: &str) -> bool {
    cidr.split_once('/').is_some_and(|(network, length)| {
        network.parse::<std::net::Ipv6Addr>().is_ok()
            && length.parse::<u8>().is_ok_and(|length| length <= 128)
    })
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
pub(super) fn plant(world: &mut World, ec2: &mut Ec2, vpc: &str, name: &str) -> String {
    let id = world.fresh_id("sg");
    let rules = vec![all_out(world)];
    let description = format!("{name}, made by hand");
    ec2.groups.insert(id.clone(), Group { name: name.to_owned(), description, vpc: vpc.to_owned(), rules });
    id
}

fn check_text(text: &str, what: &str) -> Result<(), Refusal> {
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
        Some(vpc) if ec2.vpcs.contains_key(vpc) => vpc.to_owned(),
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
    let ec2 = &mut world.region_mut(&call.region).ec2;
    ec2.groups.insert(id.clone(), group);
    let output = CreateSecurityGroupOutput::builder().group_id(&id).security_group_arn(arn);
    let output = output.set_tags(Some(tags::sdk(&tags))).build();
    ec2.tag(&id, tags);
    Ok(output)
}

/// The group that a call means, by id or by the name of one in the default network.
fn meant(ec2: &Ec2, id: Option<&str>, name: Option<&str>) -> Result<String, Refusal> {
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
    let worn = ec2.interfaces.values().any(|interface| interface.groups.contains(&id));
    if named || worn {
        let text = format!("resource {id} has a dependent object");
        return Err(Refusal::new("DependencyViolation", text));
    }
    dry_run(input.dry_run())?;
    ec2.groups.remove(&id);
    ec2.tags.remove(&id);
    Ok(DeleteSecurityGroupOutput::builder().group_id(id).build())
}

/// A rule as a call gives it, without an id.
fn rules_of(
    ec2: &Ec2,
    world: &World,
    permissions: &[sdk::IpPermission],
    way: Way,
) -> Result<Vec<Rule>, Refusal> {
    let mut rules = Vec::new();
    for permission in permissions {
        let protocol = match required(permission.ip_protocol(), "ipProtocol")?.to_lowercase().as_str() {
            "6" => "tcp".to_owned(),
            "17" => "udp".to_owned(),
            "1" => "icmp".to_owned(),
            known @ ("tcp" | "udp" | "icmp" | "icmpv6" | "-1") => known.to_owned(),
            other => {
                let text = format!("Invalid value '{other}' for IP protocol. Unknown protocol.");
                return Err(Refusal::new("InvalidPermission.Malformed", text));
            }
        };
        let ports = match (permission.from_port(), permission.to_port()) {
            _ if protocol == "-1" => None,
            (Some(first), Some(last))
                if protocol.starts_with("icmp")
                    || (0..=65535).contains(&first) && (first..=65535).contains(&last) =>
            {
                Some((first, last))
            }
            (first, last) => {
                let text = format!("Invalid TCP port range: {first:?} to {last:?}");
                return Err(Refusal::new("InvalidParameterValue", text));
            }
        };
        let mut add = |peer: Peer, description: Option<&str>| {
            let description = description.map(str::to_owned);
            rules.push(Rule { id: String::new(), way, protocol: protocol.clone(), ports, peer, description });
        };
        for range in permission.ip_ranges() {
            let cidr = range.cidr_ip().unwrap_or_default();
            if parse4(cidr).is_none() {
                let text = format!("CIDR block {cidr} is malformed");
                return Err(Refusal::new("InvalidParameterValue", text));
            }
            if let Some(text) = range.description() {
                check_text(text, "rule description")?;
            }
            add(Peer::Cidr4(cidr.to_owned()), range.description());
        }
        for range in permission.ipv6_ranges() {
            let cidr = range.cidr_ipv6().unwrap_or_default();
            if !valid6(cidr) {
                let text = format!("CIDR block {cidr} is malformed");
                return Err(Refusal::new("InvalidParameterValue", text));
            }
            add(Peer::Cidr6(cidr.to_owned()), range.description());
        }
        for list in permission.prefix_list_ids() {
            let id = list.prefix_list_id().unwrap_or_default();
            if id != ec2.cloudfront_prefix_list || world.conditions.cloudfront_prefix_list == Presence::Absent
            {
                let text = format!("The prefix list ID '{id}' does not exist");
                return Err(Refusal::new("InvalidPrefixListID.NotFound", text));
            }
            add(Peer::PrefixList(id.to_owned()), list.description());
        }
        for pair in permission.user_id_group_pairs() {
            let id = meant(ec2, pair.group_id(), pair.group_name())?;
            add(Peer::Group(id), pair.description());
        }
    }
    if rules.is_empty() {
        let text = "The request must contain a peer: an address range, a prefix list or a group";
        return Err(Refusal::new("InvalidParameterValue", text));
    }
    Ok(rules)
}

/// The short form of a rule, for calls that don't use permissions.
fn short_form(
    protocol: Option<&str>,
    from: Option<i32>,
    to: Option<i32>,
    cidr: Option<&str>,
) -> Vec<sdk::IpPermission> {
    let (Some(protocol), Some(cidr)) = (protocol, cidr) else { return Vec::new() };
    let range = sdk::IpRange::builder().cidr_ip(cidr).build();
    let permission = sdk::IpPermission::builder().ip_protocol(protocol).set_from_port(from).set_to_port(to);
    vec![permission.ip_ranges(range).build()]
}

fn authorize(
    world: &mut World,
    call: &Call,
    id: &str,
    permissions: &[sdk::IpPermission],
    way: Way,
    dry: Option<bool>,
) -> Result<Vec<sdk::SecurityGroupRule>, Refusal> {
    let ec2 = &world.region(&call.region).ec2;
    let mut fresh = rules_of(ec2, world, permissions, way)?;
    let group = ec2.group(id)?;
    for (place, rule) in fresh.iter().enumerate() {
        if group.rules.iter().chain(&fresh[..place]).any(|other| other.same(rule)) {
            let text = format!("the specified rule \"{}\" already exists", rule.text());
            return Err(Refusal::new("InvalidPermission.Duplicate", text));
        }
    }
    let weight: usize =
        group.rules.iter().filter(|rule| rule.way == way).chain(&fresh).map(Rule::weight).sum();
    if weight > RULES_PER_GROUP {
        let text = "The maximum number of rules per security group has been reached.";
        return Err(Refusal::new("RulesPerSecurityGroupLimitExceeded", text));
    }
    dry_run(dry)?;
    for rule in &mut fresh {
        rule.id = world.fresh_id("sgr");
    }
    let answer = fresh.iter().map(|rule| rule_of(world, call, id, rule)).collect();
    let group = world.region_mut(&call.region).ec2.groups.get_mut(id).expect("it was found above");
    group.rules.extend(fresh);
    Ok(answer)
}

pub(super) fn authorize_ingress(
    world: &mut World,
    call: &Call,
    input: &AuthorizeSecurityGroupIngressInput,
) -> Result<AuthorizeSecurityGroupIngressOutput, Refusal> {
    let id = meant(&world.region(&call.region).ec2, input.group_id(), input.group_name())?;
    let mut permissions = input.ip_permissions().to_vec();
    permissions.extend(short_form(input.ip_protocol(), input.from_port(), input.to_port(), input.cidr_ip()));
    let tags = tags::on_create(input.tag_specifications(), &ResourceType::SecurityGroupRule)?;
    let rules = authorize(world, call, &id, &permissions, Way::In, input.dry_run())?;
    let rules = tagged(world, call, rules, &tags);
    Ok(AuthorizeSecurityGroupIngressOutput::builder()
        .r#return(true)
        .set_security_group_rules(Some(rules))
        .build())
}

pub(super) fn authorize_egress(
    world: &mut World,
    call: &Call,
    input: &AuthorizeSecurityGroupEgressInput,
) -> Result<AuthorizeSecurityGroupEgressOutput, Refusal> {
    let id = required(input.group_id(), "GroupId")?;
    let mut permissions = input.ip_permissions().to_vec();
    permissions.extend(short_form(input.ip_protocol(), input.from_port(), input.to_port(), input.cidr_ip()));
    let tags = tags::on_create(input.tag_specifications(), &ResourceType::SecurityGroupRule)?;
    let rules = authorize(world, call, id, &permissions, Way::Out, input.dry_run())?;
    let rules = tagged(world, call, rules, &tags);
    Ok(AuthorizeSecurityGroupEgressOutput::builder()
        .r#return(true)
        .set_security_group_rules(Some(rules))
        .build())
}

fn tagged(
    world: &mut World,
    call: &Call,
    mut rules: Vec<sdk::SecurityGroupRule>,
    tags: &super::Tags,
) -> Vec<sdk::SecurityGroupRule> {
    for rule in &mut rules {
        let id = rule.security_group_rule_id().unwrap_or_default().to_owned();
        world.region_mut(&call.region).ec2.tag(&id, tags.clone());
        rule.tags = Some(tags::sdk(tags));
    }
    rules
}

fn revoke(
    world: &mut World,
    call: &Call,
    id: &str,
    rule_ids: &[String],
    permissions: &[sdk::IpPermission],
    way: Way,
    dry: Option<bool>,
) -> Result<(), Refusal> {
    let ec2 = &world.region(&call.region).ec2;
    let group = ec2.group(id)?;
    let mut gone: Vec<String> = Vec::new();
    for rule_id in rule_ids {
        if !group.rules.iter().any(|rule| rule.id == *rule_id && rule.way == way) {
            let text = format!("The security group rule ID '{rule_id}' does not exist");
            return Err(Refusal::new("InvalidSecurityGroupRuleId.NotFound", text));
        }
        gone.push(rule_id.clone());
    }
    if !permissions.is_empty() {
        for wanted in rules_of(ec2, world, permissions, way)? {
            let Some(rule) = group.rules.iter().find(|rule| rule.same(&wanted)) else {
                let text = "The specified rule does not exist in this security group.";
                return Err(Refusal::new("InvalidPermission.NotFound", text));
            };
            gone.push(rule.id.clone());
        }
    }
    dry_run(dry)?;
    let ec2 = &mut world.region_mut(&call.region).ec2;
    let group = ec2.groups.get_mut(id).expect("it was found above");
    group.rules.retain(|rule| !gone.contains(&rule.id));
    ec2.tags.retain(|id, _| !gone.contains(id));
    Ok(())
}

pub(super) fn revoke_ingress(
    world: &mut World,
    call: &Call,
    input: &RevokeSecurityGroupIngressInput,
) -> Result<RevokeSecurityGroupIngressOutput, Refusal> {
    let id = meant(&world.region(&call.region).ec2, input.group_id(), input.group_name())?;
    let mut permissions = input.ip_permissions().to_vec();
    permissions.extend(short_form(input.ip_protocol(), input.from_port(), input.to_port(), input.cidr_ip()));
    revoke(world, call, &id, input.security_group_rule_ids(), &permissions, Way::In, input.dry_run())?;
    Ok(RevokeSecurityGroupIngressOutput::builder().r#return(true).build())
}

pub(super) fn revoke_egress(
    world: &mut World,
    call: &Call,
    input: &RevokeSecurityGroupEgressInput,
) -> Result<RevokeSecurityGroupEgressOutput, Refusal> {
    let id = required(input.group_id(), "GroupId")?;
    let mut permissions = input.ip_permissions().to_vec();
    permissions.extend(short_form(input.ip_protocol(), input.from_port(), input.to_port(), input.cidr_ip()));
    revoke(world, call, id, input.security_group_rule_ids(), &permissions, Way::Out, input.dry_run())?;
    Ok(RevokeSecurityGroupEgressOutput::builder().r#return(true).build())
}

fn rule_of(world: &World, call: &Call, group: &str, rule: &Rule) -> sdk::SecurityGroupRule {
    let (first, last) = rule.ports.unwrap_or((-1, -1));
    let answer = sdk::SecurityGroupRule::builder()
        .security_group_rule_id(&rule.id)
        .security_group_rule_arn(world.arn("ec2", &call.region, &format!("security-group-rule/{}", rule.id)))
        .group_id(group)
        .group_owner_id(&world.account_id)
        .is_egress(rule.way == Way::Out)
        .ip_protocol(&rule.protocol)
        .from_port(first)
        .to_port(last)
        .set_description(rule.description.clone())
        .set_tags(Some(tags::sdk(
            &world.known_region(&call.region).map(|of| of.ec2.tags_of(&rule.id)).unwrap_or_default(),
        )));
    match &rule.peer {
        Peer::Cidr4(cidr) => answer.cidr_ipv4(cidr),
        Peer::Cidr6(cidr) => answer.cidr_ipv6(cidr),
        Peer::PrefixList(id) => answer.prefix_list_id(id),
        Peer::Group(id) => answer.referenced_group_info(
            sdk::ReferencedSecurityGroup::builder().group_id(id).user_id(&world.account_id).build(),
        ),
    }
    .build()
}

/// The rules of one way as permissions: one for each protocol and range of ports.
fn permissions_of(world: &World, group: &Group, way: Way) -> Vec<sdk::IpPermission> {
    let mut permissions: Vec<sdk::IpPermission> = Vec::new();
    for rule in group.rules.iter().filter(|rule| rule.way == way) {
        let (first, last) = (rule.ports.map(|ports| ports.0), rule.ports.map(|ports| ports.1));
        let same = |known: &sdk::IpPermission| {
            known.ip_protocol() == Some(&rule.protocol)
                && known.from_port() == first
                && known.to_port() == last
        };
        let place = permissions.iter().position(same).unwrap_or_else(|| {
            let permission = sdk::IpPermission::builder().ip_protocol(&rule.protocol);
            let permission = permission.set_from_port(first).set_to_port(last);
            let permission = permission.set_ip_ranges(Some(Vec::new())).set_ipv6_ranges(Some(Vec::new()));
            permissions.push(
                permission
                    .set_prefix_list_ids(Some(Vec::new()))
                    .set_user_id_group_pairs(Some(Vec::new()))
                    .build(),
            );
            permissions.len() - 1
        });
        let permission = &mut permissions[place];
        let said = rule.description.clone();
        match &rule.peer {
            Peer::Cidr4(cidr) => permission
                .ip_ranges
                .get_or_insert_default()
                .push(sdk::IpRange::builder().cidr_ip(cidr).set_description(said).build()),
            Peer::Cidr6(cidr) => permission
                .ipv6_ranges
                .get_or_insert_default()
                .push(sdk::Ipv6Range::builder().cidr_ipv6(cidr).set_description(said).build()),
            Peer::PrefixList(id) => permission
                .prefix_list_ids
                .get_or_insert_default()
                .push(sdk::PrefixListId::builder().prefix_list_id(id).set_description(said).build()),
            Peer::Group(id) => permission.user_id_group_pairs.get_or_insert_default().push(
                sdk::UserIdGroupPair::builder()
                    .group_id(id)
                    .user_id(&world.account_id)
                    .set_description(said)
                    .build(),
            ),
        }
    }
    permissions
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

pub(super) fn describe_security_group_rules(
    world: &World,
    call: &Call,
    input: &DescribeSecurityGroupRulesInput,
) -> Result<DescribeSecurityGroupRulesOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let filters = Filters::read(input.filters(), &["group-id", "security-group-rule-id"])?;
    let wanted = input.security_group_rule_ids();
    let found = ec2.groups.iter().flat_map(|(id, group)| group.rules.iter().map(move |rule| (id, rule)));
    let found = found.filter(|(id, rule)| {
        (wanted.is_empty() || wanted.contains(&rule.id))
            && filters.admit(&ec2.tags_of(&rule.id), |filter| {
                vec![if filter == "group-id" { (*id).clone() } else { rule.id.clone() }]
            })
    });
    let found: Vec<_> = found.map(|(id, rule)| rule_of(world, call, id, rule)).collect();
    if found.len() < wanted.len() {
        let text = "One of the security group rule IDs does not exist";
        return Err(Refusal::new("InvalidSecurityGroupRuleId.NotFound", text));
    }
    let (found, next) = page(found, input.max_results(), input.next_token())?;
    Ok(DescribeSecurityGroupRulesOutput::builder()
        .set_security_group_rules(Some(found))
        .set_next_token(next)
        .build())
}
