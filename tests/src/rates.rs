//! How near the calls of a trip come to AWS's rates: the busiest second of each API, and what it left in the bucket
//! that AWS counts it by.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use naru_practice::{CallRecord, Rate};

use crate::Trip;

/// The codes by which AWS's services say that there are too many calls.
pub const THROTTLED: [&str; 4] = ["RequestLimitExceeded", "SlowDown", "Throttling", "ThrottlingException"];

/// The busiest moment of what AWS counts together.
#[derive(Clone, Debug, PartialEq)]
pub struct Peak {
    /// The service, the region where each counts by itself, and what is counted together, such as
    /// `ssm ap-northeast-2 PutParameter`.
    pub api: String,
    /// How many calls there were in its busiest second.
    pub a_second: usize,
    /// The most of its tokens that were out at once, of one: above it a call was refused.
    pub used: f64,
}

/// The peak of each of AWS's buckets that these calls drew from.
pub fn peaks(calls: &[CallRecord]) -> Vec<Peak> {
    let mut drawn: BTreeMap<String, (Rate, Vec<Timestamp>)> = BTreeMap::new();
    for call in calls {
        for rate in call.service.rates(&call.operation) {
            let place = if rate.everywhere { "everywhere" } else { &call.region };
            let api = format!("{} {place} {}", call.service.prefix(), rate.bucket);
            drawn.entry(api).or_insert_with(|| (rate, Vec::new())).1.push(call.at);
        }
    }
    let peak = |(api, (rate, mut at)): (String, (Rate, Vec<Timestamp>))| {
        at.sort();
        Peak { api, a_second: busiest(&at), used: used(&rate, &at) }
    };
    drawn.into_iter().map(peak).collect()
}

fn busiest(at: &[Timestamp]) -> usize {
    let second = SignedDuration::from_secs(1);
    let within = |(first, began): (usize, &Timestamp)| {
        at[first..].iter().take_while(|later| later.duration_since(*began) < second).count()
    };
    at.iter().enumerate().map(within).max().unwrap_or_default()
}

fn used(rate: &Rate, at: &[Timestamp]) -> f64 {
    let (mut left, mut before, mut worst) = (rate.holds, None, rate.holds);
    for now in at {
        let passed = before.map_or(0.0, |before: Timestamp| now.duration_since(before).as_secs_f64());
        left = (left + passed * rate.a_second).min(rate.holds) - 1.0;
        worst = worst.min(left);
        before = Some(*now);
    }
    1.0 - worst / rate.holds
}

impl Trip {
    /// The largest trip that a blueprint of ours makes: a domain, six instances and forty environment values.
    pub fn at_its_largest() -> Self {
        let mut trip = Self::with_more();
        trip.blueprint.domain = Some(crate::domain(crate::DOMAIN));
        if let Some(backend) = &mut trip.blueprint.backend {
            backend.count = 6;
        }
        let names: Vec<String> = (1..=40).map(|at| format!("VALUE_{at}")).collect();
        trip.wants(names.iter().map(String::as_str));
        trip
    }
}
