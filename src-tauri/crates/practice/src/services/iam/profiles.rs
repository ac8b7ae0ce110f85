//! Instance profiles: the envelope in which an instance gets its role.

use std::collections::BTreeMap;

use aws_sdk_iam::operation::add_role_to_instance_profile::{
    AddRoleToInstanceProfileInput, AddRoleToInstanceProfileOutput,
};
use aws_sdk_iam::operation::create_instance_profile::{
    CreateInstanceProfileInput, CreateInstanceProfileOutput,
};
use aws_sdk_iam::operation::delete_instance_profile::{
    DeleteInstanceProfileInput, DeleteInstanceProfileOutput,
};
use aws_sdk_iam::operation::get_instance_profile::{GetInstanceProfileInput, GetInstanceProfileOutput};
use aws_sdk_iam::operation::list_instance_profiles::{ListInstanceProfilesInput, ListInstanceProfilesOutput};
use aws_sdk_iam::operation::remove_role_from_instance_profile::{
    RemoveRoleFromInstanceProfileInput, RemoveRoleFromInstanceProfileOutput,
};
use aws_sdk_iam::types as sdk;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::roles::{checked_name, read_tags, sdk_tags};
use super::{Iam, conflict, missing, page};
use crate::access::Given;
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

/// An instance profile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Profile {
    id: String,
    pub arn: String,
    path: String,
    created_at: Timestamp,
    /// When EC2 knows of it (`iam.propagation`).
    pub known_at: Timestamp,
    pub role: Option<String>,
    /// When EC2 knows of its role, where one was put in (`iam.profile_without_role`).
    #[serde(default)]
    role_known_at: Option<Timestamp>,
    tags: BTreeMap<String, String>,
}

impl Profile {
    /// Its role, if it has one that EC2 knows of.
    pub fn role_known_to_ec2(&self, now: Timestamp) -> Option<&str> {
        let is_known = self.role_known_at.is_none_or(|known_at| now >= known_at);
        self.role.as_deref().filter(|_| is_known)
    }
}

fn no_profile(name: &str) -> Refusal {
    missing(format!("Instance Profile {name} cannot be found."))
}

impl Iam {
    fn profile(&self, name: &str) -> Result<&Profile, Refusal> {
        self.profiles.get(name).ok_or_else(|| no_profile(name))
    }

    fn profile_mut(&mut self, name: &str) -> Result<&mut Profile, Refusal> {
        self.profiles.get_mut(name).ok_or_else(|| no_profile(name))
    }

    fn sdk_profile(&self, name: &str, profile: &Profile) -> Result<sdk::InstanceProfile, Refusal> {
        let role = profile.role.as_ref().and_then(|name| self.roles.get_key_value(name));
        let roles = role.map(|(name, role)| role.sdk(name)).transpose()?;
        Ok(sdk::InstanceProfile::builder()
            .instance_profile_name(name)
            .instance_profile_id(&profile.id)
            .arn(&profile.arn)
            .path(&profile.path)
            .create_date(sdk_time(profile.created_at))
            .set_roles(Some(roles.into_iter().collect()))
            .set_tags(Some(sdk_tags(&profile.tags)?))
            .build()?)
    }
}

pub(super) fn create_instance_profile(
    world: &mut World,
    call: &Call,
    input: &CreateInstanceProfileInput,
) -> Result<CreateInstanceProfileOutput, Refusal> {
    let name = checked_name(input.instance_profile_name(), "instanceProfileName")?;
    if world.iam.profiles.contains_key(name) {
        let text = format!("Instance Profile {name} already exists.");
        return Err(Refusal::new("EntityAlreadyExists", text).with_status(409));
    }
    let path = input.path().unwrap_or("/").to_owned();
    let profile = Profile {
        id: world.fresh_capital_id("AIPA"),
        arn: world.arn("iam", "", &format!("instance-profile{path}{name}")),
        path,
        created_at: call.now,
        known_at: call.now + world.dice(&format!("profile/{name}"), 2.0, 6.0),
        role: None,
        role_known_at: None,
        tags: read_tags(input.tags())?,
    };
    let answer = world.iam.sdk_profile(name, &profile)?;
    world.iam.profiles.insert(name.to_owned(), profile);
    Ok(CreateInstanceProfileOutput::builder().instance_profile(answer).build())
}

pub(super) fn get_instance_profile(
    world: &World,
    _: &Call,
    input: &GetInstanceProfileInput,
) -> Result<GetInstanceProfileOutput, Refusal> {
    let name = input.instance_profile_name().unwrap_or_default();
    let profile = world.iam.sdk_profile(name, world.iam.profile(name)?)?;
    Ok(GetInstanceProfileOutput::builder().instance_profile(profile).build())
}

pub(super) fn list_instance_profiles(
    world: &World,
    _: &Call,
    input: &ListInstanceProfilesInput,
) -> Result<ListInstanceProfilesOutput, Refusal> {
    let prefix = input.path_prefix().unwrap_or("/");
    let found = world.iam.profiles.iter().filter(|(_, profile)| profile.path.starts_with(prefix));
    let mut found: Vec<_> =
        found.map(|(name, profile)| world.iam.sdk_profile(name, profile)).collect::<Result<_, _>>()?;
    // The list gives no tags; `ListInstanceProfileTags` does.
    for profile in &mut found {
        profile.tags = None;
    }
    let (found, marker) = page(found, input.max_items(), input.marker())?;
    let output = ListInstanceProfilesOutput::builder().set_instance_profiles(Some(found));
    Ok(output.is_truncated(marker.is_some()).set_marker(marker).build()?)
}

pub(super) fn delete_instance_profile(
    world: &mut World,
    _: &Call,
    input: &DeleteInstanceProfileInput,
) -> Result<DeleteInstanceProfileOutput, Refusal> {
    let name = input.instance_profile_name().unwrap_or_default();
    if world.iam.profile(name)?.role.is_some() {
        return Err(conflict("Cannot delete entity, must remove roles from instance profile first."));
    }
    world.iam.profiles.remove(name);
    Ok(DeleteInstanceProfileOutput::builder().build())
}

pub(super) fn add_role_to_instance_profile(
    world: &mut World,
    call: &Call,
    input: &AddRoleToInstanceProfileInput,
) -> Result<AddRoleToInstanceProfileOutput, Refusal> {
    let name = input.instance_profile_name().unwrap_or_default();
    let role = input.role_name().unwrap_or_default();
    let role_arn = world.iam.role(role)?.arn.clone();
    let given = Given::default().with("iam:PassedToService", "ec2.amazonaws.com");
    call.require_given(world, "iam:PassRole", &role_arn, &given)?;
    let known_at = call.now + world.dice(&format!("profile/{name}/role"), 8.0, 10.0);
    let profile = world.iam.profile_mut(name)?;
    if profile.role.is_some() {
        let text = "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1";
        return Err(Refusal::new("LimitExceeded", text).with_status(409));
    }
    profile.role = Some(role.to_owned());
    profile.role_known_at = Some(known_at);
    Ok(AddRoleToInstanceProfileOutput::builder().build())
}

pub(super) fn remove_role_from_instance_profile(
    world: &mut World,
    _: &Call,
    input: &RemoveRoleFromInstanceProfileInput,
) -> Result<RemoveRoleFromInstanceProfileOutput, Refusal> {
    let role = input.role_name().unwrap_or_default();
    let profile = world.iam.profile_mut(input.instance_profile_name().unwrap_or_default())?;
    if profile.role.as_deref() != Some(role) {
        return Err(missing(format!("The role with name {role} cannot be found.")));
    }
    profile.role = None;
    Ok(RemoveRoleFromInstanceProfileOutput::builder().build())
}
