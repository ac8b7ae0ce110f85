//! Instances, from the run to the end, and what hangs on them.

use std::net::{IpAddr, Ipv4Addr};

use aws_sdk_ec2::primitives::Blob;
use aws_sdk_ec2::types::{
    ArchitectureValues, BlockDeviceMapping, CreditSpecificationRequest, EbsBlockDevice, Filter,
    HttpTokensState, InstanceAttributeName, InstanceCreditSpecificationRequest,
    InstanceMetadataOptionsRequest, InstanceStateName, InstanceType, IpPermission, IpRange,
    RequestLaunchTemplateData, ResourceType, SummaryStatus, Tag, TagSpecification,
    UnsuccessfulInstanceCreditSpecificationErrorCode as Unchanged,
};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::services::ec2::{Answer, Request, Source, app_answer};
use crate::testing::{SAMPLE, SEOUL, a_run, pass, practice, refused, started, subnet};
use crate::{AppBehaviour, Practice};

async fn state(practice: &Practice, id: &str) -> InstanceStateName {
    let seen = practice.ec2(SEOUL).describe_instances().instance_ids(id).send().await.expect("it is there");
    let state = seen.reservations()[0].instances()[0].state().expect("it has a state");
    state.name().expect("the state has a name").clone()
}

/// A group that lets everybody in on port 80.
async fn open_group(practice: &Practice) -> String {
    let ec2 = practice.ec2(SEOUL);
    let made =
        ec2.create_security_group().group_name("web").description("web").send().await.expect("it is right");
    let id = made.group_id().expect("it has an id").to_owned();
    let rule = IpPermission::builder().ip_protocol("tcp").from_port(80).to_port(80);
    let rule = rule.ip_ranges(IpRange::builder().cidr_ip("0.0.0.0/0").build()).build();
    ec2.authorize_security_group_ingress()
        .group_id(&id)
        .ip_permissions(rule)
        .send()
        .await
        .expect("it is right");
    id
}

/// What a visitor gets from an instance.
fn visit(practice: &Practice, id: &str, port: u16, path: &str) -> Answer {
    let from = Source::Address(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9)));
    practice.with_world(|world, now| {
        app_answer(world, SEOUL, id, &Request { from, port, method: "GET", path }, now)
    })
}

fn status(answer: &Answer) -> u16 {
    match answer {
        Answer::Http { code, .. } => *code,
        other => panic!("no HTTP: {other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn ec2_run_bad_references() {
    let practice = practice();
    let run = a_run(&practice).await;
    refused!(run.clone().image_id("ami-0123456789abcdef0"), "InvalidAMIID.NotFound");
    refused!(run.clone().subnet_id("subnet-0123456789abcdef0"), "InvalidSubnetID.NotFound");
    refused!(run.clone().security_group_ids("sg-0123456789abcdef0"), "InvalidGroup.NotFound");
    refused!(run.clone().key_name("nobody"), "InvalidKeyPair.NotFound");
}

#[tokio::test(start_paused = true)]
async fn ec2_run_bad_values() {
    let practice = practice();
    let run = a_run(&practice).await;
    refused!(run.clone().instance_type(InstanceType::from("t9.huge")), "InvalidParameterValue");
    refused!(run.clone().instance_type(InstanceType::T4gMicro), "InvalidParameterValue");
    let most = BASE64_STANDARD.encode("x".repeat(16_384));
    let more = BASE64_STANDARD.encode("x".repeat(16_385));
    refused!(run.clone().user_data(more), "InvalidParameterValue");
    let profile = aws_sdk_ec2::types::IamInstanceProfileSpecification::builder().name("nobody").build();
    refused!(run.clone().iam_instance_profile(profile), "InvalidParameterValue");
    started(run.user_data(most)).await;
}

#[tokio::test(start_paused = true)]
async fn ec2_type_offered_no_capacity_in_one_zone() {
    let practice = practice();
    practice.set_conditions(|conditions| {
        conditions.zones_without_capacity.insert("ap-northeast-2a".to_owned());
    });
    let run = a_run(&practice).await;
    refused!(run.clone(), "InsufficientInstanceCapacity");
    started(run.clone().subnet_id(subnet(&practice, "ap-northeast-2c").await)).await;
    let nowhere = run.subnet_id(subnet(&practice, "ap-northeast-2b").await);
    refused!(nowhere.instance_type(InstanceType::T2Micro), "Unsupported");
}

/// The credits of an instance, as EC2 tells them.
async fn credits(practice: &Practice, id: &str) -> String {
    let told = practice.ec2(SEOUL).describe_instance_credit_specifications().instance_ids(id).send().await;
    let told = told.expect("it has some");
    told.instance_credit_specifications()[0].cpu_credits().expect("one of two").to_owned()
}

#[tokio::test(start_paused = true)]
async fn ec2_cpu_credits() {
    let (practice, asked) = (practice(), CreditSpecificationRequest::builder());
    let (ec2, run) = (practice.ec2(SEOUL), a_run(&practice).await);
    let [standard, unlimited, none] =
        ["standard", "unlimited", "some"].map(|credits| asked.clone().cpu_credits(credits).build());
    refused!(run.clone().credit_specification(none), "InvalidCpuCredits");
    let steady = run.clone().instance_type(InstanceType::M6iLarge);
    refused!(steady.clone().credit_specification(unlimited), "InvalidParameterCombination");
    let (t3, t2) =
        (started(run.clone()).await, started(run.clone().instance_type(InstanceType::T2Micro)).await);
    let (slow, steady) = (started(run.credit_specification(standard)).await, started(steady).await);
    let (set, one) =
        (ec2.modify_instance_credit_specification(), InstanceCreditSpecificationRequest::builder());
    let set = |id: &str, credits: &str| {
        set.clone().instance_credit_specifications(one.clone().instance_id(id).cpu_credits(credits).build())
    };
    pass(5).await;
    let early = set(&t3, "standard").send().await.expect("what can't be changed is listed");
    let why = early.unsuccessful_instance_credit_specifications()[0].error().and_then(|error| error.code());
    assert_eq!(why.map(Unchanged::as_str), Some("IncorrectInstanceState"), "it is pending");
    pass(60).await;
    let told =
        (credits(&practice, &t3).await, credits(&practice, &t2).await, credits(&practice, &slow).await);
    assert_eq!(told, ("unlimited".to_owned(), "standard".to_owned(), "standard".to_owned()));
    refused!(
        ec2.describe_instance_credit_specifications().instance_ids(&steady),
        "InstanceCreditSpecification.NotSupported"
    );
    let both = set(&t3, "standard").instance_credit_specifications(
        InstanceCreditSpecificationRequest::builder().instance_id(&steady).cpu_credits("standard").build(),
    );
    let both = both.send().await.expect("what can't be changed is listed");
    assert_eq!(both.successful_instance_credit_specifications()[0].instance_id(), Some(t3.as_str()));
    let why = both.unsuccessful_instance_credit_specifications()[0].error().and_then(|error| error.code());
    assert_eq!(why.map(Unchanged::as_str), Some("InstanceCreditSpecification.NotSupported"));
    assert_eq!(credits(&practice, &t3).await, "standard");
    refused!(set(&t3, "some"), "InvalidCpuCredits");
    set(&t3, "unlimited").send().await.expect("it goes back");
    let all = ec2.describe_instance_credit_specifications().send().await.expect("a list");
    let all = all.instance_credit_specifications().iter().filter_map(|one| one.instance_id());
    let all: Vec<_> = all.collect();
    assert!(
        all.contains(&t3.as_str()) && !all.contains(&slow.as_str()),
        "those alone that may cost more: {all:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn ec2_clienttoken_idempotent() {
    let practice = practice();
    let run = a_run(&practice).await.client_token("one");
    let first = started(run.clone()).await;
    assert_eq!(started(run.clone()).await, first);
    refused!(run.clone().instance_type(InstanceType::T3Small), "IdempotentParameterMismatch");
    refused!(run.clone().user_data(BASE64_STANDARD.encode("other")), "IdempotentParameterMismatch");
    assert_ne!(started(run.client_token("two")).await, first);
}

#[tokio::test(start_paused = true)]
async fn ec2_run_pending() {
    let practice = practice();
    let answer = a_run(&practice).await.send().await.expect("the run is right");
    let instance = &answer.instances()[0];
    let id = instance.instance_id().expect("it has an id");
    assert_eq!(instance.state().and_then(|state| state.name()), Some(&InstanceStateName::Pending));
    let ec2 = practice.ec2(SEOUL);
    refused!(ec2.describe_instances().instance_ids(id), "InvalidInstanceID.NotFound");
    pass(5).await;
    assert_eq!(state(&practice, id).await, InstanceStateName::Pending);
    pass(20).await;
    assert_eq!(state(&practice, id).await, InstanceStateName::Pending, "not before 30 s");
    pass(36).await;
    assert_eq!(state(&practice, id).await, InstanceStateName::Running, "after 60 s");
    let checks = ec2.describe_instance_status().instance_ids(id);
    let status = async || {
        let answer = checks.clone().send().await.expect("it is running");
        answer.instance_statuses()[0].instance_status().and_then(|status| status.status()).cloned()
    };
    assert_eq!(status().await, Some(SummaryStatus::Initializing));
    pass(240).await;
    assert_eq!(status().await, Some(SummaryStatus::Ok));
}

#[tokio::test(start_paused = true)]
async fn ec2_ended_by_ec2() {
    for said in ["Client.VolumeLimitExceeded", "Server.InsufficientInstanceCapacity"] {
        let practice = practice();
        practice.set_conditions(|conditions| {
            conditions.zones_that_end_launches.insert("ap-northeast-2a".to_owned(), said.to_owned());
        });
        let id = started(a_run(&practice).await).await;
        pass(11).await;
        let seen = practice.ec2(SEOUL).describe_instances().instance_ids(&id).send().await.expect("listed");
        let instance = &seen.reservations()[0].instances()[0];
        let is = instance.state().and_then(|state| state.name());
        assert_eq!(is, Some(&InstanceStateName::Terminated), "it never ran");
        let reason = instance.state_reason().expect("a reason");
        assert_eq!(reason.code(), Some(said));
        assert!(reason.message().is_some_and(|message| message.starts_with(said)), "{reason:?}");
        practice.ec2(SEOUL).terminate_instances().instance_ids(&id).send().await.expect("it is listed");
        assert_eq!(state(&practice, &id).await, InstanceStateName::Terminated);
    }
}

#[tokio::test(start_paused = true)]
async fn a_run_keeps_what_it_was_given() {
    let practice = practice();
    let tags = TagSpecification::builder().tags(Tag::builder().key("naru:node").value("app").build());
    let root = EbsBlockDevice::builder().encrypted(true).volume_size(12).build();
    let run = a_run(&practice)
        .await
        .tag_specifications(tags.clone().resource_type(ResourceType::Instance).build())
        .tag_specifications(tags.resource_type(ResourceType::Volume).build())
        .metadata_options(
            InstanceMetadataOptionsRequest::builder().http_tokens(HttpTokensState::Required).build(),
        )
        .block_device_mappings(BlockDeviceMapping::builder().device_name("/dev/sda1").ebs(root).build());
    let id = started(run).await;
    pass(61).await;
    let ec2 = practice.ec2(SEOUL);
    let mark = Filter::builder().name("tag:naru:node").values("app").build();
    let seen = ec2.describe_instances().filters(mark.clone()).send().await.expect("the filter is known");
    let instance = &seen.reservations()[0].instances()[0];
    assert_eq!(instance.instance_id(), Some(id.as_str()));
    assert_eq!(
        instance.metadata_options().and_then(|options| options.http_tokens()),
        Some(&HttpTokensState::Required)
    );
    assert_eq!(instance.architecture(), Some(&ArchitectureValues::X8664));
    assert!(instance.public_ip_address().is_some() && instance.private_ip_address().is_some());
    let volumes = ec2.describe_volumes().filters(mark).send().await.expect("the filter is known");
    let volume = &volumes.volumes()[0];
    assert_eq!((volume.encrypted(), volume.size()), (Some(true), Some(12)));
    assert_eq!(volume.volume_type().map(aws_sdk_ec2::types::VolumeType::as_str), Some("gp3"));
    let asked = ec2.describe_instance_attribute().instance_id(&id).attribute(InstanceAttributeName::UserData);
    let answer = asked.send().await.expect("it has user data");
    let text = answer.user_data().and_then(|data| data.value()).expect("it has a value");
    assert_eq!(BASE64_STANDARD.decode(text).expect("it is base64"), SAMPLE.as_bytes());
    let found = ec2.describe_tags().filters(Filter::builder().name("resource-id").values(&id).build());
    assert_eq!(found.send().await.expect("listed").tags()[0].key(), Some("naru:node"));
}

#[tokio::test(start_paused = true)]
async fn ec2_describe_missing() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let nobody = "i-0123456789abcdef0";
    let tag = |key: &str| Tag::builder().key(key).value("x").build();
    refused!(ec2.describe_instances().instance_ids(nobody), "InvalidInstanceID.NotFound");
    refused!(ec2.describe_instances().instance_ids("i-what"), "InvalidInstanceID.Malformed");
    refused!(ec2.terminate_instances().instance_ids(nobody), "InvalidInstanceID.NotFound");
    refused!(ec2.create_tags().resources(nobody).tags(tag("a")), "InvalidInstanceID.NotFound");
    let id = started(a_run(&practice).await).await;
    pass(5).await;
    refused!(ec2.create_tags().resources(&id).tags(tag("aws:a")), "InvalidParameterValue");
    ec2.create_tags().resources(&id).tags(tag("a")).send().await.expect("the tag is right");
    ec2.delete_tags().resources(&id).tags(Tag::builder().key("a").build()).send().await.expect("it is there");
}

#[tokio::test(start_paused = true)]
async fn ec2_shutting_down() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let id = started(a_run(&practice).await).await;
    pass(61).await;
    let answer = ec2.terminate_instances().instance_ids(&id).send().await.expect("it is there");
    let now = answer.terminating_instances()[0].current_state().and_then(|state| state.name()).cloned();
    assert_eq!(now, Some(InstanceStateName::ShuttingDown));
    pass(60).await;
    assert_eq!(state(&practice, &id).await, InstanceStateName::Terminated);
    let disks = Filter::builder().name("attachment.instance-id").values(&id).build();
    assert!(ec2.describe_volumes().filters(disks).send().await.expect("listed").volumes().is_empty());
    ec2.terminate_instances().instance_ids(&id).send().await.expect("again is accepted");
    pass(3600).await;
    refused!(ec2.describe_instances().instance_ids(&id), "InvalidInstanceID.NotFound");
}

#[tokio::test(start_paused = true)]
async fn ec2_shutting_down_leaves_a_volume_that_is_told_to_stay() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let before = ec2.describe_volumes().send().await.expect("listed").volumes().len();
    let root = EbsBlockDevice::builder().delete_on_termination(false).build();
    let mapping = BlockDeviceMapping::builder().device_name("/dev/sda1").ebs(root).build();
    let id = started(a_run(&practice).await.block_device_mappings(mapping)).await;
    pass(61).await;
    ec2.terminate_instances().instance_ids(&id).send().await.expect("it is there");
    pass(60).await;
    let free = Filter::builder().name("status").values("available").build();
    let left = ec2.describe_volumes().filters(free).send().await.expect("listed");
    let volume = left.volumes()[0].volume_id().expect("it has an id");
    ec2.delete_volume().volume_id(volume).send().await.expect("nothing holds it");
    assert_eq!(ec2.describe_volumes().send().await.expect("listed").volumes().len(), before);
}

#[tokio::test(start_paused = true)]
async fn ec2_eip_release_in_use() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let id = started(a_run(&practice).await).await;
    let address = ec2.allocate_address().send().await.expect("there are five");
    let allocation = address.allocation_id().expect("it has an id");
    pass(5).await;
    let join = ec2.associate_address().allocation_id(allocation).instance_id(&id);
    refused!(join.clone(), "IncorrectInstanceState");
    pass(56).await;
    join.send().await.expect("it is running");
    refused!(ec2.release_address().allocation_id(allocation), "InvalidIPAddress.InUse");
    let seen = ec2.describe_instances().instance_ids(&id).send().await.expect("it is there");
    assert_eq!(seen.reservations()[0].instances()[0].public_ip_address(), address.public_ip());
    ec2.terminate_instances().instance_ids(&id).send().await.expect("it is there");
    ec2.release_address().allocation_id(allocation).send().await.expect("it stays, and is free");
    refused!(ec2.release_address().allocation_id(allocation), "InvalidAllocationID.NotFound");
}

#[tokio::test(start_paused = true)]
async fn ec2_termination_protection() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let id = started(a_run(&practice).await.disable_api_termination(true)).await;
    pass(5).await;
    refused!(ec2.terminate_instances().instance_ids(&id), "OperationNotPermitted");
    let off = aws_sdk_ec2::types::AttributeBooleanValue::builder().value(false).build();
    let change = ec2.modify_instance_attribute().instance_id(&id).disable_api_termination(off);
    change.send().await.expect("it is there");
    ec2.terminate_instances().instance_ids(&id).send().await.expect("nothing protects it");
}

#[tokio::test(start_paused = true)]
async fn ec2_key_dup() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let made = ec2.create_key_pair().key_name("me").send().await.expect("the name is free");
    assert!(made.key_material().is_some_and(|key| key.starts_with("-----BEGIN")));
    refused!(ec2.create_key_pair().key_name("me"), "InvalidKeyPair.Duplicate");
    ec2.delete_key_pair().key_name("me").send().await.expect("it is there");
    ec2.delete_key_pair().key_name("me").send().await.expect("a missing one is accepted");
    refused!(ec2.describe_key_pairs().key_names("me"), "InvalidKeyPair.NotFound");
}

#[tokio::test(start_paused = true)]
async fn ec2_key_import_garbage() {
    let ec2 = practice().ec2(SEOUL);
    let import = ec2.import_key_pair().key_name("me");
    refused!(import.clone().public_key_material(Blob::new("what")), "InvalidKey.Format");
    let key = format!("ssh-ed25519 {} me@here", BASE64_STANDARD.encode([7_u8; 51]));
    import.public_key_material(Blob::new(key)).send().await.expect("it has the form of a key");
}

#[tokio::test(start_paused = true)]
async fn ec2_lt_dup() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let data =
        RequestLaunchTemplateData::builder().instance_type(InstanceType::T3Micro).key_name("me").build();
    let make = ec2.create_launch_template().launch_template_name("web").launch_template_data(data);
    make.clone().send().await.expect("the name is free");
    refused!(make, "InvalidLaunchTemplateName.AlreadyExistsException");
    let newer = RequestLaunchTemplateData::builder().instance_type(InstanceType::T3Small).build();
    let add = ec2.create_launch_template_version().launch_template_name("web").launch_template_data(newer);
    let carried = add.clone().source_version("1").send().await.expect("version 1 is there");
    let data = carried.launch_template_version().and_then(|version| version.launch_template_data());
    assert_eq!(data.and_then(|data| data.key_name()), Some("me"));
    let bare = add.send().await.expect("it needs no source");
    let data = bare.launch_template_version().and_then(|version| version.launch_template_data());
    assert_eq!(data.and_then(|data| data.key_name()), None);
}

#[tokio::test(start_paused = true)]
async fn images_of_canonical_are_found_by_owner_and_name() {
    let practice = practice();
    let asked = practice.ec2(SEOUL).describe_images().owners("099720109477");
    let name =
        Filter::builder().name("name").values("ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*");
    let found = asked.filters(name.build()).send().await.expect("the filter is known");
    assert_eq!(found.images().len(), 2);
    let newest = found.images().iter().max_by_key(|image| image.creation_date()).expect("there are two");
    assert_eq!(newest.image_id().map(str::to_owned), Some(crate::testing::image(&practice).await));
}

#[tokio::test(start_paused = true)]
async fn an_app_answers_once_it_has_booted() {
    let practice = practice();
    let group = open_group(&practice).await;
    let id = started(a_run(&practice).await.security_group_ids(group)).await;
    assert_eq!(visit(&practice, &id, 80, "/health"), Answer::TimedOut, "it isn't running");
    pass(5).await;
    while state(&practice, &id).await == InstanceStateName::Pending {
        pass(1).await;
    }
    assert_eq!(visit(&practice, &id, 80, "/health"), Answer::Refused, "nginx isn't installed");
    pass(45).await;
    assert_eq!(status(&visit(&practice, &id, 80, "/health")), 502, "nginx is there, the app isn't");
    pass(60).await;
    let healthy = visit(&practice, &id, 80, "/health");
    assert_eq!(
        healthy,
        Answer::Http {
            code: 200,
            content_type: "application/json",
            open: true,
            body: r#"{"status":"ok"}"#.to_owned(),
        }
    );
    let Answer::Http { body, .. } = visit(&practice, &id, 80, "/api/boats?n=1") else { panic!("it answers") };
    assert_eq!(body, r#"{"method":"GET","path":"/api/boats?n=1"}"#);
    assert_eq!(visit(&practice, &id, 8080, "/health"), Answer::TimedOut, "its group lets nobody in there");
    practice.ec2(SEOUL).terminate_instances().instance_ids(&id).send().await.expect("it is there");
    assert_eq!(visit(&practice, &id, 80, "/health"), Answer::TimedOut);
}

#[tokio::test(start_paused = true)]
async fn a_broken_app_does_not_answer() {
    for (behaviour, expected) in [
        (AppBehaviour::WrongPort, 502),
        (AppBehaviour::LocalhostOnly, 502),
        (AppBehaviour::Crashes, 502),
        (AppBehaviour::SlowStart, 502),
        (AppBehaviour::Unhealthy, 500),
    ] {
        let practice = practice();
        practice.set_conditions(|conditions| conditions.app = behaviour);
        let group = open_group(&practice).await;
        let id = started(a_run(&practice).await.security_group_ids(group)).await;
        pass(300).await;
        assert_eq!(status(&visit(&practice, &id, 80, "/health")), expected, "{behaviour:?}");
        pass(300).await;
        let later = status(&visit(&practice, &id, 80, "/health"));
        assert_eq!(later, if behaviour == AppBehaviour::SlowStart { 200 } else { expected });
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_listens_where_user_data_starts_nothing() {
    let practice = practice();
    let group = open_group(&practice).await;
    let unproxied = SAMPLE.replace("  - [systemctl, restart, nginx]\n", "");
    for data in ["#!/bin/sh\necho hello", &unproxied] {
        let run = a_run(&practice).await.user_data(BASE64_STANDARD.encode(data));
        let id = started(run.security_group_ids(&group)).await;
        pass(600).await;
        assert_eq!(visit(&practice, &id, 80, "/"), Answer::Refused);
    }
}

#[tokio::test(start_paused = true)]
async fn nginx_without_an_app_behind_it_is_a_bad_gateway() {
    let practice = practice();
    let group = open_group(&practice).await;
    let astray = SAMPLE.replace("PORT=8080", "PORT=8081");
    let run = a_run(&practice).await.user_data(BASE64_STANDARD.encode(astray));
    let id = started(run.security_group_ids(group)).await;
    pass(600).await;
    assert_eq!(status(&visit(&practice, &id, 80, "/health")), 502);
}

#[tokio::test(start_paused = true)]
async fn the_console_tells_the_steps_as_they_happen() {
    let practice = practice();
    practice.set_conditions(|conditions| conditions.app = AppBehaviour::Crashes);
    let id = started(a_run(&practice).await).await;
    let ec2 = practice.ec2(SEOUL);
    let console = async || {
        let answer = ec2.get_console_output().instance_id(&id).send().await.expect("it is there");
        let text = BASE64_STANDARD.decode(answer.output().unwrap_or_default()).expect("it is base64");
        String::from_utf8(text).expect("it is text")
    };
    pass(5).await;
    assert_eq!(console().await, "");
    while state(&practice, &id).await == InstanceStateName::Pending {
        pass(1).await;
    }
    pass(20).await;
    let early = console().await;
    assert!(early.contains("naru-step: packages begin") && !early.contains("naru-step: health"));
    pass(120).await;
    let late = console().await;
    assert!(
        late.starts_with(&early) && late.contains("naru-step: health failed") && late.contains("server.js")
    );
}

#[tokio::test(start_paused = true)]
async fn foreign_resources_are_there() {
    let practice = practice();
    let name = Filter::builder().name("tag:Name").values("old-blog").build();
    let seen = practice.ec2(SEOUL).describe_instances().filters(name).send().await.expect("listed");
    let state = seen.reservations()[0].instances()[0].state().and_then(|state| state.name()).cloned();
    assert_eq!(state, Some(InstanceStateName::Running));
    let buckets = practice.s3(SEOUL).list_buckets().send().await.expect("listed");
    let bucket = buckets.buckets()[0].name().expect("it has a name");
    let photo = practice.s3(SEOUL).get_object().bucket(bucket).key("2019/harbour.txt").send().await;
    let photo = photo.expect("it is there").body.collect().await.expect("it can be read").to_vec();
    assert_eq!(photo, b"A ferry in the morning.");
    let distributions = practice.cloudfront(SEOUL).list_distributions().send().await.expect("listed");
    let list = distributions.distribution_list().expect("there is a list");
    assert_eq!(list.items()[0].status(), "Deployed");
}
