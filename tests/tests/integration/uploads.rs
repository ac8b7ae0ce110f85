//! A site's files on their way, over real HTTP.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration};
use naru_aws::kinds::site_files::SiteFiles;
use naru_engine::{Kind, Progress};
use naru_tests::REGION;
use naru_tests::endpoint::{BUCKET, Endpoint};
use naru_tests::upload::{Site, site_files};

use crate::wire::moto::Moto;

/// On a slow line no piece of a large file arrives for long: what went of them is told all the same.
#[tokio::test]
async fn what_went_of_a_large_file_is_told_before_any_of_it_arrived() {
    let (site, endpoint) = (Site::of_one(40), Endpoint::start_slow(Duration::from_millis(20)).await);
    let (spec, context) = site_files(endpoint.address(), BUCKET, site.folder()).await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let hears = Arc::clone(&told);
    let context = context.with_report(move |progress| hears.lock().expect("it is whole").push(progress));
    SiteFiles.create(&context, &spec).await.expect("an upload");
    let told = told.lock().expect("it is whole");
    let all = Progress { done: 1, of: 1, bytes: 40_000_000, of_bytes: 40_000_000 };
    assert_eq!((told.first(), told.last()), (Some(&Progress { done: 0, bytes: 0, ..all }), Some(&all)));
    assert!(told.iter().any(|now| now.done == 0 && now.bytes > 0 && now.bytes < all.bytes), "{told:?}");
    assert!(told.is_sorted_by_key(|now| now.bytes), "{told:?}");
}

/// Over the wire, by another AWS than our own: what was put with other headers gets its own back, and nothing else is
/// sent for that.
#[tokio::test]
async fn what_other_rules_gave_other_headers_is_put_right_over_the_wire() {
    const BUCKET: &str = "naru-k3v9x0q2m4ab-site";
    let (site, moto) = (Site::of_files(3), Moto::start());
    let (spec, context) = site_files(moto.endpoint(), BUCKET, site.folder()).await;
    let s3 = &context.cloud.s3;
    let place = BucketLocationConstraint::from(REGION);
    let place = CreateBucketConfiguration::builder().location_constraint(place).build();
    s3.create_bucket().bucket(BUCKET).create_bucket_configuration(place).send().await.expect("a bucket");
    SiteFiles.create(&context, &spec).await.expect("an upload");
    let right = looked(s3, BUCKET).await;
    // One put by hand as it is, and one otherwise; what is put by hand has a word of its own.
    for (at, otherwise) in [(0, false), (1, true)] {
        let key = format!("assets/{at}/page-{at}.js");
        let text = std::fs::read(site.folder().join(&key)).expect("a file");
        let [content_type, _, cache_control] = right[at].0.clone();
        let content_type = if otherwise { Some("text/plain".to_owned()) } else { content_type };
        let put = s3.put_object().bucket(BUCKET).key(key).body(text.into()).metadata("by", "hand");
        let put = put.set_content_type(content_type).set_cache_control(cache_control);
        put.send().await.expect("it is put");
    }
    let put: Vec<bool> = looked(s3, BUCKET).await.iter().map(|(_, by_hand)| *by_hand).collect();
    assert_eq!(put, [true, true, false]);

    SiteFiles.create(&context, &spec).await.expect("an upload");
    let now = looked(s3, BUCKET).await;
    assert!(now[0].1 && !now[1].1, "the one that is served otherwise was sent again, and no other");
    assert_eq!(now.map(|(headers, _)| headers), right.map(|(headers, _)| headers));
}

/// The type, the encoding and the caching that each page is served with, and whether it was put by hand.
async fn looked(s3: &aws_sdk_s3::Client, bucket: &str) -> [([Option<String>; 3], bool); 3] {
    let look = |at| async move {
        let head = s3.head_object().bucket(bucket).key(format!("assets/{at}/page-{at}.js"));
        let head = head.send().await.expect("it is there");
        let by_hand = head.metadata().is_some_and(|words| words.contains_key("by"));
        ([head.content_type, head.content_encoding, head.cache_control], by_hand)
    };
    [look(0).await, look(1).await, look(2).await]
}
