use naru_engine::{Needs, NodeName};

use super::*;
use crate::blueprint::{ApiName, CpuCredits, DnsHome, Domain, Frontend, OldRecord, Www};
use crate::kinds::network::Subnet;
use crate::resource::ZoneFound;
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
    let site = SiteFacts { folder: "dist".into(), digest: "d".into(), routes: Routes::single_page() };
    design(&Order {
        deployment: "k3v9x0q2m4ab",
        blueprint,
        survey,
        site: blueprint.frontend.as_ref().map(|_| &site),
        env_revisions: &BTreeMap::new(),
        book: &Book::default(),
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
    assert_eq!(ready, ["targets waits for instance-1", "credits waits for targets"]);
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
fn ec2_cpu_credits_are_set_where_the_type_has_them_as_the_user_chose() {
    let mut blueprint = Blueprint::example();
    let standard = graph(&blueprint, &survey(true));
    assert_eq!(node(&standard, "credits").spec["credits"], "standard");
    blueprint.backend.as_mut().expect("there is one").cpu_credits = CpuCredits::Unlimited;
    assert_eq!(node(&graph(&blueprint, &survey(true)), "credits").spec["credits"], "unlimited");
    let mut steady = survey(true);
    steady.machine.as_mut().expect("there is one").instance_type = "m7g.medium".into();
    assert!(!graph(&blueprint, &steady).nodes().iter().any(|node| node.kind == "cpu_credits"));
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
fn cf_origin_https_is_the_back_ends_own_name_wherever_its_records_are_kept() {
    let own = |domain: Domain| {
        let graph = graph(&with_domain(domain), &survey(true));
        let own = node(&graph, "cdn").spec["api"].get("own").cloned();
        let needs = node(&graph, "cdn").edges().into_iter();
        let ready = needs.filter(|edge| edge.needs == Needs::Ready).map(|edge| edge.to.to_string());
        (own.map(|own| own["name"].clone()), ready.collect::<Vec<_>>())
    };
    let (name, ready) = own(domain());
    assert_eq!(name, Some("api.naru.kr".into()));
    assert!(["alb-gate", "alias-api", "https"].iter().all(|node| ready.contains(&(*node).to_owned())));
    let (name, ready) = own(Domain { dns: DnsHome::Elsewhere, ..domain() });
    assert_eq!(name, Some("api.naru.kr".into()));
    assert!(ready.contains(&"outside-api".to_owned()), "{ready:?}");
    assert_eq!(own(Domain { api: ApiName::SameOrigin, ..domain() }), (None, vec!["cert-cdn".to_owned()]));
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
        [
            "cdn waits for alb-gate",
            "cdn waits for alias-api",
            "cdn waits for cert-cdn",
            "cdn waits for https",
            "credits waits for targets",
            "https waits for cert-alb",
            "targets waits for instance-1"
        ]
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
        let survey = Survey { zone: Some(ZoneFound { id, name, servers: Vec::new(), ours }), ..survey(true) };
        let domain = Domain { name: naru_dns::DomainName::parse("app.naru.kr").expect("a name"), ..domain() };
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
    let blueprint = Blueprint { frontend: Some(Frontend::at("dist")), ..Blueprint::example() };
    let graph = graph(&blueprint, &survey(true));
    let spec = &node(&graph, "env-database-url").spec;
    assert_eq!(spec["path"], "/naru/k3v9x0q2m4ab/env/DATABASE_URL");
    assert_eq!(spec["value"]["secret"]["revision"], 0);
}

#[test]
fn a_distributions_comment_has_no_blank_where_a_letter_can_not_be_said() {
    for (name, said) in [
        ("\u{b0b4} \u{c1fc}\u{d551}\u{bab0}", "naru-k3v9x0q2m4ab"),
        ("\u{b0b4} shop 2", "naru-k3v9x0q2m4ab shop 2"),
        ("  shop  ", "naru-k3v9x0q2m4ab shop"),
        ("my-shop_2.0", "naru-k3v9x0q2m4ab my-shop_2.0"),
        ("a b".repeat(40).as_str(), format!("naru-k3v9x0q2m4ab {}", "a b".repeat(20)).as_str()),
    ] {
        let blueprint = Blueprint { name: name.to_owned(), ..Blueprint::example() };
        let graph = graph(&blueprint, &survey(true));
        assert_eq!(node(&graph, "cdn").spec["comment"], said, "{name}");
    }
}
