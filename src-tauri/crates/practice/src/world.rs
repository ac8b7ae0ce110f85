//! Everything an account holds, as plain data. Services see each other through it.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::conditions::{Conditions, Presence};
use crate::dispatch::Refusal;
use crate::dns::Registry;
use crate::regions;
use crate::services::acm::Acm;
use crate::services::cloudfront::CloudFront;
use crate::services::ec2::Ec2;
use crate::services::elbv2::Elbv2;
use crate::services::iam::Iam;
use crate::services::route53::Route53;
use crate::services::s3::S3;
use crate::services::ssm::Ssm;
use crate::store::Blobs;

/// The account's number. AWS gives out none that begins with four zeros, so it can't be taken for a real one.
pub(crate) const ACCOUNT: &str = "000012345678";

/// An account: what is global in AWS directly, what is regional by region.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct World {
    /// The form of the saved file.
    pub format: u32,
    pub account_id: String,
    /// What ids and waits are derived from, so that the same steps give the same account.
    seed: u64,
    next_id: u64,
    pub born: Timestamp,
    pub conditions: Conditions,
    /// Since when images are there, or not there.
    #[serde(default)]
    pub images_since: Timestamp,
    /// On which port each app listens that doesn't where it was said to, by what it runs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub elsewhere: BTreeMap<String, u16>,
    pub iam: Iam,
    pub s3: S3,
    pub cloudfront: CloudFront,
    /// An account saved before there was Route 53 gets what a new one has.
    #[serde(default)]
    pub route53: Route53,
    #[serde(default)]
    pub registry: Registry,
    regions: BTreeMap<String, RegionWorld>,
    /// From when on all of AWS knows what was made, where that isn't at once (`fresh.unknown`).
    #[serde(default)]
    known_at: BTreeMap<String, Timestamp>,
    /// The bytes of objects, beside the state rather than in it.
    #[serde(skip)]
    pub blobs: Blobs,
}

/// What an account holds in one region.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RegionWorld {
    pub name: String,
    pub ec2: Ec2,
    pub elbv2: Elbv2,
    pub ssm: Ssm,
    #[serde(default)]
    pub acm: Acm,
}

impl World {
    /// The form of saved accounts that this program writes.
    pub const FORMAT: u32 = 1;

    /// A new account with the foreign resources that must survive whatever is done beside them.
    pub fn born(seed: u64, now: Timestamp) -> Self {
        Self {
            format: Self::FORMAT,
            account_id: ACCOUNT.to_owned(),
            seed,
            next_id: 0,
            born: now,
            conditions: Conditions::default(),
            images_since: now,
            elsewhere: BTreeMap::new(),
            iam: Iam::born(now),
            s3: S3::default(),
            cloudfront: CloudFront::default(),
            route53: Route53::default(),
            registry: Registry::default(),
            regions: BTreeMap::new(),
            known_at: BTreeMap::new(),
            blobs: Blobs::default(),
        }
    }

    /// Makes sure that the account knows `region`; false where there is no such region.
    pub fn enter(&mut self, region: &str) -> bool {
        if self.regions.contains_key(region) {
            return true;
        }
        let Some(found) = regions::find(region) else { return false };
        let ec2 = Ec2::born(self, found);
        let regional = RegionWorld {
            name: region.to_owned(),
            ec2,
            elbv2: Elbv2::default(),
            ssm: Ssm::default(),
            acm: Acm::default(),
        };
        self.regions.insert(region.to_owned(), regional);
        Ec2::plant_foreign(self, region);
        true
    }

    /// The region of a call. Dispatch has entered it before, so it is there.
    pub fn region(&self, name: &str) -> &RegionWorld {
        self.regions.get(name).expect("dispatch enters a call's region first")
    }

    /// The same, to be changed.
    pub fn region_mut(&mut self, name: &str) -> &mut RegionWorld {
        self.regions.get_mut(name).expect("dispatch enters a call's region first")
    }

    /// All regions that were ever looked at.
    pub fn regions(&self) -> impl Iterator<Item = &RegionWorld> {
        self.regions.values()
    }

    /// A region that may never have been looked at.
    pub fn known_region(&self, name: &str) -> Option<&RegionWorld> {
        self.regions.get(name)
    }

    /// An id that was never given out: `i-0a1b…`, 17 hexadecimal digits as AWS's own.
    pub fn fresh_id(&mut self, prefix: &str) -> String {
        self.next_id += 1;
        format!("{prefix}-0{}", &self.hash(&format!("{prefix}/{}", self.next_id))[..16])
    }

    /// `length` hexadecimal digits that were never given out.
    pub fn fresh_hex(&mut self, length: usize) -> String {
        self.next_id += 1;
        self.hash(&format!("hex/{}", self.next_id))[..length.min(64)].to_owned()
    }

    /// An id as IAM gives: a prefix and capital letters and digits, 21 in all.
    pub fn fresh_capital_id(&mut self, prefix: &str) -> String {
        let hex = self.fresh_hex(64).to_uppercase();
        format!("{prefix}{}", &hex[..21usize.saturating_sub(prefix.len())])
    }

    /// A wait of this account between `from` and `to` seconds: the same each time for the same `key`, and longer
    /// where the account is slow.
    pub fn dice(&self, key: &str, from: f64, to: f64) -> Duration {
        let hash = self.hash(key);
        let part = u32::from_str_radix(&hash[..8], 16).expect("a hash is hexadecimal");
        let seconds = from + (to - from) * (f64::from(part) / f64::from(u32::MAX));
        Duration::from_millis(whole_millis(seconds * self.conditions.slowness.max(0.0)))
    }

    /// 64 hexadecimal digits: the same for the same `of`, and other ones in another account.
    pub fn hash(&self, of: &str) -> String {
        hex::encode(Sha256::digest(format!("{}/{of}", self.seed)))
    }

    /// An ARN of this account.
    pub fn arn(&self, service: &str, region: &str, rest: &str) -> String {
        format!("arn:aws:{service}:{region}:{}:{rest}", self.account_id)
    }

    /// `id` is made at that time, and not all of AWS knows it before some seconds more have passed (`fresh.unknown`).
    pub fn made(&mut self, id: &str, at: Timestamp) {
        if self.conditions.fresh_things == Presence::Absent {
            let known_at = at + self.lag(id);
            self.known_at.insert(id.to_owned(), known_at);
        }
    }

    /// Whether all of AWS has heard of what became of `id` at that time (`fresh.unknown`).
    pub fn has_heard(&self, id: &str, of: Timestamp, now: Timestamp) -> bool {
        self.conditions.fresh_things == Presence::Present || now >= of + self.lag(id)
    }

    fn lag(&self, id: &str) -> Duration {
        self.dice(&format!("{id}/known"), 2.0, 20.0)
    }

    /// Whether all of AWS knows `id`, or never will.
    pub fn is_known(&self, id: &str, now: Timestamp) -> bool {
        self.known_at.get(id).is_none_or(|known_at| now >= *known_at)
    }

    /// Whether a gate or a missing verification shuts a service's creations (`acct.gates`).
    pub fn gate(
        &self,
        gate: crate::conditions::Gate,
        refusal: impl FnOnce() -> Refusal,
    ) -> Result<(), Refusal> {
        if self.conditions.gates.contains(&gate) { Err(refusal()) } else { Ok(()) }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "waits are positive and short")]
fn whole_millis(seconds: f64) -> u64 {
    (seconds * 1000.0).round() as u64
}

/// A moment as the SDK's answers hold it.
pub(crate) fn sdk_time(time: Timestamp) -> aws_smithy_types::DateTime {
    aws_smithy_types::DateTime::from_nanos(time.as_nanosecond())
        .expect("jiff's years are within the SDK's years")
}
