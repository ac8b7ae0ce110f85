//! What the ledger keeps of a deployment for us: where it is, and what it was made from. No secret is in it.

use std::collections::BTreeMap;

use naru_aws::blueprint::{Blueprint, Domain, VERSION};
use naru_engine::{Clock, Deployment};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::connection::Connection;
use crate::contract::{Draft, ProblemCode};
use crate::problem::Problem;

/// What is kept of a deployment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct About {
    /// Whether it is in the practice account.
    pub practice: bool,
    /// The account's number.
    pub account: String,
    /// The region that its regional parts are in, such as `ap-northeast-2`.
    pub region: String,
    /// The draft that it was made from; for a terminal's blueprint, the draft that says the same.
    pub draft: Draft,
    /// What the user wants; `None` where it was recovered by its marks.
    pub blueprint: Option<Blueprint>,
    /// How often each environment variable was given a value.
    #[serde(default)]
    pub env_revisions: BTreeMap<String, u32>,
}

impl About {
    /// Reads what was kept of a deployment: `newer_ledger` where its blueprint is of a format to come, and
    /// `ledger_damaged` where it can't be read for another reason.
    pub fn of(deployment: &Deployment) -> Result<Self, Problem> {
        About::deserialize(&deployment.about).map_err(|error| {
            let version = deployment.about["blueprint"]["version"].as_u64();
            let newer = version.is_some_and(|version| version > u64::from(VERSION));
            Problem::new(if newer { ProblemCode::NewerLedger } else { ProblemCode::LedgerDamaged })
                .saying(error)
        })
    }
}

/// A deployment of the ledger with what was kept of it; `no_such_deployment` where there is none.
pub fn deployment(app: &App, id: &str) -> Result<(Deployment, About), Problem> {
    let unknown = || Problem::new(ProblemCode::NoSuchDeployment { id: id.to_owned() });
    let deployment = app.ledger().deployment(id)?.ok_or_else(unknown)?;
    let about = About::of(&deployment)?;
    Ok((deployment, about))
}

/// Whether a problem is one of a single deployment's record, so that the others can be read.
pub fn is_unreadable(problem: &Problem) -> bool {
    matches!(problem.code, ProblemCode::NewerLedger | ProblemCode::LedgerDamaged)
}

/// The domain that a deployment stands with, where the ledger tells of one.
pub fn domain_of(app: &App, id: &str) -> Option<Domain> {
    let known = app.ledger().deployment(id).ok()??;
    About::of(&known).ok()?.blueprint?.domain
}

/// The account of a deployment, in its region.
///
/// The practice account is always at hand. A real one has to be the one that the app is in: `no_session` where it
/// is in none, `other_account` where it is in another.
pub fn connection(app: &App, about: &About) -> Result<Connection, Problem> {
    if about.practice {
        return crate::credentials::practice(app, &about.region);
    }
    let connection = app.connection()?;
    if connection.practice || connection.identity.account != about.account {
        let (wanted, found) = (about.account.clone(), connection.identity.account.clone());
        return Err(Problem::new(ProblemCode::OtherAccount { wanted, found }));
    }
    Ok(connection.in_region(&about.region))
}

/// A connection in the region of the deployment that it was made for, if it was made for one: `other_account` where it
/// leads into another account than that deployment's.
pub fn for_deployment(app: &App, id: Option<&str>, connection: Connection) -> Result<Connection, Problem> {
    let Some(id) = id else { return Ok(connection) };
    let (_, about) = deployment(app, id)?;
    if about.practice != connection.practice || about.account != connection.identity.account {
        let (wanted, found) = (about.account, connection.identity.account);
        return Err(Problem::new(ProblemCode::OtherAccount { wanted, found }));
    }
    Ok(connection.in_region(&about.region))
}

/// The account that a draft is planned in: that of its deployment where it has one, else the one the app is in.
pub fn connection_of(app: &App, id: &str) -> Result<Connection, Problem> {
    match app.ledger().deployment(id)? {
        Some(deployment) => connection(app, &About::of(&deployment)?),
        None => app.connection(),
    }
}

/// The clock that a deployment's account goes by; the wall's where that account is not at hand.
pub fn clock(app: &App, about: &About) -> Clock {
    let clock = if about.practice {
        app.practice().ok().map(|(_, clock)| clock)
    } else {
        let here = app.maybe_connection().filter(|connection| !connection.practice);
        here.filter(|connection| connection.identity.account == about.account)
            .map(|connection| connection.clock)
    };
    clock.unwrap_or_else(Clock::real)
}
