//! Who may not do what, who denied it, and what a simulation says of it beforehand.

use aws_sdk_iam::types::{
    ContextEntry, OrganizationsDecisionDetail, PermissionsBoundaryDecisionDetail,
    PolicyEvaluationDecisionType,
};
use aws_sdk_sts::error::ProvideErrorMetadata as _;

use crate::testing::{SEOUL, practice, refused};
use crate::{Practice, Who};

const ALL: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
const NO_INSTANCES: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"ec2:RunInstances","Resource":"*"}]}"#;
/// What an organisation that keeps its accounts to one region has.
const SYDNEY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","NotAction":["iam:*","sts:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"ap-southeast-2"}}}]}"#;

fn hana(policy: &str) -> Who {
    Who::User { name: "hana".to_owned(), policy: policy.to_owned() }
}

/// What EC2 says to `who` that asks for the VPCs of a region; nothing where it answers.
async fn told(practice: &Practice, region: &str, who: &Who) -> Option<String> {
    let config = aws_sdk_ec2::config::Builder::from(&practice.sdk_config_as(region, who));
    let ec2 = aws_sdk_ec2::Client::from_conf(config.interceptor(practice.interceptor()).build());
    let error = ec2.describe_vpcs().send().await.err()?.into_service_error();
    assert_eq!(error.code(), Some("UnauthorizedOperation"));
    error.message().map(str::to_owned)
}

/// Makes a managed policy and bounds hana by it.
async fn bound(practice: &Practice, document: &str) {
    practice.credentials(&hana(ALL));
    let iam = practice.iam(SEOUL);
    let made = iam.create_policy().policy_name("most").policy_document(document).send().await;
    let made = made.expect("the policy is right");
    let arn = made.policy().and_then(|policy| policy.arn()).expect("it has an ARN");
    iam.get_policy().policy_arn(arn).send().await.expect("it is there");
    let bind = iam.put_user_permissions_boundary().user_name("hana").permissions_boundary(arn);
    bind.send().await.expect("both are there");
}

#[tokio::test(start_paused = true)]
async fn denied_source_ends_the_text_of_a_denial() {
    let ends = |told: Option<String>, with: &str| {
        let told = told.expect("it is denied");
        assert!(told.ends_with(with), "{told}");
    };
    let nothing =
        hana(r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#);
    let forbidden =
        hana(r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#);
    let account = practice();
    ends(
        told(&account, SEOUL, &nothing).await,
        "because no identity-based policy allows the ec2:DescribeVpcs action",
    );
    ends(told(&account, SEOUL, &forbidden).await, "with an explicit deny in an identity-based policy");

    let account = practice();
    bound(
        &account,
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#,
    )
    .await;
    let bounded = told(&account, SEOUL, &hana(ALL)).await;
    ends(bounded, "because no permissions boundary allows the ec2:DescribeVpcs action");

    let account = practice();
    account.set_conditions(|conditions| conditions.service_control_policies = vec![SYDNEY.to_owned()]);
    for who in [hana(ALL), Who::Root] {
        assert_eq!(told(&account, "ap-southeast-2", &who).await, None);
        ends(told(&account, SEOUL, &who).await, "with an explicit deny in a service control policy");
    }
}

#[tokio::test(start_paused = true)]
async fn denied_source_is_in_a_simulation() {
    let practice = practice();
    bound(&practice, NO_INSTANCES).await;
    practice.set_conditions(|conditions| conditions.service_control_policies = vec![SYDNEY.to_owned()]);
    let arn = format!("arn:aws:iam::{}:user/hana", practice.account_id());
    let entry = ContextEntry::builder().context_key_name("aws:RequestedRegion");
    let asked = practice.iam(SEOUL).simulate_principal_policy().policy_source_arn(arn);
    let asked = asked.action_names("ec2:RunInstances").action_names("ec2:DescribeVpcs");
    let asked = asked.context_entries(entry.context_key_values("ap-southeast-2").build());
    let answer = asked.send().await.expect("the user is there");
    let told: Vec<_> = answer
        .evaluation_results()
        .iter()
        .map(|result| {
            let organisation = result.organizations_decision_detail();
            let boundary = result.permissions_boundary_decision_detail();
            (
                result.eval_decision().clone(),
                organisation.map(OrganizationsDecisionDetail::allowed_by_organizations),
                boundary.map(PermissionsBoundaryDecisionDetail::allowed_by_permissions_boundary),
            )
        })
        .collect();
    let expected = [
        (PolicyEvaluationDecisionType::ExplicitDeny, Some(true), Some(false)),
        (PolicyEvaluationDecisionType::Allowed, Some(true), Some(true)),
    ];
    assert_eq!(told, expected);
}

#[tokio::test(start_paused = true)]
async fn iam_simulate_truncates_below_what_was_asked_for() {
    let practice = practice();
    practice.credentials(&hana(ALL));
    let arn = format!("arn:aws:iam::{}:user/hana", practice.account_id());
    let actions: Vec<_> = (0..30).map(|number| format!("ec2:Action{number}")).collect();
    let asked = practice.iam(SEOUL).simulate_principal_policy().policy_source_arn(arn).max_items(1000);
    let asked = asked.set_action_names(Some(actions));
    let first = asked.clone().send().await.expect("the user is there");
    assert!(first.is_truncated() && first.evaluation_results().len() < 30);
    let all: Result<Vec<_>, _> = asked.into_paginator().items().send().collect().await;
    assert_eq!(all.expect("each page comes").len(), 30);
}

#[tokio::test(start_paused = true)]
async fn iam_role_path_is_in_the_roles_arn_and_not_in_its_sessions() {
    let practice = practice();
    let who = Who::Session {
        path: "/aws-reserved/sso.amazonaws.com/ap-northeast-2/".to_owned(),
        role: "AWSReservedSSO_Student_0123456789abcdef".to_owned(),
        policy: ALL.to_owned(),
    };
    assert_eq!(told(&practice, SEOUL, &who).await, None, "a session may do what its role may");
    let config = aws_sdk_sts::config::Builder::from(&practice.sdk_config_as(SEOUL, &who));
    let sts = aws_sdk_sts::Client::from_conf(config.interceptor(practice.interceptor()).build());
    let caller = sts.get_caller_identity().send().await.expect("everybody may ask that");
    let account = practice.account_id();
    let session =
        format!("arn:aws:sts::{account}:assumed-role/AWSReservedSSO_Student_0123456789abcdef/practice");
    assert_eq!(caller.arn(), Some(session.as_str()));

    let iam = practice.iam(SEOUL);
    let simulate =
        |arn: &str| iam.simulate_principal_policy().policy_source_arn(arn).action_names("ec2:DescribeVpcs");
    refused!(simulate(&session), "InvalidInput");
    let pathless = format!("arn:aws:iam::{account}:role/AWSReservedSSO_Student_0123456789abcdef");
    refused!(simulate(&pathless), "NoSuchEntity");
    let role = iam.get_role().role_name("AWSReservedSSO_Student_0123456789abcdef").send().await;
    let role = role.expect("it is there");
    let arn = role.role().expect("it is there").arn();
    assert!(arn.contains(":role/aws-reserved/sso.amazonaws.com/ap-northeast-2/"), "{arn}");
    simulate(arn).send().await.expect("IAM knows it by its path");
}

#[tokio::test(start_paused = true)]
async fn a_policy_and_a_boundary_that_cannot_be_are_refused() {
    let practice = practice();
    practice.credentials(&hana(ALL));
    let iam = practice.iam(SEOUL);
    let make = |document: &str| iam.create_policy().policy_name("most").policy_document(document);
    refused!(make("{}"), "MalformedPolicyDocument");
    let long = ALL.replace("\"Resource\"", &format!("\"Sid\":\"{}\",\"Resource\"", "a".repeat(6144)));
    refused!(make(&long), "LimitExceeded");
    make(ALL).send().await.expect("the policy is right");
    refused!(make(ALL), "EntityAlreadyExists");
    let arn = format!("arn:aws:iam::{}:policy/none", practice.account_id());
    refused!(iam.get_policy().policy_arn(&arn), "NoSuchEntity");
    refused!(iam.put_user_permissions_boundary().user_name("hana").permissions_boundary(arn), "NoSuchEntity");
}
