//! `SimulatePrincipalPolicy`: what somebody could do, without doing it (`iam.simulate`).

use aws_sdk_iam::operation::simulate_principal_policy::{
    SimulatePrincipalPolicyInput, SimulatePrincipalPolicyOutput,
};
use aws_sdk_iam::types::{EvaluationResult, PolicyEvaluationDecisionType};

use super::{missing, page, policies};
use crate::access::{Decision, Given, decide};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

pub(super) fn simulate_principal_policy(
    world: &World,
    _: &Call,
    input: &SimulatePrincipalPolicyInput,
) -> Result<SimulatePrincipalPolicyOutput, Refusal> {
    let arn = input.policy_source_arn().unwrap_or_default();
    let name = arn.rsplit('/').next().unwrap_or_default();
    let policies = if arn.contains(":user/") {
        world.iam.users.get(name).map(|_| world.iam.policies_of_user(name))
    } else if arn.contains(":role/") {
        world.iam.roles.get(name).map(|role| {
            let attached = role.attached.iter().filter_map(|arn| policies::document_of(arn));
            role.inline.values().cloned().chain(attached).collect()
        })
    } else {
        return Err(Refusal::new(
            "InvalidInput",
            format!("Invalid Entity Arn: {arn} does not clearly define entity type and name."),
        ));
    };
    let policies = policies.ok_or_else(|| missing(format!("The entity with ARN {arn} cannot be found.")))?;
    let everything = ["*".to_owned()];
    let resources = if input.resource_arns().is_empty() { &everything[..] } else { input.resource_arns() };
    let entries = input.context_entries().iter();
    let given: Given = entries
        .filter_map(|entry| {
            Some((entry.context_key_name()?.to_lowercase(), entry.context_key_values().to_vec()))
        })
        .collect();
    let mut results = Vec::new();
    for action in input.action_names() {
        if !action.contains(':') {
            return Err(Refusal::new("InvalidInput", format!("Invalid Action Name {action}")));
        }
        for resource in resources {
            let decision = match decide(&policies, action, resource, Some(&given)) {
                Decision::Allowed => PolicyEvaluationDecisionType::Allowed,
                Decision::ImplicitDeny => PolicyEvaluationDecisionType::ImplicitDeny,
                Decision::ExplicitDeny => PolicyEvaluationDecisionType::ExplicitDeny,
            };
            let result = EvaluationResult::builder().eval_action_name(action).eval_resource_name(resource);
            results.push(result.eval_decision(decision).build()?);
        }
    }
    let (results, marker) = page(results, input.max_items(), input.marker())?;
    let output = SimulatePrincipalPolicyOutput::builder().set_evaluation_results(Some(results));
    Ok(output.is_truncated(marker.is_some()).set_marker(marker).build())
}
