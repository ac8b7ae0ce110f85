//! Hosted zones: made, read, listed, deleted (`r53.caller_ref_dup`, `r53.bad_domain`, `r53.zone_not_empty`).

use aws_sdk_route53::operation::create_hosted_zone::{CreateHostedZoneInput, CreateHostedZoneOutput};
use aws_sdk_route53::operation::delete_hosted_zone::{DeleteHostedZoneInput, DeleteHostedZoneOutput};
use aws_sdk_route53::operation::get_hosted_zone::{GetHostedZoneInput, GetHostedZoneOutput};
use aws_sdk_route53::operation::get_hosted_zone_count::{GetHostedZoneCountInput, GetHostedZoneCountOutput};
use aws_sdk_route53::operation::list_hosted_zones::{ListHostedZonesInput, ListHostedZonesOutput};
use aws_sdk_route53::operation::list_hosted_zones_by_name::{
    ListHostedZonesByNameInput, ListHostedZonesByNameOutput,
};
use aws_sdk_route53::types;

use super::{HostedZone, changes, names, refuse, required, size};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// How many zones an account may have.
const QUOTA: usize = 500;

pub(super) fn create(
    world: &mut World,
    call: &Call,
    input: &CreateHostedZoneInput,
) -> Result<CreateHostedZoneOutput, Refusal> {
    let given = required(input.name(), "Name")?;
    let reference = required(input.caller_reference(), "CallerReference")?;
    let config = input.hosted_zone_config();
    if input.vpc().is_some() || config.is_some_and(types::HostedZoneConfig::private_zone) {
        return Err(refuse("InvalidInput", "The practice account models no private hosted zones"));
    }
    if input.delegation_set_id().is_some() {
        return Err(refuse("NoSuchDelegationSet", "The practice account has no reusable delegation sets"));
    }
    let name = names::canonical(given)
        .filter(|name| !name.contains('\\'))
        .ok_or_else(|| refuse("InvalidDomainName", format!("{given} is not a valid domain name")))?;
    if names::within(&name, "amazonaws.com.") {
        return Err(refuse("InvalidDomainName", format!("{given} is reserved by AWS!")));
    }
    if world.route53.references.contains(reference) {
        let text = "A hosted zone has already been created with the specified caller reference.";
        return Err(refuse("HostedZoneAlreadyExists", text));
    }
    if world.route53.zones.len() >= QUOTA {
        return Err(refuse("TooManyHostedZones", "Limits Exceeded: MAX_HOSTED_ZONES_BY_OWNER - Account"));
    }
    let id = format!("Z{}", &world.fresh_hex(20).to_uppercase());
    let servers = name_servers(world, &id);
    let mut zone = HostedZone::new(&id, &name, reference, servers, call.now);
    config.and_then(types::HostedZoneConfig::comment).unwrap_or_default().clone_into(&mut zone.comment);
    let shown = zone.to_sdk()?;
    let servers = zone.delegation()?;
    world.route53.references.insert(reference.to_owned());
    world.route53.zones.insert(id.clone(), zone);
    Ok(CreateHostedZoneOutput::builder()
        .hosted_zone(shown)
        .change_info(changes::submit(world, call, &id, None)?)
        .delegation_set(servers)
        .location(format!("https://route53.amazonaws.com/2013-04-01/hostedzone/{id}"))
        .build()?)
}

/// Four servers, one under each of Route 53's four domains, as no other zone has them.
fn name_servers(world: &World, id: &str) -> Vec<String> {
    let part = |from: usize, below: u32| {
        let hash = world.hash(&format!("name servers {id}"));
        u32::from_str_radix(&hash[from..from + 6], 16).expect("a hash is hexadecimal") % below
    };
    let domains = ["com", "net", "org", "co.uk"].iter().zip(0_u32..).zip((0..).step_by(12));
    domains
        .map(|((domain, n), from)| {
            format!("ns-{}.awsdns-{:02}.{domain}", n * 512 + part(from, 512), part(from + 6, 64))
        })
        .collect()
}

pub(super) fn get(
    world: &World,
    _: &Call,
    input: &GetHostedZoneInput,
) -> Result<GetHostedZoneOutput, Refusal> {
    let zone = world.route53.zone(input.id())?;
    Ok(GetHostedZoneOutput::builder().hosted_zone(zone.to_sdk()?).delegation_set(zone.delegation()?).build())
}

pub(super) fn count(
    world: &World,
    _: &Call,
    _: &GetHostedZoneCountInput,
) -> Result<GetHostedZoneCountOutput, Refusal> {
    let number = i64::try_from(world.route53.zones.len()).unwrap_or(i64::MAX);
    Ok(GetHostedZoneCountOutput::builder().hosted_zone_count(number).build()?)
}

pub(super) fn list(
    world: &World,
    _: &Call,
    input: &ListHostedZonesInput,
) -> Result<ListHostedZonesOutput, Refusal> {
    let size = size(input.max_items(), 100)?;
    let marker = input.marker().unwrap_or_default();
    let mut rest = world.route53.zones.values().filter(|zone| zone.id.as_str() >= marker);
    let page = rest.by_ref().take(size).map(HostedZone::to_sdk).collect::<Result<Vec<_>, _>>()?;
    let next = rest.next().map(|zone| zone.id.clone());
    Ok(ListHostedZonesOutput::builder()
        .set_hosted_zones(Some(page))
        .marker(marker)
        .is_truncated(next.is_some())
        .set_next_marker(next)
        .max_items(super::count(size))
        .build()?)
}

pub(super) fn list_by_name(
    world: &World,
    _: &Call,
    input: &ListHostedZonesByNameInput,
) -> Result<ListHostedZonesByNameOutput, Refusal> {
    let size = size(input.max_items(), 100)?;
    if input.hosted_zone_id().is_some() && input.dns_name().is_none() {
        return Err(refuse("InvalidInput", "A hosted zone id can be given only with a DNS name"));
    }
    let from = match input.dns_name() {
        None => String::new(),
        Some(name) => names::reversed(
            &names::canonical(name)
                .ok_or_else(|| refuse("InvalidDomainName", format!("{name} is not a valid domain name")))?,
        ),
    };
    let from = (from, input.hosted_zone_id().unwrap_or_default().to_owned());
    let place = |zone: &HostedZone| (names::reversed(&zone.name), zone.id.clone());
    let mut zones: Vec<_> = world.route53.zones.values().filter(|zone| place(zone) >= from).collect();
    zones.sort_by_key(|zone| place(zone));
    let next = zones.get(size);
    let page = zones.iter().take(size).map(|zone| zone.to_sdk()).collect::<Result<Vec<_>, _>>()?;
    Ok(ListHostedZonesByNameOutput::builder()
        .set_hosted_zones(Some(page))
        .set_dns_name(input.dns_name().map(str::to_owned))
        .set_hosted_zone_id(input.hosted_zone_id().map(str::to_owned))
        .is_truncated(next.is_some())
        .set_next_dns_name(next.map(|zone| zone.name.clone()))
        .set_next_hosted_zone_id(next.map(|zone| zone.id.clone()))
        .max_items(super::count(size))
        .build()?)
}

pub(super) fn delete(
    world: &mut World,
    call: &Call,
    input: &DeleteHostedZoneInput,
) -> Result<DeleteHostedZoneOutput, Refusal> {
    let zone = world.route53.zone(input.id())?;
    if zone.records().count() > 2 {
        let text =
            "The specified hosted zone contains non-required resource record sets and so cannot be deleted.";
        return Err(refuse("HostedZoneNotEmpty", text));
    }
    let id = zone.id.clone();
    let change = changes::submit(world, call, &id, None)?;
    world.route53.zones.remove(&id);
    Ok(DeleteHostedZoneOutput::builder().change_info(change).build())
}

impl HostedZone {
    fn to_sdk(&self) -> Result<types::HostedZone, Refusal> {
        let config = types::HostedZoneConfig::builder().private_zone(false);
        let comment = Some(self.comment.clone()).filter(|comment| !comment.is_empty());
        Ok(types::HostedZone::builder()
            .id(format!("/hostedzone/{}", self.id))
            .name(&self.name)
            .caller_reference(&self.caller_reference)
            .config(config.set_comment(comment).build())
            .resource_record_set_count(i64::try_from(self.records().count()).unwrap_or(i64::MAX))
            .build()?)
    }

    fn delegation(&self) -> Result<types::DelegationSet, Refusal> {
        Ok(types::DelegationSet::builder().set_name_servers(Some(self.name_servers.clone())).build()?)
    }
}
