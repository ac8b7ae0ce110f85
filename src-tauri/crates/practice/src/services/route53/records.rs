//! Record sets, between the SDK's words and ours, and the list of them.

use aws_sdk_route53::operation::list_resource_record_sets::{
    ListResourceRecordSetsInput, ListResourceRecordSetsOutput,
};
use aws_sdk_route53::types::{self, RrType};

use super::{Alias, Entry, RecordSet, count, names, refuse, size};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

pub(super) fn list(
    world: &World,
    _: &Call,
    input: &ListResourceRecordSetsInput,
) -> Result<ListResourceRecordSetsOutput, Refusal> {
    let zone = world.route53.zone(input.hosted_zone_id())?;
    let size = size(input.max_items(), 300)?;
    let from = match (input.start_record_name(), input.start_record_type()) {
        (None, None) => String::new(),
        (None, Some(_)) => {
            return Err(refuse("InvalidInput", "A record type can be given only with a record name"));
        }
        (Some(name), kind) => {
            let name = names::canonical(name).ok_or_else(|| refuse("InvalidInput", "Invalid record name"))?;
            names::key(&name, kind.map_or("", RrType::as_str))
        }
    };
    let mut rest = zone.records().filter(|(entry, _)| names::key(&entry.name, &entry.kind) >= from);
    let page =
        rest.by_ref().take(size).map(|(entry, set)| to_sdk(entry, set)).collect::<Result<Vec<_>, _>>()?;
    let next = rest.next().map(|(entry, _)| entry);
    Ok(ListResourceRecordSetsOutput::builder()
        .set_resource_record_sets(Some(page))
        .is_truncated(next.is_some())
        .set_next_record_name(next.map(|entry| entry.name.clone()))
        .set_next_record_type(next.map(|entry| entry.kind.as_str().into()))
        .max_items(count(size))
        .build()?)
}

/// What a call wants a name to have. Whether a zone can hold it is another question.
pub(super) fn read(record: &types::ResourceRecordSet) -> Result<RecordSet, Refusal> {
    let routed = record.set_identifier().is_some()
        || record.weight().is_some()
        || record.region().is_some()
        || record.geo_location().is_some()
        || record.failover().is_some()
        || record.multi_value_answer().is_some()
        || record.health_check_id().is_some()
        || record.cidr_routing_config().is_some()
        || record.geo_proximity_location().is_some();
    if routed {
        let text = "The practice account models no routing policies and no health checks of records";
        return Err(refuse("InvalidInput", text));
    }
    let about = || format!("[Name={}, Type={}]", record.name(), record.r#type().as_str());
    let values: Vec<_> = record.resource_records().iter().map(|one| one.value().to_owned()).collect();
    let alias = |target: &types::AliasTarget| -> Result<Alias, Refusal> {
        let name = names::canonical(target.dns_name())
            .ok_or_else(|| refuse("InvalidInput", format!("Invalid alias target in {}", about())))?;
        let evaluate_health = target.evaluate_target_health();
        Ok(Alias { zone: target.hosted_zone_id().to_owned(), name, evaluate_health })
    };
    let alias = record.alias_target().map(alias).transpose()?;
    let invalid = |text: &str| Err(refuse("InvalidInput", format!("Invalid request: {text} in {}", about())));
    match (&alias, record.ttl()) {
        (Some(_), _) if !values.is_empty() => {
            invalid("Expected exactly one of [AliasTarget, ResourceRecords]")
        }
        (Some(_), Some(_)) => invalid("Unexpected field 'TTL' beside an AliasTarget"),
        (None, _) if values.is_empty() => invalid("Expected exactly one of [AliasTarget, ResourceRecords]"),
        (None, None) => invalid("Missing field 'TTL'"),
        (None, Some(ttl)) if !(0..=2_147_483_647).contains(&ttl) => invalid("The TTL is out of range"),
        (_, ttl) => Ok(RecordSet { ttl, values, alias }),
    }
}

fn to_sdk(entry: &Entry, set: &RecordSet) -> Result<types::ResourceRecordSet, Refusal> {
    let values = set.values.iter().map(|value| types::ResourceRecord::builder().value(value).build());
    let values = values.collect::<Result<Vec<_>, _>>()?;
    let alias = set.alias.as_ref().map(|alias| {
        types::AliasTarget::builder()
            .hosted_zone_id(&alias.zone)
            .dns_name(&alias.name)
            .evaluate_target_health(alias.evaluate_health)
            .build()
    });
    Ok(types::ResourceRecordSet::builder()
        .name(&entry.name)
        .r#type(entry.kind.as_str().into())
        .set_ttl(set.ttl)
        .set_resource_records(Some(values).filter(|values| !values.is_empty()))
        .set_alias_target(alias.transpose()?)
        .build()?)
}
