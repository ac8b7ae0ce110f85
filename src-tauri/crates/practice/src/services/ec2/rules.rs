//! The rules of security groups: what may stand in one, and the calls that add and take them.

use std::net::Ipv4Addr;

use aws_sdk_ec2::operation::authorize_security_group_ingress::{
    AuthorizeSecurityGroupIngressInput, AuthorizeSecurityGroupIngressOutput,
};
use aws_sdk_ec2::operation::revoke_security_group_ingress::{
    RevokeSecurityGroupIngressInput, RevokeSecurityGroupIngressOutput,
};
use aws_sdk_ec2::types::{self as sdk, ResourceType};
use serde::{Deserialize, Serialize};

use super::groups::{Group, check_text, meant};
use super::list::{dry_run, required};
use super::network::CLOUDFRONT_PREFIX_LIST_WEIGHT;
use super::{Ec2, tags};
use crate::conditions::Presence;
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// How many rules a group may have in each direction.
const RULES_PER_GROUP: usize = 60;

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
    pub protocol: String,
    /// The first and the last port; `None` for all protocols.
    pub ports: Option<(i32, i32)>,
    pub peer: Peer,
    pub description: Option<String>,
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

pub(super) fn authorize_ingress(
    world: &mut World,
    call: &Call,
    input: &AuthorizeSecurityGroupIngressInput,
) -> Result<AuthorizeSecurityGroupIngressOutput, Refusal> {
    let id = meant(&world.region(&call.region).ec2, input.group_id(), input.group_name())?;
    let mut permissions = input.ip_permissions().to_vec();
    permissions.extend(short_form(input.ip_protocol(), input.from_port(), input.to_port(), input.cidr_ip()));
    let tags = tags::on_create(input.tag_specifications(), &ResourceType::SecurityGroupRule)?;
    let rules = authorize(world, call, &id, &permissions, input.dry_run())?;
    let rules = tagged(world, call, rules, &tags);
    Ok(AuthorizeSecurityGroupIngressOutput::builder()
        .r#return(true)
        .set_security_group_rules(Some(rules))
        .build())
}

fn authorize(
    world: &mut World,
    call: &Call,
    id: &str,
    permissions: &[sdk::IpPermission],
    dry: Option<bool>,
) -> Result<Vec<sdk::SecurityGroupRule>, Refusal> {
    let ec2 = &world.region(&call.region).ec2;
    let mut fresh = rules_of(ec2, world, permissions)?;
    let group = Ec2::known_group(world, call, id)?;
    for rule in &fresh {
        if let Peer::Group(id) = &rule.peer {
            Ec2::known_group(world, call, id)?;
        }
    }
    for (place, rule) in fresh.iter().enumerate() {
        if group.rules.iter().chain(&fresh[..place]).any(|other| other.same(rule)) {
            let text = format!("the specified rule \"{}\" already exists", rule.text());
            return Err(Refusal::new("InvalidPermission.Duplicate", text));
        }
    }
    let weight: usize =
        group.rules.iter().filter(|rule| rule.way == Way::In).chain(&fresh).map(Rule::weight).sum();
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

pub(super) fn revoke_ingress(
    world: &mut World,
    call: &Call,
    input: &RevokeSecurityGroupIngressInput,
) -> Result<RevokeSecurityGroupIngressOutput, Refusal> {
    let id = meant(&world.region(&call.region).ec2, input.group_id(), input.group_name())?;
    let mut permissions = input.ip_permissions().to_vec();
    permissions.extend(short_form(input.ip_protocol(), input.from_port(), input.to_port(), input.cidr_ip()));
    revoke(world, call, &id, input.security_group_rule_ids(), &permissions, input.dry_run())?;
    Ok(RevokeSecurityGroupIngressOutput::builder().r#return(true).build())
}

fn revoke(
    world: &mut World,
    call: &Call,
    id: &str,
    rule_ids: &[String],
    permissions: &[sdk::IpPermission],
    dry: Option<bool>,
) -> Result<(), Refusal> {
    let ec2 = &world.region(&call.region).ec2;
    let group = ec2.group(id)?;
    let mut gone: Vec<String> = Vec::new();
    for rule_id in rule_ids {
        if !group.rules.iter().any(|rule| rule.id == *rule_id && rule.way == Way::In) {
            let text = format!("The security group rule ID '{rule_id}' does not exist");
            return Err(Refusal::new("InvalidSecurityGroupRuleId.NotFound", text));
        }
        gone.push(rule_id.clone());
    }
    if !permissions.is_empty() {
        for wanted in rules_of(ec2, world, permissions)? {
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

/// Rules of what is let in as a call gives them, without ids.
fn rules_of(ec2: &Ec2, world: &World, permissions: &[sdk::IpPermission]) -> Result<Vec<Rule>, Refusal> {
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
            let (id, way) = (String::new(), Way::In);
            rules.push(Rule { id, way, protocol: protocol.clone(), ports, peer, description });
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
pub(super) fn permissions_of(world: &World, group: &Group, way: Way) -> Vec<sdk::IpPermission> {
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

pub(super) fn parse4(cidr: &str) -> Option<(Ipv4Addr, u32)> {
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
