//! What a retry does after the first boot told why it goes no further: whichever mends it.

use std::time::Duration;

use naru_engine::{NodeName, Record};
use naru_practice::{AppBehaviour, Presence};
use naru_tests::DEPLOYMENT;
use serde_json::json;

use crate::look::Stand;

const IMAGE: &str = "ghcr.io/example/shop:1.2";

/// A draft whose back-end is a container.
async fn container() -> Stand {
    let mut stand = Stand::with(None).await;
    stand.draft["backend"]["source"] = json!("image");
    stand.draft["backend"]["image"] = json!(IMAGE);
    stand
}

fn newest(stand: &Stand, node: &str) -> Record {
    let book = stand.app.ledger().book(DEPLOYMENT).expect("the ledger reads");
    book.newest(&NodeName::new(node).expect("a name")).expect("it was begun").clone()
}

/// How many seconds a launch takes, and what it awaited in vain, if it did.
async fn launched(stand: &Stand) -> (u64, Option<String>) {
    let began = stand.clock.now();
    stand.launch().await;
    let took = stand.clock.now().duration_since(began).as_secs().unsigned_abs();
    let failure = newest(stand, "targets").failure;
    (took, failure.and_then(|failure| failure.awaited().map(str::to_owned)))
}

#[tokio::test(start_paused = true)]
async fn an_image_that_is_pushed_later_is_run_by_the_instance_that_waits_for_it() {
    let stand = container().await;
    stand.practice.set_conditions(|conditions| conditions.images = Presence::Absent);
    let (took, awaited) = launched(&stand).await;
    assert_eq!(awaited.as_deref(), Some("image_missing"));
    assert!(took < 400, "it isn't waited for: {took} s");
    let told = &newest(&stand, "targets").evidence;
    assert!(told.iter().any(|told| told.text.contains("manifest unknown")), "{told:?}");
    let first = newest(&stand, "instance-1").state.expect("it is there")["id"].clone();
    // Tried again at once, it is as it was.
    let (_, awaited) = launched(&stand).await;
    assert_eq!(awaited.as_deref(), Some("image_missing"));
    stand.practice.set_conditions(|conditions| conditions.images = Presence::Present);
    let (took, awaited) = launched(&stand).await;
    assert_eq!(awaited, None);
    assert!(took < 300, "the instance tries at least every three minutes: {took} s");
    assert_eq!(stand.standing().await, "up");
    assert_eq!(newest(&stand, "instance-1").state.expect("it is there")["id"], first, "the same instance");
}

#[tokio::test(start_paused = true)]
async fn an_instance_that_could_not_be_set_up_makes_place_for_another() {
    let stand = container().await;
    stand.practice.set_conditions(|conditions| conditions.archive = Presence::Absent);
    let (took, awaited) = launched(&stand).await;
    assert_eq!(awaited.as_deref(), Some("packages_failed"));
    assert!(took < 500, "it isn't waited for: {took} s");
    let first = newest(&stand, "instance-1");
    stand.practice.set_conditions(|conditions| conditions.archive = Presence::Present);
    let (_, awaited) = launched(&stand).await;
    assert_eq!(awaited, None);
    assert_eq!(stand.standing().await, "up");
    let second = newest(&stand, "instance-1");
    assert_eq!(second.generation, first.generation + 1, "another instance");
}

#[tokio::test(start_paused = true)]
async fn an_app_that_cannot_be_reached_is_told_in_a_word_and_one_that_needs_its_time_has_it() {
    for (behaviour, why) in [
        (AppBehaviour::LocalhostOnly, Some("app_on_loopback")),
        (AppBehaviour::WrongPort, Some("app_elsewhere")),
        (AppBehaviour::Crashes, Some("app_ends")),
        (AppBehaviour::Unhealthy, Some("app_answers")),
        (AppBehaviour::SlowStart, None),
    ] {
        let stand = container().await;
        stand.practice.set_conditions(|conditions| conditions.app = behaviour);
        let (took, awaited) = launched(&stand).await;
        assert_eq!(awaited.as_deref(), why, "{behaviour:?}");
        assert!(why.is_none() || took < 500, "{behaviour:?}: {took} s");
        // A retry looks at what is told from then on, and not at what was told before.
        if why.is_some() {
            stand.clock.sleep(Duration::from_secs(3600)).await;
            let (took, awaited) = launched(&stand).await;
            assert_eq!(awaited.as_deref(), why, "{behaviour:?}");
            assert!((100..400).contains(&took), "{behaviour:?}: {took} s");
        }
    }
}
