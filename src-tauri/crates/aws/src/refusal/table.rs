//! The codes of failures, AWS's and ours: what a run does about each, and what the user is told.

use naru_engine::Class;

use super::groups::Group;
use crate::policy::server;

/// Codes that come to the same.
pub(super) struct Row {
    /// What the user is told.
    pub group: Group,
    /// What a run does about it. `None` for codes of ours: whoever finds such a failure says what class it is of.
    pub class: Option<Class>,
    /// As AWS spells them, such as `InvalidGroup.Duplicate`.
    pub codes: &'static [&'static str],
}

const fn aws(group: Group, class: Class, codes: &'static [&'static str]) -> Row {
    Row { group, class: Some(class), codes }
}

const fn ours(group: Group, codes: &'static [&'static str]) -> Row {
    Row { group, class: None, codes }
}

/// Each code once. One of AWS's that isn't here is a refusal, and the user is told what its class comes to.
pub(super) const ROWS: &[Row] = &[
    // `sts.bad_credentials`
    aws(
        Group::KeyRefused,
        Class::Expired,
        &[
            "InvalidClientTokenId",
            "AuthFailure",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "UnrecognizedClientException",
        ],
    ),
    aws(Group::KeyExpired, Class::Expired, &["ExpiredToken", "ExpiredTokenException"]),
    // `ec2.request_expired`
    aws(Group::ExpiredOrClock, Class::Expired, &["RequestExpired"]),
    // `iam.simulate`; who denied is in AWS's words (`denied.source`).
    aws(
        Group::Denied,
        Class::Denied,
        &["UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "AuthorizationError"],
    ),
    // `iam.permissions_boundary`
    ours(Group::NoServerPolicy, &[server::MISSING]),
    // `acct.gates`
    aws(Group::Verifying, Class::Gate, &["PendingVerification"]),
    aws(Group::Blocked, Class::Gate, &["Blocked"]),
    aws(Group::OptIn, Class::Gate, &["OptInRequired"]),
    aws(Group::FreePlan, Class::Rejected, &["InvalidParameterCombination"]),
    // `ec2.type_offered`
    aws(Group::Capacity, Class::Capacity, &["InsufficientInstanceCapacity", "Unsupported"]),
    aws(Group::LimitInstances, Class::Rejected, &["VcpuLimitExceeded", "InstanceLimitExceeded"]),
    aws(
        Group::Limit,
        Class::Rejected,
        &[
            "LimitExceeded",
            "LimitExceededException",
            "SecurityGroupLimitExceeded",
            "RulesPerSecurityGroupLimitExceeded",
            "AddressLimitExceeded",
            "VolumeLimitExceeded",
            "Client.VolumeLimitExceeded",
            "VpcLimitExceeded",
            "TooManyLoadBalancers",
            "TooManyTargetGroups",
            "TooManyTargets",
            "TooManyListeners",
            "TooManyRules",
            "TooManyBuckets",
            "TooManyDistributions",
            "TooManyFunctions",
            "TooManyOriginAccessControls",
            "ParameterLimitExceeded",
        ],
    ),
    ours(Group::NameTaken, &["naru.name_taken"]),
    aws(
        Group::NameTaken,
        Class::Rejected,
        &[
            "InvalidGroup.Duplicate",
            "BucketAlreadyExists",
            "BucketAlreadyOwnedByYou",
            "DuplicateLoadBalancerName",
            "DuplicateTargetGroupName",
            "EntityAlreadyExists",
            "FunctionAlreadyExists",
            "OriginAccessControlAlreadyExists",
            "DistributionAlreadyExists",
            "ParameterAlreadyExists",
        ],
    ),
    // `s3.dup_bucket`
    aws(Group::NameLocked, Class::Held, &["OperationAborted"]),
    ours(Group::Vanished, &["naru.missing_reference", "naru.no_origin"]),
    // `fresh.unknown`, `fresh.elbv2`, `fresh.subnet`, `ec2.run_pending`: what a call of ours names was made by us or looked
    // up before, so where that was a moment ago AWS knows it soon. Who looks whether something is gone goes by the code.
    aws(
        Group::Vanished,
        Class::Missing,
        &[
            "InvalidGroup.NotFound",
            "InvalidGroupId.NotFound",
            "InvalidInstanceID.NotFound",
            "InvalidSecurityGroup",
            "InvalidVpcID.NotFound",
            "InvalidSubnetID.NotFound",
            "InvalidKeyPair.NotFound",
            "SubnetNotFound",
            "LoadBalancerNotFound",
            "TargetGroupNotFound",
            "ListenerNotFound",
            "RuleNotFound",
            "NoSuchEntity",
            "NoSuchBucket",
            "NoSuchKey",
            "NoSuchOrigin",
            "NoSuchOriginAccessControl",
            "NoSuchCachePolicy",
            "NoSuchDistribution",
            "NoSuchResource",
            "NoSuchFunctionExists",
            "ParameterNotFound",
            "ResourceNotFoundException",
        ],
    ),
    ours(Group::NoMachineImage, &["naru.no_machine_image"]),
    aws(Group::NoMachineImage, Class::Rejected, &["InvalidAMIID.NotFound", "InvalidAMIID.Malformed"]),
    ours(Group::ImageNotFitting, &["naru.image_not_fitting"]),
    ours(Group::NoSubnet, &["naru.no_subnet", "naru.no_zone"]),
    ours(Group::NoDefaultVpc, &["naru.no_default_vpc"]),
    aws(Group::NoDefaultVpc, Class::Rejected, &["DefaultVpcAlreadyExists"]),
    ours(Group::TypeNotOffered, &["naru.type_not_offered"]),
    // `ec2.sg_delete_in_use`, `ec2.sg_in_use`, `acm.conflict`, `elbv2.tg_in_use`, `iam.delete_role_in_profile`, `cf.oac_in_use`, `cf.fn_in_use`
    aws(
        Group::Held,
        Class::Held,
        &[
            "DependencyViolation",
            "InvalidGroup.InUse",
            "ConflictException",
            "ResourceInUse",
            "ResourceInUseException",
            "DeleteConflict",
            "OriginAccessControlInUse",
            "FunctionInUse",
            "InvalidIPAddress.InUse",
        ],
    ),
    aws(Group::NotDisabled, Class::Held, &["DistributionNotDisabled"]),
    aws(Group::NotEmpty, Class::Held, &["BucketNotEmpty"]),
    aws(Group::Protected, Class::Rejected, &["OperationNotPermitted"]),
    aws(
        Group::ChangedMeanwhile,
        Class::Rejected,
        &["InvalidIfMatchVersion", "PreconditionFailed", "IdempotentParameterMismatch"],
    ),
    // `throttle.codes`
    aws(
        Group::Throttled,
        Class::Throttled,
        &[
            "RequestLimitExceeded",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException",
            "SlowDown",
            "RequestThrottled",
            "PriorRequestNotComplete",
            "BandwidthLimitExceeded",
        ],
    ),
    aws(
        Group::AwsTrouble,
        Class::Transient,
        &["InternalError", "ServiceUnavailable", "RequestTimeout", "Server.InternalError"],
    ),
    // `ec2.ended_by_ec2`
    ours(Group::DiskKey, &["naru.disk_key"]),
    aws(Group::AwsTrouble, Class::Rejected, &["InternalFailure"]),
    ours(Group::NoConnection, &["naru.no_connection"]),
    ours(Group::Timeout, &["naru.timeout"]),
    ours(Group::NoAwsAnswer, &["naru.no_aws_answer"]),
    ours(Group::NotSent, &["naru.not_sent"]),
    aws(Group::Clock, Class::Rejected, &["RequestTimeTooSkewed"]),
    aws(
        Group::Value,
        Class::Rejected,
        &[
            "InvalidParameterValue",
            "ValidationError",
            "ValidationException",
            "InvalidParameter",
            "MissingParameter",
            "InvalidBucketName",
            "IllegalLocationConstraintException",
            "AccessControlListNotSupported",
            "InvalidArgument",
            "InconsistentQuantities",
            "InvalidLoadBalancerAction",
        ],
    ),
    aws(Group::Policy, Class::Rejected, &["MalformedPolicy", "MalformedPolicyDocument"]),
    aws(
        Group::PortTaken,
        Class::Rejected,
        &["DuplicateListener", "PriorityInUse", "InvalidPermission.Duplicate"],
    ),
    // `fresh.unknown`
    aws(Group::TargetNotRunning, Class::Propagating, &["InvalidTarget"]),
    aws(Group::UploadBroken, Class::Rejected, &["BadDigest"]),
    // A certificate that was issued a moment ago isn't known everywhere: `cf.viewer_certificate`, `elbv2.https_not_issued`.
    aws(Group::Certificate, Class::Propagating, &["InvalidViewerCertificate", "UnsupportedCertificate"]),
    // `fresh.cert_on_listener`
    aws(Group::Certificate, Class::Missing, &["CertificateNotFound"]),
    aws(Group::Certificate, Class::Rejected, &["SSLPolicyNotFound"]),
    ours(Group::CertificateFailed, &["naru.certificate_failed"]),
    ours(Group::RecordExists, &["naru.record_exists"]),
    aws(Group::RecordRefused, Class::Rejected, &["InvalidChangeBatch", "InvalidDomainName", "InvalidInput"]),
    aws(Group::AliasTaken, Class::Rejected, &["CNAMEAlreadyExists"]),
    ours(Group::AliasLedElsewhere, &["naru.alias_dns_elsewhere"]),
    aws(Group::ZoneVanished, Class::Missing, &["NoSuchHostedZone"]),
    ours(Group::ZoneVanished, &["naru.no_such_zone"]),
    ours(Group::FlatRatePlan, &["naru.flat_rate_plan"]),
    ours(Group::NoCloudfrontList, &["naru.no_cloudfront_list"]),
    ours(Group::LoadBalancerFailed, &["naru.load_balancer_failed"]),
    ours(Group::AnswerIncomplete, &["naru.no_load_balancer", "naru.no_instance", "naru.record_not_told"]),
    ours(Group::SiteUnreadable, &["naru.site_unreadable"]),
    ours(Group::SiteChanged, &["naru.site_changed"]),
    ours(Group::NoSecret, &["naru.no_secret"]),
    ours(Group::NoRandomness, &["naru.no_randomness"]),
    ours(Group::BadBoot, &["naru.bad_boot"]),
    ours(Group::Lost, &["naru.lost"]),
    ours(Group::OtherVersion, &["naru.other_version", "naru.state", "naru.unknown_kind"]),
];

/// The row of a code.
pub(super) fn row(code: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.codes.contains(&code))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use naru_engine::Code;

    use super::*;

    #[test]
    fn a_code_stands_in_one_row_and_every_group_but_those_of_words_and_classes_has_codes() {
        let all: Vec<_> = ROWS.iter().flat_map(|row| row.codes).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        let told: BTreeSet<_> = ROWS.iter().map(|row| row.group.code()).collect();
        let idle: Vec<_> =
            Group::ALL.iter().map(|said| said.code).filter(|code| !told.contains(code)).collect();
        let (words, classes): (Vec<_>, Vec<_>) =
            idle.into_iter().partition(|code| code.starts_with("denied_"));
        assert_eq!((words.len(), classes), (7, vec!["propagating", "gate", "rejected"]), "{words:?}");
    }

    #[test]
    fn ours_are_known_by_their_names_and_awss_have_a_class() {
        for row in ROWS {
            assert!(row.codes.iter().all(|code| code.starts_with("naru.") == row.class.is_none()));
        }
    }
}
