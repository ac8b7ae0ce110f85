//! What a look finds of each part that the ledger calls ready: somebody may have changed it since, or taken it away.

use std::collections::BTreeSet;
use std::sync::Arc;

use naru_aws::kinds::kinds;
use naru_engine::{
    Book, Class, Context, Entry, Failure, LedgerError, NodeName, Observation, Record, Status, Step,
};
use serde_json::Value;

use crate::connection::Connection;
use crate::problem::Problem;

/// What was found of one resource, or why it couldn't be looked at.
pub type Observed = Result<Observation<Value>, Failure>;

/// A resource that the ledger knows, with its node's name.
type Known<'book> = (&'book NodeName, &'book Record);

/// Looks at every part of a deployment that its ledger calls ready, side by side. Each is told by its node and its
/// generation: two of one node may stand at the same time.
pub async fn observe(
    connection: &Connection,
    deployment: &str,
    book: &Book,
) -> Vec<((NodeName, u32), Observed)> {
    look(connection, deployment, book, ready(book).collect()).await
}

/// What looks found that a plan has to know, each by its node and generation.
#[derive(Debug, Default)]
pub struct Found {
    /// What a run has to nudge.
    pub stalled: BTreeSet<(NodeName, u32)>,
    /// What somebody took away, and what is of no use any more: entries that go before those of the run.
    pub told: Vec<Entry>,
}

/// What of a deployment stands otherwise than its ledger says; the book takes in what is lost or spent, so that a plan
/// makes another, with all that refers to it.
///
/// Any kind can be lost, so all that AWS alone answers for is asked, side by side: about a call for each part, once for
/// each plan of what was launched before. What stands elsewhere isn't: public resolvers would be asked for a plan that
/// nothing they say changes. One that can't be looked at isn't among the found, since a plan doesn't fail for that.
pub async fn changed(connection: &Connection, deployment: &str, book: &mut Book) -> Result<Found, Problem> {
    let asked = in_the_account(book);
    let (looks, now) = (look(connection, deployment, book, asked).await, connection.clock.now());
    let mut changed = Found::default();
    for ((node, generation), found) in looks {
        let step = match found {
            Ok(Observation::Stalled(_)) => {
                changed.stalled.insert((node, generation));
                continue;
            }
            Ok(Observation::Lost) => Step::Lost,
            Err(failure) if failure.class == Class::Spent => Step::Failed { failure, evidence: Vec::new() },
            _ => continue,
        };
        let entry = Entry::Node { node, generation, step };
        book.apply(now, &entry).map_err(LedgerError::from)?;
        changed.told.push(entry);
    }
    Ok(changed)
}

fn ready(book: &Book) -> impl Iterator<Item = Known<'_>> {
    book.records().filter(|(_, record)| record.status == Status::Ready)
}

/// What is ready and AWS alone answers for.
fn in_the_account(book: &Book) -> Vec<Known<'_>> {
    let kinds = kinds();
    ready(book)
        .filter(|(_, record)| kinds.get(&record.want.kind).is_ok_and(|kind| !kind.elsewhere()))
        .collect()
}

/// Looks at these, side by side. One that was made so lately that not all of AWS may know it isn't called lost: nothing
/// is said of it.
async fn look(
    connection: &Connection,
    deployment: &str,
    book: &Book,
    asked: Vec<Known<'_>>,
) -> Vec<((NodeName, u32), Observed)> {
    let (kinds, outputs, now) = (kinds(), Arc::new(book.outputs()), connection.clock.now());
    let looks = asked.into_iter().map(|(name, record)| {
        let kind = kinds.get(&record.want.kind);
        let (reader, clock) = (connection.reader.clone(), connection.clock.clone());
        let cx = Context::looking(reader, clock, deployment, name.clone(), record.generation)
            .with_outputs(Arc::clone(&outputs));
        async move {
            let look = async {
                kind?.observe(&cx, &record.want.spec, record.state.as_ref().unwrap_or(&Value::Null)).await
            };
            let found = look.await;
            let unknown = matches!(found, Ok(Observation::Lost)) && record.is_fresh(now);
            (!unknown).then(|| ((name.clone(), record.generation), found))
        }
    });
    futures::future::join_all(looks).await.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
