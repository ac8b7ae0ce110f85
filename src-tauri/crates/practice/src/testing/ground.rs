//! What the rules of load balancers, distributions and visits are tried on.

use std::time::Duration;

use aws_sdk_cloudfront::types as cf;
use aws_sdk_ec2::types::{IpPermission, IpRange, UserIdGroupPair};
use aws_sdk_elasticloadbalancingv2::types as elb;

use crate::Practice;

/// A small deployment to try rules on: two groups, one instance with an app behind nginx, and two subnets.
pub(crate) struct Ground {
    pub practice: Practice,
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
    pub(crate) async fn lay(practice: Practice) -> Self {
        let region = super::SEOUL;
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
        let run = super::a_run(&practice).await.subnet_id(&subnets[0]).security_group_ids(&back);
        let instance = super::started(run).await;
        tokio::time::sleep(Duration::from_mins(1)).await;
        Self { practice, region, vpc, subnets, front, back, instance }
    }

    /// Lets a range of addresses into the load balancer's group on a port.
    pub(crate) async fn open(&self, port: i32, cidr: &str) {
        let range = IpRange::builder().cidr_ip(cidr).build();
        let rule = IpPermission::builder().ip_protocol("tcp").from_port(port).to_port(port).ip_ranges(range);
        let ec2 = self.practice.ec2(self.region);
        let open = ec2.authorize_security_group_ingress().group_id(&self.front).ip_permissions(rule.build());
        open.send().await.expect("opened");
    }

    /// A load balancer in both subnets: its ARN and its name.
    pub(crate) async fn balancer(&self, name: &str) -> (String, String) {
        let elbv2 = self.practice.elbv2(self.region);
        let call = elbv2.create_load_balancer().name(name).security_groups(&self.front);
        let made = call.set_subnets(Some(self.subnets.clone())).send().await.expect("a load balancer");
        let made = &made.load_balancers()[0];
        (made.load_balancer_arn().expect("an arn").to_owned(), made.dns_name().expect("a name").to_owned())
    }

    /// A target group whose one target is the instance.
    pub(crate) async fn target_group(&self, name: &str) -> String {
        let elbv2 = self.practice.elbv2(self.region);
        let call = elbv2.create_target_group().name(name).port(80).protocol("HTTP".into()).vpc_id(&self.vpc);
        let call =
            call.health_check_path("/health").health_check_interval_seconds(10).healthy_threshold_count(3);
        let made = call.send().await.expect("a target group");
        let arn = made.target_groups()[0].target_group_arn().expect("an arn").to_owned();
        let target = elb::TargetDescription::builder().id(&self.instance).build();
        elbv2.register_targets().target_group_arn(&arn).targets(target).send().await.expect("registered");
        arn
    }

    /// A listener on port 80 that forwards everything.
    pub(crate) async fn listener(&self, balancer: &str, target_group: &str) -> String {
        let elbv2 = self.practice.elbv2(self.region);
        let call = elbv2.create_listener().load_balancer_arn(balancer).port(80).protocol("HTTP".into());
        let made = call.default_actions(forward(target_group)).send().await.expect("a listener");
        made.listeners()[0].listener_arn().expect("an arn").to_owned()
    }
}

/// An action that sends everything to a target group.
pub(crate) fn forward(target_group: &str) -> elb::Action {
    elb::Action::builder().r#type("forward".into()).target_group_arn(target_group).build()
}

/// A distribution's configuration to change for each try: a private bucket in Seoul behind it, over HTTPS.
pub(crate) fn site(bucket: &str, access_control: &str) -> cf::builders::DistributionConfigBuilder {
    let origin = cf::Origin::builder()
        .id("site")
        .domain_name(format!("{bucket}.s3.ap-northeast-2.amazonaws.com"))
        .origin_access_control_id(access_control)
        .s3_origin_config(cf::S3OriginConfig::builder().origin_access_identity("").build())
        .build()
        .expect("whole");
    cf::DistributionConfig::builder()
        .caller_reference("naru-1")
        .comment("naru")
        .enabled(true)
        .default_root_object("index.html")
        .origins(cf::Origins::builder().quantity(1).items(origin).build().expect("whole"))
        .default_cache_behavior(behavior("site").build().expect("whole"))
}

/// A behavior for `origin`: redirects to HTTPS, caches, and adds the security headers.
pub(crate) fn behavior(origin: &str) -> cf::builders::DefaultCacheBehaviorBuilder {
    cf::DefaultCacheBehavior::builder()
        .target_origin_id(origin)
        .viewer_protocol_policy("redirect-to-https".into())
        .cache_policy_id("658327ea-f89d-4fab-a63d-7e88639e58f6")
        .response_headers_policy_id("67f7725c-6f97-4210-82d7-5512b31e9d03")
}

/// A function that sends every path without an extension to the one page.
pub(crate) const SPA: &str = "function handler(event) {\n  var request = event.request;\n  var uri = request.uri;\n  \
     if (!uri.split('/').pop().includes('.')) {\n    request.uri = '/index.html';\n  }\n  return request;\n}\n";
