//! A deployment moves from one domain to another, where a name of the one is a name of the other too: at no second does
//! CloudFront ask itself for what the back-end answers.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_sdk_cloudfront::types::Distribution;
use naru_aws::blueprint::ApiName;
use naru_dns::{Dns as _, Question, RecordType, Whom};
use naru_engine::{Clock, Faults, NodeName, Outcome};
use naru_practice::Practice;
use naru_tests::{DOMAIN, REGION, Trip, domain};

use crate::trip::failures;

/// What was seen of CloudFront, asked each second.
#[derive(Debug, Default)]
struct Seen {
    asked: usize,
    /// The names that CloudFront asked the back-end at.
    origins: BTreeSet<String>,
    /// When a name led to the distribution that asked there, and which.
    loops: Vec<String>,
}

/// Where a name leads.
async fn addresses(practice: &Practice, name: &str) -> Vec<String> {
    let question = Question::new(name, RecordType::A, Whom::Public(0));
    practice.ask(&question).await.map(|answer| answer.values()).unwrap_or_default()
}

fn origins(distribution: &Distribution) -> BTreeSet<String> {
    let config = distribution.distribution_config().expect("it is told");
    let origins = config.origins().expect("it has some").items().iter();
    let custom = origins.filter(|origin| origin.custom_origin_config().is_some());
    custom.map(|origin| origin.domain_name().to_owned()).collect()
}

/// Asks each second, until it is stopped. Before a change of a distribution is deployed some edges go by the last one.
async fn ask(practice: Practice, clock: Clock, id: String, seen: Arc<Mutex<Seen>>) {
    let mut deployed = BTreeSet::new();
    loop {
        let found = practice.cloudfront(REGION).get_distribution().id(&id).send().await;
        let found = found.expect("it is there").distribution.expect("it is told");
        let now = origins(&found);
        if found.status() == "Deployed" {
            deployed.clone_from(&now);
        }
        let asked: BTreeSet<String> = deployed.union(&now).cloned().collect();
        let own = addresses(&practice, found.domain_name()).await;
        assert!(!own.is_empty(), "{} leads somewhere", found.domain_name());
        let mut loops = Vec::new();
        for origin in &asked {
            if addresses(&practice, origin).await.iter().any(|address| own.contains(address)) {
                loops.push(format!("{} {origin}", clock.now()));
            }
        }
        {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.asked += 1;
            seen.origins.extend(asked);
            seen.loops.extend(loops);
        }
        clock.sleep(Duration::from_secs(1)).await;
    }
}

/// Launches while CloudFront is asked each second, and then there is nothing more to do.
async fn moved(trip: &mut Trip) -> Seen {
    let seen = Arc::new(Mutex::new(Seen::default()));
    let id = {
        let book = trip.book();
        let cdn = book.newest_existing(&NodeName::new("cdn").expect("a name")).expect("it is there");
        cdn.state.as_ref().expect("it was made")["id"].as_str().expect("a text").to_owned()
    };
    let plan = trip.launch_plan().await;
    let asking = tokio::spawn(ask(trip.account.clone(), trip.clock.clone(), id, Arc::clone(&seen)));
    let outcome = trip.run(plan, Faults::none()).await.expect("the ledger holds");
    assert!(!asking.is_finished(), "{:?}", asking.await);
    asking.abort();
    assert_eq!(outcome, Outcome::Done, "{:#?}", failures(trip));
    let plan = trip.launch_plan().await;
    assert!(plan.is_idle(), "{plan}");
    std::mem::take(&mut *seen.lock().unwrap_or_else(PoisonError::into_inner))
}

#[tokio::test(start_paused = true)]
async fn cloudfront_never_asks_itself_while_a_deployment_moves_between_names_of_its_own() {
    let under = format!("api.{DOMAIN}");
    for api in [ApiName::OwnHost, ApiName::SameOrigin] {
        let mut trip = Trip::with_domain();
        assert_eq!(trip.launch().await.0.expect("the ledger holds"), Outcome::Done);
        for name in [under.as_str(), DOMAIN] {
            let mut wanted = domain(name);
            wanted.api = if name == DOMAIN { ApiName::OwnHost } else { api };
            trip.blueprint.domain = Some(wanted);
            let seen = moved(&mut trip).await;
            assert!(seen.asked > 60 && seen.origins.len() > 1, "{api:?} {name}: {seen:?}");
            assert_eq!(seen.loops, [""; 0], "{api:?} {name}");
        }
        assert_eq!(trip.teardown().await.0.expect("the ledger holds"), Outcome::Done);
        assert_eq!(trip.things().await.ours, [""; 0]);
    }
}
