//! From a blueprint and a survey to a graph: which nodes there are, and what each should be. Pure.

mod names;

use std::collections::BTreeMap;
use std::path::PathBuf;

use naru_engine::{Graph, GraphError, Node, Reference};

use crate::blueprint::{Backend, Blueprint};
use crate::boot::{ParameterPath, Source};
use crate::kinds::bucket::{self, Bucket};
use crate::kinds::bucket_policy::{self, BucketPolicy};
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
use crate::survey::Survey;
use names::Names;

/// The port on which nginx stands in front of the app.
const NGINX_PORT: u16 = 80;

/// The port on which the load balancer answers to the back-end's own name.
const HTTPS_PORT: u16 = 443;

/// The size of an instance's root volume in GiB: Ubuntu, Docker and a student's image fit in, and it is within the
/// free tier.
const DISK_GIB: u16 = 12;

/// The paths that go to the back-end where there is a front-end too.
const API_PATHS: &str = "/api/*";

/// What is known of the built folder at the moment of planning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFacts {
    /// The folder that is uploaded.
    pub folder: PathBuf,
    /// The digest of what is in it.
    pub digest: String,
    /// How its addresses map to files.
    pub routing: function::Routing,
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
    let (api, balancer) = back.unzip();
    if api.is_some() || site.is_some() {
        let comment = format!("naru-{} {}", order.deployment, ascii(&order.blueprint.name));
        let spec = distribution::Spec {
            site: site.as_ref().map(|(origin, _)| origin.clone()),
            api,
            comment,
            aliases: names.as_ref().map(Names::site).unwrap_or_default(),
            certificate: names.as_ref().map(|names| Reference::ready(&names.cdn)),
        };
        let distribution = nodes.add::<Distribution>("cdn", &spec)?;
        if let Some(names) = &names {
            names.records(&mut nodes, order, &distribution, balancer.as_ref())?;
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
        let function = self.add::<Function>("paths", &function::Spec { routing: site.routing, redirect })?;
        Ok(distribution::Site {
            bucket: Reference::exists(&bucket),
            access: Reference::exists(&access),
            function: Some(Reference::exists(&function)),
        })
    }

    /// The back-end as CloudFront reaches it, and its load balancer.
    fn backend(
        &mut self,
        order: &Order<'_>,
        backend: &Backend,
        names: Option<&Names<'_>>,
    ) -> Result<(distribution::Api, Node), GraphError> {
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
            Some(_) => [NGINX_PORT, HTTPS_PORT].map(|port| Ingress { port, from: open() }).into(),
            None if listed => vec![Ingress { port: NGINX_PORT, from: security_group::Source::CloudFront }],
            None => vec![Ingress { port: NGINX_PORT, from: open() }],
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
        let role =
            self.add::<Role>("role", &role::Spec { reads: env_path.as_ref().map(ToString::to_string) })?;
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
            source: backend.image.clone().map_or(Source::Sample, Source::Image),
            port: backend.port,
            health_path: backend.health_path.clone(),
            env_path,
        };
        let machine = order.survey.machine.clone().unwrap_or_default();
        let zones = order.survey.zones();
        let balanced: Vec<String> = zones.iter().take(2).cloned().collect();
        let mut instances = Vec::new();
        for at in 0..usize::from(backend.count) {
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
            };
            instances.push(self.add::<Instance>(&format!("instance-{}", at + 1), &spec)?);
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
        let load_balancer = self.add::<LoadBalancer>(
            "alb",
            &load_balancer::Spec { network: network(), group: Reference::exists(&alb_gate), zones: balanced },
        )?;
        self.add::<Listener>(
            "listener",
            &listener::Spec {
                load_balancer: Reference::exists(&load_balancer),
                targets: Reference::exists(&targets),
                port: NGINX_PORT,
                secret: Some(Reference::exists(&secret)),
                otherwise: certificate.map_or(Otherwise::Refuse, |_| Otherwise::Redirect),
            },
        )?;
        if let Some(certificate) = certificate {
            self.add::<HttpsListener>(
                "https",
                &https_listener::Spec {
                    load_balancer: Reference::exists(&load_balancer),
                    targets: Reference::exists(&targets),
                    certificate: Reference::ready(certificate),
                },
            )?;
        }
        let api = distribution::Api {
            load_balancer: Reference::exists(&load_balancer).lets_go(),
            secret: Reference::exists(&secret).lets_go(),
            path: API_PATHS.to_owned(),
        };
        Ok((api, load_balancer))
    }

    /// The parameters that hold the environment's values, and the path below which they lie.
    fn environment(
        &mut self,
        order: &Order<'_>,
        backend: &Backend,
    ) -> Result<(Option<ParameterPath>, Vec<Node>), GraphError> {
        if backend.env.is_empty() {
            return Ok((None, Vec::new()));
        }
        let path = format!("/naru/{}/env", order.deployment);
        let mut parameters = Vec::new();
        for (at, name) in backend.env.iter().enumerate() {
            let name = name.to_string();
            let revision = order.env_revisions.get(&name).copied().unwrap_or_default();
            let spec = parameter::Spec {
                path: format!("{path}/{name}"),
                value: parameter::Value::Secret { name, revision },
            };
            // A variable's name may be longer than a node's, and may have letters that a node's can't.
            parameters.push(self.add::<Parameter>(&format!("env-{}", at + 1), &spec)?);
        }
        Ok((ParameterPath::parse(&path).ok(), parameters))
    }
}

/// The ASCII of a text: AWS takes no Hangul in a comment of a distribution's tags.
fn ascii(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || " -_.".contains(*c)).take(60).collect()
}

#[cfg(test)]
mod tests {
    use naru_engine::{Needs, NodeName};

    use super::*;
    use crate::blueprint::Frontend;
    use crate::kinds::network::Subnet;
    use crate::survey::Machine;

    fn survey(listed: bool) -> Survey {
        let subnet = |zone: &str| Subnet { zone: zone.into(), id: format!("subnet-{zone}") };
        Survey {
            region: "ap-northeast-2".into(),
            network: Some(network::State {
                vpc: "vpc-1".into(),
                subnets: ["a", "b", "c"].map(|zone| subnet(&format!("ap-northeast-2{zone}"))).into(),
                cloudfront_list: listed.then(|| "pl-1".to_owned()),
            }),
            machine: Some(Machine {
                instance_type: "t3.micro".into(),
                zones: ["a", "c"].map(|zone| format!("ap-northeast-2{zone}")).into(),
                image_id: "ami-1".into(),
            }),
            zone: None,
        }
    }

    fn graph(blueprint: &Blueprint, survey: &Survey) -> Graph {
        let site =
            SiteFacts { folder: "dist".into(), digest: "d".into(), routing: function::Routing::SinglePage };
        design(&Order {
            deployment: "k3v9x0q2m4ab",
            blueprint,
            survey,
            site: blueprint.frontend.as_ref().map(|_| &site),
            env_revisions: &BTreeMap::new(),
        })
        .expect("a good blueprint makes a good graph")
    }

    fn node<'a>(graph: &'a Graph, name: &str) -> &'a Node {
        graph.node(&NodeName::new(name).expect("a name")).unwrap_or_else(|| panic!("no {name}"))
    }

    #[test]
    fn each_half_can_be_left_out() {
        let both = Blueprint::example();
        let front = Blueprint { backend: None, ..both.clone() };
        let back = Blueprint { frontend: None, ..both.clone() };
        let names = |blueprint: &Blueprint| {
            let graph = graph(blueprint, &survey(true));
            let mut names: Vec<String> = graph.nodes().iter().map(|node| node.name.to_string()).collect();
            names.sort();
            names
        };
        assert_eq!(names(&front), ["bucket", "bucket-policy", "cdn", "oac", "paths", "site"]);
        assert!(names(&back).contains(&"alb".to_owned()) && !names(&back).contains(&"bucket".to_owned()));
        assert_eq!(names(&both).len(), names(&front).len() + names(&back).len() - 1);
    }

    #[test]
    fn a_launch_waits_only_where_something_needs_it() {
        let graph = graph(&Blueprint::example(), &survey(true));
        let ready: Vec<String> = graph
            .nodes()
            .iter()
            .flat_map(|node| {
                let waits = node.edges().into_iter().filter(|edge| edge.needs == Needs::Ready);
                waits.map(|edge| format!("{} waits for {}", node.name, edge.to)).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(ready, ["targets waits for instance-1"]);
    }

    #[test]
    fn instances_are_spread_over_the_two_zones_that_offer_their_type() {
        let mut blueprint = Blueprint::example();
        blueprint.backend.as_mut().expect("there is one").count = 3;
        let graph = graph(&blueprint, &survey(true));
        let zones: Vec<_> =
            (1..=3).map(|at| node(&graph, &format!("instance-{at}")).spec["zone"].clone()).collect();
        assert_eq!(zones, ["ap-northeast-2a", "ap-northeast-2c", "ap-northeast-2a"]);
    }

    #[test]
    fn without_cloudfronts_list_port_80_is_open() {
        let open = graph(&Blueprint::example(), &survey(false));
        assert_eq!(node(&open, "alb-gate").spec["ingress"][0]["from"], "anywhere");
        let closed = graph(&Blueprint::example(), &survey(true));
        assert_eq!(node(&closed, "alb-gate").spec["ingress"][0]["from"], "cloud_front");
    }

    #[test]
    fn no_value_of_the_environment_is_in_a_spec() {
        let blueprint =
            Blueprint { frontend: Some(Frontend { folder: "dist".into() }), ..Blueprint::example() };
        let graph = graph(&blueprint, &survey(true));
        let spec = &node(&graph, "env-1").spec;
        assert_eq!(spec["path"], "/naru/k3v9x0q2m4ab/env/DATABASE_URL");
        assert_eq!(spec["value"]["secret"]["revision"], 0);
    }
}
