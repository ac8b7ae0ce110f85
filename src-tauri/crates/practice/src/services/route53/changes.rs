//! Changes of records: checked and applied as one, or not at all, and everywhere a minute later (`r53.invalid_batch`).

use std::collections::BTreeSet;
use std::time::Duration;

use aws_sdk_route53::operation::change_resource_record_sets::{
    ChangeResourceRecordSetsInput, ChangeResourceRecordSetsOutput,
};
use aws_sdk_route53::operation::get_change::{GetChangeInput, GetChangeOutput};
use aws_sdk_route53::types::{self, ChangeAction, ChangeStatus};
use jiff::Timestamp;

use super::{Change, HostedZone, check, names, records, refuse, required};
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

/// For how long a change keeps the next one out: two that were sent at once meet, two in turn don't.
const BUSY: Duration = Duration::from_millis(60);
/// How many records a zone may have.
const QUOTA: usize = 10_000;

pub(super) fn change(
    world: &mut World,
    call: &Call,
    input: &ChangeResourceRecordSetsInput,
) -> Result<ChangeResourceRecordSetsOutput, Refusal> {
    let zone = world.route53.zone(input.hosted_zone_id())?;
    let batch = input.change_batch().ok_or_else(|| refuse("InvalidInput", "A ChangeBatch is required"))?;
    if batch.changes().is_empty() {
        return Err(refuse("InvalidInput", "Invalid XML: a ChangeBatch must have at least one Change"));
    }
    // `r53.throttle`.
    if call.now < zone.busy_until {
        let text = "The request was rejected because Route 53 was still processing a prior request.";
        return Err(refuse("PriorRequestNotComplete", text));
    }
    let id = zone.id.clone();
    let mut changed = zone.clone();
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    let insync_at = insync(world, zone, call);
    for one in batch.changes() {
        let Some(record) = one.resource_record_set() else {
            return Err(refuse("InvalidInput", "A Change must have a ResourceRecordSet"));
        };
        let set = records::read(record)?;
        let kind = record.r#type().as_str();
        let Some(name) = names::canonical(record.name()) else {
            problems.push(format!("FATAL problem: DomainLabelEmpty encountered with '{}'", record.name()));
            continue;
        };
        if !seen.insert((name.clone(), kind, one.action().clone())) {
            let text = "The request contains an invalid set of changes for a resource record set";
            problems.push(format!("{text} '{kind} {name}'"));
            continue;
        }
        let wanted = check::Wanted { name: &name, kind, set: &set };
        let problem = match one.action() {
            ChangeAction::Delete => check::delete(&changed, &wanted),
            ChangeAction::Create => check::create(world, &changed, &wanted),
            ChangeAction::Upsert => check::upsert(world, &changed, &wanted),
            other => return Err(refuse("InvalidInput", format!("Unknown action {}", other.as_str()))),
        };
        if let Err(problem) = problem {
            problems.push(problem);
        } else {
            let set = (*one.action() != ChangeAction::Delete).then_some(set);
            changed.put(&name, kind, set, insync_at, call.now);
        }
    }
    problems.extend(check::conflicts(&changed));
    if !problems.is_empty() {
        return Err(refuse("InvalidChangeBatch", format!("[{}]", problems.join(", "))));
    }
    if changed.records().count() > QUOTA {
        return Err(refuse("InvalidChangeBatch", format!("[Number of records limit of {QUOTA} exceeded.]")));
    }
    changed.busy_until = call.now + BUSY;
    world.route53.zones.insert(id.clone(), changed);
    let info = submit(world, call, &id, batch.comment())?;
    Ok(ChangeResourceRecordSetsOutput::builder().change_info(info).build())
}

/// When a change that is made now is everywhere. No change overtakes an earlier one of its zone.
fn insync(world: &World, zone: &HostedZone, call: &Call) -> Timestamp {
    (call.now + world.dice(&format!("route53 {} {}", zone.id, call.now), 45.0, 75.0)).max(zone.insync_at)
}

/// Writes a change of a zone down.
pub(super) fn submit(
    world: &mut World,
    call: &Call,
    zone: &str,
    comment: Option<&str>,
) -> Result<types::ChangeInfo, Refusal> {
    let insync_at = insync(world, world.route53.zone(Some(zone))?, call);
    let id = format!("C{}", world.fresh_hex(20).to_uppercase());
    let change =
        Change { id: id.clone(), comment: comment.map(str::to_owned), submitted: call.now, insync_at };
    let shown = change.to_sdk(call)?;
    world.route53.zone_mut(Some(zone))?.insync_at = insync_at;
    world.route53.changes.insert(id, change);
    Ok(shown)
}

pub(super) fn get(world: &World, call: &Call, input: &GetChangeInput) -> Result<GetChangeOutput, Refusal> {
    let id = required(input.id(), "Id")?.trim_start_matches("/change/");
    let change = world.route53.changes.get(id);
    let change =
        change.ok_or_else(|| refuse("NoSuchChange", format!("Could not find resource with ID: {id}")))?;
    Ok(GetChangeOutput::builder().change_info(change.to_sdk(call)?).build())
}

impl Change {
    fn to_sdk(&self, call: &Call) -> Result<types::ChangeInfo, Refusal> {
        let status = if call.now < self.insync_at { ChangeStatus::Pending } else { ChangeStatus::Insync };
        Ok(types::ChangeInfo::builder()
            .id(format!("/change/{}", self.id))
            .status(status)
            .submitted_at(sdk_time(self.submitted))
            .set_comment(self.comment.clone())
            .build()?)
    }
}
