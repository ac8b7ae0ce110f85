//! What an account says of itself: whose key this is, which regions are on, and what the key may do. It only reads.

use std::collections::BTreeSet;

use aws_sdk_iam::types::{ContextEntry, ContextKeyTypeEnum, PolicyEvaluationDecisionType};
use futures::{StreamExt, TryStreamExt, stream};
use naru_engine::Failure;
use serde_json::Value;

use crate::policy;
use crate::reader::Reader;
use crate::refusal::failing;

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

    /// The ARN by which IAM knows its policies. A role's path isn't in a session's ARN, so one with a path is missed.
    pub fn principal(&self) -> String {
        if self.arn.contains(":assumed-role/") {
            return format!("arn:aws:iam::{}:role/{}", self.account, self.name());
        }
        self.arn.clone()
    }
}

/// Whose credentials these are. Everybody may ask that.
pub async fn caller(aws: &Reader) -> Result<Caller, Failure> {
    let doing = "find out whose key this is";
    let answer = aws.sts.get_caller_identity().send().await.map_err(failing(doing))?;
    match (answer.account(), answer.arn()) {
        (Some(account), Some(arn)) => Ok(Caller { account: account.to_owned(), arn: arn.to_owned() }),
        // What isn't AWS may answer anything.
        _ => Err(Failure::new(naru_engine::Class::Rejected, doing, "the answer names no account")
            .code("naru.no_aws_answer")),
    }
}

/// The account's alias; `None` where it has none, and where it may not be read.
pub async fn alias(aws: &Reader) -> Option<String> {
    let answer = aws.iam.list_account_aliases().send().await.ok()?;
    answer.account_aliases().first().cloned()
}

/// Whether a region is on in this account. Asked in a region that always is.
pub async fn is_on(aws: &Reader, region: &str) -> Result<bool, Failure> {
    let doing = "look up whether the region is on";
    let answer = aws.ec2.describe_regions().all_regions(true).region_names(region).send().await;
    let answer = answer.map_err(failing(doing))?;
    Ok(answer.regions().iter().all(|region| region.opt_in_status() != Some("not-opted-in")))
}

/// Whether the account has Elastic Load Balancing's own role (`iam.slr`); `None` where that may not be read.
pub async fn has_elb_role(aws: &Reader) -> Option<bool> {
    match aws.iam.get_role().role_name(ELB_ROLE).send().await.map_err(failing("look up the role")) {
        Ok(_) => Some(true),
        Err(refused) if refused.is(&["NoSuchEntity"]) => Some(false),
        Err(_) => None,
    }
}

/// How many actions the policy asks for.
pub fn actions_wanted() -> usize {
    policy::permissions().len()
}

/// The actions of our policy that `principal` may not do, by a simulation of IAM's within the policy's own bounds
/// (`iam.simulate`).
pub async fn missing(aws: &Reader, principal: &str) -> Result<Vec<String>, Failure> {
    let questions = questions(&policy::policy(), &aws.region, &aws.account);
    let answers = stream::iter(questions.into_iter().enumerate().map(|(at, question)| async move {
        simulate(aws, principal, &question).await.map(|allowed| (at, question, allowed))
    }))
    .buffer_unordered(SIDE_BY_SIDE);
    let mut answers: Vec<_> = answers.try_collect().await?;
    answers.sort_by_key(|(at, ..)| *at);
    // A statement names several resources because its actions are about different ones: one of them is enough.
    let mut statements: Vec<(usize, BTreeSet<String>, BTreeSet<String>)> = Vec::new();
    for (_, question, allowed) in answers {
        match statements.last_mut() {
            Some((statement, _, all)) if *statement == question.statement => all.extend(allowed),
            _ => statements.push((question.statement, question.actions.into_iter().collect(), allowed)),
        }
    }
    let missing: BTreeSet<_> = statements
        .into_iter()
        .flat_map(|(_, asked, allowed)| asked.into_iter().filter(move |action| !allowed.contains(action)))
        .collect();
    Ok(missing.into_iter().collect())
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
        let context = context(&statement["Condition"]);
        for resource in texts(&statement["Resource"]) {
            let resource = (resource != "*").then(|| sample(&resource, region, account));
            questions.push(Question {
                statement: at,
                actions: actions.clone(),
                resource,
                context: context.clone(),
            });
        }
    }
    questions
}

/// A condition on presence is met by any value; one on equality by the value that it names, and one over a set by any
/// that it lists.
fn context(condition: &Value) -> Vec<Given> {
    let Some(operators) = condition.as_object() else { return Vec::new() };
    let mut context = Vec::new();
    for (operator, keys) in operators {
        for (key, value) in keys.as_object().into_iter().flatten() {
            let values = if operator == "Null" { vec![SAMPLE.to_owned()] } else { texts(value) };
            context.push(Given { key: key.clone(), values, many: operator.starts_with("ForA") });
        }
    }
    context
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

async fn simulate(aws: &Reader, principal: &str, question: &Question) -> Result<BTreeSet<String>, Failure> {
    let context = question.context.iter().map(|given| {
        let entry = ContextEntry::builder().context_key_name(&given.key);
        let kind = if given.many { ContextKeyTypeEnum::StringList } else { ContextKeyTypeEnum::String };
        entry.set_context_key_values(Some(given.values.clone())).context_key_type(kind).build()
    });
    let answer = aws
        .iam
        .simulate_principal_policy()
        .policy_source_arn(principal)
        .set_action_names(Some(question.actions.clone()))
        .set_resource_arns(question.resource.clone().map(|resource| vec![resource]))
        .set_context_entries(Some(context.collect()).filter(|entries: &Vec<_>| !entries.is_empty()))
        .max_items(1000)
        .send()
        .await
        .map_err(failing("find out what the key may do"))?;
    Ok(answer
        .evaluation_results()
        .iter()
        .filter(|result| *result.eval_decision() == PolicyEvaluationDecisionType::Allowed)
        .map(|result| result.eval_action_name().to_owned())
        .collect())
}

#[cfg(test)]
mod tests {
    use aws_sdk_sts::config::Builder;
    use naru_engine::Cloud;
    use naru_practice::Who;
    use serde_json::json;

    use super::*;
    use crate::cloud::Aws;
    use crate::drive::{Drive, REGION};

    fn caller_of(arn: &str) -> Caller {
        Caller { account: "123456789012".into(), arn: arn.into() }
    }

    #[test]
    fn a_caller_is_called_by_the_users_or_the_roles_name() {
        for (arn, name, principal) in [
            ("arn:aws:iam::123456789012:user/hana", "hana", "arn:aws:iam::123456789012:user/hana"),
            ("arn:aws:iam::123456789012:user/a/b/hana", "hana", "arn:aws:iam::123456789012:user/a/b/hana"),
            ("arn:aws:sts::123456789012:assumed-role/Lab/hana", "Lab", "arn:aws:iam::123456789012:role/Lab"),
        ] {
            assert_eq!((caller_of(arn).name(), caller_of(arn).principal().as_str()), (name, principal));
            assert!(!caller_of(arn).is_root());
        }
        assert!(caller_of("arn:aws:iam::123456789012:root").is_root());
    }

    fn given(key: &str, value: &str) -> Given {
        Given { key: key.to_owned(), values: vec![value.to_owned()], many: false }
    }

    #[test]
    fn a_simulation_stays_within_the_statements_bounds() {
        let policy = json!({ "Statement": [{
            "Action": ["iam:PassRole"],
            "Resource": "arn:aws:iam::*:role/naru/*",
            "Condition": { "StringEquals": { "iam:PassedToService": "ec2.amazonaws.com" } },
        }, {
            "Action": ["ec2:TerminateInstances"],
            "Resource": "*",
            "Condition": { "Null": { "aws:ResourceTag/naru:deployment": "false" } },
        }, { "Action": ["ssm:PutParameter"], "Resource": ["arn:aws:ssm:*:*:parameter/naru/*"] }] });
        let questions = questions(&policy, "r", "1");
        assert_eq!(questions[0].resource.as_deref(), Some("arn:aws:iam::1:role/naru/naru-check"));
        assert_eq!(questions[0].context, [given("iam:PassedToService", "ec2.amazonaws.com")]);
        assert_eq!(questions[1].resource, None);
        assert_eq!(questions[1].context, [given("aws:ResourceTag/naru:deployment", "naru-check")]);
        assert_eq!(questions[2].resource.as_deref(), Some("arn:aws:ssm:r:1:parameter/naru/naru-check"));
    }

    #[tokio::test(start_paused = true)]
    async fn iam_simulate() {
        let drive = Drive::new();
        let (aws, reader) = (drive.aws(), drive.reader());
        let caller = caller(&reader).await.expect("the administrator's key is good");
        assert_eq!(missing(&reader, &caller.principal()).await, Ok(Vec::new()));

        let narrow = json!({ "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Action": ["ec2:*", "iam:*", "sts:*"], "Resource": "*" }
        ] });
        let who = Who::User { name: "narrow".into(), policy: narrow.to_string() };
        let config = Builder::from(&drive.practice.sdk_config_as(REGION, &who));
        let sts = aws_sdk_sts::Client::from_conf(config.interceptor(drive.practice.interceptor()).build());
        let caller = super::caller(&Aws { sts, ..aws }.reader()).await.expect("the user's key is good");
        let missing = missing(&reader, &caller.principal()).await.expect("the administrator may simulate");
        assert!(missing.iter().any(|action| action == "s3:CreateBucket"), "{missing:?}");
        assert!(missing.iter().all(|action| !action.starts_with("ec2:") && !action.starts_with("iam:")));
    }

    #[tokio::test(start_paused = true)]
    async fn our_own_policy_is_enough() {
        let drive = Drive::new();
        let reader = drive.reader();
        let who = Who::User { name: "ours".into(), policy: policy::policy().to_string() };
        drive.practice.credentials(&who);
        let arn = format!("arn:aws:iam::{}:user/ours", drive.practice.account_id());
        let missing = missing(&reader, &arn).await.expect("the administrator may simulate");
        assert_eq!(missing, Vec::<String>::new());
    }

    #[tokio::test(start_paused = true)]
    async fn every_region_of_the_practice_account_is_on() {
        assert_eq!(is_on(&Drive::new().reader(), "eu-west-1").await, Ok(true));
    }
}
