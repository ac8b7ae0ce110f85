//! What CloudFront keeps between visits, and what it asks for again.

use std::time::Duration;

use aws_sdk_cloudfront::types as cf;
use aws_sdk_s3::primitives::ByteStream;
use naru_engine::Clock;

use super::{BUCKET, SEOUL, admit, get, header, site_with, text};
use crate::Practice;
use crate::testing::SPA;

#[tokio::test(start_paused = true)]
async fn cloudfront_keeps_what_it_may_and_an_invalidation_takes_it() {
    let practice = Practice::new(Clock::real());
    let made = site_with(&practice, SPA).await;
    admit(&practice, made.arn(), "s3:GetObject", &format!("arn:aws:s3:::{BUCKET}/*")).await;
    tokio::time::sleep(Duration::from_mins(4)).await;
    let asked = async |path: &str| {
        let got = get(&practice, &format!("https://{}{path}", made.domain_name())).await.expect("an answer");
        let how = header(&got, "x-cache").split(' ').next().unwrap_or_default().to_owned();
        (how, header(&got, "age").to_owned(), text(&got).to_owned())
    };
    let said = |how: &str, age: &str, text: &str| (how.to_owned(), age.to_owned(), text.to_owned());
    let put = async |key: &str, cache: &str, body: &'static str| {
        let put = practice.s3(SEOUL).put_object().bucket(BUCKET).key(key).cache_control(cache);
        put.body(ByteStream::from_static(body.as_bytes())).send().await.expect("an object");
    };
    assert_eq!(asked("/assets/a.js").await, said("Miss", "", "1"));
    put("assets/a.js", "max-age=31536000", "2").await;
    tokio::time::sleep(Duration::from_secs(100)).await;
    assert_eq!(asked("/assets/a.js").await, said("Hit", "100", "1"), "for as long as its header says");

    assert_eq!(asked("/").await, said("Miss", "", "<h1>naru</h1>"));
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(asked("/users/7").await, said("RefreshHit", "", "<h1>naru</h1>"), "a second at least");
    put("index.html", "no-cache", "<h1>new</h1>").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(asked("/").await, said("Miss", "", "<h1>new</h1>"));

    let paths = cf::Paths::builder().quantity(1).items("/assets/*").build().expect("whole");
    let batch = cf::InvalidationBatch::builder().caller_reference("a").paths(paths).build().expect("whole");
    let client = practice.cloudfront("us-east-1");
    let invalidated = client.create_invalidation().distribution_id(made.id()).invalidation_batch(batch);
    invalidated.send().await.expect("begun");
    assert_eq!(asked("/assets/a.js").await.0, "Hit", "it is in progress");
    tokio::time::sleep(Duration::from_mins(1)).await;
    assert_eq!(asked("/assets/a.js").await, said("Miss", "", "2"));
}
