//! The account's folder, and its time while nobody has it open.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use aws_sdk_ec2::types::InstanceStateName;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::Request;
use jiff::Timestamp;
use naru_engine::Clock;

use crate::testing::{Ground, SEOUL, a_run, started};
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
    tokio::time::sleep(Duration::from_secs(600)).await;
    let before = practice.now();
    practice.ec2(SEOUL).describe_vpcs().send().await.expect("somebody looks, and changes nothing");
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
async fn an_account_that_noted_its_machines_by_a_comment_still_serves() {
    let dir = tempfile::tempdir().expect("a folder can be made");
    let ground = Ground::lay(Practice::open(dir.path(), Clock::real()).expect("nobody has it")).await;
    let (balancer, name) = ground.balancer("naru").await;
    let group = ground.target_group("naru").await;
    ground.listener(&balancer, &group).await;
    ground.open(80, "0.0.0.0/0").await;
    tokio::time::sleep(Duration::from_mins(5)).await;
    let later = ground.practice.now();
    let id = ground.instance.clone();
    drop(ground);
    let file = dir.path().join("account.json");
    let mut saved: serde_json::Value =
        serde_json::from_slice(&fs::read(&file).expect("saved")).expect("JSON");
    let instance = &mut saved["world"]["regions"][SEOUL]["ec2"]["instances"][&id];
    let data = "#cloud-config\n# naru: app-port=8080 health-path=/health source=sample\n";
    instance["user_data"] = BASE64_STANDARD.encode(data).into();
    let app = instance["app"].as_object_mut().expect("it has an app");
    app.remove("tells_steps").expect("it is written");
    app.sort_keys();
    let known: Vec<_> = app.keys().map(String::as_str).collect();
    assert_eq!(known, ["behaviour", "health_path", "nginx_port", "port", "source", "steps"]);
    fs::write(&file, saved.to_string()).expect("it can be written");
    let practice = Practice::open(dir.path(), Clock::starting_at(later, 1.0)).expect("it is free again");
    let health = Request::get(format!("http://{name}/health")).body(Vec::new()).expect("an address");
    assert_eq!(practice.visit(&health).await.expect("an answer").status(), 200);
    let console =
        practice.ec2(SEOUL).get_console_output().instance_id(&id).send().await.expect("it is there");
    let told = BASE64_STANDARD.decode(console.output().unwrap_or_default()).expect("it is base64");
    assert!(String::from_utf8(told).expect("it is text").contains("naru-step: health end"));
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

#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn its_owner_alone_can_read_a_saved_account() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().expect("a folder can be made");
    let _practice = Practice::open(dir.path(), Clock::real()).expect("nobody has it");
    let mode = fs::metadata(dir.path().join("account.json")).expect("it was saved").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
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

/// Where the test below lets its victim write.
const VICTIM_DIR: &str = "NARU_PRACTICE_VICTIM_DIR";

/// The victim of the test below: it makes groups and says so, until it is killed.
#[tokio::test]
#[ignore = "it ends only when it is killed"]
async fn victim() {
    let Some(dir) = std::env::var_os(VICTIM_DIR) else { return };
    let clock = Clock::starting_at(Timestamp::now(), Clock::INSTANT);
    let practice = Practice::open(dir.as_ref(), clock).expect("nobody has it");
    for number in 0.. {
        let name = format!("group-{number}");
        let made =
            practice.ec2(SEOUL).create_security_group().group_name(&name).description("x").send().await;
        made.expect("the name is free");
        println!("made {name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_kill_at_any_moment_leaves_a_readable_account() {
    for moment in 1..=5 {
        let dir = tempfile::tempdir().expect("a folder can be made");
        let mut victim = Command::new(std::env::current_exe().expect("this program has a file"))
            .args(["--exact", "conformance::saved::victim", "--ignored", "--nocapture"])
            .env(VICTIM_DIR, dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("this program can be started");
        let said = BufReader::new(victim.stdout.take().expect("it is piped")).lines().map_while(Result::ok);
        let made: Vec<_> = said.filter(|line| line.contains("made group-")).take(moment * 3).collect();
        victim.kill().expect("it runs until it is killed");
        victim.wait().expect("it is ours");
        assert_eq!(made.len(), moment * 3);
        let practice = Practice::open(dir.path(), Clock::real()).expect("what is there can be read");
        let groups = practice.ec2(SEOUL).describe_security_groups().send().await.expect("listed");
        let kept = groups.security_groups().iter().filter(|group| group.description() == Some("x")).count();
        assert!(kept >= made.len(), "what was answered is there: {kept} of {}", made.len());
    }
}
