//! Accounts: going into one, leaving it, and what it can do.

use naru_aws::survey;

use crate::app::App;
use crate::contract::{
    EnterKey, EnterPractice, EnterProfile, EnterSavedKey, Finding, InstanceType, LeaveSession, Nothing,
    Policy, PolicyReason, Practice, PracticeApp, Profile, Session,
};
use crate::credentials;
use crate::problem::Problem;
use crate::{check, pricing};

/// Where the app stands.
pub async fn session(app: &App, _: Nothing) -> Result<Session, Problem> {
    Ok(app.maybe_connection().map(|connection| connection.session()).unwrap_or_default())
}

/// Goes into the practice account.
pub async fn enter_practice(app: &App, request: EnterPractice) -> Result<Session, Problem> {
    enter(app, credentials::practice(app, &request.region)?)
}

/// The profiles found on this computer.
pub async fn profiles(_: &App, _: Nothing) -> Result<Vec<Profile>, Problem> {
    credentials::profiles().await
}

/// Goes into the account of a profile.
pub async fn enter_profile(app: &App, request: EnterProfile) -> Result<Session, Problem> {
    enter(app, credentials::with_profile(app, request).await?)
}

/// Goes into the account of an access key.
pub async fn enter_key(app: &App, request: EnterKey) -> Result<Session, Problem> {
    enter(app, credentials::with_key(app, request).await?)
}

/// Goes into the account of the key in the OS keyring.
pub async fn enter_saved_key(app: &App, request: EnterSavedKey) -> Result<Session, Problem> {
    enter(app, credentials::with_saved_key(app, &request.region).await?)
}

fn enter(app: &App, connection: crate::connection::Connection) -> Result<Session, Problem> {
    let session = connection.session();
    app.set_connection(Some(connection));
    Ok(session)
}

/// Leaves the account.
pub async fn leave_session(app: &App, request: LeaveSession) -> Result<Nothing, Problem> {
    app.set_connection(None);
    if request.forget_key {
        app.vault().forget_key().await?;
    }
    Ok(Nothing)
}

/// The policy to paste for the user's key.
pub async fn policy(_: &App, _: Nothing) -> Result<Policy, Problem> {
    let reasons = naru_aws::policy::permissions()
        .into_iter()
        .map(|permission| PolicyReason { action: permission.action.to_owned(), why: permission.why.into() });
    Ok(Policy { json: format!("{:#}", naru_aws::policy::policy()), reasons: reasons.collect() })
}

/// Reads what the account can do.
pub async fn check_account(app: &App, _: Nothing) -> Result<Vec<Finding>, Problem> {
    Ok(check::findings(&app.connection()?).await)
}

/// The instance types that this account may use in this region.
pub async fn instance_types(app: &App, _: Nothing) -> Result<Vec<InstanceType>, Problem> {
    let connection = app.connection()?;
    let table = pricing::table(app.settings().krw_per_usd);
    let offers = survey::instance_types(&connection.aws).await?;
    let region = &connection.identity.region;
    Ok(offers
        .into_iter()
        .map(|offer| InstanceType {
            usd_hour: table
                .items
                .get(&format!("ec2.{}.hour", offer.name))
                .and_then(|item| item.usd.get(region))
                .copied(),
            name: offer.name,
            vcpu: offer.vcpu,
            memory_mib: offer.memory_mib,
            free_tier: offer.free_tier,
        })
        .collect())
}

/// How the practice account is set.
pub async fn practice(app: &App, _: Nothing) -> Result<Practice, Problem> {
    let (practice, clock) = app.practice()?;
    Ok(Practice { speed: clock.speed(), app: behaviour(practice.conditions().app) })
}

/// Sets the practice account.
pub async fn set_practice(app: &App, wanted: Practice) -> Result<Practice, Problem> {
    app.must_write()?;
    let (account, _) = app.practice()?;
    app.set_practice_speed(wanted.speed)?;
    account.set_conditions(|conditions| conditions.app = behave(wanted.app));
    practice(app, Nothing).await
}

/// Throws the practice account away and begins with a fresh one.
pub async fn reset_practice(app: &App, _: Nothing) -> Result<Practice, Problem> {
    app.must_write()?;
    if app.runs().any() {
        return Err(Problem::new("already_running"));
    }
    app.forget_practice()?;
    practice(app, Nothing).await
}

fn behave(app: PracticeApp) -> naru_practice::AppBehaviour {
    use naru_practice::AppBehaviour;
    match app {
        PracticeApp::Healthy => AppBehaviour::Sound,
        PracticeApp::WrongPort => AppBehaviour::WrongPort,
        PracticeApp::LocalhostOnly => AppBehaviour::LocalhostOnly,
        PracticeApp::Crashes => AppBehaviour::Crashes,
        PracticeApp::SlowStart => AppBehaviour::SlowStart,
        PracticeApp::Unhealthy => AppBehaviour::Unhealthy,
    }
}

fn behaviour(app: naru_practice::AppBehaviour) -> PracticeApp {
    use naru_practice::AppBehaviour;
    match app {
        AppBehaviour::Sound => PracticeApp::Healthy,
        AppBehaviour::WrongPort => PracticeApp::WrongPort,
        AppBehaviour::LocalhostOnly => PracticeApp::LocalhostOnly,
        AppBehaviour::Crashes => PracticeApp::Crashes,
        AppBehaviour::SlowStart => PracticeApp::SlowStart,
        AppBehaviour::Unhealthy => PracticeApp::Unhealthy,
    }
}
