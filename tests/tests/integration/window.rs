//! The real window: the whole trip in the practice account, from welcome to receipt. Each screen is switched from one
//! language to the other where it stands, and pictured in both and in both themes.

use std::time::Duration;

use naru_tests::desk::{Desk, LANGUAGES, MOMENT};
use naru_tests::plain::{echoes, fetch, serves_the_site, without_tls};

use crate::wire::moto::{ACCOUNT, Moto};

/// How long a run may take in the practice account at ten times AWS's pace, on a busy machine.
const RUN: Duration = Duration::from_secs(180);

/// Opens the app in a system of that language, which is the one that it begins to speak.
async fn opened(lang: &str) -> Desk {
    let desk = Desk::open(lang).await;
    assert_eq!(desk.speaks().await, lang, "it begins in the system's language");
    desk.click(&format!("lang-{lang}")).await;
    desk
}

/// Asserts in both languages that an attribute is what it should be.
async fn says(desk: &Desk, testid: &str, name: &str, value: &str) {
    for lang in LANGUAGES {
        desk.speak(lang).await;
        assert_eq!(desk.attribute(testid, name).await.as_deref(), Some(value), "{testid} in {lang}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_trip_in_korean_and_english() {
    let desk = opened("ko").await;
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

    desk.click("domain-later").await;
    desk.picture("5-domain-later").await;
    desk.click("continue").await;

    desk.see("open-ports", MOMENT).await;
    desk.picture("6-review").await;
    desk.click("create").await;

    desk.see("going", MOMENT).await;
    desk.picture("7-launch").await;
    desk.see("done", RUN).await;
    desk.see("probe-site_opens", MOMENT).await;
    desk.picture("8-done").await;
    says(&desk, "probe-site_opens", "data-ok", "true").await;
    for lang in LANGUAGES {
        desk.speak(lang).await;
        let address = desk.text("site-address").await;
        assert!(address.starts_with("https://"), "{address}");
    }
    let local = desk.text("local-address").await;
    serves_the_site(&local).await;
    echoes(&format!("{local}api/hello?a=1")).await;
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
    says(&desk, "receipt-clean", "data-clean", "true").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_launch_that_stops_shows_why_and_is_mended_in_korean_and_english() {
    let desk = opened("en").await;
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
    desk.click("domain-later").await;
    desk.click("continue").await;
    desk.see("open-ports", MOMENT).await;
    desk.click("create").await;

    desk.see("stopped", RUN).await;
    desk.see("failure-targets", MOMENT).await;
    desk.picture("8-stopped").await;
    for lang in LANGUAGES {
        desk.speak(lang).await;
        assert!(desk.page().await.contains("naru-step:"), "the boot log is its evidence");
    }
    for lang in LANGUAGES {
        desk.speak(lang).await;
        assert!(desk.text("mend").await.contains("8081"), "it says what it sets");
    }
    desk.click("mend").await;
    desk.see("mend-plan", MOMENT).await;
    desk.picture("8-mend").await;
    desk.click("mend-go").await;
    desk.see("done", RUN).await;
    desk.click("go-home").await;
    desk.see("home", MOMENT).await;
    desk.click("teardown").await;
    desk.see("typed-name", MOMENT).await;
    desk.write("typed-name", "stops").await;
    desk.click("confirm-teardown").await;
    desk.see_or_click("receipt", "to-receipt", RUN).await;
    says(&desk, "receipt-clean", "data-clean", "true").await;
    desk.close().await;
}

/// A domain that was bought elsewhere, and whose name servers are somebody else's at first if `exercise` says so.
async fn domain_trip(lang: &str, exercise: bool) {
    let (way, speed) = if exercise { ("wrong", "speed-10") } else { ("right", "speed-instant") };
    let shot = |name: &str| format!("domain-{way}-{name}");
    let desk = opened(lang).await;
    desk.up_to_the_domain(speed, "naru domain").await;
    desk.click("domain-own").await;
    desk.write("domain-name", "ferry").await;
    desk.see("field-problem", MOMENT).await;
    desk.write("domain-name", "ferry.kr").await;
    desk.hidden("field-problem", MOMENT).await;
    if exercise {
        desk.click("exercise").await;
    }
    desk.see("doctor-again", MOMENT).await;
    desk.picture(&shot("1-step")).await;
    desk.click("continue").await;
    desk.see("open-ports", MOMENT).await;
    desk.picture(&shot("2-review")).await;
    desk.click("create").await;

    desk.see("going", MOMENT).await;
    if exercise {
        desk.see("servers-wait", RUN).await;
        desk.picture(&shot("3-waits")).await;
        desk.click("fill-servers").await;
        desk.click("save-servers").await;
    }
    desk.see("done", 2 * RUN).await;
    desk.see("probe-site_opens", MOMENT).await;
    desk.picture(&shot("4-done")).await;
    says(&desk, "probe-site_opens", "data-ok", "true").await;
    says(&desk, "probe-cors_preflight", "data-ok", "true").await;
    for lang in LANGUAGES {
        desk.speak(lang).await;
        assert_eq!(desk.text("site-address").await.trim_end_matches('/'), "https://ferry.kr");
    }
    let local = desk.text("local-address").await;
    assert!(local.starts_with("http://ferry.kr.localhost:"), "{local}");
    let page = serves_the_site(&local).await;
    echoes(&format!("{}hello", local.replace("ferry.kr", "api.ferry.kr"))).await;
    let plain = without_tls(&page);
    let sent = fetch(&plain).await;
    assert_eq!((sent.status, sent.header("location")), (301, local.as_str()), "{plain}: {sent:?}");
    desk.click("go-home").await;
    desk.see("home-domain", MOMENT).await;
    desk.picture(&shot("5-home")).await;
    desk.click("domain-check").await;
    desk.see("finding-delegated", MOMENT).await;
    desk.picture(&shot("6-checkup")).await;
    desk.click("verify").await;
    desk.see("probe-site_opens", MOMENT).await;
    desk.picture(&shot("7-verify")).await;
    desk.click("back").await;

    desk.click("teardown").await;
    desk.see("typed-name", MOMENT).await;
    desk.picture(&shot("8-teardown")).await;
    desk.write("typed-name", "naru domain").await;
    desk.click("confirm-teardown").await;
    desk.see_or_click("receipt", "to-receipt", 2 * RUN).await;
    desk.picture(&shot("9-receipt")).await;
    says(&desk, "receipt-clean", "data-clean", "true").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trip_with_a_domain_in_korean_and_english() {
    domain_trip("ko", false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dns_delegation_a_trip_whose_name_servers_are_wrong_at_first_in_korean_and_english() {
    domain_trip("en", true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_is_added_to_a_running_site_and_removed_again() {
    let desk = opened("ko").await;
    desk.up_to_the_domain("speed-instant", "naru later").await;
    desk.click("domain-later").await;
    desk.click("continue").await;
    desk.see("open-ports", MOMENT).await;
    desk.click("create").await;
    desk.see("done", RUN).await;
    desk.click("go-home").await;

    desk.click("domain-add").await;
    desk.click("domain-zone").await;
    desk.see("doctor-again", MOMENT).await;
    desk.picture("added-1-step").await;
    desk.click("continue").await;
    desk.see("open-ports", MOMENT).await;
    desk.picture("added-2-review").await;
    desk.click("create").await;
    desk.see("done", 2 * RUN).await;
    assert_eq!(desk.text("site-address").await.trim_end_matches('/'), "https://practice.example");
    desk.click("go-home").await;

    desk.click("domain-remove").await;
    desk.see("create", MOMENT).await;
    desk.picture("added-3-removal").await;
    desk.click("create").await;
    desk.see("done", 2 * RUN).await;
    assert!(desk.text("site-address").await.contains(".cloudfront.net"));
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
    // The main button goes on where it was left, in the account that it was left in.
    desk.click("go-on").await;
    assert_eq!(desk.value("name").await, "kept as typed");
    assert_eq!(desk.attribute("strip", "data-place").await.as_deref(), Some("practice"));
    // What is done can be visited again, and nothing is lost by it.
    desk.click("step-check").await;
    desk.click("step-project").await;
    assert_eq!(desk.value("name").await, "kept as typed");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_quit_midway_is_what_opens_and_a_deployment_is_changed_after_a_restart() {
    let desk = opened("ko").await;
    desk.up_to_the_domain("speed-10", "naru again").await;
    desk.click("domain-later").await;
    desk.click("continue").await;
    desk.see("open-ports", MOMENT).await;
    desk.click("create").await;
    desk.see("going", MOMENT).await;

    let desk = desk.reopen().await;
    desk.see("stopped", MOMENT).await;
    assert_eq!(desk.attribute("strip", "data-place").await.as_deref(), Some("practice"));
    desk.click("retry").await;
    desk.see("done", RUN).await;

    let desk = desk.reopen().await;
    desk.see("home", MOMENT).await;
    assert_eq!(desk.attribute("strip", "data-place").await.as_deref(), Some("practice"));
    desk.click("change").await;
    assert_eq!(desk.value("name").await, "naru again");
    desk.click("step-backend").await;
    desk.write("health-path", "/api/health").await;
    desk.kept_change("/api/health", MOMENT).await;

    // A change that was left midway is still there, and the deployment without it.
    let desk = desk.reopen().await;
    desk.click("go-on").await;
    assert_eq!(desk.value("health-path").await, "/api/health");
    desk.click("step-review").await;
    desk.see("open-ports", MOMENT).await;
    desk.click("create").await;
    desk.see("done", RUN).await;
    desk.click("go-home").await;
    desk.see("home", MOMENT).await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_in_the_window_once_it_was_entered_in_korean_and_english() {
    const KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYPLANTEDKEY";
    const VALUE: &str = "planted-environment-value-9f3a";
    let moto = Moto::start();
    let desk = Desk::open_at("en", Some(moto.endpoint())).await;
    desk.click("lang-en").await;
    desk.click("choose-account").await;
    desk.click("continue").await;
    desk.see("key-id", MOMENT).await;
    desk.picture("2-keys").await;
    desk.write("key-id", "AKIAIOSFODNN7EXAMPLE").await;
    desk.write("key-secret", KEY).await;
    assert!(desk.held().await.contains(KEY), "a search that doesn't find what was typed finds nothing");
    desk.click("only-this-time").await;
    desk.click("enter").await;
    desk.see("check-again", MOMENT).await;
    for lang in LANGUAGES {
        desk.speak(lang).await;
        assert!(desk.text("strip").await.contains(ACCOUNT));
        assert!(!desk.held().await.contains(KEY), "in {lang}");
    }

    desk.click("continue").await;
    desk.click("project-backend").await;
    desk.write("name", "secrets").await;
    desk.click("continue").await;
    // What lies below the types that can be rented moves down when they are there.
    desk.see("type-t3.micro", MOMENT).await;
    desk.click("env-add").await;
    desk.write("env-name", "DATABASE_URL").await;
    desk.write("env-value", VALUE).await;
    desk.click("env-save").await;
    desk.see("env-add", MOMENT).await;
    assert!(desk.text("env").await.contains("DATABASE_URL"));
    for step in ["continue", "back", "step-keys"] {
        desk.click(step).await;
        desk.see("strip", MOMENT).await;
        for lang in LANGUAGES {
            desk.speak(lang).await;
            let held = desk.held().await;
            assert!(!held.contains(KEY) && !held.contains(VALUE), "after {step} in {lang}");
        }
    }
    desk.picture("2-keys-entered").await;
    crate::secrets::no_file_holds(&desk.data_folder(), &[KEY, VALUE]);
    desk.close().await;
}
