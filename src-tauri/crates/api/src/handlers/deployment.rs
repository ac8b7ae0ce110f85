//! Launching, resuming and looking at deployments.

use std::collections::{BTreeMap, BTreeSet};

use naru_aws::blueprint::Blueprint;
use naru_aws::cloud::Aws;
use naru_aws::kinds::{KINDS, kind, kinds};
use naru_aws::resource::Found;
use naru_diagram::{Flow, Style, Theme, Vacancy};
use naru_engine::{Context, Deployment, Entry, Failure, Node, Purpose, Settle, Status, Step, plan_teardown};
use serde_json::Value;

use crate::about::{self, About};
use crate::app::App;
use crate::connection::Connection;
use crate::contract::{
    DeploymentId, DeploymentSummary, DeploymentView, FailureView, Inventory, InventoryRequest, Launch, Look,
    LostDeployment, Nothing, PartStatus, PlanRequest, PlanView, Probe, Started, Thing, Unread, WaitingView,
};
use crate::picture::Shown;
use crate::planning::Planned;
use crate::problem::Problem;
use crate::view::{Known, words};
use crate::{picture, pricing, probe, wanted};

/// The account that a draft is planned in: that of its deployment where it has one, else the one the app is in.
pub(super) fn connection_of(app: &App, id: &str) -> Result<Connection, Problem> {
    match app.ledger().deployment(id)? {
        Some(deployment) => about::connection(app, &About::of(&deployment)?),
        None => app.connection(),
    }
}

/// Plans a launch of the draft, or of a deployment's change.
pub async fn plan(app: &App, request: PlanRequest) -> Result<PlanView, Problem> {
    let (blueprint, problems) = wanted::blueprint(&request.draft);
    if let Some(problem) = super::draft::blocking(&problems) {
        return Err(problem);
    }
    let connection = connection_of(app, &request.draft.id)?;
    let planned = Planned::make(app, &connection, &request.draft.id, blueprint).await?;
    Ok(planned.view(app, request.lang.into()))
}

/// Carries out the plan that was shown.
pub async fn launch(app: &App, request: Launch) -> Result<Started, Problem> {
    app.must_write()?;
    let (blueprint, problems) = wanted::blueprint(&request.draft);
    if let Some(problem) = super::draft::blocking(&problems) {
        return Err(problem);
    }
    let connection = connection_of(app, &request.draft.id)?;
    let planned = Planned::make(app, &connection, &request.draft.id, blueprint).await?;
    if planned.digest() != request.digest {
        return Err(Problem::new("plan_changed"));
    }
    carry_out(app, &connection, planned, request.draft).await
}

/// Writes the deployment down and begins its run.
pub(crate) async fn carry_out(
    app: &App,
    connection: &Connection,
    planned: Planned,
    draft: crate::contract::Draft,
) -> Result<Started, Problem> {
    let id = planned.deployment.clone();
    if app.runs().going(&id).is_some() {
        return Err(Problem::new("already_running"));
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
        about: serde_json::to_value(&about).map_err(|error| Problem::new("ledger_damaged").saying(error))?,
        began,
    })?;
    load_env(app, &id, &planned.blueprint).await?;
    let seq = app.ledger().last_seq()?;
    app.runs().start(app, connection, &id, planned.plan)?;
    Ok(Started { deployment: id, seq })
}

/// Takes the environment's values out of the keyring into memory, before a run asks for them.
async fn load_env(app: &App, id: &str, blueprint: &Blueprint) -> Result<(), Problem> {
    let names =
        blueprint.backend.iter().flat_map(|backend| backend.env.iter().map(ToString::to_string)).collect();
    app.vault().load(id, names).await
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
            carry_out(app, &connection, planned, about.draft).await
        }
        (Purpose::Launch, None) => Err(Problem::new("nothing_to_resume")),
        (Purpose::Teardown, _) => {
            let keep = super::teardown::kept_before(&book);
            let plan = plan_teardown(&book, &kinds(), &keep)?;
            let seq = app.ledger().last_seq()?;
            app.runs().start(app, &connection, &request.id, plan)?;
            Ok(Started { deployment: request.id, seq })
        }
    }
}

/// Stops a run.
pub async fn cancel(app: &App, request: DeploymentId) -> Result<Nothing, Problem> {
    app.runs().cancel(&request.id);
    Ok(Nothing)
}

/// Leaves a failed or stopped run as it is: nothing is done, and the deployment is listed as stopped.
pub async fn leave_as_is(app: &App, request: DeploymentId) -> Result<Nothing, Problem> {
    about::deployment(app, &request.id)?;
    Ok(Nothing)
}

/// The deployments of this computer.
pub async fn deployments(app: &App, _: Nothing) -> Result<Vec<DeploymentSummary>, Problem> {
    let known = app.ledger().deployments()?;
    known.iter().map(|deployment| Ok(Known::read(app, &deployment.id)?.summary())).collect()
}

/// One deployment as the ledger knows it.
pub async fn deployment(app: &App, request: Look) -> Result<DeploymentView, Problem> {
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
    let kinds = kinds();
    let outputs = known.book.outputs();
    let there: Vec<_> = known.book.records().filter(|(_, record)| record.status == Status::Ready).collect();
    let looks =
        there.iter().map(|(name, record)| {
            let cx = Context::looking(
                connection.aws.clone(),
                connection.clock.clone(),
                &known.deployment.id,
                (*name).clone(),
                record.generation,
            )
            .with_outputs(outputs.clone());
            let kind = kinds.get(&record.want.kind);
            async move {
                kind?.settle(&cx, &record.want.spec, record.state.as_ref().unwrap_or(&Value::Null)).await
            }
        });
    let found = futures::future::join_all(looks).await;
    for ((name, _), found) in there.iter().zip(found) {
        let Some(part) = view.parts.iter_mut().find(|part| part.node == name.as_str()) else { continue };
        match found {
            Ok(Settle::Ready(_)) => {}
            Ok(Settle::Waiting(waiting)) => {
                part.status = PartStatus::Working;
                part.waiting = Some(WaitingView { what: waiting.what, detail: waiting.detail });
            }
            Ok(Settle::Lost) => {
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
    let shown: Vec<_> = known
        .book
        .records()
        .filter(|(_, record)| record.status.exists())
        .filter_map(|(name, record)| {
            let part = view.parts.iter().find(|part| part.node == name.as_str())?;
            let note = part.failure.as_ref().map(|f| f.code.clone().unwrap_or_else(|| f.message.clone()));
            let price =
                pricing::said_a_day(&known.table, &known.about.region, &record.want, request.lang.into());
            Some(Shown { node: &record.want, state: record.state.as_ref(), status: part.status, note, price })
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

/// What a scan found of each kind.
struct Scan {
    found: Vec<(&'static str, Found)>,
    unread: Vec<Unread>,
}

async fn scan(aws: &Aws) -> Scan {
    let scans = KINDS.iter().map(|kind| async move { (*kind, kind.scan(aws).await) });
    let mut all = Scan { found: Vec::new(), unread: Vec::new() };
    for (kind, result) in futures::future::join_all(scans).await {
        match result {
            Ok(found) => all.found.extend(found.into_iter().map(|found| (kind.name(), found))),
            Err(failure) => all.unread.push(Unread {
                kind: kind.name().to_owned(),
                name: kind.words().name.into(),
                failure: FailureView::new(&failure, &[]),
            }),
        }
    }
    all
}

/// What bears this deployment's mark in the account: kind and find; and the kinds that could not be read.
pub(crate) async fn marked(
    connection: &Connection,
    deployment: &str,
) -> (Vec<(&'static str, Found)>, Vec<Unread>) {
    let Scan { mut found, unread } = scan(&connection.aws).await;
    found.retain(|(_, found)| found.mark.as_ref().is_some_and(|mark| mark.deployment == deployment));
    (found, unread)
}

/// The marked deployments that this computer's ledger doesn't know.
pub async fn lost_deployments(app: &App, _: Nothing) -> Result<Vec<LostDeployment>, Problem> {
    let connection = app.connection()?;
    let known: BTreeSet<String> = app.ledger().deployments()?.into_iter().map(|known| known.id).collect();
    let mut lost: BTreeMap<String, u32> = BTreeMap::new();
    for (kind_name, found) in scan(&connection.aws).await.found {
        // What stays was left on purpose, and nobody misses it.
        if kind(kind_name).and_then(naru_engine::AnyKind::stays).is_some() {
            continue;
        }
        if let Some(mark) = found.mark.filter(|mark| !known.contains(&mark.deployment)) {
            *lost.entry(mark.deployment).or_default() += 1;
        }
    }
    Ok(lost.into_iter().map(|(id, things)| LostDeployment { id, things }).collect())
}

/// Takes a lost deployment into the ledger, by its marks.
pub async fn recover(app: &App, request: DeploymentId) -> Result<DeploymentSummary, Problem> {
    app.must_write()?;
    let connection = app.connection()?;
    let (found, unread) = marked(&connection, &request.id).await;
    if let Some(unread) = unread.into_iter().next() {
        let mut problem = Problem::new("unread").with("kind", &unread.kind);
        problem.failure = Some(Box::new(unread.failure));
        return Err(problem);
    }
    if found.is_empty() {
        return Err(Problem::new("no_such_deployment").with("id", &request.id));
    }
    let about = About {
        practice: connection.practice,
        account: connection.identity.account.clone(),
        region: connection.identity.region.clone(),
        draft: crate::contract::Draft { id: request.id.clone(), ..Default::default() },
        blueprint: None,
        env_revisions: BTreeMap::new(),
    };
    app.ledger().put(&Deployment {
        id: request.id.clone(),
        name: request.id.clone(),
        about: serde_json::to_value(&about).map_err(|error| Problem::new("ledger_damaged").saying(error))?,
        began: connection.clock.now(),
    })?;
    for (kind, found) in found {
        let Some(mark) = found.mark else { continue };
        let want = Node { name: mark.node.clone(), kind: kind.to_owned(), spec: Value::Null };
        let step = Step::Adopted { want, state: found.state };
        app.ledger().append(
            &request.id,
            connection.clock.now(),
            Entry::Node { node: mark.node, generation: mark.generation, step },
        )?;
    }
    Ok(Known::read(app, &request.id)?.summary())
}

/// Everything of the kinds that we know in this region.
pub async fn inventory(app: &App, request: InventoryRequest) -> Result<Inventory, Problem> {
    let connection = app.connection()?;
    let Scan { found, unread } = scan(&connection.aws).await;
    let region = connection.identity.region.clone();
    let nodes: Vec<(Node, Value, bool)> = found
        .iter()
        .enumerate()
        .filter_map(|(at, (kind, found))| {
            Some((picture::found_node(kind, at)?, found.state.clone(), found.mark.is_some()))
        })
        .collect();
    let shown: Vec<_> = nodes
        .iter()
        .map(|(node, state, _)| Shown {
            node,
            state: Some(state),
            status: PartStatus::Ready,
            note: None,
            price: None,
        })
        .collect();
    let mut drawn = picture::picture(&connection.identity.account, &region, &shown, request.lang.into());
    let foreign: BTreeSet<&str> =
        nodes.iter().filter(|(_, _, ours)| !ours).map(|(node, ..)| node.name.as_str()).collect();
    for part in drawn.parts.iter_mut().filter(|part| foreign.contains(part.id.as_str())) {
        part.status = naru_diagram::Status::Foreign;
    }
    let things = found.into_iter().map(|(name, found)| Thing {
        kind: name.to_owned(),
        name: words(name).0,
        id: found.id,
        label: found.label,
        deployment: found.mark.as_ref().map(|mark| mark.deployment.clone()),
        node: found.mark.map(|mark| mark.node.to_string()),
    });
    let things = things.filter(|thing| kind(&thing.kind).is_some()).collect();
    let style = Style { theme: Theme::Css, vacancy: Vacancy::Close, flow: Flow::Right };
    Ok(Inventory {
        account: connection.identity.account.clone(),
        region,
        things,
        unread,
        svg: naru_diagram::svg(&drawn, &style),
    })
}
