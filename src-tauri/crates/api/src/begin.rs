//! Beginning a run: what the engine needs for it is got together, and the user is told when it is over.

use naru_aws::blueprint::Blueprint;
use naru_engine::{Deployment, Outcome, Plan, Purpose};

use crate::about::About;
use crate::app::App;
use crate::connection::Connection;
use crate::contract::{Draft, ProblemCode, Started};
use crate::dictionary;
use crate::lost;
use crate::planning::Planned;
use crate::problem::Problem;

/// Writes the deployment down and begins its run.
pub async fn launch(
    app: &App,
    connection: &Connection,
    planned: Planned,
    draft: Draft,
) -> Result<Started, Problem> {
    let id = planned.deployment.clone();
    if app.runs().going(&id).is_some() {
        return Err(Problem::new(ProblemCode::AlreadyRunning));
    }
    if !planned.found.is_empty() {
        lost::take_in(app, connection, &planned.blueprint.name, draft.clone(), planned.found)?;
    }
    let began = app.ledger().deployment(&id)?.map_or_else(|| connection.clock.now(), |known| known.began);
    let about = About {
        practice: connection.practice,
        account: connection.identity.account.clone(),
        region: connection.identity.region.clone(),
        draft,
        blueprint: Some(planned.blueprint.clone()),
        env_revisions: planned.env_revisions.clone(),
    };
    app.ledger().put(&Deployment {
        id: id.clone(),
        name: planned.blueprint.name.clone(),
        about: serde_json::to_value(&about)
            .map_err(|error| Problem::new(ProblemCode::LedgerDamaged).saying(error))?,
        began,
    })?;
    app.keep_env_revisions(&id, &planned.env_revisions)?;
    load_env(app, &id, &planned.blueprint).await?;
    let book = app.ledger().book(&id)?;
    for entry in planned.told.into_iter().filter(|entry| book.check(entry).is_ok()) {
        app.ledger().append(&id, connection.clock.now(), entry)?;
    }
    run(app, connection, &id, planned.plan)
}

/// Begins to carry a plan of a deployment out that the ledger knows. `already_running` where a run of it goes on.
pub fn run(app: &App, connection: &Connection, deployment: &str, plan: Plan) -> Result<Started, Problem> {
    let seq = app.ledger().last_seq()?;
    let (ends, id, purpose) = (app.clone(), deployment.to_owned(), plan.purpose);
    let ended = move |outcome: &Outcome| tell(&ends, &id, purpose, outcome);
    app.runs().start(app.ledger().clone(), connection, deployment, plan, ended)?;
    Ok(Started { deployment: deployment.to_owned(), seq })
}

/// Takes the environment's values out of the keyring into memory, before a run asks for them.
async fn load_env(app: &App, id: &str, blueprint: &Blueprint) -> Result<(), Problem> {
    let names =
        blueprint.backend.iter().flat_map(|backend| backend.env.iter().map(ToString::to_string)).collect();
    app.vault().load(id, names).await
}

/// Tells the user that a run is over: they may be looking elsewhere. A cancel they know of.
fn tell(app: &App, deployment: &str, purpose: Purpose, outcome: &Outcome) {
    let title = match (outcome, purpose) {
        (Outcome::Cancelled, _) => return,
        (Outcome::Done, Purpose::Launch) => dictionary::NOTIFY_DONE,
        (Outcome::Done, Purpose::Teardown) => dictionary::NOTIFY_GONE,
        (Outcome::Stopped { .. } | Outcome::Expired | Outcome::Gated, _) => dictionary::NOTIFY_STOPPED,
    };
    let lang = app.settings().language.unwrap_or_else(|| app.host().language());
    let name = app.ledger().deployment(deployment).ok().flatten().map(|known| known.name);
    app.host().notify(title.of(lang.into()), name.as_deref().unwrap_or(deployment));
}
