//! What is in a bucket: keys, and versions.

use std::collections::BTreeMap;

use aws_sdk_s3::operation::list_object_versions::{ListObjectVersionsInput, ListObjectVersionsOutput};
use aws_sdk_s3::operation::list_objects_v2::{ListObjectsV2Input, ListObjectsV2Output};
use aws_sdk_s3::types;

use super::refuse;
use super::{S3, Version, buckets, required};
use crate::dispatch::{Call, Refusal};
use crate::world::{ACCOUNT, sdk_time};

/// The most that one answer lists.
const PAGE: i32 = 1000;

pub(super) fn objects(
    s3: &S3,
    call: &Call,
    input: &ListObjectsV2Input,
) -> Result<ListObjectsV2Output, Refusal> {
    let bucket = s3.bucket(input.bucket(), &call.region)?;
    let limit = page_size(input.max_keys())?;
    let prefix = input.prefix().unwrap_or_default();
    let delimiter = input.delimiter().filter(|delimiter| !delimiter.is_empty());
    let after = input.continuation_token().or(input.start_after()).unwrap_or_default();
    let (mut contents, mut prefixes) = (Vec::new(), Vec::<String>::new());
    let mut last = None;
    let mut more = false;
    for (key, versions) in live(&bucket.objects).filter(|(key, _)| key.starts_with(prefix)) {
        let group = delimiter.and_then(|delimiter| grouped(key, prefix, delimiter));
        // A token is the last key or the last group that was shown; all of that group is behind us.
        let position = group.unwrap_or(key);
        if position <= after || prefixes.last().is_some_and(|known| known == position) {
            continue;
        }
        if contents.len() + prefixes.len() == limit {
            more = true;
            break;
        }
        last = Some(position.to_owned());
        match group {
            Some(group) => prefixes.push(group.to_owned()),
            None => contents.push(object(key, versions, input.fetch_owner().unwrap_or(false))),
        }
    }
    Ok(ListObjectsV2Output::builder()
        .set_name(input.bucket().map(str::to_owned))
        .prefix(prefix)
        .set_delimiter(delimiter.map(str::to_owned))
        .max_keys(input.max_keys().unwrap_or(PAGE))
        .key_count(i32::try_from(contents.len() + prefixes.len()).unwrap_or(PAGE))
        .is_truncated(more)
        .set_next_continuation_token(last.filter(|_| more))
        .set_continuation_token(input.continuation_token().map(str::to_owned))
        .set_start_after(input.start_after().map(str::to_owned))
        .set_contents(Some(contents).filter(|contents| !contents.is_empty()))
        .set_common_prefixes(common_prefixes(prefixes))
        .build())
}

pub(super) fn versions(
    s3: &S3,
    call: &Call,
    input: &ListObjectVersionsInput,
) -> Result<ListObjectVersionsOutput, Refusal> {
    let bucket = s3.bucket(input.bucket(), &call.region)?;
    let limit = page_size(input.max_keys())?;
    let prefix = input.prefix().unwrap_or_default();
    if input.delimiter().is_some_and(|delimiter| !delimiter.is_empty()) {
        return Err(refuse("NotImplemented", "The practice account lists versions without groups."));
    }
    if input.version_id_marker().is_some() {
        required(input.key_marker(), "key-marker")?;
    }
    let (mut versions, mut markers) = (Vec::new(), Vec::new());
    let mut last = None;
    let mut more = false;
    'keys: for (key, all) in bucket.objects.iter().filter(|(key, _)| key.starts_with(prefix)) {
        let behind = match (input.key_marker(), input.version_id_marker()) {
            (Some(marker), Some(id)) if key == marker => {
                all.iter().rev().position(|version| version.id == id).map_or(0, |position| position + 1)
            }
            (Some(marker), _) if key.as_str() <= marker => continue,
            _ => 0,
        };
        // Newest first, as S3 lists them.
        for version in all.iter().rev().skip(behind) {
            if versions.len() + markers.len() == limit {
                more = true;
                break 'keys;
            }
            last = Some((key.clone(), version.id.clone()));
            let latest = version.is_latest(all);
            match &version.content {
                Some(content) => versions.push(
                    types::ObjectVersion::builder()
                        .key(key)
                        .version_id(&version.id)
                        .is_latest(latest)
                        .last_modified(sdk_time(version.modified))
                        .e_tag(&content.etag)
                        .size(i64::try_from(content.size()).unwrap_or(i64::MAX))
                        .storage_class(types::ObjectVersionStorageClass::Standard)
                        .build(),
                ),
                None => markers.push(
                    types::DeleteMarkerEntry::builder()
                        .key(key)
                        .version_id(&version.id)
                        .is_latest(latest)
                        .last_modified(sdk_time(version.modified))
                        .build(),
                ),
            }
        }
    }
    let (next_key, next_id) = last.filter(|_| more).unzip();
    Ok(ListObjectVersionsOutput::builder()
        .set_name(input.bucket().map(str::to_owned))
        .prefix(prefix)
        .max_keys(input.max_keys().unwrap_or(PAGE))
        .is_truncated(more)
        .set_next_key_marker(next_key)
        .set_next_version_id_marker(next_id)
        .set_key_marker(input.key_marker().map(str::to_owned))
        .set_version_id_marker(input.version_id_marker().map(str::to_owned))
        .set_versions(Some(versions).filter(|versions| !versions.is_empty()))
        .set_delete_markers(Some(markers).filter(|markers| !markers.is_empty()))
        .build())
}

/// The keys whose newest version is no delete marker.
fn live(objects: &BTreeMap<String, Vec<Version>>) -> impl Iterator<Item = (&String, &Version)> {
    objects.iter().filter_map(|(key, versions)| {
        versions.last().filter(|version| version.content.is_some()).map(|version| (key, version))
    })
}

fn object(key: &str, version: &Version, with_owner: bool) -> types::Object {
    let content = version.content.as_ref().expect("delete markers are not listed");
    types::Object::builder()
        .key(key)
        .last_modified(sdk_time(version.modified))
        .e_tag(&content.etag)
        .size(i64::try_from(content.size()).unwrap_or(i64::MAX))
        .storage_class(types::ObjectStorageClass::Standard)
        .set_owner(with_owner.then(|| types::Owner::builder().id(buckets::owner_id(ACCOUNT)).build()))
        .build()
}

/// The group of `key`: everything up to and with the first delimiter after the prefix.
fn grouped<'a>(key: &'a str, prefix: &str, delimiter: &str) -> Option<&'a str> {
    let found = key.get(prefix.len()..)?.find(delimiter)?;
    key.get(..prefix.len() + found + delimiter.len())
}

fn common_prefixes(prefixes: Vec<String>) -> Option<Vec<types::CommonPrefix>> {
    (!prefixes.is_empty()).then(|| {
        prefixes.into_iter().map(|prefix| types::CommonPrefix::builder().prefix(prefix).build()).collect()
    })
}

fn page_size(wanted: Option<i32>) -> Result<usize, Refusal> {
    usize::try_from(wanted.unwrap_or(PAGE).min(PAGE)).map_err(|_| {
        refuse("InvalidArgument", "Argument maxKeys must be an integer between 0 and 2147483647")
    })
}
