use naru_practice::Who;
use serde_json::json;

use super::*;
use crate::drive::{DEPLOYMENT, Drive, REGION};
use crate::policy;

#[test]
fn only_ec2_may_hand_it_out() {
    let trust: serde_json::Value = serde_json::from_str(&trust()).expect("JSON");
    assert_eq!(trust["Statement"][0]["Principal"], json!({ "Service": "ec2.amazonaws.com" }));
}

fn reading() -> Spec {
    Spec::new(Some(format!("/naru/{DEPLOYMENT}/env")))
}

/// The policy that bounds servers, made as the user does.
async fn bounding(drive: &Drive) {
    let made = drive.aws().iam.create_policy().policy_name(server::NAME);
    made.policy_document(server::at_most().to_string()).send().await.expect("it is made once");
}

/// The context of the node, asked for by a user who has our policy and no other.
fn as_user(drive: &Drive) -> Context<Aws> {
    let who = Who::User { name: "ours".into(), policy: policy::policy().to_string() };
    drive.context_over("role", drive.aws_as(&who))
}

/// What those who wear it may do, of what an app could wish for.
async fn may(drive: &Drive, state: &State) -> Vec<&'static str> {
    let arn = format!("arn:aws:iam::{}:role/naru/{}", drive.practice.account_id(), state.name);
    let parameter =
        |path: &str| format!("arn:aws:ssm:{REGION}:{}:parameter{path}", drive.practice.account_id());
    let mut may = Vec::new();
    for (what, action, on) in [
        ("session", "ssmmessages:OpenDataChannel", "*".to_owned()),
        ("own", "ssm:GetParametersByPath", parameter(&format!("/naru/{DEPLOYMENT}/env"))),
        ("other deployment", "ssm:GetParametersByPath", parameter("/naru/another/env")),
        ("other app", "ssm:GetParameter", parameter("/blog/password")),
        ("administrator", "iam:CreateUser", "*".to_owned()),
    ] {
        let asked = drive.aws().iam.simulate_principal_policy().policy_source_arn(&arn);
        let answer = asked.action_names(action).resource_arns(on).send().await.expect("it is there");
        if answer.evaluation_results()[0].eval_decision().as_str() == "allowed" {
            may.push(what);
        }
    }
    may
}

async fn boundary(drive: &Drive, state: &State) -> Option<String> {
    let role = drive.aws().iam.get_role().role_name(&state.name).send().await.expect("it is there").role?;
    role.permissions_boundary?.permissions_boundary_arn
}

#[tokio::test(start_paused = true)]
async fn it_reads_the_values_of_its_own_deployment_and_no_others() {
    let drive = Drive::new();
    bounding(&drive).await;
    let cx = drive.context("role");
    let state = Role.create(&cx, &reading()).await.expect("a role");
    assert_eq!(may(&drive, &state).await, ["session", "own"]);
    let state = Role.update(&cx, &Spec::new(None), &state).await.expect("updated");
    assert_eq!(may(&drive, &state).await, ["session"]);
}

#[tokio::test(start_paused = true)]
async fn iam_permissions_boundary_is_on_each_role_that_is_made_and_keeps_it_within_itself() {
    let drive = Drive::new();
    bounding(&drive).await;
    let cx = as_user(&drive);
    let state = Role.create(&cx, &reading()).await.expect("a role");
    assert_eq!(boundary(&drive, &state).await, Some(server::arn(&drive.practice.account_id())));
    assert_eq!(may(&drive, &state).await, ["session", "own"]);
    // Whoever has the key gives it everything, and that comes to no more than what servers may do at most.
    let all = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    let iam = &cx.cloud.iam;
    iam.put_role_policy()
        .role_name(&state.name)
        .policy_name("all")
        .policy_document(all)
        .send()
        .await
        .expect("it is bounded, so it may be given anything");
    assert_eq!(may(&drive, &state).await, ["session", "own", "other deployment"]);
    drive.delete(&Role, &cx, &state).await;
}

#[tokio::test(start_paused = true)]
async fn iam_permissions_boundary_that_nobody_made_is_said_to_our_key_and_done_without_by_an_administrators()
{
    let drive = Drive::new();
    let refused = Role.create(&as_user(&drive), &reading()).await.expect_err("it has to be bounded");
    assert!(refused.is(&[server::MISSING]) && refused.class == Class::Denied, "{refused}");
    let state = Role.create(&drive.context("role"), &reading()).await.expect("an administrator may");
    assert_eq!(boundary(&drive, &state).await, None);
    assert_eq!(may(&drive, &state).await, ["session", "own"]);
}

/// A role as earlier versions made it.
async fn earlier(drive: &Drive) -> State {
    let cx = drive.context("role");
    let state = State { name: Mark::of(&cx).name() };
    let iam = &cx.cloud.iam;
    let made = iam.create_role().path(PATH).role_name(&state.name).assume_role_policy_document(trust());
    made.set_tags(Some(tags(&Mark::of(&cx)))).send().await.expect("it is made");
    let attach = iam.attach_role_policy().role_name(&state.name).policy_arn(EARLIER_POLICY);
    attach.send().await.expect("it is attached");
    let document = json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "ssm:GetParametersByPath", "Resource": "*" }] });
    let put = iam.put_role_policy().role_name(&state.name).policy_name(EARLIER);
    put.policy_document(document.to_string()).send().await.expect("it is given");
    state
}

#[tokio::test(start_paused = true)]
async fn ssm_core_reads_all_and_a_role_of_an_earlier_version_is_brought_to_less() {
    let earlier_spec: Spec = serde_json::from_value(json!({ "reads": null })).expect("as it was recorded");
    assert_ne!(earlier_spec, Spec::new(None), "so that a plan finds it changed");
    let drive = Drive::new();
    bounding(&drive).await;
    let state = earlier(&drive).await;
    assert!(may(&drive, &state).await.contains(&"other app"), "that is what was wrong with it");
    let cx = as_user(&drive);
    Role.update(&cx, &reading(), &state).await.expect("our key may bring it to what it should be");
    assert_eq!(may(&drive, &state).await, ["session", "own"]);
    assert_eq!(boundary(&drive, &state).await, Some(server::arn(&drive.practice.account_id())));
    drive.delete(&Role, &cx, &state).await;
}

#[tokio::test(start_paused = true)]
async fn iam_permissions_boundary_is_not_needed_to_delete_a_role_of_an_earlier_version() {
    let drive = Drive::new();
    let state = earlier(&drive).await;
    let cx = as_user(&drive);
    drive.delete(&Role, &cx, &state).await;
    assert!(Role.scan(&cx.reading().cloud).await.expect("a scan").is_empty());
}

/// The policy that earlier versions showed had no word of boundaries, and its roles none.
#[tokio::test(start_paused = true)]
async fn iam_permissions_boundary_that_a_key_of_an_earlier_policy_may_not_set_is_left_out() {
    let drive = Drive::new();
    bounding(&drive).await;
    let state = earlier(&drive).await;
    let before = json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Action": ["iam:GetRole", "iam:PutRolePolicy", "iam:DetachRolePolicy", "iam:DeleteRolePolicy"],
        "Resource": "arn:aws:iam::*:role/naru/*",
    }] });
    let who = Who::User { name: "before".into(), policy: before.to_string() };
    let cx = drive.context_over("role", drive.aws_as(&who));
    Role.update(&cx, &reading(), &state).await.expect("it does without");
    assert_eq!(may(&drive, &state).await, ["session", "own"]);
    assert_eq!(boundary(&drive, &state).await, None);
}

#[tokio::test(start_paused = true)]
async fn what_somebody_else_attached_is_theirs_to_take_off() {
    let drive = Drive::new();
    let state = earlier(&drive).await;
    let theirs = "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy";
    let iam = drive.aws().iam;
    let attach = iam.attach_role_policy().role_name(&state.name).policy_arn(theirs);
    attach.send().await.expect("an administrator may");
    let cx = as_user(&drive);
    let held = Waiting::on(Wait::HeldByPolicy).detail(theirs);
    assert_eq!(Role.delete(&cx, &state).await, Ok(Removal::Waiting(held)));
    let detach = iam.detach_role_policy().role_name(&state.name).policy_arn(theirs);
    detach.send().await.expect("they take it off");
    drive.delete(&Role, &cx, &state).await;
}

#[tokio::test(start_paused = true)]
async fn iam_dup_role_of_ours_is_taken_over_and_completed() {
    let drive = Drive::new();
    let cx = drive.context("role");
    let spec = reading();
    assert_eq!(Role.find(&cx.reading(), &spec).await, Ok(None));
    let state = Role.create(&cx, &spec).await.expect("a role");
    assert_eq!(Role.create(&cx, &spec).await.as_ref(), Ok(&state));
    assert_eq!(Role.find(&cx.reading(), &spec).await, Ok(Some(state.clone())));
    let inline = cx.cloud.iam.list_role_policies().role_name(&state.name).send().await.expect("a list");
    assert_eq!(inline.policy_names(), [OWN]);
}

#[tokio::test(start_paused = true)]
async fn iam_dup_role_of_somebody_else_is_left_alone() {
    let drive = Drive::new();
    let cx = drive.context("role");
    let name = Mark::of(&cx).name();
    let foreign = cx.cloud.iam.create_role().role_name(&name).assume_role_policy_document(trust());
    foreign.send().await.expect("a foreign role");
    let refused = Role.create(&cx, &Spec::new(None)).await.expect_err("it isn't ours");
    assert!(refused.is(&["naru.name_taken"]), "{refused}");
    assert_eq!(Role.find(&cx.reading(), &Spec::new(None)).await, Ok(None));
}

#[tokio::test(start_paused = true)]
async fn iam_delete_role_with_policies_left_empties_it_first() {
    let drive = Drive::new();
    let cx = drive.context("role");
    let spec = reading();
    let state = Role.create(&cx, &spec).await.expect("a role");
    let found = Role.scan(&cx.reading().cloud).await.expect("a scan");
    assert_eq!(found.iter().map(|found| found.mark.clone()).collect::<Vec<_>>(), [Some(Mark::of(&cx))]);
    drive.delete(&Role, &cx, &state).await;
    assert_eq!(Role.delete(&cx, &state).await, Ok(Removal::Missing), "gone stays gone");
    assert!(Role.scan(&cx.reading().cloud).await.expect("a scan").is_empty());
}
