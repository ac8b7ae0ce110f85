//! Deployments that the account holds and this computer's ledger doesn't know: found, and taken in, by their marks.

use std::collections::{BTreeMap, BTreeSet};

use naru_aws::kinds::kind;
use naru_engine::{Deployment, Entry, Node, Step};
use serde_json::Value;

use crate::about::About;
use crate::app::App;
use crate::contract::{DeploymentId, DeploymentSummary, LostDeployment, Nothing, ProblemCode};
use crate::problem::Problem;
use crate::scan::{marked, scan};
use crate::view::Known;

/// The marked deployments that this computer's ledger doesn't know.
pub async fn lost_deployments(app: &App, _: Nothing) -> Result<Vec<LostDeployment>, Problem> {
    let connection = app.connection()?;
    let known: BTreeSet<String> = app.ledger().deployments()?.into_iter().map(|known| known.id).collect();
    let mut lost: BTreeMap<String, u32> = BTreeMap::new();
    for (kind_name, found) in scan(&connection.reader).await.found {
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
        let mut problem = Problem::new(ProblemCode::Unread { kind: unread.kind });
        problem.failure = Some(Box::new(unread.failure));
        return Err(problem);
    }
    if found.is_empty() {
        return Err(Problem::new(ProblemCode::NoSuchDeployment { id: request.id }));
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
        about: serde_json::to_value(&about)
            .map_err(|error| Problem::new(ProblemCode::LedgerDamaged).saying(error))?,
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
