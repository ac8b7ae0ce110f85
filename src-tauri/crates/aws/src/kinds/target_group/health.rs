//! What AWS says of targets, and what that leaves to wait for.

use std::collections::BTreeSet;

use aws_sdk_elasticloadbalancingv2::types::{
    TargetHealthDescription, TargetHealthReasonEnum as Why, TargetHealthStateEnum as Health,
};
use naru_engine::Waiting;

use super::words::Wait;

/// Whether requests are still sent to it.
pub(super) fn takes_requests(target: &TargetHealthDescription) -> bool {
    health(target) != &Health::Draining
}

/// How it is; where AWS says nothing of it yet, as one whose checks begin.
pub(super) fn health(target: &TargetHealthDescription) -> &Health {
    target.target_health().and_then(|health| health.state()).unwrap_or(&Health::Initial)
}

/// What one target's health is, in AWS's own words.
pub(super) fn reason_of(target: &TargetHealthDescription) -> String {
    let id = target.target().and_then(|target| target.id()).unwrap_or_default();
    let said = target.target_health();
    let why = said.and_then(|said| said.reason()).map(Why::as_str).unwrap_or_default();
    let words = said.and_then(|said| said.description()).unwrap_or_default();
    [id, health(target).as_str(), why, words]
        .iter()
        .filter(|word| !word.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What is still awaited of the wanted targets: the reason that is worst, with AWS's words. `None`: all are healthy.
pub(super) fn awaited(wanted: &BTreeSet<String>, targets: &[TargetHealthDescription]) -> Option<Waiting> {
    let of = |id: &String| targets.iter().find(|target| target.target().and_then(|t| t.id()) == Some(id));
    let waits = wanted.iter().filter_map(|id| match of(id) {
        None => Some((3, Wait::NotRegistered, id.clone())),
        Some(target) if health(target) == &Health::Healthy => None,
        Some(target) => {
            let (weight, code) = code(target);
            Some((weight, code, reason_of(target)))
        }
    });
    let (_, code, said) = waits.max_by_key(|(weight, _, _)| *weight)?;
    Some(Waiting::on(code).detail(said))
}

/// What is still awaited where each target only has to be known as healthy or not: the reason of one that isn't yet, with
/// AWS's words. That is one whose checks have just begun, or that was on its way out and has been put in again.
pub(super) fn undecided(wanted: &BTreeSet<String>, targets: &[TargetHealthDescription]) -> Option<Waiting> {
    let open = targets.iter().filter(|target| matches!(health(target), Health::Initial | Health::Draining));
    let open: BTreeSet<_> = open.filter_map(|target| target.target()?.id()).collect();
    awaited(&wanted.iter().filter(|id| open.contains(id.as_str())).cloned().collect(), targets)
}

/// Whether what answered was the proxy on the instance, for an app that it doesn't reach: on another port, on the
/// instance's loopback alone, or not running.
fn proxy_alone(target: &TargetHealthDescription) -> bool {
    let words = target.target_health().and_then(|health| health.description()).unwrap_or_default();
    words.split(|c: char| !c.is_ascii_digit()).any(|code| matches!(code, "502" | "504"))
}

/// A code for AWS's reason, and how much it matters beside another target's.
fn code(target: &TargetHealthDescription) -> (u8, Wait) {
    let why = target.target_health().and_then(|health| health.reason());
    match (health(target), why) {
        (_, Some(Why::ResponseCodeMismatch)) if proxy_alone(target) => (9, Wait::AppSilent),
        (_, Some(Why::ResponseCodeMismatch)) => (9, Wait::WrongAnswer),
        (_, Some(Why::Timeout)) => (8, Wait::NoAnswer),
        (_, Some(Why::FailedHealthChecks)) => (7, Wait::FailedChecks),
        (_, Some(Why::InvalidState)) => (6, Wait::NotRunning),
        (_, Some(Why::IpUnusable)) => (5, Wait::AddressUnusable),
        (_, Some(Why::InternalError)) => (5, Wait::BalancerError),
        (_, Some(Why::HealthCheckDisabled)) => (5, Wait::Unchecked),
        (_, Some(Why::DeregistrationInProgress)) | (Health::Draining, _) => (4, Wait::Draining),
        (_, Some(Why::NotRegistered)) => (3, Wait::NotRegistered),
        (_, Some(Why::NotInUse)) => (2, Wait::NoListener),
        (_, Some(Why::RegistrationInProgress)) => (1, Wait::Registering),
        (Health::Unhealthy, _) => (7, Wait::FailedChecks),
        _ => (0, Wait::FirstChecks),
    }
}
