//! Which names of this internet a visitor has a reason to come to.

use std::collections::BTreeSet;

use http::Request;

use super::{Edge, answer, hosts};
use crate::Practice;

impl Practice {
    /// Whether anything stands behind a name or an address at this time, however it answers.
    pub fn leads_somewhere(&self, host: &str) -> bool {
        self.with_world(|world, now| {
            let reached = hosts::reached(world, host, now);
            reached.is_some_and(|reached| hosts::find(world, &reached, now).is_some())
        })
    }

    /// The names and addresses, in small letters, that are this account's own at this time, and that the real web's DNS
    /// leads nowhere or to somebody else: of its distributions, load balancers and instances, those that it asked
    /// certificates for, and those that have records. One that is left open (`*.naru.kr`) is none, nor is one that proves
    /// something (`_x.naru.kr`).
    pub fn names(&self) -> BTreeSet<String> {
        self.with_world(|world, now| {
            let distributions = world.cloudfront.at_work(now).flat_map(|distribution| {
                let aliases =
                    distribution.in_service(now).map(|config| &config.aliases).into_iter().flatten();
                aliases.cloned().chain([distribution.domain_name.clone()])
            });
            let balancers = world.regions().flat_map(|region| region.elbv2.dns_names());
            let instances = world.regions().flat_map(|region| region.ec2.instances.values());
            let instances = instances.filter_map(|instance| instance.public_ip.clone());
            let certificates = world.regions().flat_map(|region| region.acm.names()).map(str::to_owned);
            let zones = world.route53.zones().flat_map(|zone| zone.public(now)).map(|(name, ..)| name);
            let outside = world.registry.names(now).map(str::to_owned);
            let of_aws = distributions.chain(balancers).chain(instances);
            let names = of_aws.chain(certificates).chain(zones).chain(outside);
            names.filter(|name| !name.contains(['*', '_'])).map(|name| name.to_ascii_lowercase()).collect()
        })
    }

    /// The addresses at which sites answer at this time, as a visitor would type them, such as `https://naru.kr`: the
    /// distributions by their own names where they have one that leads to them, then the load balancers and instances
    /// that let visitors in. What answers to CloudFront alone is no site.
    pub fn sites(&self) -> Vec<String> {
        self.with_world(|world, now| {
            let names = world.cloudfront.at_work(now).flat_map(|distribution| {
                let aliases =
                    distribution.in_service(now).map(|config| &config.aliases).into_iter().flatten();
                let aliases: Vec<_> =
                    aliases.filter(|alias| hosts::reached(world, alias, now).is_some()).cloned().collect();
                if aliases.is_empty() { vec![distribution.domain_name.clone()] } else { aliases }
            });
            let balancers = world.regions().flat_map(|region| region.elbv2.dns_names());
            let instances = world.regions().flat_map(|region| region.ec2.instances.values());
            let instances = instances.filter_map(|instance| instance.public_ip.clone());
            let names = names.chain(balancers).chain(instances);
            names
                .filter_map(|name| {
                    let mut ways = ["https", "http"].into_iter().map(|scheme| format!("{scheme}://{name}"));
                    ways.find(|address| {
                        let request = Request::get(format!("{address}/")).body(Vec::new());
                        request
                            .is_ok_and(|request| answer(world, &mut Edge::default(), &request, now).is_ok())
                    })
                })
                .collect()
        })
    }
}
