//! What the app opens with, and which screen shows how a deployment stands. Decided here for every host: a window only
//! shows it.

use naru_engine::{Book, Purpose};

use crate::contract::{
    AccountPlace, DeploymentScreen, DeploymentSummary, Opening, Session, Standing, Unfinished,
};
use crate::standing::standing;

/// The screen that shows how a deployment stands. `going` where this process is at a run of it.
pub(crate) fn screen(book: &Book, going: bool) -> DeploymentScreen {
    let teardown = book.last_plan.as_ref().is_some_and(|plan| plan.purpose == Purpose::Teardown);
    match standing(book, going) {
        Standing::Up => DeploymentScreen::Home,
        Standing::Gone => DeploymentScreen::Receipt,
        Standing::TearingDown | Standing::TeardownStopped => DeploymentScreen::Teardown,
        Standing::Interrupted if teardown => DeploymentScreen::Teardown,
        Standing::Launching | Standing::LaunchStopped | Standing::Interrupted => DeploymentScreen::Launch,
    }
}

/// What the app opens with: a run that goes on, else one that was cut short, else one that stopped; else answers that
/// somebody is in the middle of; else the one deployment that there is; else the beginning. Where several wait, it is the
/// newest one, and the others are at the beginning.
pub(crate) fn opening(
    session: &Session,
    deployments: &[DeploymentSummary],
    unfinished: &[Unfinished],
) -> Opening {
    const RUNS: [&[Standing]; 3] = [
        &[Standing::Launching, Standing::TearingDown],
        &[Standing::Interrupted],
        &[Standing::LaunchStopped, Standing::TeardownStopped],
    ];
    let opens = |it: &DeploymentSummary| Opening::Deployment { id: it.id.clone(), screen: it.screen };
    let of = |standings: &&[Standing]| deployments.iter().find(|it| standings.contains(&it.standing));
    if let Some(run) = RUNS.iter().find_map(of) {
        return opens(run);
    }
    if let Some(draft) = unfinished.first() {
        let here = draft.place.as_ref().is_some_and(|place| is_in(session, place));
        // Only a window that was loaded anew is still in the account.
        return if here { Opening::Draft { id: draft.id.clone() } } else { Opening::Start };
    }
    let mut up = deployments.iter().filter(|it| it.standing == Standing::Up);
    match (up.next(), up.next()) {
        (Some(only), None) => opens(only),
        _ => Opening::Start,
    }
}

/// Whether the app is in that account. There is one practice account, whatever its number was.
fn is_in(session: &Session, place: &AccountPlace) -> bool {
    match session {
        Session::None => false,
        Session::Practice(_) => place.practice,
        Session::Account(identity) => !place.practice && identity.account == place.account,
    }
}

#[cfg(test)]
mod reopened;
#[cfg(test)]
mod tests;
