//! The trip through the practice account, undisturbed: everything comes up, answers, and goes again.

use std::collections::BTreeSet;

use aws_sdk_ec2::types::{AttributeBooleanValue, Instance, InstanceStateName, Reservation};
use http::Request;
use naru_aws::blueprint::CpuCredits;
use naru_aws::policy::server;
use naru_engine::{Action, Class, Control, Entry, Faults, Outcome, Status, Step};
use naru_practice::{Fault, Gate, Misbehaviour, Presence, Refusal, Service, When};
use naru_tests::pace::{Pace, pace};
use naru_tests::{DEPLOYMENT, REGION, Trip};

use crate::domain::uninterrupted;

async fn get(trip: &Trip, url: &str) -> (u16, String) {
    let request = Request::get(url).body(Vec::new()).expect("a request");
    let response = trip.account.visit(&request).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    (response.status().as_u16(), String::from_utf8_lossy(response.body()).into_owned())
}

fn site_address(trip: &mut Trip) -> String {
    let book = trip.book();
    let cdn = book.records().find(|(name, _)| name.as_str() == "cdn").expect("there is a distribution").1;
    let state = cdn.state.as_ref().expect("it was made");
    format!("https://{}", state["domain_name"].as_str().expect("it has a domain name"))
}

#[tokio::test(start_paused = true)]
async fn a_site_with_a_back_end_comes_up_answers_and_goes_again() {
    let mut trip = Trip::new();
    let before = trip.things().await;
    assert_eq!(before.ours, [""; 0]);
    assert!(!before.foreign.is_empty(), "an account without foreign things proves nothing");

    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    assert!(trip.book().records().all(|(_, record)| record.status == Status::Ready));

    let site = site_address(&mut trip);
    let (status, page) = get(&trip, &format!("{site}/")).await;
    assert_eq!(status, 200);
    assert!(page.contains("id=root"), "{page}");
    assert_eq!(get(&trip, &format!("{site}/users/7")).await.0, 200, "a deep link is the page");
    assert!(get(&trip, &format!("{site}/assets/none.js")).await.0 >= 400, "a missing asset stays an error");
    let (status, echo) = get(&trip, &format!("{site}/api/hello")).await;
    assert_eq!(status, 200, "{echo}");

    let plan = trip.launch_plan().await;
    assert!(plan.is_idle(), "{plan}");

    let (outcome, _) = trip.teardown().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let after = trip.things().await;
    assert_eq!(after.ours, [""; 0]);
    assert_eq!(after.foreign, before.foreign);
}

#[tokio::test(start_paused = true)]
async fn a_deployment_can_be_launched_again_after_its_teardown() {
    let mut trip = Trip::new();
    for _ in 0..2 {
        let (outcome, _) = trip.launch().await;
        assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
        let (outcome, _) = trip.teardown().await;
        assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    }
    assert_eq!(trip.things().await.ours, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn another_page_is_an_update_of_the_files_alone() {
    let mut trip = Trip::new();
    trip.launch().await.0.expect("the ledger holds");
    let folder = trip.blueprint.frontend.clone().expect("there is a front-end").folder;
    std::fs::write(folder.join("index.html"), "<!doctype html><div id=root>second")
        .expect("it can be written");
    let plan = trip.launch_plan().await;
    let changed: Vec<_> = plan
        .steps
        .iter()
        .filter(|step| step.action != Action::Keep)
        .map(|step| (step.node().as_str(), step.action))
        .collect();
    assert_eq!(changed, [("site", Action::Update)]);
    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let site = site_address(&mut trip);
    assert!(get(&trip, &format!("{site}/")).await.1.contains("second"));
}

/// The CPU credits of the one instance, as AWS tells them.
async fn credits(trip: &mut Trip) -> String {
    let book = trip.book();
    let (_, record) =
        book.records().find(|(_, record)| record.want.kind == "instance").expect("there is one");
    let id = record.state.as_ref().expect("it was made")["id"].as_str().expect("it has an id").to_owned();
    let told = trip.aws.ec2.describe_instance_credit_specifications().instance_ids(id).send().await;
    told.expect("it has some").instance_credit_specifications()[0]
        .cpu_credits()
        .expect("one of two")
        .to_owned()
}

#[tokio::test(start_paused = true)]
async fn ec2_cpu_credits_are_held_back_once_the_app_is_well_and_let_go_where_the_user_says_so() {
    let mut trip = Trip::new();
    trip.launch().await.0.expect("the ledger holds");
    assert_eq!(credits(&mut trip).await, "standard");
    let backend = trip.blueprint.backend.as_mut().expect("there is a back-end");
    backend.cpu_credits = CpuCredits::Unlimited;
    let plan = trip.launch_plan().await;
    let changed: Vec<_> = plan.steps.iter().filter(|step| step.action != Action::Keep).collect();
    assert_eq!(changed.iter().map(|step| step.node().as_str()).collect::<Vec<_>>(), ["credits"], "{plan}");
    assert_eq!((changed[0].action, &changed[0].want.spec["credits"]), (Action::Update, &"unlimited".into()));
    trip.launch().await.0.expect("the ledger holds");
    assert_eq!(credits(&mut trip).await, "unlimited");
}

#[tokio::test(start_paused = true)]
async fn another_instance_type_replaces_the_instance_and_nothing_else_without_downtime() {
    let mut trip = Trip::new();
    trip.launch().await.0.expect("the ledger holds");
    trip.blueprint.backend.as_mut().expect("there is a back-end").instance_type = Some("t3.small".to_owned());
    let plan = trip.launch_plan().await;
    assert_eq!(plan.count(Action::Replace), 1, "{plan}");
    uninterrupted(&mut trip, plan).await;
    let ours = trip.things().await.ours;
    assert_eq!(ours.iter().filter(|thing| thing.starts_with("instance ")).count(), 1, "{ours:?}");
    let site = site_address(&mut trip);
    assert_eq!(get(&trip, &format!("{site}/api/hello")).await.0, 200);
    let (outcome, _) = trip.teardown().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    assert_eq!(trip.things().await.ours, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn an_app_on_the_wrong_port_stops_the_launch_with_its_evidence() {
    let mut trip = Trip::new();
    trip.account.set_conditions(|conditions| conditions.app = naru_practice::AppBehaviour::WrongPort);
    let (outcome, _) = trip.launch().await;
    let Outcome::Stopped { failed } = outcome.expect("the ledger holds") else {
        panic!("it called this done")
    };
    assert_eq!(failed.iter().map(ToString::to_string).collect::<Vec<_>>(), ["targets"]);
    let book = trip.book();
    let targets = book.newest(&failed[0]).expect("it was begun");
    assert!(!targets.evidence.is_empty(), "a failure shows its evidence");
    // Undo all.
    let (outcome, _) = trip.teardown().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done);
    assert_eq!(trip.things().await.ours, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn acct_gates_park_the_launch_until_they_open() {
    for gate in
        [Gate::Ec2PendingVerification, Gate::Ec2Blocked, Gate::ElbUnverified, Gate::CloudFrontUnverified]
    {
        let mut trip = Trip::new();
        trip.account.set_conditions(|conditions| conditions.gates = [gate].into());
        let (outcome, _) = trip.launch().await;
        assert_eq!(
            outcome.expect("the ledger holds"),
            Outcome::Gated,
            "{gate:?}: {:#?}",
            failures(&mut trip)
        );
        trip.account.set_conditions(|conditions| conditions.gates.clear());
        let (outcome, _) = trip.launch().await;
        assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{gate:?}: {:#?}", failures(&mut trip));
    }
}

/// Launches where EC2 ends instances in those zones by itself, for that reason.
async fn ending(zones: &[&str], said: &str) -> (Trip, Outcome) {
    let mut trip = Trip::new();
    let ends = zones.iter().map(|zone| (format!("{REGION}{zone}"), said.to_owned()));
    trip.account.set_conditions(|conditions| conditions.zones_that_end_launches = ends.collect());
    let (outcome, _) = trip.launch().await;
    (trip, outcome.expect("the ledger holds"))
}

/// The one instance of a trip as the account has it: its zone, and whether it is the only one that lives.
async fn only_instance(trip: &Trip) -> String {
    let instances = trip.aws.ec2.describe_instances().send().await.expect("a list");
    let all = instances.reservations().iter().flat_map(Reservation::instances);
    let ours = all.filter(|instance| instance.tags().iter().any(|tag| tag.value() == Some(DEPLOYMENT)));
    let is = |instance: &Instance| instance.state().and_then(|state| state.name()).cloned();
    let living: Vec<_> = ours.filter(|one| is(one) != Some(InstanceStateName::Terminated)).collect();
    assert_eq!(living.len(), 1, "{living:?}");
    let placement = living[0].placement().and_then(|placement| placement.availability_zone());
    placement.expect("a zone").to_owned()
}

#[tokio::test(start_paused = true)]
async fn ec2_ended_by_ec2_for_want_of_capacity_is_launched_in_the_next_zone() {
    let (mut trip, outcome) = ending(&["a"], "Server.InsufficientInstanceCapacity").await;
    assert_eq!(outcome, Outcome::Done, "{:#?}", failures(&mut trip));
    assert_eq!(only_instance(&trip).await, format!("{REGION}b"));
    let site = site_address(&mut trip);
    assert_eq!(get(&trip, &format!("{site}/api/hello")).await.0, 200);

    let (mut trip, outcome) = ending(&["a", "b", "c", "d"], "Server.InsufficientInstanceCapacity").await;
    assert!(matches!(outcome, Outcome::Stopped { .. }), "{outcome:?}");
    let book = trip.book();
    let told = book.records().find_map(|(_, record)| record.failure.as_ref()).expect("it failed");
    assert_eq!((told.class, told.code.as_deref()), (Class::Spent, Some("InsufficientInstanceCapacity")));
    trip.account.set_conditions(|conditions| conditions.zones_that_end_launches.clear());
    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    assert_eq!(only_instance(&trip).await, format!("{REGION}a"), "another is made");
}

#[tokio::test(start_paused = true)]
async fn ec2_ended_by_ec2_says_why_and_another_is_made_once_that_is_mended() {
    for (said, code) in [
        ("Client.VolumeLimitExceeded", "Client.VolumeLimitExceeded"),
        ("Client.InvalidKMSKey.InvalidState", "naru.disk_key"),
        ("Client.InternalError", "naru.disk_key"),
    ] {
        let (mut trip, outcome) = ending(&["a", "b", "c", "d"], said).await;
        assert!(matches!(outcome, Outcome::Stopped { .. }), "{said}: {outcome:?}");
        let book = trip.book();
        let failed = book.records().find(|(_, record)| record.failure.is_some()).expect("it failed");
        let told = failed.1.failure.as_ref().expect("it failed");
        assert_eq!((told.class, told.code.as_deref()), (Class::Spent, Some(code)), "{said}");
        assert!(told.message.contains(said), "{told}");
        trip.account.set_conditions(|conditions| conditions.zones_that_end_launches.clear());
        let plan = trip.launch_plan().await;
        assert_eq!(plan.count(Action::Replace), 1, "{plan}");
        let (outcome, _) = trip.launch().await;
        assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
        only_instance(&trip).await;
        let (outcome, _) = trip.teardown().await;
        assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
        assert_eq!(trip.things().await.ours, [""; 0]);
    }
}

#[tokio::test(start_paused = true)]
async fn ec2_public_ip_is_asked_for_where_the_subnet_gives_none() {
    let mut trip = Trip::new();
    let subnets = trip.aws.ec2.describe_subnets().send().await.expect("a list");
    for subnet in subnets.subnets() {
        let no = AttributeBooleanValue::builder().value(false).build();
        let change = trip.aws.ec2.modify_subnet_attribute().set_subnet_id(subnet.subnet_id.clone());
        change.map_public_ip_on_launch(no).send().await.expect("changed by somebody");
    }
    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let site = site_address(&mut trip);
    assert_eq!(get(&trip, &format!("{site}/api/hello")).await.0, 200);
}

/// Launches where not all of AWS knows at once what was made, and takes it all away again. Each of these codes is met.
async fn slow_to_know(mut trip: Trip, met: &[&str]) {
    trip.account.set_conditions(|conditions| conditions.fresh_things = Presence::Absent);
    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let refused: BTreeSet<_> = trip.account.calls().into_iter().filter_map(|call| call.refused).collect();
    for code in met {
        assert!(refused.contains(*code), "{code} is no part of this test: {refused:?}");
    }
    let (outcome, _) = trip.teardown().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    assert_eq!(trip.things().await.ours, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn iam_profile_without_role_stops_no_launch() {
    let mut trip = Trip::new();
    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let events = trip.ledger().since(0, None).expect("it reads").into_iter();
    let met = events.filter_map(|event| match event.entry {
        Entry::Node { step: Step::Retrying { failure, .. }, .. } => Some(failure.message),
        _ => None,
    });
    let met: BTreeSet<_> = met.collect();
    for said in ["Invalid IAM Instance Profile", "has no associated IAM Roles"] {
        assert!(met.iter().any(|message| message.contains(said)), "{said} is no part of this test: {met:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn fresh_unknown_things_stop_no_launch() {
    let met = [
        "InvalidGroup.NotFound",
        "ListenerNotFound",
        "LoadBalancerNotFound",
        "NoSuchBucket",
        "NoSuchEntity",
        "TargetGroupNotFound",
    ];
    slow_to_know(Trip::new(), &met).await;
}

#[tokio::test(start_paused = true)]
async fn fresh_unknown_things_stop_no_launch_with_a_domain() {
    slow_to_know(Trip::with_domain(), &["CertificateNotFound", "ListenerNotFound"]).await;
}

#[tokio::test(start_paused = true)]
async fn fresh_unknown_networks_stop_no_launch() {
    let mut trip = Trip::new();
    trip.account.remove_default_vpc(REGION);
    trip.blueprint.create_default_vpc = true;
    slow_to_know(trip, &["InvalidVpcID.NotFound"]).await;
}

/// What was launched a moment ago is taken away whole, though not all of AWS knows it yet.
#[tokio::test(start_paused = true)]
async fn fresh_unknown_things_are_not_taken_for_gone() {
    for entry in [10, 20, 30, 40, 50, 60, 80] {
        let mut trip = Trip::new();
        trip.account.set_conditions(|conditions| conditions.fresh_things = Presence::Absent);
        let plan = trip.launch_plan().await;
        let stopped = trip.run_until(plan, Faults::none(), Some((entry, Control::Finish))).await;
        assert_eq!(stopped.expect("the ledger holds"), Outcome::Cancelled, "{entry}");
        let (outcome, _) = trip.teardown().await;
        assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{entry}: {:#?}", failures(&mut trip));
        assert_eq!(trip.things().await.ours, [""; 0], "{entry}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_stays_unknown_stops_the_launch_with_awss_own_words() {
    let mut trip = Trip::new();
    let never = Refusal::new("InvalidGroup.NotFound", "The security group 'sg-1' does not exist");
    let opening = When::Each(Service::Ec2, "AuthorizeSecurityGroupIngress".into());
    trip.account.misbehave(Misbehaviour::new(opening, Fault::Refuse(never)));
    let (outcome, _) = trip.launch().await;
    let Outcome::Stopped { failed } = outcome.expect("the ledger holds") else {
        panic!("it called this done")
    };
    let book = trip.book();
    let record = book.newest(&failed[0]).expect("it was begun");
    let failure = record.failure.as_ref().expect("it failed");
    assert_eq!(failure.code.as_deref(), Some("InvalidGroup.NotFound"));
    assert_eq!(failure.message, "The security group 'sg-1' does not exist");
    let ended = book.last_ended.expect("the run is over");
    assert!(ended.duration_since(record.began).as_secs() >= 60, "it was asked for again for a minute");
}

#[tokio::test(start_paused = true)]
async fn no_event_holds_the_origins_secret() {
    let mut trip = Trip::new();
    trip.launch().await.0.expect("the ledger holds");
    let name = format!("/naru/{DEPLOYMENT}/origin-secret");
    let secret =
        trip.aws.ssm.get_parameter().name(name).with_decryption(true).send().await.expect("it is there");
    let secret =
        secret.parameter().and_then(|parameter| parameter.value()).expect("it has a value").to_owned();
    assert!(secret.len() >= 32);
    let events =
        serde_json::to_string(&trip.ledger().since(0, None).expect("it reads")).expect("it serializes");
    assert!(!events.contains(&secret));
    for file in std::fs::read_dir(trip.data_folder()).expect("a folder").flatten() {
        let bytes = std::fs::read(file.path()).expect("a file");
        let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "{} holds it", file.path().display());
    }
}

/// What failed, for a test's message.
pub fn failures<A>(trip: &mut Trip<A>) -> Vec<String> {
    let book = trip.book();
    let failed = book.records().filter_map(|(name, record)| {
        let failure = record.failure.as_ref()?;
        let evidence: Vec<_> = record.evidence.iter().map(|evidence| &evidence.text).collect();
        Some(format!("{name}: {failure} {evidence:?}"))
    });
    failed.collect()
}

#[tokio::test(start_paused = true)]
async fn our_own_policy_is_enough_for_a_whole_trip() {
    let mut trip = Trip::with_domain();
    trip.blueprint.backend.as_mut().expect("it has one").count = 2;
    trip.bound_servers().await;
    trip.as_user("ours", &naru_aws::policy::policy());
    for with_domain in [true, false] {
        if !with_domain {
            trip.blueprint.domain = None;
        }
        let (outcome, _) = trip.launch().await;
        assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    }
    let (outcome, _) = trip.teardown().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    assert_eq!(trip.things().await.ours, [""; 0]);

    // `iam.slr`: without one thing that a balancer asks in its caller's name there is none.
    let mut trip = Trip::new();
    let mut less = naru_aws::policy::policy();
    for statement in less["Statement"].as_array_mut().expect("a list") {
        // One action alone stands as a word, and is another one.
        if let Some(actions) = statement["Action"].as_array_mut() {
            actions.retain(|action| action != "ec2:DescribeInternetGateways");
        }
    }
    assert!(!less.to_string().contains("ec2:DescribeInternetGateways"));
    trip.bound_servers().await;
    trip.as_user("less", &less);
    let (outcome, _) = trip.launch().await;
    assert!(matches!(outcome.expect("the ledger holds"), Outcome::Stopped { .. }));
    let told = format!("{:?}", failures(&mut trip));
    assert!(told.contains("ec2:DescribeInternetGateways"), "{told}");
}

/// Earlier versions bounded no role, and neither does one of an administrator's today: where such a deployment goes on
/// with a key that has our policy alone, it is changed and taken away all the same.
#[tokio::test(start_paused = true)]
async fn iam_permissions_boundary_comes_upon_a_deployment_that_was_launched_without() {
    let mut trip = Trip::with_values();
    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));

    trip.bound_servers().await;
    trip.as_user("ours", &naru_aws::policy::policy());
    trip.wants(["DATABASE_URL"]);
    let plan = trip.launch_plan().await;
    assert!(plan.steps.iter().any(|step| step.node().as_str() == "role" && step.action == Action::Update));
    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let role = trip.book();
    let role = role.records().find(|(name, _)| name.as_str() == "role").expect("there is one").1;
    let name = role.state.as_ref().expect("it was made")["name"].as_str().expect("it has a name").to_owned();
    let role = trip.account.iam(REGION).get_role().role_name(name).send().await.expect("it is there");
    let boundary = role.role.and_then(|role| role.permissions_boundary);
    let boundary = boundary.and_then(|boundary| boundary.permissions_boundary_arn);
    assert_eq!(boundary, Some(server::arn(&trip.account.account_id())));

    let (outcome, _) = trip.teardown().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    assert_eq!(trip.things().await.ours, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn iam_permissions_boundary_that_nobody_made_stops_the_launch_with_its_own_words() {
    let mut trip = Trip::new();
    trip.as_user("ours", &naru_aws::policy::policy());
    let (outcome, _) = trip.launch().await;
    assert!(matches!(outcome.expect("the ledger holds"), Outcome::Stopped { .. }));
    let told = format!("{:?}", failures(&mut trip));
    assert!(told.contains(server::MISSING), "{told}");
}

#[tokio::test(start_paused = true)]
async fn a_trip_takes_as_long_as_the_longest_chain_of_awss_own_times() {
    fn within(what: &str, pace: Pace) {
        assert!(pace.ratio() <= 1.05, "{what}: {pace:?}");
        // Nothing is as long as its longest chain by itself: one thing after the other would not do.
        assert!(pace.one_by_one / pace.longest > 1.2, "{what}: {pace:?}");
    }
    for mut trip in [Trip::new(), Trip::with_domain()] {
        let plan = trip.launch_plan().await;
        within("a launch", pace(&mut trip, plan).await);
        let plan = trip.teardown_plan();
        within("a teardown", pace(&mut trip, plan).await);
    }
}
