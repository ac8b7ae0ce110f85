//! What an instance is given for its first boot, and what its console tells of it.

use std::io::Write as _;

use aws_sdk_ec2::types::{HttpTokensState, IamInstanceProfileSpecification, InstanceMetadataOptionsRequest};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::testing::{SAMPLE, SEOUL, a_run, pass, practice, refused, started};
use crate::{AppBehaviour, Practice, Presence};

fn packed(text: &str) -> String {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(text.as_bytes()).expect("writing to memory does not fail");
    BASE64_STANDARD.encode(packed.finish().expect("writing to memory does not fail"))
}

async fn console(practice: &Practice, id: &str) -> String {
    let asked = practice.ec2(SEOUL).get_console_output().instance_id(id);
    let answer = asked.send().await.expect("it is there");
    let text = BASE64_STANDARD.decode(answer.output().unwrap_or_default()).expect("it is base64");
    String::from_utf8(text).expect("it is text")
}

/// The sample, whose steps are a service that systemd runs again where it failed.
fn retrying() -> String {
    let unit = "  - path: /etc/systemd/system/boot.service\n    content: |\n      [Service]\n      \
                ExecStart=/opt/boot.sh\n      Restart=on-failure\n      RestartSec=15\n      RestartSteps=5\n      \
                RestartMaxDelaySec=180\n  - path: /opt/boot.sh\n    content: 'echo naru-step:'\nruncmd:\n  \
                - systemctl enable --now boot.service\n";
    SAMPLE.replace("runcmd:\n", unit)
}

#[tokio::test(start_paused = true)]
async fn cloudinit_gzip() {
    let practice = practice();
    let longer = format!("{SAMPLE}# {}\n", "x".repeat(16_384));
    let run = a_run(&practice).await;
    refused!(run.clone().user_data(BASE64_STANDARD.encode(&longer)), "InvalidParameterValue");
    let id = started(run.user_data(packed(&longer))).await;
    pass(300).await;
    let told = console(&practice, &id).await;
    assert!(told.contains("naru-step: health end"), "{told}");
}

#[tokio::test(start_paused = true)]
async fn ec2_metadata_hops() {
    let practice = practice();
    let iam = practice.iam(SEOUL);
    iam.create_instance_profile().instance_profile_name("app").send().await.expect("a profile");
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ec2.amazonaws.com"}}]}"#;
    iam.create_role().role_name("app").assume_role_policy_document(trust).send().await.expect("a role");
    let put = iam.add_role_to_instance_profile().instance_profile_name("app").role_name("app");
    put.send().await.expect("it holds none");
    pass(30).await;
    let profile = IamInstanceProfileSpecification::builder().name("app").build();
    for (tokens, limit, given) in [
        (HttpTokensState::Required, 1, [true, false, false]),
        (HttpTokensState::Required, 2, [true, true, false]),
        (HttpTokensState::Optional, 1, [true, true, true]),
    ] {
        let options = InstanceMetadataOptionsRequest::builder().http_tokens(tokens.clone());
        let options = options.http_put_response_hop_limit(limit).build();
        let run = a_run(&practice).await.iam_instance_profile(profile.clone()).metadata_options(options);
        let id = started(run).await;
        pass(61).await;
        let reached = [1, 2, 3].map(|hops| practice.hands_out_role(SEOUL, &id, hops));
        assert_eq!(reached, given, "{tokens:?}, {limit}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_step_that_failed_is_tried_again_after_its_pauses_where_systemd_is_told_so() {
    for (data, tries) in [(SAMPLE.to_owned(), 1), (retrying(), 6)] {
        let practice = practice();
        practice.set_conditions(|conditions| conditions.app = AppBehaviour::LocalhostOnly);
        let id = started(a_run(&practice).await.user_data(BASE64_STANDARD.encode(data))).await;
        // 60 s until it runs, 58 until there is an app; six tries of 30 s, with 15, 25, 41, 67 and 110 s between them.
        pass(600).await;
        let told = console(&practice, &id).await;
        assert_eq!(told.matches("naru-step: health failed").count(), tries, "{told}");
        assert_eq!(told.matches("Z app_on_loopback 127.0.0.1:8080").count(), tries, "{told}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_app_that_starts_slowly_is_told_to_be_deaf_and_well_after_all() {
    let practice = practice();
    practice.set_conditions(|conditions| conditions.app = AppBehaviour::SlowStart);
    let id = started(a_run(&practice).await.user_data(BASE64_STANDARD.encode(retrying()))).await;
    pass(900).await;
    let told = console(&practice, &id).await;
    let steps: Vec<_> = told.lines().filter(|line| line.contains("health")).collect();
    let tried = ["naru-step: health begin", "naru-log: health: starting", "naru-step: health failed"];
    let well = ["naru-step: health begin", "naru-step: health end"];
    assert_eq!(steps, [&tried[..], &well[..]].concat());
    assert!(told.contains("Z app_deaf 8080"), "{told}");
}

#[tokio::test(start_paused = true)]
async fn an_image_that_is_pushed_is_pulled_at_the_next_try() {
    let practice = practice();
    practice.set_conditions(|conditions| conditions.images = Presence::Absent);
    let run = "/usr/bin/docker run --publish 127.0.0.1:8080:3000 ghcr.io/kim/shop:1.2";
    let data = retrying().replace("/usr/bin/python3 /opt/app/sample.py 127.0.0.1 $PORT $HEALTH_PATH", run);
    let id = started(a_run(&practice).await.user_data(BASE64_STANDARD.encode(data))).await;
    pass(600).await;
    let told = console(&practice, &id).await;
    let tries = told.matches("naru-step: image failed").count();
    assert!((5..=7).contains(&tries), "{told}");
    assert!(told.contains("Z image_missing ghcr.io/kim/shop:1.2"), "{told}");
    practice.set_conditions(|conditions| conditions.images = Presence::Present);
    // 183 s until the next try, and 60 until the app answers.
    pass(243).await;
    let later = console(&practice, &id).await;
    assert!(later.starts_with(told.trim_end()), "{later}");
    assert_eq!(later.matches("naru-step: image failed").count(), tries, "{later}");
    assert!(later.contains("naru-step: image end") && later.contains("naru-step: health end"), "{later}");
}

#[tokio::test(start_paused = true)]
async fn ec2_console_64k() {
    let practice = practice();
    practice.set_conditions(|conditions| conditions.app = AppBehaviour::Crashes);
    let id = started(a_run(&practice).await.user_data(BASE64_STANDARD.encode(retrying()))).await;
    pass(30 * 24 * 3600).await;
    let told = console(&practice, &id).await;
    assert!((60_000..=65_536).contains(&told.len()), "{}", told.len());
    assert!(!told.contains("Linux version"), "what was written first is lost");
    let last = told.lines().rfind(|line| line.starts_with("naru-why: ")).expect("it tries again and again");
    let at = last.split(' ').nth(1).and_then(|at| at.parse::<jiff::Timestamp>().ok()).expect("a time");
    let age = practice.now().duration_since(at).as_secs();
    assert!((0..=220).contains(&age), "{age} s");
}
