//! What others have in the same account: made before anything of ours, looked at again after everything of ours.

use aws_sdk_cloudfront::types as cdn;
use aws_sdk_ec2::types::{Filter, InstanceStateName, InstanceType, ResourceType, Tag, TagSpecification};
use aws_sdk_elasticloadbalancingv2::types::{ActionTypeEnum, FixedResponseActionConfig, ProtocolEnum};
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration};
use naru_aws::cloud::Aws;
use naru_tests::REGION;

use super::moto::{ACCOUNT, IMAGE};

const BUCKET: &str = "old-blog-photos";
const OBJECT: &str = "2019/harbour.txt";
const TEXT: &str = "A ferry in the morning.";
const ROLE: &str = "old-blog";
/// A parameter that another deployment of Naru made, so that it bears a mark which isn't ours.
const NEIGHBOUR: &str = "/naru/zzzzzzzzzzzz/origin-secret";

/// The ids of what was planted.
pub struct Foreign {
    group: String,
    neighbours_group: String,
    instance: String,
    balancer: String,
    listener: String,
    distribution: String,
}

/// Plants an instance, two security groups, a bucket with an object, a role, a load balancer, a distribution and a
/// parameter. One of the groups and the parameter are another deployment's of Naru.
pub async fn plant(aws: &Aws) -> Foreign {
    let subnets = aws.ec2.describe_subnets().send().await.expect("subnets are listed");
    let subnets: Vec<_> = subnets.subnets().iter().filter_map(|subnet| subnet.subnet_id()).take(2).collect();
    let group = group(aws, "old-blog", &[("Name", "old-blog")]).await;
    let neighbours =
        [("naru:deployment", "zzzzzzzzzzzz"), ("naru:node", "app-gate"), ("naru:generation", "1")];
    let neighbours_group = self::group(aws, "naru-zzzzzzzzzzzz-app-gate", &neighbours).await;
    let launched = aws
        .ec2
        .run_instances()
        .image_id(IMAGE)
        .instance_type(InstanceType::T3Micro)
        .subnet_id(subnets[0])
        .security_group_ids(&group)
        .min_count(1)
        .max_count(1)
        .send()
        .await
        .expect("an instance starts");
    let instance = launched.instances()[0].instance_id().expect("it has an id").to_owned();
    let balancer = aws
        .elb
        .create_load_balancer()
        .name("old-blog")
        .set_subnets(Some(subnets.into_iter().map(str::to_owned).collect()))
        .security_groups(&group)
        .send()
        .await
        .expect("a load balancer is made");
    let balancer = balancer.load_balancers()[0].load_balancer_arn().expect("it has an ARN").to_owned();
    let moved = FixedResponseActionConfig::builder().status_code("410").build();
    let action = aws_sdk_elasticloadbalancingv2::types::Action::builder()
        .r#type(ActionTypeEnum::FixedResponse)
        .fixed_response_config(moved)
        .build();
    let listener = aws
        .elb
        .create_listener()
        .load_balancer_arn(&balancer)
        .protocol(ProtocolEnum::Http)
        .port(80)
        .default_actions(action)
        .send()
        .await
        .expect("a listener is made");
    let listener = listener.listeners()[0].listener_arn().expect("it has an ARN").to_owned();
    role(aws).await;
    bucket(aws).await;
    aws.ssm
        .put_parameter()
        .name(NEIGHBOUR)
        .value("somebody else's")
        .r#type(aws_sdk_ssm::types::ParameterType::SecureString)
        .send()
        .await
        .expect("a parameter is stored");
    let distribution = distribution(aws).await;
    Foreign { group, neighbours_group, instance, balancer, listener, distribution }
}

impl Foreign {
    /// Looks at each of them: it has to stand as it was planted.
    pub async fn stands(&self, aws: &Aws) {
        let found =
            aws.ec2.describe_instances().instance_ids(&self.instance).send().await.expect("it is listed");
        let instance = &found.reservations()[0].instances()[0];
        let state = instance.state().and_then(|state| state.name()).map(InstanceStateName::as_str);
        assert_eq!(state, Some("running"));
        let groups: Vec<_> = instance.security_groups().iter().filter_map(|group| group.group_id()).collect();
        assert_eq!(groups, [&self.group]);
        let groups =
            aws.ec2.describe_security_groups().group_ids(&self.group).group_ids(&self.neighbours_group);
        assert_eq!(groups.send().await.expect("both are listed").security_groups().len(), 2);
        let listeners = aws.elb.describe_listeners().load_balancer_arn(&self.balancer).send().await;
        let listeners = listeners.expect("the load balancer is there");
        assert_eq!(listeners.listeners()[0].listener_arn(), Some(self.listener.as_str()));
        let role =
            aws.iam.list_attached_role_policies().role_name(ROLE).send().await.expect("the role is there");
        assert_eq!(role.attached_policies().len(), 1);
        let object =
            aws.s3.get_object().bucket(BUCKET).key(OBJECT).send().await.expect("the object is there");
        let text = object.body.collect().await.expect("it can be read").into_bytes();
        assert_eq!(text, TEXT);
        let value = aws.ssm.get_parameter().name(NEIGHBOUR).send().await.expect("the parameter is there");
        assert!(value.parameter().is_some());
        let found =
            aws.cloudfront.get_distribution().id(&self.distribution).send().await.expect("it is there");
        let config = found.distribution().and_then(|found| found.distribution_config());
        assert!(config.expect("it has a configuration").enabled());
    }
}

async fn group(aws: &Aws, name: &str, tags: &[(&str, &str)]) -> String {
    let vpcs = aws.ec2.describe_vpcs().filters(Filter::builder().name("is-default").values("true").build());
    let vpcs = vpcs.send().await.expect("VPCs are listed");
    let tags = tags.iter().map(|(key, value)| Tag::builder().key(*key).value(*value).build()).collect();
    let tags =
        TagSpecification::builder().resource_type(ResourceType::SecurityGroup).set_tags(Some(tags)).build();
    let made = aws
        .ec2
        .create_security_group()
        .group_name(name)
        .description("made by hand")
        .set_vpc_id(vpcs.vpcs()[0].vpc_id().map(str::to_owned))
        .tag_specifications(tags)
        .send()
        .await
        .expect("a group is made");
    made.group_id().expect("it has an id").to_owned()
}

async fn role(aws: &Aws) {
    let trust = serde_json::json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": { "Service": "ec2.amazonaws.com" },
            "Action": "sts:AssumeRole",
        }],
    });
    let made =
        aws.iam.create_role().role_name(ROLE).assume_role_policy_document(trust.to_string()).send().await;
    made.expect("a role is made");
    let policy = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    let attached = aws.iam.attach_role_policy().role_name(ROLE).policy_arn(policy).send().await;
    attached.expect("a policy is attached");
}

async fn bucket(aws: &Aws) {
    let place = BucketLocationConstraint::from(REGION);
    let place = CreateBucketConfiguration::builder().location_constraint(place).build();
    let made = aws.s3.create_bucket().bucket(BUCKET).create_bucket_configuration(place).send().await;
    made.expect("a bucket is made");
    let put =
        aws.s3.put_object().bucket(BUCKET).key(OBJECT).body(TEXT.as_bytes().to_vec().into()).send().await;
    put.expect("an object is put");
}

async fn distribution(aws: &Aws) -> String {
    let origin = cdn::Origin::builder()
        .id("photos")
        .domain_name(format!("{BUCKET}.s3.{REGION}.amazonaws.com"))
        .s3_origin_config(cdn::S3OriginConfig::builder().origin_access_identity("").build())
        .build()
        .expect("an origin");
    let behavior = cdn::DefaultCacheBehavior::builder()
        .target_origin_id("photos")
        .viewer_protocol_policy(cdn::ViewerProtocolPolicy::RedirectToHttps)
        .build()
        .expect("a behavior");
    let config = cdn::DistributionConfig::builder()
        .caller_reference("old-blog")
        .comment("old-blog photos, made by hand")
        .origins(cdn::Origins::builder().quantity(1).items(origin).build().expect("origins"))
        .default_cache_behavior(behavior)
        .enabled(true)
        .build()
        .expect("a configuration");
    let made = aws.cloudfront.create_distribution().distribution_config(config).send().await;
    let made = made.expect("a distribution is made").distribution.expect("the answer has it");
    assert!(made.arn().contains(ACCOUNT));
    made.id
}
