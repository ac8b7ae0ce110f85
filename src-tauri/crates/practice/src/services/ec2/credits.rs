//! How much CPU a burstable instance may use (`ec2.cpu_credits`): what was asked for, else what its family begins with.

use aws_sdk_ec2::operation::describe_instance_credit_specifications::{
    DescribeInstanceCreditSpecificationsInput, DescribeInstanceCreditSpecificationsOutput,
};
use aws_sdk_ec2::operation::modify_instance_credit_specification::{
    ModifyInstanceCreditSpecificationInput, ModifyInstanceCreditSpecificationOutput,
};
use aws_sdk_ec2::types as sdk;
use serde::{Deserialize, Serialize};

use super::Tags;
use super::instances::{Instance, State, found};
use super::list::{Filters, dry_run, page};
use super::machine_types::{self, MachineType};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// How much CPU an instance may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Credits {
    Standard,
    Unlimited,
}

impl Credits {
    fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Unlimited => "unlimited",
        }
    }

    fn parse(name: &str) -> Result<Self, Refusal> {
        match name {
            "standard" => Ok(Self::Standard),
            "unlimited" => Ok(Self::Unlimited),
            _ => {
                let text = format!(
                    "The specified CpuCredit value '{name}' is invalid. Valid values are standard and unlimited."
                );
                Err(Refusal::new("InvalidCpuCredits", text))
            }
        }
    }
}

/// What a launch asks for.
pub(super) fn asked(
    asked: Option<&sdk::CreditSpecificationRequest>,
    machine: &MachineType,
) -> Result<Option<Credits>, Refusal> {
    let Some(asked) = asked else { return Ok(None) };
    let credits = Credits::parse(asked.cpu_credits().unwrap_or_default())?;
    if !machine.burstable() {
        let text = format!("The instance type '{}' does not support the credit specification.", machine.name);
        return Err(Refusal::new("InvalidParameterCombination", text));
    }
    Ok(Some(credits))
}

/// What an instance has; `None` of a type without credits.
fn of(one: &Instance) -> Option<Credits> {
    machine_types::find(&one.machine).filter(|machine| machine.burstable())?;
    let first = if one.machine.starts_with("t2.") { Credits::Standard } else { Credits::Unlimited };
    Some(one.credits.unwrap_or(first))
}

fn none(id: &str) -> Refusal {
    let text = format!("The instance '{id}' does not support CPU credit specification.");
    Refusal::new("InstanceCreditSpecification.NotSupported", text)
}

pub(super) fn describe_instance_credit_specifications(
    world: &World,
    call: &Call,
    input: &DescribeInstanceCreditSpecificationsInput,
) -> Result<DescribeInstanceCreditSpecificationsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let filters = Filters::read(input.filters(), &["instance-id"])?;
    let ec2 = &world.region(&call.region).ec2;
    let mut shown = Vec::new();
    for id in input.instance_ids() {
        let credits = of(found(ec2, id, call.now)?).ok_or_else(|| none(id))?;
        shown.push((id.clone(), credits));
    }
    if input.instance_ids().is_empty() {
        // Those alone that may cost more.
        let seen = ec2.instances.iter().filter(|(_, one)| one.seen(call.now));
        let unlimited = seen.filter(|(_, one)| of(one) == Some(Credits::Unlimited));
        shown.extend(unlimited.map(|(id, _)| (id.clone(), Credits::Unlimited)));
    }
    let shown = shown.into_iter().filter(|(id, _)| filters.admit(&Tags::new(), |_| vec![id.clone()]));
    let shown = shown.map(|(id, credits)| {
        sdk::InstanceCreditSpecification::builder().instance_id(id).cpu_credits(credits.name()).build()
    });
    let (shown, next) = page(shown.collect(), input.max_results(), input.next_token())?;
    let output = DescribeInstanceCreditSpecificationsOutput::builder();
    Ok(output.set_instance_credit_specifications(Some(shown)).set_next_token(next).build())
}

/// Answers well whatever becomes of each: what could not be changed is listed.
pub(super) fn modify_instance_credit_specification(
    world: &mut World,
    call: &Call,
    input: &ModifyInstanceCreditSpecificationInput,
) -> Result<ModifyInstanceCreditSpecificationOutput, Refusal> {
    dry_run(input.dry_run())?;
    if input.instance_credit_specifications().is_empty() {
        let text = "The request must contain the parameter InstanceCreditSpecification";
        return Err(Refusal::new("MissingParameter", text));
    }
    let mut output = ModifyInstanceCreditSpecificationOutput::builder();
    for one in input.instance_credit_specifications() {
        let credits = Credits::parse(one.cpu_credits().unwrap_or_default())?;
        let id = one.instance_id().unwrap_or_default();
        output = match change(world, call, id, credits) {
            Ok(()) => output.successful_instance_credit_specifications(
                sdk::SuccessfulInstanceCreditSpecificationItem::builder().instance_id(id).build(),
            ),
            Err(refusal) => {
                let error = sdk::UnsuccessfulInstanceCreditSpecificationItemError::builder()
                    .code((&*refusal.code).into())
                    .message(refusal.message);
                output.unsuccessful_instance_credit_specifications(
                    sdk::UnsuccessfulInstanceCreditSpecificationItem::builder()
                        .instance_id(id)
                        .error(error.build())
                        .build(),
                )
            }
        };
    }
    Ok(output.build())
}

fn change(world: &mut World, call: &Call, id: &str, credits: Credits) -> Result<(), Refusal> {
    let one = found(&world.region(&call.region).ec2, id, call.now)?;
    of(one).ok_or_else(|| none(id))?;
    if one.state(call.now) != State::Running {
        let text = format!("The instance '{id}' is not in a state in which its credits can be changed.");
        return Err(Refusal::new("IncorrectInstanceState", text));
    }
    let one = world.region_mut(&call.region).ec2.instances.get_mut(id).expect("it was found above");
    one.credits = Some(credits);
    Ok(())
}
