//! The public hosted zones of the account and their records, as Route 53 lists them and the public DNS asks them.

use std::collections::BTreeMap;

use aws_sdk_route53::types::{
    DelegationSet, HostedZone, ResourceRecordSet, ResourceTagSet, RrType, TagResourceType,
};
use futures::{StreamExt, TryStreamExt, stream};
use naru_dns::{Dns, DomainName, Question, RecordType, Whom};
use naru_engine::Failure;

use crate::mark::Mark;
use crate::reader::Reader;
use crate::record;
use crate::refusal::failing;

/// How many ids one call for tags takes.
const IDS_A_CALL: usize = 10;
/// How many zones are looked at side by side: Route 53 takes 10 requests a second (`r53.throttle`).
const SIDE_BY_SIDE: usize = 4;

/// A public hosted zone of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Such as `Z0123456789ABC`, without `/hostedzone/` before it.
    pub id: String,
    /// Its name in ASCII, without a final dot.
    pub name: String,
    /// How many records it has, its own NS and SOA among them.
    pub records: i64,
    /// Its name servers.
    pub servers: Vec<String>,
    /// Whose it is, where Naru made it.
    pub ours: Option<Mark>,
    /// Whether the servers that are registered for the name are this zone's; `None` where nobody could be asked.
    pub live: Option<bool>,
}

/// Every public hosted zone of the account.
pub async fn zones(aws: &Reader) -> Result<Vec<Zone>, Failure> {
    whole(aws, public_zones(aws).await?).await
}

/// The zones that a name can stand in: those of the longest name that it lies within, the live one first, and of two
/// that are alike the one with more in it.
pub fn propose<'a>(zones: &'a [Zone], name: &DomainName) -> Vec<&'a Zone> {
    let mut fitting = name.zones(zones, |zone| &zone.name);
    fitting.sort_by_key(|zone| (zone.live != Some(true), std::cmp::Reverse(zone.records)));
    fitting
}

/// Whether the servers that are registered for a name are among these; `None` where nobody could be asked.
pub(crate) async fn live(dns: &dyn Dns, name: &str, servers: &[String]) -> Option<bool> {
    let answer = dns.ask(&Question::new(name, RecordType::Ns, Whom::Parent)).await.ok()?;
    Some(answer.records.iter().any(|record| servers.contains(&record.value)))
}

/// The zones that a record's name stands in, by the longest suffix; whether they are live is asked only of several.
pub(crate) async fn holding(aws: &Reader, name: &str) -> Result<Vec<Zone>, Failure> {
    holding_among(aws, &public_zones(aws).await?, name).await
}

/// The same among zones that were listed already.
pub(crate) async fn holding_among(
    aws: &Reader,
    listed: &[HostedZone],
    name: &str,
) -> Result<Vec<Zone>, Failure> {
    let within = |zone: &HostedZone| {
        let zone = record::plain(zone.name());
        name.strip_suffix(&zone).filter(|rest| rest.is_empty() || rest.ends_with('.')).map(|_| zone.len())
    };
    let longest = listed.iter().filter_map(within).max();
    let fitting: Vec<_> =
        listed.iter().filter(|zone| longest.is_some() && within(zone) == longest).cloned().collect();
    match &fitting[..] {
        [_, _, ..] => whole(aws, fitting).await,
        _ => stream::iter(fitting).then(|zone| with_servers(aws, zone, None)).try_collect().await,
    }
}

/// Zones with all that is known of them.
async fn whole(aws: &Reader, zones: Vec<HostedZone>) -> Result<Vec<Zone>, Failure> {
    let marks = marks(aws, &zones).await?;
    let looks = zones.into_iter().map(|zone| async {
        let mark = marks.get(id_of(&zone)).cloned();
        let mut zone = with_servers(aws, zone, mark).await?;
        zone.live = live(aws.dns.as_ref(), &zone.name, &zone.servers).await;
        Ok(zone)
    });
    stream::iter(looks).buffered(SIDE_BY_SIDE).try_collect().await
}

/// A zone with its name servers, which the list doesn't tell.
async fn with_servers(aws: &Reader, zone: HostedZone, ours: Option<Mark>) -> Result<Zone, Failure> {
    let found = aws.route53.get_hosted_zone().id(id_of(&zone)).send().await;
    let found = found.map_err(failing("look at the hosted zone"))?;
    Ok(Zone {
        id: id_of(&zone).to_owned(),
        name: record::plain(zone.name()),
        records: zone.resource_record_set_count().unwrap_or_default(),
        servers: found.delegation_set().map(servers).unwrap_or_default(),
        ours,
        live: None,
    })
}

/// The account's public hosted zones, as Route 53 lists them.
pub(crate) async fn public_zones(aws: &Reader) -> Result<Vec<HostedZone>, Failure> {
    let mut pages = aws.route53.list_hosted_zones().into_paginator().send();
    let mut zones = Vec::new();
    while let Some(page) = pages.next().await {
        zones.extend(page.map_err(failing("list the hosted zones"))?.hosted_zones);
    }
    zones.retain(|zone| !zone.config().is_some_and(aws_sdk_route53::types::HostedZoneConfig::private_zone));
    Ok(zones)
}

/// Whose zones are, by id: by their tags, and by the name that they were asked for by, which nobody can change.
pub(crate) async fn marks(aws: &Reader, zones: &[HostedZone]) -> Result<BTreeMap<String, Mark>, Failure> {
    let asked = |zone: &HostedZone| Some((id_of(zone).to_owned(), Mark::of_name(zone.caller_reference())?));
    let mut marks: BTreeMap<_, _> = zones.iter().filter_map(asked).collect();
    for zones in zones.chunks(IDS_A_CALL) {
        let ids = zones.iter().map(|zone| id_of(zone).to_owned()).collect();
        let listed = aws
            .route53
            .list_tags_for_resources()
            .resource_type(TagResourceType::Hostedzone)
            .set_resource_ids(Some(ids))
            .send()
            .await
            .map_err(failing("read the marks of the hosted zones"))?;
        marks.extend(listed.resource_tag_sets().iter().filter_map(|tagged| {
            let id = tagged.resource_id()?.trim_start_matches("/hostedzone/").to_owned();
            Some((id, read(tagged)?))
        }));
    }
    Ok(marks)
}

fn read(tagged: &ResourceTagSet) -> Option<Mark> {
    Mark::read(tagged.tags().iter().filter_map(|tag| Some((tag.key()?, tag.value()?))))
}

/// A zone's id as it stands in addresses and tags.
pub(crate) fn id_of(zone: &HostedZone) -> &str {
    zone.id().trim_start_matches("/hostedzone/")
}

/// A zone's name servers.
pub(crate) fn servers(set: &DelegationSet) -> Vec<String> {
    set.name_servers().iter().map(|server| record::plain(server)).collect()
}

/// Whether a record says where its name leads.
pub(crate) fn leads(set: &ResourceRecordSet) -> bool {
    matches!(set.r#type(), RrType::A | RrType::Aaaa | RrType::Cname)
}

/// Every record of the account's public zones, with its zone's id and whose it is.
pub(crate) async fn records(aws: &Reader) -> Result<Vec<(String, ResourceRecordSet, Option<Mark>)>, Failure> {
    let mut records = Vec::new();
    for zone in public_zones(aws).await? {
        let sets = record::all(aws, id_of(&zone)).await?;
        let marks: BTreeMap<_, _> = sets.iter().filter_map(record::marked).collect();
        records.extend(sets.into_iter().map(|set| {
            let mark = marks.get(&record::plain(set.name())).cloned();
            (id_of(&zone).to_owned(), set, mark)
        }));
    }
    Ok(records)
}

/// A zone's records in Route 53's console.
pub(crate) fn console(zone: &str) -> String {
    format!("https://us-east-1.console.aws.amazon.com/route53/v2/hostedzones#ListRecordSets/{zone}")
}

/// An AWS CLI line that shows the records at a name.
pub(crate) fn cli(zone: &str, name: &str) -> String {
    format!(
        "aws route53 list-resource-record-sets --hosted-zone-id {zone} \
         --query \"ResourceRecordSets[?Name=='{name}.']\""
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drive::{DOMAIN, Drive};
    use crate::kinds::hosted_zone::{self, HostedZone};

    fn name(text: &str) -> DomainName {
        DomainName::parse(text).expect("a name")
    }

    #[tokio::test(start_paused = true)]
    async fn dns_delegation_of_two_zones_of_one_name_the_live_one_comes_first() {
        let drive = Drive::new();
        let spec = hosted_zone::Spec { name: DOMAIN.into(), id: None };
        let (_, first) = drive.have(&HostedZone, "first", &spec).await;
        let (_, second) = drive.have(&HostedZone, "second", &spec).await;
        drive.practice.set_registrar(DOMAIN, &second.servers);
        drive.sleep(600).await;
        let all = zones(&drive.reader()).await.expect("a list");
        let proposed =
            |text: &str| propose(&all, &name(text)).into_iter().map(|zone| &zone.id).collect::<Vec<_>>();
        assert_eq!(proposed(DOMAIN), [&second.id, &first.id]);
        assert_eq!(proposed("app.naru.kr"), [&second.id, &first.id]);
        assert_eq!(proposed("mynaru.kr"), Vec::<&String>::new());
        let live: Vec<_> = propose(&all, &name(DOMAIN)).iter().map(|zone| zone.live).collect();
        assert_eq!(live, [Some(true), Some(false)]);
        assert!(
            all.iter().any(|zone| zone.name == "practice.example" && zone.ours.is_none() && zone.records > 2)
        );
    }
}
