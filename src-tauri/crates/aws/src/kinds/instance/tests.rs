use aws_sdk_ec2::types::{HttpTokensState, VolumeType};
use naru_practice::{Fault, Misbehaviour, Presence, Service, When};

use super::*;
use crate::drive::{Backend, Drive, REGION};

async fn described(cx: &Context<Aws>, state: &State) -> Described {
    Instance.read(&cx.reading(), state).await.expect("a look").expect("an instance")
}

async fn instances(drive: &Drive) -> usize {
    Instance.scan(&drive.reader()).await.expect("a scan").iter().filter(|found| found.mark.is_some()).count()
}

#[tokio::test(start_paused = true)]
async fn it_is_what_a_senior_engineer_would_expect() {
    let drive = Drive::new();
    let spec = Backend::instance(&drive).await;
    let cx = drive.context("instance-1");
    let state = drive.make(&Instance, &cx, &spec).await;
    let (state, took) = drive.settle(&Instance, &cx, &spec, &state).await;
    assert!((20..=60).contains(&took), "ec2.run_pending: {took} s");
    assert!(state.public_ip.is_some() && state.private_ip.is_some(), "{state:?}");

    let one = described(&cx, &state).await;
    let metadata = one.metadata_options().expect("metadata options");
    assert_eq!(metadata.http_tokens().map(HttpTokensState::as_str), Some("required"));
    assert_eq!(metadata.http_put_response_hop_limit(), Some(1));
    let given = [1, 2].map(|hops| drive.practice.hands_out_role(REGION, &state.id, hops));
    assert_eq!(
        given,
        [true, false],
        "ec2.metadata_hops: the instance has its role, and a container on it doesn't"
    );
    assert_eq!(one.key_name(), None);
    assert!(one.iam_instance_profile().is_some());
    let disk = one.block_device_mappings()[0].ebs().expect("a disk");
    assert_eq!(disk.delete_on_termination(), Some(true));
    let volume = disk.volume_id().expect("a volume");
    let volumes = cx.cloud.ec2.describe_volumes().volume_ids(volume).send().await.expect("a volume");
    let volume = &volumes.volumes()[0];
    assert_eq!((volume.encrypted(), volume.size()), (Some(true), Some(8)));
    assert_eq!(volume.volume_type(), Some(&VolumeType::Gp3));
    let tags = volume.tags().iter().filter_map(|tag| Some((tag.key()?, tag.value()?)));
    assert_eq!(Mark::read(tags), Some(Mark::of(&cx)));
    let group = cx.get(&spec.group).expect("a group").id;
    assert_eq!(one.security_groups()[0].group_id(), Some(group.as_str()));
}

#[tokio::test(start_paused = true)]
async fn ec2_clienttoken_idempotent_makes_no_second_one() {
    let drive = Drive::new();
    let spec = Backend::instance(&drive).await;
    let cx = drive.context("instance-1");
    let state = drive.make(&Instance, &cx, &spec).await;
    let again = Instance.create(&cx, &spec).await.expect("the same");
    assert_eq!(again.id, state.id);
    drive.sleep(30).await;
    assert_eq!(instances(&drive).await, 1);
}

#[tokio::test(start_paused = true)]
async fn ec2_type_offered_elsewhere_is_launched_in_the_next_zone_and_only_there() {
    let drive = Drive::new();
    let spec = Backend::instance(&drive).await;
    let full = format!("{REGION}a");
    drive.practice.set_conditions(|conditions| {
        conditions.zones_without_capacity.insert(full.clone());
    });
    let mut cx = drive.context("instance-1");
    let state = drive.make(&Instance, &cx, &spec).await;
    assert_eq!(state.zone, format!("{REGION}c"));
    let (state, _) = drive.settle(&Instance, &cx, &spec, &state).await;
    drive.practice.set_conditions(|conditions| conditions.zones_without_capacity.clear());
    // The answer was lost, and the zone that had no capacity has some again.
    cx.attempt = 1;
    assert_eq!(Instance.create(&cx, &spec).await.map(|again| again.id), Ok(state.id));
    assert_eq!(instances(&drive).await, 1);
}

#[tokio::test(start_paused = true)]
async fn no_capacity_anywhere_is_a_failure_of_capacity() {
    let drive = Drive::new();
    let spec = Backend::instance(&drive).await;
    drive.practice.set_conditions(|conditions| {
        conditions.zones_without_capacity.extend(["a", "c"].map(|zone| format!("{REGION}{zone}")));
    });
    let cx = drive.context("instance-1");
    drive.sleep(30).await;
    let refused = Instance.create(&cx, &spec).await.expect_err("no capacity");
    assert_eq!(refused.class, Class::Capacity);
    assert!(refused.is(&["InsufficientInstanceCapacity"]), "{refused}");
}

#[tokio::test(start_paused = true)]
async fn iam_propagation_may_lose_the_profile_and_it_is_attached_then() {
    let drive = Drive::new();
    let spec = Backend::instance(&drive).await;
    drive.practice.set_conditions(|conditions| conditions.instance_profile_at_launch = Presence::Absent);
    let cx = drive.context("instance-1");
    let state = drive.make(&Instance, &cx, &spec).await;
    drive.sleep(60).await;
    for _ in 0..3 {
        let look = Instance.observe(&cx.reading(), &spec, &state).await;
        assert_eq!(look, Ok(Observation::Stalled(Waiting::on(Wait::ProfileAttaching))));
    }
    assert!(described(&cx, &state).await.iam_instance_profile().is_none(), "a look attaches nothing");
    let (state, _) = drive.settle(&Instance, &cx, &spec, &state).await;
    assert!(described(&cx, &state).await.iam_instance_profile().is_some());
}

#[tokio::test(start_paused = true)]
async fn ec2_run_pending_is_not_lost_and_a_terminated_one_is() {
    let drive = Drive::new();
    let spec = Backend::instance(&drive).await;
    let cx = drive.context("instance-1");
    let state = drive.make(&Instance, &cx, &spec).await;
    let first = Instance.observe(&cx.reading(), &spec, &state).await.expect("a look");
    assert!(matches!(first, Observation::Waiting(_)), "{first:?}");
    drive.settle(&Instance, &cx, &spec, &state).await;
    cx.cloud.ec2.terminate_instances().instance_ids(&state.id).send().await.expect("terminated by somebody");
    assert_eq!(Instance.observe(&cx.reading(), &spec, &state).await, Ok(Observation::Lost));
    assert_eq!(Instance.find(&cx.reading(), &spec).await, Ok(None));
}

#[tokio::test(start_paused = true)]
async fn ec2_shutting_down_is_not_gone_and_terminated_is() {
    let drive = Drive::new();
    let spec = Backend::instance(&drive).await;
    let cx = drive.context("instance-1");
    let state = drive.make(&Instance, &cx, &spec).await;
    let (state, _) = drive.settle(&Instance, &cx, &spec, &state).await;
    let other = drive.context("instance-2");
    assert_eq!(Instance.delete(&other, &state).await, Ok(Removal::kept(common::Kept::NotOurs)));
    assert_eq!(drive.delete(&Instance, &cx, &state).await, ["shutting_down"]);
    assert_eq!(*named(&described(&cx, &state).await), InstanceStateName::Terminated);
    assert_eq!(Instance.delete(&cx, &state).await, Ok(Removal::Gone));
}

#[tokio::test(start_paused = true)]
async fn one_that_is_not_listed_yet_is_not_gone() {
    let drive = Drive::new();
    let spec = Backend::instance(&drive).await;
    let cx = drive.context("instance-1");
    let state = drive.make(&Instance, &cx, &spec).await;
    let early = Instance.delete(&cx, &state).await.expect("a step");
    assert!(matches!(early, Removal::Waiting(_)), "{early:?}");
    drive.delete(&Instance, &cx, &state).await;
    assert_eq!(instances(&drive).await, 0);
}

#[tokio::test(start_paused = true)]
async fn its_console_tells_the_steps_of_its_first_boot() {
    let drive = Drive::new();
    let spec = Backend::instance(&drive).await;
    let cx = drive.context("instance-1");
    let state = drive.make(&Instance, &cx, &spec).await;
    let (state, _) = drive.settle(&Instance, &cx, &spec, &state).await;
    drive.sleep(300).await;
    let evidence = Instance.evidence(&cx.reading(), &state).await;
    let console = evidence.iter().find(|evidence| evidence.what == "console").expect("a console");
    assert!(console.text.starts_with(&state.id), "{}", console.text);
    assert!(console.text.contains("naru-step: "), "{}", console.text);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_was_lost_makes_no_second_one() {
    let drive = Drive::new();
    let spec = Backend::instance(&drive).await;
    drive.sleep(30).await;
    let lost = When::Next(Service::Ec2, "RunInstances".into());
    drive.practice.misbehave(Misbehaviour::new(lost, Fault::LostAfter));
    let cx = drive.context("instance-1");
    drive.make(&Instance, &cx, &spec).await;
    drive.sleep(60).await;
    assert_eq!(instances(&drive).await, 1);
}
