//! Roles, those linked to a service included.

use std::collections::BTreeMap;
use std::convert::identity;

use aws_sdk_iam::operation::create_role::{CreateRoleInput, CreateRoleOutput};
use aws_sdk_iam::operation::create_service_linked_role::{
    CreateServiceLinkedRoleInput, CreateServiceLinkedRoleOutput,
};
use aws_sdk_iam::operation::delete_role::{DeleteRoleInput, DeleteRoleOutput};
use aws_sdk_iam::operation::get_role::{GetRoleInput, GetRoleOutput};
use aws_sdk_iam::operation::list_role_tags::{ListRoleTagsInput, ListRoleTagsOutput};
use aws_sdk_iam::operation::list_roles::{ListRolesInput, ListRolesOutput};
use aws_sdk_iam::types as sdk;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::policies::{PolicyKind, policy_document_problem};
use super::{Iam, conflict, managed, missing, page};
use crate::access::Given;
use crate::dispatch::{Call, Refusal};
use crate::world::{ACCOUNT, World, sdk_time};

/// A role with its trust, its policies and its tags.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Role {
    pub id: String,
    pub arn: String,
    path: String,
    trust: String,
    description: Option<String>,
    created_at: Timestamp,
    pub tags: BTreeMap<String, String>,
    /// Inline policy documents by name.
    pub inline: BTreeMap<String, String>,
    /// The ARNs of the policies attached to it.
    pub attached: Vec<String>,
    /// The ARN of the policy that says what it may do at most.
    #[serde(default)]
    pub boundary: Option<String>,
}

impl Role {
    /// A role that somebody else made.
    pub fn foreign(path: &str, name: &str, created_at: Timestamp) -> Self {
        let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"backup.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
        Self {
            id: "AROAPRACTICEOLDBLOG00".to_owned(),
            arn: format!("arn:aws:iam::{ACCOUNT}:role{path}{name}"),
            path: path.to_owned(),
            trust: trust.to_owned(),
            description: None,
            created_at,
            tags: BTreeMap::new(),
            inline: BTreeMap::new(),
            attached: Vec::new(),
            boundary: None,
        }
    }

    pub fn sdk(&self, name: &str) -> Result<sdk::Role, Refusal> {
        Ok(sdk::Role::builder()
            .role_name(name)
            .role_id(&self.id)
            .arn(&self.arn)
            .path(&self.path)
            .create_date(sdk_time(self.created_at))
            .assume_role_policy_document(url_encoded(&self.trust))
            .set_description(self.description.clone())
            .max_session_duration(3600)
            .set_permissions_boundary(self.boundary.as_ref().map(|arn| {
                sdk::AttachedPermissionsBoundary::builder()
                    .permissions_boundary_arn(arn)
                    .permissions_boundary_type(sdk::PermissionsBoundaryAttachmentType::Policy)
                    .build()
            }))
            .set_tags(Some(sdk_tags(&self.tags)?))
            .build()?)
    }
}

/// A document as IAM returns it: URL-encoded.
pub(super) fn url_encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("writing to a string can't fail");
        }
        encoded
    })
}

pub(super) fn sdk_tags(tags: &BTreeMap<String, String>) -> Result<Vec<sdk::Tag>, Refusal> {
    tags.iter().map(|(key, value)| Ok(sdk::Tag::builder().key(key).value(value).build()?)).collect()
}

pub(super) fn read_tags(tags: &[sdk::Tag]) -> Result<BTreeMap<String, String>, Refusal> {
    for tag in tags {
        if tag.key().to_lowercase().starts_with("aws:") {
            let text = "Tag keys beginning with aws: are reserved for AWS use.";
            return Err(Refusal::new("InvalidInput", text));
        }
    }
    Ok(tags.iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect())
}

pub(super) fn checked_name<'a>(name: Option<&'a str>, field: &str) -> Result<&'a str, Refusal> {
    let name = name.unwrap_or_default();
    let fits = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    if name.is_empty() || name.len() > 64 || !name.chars().all(fits) {
        let text = format!(
            "1 validation error detected: Value '{name}' at '{field}' failed to satisfy constraint: Member must \
             satisfy regular expression pattern: [\\w+=,.@-]+ and have length less than or equal to 64"
        );
        return Err(Refusal::new("ValidationError", text));
    }
    Ok(name)
}

impl Iam {
    pub fn role(&self, name: &str) -> Result<&Role, Refusal> {
        self.roles.get(name).ok_or_else(|| no_role(name))
    }

    pub fn role_mut(&mut self, name: &str) -> Result<&mut Role, Refusal> {
        self.roles.get_mut(name).ok_or_else(|| no_role(name))
    }
}

/// What the account calls a role where it keeps since when all of AWS knows it.
fn role_key(name: &str) -> String {
    format!("role/{name}")
}

/// A role that is there and that all of IAM knows (`fresh.unknown`), or `NoSuchEntity`.
pub(super) fn known_role<'a>(world: &'a mut World, call: &Call, name: &str) -> Result<&'a mut Role, Refusal> {
    if world.is_known(&role_key(name), call.now) { world.iam.role_mut(name) } else { Err(no_role(name)) }
}

/// What conditions ask of a call about a role: by what it is bounded, or is to be (`iam.permissions_boundary`).
pub(super) fn bounded(boundary: Option<&str>) -> Given {
    Given::default().with_or_without("iam:PermissionsBoundary", boundary)
}

/// Lets a call about a role that is there go on only where its caller may do that to this very role. `given` is what
/// conditions ask for besides.
pub(super) fn require_of_role(
    world: &World,
    call: &Call,
    action: &str,
    name: &str,
    given: impl FnOnce(Given) -> Given,
) -> Result<(), Refusal> {
    let Ok(role) = world.iam.role(name) else { return Ok(()) };
    call.require_given(world, action, &role.arn, &given(bounded(role.boundary.as_deref())))
}

fn no_role(name: &str) -> Refusal {
    missing(format!("The role with name {name} cannot be found."))
}

fn check_trust(document: &str) -> Result<(), Refusal> {
    match policy_document_problem(document, PolicyKind::Trust) {
        None => Ok(()),
        Some(problem) => Err(Refusal::new("MalformedPolicyDocument", problem)),
    }
}

pub(super) fn create_role(
    world: &mut World,
    call: &Call,
    input: &CreateRoleInput,
) -> Result<CreateRoleOutput, Refusal> {
    let name = checked_name(input.role_name(), "roleName")?;
    let trust = input.assume_role_policy_document().unwrap_or_default();
    check_trust(trust)?;
    let tags = read_tags(input.tags())?;
    let path = input.path().unwrap_or("/").to_owned();
    let arn = world.arn("iam", "", &format!("role{path}{name}"));
    let boundary = input.permissions_boundary();
    call.require_given(world, "iam:CreateRole", &arn, &bounded(boundary))?;
    if let Some(boundary) = boundary {
        managed::check_boundary(world, boundary)?;
    }
    if world.iam.roles.contains_key(name) {
        let text = format!("Role with name {name} already exists.");
        return Err(Refusal::new("EntityAlreadyExists", text).with_status(409));
    }
    let role = Role {
        id: world.fresh_capital_id("AROA"),
        arn,
        path,
        trust: trust.to_owned(),
        description: input.description().map(str::to_owned),
        created_at: call.now,
        tags,
        inline: BTreeMap::new(),
        attached: Vec::new(),
        boundary: boundary.map(str::to_owned),
    };
    let answer = role.sdk(name)?;
    world.iam.roles.insert(name.to_owned(), role);
    world.made(&role_key(name), call.now);
    Ok(CreateRoleOutput::builder().role(answer).build())
}

pub(super) fn get_role(world: &World, call: &Call, input: &GetRoleInput) -> Result<GetRoleOutput, Refusal> {
    let name = input.role_name().unwrap_or_default();
    require_of_role(world, call, "iam:GetRole", name, identity)?;
    Ok(GetRoleOutput::builder().role(world.iam.role(name)?.sdk(name)?).build())
}

pub(super) fn list_roles(
    world: &World,
    _: &Call,
    input: &ListRolesInput,
) -> Result<ListRolesOutput, Refusal> {
    let prefix = input.path_prefix().unwrap_or("/");
    let found = world.iam.roles.iter().filter(|(_, role)| role.path.starts_with(prefix));
    let mut found: Vec<_> = found.map(|(name, role)| role.sdk(name)).collect::<Result<_, _>>()?;
    // The list gives no tags, which `ListRoleTags` does, and no boundaries.
    for role in &mut found {
        role.tags = None;
        role.permissions_boundary = None;
    }
    let (found, marker) = page(found, input.max_items(), input.marker())?;
    let output = ListRolesOutput::builder().set_roles(Some(found)).is_truncated(marker.is_some());
    Ok(output.set_marker(marker).build()?)
}

pub(super) fn delete_role(
    world: &mut World,
    call: &Call,
    input: &DeleteRoleInput,
) -> Result<DeleteRoleOutput, Refusal> {
    let name = input.role_name().unwrap_or_default();
    require_of_role(world, call, "iam:DeleteRole", name, identity)?;
    let role = world.iam.role(name)?;
    if world.iam.profiles.values().any(|profile| profile.role.as_deref() == Some(name)) {
        return Err(conflict("Cannot delete entity, must remove roles from instance profile first."));
    }
    if !role.inline.is_empty() {
        return Err(conflict("Cannot delete entity, must delete policies first."));
    }
    if !role.attached.is_empty() {
        return Err(conflict("Cannot delete entity, must detach all policies first."));
    }
    world.iam.roles.remove(name);
    Ok(DeleteRoleOutput::builder().build())
}

pub(super) fn list_role_tags(
    world: &World,
    _: &Call,
    input: &ListRoleTagsInput,
) -> Result<ListRoleTagsOutput, Refusal> {
    let role = world.iam.role(input.role_name().unwrap_or_default())?;
    let (tags, marker) = page(sdk_tags(&role.tags)?, input.max_items(), input.marker())?;
    let output = ListRoleTagsOutput::builder().set_tags(Some(tags)).is_truncated(marker.is_some());
    Ok(output.set_marker(marker).build()?)
}

/// The name that a service gives the role linked to it.
fn linked_name(service: &str) -> Option<&'static str> {
    Some(match service {
        "elasticloadbalancing.amazonaws.com" => "AWSServiceRoleForElasticLoadBalancing",
        "autoscaling.amazonaws.com" => "AWSServiceRoleForAutoScaling",
        "ssm.amazonaws.com" => "AWSServiceRoleForAmazonSSM",
        _ => return None,
    })
}

fn make_linked(world: &mut World, service: &str, name: &str, now: Timestamp) {
    let trust = serde_json::json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": { "Service": service }, "Action": "sts:AssumeRole" }] });
    let path = format!("/aws-service-role/{service}/");
    let role = Role {
        id: world.fresh_capital_id("AROA"),
        arn: world.arn("iam", "", &format!("role{path}{name}")),
        path,
        trust: trust.to_string(),
        description: None,
        created_at: now,
        tags: BTreeMap::new(),
        inline: BTreeMap::new(),
        attached: Vec::new(),
        boundary: None,
    };
    world.iam.roles.insert(name.to_owned(), role);
}

/// Makes the role that a service needs the first time it is used, as the caller (`iam.slr`).
pub(crate) fn require_service_linked_role(
    world: &mut World,
    call: &Call,
    service: &str,
) -> Result<(), Refusal> {
    let Some(name) = linked_name(service) else { return Ok(()) };
    if world.iam.roles.contains_key(name) {
        return Ok(());
    }
    let arn = world.arn("iam", "", &format!("role/aws-service-role/{service}/{name}"));
    call.require(world, "iam:CreateServiceLinkedRole", &arn)?;
    make_linked(world, service, name, call.now);
    Ok(())
}

pub(super) fn create_service_linked_role(
    world: &mut World,
    call: &Call,
    input: &CreateServiceLinkedRoleInput,
) -> Result<CreateServiceLinkedRoleOutput, Refusal> {
    let service = input.aws_service_name().unwrap_or_default();
    let name = linked_name(service)
        .ok_or_else(|| Refusal::new("InvalidInput", format!("Service role name {service} is not valid")))?;
    if world.iam.roles.contains_key(name) {
        let text = format!(
            "Service role name {name} has been taken in this account, please try a different suffix."
        );
        return Err(Refusal::new("InvalidInput", text));
    }
    make_linked(world, service, name, call.now);
    let role = world.iam.role(name)?.sdk(name)?;
    Ok(CreateServiceLinkedRoleOutput::builder().role(role).build())
}
