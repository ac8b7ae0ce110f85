//! What an earlier version left in its data folder is still read. The fixtures stand as that version wrote them; its
//! blueprints were of format 1.

use naru_aws::blueprint::{AppSource, VERSION};
use naru_engine::{Action, Deployment, Entry};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::about::About;
use crate::blueprints;
use crate::contract::{BackendSource, DeploymentId, Draft, Nothing, ProblemCode, Settings, Theme};
use crate::drafts;
use crate::handlers;
use crate::testing::{Bench, ID};
use crate::view::learn;

const DEPLOYMENT: &str = include_str!("fixtures/format-1/deployment.json");
const ENTRIES: &str = include_str!("fixtures/format-1/entries.jsonl");
const DRAFT: &str = include_str!("fixtures/format-1/draft.json");
const SETTINGS: &str = include_str!("fixtures/format-1/settings.json");
const ENV_REVISIONS: &str = include_str!("fixtures/format-1/env-revisions.json");

/// The site's folder, as the fixtures name it.
const SITE: &str = "/home/hana/shop/dist";

/// One entry of a ledger; when it was written is left out.
#[derive(Deserialize)]
struct Line {
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
    // The account of this bench has none of it, and what was made a moment ago isn't called lost for that.
    let now = bench.app.connection().expect("it is at hand").clock.now();
    for line in moved(ENTRIES, &bench).lines() {
        let Line { entry } = serde_json::from_str(line).expect(line);
        ledger.append(&deployment.id, now, entry).expect("it follows what was before");
    }
    left(&bench, "env-revisions.json", ENV_REVISIONS);

    let about = About::of(&deployment).expect("it is read");
    let blueprint = about.blueprint.expect("it wasn't lost");
    let planned = blueprints::plan(&bench.app, &deployment.id, blueprint).await.expect("it can be planned");
    let book = ledger.book(&deployment.id).expect("it is replayed");
    assert!(planned.plan.steps.len() > 15);
    // `ec2.cpu_credits`: what that version let run on at any price is held back, and the plan says so.
    let (new, old): (Vec<_>, Vec<_>) =
        planned.plan.steps.iter().partition(|step| step.want.kind == "cpu_credits");
    assert_eq!(new.iter().map(|step| step.action).collect::<Vec<_>>(), [Action::Create]);
    assert_eq!(new[0].want.spec["credits"], "standard");
    // `ssm.core_reads_all`: its role could read what it had no need of, and is brought to less.
    let (narrower, old): (Vec<_>, Vec<_>) = old.into_iter().partition(|step| step.want.kind == "role");
    assert_eq!(narrower.iter().map(|step| step.action).collect::<Vec<_>>(), [Action::Update]);
    assert_eq!(narrower[0].want.spec["narrow"], true);
    // Where an address leads was guessed from one file of the site, and goes by all of them now.
    let (rerouted, old): (Vec<_>, Vec<_>) = old.into_iter().partition(|step| step.want.kind == "function");
    assert_eq!(rerouted.iter().map(|step| step.action).collect::<Vec<_>>(), [Action::Update]);
    for step in old {
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
    assert_eq!(Draft::deserialize(&written["draft"]).expect("a draft"), about.draft);
    // A draft has no format of its own: what it says is taken up whole, and what is asked by now is as at first.
    left(&bench, "draft.json", &deployment.about["draft"].to_string());
    assert_eq!(drafts::other(&bench.app), None);

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
async fn a_draft_that_another_version_left_is_kept_as_it_is_and_told() {
    let bench = Bench::new().await;
    let path = bench.app.folder().join("draft.json");
    let newer = [
        r#"{ "id": "n1", "name": "shop", "backend": { "source": "git", "port": "80" } }"#,
        r#"{ "id": "n1", "name": "shop", "backend": { "source": "sample", "build": "npm ci" } }"#,
        r#"{ "id": "n1", "name": "sh"#,
    ];
    for text in newer {
        left(&bench, "draft.json", text);
        assert_eq!(drafts::other(&bench.app).as_ref(), Some(&path), "{text}");
        let fresh = handlers::draft(&bench.app, Nothing).await.expect("there is always one");
        let typed = Draft { name: "mine".to_owned(), ..fresh };
        handlers::save_draft(&bench.app, typed.clone()).await.expect("it is kept");
        assert_eq!(handlers::draft(&bench.app, Nothing).await.expect("it was kept"), typed);
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), text, "nothing is written over it");
        let typed = DeploymentId { id: typed.id };
        handlers::discard_draft(&bench.app, typed).await.expect("one can begin afresh");
        let afresh = handlers::draft(&bench.app, Nothing).await.expect("there is always one");
        assert_eq!(afresh.name, "");
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), text, "nor is it thrown away");
    }
    left(&bench, "draft.json", DRAFT);
    assert_eq!(drafts::other(&bench.app), None, "an earlier version's is taken up");
}

#[tokio::test(start_paused = true)]
async fn one_deployment_that_can_not_be_read_keeps_no_other_back_and_its_marks_bring_it_back() {
    let bench = Bench::new().await;
    let draft = bench.draft(None);
    bench.launch(&draft).await;
    let ledger = bench.app.ledger();
    let whole = ledger.deployment(ID).expect("it can be read").expect("it is known");
    let entries = ledger.since(0, Some(ID)).expect("they can be read");
    let other = |id: &str, about: Value| Deployment { id: id.to_owned(), about, ..deployment(&bench) };
    let mut newer = deployment(&bench).about;
    newer["blueprint"] = json!({ "version": VERSION + 1 });
    ledger.put(&other("newer0000000", newer)).expect("it can be put");

    let listed = || {
        learn(&bench.app).expect("nothing of it keeps the app from starting");
        let (read, unreadable) = handlers::listed(&bench.app).expect("the others can be read");
        let unreadable = unreadable.into_iter().map(|one| (one.id, one.problem.code));
        (read.into_iter().map(|known| known.id).collect::<Vec<_>>(), unreadable.collect::<Vec<_>>())
    };
    let newer = ("newer0000000".to_owned(), ProblemCode::NewerLedger);
    assert_eq!(listed(), (vec![ID.to_owned()], vec![newer.clone()]));

    let damage: [&dyn Fn(); 2] = [
        &|| ledger.put(&Deployment { about: json!("torn"), ..whole.clone() }).expect("it can be put"),
        &|| {
            // Nothing is made twice without an end in between.
            let made = |event: &&naru_engine::Event| {
                matches!(&event.entry, Entry::Node { step: naru_engine::Step::Created { .. }, .. })
            };
            let torn = entries.iter().rfind(made).expect("something was made").clone();
            ledger.append(ID, torn.at, torn.entry).expect("it is written");
        },
    ];
    for damage in damage {
        damage();
        let damaged = (ID.to_owned(), ProblemCode::LedgerDamaged);
        let (read, unreadable) = listed();
        assert_eq!(read, Vec::<String>::new());
        assert!(unreadable.contains(&damaged) && unreadable.contains(&newer), "{unreadable:?}");
        let lost = handlers::lost_deployments(&bench.app, Nothing).await.expect("the account can be read");
        assert_eq!(lost.iter().map(|lost| lost.id.as_str()).collect::<Vec<_>>(), [ID]);
        let id = ID.to_owned();
        let back = handlers::recover(&bench.app, DeploymentId { id }).await.expect("its marks are there");
        assert_eq!(back.name, "a", "it keeps its name");
        assert_eq!(listed().0, [ID]);
        bench.launch(&draft).await;
    }
    let (id, asked) = (newer.0.clone(), DeploymentId { id: newer.0 });
    let refused = handlers::recover(&bench.app, asked).await.expect_err("that isn't damaged");
    assert_eq!(refused.code, ProblemCode::NoSuchDeployment { id });
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
