//! The bucket: where the site's files lie. Private, and empty until the site's files are put into it.
//!
//! It holds nothing but what Naru uploaded: its name is made for this deployment alone, nobody else can write to it,
//! and its deletion therefore empties it, versions and unfinished uploads included. The policy that lets CloudFront
//! read it is a kind of its own.

mod contents;

use async_trait::async_trait;
use aws_sdk_s3::types::{
    BucketLocationConstraint, CreateBucketConfiguration, ObjectOwnership, OwnershipControls,
    OwnershipControlsRule, PublicAccessBlockConfiguration, ServerSideEncryption,
    ServerSideEncryptionByDefault, ServerSideEncryptionConfiguration, ServerSideEncryptionRule, Tag, Tagging,
};
use futures::{StreamExt, TryStreamExt, stream};
use naru_diagram::{Category, Glyph};
use naru_engine::{Class, Context, Failure, Kind, Removal, Times, Waiting};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::codes::common;
use crate::mark::Mark;
use crate::reader::Reader;
use crate::refusal::{failing, name_taken};
use crate::resource::{Appearance, Bounds, Charge, Endpoint, Found, Per, Permission, Place, Resource, Words};
use crate::text::Text;

use self::contents::empty;
pub(crate) use self::contents::{abort_unfinished, remove_keys};

/// The codes by which S3 says that a bucket isn't there; a `HEAD` has no body and thus no better one than the first.
const MISSING: &[&str] = &["NotFound", "NoSuchBucket"];

/// A private bucket of S3. It bears the mark as tags, and before it has them as its name.
pub struct Bucket;

/// A bucket is its name: another one is another bucket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// Its name, made of the deployment's random id so that nobody else can have it: `naru-<deployment>-site`.
    pub name: String,
}

/// How the bucket is called, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// `naru-<deployment>-site`, unique in all of S3.
    pub name: String,
    /// The region that it lies in.
    pub region: String,
}

impl State {
    /// By which a policy names it: `arn:aws:s3:::<name>`.
    pub fn arn(&self) -> String {
        format!("arn:aws:s3:::{}", self.name)
    }

    /// The host by which CloudFront has to call it: the global one redirects for hours (`s3.regional_host`).
    pub fn regional_host(&self) -> String {
        format!("{}.s3.{}.amazonaws.com", self.name, self.region)
    }
}

#[async_trait]
impl Kind for Bucket {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "bucket";
    const SETTLES: bool = false;

    fn times(&self) -> Times {
        // It settles at once. Emptying it may take a while.
        Times { red: std::time::Duration::from_secs(20 * 60), ..Times::AT_ONCE }
    }

    fn fixed(&self) -> &'static [&'static str] {
        &["name"]
    }

    async fn find(&self, cx: &Context<Reader>, spec: &Spec) -> Result<Option<State>, Failure> {
        let state = state(cx, spec);
        Ok((whose(cx, &state.name).await? == Whose::Ours).then_some(state))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let reading = cx.reading();
        let wanted = state(&reading, spec);
        // `s3.no_location_constraint`: us-east-1 is the one region that must not be named.
        let place = (cx.cloud.region != "us-east-1").then(|| {
            CreateBucketConfiguration::builder()
                .location_constraint(BucketLocationConstraint::from(cx.cloud.region.as_str()))
                .build()
        });
        let doing = "create the bucket";
        let created = cx
            .cloud
            .s3
            .create_bucket()
            .bucket(&wanted.name)
            .set_create_bucket_configuration(place.clone())
            .send()
            .await
            .map_err(failing(doing));
        let known = match created {
            // us-east-1 alone answers so for a bucket that one has already (`s3.dup_bucket`).
            Ok(_) => place.is_none(),
            Err(refused) if refused.is(&["BucketAlreadyOwnedByYou"]) => true,
            Err(refused) if refused.is(&["BucketAlreadyExists"]) => {
                return Err(name_taken(doing, &wanted.name));
            }
            Err(refused) => return Err(refused),
        };
        if known && whose(&reading, &wanted.name).await? == Whose::Others {
            return Err(name_taken(doing, &wanted.name));
        }
        self.update(cx, spec, &wanted).await
    }

    /// Each setting is put, whatever it was. One after another: S3 refuses two changes of one bucket at a time with
    /// `OperationAborted`.
    async fn update(&self, cx: &Context<Aws>, _spec: &Spec, state: &State) -> Result<State, Failure> {
        let (s3, name) = (&cx.cloud.s3, &state.name);
        let mut tags = Tagging::builder();
        for (key, value) in Mark::of(cx).tags() {
            tags = tags.tag_set(Tag::builder().key(key).value(value).build().expect("both are given"));
        }
        s3.put_bucket_tagging()
            .bucket(name)
            .tagging(tags.build().expect("the mark has tags"))
            .send()
            .await
            .map_err(failing("mark the bucket"))?;
        let closed = PublicAccessBlockConfiguration::builder()
            .block_public_acls(true)
            .ignore_public_acls(true)
            .block_public_policy(true)
            .restrict_public_buckets(true)
            .build();
        s3.put_public_access_block()
            .bucket(name)
            .public_access_block_configuration(closed)
            .send()
            .await
            .map_err(failing("block public access to the bucket"))?;
        let owner = OwnershipControlsRule::builder()
            .object_ownership(ObjectOwnership::BucketOwnerEnforced)
            .build()
            .expect("the ownership is given");
        s3.put_bucket_ownership_controls()
            .bucket(name)
            .ownership_controls(OwnershipControls::builder().rules(owner).build().expect("a rule is given"))
            .send()
            .await
            .map_err(failing("switch the bucket's ACLs off"))?;
        let algorithm = ServerSideEncryptionByDefault::builder()
            .sse_algorithm(ServerSideEncryption::Aes256)
            .build()
            .expect("the algorithm is given");
        let rule =
            ServerSideEncryptionRule::builder().apply_server_side_encryption_by_default(algorithm).build();
        let encryption =
            ServerSideEncryptionConfiguration::builder().rules(rule).build().expect("a rule is given");
        s3.put_bucket_encryption()
            .bucket(name)
            .server_side_encryption_configuration(encryption)
            .send()
            .await
            .map_err(failing("encrypt the bucket"))?;
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let reading = cx.reading();
        match whose(&reading, &state.name).await? {
            Whose::Nobodys => return Ok(Removal::Missing),
            Whose::Others => return Ok(Removal::kept(common::Kept::NotOurs)),
            Whose::Ours => {}
        }
        if !empty(cx, &state.name).await? {
            return Ok(Removal::Missing);
        }
        let deleted = cx
            .cloud
            .s3
            .delete_bucket()
            .bucket(&state.name)
            .send()
            .await
            .map_err(failing("delete the bucket"));
        match deleted {
            Ok(_) if whose(&reading, &state.name).await? == Whose::Nobodys => Ok(Removal::Gone),
            Ok(_) => Ok(Removal::Waiting(Waiting::on(common::Wait::Deleting))),
            Err(refused) if refused.is(MISSING) => Ok(Removal::Missing),
            // Something was put in meanwhile: the next step takes that too.
            Err(refused) if refused.is(&["BucketNotEmpty", "OperationAborted"]) => {
                Ok(Removal::Waiting(Waiting::on(common::Wait::Emptying).detail(refused.message)))
            }
            Err(refused) => Err(refused),
        }
    }
}

/// Whose a bucket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// There is none of that name.
    Nobodys,
    /// It bears the mark of this node.
    Ours,
    /// It is there and isn't ours.
    Others,
}

/// Whose the bucket of that name is: by its tags, or, where it was made and not marked yet, by its name.
async fn whose(cx: &Context<Reader>, name: &str) -> Result<Whose, Failure> {
    whose_by(cx, name, |mark| *mark == Mark::of(cx)).await
}

/// Whether the bucket of that name is there and another's: neither this deployment's nor without a mark under a name
/// that no other deployment has.
pub(crate) async fn is_anothers(cx: &Context<Reader>, name: &str) -> Result<bool, Failure> {
    let whose = whose_by(cx, name, |mark| mark.deployment == cx.deployment).await?;
    Ok(whose == Whose::Others)
}

async fn whose_by(
    cx: &Context<Reader>,
    name: &str,
    is_ours: impl FnOnce(&Mark) -> bool,
) -> Result<Whose, Failure> {
    let tags = cx
        .cloud
        .s3
        .get_bucket_tagging()
        .bucket(name)
        .send()
        .await
        .map_err(failing("look at the bucket's tags"));
    match tags {
        Ok(tags) => {
            let mark = Mark::read(tags.tag_set().iter().map(|tag| (tag.key(), tag.value())));
            Ok(if mark.as_ref().is_some_and(is_ours) { Whose::Ours } else { Whose::Others })
        }
        Err(refused) if refused.is(MISSING) => Ok(Whose::Nobodys),
        Err(refused) if refused.is(&["NoSuchTagSet"]) => {
            // A run that broke off between the two calls: no other deployment has such a name.
            let derived = name.starts_with(&format!("naru-{}-", cx.deployment));
            Ok(if derived { Whose::Ours } else { Whose::Others })
        }
        Err(refused) => Err(refused),
    }
}

fn state(cx: &Context<Reader>, spec: &Spec) -> State {
    // A deleted name is locked for up to an hour (`s3.dup_bucket`): the bucket after it has another.
    let name = match cx.generation {
        1 => spec.name.clone(),
        later => format!("{}-{later}", spec.name),
    };
    State { name, region: cx.cloud.region.clone() }
}

#[async_trait]
impl Resource for Bucket {
    const WORDS: Words = Words {
        name: Text { ko: "S3 버킷", en: "S3 bucket" },
        why: Text {
            ko: "사이트 파일을 담아 두는 비공개 저장소예요. CloudFront만 읽을 수 있어요.",
            en: "The private store for your site's files. CloudFront alone can read it.",
        },
        console: Text { ko: "S3 > 버킷", en: "S3 > Buckets" },
    };
    const CARD: &'static str = "bucket";
    const REGIONAL: bool = true;
    /// A pail with a handle.
    const GLYPH: Glyph = Glyph::new(
        Category::Storage,
        "M4.5 8.5h15M6 8.5l1.5 11a1.2 1.2 0 0 0 1.2 1h6.6a1.2 1.2 0 0 0 1.2-1L18 8.5M6.8 8.5a5.2 5.2 0 0 1 10.4 0M7 14.2c1.7 1.2 3.3 1.2 5 0s3.3-1.2 5 0",
    );
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "s3:CreateBucket",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "사이트 파일을 담을 버킷을 만들어요.",
                en: "Makes the bucket for the site's files.",
            },
        },
        Permission {
            action: "s3:PutBucketTagging",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "버킷에 나루의 표시를 달아요.", en: "Marks the bucket as Naru's own."
            },
        },
        Permission {
            action: "s3:GetBucketTagging",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "나루가 만든 버킷인지 확인해요.", en: "Checks that a bucket is Naru's own."
            },
        },
        Permission {
            action: "s3:PutBucketPublicAccessBlock",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "버킷을 누구나 볼 수 없게 잠가요.", en: "Locks the bucket against the public."
            },
        },
        Permission {
            action: "s3:PutBucketOwnershipControls",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "오래된 방식의 접근 목록(ACL)을 꺼요.",
                en: "Switches old-style access lists (ACLs) off.",
            },
        },
        Permission {
            action: "s3:PutEncryptionConfiguration",
            bounds: Bounds::Buckets,
            why: Text { ko: "저장된 파일을 암호화해요.", en: "Encrypts what is stored." },
        },
        Permission {
            action: "s3:ListAllMyBuckets",
            bounds: Bounds::Account,
            why: Text {
                ko: "계정에 있는 버킷을 보여 드려요.", en: "Shows which buckets the account has."
            },
        },
        Permission {
            action: "s3:ListBucketVersions",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "지울 파일을 빠짐없이 찾아요.", en: "Finds every file there is to delete."
            },
        },
        Permission {
            action: "s3:DeleteObject",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "정리할 때 버킷을 비워요.", en: "Empties the bucket when you clean up."
            },
        },
        Permission {
            action: "s3:DeleteObjectVersion",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "파일의 이전 버전까지 지워요.", en: "Deletes earlier versions of files too."
            },
        },
        Permission {
            action: "s3:ListBucketMultipartUploads",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "끝나지 않은 업로드를 찾아요.", en: "Finds uploads that were never finished."
            },
        },
        Permission {
            action: "s3:AbortMultipartUpload",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "끝나지 않은 업로드를 지워요.",
                en: "Clears away uploads that were never finished.",
            },
        },
        Permission {
            action: "s3:DeleteBucket",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "정리할 때 버킷을 지워요.", en: "Deletes the bucket when you clean up."
            },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let mut pages = aws.s3.list_buckets().bucket_region(&aws.region).into_paginator().send();
        let mut names = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(failing("list the buckets"))?;
            // An endpoint may list all regions' buckets, whatever was asked for.
            let here =
                page.buckets().iter().filter(|one| one.bucket_region().is_none_or(|at| at == aws.region));
            names.extend(here.filter_map(|bucket| bucket.name().map(str::to_owned)));
        }
        stream::iter(names.into_iter().map(|name| async move {
            let tags = aws
                .s3
                .get_bucket_tagging()
                .bucket(&name)
                .send()
                .await
                .map_err(failing("look at the buckets' tags"));
            let mark = match tags {
                Ok(tags) => Mark::read(tags.tag_set().iter().map(|tag| (tag.key(), tag.value()))),
                // Untagged, of another region where an endpoint lists all, or closed to this key: a foreign one.
                Err(refused)
                    if refused.is(&["NoSuchTagSet", "PermanentRedirect", "AuthorizationHeaderMalformed"])
                        || refused.class == Class::Denied =>
                {
                    None
                }
                Err(refused) if refused.is(MISSING) => return Ok(None),
                Err(refused) => return Err(refused),
            };
            let state = serde_json::json!({ "name": name, "region": aws.region });
            Ok(Some(Found { id: name.clone(), label: name, mark, state, shows: serde_json::Value::Null }))
        }))
        .buffered(8)
        .try_filter_map(|found| async move { Ok(found) })
        .try_collect()
        .await
    }

    /// A small site: 50 MB, 1,000 files put in a month, and most visits answered by CloudFront without S3.
    fn price(&self, _spec: &Spec) -> Vec<Charge> {
        let typical = |item: &str, amount| Charge { item: item.to_owned(), amount, per: Per::TypicalMonth };
        vec![typical("s3.gb_month", 0.05), typical("s3.put_1000", 1.0), typical("s3.get_1000", 5.0)]
    }

    fn endpoints(&self, _spec: Option<&Spec>, state: Option<&State>) -> Vec<Endpoint> {
        state.map(|state| Endpoint::Files(state.regional_host())).into_iter().collect()
    }

    fn appearance(&self, region: &str, spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let id = state.map(|state| state.name.clone());
        let region = state.map_or(region, |state| &state.region);
        Appearance {
            detail: id.clone().or_else(|| spec.map(|spec| spec.name.clone())),
            console_url: id.as_ref().map(|name| {
                format!(
                    "https://{region}.console.aws.amazon.com/s3/buckets/{name}?region={region}&tab=objects"
                )
            }),
            cli: id
                .as_ref()
                .map(|name| format!("aws s3 ls s3://{name} --recursive --summarize --region {region}")),
            id,
            ..Appearance::at(Place::Region)
        }
    }
}

#[cfg(test)]
mod tests;
