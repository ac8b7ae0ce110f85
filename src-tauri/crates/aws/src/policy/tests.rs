use aws_sdk_ec2::config::http::HttpResponse;
use aws_sdk_ec2::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_iam::types::{ContextEntry, ContextKeyTypeEnum, PolicyEvaluationDecisionType};
use naru_engine::Class;
use naru_practice::Who;

use super::*;
use crate::drive::{Drive, REGION};
use crate::refusal::failing;

fn statements_of(policy: &Value) -> Vec<Value> {
    policy["Statement"].as_array().expect("a list").clone()
}

/// What a statement allows, of which one alone stands in no list.
fn actions_of(statement: &Value) -> Vec<&str> {
    let actions = &statement["Action"];
    let all = actions.as_array().map_or(std::slice::from_ref(actions), Vec::as_slice);
    all.iter().map(|action| action.as_str().expect("a name")).collect()
}

fn allowed() -> BTreeSet<String> {
    statements().iter().flat_map(actions_of).map(str::to_owned).collect()
}

#[test]
fn the_policy_allows_what_is_asked_for_and_nothing_else() {
    let asked: BTreeSet<_> = asked().map(|permission| permission.action.to_owned()).collect();
    assert_eq!(allowed(), asked);
    assert!(asked.iter().all(|action| !action.contains('*')));
}

#[test]
fn iam_policy_size_is_kept_by_each_and_nothing_is_left_out() {
    let documents = documents();
    assert!(documents.iter().all(|document| size(&document.policy) <= CHARACTERS_MAX));
    let names: BTreeSet<_> = documents.iter().map(|document| document.name.as_str()).collect();
    assert_eq!(names.len(), documents.len());
    let [bounding, keys @ ..] = &documents[..] else { panic!("one bounds servers") };
    assert_eq!((bounding.name.as_str(), bounding.attached), (server::NAME, false));
    assert!(keys.iter().all(|document| document.attached) && keys[0].name == NAME);
    let together: Vec<_> = keys.iter().flat_map(|document| statements_of(&document.policy)).collect();
    assert_eq!(together, statements_of(&policy()));
}

#[test]
fn iam_policy_size_makes_two_of_one_that_is_too_large() {
    let long = |letter: &str| json!({ "Effect": "Allow", "Action": letter.repeat(2500), "Resource": "*" });
    let statements = vec![long("a"), long("b"), long("c")];
    let packed = packed(statements.clone());
    assert_eq!(packed.iter().map(|policy| statements_of(policy).len()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(packed.iter().flat_map(statements_of).collect::<Vec<_>>(), statements);
}

#[test]
fn what_changes_or_deletes_is_bound_to_what_is_ours() {
    for permission in asked() {
        let name = permission.action.split_once(':').map_or("", |(_, name)| name);
        let changes = [
            "Attach",
            "Authorize",
            "Delete",
            "Detach",
            "Modify",
            "Put",
            "Release",
            "Remove",
            "Revoke",
            "Terminate",
        ];
        let unbound = permission.bounds == Bounds::Account;
        // CloudFront names an access control by an id alone and gives it no tags.
        let known = permission.action.ends_with("OriginAccessControl");
        let changes = changes.iter().any(|verb| name.starts_with(verb));
        assert!(!changes || !unbound || known, "{}", permission.action);
    }
}

#[test]
fn no_kind_widens_what_another_asks_for_narrowly() {
    let mut within: BTreeMap<&str, BTreeSet<Bounds>> = BTreeMap::new();
    for permission in asked() {
        within.entry(permission.action).or_default().insert(permission.bounds);
    }
    for (action, bounds) in within {
        assert!(bounds.len() == 1 || !bounds.contains(&Bounds::Account), "{action}: {bounds:?}");
    }
}

#[test]
fn every_permission_has_its_reason_in_both_languages() {
    for Permission { action, why, .. } in asked() {
        assert!(action.contains(':') && why.each().all(|said| !said.is_empty()), "{action}");
    }
}

#[test]
fn the_policies_are_as_they_were_looked_at_last() {
    let documents: BTreeMap<_, _> =
        documents().into_iter().map(|document| (document.name, document.policy)).collect();
    insta::assert_json_snapshot!(documents);
}

const ADMINISTRATOR: &str = "arn:aws:iam::aws:policy/AdministratorAccess";
const ALL: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;

/// Whether `principal` may do that, as IAM's simulation says with all that conditions ask for.
async fn may(drive: &Drive, principal: &str, action: &str, on: &str, given: &[(&str, &str)]) -> bool {
    let given = given.iter().map(|(key, value)| {
        let entry = ContextEntry::builder().context_key_name(*key).context_key_values(*value);
        entry.context_key_type(ContextKeyTypeEnum::String).build()
    });
    let asked = drive.aws().iam.simulate_principal_policy().policy_source_arn(principal);
    let asked = asked.action_names(action).resource_arns(on).set_context_entries(Some(given.collect()));
    let answer = asked.send().await.expect("an administrator may ask");
    *answer.evaluation_results()[0].eval_decision() == PolicyEvaluationDecisionType::Allowed
}

/// An action, on what, and what is given for the keys of conditions.
type Try<'a> = (&'a str, &'a str, Vec<(&'a str, &'a str)>);

/// What a thief of the key wants: to be more than the key is, to stay, or to reach what isn't Naru's.
#[tokio::test(start_paused = true)]
async fn iam_permissions_boundary_leaves_a_thief_of_the_key_nothing_beyond_it() {
    let drive = Drive::new();
    let account = drive.practice.account_id();
    let iam = |rest: &str| format!("arn:aws:iam::{account}:{rest}");
    let of = |service: &str, rest: &str| format!("arn:aws:{service}:{REGION}:{account}:{rest}");
    let names = [
        iam("role/naru/naru-x"),
        iam("role/admin"),
        iam("user/ours"),
        server::arn(&account),
        of("ec2", "instance/i-0123456789abcdef0"),
    ];
    let [role, other, user, server, instance] = names.each_ref().map(String::as_str);
    let bounded = ("iam:PermissionsBoundary", server);
    let unbounded = ("iam:PermissionsBoundary", ADMINISTRATOR);
    let everything = ("iam:PolicyARN", ADMINISTRATOR);
    let passed = |service| ("iam:PassedToService", service);
    let zone = "arn:aws:route53:::hostedzone/Z0123456789";
    let tries: Vec<Try<'_>> = vec![
        ("iam:AttachRolePolicy", role, vec![everything, bounded]),
        ("iam:PutRolePolicy", role, vec![]),
        ("iam:PutRolePolicy", role, vec![unbounded]),
        ("iam:CreateRole", role, vec![]),
        ("iam:CreateRole", role, vec![unbounded]),
        ("iam:CreateRole", other, vec![bounded]),
        ("iam:PutRolePermissionsBoundary", role, vec![unbounded]),
        ("iam:DeleteRolePermissionsBoundary", role, vec![bounded]),
        ("iam:UpdateAssumeRolePolicy", role, vec![]),
        ("iam:PassRole", other, vec![passed("ec2.amazonaws.com")]),
        ("iam:PassRole", role, vec![passed("lambda.amazonaws.com")]),
        ("iam:CreatePolicy", server, vec![]),
        ("iam:CreatePolicyVersion", server, vec![]),
        ("iam:SetDefaultPolicyVersion", server, vec![]),
        ("iam:DeletePolicy", server, vec![]),
        ("iam:CreateUser", user, vec![]),
        ("iam:CreateAccessKey", user, vec![]),
        ("iam:CreateLoginProfile", user, vec![]),
        ("iam:PutUserPolicy", user, vec![]),
        ("iam:AttachUserPolicy", user, vec![everything]),
        ("iam:AddUserToGroup", user, vec![]),
        ("sts:AssumeRole", other, vec![]),
        ("ec2:CreateTags", instance, vec![("aws:RequestTag/naru:deployment", "x")]),
        ("ec2:TerminateInstances", instance, vec![]),
        ("ssm:SendCommand", instance, vec![]),
        ("ssm:StartSession", instance, vec![]),
        (
            "route53:ChangeResourceRecordSets",
            zone,
            vec![("route53:ChangeResourceRecordSetsRecordTypes", "NS")],
        ),
        ("s3:GetObject", "arn:aws:s3:::photos/cat.jpg", vec![]),
        ("s3:PutBucketPolicy", "arn:aws:s3:::photos", vec![]),
        ("lambda:CreateFunction", "*", vec![]),
        ("cloudformation:CreateStack", "*", vec![]),
    ];
    let who = Who::User { name: "ours".into(), policy: policy().to_string() };
    drive.practice.credentials(&who);
    let administrator = iam("user/practice-admin");
    let parameter = of("ssm", "parameter/blog/password");
    let tries = tries.into_iter().chain([("ssm:GetParameter", parameter.as_str(), vec![])]);
    for (action, on, given) in tries {
        assert!(!may(&drive, user, action, on, &given).await, "{action} on {on} with {given:?}");
        assert!(may(&drive, &administrator, action, on, &given).await, "{action} is no question");
    }
    // What the key is for, it may.
    assert!(may(&drive, user, "iam:CreateRole", role, &[bounded]).await);
    assert!(may(&drive, user, "iam:PutRolePolicy", role, &[bounded]).await);
}

/// AWS's reference asks for no more than making the role; who was told otherwise by CloudFormation was asked for setting
/// the boundary, too. The key may do both or neither, so a launch doesn't hang on which of them is so.
#[test]
fn iam_permissions_boundary_is_set_by_whoever_makes_the_role() {
    let statements = statements();
    let of = |action: &str| -> Vec<_> {
        let names = |statement: &&Value| actions_of(statement).contains(&action);
        let bounds = |statement: &Value| (statement["Resource"].clone(), statement["Condition"].clone());
        statements.iter().filter(names).map(bounds).collect()
    };
    let making = of("iam:CreateRole");
    assert_eq!((making.len(), &making), (1, &of("iam:PutRolePermissionsBoundary")));
}

/// The class of a refusal; `None` where it is allowed.
fn class<T, E>(answer: Result<T, SdkError<E, HttpResponse>>) -> Option<Class>
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    answer.map_err(failing("go beyond the key")).err().map(|failure| failure.class)
}

/// The same by calls: a role that is as wide as it can be made comes to no more than servers may do at most.
#[tokio::test(start_paused = true)]
async fn iam_permissions_boundary_holds_whatever_a_thief_gives_a_role() {
    let drive = Drive::new();
    let account = drive.practice.account_id();
    let made = drive.aws().iam.create_policy().policy_name(server::NAME);
    made.policy_document(server::at_most().to_string()).send().await.expect("it is made once");
    let thief = drive.aws_as(&Who::User { name: "ours".into(), policy: policy().to_string() });
    let iam = &thief.iam;

    let trust = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{account}:user/ours"}},"Action":"sts:AssumeRole"}}]}}"#
    );
    let role = || iam.create_role().path("/naru/").role_name("mine").assume_role_policy_document(&trust);
    assert_eq!(class(role().send().await), Some(Class::Denied));
    assert_eq!(class(role().permissions_boundary(ADMINISTRATOR).send().await), Some(Class::Denied));
    assert_eq!(class(role().permissions_boundary(server::arn(&account)).send().await), None);

    let attach = iam.attach_role_policy().role_name("mine").policy_arn(ADMINISTRATOR);
    assert_eq!(class(attach.send().await), Some(Class::Denied));
    let put = iam.put_role_policy().role_name("mine").policy_name("all").policy_document(ALL);
    assert_eq!(class(put.send().await), None, "it may be given anything");
    let widen = iam.put_role_permissions_boundary().role_name("mine").permissions_boundary(ADMINISTRATOR);
    assert_eq!(class(widen.send().await), Some(Class::Denied));
    let unbind = iam.delete_role_permissions_boundary().role_name("mine");
    assert_eq!(class(unbind.send().await), Some(Class::Denied));
    let other = iam.create_policy().policy_name("mine").policy_document(ALL);
    assert_eq!(class(other.send().await), Some(Class::Denied));

    // A role that somebody else made can't be had by an instance either.
    let profile = iam.create_instance_profile().path("/naru/").instance_profile_name("mine");
    assert_eq!(class(profile.send().await), None);
    let join = iam.add_role_to_instance_profile().instance_profile_name("mine").role_name("old-blog-backup");
    assert_eq!(class(join.send().await), Some(Class::Denied));

    let mine = format!("arn:aws:iam::{account}:role/naru/mine");
    for action in allowed().iter().map(String::as_str).chain(["iam:CreateUser", "ssm:GetParameter"]) {
        assert!(!may(&drive, &mine, action, "*", &[]).await, "the role may {action}");
    }
    assert!(may(&drive, &mine, "ssmmessages:OpenDataChannel", "*", &[]).await);
}
