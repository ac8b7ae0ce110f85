//! Records of Route 53, and the mark on them: they have no tags, so a TXT record beside each says whose it is.
//!
//! The mark of `www.example.com` stands at `_naru.www.example.com`. It is made and deleted in the same batch as the
//! record, and a batch is taken as a whole or not at all.

use aws_sdk_route53::operation::list_resource_record_sets::ListResourceRecordSetsOutput;
use aws_sdk_route53::types::{
    AliasTarget, Change, ChangeAction, ChangeBatch, ChangeStatus, ResourceRecord, ResourceRecordSet, RrType,
};
use naru_engine::{Class, Failure, Observation, Waiting};

use crate::blueprint::{OldAlias, OldRecord};
use crate::cloud::Aws;
use crate::codes::common;
use crate::mark::{DEPLOYMENT, GENERATION, Mark, NODE};
use crate::reader::Reader;
use crate::refusal::failing;

/// What stands before a record's name in the name of its mark.
const BEFORE: &str = "_naru.";
/// For how many seconds a record that we write may be kept. Short: a mistake is over soon.
pub(crate) const TTL: i64 = 300;
/// Why none of Route 53's builders can refuse here.
const GIVEN: &str = "all that is required is given";

/// A name as it is read out of Route 53: it ends every name in a dot and escapes what no host's name has
/// (`r53.wildcard_escape`).
pub(crate) fn plain(name: &str) -> String {
    name.trim_end_matches('.').replace("\\052", "*").to_lowercase()
}

/// The name at which the mark of `name` stands.
pub(crate) fn mark_name(name: &str) -> String {
    format!("{BEFORE}{name}")
}

/// The mark as a TXT record.
pub(crate) fn marking(name: &str, mark: &Mark) -> ResourceRecordSet {
    let Mark { deployment, node, generation } = mark;
    let text = format!("\"{DEPLOYMENT}={deployment},{NODE}={node},{GENERATION}={generation}\"");
    values(&mark_name(name), RrType::Txt, TTL, [text])
}

/// The name that a mark is about, and the mark; `None` for any other record.
pub(crate) fn marked(set: &ResourceRecordSet) -> Option<(String, Mark)> {
    let name = plain(set.name()).strip_prefix(BEFORE)?.to_owned();
    if set.r#type() != &RrType::Txt {
        return None;
    }
    let text = set.resource_records().first()?.value().trim_matches('"').to_owned();
    Some((name, Mark::read(text.split(',').filter_map(|tag| tag.split_once('=')))?))
}

/// A record of plain values.
pub(crate) fn values(
    name: &str,
    record: RrType,
    ttl: i64,
    values: impl IntoIterator<Item = String>,
) -> ResourceRecordSet {
    let value = |value: String| ResourceRecord::builder().value(value).build().expect(GIVEN);
    ResourceRecordSet::builder()
        .name(name)
        .r#type(record)
        .ttl(ttl)
        .set_resource_records(Some(values.into_iter().map(value).collect()))
        .build()
        .expect(GIVEN)
}

/// An alias of AWS's: it answers with the target's addresses, also at the top of a zone, and its queries are free.
pub(crate) fn alias(name: &str, record: RrType, target: &OldAlias) -> ResourceRecordSet {
    let to = AliasTarget::builder()
        .dns_name(&target.host)
        .hosted_zone_id(&target.zone)
        .evaluate_target_health(target.evaluates_health);
    ResourceRecordSet::builder()
        .name(name)
        .r#type(record)
        .alias_target(to.build().expect(GIVEN))
        .build()
        .expect(GIVEN)
}

/// A record as a blueprint and a ledger keep it.
pub(crate) fn old(set: &ResourceRecordSet) -> OldRecord {
    OldRecord {
        name: plain(set.name()),
        record: set.r#type().as_str().to_owned(),
        ttl: set.ttl(),
        values: set.resource_records().iter().map(|record| record.value().to_owned()).collect(),
        alias: set.alias_target().map(|alias| OldAlias {
            host: plain(alias.dns_name()),
            zone: alias.hosted_zone_id().to_owned(),
            evaluates_health: alias.evaluate_target_health(),
        }),
    }
}

/// The same record as Route 53 wants it.
pub(crate) fn of_old(old: &OldRecord) -> ResourceRecordSet {
    let record = RrType::from(old.record.as_str());
    match &old.alias {
        Some(target) => alias(&old.name, record, target),
        None => values(&old.name, record, old.ttl.unwrap_or(TTL), old.values.clone()),
    }
}

/// Whether two records are one: names and values are compared as the DNS does. One that is chosen by weight, place or
/// health is never like a plain one.
pub(crate) fn same(one: &ResourceRecordSet, other: &ResourceRecordSet) -> bool {
    let comparable = |set: &ResourceRecordSet| {
        let mut old = old(set);
        // Of an alias the TTL is the target's, and that of a host's value is none of its meaning.
        old.values.iter_mut().for_each(|value| *value = host(value));
        old.values.sort();
        (old, set.set_identifier().map(str::to_owned))
    };
    comparable(one) == comparable(other)
}

/// A value that is a host's name, without the final dot that it may be written with; a text stays as it is.
pub(crate) fn host(value: &str) -> String {
    if value.starts_with('"') { value.to_owned() } else { value.trim_end_matches('.').to_lowercase() }
}

/// The first page of a zone's records from a place on: a name, a type and an identifier, as far as they are given.
/// `None` where there is no such zone.
async fn page(
    aws: &Reader,
    zone: &str,
    from: (Option<String>, Option<RrType>, Option<String>),
) -> Result<Option<ListResourceRecordSetsOutput>, Failure> {
    let (name, record, identifier) = from;
    let listed = aws
        .route53
        .list_resource_record_sets()
        .hosted_zone_id(zone)
        .set_start_record_name(name)
        .set_start_record_type(record)
        .set_start_record_identifier(identifier)
        .send()
        .await;
    match listed.map_err(failing("list the zone's records")) {
        Ok(listed) => Ok(Some(listed)),
        Err(refused) if refused.is(&["NoSuchHostedZone"]) => Ok(None),
        Err(refused) => Err(refused),
    }
}

/// The records at a name, and the page that they begin.
async fn page_at(
    aws: &Reader,
    zone: &str,
    name: &str,
) -> Result<(Vec<ResourceRecordSet>, Option<ListResourceRecordSetsOutput>), Failure> {
    let listed = page(aws, zone, (Some(name.to_owned()), None, None)).await?;
    let sets = listed.iter().flat_map(ListResourceRecordSetsOutput::resource_record_sets);
    let sets = sets.take_while(|set| plain(set.name()) == name).cloned().collect();
    Ok((sets, listed))
}

/// The records at a name; none where there is no such zone.
pub(crate) async fn at(aws: &Reader, zone: &str, name: &str) -> Result<Vec<ResourceRecordSet>, Failure> {
    page_at(aws, zone, name).await.map(|(sets, _)| sets)
}

/// The records at a name, and the mark beside them, which the same list tells unless more names than fit on its page
/// stand in between; none where there is no such zone.
pub(crate) async fn at_with_mark(
    aws: &Reader,
    zone: &str,
    name: &str,
) -> Result<(Vec<ResourceRecordSet>, Option<ResourceRecordSet>), Failure> {
    let (sets, listed) = page_at(aws, zone, name).await?;
    let Some(listed) = listed else { return Ok((sets, None)) };
    let beside = mark_name(name);
    let marks = |set: &ResourceRecordSet| plain(set.name()) == beside && marked(set).is_some();
    let mut marking = listed.resource_record_sets().iter().find(|set| marks(set)).cloned();
    if marking.is_none() && listed.is_truncated {
        marking = at(aws, zone, &beside).await?.into_iter().find(marks);
    }
    Ok((sets, marking))
}

/// Every record of a zone; none where there is no such zone.
pub(crate) async fn all(aws: &Reader, zone: &str) -> Result<Vec<ResourceRecordSet>, Failure> {
    let (mut sets, mut from) = (Vec::new(), (None, None, None));
    while let Some(listed) = page(aws, zone, from).await? {
        sets.extend(listed.resource_record_sets);
        if !listed.is_truncated {
            break;
        }
        from = (listed.next_record_name, listed.next_record_type, listed.next_record_identifier);
    }
    Ok(sets)
}

/// One line of a batch.
pub(crate) fn change(action: ChangeAction, set: ResourceRecordSet) -> Change {
    Change::builder().action(action).resource_record_set(set).build().expect(GIVEN)
}

/// Carries a batch out, as a whole or not at all; the change's id. One that doesn't fit what stands is worth another
/// look: an attempt whose answer was lost may have carried it out, or somebody was quicker.
pub(crate) async fn batch(
    aws: &Aws,
    zone: &str,
    changes: Vec<Change>,
    doing: &str,
) -> Result<Option<String>, Failure> {
    let batch = ChangeBatch::builder().set_changes(Some(changes)).build().expect(GIVEN);
    let change = aws.route53.change_resource_record_sets().hosted_zone_id(zone).change_batch(batch);
    let begun = change.send().await.map_err(failing(doing)).map_err(|refused| {
        let class = if refused.is(&["InvalidChangeBatch"]) { Class::Transient } else { refused.class };
        Failure { class, ..refused }
    })?;
    Ok(begun.change_info().map(|info| info.id().trim_start_matches("/change/").to_owned()))
}

/// What stands where ours should, and may not be replaced.
pub(crate) fn exists(doing: &str, standing: &ResourceRecordSet) -> Failure {
    let old = old(standing);
    let leads_to = old.alias.map_or(old.values.join(" "), |alias| alias.host);
    let said = format!("{} {} {leads_to} stands there already", old.name, old.record);
    Failure::new(Class::Rejected, doing, said).code("naru.record_exists")
}

/// Whether Route 53's servers all know the change. One that AWS has forgotten was long ago (`r53.change_missing`).
pub(crate) async fn settled<S>(
    aws: &Reader,
    change: Option<&str>,
    state: S,
) -> Result<Observation<S>, Failure> {
    let Some(id) = change else { return Ok(Observation::Ready(state)) };
    match aws.route53.get_change().id(id).send().await.map_err(failing("look at the change of the records")) {
        Ok(look) if look.change_info().is_some_and(|info| info.status() == &ChangeStatus::Pending) => {
            Ok(Observation::Waiting(
                Waiting::on(common::Wait::ChangePending).detail(ChangeStatus::Pending.as_str()),
            ))
        }
        Ok(_) => Ok(Observation::Ready(state)),
        Err(refused) if refused.is(&["NoSuchChange"]) => Ok(Observation::Ready(state)),
        Err(refused) => Err(refused),
    }
}

#[cfg(test)]
mod tests {
    use naru_engine::NodeName;

    use super::*;

    fn mark() -> Mark {
        let node = NodeName::new("alias-site").expect("a name");
        Mark { deployment: "k3v9x0q2m4ab".into(), node, generation: 2 }
    }

    #[test]
    fn a_mark_comes_back_from_its_record() {
        let set = marking("www.example.com", &mark());
        assert_eq!(set.name(), "_naru.www.example.com");
        assert_eq!(
            set.resource_records()[0].value(),
            "\"naru:deployment=k3v9x0q2m4ab,naru:node=alias-site,naru:generation=2\""
        );
        let listed = ResourceRecordSet::builder().name("_naru.www.example.com.").r#type(RrType::Txt);
        let listed = listed.set_resource_records(set.resource_records.clone()).build().expect(GIVEN);
        assert_eq!(marked(&listed), Some(("www.example.com".to_owned(), mark())));
        let foreign = values("_naru.example.com", RrType::Txt, 60, ["\"v=spf1 -all\"".to_owned()]);
        assert_eq!(marked(&foreign), None);
        assert_eq!(marked(&values("_dmarc.example.com", RrType::Txt, 60, [mark().name()])), None);
    }

    #[test]
    fn r53_wildcard_escape() {
        assert_eq!(plain("\\052.Example.com."), "*.example.com");
        assert_eq!(plain("example.com"), "example.com");
    }

    #[test]
    fn records_are_the_same_as_the_dns_has_it() {
        let cname = |name: &str, value: &str| values(name, RrType::Cname, 300, [value.to_owned()]);
        assert!(same(&cname("a.example.com", "b.example.com"), &cname("a.example.com.", "B.example.com.")));
        assert!(!same(&cname("a.example.com", "b.example.com"), &cname("a.example.com", "c.example.com")));
        let text = |value: &str| values("a.example.com", RrType::Txt, 300, [value.to_owned()]);
        assert!(!same(&text("\"Ends in a dot.\""), &text("\"Ends in a dot\"")));
        let weighted = ResourceRecordSet::builder().name("a.example.com").r#type(RrType::Cname);
        let weighted = weighted.ttl(300).set_identifier("blue").weight(1);
        let weighted = weighted.resource_records(cname("a", "b.example.com").resource_records()[0].clone());
        assert!(!same(&weighted.build().expect(GIVEN), &cname("a.example.com", "b.example.com")));
    }

    #[test]
    fn an_old_record_comes_back_as_it_was() {
        let target = OldAlias { host: "d1.cloudfront.net".into(), zone: "Z2".into(), evaluates_health: true };
        for set in [
            alias("example.com", RrType::A, &target),
            values("www.example.com", RrType::Cname, 60, ["elsewhere.example.net".to_owned()]),
        ] {
            assert_eq!(of_old(&old(&set)), set);
        }
    }
}
