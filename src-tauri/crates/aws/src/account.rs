//! What an account says of itself: whose key this is, which regions are on, and what the key may do. It only reads.

mod credits;
mod quotas;

use std::collections::BTreeMap;

use aws_sdk_iam::types::{ContextEntry, ContextKeyTypeEnum, EvaluationResult, PolicyEvaluationDecisionType};
use futures::{StreamExt, TryStreamExt, stream};
use naru_engine::{Class, Failure};
use serde_json::Value;

pub use self::credits::{AccountPlan, plan, reward_for_an_instance};
pub use self::quotas::{load_balancers_left, vcpus_left};
use crate::policy::{self, server};
use crate::reader::Reader;
use crate::refusal::{Group, failing};

/// The role that Elastic Load Balancing needs, once an account (`iam.slr`).
const ELB_ROLE: &str = "AWSServiceRoleForElasticLoadBalancing";

/// How many simulations run side by side: IAM takes few calls a second.
const SIDE_BY_SIDE: usize = 4;

/// What stands in a pattern's place where a simulation needs one name.
const SAMPLE: &str = "naru-check";

/// The one whose credentials are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The account's number, 12 digits.
    pub account: String,
    /// The ARN: a user's, a role session's, or the root user's.
    pub arn: String,
}

impl Caller {
    /// Whether it is the account's root user, whom no policy limits.
    pub fn is_root(&self) -> bool {
        self.arn.ends_with(":root")
    }

    /// The user's or the role's name, without path and session.
    pub fn name(&self) -> &str {
        let resource = self.arn.rsplit(':').next().unwrap_or_default();
        let mut parts = resource.split('/');
        match parts.next() {
            Some("assumed-role") => parts.next().unwrap_or(resource),
            _ => resource.rsplit('/').next().unwrap_or(resource),
        }
    }
}

/// By what IAM knows whose policies they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// A user's or a role's ARN.
    pub arn: String,
    /// Whether AWS said so. Else it is a role that may not be read, taken to stand below no path, and IAM finds none
    /// where it does stand below one.
    pub sure: bool,
}

/// The caller's ARN for IAM. A session's has its role's name and not its path (that of IAM Identity Center's is
/// `/aws-reserved/sso.amazonaws.com/…`), so the role is looked up (`iam.role_path`).
pub async fn principal(aws: &Reader, caller: &Caller) -> Result<Principal, Failure> {
    if !caller.arn.contains(":assumed-role/") {
        return Ok(Principal { arn: caller.arn.clone(), sure: true });
    }
    let answer =
        aws.iam.get_role().role_name(caller.name()).send().await.map_err(failing("look up the role"));
    match answer.map(|answer| answer.role.map(|role| role.arn)) {
        Ok(Some(arn)) => Ok(Principal { arn, sure: true }),
        Err(failure) if matches!(failure.class, Class::Expired | Class::Transient) => Err(failure),
        _ => {
            let arn = format!("arn:aws:iam::{}:role/{}", caller.account, caller.name());
            Ok(Principal { arn, sure: false })
        }
    }
}

/// Whose credentials these are. Everybody may ask that.
pub async fn caller(aws: &Reader) -> Result<Caller, Failure> {
    let doing = "find out whose key this is";
    let answer = aws.sts.get_caller_identity().send().await.map_err(failing(doing))?;
    match (answer.account(), answer.arn()) {
        (Some(account), Some(arn)) => Ok(Caller { account: account.to_owned(), arn: arn.to_owned() }),
        // What isn't AWS may answer anything.
        _ => {
            Err(Failure::new(Class::Rejected, doing, "the answer names no account")
                .code("naru.no_aws_answer"))
        }
    }
}

/// The account's alias; `None` where it has none, and where it may not be read.
pub async fn alias(aws: &Reader) -> Option<String> {
    let answer = aws.iam.list_account_aliases().send().await.ok()?;
    answer.account_aliases().first().cloned()
}

/// The regions that are on in this account.
pub async fn regions(aws: &Reader) -> Result<Vec<String>, Failure> {
    let answer = aws.ec2.describe_regions().send().await.map_err(failing("list the regions"))?;
    Ok(answer.regions().iter().filter_map(|region| region.region_name().map(str::to_owned)).collect())
}

/// Whether the account has Elastic Load Balancing's own role (`iam.slr`); `None` where that may not be read.
pub async fn has_elb_role(aws: &Reader) -> Option<bool> {
    match aws.iam.get_role().role_name(ELB_ROLE).send().await.map_err(failing("look up the role")) {
        Ok(_) => Some(true),
        Err(refused) if refused.is(&["NoSuchEntity"]) => Some(false),
        Err(_) => None,
    }
}

/// Whether a server's role can't be made because the policy that bounds servers isn't there: the key makes none without
/// (`iam.permissions_boundary`).
pub async fn lacks_server_policy(aws: &Reader, principal: &str) -> Result<bool, Failure> {
    let unbounded = Question {
        statement: 0,
        actions: vec!["iam:CreateRole".to_owned()],
        resource: Some(sample("arn:aws:iam::*:role/naru/*", &aws.region, &aws.account)),
        context: Vec::new(),
    };
    if simulate(aws, principal, &unbounded).await?.is_empty() {
        return Ok(false);
    }
    let policy = aws.iam.get_policy().policy_arn(server::arn(&aws.account)).send().await;
    match policy.map_err(failing("look up the policy that bounds servers")) {
        Ok(_) => Ok(false),
        Err(refused) if refused.is(&["NoSuchEntity"]) => Ok(true),
        Err(refused) => Err(refused),
    }
}

/// How many actions the policy asks for.
pub fn actions_wanted() -> usize {
    policy::permissions().len()
}

/// An action that somebody may not do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// Such as `ec2:RunInstances`.
    pub action: String,
    /// Who denies it.
    pub by: Denier,
}

/// Who denies an action, as far as a simulation knows (`denied.source`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Denier {
    /// No policy of the caller's allows it.
    Nobody,
    /// A policy of the caller's forbids it.
    Policy,
    /// The caller's permissions boundary.
    Boundary,
    /// A service control policy of the account's organisation.
    Organisation,
}

impl Denier {
    /// What the user is told of it: the same as when a call is denied so.
    pub fn group(self) -> Group {
        match self {
            Self::Nobody => Group::Denied,
            Self::Policy => Group::DeniedExplicitly,
            Self::Boundary => Group::DeniedByBoundary,
            Self::Organisation => Group::DeniedByOrganisation,
        }
    }

    /// Who denies what came of a simulation; `None` where it is allowed.
    fn of(result: &EvaluationResult) -> Option<Self> {
        let decision = result.eval_decision();
        let organisation = result.organizations_decision_detail();
        let boundary = result.permissions_boundary_decision_detail();
        if *decision == PolicyEvaluationDecisionType::Allowed {
            None
        } else if organisation.is_some_and(|detail| !detail.allowed_by_organizations()) {
            Some(Self::Organisation)
        } else if boundary.is_some_and(|detail| !detail.allowed_by_permissions_boundary()) {
            Some(Self::Boundary)
        } else if *decision == PolicyEvaluationDecisionType::ExplicitDeny {
            Some(Self::Policy)
        } else {
            Some(Self::Nobody)
        }
    }
}

/// The actions of our policy that `principal` may not do, by a simulation of IAM's within the policy's own bounds
/// (`iam.simulate`), sorted by action.
pub async fn missing(aws: &Reader, principal: &str) -> Result<Vec<Missing>, Failure> {
    let questions = questions(&policy::policy(), &aws.region, &aws.account);
    let answers = stream::iter(questions.into_iter().enumerate().map(|(at, question)| async move {
        simulate(aws, principal, &question).await.map(|denied| (at, question, denied))
    }))
    .buffer_unordered(SIDE_BY_SIDE);
    let mut answers: Vec<_> = answers.try_collect().await?;
    answers.sort_by_key(|(at, ..)| *at);
    // A statement names several resources because its actions are about different ones: one of them is enough.
    let mut statements: Vec<(usize, BTreeMap<String, Denier>)> = Vec::new();
    for (_, question, denied) in answers {
        match statements.last_mut() {
            Some((statement, so_far)) if *statement == question.statement => {
                so_far.retain(|action, _| denied.contains_key(action));
            }
            _ => statements.push((question.statement, denied)),
        }
    }
    let missing: BTreeMap<_, _> = statements.into_iter().flat_map(|(_, denied)| denied).collect();
    Ok(missing.into_iter().map(|(action, by)| Missing { action, by }).collect())
}

/// A simulation: actions of one statement on one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Question {
    statement: usize,
    actions: Vec<String>,
    /// `None` where a statement is about any.
    resource: Option<String>,
    /// Keys of the statement's conditions, each with a value that meets it.
    context: Vec<Given>,
}

/// What a question gives for a key of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Given {
    key: String,
    values: Vec<String>,
    /// What a condition over a set of values asks for, whatever their number.
    many: bool,
}

/// The texts of what a policy says as one or as a list.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn questions(policy: &Value, region: &str, account: &str) -> Vec<Question> {
    let statements = policy["Statement"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut questions = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        let actions = texts(&statement["Action"]);
        let context = context(&statement["Condition"], region, account);
        for resource in texts(&statement["Resource"]) {
            for resource in samples(&resource, region, account) {
                questions.push(Question {
                    statement: at,
                    actions: actions.clone(),
                    resource,
                    context: context.clone(),
                });
            }
        }
    }
    questions
}

/// A condition on presence is met by any value; one on equality by the value that it names, one on a pattern by one that
/// it matches, and one over a set by any that it lists.
fn context(condition: &Value, region: &str, account: &str) -> Vec<Given> {
    let Some(operators) = condition.as_object() else { return Vec::new() };
    let mut context = Vec::new();
    for (operator, keys) in operators {
        for (key, value) in keys.as_object().into_iter().flatten() {
            let values = match operator.as_str() {
                "Null" => vec![SAMPLE.to_owned()],
                "ArnLike" => texts(value).iter().map(|pattern| sample(pattern, region, account)).collect(),
                _ => texts(value),
            };
            context.push(Given { key: key.clone(), values, many: operator.starts_with("ForA") });
        }
    }
    context
}

/// What Elastic Load Balancing has below one name of a load balancer's, as its ARNs tell them apart.
const BALANCED: [&str; 3] = ["loadbalancer/app", "listener/app", "listener-rule/app"];

/// ARNs that a pattern matches, one of each sort of thing; `None` for any.
fn samples(pattern: &str, region: &str, account: &str) -> Vec<Option<String>> {
    match pattern.split_once(":*/app/") {
        _ if pattern == "*" => vec![None],
        Some((before, name)) => {
            let each = BALANCED.map(|sort| format!("{before}:{sort}/{name}"));
            each.iter().map(|pattern| Some(sample(pattern, region, account))).collect()
        }
        None => vec![Some(sample(pattern, region, account))],
    }
}

/// One ARN that a pattern matches.
fn sample(pattern: &str, region: &str, account: &str) -> String {
    let fields = pattern.splitn(6, ':').enumerate().map(|(at, field)| match (at, field) {
        (3, "*") => region.to_owned(),
        (4, "*") => account.to_owned(),
        _ => field.replace('*', SAMPLE),
    });
    fields.collect::<Vec<_>>().join(":")
}

/// What is denied of a question's actions. The answer comes in pages, however much is asked for at once
/// (`iam.simulate_truncates`); an action that none of them names counts as denied.
async fn simulate(
    aws: &Reader,
    principal: &str,
    question: &Question,
) -> Result<BTreeMap<String, Denier>, Failure> {
    let context = question.context.iter().map(|given| {
        let entry = ContextEntry::builder().context_key_name(&given.key);
        let kind = if given.many { ContextKeyTypeEnum::StringList } else { ContextKeyTypeEnum::String };
        entry.set_context_key_values(Some(given.values.clone())).context_key_type(kind).build()
    });
    let asked = aws
        .iam
        .simulate_principal_policy()
        .policy_source_arn(principal)
        .set_action_names(Some(question.actions.clone()))
        .set_resource_arns(question.resource.clone().map(|resource| vec![resource]))
        .set_context_entries(Some(context.collect()).filter(|entries: &Vec<_>| !entries.is_empty()))
        .max_items(1000);
    let mut denied: BTreeMap<_, _> =
        question.actions.iter().map(|action| (action.clone(), Denier::Nobody)).collect();
    let mut pages = asked.into_paginator().send();
    while let Some(page) = pages.next().await {
        for result in page.map_err(failing("find out what the key may do"))?.evaluation_results() {
            match Denier::of(result) {
                Some(by) => denied.insert(result.eval_action_name().to_owned(), by),
                None => denied.remove(result.eval_action_name()),
            };
        }
    }
    Ok(denied)
}

#[cfg(test)]
mod tests;
