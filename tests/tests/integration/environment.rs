//! The environment's variables over several launches: each keeps its value, whatever stands before it in the list.

use std::collections::BTreeMap;

use naru_engine::{Action, Faults, Outcome, Plan};
use naru_tests::{REGION, Trip, entered};

use crate::trip::failures;

/// The values of the app's variables as the account keeps them, by the variable's name.
fn values(trip: &Trip) -> BTreeMap<String, String> {
    let saved = trip.account.as_saved();
    let parameters = saved["regions"][REGION]["ssm"]["parameters"].as_object().expect("a map");
    let of_the_app = parameters.iter().filter_map(|(path, kept)| {
        let (_, name) = path.split_once("/env/")?;
        Some((name.to_owned(), kept["value"].as_str().expect("a text").to_owned()))
    });
    of_the_app.collect()
}

fn expected(names: &[&str]) -> BTreeMap<String, String> {
    names.iter().map(|name| ((*name).to_owned(), entered(name))).collect()
}

async fn launch(trip: &mut Trip) {
    let outcome = trip.launch().await.0.expect("the ledger holds");
    assert_eq!(outcome, Outcome::Done, "{:#?}", failures(trip));
}

/// What a plan does with each parameter, as `action node`.
fn parameters(plan: &Plan) -> Vec<String> {
    let of_the_app = plan.steps.iter().filter(|step| step.want.kind == "parameter");
    let mut said: Vec<_> = of_the_app.map(|step| format!("{} {}", step.action, step.node())).collect();
    said.sort();
    said
}

#[tokio::test(start_paused = true)]
async fn three_of_forty_values_stay_where_they_are_when_the_others_go() {
    let mut trip = Trip::with_more();
    let names: Vec<String> = (1..=40).map(|at| format!("VALUE_{at}")).collect();
    trip.wants(names.iter().map(String::as_str));
    launch(&mut trip).await;
    assert_eq!(values(&trip).len(), 40);

    let kept = ["VALUE_40", "VALUE_7", "VALUE_19"];
    trip.wants(kept);
    let plan = trip.launch_plan().await;
    assert_eq!(plan.steps.iter().filter(|step| step.action == Action::Delete).count(), 37, "{plan}");
    launch(&mut trip).await;
    assert_eq!(values(&trip), expected(&kept));
    let plan = trip.launch_plan().await;
    assert!(plan.is_idle(), "{plan}");
}

#[tokio::test(start_paused = true)]
async fn what_an_earlier_version_called_by_its_place_is_carried_over_with_its_value() {
    let mut trip = Trip::with_more();
    trip.wants(["ALPHA", "BETA", "GAMMA"]);
    let plan = serde_json::to_string(&trip.launch_plan().await).expect("a plan is JSON");
    let by_place = [("env-alpha", "env-1"), ("env-beta", "env-2"), ("env-gamma", "env-3")]
        .iter()
        .fold(plan, |plan, (name, place)| plan.replace(name, place));
    let by_place: Plan = serde_json::from_str(&by_place).expect("it is a plan still");
    let outcome = trip.run(by_place, Faults::none()).await.expect("the ledger holds");
    assert_eq!(outcome, Outcome::Done, "{:#?}", failures(&mut trip));
    let plan = trip.launch_plan().await;
    assert!(plan.is_idle(), "{plan}");

    trip.wants(["GAMMA", "ALPHA", "DELTA"]);
    let plan = trip.launch_plan().await;
    assert_eq!(
        parameters(&plan),
        ["create env-delta", "delete env-2", "keep env-1", "keep env-3", "keep origin-secret"]
    );
    launch(&mut trip).await;
    assert_eq!(values(&trip), expected(&["ALPHA", "DELTA", "GAMMA"]));

    let outcome = trip.teardown().await.0.expect("the ledger holds");
    assert_eq!(outcome, Outcome::Done, "{:#?}", failures(&mut trip));
    assert_eq!(values(&trip), BTreeMap::new());
    assert_eq!(trip.things().await.ours, [""; 0]);
}
