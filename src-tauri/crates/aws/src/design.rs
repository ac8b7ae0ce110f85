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
pub const DISK_GIB: u16 = 12;

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
    let (mut api, door) = back.unzip();
    // With a site, its function leads from one name to the other.
    if let (Some(api), None) = (&mut api, &site)
        && let Some(redirect) = names.as_ref().and_then(Names::redirect)
    {
        let spec = function::Spec { routing: None, redirect: Some(redirect) };
        api.function = Some(Reference::exists(&nodes.add::<Function>("paths", &spec)?));
    }
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
            names.records(&mut nodes, order, &distribution, door.as_ref())?;
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
        let function =
            self.add::<Function>("paths", &function::Spec { routing: Some(site.routing), redirect })?;
        Ok(distribution::Site {
            bucket: Reference::exists(&bucket),
            access: Reference::exists(&access),
            function: Some(Reference::exists(&function)),
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
        };
        Ok((api, Door { balancer: load_balancer, https }))
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
    use crate::blueprint::{ApiName, DnsHome, Domain, Frontend, OldRecord, Www};
    use crate::kinds::network::Subnet;
    use crate::survey::{Machine, ZoneFound};

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

    fn with_domain(domain: Domain) -> Blueprint {
        Blueprint { domain: Some(domain), ..Blueprint::example() }
    }

    fn domain() -> Domain {
        let name = naru_dns::DomainName::parse("naru.kr").expect("a name");
        Domain {
            name,
            dns: DnsHome::Route53,
            zone: None,
            www: Www::ToApex,
            api: ApiName::OwnHost,
            replace: Vec::new(),
        }
    }

    /// The nodes that a blueprint has and another one has not.
    fn beyond(blueprint: &Blueprint, other: &Blueprint, survey: &Survey) -> Vec<String> {
        let (of, without) = (graph(blueprint, survey), graph(other, survey));
        let mut names: Vec<_> = of
            .nodes()
            .iter()
            .filter(|node| without.node(&node.name).is_none())
            .map(|node| node.name.to_string())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_domain_adds_its_own_nodes_and_replaces_nothing() {
        let (plain, survey) = (Blueprint::example(), survey(true));
        let with = with_domain(domain());
        assert_eq!(
            beyond(&with, &plain, &survey),
            ["alias-api", "alias-site", "alias-www", "cert-alb", "cert-cdn", "cert-record", "https", "zone"]
        );
        let graph = graph(&with, &survey);
        for node in self::graph(&plain, &survey).nodes() {
            let kind = crate::kinds::kind(&node.kind).expect("a kind");
            let change = kind.change(&node.spec, &self::node(&graph, node.name.as_str()).spec);
            assert!(!matches!(change, naru_engine::Change::Replace(_)), "{}: {change:?}", node.name);
        }
        let spec = |name: &str| node(&graph, name).spec.clone();
        assert_eq!(spec("cdn")["aliases"], serde_json::json!(["naru.kr", "www.naru.kr"]));
        assert_eq!(spec("paths")["redirect"], serde_json::json!({ "from": "www.naru.kr", "to": "naru.kr" }));
        assert_eq!(spec("listener")["otherwise"], "redirect");
        let ports: Vec<_> = spec("alb-gate")["ingress"].as_array().expect("a list").clone();
        assert_eq!(ports.iter().map(|port| port["from"].clone()).collect::<Vec<_>>(), ["anywhere"; 2]);
        assert_eq!(ports.iter().map(|port| port["port"].clone()).collect::<Vec<_>>(), [80, 443]);
        assert_eq!(spec("zone"), serde_json::json!({ "name": "naru.kr", "id": null }));
    }

    #[test]
    fn a_back_end_alone_has_a_function_only_where_one_name_leads_to_another() {
        let alone = |www| Blueprint { frontend: None, ..with_domain(Domain { www, ..domain() }) };
        let graph = graph(&alone(Www::ToWww), &survey(true));
        let spec = node(&graph, "paths").spec.clone();
        assert_eq!(spec, serde_json::json!({ "redirect": { "from": "naru.kr", "to": "www.naru.kr" } }));
        let graph = self::graph(&alone(Www::None), &survey(true));
        assert!(!graph.nodes().iter().any(|node| node.name.as_str() == "paths"));
    }

    #[test]
    fn the_certificates_are_requested_first_and_only_what_shows_them_waits() {
        let graph = graph(&with_domain(domain()), &survey(true));
        assert_eq!(node(&graph, "cert-cdn").edges(), []);
        assert_eq!(node(&graph, "cert-alb").edges(), []);
        let waiting = graph.nodes().iter().flat_map(|node| {
            let waits = node.edges().into_iter().filter(|edge| edge.needs == Needs::Ready);
            waits.map(|edge| format!("{} waits for {}", node.name, edge.to)).collect::<Vec<_>>()
        });
        let mut waiting: Vec<_> = waiting.collect();
        waiting.sort();
        assert_eq!(
            waiting,
            ["cdn waits for cert-cdn", "https waits for cert-alb", "targets waits for instance-1"]
        );
    }

    #[test]
    fn what_leads_somewhere_today_is_led_to_us_once_we_answer() {
        let old = OldRecord {
            name: "naru.kr".into(),
            record: "A".into(),
            ttl: Some(300),
            values: vec!["192.0.2.7".into()],
            alias: None,
        };
        let api = OldRecord { name: "api.naru.kr".into(), ..old.clone() };
        let graph = graph(&with_domain(Domain { replace: vec![old, api], ..domain() }), &survey(true));
        let needs = |name: &str| {
            let edges = node(&graph, name).edges().into_iter();
            edges.filter(|edge| edge.to.as_str() == "cdn").map(|edge| edge.needs).collect::<Vec<_>>()
        };
        assert_eq!((needs("alias-site"), needs("alias-www")), (vec![Needs::Ready], vec![Needs::Exists]));
        let mut awaited: Vec<_> = node(&graph, "alias-api").edges();
        awaited.retain(|edge| edge.needs == Needs::Ready);
        assert_eq!(awaited.iter().map(|edge| edge.to.as_str()).collect::<Vec<_>>(), ["alb", "https"]);
    }

    #[test]
    fn a_zone_that_is_there_is_taken_over_and_the_one_that_we_made_stays_ours() {
        let zone = |ours| {
            let (id, name) = ("Z1".to_owned(), "naru.kr".to_owned());
            let survey =
                Survey { zone: Some(ZoneFound { id, name, servers: Vec::new(), ours }), ..survey(true) };
            let domain =
                Domain { name: naru_dns::DomainName::parse("app.naru.kr").expect("a name"), ..domain() };
            node(&graph(&with_domain(domain), &survey), "zone").spec.clone()
        };
        assert_eq!(zone(false), serde_json::json!({ "name": "naru.kr", "id": "Z1" }));
        assert_eq!(zone(true), serde_json::json!({ "name": "naru.kr", "id": null }));
    }

    #[test]
    fn in_cloudfronts_region_one_certificate_serves_both_and_a_shared_name_needs_no_listener() {
        let virginia = Survey { region: "us-east-1".into(), ..survey(true) };
        let (plain, own) = (Blueprint::example(), with_domain(domain()));
        assert!(!beyond(&own, &plain, &virginia).contains(&"cert-alb".to_owned()));
        let certificate = node(&graph(&own, &virginia), "https").spec["certificate"].clone();
        assert_eq!(certificate["$ref"]["to"], "cert-cdn");
        let shared = Domain { api: ApiName::SameOrigin, www: Www::None, ..domain() };
        let shared = with_domain(shared);
        let names = beyond(&shared, &plain, &survey(true));
        assert_eq!(names, ["alias-site", "cert-cdn", "cert-record", "zone"]);
        assert_eq!(node(&graph(&shared, &survey(true)), "paths").spec.get("redirect"), None);
    }

    #[test]
    fn dns_that_stays_elsewhere_makes_no_zone_and_shows_each_record() {
        let elsewhere = with_domain(Domain { dns: DnsHome::Elsewhere, www: Www::ToWww, ..domain() });
        let names = beyond(&elsewhere, &Blueprint::example(), &survey(true));
        assert_eq!(
            names,
            ["cert-alb", "cert-cdn", "https", "outside-api", "outside-cert", "outside-site", "outside-www"]
        );
        let graph = graph(&elsewhere, &survey(true));
        assert_eq!(node(&graph, "cdn").spec["aliases"], serde_json::json!(["www.naru.kr", "naru.kr"]));
        assert_eq!(node(&graph, "paths").spec["redirect"]["from"], "naru.kr");
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
