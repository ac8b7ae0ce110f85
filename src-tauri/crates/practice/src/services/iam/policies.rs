//! Policies: inline, of the account, and AWS's own.

use std::convert::identity;

use aws_sdk_iam::operation::attach_role_policy::{AttachRolePolicyInput, AttachRolePolicyOutput};
use aws_sdk_iam::operation::delete_role_policy::{DeleteRolePolicyInput, DeleteRolePolicyOutput};
use aws_sdk_iam::operation::detach_role_policy::{DetachRolePolicyInput, DetachRolePolicyOutput};
use aws_sdk_iam::operation::get_role_policy::{GetRolePolicyInput, GetRolePolicyOutput};
use aws_sdk_iam::operation::list_attached_role_policies::{
    ListAttachedRolePoliciesInput, ListAttachedRolePoliciesOutput,
};
use aws_sdk_iam::operation::list_role_policies::{ListRolePoliciesInput, ListRolePoliciesOutput};
use aws_sdk_iam::operation::put_role_policy::{PutRolePolicyInput, PutRolePolicyOutput};
use aws_sdk_iam::types as sdk;
use serde_json::Value;

use super::roles::{self, url_encoded};
use super::{Iam, missing, page};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// Policies that AWS itself keeps, with what they allow: enough for what an instance or a deployer is given.
const AWS_POLICIES: &[(&str, &str)] = &[
    (
        "AdministratorAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
    ),
    (
        "PowerUserAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"}]}"#,
    ),
    (
        "ReadOnlyAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["*:Describe*","*:Get*","*:List*"],"Resource":"*"}]}"#,
    ),
    (
        "AmazonEC2FullAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ec2:*","elasticloadbalancing:*"],"Resource":"*"}]}"#,
    ),
    (
        "AmazonS3FullAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#,
    ),
    (
        "CloudFrontFullAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"cloudfront:*","Resource":"*"}]}"#,
    ),
    (
        "AmazonSSMManagedInstanceCore",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ssm:UpdateInstanceInformation","ssmmessages:*","ec2messages:*","ssm:GetParameter","ssm:GetParameters"],"Resource":"*"}]}"#,
    ),
    (
        "CloudWatchAgentServerPolicy",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["cloudwatch:PutMetricData","logs:*"],"Resource":"*"}]}"#,
    ),
];

impl Iam {
    /// The document of a managed policy: one of AWS's, or of the account's own.
    pub fn document_of(&self, arn: &str) -> Option<String> {
        let Some(name) = arn.strip_prefix("arn:aws:iam::aws:policy/") else {
            return self.policies.get(arn).map(|policy| policy.document.clone());
        };
        let known = AWS_POLICIES.iter().find(|(known, _)| *known == name);
        known.map(|(_, document)| (*document).to_owned())
    }
}

/// Which rules a policy document is held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PolicyKind {
    /// Who may take a role: every statement names a principal and no resource.
    Trust,
    /// What its holder may do: every statement names actions and resources, and no principal.
    Identity,
}

/// What is wrong with a policy document; `None` where nothing is (`iam.bad_trust`).
pub(crate) fn policy_document_problem(document: &str, kind: PolicyKind) -> Option<String> {
    let Ok(parsed) = serde_json::from_str::<Value>(document) else {
        return Some("This policy contains invalid Json".to_owned());
    };
    if !matches!(parsed["Version"].as_str(), None | Some("2012-10-17" | "2008-10-17")) {
        return Some("The policy must contain a valid version string".to_owned());
    }
    let statements = match &parsed["Statement"] {
        Value::Array(statements) if !statements.is_empty() => statements.iter().collect(),
        one @ Value::Object(_) => vec![one],
        _ => return Some("Syntax errors in policy.".to_owned()),
    };
    for statement in statements {
        if !matches!(statement["Effect"].as_str(), Some("Allow" | "Deny")) {
            return Some("Syntax errors in policy.".to_owned());
        }
        let has = |key: &str| !statement[key].is_null();
        if !has("Action") && !has("NotAction") {
            return Some("Policy statement must contain actions.".to_owned());
        }
        let named =
            [&statement["Action"], &statement["NotAction"]].into_iter().flat_map(|actions| match actions {
                Value::Array(actions) => actions.iter().collect(),
                one => vec![one],
            });
        if named.filter_map(Value::as_str).any(|action| action != "*" && !action.contains(':')) {
            return Some(
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.".to_owned(),
            );
        }
        match kind {
            PolicyKind::Trust if !has("Principal") => {
                return Some("Missing required field Principal".to_owned());
            }
            PolicyKind::Trust if has("Resource") => return Some("Has prohibited field Resource".to_owned()),
            PolicyKind::Identity if has("Principal") => {
                return Some("Policy document should not specify a principal.".to_owned());
            }
            PolicyKind::Identity if !has("Resource") && !has("NotResource") => {
                return Some("Policy statement must contain resources.".to_owned());
            }
            _ => {}
        }
    }
    None
}

pub(super) fn check(document: &str) -> Result<(), Refusal> {
    match policy_document_problem(document, PolicyKind::Identity) {
        None => Ok(()),
        Some(problem) => Err(Refusal::new("MalformedPolicyDocument", problem)),
    }
}

pub(super) fn put_role_policy(
    world: &mut World,
    call: &Call,
    input: &PutRolePolicyInput,
) -> Result<PutRolePolicyOutput, Refusal> {
    let name = input.policy_name().unwrap_or_default();
    let document = input.policy_document().unwrap_or_default();
    let role_name = input.role_name().unwrap_or_default();
    roles::require_of_role(world, call, "iam:PutRolePolicy", role_name, identity)?;
    let role = roles::known_role(world, call, role_name)?;
    check(document)?;
    let others =
        role.inline.iter().filter(|(other, _)| *other != name).map(|(_, text)| text.len()).sum::<usize>();
    if others + document.len() > 10_240 {
        let text = "Maximum policy size of 10240 bytes exceeded for role";
        return Err(Refusal::new("LimitExceeded", text).with_status(409));
    }
    role.inline.insert(name.to_owned(), document.to_owned());
    Ok(PutRolePolicyOutput::builder().build())
}

fn no_inline(name: &str) -> Refusal {
    missing(format!("The role policy with name {name} cannot be found."))
}

pub(super) fn get_role_policy(
    world: &World,
    _: &Call,
    input: &GetRolePolicyInput,
) -> Result<GetRolePolicyOutput, Refusal> {
    let (role_name, name) = (input.role_name().unwrap_or_default(), input.policy_name().unwrap_or_default());
    let document = world.iam.role(role_name)?.inline.get(name).ok_or_else(|| no_inline(name))?;
    let output = GetRolePolicyOutput::builder().role_name(role_name).policy_name(name);
    Ok(output.policy_document(url_encoded(document)).build()?)
}

pub(super) fn delete_role_policy(
    world: &mut World,
    call: &Call,
    input: &DeleteRolePolicyInput,
) -> Result<DeleteRolePolicyOutput, Refusal> {
    let name = input.policy_name().unwrap_or_default();
    let role_name = input.role_name().unwrap_or_default();
    roles::require_of_role(world, call, "iam:DeleteRolePolicy", role_name, identity)?;
    let role = world.iam.role_mut(role_name)?;
    role.inline.remove(name).ok_or_else(|| no_inline(name))?;
    Ok(DeleteRolePolicyOutput::builder().build())
}

pub(super) fn list_role_policies(
    world: &World,
    _: &Call,
    input: &ListRolePoliciesInput,
) -> Result<ListRolePoliciesOutput, Refusal> {
    let role = world.iam.role(input.role_name().unwrap_or_default())?;
    let (names, marker) = page(role.inline.keys().cloned().collect(), input.max_items(), input.marker())?;
    let output =
        ListRolePoliciesOutput::builder().set_policy_names(Some(names)).is_truncated(marker.is_some());
    Ok(output.set_marker(marker).build()?)
}

pub(super) fn attach_role_policy(
    world: &mut World,
    call: &Call,
    input: &AttachRolePolicyInput,
) -> Result<AttachRolePolicyOutput, Refusal> {
    let arn = input.policy_arn().unwrap_or_default();
    let name = input.role_name().unwrap_or_default();
    roles::require_of_role(world, call, "iam:AttachRolePolicy", name, |given| {
        given.with("iam:PolicyARN", arn)
    })?;
    roles::known_role(world, call, name)?;
    if world.iam.document_of(arn).is_none() {
        return Err(missing(format!("Policy {arn} does not exist or is not attachable.")));
    }
    let role = world.iam.role_mut(name)?;
    if !role.attached.iter().any(|attached| attached == arn) {
        role.attached.push(arn.to_owned());
    }
    Ok(AttachRolePolicyOutput::builder().build())
}

pub(super) fn detach_role_policy(
    world: &mut World,
    call: &Call,
    input: &DetachRolePolicyInput,
) -> Result<DetachRolePolicyOutput, Refusal> {
    let arn = input.policy_arn().unwrap_or_default();
    let name = input.role_name().unwrap_or_default();
    roles::require_of_role(world, call, "iam:DetachRolePolicy", name, |given| {
        given.with("iam:PolicyARN", arn)
    })?;
    let role = world.iam.role_mut(name)?;
    let before = role.attached.len();
    role.attached.retain(|attached| attached != arn);
    if role.attached.len() == before {
        return Err(missing(format!("Policy {arn} was not found.")));
    }
    Ok(DetachRolePolicyOutput::builder().build())
}

/// Attached policies by name and ARN.
fn attached(arns: &[String]) -> Vec<sdk::AttachedPolicy> {
    let name = |arn: &String| arn.rsplit('/').next().unwrap_or_default().to_owned();
    arns.iter()
        .map(|arn| sdk::AttachedPolicy::builder().policy_arn(arn).policy_name(name(arn)).build())
        .collect()
}

pub(super) fn list_attached_role_policies(
    world: &World,
    _: &Call,
    input: &ListAttachedRolePoliciesInput,
) -> Result<ListAttachedRolePoliciesOutput, Refusal> {
    let role = world.iam.role(input.role_name().unwrap_or_default())?;
    let (found, marker) = page(attached(&role.attached), input.max_items(), input.marker())?;
    let output = ListAttachedRolePoliciesOutput::builder().set_attached_policies(Some(found));
    Ok(output.is_truncated(marker.is_some()).set_marker(marker).build())
}
