//! The environment's variables over several launches: each keeps its value, whatever stands before it in the list.

use std::collections::BTreeMap;

use naru_aws::design::makes_instances_anew;
use naru_engine::{Action, Faults, Outcome, Plan};
use naru_tests::{DEPLOYMENT, REGION, Trip, entered};

use crate::domain::uninterrupted;
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
    let taken_away = parameters(&plan).iter().filter(|said| said.starts_with("delete ")).count();
    assert_eq!(taken_away, 37, "{plan}");
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

/// What a plan makes anew, by the node.
fn anew(plan: &Plan) -> Vec<String> {
    let anew = plan.steps.iter().filter(|step| step.action == Action::Replace);
    anew.map(|step| step.node().to_string()).collect()
}

/// Proves that the app on each instance was started after each of its values was stored: it has no other.
async fn started_with_what_is_stored(trip: &Trip, count: usize) {
    let running = trip.aws.ec2.describe_instances().send().await.expect("instances are listed");
    let running = running.reservations().iter().flat_map(aws_sdk_ec2::types::Reservation::instances);
    let running: Vec<_> = running
        .filter(|instance| {
            instance.state().and_then(|state| state.name()).is_some_and(|name| name.as_str() == "running")
        })
        .filter(|instance| instance.tags().iter().any(|tag| tag.value() == Some(DEPLOYMENT)))
        .filter_map(|instance| instance.launch_time())
        .collect();
    assert_eq!(running.len(), count, "{running:?}");
    for name in values(trip).into_keys() {
        let path = format!("/naru/{DEPLOYMENT}/env/{name}");
        let kept = trip.aws.ssm.get_parameter().name(path).send().await.expect("it is stored");
        let stored = kept.parameter().and_then(|kept| kept.last_modified_date()).expect("a time");
        // A launch's time has whole seconds.
        let after = running.iter().all(|launched| launched.secs() >= stored.secs());
        assert!(after, "{name}: {running:?} {stored:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn other_values_and_other_names_reach_the_app_by_new_instances_without_an_outage() {
    let mut trip = Trip::with_more();
    trip.wants(["DATABASE_URL", "MAIL_KEY"]);
    launch(&mut trip).await;
    started_with_what_is_stored(&trip, 2).await;

    trip.revisions.insert("MAIL_KEY".to_owned(), 1);
    let plan = trip.launch_plan().await;
    assert_eq!(anew(&plan), ["instance-1", "instance-2"], "{plan}");
    assert_eq!(parameters(&plan), ["keep env-database-url", "keep origin-secret", "update env-mail-key"]);
    assert!(makes_instances_anew(&plan));
    uninterrupted(&mut trip, plan).await;
    started_with_what_is_stored(&trip, 2).await;

    for names in
        [&["DATABASE_URL", "MAIL_KEY", "COLOUR"][..], &["COLOUR", "MAIL_KEY"], &["MAIL_KEY", "COLOUR"]]
    {
        trip.wants(names.iter().copied());
        let plan = trip.launch_plan().await;
        let moved = names == ["MAIL_KEY", "COLOUR"];
        assert_eq!(
            anew(&plan).len(),
            if moved { 0 } else { 2 },
            "in another order they are the same: {plan}"
        );
        assert_eq!((makes_instances_anew(&plan), plan.is_idle()), (!moved, moved), "{plan}");
        uninterrupted(&mut trip, plan).await;
        started_with_what_is_stored(&trip, 2).await;
    }
    let plan = trip.launch_plan().await;
    assert!(plan.is_idle(), "{plan}");
}
