//! What the tests of all services share.

use std::time::Duration;

use aws_sdk_ec2::operation::run_instances::builders::RunInstancesFluentBuilder;
use aws_sdk_ec2::types::InstanceType;
use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};
use aws_types::request_id::RequestId as _;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use naru_engine::Clock;

use crate::Practice;

/// Where the tests play.
pub(crate) const SEOUL: &str = "ap-northeast-2";

/// User data as ours begins.
pub(crate) const OURS: &str = "#cloud-config\n# naru: app-port=8080 health-path=/health source=sample\n";

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

/// A run of one t3.micro in the first zone's subnet, with user data of ours.
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
        .user_data(BASE64_STANDARD.encode(OURS))
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
/// A small deployment to try rules on: two groups, one instance with an app behind nginx, and two subnets.
pub(crate) struct Ground {
    pub practice: crate::Practice,
    pub region: &'static str,
    pub vpc: String,
    pub subnets: Vec<String>,
    /// The load balancer's group, which lets nobody in yet.
    pub front: String,
    /// The app's group, which lets the load balancer's in on port 80.
    pub back: String,
    pub instance: String,
}

impl Ground {
    /// Lays it, with an instance that runs already.
    pub(crate) async fn lay(practice: crate::Practice) -> Self {
        use aws_sdk_ec2::types::{IpPermission, UserIdGroupPair};
        let region = "ap-northeast-2";
        let ec2 = practice.ec2(region);
        let subnets = ec2.describe_subnets().send().await.expect("subnets");
        let vpc = subnets.subnets()[0].vpc_id().expect("a network").to_owned();
        let subnets: Vec<_> = subnets
            .subnets()
            .iter()
            .filter_map(|subnet| subnet.subnet_id().map(str::to_owned))
            .take(2)
            .collect();
        let mut groups = Vec::new();
        for name in ["front", "back"] {
            let made =
                ec2.create_security_group().group_name(name).description(name).vpc_id(&vpc).send().await;
            groups.push(made.expect("a group").group_id().expect("an id").to_owned());
        }
        let (back, front) = (groups.pop().expect("two"), groups.pop().expect("two"));
        let pair = UserIdGroupPair::builder().group_id(&front).build();
        let rule =
            IpPermission::builder().ip_protocol("tcp").from_port(80).to_port(80).user_id_group_pairs(pair);
        let open = ec2.authorize_security_group_ingress().group_id(&back).ip_permissions(rule.build());
        open.send().await.expect("opened");
        let image = practice
            .ssm(region)
            .get_parameter()
            .name("/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id")
            .send()
            .await
            .expect("an image");
        let image = image.parameter().and_then(|parameter| parameter.value()).expect("an image").to_owned();
        let data = "#cloud-config\n# naru: app-port=8080 nginx-port=80 health-path=/health\n";
        let data = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, data);
        let run = ec2
            .run_instances()
            .image_id(image)
            .instance_type("t3.micro".into())
            .min_count(1)
            .max_count(1)
            .subnet_id(&subnets[0])
            .security_group_ids(&back)
            .user_data(data);
        let run = run.send().await.expect("an instance");
        let instance = run.instances()[0].instance_id().expect("an id").to_owned();
        tokio::time::sleep(std::time::Duration::from_mins(1)).await;
        Self { practice, region, vpc, subnets, front, back, instance }
    }

    /// Lets a range of addresses into the load balancer's group on a port.
    pub(crate) async fn open(&self, port: i32, cidr: &str) {
        use aws_sdk_ec2::types::{IpPermission, IpRange};
        let range = IpRange::builder().cidr_ip(cidr).build();
        let rule = IpPermission::builder().ip_protocol("tcp").from_port(port).to_port(port).ip_ranges(range);
        let ec2 = self.practice.ec2(self.region);
        let open = ec2.authorize_security_group_ingress().group_id(&self.front).ip_permissions(rule.build());
        open.send().await.expect("opened");
    }

    /// A load balancer in both subnets: its ARN and its name.
    pub(crate) async fn balancer(&self, name: &str) -> (String, String) {
        let elbv2 = self.practice.elbv2(self.region);
        let make = elbv2.create_load_balancer().name(name).security_groups(&self.front);
        let made = make.set_subnets(Some(self.subnets.clone())).send().await.expect("a load balancer");
        let made = &made.load_balancers()[0];
        (made.load_balancer_arn().expect("an arn").to_owned(), made.dns_name().expect("a name").to_owned())
    }

    /// A target group whose one target is the instance.
    pub(crate) async fn target_group(&self, name: &str) -> String {
        let elbv2 = self.practice.elbv2(self.region);
        let make = elbv2.create_target_group().name(name).port(80).protocol("HTTP".into()).vpc_id(&self.vpc);
        let make =
            make.health_check_path("/health").health_check_interval_seconds(10).healthy_threshold_count(3);
        let made = make.send().await.expect("a target group");
        let arn = made.target_groups()[0].target_group_arn().expect("an arn").to_owned();
        let target =
            aws_sdk_elasticloadbalancingv2::types::TargetDescription::builder().id(&self.instance).build();
        elbv2.register_targets().target_group_arn(&arn).targets(target).send().await.expect("registered");
        arn
    }

    /// A listener on port 80 that forwards everything.
    pub(crate) async fn listener(&self, balancer: &str, target_group: &str) -> String {
        let elbv2 = self.practice.elbv2(self.region);
        let make = elbv2.create_listener().load_balancer_arn(balancer).port(80).protocol("HTTP".into());
        let made = make.default_actions(forward(target_group)).send().await.expect("a listener");
        made.listeners()[0].listener_arn().expect("an arn").to_owned()
    }
}

/// An action that sends everything to a target group.
pub(crate) fn forward(target_group: &str) -> aws_sdk_elasticloadbalancingv2::types::Action {
    aws_sdk_elasticloadbalancingv2::types::Action::builder()
        .r#type("forward".into())
        .target_group_arn(target_group)
        .build()
}

/// A distribution's configuration to change for each try: a private bucket in Seoul behind it, over HTTPS.
pub(crate) fn site(
    bucket: &str,
    access_control: &str,
) -> aws_sdk_cloudfront::types::builders::DistributionConfigBuilder {
    use aws_sdk_cloudfront::types::{DistributionConfig, Origins, S3OriginConfig};
    let origin = aws_sdk_cloudfront::types::Origin::builder()
        .id("site")
        .domain_name(format!("{bucket}.s3.ap-northeast-2.amazonaws.com"))
        .origin_access_control_id(access_control)
        .s3_origin_config(S3OriginConfig::builder().origin_access_identity("").build())
        .build()
        .expect("whole");
    DistributionConfig::builder()
        .caller_reference("naru-1")
        .comment("naru")
        .enabled(true)
        .default_root_object("index.html")
        .origins(Origins::builder().quantity(1).items(origin).build().expect("whole"))
        .default_cache_behavior(behavior("site").build().expect("whole"))
}

/// A behavior for `origin`: redirects to HTTPS, caches, and adds the security headers.
pub(crate) fn behavior(origin: &str) -> aws_sdk_cloudfront::types::builders::DefaultCacheBehaviorBuilder {
    aws_sdk_cloudfront::types::DefaultCacheBehavior::builder()
        .target_origin_id(origin)
        .viewer_protocol_policy("redirect-to-https".into())
        .cache_policy_id("658327ea-f89d-4fab-a63d-7e88639e58f6")
        .response_headers_policy_id("67f7725c-6f97-4210-82d7-5512b31e9d03")
}

/// A function of the shape that sends every path without an extension to the one page.
pub(crate) const SPA: &str = "function handler(event) {\n  var request = event.request;\n  var uri = request.uri;\n  \
     if (!uri.split('/').pop().includes('.')) {\n    request.uri = '/index.html';\n  }\n  return request;\n}\n";
