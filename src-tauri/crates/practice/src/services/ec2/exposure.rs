//! What lets machines and the internet reach each other, beyond security groups (`ec2.public_ip`).

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
use serde::{Deserialize, Serialize};

use super::Ec2;
use super::list::{dry_run, required};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

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

impl Ec2 {
    /// Whether internet gateways let anything through.
    pub fn is_open(&self) -> bool {
        self.shut == Shut::Off
    }

    /// Whether what stands in a subnet can reach the internet, if it has a public address.
    pub fn leads_out(&self, subnet: &str) -> bool {
        self.is_open() && self.subnets.get(subnet).is_some_and(|subnet| subnet.own_table.is_none())
    }
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
