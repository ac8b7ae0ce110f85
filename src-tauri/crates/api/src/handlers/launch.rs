//! Launching: the plan that is shown, carried out as shown, taken up again, and stopped.

use naru_aws::kinds::kinds;
use naru_engine::{Purpose, plan_teardown};

use crate::app::App;
use crate::contract::{DeploymentId, Launch, Nothing, PlanRequest, PlanView, ProblemCode, Started};
use crate::planning::Planned;
use crate::problem::Problem;
use crate::{about, begin, drafts, wanted};

/// Plans a launch of the draft, or of a deployment's change.
pub async fn plan(app: &App, request: PlanRequest) -> Result<PlanView, Problem> {
    let (blueprint, problems) = wanted::blueprint_of(app, &request.draft);
    if let Some(problem) = super::draft::blocking(&problems) {
        return Err(problem);
    }
    let connection = about::connection_of(app, &request.draft.id)?;
    let planned = Planned::make(app, &connection, &request.draft.id, blueprint).await?;
    Ok(planned.view(app, request.lang.into()))
}

/// Carries out the plan that was shown.
pub async fn launch(app: &App, request: Launch) -> Result<Started, Problem> {
    app.must_write()?;
    let (blueprint, problems) = wanted::blueprint_of(app, &request.draft);
    if let Some(problem) = super::draft::blocking(&problems) {
        return Err(problem);
    }
    let connection = about::connection_of(app, &request.draft.id)?;
    let planned = Planned::make(app, &connection, &request.draft.id, blueprint).await?;
    if planned.digest() != request.digest {
        return Err(Problem::new(ProblemCode::PlanChanged));
    }
    let id = request.draft.id.clone();
    let started = begin::launch(app, &connection, planned, request.draft).await?;
    // The ledger has the answers from here on. One that couldn't be removed says the same, and counts as finished.
    if let Err(problem) = drafts::discard(app, &id) {
        tracing::debug!(%problem, "a draft that was launched couldn't be removed");
    }
    Ok(started)
}

/// Tries again what failed, or takes up what was interrupted.
pub async fn resume(app: &App, request: DeploymentId) -> Result<Started, Problem> {
    app.must_write()?;
    let (_, about) = about::deployment(app, &request.id)?;
    let connection = about::connection(app, &about)?;
    let book = app.ledger().book(&request.id)?;
    let purpose = book.last_plan.as_ref().map_or(Purpose::Launch, |plan| plan.purpose);
    match (purpose, about.blueprint) {
        (Purpose::Launch, Some(blueprint)) => {
            let planned = Planned::make(app, &connection, &request.id, blueprint).await?;
            begin::launch(app, &connection, planned, about.draft).await
        }
        (Purpose::Launch, None) => Err(Problem::new(ProblemCode::NothingToResume)),
        (Purpose::Teardown, _) => {
            let keep = super::teardown::kept_before(&book);
            let plan = plan_teardown(&book, &kinds(), &keep)?;
            begin::run(app, &connection, &request.id, plan)
        }
    }
}

/// Stops a run.
pub async fn cancel(app: &App, request: DeploymentId) -> Result<Nothing, Problem> {
    app.runs().cancel(&request.id);
    Ok(Nothing)
}
