//! What the account check asks of an account that is new: its credits, its quotas, and whether its organisation lets it
//! into the region.
//!
//! What can't be read of it is passed over: a key that isn't allowed to is told so among its permissions.

use naru_aws::account;
use naru_aws::price::Money;
use naru_aws::reader::Reader;
use naru_aws::refusal::{Group, group_of};
use naru_aws::survey::{self, TypeOffer};
use naru_engine::{Class, Failure};

use super::Wanted;
use crate::connection::Connection;
use crate::contract::{Credits, FindingCode};
use crate::credentials;

/// In how many days what ends does so soon.
const SOON: u32 = 14;

/// The regions that AWS's sign-up by projects gives (`acct.project`); a person in South Korea gets the first.
const PROJECT_REGIONS: [&str; 3] = ["ap-southeast-2", "us-east-2", "eu-north-1"];

/// What is left of the account's credits, what the deployment takes of them, and what its launch earns
/// (`acct.credits`).
pub(super) async fn credits(connection: &Connection, wanted: &Wanted) -> Vec<FindingCode> {
    let aws = connection.reader.as_ref();
    let Ok(Some(plan)) = account::plan(aws).await else { return Vec::new() };
    let (left, day_cents) = (cents(plan.usd), cents(Money::from_usd(wanted.usd_month).usd_day()));
    let days = |ends: jiff::Timestamp| {
        let hours = ends.duration_since(connection.clock.now()).as_hours();
        u32::try_from(hours.max(0) / 24).unwrap_or(u32::MAX)
    };
    let credits =
        Credits { cents: left, day_cents, lasts: left.checked_div(day_cents), ends: plan.ends.map(days) };
    let mut findings = vec![match (plan.free, plan.over) {
        (true, true) => FindingCode::FreePlanOver,
        (true, false) => FindingCode::FreePlan(credits),
        (false, _) if left > 0 => FindingCode::CreditsLeft(credits),
        (false, _) => return Vec::new(),
    }];
    if wanted.instances > 0
        && !plan.over
        && let Ok(Some(usd)) = account::reward_for_an_instance(aws).await
    {
        findings.push(FindingCode::CreditsAhead { cents: cents(usd) });
    }
    findings
}

/// Whether the credits, or the plan, are over before long.
pub(super) fn ends_soon(credits: &Credits) -> bool {
    credits.lasts.into_iter().chain(credits.ends).any(|days| days <= SOON)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "nobody has so many credits")]
fn cents(usd: f64) -> u32 {
    (usd.max(0.0) * 100.0).round() as u32
}

/// The quotas that the deployment's launch doesn't fit into (`acct.quotas`).
pub(super) async fn quotas(aws: &Reader, offers: &[TypeOffer], wanted: &Wanted) -> Vec<FindingCode> {
    if wanted.instances == 0 {
        return Vec::new();
    }
    let named = wanted.instance_type.as_ref();
    let chosen = named.and_then(|name| offers.iter().find(|offer| offer.name == *name));
    let each = chosen.or_else(|| survey::proposed(offers)).map_or(1, |offer| offer.vcpu);
    let needed = wanted.instances * each;
    let (vcpus, balancers) = tokio::join!(account::vcpus_left(aws), account::load_balancers_left(aws));
    let mut findings = Vec::new();
    if let Ok(Some(left)) = vcpus
        && left < needed
    {
        findings.push(FindingCode::VcpusShort { left, wanted: needed });
    }
    if balancers == Ok(Some(0)) {
        findings.push(FindingCode::LoadBalancersFull);
    }
    findings
}

/// Whether it is the account's organisation that refused (`denied.source`).
pub(super) fn denied_by_organisation(failure: &Failure) -> bool {
    group_of(failure.class, failure.code.as_deref(), &failure.message) == Group::DeniedByOrganisation
}

/// The region is closed to the account: which one is open in its place, those of AWS's sign-up by projects first.
pub(super) async fn closed_region(connection: &Connection) -> FindingCode {
    let here = connection.identity.region.clone();
    let others = credentials::regions().into_iter().map(|region| region.name);
    let others = others.filter(|name| !PROJECT_REGIONS.contains(&name.as_str()));
    let mut works = None;
    for region in PROJECT_REGIONS.map(str::to_owned).into_iter().chain(others).filter(|name| *name != here) {
        if survey::network(&connection.in_region(&region).reader).await.is_ok() {
            works = Some(region);
            break;
        }
    }
    FindingCode::RegionClosed { region: here, works }
}

/// Whether something was found only because the region is closed.
pub(super) fn is_of_closed_region(code: &FindingCode) -> bool {
    match code {
        FindingCode::NotRead { aws_code, message, .. } => {
            group_of(Class::Denied, aws_code.as_deref(), message) == Group::DeniedByOrganisation
        }
        FindingCode::PermissionsDenied { group, .. } => *group == Group::DeniedByOrganisation,
        FindingCode::RegionNotPriced { .. } => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
