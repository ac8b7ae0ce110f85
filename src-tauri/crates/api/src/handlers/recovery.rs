//! Deployments that the account holds and this computer's ledger doesn't know: found, and taken in, by their marks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use naru_aws::kinds::kind;

use crate::app::App;
use crate::contract::{DeploymentId, DeploymentSummary, Draft, LostDeployment, Nothing, ProblemCode};
use crate::lost;
use crate::problem::Problem;
use crate::scan::scan;
use crate::view::Known;

/// The marked deployments that this computer's ledger doesn't know.
pub async fn lost_deployments(app: &App, _: Nothing) -> Result<Vec<LostDeployment>, Problem> {
    let connection = app.connection()?;
    let known: BTreeSet<String> = app.ledger().deployments()?.into_iter().map(|known| known.id).collect();
    let mut things: BTreeMap<String, u32> = BTreeMap::new();
    for (kind_name, found) in scan(&connection.reader).await.found {
        // What stays was left on purpose, and nobody misses it.
        if kind(kind_name).and_then(naru_engine::AnyKind::stays).is_some() {
            continue;
        }
        if let Some(mark) = found.mark.filter(|mark| !known.contains(&mark.deployment)) {
            *things.entry(mark.deployment).or_default() += 1;
        }
    }
    Ok(things.into_iter().map(|(id, things)| LostDeployment { id, things }).collect())
}

/// Takes a lost deployment into the ledger, by its marks.
pub async fn recover(app: &App, request: DeploymentId) -> Result<DeploymentSummary, Problem> {
    app.must_write()?;
    let connection = app.connection()?;
    let mut book = app.ledger().book(&request.id)?;
    let found = lost::by_mark(&connection, &request.id, Arc::make_mut(&mut book)).await?;
    if found.is_empty() {
        return Err(Problem::new(ProblemCode::NoSuchDeployment { id: request.id }));
    }
    let draft = Draft { id: request.id.clone(), ..Draft::default() };
    lost::take_in(app, &connection, &request.id, draft, found)?;
    Ok(Known::read(app, &request.id)?.summary())
}
