//! A launch that stopped is mended on the same deployment, through the contract as the window does it: by what its
//! evidence knows, and by other answers.

use std::collections::BTreeSet;
use std::time::Duration;

use http::Request;
use naru_practice::AppBehaviour;
use naru_tests::DEPLOYMENT;
use serde_json::{Value, json};

use crate::look::Stand;

/// The deployment as the window shows it.
async fn view(stand: &Stand) -> Value {
    let asked = json!({ "id": DEPLOYMENT, "lang": "en", "since": null });
    stand.ask("follow", asked).await["view"].take()
}

/// The repair that is planned; null where none is known.
async fn planned(stand: &Stand) -> Value {
    stand.ask("repair", json!({ "id": DEPLOYMENT, "lang": "en" })).await
}

/// Carries out a repair that was shown, to the end.
async fn mend(stand: &Stand, shown: &Value) {
    stand.ask("mend", json!({ "id": DEPLOYMENT, "digest": shown["plan"]["digest"] })).await;
    stand.app.runs().ended(DEPLOYMENT).await;
}

/// What failed, as a person would tell one failure from another.
fn failures(view: &Value) -> BTreeSet<String> {
    let parts = view["parts"].as_array().expect("parts").iter().filter(|part| part["status"] == "failed");
    parts.map(|part| format!("{} {}", part["failure"]["code"], part["failure"]["message"])).collect()
}

async fn get(stand: &Stand, view: &Value, path: &str) -> u16 {
    let site = view["addresses"][0].as_str().expect("it has an address").trim_end_matches('/').to_owned();
    let request = Request::get(format!("{site}{path}")).body(Vec::new()).expect("a request");
    stand.practice.visit(&request).await.expect("an answer").status().as_u16()
}

#[tokio::test(start_paused = true)]
async fn a_launch_on_the_wrong_port_is_mended_by_the_one_that_its_app_listens_on() {
    let stand = Stand::with(None).await;
    stand.practice.set_conditions(|conditions| conditions.app = AppBehaviour::WrongPort);
    stand.launch().await;
    let stopped = view(&stand).await;
    assert_eq!(stopped["summary"]["standing"], "launch_stopped");
    assert_eq!(stopped["repair"], json!({ "code": "port", "params": { "from": 8080, "to": 8081 } }));
    let distribution = |view: &Value| {
        let parts = view["parts"].as_array().expect("parts").clone();
        parts.into_iter().find(|part| part["node"] == "cdn").expect("it has one")["id"].clone()
    };

    let shown = planned(&stand).await;
    assert_eq!(shown["asks"], true, "an instance is made anew");
    let changes =
        shown["plan"]["steps"].as_array().expect("steps").iter().filter(|step| step["action"] != "keep");
    let kinds: BTreeSet<_> = changes.filter_map(|step| step["kind"].as_str()).collect();
    assert!(kinds.contains("instance") && !kinds.contains("load_balancer"), "{kinds:?}");
    mend(&stand, &shown).await;

    let up = view(&stand).await;
    assert_eq!(up["summary"]["standing"], "up", "{:#}", up["parts"]);
    assert_eq!(distribution(&up), distribution(&stopped), "the same deployment");
    assert_eq!(get(&stand, &up, "/api/hello").await, 200);
    assert_eq!((&up["draft"]["backend"]["port"], &up["repair"]), (&json!("8081"), &Value::Null));
    // What is launched again stays so.
    stand.ask("resume", json!({ "id": DEPLOYMENT })).await;
    stand.app.runs().ended(DEPLOYMENT).await;
    assert_eq!(view(&stand).await["summary"]["standing"], "up");
    stand.begin_teardown().await;
    stand.app.runs().ended(DEPLOYMENT).await;
    assert_eq!(view(&stand).await["summary"]["standing"], "gone");
}

#[tokio::test(start_paused = true)]
async fn other_answers_mend_what_stopped_wherever_something_stands() {
    let mut stand = Stand::with(None).await;
    stand.practice.set_conditions(|conditions| conditions.app = AppBehaviour::WrongPort);
    stand.launch().await;
    // As somebody does who goes by the evidence, and not by the button.
    stand.draft["backend"]["port"] = json!("8081");
    assert_eq!(view(&stand).await["change"], "open");
    stand.launch().await;
    assert_eq!(view(&stand).await["summary"]["standing"], "up");

    // A clean-up that was stopped leaves what can be launched again.
    stand.begin_teardown().await;
    assert_eq!(view(&stand).await["change"], "run_goes_on");
    stand.clock.sleep(Duration::from_secs(5)).await;
    // What goes already would be waited for after the first time, which is most of it.
    for _ in 0..2 {
        stand.ask("cancel", json!({ "id": DEPLOYMENT })).await;
    }
    stand.app.runs().ended(DEPLOYMENT).await;
    let stopped = view(&stand).await;
    assert_eq!(
        (&stopped["summary"]["standing"], &stopped["change"]),
        (&json!("teardown_stopped"), &json!("open"))
    );
    stand.draft["backend"]["health_path"] = json!("/health");
    stand.launch().await;
    let up = view(&stand).await;
    assert_eq!(up["summary"]["standing"], "up", "{:#}", up["parts"]);
    assert_eq!(get(&stand, &up, "/api/hello").await, 200);
}

/// Whichever repair is carried out, what comes of it is a deployment that is up, or another failure.
#[tokio::test(start_paused = true)]
async fn a_repair_never_ends_in_the_failure_that_it_mends() {
    const APPS: [AppBehaviour; 7] = [
        AppBehaviour::Sound,
        AppBehaviour::WrongPort,
        AppBehaviour::WrongPath,
        AppBehaviour::LocalhostOnly,
        AppBehaviour::Crashes,
        AppBehaviour::Unhealthy,
        AppBehaviour::SlowStart,
    ];
    const TYPES: [&str; 6] = ["t3.micro", "t3.small", "t3.medium", "t4g.nano", "t4g.micro", "t4g.small"];
    /// As many as the types that there are, and each other repair.
    const MOST: usize = 12;
    // How many types have nothing left, from the smallest on, how many instances are wanted, and how many of them the
    // account may start.
    const GROUNDS: [(usize, u32, u32); 14] = [
        (1, 1, 1),
        (0, 1, 1),
        (0, 1, 1),
        (2, 1, 1),
        (0, 2, 2),
        (6, 1, 1),
        (1, 1, 1),
        (6, 2, 2),
        (2, 1, 2),
        (1, 2, 4),
        (0, 3, 2),
        (1, 3, 1),
        (0, 2, 1),
        (0, 3, 2),
    ];
    let (mut mended, mut up) = (0, 0);
    for (round, (sold_out, count, started)) in GROUNDS.into_iter().enumerate() {
        let mut stand = Stand::with(None).await;
        let app = APPS[round % APPS.len()];
        stand.draft["backend"]["count"] = json!(count.to_string());
        stand.draft["backend"]["source"] = json!(if round % 3 == 0 { "image" } else { "sample" });
        stand.draft["backend"]["image"] = json!("ghcr.io/example/shop:1.2");
        stand.draft["backend"]["port"] = json!(["8080", "3005", "8443"][round % 3]);
        stand.practice.set_conditions(|conditions| {
            conditions.app = app;
            conditions.types_without_capacity =
                TYPES[..sold_out].iter().map(|name| (*name).to_owned()).collect();
            // Of two processors each, beside the two that somebody has in use.
            conditions.quotas.vcpus = 2 + 2 * started;
        });
        let case =
            format!("round {round}: {app:?}, {sold_out} sold out, {started} of {count}: {}", stand.draft);
        stand.launch().await;
        for step in 0.. {
            assert!(step < MOST, "{case}: it goes on and on");
            let before = view(&stand).await;
            let shown = planned(&stand).await;
            if shown.is_null() {
                let standing = before["summary"]["standing"].as_str().expect("a word").to_owned();
                assert_eq!(standing == "up", before["repair"].is_null(), "{case}: {}", before["repair"]);
                up += usize::from(standing == "up");
                break;
            }
            mend(&stand, &shown).await;
            mended += 1;
            let after = view(&stand).await;
            let failed = failures(&after);
            assert!(
                after["summary"]["standing"] == "up" || (!failed.is_empty() && failed != failures(&before)),
                "{case}: {} left {failed:?}",
                shown["repair"]
            );
        }
    }
    assert!(mended > 10 && up > 3, "{mended} repairs and {up} that are up prove too little");
}
