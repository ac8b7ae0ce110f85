//! In which region a deployment lies whose ledger is lost. What has no region is found from each of them, and adopted in
//! another one it would be taken away from what lies where it was launched.

use futures::{StreamExt, TryStreamExt, stream};
use naru_aws::account;
use naru_aws::kinds::kind;
use naru_aws::resource::Found;

use crate::connection::Connection;
use crate::contract::{ClassCode, ProblemCode};
use crate::problem::Problem;
use crate::scan::{Scan, scan_region};

/// How many regions are looked into side by side.
const SIDE_BY_SIDE: usize = 4;

/// Refuses what was found of a deployment that lies in another region: `other_region`. All regions are looked into only
/// where nothing that was found tells that it lies here.
pub async fn check(
    connection: &Connection,
    deployment: &str,
    found: &[(&'static str, Found)],
) -> Result<(), Problem> {
    let here = connection.identity.region.as_str();
    if found.is_empty() || found.iter().any(|found| lies_in(found, here)) {
        return Ok(());
    }
    match elsewhere(connection, deployment).await? {
        Some(wanted) => Err(Problem::new(ProblemCode::OtherRegion { wanted, found: here.to_owned() })),
        // Nothing is left of it but what has no region, which is as well here as anywhere.
        None => Ok(()),
    }
}

fn lies_in((name, found): &(&'static str, Found), region: &str) -> bool {
    kind(name).is_some_and(|kind| kind.lies_in(&found.id, region))
}

/// Another region in which something of the deployment lies; the first, as AWS lists them.
async fn elsewhere(connection: &Connection, deployment: &str) -> Result<Option<String>, Problem> {
    let mut regions = account::regions(&connection.reader).await?;
    regions.retain(|region| *region != connection.identity.region);
    let looks = regions.into_iter().map(|region| async move {
        let lies = is_in(connection, deployment, &region).await?;
        Ok::<_, Problem>(lies.then_some(region))
    });
    let mut looks = std::pin::pin!(stream::iter(looks).buffered(SIDE_BY_SIDE));
    while let Some(found) = looks.try_next().await? {
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Whether something of the deployment lies in a region. `unread` where that can't be told.
async fn is_in(connection: &Connection, deployment: &str, region: &str) -> Result<bool, Problem> {
    let Scan { found, unread } = scan_region(&connection.in_region(region).reader).await;
    let ours = |found: &(&'static str, Found)| {
        found.1.mark.as_ref().is_some_and(|mark| mark.deployment == deployment) && lies_in(found, region)
    };
    if found.iter().any(ours) {
        return Ok(true);
    }
    // A region that is closed to this key has nothing that it made.
    let unread = unread.into_iter().find(|unread| unread.failure.class != ClassCode::Denied);
    unread.map_or(Ok(false), |unread| Err(super::unread(unread)))
}

#[cfg(test)]
mod tests;
