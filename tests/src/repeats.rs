//! Reads that were made again though nothing was changed since: what one look could have told two.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use naru_practice::CallRecord;

/// A read whose answer was known already.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// The service and the operation, such as `Ec2 DescribeInstances`.
    pub api: String,
    /// How long after the first it was made.
    pub after: SignedDuration,
    /// What both asked, as the SDK shows it.
    pub asked: String,
}

/// The reads that were made again within that time, in the same region and with the same parameters, while none of these
/// calls changed anything of that service. One that AWS refused told nothing, so that asking again is no repeat.
pub fn repeats(calls: &[CallRecord], within: SignedDuration) -> Vec<Repeat> {
    let mut known: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    let mut repeats = Vec::new();
    for call in calls.iter().filter(|call| call.refused.is_none()) {
        let of_service = known.entry(format!("{:?}", call.service)).or_default();
        if call.changes {
            of_service.clear();
            continue;
        }
        let asked = (&call.region, &call.operation, &call.asked);
        let Some(before) = of_service.insert(asked, call.at) else { continue };
        let after = call.at.duration_since(before);
        if after <= within {
            let api = format!("{:?} {}", call.service, call.operation);
            repeats.push(Repeat { api, after, asked: call.asked.clone() });
        }
    }
    repeats
}
