//! The practice account's own settings: its speed, what kind of account it is, and how the app in it behaves.

use jiff::{SignedDuration, Timestamp};
use naru_practice::{AppBehaviour, Conditions, Credits, Plan, Quotas, project};

use crate::app::App;
use crate::contract::{Nothing, Practice, PracticeAccount, PracticeApp, ProblemCode};
use crate::problem::Problem;

/// How the practice account is set.
pub async fn practice(app: &App, _: Nothing) -> Result<Practice, Problem> {
    let (practice, clock) = app.practice()?;
    let conditions = practice.conditions();
    let (app, account) = (behaviour(conditions.app), account(&conditions));
    Ok(Practice { speed: clock.speed(), app, account })
}

/// Sets the practice account.
pub async fn set_practice(app: &App, wanted: Practice) -> Result<Practice, Problem> {
    app.must_write()?;
    let (account, _) = app.practice()?;
    app.set_practice_speed(wanted.speed)?;
    let now = account.now();
    account.set_conditions(|conditions| {
        conditions.app = behave(wanted.app);
        become_account(conditions, wanted.account, now);
    });
    practice(app, Nothing).await
}

/// Throws the practice account away and begins with a fresh one.
pub async fn reset_practice(app: &App, _: Nothing) -> Result<Practice, Problem> {
    app.must_write()?;
    if app.runs().any() {
        return Err(Problem::new(ProblemCode::AlreadyRunning));
    }
    app.forget_practice()?;
    practice(app, Nothing).await
}

/// The credits of a new account, in dollars, and for how long its Free Plan goes (`acct.credits`).
const CREDITS: (f64, SignedDuration) = (100.0, SignedDuration::from_hours(182 * 24));

/// The one region of a person in South Korea who signed up by projects (`acct.project`).
const PROJECT_REGION: &str = "ap-southeast-2";

/// As many as the instance needs that somebody runs there already.
const FEW_VCPUS: u32 = 2;

/// What kind of account the conditions make.
fn account(conditions: &Conditions) -> PracticeAccount {
    if !conditions.service_control_policies.is_empty() {
        PracticeAccount::Project
    } else if conditions.plan == Plan::Free {
        PracticeAccount::FreePlan
    } else if conditions.quotas != Quotas::default() {
        PracticeAccount::SmallQuotas
    } else {
        PracticeAccount::Ordinary
    }
}

/// Makes it an account of that kind; one that is stays as it is, with what it has used up.
fn become_account(conditions: &mut Conditions, wanted: PracticeAccount, now: Timestamp) {
    if account(conditions) == wanted {
        return;
    }
    (conditions.plan, conditions.credits, conditions.quotas) = (Plan::Paid, None, Quotas::default());
    conditions.service_control_policies.clear();
    match wanted {
        PracticeAccount::Ordinary => {}
        PracticeAccount::FreePlan => {
            let (usd, time) = CREDITS;
            conditions.plan = Plan::Free;
            conditions.credits = Some(Credits { usd, until: now + time, instance_launched: false });
        }
        PracticeAccount::Project => conditions.service_control_policies = project(PROJECT_REGION),
        PracticeAccount::SmallQuotas => conditions.quotas.vcpus = FEW_VCPUS,
    }
}

fn behave(app: PracticeApp) -> AppBehaviour {
    match app {
        PracticeApp::Healthy => AppBehaviour::Sound,
        PracticeApp::WrongPort => AppBehaviour::WrongPort,
        PracticeApp::WrongPath => AppBehaviour::WrongPath,
        PracticeApp::LocalhostOnly => AppBehaviour::LocalhostOnly,
        PracticeApp::Crashes => AppBehaviour::Crashes,
        PracticeApp::SlowStart => AppBehaviour::SlowStart,
        PracticeApp::Unhealthy => AppBehaviour::Unhealthy,
    }
}

fn behaviour(app: AppBehaviour) -> PracticeApp {
    match app {
        AppBehaviour::Sound => PracticeApp::Healthy,
        AppBehaviour::WrongPort => PracticeApp::WrongPort,
        AppBehaviour::WrongPath => PracticeApp::WrongPath,
        AppBehaviour::LocalhostOnly => PracticeApp::LocalhostOnly,
        AppBehaviour::Crashes => PracticeApp::Crashes,
        AppBehaviour::SlowStart => PracticeApp::SlowStart,
        AppBehaviour::Unhealthy => PracticeApp::Unhealthy,
    }
}
