use std::sync::Arc;

use aws_sdk_ssm::types::ParameterType;
use naru_engine::Clock;
use naru_practice::{Practice, Service};
use tokio::time::Instant;

use super::*;
use crate::cloud::{Aws, NoSecrets};
use crate::credentials::Access;

fn account() -> (Practice, Aws) {
    let practice = Practice::new(Clock::real());
    let access = Access::through(practice.sdk_config("ap-northeast-2"), Some(practice.interceptor()));
    let aws = access.clients(&practice.account_id(), Arc::new(NoSecrets), Arc::new(practice.clone()));
    (practice, aws)
}

/// Stores a value beside whatever else is asked meanwhile.
fn put(aws: &Aws, at: usize) -> tokio::task::JoinHandle<()> {
    let put = aws.ssm.put_parameter().name(format!("/naru/{at}")).value("1").r#type(ParameterType::String);
    tokio::spawn(async move {
        put.send().await.expect("it is stored");
    })
}

#[tokio::test(start_paused = true)]
async fn throttle_rates_are_kept_by_whoever_waits_for_its_turn() {
    let (practice, aws) = account();
    let began = Instant::now();
    for task in (0..40).map(|at| put(&aws, at)).collect::<Vec<_>>() {
        task.await.expect("it doesn't panic");
    }
    let took = began.elapsed().as_secs_f64();
    assert!((12.0..14.0).contains(&took), "three a second: {took}");
    let calls = practice.calls();
    assert_eq!(calls.len(), 40, "nothing is asked twice");
    assert!(calls.iter().all(|call| call.refused.is_none()));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_given_up_takes_no_turn() {
    let (practice, aws) = account();
    put(&aws, 0).await.expect("it doesn't panic");
    let given_up: Vec<_> = (1..20).map(|at| put(&aws, at)).collect();
    tokio::time::sleep(Duration::from_millis(10)).await;
    for task in given_up {
        task.abort();
    }
    let began = Instant::now();
    put(&aws, 20).await.expect("it doesn't panic");
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    assert!(practice.calls().len() < 4);
}

#[tokio::test(start_paused = true)]
async fn clients_of_another_region_draw_from_the_same_buckets_where_aws_has_one() {
    let practice = Practice::new(Clock::real());
    let access = Access::through(practice.sdk_config("ap-northeast-2"), Some(practice.interceptor()));
    let clients = |region: &str| {
        let dns = Arc::new(practice.clone());
        access.in_region(region).clients(&practice.account_id(), Arc::new(NoSecrets), dns)
    };
    let lists = |aws: &Aws| -> Vec<_> {
        (0..40).map(|_| tokio::spawn(aws.route53.list_hosted_zones().send())).collect()
    };
    let began = Instant::now();
    let (seoul, tokyo) = (clients("ap-northeast-2"), clients("ap-northeast-1"));
    for task in lists(&seoul).into_iter().chain(lists(&tokyo)) {
        task.await.expect("it doesn't panic").expect("it is answered");
    }
    assert!(began.elapsed() > Duration::from_secs(3), "an account has one bucket: {:?}", began.elapsed());
    assert!(practice.calls().iter().all(|call| call.refused.is_none()));
}

#[test]
fn throttle_rates_here_are_never_above_those_of_aws() {
    let services = [
        ("EC2", Service::Ec2),
        ("Elastic Load Balancing v2", Service::ElbV2),
        ("Route 53", Service::Route53),
        ("ACM", Service::Acm),
        ("SSM", Service::Ssm),
        ("S3", Service::S3),
        ("IAM", Service::Iam),
        ("CloudFront", Service::CloudFront),
        ("STS", Service::Sts),
        ("FreeTier", Service::FreeTier),
        ("Service Quotas", Service::Quotas),
    ];
    let operations = [
        "AddTagsToCertificate",
        "AssociateIamInstanceProfile",
        "AuthorizeSecurityGroupIngress",
        "ChangeResourceRecordSets",
        "CreateDefaultVpc",
        "CreateHostedZone",
        "CreateLoadBalancer",
        "CreateRule",
        "CreateTags",
        "DeleteHostedZone",
        "DeleteParameter",
        "DeregisterTargets",
        "DescribeInstances",
        "DescribeInstanceTypes",
        "DescribeNetworkInterfaces",
        "DescribeSecurityGroups",
        "DescribeTargetHealth",
        "GetParameter",
        "HeadObject",
        "ListCertificates",
        "ListResourceRecordSets",
        "PutObject",
        "PutParameter",
        "RegisterTargets",
        "RequestCertificate",
        "RunInstances",
        "StartInstances",
        "TerminateInstances",
    ];
    for (name, service) in services {
        for operation in operations {
            let (ours, awss) = (limits::of(name, operation), service.rates(operation));
            assert_eq!(ours.len(), awss.len(), "{name} {operation}");
            for (ours, awss) in ours.iter().zip(&awss) {
                assert!(ours.a_second <= awss.a_second, "{name} {operation}: {ours:?} {awss:?}");
                assert!(held_here(ours) <= awss.holds, "{name} {operation}: {ours:?} {awss:?}");
            }
        }
    }
}

#[test]
fn a_clock_that_is_set_back_stops_nobody_for_long() {
    let limit = Limit { bucket: "all".to_owned(), holds: 1.0, a_second: 1.0, everywhere: true };
    let noon = SystemTime::UNIX_EPOCH + Duration::from_secs(43_200);
    let mut tokens = Tokens { left: 0.0, at: noon };
    let earlier = noon - Duration::from_secs(3600);
    assert_eq!(tokens.missing(&limit, earlier), Some(Duration::from_secs(1)));
    assert_eq!(tokens.missing(&limit, earlier + Duration::from_secs(1)), None);
}
