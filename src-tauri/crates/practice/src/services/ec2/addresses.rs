//! Elastic IPs.

use aws_sdk_ec2::operation::allocate_address::{AllocateAddressInput, AllocateAddressOutput};
use aws_sdk_ec2::operation::associate_address::{AssociateAddressInput, AssociateAddressOutput};
use aws_sdk_ec2::operation::describe_addresses::{DescribeAddressesInput, DescribeAddressesOutput};
use aws_sdk_ec2::operation::disassociate_address::{DisassociateAddressInput, DisassociateAddressOutput};
use aws_sdk_ec2::operation::release_address::{ReleaseAddressInput, ReleaseAddressOutput};
use aws_sdk_ec2::types::{self as sdk, ResourceType};
use serde::{Deserialize, Serialize};

use super::instances::{State, found};
use super::list::{Filters, dry_run, required};
use super::{Ec2, tags};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// How many a region allows.
const LIMIT: usize = 5;

/// An Elastic IP.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Address {
    pub ip: String,
    pub instance: Option<String>,
    pub association: Option<String>,
}

pub(super) fn allocate_address(
    world: &mut World,
    call: &Call,
    input: &AllocateAddressInput,
) -> Result<AllocateAddressOutput, Refusal> {
    let tags = tags::on_create(input.tag_specifications(), &ResourceType::ElasticIp)?;
    if world.region(&call.region).ec2.addresses.len() >= LIMIT {
        let text = "The maximum number of addresses has been reached.";
        return Err(Refusal::new("AddressLimitExceeded", text));
    }
    dry_run(input.dry_run())?;
    let id = world.fresh_id("eipalloc");
    let ec2 = &mut world.region_mut(&call.region).ec2;
    let ip = ec2.fresh_public_ip();
    ec2.addresses.insert(id.clone(), Address { ip: ip.clone(), instance: None, association: None });
    ec2.tag(&id, tags);
    let output =
        AllocateAddressOutput::builder().allocation_id(id).public_ip(ip).domain(sdk::DomainType::Vpc);
    Ok(output.public_ipv4_pool("amazon").network_border_group(&call.region).build())
}

/// The address that a call means, by id or by the address itself.
fn meant(ec2: &Ec2, id: Option<&str>, ip: Option<&str>) -> Result<String, Refusal> {
    let found = ec2.addresses.iter().find(|(known, address)| match (id, ip) {
        (Some(id), _) => *known == id,
        (None, Some(ip)) => address.ip == ip,
        (None, None) => false,
    });
    found.map(|(id, _)| id.clone()).ok_or_else(|| match id {
        Some(id) => {
            Refusal::new("InvalidAllocationID.NotFound", format!("The allocation ID '{id}' does not exist"))
        }
        None => Refusal::new(
            "InvalidAddress.NotFound",
            format!("Address '{}' not found.", ip.unwrap_or_default()),
        ),
    })
}

pub(super) fn associate_address(
    world: &mut World,
    call: &Call,
    input: &AssociateAddressInput,
) -> Result<AssociateAddressOutput, Refusal> {
    let ec2 = &world.region(&call.region).ec2;
    let id = meant(ec2, input.allocation_id(), input.public_ip())?;
    let instance = required(input.instance_id(), "InstanceId")?;
    if found(ec2, instance, call.now)?.state(call.now) != State::Running {
        let text = format!("The instance '{instance}' is not in a valid state for this operation.");
        return Err(Refusal::new("IncorrectInstanceState", text));
    }
    let taken = ec2.addresses[&id].instance.as_ref().is_some_and(|other| other != instance);
    if taken && input.allow_reassociation() == Some(false) {
        let text = format!("resource {id} is already associated with associate-id");
        return Err(Refusal::new("Resource.AlreadyAssociated", text));
    }
    dry_run(input.dry_run())?;
    let association = world.fresh_id("eipassoc");
    let ec2 = &mut world.region_mut(&call.region).ec2;
    loosen(ec2, &id);
    let address = ec2.addresses.get_mut(&id).expect("it was found above");
    address.instance = Some(instance.to_owned());
    address.association = Some(association.clone());
    let ip = Some(address.ip.clone());
    wear(ec2, instance, ip);
    Ok(AssociateAddressOutput::builder().association_id(association).build())
}

/// Gives an instance and its interface another public address.
fn wear(ec2: &mut Ec2, instance: &str, ip: Option<String>) {
    let Some(one) = ec2.instances.get_mut(instance) else { return };
    one.public_ip.clone_from(&ip);
    let interface = one.interface.clone();
    if let Some(interface) = ec2.interfaces.get_mut(&interface) {
        interface.public_ip = ip;
    }
}

/// Takes an address from the instance it is on, which gets an ordinary one again.
fn loosen(ec2: &mut Ec2, id: &str) {
    let Some(address) = ec2.addresses.get_mut(id) else { return };
    address.association = None;
    if let Some(instance) = address.instance.take() {
        let ip = ec2.fresh_public_ip();
        wear(ec2, &instance, Some(ip));
    }
}

pub(super) fn disassociate_address(
    world: &mut World,
    call: &Call,
    input: &DisassociateAddressInput,
) -> Result<DisassociateAddressOutput, Refusal> {
    let ec2 = &mut world.region_mut(&call.region).ec2;
    let asked = input.association_id();
    let found = ec2.addresses.iter().find(|(_, address)| match (asked, input.public_ip()) {
        (Some(asked), _) => address.association.as_deref() == Some(asked),
        (None, ip) => ip == Some(&address.ip),
    });
    let id = found.map(|(id, _)| id.clone()).ok_or_else(|| {
        let text = format!("The association ID '{}' does not exist", asked.unwrap_or_default());
        Refusal::new("InvalidAssociationID.NotFound", text)
    })?;
    dry_run(input.dry_run())?;
    loosen(ec2, &id);
    Ok(DisassociateAddressOutput::builder().build())
}

pub(super) fn release_address(
    world: &mut World,
    call: &Call,
    input: &ReleaseAddressInput,
) -> Result<ReleaseAddressOutput, Refusal> {
    let ec2 = &mut world.region_mut(&call.region).ec2;
    let id = meant(ec2, input.allocation_id(), input.public_ip())?;
    let address = &ec2.addresses[&id];
    if address.instance.is_some() {
        let text = format!("Address '{}' is in use.", address.ip);
        return Err(Refusal::new("InvalidIPAddress.InUse", text));
    }
    dry_run(input.dry_run())?;
    ec2.addresses.remove(&id);
    ec2.tags.remove(&id);
    Ok(ReleaseAddressOutput::builder().build())
}

pub(super) fn describe_addresses(
    world: &World,
    call: &Call,
    input: &DescribeAddressesInput,
) -> Result<DescribeAddressesOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let known = ["allocation-id", "association-id", "domain", "instance-id", "public-ip"];
    let filters = Filters::read(input.filters(), &known)?;
    for id in input.allocation_ids() {
        meant(ec2, Some(id), None)?;
    }
    for ip in input.public_ips() {
        meant(ec2, None, Some(ip))?;
    }
    let (ids, ips) = (input.allocation_ids(), input.public_ips());
    let found = ec2.addresses.iter().filter(|(id, address)| {
        (ids.is_empty() || ids.contains(id))
            && (ips.is_empty() || ips.contains(&address.ip))
            && filters.admit(&ec2.tags_of(id), |filter| match filter {
                "allocation-id" => vec![(*id).clone()],
                "association-id" => address.association.clone().into_iter().collect(),
                "instance-id" => address.instance.clone().into_iter().collect(),
                "public-ip" => vec![address.ip.clone()],
                _ => vec!["vpc".to_owned()],
            })
    });
    let found = found.map(|(id, address)| {
        let one = address.instance.as_ref().and_then(|id| ec2.instances.get(id));
        sdk::Address::builder()
            .allocation_id(id)
            .public_ip(&address.ip)
            .domain(sdk::DomainType::Vpc)
            .public_ipv4_pool("amazon")
            .network_border_group(&call.region)
            .set_association_id(address.association.clone())
            .set_instance_id(address.instance.clone())
            .set_network_interface_id(one.map(|one| one.interface.clone()))
            .set_private_ip_address(one.map(|one| one.private_ip.clone()))
            .set_tags(Some(tags::sdk(&ec2.tags_of(id))))
            .build()
    });
    Ok(DescribeAddressesOutput::builder().set_addresses(Some(found.collect())).build())
}
