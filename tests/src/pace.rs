//! How long a run took, against the longest chain of AWS's own times: what it would take a run that begins everything
//! at the first moment at which AWS takes it, and learns at once how far AWS is.
//!
//! A node's own time is what AWS spent on it, whenever it was starts: from its begin to its end in the ledger, less by
//! how much the run saw that end later than an observer who does nothing else. The chain is laid out anew along what
//! the nodes need of each other, so that a run that waits where nothing needs it is longer than its chain.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use naru_aws::cloud::Aws;
use naru_engine::{Action, Clock, Entry, Faults, Hold, Needs, Outcome, Plan, Purpose, Step};

use crate::{DEPLOYMENT, Trip};

/// How a run went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// How long it took, in seconds of the account's time.
    pub took: f64,
    /// How long its longest chain is.
    pub longest: f64,
    /// How long it would take to do one thing after the other.
    pub one_by_one: f64,
}

impl Pace {
    /// How much longer it took than its longest chain.
    pub fn ratio(&self) -> f64 {
        self.took / self.longest
    }
}

/// Carries a plan out beside an observer. Panics where it doesn't end well: then its pace says nothing.
pub async fn pace(trip: &mut Trip, plan: Plan) -> Pace {
    let (began, seen) = (trip.clock.now(), Seen::default());
    let observer = tokio::spawn(observe(Arc::clone(&trip.aws), trip.clock.clone(), seen.clone()));
    let outcome = trip.run(plan.clone(), Faults::none()).await;
    let took = trip.clock.now().duration_since(began).as_secs_f64();
    observer.abort();
    assert_eq!(outcome.ok(), Some(Outcome::Done), "it has to end well");
    let own = own_times(trip, began, &seen);
    let one_by_one = own.values().map(|own| own.begin_to_made + own.made_to_end).sum();
    Pace { took, longest: longest(&plan, &own), one_by_one }
}

/// What AWS spent on a node, in seconds.
#[derive(Clone, Copy, Debug, Default)]
struct Own {
    /// From its begin until it is there; of a deletion, until it is gone.
    begin_to_made: f64,
    /// From then until it works.
    made_to_end: f64,
}

/// Which of AWS's states ends the making of a node, where that is awaited.
const MADE: &[(&str, &str)] = &[("cert-record", "record told")];

/// Which of AWS's states ends a node's time.
const ENDED: &[(&str, &[&str])] = &[
    ("cdn", &["cdn ready", "cdn free"]),
    ("alb", &["alb ready"]),
    ("alb-gate", &["alb-gate free"]),
    ("instance-1", &["instance-1 ready", "instance-1 gone"]),
    ("targets", &["targets ready"]),
    ("cert-cdn", &["cert-cdn ready"]),
    ("cert-alb", &["cert-alb ready"]),
];

fn own_times(trip: &mut Trip, since: Timestamp, seen: &Seen) -> BTreeMap<String, Own> {
    let mut starts: BTreeMap<String, Timestamp> = BTreeMap::new();
    let mut made: BTreeMap<String, Timestamp> = BTreeMap::new();
    let mut own: BTreeMap<String, Own> = BTreeMap::new();
    let seconds = |from: Timestamp, to: Timestamp| to.duration_since(from).as_secs_f64().max(0.0);
    for event in trip.ledger().since(0, None).expect("the ledger reads") {
        let Entry::Node { node, step, .. } = &event.entry else { continue };
        if event.at < since {
            continue;
        }
        let (name, at) = (node.to_string(), event.at);
        // How far AWS was, as far as it was seen: the run can't have been earlier.
        let truly = |reached: &[&str], from: Timestamp| {
            let seen = reached.iter().filter_map(|reached| seen.at(reached)).filter(|seen| *seen <= at).max();
            seen.map_or(at, |seen| seen.max(from))
        };
        let ended = || ENDED.iter().find(|(of, _)| *of == name).map_or(&[][..], |(_, reached)| *reached);
        match step {
            Step::CreateBegan { .. } | Step::DeleteBegan => {
                starts.entry(name).or_insert(at);
            }
            Step::Created { .. } => {
                let began = starts.get(&name).copied().unwrap_or(at);
                let reached = MADE.iter().filter(|(of, _)| *of == name).map(|(_, reached)| *reached);
                let end = truly(&reached.collect::<Vec<_>>(), began);
                own.entry(name.clone()).or_default().begin_to_made = seconds(began, end);
                made.insert(name, at);
            }
            Step::Settled { .. } => {
                let from = made.get(&name).copied().unwrap_or(at);
                let end = truly(ended(), from);
                own.entry(name).or_default().made_to_end = seconds(from, end);
            }
            Step::Gone | Step::Kept { .. } => {
                let began = starts.get(&name).copied().unwrap_or(at);
                let end = truly(ended(), began);
                own.entry(name).or_default().begin_to_made = seconds(began, end);
            }
            _ => {}
        }
    }
    own
}

/// The longest chain of those times along what the nodes of a plan need, or what holds what.
fn longest(plan: &Plan, own: &BTreeMap<String, Own>) -> f64 {
    // What is needed stands first in a launch, and what holds stands first in a teardown.
    let mut made: BTreeMap<String, f64> = BTreeMap::new();
    let mut ended: BTreeMap<String, f64> = BTreeMap::new();
    for step in &plan.steps {
        let name = step.node().to_string();
        let start = if plan.purpose == Purpose::Launch {
            let needed = step.edges().into_iter().map(|edge| {
                let reached = if edge.needs == Needs::Ready { &ended } else { &made };
                reached.get(edge.to.as_str()).copied().unwrap_or_default()
            });
            needed.fold(0.0, f64::max)
        } else {
            let holders = plan.steps.iter().filter(|other| {
                let holds = |edge: naru_engine::Edge| edge.hold == Hold::Holds && &edge.to == step.node();
                let holds = other.edges().into_iter().any(holds) || step.stays_for.contains(other.node());
                other.action == Action::Delete && holds
            });
            let gone = holders.filter_map(|other| ended.get(other.node().as_str()).copied());
            gone.fold(0.0, f64::max)
        };
        let own = own.get(&name).copied().unwrap_or_default();
        made.insert(name.clone(), start + own.begin_to_made);
        ended.insert(name, start + own.begin_to_made + own.made_to_end);
    }
    ended.into_values().fold(0.0, f64::max)
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
        sample(&aws, &clock, &seen).await;
        clock.sleep(Duration::from_millis(100)).await;
    }
}

async fn sample(aws: &Aws, clock: &Clock, seen: &Seen) {
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
