//! The bucket's policy: exactly one distribution may read it, and nobody over an unencrypted line, unless that is the
//! only line to this endpoint: such a policy would shut ourselves out of the bucket too.
//!
//! The distribution may also list it (`s3:ListBucket`): without that, S3 answers a missing file with 403 instead of
//! 404, and a lost script would look like a closed door. Nobody gets to see a list by it: CloudFront asks for `/` as
//! `/index.html`, and passes no query string on to S3.

use async_trait::async_trait;
use naru_diagram::{Category, Glyph};
use naru_engine::{Context, Failure, Kind, Reference, Removal, Waiting};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::cloud::{Aws, Transport};
use crate::codes::common;
use crate::kinds::bucket::{self, Bucket};
use crate::kinds::distribution::Distribution;
use crate::reader::Reader;
use crate::refusal::failing;
use crate::resource::{Appearance, Bounds, Found, Permission, Place, Resource, Words};
use crate::text::Text;

/// The name of the statement by which a policy of ours is known.
const SID: &str = "NaruDistributionReads";

/// The codes by which S3 says that there is no policy, or no bucket to have one.
const MISSING: &[&str] = &["NoSuchBucketPolicy", "NoSuchBucket"];

/// The one policy of a bucket. What marks it is that it stands on a bucket of ours.
pub struct BucketPolicy;

/// Who may read what. Another distribution is a change of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The bucket that it stands on.
    pub bucket: Reference<Bucket>,
    /// The distribution that may read it. It may go first: its disabling is the longest wait of a teardown.
    pub distribution: Reference<Distribution>,
}

/// On what it stands: a policy has no name or id of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The bucket's name.
    pub bucket: String,
}

#[async_trait]
impl Kind for BucketPolicy {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "bucket_policy";
    const SETTLES: bool = false;

    fn fixed(&self) -> &'static [&'static str] {
        &["bucket"]
    }

    async fn find(&self, cx: &Context<Reader>, spec: &Spec) -> Result<Option<State>, Failure> {
        let bucket = cx.get(&spec.bucket)?.name;
        Ok(read(&cx.cloud, &bucket).await?.filter(is_ours).map(|_| State { bucket }))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let (bucket, distribution) = (cx.get(&spec.bucket)?, cx.get(&spec.distribution)?);
        let policy = policy(&bucket, &distribution.arn, cx.cloud.transport).to_string();
        cx.cloud
            .s3
            .put_bucket_policy()
            .bucket(&bucket.name)
            .policy(policy)
            .send()
            .await
            .map_err(failing("let CloudFront read the bucket"))?;
        Ok(State { bucket: bucket.name })
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, _state: &State) -> Result<State, Failure> {
        self.create(cx, spec).await
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let reading = cx.reading();
        match read(&reading.cloud, &state.bucket).await? {
            None => return Ok(Removal::Missing),
            Some(policy) if !is_ours(&policy) => return Ok(Removal::kept(common::Kept::NotOurs)),
            Some(_) => {}
        }
        let deleted = cx
            .cloud
            .s3
            .delete_bucket_policy()
            .bucket(&state.bucket)
            .send()
            .await
            .map_err(failing("delete the bucket's policy"));
        match deleted {
            Ok(_) if read(&reading.cloud, &state.bucket).await?.is_none() => Ok(Removal::Gone),
            Ok(_) => Ok(Removal::Waiting(Waiting::on(common::Wait::Deleting))),
            Err(refused) if refused.is(MISSING) => Ok(Removal::Missing),
            Err(refused) => Err(refused),
        }
    }
}

/// The policy of a bucket; `None` where it has none, or where there is no bucket.
async fn read(aws: &Reader, bucket: &str) -> Result<Option<Value>, Failure> {
    let policy =
        aws.s3.get_bucket_policy().bucket(bucket).send().await.map_err(failing("read the bucket's policy"));
    match policy {
        Ok(policy) => Ok(policy.policy().map(|text| serde_json::from_str(text).unwrap_or_default())),
        Err(refused) if refused.is(MISSING) => Ok(None),
        Err(refused) => Err(refused),
    }
}

fn is_ours(policy: &Value) -> bool {
    policy["Statement"].as_array().is_some_and(|all| all.iter().any(|statement| statement["Sid"] == SID))
}

fn policy(bucket: &bucket::State, distribution_arn: &str, transport: Transport) -> Value {
    let (bucket, objects) = (bucket.arn(), format!("{}/*", bucket.arn()));
    let cloudfront = json!({ "Service": "cloudfront.amazonaws.com" });
    let this_distribution = json!({ "StringEquals": { "AWS:SourceArn": distribution_arn } });
    let mut statements = vec![
        json!({
            "Sid": SID,
            "Effect": "Allow",
            "Principal": cloudfront,
            "Action": "s3:GetObject",
            "Resource": objects,
            "Condition": this_distribution,
        }),
        json!({
            "Sid": "NaruMissingIsNotFound",
            "Effect": "Allow",
            "Principal": cloudfront,
            "Action": "s3:ListBucket",
            "Resource": bucket,
            "Condition": this_distribution,
        }),
    ];
    if transport == Transport::Encrypted {
        statements.push(json!({
            "Sid": "NaruEncryptedOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [bucket, objects],
            "Condition": { "Bool": { "aws:SecureTransport": "false" } },
        }));
    }
    json!({ "Version": "2012-10-17", "Statement": statements })
}

#[async_trait]
impl Resource for BucketPolicy {
    const WORDS: Words = Words {
        name: Text { ko: "버킷 정책", en: "Bucket policy" },
        why: Text {
            ko: "이 사이트의 CloudFront만 버킷을 읽을 수 있다고 적어 두는 규칙이에요.",
            en: "The rule that this site's CloudFront, and nothing else, may read the bucket.",
        },
        console: Text { ko: "S3 > 버킷 > 권한", en: "S3 > Buckets > Permissions" },
    };
    const CARD: &'static str = "public_access";
    /// A page with a seal.
    const GLYPH: Glyph = Glyph::new(
        Category::Security,
        "M6.5 3.5h8l4 4v6M18.5 7.5h-4v-4M6.5 3.5A1.5 1.5 0 0 0 5 5v14a1.5 1.5 0 0 0 1.5 1.5h4.5M8.5 9h3M8.5 12.5h4.5M16.5 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM15 19v2.5l1.5-1 1.5 1V19",
    );
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "s3:PutBucketPolicy",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "CloudFront만 버킷을 읽게 해요.", en: "Lets CloudFront alone read the bucket."
            },
        },
        Permission {
            action: "s3:GetBucketPolicy",
            bounds: Bounds::Buckets,
            why: Text { ko: "버킷 정책을 확인해요.", en: "Looks at the bucket's policy." },
        },
        Permission {
            action: "s3:DeleteBucketPolicy",
            bounds: Bounds::Buckets,
            why: Text { ko: "정리할 때 지워요.", en: "Deletes it when you clean up." },
        },
    ];

    async fn scan(&self, _aws: &Reader) -> Result<Vec<Found>, Failure> {
        // It is a part of its bucket, and goes with it.
        Ok(Vec::new())
    }

    fn appearance(&self, region: &str, _spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let id = state.map(|state| state.bucket.clone());
        Appearance {
            console_url: id.as_ref().map(|name| {
                format!("https://{region}.console.aws.amazon.com/s3/buckets/{name}?region={region}&tab=permissions")
            }),
            cli: id.as_ref().map(|name| format!("aws s3api get-bucket-policy --bucket {name} --region {region}")),
            id,
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drive::Drive;
    use crate::kinds::distribution;

    #[tokio::test(start_paused = true)]
    async fn a_policy_is_put_found_and_taken_away() {
        let drive = Drive::new();
        let bucket = bucket::Spec { name: "naru-k3v9x0q2m4ab-site".into() };
        let (bucket, _) = drive.have(&Bucket, "bucket", &bucket).await;
        let spec = distribution::Spec {
            site: None,
            api: None,
            comment: "a test".into(),
            aliases: Vec::new(),
            certificate: None,
        };
        let arn = format!("arn:aws:cloudfront::{}:distribution/E1", drive.practice.account_id());
        let state = distribution::State { id: "E1".into(), arn, domain_name: "d1.cloudfront.net".into() };
        let distribution = drive.node::<Distribution>("cdn", &spec, &state);
        let spec = Spec {
            bucket: Reference::exists(&bucket),
            distribution: Reference::exists(&distribution).lets_go(),
        };
        let cx = drive.context("bucket-policy");
        assert_eq!(BucketPolicy.find(&cx.reading(), &spec).await, Ok(None));
        let state = BucketPolicy.create(&cx, &spec).await.expect("a policy that S3 takes");
        assert_eq!(BucketPolicy.find(&cx.reading(), &spec).await, Ok(Some(state.clone())));
        drive.delete(&BucketPolicy, &cx, &state).await;
        assert_eq!(BucketPolicy.find(&cx.reading(), &spec).await, Ok(None));
        assert_eq!(BucketPolicy.delete(&cx, &state).await, Ok(Removal::Missing));
    }

    #[test]
    fn exactly_one_distribution_may_read_and_nobody_in_the_clear() {
        let bucket = bucket::State { name: "naru-x-site".into(), region: "ap-northeast-2".into() };
        let arn = "arn:aws:cloudfront::111122223333:distribution/E1";
        let in_the_clear = policy(&bucket, arn, Transport::Clear);
        let policy = policy(&bucket, arn, Transport::Encrypted);
        assert!(is_ours(&policy));
        let statements = policy["Statement"].as_array().expect("a list");
        for statement in statements.iter().filter(|statement| statement["Effect"] == "Allow") {
            assert_eq!(statement["Condition"]["StringEquals"]["AWS:SourceArn"], arn);
            assert_eq!(statement["Principal"]["Service"], "cloudfront.amazonaws.com");
        }
        assert_eq!(statements[2]["Condition"]["Bool"]["aws:SecureTransport"], "false");
        assert_eq!(in_the_clear["Statement"].as_array().map(Vec::as_slice), Some(&statements[..2]));
        assert!(!is_ours(&json!({ "Statement": [{ "Sid": "Other" }] })));
    }
}
