//! From a blueprint and a survey to a graph: which nodes there are, and what each should be. Pure.

mod environment;
mod names;

use std::collections::BTreeMap;
use std::path::PathBuf;

use naru_engine::{Book, Graph, GraphError, Node, Reference};

use crate::blueprint::{AppSource, Backend, Blueprint, DeepLinks};
use crate::boot::{NGINX_PORT, Source};
use crate::burst::Burst;
use crate::kinds::bucket::{self, Bucket};
use crate::kinds::bucket_policy::{self, BucketPolicy};
use crate::kinds::cpu_credits::{self, CpuCredits};
use crate::kinds::distribution::{self, Distribution};
use crate::kinds::function::{self, Function};
use crate::kinds::https_listener::{self, HttpsListener};
use crate::kinds::instance::{self, Instance};
use crate::kinds::instance_profile::{self, InstanceProfile};
use crate::kinds::listener::{self, Listener, Otherwise};
use crate::kinds::load_balancer::{self, LoadBalancer};
use crate::kinds::network::{self, Network};
use crate::kinds::origin_access_control::{self, OriginAccessControl};
use crate::kinds::parameter::{self, Parameter};
use crate::kinds::role::{self, Role};
use crate::kinds::security_group::{self, Ingress, SecurityGroup};
use crate::kinds::site_files::{self, SiteFiles};
use crate::kinds::target_group::{self, TargetGroup};
use crate::site::Routes;
use crate::survey::Survey;
pub use environment::makes_instances_anew;
use names::Names;

/// The port on which the load balancer answers without a name of the back-end's own.
const HTTP_PORT: u16 = 80;

/// The port on which the load balancer answers to the back-end's own name.
const HTTPS_PORT: u16 = 443;

/// The size of an instance's root volume in GiB: Ubuntu, Docker and a student's image fit in, and it is within the
/// free tier.
pub const DISK_GIB: u16 = 12;

/// The paths that go to the back-end where there is a front-end too.
const API_PATHS: &str = "/api/*";

/// What is known of the built folder at the moment of planning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFacts {
    /// The folder that is uploaded.
    pub folder: PathBuf,
    /// Of all paths and contents, in hexadecimal: another one is another site.
    pub digest: String,
    /// Which of its files answer which addresses.
    pub routes: Routes,
}

/// What a graph is designed for.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// The deployment's id.
    pub deployment: &'a str,
    /// What the user wants.
    pub blueprint: &'a Blueprint,
    /// What the account and the region are like.
    pub survey: &'a Survey,
    /// The built folder, where there is a front-end.
    pub site: Option<&'a SiteFacts>,
    /// How often each environment variable was given a value: a higher number is another value.
    pub env_revisions: &'a BTreeMap<String, u32>,
    /// What the ledger knows of the deployment, whose nodes an earlier version may have called otherwise.
    pub book: &'a Book,
}

/// Designs the graph.
pub fn design(order: &Order<'_>) -> Result<Graph, GraphError> {
    let mut nodes = Nodes::default();
    let names = Names::design(&mut nodes, order)?;
    let back = match &order.blueprint.backend {
        Some(backend) => Some(nodes.backend(order, backend, names.as_ref())?),
        None => None,
    };
    let site = match order.site {
        Some(site) => Some((nodes.site(order, site, names.as_ref())?, site)),
        None => None,
    };
    let (mut api, door) = back.unzip();
    if let (Some(api), Some(door), Some(names)) = (&mut api, &door, &names) {
        api.own = names.lead_to(&mut nodes, door)?;
    }
    // With a site, its function leads from one name to the other.
    if let (Some(api), None) = (&mut api, &site)
        && let Some(redirect) = names.as_ref().and_then(Names::redirect)
    {
        let spec = function::Spec { paths: None, redirect: Some(redirect) };
        api.function = Some(Reference::exists(&nodes.add::<Function>("paths", &spec)?));
    }
    if api.is_some() || site.is_some() {
        let comment = comment(order.deployment, &order.blueprint.name);
        let spec = distribution::Spec {
            site: site.as_ref().map(|(origin, _)| origin.clone()),
            api,
            comment,
            aliases: names.as_ref().map(Names::site).unwrap_or_default(),
            certificate: names.as_ref().map(|names| Reference::ready(&names.cdn)),
        };
        let distribution = nodes.add::<Distribution>("cdn", &spec)?;
        if let Some(names) = &names {
            names.records(&mut nodes, &distribution)?;
        }
        if let Some((origin, site)) = site {
            nodes.add::<BucketPolicy>(
                "bucket-policy",
                &bucket_policy::Spec {
                    bucket: origin.bucket.clone(),
                    distribution: Reference::exists(&distribution).lets_go(),
                },
            )?;
            nodes.add::<SiteFiles>(
                "site",
                &site_files::Spec {
                    bucket: origin.bucket,
                    distribution: Reference::exists(&distribution).lets_go(),
                    folder: site.folder.clone(),
                    digest: site.digest.clone(),
                },
            )?;
        }
    }
    Graph::new(nodes.0)
}

/// Where the back-end is reached by itself.
struct Door {
    /// What lets in whoever asks.
    gate: Node,
    balancer: Node,
    /// Its ear for HTTPS, where it has a name of its own.
    https: Option<Node>,
}

#[derive(Default)]
struct Nodes(Vec<Node>);

impl Nodes {
    fn add<K: naru_engine::Kind>(&mut self, name: &str, spec: &K::Spec) -> Result<Node, GraphError> {
        let node = Node::new::<K>(name, spec)?;
        self.0.push(node.clone());
        Ok(node)
    }

    fn site(
        &mut self,
        order: &Order<'_>,
        site: &SiteFacts,
        names: Option<&Names<'_>>,
    ) -> Result<distribution::Site, GraphError> {
        let name = format!("naru-{}-site", order.deployment);
        let bucket = self.add::<Bucket>("bucket", &bucket::Spec { name })?;
        let access = self.add::<OriginAccessControl>("oac", &origin_access_control::Spec {})?;
        let redirect = names.and_then(Names::redirect);
        let alone = order.blueprint.backend.is_none();
        let chosen = order.blueprint.frontend.as_ref().map(|frontend| frontend.deep_links);
        let app = site.routes.app.as_ref().filter(|_| chosen == Some(DeepLinks::ErrorPage));
        let paths = app.is_none().then(|| function::Paths::of(&site.routes, alone));
        let sees_answers = paths.as_ref().is_some_and(function::Paths::sees_answers);
        let error_page = match (app, &site.routes.not_found) {
            (Some(app), _) => Some((app, 200)),
            (None, Some(page)) if alone => Some((page, 404)),
            (None, _) => None,
        };
        let function = if paths.is_some() || redirect.is_some() {
            Some(self.add::<Function>("paths", &function::Spec { paths, redirect })?)
        } else {
            None
        };
        Ok(distribution::Site {
            bucket: Reference::exists(&bucket),
            access: Reference::exists(&access),
            function: function.as_ref().map(Reference::exists),
            sees_answers,
            error_page: error_page
                .map(|(page, status)| distribution::ErrorPage { page: format!("/{page}"), status }),
        })
    }

    /// The back-end as CloudFront reaches it, and its own door.
    fn backend(
        &mut self,
        order: &Order<'_>,
        backend: &Backend,
        names: Option<&Names<'_>>,
    ) -> Result<(distribution::Api, Door), GraphError> {
        let certificate = names.and_then(|names| names.api.as_ref());
        let network = self.add::<Network>(
            "network",
            &network::Spec { create_if_missing: order.blueprint.create_default_vpc },
        )?;
        let network = || Reference::exists(&network);
        // One that is going to be made has AWS's list in its region; an endpoint without the list has it nowhere.
        let listed = order.survey.network.as_ref().is_none_or(|network| network.cloudfront_list.is_some());
        let open = || security_group::Source::Anywhere;
        let ingress = match certificate {
            // At a name of its own the app is asked by everybody.
            Some(_) => [HTTP_PORT, HTTPS_PORT].map(|port| Ingress { port, from: open() }).into(),
            None if listed => vec![Ingress { port: HTTP_PORT, from: security_group::Source::CloudFront }],
            None => vec![Ingress { port: HTTP_PORT, from: open() }],
        };
        let alb_gate = self.add::<SecurityGroup>(
            "alb-gate",
            &security_group::Spec {
                network: network(),
                description: "naru load balancer: requests for the app".to_owned(),
                ingress,
            },
        )?;
        let app_gate = self.add::<SecurityGroup>(
            "app-gate",
            &security_group::Spec {
                network: network(),
                description: "naru instances: HTTP from the load balancer".to_owned(),
                ingress: vec![Ingress {
                    port: NGINX_PORT,
                    from: security_group::Source::Group(Reference::exists(&alb_gate)),
                }],
            },
        )?;
        let (env_path, env) = self.environment(order, backend)?;
        let role = self.add::<Role>("role", &role::Spec::new(env_path.as_ref().map(ToString::to_string)))?;
        let profile = self
            .add::<InstanceProfile>("profile", &instance_profile::Spec { role: Reference::exists(&role) })?;
        let secret = self.add::<Parameter>(
            "origin-secret",
            &parameter::Spec {
                path: format!("/naru/{}/origin-secret", order.deployment),
                value: parameter::Value::Generated,
            },
        )?;
        let app = instance::App {
            source: match &backend.source {
                AppSource::Sample {} => Source::Sample,
                AppSource::Image { image } => Source::Image(image.clone()),
            },
            port: backend.port,
            health_path: backend.health_path.clone(),
            env_path,
        };
        let machine = order.survey.machine.clone().unwrap_or_default();
        let zones = order.survey.zones();
        let balanced: Vec<String> = zones.iter().take(2).cloned().collect();
        let mut instances = Vec::new();
        for at in 0..usize::from(backend.count) {
            let name = format!("instance-{}", at + 1);
            let zone = balanced.get(at % balanced.len().max(1)).cloned().unwrap_or_default();
            // A target outside of the load balancer's zones gets no requests, so no other zone will do.
            let other_zones = balanced.iter().filter(|other| **other != zone).cloned().collect();
            let spec = instance::Spec {
                network: network(),
                group: Reference::exists(&app_gate),
                profile: Reference::exists(&profile),
                instance_type: machine.instance_type.clone(),
                image_id: machine.image_id.clone(),
                disk_gib: DISK_GIB,
                zone,
                other_zones,
                app: app.clone(),
                env: env.iter().map(Reference::exists).collect(),
                variables: environment::variables(order, backend, &name),
            };
            instances.push(self.add::<Instance>(&name, &spec)?);
        }
        let targets = self.add::<TargetGroup>(
            "targets",
            &target_group::Spec {
                network: network(),
                port: NGINX_PORT,
                health_path: backend.health_path.clone(),
                instances: instances.iter().map(|instance| Reference::ready(instance).lets_go()).collect(),
            },
        )?;
        if Burst::of(&machine.instance_type).is_some() {
            self.add::<CpuCredits>(
                "credits",
                &cpu_credits::Spec {
                    instances: instances.iter().map(|node| Reference::exists(node).lets_go()).collect(),
                    targets: Reference::ready(&targets).lets_go(),
                    instance_type: machine.instance_type.clone(),
                    credits: backend.cpu_credits,
                },
            )?;
        }
        let load_balancer = self.add::<LoadBalancer>(
            "alb",
            &load_balancer::Spec { network: network(), group: Reference::exists(&alb_gate), zones: balanced },
        )?;
        self.add::<Listener>(
            "listener",
            &listener::Spec {
                load_balancer: Reference::exists(&load_balancer),
                targets: Reference::exists(&targets),
                port: HTTP_PORT,
                secret: Some(Reference::exists(&secret)),
                otherwise: certificate.map_or(Otherwise::Refuse, |_| Otherwise::Redirect),
            },
        )?;
        let https = match certificate {
            Some(certificate) => Some(self.add::<HttpsListener>(
                "https",
                &https_listener::Spec {
                    load_balancer: Reference::exists(&load_balancer),
                    targets: Reference::exists(&targets),
                    certificate: Reference::ready(certificate),
                },
            )?),
            None => None,
        };
        let api = distribution::Api {
            load_balancer: Reference::exists(&load_balancer).lets_go(),
            secret: Reference::exists(&secret).lets_go(),
            path: API_PATHS.to_owned(),
            function: None,
            own: None,
        };
        Ok((api, Door { gate: alb_gate, balancer: load_balancer, https }))
    }
}

/// What AWS's console shows a distribution as, in ASCII: whose it is, and as much of its name as can be said so. No
/// blank stands where Hangul did.
fn comment(deployment: &str, name: &str) -> String {
    let sayable = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let said: String =
        name.chars().map(|letter| if sayable(letter) { letter } else { ' ' }).take(60).collect();
    let words = said.split_whitespace().map(str::to_owned);
    std::iter::once(format!("naru-{deployment}")).chain(words).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
