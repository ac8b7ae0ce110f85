use aws_sdk_elasticloadbalancingv2::types::{TargetHealth, TargetHealthReasonEnum as Why};
use naru_practice::AppBehaviour;

use super::health::{awaited, undecided};
use super::*;
use crate::codes::common;
use crate::drive::{Backend, Drive};
use crate::kinds::listener::Listener;
use crate::mark;

fn target_that(id: &str, health: Health, why: Option<Why>) -> TargetHealthDescription {
    let said = TargetHealth::builder().state(health).set_reason(why).build();
    TargetHealthDescription::builder().target(target(id)).target_health(said).build()
}

#[test]
fn the_worst_reason_is_the_one_that_is_told() {
    let wanted = BTreeSet::from(["i-1".to_owned(), "i-2".to_owned()]);
    let targets = [
        target_that("i-1", Health::Initial, Some(Why::InitialHealthChecking)),
        target_that("i-2", Health::Unhealthy, Some(Why::Timeout)),
    ];
    let waiting = awaited(&wanted, &targets).expect("not healthy");
    assert_eq!(waiting.what, "target_no_answer");
    assert_eq!(waiting.detail.as_deref(), Some("i-2 unhealthy Target.Timeout"));
}

#[test]
fn it_is_ready_only_when_every_wanted_target_is_healthy() {
    let wanted = BTreeSet::from(["i-1".to_owned(), "i-2".to_owned()]);
    let (one, two) = (target_that("i-1", Health::Healthy, None), target_that("i-2", Health::Healthy, None));
    let missing = awaited(&wanted, std::slice::from_ref(&one)).expect("one is missing");
    assert_eq!(missing.what, "target_not_registered");
    assert_eq!(awaited(&wanted, &[one.clone(), two.clone()]), None);
    let former = target_that("i-0", Health::Draining, Some(Why::DeregistrationInProgress));
    assert_eq!(awaited(&wanted, &[one, two, former]), None);
}

#[test]
fn of_one_whose_turn_comes_later_no_more_is_awaited_than_whether_it_is_well() {
    let wanted = BTreeSet::from(["i-1".to_owned()]);
    let told = |state: Health| undecided(&wanted, &[target_that("i-1", state, None)]);
    for state in [Health::Healthy, Health::Unhealthy, Health::Unused, Health::Unavailable] {
        assert_eq!(told(state.clone()), None, "{state:?}");
    }
    // It was just put in again.
    for state in [Health::Initial, Health::Draining] {
        assert!(told(state.clone()).is_some(), "{state:?}");
    }
    assert_eq!(undecided(&wanted, &[]), None, "one that was stopped can't be put in again");
}

#[tokio::test(start_paused = true)]
async fn elbv2_health_is_waited_for_and_says_what_is_missing() {
    let drive = Drive::new();
    let backend = Backend::with(&drive, 2).await;
    let cx = drive.context("targets");
    assert_eq!(TargetGroup.find(&cx.reading(), &backend.targets).await, Ok(None));
    let state = TargetGroup.create(&cx, &backend.targets).await.expect("a target group");
    assert_eq!(
        TargetGroup.create(&cx, &backend.targets).await.as_ref(),
        Ok(&state),
        "elbv2.create_idempotent"
    );
    assert_eq!(TargetGroup.find(&cx.reading(), &backend.targets).await, Ok(Some(state.clone())));
    let look = TargetGroup.observe(&cx.reading(), &backend.targets, &state).await.expect("a look");
    assert!(
        matches!(&look, Observation::Waiting(waiting) if waiting.what == "target_no_listener"),
        "{look:?}"
    );
    let node = drive.node::<TargetGroup>("targets", &backend.targets, &state);
    drive.have(&Listener, "listener", &backend.listener(&drive, &node, None).await).await;
    let (_, took) = drive.settle(&TargetGroup, &cx, &backend.targets, &state).await;
    assert!(took < 300, "{took} s");
}

#[tokio::test(start_paused = true)]
async fn elbv2_create_idempotent_with_other_settings_is_brought_to_the_spec() {
    let drive = Drive::new();
    let mut backend = Backend::with(&drive, 1).await;
    let cx = drive.context("targets");
    let state = TargetGroup.create(&cx, &backend.targets).await.expect("a target group");
    backend.targets.health_path = HealthPath::parse("/well").expect("a path");
    assert_eq!(TargetGroup.create(&cx, &backend.targets).await.as_ref(), Ok(&state));
    let groups = cx.cloud.elb.describe_target_groups().target_group_arns(&state.arn).send();
    let groups = groups.await.expect("a list");
    assert_eq!(groups.target_groups()[0].health_check_path(), Some("/well"));
    assert_eq!(groups.target_groups()[0].matcher().and_then(|matcher| matcher.http_code()), Some("200-299"));
}

#[tokio::test(start_paused = true)]
async fn an_instance_that_is_wanted_no_more_is_taken_out_once_the_others_are_well() {
    let drive = Drive::new();
    let mut backend = Backend::with(&drive, 2).await;
    let cx = drive.context("targets");
    let (both, other) = (backend.targets.clone(), backend.targets.instances.pop());
    let first = backend.targets.clone();
    let state = TargetGroup.create(&cx, &first).await.expect("a target group");
    let node = drive.node::<TargetGroup>("targets", &first, &state);
    drive.have(&Listener, "listener", &backend.listener(&drive, &node, None).await).await;
    drive.settle(&TargetGroup, &cx, &first, &state).await;

    // The second instance takes the place of the first.
    let second = Spec { instances: other.into_iter().collect(), ..first };
    TargetGroup.update(&cx, &second, &state).await.expect("updated");
    let look = TargetGroup.observe(&cx.reading(), &second, &state).await.expect("a look");
    assert!(matches!(look, Observation::Waiting(_)), "{look:?}");
    let ids = |targets: &[TargetHealthDescription], state: &Health| -> Vec<String> {
        let so = targets.iter().filter(|target| health(target) == state);
        so.filter_map(|target| target.target()?.id().map(str::to_owned)).collect()
    };
    let wanted_first = Wanted::of(&cx, &both).expect("ids").staying;
    let wanted_second = Vec::from_iter(Wanted::of(&cx, &second).expect("ids").staying);
    let (mut drained, mut took) = (0, 0);
    loop {
        match TargetGroup.observe(&cx.reading(), &second, &state).await.expect("a look") {
            Observation::Ready(_) => break,
            Observation::Stalled(_) => drop(TargetGroup.nudge(&cx, &second, &state).await.expect("nudged")),
            Observation::Waiting(_) => {}
            Observation::Lost => panic!("it is there"),
        }
        let targets = TargetGroup.health(&cx.reading(), &state).await.expect("a look").expect("a group");
        let well = ids(&targets, &Health::Healthy);
        assert!(!well.is_empty() && well.iter().all(|id| wanted_first.contains(id)), "{targets:?}");
        drained += usize::from(!ids(&targets, &Health::Draining).is_empty());
        took += 1;
        assert!(took < 600, "{targets:?}");
        drive.sleep(1).await;
    }
    // Each look takes a while of its own.
    assert!(drained >= 20, "it finishes what it is at: {drained} looks");
    let left = TargetGroup.health(&cx.reading(), &state).await.expect("a look").expect("a group");
    assert_eq!(ids(&left, &Health::Healthy), wanted_second);
    assert_eq!(left.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_look_takes_nothing_out_and_a_nudge_only_what_this_deployment_put_in() {
    let drive = Drive::new();
    let backend = Backend::with(&drive, 3).await;
    let cx = drive.context("targets");
    let state = TargetGroup.create(&cx, &backend.targets).await.expect("a target group");
    let node = drive.node::<TargetGroup>("targets", &backend.targets, &state);
    drive.have(&Listener, "listener", &backend.listener(&drive, &node, None).await).await;
    drive.settle(&TargetGroup, &cx, &backend.targets, &state).await;
    let ids: Vec<_> = backend.targets.instances.iter().map(|one| cx.get(one).expect("made").id).collect();
    let ec2 = &cx.cloud.ec2;
    // The third is somebody else's, put in by hand; and by hand the first was put in once more, on a port of its own.
    ec2.create_tags()
        .resources(&ids[2])
        .tags(aws_sdk_ec2::types::Tag::builder().key(mark::DEPLOYMENT).value("otherdeploy1").build())
        .send()
        .await
        .expect("marked by another");
    let by_hand = TargetDescription::builder().id(&ids[0]).port(9000).build();
    let register = cx.cloud.elb.register_targets().target_group_arn(&state.arn).targets(by_hand);
    register.send().await.expect("registered by hand");
    let only_first = Spec { instances: vec![backend.targets.instances[0].clone()], ..backend.targets };

    let standing = async || {
        let targets = TargetGroup.health(&cx.reading(), &state).await.expect("a look").expect("a group");
        let told = |target: &TargetHealthDescription| {
            let target_of = target.target().expect("a target");
            (target_of.id().expect("an id").to_owned(), target_of.port(), takes_requests(target))
        };
        targets.iter().map(told).collect::<BTreeSet<_>>()
    };
    let before = standing().await;
    for _ in 0..3 {
        let look = TargetGroup.observe(&cx.reading(), &only_first, &state).await.expect("a look");
        assert!(
            matches!(&look, Observation::Stalled(waiting) if waiting.what == "target_draining"),
            "{look:?}"
        );
    }
    assert_eq!(standing().await, before, "a look changes nothing");

    drive.settle(&TargetGroup, &cx, &only_first, &state).await;
    let left: BTreeSet<_> = standing().await;
    let kept = [(&ids[0], 80), (&ids[0], 9000), (&ids[2], 80)];
    let kept = kept.map(|(id, port)| (id.clone(), Some(port), true));
    assert_eq!(left, kept.into(), "the former one of ours alone is taken out");
}

#[tokio::test(start_paused = true)]
async fn an_app_that_crashes_is_never_ready_and_the_evidence_says_why() {
    let drive = Drive::new();
    drive.practice.set_conditions(|conditions| conditions.app = AppBehaviour::Crashes);
    let backend = Backend::with(&drive, 1).await;
    let cx = drive.context("targets");
    let state = TargetGroup.create(&cx, &backend.targets).await.expect("a target group");
    let node = drive.node::<TargetGroup>("targets", &backend.targets, &state);
    drive.have(&Listener, "listener", &backend.listener(&drive, &node, None).await).await;
    drive.sleep(900).await;
    let look = TargetGroup.observe(&cx.reading(), &backend.targets, &state).await.expect("a look");
    assert!(
        matches!(&look, Observation::Waiting(waiting) if waiting.what == "target_app_silent"),
        "{look:?}"
    );
    let evidence = TargetGroup.evidence(&cx.reading(), &state).await;
    let whats: Vec<_> = evidence.iter().map(|evidence| evidence.what.as_str()).collect();
    assert_eq!(whats, ["target_health", "console"]);
    assert!(evidence[0].text.contains("Target.ResponseCodeMismatch"), "{}", evidence[0].text);
    assert!(evidence[1].text.contains("naru-log: health: "), "{}", evidence[1].text);
}

#[tokio::test(start_paused = true)]
async fn elbv2_tg_in_use_waits_for_the_listener() {
    let drive = Drive::new();
    let backend = Backend::with(&drive, 1).await;
    let cx = drive.context("targets");
    let state = TargetGroup.create(&cx, &backend.targets).await.expect("a target group");
    let node = drive.node::<TargetGroup>("targets", &backend.targets, &state);
    let wanted = backend.listener(&drive, &node, None).await;
    let (_, listener) = drive.have(&Listener, "listener", &wanted).await;
    let held = TargetGroup.delete(&cx, &state).await.expect("a step");
    assert!(matches!(&held, Removal::Waiting(waiting) if waiting.what == "held_by_listener"), "{held:?}");
    let other = drive.context("other");
    assert_eq!(TargetGroup.delete(&other, &state).await, Ok(Removal::kept(common::Kept::NotOurs)));
    drive.delete(&Listener, &drive.context("listener"), &listener).await;
    drive.delete(&TargetGroup, &cx, &state).await;
    assert_eq!(TargetGroup.delete(&cx, &state).await, Ok(Removal::Missing));
    assert_eq!(TargetGroup.observe(&cx.reading(), &backend.targets, &state).await, Ok(Observation::Lost));
}
