//! Everything of the kinds that we know, as the account has it.

use naru_aws::kinds::KINDS;
use naru_aws::reader::Reader;
use naru_aws::resource::{AnyResource, Found};

use crate::connection::Connection;
use crate::contract::{FailureView, Unread};

/// What a scan found of each kind.
pub struct Scan {
    /// Each find, with the name of its kind.
    pub found: Vec<(&'static str, Found)>,
    /// The kinds that could not be read, and why.
    pub unread: Vec<Unread>,
}

/// Looks for every kind in the account, side by side.
pub async fn scan(reader: &Reader) -> Scan {
    scan_of(reader, KINDS.iter().copied()).await
}

/// The same for the kinds that lie in a region.
pub async fn scan_region(reader: &Reader) -> Scan {
    scan_of(reader, KINDS.iter().copied().filter(|kind| kind.regional())).await
}

async fn scan_of(reader: &Reader, kinds: impl Iterator<Item = &'static dyn AnyResource>) -> Scan {
    let scans = kinds.map(|kind| async move { (kind, kind.scan(reader).await) });
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
pub async fn marked(connection: &Connection, deployment: &str) -> (Vec<(&'static str, Found)>, Vec<Unread>) {
    let Scan { mut found, unread } = scan(&connection.reader).await;
    found.retain(|(_, found)| found.mark.as_ref().is_some_and(|mark| mark.deployment == deployment));
    (found, unread)
}
