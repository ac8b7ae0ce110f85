//! What S3 answers to a GET from outside: a visitor's, or CloudFront's on behalf of one.

use std::time::Duration;

use jiff::Timestamp;

use super::policy::{Policy, Question, Who};
use super::{Content, S3};

/// How long the global host of a new bucket redirects to its regional one (`s3.regional_host`).
pub(crate) const GLOBAL_NAME_LAG: Duration = Duration::from_mins(40);

/// The answer to a request for one key.
pub(crate) enum Found<'a> {
    Object {
        content: &'a Content,
        modified: Timestamp,
    },
    /// 403: the key isn't there and the asker may not know it, or it is there and not for them.
    AccessDenied,
    /// 404 for a key.
    NoSuchKey,
    /// 404 for a bucket.
    NoSuchBucket,
}

impl S3 {
    /// The region of a bucket.
    pub(crate) fn region_of(&self, bucket: &str) -> Option<&str> {
        self.buckets.get(bucket).map(|bucket| bucket.region.as_str())
    }

    /// When a bucket was made.
    pub(crate) fn created_at(&self, bucket: &str) -> Option<Timestamp> {
        self.buckets.get(bucket).map(|bucket| bucket.created)
    }

    /// What `who` gets for `key` (`s3.regional_host`: a missing key is 403 without ListBucket, 404 with it).
    pub(crate) fn serve(&self, bucket: &str, key: &str, who: Who<'_>) -> Found<'_> {
        let Some(held) = self.buckets.get(bucket) else {
            return if self.foreign.contains(bucket) { Found::AccessDenied } else { Found::NoSuchBucket };
        };
        let policy = held.policy.as_deref().and_then(|text| Policy::parse(text, bucket).ok());
        let restricted = held.public_access.is_some_and(|access| access.restrict_public_buckets);
        let policy = policy.filter(|policy| {
            // A public policy that the block restricts admits the account's own principals and services only.
            !(matches!(who, Who::Anonymous) && restricted && policy.is_public())
        });
        let may = |action: &str, resource: String| {
            policy
                .as_ref()
                .is_some_and(|policy| policy.allows(&Question { who, action, resource: &resource }))
        };
        let own = format!("arn:aws:s3:::{bucket}");
        let version = held.objects.get(key).and_then(|versions| versions.last());
        match version.and_then(|version| Some((version.content.as_ref()?, version.modified))) {
            Some((content, modified)) if may("s3:GetObject", format!("{own}/{key}")) => {
                Found::Object { content, modified }
            }
            None if may("s3:ListBucket", own) => Found::NoSuchKey,
            _ => Found::AccessDenied,
        }
    }
}
