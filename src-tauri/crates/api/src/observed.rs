//! What a look finds of each part that the ledger calls ready: somebody may have changed it since.

use std::collections::BTreeSet;
use std::sync::Arc;

use naru_aws::kinds::kinds;
use naru_engine::{Book, Context, Failure, NodeName, Observation, Status};
use serde_json::Value;

use crate::connection::Connection;

/// What was found of one part, or why it couldn't be looked at.
pub type Observed = Result<Observation<Value>, Failure>;

/// Looks at every part of a deployment that its ledger calls ready, side by side.
pub async fn observe(connection: &Connection, deployment: &str, book: &Book) -> Vec<(NodeName, Observed)> {
    let (kinds, outputs) = (kinds(), Arc::new(book.outputs()));
    let ready = book.records().filter(|(_, record)| record.status == Status::Ready);
    let looks = ready.map(|(name, record)| {
        let (reader, clock) = (connection.reader.clone(), connection.clock.clone());
        let cx = Context::looking(reader, clock, deployment, name.clone(), record.generation)
            .with_outputs(Arc::clone(&outputs));
        let kind = kinds.get(&record.want.kind);
        async move {
            let look = async {
                kind?.observe(&cx, &record.want.spec, record.state.as_ref().unwrap_or(&Value::Null)).await
            };
            (name.clone(), look.await)
        }
    });
    futures::future::join_all(looks).await
}

/// The parts that a run has to nudge. One that can't be looked at isn't among them: a plan doesn't fail for that.
pub async fn stalled(connection: &Connection, deployment: &str, book: &Book) -> BTreeSet<NodeName> {
    let found = observe(connection, deployment, book).await.into_iter();
    found.filter(|(_, found)| matches!(found, Ok(Observation::Stalled(_)))).map(|(name, _)| name).collect()
}
