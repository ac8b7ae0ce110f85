//! What moto lacks, or answers otherwise than AWS, of what the trip asks: by name, and asserted to be so still. On the
//! day on which moto learns one of these, its test tells, and what the trip over the wire proves can grow.
//!
//! The practice account keeps AWS's rule in each of these, so the rules themselves are tried there.

use aws_sdk_cloudfront::types as cdn;
use aws_sdk_ec2::types::InstanceType;
use aws_sdk_elasticloadbalancingv2::types::{
    Action, ActionTypeEnum, FixedResponseActionConfig, ProtocolEnum, TargetDescription,
};
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration};
use naru_aws::cloud::Aws;
use naru_aws::refusal::failing;
use naru_tests::REGION;

use super::moto::{self, IMAGE, Moto};

/// The call, and what moto makes of it where AWS does otherwise.
const GAPS: &[(&str, &str)] = &[
    ("cloudfront:CreateDistribution FunctionAssociations", "forgotten"),
    ("cloudfront:CreateDistribution OriginAccessControlId", "forgotten"),
    ("cloudfront:CreateOriginAccessControl of a name that is taken", "makes a second one"),
    ("cloudfront:DeleteDistribution of an enabled one", "deletes it"),
    ("cloudfront:GetFunction LIVE of an unpublished one", "gives what is in development"),
    ("cloudfront:PublishFunction", "no such call"),
    ("cloudfront:UpdateFunction", "no such call"),
    ("ec2:DeleteSecurityGroup of one that a load balancer has", "deletes it"),
    ("ec2:RunInstances with the same ClientToken", "launches a second one"),
    ("elasticloadbalancing:CreateListener on a port that has one", "makes a second one"),
    ("elasticloadbalancing:DescribeTargetHealth without a listener", "healthy"),
    ("iam:SimulatePrincipalPolicy", "no such call"),
    ("s3:PutObject with the Content-MD5 of something else", "stores it"),
    ("ssm:GetParameter of Canonical's images", "ParameterNotFound"),
];

#[tokio::test]
async fn what_moto_lacks_it_still_lacks() {
    let moto = Moto::start();
    let aws = super::aws(moto.endpoint()).await;
    let mut seen = Vec::new();
    seen.extend(distributions(&aws).await);
    seen.extend(functions(&aws).await);
    seen.extend(machines(&aws).await);
    seen.extend(balancers(&aws).await);
    seen.extend(others(&aws).await);
    seen.sort_unstable();
    let expected: Vec<_> = GAPS.iter().map(|(call, does)| (*call, (*does).to_owned())).collect();
    assert_eq!(seen, expected, "moto has learnt something: let the trip over the wire ask more of it");
}

type Seen = Vec<(&'static str, String)>;

/// In words: what a call was refused with.
fn refused(failure: &naru_engine::Failure) -> String {
    match failure.code.as_deref() {
        Some("naru.no_aws_answer") | None => "no such call".to_owned(),
        Some(code) => code.to_owned(),
    }
}

fn answered<T>(answer: Result<T, naru_engine::Failure>, words: &str) -> String {
    answer.map_or_else(|failure| refused(&failure), |_| words.to_owned())
}

async fn distributions(aws: &Aws) -> Seen {
    let origin = cdn::Origin::builder()
        .id("site")
        .domain_name(format!("a-site.s3.{REGION}.amazonaws.com"))
        .s3_origin_config(cdn::S3OriginConfig::builder().origin_access_identity("").build())
        .origin_access_control_id("E2QWRUHAPOMQZL")
        .build()
        .expect("an origin");
    let bound = cdn::FunctionAssociation::builder()
        .event_type(cdn::EventType::ViewerRequest)
        .function_arn("arn:aws:cloudfront::123456789012:function/paths")
        .build()
        .expect("an association");
    let bound = cdn::FunctionAssociations::builder().quantity(1).items(bound).build().expect("associations");
    let behavior = cdn::DefaultCacheBehavior::builder()
        .target_origin_id("site")
        .viewer_protocol_policy(cdn::ViewerProtocolPolicy::RedirectToHttps)
        .function_associations(bound)
        .build()
        .expect("a behavior");
    let config = cdn::DistributionConfig::builder()
        .caller_reference("once")
        .comment("")
        .origins(cdn::Origins::builder().quantity(1).items(origin).build().expect("origins"))
        .default_cache_behavior(behavior)
        .enabled(true)
        .build()
        .expect("a configuration");
    let made =
        aws.cloudfront.create_distribution().distribution_config(config).send().await.expect("it is made");
    let etag = made.e_tag.expect("it has an ETag");
    let made = made.distribution.expect("it is told");
    let config = made.distribution_config().expect("it has a configuration");
    let access = config.origins().expect("it has origins").items()[0].origin_access_control_id();
    let behavior = config.default_cache_behavior().expect("it has a default");
    let bound = behavior.function_associations().map(cdn::FunctionAssociations::items).unwrap_or_default();
    let kept = |kept| if kept { "kept" } else { "forgotten" }.to_owned();
    let mut seen = vec![
        (
            "cloudfront:CreateDistribution OriginAccessControlId",
            kept(access.is_some_and(|id| !id.is_empty())),
        ),
        ("cloudfront:CreateDistribution FunctionAssociations", kept(!bound.is_empty())),
    ];
    let deleted = aws.cloudfront.delete_distribution().id(made.id()).if_match(etag).send().await;
    let deleted = answered(deleted.map_err(failing("delete it")), "deletes it");
    seen.push(("cloudfront:DeleteDistribution of an enabled one", deleted));

    let config = cdn::OriginAccessControlConfig::builder()
        .name("a-name")
        .origin_access_control_origin_type(cdn::OriginAccessControlOriginTypes::S3)
        .signing_behavior(cdn::OriginAccessControlSigningBehaviors::Always)
        .signing_protocol(cdn::OriginAccessControlSigningProtocols::Sigv4)
        .build()
        .expect("a configuration");
    let creation = aws.cloudfront.create_origin_access_control().origin_access_control_config(config);
    creation.clone().send().await.expect("it is made");
    let second = answered(creation.send().await.map_err(failing("make it again")), "makes a second one");
    seen.push(("cloudfront:CreateOriginAccessControl of a name that is taken", second));
    seen
}

async fn functions(aws: &Aws) -> Seen {
    let config = cdn::FunctionConfig::builder().comment("").runtime(cdn::FunctionRuntime::CloudfrontJs20);
    let config = config.build().expect("a configuration");
    let code =
        || aws_sdk_cloudfront::primitives::Blob::new("function handler(event) { return event.request; }");
    let made =
        aws.cloudfront.create_function().name("paths").function_code(code()).function_config(config.clone());
    let etag = made.send().await.expect("it is made").e_tag.expect("it has an ETag");
    let live = aws.cloudfront.get_function().name("paths").stage(cdn::FunctionStage::Live).send().await;
    let live = answered(live.map_err(failing("get it")), "gives what is in development");
    let published = aws.cloudfront.publish_function().name("paths").if_match(&etag).send().await;
    let published = answered(published.map_err(failing("publish it")), "publishes it");
    let update = aws.cloudfront.update_function().name("paths").if_match(&etag);
    let updated = update.function_code(code()).function_config(config).send().await;
    let updated = answered(updated.map_err(failing("change it")), "changes it");
    vec![
        ("cloudfront:GetFunction LIVE of an unpublished one", live),
        ("cloudfront:PublishFunction", published),
        ("cloudfront:UpdateFunction", updated),
    ]
}

async fn machines(aws: &Aws) -> Seen {
    let launch = || async {
        let launch = aws.ec2.run_instances().image_id(IMAGE).instance_type(InstanceType::T3Micro);
        let launched = launch.min_count(1).max_count(1).client_token("one-token").send().await;
        launched.expect("it starts").instances()[0].instance_id().map(str::to_owned)
    };
    let same = launch().await == launch().await;
    let does = if same { "answers with the first one" } else { "launches a second one" };
    vec![("ec2:RunInstances with the same ClientToken", does.to_owned())]
}

async fn balancers(aws: &Aws) -> Seen {
    let subnets = aws.ec2.describe_subnets().send().await.expect("subnets are listed");
    let vpc = subnets.subnets()[0].vpc_id().expect("it is in a VPC").to_owned();
    let subnets = subnets.subnets().iter().filter_map(|subnet| subnet.subnet_id.clone()).take(2).collect();
    let group =
        aws.ec2.create_security_group().group_name("gate").description("gate").vpc_id(&vpc).send().await;
    let group = group.expect("a group is made").group_id.expect("it has an id");
    let made = aws.elb.create_load_balancer().name("alb").set_subnets(Some(subnets)).security_groups(&group);
    let made = made.send().await.expect("a load balancer is made");
    let balancer = made.load_balancers()[0].load_balancer_arn().expect("it has an ARN").to_owned();

    let targets =
        aws.elb.create_target_group().name("targets").protocol(ProtocolEnum::Http).port(80).vpc_id(&vpc);
    let targets = targets.send().await.expect("a target group is made");
    let targets = targets.target_groups()[0].target_group_arn().expect("it has an ARN").to_owned();
    let machines = aws.ec2.describe_instances().send().await.expect("instances are listed");
    let machine = machines.reservations()[0].instances()[0].instance_id().expect("it has an id").to_owned();
    let target = TargetDescription::builder().id(machine).build();
    aws.elb
        .register_targets()
        .target_group_arn(&targets)
        .targets(target)
        .send()
        .await
        .expect("it is registered");
    let health =
        aws.elb.describe_target_health().target_group_arn(&targets).send().await.expect("it is told");
    let health = health.target_health_descriptions()[0].target_health().and_then(|health| health.state());
    let health = health.map(|state| state.as_str().to_owned()).unwrap_or_default();

    let refusal = FixedResponseActionConfig::builder().status_code("403").build();
    let action =
        Action::builder().r#type(ActionTypeEnum::FixedResponse).fixed_response_config(refusal).build();
    let listener =
        aws.elb.create_listener().load_balancer_arn(&balancer).protocol(ProtocolEnum::Http).port(80);
    let listener = listener.default_actions(action);
    listener.clone().send().await.expect("a listener is made");
    let second = answered(listener.send().await.map_err(failing("make it again")), "makes a second one");
    let deleted = aws.ec2.delete_security_group().group_id(&group).send().await;
    let deleted = answered(deleted.map_err(failing("delete it")), "deletes it");
    vec![
        ("elasticloadbalancing:DescribeTargetHealth without a listener", health),
        ("elasticloadbalancing:CreateListener on a port that has one", second),
        ("ec2:DeleteSecurityGroup of one that a load balancer has", deleted),
    ]
}

async fn others(aws: &Aws) -> Seen {
    let place = BucketLocationConstraint::from(REGION);
    let place = CreateBucketConfiguration::builder().location_constraint(place).build();
    let made = aws.s3.create_bucket().bucket("a-bucket").create_bucket_configuration(place).send().await;
    made.expect("a bucket is made");
    // The MD5 of nothing.
    let put = aws.s3.put_object().bucket("a-bucket").key("a").content_md5("1B2M2Y8AsgTpgAmY7PhCfg==");
    let put = put.body(b"something".to_vec().into()).send().await.map_err(failing("put it"));
    let name = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id";
    let image = aws.ssm.get_parameter().name(name).send().await.map_err(failing("get it"));
    let user = format!("arn:aws:iam::{}:user/kim", moto::ACCOUNT);
    let simulated =
        aws.iam.simulate_principal_policy().policy_source_arn(user).action_names("ec2:RunInstances");
    let simulated = simulated.send().await.map_err(failing("simulate it"));
    vec![
        ("s3:PutObject with the Content-MD5 of something else", answered(put, "stores it")),
        ("ssm:GetParameter of Canonical's images", answered(image, "has it")),
        ("iam:SimulatePrincipalPolicy", answered(simulated, "simulates it")),
    ]
}
