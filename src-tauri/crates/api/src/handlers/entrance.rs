//! Into the account of what is opened, by the way that it was gone into before.

use std::collections::BTreeMap;

use crate::app::App;
use crate::connection::Connection;
use crate::contract::{
    AccountPlace, EnterAccount, EnterProfile, Entrance, ProblemCode, Source, WayIn, Writer,
};
use crate::problem::Problem;
use crate::{about, credentials, drafts};

use super::account::enter;

/// By what each real account was gone into the last time, by its number. No secret is in it.
const WAYS: &str = "account-ways.json";

/// Goes into the account of a deployment or a draft: the practice account at once, a real one by the key or the profile
/// that it was gone into by before. Where that leads nowhere, or nothing is kept of it, it tells what is known.
pub async fn enter_account(app: &App, request: EnterAccount) -> Result<Entrance, Problem> {
    let Some(place) = drafts::place(app, &request.id) else {
        if drafts::to_come(app).is_some_and(|draft| draft.id == request.id) {
            return Ok(Entrance::Asks(WayIn { account: None, region: None, source: None, problem: None }));
        }
        // It says why nothing is known of it.
        return about::deployment(app, &request.id).and(Err(Problem::new(ProblemCode::NoSession)));
    };
    if place.practice {
        return Ok(Entrance::Inside(enter(app, credentials::practice(app, &place.region)?)));
    }
    let source = way(app, &place.account);
    let asks = |problem| {
        let AccountPlace { account, region, .. } = place.clone();
        let (account, region) = (Some(account), Some(region));
        Ok(Entrance::Asks(WayIn { account, region, source: source.clone(), problem }))
    };
    if request.anew {
        return asks(None);
    }
    if let Some(open) = app.been_in(&place.account) {
        return Ok(Entrance::Inside(enter(app, open.in_region(&place.region))));
    }
    let kept = app.vault().saved_key_tail().await.is_some();
    let tried = match attempt(source.as_ref(), kept) {
        Attempt::None => return asks(None),
        Attempt::SavedKey => credentials::with_saved_key(app, &place.region).await,
        Attempt::Profile(name) => {
            let (name, region) = (name.to_owned(), place.region.clone());
            credentials::with_profile(app, EnterProfile { name, region, deployment: None }).await
        }
    };
    let led = tried.and_then(|connection| {
        let (wanted, found) = (place.account.clone(), connection.identity.account.clone());
        if wanted != found {
            return Err(Problem::new(ProblemCode::OtherAccount { wanted, found }));
        }
        Ok(connection)
    });
    match led {
        Ok(connection) => Ok(Entrance::Inside(enter(app, connection))),
        // Nobody said that this was the way.
        Err(_) if source.is_none() => asks(None),
        Err(problem) => asks(Some(problem)),
    }
}

/// What is tried before anybody is asked.
#[derive(Debug, PartialEq, Eq)]
enum Attempt<'a> {
    /// There is nothing to try.
    None,
    /// The key in the OS keyring.
    SavedKey,
    /// The profile of that name.
    Profile(&'a str),
}

/// What is tried to go into an account that was gone into by `source`; `kept` where a key lies in the OS keyring.
fn attempt(source: Option<&Source>, kept: bool) -> Attempt<'_> {
    match source {
        Some(Source::Profile { name }) => Attempt::Profile(name),
        // One that is gone from the keyring is told so.
        Some(Source::SavedKey) => Attempt::SavedKey,
        // An earlier version noted nothing, and neither does a terminal: the kept key may be the one.
        None | Some(Source::Environment) if kept => Attempt::SavedKey,
        // A key that was typed only once is nowhere.
        None | Some(Source::Environment | Source::Key | Source::Practice) => Attempt::None,
    }
}

/// Notes by what a real account was gone into. Where that can't be written down, the user is asked the next time.
pub(super) fn note_way(app: &App, connection: &Connection) {
    let identity = &connection.identity;
    if connection.practice || *app.writer() != Writer::Writes {
        return;
    }
    let mut ways: BTreeMap<String, Source> = app.read_kept(WAYS).unwrap_or_default();
    if ways.insert(identity.account.clone(), identity.source.clone()).as_ref() == Some(&identity.source) {
        return;
    }
    if let Err(problem) = app.keep(WAYS, &ways) {
        tracing::debug!(%problem, "by what an account was gone into couldn't be kept");
    }
}

fn way(app: &App, account: &str) -> Option<Source> {
    app.read_kept::<BTreeMap<String, Source>>(WAYS)?.remove(account)
}

#[cfg(test)]
mod tests;
