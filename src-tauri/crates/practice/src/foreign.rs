//! What somebody made by hand long before us: a bucket with an object, and a distribution in front of it.
//!
//! It is made by the services' own functions, so it is just what a call would have made. It must survive whatever is
//! deployed and taken away beside it.

use std::any::Any;
use std::collections::BTreeMap;

use aws_sdk_cloudfront::operation::create_distribution::CreateDistributionInput;
use aws_sdk_cloudfront::types as cdn;
use aws_sdk_s3::operation::create_bucket::CreateBucketInput;
use aws_sdk_s3::operation::put_object::PutObjectInput;
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration};
use jiff::ToSpan as _;

use crate::access::{ADMIN_USER, Caller, Owner};
use crate::dispatch::{Call, Effect, Service, Table};
use crate::world::World;

const REGION: &str = "ap-northeast-2";

/// Plants it in a new account.
pub(crate) fn plant(world: &mut World, tables: &BTreeMap<Service, Table>) {
    world.enter(REGION);
    let bucket = format!("old-blog-photos-{}", world.account_id);
    let place = BucketLocationConstraint::from(REGION);
    let place = CreateBucketConfiguration::builder().location_constraint(place).build();
    let make = CreateBucketInput::builder().bucket(&bucket).create_bucket_configuration(place).build();
    run(world, tables, Service::S3, "CreateBucket", &make.expect("it names a bucket"), Vec::new());
    let photo =
        PutObjectInput::builder().bucket(&bucket).key("2019/harbour.txt").content_type("text/plain").build();
    let text = b"A ferry in the morning.".to_vec();
    run(world, tables, Service::S3, "PutObject", &photo.expect("it names a bucket and a key"), text);
    let config = distribution(&bucket).expect("it has all that CloudFront asks for");
    let make = CreateDistributionInput::builder().distribution_config(config).build();
    run(
        world,
        tables,
        Service::CloudFront,
        "CreateDistribution",
        &make.expect("it has a config"),
        Vec::new(),
    );
}

fn distribution(bucket: &str) -> Result<cdn::DistributionConfig, aws_sdk_cloudfront::error::BuildError> {
    let origin = cdn::Origin::builder()
        .id("photos")
        .domain_name(format!("{bucket}.s3.{REGION}.amazonaws.com"))
        .s3_origin_config(cdn::S3OriginConfig::builder().origin_access_identity("").build())
        .build()?;
    let behavior = cdn::DefaultCacheBehavior::builder()
        .target_origin_id("photos")
        .viewer_protocol_policy(cdn::ViewerProtocolPolicy::RedirectToHttps)
        // CachingOptimized, one of CloudFront's own.
        .cache_policy_id("658327ea-f89d-4fab-a63d-7e88639e58f6")
        .build()?;
    cdn::DistributionConfig::builder()
        .caller_reference("old-blog")
        .comment("old-blog photos, made by hand")
        .origins(cdn::Origins::builder().quantity(1).items(origin).build()?)
        .default_cache_behavior(behavior)
        .enabled(true)
        .build()
}

/// Lets one call take effect a month before the account's first day.
fn run(
    world: &mut World,
    tables: &BTreeMap<Service, Table>,
    service: Service,
    operation: &str,
    input: &(dyn Any + Send + Sync),
    body: Vec<u8>,
) {
    let caller = Caller {
        arn: world.arn("iam", "", &format!("user/{ADMIN_USER}")),
        user_id: ADMIN_USER.to_owned(),
        owner: Owner::User(ADMIN_USER.to_owned()),
    };
    let now = world.born.checked_sub((30 * 24).hours()).unwrap_or(world.born);
    let call =
        Call { service, operation: operation.to_owned(), region: REGION.to_owned(), caller, now, body };
    let known = tables.get(&service).and_then(|table| table.get(operation));
    let Some(Effect::Change(change)) = known.map(|known| &known.effect) else { return };
    if let Err(refusal) = change(world, &call, input) {
        tracing::error!(?refusal, operation, "a foreign thing could not be planted");
    }
}
