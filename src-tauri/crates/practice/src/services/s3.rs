//! S3 as a site needs it: buckets and their settings, objects with versions, uploads in parts.
//!
//! Deliberately without lifecycle, replication, locks, access points and key management.
//! Invariant: a bucket's name is held by one bucket of the whole practice world, whatever its region.

mod body;
mod buckets;
mod checksum;
mod listing;
mod multipart;
mod names;
mod objects;
pub(crate) mod policy;
mod settings;
mod visit;

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_s3::operation::create_bucket::CreateBucketInput;
use aws_sdk_s3::operation::put_bucket_policy::PutBucketPolicyInput;
use aws_sdk_s3::operation::put_bucket_tagging::PutBucketTaggingInput;
use aws_sdk_s3::operation::put_public_access_block::PutPublicAccessBlockInput;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub(crate) use self::body::Body;
pub(crate) use self::objects::{parse_range, unescape};
pub(crate) use self::visit::Found;
pub(crate) use self::visit::GLOBAL_NAME_LAG;
use crate::dispatch::{Call, Refusal, Service, Table};
use crate::store::Blobs;
use crate::world::World;

/// The operations of S3, with the permissions that aren't named after them.
pub(crate) fn table() -> Table {
    Table::new(Service::S3)
        .change("CreateBucket", |world, call, input: &CreateBucketInput| {
            let fresh = input.bucket().filter(|name| !world.s3.buckets.contains_key(*name));
            let answer = buckets::create(&mut world.s3, call, input)?;
            if let Some(name) = fresh {
                world.made(&bucket_key(name), call.now);
            }
            Ok(answer)
        })
        .change("DeleteBucket", |world, call, input| buckets::delete(&mut world.s3, call, input))
        .read("HeadBucket", |world, call, input| buckets::head(&world.s3, call, input))
        .allowed_by("HeadBucket", "s3:ListBucket")
        .read("GetBucketLocation", |world, call, input| buckets::location(&world.s3, call, input))
        .read("ListBuckets", |world, call, input| buckets::list(&world.s3, call, input))
        .allowed_by("ListBuckets", "s3:ListAllMyBuckets")
        .change("PutPublicAccessBlock", |world, call, input: &PutPublicAccessBlockInput| {
            known(world, call, input.bucket())?;
            settings::put_public_access(&mut world.s3, call, input)
        })
        .allowed_by("PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock")
        .read("GetPublicAccessBlock", |world, call, input| {
            settings::get_public_access(&world.s3, call, input)
        })
        .allowed_by("GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock")
        .change("DeletePublicAccessBlock", |world, call, input| {
            settings::delete_public_access(&mut world.s3, call, input)
        })
        .allowed_by("DeletePublicAccessBlock", "s3:PutBucketPublicAccessBlock")
        .change("PutBucketOwnershipControls", |world, call, input| {
            settings::put_ownership(&mut world.s3, call, input)
        })
        .read("GetBucketOwnershipControls", |world, call, input| {
            settings::get_ownership(&world.s3, call, input)
        })
        .change("DeleteBucketOwnershipControls", |world, call, input| {
            settings::delete_ownership(&mut world.s3, call, input)
        })
        .allowed_by("DeleteBucketOwnershipControls", "s3:PutBucketOwnershipControls")
        .change("PutBucketEncryption", |world, call, input| {
            settings::put_encryption(&mut world.s3, call, input)
        })
        .allowed_by("PutBucketEncryption", "s3:PutEncryptionConfiguration")
        .read("GetBucketEncryption", |world, call, input| settings::get_encryption(&world.s3, call, input))
        .allowed_by("GetBucketEncryption", "s3:GetEncryptionConfiguration")
        .change("DeleteBucketEncryption", |world, call, input| {
            settings::delete_encryption(&mut world.s3, call, input)
        })
        .allowed_by("DeleteBucketEncryption", "s3:PutEncryptionConfiguration")
        .change("PutBucketPolicy", |world, call, input: &PutBucketPolicyInput| {
            known(world, call, input.bucket())?;
            settings::put_policy(&mut world.s3, call, input)
        })
        .read("GetBucketPolicy", |world, call, input| settings::get_policy(&world.s3, call, input))
        .read("GetBucketPolicyStatus", |world, call, input| settings::policy_status(&world.s3, call, input))
        .change("DeleteBucketPolicy", |world, call, input| {
            settings::delete_policy(&mut world.s3, call, input)
        })
        .change("PutBucketTagging", |world, call, input: &PutBucketTaggingInput| {
            known(world, call, input.bucket())?;
            settings::put_tagging(&mut world.s3, call, input)
        })
        .read("GetBucketTagging", |world, call, input| settings::get_tagging(&world.s3, call, input))
        .change("DeleteBucketTagging", |world, call, input| {
            settings::delete_tagging(&mut world.s3, call, input)
        })
        .allowed_by("DeleteBucketTagging", "s3:PutBucketTagging")
        .change("PutBucketVersioning", |world, call, input| {
            settings::put_versioning(&mut world.s3, call, input)
        })
        .read("GetBucketVersioning", |world, call, input| settings::get_versioning(&world.s3, call, input))
        .change("PutBucketAcl", |world, call, input| settings::put_acl(&mut world.s3, call, input))
        .streamed("PutObject", objects::swap, |world, call, input| {
            objects::put(&mut world.s3, &mut world.blobs, call, input)
        })
        .read("GetObject", |world, call, input| objects::get(&world.s3, &world.blobs, call, input))
        .read("HeadObject", |world, call, input| objects::head(&world.s3, call, input))
        .allowed_by("HeadObject", "s3:GetObject")
        .read("GetObjectTagging", |world, call, input| objects::tagging(&world.s3, call, input))
        .change("DeleteObject", |world, call, input| objects::delete(&mut world.s3, call, input))
        .change("DeleteObjects", |world, call, input| objects::delete_many(&mut world.s3, call, input))
        .allowed_by("DeleteObjects", "s3:DeleteObject")
        .read("ListObjectsV2", |world, call, input| listing::objects(&world.s3, call, input))
        .allowed_by("ListObjectsV2", "s3:ListBucket")
        .read("ListObjectVersions", |world, call, input| listing::versions(&world.s3, call, input))
        .allowed_by("ListObjectVersions", "s3:ListBucketVersions")
        .change("CreateMultipartUpload", |world, call, input| multipart::create(&mut world.s3, call, input))
        .allowed_by("CreateMultipartUpload", "s3:PutObject")
        .streamed("UploadPart", multipart::swap, |world, call, input| {
            multipart::upload_part(&mut world.s3, &mut world.blobs, call, input)
        })
        .allowed_by("UploadPart", "s3:PutObject")
        .change("CompleteMultipartUpload", |world, call, input| {
            multipart::complete(&mut world.s3, call, input)
        })
        .allowed_by("CompleteMultipartUpload", "s3:PutObject")
        .change("AbortMultipartUpload", |world, call, input| multipart::abort(&mut world.s3, call, input))
        .read("ListParts", |world, call, input| multipart::parts(&world.s3, call, input))
        .allowed_by("ListParts", "s3:ListMultipartUploadParts")
        .read("ListMultipartUploads", |world, call, input| multipart::uploads(&world.s3, call, input))
        .allowed_by("ListMultipartUploads", "s3:ListBucketMultipartUploads")
}

/// All buckets of the account, and the names that can't be had.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct S3 {
    buckets: BTreeMap<String, Bucket>,
    /// Names of deleted buckets, and when each can be had again.
    locked: BTreeMap<String, Timestamp>,
    /// Names that other people's buckets bear.
    foreign: BTreeSet<String>,
    /// Makes version and upload ids distinct; never repeats in the life of an account.
    counter: u64,
}

/// A bucket with its settings, its objects and their versions.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Bucket {
    region: String,
    created: Timestamp,
    public_access: Option<PublicAccess>,
    ownership: Option<String>,
    encryption: Encryption,
    policy: Option<String>,
    tags: BTreeMap<String, String>,
    versioning: Versioning,
    /// The versions of each key, oldest first; a key without one isn't here.
    objects: BTreeMap<String, Vec<Version>>,
    uploads: BTreeMap<String, Upload>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "S3's four switches, by S3's names")]
struct PublicAccess {
    block_public_acls: bool,
    ignore_public_acls: bool,
    block_public_policy: bool,
    restrict_public_buckets: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Encryption {
    algorithm: String,
    key: Option<String>,
    bucket_key: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Versioning {
    Never,
    Enabled,
    Suspended,
}

/// One version of an object, or the mark that it was deleted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Version {
    /// `null` where it was written without versioning.
    id: String,
    modified: Timestamp,
    content: Option<Content>,
}

/// What a version that is no delete marker holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Content {
    /// With its quotes.
    pub(crate) etag: String,
    pub(crate) parts: Vec<Body>,
    pub(crate) headers: Headers,
    pub(crate) tags: BTreeMap<String, String>,
}

/// What an object is served with.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Headers {
    pub(crate) content_type: Option<String>,
    pub(crate) cache_control: Option<String>,
    pub(crate) content_disposition: Option<String>,
    pub(crate) content_encoding: Option<String>,
    pub(crate) content_language: Option<String>,
    pub(crate) metadata: BTreeMap<String, String>,
}

/// An upload in parts that is neither complete nor aborted.
#[derive(Debug, Serialize, Deserialize)]
struct Upload {
    key: String,
    initiated: Timestamp,
    headers: Headers,
    tags: BTreeMap<String, String>,
    parts: BTreeMap<i32, Part>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Part {
    body: Body,
    modified: Timestamp,
}

impl Default for S3 {
    fn default() -> Self {
        Self {
            buckets: BTreeMap::new(),
            locked: BTreeMap::new(),
            // The names everybody tries first are long gone.
            foreign: [
                "test",
                "my-bucket",
                "my-site",
                "website",
                "frontend",
                "www",
                "static",
                "naru",
                "example",
            ]
            .map(str::to_owned)
            .into(),
            counter: 0,
        }
    }
}

impl S3 {
    /// The names of the blobs that any object or part needs.
    pub(crate) fn blobs_in_use(&self) -> BTreeSet<&str> {
        let objects = self
            .buckets
            .values()
            .flat_map(|bucket| bucket.objects.values().flatten())
            .filter_map(|version| version.content.as_ref())
            .flat_map(|content| &content.parts);
        let parts = self
            .buckets
            .values()
            .flat_map(|bucket| bucket.uploads.values())
            .flat_map(|upload| upload.parts.values().map(|part| &part.body));
        objects.chain(parts).filter_map(Body::blob).collect()
    }

    fn next_id(&mut self, what: &str) -> String {
        use sha2::{Digest as _, Sha256};
        self.counter += 1;
        hex::encode(Sha256::digest(format!("{what} {}", self.counter)))[..32].to_owned()
    }

    /// The bucket, for a call that came to `region`.
    fn bucket(&self, name: Option<&str>, region: &str) -> Result<&Bucket, Refusal> {
        let name = required(name, "Bucket")?;
        let bucket = self.buckets.get(name).ok_or_else(|| self.absent(name))?;
        in_its_region(bucket, region)?;
        Ok(bucket)
    }

    fn bucket_mut(&mut self, name: Option<&str>, region: &str) -> Result<&mut Bucket, Refusal> {
        self.bucket(name, region)?;
        Ok(name.and_then(|name| self.buckets.get_mut(name)).expect("it was just found"))
    }

    fn absent(&self, name: &str) -> Refusal {
        if self.foreign.contains(name) {
            refuse("AccessDenied", "Access Denied")
        } else {
            refuse("NoSuchBucket", "The specified bucket does not exist")
        }
    }
}

impl Version {
    fn is_latest(&self, all: &[Self]) -> bool {
        all.last().is_some_and(|last| last.id == self.id)
    }
}

impl Content {
    pub(crate) fn size(&self) -> u64 {
        self.parts.iter().map(|part| part.size).sum()
    }

    /// The bytes; `None` where they were lost with their file.
    pub(crate) fn read(&self, blobs: &Blobs) -> Option<Vec<u8>> {
        let mut all = Vec::new();
        self.parts.iter().all(|part| part.read_into(&mut all, blobs)).then_some(all)
    }
}

/// What the account calls a bucket where it keeps since when all of AWS knows it.
fn bucket_key(name: &str) -> String {
    format!("bucket/{name}")
}

/// `fresh.unknown`: not every part of S3 knows a bucket at once.
fn known(world: &World, call: &Call, name: Option<&str>) -> Result<(), Refusal> {
    let name = name.unwrap_or_default();
    if world.is_known(&bucket_key(name), call.now) { Ok(()) } else { Err(world.s3.absent(name)) }
}

fn required<'a>(value: Option<&'a str>, name: &str) -> Result<&'a str, Refusal> {
    value
        .filter(|value| !value.is_empty())
        .ok_or_else(|| refuse("InvalidArgument", format!("{name} is required")))
}

fn in_its_region(bucket: &Bucket, region: &str) -> Result<(), Refusal> {
    if bucket.region == region {
        return Ok(());
    }
    Err(refuse(
        "PermanentRedirect",
        format!(
            "The bucket you are attempting to access must be addressed using the specified endpoint. Please send \
             all future requests to this endpoint: s3.{}.amazonaws.com",
            bucket.region
        ),
    ))
}

fn lost() -> Refusal {
    refuse("InternalError", "We encountered an internal error. Please try again.")
}

/// A refusal with the status that S3 sends its code with.
fn refuse(code: &'static str, message: impl Into<String>) -> Refusal {
    let status = match code {
        "PermanentRedirect" => 301,
        "NotModified" => 304,
        "AccessDenied" | "Forbidden" => 403,
        "MethodNotAllowed" => 405,
        "BucketAlreadyExists" | "BucketAlreadyOwnedByYou" | "BucketNotEmpty" | "OperationAborted" => 409,
        "PreconditionFailed" => 412,
        "InvalidRange" => 416,
        "InternalError" => 500,
        "NotImplemented" => 501,
        _ if code.starts_with("NoSuch") || code.ends_with("NotFoundError") || code == "NotFound" => 404,
        _ => 400,
    };
    Refusal::new(code, message).with_status(status)
}

#[cfg(test)]
mod tests;
