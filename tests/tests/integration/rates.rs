//! Trips under AWS's rates, which the practice account keeps: nothing is ever refused for coming too soon, and hardly
//! anything is asked that needn't be.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use naru_engine::Outcome;
use naru_tests::Trip;
use naru_tests::calls::counted;
use naru_tests::rates::{Peak, THROTTLED, peaks};
use naru_tests::repeats::repeats;

use crate::trip::failures;

/// The peaks of what was called so far, of which nothing was refused for haste.
fn unthrottled(trip: &Trip, what: &str) -> Vec<Peak> {
    let calls = trip.account.calls();
    let throttled =
        calls.iter().filter(|call| call.refused.as_deref().is_some_and(|code| THROTTLED.contains(&code)));
    let throttled: Vec<_> =
        throttled.map(|call| format!("{} {:?} {}", call.at, call.service, call.operation)).collect();
    assert_eq!(throttled, [""; 0], "{what}");
    let peaks = peaks(&calls);
    for peak in &peaks {
        assert!(peak.used <= 1.0, "{what}: {peak:?}");
    }
    trip.account.forget_calls();
    peaks
}

fn peak<'a>(peaks: &'a [Peak], api: &str) -> &'a Peak {
    peaks.iter().find(|peak| peak.api == api).unwrap_or_else(|| panic!("{api} isn't called: {peaks:#?}"))
}

#[tokio::test(start_paused = true)]
async fn no_trip_is_ever_throttled() {
    let mut trip = Trip::at_its_largest();
    let outcome = trip.launch().await.0.expect("the ledger holds");
    assert_eq!(outcome, Outcome::Done, "{:#?}", failures(&mut trip));
    let launch = unthrottled(&trip, "a launch");
    // Without the wait these would have been asked for at once: then there would be nothing to hold back.
    assert!(peak(&launch, "ssm ap-northeast-2 PutParameter").used > 0.4, "{launch:#?}");
    assert!(peak(&launch, "ec2 ap-northeast-2 RunInstances").used > 0.4, "{launch:#?}");

    let outcome = trip.teardown().await.0.expect("the ledger holds");
    assert_eq!(outcome, Outcome::Done, "{:#?}", failures(&mut trip));
    let teardown = unthrottled(&trip, "a teardown");
    assert!(peak(&teardown, "ssm ap-northeast-2 DeleteParameter").used > 0.4, "{teardown:#?}");
    assert_eq!(trip.things().await.ours, [""; 0]);
    unthrottled(&trip, "a scan");
}

#[tokio::test(start_paused = true)]
async fn a_trip_asks_hardly_more_than_it_must() {
    for (what, mut trip) in [("without a domain", Trip::new()), ("with one", Trip::with_domain())] {
        let plan = trip.launch_plan().await;
        let launch = counted(&mut trip, plan).await;
        assert!(launch.ratio() <= 1.5, "a launch {what}: {} {launch:#?}", launch.ratio());
        let plan = trip.teardown_plan();
        let teardown = counted(&mut trip, plan).await;
        assert!(teardown.ratio() <= 1.5, "a teardown {what}: {} {teardown:#?}", teardown.ratio());
        // Less than the least is no least.
        for calls in [launch, teardown] {
            assert!(calls.ratio() >= 0.9, "{what}: {} {calls:#?}", calls.ratio());
        }
    }
}

/// What is asked again within two seconds though nothing was changed: by service and operation, how often at most in a
/// launch, a change and a teardown with a domain and without, and why. What is waited for has no such number: its schedule
/// says how often, and [`counted`] holds it to that.
const AGAIN: &[(&str, Option<usize>, &str)] = &[
    ("Acm DescribeCertificate", None, "waits for the record that proves the domain, which comes in seconds"),
    ("Ec2 DescribeInstances", None, "waits until what was launched is listed (`fresh.unknown`)"),
    (
        "Ec2 DescribeNetworkInterfaces",
        None,
        "waits until a gate is held by no interface (`ec2.sg_delete_in_use`)",
    ),
    ("ElbV2 DescribeTags", Some(1), "asks whose a listener is, before its port is closed and before it goes"),
    ("Route53 GetHostedZone", Some(2), "two certificates of one domain are looked at in the same moment"),
    ("Route53 ListHostedZones", Some(1), "two certificates of one domain are looked at in the same moment"),
    (
        "Route53 ListResourceRecordSets",
        Some(1),
        "two certificates of one domain are looked at in the same moment",
    ),
];

#[tokio::test(start_paused = true)]
async fn no_read_is_made_again_before_its_answer_can_be_another() {
    let within = SignedDuration::from_secs(2);
    let mut again: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (with, mut trip) in [("without a domain", Trip::new()), ("with one", Trip::with_domain())] {
        for what in ["a launch", "a change", "a teardown"] {
            let plan = if what == "a teardown" {
                trip.teardown_plan()
            } else {
                trip.blueprint.backend.as_mut().expect("it has one").count += 1;
                trip.launch_plan().await
            };
            let calls = counted(&mut trip, plan).await;
            for repeat in repeats(&trip.account.calls(), within) {
                let line =
                    format!("{what} {with}, {} calls: {:?} {}", calls.made, repeat.after, repeat.asked);
                again.entry(repeat.api).or_default().push(line);
            }
        }
    }
    let excused = |api: &String, times: usize| {
        AGAIN.iter().any(|(excused, most, _)| excused == api && most.is_none_or(|most| times <= most))
    };
    let unexcused: BTreeMap<_, _> = again.iter().filter(|(api, all)| !excused(api, all.len())).collect();
    assert!(unexcused.is_empty(), "share what the first was told: {unexcused:#?}");
    let idle: Vec<_> = AGAIN.iter().filter(|(api, ..)| !again.contains_key(*api)).collect();
    assert!(idle.is_empty(), "no longer asked again: {idle:?}");
}
