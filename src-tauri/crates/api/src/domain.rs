//! What is known of a domain before anything is made, and what its plan has to have consent to.

use naru_aws::blueprint::{Blueprint, DnsHome, Domain};
use naru_aws::domain::{self, Conflict, Taken, Way};
use naru_aws::survey::ZoneFound;
use naru_dns::DomainName;
use naru_engine::Failure;

use crate::connection::Connection;
use crate::contract::{DoctorReport, NameTaken, RecordConflict, ZoneView};
use crate::doctor;
use crate::problem::Problem;

/// A domain in an account, for a deployment.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The account.
    pub connection: &'a Connection,
    /// The deployment's id: what is its own is no conflict.
    pub deployment: &'a str,
    /// The domain.
    pub domain: &'a Domain,
    /// Whether there is a back-end.
    pub backend: bool,
}

/// What stands in the way at a domain's names.
#[derive(Debug, Default)]
pub struct Standing {
    /// Records that lead elsewhere.
    pub conflicts: Vec<RecordConflict>,
    /// Names that another distribution has.
    pub taken: Vec<NameTaken>,
}

impl Case<'_> {
    /// The back-end's own name.
    pub fn api_name(&self) -> Option<String> {
        self.domain.api_name().filter(|_| self.backend)
    }

    /// The doctor's report, with the zone that the records go into.
    pub async fn doctor(&self, zone: Option<(&str, &[String])>) -> DoctorReport {
        let zone = zone.and_then(|(name, servers)| Some((DomainName::parse(name).ok()?, servers)));
        let zone = zone.as_ref().map(|(name, servers)| (name, *servers));
        doctor::examine(self.connection.aws.dns.as_ref(), self.domain, zone).await
    }

    /// What stands at the domain's names, in a zone where there is one.
    pub async fn standing(&self, zone: Option<&str>) -> Result<Standing, Failure> {
        let aws = self.connection.aws.as_ref();
        let (site, api) = (self.domain.site_names(), self.api_name());
        let names: Vec<String> = site.iter().cloned().chain(api.clone()).collect();
        let conflicts = async {
            match zone {
                Some(zone) => domain::conflicts(aws, zone, &names, self.deployment).await,
                None => Ok(Vec::new()),
            }
        };
        let (conflicts, taken) = tokio::try_join!(conflicts, domain::taken(aws, &site, self.deployment))?;
        let conflict = |Conflict { name, old, way }| RecordConflict {
            new: if api.as_ref() == Some(&name) { "load_balancer" } else { "cloudfront" }.to_owned(),
            name,
            record: old.record.clone(),
            old: old.alias.iter().map(|alias| alias.host.clone()).chain(old.values.clone()).collect(),
            agreed: way != Way::Routed && self.domain.replace.contains(&old),
            way: match way {
                Way::Stands => "stands",
                Way::Covers => "covers",
                Way::Routed => "routed",
            }
            .to_owned(),
            as_old: old,
        };
        let held = |Taken { name, distribution, leads_to, answers, record }| NameTaken {
            name,
            distribution,
            leads_to,
            answers,
            record,
        };
        Ok(Standing {
            conflicts: conflicts.into_iter().map(conflict).collect(),
            taken: taken.into_iter().map(held).collect(),
        })
    }

    /// What is worth knowing of a plan with this domain, as codes.
    ///
    /// Refuses what needs consent or a way out first: `record_exists` (`field`, `name`, `record`, `old`, `new`, and
    /// `replace` with all that has to be agreed to, as a blueprint has it), `record_routed` (`name`, `record`), `name_taken` (`name`, `distribution`),
    /// `name_led_elsewhere` (`name`, `leads_to`, and `record` where it is in a zone of the account's).
    pub async fn notes(&self, zone: Option<&ZoneFound>) -> Result<Vec<String>, Problem> {
        let examined = self.doctor(zone.map(|zone| (zone.name.as_str(), zone.servers.as_slice())));
        let (standing, examined) = tokio::join!(self.standing(zone.map(|zone| zone.id.as_str())), examined);
        let standing = standing?;
        if let Some(problem) = standing.refused() {
            return Err(problem);
        }
        let notes = [
            ("name_servers_wrong", zone.is_some() && !examined.well),
            ("zone_will_be_made", zone.is_none() && self.domain.dns == DnsHome::Route53),
            ("records_elsewhere", self.domain.dns == DnsHome::Elsewhere),
            ("records_replaced", !standing.conflicts.is_empty()),
        ];
        Ok(notes.into_iter().filter(|(_, is_so)| *is_so).map(|(code, _)| code.to_owned()).collect())
    }
}

impl Standing {
    /// Why nothing may be made as it stands.
    fn refused(&self) -> Option<Problem> {
        if let Some(NameTaken { name, distribution, leads_to, answers, record }) = self.taken.first() {
            let problem = if let Some(id) = distribution.as_ref().filter(|_| *answers) {
                let said = format!("the distribution {id} of this account has {name}");
                Problem::new("name_taken").with("distribution", id).saying(said)
            } else {
                let host = leads_to.clone().unwrap_or_default();
                let said = format!("{name} leads to {host}, which is another distribution");
                let problem = Problem::new("name_led_elsewhere").with("leads_to", host).saying(said);
                match record {
                    Some(record) => problem.with("record", record),
                    None => problem,
                }
            };
            return Some(problem.with("name", name));
        }
        if let Some(routed) = self.conflicts.iter().find(|conflict| conflict.way == "routed") {
            let said = format!("{} has several records {} that are chosen among", routed.name, routed.record);
            let problem = Problem::new("record_routed").with("name", &routed.name);
            return Some(problem.with("record", &routed.record).saying(said));
        }
        let open: Vec<_> = self.conflicts.iter().filter(|conflict| !conflict.agreed).collect();
        let first = open.first()?;
        let old = first.old.join(", ");
        let wanted: Vec<_> = open.iter().map(|conflict| &conflict.as_old).collect();
        let said = format!("{} has a record {} with {old}", first.name, first.record);
        Some(
            Problem::new("record_exists")
                .with("field", "domain.replace")
                .with("name", &first.name)
                .with("record", &first.record)
                .with("old", old)
                .with("new", &first.new)
                .with("replace", serde_json::to_string(&wanted).unwrap_or_default())
                .saying(said),
        )
    }
}

/// A zone as it crosses.
pub fn zone_view(zone: &naru_aws::zones::Zone) -> ZoneView {
    ZoneView {
        id: zone.id.clone(),
        name: people_read(&zone.name),
        records: zone.records,
        servers: zone.servers.clone(),
        live: zone.live,
        ours: zone.ours.is_some(),
    }
}

/// A name as people read it.
pub fn people_read(name: &str) -> String {
    DomainName::parse(name).map_or_else(|_| name.to_owned(), |name| name.unicode())
}

/// The domain of a blueprint, with whether there is a back-end.
pub fn of(blueprint: &Blueprint) -> Option<(&Domain, bool)> {
    Some((blueprint.domain.as_ref()?, blueprint.backend.is_some()))
}
