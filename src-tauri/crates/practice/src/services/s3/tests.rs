//! S3's rules, through the SDK's own client.

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::operation::create_bucket::CreateBucketError;
use aws_sdk_s3::operation::get_object::GetObjectError;
use aws_sdk_s3::operation::head_bucket::HeadBucketError;
use aws_sdk_s3::operation::head_object::HeadObjectError;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{
    BucketCannedAcl, BucketLocationConstraint, BucketVersioningStatus, CompletedMultipartUpload,
    CompletedPart, CreateBucketConfiguration, Delete, ObjectIdentifier, VersioningConfiguration,
};
use aws_sdk_s3::{Client, types};
use naru_engine::Clock;

use crate::Practice;

const SEOUL: &str = "ap-northeast-2";
const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::naru-site-1/*"}]}"#;

fn code<E: ProvideErrorMetadata>(result: Result<impl std::fmt::Debug, E>) -> String {
    result.expect_err("it is refused").code().unwrap_or("no code").to_owned()
}

fn in_seoul() -> CreateBucketConfiguration {
    CreateBucketConfiguration::builder().location_constraint(BucketLocationConstraint::ApNortheast2).build()
}

async fn with_bucket() -> (Practice, Client) {
    let practice = Practice::new(Clock::real());
    let client = practice.s3(SEOUL);
    client
        .create_bucket()
        .bucket("naru-site-1")
        .create_bucket_configuration(in_seoul())
        .send()
        .await
        .expect("a bucket");
    (practice, client)
}

async fn put(client: &Client, key: &str, bytes: &'static [u8]) -> String {
    let answer =
        client.put_object().bucket("naru-site-1").key(key).body(ByteStream::from_static(bytes)).send();
    answer.await.expect("an object").e_tag().expect("an etag").to_owned()
}

#[tokio::test(start_paused = true)]
async fn s3_no_location_constraint() {
    let practice = Practice::new(Clock::real());
    let refused = practice.s3(SEOUL).create_bucket().bucket("naru-site-1").send().await;
    assert_eq!(code(refused), "IllegalLocationConstraintException");
    let refused = practice
        .s3("us-east-1")
        .create_bucket()
        .bucket("naru-site-1")
        .create_bucket_configuration(in_seoul())
        .send()
        .await;
    assert_eq!(code(refused), "IllegalLocationConstraintException");
    practice.s3("us-east-1").create_bucket().bucket("naru-site-1").send().await.expect("no constraint there");
}

#[tokio::test(start_paused = true)]
async fn s3_bad_name_through_the_client() {
    let practice = Practice::new(Clock::real());
    let make = practice.s3(SEOUL).create_bucket().bucket("Naru_Site").create_bucket_configuration(in_seoul());
    assert_eq!(code(make.send().await), "InvalidBucketName");
}

#[tokio::test(start_paused = true)]
async fn s3_dup_bucket() {
    let (practice, client) = with_bucket().await;
    let make =
        |name: &str| client.create_bucket().bucket(name).create_bucket_configuration(in_seoul()).send();
    let again = make("naru-site-1").await.expect_err("it is there");
    assert!(again.as_service_error().is_some_and(CreateBucketError::is_bucket_already_owned_by_you));
    assert_eq!(code(make("my-bucket").await), "BucketAlreadyExists");
    client.delete_bucket().bucket("naru-site-1").send().await.expect("deleted");
    assert_eq!(code(make("naru-site-1").await), "OperationAborted");
    tokio::time::sleep(std::time::Duration::from_hours(1)).await;
    make("naru-site-1").await.expect("the name is free again");
    let virginia = practice.s3("us-east-1");
    virginia.create_bucket().bucket("naru-site-2").send().await.expect("a bucket");
    virginia
        .create_bucket()
        .bucket("naru-site-2")
        .send()
        .await
        .expect("us-east-1 alone answers 200 to one's own");
}

#[tokio::test(start_paused = true)]
async fn s3_default_block_and_encryption_and_ownership() {
    let (_practice, client) = with_bucket().await;
    let name = "naru-site-1";
    let block = client.get_public_access_block().bucket(name).send().await.expect("a block");
    let block = block.public_access_block_configuration().expect("a block").clone();
    assert_eq!((block.block_public_policy(), block.restrict_public_buckets()), (Some(true), Some(true)));
    let encryption = client.get_bucket_encryption().bucket(name).send().await.expect("encryption");
    let rules = encryption.server_side_encryption_configuration().expect("rules").rules().to_vec();
    let default = rules[0].apply_server_side_encryption_by_default().expect("a default");
    assert_eq!(default.sse_algorithm().as_str(), "AES256");
    let refused = client.put_bucket_acl().bucket(name).acl(BucketCannedAcl::PublicRead).send().await;
    assert_eq!(code(refused), "AccessControlListNotSupported");
    assert_eq!(code(client.put_bucket_policy().bucket(name).policy(POLICY).send().await), "AccessDenied");
    client.delete_public_access_block().bucket(name).send().await.expect("unblocked");
    client.put_bucket_policy().bucket(name).policy(POLICY).send().await.expect("public policies are allowed");
    let status = client.get_bucket_policy_status().bucket(name).send().await.expect("a status");
    assert_eq!(status.policy_status().and_then(types::PolicyStatus::is_public), Some(true));
}

#[tokio::test(start_paused = true)]
async fn s3_malformed_policy_through_the_client() {
    let (_practice, client) = with_bucket().await;
    let name = "naru-site-1";
    assert_eq!(code(client.put_bucket_policy().bucket(name).policy("{}").send().await), "MalformedPolicy");
    let other = POLICY.replace("naru-site-1", "naru-site-2");
    assert_eq!(code(client.put_bucket_policy().bucket(name).policy(other).send().await), "MalformedPolicy");
    assert_eq!(code(client.get_bucket_policy().bucket(name).send().await), "NoSuchBucketPolicy");
}

#[tokio::test(start_paused = true)]
async fn an_object_comes_back_with_everything_it_was_put_with() {
    let (_practice, client) = with_bucket().await;
    client
        .put_object()
        .bucket("naru-site-1")
        .key("assets/\u{b098}\u{b8e8}.js")
        .content_type("text/javascript; charset=utf-8")
        .cache_control("public, max-age=31536000, immutable")
        .metadata("Naru-Node", "files")
        .body(ByteStream::from_static(b"hello"))
        .send()
        .await
        .expect("an object");
    let head = client.head_object().bucket("naru-site-1").key("assets/\u{b098}\u{b8e8}.js").send().await;
    let head = head.expect("it is there");
    assert_eq!(head.e_tag(), Some("\"5d41402abc4b2a76b9719d911017c592\""));
    assert_eq!(head.content_length(), Some(5));
    assert_eq!(head.content_type(), Some("text/javascript; charset=utf-8"));
    assert_eq!(head.cache_control(), Some("public, max-age=31536000, immutable"));
    assert_eq!(head.metadata().and_then(|all| all.get("naru-node")).map(String::as_str), Some("files"));
    let got =
        client.get_object().bucket("naru-site-1").key("assets/\u{b098}\u{b8e8}.js").range("bytes=1-3").send();
    let body = got.await.expect("it is there").body.collect().await.expect("bytes").to_vec();
    assert_eq!(body, b"ell");
    let missing =
        client.head_object().bucket("naru-site-1").key("nothing").send().await.expect_err("not there");
    assert!(missing.as_service_error().is_some_and(HeadObjectError::is_not_found));
    let missing =
        client.get_object().bucket("naru-site-1").key("nothing").send().await.expect_err("not there");
    assert!(missing.as_service_error().is_some_and(GetObjectError::is_no_such_key));
}

#[tokio::test(start_paused = true)]
async fn s3_bad_checksum() {
    let (_practice, client) = with_bucket().await;
    let put = client.put_object().bucket("naru-site-1").key("a").body(ByteStream::from_static(b"hello"));
    assert_eq!(code(put.content_md5("AAAAAAAAAAAAAAAAAAAAAA==").send().await), "BadDigest");
}

#[tokio::test(start_paused = true)]
async fn s3_if_none_match() {
    let (_practice, client) = with_bucket().await;
    put(&client, "a", b"1").await;
    let again = client.put_object().bucket("naru-site-1").key("a").if_none_match("*").send().await;
    assert_eq!(code(again), "PreconditionFailed");
    client
        .put_object()
        .bucket("naru-site-1")
        .key("b")
        .if_none_match("*")
        .send()
        .await
        .expect("nothing is there");
}

#[tokio::test(start_paused = true)]
async fn s3_nonempty_delete() {
    let (_practice, client) = with_bucket().await;
    let name = "naru-site-1";
    let versioning = VersioningConfiguration::builder().status(BucketVersioningStatus::Enabled).build();
    client
        .put_bucket_versioning()
        .bucket(name)
        .versioning_configuration(versioning)
        .send()
        .await
        .expect("set");
    put(&client, "a", b"1").await;
    put(&client, "a", b"2").await;
    let marker = client.delete_object().bucket(name).key("a").send().await.expect("a marker");
    assert_eq!(marker.delete_marker(), Some(true));
    let list = client.list_objects_v2().bucket(name).send().await.expect("a list");
    assert!(list.contents().is_empty(), "a delete marker hides the key");
    assert_eq!(code(client.delete_bucket().bucket(name).send().await), "BucketNotEmpty");
    let all = client.list_object_versions().bucket(name).send().await.expect("versions");
    assert_eq!((all.versions().len(), all.delete_markers().len()), (2, 1));
    let identifiers = all
        .versions()
        .iter()
        .map(|version| (version.key(), version.version_id()))
        .chain(all.delete_markers().iter().map(|marker| (marker.key(), marker.version_id())))
        .map(|(key, id)| {
            let identifier = ObjectIdentifier::builder().key(key.expect("a key"));
            identifier.version_id(id.expect("an id")).build().expect("whole")
        })
        .collect();
    let delete = Delete::builder().set_objects(Some(identifiers)).build().expect("whole");
    let deleted = client.delete_objects().bucket(name).delete(delete).send().await.expect("deleted");
    assert_eq!((deleted.deleted().len(), deleted.errors().len()), (3, 0));
    client.delete_bucket().bucket(name).send().await.expect("it is empty");
}

#[tokio::test(start_paused = true)]
async fn lists_paginate_and_group() {
    let (_practice, client) = with_bucket().await;
    for key in ["a/1", "a/2", "b", "c/1", "d"] {
        put(&client, key, b"x").await;
    }
    let mut pages = client.list_objects_v2().bucket("naru-site-1").max_keys(2).into_paginator().send();
    let mut keys = Vec::new();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        count += 1;
        keys.extend(
            page.expect("a page").contents().iter().filter_map(|object| object.key().map(str::to_owned)),
        );
    }
    assert_eq!((count, keys.join(" ")), (3, "a/1 a/2 b c/1 d".to_owned()));
    let first = client.list_objects_v2().bucket("naru-site-1").delimiter("/").max_keys(2).send().await;
    let first = first.expect("a page");
    assert_eq!(first.common_prefixes()[0].prefix(), Some("a/"));
    assert_eq!(first.contents()[0].key(), Some("b"));
    let token = first.next_continuation_token().expect("there is more");
    let rest =
        client.list_objects_v2().bucket("naru-site-1").delimiter("/").continuation_token(token).send().await;
    let rest = rest.expect("a page");
    assert_eq!((rest.common_prefixes()[0].prefix(), rest.contents()[0].key()), (Some("c/"), Some("d")));
}

#[tokio::test(start_paused = true)]
async fn an_upload_in_parts_becomes_one_object() {
    let (_practice, client) = with_bucket().await;
    let name = "naru-site-1";
    let begun = client.create_multipart_upload().bucket(name).key("big").send().await.expect("begun");
    let id = begun.upload_id().expect("an id").to_owned();
    let mut parts = Vec::new();
    for (number, bytes) in [(1, vec![1; 5 * 1024 * 1024]), (2, vec![2; 10])] {
        let part = client.upload_part().bucket(name).key("big").upload_id(&id).part_number(number);
        let done = part.body(ByteStream::from(bytes)).send().await.expect("a part");
        parts.push(CompletedPart::builder().part_number(number).set_e_tag(done.e_tag).build());
    }
    let whole = CompletedMultipartUpload::builder().set_parts(Some(parts)).build();
    let complete =
        client.complete_multipart_upload().bucket(name).key("big").upload_id(&id).multipart_upload(whole);
    let etag = complete.clone().send().await.expect("complete").e_tag().expect("an etag").to_owned();
    assert!(etag.ends_with("-2\""), "{etag}");
    let got = client.get_object().bucket(name).key("big").send().await.expect("an object");
    let bytes = got.body.collect().await.expect("bytes").to_vec();
    assert_eq!((bytes.len(), bytes[0], bytes[bytes.len() - 1]), (5 * 1024 * 1024 + 10, 1, 2));
    assert_eq!(code(complete.send().await), "NoSuchUpload");
    let begun = client.create_multipart_upload().bucket(name).key("big").send().await.expect("begun");
    let id = begun.upload_id().expect("an id");
    client.abort_multipart_upload().bucket(name).key("big").upload_id(id).send().await.expect("aborted");
    assert_eq!(code(client.list_parts().bucket(name).key("big").upload_id(id).send().await), "NoSuchUpload");
}

#[tokio::test(start_paused = true)]
async fn a_bucket_answers_in_its_region_alone() {
    let (practice, client) = with_bucket().await;
    let head = client.head_bucket().bucket("naru-site-1").send().await.expect("it is there");
    assert_eq!(head.bucket_region(), Some(SEOUL));
    let virginia = practice.s3("us-east-1");
    assert_eq!(code(virginia.list_objects_v2().bucket("naru-site-1").send().await), "PermanentRedirect");
    let place = virginia.get_bucket_location().bucket("naru-site-1").send().await.expect("known everywhere");
    assert_eq!(place.location_constraint().map(BucketLocationConstraint::as_str), Some(SEOUL));
    let all = virginia.list_buckets().send().await.expect("all regions");
    assert!(all.buckets().iter().any(|bucket| bucket.name() == Some("naru-site-1")));
    let missing = client.head_bucket().bucket("naru-site-9").send().await.expect_err("not there");
    assert!(missing.as_service_error().is_some_and(HeadBucketError::is_not_found));
}

#[tokio::test(start_paused = true)]
async fn objects_small_and_large_survive_a_reopening_of_the_account() {
    let folder = tempfile::tempdir().expect("a folder");
    let practice = Practice::open(folder.path(), Clock::real()).expect("opened");
    let client = practice.s3("us-east-1");
    client.create_bucket().bucket("naru-site-1").send().await.expect("a bucket");
    for (key, size) in [("small", 10), ("large", 300_000)] {
        let body = ByteStream::from(vec![7; size]);
        client.put_object().bucket("naru-site-1").key(key).body(body).send().await.expect("an object");
    }
    drop((practice, client));
    let saved = std::fs::metadata(folder.path().join("account.json")).expect("saved").len();
    assert!(saved < 200_000, "the large one stands beside the state: {saved}");
    let practice = Practice::open(folder.path(), Clock::real()).expect("opened again");
    let got =
        practice.s3("us-east-1").get_object().bucket("naru-site-1").key("large").send().await.expect("kept");
    assert_eq!(got.body.collect().await.expect("bytes").to_vec(), vec![7; 300_000]);
}

#[tokio::test(start_paused = true)]
async fn the_files_of_deleted_objects_go_when_the_account_is_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let practice = Practice::open(folder.path(), Clock::real()).expect("opened");
    let client = practice.s3("us-east-1");
    client.create_bucket().bucket("naru-site-1").send().await.expect("a bucket");
    for (key, byte) in [("kept", 1), ("gone", 2)] {
        let body = ByteStream::from(vec![byte; 300_000]);
        client.put_object().bucket("naru-site-1").key(key).body(body).send().await.expect("an object");
    }
    client.delete_object().bucket("naru-site-1").key("gone").send().await.expect("deleted");
    drop((practice, client));
    let files = || std::fs::read_dir(folder.path().join("blobs")).expect("the folder").count();
    assert_eq!(files(), 2);
    let practice = Practice::open(folder.path(), Clock::real()).expect("opened again");
    assert_eq!(files(), 1);
    let kept =
        practice.s3("us-east-1").get_object().bucket("naru-site-1").key("kept").send().await.expect("kept");
    assert_eq!(kept.body.collect().await.expect("bytes").to_vec(), vec![1; 300_000]);
}
