//! Buckets themselves: made, found, listed, deleted.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_s3::operation::create_bucket::{CreateBucketInput, CreateBucketOutput};
use aws_sdk_s3::operation::delete_bucket::{DeleteBucketInput, DeleteBucketOutput};
use aws_sdk_s3::operation::get_bucket_location::{GetBucketLocationInput, GetBucketLocationOutput};
use aws_sdk_s3::operation::head_bucket::{HeadBucketInput, HeadBucketOutput};
use aws_sdk_s3::operation::list_buckets::{ListBucketsInput, ListBucketsOutput};
use aws_sdk_s3::types;

use super::refuse;
use super::{Bucket, Encryption, PublicAccess, S3, Versioning, in_its_region, names, required};
use crate::dispatch::{Call, Refusal};
use crate::world::{ACCOUNT, sdk_time};

/// How long the name of a deleted bucket is refused (`s3.dup_bucket`: up to an hour).
const LOCK: Duration = Duration::from_mins(40);

pub(super) fn create(
    s3: &mut S3,
    call: &Call,
    input: &CreateBucketInput,
) -> Result<CreateBucketOutput, Refusal> {
    let name = required(input.bucket(), "Bucket")?;
    if !names::is_valid(name) {
        return Err(refuse("InvalidBucketName", "The specified bucket is not valid."));
    }
    let constraint = input
        .create_bucket_configuration()
        .and_then(|configuration| configuration.location_constraint())
        .map(types::BucketLocationConstraint::as_str);
    check_location(constraint, &call.region)?;
    if input.acl().is_some_and(|acl| *acl != types::BucketCannedAcl::Private)
        && input.object_ownership().is_none_or(|owner| *owner == types::ObjectOwnership::BucketOwnerEnforced)
    {
        return Err(refuse(
            "InvalidBucketAclWithObjectOwnership",
            "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
        ));
    }
    if s3.foreign.contains(name) {
        return Err(refuse(
            "BucketAlreadyExists",
            "The requested bucket name is not available. The bucket namespace is shared by all users of the \
             system. Please select a different name and try again.",
        ));
    }
    if let Some(bucket) = s3.buckets.get(name) {
        // In us-east-1 alone S3 answers 200 to one's own name, and changes nothing.
        return if bucket.region == "us-east-1" && call.region == "us-east-1" {
            Ok(CreateBucketOutput::builder().location(format!("/{name}")).build())
        } else {
            Err(refuse(
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.",
            ))
        };
    }
    if s3.locked.get(name).is_some_and(|until| *until > call.now) {
        return Err(refuse(
            "OperationAborted",
            "A conflicting conditional operation is currently in progress against this resource. Please try again.",
        ));
    }
    if s3.buckets.len() >= 10_000 {
        return Err(refuse("TooManyBuckets", "You have attempted to create more buckets than allowed"));
    }
    let tags =
        input.create_bucket_configuration().map(types::CreateBucketConfiguration::tags).unwrap_or_default();
    let bucket = Bucket {
        region: call.region.clone(),
        created: call.now,
        // s3.default_*: everything a bucket is born with since April 2023.
        public_access: Some(PublicAccess {
            block_public_acls: true,
            ignore_public_acls: true,
            block_public_policy: true,
            restrict_public_buckets: true,
        }),
        ownership: Some(
            input
                .object_ownership()
                .unwrap_or(&types::ObjectOwnership::BucketOwnerEnforced)
                .as_str()
                .to_owned(),
        ),
        encryption: Encryption::aes256(),
        policy: None,
        tags: tags.iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect(),
        versioning: Versioning::Never,
        objects: BTreeMap::new(),
        uploads: BTreeMap::new(),
    };
    s3.locked.remove(name);
    s3.buckets.insert(name.to_owned(), bucket);
    let location = if call.region == "us-east-1" {
        format!("/{name}")
    } else {
        format!("http://{name}.s3.amazonaws.com/")
    };
    Ok(CreateBucketOutput::builder().location(location).bucket_arn(format!("arn:aws:s3:::{name}")).build())
}

pub(super) fn delete(
    s3: &mut S3,
    call: &Call,
    input: &DeleteBucketInput,
) -> Result<DeleteBucketOutput, Refusal> {
    let bucket = s3.bucket(input.bucket(), &call.region)?;
    if !bucket.objects.is_empty() {
        let message = if bucket.versioning == Versioning::Never {
            "The bucket you tried to delete is not empty"
        } else {
            "The bucket you tried to delete is not empty. You must delete all versions in the bucket."
        };
        return Err(refuse("BucketNotEmpty", message));
    }
    let name = required(input.bucket(), "Bucket")?;
    s3.buckets.remove(name);
    s3.locked.insert(name.to_owned(), call.now + LOCK);
    Ok(DeleteBucketOutput::builder().build())
}

pub(super) fn head(s3: &S3, call: &Call, input: &HeadBucketInput) -> Result<HeadBucketOutput, Refusal> {
    let name = required(input.bucket(), "Bucket")?;
    // A HEAD has no body, so these codes are the bare HTTP status as the SDK reads it.
    let Some(bucket) = s3.buckets.get(name) else {
        return Err(if s3.foreign.contains(name) {
            refuse("Forbidden", "Forbidden")
        } else {
            refuse("NotFound", "Not Found")
        });
    };
    in_its_region(bucket, &call.region)?;
    Ok(HeadBucketOutput::builder()
        .bucket_arn(format!("arn:aws:s3:::{name}"))
        .bucket_region(&bucket.region)
        .access_point_alias(false)
        .build())
}

pub(super) fn location(
    s3: &S3,
    _: &Call,
    input: &GetBucketLocationInput,
) -> Result<GetBucketLocationOutput, Refusal> {
    let name = required(input.bucket(), "Bucket")?;
    let bucket = s3.buckets.get(name).ok_or_else(|| s3.absent(name))?;
    // us-east-1 is told by the absence of a constraint.
    let constraint =
        (bucket.region != "us-east-1").then(|| types::BucketLocationConstraint::from(bucket.region.as_str()));
    Ok(GetBucketLocationOutput::builder().set_location_constraint(constraint).build())
}

pub(super) fn list(s3: &S3, _: &Call, input: &ListBucketsInput) -> Result<ListBucketsOutput, Refusal> {
    let limit = match input.max_buckets() {
        None => 10_000,
        Some(number @ 1..=10_000) => usize::try_from(number).unwrap_or(1),
        Some(_) => return Err(refuse("InvalidArgument", "MaxBuckets must be between 1 and 10000")),
    };
    let prefix = input.prefix().unwrap_or_default();
    let mut found = s3
        .buckets
        .iter()
        .filter(|(name, _)| name.starts_with(prefix))
        .filter(|(_, bucket)| input.bucket_region().is_none_or(|region| bucket.region == region))
        .filter(|(name, _)| input.continuation_token().is_none_or(|after| name.as_str() > after));
    let page: Vec<_> = found.by_ref().take(limit).collect();
    let more = found.next().is_some();
    let token = page.last().filter(|_| more).map(|(name, _)| (*name).clone());
    let buckets = page
        .into_iter()
        .map(|(name, bucket)| {
            types::Bucket::builder()
                .name(name)
                .creation_date(sdk_time(bucket.created))
                .bucket_region(&bucket.region)
                .bucket_arn(format!("arn:aws:s3:::{name}"))
                .build()
        })
        .collect();
    Ok(ListBucketsOutput::builder()
        .set_buckets(Some(buckets))
        .owner(types::Owner::builder().id(owner_id(ACCOUNT)).build())
        .set_continuation_token(token)
        .set_prefix(input.prefix().map(str::to_owned))
        .build())
}

/// The canonical user id that S3 shows for an account.
pub(super) fn owner_id(account: &str) -> String {
    use sha2::{Digest as _, Sha256};
    hex::encode(Sha256::digest(account))
}

/// `s3.no_location_constraint`.
fn check_location(constraint: Option<&str>, region: &str) -> Result<(), Refusal> {
    match constraint {
        None if region == "us-east-1" => Ok(()),
        None => Err(refuse(
            "IllegalLocationConstraintException",
            "The unspecified location constraint is incompatible for the region specific endpoint this request \
             was sent to.",
        )),
        Some("us-east-1") => {
            Err(refuse("InvalidLocationConstraint", "The specified location-constraint is not valid"))
        }
        Some(other) if other == region => Ok(()),
        Some(other) => Err(refuse(
            "IllegalLocationConstraintException",
            format!(
                "The {other} location constraint is incompatible for the region specific endpoint this request \
                 was sent to."
            ),
        )),
    }
}

impl Encryption {
    pub(super) fn aes256() -> Self {
        Self { algorithm: "AES256".to_owned(), key: None, bucket_key: false }
    }
}
