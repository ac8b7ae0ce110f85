//! Identity and access.

use aws_sdk_ec2::types::IamInstanceProfileSpecification;
use aws_sdk_iam::types::PolicyEvaluationDecisionType;

use crate::testing::{SEOUL, a_run, code, pass, practice, refused, started};
use crate::{Practice, Presence, Who};

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
const READ_ONLY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ec2:Describe*","iam:Get*","ssm:GetParameter"],"Resource":"*"},{"Effect":"Deny","Action":"ec2:TerminateInstances","Resource":"*"}]}"#;

async fn role(practice: &Practice, name: &str) {
    let made =
        practice.iam(SEOUL).create_role().role_name(name).assume_role_policy_document(TRUST).send().await;
    made.expect("the role is right");
}

async fn profile(practice: &Practice, name: &str) {
    let made = practice.iam(SEOUL).create_instance_profile().instance_profile_name(name).send().await;
    made.expect("the profile is right");
}

async fn join(practice: &Practice, profile: &str, role: &str) {
    let iam = practice.iam(SEOUL);
    let joined =
        iam.add_role_to_instance_profile().instance_profile_name(profile).role_name(role).send().await;
    joined.expect("the role fits");
}

fn reader() -> Who {
    Who::User { name: "reader".to_owned(), policy: READ_ONLY.to_owned() }
}

#[tokio::test(start_paused = true)]
async fn iam_bad_trust() {
    let iam = practice().iam(SEOUL);
    for trust in
        ["{", "{}", r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}"#]
    {
        refused!(
            iam.create_role().role_name("a").assume_role_policy_document(trust),
            "MalformedPolicyDocument"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn iam_dup_role_is_the_modelled_error() {
    let practice = practice();
    role(&practice, "web").await;
    let again = practice.iam(SEOUL).create_role().role_name("web").assume_role_policy_document(TRUST);
    let error = again.send().await.expect_err("the name is taken");
    assert!(error.into_service_error().is_entity_already_exists_exception());
}

#[tokio::test(start_paused = true)]
async fn iam_attach_nonexistent_policy() {
    let practice = practice();
    role(&practice, "web").await;
    let iam = practice.iam(SEOUL);
    let attach = |arn: &str| iam.attach_role_policy().role_name("web").policy_arn(arn);
    refused!(attach("arn:aws:iam::aws:policy/NoSuchThing"), "NoSuchEntity");
    let known = attach("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
    known.send().await.expect("AWS has that one");
}

#[tokio::test(start_paused = true)]
async fn iam_second_role_in_profile() {
    let practice = practice();
    role(&practice, "web").await;
    role(&practice, "other").await;
    profile(&practice, "web").await;
    join(&practice, "web", "web").await;
    let second =
        practice.iam(SEOUL).add_role_to_instance_profile().instance_profile_name("web").role_name("other");
    refused!(second, "LimitExceeded");
}

#[tokio::test(start_paused = true)]
async fn iam_delete_role_in_profile() {
    let practice = practice();
    let iam = practice.iam(SEOUL);
    role(&practice, "web").await;
    profile(&practice, "web").await;
    join(&practice, "web", "web").await;
    let policy = iam.put_role_policy().role_name("web").policy_name("own");
    policy.policy_document(READ_ONLY).send().await.expect("the policy is right");
    refused!(iam.delete_role().role_name("web"), "DeleteConflict");
    refused!(iam.delete_instance_profile().instance_profile_name("web"), "DeleteConflict");
    let out = iam.remove_role_from_instance_profile().instance_profile_name("web").role_name("web");
    out.send().await.expect("it is in it");
    refused!(iam.delete_role().role_name("web"), "DeleteConflict");
    iam.delete_role_policy().role_name("web").policy_name("own").send().await.expect("it has it");
    iam.delete_role().role_name("web").send().await.expect("nothing holds it any more");
    refused!(iam.get_role().role_name("web"), "NoSuchEntity");
}

#[tokio::test(start_paused = true)]
async fn iam_propagation() {
    let practice = practice();
    role(&practice, "web").await;
    profile(&practice, "web").await;
    join(&practice, "web", "web").await;
    let with = IamInstanceProfileSpecification::builder().name("web").build();
    let run = a_run(&practice).await.iam_instance_profile(with);
    refused!(run.clone(), "InvalidParameterValue");
    pass(10).await;
    let id = started(run.clone()).await;
    pass(5).await;
    let seen = practice.ec2(SEOUL).describe_instances().instance_ids(id).send().await.expect("it is there");
    let instance = &seen.reservations()[0].instances()[0];
    let arn = instance.iam_instance_profile().and_then(|profile| profile.arn());
    assert!(arn.is_some_and(|arn| arn.ends_with(":instance-profile/web")));

    practice.set_conditions(|conditions| conditions.instance_profile_at_launch = Presence::Absent);
    let answer = run.send().await.expect("EC2 starts it all the same");
    assert!(answer.instances()[0].iam_instance_profile().is_none(), "without its profile");
    let id = answer.instances()[0].instance_id().expect("it has an id");
    pass(5).await;
    let with = IamInstanceProfileSpecification::builder().name("web").build();
    let mend =
        practice.ec2(SEOUL).associate_iam_instance_profile().instance_id(id).iam_instance_profile(with);
    mend.clone().send().await.expect("it can be given one later");
    refused!(mend, "IncorrectState");
    let listed =
        practice.ec2(SEOUL).describe_iam_instance_profile_associations().send().await.expect("listed");
    assert_eq!(listed.iam_instance_profile_associations().len(), 2);
    let worn = listed.iam_instance_profile_associations()[0].association_id().expect("it has an id");
    let taken = practice.ec2(SEOUL).disassociate_iam_instance_profile().association_id(worn);
    taken.clone().send().await.expect("it can be taken away again");
    refused!(taken, "InvalidAssociationID.NotFound");
}

#[tokio::test(start_paused = true)]
async fn iam_profile_without_role() {
    let practice = practice();
    role(&practice, "web").await;
    profile(&practice, "web").await;
    join(&practice, "web", "web").await;
    let with = IamInstanceProfileSpecification::builder().name("web").build();
    let run = a_run(&practice).await.iam_instance_profile(with);
    let mut said: Vec<String> = Vec::new();
    while let Err(refused) = run.clone().send().await {
        assert_eq!(code(&refused), "InvalidParameterValue");
        let refused = refused.into_service_error();
        let message = refused.meta().message().unwrap_or_default();
        if said.last().is_none_or(|last| last != message) {
            said.push(message.to_owned());
        }
        pass(1).await;
    }
    let [unknown, without_role] = &said[..] else { panic!("{said:?}") };
    assert!(unknown.ends_with("Invalid IAM Instance Profile name"), "{unknown}");
    assert!(without_role.ends_with("has no associated IAM Roles"), "{without_role}");
}

#[tokio::test(start_paused = true)]
async fn iam_simulate() {
    let practice = practice();
    practice.credentials(&reader());
    let arn = format!("arn:aws:iam::{}:user/reader", practice.account_id());
    let asked = practice.iam(SEOUL).simulate_principal_policy().policy_source_arn(arn);
    let asked = asked.action_names("ec2:DescribeVpcs").action_names("ec2:RunInstances");
    let answer = asked.action_names("ec2:TerminateInstances").send().await.expect("the user is there");
    let decisions: Vec<_> =
        answer.evaluation_results().iter().map(|result| result.eval_decision().clone()).collect();
    let expected = [
        PolicyEvaluationDecisionType::Allowed,
        PolicyEvaluationDecisionType::ImplicitDeny,
        PolicyEvaluationDecisionType::ExplicitDeny,
    ];
    assert_eq!(decisions, expected);
}

#[tokio::test(start_paused = true)]
async fn iam_simulate_denied_calls_have_each_services_code() {
    let practice = practice();
    let config = practice.sdk_config_as(SEOUL, &reader());
    let ec2 = aws_sdk_ec2::config::Builder::from(&config).interceptor(practice.interceptor()).build();
    let ec2 = aws_sdk_ec2::Client::from_conf(ec2);
    ec2.describe_vpcs().send().await.expect("that is allowed");
    refused!(ec2.create_security_group().group_name("a").description("b"), "UnauthorizedOperation");
    refused!(ec2.terminate_instances().instance_ids("i-0123456789abcdef0"), "UnauthorizedOperation");
    refused!(ec2.create_default_vpc().dry_run(true), "UnauthorizedOperation");
    let ssm = aws_sdk_ssm::config::Builder::from(&config).interceptor(practice.interceptor()).build();
    refused!(
        aws_sdk_ssm::Client::from_conf(ssm).put_parameter().name("/a").value("b"),
        "AccessDeniedException"
    );
    let iam = aws_sdk_iam::config::Builder::from(&config).interceptor(practice.interceptor()).build();
    refused!(
        aws_sdk_iam::Client::from_conf(iam).create_instance_profile().instance_profile_name("a"),
        "AccessDenied"
    );
}

#[tokio::test(start_paused = true)]
async fn iam_slr_is_made_once() {
    let practice = practice();
    let iam = practice.iam(SEOUL);
    let make = iam.create_service_linked_role().aws_service_name("elasticloadbalancing.amazonaws.com");
    let answer = make.clone().send().await.expect("ELB has such a role");
    let name = answer.role().map(|role| role.role_name().to_owned());
    assert_eq!(name.as_deref(), Some("AWSServiceRoleForElasticLoadBalancing"));
    refused!(make, "InvalidInput");
}

#[tokio::test(start_paused = true)]
async fn a_foreign_role_is_there_and_documents_come_url_encoded() {
    let practice = practice();
    let answer =
        practice.iam(SEOUL).get_role().role_name("old-blog-backup").send().await.expect("it is planted");
    let document = answer.role().and_then(|role| role.assume_role_policy_document()).expect("it has a trust");
    assert!(document.starts_with("%7B%22Version%22"));
}

#[tokio::test(start_paused = true)]
async fn a_user_can_ask_who_it_is() {
    let practice = practice();
    let user = practice.iam(SEOUL).get_user().send().await.expect("the administrator is a user");
    assert_eq!(user.user().map(|user| user.user_name().to_owned()).as_deref(), Some("practice-admin"));
    practice.iam(SEOUL).list_account_aliases().send().await.expect("it may");
    practice.credentials(&Who::Root);
    let summary = practice.iam(SEOUL).get_account_summary().send().await.expect("it may");
    let key = aws_sdk_iam::types::SummaryKeyType::AccountAccessKeysPresent;
    assert_eq!(summary.summary_map().and_then(|map| map.get(&key)), Some(&1));
}
