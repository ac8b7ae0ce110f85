//! What lets machines and the internet reach each other, beyond security groups (`ec2.public_ip`).

use aws_sdk_ec2::operation::create_vpc_block_public_access_exclusion::{
    CreateVpcBlockPublicAccessExclusionInput, CreateVpcBlockPublicAccessExclusionOutput,
};
use aws_sdk_ec2::operation::delete_vpc_block_public_access_exclusion::{
    DeleteVpcBlockPublicAccessExclusionInput, DeleteVpcBlockPublicAccessExclusionOutput,
};
use aws_sdk_ec2::operation::describe_vpc_block_public_access_exclusions::{
    DescribeVpcBlockPublicAccessExclusionsInput, DescribeVpcBlockPublicAccessExclusionsOutput,
};
use aws_sdk_ec2::operation::describe_vpc_block_public_access_options::{
    DescribeVpcBlockPublicAccessOptionsInput, DescribeVpcBlockPublicAccessOptionsOutput,
};
use aws_sdk_ec2::operation::modify_subnet_attribute::{
    ModifySubnetAttributeInput, ModifySubnetAttributeOutput,
};
use aws_sdk_ec2::operation::modify_vpc_block_public_access_options::{
    ModifyVpcBlockPublicAccessOptionsInput, ModifyVpcBlockPublicAccessOptionsOutput,
};
use aws_sdk_ec2::types as sdk;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Ec2;
use super::list::{dry_run, page, required};
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

/// How VPC Block Public Access shuts a region's internet gateways. Either way nothing goes through one that the internet
/// began, and nothing that a machine begins: what is left goes through gateways that the practice account doesn't have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Shut {
    /// Not at all.
    #[default]
    Off,
    /// What comes in.
    Ingress,
    /// Both ways.
    Bidirectional,
}

impl Shut {
    fn sdk(self) -> sdk::InternetGatewayBlockMode {
        match self {
            Self::Off => sdk::InternetGatewayBlockMode::Off,
            Self::Ingress => sdk::InternetGatewayBlockMode::BlockIngress,
            Self::Bidirectional => sdk::InternetGatewayBlockMode::BlockBidirectional,
        }
    }
}

/// What VPC Block Public Access leaves alone (`ec2.bpa_exclusions`).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Exclusion {
    /// The VPC's or the subnet's id.
    of: String,
    /// Else it lets out alone.
    both_ways: bool,
    created: Timestamp,
    /// When it takes effect.
    complete: Timestamp,
    /// When somebody deleted it; it is listed all the same.
    deleted: Option<Timestamp>,
}

impl Exclusion {
    fn is_in_effect(&self, now: Timestamp) -> bool {
        self.complete <= now && self.deleted.is_none()
    }

    fn to_sdk(&self, id: &str, world: &World, call: &Call) -> sdk::VpcBlockPublicAccessExclusion {
        let state = match self.deleted {
            Some(_) => sdk::VpcBlockPublicAccessExclusionState::DeleteComplete,
            None if self.is_in_effect(call.now) => sdk::VpcBlockPublicAccessExclusionState::CreateComplete,
            None => sdk::VpcBlockPublicAccessExclusionState::CreateInProgress,
        };
        let mode = if self.both_ways {
            sdk::InternetGatewayExclusionMode::AllowBidirectional
        } else {
            sdk::InternetGatewayExclusionMode::AllowEgress
        };
        let sort = if self.of.starts_with("vpc-") { "vpc" } else { "subnet" };
        let (region, account) = (&call.region, &world.account_id);
        sdk::VpcBlockPublicAccessExclusion::builder()
            .exclusion_id(id)
            .resource_arn(format!("arn:aws:ec2:{region}:{account}:{sort}/{}", self.of))
            .internet_gateway_exclusion_mode(mode)
            .state(state)
            .creation_timestamp(sdk_time(self.created))
            .set_deletion_timestamp(self.deleted.map(sdk_time))
            .build()
    }
}

impl Ec2 {
    /// Whether what stands in a subnet can be reached from the internet, if it has a public address.
    pub fn is_reached(&self, subnet: &str, now: Timestamp) -> bool {
        self.has_route(subnet) && (self.shut == Shut::Off || self.is_excluded(subnet, true, now))
    }

    /// Whether what stands in a subnet can reach the internet, if it has a public address.
    pub fn leads_out(&self, subnet: &str, now: Timestamp) -> bool {
        let both_ways = self.shut == Shut::Ingress;
        self.has_route(subnet) && (self.shut == Shut::Off || self.is_excluded(subnet, both_ways, now))
    }

    fn has_route(&self, subnet: &str) -> bool {
        self.subnets.get(subnet).is_some_and(|subnet| subnet.own_table.is_none())
    }

    /// Whether an exclusion is in effect for a subnet or its VPC: one for both ways, or any. One that lets out alone
    /// counts only where both ways are shut.
    fn is_excluded(&self, subnet: &str, both_ways: bool, now: Timestamp) -> bool {
        let vpc = self.subnets.get(subnet).map(|subnet| subnet.vpc.as_str());
        self.exclusions.values().any(|one| {
            let of_it = one.of == subnet || Some(one.of.as_str()) == vpc;
            of_it && one.is_in_effect(now) && (one.both_ways || !both_ways)
        })
    }
}

pub(super) fn create_vpc_block_public_access_exclusion(
    world: &mut World,
    call: &Call,
    input: &CreateVpcBlockPublicAccessExclusionInput,
) -> Result<CreateVpcBlockPublicAccessExclusionOutput, Refusal> {
    let mode = input.internet_gateway_exclusion_mode().map(sdk::InternetGatewayExclusionMode::as_str);
    let both_ways = match required(mode, "internetGatewayExclusionMode")? {
        "allow-bidirectional" => true,
        "allow-egress" => false,
        mode => {
            let text = format!("Invalid value '{mode}' for InternetGatewayExclusionMode.");
            return Err(Refusal::new("InvalidParameterValue", text));
        }
    };
    let ec2 = &world.region(&call.region).ec2;
    let of = match (input.vpc_id(), input.subnet_id()) {
        (Some(vpc), None) if ec2.vpcs.contains_key(vpc) => vpc,
        (Some(vpc), None) => {
            let text = format!("The vpc ID '{vpc}' does not exist");
            return Err(Refusal::new("InvalidVpcID.NotFound", text));
        }
        (None, Some(subnet)) => ec2.subnet(subnet).map(|_| subnet)?,
        _ => {
            let text = "Exactly one of VpcId and SubnetId must be given.";
            return Err(Refusal::new("InvalidParameterCombination", text));
        }
    };
    dry_run(input.dry_run())?;
    let id = world.fresh_id("vpcbpa-exclude");
    let complete = call.now + world.dice(&format!("{id}/complete"), 2.0, 20.0);
    let exclusion = Exclusion { of: of.to_owned(), both_ways, created: call.now, complete, deleted: None };
    let shown = exclusion.to_sdk(&id, world, call);
    world.region_mut(&call.region).ec2.exclusions.insert(id, exclusion);
    let output = CreateVpcBlockPublicAccessExclusionOutput::builder();
    Ok(output.vpc_block_public_access_exclusion(shown).build())
}

pub(super) fn delete_vpc_block_public_access_exclusion(
    world: &mut World,
    call: &Call,
    input: &DeleteVpcBlockPublicAccessExclusionInput,
) -> Result<DeleteVpcBlockPublicAccessExclusionOutput, Refusal> {
    let id = required(input.exclusion_id(), "exclusionId")?;
    let exclusions = &mut world.region_mut(&call.region).ec2.exclusions;
    let Some(exclusion) = exclusions.get_mut(id) else {
        let text = format!("The exclusion ID '{id}' does not exist");
        return Err(Refusal::new("InvalidVpcBlockPublicAccessExclusionId.NotFound", text));
    };
    dry_run(input.dry_run())?;
    exclusion.deleted = exclusion.deleted.or(Some(call.now));
    let shown = exclusion.clone().to_sdk(id, world, call);
    let output = DeleteVpcBlockPublicAccessExclusionOutput::builder();
    Ok(output.vpc_block_public_access_exclusion(shown).build())
}

pub(super) fn describe_vpc_block_public_access_exclusions(
    world: &World,
    call: &Call,
    input: &DescribeVpcBlockPublicAccessExclusionsInput,
) -> Result<DescribeVpcBlockPublicAccessExclusionsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let all = &world.region(&call.region).ec2.exclusions;
    let shown = all.iter().map(|(id, exclusion)| exclusion.to_sdk(id, world, call)).collect();
    let (shown, next) = page(shown, input.max_results(), input.next_token())?;
    let output = DescribeVpcBlockPublicAccessExclusionsOutput::builder();
    Ok(output.set_vpc_block_public_access_exclusions(Some(shown)).set_next_token(next).build())
}

pub(super) fn modify_subnet_attribute(
    world: &mut World,
    call: &Call,
    input: &ModifySubnetAttributeInput,
) -> Result<ModifySubnetAttributeOutput, Refusal> {
    let id = required(input.subnet_id(), "subnetId")?;
    let ec2 = &mut world.region_mut(&call.region).ec2;
    ec2.subnet(id)?;
    let maps = input.map_public_ip_on_launch().and_then(sdk::AttributeBooleanValue::value);
    if let (Some(maps), Some(subnet)) = (maps, ec2.subnets.get_mut(id)) {
        subnet.maps_public_ip = maps;
    }
    Ok(ModifySubnetAttributeOutput::builder().build())
}

pub(super) fn describe_vpc_block_public_access_options(
    world: &World,
    call: &Call,
    input: &DescribeVpcBlockPublicAccessOptionsInput,
) -> Result<DescribeVpcBlockPublicAccessOptionsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let output = DescribeVpcBlockPublicAccessOptionsOutput::builder();
    Ok(output.vpc_block_public_access_options(options(world, call)).build())
}

pub(super) fn modify_vpc_block_public_access_options(
    world: &mut World,
    call: &Call,
    input: &ModifyVpcBlockPublicAccessOptionsInput,
) -> Result<ModifyVpcBlockPublicAccessOptionsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let asked = input.internet_gateway_block_mode().map(sdk::InternetGatewayBlockMode::as_str);
    let asked = required(asked, "internetGatewayBlockMode")?;
    let all = [Shut::Off, Shut::Ingress, Shut::Bidirectional];
    let shut = all.into_iter().find(|shut| shut.sdk().as_str() == asked).ok_or_else(|| {
        let text = format!("Invalid value '{asked}' for InternetGatewayBlockMode.");
        Refusal::new("InvalidParameterValue", text)
    })?;
    world.region_mut(&call.region).ec2.shut = shut;
    let output = ModifyVpcBlockPublicAccessOptionsOutput::builder();
    Ok(output.vpc_block_public_access_options(options(world, call)).build())
}

fn options(world: &World, call: &Call) -> sdk::VpcBlockPublicAccessOptions {
    let shut = world.region(&call.region).ec2.shut;
    let state = match shut {
        Shut::Off => sdk::VpcBlockPublicAccessState::DefaultState,
        Shut::Ingress | Shut::Bidirectional => sdk::VpcBlockPublicAccessState::UpdateComplete,
    };
    sdk::VpcBlockPublicAccessOptions::builder()
        .aws_account_id(&world.account_id)
        .aws_region(&call.region)
        .state(state)
        .internet_gateway_block_mode(shut.sdk())
        .build()
}
