//! What a bucket holds, every version of it, and its deletion.

use aws_sdk_s3::types::{Delete, ObjectIdentifier};
use futures::{StreamExt, TryStreamExt, stream};
use naru_engine::{Context, Failure, Progress};

use super::MISSING;
use crate::cloud::Aws;
use crate::refusal::failing;

/// How many keys one call deletes: S3's own limit.
const BATCH: usize = 1000;

/// An object of a bucket, or one version of it.
struct Object {
    key: String,
    version: Option<String>,
}

/// Deletes all that a bucket holds, every version of it, and aborts what was begun to be uploaded in parts: that
/// is listed nowhere and still costs. Tells whether the bucket was there.
pub(super) async fn empty(cx: &Context<Aws>, name: &str) -> Result<bool, Failure> {
    let Some(versions) = versions(cx, name).await? else { return Ok(false) };
    remove(cx, name, versions).await?;
    abort_unfinished(cx, name).await?;
    Ok(true)
}

/// Aborts what was begun to be uploaded in parts and never came to an end.
pub(crate) async fn abort_unfinished(cx: &Context<Aws>, name: &str) -> Result<(), Failure> {
    // Aborted uploads leave the list, so its first page is asked for until that is empty.
    loop {
        let uploads = cx.cloud.s3.list_multipart_uploads().bucket(name).send().await;
        let uploads = uploads.map_err(failing("list the bucket's unfinished uploads"))?;
        if uploads.uploads().is_empty() {
            return Ok(());
        }
        for upload in uploads.uploads() {
            let aborted = cx
                .cloud
                .s3
                .abort_multipart_upload()
                .bucket(name)
                .set_key(upload.key().map(str::to_owned))
                .set_upload_id(upload.upload_id().map(str::to_owned))
                .send()
                .await
                .map_err(failing("abort an unfinished upload"));
            match aborted {
                Err(refused) if !refused.is(&["NoSuchUpload"]) => return Err(refused),
                _ => {}
            }
        }
    }
}

/// Every version of every object, and every delete marker; `None` where there is no bucket.
async fn versions(cx: &Context<Aws>, name: &str) -> Result<Option<Vec<Object>>, Failure> {
    let (mut objects, mut key, mut version) = (Vec::new(), None, None);
    loop {
        let page = cx
            .cloud
            .s3
            .list_object_versions()
            .bucket(name)
            .set_key_marker(key)
            .set_version_id_marker(version)
            .send()
            .await
            .map_err(failing("list what the bucket holds"));
        let page = match page {
            Ok(page) => page,
            Err(refused) if refused.is(MISSING) => return Ok(None),
            Err(refused) => return Err(refused),
        };
        let versions = page.versions().iter().map(|object| (object.key(), object.version_id()));
        let markers = page.delete_markers().iter().map(|marker| (marker.key(), marker.version_id()));
        objects.extend(versions.chain(markers).filter_map(|(key, version)| {
            Some(Object { key: key?.to_owned(), version: version.map(str::to_owned) })
        }));
        if page.is_truncated() != Some(true) || page.next_key_marker().is_none() {
            return Ok(Some(objects));
        }
        key = page.next_key_marker().map(str::to_owned);
        version = page.next_version_id_marker().map(str::to_owned);
    }
}

/// Deletes objects of a bucket by their keys, as a visitor sees them.
pub(crate) async fn remove_keys(cx: &Context<Aws>, name: &str, keys: Vec<String>) -> Result<(), Failure> {
    remove(cx, name, keys.into_iter().map(|key| Object { key, version: None }).collect()).await
}

async fn remove(cx: &Context<Aws>, name: &str, objects: Vec<Object>) -> Result<(), Failure> {
    let doing = "delete what the bucket holds";
    let mut progress = Progress { of: objects.len() as u64, ..Progress::default() };
    let batches: Vec<Vec<ObjectIdentifier>> = objects
        .chunks(BATCH)
        .map(|batch| {
            batch
                .iter()
                .map(|object| {
                    let id = ObjectIdentifier::builder().key(&object.key);
                    id.set_version_id(object.version.clone()).build().expect("the key is given")
                })
                .collect()
        })
        .collect();
    let mut deletions = stream::iter(batches.into_iter().map(|batch| async move {
        let count = batch.len() as u64;
        let delete =
            Delete::builder().set_objects(Some(batch)).quiet(true).build().expect("objects are given");
        let deleted =
            cx.cloud.s3.delete_objects().bucket(name).delete(delete).send().await.map_err(failing(doing))?;
        // The call succeeds even where it deleted nothing: each object that stayed is told in its answer.
        match deleted.errors().first() {
            None => Ok(count),
            Some(error) => {
                let (code, said) = (error.code().unwrap_or_default(), error.message().unwrap_or_default());
                let said = format!("{}: {said}", error.key().unwrap_or_default());
                Err(Failure::new(crate::refusal::class_of(code, &said, 200), doing, said).code(code))
            }
        }
    }))
    .buffer_unordered(4);
    while let Some(count) = deletions.try_next().await? {
        progress.done += count;
        cx.progress(progress);
    }
    Ok(())
}
