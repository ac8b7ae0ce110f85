//! The real window: the whole trip in the practice account, from welcome to receipt, in Korean and in English, with
//! a picture of each screen in both themes.

use std::time::Duration;

use naru_tests::desk::Desk;

use crate::wire::moto::{ACCOUNT, Moto};

/// How long a run may take in the practice account at ten times AWS's pace, on a busy machine.
const RUN: Duration = Duration::from_secs(180);

/// How long anything else may take.
const MOMENT: Duration = Duration::from_secs(30);

async fn whole_trip(lang: &str) {
    let desk = Desk::open(lang).await;
    desk.click(&format!("lang-{lang}")).await;
    desk.picture("1-welcome").await;
    desk.click("start-practice").await;

    // Slow enough to be watched.
    desk.see("speed-10", MOMENT).await;
    desk.click("speed-10").await;
    desk.picture("2-practice").await;
    desk.click("continue").await;

    desk.see("check-again", MOMENT).await;
    desk.picture("3-check").await;
    desk.click("continue").await;

    desk.click("project-both").await;
    desk.write("name", "naru trip").await;
    desk.picture("4-project").await;
    desk.click("continue").await;

    desk.see("backend-sample", MOMENT).await;
    desk.write("health-path", "health").await;
    desk.see("field-problem", MOMENT).await;
    desk.write("health-path", "/health").await;
    desk.hidden("field-problem", MOMENT).await;
    desk.picture("5-backend").await;
    desk.click("continue").await;

    desk.write("folder", &desk.site()).await;
    desk.see("folder-report", MOMENT).await;
    desk.picture("5-frontend").await;
    desk.click("continue").await;

    desk.see("open-ports", MOMENT).await;
    desk.picture("6-review").await;
    desk.click("create").await;

    desk.see("going", MOMENT).await;
    desk.picture("7-launch").await;
    desk.see("done", RUN).await;
    desk.see("probe-site_opens", MOMENT).await;
    desk.picture("8-done").await;
    assert_eq!(desk.attribute("probe-site_opens", "data-ok").await.as_deref(), Some("true"));
    let address = desk.text("site-address").await;
    assert!(address.starts_with("https://"), "{address}");
    desk.click("go-home").await;

    desk.see("home", MOMENT).await;
    desk.see("part-cdn", MOMENT).await;
    desk.picture("9-home").await;
    desk.click("teardown").await;

    desk.see("typed-name", MOMENT).await;
    desk.picture("10-teardown").await;
    desk.write("typed-name", "naru trip").await;
    desk.click("confirm-teardown").await;

    desk.see("going", MOMENT).await;
    desk.picture("10-teardown-going").await;
    desk.see_or_click("receipt", "to-receipt", RUN).await;
    desk.picture("11-receipt").await;
    assert_eq!(desk.attribute("receipt-clean", "data-clean").await.as_deref(), Some("true"));
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_trip_in_korean() {
    whole_trip("ko").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_trip_in_english() {
    whole_trip("en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_that_stops_shows_why_and_is_undone() {
    let desk = Desk::open("ko").await;
    desk.click("lang-ko").await;
    desk.click("start-practice").await;
    desk.click("speed-instant").await;
    desk.click("app-wrong_port").await;
    desk.click("continue").await;
    desk.see("check-again", MOMENT).await;
    desk.click("continue").await;
    desk.click("project-backend").await;
    desk.write("name", "stops").await;
    desk.click("continue").await;
    desk.see("backend-sample", MOMENT).await;
    desk.click("continue").await;
    desk.see("open-ports", MOMENT).await;
    desk.click("create").await;

    desk.see("stopped", RUN).await;
    desk.see("failure-targets", MOMENT).await;
    desk.picture("8-stopped").await;
    assert!(desk.page().await.contains("naru-step:"), "the boot log is its evidence");
    desk.click("undo").await;
    desk.see("typed-name", MOMENT).await;
    desk.write("typed-name", "stops").await;
    desk.click("confirm-teardown").await;
    desk.see_or_click("receipt", "to-receipt", RUN).await;
    assert_eq!(desk.attribute("receipt-clean", "data-clean").await.as_deref(), Some("true"));
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_there_after_the_window_was_closed() {
    let desk = Desk::open("en").await;
    desk.click("lang-en").await;
    desk.click("start-practice").await;
    desk.see("speed-instant", MOMENT).await;
    desk.click("continue").await;
    desk.see("check-again", MOMENT).await;
    desk.click("continue").await;
    desk.write("name", "kept as typed").await;
    // A draft is written down a moment after the last key.
    desk.kept("kept as typed", MOMENT).await;
    let desk = desk.reopen().await;
    desk.click("start-practice").await;
    // The app goes on where it was left; what is done can be visited again.
    desk.click("step-project").await;
    assert_eq!(desk.value("name").await, "kept as typed");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_in_the_window_once_it_was_entered() {
    const KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYPLANTEDKEY";
    const VALUE: &str = "planted-environment-value-9f3a";
    let moto = Moto::start();
    let desk = Desk::open_at("en", Some(moto.endpoint())).await;
    desk.click("lang-en").await;
    desk.click("choose-account").await;
    desk.click("continue").await;
    desk.write("key-id", "AKIAIOSFODNN7EXAMPLE").await;
    desk.write("key-secret", KEY).await;
    assert!(desk.held().await.contains(KEY), "a search that doesn't find what was typed finds nothing");
    desk.click("only-this-time").await;
    desk.click("enter").await;
    desk.see("check-again", MOMENT).await;
    assert!(desk.text("strip").await.contains(ACCOUNT));
    assert!(!desk.held().await.contains(KEY));

    desk.click("continue").await;
    desk.click("project-backend").await;
    desk.write("name", "secrets").await;
    desk.click("continue").await;
    desk.click("env-add").await;
    desk.write("env-name", "DATABASE_URL").await;
    desk.write("env-value", VALUE).await;
    desk.click("env-save").await;
    desk.see("env-add", MOMENT).await;
    assert!(desk.text("env").await.contains("DATABASE_URL"));
    for step in ["continue", "back", "step-keys"] {
        desk.click(step).await;
        desk.see("strip", MOMENT).await;
        let held = desk.held().await;
        assert!(!held.contains(KEY) && !held.contains(VALUE), "after {step}");
    }
    desk.close().await;
}
