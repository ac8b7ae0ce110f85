//! A domain of the user's own, through the practice account: from the first launch, added later, removed again, with
//! records that stood there before, and with name servers that are wrong at first.

use std::collections::BTreeSet;
use std::future::Future;
use std::time::Duration;

use aws_sdk_ec2::types::{Filter, IpPermission, SecurityGroup};
use http::{Request, Response};
use naru_aws::blueprint::{ApiName, DnsHome, Domain, OldRecord, Www};
use naru_dns::{Dns as _, Question, RecordType, Whom};
use naru_engine::{Action, Cloud, Entry, Faults, Outcome, Plan, RunError, Status, Step};
use naru_practice::Practice;
use naru_tests::script::AT_MOST;
use naru_tests::{DOMAIN, REGION, Trip, domain};
use tokio::time::timeout;

use crate::trip::failures;

/// A domain that the user bought, and for which the account has no hosted zone.
const BOUGHT: &str = "ferry.kr";

async fn visit(practice: &Practice, url: &str) -> Response<Vec<u8>> {
    let request = Request::get(url).body(Vec::new()).expect("a request");
    practice.visit(&request).await.unwrap_or_else(|error| panic!("{url}: {error}"))
}

async fn status(practice: &Practice, url: &str) -> u16 {
    visit(practice, url).await.status().as_u16()
}

/// Where a redirect leads; `None` where it is none.
async fn moved(practice: &Practice, url: &str) -> Option<String> {
    let answer = visit(practice, url).await;
    let location = answer.headers().get("location").and_then(|location| location.to_str().ok());
    (answer.status() == 301).then(|| location.unwrap_or_default().to_owned())
}

async fn launched(trip: &mut Trip) {
    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(trip));
    assert!(
        trip.book().records().all(|(_, record)| record.status == Status::Ready || !record.status.exists())
    );
    let plan = trip.launch_plan().await;
    assert!(plan.is_idle(), "{plan}");
}

async fn torn_down(trip: &mut Trip) {
    let (outcome, _) = trip.teardown().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(trip));
}

/// The records of a zone, as `name type`, sorted; what Route 53 made itself included.
async fn records(trip: &Trip, zone: &str) -> Vec<String> {
    let zones = trip.aws.route53.list_hosted_zones().send().await.expect("zones are listed");
    let zone = zones.hosted_zones().iter().find(|found| found.name().trim_end_matches('.') == zone);
    let id = zone.expect("the zone is there").id();
    let listed = trip.aws.route53.list_resource_record_sets().hosted_zone_id(id).send().await;
    let listed = listed.expect("records are listed");
    let records = listed.resource_record_sets().iter();
    let mut records: Vec<_> =
        records.map(|record| format!("{} {}", record.name(), record.r#type())).collect();
    records.sort();
    records
}

/// The certificates of both regions.
async fn certificates(trip: &Trip) -> usize {
    let mut count = 0;
    for acm in [&trip.aws.acm, &trip.aws.acm_cdn] {
        let listed = acm.list_certificates().send().await.expect("certificates are listed");
        count += listed.certificate_summary_list().len();
    }
    count
}

async fn answers_at_its_names(practice: &Practice, name: &str) {
    assert_eq!(status(practice, &format!("https://{name}/")).await, 200);
    assert_eq!(status(practice, &format!("https://{name}/users/7")).await, 200, "a deep link is the page");
    let asset = format!("https://{name}/assets/none.js");
    assert!(status(practice, &asset).await >= 400, "a missing asset stays an error");
    assert_eq!(moved(practice, &format!("http://{name}/")).await, Some(format!("https://{name}/")));
    assert_eq!(
        moved(practice, &format!("https://www.{name}/a?b=1")).await,
        Some(format!("https://{name}/a?b=1"))
    );
    assert_eq!(status(practice, &format!("https://api.{name}/health")).await, 200);
    let insecure = moved(practice, &format!("http://api.{name}/hello")).await.expect("a redirect");
    assert!(insecure.starts_with(&format!("https://api.{name}")), "{insecure}");
    for host in [name.to_owned(), format!("www.{name}"), format!("api.{name}")] {
        let shake = practice.handshake(&host).await.unwrap_or_else(|error| panic!("{host}: {error}"));
        assert!(shake.names.contains(&name.to_owned()), "{host}: {shake:?}");
        assert!(!shake.versions.contains(&"TLSv1".to_owned()), "{host}: {shake:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_site_comes_up_at_its_own_domain_and_goes_again() {
    let mut trip = Trip::with_domain();
    let (before, zone) = (trip.things().await, records(&trip, DOMAIN).await);
    launched(&mut trip).await;
    answers_at_its_names(&trip.account, DOMAIN).await;
    assert_eq!(certificates(&trip).await, 2, "one for the load balancer's region, one for CloudFront");

    torn_down(&mut trip).await;
    let after = trip.things().await;
    assert_eq!(after.ours, [""; 0]);
    assert_eq!(after.foreign, before.foreign);
    assert_eq!(records(&trip, DOMAIN).await, zone, "what others have in the zone is untouched");
    assert_eq!(certificates(&trip).await, 0);
}

#[tokio::test(start_paused = true)]
async fn www_may_be_the_name_that_answers_or_none() {
    for (www, answers, leads) in
        [(Www::ToWww, format!("www.{DOMAIN}"), Some(DOMAIN.to_owned())), (Www::None, DOMAIN.to_owned(), None)]
    {
        let mut trip = Trip::with_domain();
        trip.blueprint.domain.as_mut().expect("it has one").www = www;
        launched(&mut trip).await;
        assert_eq!(status(&trip.account, &format!("https://{answers}/")).await, 200);
        match leads {
            Some(host) => {
                let moved = moved(&trip.account, &format!("https://{host}/x")).await;
                assert_eq!(moved, Some(format!("https://{answers}/x")));
            }
            None => assert!(!records(&trip, DOMAIN).await.iter().any(|record| record.starts_with("www."))),
        }
        torn_down(&mut trip).await;
        assert_eq!(trip.things().await.ours, [""; 0]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_back_end_alone_leads_from_www_too() {
    let mut trip = Trip::with_domain();
    trip.blueprint.frontend = None;
    launched(&mut trip).await;
    assert_eq!(status(&trip.account, &format!("https://{DOMAIN}/api/hello")).await, 200);
    let moved = moved(&trip.account, &format!("https://www.{DOMAIN}/api/hello?a=b")).await;
    assert_eq!(moved, Some(format!("https://{DOMAIN}/api/hello?a=b")));
    trip.blueprint.domain.as_mut().expect("it has one").www = Www::None;
    launched(&mut trip).await;
    assert_eq!(status(&trip.account, &format!("https://{DOMAIN}/api/hello")).await, 200);
    torn_down(&mut trip).await;
    assert_eq!(trip.things().await.ours, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn an_api_may_share_the_sites_name() {
    let mut trip = Trip::with_domain();
    trip.blueprint.domain.as_mut().expect("it has one").api = ApiName::SameOrigin;
    launched(&mut trip).await;
    assert_eq!(status(&trip.account, &format!("https://{DOMAIN}/api/hello")).await, 200);
    assert!(!records(&trip, DOMAIN).await.iter().any(|record| record.starts_with("api.")));
    assert_eq!(certificates(&trip).await, 1, "the load balancer needs none");
    torn_down(&mut trip).await;
    assert_eq!(trip.things().await.ours, [""; 0]);
}

/// Carries a plan out while the site's first address is asked each second, and must answer each time.
pub async fn uninterrupted(trip: &mut Trip, plan: Plan) {
    let book = trip.book();
    let cdn = book.records().find(|(name, _)| name.as_str() == "cdn").expect("there is a distribution").1;
    let host = cdn.state.as_ref().expect("it was made")["domain_name"].as_str().expect("a name").to_owned();
    let (practice, clock) = (trip.account.clone(), trip.clock.clone());
    let asked = tokio::spawn(async move {
        let mut asked = 0;
        loop {
            for path in ["/", "/api/hello"] {
                assert_eq!(status(&practice, &format!("https://{host}{path}")).await, 200, "{path}");
            }
            asked += 1;
            clock.sleep(Duration::from_secs(1)).await;
            if asked > 3600 {
                return;
            }
        }
    });
    let outcome = trip.run(plan, Faults::none()).await;
    assert!(!asked.is_finished(), "the old address stopped answering: {:?}", asked.await);
    asked.abort();
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(trip));
}

/// Where CloudFront asks for what the back-end answers, and over what.
async fn origin(trip: &mut Trip) -> (String, String) {
    let book = trip.book();
    let cdn = book.records().find(|(name, _)| name.as_str() == "cdn").expect("there is a distribution").1;
    let id = cdn.state.as_ref().expect("it was made")["id"].as_str().expect("it has an id").to_owned();
    let found = trip.aws.cloudfront.get_distribution().id(id).send().await.expect("it is there");
    let config = found.distribution().and_then(|found| found.distribution_config()).expect("it is told");
    let origins = config.origins().expect("it has some").items();
    let api = origins.iter().find(|origin| origin.custom_origin_config().is_some()).expect("the back-end's");
    let over = api.custom_origin_config().expect("it is one").origin_protocol_policy();
    (api.domain_name().to_owned(), over.as_str().to_owned())
}

/// The ports that the gate before the load balancer lets anybody in by.
async fn open_ports(trip: &Trip) -> Vec<i32> {
    let gate = Filter::builder().name("tag:naru:node").values("alb-gate").build();
    let found = trip.aws.ec2.describe_security_groups().filters(gate).send().await.expect("a look");
    let rules = found.security_groups().iter().flat_map(SecurityGroup::ip_permissions);
    let mut ports: Vec<_> = rules.filter_map(IpPermission::from_port).collect();
    ports.sort_unstable();
    ports
}

#[tokio::test(start_paused = true)]
async fn a_domain_is_added_to_a_running_deployment_and_removed_again_without_downtime() {
    let mut trip = Trip::new();
    launched(&mut trip).await;
    let without = trip.things().await.ours;

    trip.blueprint.domain = Some(domain(DOMAIN));
    let plan = trip.launch_plan().await;
    let with = |action| {
        let steps = plan.steps.iter().filter(move |step| step.action == action);
        let mut names: Vec<_> = steps.map(|step| step.node().to_string()).collect();
        names.sort();
        names
    };
    assert_eq!(with(Action::Replace), [""; 0], "nothing is made anew");
    assert_eq!(with(Action::Delete), [""; 0]);
    assert_eq!(with(Action::Update), ["alb-gate", "cdn", "listener", "paths"]);
    assert_eq!(
        with(Action::Create),
        ["alias-api", "alias-site", "alias-www", "cert-alb", "cert-cdn", "cert-record", "https", "zone"]
    );
    assert_eq!(origin(&mut trip).await.1, "http-only", "there is no certificate on the load balancer");
    uninterrupted(&mut trip, plan).await;
    answers_at_its_names(&trip.account, DOMAIN).await;
    assert_eq!(origin(&mut trip).await, (format!("api.{DOMAIN}"), "https-only".to_owned()));
    assert_eq!(open_ports(&trip).await, [80, 443]);

    trip.blueprint.domain = None;
    let plan = trip.launch_plan().await;
    assert_eq!(plan.count(Action::Replace), 0, "{plan}");
    uninterrupted(&mut trip, plan).await;
    let (host, over) = origin(&mut trip).await;
    assert!(host.ends_with(".elb.amazonaws.com") && over == "http-only", "{host} {over}");
    assert_eq!(open_ports(&trip).await, [80]);
    assert_eq!(trip.things().await.ours, without);
    assert_eq!(certificates(&trip).await, 0);
}

#[tokio::test(start_paused = true)]
async fn a_zone_that_the_account_lacks_is_made_and_stays() {
    let mut trip = Trip::new();
    trip.blueprint.domain = Some(domain(BOUGHT));
    launched(&mut trip).await;
    answers_at_its_names(&trip.account, BOUGHT).await;
    trip.blueprint.domain = None;
    launched(&mut trip).await;
    assert_eq!(records(&trip, BOUGHT).await, [format!("{BOUGHT}. NS"), format!("{BOUGHT}. SOA")]);
    trip.blueprint.domain = Some(domain(BOUGHT));
    launched(&mut trip).await;
    answers_at_its_names(&trip.account, BOUGHT).await;
}

#[tokio::test(start_paused = true)]
async fn a_zone_that_stayed_is_taken_again_after_another_one() {
    let mut trip = Trip::new();
    for name in [BOUGHT, DOMAIN, BOUGHT] {
        trip.blueprint.domain = Some(domain(name));
        let ended = timeout(AT_MOST, launched(&mut trip)).await;
        ended.unwrap_or_else(|_| panic!("{name}: it waits for name servers that are registered already"));
        answers_at_its_names(&trip.account, name).await;
    }
    let zones = trip.aws.route53.list_hosted_zones().send().await.expect("zones are listed");
    let named = zones.hosted_zones().iter().filter(|zone| zone.name() == format!("{BOUGHT}."));
    assert_eq!(named.count(), 1, "a second one of that name costs as much again");
}

/// What a node waits for, as the ledger's events tell it, each once.
fn awaited(trip: &mut Trip, node: &str) -> Vec<String> {
    let mut awaited: Vec<String> = Vec::new();
    for event in trip.ledger().since(0, None).expect("the ledger reads") {
        if let Entry::Node { node: of, step: Step::Waiting(waiting), .. } = event.entry
            && of.as_str() == node
            && !awaited.contains(&waiting.what)
        {
            awaited.push(waiting.what);
        }
    }
    awaited
}

/// Carries a launch out while something else is done.
async fn meanwhile<F: Future<Output = ()>>(trip: &mut Trip, does: F) -> Result<Outcome, RunError> {
    let plan = trip.launch_plan().await;
    let (outcome, ()) = tokio::join!(trip.run(plan, Faults::none()), does);
    outcome
}

#[tokio::test(start_paused = true)]
async fn dns_delegation_wrong_name_servers_are_waited_for_and_named_and_the_run_goes_on_once_they_are_right()
{
    let mut trip = Trip::new();
    trip.blueprint.domain = Some(domain(BOUGHT));
    trip.account.exercise(BOUGHT, true);
    let (practice, clock) = (trip.account.clone(), trip.clock.clone());
    let outcome = meanwhile(&mut trip, async move {
        clock.sleep(Duration::from_secs(20 * 60)).await;
        let zones = practice.route53(REGION).list_hosted_zones_by_name().dns_name(BOUGHT).send().await;
        let id = zones.expect("zones are listed").hosted_zones()[0].id().to_owned();
        let zone = practice.route53(REGION).get_hosted_zone().id(id).send().await.expect("the zone is there");
        let servers = zone.delegation_set().expect("it has servers").name_servers().to_vec();
        practice.set_registrar(BOUGHT, &servers);
    })
    .await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let awaited = awaited(&mut trip, "cert-cdn");
    assert!(awaited.contains(&"name_servers_wrong".to_owned()), "{awaited:?}");
    assert_ne!(awaited.last().map(String::as_str), Some("name_servers_wrong"), "{awaited:?}");
    answers_at_its_names(&trip.account, BOUGHT).await;
}

#[tokio::test(start_paused = true)]
async fn a_launch_after_a_teardown_that_died_over_the_validation_record_comes_to_its_end() {
    let mut trip = Trip::with_domain();
    launched(&mut trip).await;
    let plan = trip.teardown_plan();
    let (outcome, left) = trip.run_watched(plan).await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let going = left.iter().filter(|left| {
        matches!(
            left.events().last().map(|event| &event.entry),
            Some(Entry::Node { node, step: Step::DeleteBegan, .. }) if node.as_str() == "cert-record"
        )
    });
    let mut tried = 0;
    for left in going {
        let mut trip = trip.after(left);
        // The deletion of the old record would wait for the certificate that this very launch asks for.
        timeout(AT_MOST, launched(&mut trip)).await.expect("it doesn't wait for itself");
        answers_at_its_names(&trip.account, DOMAIN).await;
        torn_down(&mut trip).await;
        assert_eq!(trip.things().await.ours, [""; 0]);
        tried += 1;
    }
    assert!(tried > 0, "the teardown takes the record away");
}

#[tokio::test(start_paused = true)]
async fn a_record_that_stood_there_is_replaced_on_consent_alone_and_put_back() {
    let mut trip = Trip::with_domain();
    let zones = trip.aws.route53.list_hosted_zones().send().await.expect("zones are listed");
    let zone = zones.hosted_zones().iter().find(|zone| zone.name() == format!("{DOMAIN}."));
    let zone = zone.expect("the account has one").id().to_owned();
    let old = OldRecord {
        name: format!("www.{DOMAIN}"),
        record: "CNAME".to_owned(),
        ttl: Some(300),
        values: vec!["old-site.example.net".to_owned()],
        alias: None,
    };
    plant(&trip, &zone, &old).await;
    let before = records(&trip, DOMAIN).await;

    let (outcome, _) = trip.launch().await;
    let Outcome::Stopped { failed } = outcome.expect("the ledger holds") else {
        panic!("it was replaced without consent")
    };
    assert_eq!(failed.iter().map(ToString::to_string).collect::<Vec<_>>(), ["alias-www"]);
    assert!(records(&trip, DOMAIN).await.contains(&format!("www.{DOMAIN}. CNAME")));

    trip.blueprint.domain.as_mut().expect("it has one").replace = vec![old];
    launched(&mut trip).await;
    answers_at_its_names(&trip.account, DOMAIN).await;
    assert!(!records(&trip, DOMAIN).await.contains(&format!("www.{DOMAIN}. CNAME")));

    torn_down(&mut trip).await;
    assert_eq!(records(&trip, DOMAIN).await, before, "the old record stands again");
    assert_eq!(trip.things().await.ours, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_first_launch_asks_for_its_certificates_with_the_first_calls() {
    let mut trip = Trip::with_domain();
    let plan = trip.launch_plan().await;
    let began = trip.clock.now();
    let outcome = trip.run(plan, Faults::none()).await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let calls = trip.account.calls().into_iter().filter(|call| call.operation == "RequestCertificate");
    let asked: Vec<_> = calls.map(|call| call.at.duration_since(began).as_secs()).collect();
    assert!(asked.len() == 2 && asked.iter().all(|after| *after <= 2), "{asked:?}");
}

#[tokio::test(start_paused = true)]
async fn where_the_dns_stays_elsewhere_the_records_are_waited_for_and_nothing_is_made_there() {
    let mut trip = Trip::new();
    trip.blueprint.domain = Some(Domain { dns: DnsHome::Elsewhere, ..domain(BOUGHT) });
    let (practice, folder) = (trip.account.clone(), trip.ledger().clone());
    let adder = tokio::spawn(async move {
        let mut added = BTreeSet::new();
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
    timeout(hours, launched(&mut trip)).await.expect("it goes on once they are there");
    adder.await.expect("all were added");
    answers_at_its_names(&trip.account, BOUGHT).await;
    assert!(
        naru_aws::zones::zones(&trip.aws.reader())
            .await
            .expect("a list")
            .iter()
            .all(|zone| zone.name != BOUGHT)
    );
}

async fn plant(trip: &Trip, zone: &str, old: &OldRecord) {
    use aws_sdk_route53::types::{
        Change, ChangeAction, ChangeBatch, ResourceRecord, ResourceRecordSet, RrType,
    };
    let values =
        old.values.iter().map(|value| ResourceRecord::builder().value(value).build().expect("a value"));
    let record = ResourceRecordSet::builder()
        .name(&old.name)
        .r#type(RrType::from(old.record.as_str()))
        .set_ttl(old.ttl)
        .set_resource_records(Some(values.collect()))
        .build()
        .expect("a record");
    let change = Change::builder().action(ChangeAction::Create).resource_record_set(record).build();
    let batch = ChangeBatch::builder().changes(change.expect("a change")).build().expect("a batch");
    let planted = trip.aws.route53.change_resource_record_sets().hosted_zone_id(zone).change_batch(batch);
    planted.send().await.expect("the record is planted");
}
