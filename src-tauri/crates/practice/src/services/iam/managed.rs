//! The account's own managed policies, and the boundaries of users and roles, which are such policies.

use std::convert::identity;

use aws_sdk_iam::operation::create_policy::{CreatePolicyInput, CreatePolicyOutput};
use aws_sdk_iam::operation::delete_role_permissions_boundary::{
    DeleteRolePermissionsBoundaryInput, DeleteRolePermissionsBoundaryOutput,
};
use aws_sdk_iam::operation::get_policy::{GetPolicyInput, GetPolicyOutput};
use aws_sdk_iam::operation::put_role_permissions_boundary::{
    PutRolePermissionsBoundaryInput, PutRolePermissionsBoundaryOutput,
};
use aws_sdk_iam::operation::put_user_permissions_boundary::{
    PutUserPermissionsBoundaryInput, PutUserPermissionsBoundaryOutput,
};
use aws_sdk_iam::types as sdk;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{missing, policies, roles};
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

/// The most that IAM takes of a managed policy's document, without white space.
const MOST: usize = 6144;

/// A managed policy of the account's own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ManagedPolicy {
    id: String,
    name: String,
    path: String,
    pub document: String,
    created_at: Timestamp,
}

impl ManagedPolicy {
    fn sdk(&self, arn: &str) -> sdk::Policy {
        sdk::Policy::builder()
            .policy_name(&self.name)
            .policy_id(&self.id)
            .arn(arn)
            .path(&self.path)
            .default_version_id("v1")
            .is_attachable(true)
            .create_date(sdk_time(self.created_at))
            .build()
    }
}

pub(super) fn create_policy(
    world: &mut World,
    call: &Call,
    input: &CreatePolicyInput,
) -> Result<CreatePolicyOutput, Refusal> {
    let name = input.policy_name().unwrap_or_default();
    let document = input.policy_document().unwrap_or_default();
    policies::check(document)?;
    if document.chars().filter(|letter| !letter.is_whitespace()).count() > MOST {
        let text = format!("Cannot exceed quota for PolicySize: {MOST}");
        return Err(Refusal::new("LimitExceeded", text).with_status(409));
    }
    let path = input.path().unwrap_or("/");
    let arn = world.arn("iam", "", &format!("policy{path}{name}"));
    if world.iam.policies.contains_key(&arn) {
        let text = format!("A policy called {name} already exists. Duplicate names are not allowed.");
        return Err(Refusal::new("EntityAlreadyExists", text).with_status(409));
    }
    let policy = ManagedPolicy {
        id: world.fresh_capital_id("ANPA"),
        name: name.to_owned(),
        path: path.to_owned(),
        document: document.to_owned(),
        created_at: call.now,
    };
    let answer = policy.sdk(&arn);
    world.iam.policies.insert(arn, policy);
    Ok(CreatePolicyOutput::builder().policy(answer).build())
}

pub(super) fn get_policy(
    world: &World,
    _: &Call,
    input: &GetPolicyInput,
) -> Result<GetPolicyOutput, Refusal> {
    let arn = input.policy_arn().unwrap_or_default();
    let policy = world.iam.policies.get(arn);
    let policy = policy.ok_or_else(|| missing(format!("Policy {arn} was not found.")))?;
    Ok(GetPolicyOutput::builder().policy(policy.sdk(arn)).build())
}

/// A boundary has to be a policy that is there.
pub(super) fn check_boundary(world: &World, arn: &str) -> Result<(), Refusal> {
    match world.iam.document_of(arn) {
        Some(_) => Ok(()),
        None => Err(missing(format!("Scope ARN: {arn} does not exist or is not attachable."))),
    }
}

pub(super) fn put_user_permissions_boundary(
    world: &mut World,
    _: &Call,
    input: &PutUserPermissionsBoundaryInput,
) -> Result<PutUserPermissionsBoundaryOutput, Refusal> {
    let (name, arn) =
        (input.user_name().unwrap_or_default(), input.permissions_boundary().unwrap_or_default());
    check_boundary(world, arn)?;
    let user = world.iam.users.get_mut(name);
    let user = user.ok_or_else(|| missing(format!("The user with name {name} cannot be found.")))?;
    user.boundary = Some(arn.to_owned());
    Ok(PutUserPermissionsBoundaryOutput::builder().build())
}

pub(super) fn put_role_permissions_boundary(
    world: &mut World,
    call: &Call,
    input: &PutRolePermissionsBoundaryInput,
) -> Result<PutRolePermissionsBoundaryOutput, Refusal> {
    let (name, arn) =
        (input.role_name().unwrap_or_default(), input.permissions_boundary().unwrap_or_default());
    // What counts is the boundary that it is to have.
    let action = "iam:PutRolePermissionsBoundary";
    roles::require_of_role(world, call, action, name, |_| roles::bounded(Some(arn)))?;
    check_boundary(world, arn)?;
    world.iam.role_mut(name)?.boundary = Some(arn.to_owned());
    Ok(PutRolePermissionsBoundaryOutput::builder().build())
}

pub(super) fn delete_role_permissions_boundary(
    world: &mut World,
    call: &Call,
    input: &DeleteRolePermissionsBoundaryInput,
) -> Result<DeleteRolePermissionsBoundaryOutput, Refusal> {
    let name = input.role_name().unwrap_or_default();
    roles::require_of_role(world, call, "iam:DeleteRolePermissionsBoundary", name, identity)?;
    let role = world.iam.role_mut(name)?;
    if role.boundary.take().is_none() {
        return Err(missing(format!("Role with name {name} does not have a permissions boundary.")));
    }
    Ok(DeleteRolePermissionsBoundaryOutput::builder().build())
}
