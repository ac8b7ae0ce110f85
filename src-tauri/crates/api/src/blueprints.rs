//! Blueprints of a terminal: the same planning and launching as the wizard's, from a file instead of a draft.

use naru_aws::blueprint::Blueprint;
use naru_aws::text::Lang;

use crate::app::App;
use crate::contract::{Draft, Nothing, PlanView, ProblemCode, Started};
use crate::planning::Planned;
use crate::problem::Problem;
use crate::{about, begin, handlers, wanted};

/// The deployment that a blueprint's name means in the account that the app is in: the newest of that name that
/// isn't gone, or a fresh id.
pub fn deployment_of(app: &App, blueprint: &Blueprint) -> Result<String, Problem> {
    let connection = app.connection()?;
    for known in app.ledger().deployments()? {
        let about = about::About::of(&known)?;
        let here = about.account == connection.identity.account
            && about.region == connection.identity.region
            && about.practice == connection.practice;
        if here && known.name == blueprint.name && !app.ledger().book(&known.id)?.is_empty() {
            return Ok(known.id);
        }
    }
    Ok(handlers::deployment_id())
}

/// The deployment of that id: one of the ledger, or one that a scan finds by its marks, which a plan then adopts.
/// `no_such_deployment` where it is neither.
pub async fn deployment_named(app: &App, id: &str) -> Result<String, Problem> {
    if app.ledger().deployment(id)?.is_none()
        && handlers::lost_deployments(app, Nothing).await?.iter().all(|lost| lost.id != id)
    {
        return Err(Problem::new(ProblemCode::NoSuchDeployment { id: id.to_owned() }));
    }
    Ok(id.to_owned())
}

/// Plans a blueprint, in the account and region that its deployment is in where it has one. `other_account` where the
/// app is in another one.
pub async fn plan(app: &App, deployment: &str, blueprint: Blueprint) -> Result<Planned, Problem> {
    Planned::make(app, &about::connection_of(app, deployment)?, deployment, blueprint).await
}

/// The plan as it is shown.
pub fn view(app: &App, planned: &Planned, lang: Lang) -> PlanView {
    planned.view(app, lang)
}

/// The draft that says the same: for a picture of what isn't planned.
pub fn draft(id: &str, blueprint: &Blueprint) -> Draft {
    wanted::draft(id, blueprint)
}

/// Carries out a plan that was consented to, where it was made for.
pub async fn launch(app: &App, planned: Planned) -> Result<Started, Problem> {
    app.must_write()?;
    let draft = wanted::draft(&planned.deployment, &planned.blueprint);
    let connection = about::connection_of(app, &planned.deployment)?;
    begin::launch(app, &connection, planned, draft).await
}

#[cfg(test)]
mod tests {
    use super::{plan, view};
    use crate::contract::{ActionCode, EnterPractice};
    use crate::testing::{Bench, ID};
    use crate::{handlers, wanted};

    #[tokio::test(start_paused = true)]
    async fn a_deployment_is_planned_where_it_is_whatever_region_the_terminal_is_in() {
        let bench = Bench::new().await;
        let draft = bench.draft(None);
        bench.launch(&draft).await;
        let elsewhere = EnterPractice { region: "us-east-1".to_owned() };
        handlers::enter_practice(&bench.app, elsewhere).await.expect("it is always at hand");
        let planned = plan(&bench.app, ID, wanted::blueprint(&draft).0).await.expect("it can be planned");
        let steps = view(&bench.app, &planned, naru_aws::text::Lang::En).steps;
        assert!(steps.iter().all(|step| step.action == ActionCode::Keep), "{steps:#?}");
    }
}
