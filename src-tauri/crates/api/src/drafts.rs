//! The wizard's drafts as the data folder keeps them: one of a deployment to come, and one of a change for each
//! deployment that stands. Nothing here writes over what was typed for another deployment, and nothing throws a draft
//! away but its launch and the user.

use std::path::PathBuf;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::about::{self, About};
use crate::app::App;
use crate::contract::{AccountPlace, BackendDraft, Draft, FrontendDraft, ProblemCode, Unfinished};
use crate::problem::Problem;
use crate::wanted;

const DRAFT: &str = "draft.json";

/// Where a draft is kept for as long as one that isn't this version's lies in the usual place.
const BESIDE: &str = "draft-2.json";

/// In which account the draft of a deployment to come was answered.
const ANSWERED: &str = "draft-account.json";

/// What is kept of where a draft was answered.
#[derive(PartialEq, Deserialize, Serialize)]
struct Answered {
    draft: String,
    place: AccountPlace,
}

/// What most people want: both halves, the sample. It has no id.
pub(crate) fn usual() -> Draft {
    Draft {
        frontend: Some(FrontendDraft::default()),
        backend: Some(BackendDraft {
            port: "8080".to_owned(),
            health_path: "/health".to_owned(),
            count: "1".to_owned(),
            ..BackendDraft::default()
        }),
        ..Draft::default()
    }
}

/// The draft of a deployment to come that was left, if any.
pub(crate) fn to_come(app: &App) -> Option<Draft> {
    app.read_kept::<Draft>(file(app)).filter(|draft| !stands(app, &draft.id))
}

/// The draft of a change of a deployment that was left, if any.
pub(crate) fn change(app: &App, id: &str) -> Option<Draft> {
    // An earlier version kept it in the one place that it had.
    let kept = app.read_kept(&change_file(id)).or_else(|| app.read_kept::<Draft>(file(app)));
    kept.filter(|draft: &Draft| draft.id == id)
}

/// The draft that was written last, finished or not.
pub(crate) fn latest(app: &App) -> Option<Draft> {
    let changes = known(app).into_iter().map(|id| change_file(&id));
    let files = changes.chain([file(app).to_owned()]);
    let newest = files.filter_map(|name| Some((written(app, &name)?, name))).max()?;
    app.read_kept(&newest.1)
}

/// Writes a draft down where no other one is, and in which account it was answered.
pub(crate) fn keep(app: &App, draft: &Draft) -> Result<(), Problem> {
    if stands(app, &draft.id) {
        return app.keep(&change_file(&draft.id), draft);
    }
    make_room(app)?;
    note_place(app, &draft.id)?;
    app.keep(file(app), draft)
}

/// Throws a draft away.
pub(crate) fn discard(app: &App, id: &str) -> Result<(), Problem> {
    if app.read_kept::<Draft>(file(app)).is_some_and(|draft| draft.id == id) {
        remove(app, file(app))?;
    }
    remove(app, &change_file(id))
}

/// The drafts that somebody is in the middle of, the last one that was written first.
pub(crate) fn unfinished(app: &App) -> Vec<Unfinished> {
    let mut found: Vec<(SystemTime, Unfinished)> = Vec::new();
    if let Some(draft) = to_come(app).filter(|draft| answers(draft) != answers(&usual()))
        && let Some(at) = written(app, file(app))
    {
        let place = place(app, &draft.id);
        let Draft { id, name, step, .. } = draft;
        found.push((at, Unfinished { id, name, step, change: false, place }));
    }
    for id in known(app) {
        let Some(draft) = unfinished_change(app, &id) else { continue };
        let at = written(app, &change_file(&id)).or_else(|| written(app, file(app)));
        let place = place(app, &id);
        let Draft { id, name, step, .. } = draft;
        found
            .push((at.unwrap_or(SystemTime::UNIX_EPOCH), Unfinished { id, name, step, change: true, place }));
    }
    found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    found.into_iter().map(|(_, draft)| draft).collect()
}

/// The draft of a change that says something else than its deployment was made from. One of a deployment that is gone
/// changes nothing any more.
pub(crate) fn unfinished_change(app: &App, id: &str) -> Option<Draft> {
    let (_, about) = about::deployment(app, id).ok()?;
    let book = app.ledger().book(id).ok()?;
    let gone = book.is_over() || (book.is_empty() && !book.is_interrupted());
    if gone || !stands(app, id) {
        return None;
    }
    let made_from = about.blueprint.as_ref().map(|blueprint| wanted::draft(id, blueprint));
    let finished = [Some(about.draft), made_from].into_iter().flatten().map(|draft| answers(&draft));
    let draft = change(app, id)?;
    finished.into_iter().all(|finished| finished != answers(&draft)).then_some(draft)
}

/// The account that a deployment is in, or that a draft was answered in; `None` where nobody knows.
pub(crate) fn place(app: &App, id: &str) -> Option<AccountPlace> {
    if let Ok((_, About { practice, account, region, .. })) = about::deployment(app, id) {
        return Some(AccountPlace { practice, account, region });
    }
    app.read_kept::<Answered>(ANSWERED).filter(|kept| kept.draft == id).map(|kept| kept.place)
}

/// The file of a draft that this version can't take up whole: a newer version's, or a damaged one. It is left as it is,
/// for whoever can.
pub(crate) fn other(app: &App) -> Option<PathBuf> {
    let path = app.folder().join(DRAFT);
    let text = std::fs::read_to_string(&path).ok()?;
    (!is_ours(&text)).then_some(path)
}

/// Whether a deployment of that id stands, or stood: it has been launched, or was taken in by its marks. One whose launch
/// was refused after it was written down is still to come.
fn stands(app: &App, id: &str) -> bool {
    let known = app.ledger().deployment(id).is_ok_and(|known| known.is_some());
    known && !app.ledger().book(id).is_ok_and(|book| book.last_plan.is_none() && book.is_empty())
}

/// The ids of the ledger's deployments.
fn known(app: &App) -> Vec<String> {
    let deployments = app.ledger().deployments().unwrap_or_default();
    deployments.into_iter().map(|deployment| deployment.id).collect()
}

/// Moves the draft of a change out of the place of drafts to come, where an earlier version kept the one that it had.
fn make_room(app: &App) -> Result<(), Problem> {
    match app.read_kept::<Draft>(file(app)) {
        Some(draft) if stands(app, &draft.id) && written(app, &change_file(&draft.id)).is_none() => {
            app.keep(&change_file(&draft.id), &draft)
        }
        _ => Ok(()),
    }
}

/// Notes in which account a draft is answered, where that is another one than before.
fn note_place(app: &App, id: &str) -> Result<(), Problem> {
    let Some(connection) = app.maybe_connection() else { return Ok(()) };
    let identity = connection.identity;
    let (practice, account, region) = (connection.practice, identity.account, identity.region);
    let now = Answered { draft: id.to_owned(), place: AccountPlace { practice, account, region } };
    if app.read_kept(ANSWERED).as_ref() == Some(&now) {
        return Ok(());
    }
    app.keep(ANSWERED, &now)
}

/// What a draft says, without how far the wizard has come with it, and without what can only be seen elsewhere.
fn answers(draft: &Draft) -> Draft {
    let mut answers = Draft {
        id: String::new(),
        step: String::new(),
        reached: String::new(),
        name: draft.name.trim().to_owned(),
        ..draft.clone()
    };
    if let Some(frontend) = &mut answers.frontend {
        frontend.accepted_warnings = false;
    }
    for variable in answers.backend.iter_mut().flat_map(|backend| &mut backend.env) {
        variable.has_value = false;
    }
    answers
}

/// The file that drafts of deployments to come are kept in.
fn file(app: &App) -> &'static str {
    let there = |name| app.folder().join(name).exists();
    let beside = other(app).is_some() || (!there(DRAFT) && there(BESIDE));
    if beside { BESIDE } else { DRAFT }
}

/// The file of a change. An id of the ledger's is letters and digits; what else somebody asks about leads to no path.
fn change_file(id: &str) -> String {
    let id: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("change-{id}.json")
}

/// When a file was written; `None` where it isn't there.
fn written(app: &App, name: &str) -> Option<SystemTime> {
    std::fs::metadata(app.folder().join(name)).and_then(|about| about.modified()).ok()
}

fn remove(app: &App, name: &str) -> Result<(), Problem> {
    match std::fs::remove_file(app.folder().join(name)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            let path = app.folder().display().to_string();
            Err(Problem::new(ProblemCode::BadDataFolder { path }).saying(error))
        }
        _ => Ok(()),
    }
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
