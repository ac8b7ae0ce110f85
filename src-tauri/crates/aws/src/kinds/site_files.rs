//! The site's files: what of the built folder lies in the bucket, and how it is served.
//!
//! Only what differs is sent, as many files at a time as the line takes; pages go after the assets that they need, and
//! what the site no longer has goes last. The ETag of an object is the MD5 of its contents, or of those of the pieces
//! that it was sent in, by which the next upload knows that it is there already. Of its headers a listing tells nothing
//! (`s3.headers_unlisted`): so the state tells by which rules they were given, and where those may have been others,
//! each object is asked for them.

mod line;
mod upload;

use std::path::PathBuf;

use async_trait::async_trait;
use aws_sdk_cloudfront::types::{InvalidationBatch, Paths};
use naru_diagram::{Category, Glyph};
use naru_engine::{Class, Context, Failure, Kind, Observation, Reference, Removal, Times, Waiting};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::codes::{Said, WaitWords, codes, common};
use crate::kinds::bucket::{self, Bucket};
use crate::kinds::distribution::Distribution;
use crate::reader::Reader;
use crate::refusal::failing;
use crate::resource::{Appearance, Bounds, Charge, Found, Per, Permission, Place, Resource, Words};
use crate::site::{self, Manifest, Remote};
use crate::text::Text;

/// The objects of a site, as one node. They lie in a bucket that bears the mark.
pub struct SiteFiles;

/// Which files lie where. Another digest is an upload of what differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The bucket that they lie in.
    pub bucket: Reference<Bucket>,
    /// The distribution whose copies go stale with an update. It may go first when both are taken away.
    pub distribution: Reference<Distribution>,
    /// The folder, as the inspection named it.
    pub folder: PathBuf,
    /// The digest of its [`Manifest`]: what the user saw in the plan, and what is uploaded or nothing.
    pub digest: String,
}

/// What the last upload came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The bucket's name.
    pub bucket: String,
    /// How many files there are.
    pub files: u64,
    /// Their size, in bytes.
    pub bytes: u64,
    /// By which [rules](site::rules) they were given their headers, where that is known of all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<String>,
    /// What CloudFront still has to forget, after an update.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invalidation: Option<Invalidation>,
}

/// An order to CloudFront to forget its copies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invalidation {
    /// The distribution's id.
    pub distribution: String,
    /// Its own id.
    pub id: String,
}

#[async_trait]
impl Kind for SiteFiles {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "site_files";

    fn times(&self) -> Times {
        // There is nothing to wait for but an invalidation, after an update (`cf.invalidation`).
        Times { red: std::time::Duration::from_secs(20 * 60), ..Times::AT_ONCE }
    }

    fn fixed(&self) -> &'static [&'static str] {
        &["bucket"]
    }

    async fn find(&self, cx: &Context<Reader>, spec: &Spec) -> Result<Option<State>, Failure> {
        let bucket = cx.get(&spec.bucket)?.name;
        let there = list(&cx.cloud, &bucket).await?.unwrap_or_default();
        let (files, bytes) = (there.len() as u64, there.iter().map(|object| object.bytes).sum());
        Ok((files > 0).then_some(State { bucket, files, bytes, rules: None, invalidation: None }))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        upload(cx, spec, None).await
    }

    /// Always ends in an invalidation, even where nothing was left to send: an earlier attempt may have sent it all
    /// and never have come to that.
    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let state = upload(cx, spec, state.rules.as_deref()).await?;
        let distribution = cx.get(&spec.distribution)?.id;
        // A reference that was used before starts nothing, and a site may return to what it was once: so the time
        // is in it. Repeated after a lost answer, a second invalidation of everything does no harm.
        let reference = format!("{}-{}", cx.token(), cx.clock.now().as_millisecond());
        let everything = Paths::builder().quantity(1).items("/*").build().expect("the quantity is given");
        let batch = InvalidationBatch::builder().paths(everything).caller_reference(reference).build();
        let begun = cx
            .cloud
            .cloudfront
            .create_invalidation()
            .distribution_id(&distribution)
            .invalidation_batch(batch.expect("paths and reference are given"))
            .send()
            .await
            .map_err(failing("let CloudFront forget the old files"))?;
        let id = begun.invalidation().map(|invalidation| invalidation.id().to_owned());
        Ok(State { invalidation: id.map(|id| Invalidation { distribution, id }), ..state })
    }

    async fn observe(
        &self,
        cx: &Context<Reader>,
        _spec: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        let Some(invalidation) = &state.invalidation else {
            let there = holds_any(&cx.cloud, &state.bucket).await?;
            return Ok(if there { Observation::Ready(state.clone()) } else { Observation::Lost });
        };
        let look = cx
            .cloud
            .cloudfront
            .get_invalidation()
            .distribution_id(&invalidation.distribution)
            .id(&invalidation.id)
            .send()
            .await
            .map_err(failing("see whether CloudFront forgot the old files"));
        let status = match &look {
            Ok(look) => look.invalidation().map_or("Completed", |invalidation| invalidation.status()),
            // The distribution was made anew meanwhile: then it has no old copies.
            Err(refused) if refused.is(&["NoSuchInvalidation", "NoSuchDistribution"]) => "Completed",
            Err(refused) => return Err(refused.clone()),
        };
        if status == "Completed" {
            return Ok(Observation::Ready(State { invalidation: None, ..state.clone() }));
        }
        Ok(Observation::Waiting(Waiting::on(Wait::Invalidating).detail(status)))
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let reading = cx.reading();
        let Some(there) = list(&reading.cloud, &state.bucket).await? else { return Ok(Removal::Missing) };
        if there.is_empty() {
            return Ok(Removal::Missing);
        }
        // Files bear no mark: whose they are is the bucket's to say.
        if bucket::is_anothers(&reading, &state.bucket).await? {
            return Ok(Removal::kept(common::Kept::NotOurs));
        }
        bucket::remove_keys(cx, &state.bucket, there.into_iter().map(|object| object.key).collect()).await?;
        match list(&reading.cloud, &state.bucket).await? {
            Some(left) if !left.is_empty() => Ok(Removal::Waiting(Waiting::on(common::Wait::Emptying))),
            _ => Ok(Removal::Gone),
        }
    }
}

/// What a bucket holds; `None` where there is no bucket.
async fn list(aws: &Reader, bucket: &str) -> Result<Option<Vec<Remote>>, Failure> {
    let mut pages = aws.s3.list_objects_v2().bucket(bucket).into_paginator().send();
    let mut there = Vec::new();
    while let Some(page) = pages.next().await {
        let page = match page.map_err(failing("list the site's files")) {
            Ok(page) => page,
            Err(refused) if refused.is(&["NoSuchBucket"]) => return Ok(None),
            Err(refused) => return Err(refused),
        };
        there.extend(page.contents().iter().filter_map(|object| {
            Some(Remote {
                key: object.key()?.to_owned(),
                etag: object.e_tag().unwrap_or_default().to_owned(),
                bytes: u64::try_from(object.size().unwrap_or_default()).unwrap_or_default(),
            })
        }));
    }
    Ok(Some(there))
}

/// Whether a bucket holds anything at all.
async fn holds_any(aws: &Reader, bucket: &str) -> Result<bool, Failure> {
    let first = aws.s3.list_objects_v2().bucket(bucket).max_keys(1).send().await;
    match first.map_err(failing("look at the site's files")) {
        Ok(first) => Ok(!first.contents().is_empty()),
        Err(refused) if refused.is(&["NoSuchBucket"]) => Ok(false),
        Err(refused) => Err(refused),
    }
}

/// Makes the bucket's contents those of the folder, if that still is what was planned. `rules` are those by which what is
/// there was given its headers, where that is known.
async fn upload(cx: &Context<Aws>, spec: &Spec, rules: Option<&str>) -> Result<State, Failure> {
    let bucket = cx.get(&spec.bucket)?.name;
    let folder = spec.folder.clone();
    let manifest = tokio::task::spawn_blocking(move || Manifest::build(&folder))
        .await
        .expect("reading a folder does not panic")
        .map_err(|problem| {
            Failure::new(Class::Rejected, "read the site's folder", problem.to_string())
                .code("naru.site_unreadable")
        })?;
    if manifest.digest() != spec.digest {
        return Err(changed("the folder is no longer what was planned"));
    }
    let there = list(&cx.reading().cloud, &bucket).await?.unwrap_or_default();
    let mut difference = manifest.difference(there);
    if rules != Some(site::rules()) {
        let others = upload::with_other_headers(cx, &bucket, &difference.unchanged).await?;
        difference.send_again(&others.iter().map(String::as_str).collect());
    }
    upload::send_all(cx, &bucket, &difference).await?;
    bucket::remove_keys(cx, &bucket, difference.remove).await?;
    Ok(State {
        bucket,
        files: manifest.entries().len() as u64,
        bytes: manifest.bytes(),
        rules: Some(site::rules().to_owned()),
        invalidation: None,
    })
}

fn changed(said: &str) -> Failure {
    Failure::new(Class::Rejected, "upload the site", said).code("naru.site_changed")
}

codes! {
    /// What the site's files waits for.
    enum Wait: WaitWords {
        Invalidating = "invalidating" => WaitWords {
            says: Text {
                ko: "CloudFront가 예전 사본을 버리고 있어요.",
                en: "CloudFront is throwing old copies away.",
            },
            terminal: None,
            too_late: None,
        },
    }
}

#[async_trait]
impl Resource for SiteFiles {
    const WORDS: Words = Words {
        name: Text { ko: "사이트 파일", en: "Site files" },
        why: Text {
            ko: "빌드한 페이지와 스크립트, 이미지예요. 바뀐 파일만 올려요.",
            en: "Your built pages, scripts and pictures. Only what changed is uploaded.",
        },
        console: Text { ko: "S3 > 버킷 > 객체", en: "S3 > Buckets > Objects" },
    };
    const CARD: &'static str = "cache";
    /// A window with a page in it.
    const GLYPH: Glyph = Glyph::new(
        Category::Visitor,
        "M5 4.5h14A1.5 1.5 0 0 1 20.5 6v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18V6A1.5 1.5 0 0 1 5 4.5ZM3.5 9h17M6.5 6.8h.01M9 6.8h.01M10 12l-2 2.2 2 2.2M14 12l2 2.2-2 2.2",
    );
    const WAITS: &'static [Said<WaitWords>] = Wait::ALL;
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "s3:ListBucket",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "이미 올라간 파일을 확인해요.", en: "Sees which files are there already."
            },
        },
        Permission {
            action: "s3:GetObject",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "올라간 파일의 형식과 캐시 설정이 맞는지 확인해요.",
                en: "Sees whether uploaded files have the right type and caching.",
            },
        },
        Permission {
            action: "s3:PutObject",
            bounds: Bounds::Buckets,
            why: Text { ko: "사이트 파일을 올려요.", en: "Uploads the site's files." },
        },
        Permission {
            action: "s3:DeleteObject",
            bounds: Bounds::Buckets,
            why: Text {
                ko: "사이트에서 없어진 파일을 지워요.",
                en: "Removes files that the site no longer has.",
            },
        },
        Permission {
            action: "cloudfront:CreateInvalidation",
            bounds: Bounds::Marked,
            why: Text {
                ko: "다시 배포할 때 오래된 사본을 지워요.",
                en: "Clears old copies after a redeploy.",
            },
        },
        Permission {
            action: "cloudfront:GetInvalidation",
            bounds: Bounds::Account,
            why: Text {
                ko: "오래된 사본이 지워졌는지 확인해요.",
                en: "Sees whether the old copies are cleared.",
            },
        },
    ];

    async fn scan(&self, _aws: &Reader) -> Result<Vec<Found>, Failure> {
        // They are their bucket's contents, and go with it.
        Ok(Vec::new())
    }

    /// Storing and sending them is the bucket's and the distribution's; an invalidation of everything is one path of
    /// the month's 1,000 free ones.
    fn price(&self, _spec: &Spec) -> Vec<Charge> {
        vec![Charge { item: "cloudfront.invalidation".to_owned(), amount: 4.0, per: Per::TypicalMonth }]
    }

    fn appearance(&self, region: &str, spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let bucket = state.map(|state| state.bucket.clone());
        let folder = || spec?.folder.file_name().map(|name| name.to_string_lossy().into_owned());
        Appearance {
            detail: folder(),
            console_url: bucket.as_ref().map(|name| {
                format!(
                    "https://{region}.console.aws.amazon.com/s3/buckets/{name}?region={region}&tab=objects"
                )
            }),
            cli: bucket.as_ref().map(|name| format!("aws s3 ls s3://{name} --recursive --region {region}")),
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests;
