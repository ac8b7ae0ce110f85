//! What is known of a domain before anything is made, and what its plan has to have consent to.

use naru_aws::blueprint::{Blueprint, DnsHome, Domain};
use naru_aws::domain::{self, Conflict, Taken, Way};
use naru_aws::resource::ZoneFound;
use naru_dns::DomainName;
use naru_engine::Failure;

use crate::connection::Connection;
use crate::contract::{
    ConflictWay, DoctorReport, LeadsTo, NameTaken, NoteCode, ProblemCode, RecordConflict, RecordExists,
    ZoneView,
};
use crate::doctor;
use crate::problem::Problem;

/// A domain in an account, for a deployment.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The account.
    pub connection: &'a Connection,
    /// The deployment's id: what is its own is no conflict.
    pub deployment: &'a str,
    /// Name, home of the DNS and what becomes of `www.`, as the blueprint has it.
    pub domain: &'a Domain,
    /// Whether there is a back-end.
    pub backend: bool,
}

/// What stands in the way at a domain's names.
#[derive(Debug, Default)]
pub struct Obstacles {
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
        doctor::examine(self.connection.reader.dns.as_ref(), self.domain, zone).await
    }

    /// What stands at the domain's names, in a zone where there is one.
    pub async fn obstacles(&self, zone: Option<&str>) -> Result<Obstacles, Failure> {
        let aws = self.connection.reader.as_ref();
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
            new: if api.as_ref() == Some(&name) { LeadsTo::LoadBalancer } else { LeadsTo::Cloudfront },
            name,
            record: old.record.clone(),
            old: old.alias.iter().map(|alias| alias.host.clone()).chain(old.values.clone()).collect(),
            agreed: way != Way::Routed && self.domain.replace.contains(&old),
            way: way.into(),
            as_old: old,
        };
        let held = |Taken { name, distribution, leads_to, answers, record }| NameTaken {
            name,
            distribution,
            leads_to,
            answers,
            record,
        };
        Ok(Obstacles {
            conflicts: conflicts.into_iter().map(conflict).collect(),
            taken: taken.into_iter().map(held).collect(),
        })
    }

    /// What is worth knowing of a plan with this domain.
    ///
    /// Refuses what needs consent or a way out first: `record_exists`, `record_routed`, `name_taken`,
    /// `name_led_elsewhere`.
    pub async fn notes(&self, zone: Option<&ZoneFound>) -> Result<Vec<NoteCode>, Problem> {
        let examined = self.doctor(zone.map(|zone| (zone.name.as_str(), zone.servers.as_slice())));
        let (standing, examined) = tokio::join!(self.obstacles(zone.map(|zone| zone.id.as_str())), examined);
        let standing = standing?;
        if let Some(problem) = standing.refused() {
            return Err(problem);
        }
        let notes = [
            (NoteCode::NameServersWrong, zone.is_some() && !examined.well),
            (NoteCode::ZoneWillBeMade, zone.is_none() && self.domain.dns == DnsHome::Route53),
            (NoteCode::RecordsElsewhere, self.domain.dns == DnsHome::Elsewhere),
            (NoteCode::RecordsReplaced, !standing.conflicts.is_empty()),
        ];
        Ok(notes.into_iter().filter(|(_, is_so)| *is_so).map(|(code, _)| code).collect())
    }
}

impl Obstacles {
    /// Why nothing may be made as it stands.
    fn refused(&self) -> Option<Problem> {
        if let Some(NameTaken { name, distribution, leads_to, answers, record }) = self.taken.first() {
            let name = name.clone();
            return Some(if let Some(id) = distribution.clone().filter(|_| *answers) {
                let said = format!("the distribution {id} of this account has {name}");
                Problem::new(ProblemCode::NameTaken { name, distribution: id }).saying(said)
            } else {
                let (leads_to, record) = (leads_to.clone(), record.clone());
                let host = leads_to.as_deref().unwrap_or_default();
                let said = format!("{name} leads to {host}, which is another distribution");
                Problem::new(ProblemCode::NameLedElsewhere { name, leads_to, record }).saying(said)
            });
        }
        if let Some(routed) = self.conflicts.iter().find(|conflict| conflict.way == ConflictWay::Routed) {
            let (name, record) = (routed.name.clone(), routed.record.clone());
            let said = format!("{name} has several records {record} that are chosen among");
            return Some(Problem::new(ProblemCode::RecordRouted { name, record }).saying(said));
        }
        let open: Vec<_> = self.conflicts.iter().filter(|conflict| !conflict.agreed).collect();
        let first = open.first()?;
        let said = format!("{} has a record {} with {}", first.name, first.record, first.old.join(", "));
        let exists = RecordExists {
            name: first.name.clone(),
            record: first.record.clone(),
            old: first.old.clone(),
            new: first.new,
            replace: open.iter().map(|conflict| conflict.as_old.clone()).collect(),
        };
        Some(Problem::new(ProblemCode::RecordExists(Box::new(exists))).saying(said))
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
