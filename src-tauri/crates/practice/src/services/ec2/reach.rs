//! Whether security groups let somebody in.

use std::net::IpAddr;

use super::Ec2;
use super::rules::{Peer, Rule, Way, parse4};

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

impl Source<'_> {
    /// Whether it comes through an internet gateway.
    pub(crate) fn is_outside(&self) -> bool {
        !matches!(self, Self::Interface { .. })
    }
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
