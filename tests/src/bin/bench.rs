//! The figures: `name value unit`, one a line, and the same as JSON into the target folder.
//!
//! Times of a trip are on the paused clock and come out the same on every machine. Times of pictures are real.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use naru_aws::cloud::Aws;
use naru_diagram::{Category, Glyph, Group, Link, Part, Picture, Scope, Size, Status, Style, glyphs};
use naru_engine::{Clock, Entry, Faults, Outcome, Plan, Step};
use naru_tests::desk::Desk;
use naru_tests::{DEPLOYMENT, Trip};

/// One figure.
struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .expect("a runtime can be made");
    let mut figures = runtime.block_on(trip());
    figures.extend(pictures());
    // The window runs on the wall's clock.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime can be made");
    figures.extend(runtime.block_on(window()));
    for figure in &figures {
        println!("{} {:.4} {}", figure.name, figure.value, figure.unit);
    }
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let json: BTreeMap<_, _> = figures
        .iter()
        .map(|figure| (&figure.name, serde_json::json!({ "value": figure.value, "unit": figure.unit })))
        .collect();
    let text = serde_json::to_string_pretty(&json).expect("figures are JSON");
    if let Err(error) =
        std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(folder.join("bench.json"), text))
    {
        eprintln!("failed to write {}: {error}", folder.join("bench.json").display());
        std::process::exit(1);
    }
}

async fn trip() -> Vec<Figure> {
    let mut figures = Vec::new();
    // Nobody looks on while the calls are counted.
    let mut alone = Trip::new();
    let plan = alone.launch_plan().await;
    figures.extend(carried_out(&mut alone, "launch", plan).await);
    let plan = alone.teardown_plan();
    figures.extend(carried_out(&mut alone, "teardown", plan).await);

    let mut watched = Trip::new();
    let plan = watched.launch_plan().await;
    figures.push(ratio(&mut watched, "launch", plan, LAUNCH_CHAINS).await);
    let plan = watched.teardown_plan();
    figures.push(ratio(&mut watched, "teardown", plan, TEARDOWN_CHAINS).await);

    let mut alone = Trip::with_domain();
    let plan = alone.launch_plan().await;
    figures.extend(carried_out(&mut alone, "domain_launch", plan).await);
    figures.push(first_request(&alone));
    let plan = alone.teardown_plan();
    figures.extend(carried_out(&mut alone, "domain_teardown", plan).await);

    let mut watched = Trip::with_domain();
    let plan = watched.launch_plan().await;
    figures.push(ratio(&mut watched, "domain_launch", plan, DOMAIN_LAUNCH_CHAINS).await);
    let plan = watched.teardown_plan();
    figures.push(ratio(&mut watched, "domain_teardown", plan, TEARDOWN_CHAINS).await);
    figures
}

/// How long after a launch's first call its certificates were asked for.
fn first_request(trip: &Trip) -> Figure {
    let calls = trip.account.calls();
    let asked: Vec<_> = calls.iter().filter(|call| call.operation == "RequestCertificate").collect();
    assert!(!asked.is_empty(), "a domain has its certificates");
    let last = asked.iter().map(|call| call.at).max().expect("there is one");
    let began = calls.first().expect("a launch makes calls").at;
    let value = last.duration_since(began).as_secs_f64();
    Figure { name: "domain_launch_certificates_asked".to_owned(), value, unit: "s" }
}

/// Carries a plan out and says how long it took and which calls it made.
async fn carried_out(trip: &mut Trip, what: &str, plan: Plan) -> Vec<Figure> {
    trip.account.forget_calls();
    let began = trip.clock.now();
    let outcome = trip.run(plan, Faults::none()).await;
    assert_eq!(outcome.ok(), Some(Outcome::Done), "a bench of a {what} that failed says nothing");
    let took = trip.clock.now().duration_since(began).as_secs_f64();
    let mut figures = calls(trip, what);
    figures.push(Figure { name: format!("{what}_seconds"), value: took, unit: "s" });
    figures
}

/// Carries a plan out beside an observer, and says how much longer it took than AWS's own longest chain.
async fn ratio(trip: &mut Trip, what: &str, plan: Plan, chains: Chains) -> Figure {
    let (began, seen) = (trip.clock.now(), Seen::default());
    let observer = tokio::spawn(observe(Arc::clone(&trip.aws), trip.clock.clone(), seen.clone()));
    let outcome = trip.run(plan, Faults::none()).await;
    let took = trip.clock.now().duration_since(began).as_secs_f64();
    observer.abort();
    assert_eq!(outcome.ok(), Some(Outcome::Done), "a bench of a {what} that failed says nothing");
    let late = lateness(trip, &seen, chains);
    Figure { name: format!("{what}_ratio"), value: took / (took - late), unit: "x" }
}

/// When AWS first was so far, as an observer with nothing else to do saw it.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<BTreeMap<&'static str, Timestamp>>>);

impl Seen {
    fn note(&self, what: &'static str, at: Timestamp) {
        self.0.lock().expect("nobody panics with it").entry(what).or_insert(at);
    }

    fn at(&self, what: &str) -> Option<Timestamp> {
        self.0.lock().expect("nobody panics with it").get(what).copied()
    }
}

/// Looks at AWS's own states again and again, and notes when each was first reached.
async fn observe(aws: Arc<Aws>, clock: Clock, seen: Seen) {
    loop {
        look(&aws, &clock, &seen).await;
        clock.sleep(Duration::from_millis(100)).await;
    }
}

async fn look(aws: &Aws, clock: &Clock, seen: &Seen) {
    let tagged =
        |key: &str| aws_sdk_ec2::types::Filter::builder().name("tag:naru:deployment").values(key).build();
    if let Ok(found) = aws.ec2.describe_instances().filters(tagged(DEPLOYMENT)).send().await {
        let instances = found.reservations().iter().flat_map(aws_sdk_ec2::types::Reservation::instances);
        for state in instances.filter_map(|instance| instance.state()?.name()) {
            match state.as_str() {
                "running" => seen.note("instance-1 ready", clock.now()),
                "terminated" => seen.note("instance-1 gone", clock.now()),
                _ => {}
            }
        }
    }
    if let Ok(found) = aws.elb.describe_load_balancers().names(format!("naru-{DEPLOYMENT}-alb")).send().await
    {
        let states = found.load_balancers().iter().filter_map(|balancer| balancer.state()?.code());
        if states.into_iter().any(|code| code.as_str() == "active") {
            seen.note("alb ready", clock.now());
        }
    }
    if let Ok(groups) =
        aws.elb.describe_target_groups().names(format!("naru-{DEPLOYMENT}-targets")).send().await
        && let Some(arn) = groups.target_groups().first().and_then(|group| group.target_group_arn())
        && let Ok(health) = aws.elb.describe_target_health().target_group_arn(arn).send().await
    {
        let states: Vec<_> = health
            .target_health_descriptions()
            .iter()
            .filter_map(|target| target.target_health()?.state())
            .map(|state| state.as_str().to_owned())
            .collect();
        if !states.is_empty() && states.iter().all(|state| state == "healthy") {
            seen.note("targets ready", clock.now());
        }
    }
    if let Ok(found) = aws.cloudfront.list_distributions().send().await {
        for summary in found
            .distribution_list()
            .map(aws_sdk_cloudfront::types::DistributionList::items)
            .unwrap_or_default()
        {
            if !summary.comment().contains(DEPLOYMENT) || summary.status() != "Deployed" {
                continue;
            }
            seen.note(if summary.enabled() { "cdn ready" } else { "cdn free" }, clock.now());
        }
    }
    for (client, node) in [(&aws.acm_cdn, "cert-cdn"), (&aws.acm, "cert-alb")] {
        certificate(client, node, clock, seen).await;
    }
    let filter = aws_sdk_ec2::types::Filter::builder()
        .name("description")
        .values(format!("ELB app/naru-{DEPLOYMENT}-alb/*"));
    if let Ok(found) = aws.ec2.describe_network_interfaces().filters(filter.build()).send().await
        && found.network_interfaces().is_empty()
    {
        seen.note("alb-gate free", clock.now());
    }
}

/// Notes when the record of the one certificate of a region was told, and when it was issued.
async fn certificate(acm: &aws_sdk_acm::Client, node: &str, clock: &Clock, seen: &Seen) {
    let Ok(listed) = acm.list_certificates().send().await else { return };
    let arns = listed.certificate_summary_list().iter().filter_map(|summary| summary.certificate_arn());
    for arn in arns {
        let Ok(described) = acm.describe_certificate().certificate_arn(arn).send().await else { continue };
        let Some(certificate) = described.certificate() else { continue };
        if certificate.domain_validation_options().iter().any(|option| option.resource_record().is_some()) {
            seen.note("record told", clock.now());
        }
        if certificate.status().is_some_and(|status| status.as_str() == "ISSUED") {
            seen.note(if node == "cert-cdn" { "cert-cdn ready" } else { "cert-alb ready" }, clock.now());
        }
    }
}

/// Each chain of a trip: what is awaited of AWS on it, in order, as (node, what AWS reaches); a node
/// that is only `made` needn't have settled.
type Chains = &'static [&'static [(&'static str, &'static str)]];

const LAUNCH_CHAINS: Chains = &[
    &[("cdn", "cdn ready")],
    &[("alb", "alb ready")],
    &[("instance-1", "instance-1 ready"), ("targets", "targets ready")],
];

const DOMAIN_LAUNCH_CHAINS: Chains = &[
    &[("cert-record made", "record told"), ("cert-cdn", "cert-cdn ready"), ("cdn", "cdn ready")],
    &[("cert-record made", "record told"), ("cert-alb", "cert-alb ready")],
    &[("alb", "alb ready")],
    &[("instance-1", "instance-1 ready"), ("targets", "targets ready")],
];

const TEARDOWN_CHAINS: Chains = &[
    &[("cdn", "cdn free")],
    &[("instance-1", "instance-1 gone"), ("app-gate", "instance-1 gone"), ("alb-gate", "alb-gate free")],
];

/// By how many seconds the run saw later than the observer what was awaited, on the chain that ended last: the part
/// of its time that is neither AWS's waiting nor AWS's answering.
fn lateness(trip: &mut Trip, seen: &Seen, chains: Chains) -> f64 {
    let mut ended: BTreeMap<String, Timestamp> = BTreeMap::new();
    for event in trip.ledger().since(0, None).expect("the ledger reads") {
        match &event.entry {
            Entry::Node { node, step: Step::Settled { .. } | Step::Gone, .. } => {
                ended.insert(node.to_string(), event.at);
            }
            Entry::Node { node, step: Step::Created { .. }, .. } => {
                ended.insert(format!("{node} made"), event.at);
            }
            _ => {}
        }
    }
    let last = |chain: &&&[(&str, &str)]| chain.last().and_then(|(node, _)| ended.get(*node)).copied();
    let Some(critical) = chains.iter().max_by_key(last) else { return 0.0 };
    let mut late: BTreeMap<&str, f64> = BTreeMap::new();
    for (node, reached) in *critical {
        if let (Some(ended), Some(at)) = (ended.get(*node), seen.at(reached)) {
            // Links of a chain that wait for the same thing are late once.
            let link = late.entry(reached).or_default();
            *link = link.max(ended.duration_since(at).as_secs_f64());
        }
    }
    late.values().sum()
}

/// Calls by service, and by service the least that could do: each change that was answered, once. What has to be looked
/// at besides depends on how long AWS takes, so that no count of it is the least.
fn calls(trip: &Trip, what: &str) -> Vec<Figure> {
    let mut by_service: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for call in trip.account.calls() {
        let (made, least) = by_service.entry(format!("{:?}", call.service).to_lowercase()).or_default();
        let looks = ["Describe", "Get", "List", "Head"].iter().any(|look| call.operation.starts_with(look));
        *made += 1;
        *least += u32::from(!looks && call.refused.is_none());
    }
    let figure = |name: String, calls: u32| Figure { name, value: calls.into(), unit: "calls" };
    let figures = by_service.into_iter().flat_map(|(service, (made, least))| {
        let name = format!("{what}_calls_{service}");
        [figure(format!("{name}_least"), least), figure(name, made)]
    });
    figures.collect()
}

async fn window() -> Vec<Figure> {
    let began = std::time::Instant::now();
    let desk = Desk::open("en").await;
    let figure = |name: &str, value: f64, unit| Figure { name: name.to_owned(), value, unit };
    let mut figures = vec![figure("start_to_interactive", began.elapsed().as_secs_f64(), "s")];
    figures.extend(desk.memory().map(|memory| figure("memory", memory, "MiB")));
    desk.close().await;
    figures
}

fn pictures() -> Vec<Figure> {
    [10, 100, 1000]
        .into_iter()
        .map(|nodes| {
            let picture = picture(nodes);
            let began = std::time::Instant::now();
            let svg = naru_diagram::svg(&picture, &Style::default());
            assert!(svg.len() > nodes, "a picture was drawn");
            Figure {
                name: format!("svg_{nodes}_nodes"),
                value: began.elapsed().as_secs_f64() * 1000.0,
                unit: "ms",
            }
        })
        .collect()
}

fn picture(nodes: usize) -> Picture {
    let part = |at: usize| Part {
        id: format!("n{at}"),
        label: format!("Instance {at}"),
        detail: Some("t3.micro".into()),
        glyph: Glyph::new(Category::Compute, glyphs::INSTANCE),
        size: Size::default(),
        group: Some(format!("zone-{}", at % 3)),
        status: Status::Ready,
        note: None,
        price: None,
    };
    let zone = |at: usize| Group {
        id: format!("zone-{at}"),
        label: format!("Zone {at}"),
        detail: None,
        parent: None,
        scope: Scope::Zone,
    };
    let link = |at: usize| Link {
        from: format!("n{}", at / 2),
        to: format!("n{at}"),
        label: None,
        status: Status::Ready,
    };
    Picture {
        title: "bench".into(),
        groups: (0..3).map(zone).collect(),
        parts: (0..nodes).map(part).collect(),
        links: (1..nodes).map(link).collect(),
        ..Picture::default()
    }
}
