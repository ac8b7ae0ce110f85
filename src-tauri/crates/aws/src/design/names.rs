//! What a domain of the user's own adds to a graph: its zone, certificates, and the records that lead to the site.

use naru_dns::is_wildcard_of;
use naru_engine::{GraphError, Kind, Node, Reference};

use super::{Door, Nodes, Order};
use crate::blueprint::{DnsHome, Domain, OldRecord, Www};
use crate::cloud::CDN_REGION;
use crate::kinds::alias_record::{self, AliasRecord};
use crate::kinds::certificate::{self, Certificate, Home};
use crate::kinds::function::Redirect;
use crate::kinds::hosted_zone::{self, HostedZone};
use crate::kinds::outside_record::{self, OutsideRecord};
use crate::kinds::validation_record::{self, ValidationRecord};

/// A domain with the certificates for its names.
pub(super) struct Names<'a> {
    domain: &'a Domain,
    /// For CloudFront.
    pub(super) cdn: Node,
    /// For the load balancer, where the back-end has a name of its own.
    pub(super) api: Option<Node>,
}

impl<'a> Names<'a> {
    /// The certificates, which need nothing and are requested first.
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
        Ok(Some(Self { domain, cdn, api }))
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

    /// What proves whose the domain is, and what leads its names to the site.
    pub(super) fn records(
        &self,
        nodes: &mut Nodes,
        order: &Order<'_>,
        distribution: &Node,
        door: Option<&Door>,
    ) -> Result<(), GraphError> {
        match self.domain.dns {
            DnsHome::Route53 => self.in_zone(nodes, order, distribution, door),
            DnsHome::Elsewhere => self.outside(nodes, distribution, door),
        }
    }

    /// Each name with what its node is called, and where it leads.
    fn leads<'n>(
        &self,
        distribution: &'n Node,
        door: Option<&'n Door>,
    ) -> Vec<(&'static str, String, To<'n>)> {
        let mut leads = vec![("site", self.domain.name.to_string(), To::Distribution(distribution))];
        if self.domain.www != Www::None {
            leads.push(("www", self.domain.name.with_label("www"), To::Distribution(distribution)));
        }
        if let (Some(door), Some(_), Some(name)) = (door, &self.api, self.domain.api_name()) {
            leads.push(("api", name, To::LoadBalancer(&door.balancer)));
        }
        leads
    }

    fn in_zone(
        &self,
        nodes: &mut Nodes,
        order: &Order<'_>,
        distribution: &Node,
        door: Option<&Door>,
    ) -> Result<(), GraphError> {
        let found = order.survey.zone.as_ref();
        let zone = nodes.add::<HostedZone>(
            "zone",
            &hosted_zone::Spec {
                name: found.map_or_else(|| self.domain.name.to_string(), |zone| zone.name.clone()),
                // What this deployment made stays what it made.
                id: found.filter(|zone| !zone.ours).map(|zone| zone.id.clone()),
            },
        )?;
        let alb = self.api.iter().filter(|api| api.name != self.cdn.name);
        let certificates = [&self.cdn].into_iter().chain(alb);
        nodes.add::<ValidationRecord>(
            "cert-record",
            &validation_record::Spec {
                name: self.domain.name.to_string(),
                zone: Reference::exists(&zone),
                certificates: certificates.map(|node| Reference::exists(node).lets_go()).collect(),
            },
        )?;
        for (purpose, name, to) in self.leads(distribution, door) {
            let replaces: Vec<OldRecord> =
                self.domain.replace.iter().filter(|old| old.name == name).cloned().collect();
            // What leads somewhere today leads to us once we answer.
            let covered = self.domain.replace.iter().any(|old| is_wildcard_of(&old.name, &name));
            let ready = covered || !replaces.is_empty();
            let (target, once) = match to {
                To::Distribution(node) => (alias_record::Target::Distribution(needed(node, ready)), None),
                To::LoadBalancer(node) => {
                    let https = door.and_then(|door| door.https.as_ref()).filter(|_| ready);
                    let once = https.map(|https| Reference::ready(https).lets_go());
                    (alias_record::Target::LoadBalancer(needed(node, ready)), once)
                }
            };
            let spec = alias_record::Spec { zone: Reference::exists(&zone), name, target, replaces, once };
            nodes.add::<AliasRecord>(&format!("alias-{purpose}"), &spec)?;
        }
        Ok(())
    }

    fn outside(&self, nodes: &mut Nodes, distribution: &Node, door: Option<&Door>) -> Result<(), GraphError> {
        let proof = outside_record::Spec {
            name: self.domain.name.to_string(),
            target: outside_record::Target::Certificate(Reference::exists(&self.cdn).lets_go()),
        };
        nodes.add::<OutsideRecord>("outside-cert", &proof)?;
        for (purpose, name, to) in self.leads(distribution, door) {
            let target = match to {
                To::Distribution(node) => {
                    outside_record::Target::Distribution(Reference::exists(node).lets_go())
                }
                To::LoadBalancer(node) => {
                    outside_record::Target::LoadBalancer(Reference::exists(node).lets_go())
                }
            };
            nodes.add::<OutsideRecord>(
                &format!("outside-{purpose}"),
                &outside_record::Spec { name, target },
            )?;
        }
        Ok(())
    }
}

/// Where a name leads.
enum To<'n> {
    Distribution(&'n Node),
    LoadBalancer(&'n Node),
}

fn needed<K: Kind>(node: &Node, ready: bool) -> Reference<K> {
    if ready { Reference::ready(node) } else { Reference::exists(node) }
}
