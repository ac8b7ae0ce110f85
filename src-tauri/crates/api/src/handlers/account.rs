//! Accounts: going into one, leaving it, and what it can do.

use naru_aws::burst::Burst;
use naru_aws::survey;

use crate::app::App;
use crate::connection::Connection;
use crate::contract::{
    ChangeRegion, Draft, EnterKey, EnterPractice, EnterProfile, EnterSavedKey, Finding, InstanceType,
    LeaveSession, Nothing, Policy, PolicyDocument, PolicyReason, Profile, Session,
};
use crate::credentials;
use crate::problem::Problem;
use crate::{about, check, drafts, pricing, wanted};

/// Where the app stands.
pub async fn session(app: &App, _: Nothing) -> Result<Session, Problem> {
    Ok(app.maybe_connection().map(|connection| connection.session()).unwrap_or_default())
}

/// Goes into the practice account.
pub async fn enter_practice(app: &App, request: EnterPractice) -> Result<Session, Problem> {
    Ok(enter(app, credentials::practice(app, &request.region)?))
}

/// The profiles found on this computer.
pub async fn profiles(_: &App, _: Nothing) -> Result<Vec<Profile>, Problem> {
    credentials::profiles().await
}

/// Goes into the account of a profile.
pub async fn enter_profile(app: &App, request: EnterProfile) -> Result<Session, Problem> {
    let deployment = request.deployment.clone();
    let connection = credentials::with_profile(app, request).await?;
    Ok(enter(app, about::for_deployment(app, deployment.as_deref(), connection)?))
}

/// Goes into the account of an access key.
pub async fn enter_key(app: &App, request: EnterKey) -> Result<Session, Problem> {
    Ok(enter(app, credentials::with_key(app, request).await?))
}

/// Goes into the account of the key in the OS keyring.
pub async fn enter_saved_key(app: &App, request: EnterSavedKey) -> Result<Session, Problem> {
    let connection = credentials::with_saved_key(app, &request.region).await?;
    Ok(enter(app, about::for_deployment(app, request.deployment.as_deref(), connection)?))
}

/// Goes into another region of the account that the app is in.
pub async fn change_region(app: &App, request: ChangeRegion) -> Result<Session, Problem> {
    let region = credentials::known_region(&request.region)?;
    let connection = app.connection()?;
    let there =
        if connection.practice { credentials::practice(app, region)? } else { connection.in_region(region) };
    Ok(enter(app, there))
}

/// Goes into an account that is open, and notes by what it was opened.
pub(super) fn enter(app: &App, connection: Connection) -> Session {
    let session = connection.session();
    super::entrance::note_way(app, &connection);
    app.set_connection(Some(connection));
    session
}

/// Leaves the account.
pub async fn leave_session(app: &App, request: LeaveSession) -> Result<Nothing, Problem> {
    app.leave(request.forget_key);
    if request.forget_key {
        app.vault().forget_key().await?;
    }
    Ok(Nothing)
}

/// The policies to make for the user's key.
pub async fn policy(_: &App, _: Nothing) -> Result<Policy, Problem> {
    let reasons = naru_aws::policy::permissions()
        .into_iter()
        .map(|permission| PolicyReason { action: permission.action.to_owned(), why: permission.why.into() });
    let documents = naru_aws::policy::documents().into_iter().map(|document| PolicyDocument {
        json: format!("{:#}", document.policy),
        name: document.name,
        attached: document.attached,
    });
    Ok(Policy { documents: documents.collect(), reasons: reasons.collect() })
}

/// Reads what the account can do.
pub async fn check_account(app: &App, _: Nothing) -> Result<Vec<Finding>, Problem> {
    let connection = app.connection()?;
    let usual = || Draft { id: super::deployment_id(app), ..drafts::usual() };
    let draft = drafts::latest(app).unwrap_or_else(usual);
    let (blueprint, _) = wanted::blueprint_of(app, &draft);
    let graph = wanted::sketch(&draft.id, &blueprint, &connection.identity.region);
    let table = pricing::table(app.settings().krw_per_usd);
    // What was launched already has what it needs.
    let backend =
        blueprint.backend.filter(|_| app.ledger().deployment(&draft.id).is_ok_and(|known| known.is_none()));
    let wanted = check::Wanted {
        usd_month: pricing::price(&table, &connection.identity.region, graph.nodes()).usd_month,
        instances: backend.as_ref().map_or(0, |backend| u32::from(backend.count)),
        instance_type: backend.and_then(|backend| backend.instance_type).filter(|name| !name.is_empty()),
    };
    Ok(check::findings(&connection, &wanted).await)
}

/// The instance types that this account may use in this region.
pub async fn instance_types(app: &App, _: Nothing) -> Result<Vec<InstanceType>, Problem> {
    let connection = app.connection()?;
    let table = pricing::table(app.settings().krw_per_usd);
    let offers = survey::instance_types(&connection.reader).await?;
    let region = &connection.identity.region;
    let usd = |item: &str| table.items.get(item).and_then(|item| item.usd.get(region)).copied();
    Ok(offers
        .into_iter()
        .map(|offer| InstanceType {
            usd_hour: usd(&format!("ec2.{}.hour", offer.name)),
            usd_hour_busy: Burst::of(&offer.name).and_then(|burst| Some(usd(burst.item)? * burst.busy())),
            name: offer.name,
            vcpu: offer.vcpu,
            memory_mib: offer.memory_mib,
            free_tier: offer.free_tier,
        })
        .collect())
}
