//! How fast AWS lets itself be asked: so many calls at once, and so many a second after that.

use std::fmt::Debug;

use aws_sdk_ec2::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_ssm::types::ParameterType;
use aws_types::SdkConfig;

use crate::Practice;
use crate::testing::{SEOUL, code, pass, practice};

/// A configuration whose clients repeat nothing by themselves.
fn unaided(practice: &Practice) -> SdkConfig {
    let config = practice.sdk_config(SEOUL).into_builder();
    config.retry_config(aws_sdk_ec2::config::retry::RetryConfig::disabled()).build()
}

/// Makes so many calls at once; how many were answered. The others are refused with this code.
async fn answered<T, E, R>(
    calls: usize,
    refusal: &str,
    call: impl Fn(usize) -> tokio::task::JoinHandle<Result<T, SdkError<E, R>>>,
) -> usize
where
    E: ProvideErrorMetadata + Debug,
    R: Debug,
{
    let begun: Vec<_> = (0..calls).map(call).collect();
    let mut answered = 0;
    for one in begun {
        match one.await.expect("it doesn't panic") {
            Ok(_) => answered += 1,
            Err(error) => assert_eq!(code(&error), refusal),
        }
    }
    answered
}

#[tokio::test(start_paused = true)]
async fn throttle_rates_of_parameters() {
    let practice = practice();
    let config = aws_sdk_ssm::config::Builder::from(&unaided(&practice)).interceptor(practice.interceptor());
    let ssm = aws_sdk_ssm::Client::from_conf(config.build());
    let put = |at: usize| {
        let put = ssm.put_parameter().name(format!("/naru/{at}")).value("1").r#type(ParameterType::String);
        tokio::spawn(put.overwrite(true).send())
    };
    assert_eq!(answered(5, "ThrottlingException", put).await, 3, "three at once");
    pass(1).await;
    assert_eq!(answered(5, "ThrottlingException", put).await, 3, "and three a second");
    let get = |at: usize| tokio::spawn(ssm.get_parameter().name(format!("/naru/{}", at % 3)).send());
    assert_eq!(answered(45, "ThrottlingException", get).await, 40, "reading has its own");
}

#[tokio::test(start_paused = true)]
async fn throttle_rates_of_ec2_are_each_operations_own() {
    let practice = practice();
    let config = aws_sdk_ec2::config::Builder::from(&unaided(&practice)).interceptor(practice.interceptor());
    let ec2 = aws_sdk_ec2::Client::from_conf(config.build());
    let instances = |_| tokio::spawn(ec2.describe_instances().send());
    assert_eq!(answered(60, "RequestLimitExceeded", instances).await, 50);
    let vpcs = |_| tokio::spawn(ec2.describe_vpcs().send());
    assert_eq!(answered(110, "RequestLimitExceeded", vpcs).await, 100, "these haven't been asked for yet");
    pass(1).await;
    assert_eq!(answered(20, "RequestLimitExceeded", instances).await, 11, "ten a second, and some meanwhile");
}

#[tokio::test(start_paused = true)]
async fn throttle_rates_of_load_balancers_are_shared() {
    let practice = practice();
    let config = aws_sdk_elasticloadbalancingv2::config::Builder::from(&unaided(&practice));
    let config = config.interceptor(practice.interceptor()).build();
    let elb = aws_sdk_elasticloadbalancingv2::Client::from_conf(config);
    let balancers = |_| tokio::spawn(elb.describe_load_balancers().send());
    assert_eq!(answered(30, "ThrottlingException", balancers).await, 30);
    let groups = |_| tokio::spawn(elb.describe_target_groups().send());
    let few = answered(30, "ThrottlingException", groups).await;
    assert!((10..13).contains(&few), "forty at once of all operations: {few}");
}
