//! What is known of a domain's names before anything is made: what stands at them, and who has them.

use aws_sdk_route53::types::{HostedZone, ResourceRecordSet};
use naru_dns::{Dns, Question, RecordType, Whom};
use naru_engine::Failure;

use crate::blueprint::OldRecord;
use crate::kinds::distribution;
use crate::reader::Reader;
use crate::record;
use crate::zones::{self, leads};

/// How CloudFront's names end.
const CLOUDFRONT: &str = ".cloudfront.net";

/// A name that another distribution has, or that leads to one: CloudFront gives ours neither
/// (`cf.cname_taken`, `cf.alias_dns_elsewhere`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Such as `www.example.com`, in ASCII and without a final dot.
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

/// What leads these names somewhere in a zone and isn't the deployment's own.
pub async fn conflicts(
    aws: &Reader,
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
pub async fn taken(aws: &Reader, names: &[String], deployment: &str) -> Result<Vec<Taken>, Failure> {
    let (distributions, zones) = tokio::try_join!(distribution::aliases(aws), zones::public_zones(aws))?;
    let mut taken = Vec::new();
    for name in names {
        let record = led(aws, &zones, name).await?;
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

/// The record in one of the account's zones that leads a name to a distribution: its type, and where to. A zone that
/// the public doesn't ask leads nobody.
async fn led(aws: &Reader, zones: &[HostedZone], name: &str) -> Result<Option<(String, String)>, Failure> {
    for zone in
        zones::holding_among(aws, zones, name).await?.into_iter().filter(|zone| zone.live != Some(false))
    {
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

#[cfg(test)]
mod tests {
    use aws_sdk_route53::types::{ChangeAction, RrType};
    use naru_dns::is_wildcard_of;
    use naru_engine::Reference;

    use super::*;
    use crate::drive::{DEPLOYMENT, DOMAIN, Domain, Drive};
    use crate::kinds::hosted_zone::{self, HostedZone as Zone};
    use crate::mark::Mark;

    #[tokio::test(start_paused = true)]
    async fn what_stands_at_a_name_is_a_conflict_unless_it_is_our_own() {
        let drive = Drive::new();
        let spec = hosted_zone::Spec { name: DOMAIN.into(), id: None };
        let (_, zone) = drive.have(&Zone, "zone", &spec).await;
        let theirs = drive.add(&zone.id, DOMAIN, "A", "192.0.2.7").await;
        drive.add(&zone.id, DOMAIN, "TXT", "\"v=spf1 -all\"").await;
        let ours = drive.add(&zone.id, "www.naru.kr", "CNAME", "d1.cloudfront.net").await;
        let mark = record::marking("www.naru.kr", &Mark::of(&drive.context("alias-www")));
        let changes = vec![record::change(ChangeAction::Create, mark)];
        record::batch(&drive.aws(), &zone.id, changes, "mark it").await.expect("marked");
        let names = [DOMAIN, "www.naru.kr", "api.naru.kr"].map(str::to_owned);
        let reader = drive.reader();
        let found = |deployment: &'static str| conflicts(&reader, &zone.id, &names, deployment);
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
        assert!(is_wildcard_of(&wildcard.name, "api.naru.kr"));
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
        let found = taken(&drive.reader(), &names, DEPLOYMENT).await;
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
            taken(&drive.reader(), &names, DEPLOYMENT).await,
            Ok(Vec::new()),
            "our own is in nobody's way"
        );
        assert_eq!(taken(&drive.reader(), &names, "otherdeploy1").await, Ok(vec![own]));
        let zone: hosted_zone::State =
            drive.context("look").get(&Reference::<Zone>::exists(&domain.zone)).expect("a zone");
        assert_eq!(zones::live(drive.aws().dns.as_ref(), DOMAIN, &zone.servers).await, Some(true));
    }
}
