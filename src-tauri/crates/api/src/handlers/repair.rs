//! Mending a deployment that stopped: the repair that is shown, and carried out as shown.

use crate::app::App;
use crate::contract::{Draft, Look, Mend, ProblemCode, RepairPlan, Started};
use crate::problem::Problem;
use crate::{about, begin, drafts, repairs, wanted};

/// Plans the repair that the failures of a launch know, if they know one.
pub async fn repair(app: &App, request: Look) -> Result<Option<RepairPlan>, Problem> {
    let mended = repairs::plan(app, &request.id).await?;
    Ok(mended.map(|mended| mended.view(app, request.lang.into())))
}

/// Carries out the repair that was shown.
pub async fn mend(app: &App, request: Mend) -> Result<Started, Problem> {
    app.must_write()?;
    if app.runs().going(&request.id).is_some() {
        return Err(Problem::new(ProblemCode::AlreadyRunning));
    }
    let changed = || Problem::new(ProblemCode::PlanChanged);
    let mended = repairs::plan(app, &request.id).await?.ok_or_else(changed)?;
    if mended.planned.digest() != request.digest {
        return Err(changed());
    }
    let (_, about) = about::deployment(app, &request.id)?;
    let made_from = wanted::draft(&request.id, &mended.planned.blueprint);
    let draft = Draft { step: about.draft.step, reached: about.draft.reached, ..made_from };
    if let Some(mut begun) = drafts::change(app, &request.id) {
        repairs::in_draft(&mended.repair, &mut begun);
        drafts::keep(app, &begun)?;
    }
    begin::launch(app, &mended.connection, mended.planned, draft).await
}
