//! What a role may do at most, and who may say so.

use aws_sdk_iam::types::PolicyEvaluationDecisionType;

use crate::testing::{SEOUL, practice, refused};
use crate::{Practice, Who};

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
const ALL: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
const FILES: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;

/// Makes the policy by which roles are to be bounded.
async fn most(practice: &Practice) -> String {
    let made = practice.iam(SEOUL).create_policy().policy_name("most").policy_document(FILES).send().await;
    made.expect("the policy is right").policy.and_then(|policy| policy.arn).expect("it has an ARN")
}

/// A client of somebody who may do these actions on roles as long as a condition holds.
fn delegate(practice: &Practice, actions: &str, condition: &str) -> aws_sdk_iam::Client {
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":[{actions}],"Resource":"arn:aws:iam::*:role/team/*","Condition":{condition}}}]}}"#
    );
    let who = Who::User { name: "delegate".to_owned(), policy };
    let config = aws_sdk_iam::config::Builder::from(&practice.sdk_config_as(SEOUL, &who));
    aws_sdk_iam::Client::from_conf(config.interceptor(practice.interceptor()).build())
}

#[tokio::test(start_paused = true)]
async fn iam_permissions_boundary() {
    let practice = practice();
    let iam = practice.iam(SEOUL);
    let role = iam.create_role().role_name("web").assume_role_policy_document(TRUST);
    let nowhere = format!("arn:aws:iam::{}:policy/most", practice.account_id());
    refused!(role.clone().permissions_boundary(&nowhere), "NoSuchEntity");
    let most = most(&practice).await;
    let made = role.permissions_boundary(&most).send().await.expect("it is there now");
    let arn = made.role().expect("it is told").arn().to_owned();
    let told = iam.get_role().role_name("web").send().await.expect("it is there").role.expect("it is told");
    let bounded = told.permissions_boundary().and_then(|boundary| boundary.permissions_boundary_arn());
    assert_eq!(bounded, Some(most.as_str()));
    let listed = iam.list_roles().send().await.expect("roles are listed");
    assert!(listed.roles().iter().all(|role| role.permissions_boundary().is_none()));

    iam.put_role_policy()
        .role_name("web")
        .policy_name("all")
        .policy_document(ALL)
        .send()
        .await
        .expect("it may be given anything");
    let may = async || {
        let asked = iam.simulate_principal_policy().policy_source_arn(&arn);
        let asked = asked.action_names("s3:GetObject").action_names("ec2:RunInstances");
        let answer = asked.send().await.expect("it is there");
        let allowed =
            |decision: &PolicyEvaluationDecisionType| *decision == PolicyEvaluationDecisionType::Allowed;
        let results = answer.evaluation_results().iter();
        results.map(|result| allowed(result.eval_decision())).collect::<Vec<_>>()
    };
    assert_eq!(may().await, [true, false]);
    iam.delete_role_permissions_boundary().role_name("web").send().await.expect("it has one");
    assert_eq!(may().await, [true, true]);
    refused!(iam.delete_role_permissions_boundary().role_name("web"), "NoSuchEntity");
    refused!(
        iam.put_role_permissions_boundary().role_name("web").permissions_boundary(format!("{most}2")),
        "NoSuchEntity"
    );
}

#[tokio::test(start_paused = true)]
async fn iam_permissions_boundary_is_what_a_condition_asks_for() {
    let practice = practice();
    let most = most(&practice).await;
    let actions = r#""iam:CreateRole","iam:PutRolePolicy","iam:PutRolePermissionsBoundary","iam:DeleteRolePermissionsBoundary""#;
    let condition = format!(r#"{{"StringEquals":{{"iam:PermissionsBoundary":"{most}"}}}}"#);
    let theirs = delegate(&practice, actions, &condition);
    let role =
        |name: &str| theirs.create_role().path("/team/").role_name(name).assume_role_policy_document(TRUST);
    refused!(role("web"), "AccessDenied");
    refused!(role("web").permissions_boundary("arn:aws:iam::aws:policy/AdministratorAccess"), "AccessDenied");
    refused!(role("web").path("/").permissions_boundary(&most), "AccessDenied");
    role("web").permissions_boundary(&most).send().await.expect("it is bounded");
    let put = |role: &str| theirs.put_role_policy().role_name(role).policy_name("all").policy_document(ALL);
    put("web").send().await.expect("it is bounded");

    let iam = practice.iam(SEOUL);
    let unbounded = iam.create_role().path("/team/").role_name("old").assume_role_policy_document(TRUST);
    unbounded.send().await.expect("an administrator may");
    refused!(put("old"), "AccessDenied");
    let bound = |by: &str| theirs.put_role_permissions_boundary().role_name("old").permissions_boundary(by);
    refused!(bound("arn:aws:iam::aws:policy/AdministratorAccess"), "AccessDenied");
    bound(&most).send().await.expect("it is the one that is asked for");
    put("old").send().await.expect("it is bounded by now");
}

#[tokio::test(start_paused = true)]
async fn iam_permissions_boundary_set_at_birth_asks_for_no_more_than_making_the_role() {
    let practice = practice();
    let most = most(&practice).await;
    let condition = format!(r#"{{"StringEquals":{{"iam:PermissionsBoundary":"{most}"}}}}"#);
    let theirs = delegate(&practice, r#""iam:CreateRole""#, &condition);
    let role = theirs.create_role().path("/team/").role_name("web").assume_role_policy_document(TRUST);
    role.permissions_boundary(&most).send().await.expect("making it is all that is asked for");
    let again = theirs.put_role_permissions_boundary().role_name("web").permissions_boundary(&most);
    refused!(again, "AccessDenied");
}

#[tokio::test(start_paused = true)]
async fn iam_permissions_boundary_is_no_matter_of_what_is_attached_for_which_there_is_its_arn() {
    let practice = practice();
    let iam = practice.iam(SEOUL);
    let made = iam.create_role().path("/team/").role_name("web").assume_role_policy_document(TRUST);
    made.send().await.expect("an administrator may");
    let read = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    let theirs = delegate(
        &practice,
        r#""iam:AttachRolePolicy","iam:DetachRolePolicy""#,
        &format!(r#"{{"ArnEquals":{{"iam:PolicyARN":"{read}"}}}}"#),
    );
    let attach = |arn: &str| theirs.attach_role_policy().role_name("web").policy_arn(arn);
    let detach = |arn: &str| theirs.detach_role_policy().role_name("web").policy_arn(arn);
    attach(read).send().await.expect("it is the one");
    let administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
    refused!(attach(administrator), "AccessDenied");
    iam.attach_role_policy().role_name("web").policy_arn(administrator).send().await.expect("they may");
    refused!(detach(administrator), "AccessDenied");
    detach(read).send().await.expect("it is the one");
}
