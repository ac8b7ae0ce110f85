//! Deployments that the account holds and this computer's ledger doesn't know: found, and taken in, by their marks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use naru_aws::kinds::kind;

use crate::app::App;
use crate::connection::Connection;
use crate::contract::{DeploymentId, DeploymentSummary, Draft, LostDeployment, Nothing, ProblemCode};
use crate::problem::Problem;
use crate::scan::scan;
use crate::view::Known;
use crate::{about, lost};

/// The marked deployments that this computer's ledger doesn't know.
pub async fn lost_deployments(app: &App, _: Nothing) -> Result<Vec<LostDeployment>, Problem> {
    let unknown = unknown(app, &app.connection()?).await?.into_iter();
    let things = |nodes: Vec<String>| u32::try_from(nodes.len()).unwrap_or(u32::MAX);
    Ok(unknown.map(|(id, nodes)| LostDeployment { id, things: things(nodes) }).collect())
}

/// What bears marks of deployments that this computer's ledger doesn't know: the node of each thing, by deployment.
pub(crate) async fn unknown(
    app: &App,
    connection: &Connection,
) -> Result<BTreeMap<String, Vec<String>>, Problem> {
    let known = app.ledger().deployments()?.into_iter().map(|known| known.id);
    // What is damaged is as good as lost: its marks tell more of it.
    let known: BTreeSet<String> = known.filter(|id| !is_damaged(app, id)).collect();
    let mut unknown: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (kind_name, found) in scan(&connection.reader).await.found {
        // What stays was left on purpose, and nobody misses it.
        if kind(kind_name).and_then(naru_engine::AnyKind::stays).is_some() {
            continue;
        }
        if let Some(mark) = found.mark.filter(|mark| !known.contains(&mark.deployment)) {
            unknown.entry(mark.deployment).or_default().push(mark.node.to_string());
        }
    }
    Ok(unknown)
}

/// Takes a lost deployment into the ledger, by its marks.
pub async fn recover(app: &App, request: DeploymentId) -> Result<DeploymentSummary, Problem> {
    app.must_write()?;
    let connection = app.connection()?;
    let damaged = is_damaged(app, &request.id);
    let mut book = if damaged { Arc::default() } else { app.ledger().book(&request.id)? };
    let found = lost::by_mark(&connection, &request.id, Arc::make_mut(&mut book)).await?;
    if found.is_empty() {
        return Err(Problem::new(ProblemCode::NoSuchDeployment { id: request.id }));
    }
    let kept = about::deployment(app, &request.id).ok().map(|(_, about)| about.draft);
    let draft = kept.unwrap_or_else(|| Draft { id: request.id.clone(), ..Draft::default() });
    lost::take_in(app, &connection, &request.id, draft, found)?;
    Ok(Known::read(app, &request.id)?.summary())
}

/// Whether what the ledger has of a deployment can't be read, and by no newer version either.
fn is_damaged(app: &App, id: &str) -> bool {
    Known::read(app, id).is_err_and(|problem| problem.code == ProblemCode::LedgerDamaged)
}
