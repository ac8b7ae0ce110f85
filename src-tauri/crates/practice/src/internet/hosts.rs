//! Names and addresses, and what of this account is behind each.

use std::borrow::Cow;
use std::net::Ipv4Addr;

use jiff::Timestamp;
use naru_dns::RecordType;

use crate::dns::{View, addresses};
use crate::services::cloudfront::Distribution;
use crate::services::elbv2::LoadBalancer;
use crate::world::World;

/// What a name leads to.
pub(super) enum Host<'a> {
    Distribution(&'a Distribution),
    Balancer { region: &'a str, balancer: &'a LoadBalancer },
    Bucket { region: &'a str, bucket: &'a str },
    Instance { region: &'a str, instance: &'a str },
}

/// The name of AWS's own, or the address, that a name leads to through the DNS; `None` where it leads nowhere.
pub(super) fn reached<'a>(world: &World, host: &'a str, now: Timestamp) -> Option<Cow<'a, str>> {
    if is_of_aws(host) || host.parse::<Ipv4Addr>().is_ok() {
        return Some(Cow::Borrowed(host));
    }
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    let way = View::of_resolver(world, 0, now).follow(&name, RecordType::A).ok()?;
    let address = way.answer.records.into_iter().next()?.value;
    Some(Cow::Owned(if is_of_aws(&way.end) { way.end } else { address }))
}

/// Looks a name of AWS's own or an address up; `None` where it leads nowhere at this time.
pub(super) fn find<'a>(world: &'a World, host: &'a str, now: Timestamp) -> Option<Host<'a>> {
    if let Some(distribution) = world.cloudfront.by_host(host) {
        let answers = distribution.is_at_work(now);
        return answers.then_some(Host::Distribution(distribution));
    }
    if let Some((bucket, region)) = bucket_of(host) {
        return Some(Host::Bucket { region, bucket });
    }
    for region in world.regions() {
        if let Some(balancer) = region.elbv2.by_dns_name(host) {
            // Its name is published when it is active.
            return balancer.is_active(now).then_some(Host::Balancer { region: &region.name, balancer });
        }
        let Some(address) = address_of(host, &region.name) else { continue };
        let found = region.ec2.instances.iter().find(|(_, one)| one.public_ip.as_deref() == Some(&address));
        if let Some((instance, _)) = found {
            return Some(Host::Instance { region: &region.name, instance });
        }
        let interface = region.ec2.interfaces.values().find(|one| one.public_ip.as_deref() == Some(&address));
        let balancer =
            interface.and_then(|interface| region.elbv2.by_interface_description(&interface.description));
        if let Some(balancer) = balancer {
            return Some(Host::Balancer { region: &region.name, balancer });
        }
    }
    let mut distributions = world.cloudfront.at_work(now);
    distributions
        .find(|one| addresses(world, &one.domain_name).iter().any(|held| held == host))
        .map(Host::Distribution)
}

/// Whether a name is one of AWS's own, which no hosted zone and no registrar leads to.
pub(crate) fn is_of_aws(host: &str) -> bool {
    [".cloudfront.net", ".amazonaws.com", ".acm-validations.aws"].iter().any(|suffix| host.ends_with(suffix))
}

/// Whether a name of AWS's own, or an address, leads to anything at this time.
pub(crate) fn leads_somewhere(world: &World, host: &str, now: Timestamp) -> bool {
    find(world, host, now).is_some()
}

/// The bucket and the region of a regional host: `<bucket>.s3.<region>.amazonaws.com`.
pub(super) fn bucket_of(host: &str) -> Option<(&str, &str)> {
    let (bucket, rest) = host.split_once(".s3.")?;
    let region = rest.strip_suffix(".amazonaws.com")?;
    (!region.contains('.')).then_some((bucket, region))
}

/// An address, given as such or as the public name of an instance in a region; `None` for any other name.
fn address_of(host: &str, region: &str) -> Option<String> {
    if host.parse::<Ipv4Addr>().is_ok() {
        return Some(host.to_owned());
    }
    let name = host.strip_prefix("ec2-")?;
    let inside = if region == "us-east-1" { "compute-1".to_owned() } else { format!("{region}.compute") };
    // A name of another region is one that leads nowhere in this one.
    Some(name.strip_suffix(&format!(".{inside}.amazonaws.com")).unwrap_or_default().replace('-', "."))
}
