//! Objects: put, read, deleted, with versions where the bucket keeps them.

use std::collections::BTreeMap;
use std::ops::Range;

use aws_sdk_s3::operation::delete_object::{DeleteObjectInput, DeleteObjectOutput};
use aws_sdk_s3::operation::delete_objects::{DeleteObjectsInput, DeleteObjectsOutput};
use aws_sdk_s3::operation::get_object::{GetObjectInput, GetObjectOutput};
use aws_sdk_s3::operation::get_object_tagging::{GetObjectTaggingInput, GetObjectTaggingOutput};
use aws_sdk_s3::operation::head_object::{HeadObjectInput, HeadObjectOutput};
use aws_sdk_s3::operation::put_object::{PutObjectInput, PutObjectOutput};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types;

use super::checksum::Claims;
use super::refuse;
use super::{Body, Bucket, Content, Headers, S3, Version, Versioning, lost, required, settings};
use crate::dispatch::{Call, Refusal};
use crate::store::Blobs;
use crate::world::sdk_time;

/// The largest body of one request: 5 GiB.
const PUT_LIMIT: usize = 5 * 1024 * 1024 * 1024;

/// Leaves in the SDK's hands what is enough to send the body, and takes the rest of the input.
pub(super) fn swap(input: &mut PutObjectInput) -> PutObjectInput {
    let rest = PutObjectInput::builder()
        .set_bucket(input.bucket.clone())
        .set_key(input.key.clone())
        .body(std::mem::take(&mut input.body))
        .build()
        .expect("a put has no required field that the SDK checks here");
    std::mem::replace(input, rest)
}

pub(super) fn put(
    s3: &mut S3,
    blobs: &mut Blobs,
    call: &Call,
    input: &PutObjectInput,
) -> Result<PutObjectOutput, Refusal> {
    let key = checked_key(input.key())?;
    let bucket = s3.bucket(input.bucket(), &call.region)?;
    if let Some(acl) = input.acl()
        && !matches!(acl, types::ObjectCannedAcl::Private | types::ObjectCannedAcl::BucketOwnerFullControl)
    {
        bucket.check_acl(*acl == types::ObjectCannedAcl::PublicRead)?;
    }
    bucket.check_conditions(key, input.if_match(), input.if_none_match())?;
    if call.body.len() > PUT_LIMIT {
        return Err(refuse(
            "EntityTooLarge",
            "Your proposed upload exceeds the maximum allowed object size.",
        ));
    }
    let claims = Claims {
        md5: input.content_md5(),
        crc32: input.checksum_crc32(),
        crc32c: input.checksum_crc32_c(),
        sha256: input.checksum_sha256(),
    };
    check(&claims, &call.body)?;
    let headers = Headers {
        content_type: input.content_type().map(str::to_owned),
        cache_control: input.cache_control().map(str::to_owned),
        content_disposition: input.content_disposition().map(str::to_owned),
        content_encoding: input.content_encoding().map(str::to_owned),
        content_language: input.content_language().map(str::to_owned),
        metadata: checked_metadata(input.metadata())?,
    };
    let tags = parse_tagging(input.tagging())?;
    let body = Body::keep(&call.body, blobs);
    let etag = format!("\"{}\"", body.md5);
    let content = Content { etag: etag.clone(), parts: vec![body], headers, tags };
    let id = s3.store(input.bucket(), key, call, Some(content))?;
    Ok(PutObjectOutput::builder()
        .e_tag(etag)
        .set_version_id(id)
        .set_checksum_crc32(input.checksum_crc32().map(str::to_owned))
        .set_checksum_sha256(input.checksum_sha256().map(str::to_owned))
        .server_side_encryption(s3.encryption(input.bucket()))
        .build())
}

pub(super) fn get(
    s3: &S3,
    blobs: &Blobs,
    call: &Call,
    input: &GetObjectInput,
) -> Result<GetObjectOutput, Refusal> {
    let (version, content) = s3.readable(call, input.bucket(), input.key(), input.version_id())?;
    check_read(content, input.if_match(), input.if_none_match())?;
    let whole = content.read(blobs).ok_or_else(lost)?;
    let (bytes, content_range) = match input.range() {
        None => (whole, None),
        Some(range) => {
            let range = parse_range(range, whole.len())
                .ok_or_else(|| refuse("InvalidRange", "The requested range is not satisfiable"))?;
            let said = format!("bytes {}-{}/{}", range.start, range.end - 1, whole.len());
            (whole[range].to_vec(), Some(said))
        }
    };
    let headers = &content.headers;
    let override_or =
        |given: Option<&str>, kept: &Option<String>| given.map(str::to_owned).or_else(|| kept.clone());
    Ok(GetObjectOutput::builder()
        .content_length(i64::try_from(bytes.len()).unwrap_or(i64::MAX))
        .body(ByteStream::from(bytes))
        .set_content_range(content_range)
        .accept_ranges("bytes")
        .last_modified(sdk_time(version.modified))
        .e_tag(&content.etag)
        .set_version_id(s3.shown_id(input.bucket(), &version.id))
        .content_type(served_type(input.response_content_type(), headers))
        .set_cache_control(override_or(input.response_cache_control(), &headers.cache_control))
        .set_content_disposition(override_or(
            input.response_content_disposition(),
            &headers.content_disposition,
        ))
        .set_content_encoding(override_or(input.response_content_encoding(), &headers.content_encoding))
        .set_content_language(override_or(input.response_content_language(), &headers.content_language))
        .set_metadata(Some(headers.metadata.clone().into_iter().collect()))
        .set_tag_count(tag_count(content))
        .server_side_encryption(s3.encryption(input.bucket()))
        .build())
}

pub(super) fn head(s3: &S3, call: &Call, input: &HeadObjectInput) -> Result<HeadObjectOutput, Refusal> {
    // A HEAD has no body: the SDK makes `NotFound` out of the bare status.
    let (version, content) = s3.readable(call, input.bucket(), input.key(), input.version_id()).map_err(
        |refusal| match refusal.code.as_ref() {
            "NoSuchKey" | "NoSuchBucket" | "NoSuchVersion" => refuse("NotFound", "Not Found"),
            _ => refusal,
        },
    )?;
    check_read(content, input.if_match(), input.if_none_match())?;
    let headers = &content.headers;
    Ok(HeadObjectOutput::builder()
        .content_length(i64::try_from(content.size()).unwrap_or(i64::MAX))
        .accept_ranges("bytes")
        .last_modified(sdk_time(version.modified))
        .e_tag(&content.etag)
        .set_version_id(s3.shown_id(input.bucket(), &version.id))
        .content_type(served_type(None, headers))
        .set_cache_control(headers.cache_control.clone())
        .set_content_disposition(headers.content_disposition.clone())
        .set_content_encoding(headers.content_encoding.clone())
        .set_content_language(headers.content_language.clone())
        .set_metadata(Some(headers.metadata.clone().into_iter().collect()))
        .set_tag_count(tag_count(content))
        .server_side_encryption(s3.encryption(input.bucket()))
        .build())
}

pub(super) fn tagging(
    s3: &S3,
    call: &Call,
    input: &GetObjectTaggingInput,
) -> Result<GetObjectTaggingOutput, Refusal> {
    let (version, content) = s3.readable(call, input.bucket(), input.key(), input.version_id())?;
    Ok(GetObjectTaggingOutput::builder()
        .set_version_id(s3.shown_id(input.bucket(), &version.id))
        .set_tag_set(Some(settings::sdk_tags(&content.tags)))
        .build()
        .expect("the tags are set"))
}

pub(super) fn delete(
    s3: &mut S3,
    call: &Call,
    input: &DeleteObjectInput,
) -> Result<DeleteObjectOutput, Refusal> {
    let key = checked_key(input.key())?;
    let removed = s3.remove(input.bucket(), key, input.version_id(), call)?;
    Ok(DeleteObjectOutput::builder()
        .set_delete_marker(removed.marker.then_some(true))
        .set_version_id(removed.id)
        .build())
}

pub(super) fn delete_many(
    s3: &mut S3,
    call: &Call,
    input: &DeleteObjectsInput,
) -> Result<DeleteObjectsOutput, Refusal> {
    s3.bucket(input.bucket(), &call.region)?;
    let wanted = input.delete().map(types::Delete::objects).unwrap_or_default();
    if wanted.is_empty() || wanted.len() > 1000 {
        return Err(refuse(
            "MalformedXML",
            "The XML you provided was not well-formed or did not validate against our published schema",
        ));
    }
    let quiet = input.delete().and_then(types::Delete::quiet).unwrap_or(false);
    let (mut deleted, mut errors) = (Vec::new(), Vec::new());
    for object in wanted {
        match s3.remove(input.bucket(), object.key(), object.version_id(), call) {
            Ok(removed) => {
                let mut entry = types::DeletedObject::builder()
                    .key(object.key())
                    .set_version_id(object.version_id().map(str::to_owned));
                if removed.marker {
                    entry = entry.delete_marker(true).set_delete_marker_version_id(removed.id);
                }
                deleted.push(entry.build());
            }
            Err(refusal) => errors.push(
                types::Error::builder()
                    .key(object.key())
                    .set_version_id(object.version_id().map(str::to_owned))
                    .code(refusal.code.as_ref())
                    .message(&refusal.message)
                    .build(),
            ),
        }
    }
    Ok(DeleteObjectsOutput::builder()
        .set_deleted(Some(deleted).filter(|deleted| !quiet && !deleted.is_empty()))
        .set_errors(Some(errors).filter(|errors| !errors.is_empty()))
        .build())
}

/// What a delete did.
pub(super) struct Removed {
    /// The id of the version or delete marker that came or went, where the bucket has versions.
    id: Option<String>,
    /// Whether that is a delete marker.
    marker: bool,
}

impl S3 {
    /// Adds a version, or a delete marker, and answers its id where the bucket keeps versions.
    pub(super) fn store(
        &mut self,
        bucket: Option<&str>,
        key: &str,
        call: &Call,
        content: Option<Content>,
    ) -> Result<Option<String>, Refusal> {
        let versioning = self.bucket(bucket, &call.region)?.versioning;
        let id = match versioning {
            Versioning::Enabled => self.next_id(key),
            Versioning::Never | Versioning::Suspended => "null".to_owned(),
        };
        let versions = self.bucket_mut(bucket, &call.region)?.objects.entry(key.to_owned()).or_default();
        if versioning != Versioning::Enabled {
            versions.retain(|version| version.id != "null");
        }
        versions.push(Version { id: id.clone(), modified: call.now, content });
        Ok((versioning != Versioning::Never).then_some(id))
    }

    fn remove(
        &mut self,
        name: Option<&str>,
        key: &str,
        version: Option<&str>,
        call: &Call,
    ) -> Result<Removed, Refusal> {
        let bucket = self.bucket_mut(name, &call.region)?;
        if let Some(id) = version {
            let mut marker = false;
            if let Some(versions) = bucket.objects.get_mut(key) {
                marker = versions.iter().any(|version| version.id == id && version.content.is_none());
                versions.retain(|version| version.id != id);
                if versions.is_empty() {
                    bucket.objects.remove(key);
                }
            }
            return Ok(Removed { id: Some(id.to_owned()), marker });
        }
        if bucket.versioning == Versioning::Never {
            bucket.objects.remove(key);
            return Ok(Removed { id: None, marker: false });
        }
        let id = self.store(name, key, call, None)?;
        Ok(Removed { id, marker: true })
    }

    /// The version that a read means, which must not be a delete marker.
    fn readable(
        &self,
        call: &Call,
        bucket: Option<&str>,
        key: Option<&str>,
        id: Option<&str>,
    ) -> Result<(&Version, &Content), Refusal> {
        let key = checked_key(key)?;
        let missing = || refuse("NoSuchKey", "The specified key does not exist.");
        let versions = self.bucket(bucket, &call.region)?.objects.get(key);
        let version = match id {
            None => versions.and_then(|versions| versions.last()).ok_or_else(missing)?,
            Some(id) => versions
                .and_then(|versions| versions.iter().find(|version| version.id == id))
                .ok_or_else(|| refuse("NoSuchVersion", "The specified version does not exist."))?,
        };
        match &version.content {
            Some(content) => Ok((version, content)),
            None if id.is_some() => {
                Err(refuse("MethodNotAllowed", "The specified method is not allowed against this resource."))
            }
            None => Err(missing()),
        }
    }

    /// The id as a read shows it: none where the bucket never had versions.
    fn shown_id(&self, bucket: Option<&str>, id: &str) -> Option<String> {
        let versioning = bucket.and_then(|bucket| self.buckets.get(bucket)).map(|bucket| bucket.versioning);
        versioning.is_some_and(|versioning| versioning != Versioning::Never).then(|| id.to_owned())
    }

    pub(super) fn encryption(&self, bucket: Option<&str>) -> types::ServerSideEncryption {
        bucket
            .and_then(|bucket| self.buckets.get(bucket))
            .map_or("AES256", |bucket| bucket.encryption.algorithm.as_str())
            .into()
    }
}

impl Bucket {
    /// `s3.if_none_match`, and its counterpart.
    pub(super) fn check_conditions(
        &self,
        key: &str,
        if_match: Option<&str>,
        if_none_match: Option<&str>,
    ) -> Result<(), Refusal> {
        let current = self.objects.get(key).and_then(|versions| versions.last()?.content.as_ref());
        let failed =
            || refuse("PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        match if_none_match {
            Some("*") if current.is_some() => return Err(failed()),
            None | Some("*") => {}
            Some(_) => {
                return Err(refuse(
                    "NotImplemented",
                    "A header you provided implies functionality that is not implemented",
                ));
            }
        }
        match (if_match, current) {
            (None, _) => Ok(()),
            (Some(_), None) => Err(refuse("NoSuchKey", "The specified key does not exist.")),
            (Some(etag), Some(content)) if same_etag(etag, &content.etag) => Ok(()),
            (Some(_), Some(_)) => Err(failed()),
        }
    }
}

pub(super) fn checked_key(key: Option<&str>) -> Result<&str, Refusal> {
    let key = required(key, "Key")?;
    if key.len() > 1024 {
        return Err(refuse("KeyTooLongError", "Your key is too long"));
    }
    Ok(key)
}

pub(super) fn check(claims: &Claims<'_>, bytes: &[u8]) -> Result<(), Refusal> {
    match claims.first_wrong(bytes) {
        None => Ok(()),
        Some("Content-MD5") => {
            Err(refuse("BadDigest", "The Content-MD5 you specified did not match what we received."))
        }
        Some(name) => Err(refuse(
            "BadDigest",
            format!("The {name} you specified did not match the calculated checksum."),
        )),
    }
}

/// User metadata, at most 2 KB of it, under lower-case names.
pub(super) fn checked_metadata(
    metadata: Option<&std::collections::HashMap<String, String>>,
) -> Result<BTreeMap<String, String>, Refusal> {
    let metadata: BTreeMap<_, _> = metadata
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()))
        .collect();
    if metadata.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > 2048 {
        return Err(refuse(
            "MetadataTooLarge",
            "Your metadata headers exceed the maximum allowed metadata size",
        ));
    }
    Ok(metadata)
}

/// Tags given as a query string.
pub(super) fn parse_tagging(text: Option<&str>) -> Result<BTreeMap<String, String>, Refusal> {
    let mut tags = Vec::new();
    for pair in text.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let tag = types::Tag::builder().key(unescape(key)).value(unescape(value)).build();
        tags.push(tag.expect("key and value are set"));
    }
    if tags.len() > 10 {
        return Err(refuse("BadRequest", "Object tags cannot be greater than 10"));
    }
    settings::checked_tags(&tags)
}

/// Undoes percent-encoding; what isn't UTF-8 afterwards is replaced.
pub(crate) fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%')
            .then(|| after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok()))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn check_read(content: &Content, if_match: Option<&str>, if_none_match: Option<&str>) -> Result<(), Refusal> {
    if if_match.is_some_and(|etag| !same_etag(etag, &content.etag)) {
        return Err(refuse(
            "PreconditionFailed",
            "At least one of the pre-conditions you specified did not hold",
        ));
    }
    if if_none_match.is_some_and(|etag| same_etag(etag, &content.etag)) {
        return Err(refuse("NotModified", "Not Modified"));
    }
    Ok(())
}

fn same_etag(left: &str, right: &str) -> bool {
    left.trim_matches('"') == right.trim_matches('"')
}

fn served_type(given: Option<&str>, headers: &Headers) -> String {
    given.or(headers.content_type.as_deref()).unwrap_or("binary/octet-stream").to_owned()
}

fn tag_count(content: &Content) -> Option<i32> {
    i32::try_from(content.tags.len()).ok().filter(|count| *count > 0)
}

/// One range of bytes; more than one in a request is not a thing S3 does.
pub(crate) fn parse_range(text: &str, size: usize) -> Option<Range<usize>> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let range = if first.is_empty() {
        size.saturating_sub(last.parse().ok()?)..size
    } else {
        let last = if last.is_empty() { size } else { last.parse::<usize>().ok()?.checked_add(1)?.min(size) };
        first.parse().ok()?..last
    };
    (range.start < range.end).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_clipped_to_the_object() {
        assert_eq!(parse_range("bytes=0-3", 10), Some(0..4));
        assert_eq!(parse_range("bytes=8-30", 10), Some(8..10));
        assert_eq!(parse_range("bytes=-4", 10), Some(6..10));
        assert_eq!(parse_range("bytes=4-", 10), Some(4..10));
        assert_eq!(parse_range("bytes=10-", 10), None);
    }

    #[test]
    fn percent_escapes_of_hangul_are_undone() {
        assert_eq!(unescape("%EB%82%98%EB%A3%A8.html"), "\u{b098}\u{b8e8}.html");
        assert_eq!(unescape("100%"), "100%");
    }
}
