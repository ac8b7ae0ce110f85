//! Instances are made anew one after the other: asked each second, there are never fewer that answer than are wanted, and
//! never more than one beside them.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_sdk_ec2::types::{Instance, InstanceStateName, Reservation};
use aws_sdk_elasticloadbalancingv2::types::TargetHealthStateEnum as Health;
use http::Request;
use naru_engine::{Action, Clock, Entry, Faults, NodeName, Outcome, Plan, Side, Status, Step};
use naru_practice::{AppBehaviour, Practice};
use naru_tests::{DEPLOYMENT, Left, REGION, Trip, difference};

use crate::trip::failures;

/// The variable whose value changes.
const KEY: &str = "MAIL_KEY";

/// How many virtual processors an instance of the usual type has.
const CPUS: u32 = 2;

/// What was seen of a run, asked each second.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seen {
    asked: usize,
    /// The fewest targets that the load balancer called healthy.
    fewest_well: usize,
    /// The most instances that stood at once, those that were starting and shutting down included.
    most: usize,
}

fn with_instances(count: u8) -> Trip {
    let mut trip = Trip::with_values();
    trip.blueprint.backend.as_mut().expect("it has one").count = count;
    trip.wants([KEY]);
    trip
}

async fn launched(count: u8) -> Trip {
    let mut trip = with_instances(count);
    let outcome = trip.launch().await.0.expect("the ledger holds");
    assert_eq!(outcome, Outcome::Done, "{:#?}", failures(&mut trip));
    trip
}

/// The plan where the variable was given another value.
async fn another_value(trip: &mut Trip) -> Plan {
    *trip.revisions.entry(KEY.to_owned()).or_default() += 1;
    trip.launch_plan().await
}

/// How many instances of the deployment stand.
async fn standing(practice: &Practice) -> usize {
    let found = practice.ec2(REGION).describe_instances().send().await.expect("instances are listed");
    let ours = |instance: &&Instance| instance.tags().iter().any(|tag| tag.value() == Some(DEPLOYMENT));
    let stands = |instance: &&Instance| {
        instance.state().and_then(|state| state.name()) != Some(&InstanceStateName::Terminated)
    };
    found.reservations().iter().flat_map(Reservation::instances).filter(ours).filter(stands).count()
}

/// Lets the account have so many instances of the deployment at once, beside those of others, and no further one.
async fn allow(practice: &Practice, instances: usize) {
    let found = practice.ec2(REGION).describe_instances().send().await.expect("instances are listed");
    let all = found.reservations().iter().flat_map(Reservation::instances);
    let running = |instance: &&Instance| {
        instance.state().and_then(|state| state.name()) == Some(&InstanceStateName::Running)
    };
    let ours = |instance: &&Instance| instance.tags().iter().any(|tag| tag.value() == Some(DEPLOYMENT));
    let others = all.filter(running).filter(|instance| !ours(instance)).count();
    let cpus = CPUS * u32::try_from(instances + others).expect("few");
    practice.set_conditions(|conditions| conditions.quotas.vcpus = cpus);
}

/// How many targets the load balancer calls healthy.
async fn well(practice: &Practice, group: &str) -> usize {
    let told = practice.elbv2(REGION).describe_target_health().target_group_arn(group).send().await;
    let told = told.expect("the group is there");
    let health =
        told.target_health_descriptions().iter().filter_map(|target| target.target_health()?.state());
    health.filter(|state| **state == Health::Healthy).count()
}

fn state_of(trip: &mut Trip, node: &str, field: &str) -> String {
    let book = trip.book();
    let record = book.newest_existing(&NodeName::new(node).expect("a name")).expect("it is there");
    record.state.as_ref().expect("it was made")[field].as_str().expect("a text").to_owned()
}

/// Asks each second, until it is stopped.
async fn ask(practice: Practice, clock: Clock, host: String, group: String, seen: Arc<Mutex<Seen>>) {
    loop {
        let url = format!("https://{host}/api/hello");
        let request = Request::get(&url).body(Vec::new()).expect("a request");
        let answer = practice.visit(&request).await.unwrap_or_else(|error| panic!("{url}: {error}"));
        assert_eq!(answer.status(), 200, "{}", clock.now());
        let (well, standing) = (well(&practice, &group).await, standing(&practice).await);
        {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.asked += 1;
            seen.fewest_well = seen.fewest_well.min(well);
            seen.most = seen.most.max(standing);
        }
        clock.sleep(Duration::from_secs(1)).await;
    }
}

/// Carries a plan out while the site, the load balancer and EC2 are asked each second.
async fn asked_each_second(trip: &mut Trip, plan: Plan) -> (Outcome, Seen) {
    let seen = Arc::new(Mutex::new(Seen { asked: 0, fewest_well: usize::MAX, most: 0 }));
    let (host, group) = (state_of(trip, "cdn", "domain_name"), state_of(trip, "targets", "arn"));
    let asking = tokio::spawn(ask(trip.account.clone(), trip.clock.clone(), host, group, Arc::clone(&seen)));
    let outcome = trip.run(plan, Faults::none()).await.expect("the ledger holds");
    assert!(!asking.is_finished(), "the site stopped answering: {:?}", asking.await);
    asking.abort();
    let seen = *seen.lock().unwrap_or_else(PoisonError::into_inner);
    (outcome, seen)
}

#[tokio::test(start_paused = true)]
async fn other_values_take_turns_and_each_second_as_many_answer_as_are_wanted() {
    for count in [1, 2, 3, 6] {
        let mut trip = launched(count).await;
        let wanted = usize::from(count);
        allow(&trip.account, wanted + 1).await;
        let plan = another_value(&mut trip).await;
        assert_eq!(plan.count(Action::Replace), wanted, "{plan}");
        assert_eq!(plan.takes_turns(), count > 1, "{plan}");
        let (outcome, seen) = asked_each_second(&mut trip, plan).await;
        assert_eq!(outcome, Outcome::Done, "{count}: {:#?}", failures(&mut trip));
        assert!(seen.asked > 60 * wanted, "{seen:?}");
        assert_eq!((seen.fewest_well, seen.most), (wanted, wanted + 1), "{count}");
        let plan = trip.launch_plan().await;
        assert!(plan.is_idle(), "{plan}");
        assert_eq!(standing(&trip.account).await, wanted);
    }
}

/// Has apps that start from then on be ill as soon as that node's next instance is begun.
fn ill_from(trip: &mut Trip, node: &'static str) -> tokio::task::JoinHandle<()> {
    let (mut events, practice) = (trip.ledger().subscribe(), trip.account.clone());
    tokio::spawn(async move {
        while let Ok(event) = events.recv().await {
            if let Entry::Node { node: of, step: Step::CreateBegan { .. }, .. } = &event.entry
                && of.as_str() == node
            {
                practice.set_conditions(|conditions| conditions.app = AppBehaviour::Unhealthy);
                return;
            }
        }
    })
}

/// How many resources of that instance's node stand, by the ledger, and which is the newest.
fn generations(trip: &mut Trip, node: &str) -> (usize, u32) {
    let book = trip.book();
    let name = NodeName::new(node).expect("a name");
    let there = book.records_of(&name).filter(|record| record.status == Status::Ready).count();
    (there, book.newest(&name).expect("it was made").generation)
}

#[tokio::test(start_paused = true)]
async fn a_value_that_makes_the_app_ill_stops_at_the_first_and_the_next_one_mends_it() {
    for (ill, turn) in [("instance-1", 0), ("instance-2", 1)] {
        let mut trip = launched(3).await;
        let plan = another_value(&mut trip).await;
        let falls_ill = ill_from(&mut trip, ill);
        let (outcome, seen) = asked_each_second(&mut trip, plan).await;
        assert_eq!(outcome, Outcome::Stopped { failed: vec![NodeName::new("targets").expect("a name")] });
        assert!(falls_ill.is_finished(), "{ill} was begun");
        assert_eq!((seen.fewest_well, seen.most), (3, 4), "the former ones serve on");
        let standing = ["instance-1", "instance-2", "instance-3"].map(|node| generations(&mut trip, node));
        let expected = if turn == 0 { [(2, 2), (1, 1), (1, 1)] } else { [(1, 2), (2, 2), (1, 1)] };
        assert_eq!(standing, expected, "{ill}");

        trip.account.set_conditions(|conditions| conditions.app = AppBehaviour::Sound);
        allow(&trip.account, 4).await;
        let plan = another_value(&mut trip).await;
        let (outcome, seen) = asked_each_second(&mut trip, plan).await;
        assert_eq!(outcome, Outcome::Done, "{:#?}", failures(&mut trip));
        assert_eq!((seen.fewest_well, seen.most), (3, 4), "{ill}");
        let plan = trip.launch_plan().await;
        assert!(plan.is_idle(), "{plan}");
        let left = trip.left();
        assert_eq!(trip.after(&left).book(), trip.book(), "the ledger replays");
    }
}

#[tokio::test(start_paused = true)]
async fn values_that_never_worked_are_mended_by_others_without_a_further_instance() {
    let mut trip = with_instances(2);
    trip.account.set_conditions(|conditions| conditions.app = AppBehaviour::Unhealthy);
    let outcome = trip.launch().await.0.expect("the ledger holds");
    assert!(matches!(outcome, Outcome::Stopped { .. }), "{outcome:?}");
    trip.account.set_conditions(|conditions| conditions.app = AppBehaviour::Sound);
    allow(&trip.account, 2).await;
    let plan = another_value(&mut trip).await;
    assert!(!plan.takes_turns(), "{plan}");
    let outcome = trip.run(plan, Faults::none()).await.expect("the ledger holds");
    assert_eq!(outcome, Outcome::Done, "{:#?}", failures(&mut trip));
    assert_eq!(standing(&trip.account).await, 2);
}

#[tokio::test(start_paused = true)]
async fn elbv2_bad_target_one_that_somebody_ended_waits_for_its_turn_like_the_others() {
    let mut trip = launched(3).await;
    let ended = state_of(&mut trip, "instance-2", "id");
    trip.account.ec2(REGION).terminate_instances().instance_ids(ended).send().await.expect("it ends");
    trip.clock.sleep(Duration::from_secs(120)).await;
    let plan = another_value(&mut trip).await;
    let (outcome, seen) = asked_each_second(&mut trip, plan).await;
    assert_eq!(outcome, Outcome::Done, "{:#?}", failures(&mut trip));
    assert_eq!((seen.fewest_well, seen.most), (2, 4));
    assert_eq!(standing(&trip.account).await, 3);
}

/// What a crash at each moment of a change on that side leaves, and what the change comes to.
async fn changed(side: Side) -> (Trip, Vec<Left>) {
    let mut trip = launched(2).await;
    let plan = another_value(&mut trip).await;
    let (outcome, left) = trip.run_watched_at(plan, Faults::none(), move |_, at| at == side).await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    (trip, left)
}

/// Asserts that a change that is cut short anywhere on that side is taken up, by itself and by another one.
async fn crashing_anywhere(side: Side) {
    let (mut trip, left) = changed(side).await;
    assert!(left.len() > 30, "each turn has its entries: {}", left.len());
    let expected = trip.standing(false).await;
    for left in &left {
        for again in [false, true] {
            let when = format!("entry {} {side:?}, another value {again}", left.entry);
            let mut trip = trip.after(left);
            let plan = if again { another_value(&mut trip).await } else { trip.launch_plan().await };
            let outcome = trip.run(plan, Faults::none()).await.expect("the ledger holds");
            assert_eq!(outcome, Outcome::Done, "{when}: {:#?}", failures(&mut trip));
            assert_eq!(standing(&trip.account).await, 2, "{when}");
            if !again && let Some(difference) = difference(&trip.standing(false).await, &expected) {
                panic!("{when}: {difference}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_change_that_crashed_before_any_entry_is_taken_up() {
    crashing_anywhere(Side::Before).await;
}

#[tokio::test(start_paused = true)]
async fn a_change_that_crashed_after_any_entry_is_taken_up() {
    crashing_anywhere(Side::After).await;
}
