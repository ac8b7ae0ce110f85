//! What is known of a domain before anything is made: the zones that fit, what stands at its names, and who has them.

use std::collections::BTreeMap;

use aws_sdk_route53::types::{
    DelegationSet, HostedZone, ResourceRecordSet, ResourceTagSet, RrType, TagResourceType,
};
use futures::{StreamExt, TryStreamExt, stream};
use naru_dns::{Dns, DomainName, Question, RecordType, Whom};
use naru_engine::Failure;

use crate::blueprint::OldRecord;
use crate::cloud::Aws;
use crate::kinds::distribution;
use crate::mark::Mark;
use crate::record;
use crate::refusal::failing;

/// How many ids one call for tags takes.
const IDS_A_CALL: usize = 10;
/// How many zones are looked at side by side: Route 53 takes 10 requests a second (`r53.throttle`).
const SIDE_BY_SIDE: usize = 4;
/// How CloudFront's names end.
const CLOUDFRONT: &str = ".cloudfront.net";

/// A public hosted zone of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its id.
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

/// A name that another distribution has, or that leads to one: CloudFront gives ours neither
/// (`cf.cname_taken`, `cf.alias_dns_elsewhere`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The name.
    pub name: String,
    /// The distribution's id, where it is this account's.
    pub distribution: Option<String>,
    /// What the name leads to, where that tells.
    pub leads_to: Option<String>,
    /// Whether that distribution answers to the name; else a record that leads there stands in the way alone.
    pub answers: bool,
    /// The type of that record, where it is in a zone of this account's.
    pub record: Option<String>,
}

/// Every public hosted zone of the account.
pub async fn zones(aws: &Aws) -> Result<Vec<Zone>, Failure> {
    whole(aws, public_zones(aws).await?).await
}

/// The zones that a name can stand in: those of the longest name that it lies within, the live one first, and of two
/// that are alike the one with more in it.
pub fn propose<'a>(zones: &'a [Zone], name: &DomainName) -> Vec<&'a Zone> {
    let mut fitting = name.zones(zones, |zone| &zone.name);
    fitting.sort_by_key(|zone| (zone.live != Some(true), std::cmp::Reverse(zone.records)));
    fitting
}

/// How a record stands in a name's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// At the name itself: it can be replaced.
    Stands,
    /// As a wildcard over it, while nothing stands at the name itself: it stays, and leads this name no more.
    Covers,
    /// At the name itself, as one of several that are chosen by weight, place or health: those are somebody's design,
    /// which one alias can't take the place of.
    Routed,
}

/// A record that leads a name somewhere else already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The name that is wanted.
    pub name: String,
    /// The record that leads it.
    pub old: OldRecord,
    /// How it does.
    pub way: Way,
}

/// How a record stands in the way of its own name.
fn way(set: &ResourceRecordSet) -> Way {
    if set.set_identifier().is_some() { Way::Routed } else { Way::Stands }
}

/// Whether a record of that name is a wildcard right above `name`.
pub fn covers(record: &str, name: &str) -> bool {
    let above = record.strip_prefix("*.");
    above.is_some_and(|above| name.split_once('.').is_some_and(|(_, parent)| parent == above))
}

/// What leads these names somewhere in a zone and isn't the deployment's own.
pub async fn conflicts(
    aws: &Aws,
    zone: &str,
    names: &[String],
    deployment: &str,
) -> Result<Vec<Conflict>, Failure> {
    let mut conflicts = Vec::new();
    for name in names {
        let marks = record::at(aws, zone, &record::mark_name(name)).await?;
        let mark = marks.iter().find_map(record::marked).map(|(_, mark)| mark);
        if mark.is_some_and(|mark| mark.deployment == deployment) {
            continue;
        }
        let standing = record::at(aws, zone, name).await?;
        let conflict =
            |way: Way, set: &ResourceRecordSet| Conflict { name: name.clone(), old: record::old(set), way };
        conflicts.extend(standing.iter().filter(|set| leads(set)).map(|set| conflict(way(set), set)));
        // A wildcard answers only where the name itself has nothing at all.
        if let (true, Some((_, parent))) = (standing.is_empty(), name.split_once('.')) {
            let above = record::at(aws, zone, &format!("*.{parent}")).await?;
            conflicts.extend(above.iter().filter(|set| leads(set)).map(|set| conflict(Way::Covers, set)));
        }
    }
    Ok(conflicts)
}

/// Which of these names another distribution has, by the account's own list, and which lead to one, by the account's
/// zones and the public DNS. An alias record in somebody else's zone doesn't show.
pub async fn taken(aws: &Aws, names: &[String], deployment: &str) -> Result<Vec<Taken>, Failure> {
    let distributions = distribution::aliases(aws).await?;
    let mut taken = Vec::new();
    for name in names {
        let record = led(aws, name).await?;
        let leads_to = match &record {
            Some((_, host)) => Some(host.clone()),
            None => leads_to(aws.dns.as_ref(), name).await,
        };
        let has = distributions.iter().find(|other| other.aliases.contains(name));
        let led_to = distributions.iter().find(|own| leads_to.as_ref() == Some(&own.domain_name));
        let holder = has.or(led_to);
        let is_led = leads_to.as_ref().is_some_and(|host| host.ends_with(CLOUDFRONT));
        if holder.is_none() && !is_led {
            continue;
        }
        if let Some(holder) = holder {
            let mark = distribution::mark_of(aws, &holder.arn).await?;
            if mark.is_some_and(|mark| mark.deployment == deployment) {
                continue;
            }
        }
        taken.push(Taken {
            name: name.clone(),
            distribution: holder.map(|holder| holder.id.clone()),
            leads_to,
            answers: has.is_some(),
            record: record.map(|(record, _)| record),
        });
    }
    Ok(taken)
}

/// The record in a zone of the account's that leads a name to a distribution: its type, and where to. A zone that the
/// public doesn't ask leads nobody.
async fn led(aws: &Aws, name: &str) -> Result<Option<(String, String)>, Failure> {
    for zone in holding(aws, name).await?.into_iter().filter(|zone| zone.live != Some(false)) {
        for set in record::at(aws, &zone.id, name).await?.iter().filter(|set| leads(set)) {
            let OldRecord { record, values, alias, .. } = record::old(set);
            let hosts = alias.map_or(values, |alias| vec![alias.host]);
            if let Some(host) =
                hosts.iter().map(|host| record::host(host)).find(|host| host.ends_with(CLOUDFRONT))
            {
                return Ok(Some((record, host)));
            }
        }
    }
    Ok(None)
}

/// The host that the DNS says a name is another name of. This is asked while somebody types, so the zone's own servers
/// are: a resolver would remember that the name isn't there.
async fn leads_to(dns: &dyn Dns, name: &str) -> Option<String> {
    let own = naru_dns::own_servers_say(dns, name, RecordType::Cname).await;
    if let Some(answer) = own.into_iter().next() {
        let mut leads = answer.records.into_iter().filter(|record| record.record == RecordType::Cname);
        return leads.next().map(|record| record.value);
    }
    let answer = dns.ask(&Question::new(name, RecordType::Cname, Whom::Public(0))).await.ok()?;
    answer.records.into_iter().map(|record| record.value).next()
}

/// Whether the servers that are registered for a name are among these; `None` where nobody could be asked.
pub(crate) async fn live(dns: &dyn Dns, name: &str, servers: &[String]) -> Option<bool> {
    let answer = dns.ask(&Question::new(name, RecordType::Ns, Whom::Parent)).await.ok()?;
    Some(answer.records.iter().any(|record| servers.contains(&record.value)))
}

/// The zones that a record's name stands in, by the longest suffix; whether they are live is asked only of several.
pub(crate) async fn holding(aws: &Aws, name: &str) -> Result<Vec<Zone>, Failure> {
    let mut fitting = public_zones(aws).await?;
    let within = |zone: &HostedZone| {
        let zone = record::plain(zone.name());
        name.strip_suffix(&zone).filter(|rest| rest.is_empty() || rest.ends_with('.')).map(|_| zone.len())
    };
    let longest = fitting.iter().filter_map(within).max();
    fitting.retain(|zone| longest.is_some() && within(zone) == longest);
    match &fitting[..] {
        [_, _, ..] => whole(aws, fitting).await,
        _ => stream::iter(fitting).then(|zone| told(aws, zone, None)).try_collect().await,
    }
}

/// Zones with all that is known of them.
async fn whole(aws: &Aws, zones: Vec<HostedZone>) -> Result<Vec<Zone>, Failure> {
    let marks = marks(aws, &zones).await?;
    let looks = zones.into_iter().map(|zone| async {
        let mark = marks.get(id_of(&zone)).cloned();
        let mut zone = told(aws, zone, mark).await?;
        zone.live = live(aws.dns.as_ref(), &zone.name, &zone.servers).await;
        Ok(zone)
    });
    stream::iter(looks).buffered(SIDE_BY_SIDE).try_collect().await
}

/// A zone with its name servers, which the list doesn't tell.
async fn told(aws: &Aws, zone: HostedZone, ours: Option<Mark>) -> Result<Zone, Failure> {
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
pub(crate) async fn public_zones(aws: &Aws) -> Result<Vec<HostedZone>, Failure> {
    let mut pages = aws.route53.list_hosted_zones().into_paginator().send();
    let mut zones = Vec::new();
    while let Some(page) = pages.next().await {
        zones.extend(page.map_err(failing("list the hosted zones"))?.hosted_zones);
    }
    zones.retain(|zone| !zone.config().is_some_and(aws_sdk_route53::types::HostedZoneConfig::private_zone));
    Ok(zones)
}

/// Whose zones are, by id: by their tags, and by the name that they were asked for by, which nobody can change.
pub(crate) async fn marks(aws: &Aws, zones: &[HostedZone]) -> Result<BTreeMap<String, Mark>, Failure> {
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
pub(crate) async fn records(aws: &Aws) -> Result<Vec<(String, ResourceRecordSet, Option<Mark>)>, Failure> {
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
    use aws_sdk_route53::types::ChangeAction;
    use naru_engine::Reference;

    use super::*;
    use crate::drive::{DEPLOYMENT, DOMAIN, Domain, Drive};
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
        let all = zones(&drive.aws()).await.expect("a list");
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

    #[tokio::test(start_paused = true)]
    async fn what_stands_at_a_name_is_a_conflict_unless_it_is_our_own() {
        let drive = Drive::new();
        let spec = hosted_zone::Spec { name: DOMAIN.into(), id: None };
        let (_, zone) = drive.have(&HostedZone, "zone", &spec).await;
        let theirs = drive.add(&zone.id, DOMAIN, "A", "192.0.2.7").await;
        drive.add(&zone.id, DOMAIN, "TXT", "\"v=spf1 -all\"").await;
        let ours = drive.add(&zone.id, "www.naru.kr", "CNAME", "d1.cloudfront.net").await;
        let mark = record::marking("www.naru.kr", &Mark::of(&drive.context("alias-www")));
        let changes = vec![record::change(ChangeAction::Create, mark)];
        record::batch(&drive.aws(), &zone.id, changes, "mark it").await.expect("marked");
        let names = [DOMAIN, "www.naru.kr", "api.naru.kr"].map(str::to_owned);
        let aws = drive.aws();
        let found = |deployment: &'static str| conflicts(&aws, &zone.id, &names, deployment);
        let stands =
            |old: &OldRecord| Conflict { name: old.name.clone(), old: old.clone(), way: Way::Stands };
        assert_eq!(found(DEPLOYMENT).await, Ok(vec![stands(&theirs)]));
        assert_eq!(found("otherdeploy1").await, Ok(vec![stands(&theirs), stands(&ours)]));

        let wildcard = drive.add(&zone.id, "*.naru.kr", "CNAME", "old.example.net").await;
        let covered = Conflict { name: "api.naru.kr".into(), old: wildcard.clone(), way: Way::Covers };
        assert_eq!(
            found(DEPLOYMENT).await,
            Ok(vec![stands(&theirs), covered]),
            "what is there isn't covered"
        );
        assert!(covers(&wildcard.name, "api.naru.kr") && !covers(&wildcard.name, "a.api.naru.kr"));
        assert!(!covers(&wildcard.name, "naru.kr"));
    }

    #[test]
    fn one_of_several_that_are_chosen_among_is_no_record_to_replace() {
        let plain = record::values("api.naru.kr", RrType::A, 60, ["192.0.2.7".to_owned()]);
        assert_eq!(way(&plain), Way::Stands);
        let weighted = ResourceRecordSet::builder().name(plain.name()).r#type(RrType::A);
        let weighted = weighted.set_identifier("one").weight(10).build().expect("whole");
        assert_eq!(way(&weighted), Way::Routed);
    }

    #[tokio::test(start_paused = true)]
    async fn cf_alias_dns_elsewhere_is_seen_by_where_the_name_leads() {
        let drive = Drive::new();
        let domain = Domain::requested(&drive).await;
        drive.add(&domain.id, "www.naru.kr", "CNAME", "d0somebodyelse.cloudfront.net").await;
        drive.add(&domain.id, "blog.naru.kr", "CNAME", "blog.example.net").await;
        drive.sleep(120).await;
        let names = [DOMAIN, "www.naru.kr", "blog.naru.kr"].map(str::to_owned);
        let found = taken(&drive.aws(), &names, DEPLOYMENT).await;
        let theirs = Taken {
            name: "www.naru.kr".into(),
            distribution: None,
            leads_to: Some("d0somebodyelse.cloudfront.net".into()),
            answers: false,
            record: Some("CNAME".into()),
        };
        assert_eq!(found, Ok(vec![theirs]));
        let (_, own) = drive.distribution("cdn").await;
        drive.add(&domain.id, "shop.naru.kr", "CNAME", &own.domain_name).await;
        drive.sleep(120).await;
        let names = ["shop.naru.kr".to_owned()];
        let own = Taken {
            name: "shop.naru.kr".into(),
            distribution: Some(own.id),
            leads_to: Some(own.domain_name),
            answers: false,
            record: Some("CNAME".into()),
        };
        assert_eq!(
            taken(&drive.aws(), &names, DEPLOYMENT).await,
            Ok(Vec::new()),
            "our own is in nobody's way"
        );
        assert_eq!(taken(&drive.aws(), &names, "otherdeploy1").await, Ok(vec![own]));
        let zone: hosted_zone::State =
            drive.context("look").get(&Reference::<HostedZone>::exists(&domain.zone)).expect("a zone");
        assert_eq!(live(drive.aws().dns.as_ref(), DOMAIN, &zone.servers).await, Some(true));
    }
}
