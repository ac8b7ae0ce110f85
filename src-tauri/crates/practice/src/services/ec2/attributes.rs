//! The attributes of an instance that can be looked at and changed one by one.

use aws_sdk_ec2::operation::describe_instance_attribute::{
    DescribeInstanceAttributeInput, DescribeInstanceAttributeOutput,
};
use aws_sdk_ec2::operation::modify_instance_attribute::{
    ModifyInstanceAttributeInput, ModifyInstanceAttributeOutput,
};
use aws_sdk_ec2::types as sdk;

use super::instances::{Protection, found};
use super::interfaces::identifiers;
use super::list::{dry_run, required};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

pub(super) fn describe_instance_attribute(
    world: &World,
    call: &Call,
    input: &DescribeInstanceAttributeInput,
) -> Result<DescribeInstanceAttributeOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let id = required(input.instance_id(), "InstanceId")?;
    let one = found(ec2, id, call.now)?;
    let flag = |value| sdk::AttributeBooleanValue::builder().value(value).build();
    let text = |value: &str| sdk::AttributeValue::builder().value(value).build();
    let output = DescribeInstanceAttributeOutput::builder().instance_id(id);
    Ok(match input.attribute() {
        Some(sdk::InstanceAttributeName::DisableApiTermination) => {
            output.disable_api_termination(flag(one.protection == Protection::On))
        }
        Some(sdk::InstanceAttributeName::UserData) => {
            let value = sdk::AttributeValue::builder().set_value(one.user_data.clone()).build();
            output.user_data(value)
        }
        Some(sdk::InstanceAttributeName::InstanceType) => output.instance_type(text(&one.machine)),
        Some(sdk::InstanceAttributeName::GroupSet) => output.set_groups(Some(identifiers(ec2, &one.groups))),
        Some(sdk::InstanceAttributeName::RootDeviceName) => output.root_device_name(text("/dev/sda1")),
        other => {
            let text = format!("The practice account has no instance attribute {other:?}");
            return Err(Refusal::new("InvalidParameterValue", text));
        }
    }
    .build())
}

pub(super) fn modify_instance_attribute(
    world: &mut World,
    call: &Call,
    input: &ModifyInstanceAttributeInput,
) -> Result<ModifyInstanceAttributeOutput, Refusal> {
    let id = required(input.instance_id(), "InstanceId")?;
    let ec2 = &mut world.region_mut(&call.region).ec2;
    found(ec2, id, call.now)?;
    for group in input.groups() {
        ec2.group(group)?;
    }
    dry_run(input.dry_run())?;
    let one = ec2.instances.get_mut(id).expect("it was found above");
    let mut known = false;
    if let Some(flag) = input.disable_api_termination() {
        one.protection = Protection::from_flag(flag.value());
        known = true;
    }
    if !input.groups().is_empty() {
        one.groups = input.groups().to_vec();
        if let Some(interface) = ec2.interfaces.get_mut(&one.interface) {
            interface.groups = input.groups().to_vec();
        }
        known = true;
    }
    if !known {
        let text = "The practice account changes termination protection and groups alone";
        return Err(Refusal::new("InvalidParameterCombination", text));
    }
    Ok(ModifyInstanceAttributeOutput::builder().build())
}
