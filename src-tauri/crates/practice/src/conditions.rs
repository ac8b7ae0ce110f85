//! The circumstances an account can be in, and those its apps can be in: set by tests and by the practice screen.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::dispatch::Service;

/// What an account pays with (`acct.free_plan`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Plan {
    /// An ordinary account.
    #[default]
    Paid,
    /// The Free Plan: only instance types that are eligible for it.
    Free,
}

/// What AWS gave a new account to begin with (`acct.credits`).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Credits {
    /// What is left of them, in dollars.
    pub usd: f64,
    /// When the Free Plan ends, whatever is left of them.
    pub until: Timestamp,
    /// Whether an instance was launched: AWS adds some for the first.
    pub instance_launched: bool,
}

/// The policies of the organisation that an account of AWS's sign-up by projects is in, for a project of that region:
/// they refuse all others to what isn't global (`acct.project`).
pub fn project(region: &str) -> Vec<String> {
    let open = [
        "account:*",
        // Certificates for CloudFront are kept in us-east-1 whichever region a project has: see below.
        "acm:*",
        "budgets:*",
        "cloudfront:*",
        "freetier:*",
        "iam:*",
        "organizations:*",
        "route53:*",
        "s3:ListAllMyBuckets",
        "sts:*",
        "support:*",
    ];
    let but = |regions: &[&str]| serde_json::json!({ "StringNotEquals": { "aws:RequestedRegion": regions } });
    let (elsewhere, certificates) = (but(&[region]), but(&[region, "us-east-1"]));
    let policy = serde_json::json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Action": "*", "Resource": "*" },
        { "Effect": "Deny", "NotAction": open, "Resource": "*", "Condition": elsewhere },
        { "Effect": "Deny", "Action": "acm:*", "Resource": "*", "Condition": certificates },
    ] });
    vec![policy.to_string()]
}

/// How much AWS lets an account have at once in each region (`acct.quotas`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotas {
    /// Virtual processors of running instances of the ordinary types.
    pub vcpus: u32,
    /// Application load balancers.
    pub load_balancers: u32,
}

impl Default for Quotas {
    /// As an account has that has been in use for long.
    fn default() -> Self {
        Self { vcpus: 256, load_balancers: 50 }
    }
}

/// Whether AWS has a thing in this account's regions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Presence {
    /// It is there, as in nearly all accounts.
    #[default]
    Present,
    /// It is not, as in some regions and on other endpoints.
    Absent,
}

/// What AWS holds against an account that is new or suspicious (`acct.gates`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Gate {
    /// EC2 answers `PendingVerification`; it takes minutes to 4 hours.
    Ec2PendingVerification,
    /// EC2 answers `Blocked`; it needs a support case.
    Ec2Blocked,
    /// ELB answers that the account can't create load balancers; it needs a support case.
    ElbUnverified,
    /// CloudFront answers that the account must be verified; it needs a support case.
    CloudFrontUnverified,
}

impl Gate {
    /// The service that this gate shuts.
    pub fn service(self) -> Service {
        match self {
            Self::Ec2PendingVerification | Self::Ec2Blocked => Service::Ec2,
            Self::ElbUnverified => Service::ElbV2,
            Self::CloudFrontUnverified => Service::CloudFront,
        }
    }
}

/// What becomes of the apps on instances that are launched under these conditions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppBehaviour {
    /// It listens where it should and answers.
    #[default]
    Sound,
    /// It listens on another port than the one it was said to, and stays there: who says that one is right.
    WrongPort,
    /// It says whether it is well at `/healthz` and nowhere else, and answers 404 at the path that it was said to.
    WrongPath,
    /// It listens on 127.0.0.1 inside its container, so nginx in front of it gets no connection.
    LocalhostOnly,
    /// It ends right after each start.
    Crashes,
    /// It takes six minutes to start.
    SlowStart,
    /// Its health path answers 500.
    Unhealthy,
}

/// The circumstances of an account. They are saved with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conditions {
    /// Whether it pays, or is on the Free Plan and bounded by it.
    pub plan: Plan,
    /// Its credits; none for an account from before AWS gave them.
    #[serde(default)]
    pub credits: Option<Credits>,
    /// How much it may have at once.
    #[serde(default)]
    pub quotas: Quotas,
    /// The gates that are shut.
    pub gates: BTreeSet<Gate>,
    /// The policies of the organisation that the account belongs to, which its callers can't exceed, root included
    /// (`denied.source`). None where it is in no organisation.
    #[serde(default)]
    pub service_control_policies: Vec<String>,
    /// Zones (`ap-northeast-2a`) in which nothing can be launched: `InsufficientInstanceCapacity`.
    pub zones_without_capacity: BTreeSet<String>,
    /// Instance types of which no zone has any left: `InsufficientInstanceCapacity`.
    #[serde(default)]
    pub types_without_capacity: BTreeSet<String>,
    /// Zones in which EC2 takes each launch and then ends it by itself, with the code of the reason that it gives
    /// (`ec2.ended_by_ec2`).
    #[serde(default)]
    pub zones_that_end_launches: BTreeMap<String, String>,
    /// By how much AWS's own waits are longer than usual; 1 is usual. It holds for what begins from here on.
    pub slowness: f64,
    /// The apps of instances launched from here on.
    pub app: AppBehaviour,
    /// CloudFront's origin-facing managed prefix list.
    pub cloudfront_prefix_list: Presence,
    /// Canonical's public image parameters in SSM.
    pub image_parameters: Presence,
    /// Whether a fresh instance may lose the profile it was started with (`iam.propagation`).
    pub instance_profile_at_launch: Presence,
    /// The archive from which instances that are launched from here on install their programs.
    #[serde(default)]
    pub archive: Presence,
    /// The images of containers in their registries, at this moment. What is pushed then is pulled at a machine's next
    /// try.
    #[serde(default)]
    pub images: Presence,
    /// What was made within the last seconds, to calls that name it (`fresh.unknown`).
    #[serde(default)]
    pub fresh_things: Presence,
}

impl Default for Conditions {
    fn default() -> Self {
        Self {
            plan: Plan::default(),
            credits: None,
            quotas: Quotas::default(),
            gates: BTreeSet::new(),
            service_control_policies: Vec::new(),
            zones_without_capacity: BTreeSet::new(),
            types_without_capacity: BTreeSet::new(),
            zones_that_end_launches: BTreeMap::new(),
            slowness: 1.0,
            app: AppBehaviour::default(),
            cloudfront_prefix_list: Presence::default(),
            image_parameters: Presence::default(),
            instance_profile_at_launch: Presence::default(),
            archive: Presence::default(),
            images: Presence::default(),
            fresh_things: Presence::default(),
        }
    }
}
