use naru_engine::Cloud;
use naru_practice::Who;
use serde_json::json;

use super::*;
use crate::drive::{Drive, REGION};

fn caller_of(arn: &str) -> Caller {
    Caller { account: "123456789012".into(), arn: arn.into() }
}

#[test]
fn a_caller_is_called_by_the_users_or_the_roles_name() {
    for (arn, name) in [
        ("arn:aws:iam::123456789012:user/hana", "hana"),
        ("arn:aws:iam::123456789012:user/a/b/hana", "hana"),
        ("arn:aws:sts::123456789012:assumed-role/Lab/hana", "Lab"),
    ] {
        assert_eq!(caller_of(arn).name(), name);
        assert!(!caller_of(arn).is_root());
    }
    assert!(caller_of("arn:aws:iam::123456789012:root").is_root());
}

fn student(policy: &str) -> Who {
    Who::Session {
        path: "/aws-reserved/sso.amazonaws.com/ap-northeast-2/".into(),
        role: "AWSReservedSSO_Student_0123456789abcdef".into(),
        policy: policy.into(),
    }
}

#[tokio::test(start_paused = true)]
async fn iam_role_path_is_asked_of_iam_and_guessed_only_where_it_may_not_be_read() {
    let drive = Drive::new();
    let all = r#"{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    for (policy, sure) in [("{}", false), (all, true)] {
        let reader = drive.aws_as(&student(policy)).reader();
        let caller = caller(&reader).await.expect("everybody may ask that");
        assert_eq!(caller.name(), "AWSReservedSSO_Student_0123456789abcdef");
        let principal = principal(&reader, &caller).await.expect("it is told or guessed");
        assert_eq!(principal.sure, sure, "{policy}");
        let at = if sure { "role/aws-reserved/sso.amazonaws.com/ap-northeast-2" } else { "role" };
        let account = drive.practice.account_id();
        assert_eq!(principal.arn, format!("arn:aws:iam::{account}:{at}/{}", caller.name()));
    }
    let reader = drive.aws_as(&student(all)).reader();
    let caller = caller(&reader).await.expect("everybody may ask that");
    let principal = principal(&reader, &caller).await.expect("it is told");
    assert_eq!(missing(&reader, &principal.arn).await, Ok(Vec::new()));
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
    }, {
        "Action": ["ssm:PutParameter"],
        "Resource": ["arn:aws:ssm:*:*:parameter/naru/*"],
        "Condition": { "ArnLike": { "iam:PermissionsBoundary": "arn:aws:iam::*:policy/naru-server" } },
    }, {
        "Action": ["elasticloadbalancing:CreateRule"],
        "Resource": "arn:aws:elasticloadbalancing:*:*:*/app/naru-*",
    }] });
    let questions = questions(&policy, "r", "1");
    assert_eq!(questions[0].resource.as_deref(), Some("arn:aws:iam::1:role/naru/naru-check"));
    assert_eq!(questions[0].context, [given("iam:PassedToService", "ec2.amazonaws.com")]);
    assert_eq!(questions[1].resource, None);
    assert_eq!(questions[1].context, [given("aws:ResourceTag/naru:deployment", "naru-check")]);
    assert_eq!(questions[2].resource.as_deref(), Some("arn:aws:ssm:r:1:parameter/naru/naru-check"));
    assert_eq!(questions[2].context, [given("iam:PermissionsBoundary", "arn:aws:iam::1:policy/naru-server")]);
    let balanced: Vec<_> =
        questions[3..].iter().filter_map(|question| question.resource.as_deref()).collect();
    let arn = |sort: &str| format!("arn:aws:elasticloadbalancing:r:1:{sort}/naru-naru-check");
    assert_eq!(balanced, BALANCED.map(arn));
}

#[tokio::test(start_paused = true)]
async fn iam_simulate() {
    let drive = Drive::new();
    let reader = drive.reader();
    let caller = caller(&reader).await.expect("the administrator's key is good");
    assert_eq!(missing(&reader, &caller.arn).await, Ok(Vec::new()));

    let narrow = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Action": ["ec2:*", "iam:*", "sts:*"], "Resource": "*" },
        { "Effect": "Deny", "Action": ["iam:PassRole"], "Resource": "*" },
    ] });
    let who = Who::User { name: "narrow".into(), policy: narrow.to_string() };
    let narrow = drive.aws_as(&who).reader();
    let caller = super::caller(&narrow).await.expect("the user's key is good");
    let missing = missing(&narrow, &caller.arn).await.expect("it may simulate");
    let by = |action: &str| missing.iter().find(|it| it.action == action).map(|it| it.by);
    assert_eq!(by("s3:CreateBucket"), Some(Denier::Nobody), "{missing:?}");
    assert_eq!(by("iam:PassRole"), Some(Denier::Policy));
    let others: Vec<_> = missing.iter().filter(|it| it.action != "iam:PassRole").collect();
    let within = |it: &Missing| it.action.starts_with("ec2:") || it.action.starts_with("iam:");
    assert!(!others.iter().any(|it| within(it)), "{others:?}");
}

#[tokio::test(start_paused = true)]
async fn iam_simulate_truncates_and_every_page_is_read() {
    let drive = Drive::new();
    let reader = drive.reader();
    let caller = caller(&reader).await.expect("the administrator's key is good");
    drive.practice.forget_calls();
    assert_eq!(missing(&reader, &caller.arn).await, Ok(Vec::new()));
    let asked = drive.practice.calls().len();
    let questions = questions(&policy::policy(), REGION, &drive.practice.account_id()).len();
    assert!(asked > questions, "{asked} pages for {questions} questions");
}

#[tokio::test(start_paused = true)]
async fn denied_source_of_what_is_missing_is_told() {
    let drive = Drive::new();
    let practice = &drive.practice;
    let who = Who::User { name: "ours".into(), policy: policy::policy().to_string() };
    let reader = drive.aws_as(&who).reader();
    let arn = format!("arn:aws:iam::{}:user/ours", practice.account_id());
    let by = |missing: &[Missing], prefix: &str| {
        let found = missing.iter().filter(|it| it.action.starts_with(prefix)).map(|it| it.by);
        let mut found: Vec<_> = found.collect();
        found.dedup();
        found
    };
    let but = |left_out: &str| {
        json!({ "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "NotAction": [left_out], "Resource": "*" }
        ] })
        .to_string()
    };
    let iam = practice.iam(REGION);
    let made = iam.create_policy().policy_name("most").policy_document(but("s3:*")).send().await;
    let most =
        made.expect("the policy is right").policy.and_then(|policy| policy.arn).expect("it has an ARN");
    let bind = iam.put_user_permissions_boundary().user_name("ours").permissions_boundary(most);
    bind.send().await.expect("both are there");
    practice.set_conditions(|conditions| conditions.service_control_policies = vec![but("cloudfront:*")]);
    let missing = missing(&reader, &arn).await.expect("it may simulate");
    assert_eq!(by(&missing, "s3:"), [Denier::Boundary]);
    assert_eq!(by(&missing, "cloudfront:"), [Denier::Organisation]);
    assert!(by(&missing, "ec2:").is_empty(), "{missing:?}");
}

#[tokio::test(start_paused = true)]
async fn our_own_policy_is_enough() {
    let drive = Drive::new();
    let reader = drive.reader();
    let who = Who::User { name: "ours".into(), policy: policy::policy().to_string() };
    drive.practice.credentials(&who);
    let arn = format!("arn:aws:iam::{}:user/ours", drive.practice.account_id());
    let missing = missing(&reader, &arn).await.expect("the administrator may simulate");
    assert!(missing.is_empty(), "{missing:?}");
}
