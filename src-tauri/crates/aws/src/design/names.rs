//! What a domain of the user's own adds to a graph: its zone, certificates, and the records that lead to the site.

use naru_dns::is_wildcard_of;
use naru_engine::{Book, GraphError, Kind, Needs, Node, NodeName, Record, Reference};

use super::{Door, Nodes, Order};
use crate::blueprint::{DnsHome, Domain, OldRecord, Www};
use crate::cloud::CDN_REGION;
use crate::kinds::alias_record::{self, AliasRecord};
use crate::kinds::certificate::{self, Certificate, Home};
use crate::kinds::distribution;
use crate::kinds::function::Redirect;
use crate::kinds::hosted_zone::{self, HostedZone};
use crate::kinds::outside_record::{self, OutsideRecord};
use crate::kinds::validation_record::{self, ValidationRecord};
use crate::resource::ZoneFound;

/// What the zone's node is called.
const ZONE: &str = "zone";

/// A domain with the certificates for its names.
pub(super) struct Names<'a> {
    domain: &'a Domain,
    /// For CloudFront.
    pub(super) cdn: Node,
    /// For the load balancer, where the back-end has a name of its own.
    pub(super) api: Option<Node>,
    /// The zone of its records; `None` where they are kept elsewhere.
    zone: Option<Node>,
    book: &'a Book,
}

impl<'a> Names<'a> {
    /// The certificates, which need nothing and are requested first, and the zone.
    pub(super) fn design(nodes: &mut Nodes, order: &Order<'a>) -> Result<Option<Self>, GraphError> {
        let Some(domain) = &order.blueprint.domain else { return Ok(None) };
        let certificate = |home| certificate::Spec {
            name: domain.name.to_string(),
            also: vec![domain.name.with_label("*")],
            home,
        };
        let cdn = nodes.add::<Certificate>("cert-cdn", &certificate(Home::CloudFront))?;
        let api = match domain.api_name().filter(|_| order.blueprint.backend.is_some()) {
            None => None,
            Some(_) if order.survey.region == CDN_REGION => Some(cdn.clone()),
            Some(_) => Some(nodes.add::<Certificate>("cert-alb", &certificate(Home::Region))?),
        };
        let found = order.survey.zone.as_ref();
        let zone = hosted_zone::Spec {
            name: found.map_or_else(|| domain.name.to_string(), |zone| zone.name.clone()),
            id: found.and_then(|zone| taken_by_id(order.book, zone)),
        };
        let zone = match domain.dns {
            DnsHome::Route53 => Some(nodes.add::<HostedZone>(ZONE, &zone)?),
            DnsHome::Elsewhere => None,
        };
        Ok(Some(Self { domain, cdn, api, zone, book: order.book }))
    }

    /// The names of the site: the one that answers first.
    pub(super) fn site(&self) -> Vec<String> {
        self.domain.site_names()
    }

    /// Which name of the site leads to which.
    pub(super) fn redirect(&self) -> Option<Redirect> {
        match &self.site()[..] {
            [to, from] => Some(Redirect { from: from.clone(), to: to.clone() }),
            _ => None,
        }
    }

    /// What leads the back-end's own name to its door, and what CloudFront has to wait for before it asks there.
    pub(super) fn lead_to(
        &self,
        nodes: &mut Nodes,
        door: &Door,
    ) -> Result<Option<distribution::OwnHost>, GraphError> {
        let (Some(https), Some(name)) = (&door.https, self.domain.api_name()) else { return Ok(None) };
        let record = self.record(nodes, "api", &name, &To::Door(door, https))?;
        let leads = |home: DnsHome| Some(&record).filter(|_| self.domain.dns == home);
        Ok(Some(distribution::OwnHost {
            name,
            gate: Reference::ready(&door.gate).lets_go(),
            listener: Reference::ready(https).lets_go(),
            alias: leads(DnsHome::Route53).map(|node| Reference::ready(node).lets_go()),
            outside: leads(DnsHome::Elsewhere).map(|node| Reference::ready(node).lets_go()),
        }))
    }

    /// What proves whose the domain is, and what leads its names to the site.
    pub(super) fn records(&self, nodes: &mut Nodes, distribution: &Node) -> Result<(), GraphError> {
        if let Some(zone) = &self.zone {
            let alb = self.api.iter().filter(|api| api.name != self.cdn.name);
            let certificates = [&self.cdn].into_iter().chain(alb);
            let proof = validation_record::Spec {
                name: self.domain.name.to_string(),
                zone: Reference::exists(zone),
                certificates: certificates.map(|node| Reference::exists(node).lets_go()).collect(),
            };
            nodes.add::<ValidationRecord>("cert-record", &proof)?;
        } else {
            let proof = outside_record::Spec {
                name: self.domain.name.to_string(),
                target: outside_record::Target::Certificate(Reference::exists(&self.cdn).lets_go()),
            };
            nodes.add::<OutsideRecord>("outside-cert", &proof)?;
        }
        let to = To::Distribution(distribution);
        self.record(nodes, "site", self.domain.name.as_str(), &to)?;
        if self.domain.www != Www::None {
            self.record(nodes, "www", &self.domain.name.with_label("www"), &to)?;
        }
        Ok(())
    }

    /// What leads a name somewhere: a record of the zone, or one that the user adds elsewhere.
    fn record(&self, nodes: &mut Nodes, purpose: &str, name: &str, to: &To<'_>) -> Result<Node, GraphError> {
        let turned = self.turned(name, to);
        let Some(zone) = &self.zone else {
            let target = match to {
                To::Distribution(node) => {
                    outside_record::Target::Distribution(needed(node, turned).lets_go())
                }
                To::Door(door, _) => {
                    outside_record::Target::LoadBalancer(needed(&door.balancer, turned).lets_go())
                }
            };
            let spec = outside_record::Spec { name: name.to_owned(), target };
            return nodes.add::<OutsideRecord>(&format!("outside-{purpose}"), &spec);
        };
        let replaces: Vec<OldRecord> =
            self.domain.replace.iter().filter(|old| old.name == name).cloned().collect();
        // What leads somewhere today leads to us once we answer.
        let covered = self.domain.replace.iter().any(|old| is_wildcard_of(&old.name, name));
        let ready = covered || turned || !replaces.is_empty();
        let (target, once) = match to {
            To::Distribution(node) => (alias_record::Target::Distribution(needed(node, ready)), None),
            To::Door(door, https) => {
                let once = ready.then(|| Reference::ready(https).lets_go());
                (alias_record::Target::LoadBalancer(needed(&door.balancer, ready)), once)
            }
        };
        let zone = Reference::exists(zone);
        let spec = alias_record::Spec { zone, name: name.to_owned(), target, replaces, once };
        nodes.add::<AliasRecord>(&format!("alias-{purpose}"), &spec)
    }

    /// Whether this deployment leads a name elsewhere until now, or did so when it was last led there. The back-end's own
    /// name may become the site's: CloudFront asks there for what the back-end answers until all of its edges know
    /// better, and would ask itself.
    fn turned(&self, name: &str, to: &To<'_>) -> bool {
        let target = match to {
            To::Distribution(node) => &node.name,
            To::Door(door, _) => &door.balancer.name,
        };
        let leads = |record: &&Record| {
            let (kind, spec) = (record.want.kind.as_str(), &record.want.spec);
            // What is for the certificate proves whose a name is, and leads it nowhere.
            let proves = record.edges().iter().any(|edge| edge.to == self.cdn.name);
            let leads = [AliasRecord::NAME, OutsideRecord::NAME].contains(&kind) && !proves;
            leads && record.status.exists() && spec["name"] == name
        };
        self.book.records().map(|(_, record)| record).filter(leads).any(|record| {
            let edge = record.edges().into_iter().find(|edge| edge.to == *target);
            edge.is_none_or(|edge| edge.needs == Needs::Ready)
        })
    }
}

/// Where a name leads.
enum To<'n> {
    Distribution(&'n Node),
    /// To the back-end's own door, where that node answers over HTTPS.
    Door(&'n Door, &'n Node),
}

/// The id by which a zone that is there is taken: none for the one that the node made or is making, as that stays what
/// it made. One that stayed while the node had another is taken as a zone of the account's: the node's next resource
/// looks for a mark of its own, and would make a second one of that name, with name servers that nobody registered.
fn taken_by_id(book: &Book, found: &ZoneFound) -> Option<String> {
    let by_id = Some(found.id.clone());
    if !found.ours {
        return by_id;
    }
    // Of what nothing is known the mark is looked for.
    let newest = book.newest(&NodeName::new(ZONE).ok()?)?;
    let spec: hosted_zone::Spec = serde_json::from_value(newest.want.spec.clone()).ok()?;
    let id = newest.state.as_ref().and_then(|state| state["id"].as_str());
    let stands = newest.status.may_exist() && spec.name == found.name;
    if stands && id.is_none_or(|id| id == found.id) { spec.id } else { by_id }
}

fn needed<K: Kind>(node: &Node, ready: bool) -> Reference<K> {
    if ready { Reference::ready(node) } else { Reference::exists(node) }
}
