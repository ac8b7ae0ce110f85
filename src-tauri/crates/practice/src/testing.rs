//! What the tests of all services share.

mod domain;
mod ground;

use std::time::Duration;

use aws_sdk_ec2::operation::run_instances::builders::RunInstancesFluentBuilder;
use aws_sdk_ec2::types::InstanceType;
use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};
use aws_types::request_id::RequestId as _;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use naru_engine::Clock;

pub(crate) use self::domain::{Home, certificate, requested, waits_for_record};
pub(crate) use self::ground::{Ground, SPA, behavior, forward, site};
use crate::Practice;

/// Where the tests play.
pub(crate) const SEOUL: &str = "ap-northeast-2";

/// User data that sets up nginx and behind it the sample, which is well at `/health`, and that tells its steps.
pub(crate) const SAMPLE: &str = include_str!("testing/sample.yaml");

/// A new account.
pub(crate) fn practice() -> Practice {
    Practice::new(Clock::real())
}

/// Lets the account's time pass.
pub(crate) async fn pass(seconds: u64) {
    tokio::time::sleep(Duration::from_secs(seconds)).await;
}

/// The code of a service's refusal, which has a text and a request id; a call that failed in another way is a failed
/// test.
pub(crate) fn code<E, R>(error: &SdkError<E, R>) -> String
where
    E: ProvideErrorMetadata + std::fmt::Debug,
    R: std::fmt::Debug,
{
    match error {
        SdkError::ServiceError(refused) => {
            assert!(refused.err().meta().request_id().is_some(), "a refusal has a request id: {refused:?}");
            refused.err().code().unwrap_or("no code").to_owned()
        }
        other => panic!("no refusal: {other:?}"),
    }
}

/// Asserts that a call is refused with this code.
macro_rules! refused {
    ($call:expr, $code:literal) => {
        assert_eq!(crate::testing::code(&$call.send().await.expect_err("it should be refused")), $code)
    };
}
pub(crate) use refused;

/// The newest Ubuntu image of Seoul for x86.
pub(crate) async fn image(practice: &Practice) -> String {
    let name = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id";
    let answer = practice.ssm(SEOUL).get_parameter().name(name).send().await.expect("Canonical has it");
    answer.parameter().and_then(|parameter| parameter.value()).expect("it has a value").to_owned()
}

/// A run of one t3.micro in the first zone's subnet, with the sample on it.
pub(crate) async fn a_run(practice: &Practice) -> RunInstancesFluentBuilder {
    let image = image(practice).await;
    practice
        .ec2(SEOUL)
        .run_instances()
        .image_id(image)
        .instance_type(InstanceType::T3Micro)
        .min_count(1)
        .max_count(1)
        .subnet_id(subnet(practice, "ap-northeast-2a").await)
        .user_data(BASE64_STANDARD.encode(SAMPLE))
}

/// The default subnet of a zone.
pub(crate) async fn subnet(practice: &Practice, zone: &str) -> String {
    let answer = practice.ec2(SEOUL).describe_subnets().send().await.expect("subnets can be listed");
    let found = answer.subnets().iter().find(|subnet| subnet.availability_zone() == Some(zone));
    found.and_then(|subnet| subnet.subnet_id()).expect("each zone has one").to_owned()
}

/// Starts it and returns the instance's id.
pub(crate) async fn started(run: RunInstancesFluentBuilder) -> String {
    let answer = run.send().await.expect("the run is right");
    answer.instances()[0].instance_id().expect("it has an id").to_owned()
}
