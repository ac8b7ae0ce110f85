//! EC2 in the practice account: networks, groups, images, instances and what hangs on them.
//!
//! What time does to them is computed when it is read: an instance stores when it will run, not that it runs.
//! It deliberately has no Auto Scaling, Spot, NAT or peering.

mod addresses;
mod app;
mod associations;
mod attributes;
mod credits;
mod exposure;
mod groups;
mod images;
mod instances;
mod interfaces;
mod keys;
mod launch;
mod list;
mod machine_types;
mod network;
mod reach;
mod rules;
mod server;
mod tags;
mod templates;
mod volumes;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub(crate) use app::{Answer, Request, app_answer};
pub(crate) use groups::Group;
pub(crate) use images::newest_ubuntu;
pub(crate) use instances::{Instance, State};
pub(crate) use interfaces::{Interface, retire_interfaces};
pub(crate) use network::{Subnet, Vpc};
pub(crate) use reach::{Source, groups_admit};
pub use server::{Code, Hosted, Pauses, Server};

use crate::dispatch::{Call, Refusal, Service, Table};
use crate::regions::Region;
use crate::world::World;

/// The tags of one resource.
pub(crate) type Tags = BTreeMap<String, String>;

/// What EC2 holds in one region.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Ec2 {
    pub vpcs: BTreeMap<String, Vpc>,
    pub subnets: BTreeMap<String, Subnet>,
    /// Internet gateways and the network each is attached to.
    pub gateways: BTreeMap<String, String>,
    /// Main route tables and the network each belongs to.
    pub route_tables: BTreeMap<String, String>,
    pub groups: BTreeMap<String, Group>,
    pub instances: BTreeMap<String, Instance>,
    pub interfaces: BTreeMap<String, Interface>,
    pub volumes: BTreeMap<String, volumes::Volume>,
    /// Elastic IPs by allocation id.
    pub addresses: BTreeMap<String, addresses::Address>,
    /// Key pairs by name.
    pub keys: BTreeMap<String, keys::Key>,
    pub templates: BTreeMap<String, templates::Template>,
    /// The tags of all resources, by resource id.
    pub tags: BTreeMap<String, Tags>,
    tokens: BTreeMap<String, launch::TokenUse>,
    /// The id of CloudFront's origin-facing managed prefix list.
    pub cloudfront_prefix_list: String,
    addresses_given: u32,
    /// How VPC Block Public Access shuts the region.
    #[serde(default)]
    shut: exposure::Shut,
    /// What it leaves alone, by the exclusion's id.
    #[serde(default)]
    exclusions: BTreeMap<String, exposure::Exclusion>,
}

impl Ec2 {
    /// A region with nothing in it but its default network.
    pub fn born(world: &mut World, region: &Region) -> Self {
        let mut ec2 = Self {
            cloudfront_prefix_list: format!("pl-{}", &world.hash(&format!("prefix/{}", region.name))[..8]),
            ..Self::default()
        };
        network::make_default_vpc(world, &mut ec2, region);
        ec2
    }

    /// Plants an instance and a group that are somebody else's.
    pub fn plant_foreign(world: &mut World, region: &str) {
        launch::plant_foreign(world, region);
    }

    /// Takes the default network away with everything in it.
    pub fn remove_default_vpc(&mut self) {
        let gone: Vec<String> =
            self.vpcs.iter().filter(|(_, vpc)| vpc.default).map(|(id, _)| id.clone()).collect();
        for vpc in gone {
            self.vpcs.remove(&vpc);
            self.subnets.retain(|_, subnet| subnet.vpc != vpc);
            self.gateways.retain(|_, of| *of != vpc);
            self.route_tables.retain(|_, of| *of != vpc);
            self.groups.retain(|_, group| group.vpc != vpc);
            self.instances.retain(|_, instance| instance.vpc != vpc);
            self.interfaces.retain(|_, interface| interface.vpc != vpc);
        }
        let left = &self.instances;
        self.volumes.retain(|_, volume| volume.instance.as_ref().is_none_or(|of| left.contains_key(of)));
    }

    /// The tags of a resource; none where it has none.
    pub fn tags_of(&self, id: &str) -> Tags {
        self.tags.get(id).cloned().unwrap_or_default()
    }

    /// Gives a resource its first tags.
    fn tag(&mut self, id: &str, tags: Tags) {
        if !tags.is_empty() {
            self.tags.insert(id.to_owned(), tags);
        }
    }

    /// A subnet that is there, or `InvalidSubnetID.NotFound`.
    pub fn subnet(&self, id: &str) -> Result<&Subnet, Refusal> {
        self.subnets.get(id).ok_or_else(|| no_subnet(id))
    }

    /// A group that is there, or `InvalidGroup.NotFound`.
    pub fn group(&self, id: &str) -> Result<&Group, Refusal> {
        self.groups.get(id).ok_or_else(|| no_group(id))
    }

    /// A group that is there and that all of EC2 knows (`fresh.unknown`), or `InvalidGroup.NotFound`.
    pub fn known_group<'a>(world: &'a World, call: &Call, id: &str) -> Result<&'a Group, Refusal> {
        let group = world.region(&call.region).ec2.group(id)?;
        if world.is_known(id, call.now) { Ok(group) } else { Err(no_group(id)) }
    }

    /// A public address that was never given out: from 198.18.0.0/15, which no site on the internet has.
    pub fn fresh_public_ip(&mut self) -> String {
        self.addresses_given += 1;
        let given = self.addresses_given;
        format!("198.{}.{}.{}", 18 + (given >> 16 & 1), given >> 8 & 255, given & 255)
    }

    /// Forgets what is gone for good: interfaces that lingered, instances terminated an hour ago.
    fn forget_the_gone(&mut self, now: Timestamp) {
        self.interfaces.retain(|_, interface| interface.exists(now));
        self.instances.retain(|_, instance| instance.listed(now));
        let instances = &self.instances;
        self.volumes.retain(|_, volume| !volume.gone(instances, now));
    }
}

fn no_subnet(id: &str) -> Refusal {
    Refusal::new("InvalidSubnetID.NotFound", format!("The subnet ID '{id}' does not exist"))
}

fn no_group(id: &str) -> Refusal {
    Refusal::new("InvalidGroup.NotFound", format!("The security group '{id}' does not exist"))
}

pub(crate) fn table() -> Table {
    Table::new(Service::Ec2)
        .read("DescribeRegions", network::describe_regions)
        .read("DescribeAvailabilityZones", network::describe_availability_zones)
        .read("DescribeVpcs", network::describe_vpcs)
        .read("DescribeSubnets", network::describe_subnets)
        .read("DescribeInternetGateways", network::describe_internet_gateways)
        .read("DescribeRouteTables", network::describe_route_tables)
        .read("DescribeManagedPrefixLists", network::describe_managed_prefix_lists)
        .read("DescribeVpcBlockPublicAccessOptions", exposure::describe_vpc_block_public_access_options)
        .change("ModifyVpcBlockPublicAccessOptions", exposure::modify_vpc_block_public_access_options)
        .read("DescribeVpcBlockPublicAccessExclusions", exposure::describe_vpc_block_public_access_exclusions)
        .change("CreateVpcBlockPublicAccessExclusion", exposure::create_vpc_block_public_access_exclusion)
        .change("DeleteVpcBlockPublicAccessExclusion", exposure::delete_vpc_block_public_access_exclusion)
        .change("ModifySubnetAttribute", exposure::modify_subnet_attribute)
        .change("CreateDefaultVpc", network::create_default_vpc)
        .change("CreateSecurityGroup", groups::create_security_group)
        .change("DeleteSecurityGroup", groups::delete_security_group)
        .change("AuthorizeSecurityGroupIngress", rules::authorize_ingress)
        .change("RevokeSecurityGroupIngress", rules::revoke_ingress)
        .read("DescribeSecurityGroups", groups::describe_security_groups)
        .read("DescribeInstanceTypes", machine_types::describe_instance_types)
        .read("DescribeInstanceTypeOfferings", machine_types::describe_instance_type_offerings)
        .read("DescribeImages", images::describe_images)
        .change("RunInstances", launch::run_instances)
        .change("TerminateInstances", instances::terminate_instances)
        .read("DescribeInstances", instances::describe_instances)
        .read("DescribeInstanceStatus", instances::describe_instance_status)
        .read("DescribeInstanceAttribute", attributes::describe_instance_attribute)
        .change("ModifyInstanceAttribute", attributes::modify_instance_attribute)
        .change("AssociateIamInstanceProfile", associations::associate_iam_instance_profile)
        .change("DisassociateIamInstanceProfile", associations::disassociate_iam_instance_profile)
        .read(
            "DescribeIamInstanceProfileAssociations",
            associations::describe_iam_instance_profile_associations,
        )
        .read("DescribeInstanceCreditSpecifications", credits::describe_instance_credit_specifications)
        .change("ModifyInstanceCreditSpecification", credits::modify_instance_credit_specification)
        .read("GetConsoleOutput", app::get_console_output)
        .read("DescribeNetworkInterfaces", interfaces::describe_network_interfaces)
        .change("CreateKeyPair", keys::create_key_pair)
        .change("ImportKeyPair", keys::import_key_pair)
        .change("DeleteKeyPair", keys::delete_key_pair)
        .read("DescribeKeyPairs", keys::describe_key_pairs)
        .change("AllocateAddress", addresses::allocate_address)
        .change("AssociateAddress", addresses::associate_address)
        .change("DisassociateAddress", addresses::disassociate_address)
        .change("ReleaseAddress", addresses::release_address)
        .read("DescribeAddresses", addresses::describe_addresses)
        .read("DescribeVolumes", volumes::describe_volumes)
        .change("DeleteVolume", volumes::delete_volume)
        .change("CreateLaunchTemplate", templates::create_launch_template)
        .change("CreateLaunchTemplateVersion", templates::create_launch_template_version)
        .change("DeleteLaunchTemplate", templates::delete_launch_template)
        .read("DescribeLaunchTemplates", templates::describe_launch_templates)
        .read("DescribeLaunchTemplateVersions", templates::describe_launch_template_versions)
        .change("CreateTags", tags::create_tags)
        .change("DeleteTags", tags::delete_tags)
        .read("DescribeTags", tags::describe_tags)
}
