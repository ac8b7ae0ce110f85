//! What is set on a bucket: public access block, ownership, encryption, policy, tags, versioning.

use std::collections::{BTreeMap, HashSet};

use aws_sdk_s3::operation::delete_bucket_encryption::{
    DeleteBucketEncryptionInput, DeleteBucketEncryptionOutput,
};
use aws_sdk_s3::operation::delete_bucket_ownership_controls::{
    DeleteBucketOwnershipControlsInput, DeleteBucketOwnershipControlsOutput,
};
use aws_sdk_s3::operation::delete_bucket_policy::{DeleteBucketPolicyInput, DeleteBucketPolicyOutput};
use aws_sdk_s3::operation::delete_bucket_tagging::{DeleteBucketTaggingInput, DeleteBucketTaggingOutput};
use aws_sdk_s3::operation::delete_public_access_block::{
    DeletePublicAccessBlockInput, DeletePublicAccessBlockOutput,
};
use aws_sdk_s3::operation::get_bucket_encryption::{GetBucketEncryptionInput, GetBucketEncryptionOutput};
use aws_sdk_s3::operation::get_bucket_ownership_controls::{
    GetBucketOwnershipControlsInput, GetBucketOwnershipControlsOutput,
};
use aws_sdk_s3::operation::get_bucket_policy::{GetBucketPolicyInput, GetBucketPolicyOutput};
use aws_sdk_s3::operation::get_bucket_policy_status::{
    GetBucketPolicyStatusInput, GetBucketPolicyStatusOutput,
};
use aws_sdk_s3::operation::get_bucket_tagging::{GetBucketTaggingInput, GetBucketTaggingOutput};
use aws_sdk_s3::operation::get_bucket_versioning::{GetBucketVersioningInput, GetBucketVersioningOutput};
use aws_sdk_s3::operation::get_public_access_block::{GetPublicAccessBlockInput, GetPublicAccessBlockOutput};
use aws_sdk_s3::operation::put_bucket_acl::{PutBucketAclInput, PutBucketAclOutput};
use aws_sdk_s3::operation::put_bucket_encryption::{PutBucketEncryptionInput, PutBucketEncryptionOutput};
use aws_sdk_s3::operation::put_bucket_ownership_controls::{
    PutBucketOwnershipControlsInput, PutBucketOwnershipControlsOutput,
};
use aws_sdk_s3::operation::put_bucket_policy::{PutBucketPolicyInput, PutBucketPolicyOutput};
use aws_sdk_s3::operation::put_bucket_tagging::{PutBucketTaggingInput, PutBucketTaggingOutput};
use aws_sdk_s3::operation::put_bucket_versioning::{PutBucketVersioningInput, PutBucketVersioningOutput};
use aws_sdk_s3::operation::put_public_access_block::{PutPublicAccessBlockInput, PutPublicAccessBlockOutput};
use aws_sdk_s3::types;

use super::policy::{Malformed, Policy};
use super::refuse;
use super::{Bucket, Encryption, PublicAccess, S3, Versioning, required};
use crate::dispatch::{Call, Refusal};
use crate::world::ACCOUNT;

pub(super) fn put_public_access(
    s3: &mut S3,
    call: &Call,
    input: &PutPublicAccessBlockInput,
) -> Result<PutPublicAccessBlockOutput, Refusal> {
    let wanted = input.public_access_block_configuration().ok_or_else(malformed_xml)?;
    let bucket = s3.bucket_mut(input.bucket(), &call.region)?;
    bucket.public_access = Some(PublicAccess {
        block_public_acls: wanted.block_public_acls().unwrap_or(false),
        ignore_public_acls: wanted.ignore_public_acls().unwrap_or(false),
        block_public_policy: wanted.block_public_policy().unwrap_or(false),
        restrict_public_buckets: wanted.restrict_public_buckets().unwrap_or(false),
    });
    Ok(PutPublicAccessBlockOutput::builder().build())
}

pub(super) fn get_public_access(
    s3: &S3,
    call: &Call,
    input: &GetPublicAccessBlockInput,
) -> Result<GetPublicAccessBlockOutput, Refusal> {
    let access = s3.bucket(input.bucket(), &call.region)?.public_access.ok_or_else(|| {
        refuse("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found")
    })?;
    let configuration = types::PublicAccessBlockConfiguration::builder()
        .block_public_acls(access.block_public_acls)
        .ignore_public_acls(access.ignore_public_acls)
        .block_public_policy(access.block_public_policy)
        .restrict_public_buckets(access.restrict_public_buckets)
        .build();
    Ok(GetPublicAccessBlockOutput::builder().public_access_block_configuration(configuration).build())
}

pub(super) fn delete_public_access(
    s3: &mut S3,
    call: &Call,
    input: &DeletePublicAccessBlockInput,
) -> Result<DeletePublicAccessBlockOutput, Refusal> {
    s3.bucket_mut(input.bucket(), &call.region)?.public_access = None;
    Ok(DeletePublicAccessBlockOutput::builder().build())
}

pub(super) fn put_ownership(
    s3: &mut S3,
    call: &Call,
    input: &PutBucketOwnershipControlsInput,
) -> Result<PutBucketOwnershipControlsOutput, Refusal> {
    let [rule] = input.ownership_controls().map(types::OwnershipControls::rules).unwrap_or_default() else {
        return Err(malformed_xml());
    };
    let known = [
        types::ObjectOwnership::BucketOwnerEnforced,
        types::ObjectOwnership::BucketOwnerPreferred,
        types::ObjectOwnership::ObjectWriter,
    ];
    if !known.contains(rule.object_ownership()) {
        return Err(malformed_xml());
    }
    let bucket = s3.bucket_mut(input.bucket(), &call.region)?;
    bucket.ownership = Some(rule.object_ownership().as_str().to_owned());
    Ok(PutBucketOwnershipControlsOutput::builder().build())
}

pub(super) fn get_ownership(
    s3: &S3,
    call: &Call,
    input: &GetBucketOwnershipControlsInput,
) -> Result<GetBucketOwnershipControlsOutput, Refusal> {
    let ownership = s3.bucket(input.bucket(), &call.region)?.ownership.as_deref().ok_or_else(|| {
        refuse("OwnershipControlsNotFoundError", "The bucket ownership controls were not found")
    })?;
    let rule = types::OwnershipControlsRule::builder()
        .object_ownership(types::ObjectOwnership::from(ownership))
        .build()
        .expect("the ownership is set");
    let controls = types::OwnershipControls::builder().rules(rule).build().expect("the rule is set");
    Ok(GetBucketOwnershipControlsOutput::builder().ownership_controls(controls).build())
}

pub(super) fn delete_ownership(
    s3: &mut S3,
    call: &Call,
    input: &DeleteBucketOwnershipControlsInput,
) -> Result<DeleteBucketOwnershipControlsOutput, Refusal> {
    s3.bucket_mut(input.bucket(), &call.region)?.ownership = None;
    Ok(DeleteBucketOwnershipControlsOutput::builder().build())
}

pub(super) fn put_encryption(
    s3: &mut S3,
    call: &Call,
    input: &PutBucketEncryptionInput,
) -> Result<PutBucketEncryptionOutput, Refusal> {
    let configuration = input.server_side_encryption_configuration().ok_or_else(malformed_xml)?;
    let [rule] = configuration.rules() else { return Err(malformed_xml()) };
    let encryption = match rule.apply_server_side_encryption_by_default() {
        None => Encryption::aes256(),
        Some(default) => {
            let algorithm = default.sse_algorithm().as_str();
            let key = default.kms_master_key_id().map(str::to_owned);
            match algorithm {
                "AES256" if key.is_some() => {
                    return Err(refuse(
                        "InvalidArgument",
                        "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or \
                         aws:kms:dsse",
                    ));
                }
                "AES256" | "aws:kms" | "aws:kms:dsse" => {}
                _ => return Err(malformed_xml()),
            }
            Encryption {
                algorithm: algorithm.to_owned(),
                key,
                bucket_key: rule.bucket_key_enabled().unwrap_or(false),
            }
        }
    };
    s3.bucket_mut(input.bucket(), &call.region)?.encryption = encryption;
    Ok(PutBucketEncryptionOutput::builder().build())
}

pub(super) fn get_encryption(
    s3: &S3,
    call: &Call,
    input: &GetBucketEncryptionInput,
) -> Result<GetBucketEncryptionOutput, Refusal> {
    let encryption = &s3.bucket(input.bucket(), &call.region)?.encryption;
    let default = types::ServerSideEncryptionByDefault::builder()
        .sse_algorithm(types::ServerSideEncryption::from(encryption.algorithm.as_str()))
        .set_kms_master_key_id(encryption.key.clone())
        .build()
        .expect("the algorithm is set");
    let rule = types::ServerSideEncryptionRule::builder()
        .apply_server_side_encryption_by_default(default)
        .bucket_key_enabled(encryption.bucket_key)
        .build();
    let configuration =
        types::ServerSideEncryptionConfiguration::builder().rules(rule).build().expect("the rule is set");
    Ok(GetBucketEncryptionOutput::builder().server_side_encryption_configuration(configuration).build())
}

/// A bucket without encryption doesn't exist any more: deleting it is a return to the default.
pub(super) fn delete_encryption(
    s3: &mut S3,
    call: &Call,
    input: &DeleteBucketEncryptionInput,
) -> Result<DeleteBucketEncryptionOutput, Refusal> {
    s3.bucket_mut(input.bucket(), &call.region)?.encryption = Encryption::aes256();
    Ok(DeleteBucketEncryptionOutput::builder().build())
}

pub(super) fn put_policy(
    s3: &mut S3,
    call: &Call,
    input: &PutBucketPolicyInput,
) -> Result<PutBucketPolicyOutput, Refusal> {
    let name = required(input.bucket(), "Bucket")?;
    let text = required(input.policy(), "Policy").map_err(|_| {
        refuse("MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'")
    })?;
    let bucket = s3.bucket_mut(input.bucket(), &call.region)?;
    if text.len() > 20 * 1024 {
        return Err(refuse("PolicyTooLarge", "Normalized policy document exceeds the maximum allowed size."));
    }
    let policy =
        Policy::parse(text, name).map_err(|Malformed(message)| refuse("MalformedPolicy", message))?;
    if policy.is_public() && bucket.public_access.is_some_and(|access| access.block_public_policy) {
        return Err(refuse(
            "AccessDenied",
            format!(
                "User: arn:aws:iam::{ACCOUNT}:user/practice-admin is not authorized to perform: s3:PutBucketPolicy on resource: \
                 \"arn:aws:s3:::{name}\" because public policies are prevented by the BlockPublicPolicy setting in \
                 S3 Block Public Access."
            ),
        ));
    }
    bucket.policy = Some(text.to_owned());
    Ok(PutBucketPolicyOutput::builder().build())
}

pub(super) fn get_policy(
    s3: &S3,
    call: &Call,
    input: &GetBucketPolicyInput,
) -> Result<GetBucketPolicyOutput, Refusal> {
    let policy = s3.bucket(input.bucket(), &call.region)?.policy.as_ref().ok_or_else(no_policy)?;
    Ok(GetBucketPolicyOutput::builder().policy(policy).build())
}

pub(super) fn policy_status(
    s3: &S3,
    call: &Call,
    input: &GetBucketPolicyStatusInput,
) -> Result<GetBucketPolicyStatusOutput, Refusal> {
    let name = required(input.bucket(), "Bucket")?;
    let bucket = s3.bucket(input.bucket(), &call.region)?;
    let text = bucket.policy.as_deref().ok_or_else(no_policy)?;
    let public = Policy::parse(text, name).is_ok_and(|policy| policy.is_public());
    let status = types::PolicyStatus::builder().is_public(public).build();
    Ok(GetBucketPolicyStatusOutput::builder().policy_status(status).build())
}

pub(super) fn delete_policy(
    s3: &mut S3,
    call: &Call,
    input: &DeleteBucketPolicyInput,
) -> Result<DeleteBucketPolicyOutput, Refusal> {
    s3.bucket_mut(input.bucket(), &call.region)?.policy = None;
    Ok(DeleteBucketPolicyOutput::builder().build())
}

pub(super) fn put_tagging(
    s3: &mut S3,
    call: &Call,
    input: &PutBucketTaggingInput,
) -> Result<PutBucketTaggingOutput, Refusal> {
    let tags = checked_tags(input.tagging().map(types::Tagging::tag_set).unwrap_or_default())?;
    s3.bucket_mut(input.bucket(), &call.region)?.tags = tags;
    Ok(PutBucketTaggingOutput::builder().build())
}

pub(super) fn get_tagging(
    s3: &S3,
    call: &Call,
    input: &GetBucketTaggingInput,
) -> Result<GetBucketTaggingOutput, Refusal> {
    let bucket = s3.bucket(input.bucket(), &call.region)?;
    if bucket.tags.is_empty() {
        return Err(refuse("NoSuchTagSet", "The TagSet does not exist"));
    }
    Ok(GetBucketTaggingOutput::builder()
        .set_tag_set(Some(sdk_tags(&bucket.tags)))
        .build()
        .expect("the tags are set"))
}

pub(super) fn delete_tagging(
    s3: &mut S3,
    call: &Call,
    input: &DeleteBucketTaggingInput,
) -> Result<DeleteBucketTaggingOutput, Refusal> {
    s3.bucket_mut(input.bucket(), &call.region)?.tags.clear();
    Ok(DeleteBucketTaggingOutput::builder().build())
}

pub(super) fn put_versioning(
    s3: &mut S3,
    call: &Call,
    input: &PutBucketVersioningInput,
) -> Result<PutBucketVersioningOutput, Refusal> {
    let status = input.versioning_configuration().and_then(|wanted| wanted.status().cloned());
    let versioning = match status {
        Some(types::BucketVersioningStatus::Enabled) => Versioning::Enabled,
        Some(types::BucketVersioningStatus::Suspended) => Versioning::Suspended,
        _ => {
            return Err(refuse(
                "IllegalVersioningConfigurationException",
                "The Versioning element must be specified",
            ));
        }
    };
    s3.bucket_mut(input.bucket(), &call.region)?.versioning = versioning;
    Ok(PutBucketVersioningOutput::builder().build())
}

pub(super) fn get_versioning(
    s3: &S3,
    call: &Call,
    input: &GetBucketVersioningInput,
) -> Result<GetBucketVersioningOutput, Refusal> {
    let status = match s3.bucket(input.bucket(), &call.region)?.versioning {
        Versioning::Never => None,
        Versioning::Enabled => Some(types::BucketVersioningStatus::Enabled),
        Versioning::Suspended => Some(types::BucketVersioningStatus::Suspended),
    };
    Ok(GetBucketVersioningOutput::builder().set_status(status).build())
}

/// A bucket has ACLs only where its owner gave up owning all objects (`s3.default_settings`).
pub(super) fn put_acl(
    s3: &mut S3,
    call: &Call,
    input: &PutBucketAclInput,
) -> Result<PutBucketAclOutput, Refusal> {
    let bucket = s3.bucket(input.bucket(), &call.region)?;
    let public = matches!(
        input.acl(),
        Some(types::BucketCannedAcl::PublicRead | types::BucketCannedAcl::PublicReadWrite)
    );
    bucket.check_acl(public)?;
    if input.acl().is_some_and(|acl| *acl == types::BucketCannedAcl::Private) {
        return Ok(PutBucketAclOutput::builder().build());
    }
    Err(refuse(
        "NotImplemented",
        "The practice account keeps no grants besides the owner's; use a bucket policy.",
    ))
}

impl Bucket {
    /// Refuses an ACL as this bucket's ownership and public access block do.
    pub(super) fn check_acl(&self, public: bool) -> Result<(), Refusal> {
        if self.ownership.as_deref() == Some("BucketOwnerEnforced") {
            return Err(refuse("AccessControlListNotSupported", "The bucket does not allow ACLs"));
        }
        if public && self.public_access.is_some_and(|access| access.block_public_acls) {
            return Err(refuse("AccessDenied", "Access Denied"));
        }
        Ok(())
    }
}

/// Tags as S3 takes them, on buckets and on objects.
pub(super) fn checked_tags(tags: &[types::Tag]) -> Result<BTreeMap<String, String>, Refusal> {
    let mut seen = HashSet::new();
    for tag in tags {
        if tag.key().is_empty() || tag.key().chars().count() > 128 || tag.value().chars().count() > 256 {
            return Err(refuse("InvalidTag", "The TagKey or TagValue you have provided is invalid"));
        }
        if tag.key().starts_with("aws:") {
            return Err(refuse("InvalidTag", "System tags cannot be added/updated by requester"));
        }
        if !seen.insert(tag.key()) {
            return Err(refuse("InvalidTag", "Cannot provide multiple Tags with the same key"));
        }
    }
    if tags.len() > 50 {
        return Err(refuse("BadRequest", "Bucket tag count cannot be greater than 50"));
    }
    Ok(tags.iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect())
}

pub(super) fn sdk_tags(tags: &BTreeMap<String, String>) -> Vec<types::Tag> {
    tags.iter()
        .map(|(key, value)| {
            types::Tag::builder().key(key).value(value).build().expect("key and value are set")
        })
        .collect()
}

fn no_policy() -> Refusal {
    refuse("NoSuchBucketPolicy", "The bucket policy does not exist")
}

fn malformed_xml() -> Refusal {
    refuse(
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema",
    )
}
