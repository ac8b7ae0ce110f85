//! The wizard's draft: kept as typed, and what it comes to.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use crate::app::App;
use crate::contract::{
    BackendDraft, DeploymentId, Draft, EnvValue, FieldProblem, Level, Nothing, Preview, PreviewRequest,
    ProblemCode,
};
use crate::problem::Problem;
use crate::{about, planning, pricing, view, wanted};

const DRAFT: &str = "draft.json";

/// Where a draft is kept for as long as one that isn't this version's lies in the usual place.
const BESIDE: &str = "draft-2.json";

/// Where a draft is drawn before the app is in any account.
const USUAL_REGION: &str = "ap-northeast-2";

/// The draft that was left, if any.
pub(crate) fn kept_draft(app: &App) -> Option<Draft> {
    app.read_kept(file(app))
}

/// The file of a draft that this version can't take up whole: a newer version's, or a damaged one. It is left as it is,
/// for whoever can.
pub(crate) fn other_draft(app: &App) -> Option<PathBuf> {
    let path = app.folder().join(DRAFT);
    let text = std::fs::read_to_string(&path).ok()?;
    (!is_ours(&text)).then_some(path)
}

/// The file that drafts are kept in.
fn file(app: &App) -> &'static str {
    let there = |name| app.folder().join(name).exists();
    let beside = other_draft(app).is_some() || (!there(DRAFT) && there(BESIDE));
    if beside { BESIDE } else { DRAFT }
}

/// Whether this version takes up all that a kept draft says.
fn is_ours(text: &str) -> bool {
    let Ok(kept) = serde_json::from_str::<Value>(text) else { return false };
    let taken_up = Draft::deserialize(&kept).and_then(serde_json::to_value);
    taken_up.is_ok_and(|taken_up| holds(&taken_up, &kept))
}

/// Whether a value has all that another one has.
fn holds(this: &Value, other: &Value) -> bool {
    match (this, other) {
        (_, Value::Null) => true,
        (Value::Object(this), Value::Object(other)) => {
            other.iter().all(|(name, other)| holds(this.get(name).unwrap_or(&Value::Null), other))
        }
        (Value::Array(this), Value::Array(other)) => {
            this.len() == other.len() && this.iter().zip(other).all(|(this, other)| holds(this, other))
        }
        _ => this == other,
    }
}

/// The draft that was left, or a fresh one.
pub async fn draft(app: &App, _: Nothing) -> Result<Draft, Problem> {
    match kept_draft(app) {
        Some(draft) => Ok(draft),
        None => new_draft(app, Nothing).await,
    }
}

/// Writes the draft down.
pub async fn save_draft(app: &App, draft: Draft) -> Result<Nothing, Problem> {
    app.keep(file(app), &draft)?;
    Ok(Nothing)
}

/// Throws the draft away and begins with a fresh one: both halves, the sample, what most people want.
pub async fn new_draft(app: &App, _: Nothing) -> Result<Draft, Problem> {
    match std::fs::remove_file(app.folder().join(file(app))) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            let path = app.folder().display().to_string();
            return Err(Problem::new(ProblemCode::BadDataFolder { path }).saying(error));
        }
        _ => {}
    }
    Ok(Draft { id: deployment_id(app), ..usual_draft() })
}

/// What most people want: both halves, the sample. It has no id.
pub(crate) fn usual_draft() -> Draft {
    Draft {
        frontend: Some(crate::contract::FrontendDraft::default()),
        backend: Some(BackendDraft {
            port: "8080".to_owned(),
            health_path: "/health".to_owned(),
            count: "1".to_owned(),
            ..BackendDraft::default()
        }),
        ..Draft::default()
    }
}

/// A fresh deployment's id: 12 letters and digits, the first a letter, so that nobody can guess a name made of it.
pub fn deployment_id(app: &App) -> String {
    let mut random = fastrand::Rng::new();
    let first = std::iter::once(random.lowercase());
    let rest: Vec<char> =
        (0..11).map(|_| if random.bool() { random.lowercase() } else { random.digit(10) }).collect();
    let id: String = first.chain(rest).collect();
    app.make_up(&id);
    id
}

/// What a draft comes to.
pub async fn preview(app: &App, request: PreviewRequest) -> Result<Preview, Problem> {
    let (blueprint, problems) = wanted::blueprint_of(app, &request.draft);
    let region = app
        .maybe_connection()
        .map_or_else(|| USUAL_REGION.to_owned(), |connection| connection.identity.region);
    let graph = wanted::sketch(&request.draft.id, &blueprint, &region);
    let nodes = planning::graph_nodes(&graph);
    let table = pricing::table(app.settings().krw_per_usd);
    let teller = pricing::teller(app, request.lang.into());
    let some = !nodes.is_empty();
    let things = nodes.iter().filter(|(node, _)| !view::is_used(node));
    Ok(Preview {
        svg: planning::planned_svg(&table, &teller, &blueprint.name, &region, &nodes),
        price: some.then(|| pricing::price(&table, &region, nodes.iter().map(|(node, _)| *node))),
        problems,
        things: some.then(|| u32::try_from(things.count()).unwrap_or(u32::MAX)),
    })
}

/// A deployment's blueprint as a draft of the same id, or the draft by which one is to be adopted that is known by its
/// marks alone. `blueprint_lost` where it has neither.
pub async fn draft_of(app: &App, request: DeploymentId) -> Result<Draft, Problem> {
    let (_, about) = about::deployment(app, &request.id)?;
    if let Some(blueprint) = &about.blueprint {
        return Ok(wanted::draft(&request.id, blueprint));
    }
    // A launch that adopts it may have died before all that was found was written down, or its draft may have been left
    // in the wizard.
    let unanswered = Draft { id: request.id.clone(), ..Draft::default() };
    let drafts = [Some(about.draft), kept_draft(app)].into_iter().flatten();
    let mut answers = drafts.filter(|draft| draft.id == request.id && *draft != unanswered);
    answers.next().ok_or_else(|| Problem::new(ProblemCode::BlueprintLost))
}

/// Takes in the value of an environment variable.
pub async fn set_env_value(app: &App, value: EnvValue) -> Result<Nothing, Problem> {
    if let Some(text) = &value.value {
        naru_aws::boot::EnvValue::new(text.clone()).map_err(|error| {
            let (name, why) = (value.name.clone(), error.into());
            Problem::new(ProblemCode::BadEnvValue { name, why })
        })?;
    }
    app.vault().set_value(&value.id, &value.name, value.value).await?;
    app.revise_env(&value.id, &value.name)?;
    Ok(Nothing)
}

/// The problems of a draft that keep it from being planned, as one problem that names the first field.
pub(crate) fn blocking(problems: &[FieldProblem]) -> Option<Problem> {
    let first = problems.iter().find(|problem| problem.level == Level::Stop)?;
    Some(Problem::bad_draft(first.clone()))
}
