//! The account's folder, and its time while nobody has it open.

use std::fs;
use std::time::Duration;

use aws_sdk_ec2::types::InstanceStateName;
use jiff::Timestamp;
use naru_engine::Clock;

use crate::testing::{SEOUL, a_run, started};
use crate::{AppBehaviour, OpenError, Practice};

#[tokio::test(start_paused = true)]
async fn an_account_survives_being_closed() {
    let dir = tempfile::tempdir().expect("a folder can be made");
    let practice = Practice::open(dir.path(), Clock::real()).expect("nobody has it");
    practice.set_conditions(|conditions| conditions.app = AppBehaviour::Crashes);
    let id = started(a_run(&practice).await).await;
    drop(practice);
    let practice = Practice::open(dir.path(), Clock::real()).expect("it is free again");
    assert_eq!(practice.conditions().app, AppBehaviour::Crashes);
    practice.ec2(SEOUL).describe_vpcs().send().await.expect("its network is there");
    tokio::time::sleep(Duration::from_secs(61)).await;
    let seen = practice.ec2(SEOUL).describe_instances().instance_ids(id).send().await.expect("it is there");
    let state = seen.reservations()[0].instances()[0].state().and_then(|state| state.name()).cloned();
    assert_eq!(state, Some(InstanceStateName::Running), "what had begun went on");
}

#[tokio::test(start_paused = true)]
async fn time_never_goes_back() {
    let dir = tempfile::tempdir().expect("a folder can be made");
    let late: Timestamp = "2031-01-01T00:00:00Z".parse().expect("it is a time");
    let practice = Practice::open(dir.path(), Clock::starting_at(late, 10.0)).expect("nobody has it");
    practice.set_conditions(|conditions| conditions.slowness = 2.0);
    let before = practice.now();
    drop(practice);
    let early: Timestamp = "2030-01-01T00:00:00Z".parse().expect("it is a time");
    let practice = Practice::open(dir.path(), Clock::starting_at(early, 1.0)).expect("it is free again");
    assert!(practice.now() >= before);
}

#[tokio::test(start_paused = true)]
async fn while_closed_time_goes_on_with_the_walls() {
    let dir = tempfile::tempdir().expect("a folder can be made");
    let practice = Practice::open(dir.path(), Clock::real()).expect("nobody has it");
    practice.set_conditions(|conditions| conditions.slowness = 2.0);
    drop(practice);
    // As if it had been saved a day ago, on a clock far ahead of the wall's.
    let file = dir.path().join("account.json");
    let mut saved: serde_json::Value =
        serde_json::from_slice(&fs::read(&file).expect("saved")).expect("JSON");
    let ahead: Timestamp = "2035-01-01T00:00:00Z".parse().expect("it is a time");
    saved["account_time"] = serde_json::json!(ahead);
    saved["wall_time"] = serde_json::json!(Timestamp::now() - Duration::from_hours(24));
    fs::write(&file, saved.to_string()).expect("it can be written");
    let practice = Practice::open(dir.path(), Clock::real()).expect("it is free again");
    assert!(practice.now() >= ahead + Duration::from_hours(24));
}

#[tokio::test(start_paused = true)]
async fn a_second_holder_is_told_who_has_it() {
    let dir = tempfile::tempdir().expect("a folder can be made");
    let _first = Practice::open(dir.path(), Clock::real()).expect("nobody has it");
    let Err(OpenError::Held { holder }) = Practice::open(dir.path(), Clock::real()) else {
        panic!("the first has it");
    };
    assert_eq!(holder, std::process::id().to_string());
}

#[tokio::test(start_paused = true)]
async fn a_newer_format_is_left_alone() {
    let dir = tempfile::tempdir().expect("a folder can be made");
    drop(Practice::open(dir.path(), Clock::real()).expect("nobody has it"));
    let file = dir.path().join("account.json");
    let text = fs::read_to_string(&file).expect("saved").replacen("\"format\":1", "\"format\":99", 1);
    fs::write(&file, &text).expect("it can be written");
    let opened = Practice::open(dir.path(), Clock::real());
    assert!(matches!(opened, Err(OpenError::Newer { found: 99, .. })));
    assert_eq!(fs::read_to_string(&file).expect("still there"), text);
}

#[tokio::test(start_paused = true)]
async fn a_half_written_file_beside_the_saved_one_does_no_harm() {
    let dir = tempfile::tempdir().expect("a folder can be made");
    let practice = Practice::open(dir.path(), Clock::real()).expect("nobody has it");
    let made = practice.ec2(SEOUL).create_security_group().group_name("web").description("web").send().await;
    let id = made.expect("it is right").group_id().expect("it has an id").to_owned();
    drop(practice);
    fs::write(dir.path().join("account.json.new"), "{\"account_ti").expect("it can be written");
    let practice = Practice::open(dir.path(), Clock::real()).expect("the saved one is whole");
    practice.ec2(SEOUL).describe_security_groups().group_ids(id).send().await.expect("it was saved at once");
}
