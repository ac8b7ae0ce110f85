//! Every code has its way, and what evidence knows is told from what it doesn't.

use naru_engine::{Class, Waiting};

use super::*;
use crate::blueprint::Blueprint;
use crate::codes::common::Wait;
use crate::refusal::groups;
use crate::survey::TypeOffer;

/// A back-end of a container on port 8080, whose health path is `/health`.
fn blueprint() -> Blueprint {
    let mut blueprint = Blueprint::example();
    let backend = blueprint.backend.as_mut().expect("the example has both halves");
    backend.source = AppSource::Image { image: ImageName::parse("ghcr.io/kim/shop:1").expect("a name") };
    (backend.port, backend.count) = (port(8080), 3);
    backend.health_path = path("/health");
    backend.instance_type = Some("t3.micro".to_owned());
    backend.machine_image = None;
    blueprint
}

fn port(number: i64) -> Port {
    Port::new(number).expect("a port")
}

fn path(text: &str) -> HealthPath {
    HealthPath::parse(text).expect("a path")
}

/// What was awaited in vain, with what is known of it.
fn in_vain(code: &str, known: &str) -> Failure {
    let mut waiting = Waiting::on(Wait::Held).detail(known);
    code.clone_into(&mut waiting.what);
    Failure::in_vain(&waiting, "see the app well")
}

fn log(lines: &str) -> [Evidence; 1] {
    let told: Vec<String> = lines.lines().map(|line| format!("naru-log: health: {line}")).collect();
    [Evidence::of(Wait::Held, told.join("\n"))]
}

fn of(failure: &Failure, evidence: &[Evidence]) -> Repair {
    Repair::of(failure, evidence, Some(&blueprint()), 1)
}

#[test]
fn every_failure_that_there_is_has_its_way() {
    // What isn't here is tried again as it is.
    const OTHERS: &[(Way, &str)] = &[
        (
            Way::Account,
            "denied denied_by_session denied_unsaid expired_or_clock key_expired key_refused no_server_policy",
        ),
        (Way::Answer(Field::Count), "limit_instances"),
        (Way::Answer(Field::Domain), "certificate_failed record_exists record_refused zone_vanished"),
        (Way::Answer(Field::Env), "bad_boot env_zero no_secret"),
        (Way::Answer(Field::Folder), "site_unreadable"),
        (Way::Answer(Field::HealthPath), "app_answers target_wrong_answer"),
        (Way::Answer(Field::Image), "image_failed image_missing image_private image_unreachable"),
        (Way::Answer(Field::Name), "name_taken"),
        (Way::Answer(Field::Port), "app_elsewhere target_app_silent target_no_answer"),
        (Way::DefaultVpc, "no_default_vpc"),
        (Way::InstanceType(Needs::Capacity), "capacity"),
        (Way::InstanceType(Needs::FreeTier), "free_plan"),
        (Way::InstanceType(Needs::Memory), "app_killed"),
        (Way::InstanceType(Needs::Offer), "type_not_offered"),
        (Way::InstanceType(Needs::Processor), "image_platform"),
        (Way::MachineImage, "image_not_fitting no_machine_image"),
        (
            Way::NewImage,
            "app_deaf app_ends app_failed app_mute app_not_started app_on_loopback disk_full image_ids target_failed_checks",
        ),
        (
            Way::Outside,
            "alias_led_elsewhere alias_taken blocked certificate clock denied_by_boundary denied_by_endpoint denied_by_organisation denied_by_resource denied_explicitly disk_key env_denied flat_rate_plan gate held held held_by_policy limit no_aws_answer no_connection no_randomness no_subnet not_empty opt_in other_version port_taken protected rejected value verifying",
        ),
    ];
    let groups = groups().iter().map(|said| (said.code, said.words.way));
    let waits = waits().into_iter().map(|said| (said.code, way(&in_vain(said.code, ""))));
    let all: Vec<(&str, Way)> = groups.chain(waits).collect();
    assert!(all.len() > 100, "{}", all.len());
    for (way, codes) in OTHERS {
        let mut told: Vec<_> = all.iter().filter(|(_, of)| of == way).map(|(code, _)| *code).collect();
        told.sort_unstable();
        assert_eq!(told.join(" "), *codes, "{way:?}");
    }
    let is_other = |way: Way| OTHERS.iter().any(|(other, _)| *other == way);
    let again: Vec<_> = all.iter().filter(|(_, way)| !is_other(*way)).collect();
    assert!(again.len() > 20 && again.iter().all(|(_, way)| *way == Way::Again), "{again:?}");
    // A ledger of another version may have waited for something that nobody has words for.
    assert_eq!(way(&in_vain("who_knows", "")), Way::Again);
}

#[test]
fn the_port_is_the_one_that_was_seen_and_where_there_are_two_the_user_is_asked() {
    let told = |known: &str| of(&in_vain("app_elsewhere", known), &[]);
    let ask = Repair::Answer { field: Field::Port, variable: None };
    assert_eq!(told("8081"), Repair::Port { from: port(8080), to: port(8081) });
    assert_eq!(told("127.0.0.1:9229 8081 "), Repair::Port { from: port(8080), to: port(8081) });
    for unsure in ["3000 8081", "", "70000", "8080", "it listens on 8081"] {
        assert_eq!(told(unsure), ask, "{unsure}");
    }
    let image = ImageName::parse("ghcr.io/kim/shop:1").expect("a name");
    assert_eq!(told("127.0.0.1:8081 [::1]:9000"), Repair::NewImage { image }, "nobody reaches it there");
}

#[test]
fn another_health_path_is_taken_where_one_answers_well_and_the_one_that_is_asked_is_wrong() {
    let told = |known: &str| of(&in_vain("app_answers", known), &[]);
    let to_root = Repair::HealthPath { answered: 404, from: path("/health"), to: path("/") };
    assert_eq!(told("404 /health /"), to_root);
    let ask = Repair::Answer { field: Field::HealthPath, variable: None };
    for unsure in ["404 /health", "302 /health", "404 /health /health", "no answer", ""] {
        assert_eq!(told(unsure), ask, "{unsure}");
    }
    // A check that passes because it asks for something else mends no app.
    assert!(matches!(told("500 /health"), Repair::NewImage { .. }));
}

#[test]
fn a_variable_is_named_where_the_log_names_one_and_no_other() {
    let told = |lines: &str| match of(&in_vain("app_ends", "1"), &log(lines)) {
        Repair::Answer { field: Field::Env, variable } => variable.map(|name| name.to_string()),
        Repair::NewImage { .. } => None,
        other => panic!("{other:?}"),
    };
    for line in [
        "KeyError: 'DATABASE_URL'",
        "error: Environment variable not found: DATABASE_URL.",
        "Error: DATABASE_URL is not set",
        "Could not resolve placeholder 'DATABASE_URL' in value \"${DATABASE_URL}\"",
        "start.sh: line 3: DATABASE_URL: unbound variable",
        "required key DATABASE_URL missing value",
        "Missing required environment variable: DATABASE_URL\nMissing required environment variable: DATABASE_URL",
    ] {
        assert_eq!(told(line).as_deref(), Some("DATABASE_URL"), "{line}");
    }
    for line in [
        "",
        "DATABASE_URL is postgres://",
        "Error [ERR_MODULE_NOT_FOUND]: Cannot find module, which is missing",
        "code: 'MODULE_NOT_FOUND' is missing",
        "DB_HOST and DB_PORT are missing",
        "DB_HOST is not set\nDB_PORT is not set",
        "NARU_PORT is not set",
        "GET is not defined",
    ] {
        assert_eq!(told(line), None, "{line}");
    }
}

#[test]
fn as_many_instances_as_the_account_could_start_are_enough() {
    let failure = Failure::new(Class::Rejected, "launch the instance", "no").code("VcpuLimitExceeded");
    let told = |machines| Repair::of(&failure, &[], Some(&blueprint()), machines);
    assert_eq!(told(2), Repair::Count { from: 3, to: 2 });
    for none in [0, 3, 400] {
        assert_eq!(told(none), Repair::Outside, "{none}");
    }
}

#[test]
fn what_is_set_stands_in_the_blueprint_and_nothing_else_is_touched() {
    let before = blueprint();
    let (from, to) = (Some("t3.micro".to_owned()), Some("t3.small".to_owned()));
    let sets = [
        Repair::Port { from: port(8080), to: port(8081) },
        Repair::HealthPath { answered: 404, from: path("/health"), to: path("/") },
        Repair::InstanceType { from: from.clone(), to, needs: Needs::Memory },
        Repair::Count { from: 3, to: 2 },
        Repair::DefaultVpc,
    ];
    for repair in sets {
        assert!(repair.sets());
        let after = repair.in_blueprint(&before).expect("it is known");
        assert_ne!(after, before, "{repair:?}");
        assert_eq!(repair.in_blueprint(&after), Some(after), "{repair:?}");
    }
    for nothing in [
        Repair::InstanceType { from, to: None, needs: Needs::Memory },
        Repair::Answer { field: Field::Port, variable: None },
        Repair::Account,
        Repair::Outside,
        Repair::Again,
    ] {
        assert_eq!(nothing.in_blueprint(&before), None, "{nothing:?}");
    }
}

#[test]
fn the_sample_is_what_it_is_and_no_image_of_it_can_be_pushed() {
    let mut sample = blueprint();
    sample.backend.as_mut().expect("it has one").source = AppSource::Sample {};
    let told = Repair::of(&in_vain("app_ends", "1"), &log("KeyError: 'DATABASE_URL'"), Some(&sample), 1);
    assert_eq!(told, Repair::Again);
}

#[test]
fn the_next_type_has_what_the_last_one_lacked_and_comes_after_it() {
    let offer = |name: &str, memory_mib: u32, free_tier: bool| TypeOffer {
        name: name.to_owned(),
        vcpu: 2,
        memory_mib,
        free_tier,
    };
    let offers = [
        offer("t3.nano", 512, false),
        offer("t3.micro", 1024, true),
        offer("t3.small", 2048, false),
        offer("t4g.micro", 1024, false),
        offer("t4g.small", 2048, true),
    ];
    let next = |from: &str, needs, any| types(from, needs, &offers, any);
    assert_eq!(next("t3.micro", Needs::Memory, false), ["t3.small"]);
    assert_eq!(next("t3.micro", Needs::Memory, true), ["t3.small", "t4g.small"]);
    assert_eq!(next("t3.small", Needs::Capacity, false), [""; 0]);
    assert_eq!(next("t3.small", Needs::Capacity, true), ["t4g.small"]);
    assert_eq!(next("t3.small", Needs::FreeTier, false), ["t3.micro"]);
    assert_eq!(next("t3.micro", Needs::Processor, false), ["t4g.micro"]);
    assert_eq!(next("t4g.small", Needs::Processor, false), ["t3.small"]);
    assert_eq!(next("t3.nano", Needs::Processor, false), [""; 0], "it isn't offered");
    assert_eq!(next("m6i.large", Needs::Memory, false), [""; 0], "nobody knows how much it had");
    // Whoever goes on and on comes to an end.
    for needs in [Needs::Capacity, Needs::Offer, Needs::Memory] {
        let mut from = "t3.nano".to_owned();
        for _ in 0..offers.len() {
            let Some(to) = next(&from, needs, true).into_iter().next() else { break };
            from = to;
        }
        assert_eq!(next(&from, needs, true), [""; 0], "{needs:?}");
    }
}
