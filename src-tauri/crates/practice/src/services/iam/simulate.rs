//! `SimulatePrincipalPolicy`: what somebody could do, without doing it (`iam.simulate`).

use aws_sdk_iam::operation::simulate_principal_policy::{
    SimulatePrincipalPolicyInput, SimulatePrincipalPolicyOutput,
};
use aws_sdk_iam::types::{
    EvaluationResult, OrganizationsDecisionDetail, PermissionsBoundaryDecisionDetail,
    PolicyEvaluationDecisionType,
};

use super::{missing, page};
use crate::access::{Bearing, By, Decision, Given, Owner, Verdict};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// How many results an answer holds, whatever `MaxItems` asks for (`iam.simulate_truncates`).
const AT_ONCE: i32 = 12;

/// Whose ARN it is. A role's has its path in it; the ARN of a session, which hasn't, is nobody's.
fn entity(world: &World, arn: &str) -> Result<Owner, Refusal> {
    let owner = if arn.contains(":user/") {
        let found = world.iam.users.iter().find(|(_, user)| user.arn == arn);
        found.map(|(name, _)| Owner::User(name.clone()))
    } else if arn.contains(":role/") {
        let found = world.iam.roles.iter().find(|(_, role)| role.arn == arn);
        found.map(|(name, _)| Owner::Role(name.clone()))
    } else {
        return Err(Refusal::new(
            "InvalidInput",
            format!("Invalid Entity Arn: {arn} does not clearly define entity type and name."),
        ));
    };
    owner.ok_or_else(|| missing(format!("The entity with ARN {arn} cannot be found.")))
}

pub(super) fn simulate_principal_policy(
    world: &World,
    _: &Call,
    input: &SimulatePrincipalPolicyInput,
) -> Result<SimulatePrincipalPolicyOutput, Refusal> {
    let bearing = world.bearing(&entity(world, input.policy_source_arn().unwrap_or_default())?);
    let everything = ["*".to_owned()];
    let resources = if input.resource_arns().is_empty() { &everything[..] } else { input.resource_arns() };
    let entries = input.context_entries().iter();
    let given = Given::all(entries.filter_map(|entry| {
        Some((entry.context_key_name()?.to_owned(), entry.context_key_values().to_vec()))
    }));
    let mut results = Vec::new();
    for action in input.action_names() {
        if !action.contains(':') {
            return Err(Refusal::new("InvalidInput", format!("Invalid Action Name {action}")));
        }
        for resource in resources {
            results.push(result(&bearing, action, resource, &given)?);
        }
    }
    let size = input.max_items().unwrap_or(AT_ONCE).min(AT_ONCE);
    let (results, marker) = page(results, Some(size), input.marker())?;
    let output = SimulatePrincipalPolicyOutput::builder().set_evaluation_results(Some(results));
    Ok(output.is_truncated(marker.is_some()).set_marker(marker).build())
}

fn result(
    bearing: &Bearing,
    action: &str,
    resource: &str,
    given: &Given,
) -> Result<EvaluationResult, Refusal> {
    let decision = match bearing.judge(action, resource, given) {
        Verdict::Allowed => PolicyEvaluationDecisionType::Allowed,
        Verdict::Denied(_, Decision::ExplicitDeny) => PolicyEvaluationDecisionType::ExplicitDeny,
        Verdict::Denied(..) => PolicyEvaluationDecisionType::ImplicitDeny,
    };
    let mut result = EvaluationResult::builder().eval_action_name(action).eval_resource_name(resource);
    // What an account's organisation and a boundary make of it is told only where there are such.
    for (by, decision) in bearing.decisions(action, resource, given) {
        let Some(decision) = decision else { continue };
        let allowed = decision == Decision::Allowed;
        result = match by {
            By::Identity => result,
            By::Organisation => result.organizations_decision_detail(
                OrganizationsDecisionDetail::builder().allowed_by_organizations(allowed).build(),
            ),
            By::Boundary => result.permissions_boundary_decision_detail(
                PermissionsBoundaryDecisionDetail::builder().allowed_by_permissions_boundary(allowed).build(),
            ),
        };
    }
    Ok(result.eval_decision(decision).build()?)
}
