//! Accounts: the practice account, profiles, keys, and what an account can do.

use naru_aws::refusal::Group;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the app stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "place")]
pub enum Session {
    /// In no account yet.
    #[default]
    None,
    /// In the practice account.
    Practice(Identity),
    /// In a real account.
    Account(Identity),
}

/// Whose account it is, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Identity {
    /// The account's number, 12 digits.
    pub account: String,
    /// The account's alias, where it has one and it may be read.
    pub alias: Option<String>,
    /// The IAM user's or role's name.
    pub user: String,
    /// A code of AWS's, such as `ap-northeast-2`.
    pub region: String,
    /// Where the credentials come from.
    pub source: Source,
}

/// Where the credentials of an account come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum Source {
    /// They are the practice account's own.
    #[default]
    Practice,
    /// An access key that was typed.
    Key,
    /// The access key in the OS keyring.
    SavedKey,
    /// A profile of this computer.
    Profile {
        /// As it stands in `~/.aws/config`, such as `default`.
        name: String,
    },
    /// The `AWS_*` variables of a terminal.
    Environment,
}

/// Goes into the practice account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnterPractice {
    /// A code of AWS's, such as `ap-northeast-2`.
    pub region: String,
}

/// A profile found on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Profile {
    /// As it stands in `~/.aws/config`, such as `default`.
    pub name: String,
    /// How it gets its credentials.
    pub kind: ProfileKind,
    /// Its region, where it names one.
    pub region: Option<String>,
}

/// How a profile gets its credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProfileKind {
    /// An access key in the file.
    Key,
    /// A session of `aws login`.
    Login,
    /// IAM Identity Center.
    Sso,
    /// A role that another profile assumes.
    Role,
    /// A program that prints them.
    Process,
}

/// Goes into the account of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnterProfile {
    /// The profile's name.
    pub name: String,
    /// A code of AWS's, such as `ap-northeast-2`.
    pub region: String,
    /// The deployment that it is for: then no other account will do, and its region is the one that is gone into.
    #[serde(default)]
    pub deployment: Option<String>,
}

/// An access key as it was typed. It has no way to be printed.
#[derive(Clone, Deserialize, TS)]
pub struct EnterKey {
    /// The access key id.
    pub id: String,
    /// The secret access key.
    pub secret: String,
    /// The session token, for a key that has one.
    pub token: Option<String>,
    /// A code of AWS's, such as `ap-northeast-2`.
    pub region: String,
    /// Whether the key goes into the OS keyring, or only into memory.
    pub remember: bool,
    /// The deployment that it is for: then no other account will do, and its region is the one that is gone into.
    #[serde(default)]
    pub deployment: Option<String>,
}

/// Goes into the account of the key in the OS keyring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnterSavedKey {
    /// A code of AWS's, such as `ap-northeast-2`.
    pub region: String,
    /// The deployment that it is for: then no other account will do, and its region is the one that is gone into.
    #[serde(default)]
    pub deployment: Option<String>,
}

/// Goes into another region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangeRegion {
    /// Which, such as `ap-southeast-2`.
    pub region: String,
}

/// Leaves the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeaveSession {
    /// Whether a key in the OS keyring is removed from it.
    pub forget_key: bool,
}

/// What the user's key may do, and what servers may do at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Policy {
    /// What to make in IAM, in this order.
    pub documents: Vec<PolicyDocument>,
    /// Each action of the key's with its reason.
    pub reasons: Vec<PolicyReason>,
}

/// A policy to make in IAM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PolicyDocument {
    /// The name that it has to have, such as `naru-deploy`.
    pub name: String,
    /// The JSON to paste.
    pub json: String,
    /// Whether it is attached to the user; else it only has to be there, and bounds the roles of servers.
    pub attached: bool,
}

/// One action of the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PolicyReason {
    /// The action, such as `ec2:RunInstances`.
    pub action: String,
    /// Why, in both languages.
    pub why: Words,
}

/// The same words in both languages: only for what belongs to a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Words {
    /// In Korean.
    pub ko: String,
    /// In English.
    pub en: String,
}

/// Something that the account check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// What was found, with the values that its sentence needs.
    #[serde(flatten)]
    pub code: FindingCode,
    /// How good or bad it is.
    pub level: Level,
}

/// What the account check finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum FindingCode {
    /// Whose account it is.
    Identity {
        /// The account's number.
        account: String,
        /// The IAM user's or role's name.
        user: String,
    },
    /// Every action that a deployment needs is allowed.
    PermissionsOk {
        /// How many were asked for.
        checked: usize,
    },
    /// Some actions are allowed by no policy of the caller's.
    PermissionsMissing {
        /// Which, such as `ec2:RunInstances`.
        actions: Vec<String>,
    },
    /// Some actions are denied by something that no further policy of the caller's undoes.
    PermissionsDenied {
        /// What a call that is denied so is told as.
        #[ts(type = "FailureGroup")]
        group: Group,
        /// Which, such as `ec2:RunInstances`.
        actions: Vec<String>,
    },
    /// What is allowed can't be found out beforehand.
    PermissionsUnknown {
        /// Why not.
        why: NotSimulated,
    },
    /// The policy that bounds servers isn't there, and the key may make no server's role without it.
    NoServerPolicy {
        /// The name that it has to have, such as `naru-server`.
        name: String,
    },
    /// The account's first load balancer needs a role that it may not make.
    NoElbRole,
    /// The default VPC can be used.
    DefaultVpc {
        /// A code of AWS's, such as `ap-northeast-2`.
        region: String,
        /// How many zones it has subnets in.
        zones: usize,
    },
    /// The region has no default VPC.
    NoDefaultVpc {
        /// A code of AWS's, such as `ap-northeast-2`.
        region: String,
    },
    /// The default VPC has subnets in too few zones.
    TooFewZones {
        /// A code of AWS's, such as `ap-northeast-2`.
        region: String,
        /// In how many.
        zones: usize,
    },
    /// Some of the default VPC's subnets are kept off the internet, and enough are not.
    ZonesLeftOut {
        /// Their zones, such as `ap-northeast-2a`.
        zones: Vec<String>,
    },
    /// So many of the default VPC's subnets have no route to an internet gateway that a load balancer can't stand there.
    NoWayOut {
        /// Their zones, such as `ap-northeast-2a`.
        zones: Vec<String>,
    },
    /// VPC Block Public Access shuts so many of the default VPC's subnets off that a load balancer can't stand there.
    PublicAccessBlocked {
        /// A code of AWS's, such as `ap-northeast-2`.
        region: String,
    },
    /// The region has no list of CloudFront's addresses.
    NoCloudfrontList {
        /// A code of AWS's, such as `ap-northeast-2`.
        region: String,
    },
    /// Some instance types are covered by the Free Tier.
    FreeTierTypes {
        /// Their names.
        types: Vec<String>,
    },
    /// No instance type is covered by the Free Tier.
    NoFreeTierTypes,
    /// The account is on the Free Plan, which ends at its time or with its credits.
    FreePlan(Credits),
    /// The account's Free Plan is over.
    FreePlanOver,
    /// The account pays for itself, and has credits left that are used up first.
    CreditsLeft(Credits),
    /// AWS adds to the credits for what this launch does anyway: the account's first instance.
    CreditsAhead {
        /// How much it adds, in cents of a dollar.
        cents: u32,
    },
    /// The account's organisation refuses the region, as AWS's sign-up by projects does.
    RegionClosed {
        /// A code of AWS's, such as `ap-northeast-2`.
        region: String,
        /// A region that it doesn't refuse; null where none was found.
        works: Option<String>,
    },
    /// The account may start fewer virtual processors than the instances need.
    VcpusShort {
        /// How many it may still start.
        left: u32,
        /// How many are needed.
        wanted: u32,
    },
    /// The account may make no more load balancers in the region.
    LoadBalancersFull,
    /// The price table doesn't know the region.
    RegionNotPriced {
        /// A code of AWS's, such as `ap-northeast-2`.
        region: String,
    },
    /// The OS keyring is locked.
    KeyringLocked,
    /// There is a session bus and no Secret Service on it.
    KeyringNoService,
    /// There is no session bus.
    KeyringNoBus,
    /// Something could not be read, and may stop a launch.
    NotRead {
        /// What was being done, as a fragment that fits "failed to ...".
        doing: String,
        /// Such as `AccessDenied`; null where the answer wasn't AWS's.
        aws_code: Option<String>,
        /// AWS's own words.
        message: String,
    },
    /// The credentials have run out.
    KeyExpired,
    /// This computer's clock is off.
    ClockWrong,
    /// The credentials have run out or this computer's clock is off: AWS has the same words for both.
    ExpiredOrClock,
    /// AWS can't be reached.
    NoConnection,
    /// AWS has to let the account in first.
    Gate {
        /// Such as `AccessDenied`; null where the answer wasn't AWS's.
        aws_code: Option<String>,
        /// AWS's own words.
        message: String,
    },
}

/// What is left of an account's credits, and what a deployment takes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Credits {
    /// What is left, in cents of a dollar.
    pub cents: u32,
    /// What a day of the deployment takes, in cents of a dollar.
    pub day_cents: u32,
    /// For how many days they last, where nothing else is paid by them; null where the deployment takes nothing.
    pub lasts: Option<u32>,
    /// In how many days the plan ends, whatever is left; null where it doesn't.
    pub ends: Option<u32>,
}

/// Why what somebody may do can't be found out beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotSimulated {
    /// The caller may not ask.
    NotAllowed,
    /// The caller is a session of a role that it may not read, and IAM knows a role only by where it stands.
    RoleUnknown,
    /// There was no answer to it, as from an endpoint that isn't AWS's.
    NoAnswer,
}

/// How good or bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// All is well.
    Good,
    /// Worth knowing.
    Note,
    /// Can be gone on with, and had better be looked at.
    Warning,
    /// Nothing can be made before this is mended.
    Stop,
}

/// An instance type that can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct InstanceType {
    /// AWS's name, such as `t3.micro`.
    pub name: String,
    /// Virtual processors.
    pub vcpu: u32,
    /// Memory in MiB.
    pub memory_mib: u32,
    /// Whether the Free Tier covers it for this account.
    pub free_tier: bool,
    /// Dollars an hour; null where the price table doesn't know it in this region.
    pub usd_hour: Option<f64>,
    /// Dollars an hour on top of that while all of its CPUs are busy and may be; null where its price includes all.
    pub usd_hour_busy: Option<f64>,
}

/// How the practice account is set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Practice {
    /// How many of its seconds pass in one: 1, 10, or 300 for instant.
    pub speed: f64,
    /// How the app on its instances behaves.
    pub app: PracticeApp,
    /// What kind of account it is.
    pub account: PracticeAccount,
}

/// What kind of account the practice account is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PracticeAccount {
    /// One that has been in use for long.
    #[default]
    Ordinary,
    /// A new one on the Free Plan, with its credits.
    FreePlan,
    /// A new one of AWS's sign-up by projects, with the one region that a person in South Korea is given.
    Project,
    /// A new one with quotas that a launch doesn't fit into.
    SmallQuotas,
}

/// How the app on the practice account's instances behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PracticeApp {
    /// As it should.
    #[default]
    Healthy,
    /// It listens on another port.
    WrongPort,
    /// It answers 404 at its health path, and says at another whether it is well.
    WrongPath,
    /// It listens on localhost only.
    LocalhostOnly,
    /// It ends right after it was started.
    Crashes,
    /// It takes several minutes to start.
    SlowStart,
    /// Its health path answers 500.
    Unhealthy,
}
