//! The trip with a domain through the practice account: added, served, and taken away again.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::{Request, Response};
use naru_aws::blueprint::{ApiName, DnsHome, Domain, Www};
use naru_dns::{Dns as _, DomainName, Question, RecordType, Whom};
use naru_engine::{Action, NodeName, Outcome, Plan, Reason, Status};
use naru_practice::{Practice, VisitError};
use naru_tests::Trip;

use crate::trip::failures;

const DOMAIN: &str = "naru.kr";

fn domain() -> Domain {
    Domain {
        name: DomainName::parse(DOMAIN).expect("a name"),
        dns: DnsHome::Route53,
        zone: None,
        www: Www::ToApex,
        api: ApiName::OwnHost,
        replace: Vec::new(),
    }
}

async fn get(practice: &Practice, url: &str) -> Result<Response<Vec<u8>>, VisitError> {
    practice.visit(&Request::get(url).body(Vec::new()).expect("a request")).await
}

/// The status, and where it leads.
async fn seen(trip: &Trip, url: &str) -> (u16, String) {
    let response = get(&trip.account, url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    let location = response.headers().get("location").map(|value| value.to_str().expect("text").to_owned());
    (response.status().as_u16(), location.unwrap_or_default())
}

async fn launched(trip: &mut Trip) -> Duration {
    let (outcome, took) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(trip));
    took
}

async fn answers_by_its_names(trip: &Trip) {
    assert_eq!(seen(trip, "https://naru.kr/").await.0, 200);
    assert_eq!(seen(trip, "https://naru.kr/users/7").await.0, 200);
    assert_eq!(seen(trip, "https://naru.kr/api/hello").await.0, 200);
    assert_eq!(seen(trip, "http://naru.kr/a").await, (301, "https://naru.kr/a".into()));
    assert_eq!(seen(trip, "https://www.naru.kr/a?b=1").await, (301, "https://naru.kr/a?b=1".into()));
    assert_eq!(seen(trip, "https://api.naru.kr/health").await.0, 200);
    let (status, to) = seen(trip, "http://api.naru.kr/health").await;
    assert!(status == 301 && to.starts_with("https://api.naru.kr"), "{status} {to}");
}

fn actions(plan: &Plan) -> BTreeMap<&str, Action> {
    let acts = plan.steps.iter().filter(|step| step.action != Action::Keep);
    acts.map(|step| (step.node().as_str(), step.action)).collect()
}

/// The host of the site's own address.
fn address(trip: &mut Trip) -> String {
    let name = NodeName::new("cdn").expect("a name");
    let state = trip.book().newest(&name).and_then(|record| record.state.clone()).expect("it was made");
    state["domain_name"].as_str().expect("it has a name").to_owned()
}

#[tokio::test(start_paused = true)]
async fn a_domain_is_added_to_a_running_deployment_and_removed_and_the_old_address_answers_throughout() {
    let mut trip = Trip::new();
    let before = trip.things().await;
    launched(&mut trip).await;
    let host = address(&mut trip);

    let (practice, over) = (trip.account.clone(), Arc::new(AtomicBool::new(false)));
    let watcher = tokio::spawn({
        let over = Arc::clone(&over);
        async move {
            let mut visits = 0;
            while !over.load(Ordering::Relaxed) {
                for path in ["", "api/hello"] {
                    let answer = get(&practice, &format!("https://{host}/{path}")).await.expect("an answer");
                    assert_eq!(answer.status(), 200, "after {visits} visits");
                    visits += 1;
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            visits
        }
    });

    trip.blueprint.domain = Some(domain());
    let plan = trip.launch_plan().await;
    let (create, update) = (Action::Create, Action::Update);
    let expected = [
        ("alb-gate", update),
        ("alias-api", create),
        ("alias-site", create),
        ("alias-www", create),
        ("cdn", update),
        ("cert-alb", create),
        ("cert-cdn", create),
        ("cert-record", create),
        ("https", create),
        ("listener", update),
        ("paths", update),
        ("zone", create),
    ];
    assert_eq!(actions(&plan), expected.into());
    launched(&mut trip).await;
    answers_by_its_names(&trip).await;
    let plan = trip.launch_plan().await;
    assert!(plan.is_idle(), "{plan}");

    trip.blueprint.domain = None;
    launched(&mut trip).await;
    assert!(get(&trip.account, "https://naru.kr/").await.is_err(), "the name leads nowhere any more");
    over.store(true, Ordering::Relaxed);
    assert!(watcher.await.expect("it always answered") > 500);
    let plan = trip.launch_plan().await;
    assert!(plan.is_idle(), "{plan}");
    let zone = plan.steps.iter().find(|step| step.node().as_str() == "zone").expect("the zone stays");
    assert_eq!((zone.action, &zone.reason), (Action::Keep, &Reason::KeptByUser));

    let (outcome, _) = trip.teardown().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let after = trip.things().await;
    assert_eq!(after.ours, [""; 0]);
    assert_eq!(after.foreign, before.foreign);
}

#[tokio::test(start_paused = true)]
async fn a_first_launch_with_a_domain_asks_for_its_certificates_with_the_first_calls() {
    let mut trip = Trip::new();
    trip.blueprint.domain = Some(domain());
    let began = trip.clock.now();
    let took = launched(&mut trip).await;
    let asked: Vec<_> = trip
        .account
        .calls()
        .into_iter()
        .filter(|call| call.operation == "RequestCertificate")
        .map(|call| call.at.duration_since(began).as_secs())
        .collect();
    assert!(asked.len() == 2 && asked.iter().all(|after| *after <= 2), "{asked:?}");
    assert!(took < Duration::from_secs(15 * 60), "{took:?}");
    answers_by_its_names(&trip).await;
    assert!(trip.book().records().all(|(_, record)| record.status == Status::Ready));
    let (outcome, _) = trip.teardown().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    assert_eq!(trip.things().await.ours, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn with_wrong_name_servers_it_waits_says_so_and_goes_on_once_they_are_right() {
    let mut trip = Trip::new();
    trip.account.exercise(DOMAIN, true);
    trip.blueprint.domain = Some(domain());
    let (practice, aws) = (trip.account.clone(), Arc::clone(&trip.aws));
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(1800)).await;
        let zones = naru_aws::domain::zones(&aws).await.expect("a list");
        let zone = zones.into_iter().find(|zone| zone.name == DOMAIN).expect("it was made");
        practice.set_registrar(DOMAIN, &zone.servers);
    });
    let took = launched(&mut trip).await;
    assert!(took > Duration::from_secs(1800) && took < Duration::from_secs(3600), "{took:?}");
    let events = trip.ledger().since(0, None).expect("it reads");
    let said = serde_json::to_string(&events).expect("it serializes");
    for code in ["name_servers_wrong", "record_spreading"] {
        assert!(said.contains(&format!("\"what\":\"{code}\"")), "{code}");
    }
    answers_by_its_names(&trip).await;
}

#[tokio::test(start_paused = true)]
async fn where_the_dns_stays_elsewhere_the_records_are_waited_for_and_nothing_is_made_there() {
    let mut trip = Trip::new();
    trip.blueprint.domain = Some(Domain { dns: DnsHome::Elsewhere, ..domain() });
    let (practice, folder) = (trip.account.clone(), trip.ledger().clone());
    let adder = tokio::spawn(async move {
        let mut added = std::collections::BTreeSet::new();
        while added.len() < 4 {
            tokio::time::sleep(Duration::from_secs(60)).await;
            for (name, record) in folder.book(naru_tests::DEPLOYMENT).expect("it replays").records() {
                let (Some(state), "outside_record") = (&record.state, record.want.kind.as_str()) else {
                    continue;
                };
                let said = |field: &str| state[field].as_str().expect("text").to_owned();
                // The user's provider resolves an ALIAS by itself, and shows its addresses.
                if said("record") == "CNAME" {
                    practice.set_outside_record(&said("name"), RecordType::Cname, &said("value"));
                    added.insert(name.clone());
                } else {
                    let question = Question::new(said("value"), RecordType::A, Whom::Public(0));
                    let values = practice.ask(&question).await.expect("an answer").values();
                    if let Some(address) = values.first() {
                        practice.set_outside_record(&said("name"), RecordType::A, address);
                        added.insert(name.clone());
                    }
                }
            }
        }
    });
    let hours = Duration::from_secs(2 * 3600);
    tokio::time::timeout(hours, launched(&mut trip)).await.expect("it goes on once they are there");
    adder.await.expect("all were added");
    answers_by_its_names(&trip).await;
    assert!(naru_aws::domain::zones(&trip.aws).await.expect("a list").iter().all(|zone| zone.name != DOMAIN));
}
