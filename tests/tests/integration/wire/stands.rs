//! What a senior engineer would expect of what was built, read back by the SDK alone.

use std::collections::BTreeMap;
use std::io::Read as _;

use aws_sdk_cloudfront::types as cdn;
use aws_sdk_ec2::types::{
    EbsInstanceBlockDevice, Filter, GroupIdentifier, HttpTokensState, InstanceAttributeName,
    InstanceStateName, InstanceType, IpPermission, Reservation, SecurityGroup, Tag, VolumeType,
};
use aws_sdk_elasticloadbalancingv2::types::{ActionTypeEnum, LoadBalancerSchemeEnum, Rule};
use aws_sdk_s3::types::BucketLocationConstraint;
use aws_sdk_ssm::types::ParameterType;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use naru_aws::cloud::Aws;
use naru_aws::kinds::kinds;
use naru_engine::{Book, Record};
use naru_tests::{DEPLOYMENT, REGION, Trip};
use serde_json::{Value, json};

use super::VALUE;
use super::moto::{ACCOUNT, IMAGE};

/// The tag by which everything of ours is known.
const MARK: &str = "naru:deployment";

/// Reads back everything that the launch made.
pub async fn as_designed(aws: &Aws, made: &Made) {
    gates(aws, made).await;
    machine(aws, made).await;
    boot(aws, made).await;
    role(aws, made).await;
    balancer(aws, made).await;
    targets(aws, made).await;
    listener(aws, made).await;
    bucket(aws, made).await;
    files(aws, made).await;
    access(aws, made).await;
    function(aws, made).await;
    distribution(aws, made).await;
}

/// What the ledger knows of a deployment: of each node, its state, and what of its spec shows on what it made.
pub struct Made {
    /// The deployment's id.
    pub id: String,
    states: BTreeMap<String, Value>,
    shows: BTreeMap<String, Value>,
}

impl Made {
    /// What a trip made.
    pub fn by<A>(trip: &mut Trip<A>) -> Self {
        Self::of(DEPLOYMENT, &trip.book())
    }

    /// What stands in the book of that deployment.
    pub fn of(id: &str, book: &Book) -> Self {
        let known = book.records().map(|(name, record)| {
            (name.to_string(), record.state.clone().unwrap_or_else(|| panic!("{name} has no state")))
        });
        let shows = book.records().map(|(name, Record { want, .. })| {
            let kind = kinds().get(&want.kind).unwrap_or_else(|unknown| panic!("{name}: {unknown}"));
            (name.to_string(), kind.shows(&want.spec))
        });
        Self { id: id.to_owned(), states: known.collect(), shows: shows.collect() }
    }
}

pub fn text<'a>(made: &'a Made, node: &str, field: &str) -> &'a str {
    let state = &made.states[node];
    state[field].as_str().unwrap_or_else(|| panic!("{node} has no {field}: {state}"))
}

/// The mark of that node, as tags.
pub fn mark(id: &str, node: &str) -> BTreeMap<String, String> {
    let tags = [("naru:deployment", id), ("naru:node", node), ("naru:generation", "1")];
    let mut tags: BTreeMap<_, _> = tags.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    tags.insert("Name".to_owned(), format!("naru-{id}-{node}"));
    tags
}

fn tags(of: &[Tag]) -> BTreeMap<String, String> {
    of.iter().filter_map(|tag| Some((tag.key()?.to_owned(), tag.value()?.to_owned()))).collect()
}

async fn group(aws: &Aws, id: &str) -> SecurityGroup {
    let found = aws.ec2.describe_security_groups().group_ids(id).send().await.expect("the group is there");
    found.security_groups()[0].clone()
}

/// CloudFront's prefix list alone comes to the load balancer, and the load balancer alone to the app.
async fn gates(aws: &Aws, made: &Made) {
    let (front, app) =
        (group(aws, text(made, "alb-gate", "id")).await, group(aws, text(made, "app-gate", "id")).await);
    assert_eq!(
        (tags(front.tags()), tags(app.tags())),
        (mark(&made.id, "alb-gate"), mark(&made.id, "app-gate"))
    );
    let only = |group: &SecurityGroup| -> IpPermission {
        let [rule] = group.ip_permissions() else { panic!("one rule: {:?}", group.ip_permissions()) };
        assert_eq!((rule.ip_protocol(), rule.from_port(), rule.to_port()), (Some("tcp"), Some(80), Some(80)));
        assert!(rule.ip_ranges().is_empty() && rule.ipv6_ranges().is_empty(), "nothing is open to everybody");
        rule.clone()
    };
    let lists: Vec<_> =
        only(&front).prefix_list_ids().iter().filter_map(|list| list.prefix_list_id.clone()).collect();
    assert_eq!(lists, [text(made, "network", "cloudfront_list")]);
    assert!(only(&front).user_id_group_pairs().is_empty());
    let from: Vec<_> =
        only(&app).user_id_group_pairs().iter().filter_map(|pair| pair.group_id.clone()).collect();
    assert_eq!(from, [text(made, "alb-gate", "id")]);
    assert!(only(&app).prefix_list_ids().is_empty());
}

/// Metadata by session token alone, an encrypted gp3 disk, its role worn, its mark on machine and disk.
async fn machine(aws: &Aws, made: &Made) {
    let id = text(made, "instance-1", "id");
    let found = aws.ec2.describe_instances().instance_ids(id).send().await.expect("the instance is there");
    let machine = &found.reservations()[0].instances()[0];
    assert_eq!(machine.image_id(), Some(IMAGE));
    assert_eq!(machine.instance_type().map(InstanceType::as_str), Some("t3.micro"));
    assert_eq!(machine.key_name(), None, "nobody holds a key to it");
    let mut marks = tags(machine.tags());
    let app = marks.remove("naru:app").expect("what its first boot sets up shows on it");
    assert_eq!((made.shows["instance-1"]["app"].as_str(), app.len()), (Some(app.as_str()), 32));
    assert_eq!(marks, mark(&made.id, "instance-1"));
    // The stand-in says of the interface alone in which groups it is.
    let [interface] = machine.network_interfaces() else { panic!("one: {:?}", machine.network_interfaces()) };
    let groups: Vec<_> = interface.groups().iter().filter_map(GroupIdentifier::group_id).collect();
    assert_eq!(groups, [text(made, "app-gate", "id")]);
    let metadata = machine.metadata_options().expect("it has metadata options");
    assert_eq!(metadata.http_tokens(), Some(&HttpTokensState::Required));
    assert_eq!(metadata.http_put_response_hop_limit(), Some(1));
    let profile =
        machine.iam_instance_profile().and_then(|profile| profile.arn()).expect("it wears a profile");
    assert_eq!(
        profile,
        format!("arn:aws:iam::{ACCOUNT}:instance-profile/naru/{}", text(made, "profile", "name"))
    );

    let [root] = machine.block_device_mappings() else {
        panic!("one disk: {:?}", machine.block_device_mappings())
    };
    assert_eq!(root.device_name(), Some("/dev/sda1"));
    assert_eq!(root.ebs().and_then(EbsInstanceBlockDevice::delete_on_termination), Some(true));
    let disk = root.ebs().and_then(|disk| disk.volume_id()).expect("it has a volume");
    let disks = aws.ec2.describe_volumes().volume_ids(disk).send().await.expect("the volume is there");
    let disk = &disks.volumes()[0];
    assert_eq!(
        (disk.volume_type(), disk.encrypted(), disk.size()),
        (Some(&VolumeType::Gp3), Some(true), Some(12))
    );
    assert_eq!(tags(disk.tags()), mark(&made.id, "instance-1"));
}

/// Its first boot is told where its environment values are, and none of them.
async fn boot(aws: &Aws, made: &Made) {
    let told = aws.ec2.describe_instance_attribute().instance_id(text(made, "instance-1", "id"));
    let told = told.attribute(InstanceAttributeName::UserData).send().await.expect("its first boot is told");
    let told = told.user_data().and_then(|data| data.value()).expect("it has one");
    let packed = STANDARD.decode(told).expect("it is base64");
    assert!(packed.len() <= 16 * 1024);
    let mut told = String::new();
    GzDecoder::new(packed.as_slice()).read_to_string(&mut told).expect("it is packed text");
    assert!(told.starts_with("#cloud-config"), "{told}");
    assert!(told.contains(&format!("/naru/{}/env", made.id)) && !told.contains(VALUE));
    assert_eq!(secret(aws, &made.id, "env/DATABASE_URL").await, VALUE);
}

/// EC2 alone may hand it out, and it may do no more than Session Manager needs, and to read its own environment values.
async fn role(aws: &Aws, made: &Made) {
    let name = text(made, "role", "name");
    let role =
        aws.iam.get_role().role_name(name).send().await.expect("the role is there").role.expect("it is told");
    let trust = role.assume_role_policy_document().expect("it has a trust policy");
    assert!(trust.contains("ec2.amazonaws.com"), "{trust}");
    let tags: BTreeMap<_, _> =
        role.tags().iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect();
    assert_eq!(tags, mark(&made.id, "role"));
    let attached =
        aws.iam.list_attached_role_policies().role_name(name).send().await.expect("policies are listed");
    assert!(attached.attached_policies().is_empty(), "{attached:?}");
    let own = aws.iam.list_role_policies().role_name(name).send().await.expect("policies are listed");
    assert_eq!(own.policy_names(), ["server"]);
    let own = aws.iam.get_role_policy().role_name(name).policy_name("server").send().await;
    let own = own.expect("it is told");
    let own = own.policy_document();
    assert!(own.contains(&format!("parameter/naru/{}/env", made.id)), "its own values and no others: {own}");
}

async fn balancer(aws: &Aws, made: &Made) {
    let arn = text(made, "alb", "arn");
    let found = aws.elb.describe_load_balancers().load_balancer_arns(arn).send().await.expect("it is there");
    let balancer = &found.load_balancers()[0];
    assert_eq!(balancer.scheme(), Some(&LoadBalancerSchemeEnum::InternetFacing));
    assert_eq!(balancer.security_groups(), [text(made, "alb-gate", "id")]);
    let mut zones: Vec<_> =
        balancer.availability_zones().iter().filter_map(|zone| zone.zone_name()).collect();
    zones.sort_unstable();
    assert_eq!(zones, [format!("{REGION}a"), format!("{REGION}b")]);
    let attributes = aws.elb.describe_load_balancer_attributes().load_balancer_arn(arn).send().await;
    let attributes = attributes.expect("its attributes are told");
    let value =
        |key| attributes.attributes().iter().find(|one| one.key() == Some(key)).and_then(|one| one.value());
    assert_eq!(value("routing.http.drop_invalid_header_fields.enabled"), Some("true"));
    assert_eq!(value("deletion_protection.enabled"), Some("false"));
    for (node, arn) in ["alb", "targets", "listener"].map(|node| (node, text(made, node, "arn"))) {
        let found = aws.elb.describe_tags().resource_arns(arn).send().await.expect("tags are told");
        let tags = found.tag_descriptions()[0].tags().iter();
        let tags: BTreeMap<_, _> =
            tags.filter_map(|tag| Some((tag.key()?.to_owned(), tag.value()?.to_owned()))).collect();
        assert_eq!(tags, mark(&made.id, node));
    }
}

async fn targets(aws: &Aws, made: &Made) {
    let arn = text(made, "targets", "arn");
    let found = aws.elb.describe_target_groups().target_group_arns(arn).send().await.expect("it is there");
    let group = &found.target_groups()[0];
    assert_eq!((group.health_check_path(), group.port()), (Some("/health"), Some(80)));
    assert_eq!((group.health_check_interval_seconds(), group.healthy_threshold_count()), (Some(10), Some(2)));
    assert_eq!(group.matcher().and_then(|matcher| matcher.http_code()), Some("200-299"));
    let attributes = aws.elb.describe_target_group_attributes().target_group_arn(arn).send().await;
    let attributes = attributes.expect("its attributes are told");
    let delay =
        attributes.attributes().iter().find(|one| one.key() == Some("deregistration_delay.timeout_seconds"));
    assert_eq!(delay.and_then(|delay| delay.value()), Some("30"));
    let health = aws.elb.describe_target_health().target_group_arn(arn).send().await.expect("health is told");
    let targets: Vec<_> =
        health.target_health_descriptions().iter().filter_map(|one| one.target()?.id()).collect();
    assert_eq!(targets, [text(made, "instance-1", "id")]);
}

/// Who carries the secret gets to the app, and everybody else a 403.
async fn listener(aws: &Aws, made: &Made) {
    let arn = text(made, "listener", "arn");
    let found = aws.elb.describe_rules().listener_arn(arn).send().await.expect("its rules are told");
    let (default, others): (Vec<_>, Vec<_>) =
        found.rules().iter().cloned().partition(|rule| rule.is_default() == Some(true));
    let action = |rule: &Rule| rule.actions()[0].clone();
    assert_eq!(default.len(), 1);
    assert_eq!(action(&default[0]).r#type(), Some(&ActionTypeEnum::FixedResponse));
    let refusal = action(&default[0]).fixed_response_config().and_then(|fixed| fixed.status_code.clone());
    assert_eq!(refusal.as_deref(), Some("403"));
    let [rule] = &others[..] else { panic!("one rule: {others:?}") };
    assert_eq!(action(rule).target_group_arn(), Some(text(made, "targets", "arn")));
    let [condition] = rule.conditions() else { panic!("one condition: {rule:?}") };
    assert_eq!(condition.field(), Some("http-header"));
    let header = condition.http_header_config().expect("it is about a header");
    assert_eq!(header.http_header_name(), Some("x-naru-origin"));
    assert_eq!(header.values(), [secret(aws, &made.id, "origin-secret").await]);
}

/// What the parameter store keeps under that name of ours, encrypted.
pub async fn secret(aws: &Aws, id: &str, name: &str) -> String {
    let name = format!("/naru/{id}/{name}");
    let read =
        aws.ssm.get_parameter().name(name).with_decryption(true).send().await.expect("the secret is there");
    let parameter = read.parameter.expect("it is told");
    assert_eq!(parameter.r#type().map(ParameterType::as_str), Some("SecureString"));
    parameter.value.expect("it has a value")
}

async fn bucket(aws: &Aws, made: &Made) {
    let name = text(made, "bucket", "name");
    assert_eq!(name, format!("naru-{}-site", made.id));
    let place = aws.s3.get_bucket_location().bucket(name).send().await.expect("its place is told");
    assert_eq!(place.location_constraint().map(BucketLocationConstraint::as_str), Some(REGION));
    let block = aws.s3.get_public_access_block().bucket(name).send().await.expect("it is told");
    let block = block.public_access_block_configuration().expect("public access is blocked");
    let closed = [
        block.block_public_acls(),
        block.ignore_public_acls(),
        block.block_public_policy(),
        block.restrict_public_buckets(),
    ];
    assert_eq!(closed, [Some(true); 4]);
    let owner = aws.s3.get_bucket_ownership_controls().bucket(name).send().await.expect("it is told");
    let owner: Vec<_> = owner.ownership_controls().expect("it has an owner").rules().iter().collect();
    assert_eq!(owner[0].object_ownership().as_str(), "BucketOwnerEnforced");
    let encryption = aws.s3.get_bucket_encryption().bucket(name).send().await.expect("it is told");
    let rules = encryption.server_side_encryption_configuration().expect("it is encrypted").rules();
    let algorithm = rules[0].apply_server_side_encryption_by_default().expect("by default").sse_algorithm();
    assert_eq!(algorithm.as_str(), "AES256");
    let tags = aws.s3.get_bucket_tagging().bucket(name).send().await.expect("tags are told");
    let tags: BTreeMap<_, _> =
        tags.tag_set().iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect();
    assert_eq!(tags, mark(&made.id, "bucket"));
    let policy = aws.s3.get_bucket_policy().bucket(name).send().await.expect("it has a policy");
    let policy: Value = serde_json::from_str(policy.policy().expect("it is told")).expect("it is JSON");
    let reads: Vec<_> = policy["Statement"].as_array().expect("statements").iter().collect();
    let allowed = reads.iter().filter(|statement| statement["Effect"] == "Allow");
    for statement in allowed {
        assert_eq!(statement["Principal"], json!({ "Service": "cloudfront.amazonaws.com" }));
        let only = json!({ "StringEquals": { "AWS:SourceArn": text(made, "cdn", "arn") } });
        assert_eq!(statement["Condition"], only);
    }
    assert!(reads.iter().any(|statement| statement["Action"] == "s3:GetObject"));
    // Nobody is refused for an unencrypted line, since there is no other to this endpoint.
    assert!(!reads.iter().any(|statement| statement["Effect"] == "Deny"), "{policy}");
}

/// Each file as it lies on disk, with the type and the caching that browsers should see.
async fn files(aws: &Aws, made: &Made) {
    let bucket = text(made, "bucket", "name");
    let listed =
        aws.s3.list_objects_v2().bucket(bucket).max_keys(1000).send().await.expect("objects are listed");
    let mut keys: Vec<_> = listed.contents().iter().filter_map(|object| object.key()).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["assets/index-B1x8Kz0q.css", "assets/index-Dq3kT9aB.js", "favicon.svg", "index.html"]);
    let forever = "public, max-age=31536000, immutable";
    let expected = [
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        ("assets/index-Dq3kT9aB.js", "text/javascript; charset=utf-8", forever),
        ("assets/index-B1x8Kz0q.css", "text/css; charset=utf-8", forever),
    ];
    for (key, content_type, caching) in expected {
        let object = aws.s3.get_object().bucket(bucket).key(key).send().await.expect("the object is there");
        assert_eq!(
            (object.content_type(), object.cache_control()),
            (Some(content_type), Some(caching)),
            "{key}"
        );
    }
    let script = aws.s3.get_object().bucket(bucket).key("assets/index-Dq3kT9aB.js").send().await;
    let script =
        script.expect("the object is there").body.collect().await.expect("it can be read").into_bytes();
    assert_eq!(script, "document.title='naru'", "nothing of the transfer's own encoding is left in it");
}

async fn access(aws: &Aws, made: &Made) {
    let found = aws.cloudfront.get_origin_access_control().id(text(made, "oac", "id")).send().await;
    let found = found.expect("it is there").origin_access_control.expect("it is told");
    let config = found.origin_access_control_config().expect("it has a configuration");
    assert_eq!(config.name(), format!("naru-{}-oac", made.id));
    assert_eq!(config.signing_protocol(), &cdn::OriginAccessControlSigningProtocols::Sigv4);
    assert_eq!(config.signing_behavior(), &cdn::OriginAccessControlSigningBehaviors::Always);
    assert_eq!(config.origin_access_control_origin_type(), &cdn::OriginAccessControlOriginTypes::S3);
}

async fn function(aws: &Aws, made: &Made) {
    let name = text(made, "paths", "name");
    let live = aws.cloudfront.get_function().name(name).stage(cdn::FunctionStage::Live).send().await;
    let code = live.expect("it is live").function_code.expect("it has code").into_inner();
    let code = String::from_utf8(code).expect("it is text");
    assert!(code.contains("var APP = \"/index.html\";"), "{code}");
}

async fn distribution(aws: &Aws, made: &Made) {
    let found =
        aws.cloudfront.get_distribution().id(text(made, "cdn", "id")).send().await.expect("it is there");
    let found = found.distribution.expect("it is told");
    assert_eq!(found.status(), "Deployed");
    let config = found.distribution_config.expect("it has a configuration");
    assert!(config.enabled());
    assert_eq!(config.default_root_object(), Some("index.html"));
    assert_eq!(config.http_version(), Some(&cdn::HttpVersion::Http2and3));
    assert_eq!(config.is_ipv6_enabled(), Some(true));
    assert_eq!(config.price_class(), Some(&cdn::PriceClass::PriceClass200));

    let origins = config.origins().expect("it has origins").items();
    let origin =
        |id: &str| origins.iter().find(|one| one.id() == id).unwrap_or_else(|| panic!("{id}: {origins:?}"));
    assert_eq!(origins.len(), 2);
    let (site, api) = (origin("site"), origin("api"));
    assert_eq!(site.domain_name(), format!("{}.s3.{REGION}.amazonaws.com", text(made, "bucket", "name")));
    assert_eq!(api.domain_name(), text(made, "alb", "dns_name"));
    let headers = api.custom_headers().expect("it carries a header").items();
    let headers: Vec<_> =
        headers.iter().map(|header| (header.header_name(), header.header_value())).collect();
    assert_eq!(headers, [("x-naru-origin", secret(aws, &made.id, "origin-secret").await.as_str())]);
    let custom = api.custom_origin_config().expect("it is a host of its own");
    assert_eq!(custom.origin_protocol_policy(), &cdn::OriginProtocolPolicy::HttpOnly);

    let default = config.default_cache_behavior().expect("it has a default");
    assert_eq!(default.target_origin_id(), "site");
    assert_eq!(default.viewer_protocol_policy(), &cdn::ViewerProtocolPolicy::RedirectToHttps);
    assert_eq!(default.compress(), Some(true));
    assert_eq!(default.cache_policy_id(), Some("658327ea-f89d-4fab-a63d-7e88639e58f6"), "CachingOptimized");
    let headers = default.response_headers_policy_id();
    assert_eq!(headers, Some("67f7725c-6f97-4210-82d7-5512b31e9d03"), "SecurityHeadersPolicy");
    let [api] = config.cache_behaviors().expect("it has others").items() else {
        panic!("one other: {config:?}")
    };
    assert_eq!((api.path_pattern(), api.target_origin_id()), ("/api/*", "api"));
    assert_eq!(api.viewer_protocol_policy(), &cdn::ViewerProtocolPolicy::RedirectToHttps);
    assert_eq!(api.cache_policy_id(), Some("4135ea2d-6df8-44a3-9df3-4b5a84be39ad"), "CachingDisabled");
    let forwarded = api.origin_request_policy_id();
    assert_eq!(forwarded, Some("b689b0a8-53d0-40ab-baf2-68738e2966ac"), "AllViewerExceptHostHeader");
    assert_eq!(api.allowed_methods().expect("methods are told").items().len(), 7, "all methods");
    let tags =
        aws.cloudfront.list_tags_for_resource().resource(&found.arn).send().await.expect("tags are told");
    let tags = tags.tags().expect("it has tags").items().iter();
    let tags: BTreeMap<_, _> =
        tags.map(|tag| (tag.key().to_owned(), tag.value().unwrap_or_default().to_owned())).collect();
    assert_eq!(tags, mark(&made.id, "cdn"));
}

/// Nothing that costs, and nothing that bears our mark or our name, is left: asked of AWS apart from the kinds' scans.
pub async fn nothing_of_ours(aws: &Aws, id: &str) {
    let ours = || Filter::builder().name(format!("tag:{MARK}")).values(id).build();
    let machines = aws.ec2.describe_instances().filters(ours()).send().await.expect("instances are listed");
    for machine in machines.reservations().iter().flat_map(Reservation::instances) {
        let state = machine.state().and_then(|state| state.name()).map(InstanceStateName::as_str);
        assert_eq!(state, Some("terminated"), "{:?}", machine.instance_id());
    }
    let disks = aws.ec2.describe_volumes().filters(ours()).send().await.expect("volumes are listed");
    assert!(disks.volumes().is_empty(), "{:?}", disks.volumes());
    let groups = aws.ec2.describe_security_groups().filters(ours()).send().await.expect("groups are listed");
    assert!(groups.security_groups().is_empty(), "{:?}", groups.security_groups());

    let mut names = Vec::new();
    let balancers = aws.elb.describe_load_balancers().send().await.expect("load balancers are listed");
    names.extend(balancers.load_balancers().iter().filter_map(|one| one.load_balancer_name.clone()));
    let targets = aws.elb.describe_target_groups().send().await.expect("target groups are listed");
    names.extend(targets.target_groups().iter().filter_map(|one| one.target_group_name.clone()));
    let roles = aws.iam.list_roles().send().await.expect("roles are listed");
    names.extend(roles.roles().iter().map(|role| role.role_name().to_owned()));
    let profiles = aws.iam.list_instance_profiles().send().await.expect("profiles are listed");
    names.extend(
        profiles.instance_profiles().iter().map(|profile| profile.instance_profile_name().to_owned()),
    );
    let parameters = aws.ssm.describe_parameters().send().await.expect("parameters are listed");
    names.extend(parameters.parameters().iter().filter_map(|parameter| parameter.name.clone()));
    let buckets = aws.s3.list_buckets().send().await.expect("buckets are listed");
    names.extend(buckets.buckets().iter().filter_map(|bucket| bucket.name.clone()));
    let controls =
        aws.cloudfront.list_origin_access_controls().send().await.expect("access controls are listed");
    let controls = controls.origin_access_control_list.map(|list| list.items.unwrap_or_default());
    names.extend(controls.unwrap_or_default().into_iter().map(|control| control.name));
    let functions = aws.cloudfront.list_functions().send().await.expect("functions are listed");
    let functions = functions.function_list.map(|list| list.items.unwrap_or_default());
    names.extend(functions.unwrap_or_default().into_iter().map(|function| function.name));
    let sites = aws.cloudfront.list_distributions().send().await.expect("distributions are listed");
    let sites = sites.distribution_list.map(|list| list.items.unwrap_or_default());
    names.extend(sites.unwrap_or_default().into_iter().map(|site| site.comment));
    assert!(names.iter().any(|name| name.contains("old-blog")), "the lists tell nothing: {names:?}");
    let ours: Vec<_> = names.iter().filter(|name| name.contains(id)).collect();
    assert!(ours.is_empty(), "{ours:?}");
}
