//! Uploads in parts: begun, filled, completed or given up.

use std::collections::BTreeMap;

use aws_sdk_s3::operation::abort_multipart_upload::{AbortMultipartUploadInput, AbortMultipartUploadOutput};
use aws_sdk_s3::operation::complete_multipart_upload::{
    CompleteMultipartUploadInput, CompleteMultipartUploadOutput,
};
use aws_sdk_s3::operation::create_multipart_upload::{
    CreateMultipartUploadInput, CreateMultipartUploadOutput,
};
use aws_sdk_s3::operation::list_multipart_uploads::{ListMultipartUploadsInput, ListMultipartUploadsOutput};
use aws_sdk_s3::operation::list_parts::{ListPartsInput, ListPartsOutput};
use aws_sdk_s3::operation::upload_part::{UploadPartInput, UploadPartOutput};
use aws_sdk_s3::types;
use md5::{Digest as _, Md5};

use super::checksum::Claims;
use super::objects::{check, checked_key, checked_metadata, parse_tagging};
use super::refuse;
use super::{Body, Content, Headers, Part, S3, Upload};
use crate::dispatch::{Call, Refusal};
use crate::store::Blobs;
use crate::world::sdk_time;

/// Every part but the last has at least this many bytes.
const LEAST_PART: u64 = 5 * 1024 * 1024;

pub(super) fn create(
    s3: &mut S3,
    call: &Call,
    input: &CreateMultipartUploadInput,
) -> Result<CreateMultipartUploadOutput, Refusal> {
    let key = checked_key(input.key())?.to_owned();
    let bucket = s3.bucket(input.bucket(), &call.region)?;
    if let Some(acl) = input.acl()
        && !matches!(acl, types::ObjectCannedAcl::Private | types::ObjectCannedAcl::BucketOwnerFullControl)
    {
        bucket.check_acl(*acl == types::ObjectCannedAcl::PublicRead)?;
    }
    let upload = Upload {
        key: key.clone(),
        initiated: call.now,
        headers: Headers {
            content_type: input.content_type().map(str::to_owned),
            cache_control: input.cache_control().map(str::to_owned),
            content_disposition: input.content_disposition().map(str::to_owned),
            content_encoding: input.content_encoding().map(str::to_owned),
            content_language: input.content_language().map(str::to_owned),
            metadata: checked_metadata(input.metadata())?,
        },
        tags: parse_tagging(input.tagging())?,
        parts: BTreeMap::new(),
    };
    let id = s3.next_id("upload");
    s3.bucket_mut(input.bucket(), &call.region)?.uploads.insert(id.clone(), upload);
    Ok(CreateMultipartUploadOutput::builder()
        .set_bucket(input.bucket().map(str::to_owned))
        .key(key)
        .upload_id(id)
        .server_side_encryption(s3.encryption(input.bucket()))
        .build())
}

/// Leaves in the SDK's hands what is enough to send the body, and takes the rest of the input.
pub(super) fn swap(input: &mut UploadPartInput) -> UploadPartInput {
    let rest = UploadPartInput::builder()
        .set_bucket(input.bucket.clone())
        .set_key(input.key.clone())
        .set_part_number(input.part_number)
        .set_upload_id(input.upload_id.clone())
        .body(std::mem::take(&mut input.body))
        .build()
        .expect("a part has no required field that the SDK checks here");
    std::mem::replace(input, rest)
}

pub(super) fn upload_part(
    s3: &mut S3,
    blobs: &mut Blobs,
    call: &Call,
    input: &UploadPartInput,
) -> Result<UploadPartOutput, Refusal> {
    let number = input.part_number().filter(|number| (1..=10_000).contains(number)).ok_or_else(|| {
        refuse("InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive")
    })?;
    upload_of(s3, call, input.bucket(), input.key(), input.upload_id())?;
    let claims = Claims {
        md5: input.content_md5(),
        crc32: input.checksum_crc32(),
        crc32c: input.checksum_crc32_c(),
        sha256: input.checksum_sha256(),
    };
    check(&claims, &call.body)?;
    let body = Body::keep(&call.body, blobs);
    let etag = format!("\"{}\"", body.md5);
    let upload = upload_of(s3, call, input.bucket(), input.key(), input.upload_id())?;
    upload.parts.insert(number, Part { body, modified: call.now });
    Ok(UploadPartOutput::builder().e_tag(etag).server_side_encryption(s3.encryption(input.bucket())).build())
}

pub(super) fn complete(
    s3: &mut S3,
    call: &Call,
    input: &CompleteMultipartUploadInput,
) -> Result<CompleteMultipartUploadOutput, Refusal> {
    let key = checked_key(input.key())?;
    s3.bucket(input.bucket(), &call.region)?.check_conditions(
        key,
        input.if_match(),
        input.if_none_match(),
    )?;
    let upload = upload_of(s3, call, input.bucket(), input.key(), input.upload_id())?;
    let wanted = input.multipart_upload().map(types::CompletedMultipartUpload::parts).unwrap_or_default();
    if wanted.is_empty() {
        return Err(refuse("MalformedXML", "You must specify at least one part"));
    }
    if !wanted.windows(2).all(|pair| pair[0].part_number() < pair[1].part_number()) {
        return Err(refuse(
            "InvalidPartOrder",
            "The list of parts was not in ascending order. Parts must be ordered by part number.",
        ));
    }
    let mut parts = Vec::new();
    let mut sums = Vec::new();
    for (position, part) in wanted.iter().enumerate() {
        let found = part
            .part_number()
            .and_then(|number| upload.parts.get(&number))
            .filter(|found| part.e_tag().is_some_and(|etag| etag.trim_matches('"') == found.body.md5));
        let found = found.ok_or_else(|| {
            refuse(
                "InvalidPart",
                "One or more of the specified parts could not be found. The part may not have been uploaded, or \
                 the specified entity tag may not match the part's entity tag.",
            )
        })?;
        if position + 1 < wanted.len() && found.body.size < LEAST_PART {
            return Err(refuse(
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size",
            ));
        }
        sums.extend(hex::decode(&found.body.md5).unwrap_or_default());
        parts.push(found.body.clone());
    }
    let etag = format!("\"{}-{}\"", hex::encode(Md5::digest(&sums)), parts.len());
    let content =
        Content { etag: etag.clone(), parts, headers: upload.headers.clone(), tags: upload.tags.clone() };
    let version = s3.store(input.bucket(), key, call, Some(content))?;
    if let Some(id) = input.upload_id() {
        s3.bucket_mut(input.bucket(), &call.region)?.uploads.remove(id);
    }
    let bucket = input.bucket().unwrap_or_default();
    Ok(CompleteMultipartUploadOutput::builder()
        .bucket(bucket)
        .key(key)
        .e_tag(etag)
        .location(format!("https://{bucket}.s3.{}.amazonaws.com/{key}", call.region))
        .set_version_id(version)
        .server_side_encryption(s3.encryption(input.bucket()))
        .build())
}

pub(super) fn abort(
    s3: &mut S3,
    call: &Call,
    input: &AbortMultipartUploadInput,
) -> Result<AbortMultipartUploadOutput, Refusal> {
    upload_of(s3, call, input.bucket(), input.key(), input.upload_id())?;
    if let Some(id) = input.upload_id() {
        s3.bucket_mut(input.bucket(), &call.region)?.uploads.remove(id);
    }
    Ok(AbortMultipartUploadOutput::builder().build())
}

pub(super) fn parts(s3: &S3, call: &Call, input: &ListPartsInput) -> Result<ListPartsOutput, Refusal> {
    let after = input.part_number_marker().and_then(|marker| marker.parse::<i32>().ok()).unwrap_or(0);
    let limit = usize::try_from(input.max_parts().unwrap_or(1000).clamp(0, 1000)).unwrap_or(0);
    let bucket = s3.bucket(input.bucket(), &call.region)?;
    let upload = input
        .upload_id()
        .and_then(|id| bucket.uploads.get(id))
        .filter(|upload| input.key() == Some(upload.key.as_str()))
        .ok_or_else(no_such_upload)?;
    let mut rest = upload.parts.range(after.saturating_add(1)..);
    let page: Vec<_> = rest.by_ref().take(limit).collect();
    let more = rest.next().is_some();
    let last = page.last().map(|(number, _)| number.to_string());
    let parts = page
        .into_iter()
        .map(|(number, part)| {
            types::Part::builder()
                .part_number(*number)
                .e_tag(format!("\"{}\"", part.body.md5))
                .size(i64::try_from(part.body.size).unwrap_or(i64::MAX))
                .last_modified(sdk_time(part.modified))
                .build()
        })
        .collect();
    Ok(ListPartsOutput::builder()
        .set_bucket(input.bucket().map(str::to_owned))
        .set_key(input.key().map(str::to_owned))
        .set_upload_id(input.upload_id().map(str::to_owned))
        .is_truncated(more)
        .set_next_part_number_marker(last)
        .set_parts(Some(parts))
        .build())
}

pub(super) fn uploads(
    s3: &S3,
    call: &Call,
    input: &ListMultipartUploadsInput,
) -> Result<ListMultipartUploadsOutput, Refusal> {
    let bucket = s3.bucket(input.bucket(), &call.region)?;
    let prefix = input.prefix().unwrap_or_default();
    let mut uploads: Vec<_> =
        bucket.uploads.iter().filter(|(_, upload)| upload.key.starts_with(prefix)).collect();
    uploads.sort_by(|(left_id, left), (right_id, right)| (&left.key, left_id).cmp(&(&right.key, right_id)));
    let uploads = uploads
        .into_iter()
        .map(|(id, upload)| {
            types::MultipartUpload::builder()
                .upload_id(id)
                .key(&upload.key)
                .initiated(sdk_time(upload.initiated))
                .build()
        })
        .collect();
    Ok(ListMultipartUploadsOutput::builder()
        .set_bucket(input.bucket().map(str::to_owned))
        .is_truncated(false)
        .set_uploads(Some(uploads))
        .build())
}

fn upload_of<'a>(
    s3: &'a mut S3,
    call: &Call,
    bucket: Option<&str>,
    key: Option<&str>,
    id: Option<&str>,
) -> Result<&'a mut Upload, Refusal> {
    let bucket = s3.bucket_mut(bucket, &call.region)?;
    id.and_then(|id| bucket.uploads.get_mut(id))
        .filter(|upload| key == Some(upload.key.as_str()))
        .ok_or_else(no_such_upload)
}

fn no_such_upload() -> Refusal {
    refuse(
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted \
         or completed.",
    )
}
