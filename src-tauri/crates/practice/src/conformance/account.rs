//! The account's gates and plan, and calls that go wrong on purpose.

use aws_sdk_ec2::error::SdkError;
use aws_sdk_ec2::types::{Filter, InstanceType};
use aws_sdk_freetier::types::{AccountPlanStatus, AccountPlanType, ActivityStatus};

use crate::testing::{SEOUL, a_run, code, practice, refused, started};
use crate::{Credits, Fault, Gate, Misbehaviour, Plan, Refusal, Service, When, project};

#[tokio::test(start_paused = true)]
async fn acct_free_plan() {
    let practice = practice();
    practice.set_conditions(|conditions| conditions.plan = Plan::Free);
    let ec2 = practice.ec2(SEOUL);
    let eligible = Filter::builder().name("free-tier-eligible").values("true").build();
    let offered = ec2.describe_instance_types().filters(eligible).send().await.expect("the filter is known");
    let offered: Vec<_> =
        offered.instance_types().iter().filter_map(|machine| machine.instance_type()).collect();
    assert!(offered.contains(&&InstanceType::T3Micro) && !offered.contains(&&InstanceType::T2Micro));
    let run = a_run(&practice).await;
    refused!(run.clone().instance_type(InstanceType::T2Micro), "InvalidParameterCombination");
    refused!(run.clone().instance_type(InstanceType::T3Medium), "InvalidParameterCombination");
    started(run).await;
}

#[tokio::test(start_paused = true)]
async fn acct_credits() {
    let practice = practice();
    let plans = practice.freetier("us-east-1");
    refused!(plans.get_account_plan_state(), "ResourceNotFoundException");
    refused!(plans.list_account_activities(), "ResourceNotFoundException");
    let until = practice.now() + jiff::SignedDuration::from_hours(180 * 24);
    practice.set_conditions(|conditions| {
        conditions.plan = Plan::Free;
        conditions.credits = Some(Credits { usd: 100.0, until, instance_launched: false });
    });
    let state = async || plans.get_account_plan_state().send().await.expect("it has a plan");
    let left = async || state().await.account_plan_remaining_credits.map(|credits| credits.amount);
    let before = state().await;
    assert_eq!(before.account_plan_type, AccountPlanType::Free);
    assert_eq!(before.account_plan_status, AccountPlanStatus::Active);
    let ends = before.account_plan_expiration_date.map(|ends| ends.secs());
    assert_eq!(ends, Some(until.as_second()));
    assert_eq!(left().await, Some(100.0));
    let not_started = || plans.list_account_activities().filter_activity_statuses(ActivityStatus::NotStarted);
    let ahead = async || not_started().send().await.expect("they can be listed").activities.len();
    assert_eq!(ahead().await, 5);
    for _ in 0..2 {
        started(a_run(&practice).await).await;
        assert_eq!((left().await, ahead().await), (Some(120.0), 4), "the first launch earns, and no other");
    }
    practice.set_conditions(|conditions| conditions.credits.as_mut().expect("it has some").usd = 0.0);
    assert_eq!(state().await.account_plan_status, AccountPlanStatus::Expired);
    practice.set_conditions(|conditions| conditions.plan = Plan::Paid);
    assert_eq!(state().await.account_plan_status, AccountPlanStatus::Active, "it pays from here on");
}

#[tokio::test(start_paused = true)]
async fn acct_quotas() {
    let practice = practice();
    let quotas = practice.quotas(SEOUL);
    let quota = |service: &str, code: &str| quotas.get_service_quota().service_code(service).quota_code(code);
    refused!(quota("ec2", "L-00000000"), "NoSuchResourceException");
    practice.set_conditions(|conditions| conditions.quotas.vcpus = 5);
    let told = quota("ec2", "L-1216C47A").send().await.expect("it is known").quota;
    assert_eq!(told.and_then(|quota| quota.value), Some(5.0));
    let run = a_run(&practice).await;
    // Two for what somebody else runs there, and two for this.
    started(run.clone()).await;
    refused!(run, "VcpuLimitExceeded");
}

#[tokio::test(start_paused = true)]
async fn acct_project() {
    let practice = practice();
    practice.set_conditions(|conditions| conditions.service_control_policies = project("ap-southeast-2"));
    for region in [SEOUL, "us-east-1", "us-east-2"] {
        let refused = practice.ec2(region).describe_vpcs().send().await.expect_err("the region is closed");
        let said = format!("{:?}", refused.into_service_error());
        assert!(said.contains("with an explicit deny in a service control policy"), "{region}: {said}");
    }
    practice.ec2("ap-southeast-2").describe_vpcs().send().await.expect("this one is the project's");
    practice.iam(SEOUL).list_roles().send().await.expect("what is global works");
    practice.cloudfront(SEOUL).list_distributions().send().await.expect("what is global works");
    practice.acm("us-east-1").list_certificates().send().await.expect("CloudFront's certificates are there");
    practice.acm(SEOUL).list_certificates().send().await.expect_err("those of a closed region aren't");
}

#[tokio::test(start_paused = true)]
async fn acct_gates() {
    let practice = practice();
    let run = a_run(&practice).await;
    for (gate, expected) in
        [(Gate::Ec2PendingVerification, "PendingVerification"), (Gate::Ec2Blocked, "Blocked")]
    {
        practice.set_conditions(|conditions| conditions.gates = [gate].into());
        assert_eq!(code(&run.clone().send().await.expect_err("the gate is shut")), expected);
    }
    practice.set_conditions(|conditions| conditions.gates.clear());
    started(run).await;
}

#[tokio::test(start_paused = true)]
async fn an_error_before_the_effect_leaves_nothing_and_is_retried_by_the_sdk() {
    let practice = practice();
    practice.misbehave(Misbehaviour::new(
        When::Next(Service::Ec2, "CreateSecurityGroup".to_owned()),
        Fault::ErrorBefore,
    ));
    let made = practice.ec2(SEOUL).create_security_group().group_name("web").description("web").send().await;
    made.expect("the second attempt makes it");
    let tried = practice.calls().into_iter().filter(|call| call.operation == "CreateSecurityGroup");
    let refused: Vec<_> = tried.map(|call| call.refused).collect();
    assert_eq!(refused, [Some("InternalError".to_owned()), None]);
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_has_had_its_effect() {
    let practice = practice();
    practice.misbehave(Misbehaviour::new(When::Nth(0), Fault::LostAfter));
    let config = practice.sdk_config(SEOUL);
    let config = aws_sdk_ec2::config::Builder::from(&config).interceptor(practice.interceptor());
    let config = config.retry_config(aws_sdk_ec2::config::retry::RetryConfig::disabled());
    let ec2 = aws_sdk_ec2::Client::from_conf(config.build());
    let make = ec2.create_security_group().group_name("web").description("web");
    let error = make.clone().send().await.expect_err("no answer comes");
    assert!(matches!(error, SdkError::DispatchFailure(_)));
    refused!(make, "InvalidGroup.Duplicate");
}

#[tokio::test(start_paused = true)]
async fn a_caller_who_hangs_up_halfway_has_still_called() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let make = ec2.create_security_group().group_name("web").description("web");
    let patience = std::time::Duration::from_millis(60);
    tokio::time::timeout(patience, make.clone().send()).await.expect_err("an answer takes 80 ms");
    refused!(make, "InvalidGroup.Duplicate");
}

#[tokio::test(start_paused = true)]
async fn a_delayed_call_takes_that_much_longer() {
    let practice = practice();
    practice.misbehave(Misbehaviour::new(When::Service(Service::Ec2), Fault::Delay(2_000)));
    let begun = tokio::time::Instant::now();
    practice.ec2(SEOUL).describe_vpcs().send().await.expect("it comes in the end");
    assert_eq!(begun.elapsed().as_millis(), 2_080);
}

#[tokio::test(start_paused = true)]
async fn a_denied_call_and_a_refusal_of_ones_choice() {
    let practice = practice();
    practice.misbehave(Misbehaviour::new(When::Nth(0), Fault::Deny));
    refused!(practice.ec2(SEOUL).describe_vpcs(), "UnauthorizedOperation");
    let full =
        Refusal::new("VcpuLimitExceeded", "You have requested more vCPU capacity than your limit allows");
    practice.misbehave(Misbehaviour::new(When::Nth(0), Fault::Refuse(full)));
    refused!(practice.ec2(SEOUL).describe_vpcs(), "VcpuLimitExceeded");
    practice.ec2(SEOUL).describe_vpcs().send().await.expect("each happened once");
}

#[tokio::test(start_paused = true)]
async fn calls_that_change_something_can_be_refused_and_told_from_those_that_read() {
    let practice = practice();
    practice.misbehave(Misbehaviour::new(When::Changes, Fault::Deny));
    let ec2 = practice.ec2(SEOUL);
    refused!(ec2.create_security_group().group_name("web").description("web"), "UnauthorizedOperation");
    ec2.describe_vpcs().send().await.expect("a look changes nothing");
    let changes: Vec<_> = practice.calls().iter().map(|call| call.changes).collect();
    assert_eq!(changes, [true, false]);
    practice.behave();
    ec2.create_security_group().group_name("web").description("web").send().await.expect("it may again");
}

#[tokio::test(start_paused = true)]
async fn throttle_has_each_services_code() {
    let practice = practice();
    practice.misbehave(Misbehaviour::new(When::Always, Fault::Throttle));
    refused!(practice.ec2(SEOUL).describe_vpcs(), "RequestLimitExceeded");
    refused!(practice.ssm(SEOUL).get_parameter().name("/a"), "ThrottlingException");
    refused!(practice.iam(SEOUL).list_roles(), "Throttling");
    refused!(practice.elbv2(SEOUL).describe_load_balancers(), "ThrottlingException");
    assert_eq!(practice.calls().len(), 12, "the SDK takes each for throttling and tries three times");
    practice.behave();
    practice.ec2(SEOUL).describe_vpcs().send().await.expect("it behaves again");
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_is_not_modelled_says_so() {
    let practice = practice();
    let error =
        practice.ec2(SEOUL).describe_spot_price_history().send().await.expect_err("it isn't modelled");
    assert_eq!(code(&error), "NotModelledByPracticeAccount");
    assert!(format!("{error:?}").contains("DescribeSpotPriceHistory"));
}

#[tokio::test(start_paused = true)]
async fn throttle_holds_back_whoever_asks_too_often() {
    let practice = practice();
    let config =
        aws_sdk_ec2::config::Builder::from(&practice.sdk_config(SEOUL)).interceptor(practice.interceptor());
    let config = config.retry_config(aws_sdk_ec2::config::retry::RetryConfig::disabled());
    let ec2 = aws_sdk_ec2::Client::from_conf(config.build());
    let calls: Vec<_> = (0..120).map(|_| tokio::spawn(ec2.describe_vpcs().send())).collect();
    let mut refused = 0;
    for call in calls {
        if let Err(error) = call.await.expect("it doesn't panic") {
            assert_eq!(code(&error), "RequestLimitExceeded");
            refused += 1;
        }
    }
    assert_eq!(refused, 20, "a hundred at once are answered");
    crate::testing::pass(1).await;
    ec2.describe_vpcs().send().await.expect("a second later there is room again");
}
