//! Network interfaces: what wears a security group, and keeps it from being deleted.

use aws_sdk_ec2::operation::describe_network_interfaces::{
    DescribeNetworkInterfacesInput, DescribeNetworkInterfacesOutput,
};
use aws_sdk_ec2::types as sdk;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::list::{Filters, dry_run, page};
use super::{Ec2, tags};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// A network interface.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Interface {
    pub subnet: String,
    pub vpc: String,
    pub zone: String,
    pub groups: Vec<String>,
    /// `ELB app/name/0123…` for a load balancer's.
    pub description: String,
    pub private_ip: String,
    pub public_ip: Option<String>,
    /// The instance it belongs to.
    pub instance: Option<String>,
    /// Who made it where it wasn't the account: `amazon-elb`.
    pub requester: Option<String>,
    /// When it is gone; a deleted load balancer's linger for minutes (`elbv2.deletion_protection`).
    pub gone_at: Option<Timestamp>,
}

impl Interface {
    /// Whether it is still there.
    pub fn exists(&self, now: Timestamp) -> bool {
        self.gone_at.is_none_or(|gone| now < gone)
    }
}

impl Ec2 {
    /// Makes the interface of a load balancer in a subnet, with a public address of its own; returns its id.
    ///
    /// `id` comes from [`World::fresh_id`] with `eni`; `description` is `ELB app/<name>/<id>`.
    pub fn add_balancer_interface(
        &mut self,
        id: String,
        subnet: &str,
        groups: &[String],
        description: &str,
        public: bool,
    ) -> Result<String, Refusal> {
        self.subnet(subnet)?;
        let public_ip = if public { Some(self.fresh_public_ip()) } else { None };
        let place = self.subnets.get_mut(subnet).expect("it was found above");
        let interface = Interface {
            subnet: subnet.to_owned(),
            vpc: place.vpc.clone(),
            zone: place.zone.clone(),
            groups: groups.to_vec(),
            description: description.to_owned(),
            private_ip: place.fresh_ip(),
            public_ip,
            instance: None,
            requester: Some("amazon-elb".to_owned()),
            gone_at: None,
        };
        self.interfaces.insert(id.clone(), interface);
        Ok(id)
    }
}

/// Says when the interfaces with this description will be gone.
pub(crate) fn retire_interfaces(ec2: &mut Ec2, description: &str, gone_at: Timestamp) {
    for interface in ec2.interfaces.values_mut().filter(|interface| interface.description == description) {
        interface.gone_at = Some(gone_at);
    }
}

pub(super) fn describe_network_interfaces(
    world: &World,
    call: &Call,
    input: &DescribeNetworkInterfacesInput,
) -> Result<DescribeNetworkInterfacesOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let known = [
        "attachment.instance-id",
        "availability-zone",
        "description",
        "group-id",
        "interface-type",
        "network-interface-id",
        "requester-id",
        "requester-managed",
        "status",
        "subnet-id",
        "vpc-id",
    ];
    let filters = Filters::read(input.filters(), &known)?;
    let ids = input.network_interface_ids();
    if let Some(id) = ids.iter().find(|id| !ec2.interfaces.get(*id).is_some_and(|one| one.exists(call.now))) {
        let text = format!("The networkInterface ID '{id}' does not exist");
        return Err(Refusal::new("InvalidNetworkInterfaceID.NotFound", text));
    }
    let found = ec2.interfaces.iter().filter(|(id, one)| {
        one.exists(call.now)
            && (ids.is_empty() || ids.contains(id))
            && filters.admit(&ec2.tags_of(id), |filter| match filter {
                "attachment.instance-id" => one.instance.clone().into_iter().collect(),
                "availability-zone" => vec![one.zone.clone()],
                "description" => vec![one.description.clone()],
                "group-id" => one.groups.clone(),
                "interface-type" => vec!["interface".to_owned()],
                "network-interface-id" => vec![(*id).clone()],
                "requester-id" => one.requester.clone().into_iter().collect(),
                "requester-managed" => vec![one.requester.is_some().to_string()],
                "status" => vec!["in-use".to_owned()],
                "subnet-id" => vec![one.subnet.clone()],
                _ => vec![one.vpc.clone()],
            })
    });
    let found = found.map(|(id, one)| {
        let attachment = sdk::NetworkInterfaceAttachment::builder()
            .attachment_id(id.replace("eni-", "eni-attach-"))
            .device_index(0)
            .instance_owner_id(one.requester.as_ref().unwrap_or(&world.account_id))
            .set_instance_id(one.instance.clone())
            .delete_on_termination(one.instance.is_some())
            .status(sdk::AttachmentStatus::Attached);
        let association = one.public_ip.as_ref().map(|ip| {
            let owner = if one.requester.is_some() { "amazon-elb" } else { "amazon" };
            sdk::NetworkInterfaceAssociation::builder().public_ip(ip).ip_owner_id(owner).build()
        });
        sdk::NetworkInterface::builder()
            .network_interface_id(id)
            .description(&one.description)
            .subnet_id(&one.subnet)
            .vpc_id(&one.vpc)
            .availability_zone(&one.zone)
            .owner_id(&world.account_id)
            .private_ip_address(&one.private_ip)
            .interface_type(sdk::NetworkInterfaceType::Interface)
            .requester_managed(one.requester.is_some())
            .set_requester_id(one.requester.clone())
            .status(sdk::NetworkInterfaceStatus::InUse)
            .attachment(attachment.build())
            .set_association(association)
            .set_groups(Some(identifiers(ec2, &one.groups)))
            .set_tag_set(Some(tags::sdk(&ec2.tags_of(id))))
            .build()
    });
    let (found, next) = page(found.collect(), input.max_results(), input.next_token())?;
    Ok(DescribeNetworkInterfacesOutput::builder()
        .set_network_interfaces(Some(found))
        .set_next_token(next)
        .build())
}

/// Groups by id and name.
pub(super) fn identifiers(ec2: &Ec2, groups: &[String]) -> Vec<sdk::GroupIdentifier> {
    let name = |id: &String| ec2.groups.get(id).map(|group| group.name.clone());
    groups
        .iter()
        .map(|id| sdk::GroupIdentifier::builder().group_id(id).set_group_name(name(id)).build())
        .collect()
}
