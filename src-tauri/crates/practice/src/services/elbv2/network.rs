//! What a load balancer asks of the network it stands in: subnets, groups, instances, and what answers there.

use std::net::{IpAddr, Ipv4Addr};

use jiff::Timestamp;

use super::LoadBalancer;
use super::health::Reply;
use crate::services::ec2::{Answer, Ec2, Instance, Request, Source, State, app_answer};
use crate::world::World;

/// A subnet as far as a load balancer cares.
#[derive(Clone, Debug)]
pub(super) struct Subnet {
    pub(super) id: String,
    pub(super) vpc: String,
    pub(super) zone: String,
    /// Whether its network has a way to the internet.
    pub(super) public: bool,
}

pub(super) fn subnet(ec2: &Ec2, id: &str) -> Option<Subnet> {
    let found = ec2.subnets.get(id)?;
    let public = ec2.gateways.values().any(|vpc| *vpc == found.vpc);
    Some(Subnet { id: id.to_owned(), vpc: found.vpc.clone(), zone: found.zone.clone(), public })
}

pub(super) fn has_vpc(ec2: &Ec2, id: &str) -> bool {
    ec2.vpcs.contains_key(id)
}

pub(super) fn vpc_of_group(ec2: &Ec2, id: &str) -> Option<String> {
    ec2.groups.get(id).map(|group| group.vpc.clone())
}

pub(super) fn default_group(ec2: &Ec2, vpc: &str) -> Option<String> {
    ec2.groups.iter().find(|(_, group)| group.vpc == vpc && group.name == "default").map(|(id, _)| id.clone())
}

/// What a target's instance is doing; `None` where there is no such instance.
pub(super) fn life(ec2: &Ec2, target: &str, now: Timestamp) -> Option<State> {
    instance(ec2, target).map(|found| found.state(now))
}

pub(super) fn vpc_of_instance(ec2: &Ec2, target: &str) -> Option<String> {
    instance(ec2, target).map(|found| found.vpc.clone())
}

/// The instance of a target, which is named by its id or by its address.
fn instance_id<'a>(ec2: &'a Ec2, target: &str) -> Option<&'a str> {
    let mut all = ec2.instances.iter();
    all.find(|(id, found)| *id == target || found.private_ip == target).map(|(id, _)| id.as_str())
}

fn instance<'a>(ec2: &'a Ec2, target: &str) -> Option<&'a Instance> {
    ec2.instances.get(instance_id(ec2, target)?)
}

/// What a health check of a target meets at a time.
pub(super) fn check(
    world: &World,
    region: &str,
    balancer: &LoadBalancer,
    target: &str,
    port: u16,
    path: &str,
    at: Timestamp,
) -> Reply {
    match ask(world, region, balancer, target, (port, "GET", path), at) {
        Answer::Http { code, .. } => Reply::Status(code),
        Answer::Refused => Reply::Refused,
        Answer::TimedOut => Reply::Silence,
    }
}

/// What a target answers to a load balancer, whose groups must be let in there.
pub(super) fn ask(
    world: &World,
    region: &str,
    balancer: &LoadBalancer,
    target: &str,
    (port, method, path): (u16, &str, &str),
    at: Timestamp,
) -> Answer {
    let ec2 = &world.region(region).ec2;
    let Some(id) = instance_id(ec2, target) else { return Answer::TimedOut };
    let description = balancer.interface_description();
    let own = ec2.interfaces.values().find(|interface| interface.description == description);
    let address = own.and_then(|interface| interface.private_ip.parse().ok());
    let address = address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    let from = Source::Interface { groups: &balancer.groups, address };
    app_answer(world, region, id, &Request { from, port, method, path }, at)
}

/// An address range as `a.b.c.d/length`.
pub(super) fn parse_cidr(text: &str) -> Option<(u32, u32)> {
    let (address, length) = text.split_once('/')?;
    let (address, length) = (address.parse::<Ipv4Addr>().ok()?, length.parse::<u32>().ok()?);
    (length <= 32).then(|| (u32::from(address), length))
}

/// Whether a range holds an address.
pub(super) fn contains(range: &str, address: IpAddr) -> bool {
    let (Some((network, length)), IpAddr::V4(address)) = (parse_cidr(range), address) else { return false };
    let mask = u32::MAX.checked_shl(32 - length).unwrap_or(0);
    network & mask == u32::from(address) & mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_no_bits_holds_everything() {
        assert!(contains("0.0.0.0/0", IpAddr::V4(Ipv4Addr::new(9, 9, 9, 9))));
        assert!(contains("10.1.0.0/16", IpAddr::V4(Ipv4Addr::new(10, 1, 2, 3))));
        assert!(!contains("10.1.0.0/16", IpAddr::V4(Ipv4Addr::new(10, 2, 2, 3))));
        assert_eq!(parse_cidr("10.1.0.0/33"), None);
    }
}
