//! What an earlier version left in its data folder is still read. The fixtures stand as that version wrote them; its
//! blueprints were of format 1.

use jiff::Timestamp;
use naru_aws::blueprint::{AppSource, VERSION};
use naru_engine::{Action, Deployment, Entry};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::about::About;
use crate::blueprints;
use crate::contract::{BackendSource, DeploymentId, Draft, Nothing, ProblemCode, Settings, Theme};
use crate::handlers;
use crate::testing::Bench;

const DEPLOYMENT: &str = include_str!("fixtures/format-1/deployment.json");
const ENTRIES: &str = include_str!("fixtures/format-1/entries.jsonl");
const DRAFT: &str = include_str!("fixtures/format-1/draft.json");
const SETTINGS: &str = include_str!("fixtures/format-1/settings.json");
const ENV_REVISIONS: &str = include_str!("fixtures/format-1/env-revisions.json");

/// The site's folder, as the fixtures name it.
const SITE: &str = "/home/hana/shop/dist";

/// One entry of a ledger and when it was written.
#[derive(Deserialize)]
struct Line {
    at: Timestamp,
    entry: Entry,
}

/// A fixture with the site where the bench has it.
fn moved(text: &str, bench: &Bench) -> String {
    let folder = bench.draft(None).frontend.expect("it has one").folder;
    let folder = serde_json::to_string(&folder).expect("a path is text");
    text.replace(SITE, folder.trim_matches('"'))
}

fn deployment(bench: &Bench) -> Deployment {
    serde_json::from_str(&moved(DEPLOYMENT, bench)).expect("a deployment as the ledger lists it")
}

fn left(bench: &Bench, name: &str, text: &str) {
    std::fs::write(bench.app.folder().join(name), text).expect("it can be written");
}

#[tokio::test(start_paused = true)]
async fn a_deployment_of_format_1_planned_again_with_the_same_answers_is_kept_whole() {
    let bench = Bench::new().await;
    let deployment = deployment(&bench);
    let ledger = bench.app.ledger();
    ledger.put(&deployment).expect("it can be put");
    for line in moved(ENTRIES, &bench).lines() {
        let Line { at, entry } = serde_json::from_str(line).expect(line);
        ledger.append(&deployment.id, at, entry).expect("it follows what was before");
    }
    left(&bench, "env-revisions.json", ENV_REVISIONS);

    let about = About::of(&deployment).expect("it is read");
    let blueprint = about.blueprint.expect("it wasn't lost");
    let planned = blueprints::plan(&bench.app, &deployment.id, blueprint).await.expect("it can be planned");
    let book = ledger.book(&deployment.id).expect("it is replayed");
    assert!(planned.plan.steps.len() > 15);
    for step in &planned.plan.steps {
        assert_eq!(step.action, Action::Keep, "{}: {:?}", step.node(), step.reason);
        let stands = book.record(step.node(), step.generation).expect("it was made");
        assert_eq!(step.want.spec, stands.want.spec, "{}", step.node());
    }
    let instance = planned.plan.steps.iter().find(|step| step.want.kind == "instance").expect("it has one");
    let source = &instance.want.spec["app"]["source"];
    assert_eq!(*source, json!({ "image": "docker.io/library/nginx:1.27" }), "a ledger spells it so");
}

#[tokio::test(start_paused = true)]
async fn what_was_kept_of_a_deployment_is_carried_over() {
    let bench = Bench::new().await;
    let deployment = deployment(&bench);
    let about = About::of(&deployment).expect("it is read");
    let backend =
        about.blueprint.as_ref().and_then(|blueprint| blueprint.backend.as_ref()).expect("it has one");
    let AppSource::Image { image } = &backend.source else { panic!("{:?}", backend.source) };
    assert_eq!(image.as_str(), "docker.io/library/nginx:1.27");

    let written = serde_json::to_value(&about).expect("it serializes");
    assert_eq!(written["blueprint"]["version"], VERSION);
    assert_eq!(written["draft"], deployment.about["draft"], "a draft has no format of its own");

    bench.app.ledger().put(&deployment).expect("it can be put");
    let draft = handlers::draft_of(&bench.app, DeploymentId { id: deployment.id }).await;
    assert_eq!(draft.expect("it has a blueprint"), about.draft);
}

#[tokio::test(start_paused = true)]
async fn a_draft_and_the_settings_of_an_earlier_version_are_taken_up() {
    let bench = Bench::new().await;
    left(&bench, "draft.json", DRAFT);
    left(&bench, "settings.json", SETTINGS);
    let draft = handlers::draft(&bench.app, Nothing).await.expect("it can be read");
    assert_eq!(draft, serde_json::from_str::<Draft>(DRAFT).expect("a draft"));
    let backend = draft.backend.expect("it has one");
    assert_eq!((draft.step.as_str(), backend.source), ("review", BackendSource::Image));
    assert_eq!(backend.image, "docker.io/library/nginx:1.27");
    let Settings { theme, krw_per_usd, .. } = bench.app.settings();
    assert_eq!((theme, krw_per_usd), (Theme::Dark, Some(1400.0)));
}

#[tokio::test(start_paused = true)]
async fn a_deployment_of_a_later_version_is_called_so_and_one_that_is_damaged_is_not() {
    let mut deployment = deployment(&Bench::new().await);
    let code = |deployment: &Deployment| About::of(deployment).expect_err("it can't be read").code;
    deployment.about["blueprint"] = json!({ "version": VERSION + 1, "name": "a", "services": [] });
    assert_eq!(code(&deployment), ProblemCode::NewerLedger);
    deployment.about["blueprint"]["version"] = json!(VERSION);
    assert_eq!(code(&deployment), ProblemCode::LedgerDamaged);
    deployment.about = Value::Null;
    assert_eq!(code(&deployment), ProblemCode::LedgerDamaged);
}
