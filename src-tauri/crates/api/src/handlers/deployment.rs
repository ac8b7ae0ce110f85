//! Looking at deployments: as the ledger knows them, as the account has them, and as a visitor finds them.

use naru_diagram::{Flow, Style, Theme, Vacancy};
use naru_engine::{Deployment, Failure, Observation};

use crate::about;
use crate::app::App;
use crate::contract::{
    DeploymentId, DeploymentSummary, DeploymentView, FailureView, Follow, Followed, Look, Nothing,
    PartStatus, Probe, UnreadableDeployment, WaitingView,
};
use crate::picture::Shown;
use crate::problem::Problem;
use crate::view::Known;
use crate::{observed, picture, pricing, probe};

/// The deployments of this computer, but for those that can't be read.
pub async fn deployments(app: &App, _: Nothing) -> Result<Vec<DeploymentSummary>, Problem> {
    Ok(listed(app)?.0)
}

/// The deployments of this computer, and those of them that can't be read, which keep none of the others back.
pub(crate) fn listed(app: &App) -> Result<(Vec<DeploymentSummary>, Vec<UnreadableDeployment>), Problem> {
    let (mut listed, mut unreadable) = (Vec::new(), Vec::new());
    for Deployment { id, name, .. } in app.ledger().deployments()? {
        match Known::read(app, &id) {
            Ok(known) => listed.push(known.summary()),
            Err(problem) if about::is_unreadable(&problem) => {
                tracing::warn!(deployment = %id, %problem, "a deployment can't be read");
                unreadable.push(UnreadableDeployment { id, name, problem });
            }
            Err(problem) => return Err(problem),
        }
    }
    Ok((listed, unreadable))
}

/// One deployment as the ledger knows it: all of it, or what changed since it was last asked about.
pub async fn follow(app: &App, request: Follow) -> Result<Followed, Problem> {
    let view = Known::read(app, &request.id)?.view(app, request.lang.into());
    Ok(app.answers().next(&request, view))
}

/// One deployment as the ledger knows it, for a host that shows it once.
pub fn deployment(app: &App, request: &Look) -> Result<DeploymentView, Problem> {
    Ok(Known::read(app, &request.id)?.view(app, request.lang.into()))
}

/// One deployment as the account has it.
pub async fn look(app: &App, request: Look) -> Result<DeploymentView, Problem> {
    let known = Known::read(app, &request.id)?;
    let mut view = known.view(app, request.lang.into());
    if known.going.is_some() {
        return Ok(view);
    }
    let connection = about::connection(app, &known.about)?;
    for ((name, generation), found) in observed::observe(&connection, &known.deployment.id, &known.book).await
    {
        let Some(part) = view.parts.iter_mut().find(|part| part.is_of(&name, generation)) else { continue };
        match found {
            Ok(Observation::Ready(_)) => {}
            Ok(Observation::Waiting(waiting) | Observation::Stalled(waiting)) => {
                part.status = PartStatus::Working;
                part.waiting = Some(WaitingView { what: waiting.what, detail: waiting.detail });
            }
            Ok(Observation::Lost) => {
                part.status = PartStatus::Failed;
                let lost = Failure::new(
                    naru_engine::Class::Rejected,
                    format!("find {name}"),
                    "it isn't there any more",
                );
                part.failure = Some(FailureView::new(&lost.code("naru.lost"), &[]));
            }
            Err(failure) => {
                part.status = PartStatus::Failed;
                part.failure = Some(FailureView::new(&failure, &[]));
            }
        }
    }
    let teller = known.teller(request.lang.into());
    let shown: Vec<_> = known
        .book
        .records()
        .filter(|(_, record)| record.status.exists())
        .filter_map(|(name, record)| {
            let part = view.parts.iter().find(|part| part.is_of(name, record.generation))?;
            let note = part.failure.as_ref().map(|f| f.code.clone().unwrap_or_else(|| f.message.clone()));
            let price = teller.card(pricing::usd_month(&known.table, &known.about.region, &record.want));
            let (state, generation) = (record.state.as_ref(), record.generation);
            Some(Shown { node: &record.want, generation, state, status: part.status, note, price })
        })
        .collect();
    let picture = picture::picture(&known.deployment.name, &known.about.region, &shown, request.lang.into());
    view.svg =
        naru_diagram::svg(&picture, &Style { theme: Theme::Css, vacancy: Vacancy::Close, flow: Flow::Down });
    Ok(view)
}

/// Asks the deployed site itself.
pub async fn probe(app: &App, request: DeploymentId) -> Result<Vec<Probe>, Problem> {
    let known = Known::read(app, &request.id)?;
    let connection = about::connection(app, &known.about)?;
    Ok(probe::probes(&connection, &known.book, known.about.blueprint.as_ref()).await)
}
