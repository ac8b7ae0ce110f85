//! What failures come to for a person: groups of codes that mean the same. What to say of each and what to do stands by
//! idea in the files below.

mod access;
mod account;
mod asking;
mod computer;
mod domain;
mod machine;
mod standing;

use serde::{Deserialize, Serialize};

use crate::codes::{Advice, codes};

codes! {
    /// Failures that mean the same to the user. Those of a denial are told apart by who denied; the last three stand
    /// for a class, where no code says more.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    #[expect(missing_docs, reason = "the words of each say what it is")]
    pub enum Group: Advice {
        KeyRefused = "key_refused" => access::KEY_REFUSED,
        KeyExpired = "key_expired" => access::KEY_EXPIRED,
        ExpiredOrClock = "expired_or_clock" => access::EXPIRED_OR_CLOCK,
        Denied = "denied" => access::DENIED,
        DeniedExplicitly = "denied_explicitly" => access::DENIED_EXPLICITLY,
        DeniedByOrganisation = "denied_by_organisation" => access::DENIED_BY_ORGANISATION,
        DeniedByBoundary = "denied_by_boundary" => access::DENIED_BY_BOUNDARY,
        DeniedBySession = "denied_by_session" => access::DENIED_BY_SESSION,
        DeniedByResource = "denied_by_resource" => access::DENIED_BY_RESOURCE,
        DeniedByEndpoint = "denied_by_endpoint" => access::DENIED_BY_ENDPOINT,
        DeniedUnsaid = "denied_unsaid" => access::DENIED_UNSAID,
        NoServerPolicy = "no_server_policy" => access::NO_SERVER_POLICY,
        Verifying = "verifying" => account::VERIFYING,
        Blocked = "blocked" => account::BLOCKED,
        OptIn = "opt_in" => account::OPT_IN,
        FreePlan = "free_plan" => account::FREE_PLAN,
        Capacity = "capacity" => account::CAPACITY,
        LimitInstances = "limit_instances" => account::LIMIT_INSTANCES,
        Limit = "limit" => account::LIMIT,
        DiskKey = "disk_key" => machine::DISK_KEY,
        NameTaken = "name_taken" => standing::NAME_TAKEN,
        NameLocked = "name_locked" => standing::NAME_LOCKED,
        Vanished = "vanished" => standing::VANISHED,
        ImageNotFitting = "image_not_fitting" => machine::IMAGE_NOT_FITTING,
        NoMachineImage = "no_machine_image" => machine::NO_MACHINE_IMAGE,
        NoSubnet = "no_subnet" => machine::NO_SUBNET,
        NoDefaultVpc = "no_default_vpc" => machine::NO_DEFAULT_VPC,
        TypeNotOffered = "type_not_offered" => machine::TYPE_NOT_OFFERED,
        Held = "held" => standing::HELD,
        NotDisabled = "not_disabled" => standing::NOT_DISABLED,
        NotEmpty = "not_empty" => standing::NOT_EMPTY,
        Protected = "protected" => standing::PROTECTED,
        ChangedMeanwhile = "changed_meanwhile" => standing::CHANGED_MEANWHILE,
        Throttled = "throttled" => asking::THROTTLED,
        AwsTrouble = "aws_trouble" => asking::AWS_TROUBLE,
        NoConnection = "no_connection" => asking::NO_CONNECTION,
        Timeout = "timeout" => asking::TIMEOUT,
        NoAwsAnswer = "no_aws_answer" => asking::NO_AWS_ANSWER,
        NotSent = "not_sent" => asking::NOT_SENT,
        Clock = "clock" => asking::CLOCK,
        Value = "value" => asking::VALUE,
        Policy = "policy" => asking::POLICY,
        PortTaken = "port_taken" => standing::PORT_TAKEN,
        TargetNotRunning = "target_not_running" => machine::TARGET_NOT_RUNNING,
        UploadBroken = "upload_broken" => asking::UPLOAD_BROKEN,
        CertificateFailed = "certificate_failed" => domain::CERTIFICATE_FAILED,
        RecordExists = "record_exists" => domain::RECORD_EXISTS,
        RecordRefused = "record_refused" => domain::RECORD_REFUSED,
        AliasTaken = "alias_taken" => domain::ALIAS_TAKEN,
        AliasLedElsewhere = "alias_led_elsewhere" => domain::ALIAS_LED_ELSEWHERE,
        ZoneVanished = "zone_vanished" => domain::ZONE_VANISHED,
        Certificate = "certificate" => domain::CERTIFICATE,
        FlatRatePlan = "flat_rate_plan" => account::FLAT_RATE_PLAN,
        NoCloudfrontList = "no_cloudfront_list" => standing::NO_CLOUDFRONT_LIST,
        LoadBalancerFailed = "load_balancer_failed" => standing::LOAD_BALANCER_FAILED,
        AnswerIncomplete = "answer_incomplete" => asking::ANSWER_INCOMPLETE,
        SiteUnreadable = "site_unreadable" => computer::SITE_UNREADABLE,
        SiteChanged = "site_changed" => computer::SITE_CHANGED,
        NoSecret = "no_secret" => computer::NO_SECRET,
        NoRandomness = "no_randomness" => computer::NO_RANDOMNESS,
        BadBoot = "bad_boot" => machine::BAD_BOOT,
        Lost = "lost" => standing::LOST,
        OtherVersion = "other_version" => computer::OTHER_VERSION,
        Propagating = "propagating" => standing::PROPAGATING,
        Gate = "gate" => account::GATE,
        Rejected = "rejected" => asking::REJECTED,
    }
}
