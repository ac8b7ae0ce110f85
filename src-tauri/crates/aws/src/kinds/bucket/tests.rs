use std::sync::Arc;

use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{BucketVersioningStatus, VersioningConfiguration};

use super::*;
use crate::drive::{Drive, REGION};

const NAME: &str = "naru-k3v9x0q2m4ab-site";

fn spec() -> Spec {
    Spec { name: NAME.to_owned() }
}

async fn put(cx: &Context<Aws>, key: &str) {
    let put = cx.cloud.s3.put_object().bucket(NAME).key(key).body(ByteStream::from_static(b"x"));
    put.send().await.expect("an object");
}

#[test]
fn s3_regional_host() {
    let state = State { name: NAME.into(), region: "ap-northeast-2".into() };
    assert_eq!(state.regional_host(), "naru-k3v9x0q2m4ab-site.s3.ap-northeast-2.amazonaws.com");
    assert_eq!(state.arn(), "arn:aws:s3:::naru-k3v9x0q2m4ab-site");
}

#[tokio::test(start_paused = true)]
async fn s3_dup_bucket_is_the_same_bucket_when_it_is_ours() {
    let drive = Drive::new();
    let cx = drive.context("bucket");
    assert_eq!(Bucket.find(&cx.reading(), &spec()).await, Ok(None));
    let state = Bucket.create(&cx, &spec()).await.expect("a bucket");
    assert_eq!(state, State { name: NAME.into(), region: REGION.into() });
    assert_eq!(Bucket.create(&cx, &spec()).await, Ok(state.clone()));
    assert_eq!(Bucket.find(&cx.reading(), &spec()).await, Ok(Some(state)));
}

#[tokio::test(start_paused = true)]
async fn s3_no_location_constraint() {
    let drive = Drive::new();
    let mut aws = drive.aws();
    aws.region = "us-east-1".into();
    aws.s3 = drive.practice.s3("us-east-1");
    let cx = drive.context("bucket");
    let cx = Context::looking(Arc::new(aws), cx.clock, &cx.deployment, cx.node, 1);
    let state = Bucket.create(&cx, &spec()).await.expect("a bucket");
    assert_eq!(state.regional_host(), "naru-k3v9x0q2m4ab-site.s3.us-east-1.amazonaws.com");
    assert_eq!(Bucket.create(&cx, &spec()).await, Ok(state));
}

#[tokio::test(start_paused = true)]
async fn a_bucket_is_private_encrypted_and_without_acls() {
    let drive = Drive::new();
    let cx = drive.context("bucket");
    Bucket.create(&cx, &spec()).await.expect("a bucket");
    let s3 = &cx.cloud.s3;
    let closed = s3.get_public_access_block().bucket(NAME).send().await.expect("a block");
    let closed = closed.public_access_block_configuration().expect("a block");
    assert_eq!((closed.block_public_acls(), closed.ignore_public_acls()), (Some(true), Some(true)));
    assert_eq!((closed.block_public_policy(), closed.restrict_public_buckets()), (Some(true), Some(true)));
    let owner = s3.get_bucket_ownership_controls().bucket(NAME).send().await.expect("an owner");
    let owner = owner.ownership_controls().expect("an owner").rules()[0].object_ownership().clone();
    assert_eq!(owner, ObjectOwnership::BucketOwnerEnforced);
    let tags = s3.get_bucket_tagging().bucket(NAME).send().await.expect("tags");
    let mark = Mark::read(tags.tag_set().iter().map(|tag| (tag.key(), tag.value())));
    assert_eq!(mark, Some(Mark::of(&cx)));
    let found = Bucket.scan(&cx.reading().cloud).await.expect("a scan");
    assert!(found.iter().any(|found| found.id == NAME && found.mark == Some(Mark::of(&cx))), "{found:?}");
}

#[tokio::test(start_paused = true)]
async fn one_that_a_crash_left_unmarked_is_found_by_its_name() {
    let drive = Drive::new();
    let cx = drive.context("bucket");
    let place =
        CreateBucketConfiguration::builder().location_constraint(BucketLocationConstraint::from(REGION));
    let create = cx.cloud.s3.create_bucket().bucket(NAME).create_bucket_configuration(place.build());
    create.send().await.expect("a bucket");
    assert!(Bucket.find(&cx.reading(), &spec()).await.expect("a look").is_some());
}

#[tokio::test(start_paused = true)]
async fn somebody_elses_bucket_is_left_alone() {
    let drive = Drive::new();
    let cx = drive.context("bucket");
    let refused = Bucket.create(&cx, &Spec { name: "my-site".into() }).await.expect_err("it is taken");
    assert!(refused.is(&["naru.name_taken"]), "{refused}");
    let other = drive.context("other");
    let state = Bucket.create(&other, &spec()).await.expect("another node's bucket");
    let refused = Bucket.create(&cx, &spec()).await.expect_err("it is another node's");
    assert!(refused.is(&["naru.name_taken"]), "{refused}");
    assert_eq!(Bucket.delete(&cx, &state).await, Ok(Removal::kept(common::Kept::NotOurs)));
    assert!(Bucket.find(&other.reading(), &spec()).await.expect("a look").is_some());
}

#[tokio::test(start_paused = true)]
async fn s3_nonempty_delete_takes_versions_markers_and_unfinished_uploads_too() {
    let drive = Drive::new();
    let cx = drive.context("bucket");
    let state = Bucket.create(&cx, &spec()).await.expect("a bucket");
    let s3 = &cx.cloud.s3;
    let versioned = VersioningConfiguration::builder().status(BucketVersioningStatus::Enabled).build();
    let switch = s3.put_bucket_versioning().bucket(NAME).versioning_configuration(versioned);
    switch.send().await.expect("versions");
    for key in ["a", "a", "b"] {
        put(&cx, key).await;
    }
    s3.delete_object().bucket(NAME).key("b").send().await.expect("a delete marker");
    s3.create_multipart_upload().bucket(NAME).key("c").send().await.expect("an upload");
    drive.delete(&Bucket, &cx, &state).await;
    assert_eq!(Bucket.find(&cx.reading(), &spec()).await, Ok(None));
    assert_eq!(Bucket.delete(&cx, &state).await, Ok(Removal::Missing));
}

#[tokio::test(start_paused = true)]
async fn more_than_a_thousand_files_are_deleted_in_batches() {
    let drive = Drive::new();
    let cx = drive.context("bucket");
    let state = Bucket.create(&cx, &spec()).await.expect("a bucket");
    for number in 0..1001 {
        put(&cx, &format!("{number}.txt")).await;
    }
    drive.delete(&Bucket, &cx, &state).await;
    let batches = drive.practice.calls().iter().filter(|call| call.operation == "DeleteObjects").count();
    assert_eq!(batches, 2);
}
