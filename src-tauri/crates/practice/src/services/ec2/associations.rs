//! The instance profile of an instance that already exists: what mends one that was started without it.

use aws_sdk_ec2::operation::associate_iam_instance_profile::{
    AssociateIamInstanceProfileInput, AssociateIamInstanceProfileOutput,
};
use aws_sdk_ec2::operation::describe_iam_instance_profile_associations::{
    DescribeIamInstanceProfileAssociationsInput, DescribeIamInstanceProfileAssociationsOutput,
};
use aws_sdk_ec2::operation::disassociate_iam_instance_profile::{
    DisassociateIamInstanceProfileInput, DisassociateIamInstanceProfileOutput,
};
use aws_sdk_ec2::types as sdk;

use super::Tags;
use super::instances::{State, found};
use super::launch::known_profile;
use super::list::{Filters, page, required};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

fn association(instance: &str, arn: &str) -> sdk::IamInstanceProfileAssociation {
    sdk::IamInstanceProfileAssociation::builder()
        .association_id(instance.replacen("i-", "iip-assoc-", 1))
        .instance_id(instance)
        .iam_instance_profile(sdk::IamInstanceProfile::builder().arn(arn).build())
        .state(sdk::IamInstanceProfileAssociationState::Associated)
        .build()
}

pub(super) fn associate_iam_instance_profile(
    world: &mut World,
    call: &Call,
    input: &AssociateIamInstanceProfileInput,
) -> Result<AssociateIamInstanceProfileOutput, Refusal> {
    let id = required(input.instance_id(), "InstanceId")?;
    let asked = input.iam_instance_profile().ok_or_else(|| {
        Refusal::new("MissingParameter", "The request must contain the parameter IamInstanceProfile")
    })?;
    let arn = known_profile(world, call, asked)?;
    let one = found(&world.region(&call.region).ec2, id, call.now)?;
    if !matches!(one.state(call.now), State::Pending | State::Running) {
        let text = format!(
            "The instance '{id}' is not in the 'pending', 'running', 'stopping' or 'stopped' states."
        );
        return Err(Refusal::new("IncorrectInstanceState", text));
    }
    if one.profile.is_some() {
        let text = format!("There is an existing association for instance {id}");
        return Err(Refusal::new("IncorrectState", text));
    }
    let answer = association(id, &arn);
    let one = world.region_mut(&call.region).ec2.instances.get_mut(id).expect("it was found above");
    one.profile = Some(arn);
    Ok(AssociateIamInstanceProfileOutput::builder().iam_instance_profile_association(answer).build())
}

pub(super) fn disassociate_iam_instance_profile(
    world: &mut World,
    call: &Call,
    input: &DisassociateIamInstanceProfileInput,
) -> Result<DisassociateIamInstanceProfileOutput, Refusal> {
    let asked = required(input.association_id(), "AssociationId")?;
    let instances = &mut world.region_mut(&call.region).ec2.instances;
    let worn = instances.iter_mut().find_map(|(id, one)| {
        let answer = association(id, one.profile.as_deref()?);
        (answer.association_id() == Some(asked)).then_some((one, answer))
    });
    let (one, answer) = worn.ok_or_else(|| {
        let text = format!("An invalid association-id of '{asked}' was given");
        Refusal::new("InvalidAssociationID.NotFound", text)
    })?;
    one.profile = None;
    Ok(DisassociateIamInstanceProfileOutput::builder().iam_instance_profile_association(answer).build())
}

pub(super) fn describe_iam_instance_profile_associations(
    world: &World,
    call: &Call,
    input: &DescribeIamInstanceProfileAssociationsInput,
) -> Result<DescribeIamInstanceProfileAssociationsOutput, Refusal> {
    let filters = Filters::read(input.filters(), &["instance-id", "state"])?;
    let ids = input.association_ids();
    let instances = world.region(&call.region).ec2.instances.iter();
    let live = instances.filter(|(_, one)| matches!(one.state(call.now), State::Pending | State::Running));
    let shown = live.filter_map(|(id, one)| one.profile.as_ref().map(|arn| association(id, arn)));
    let shown = shown.filter(|one| {
        (ids.is_empty() || ids.iter().any(|id| one.association_id() == Some(id)))
            && filters.admit(&Tags::new(), |filter| match filter {
                "instance-id" => one.instance_id().map(str::to_owned).into_iter().collect(),
                _ => vec!["associated".to_owned()],
            })
    });
    let (shown, next) = page(shown.collect(), input.max_results(), input.next_token())?;
    let output = DescribeIamInstanceProfileAssociationsOutput::builder();
    Ok(output.set_iam_instance_profile_associations(Some(shown)).set_next_token(next).build())
}
