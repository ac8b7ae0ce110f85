//! The practice account's own settings: its speed, and how the app in it behaves.

use naru_practice::AppBehaviour;

use crate::app::App;
use crate::contract::{Nothing, Practice, PracticeApp, ProblemCode};
use crate::problem::Problem;

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
        return Err(Problem::new(ProblemCode::AlreadyRunning));
    }
    app.forget_practice()?;
    practice(app, Nothing).await
}

fn behave(app: PracticeApp) -> AppBehaviour {
    match app {
        PracticeApp::Healthy => AppBehaviour::Sound,
        PracticeApp::WrongPort => AppBehaviour::WrongPort,
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
        AppBehaviour::LocalhostOnly => PracticeApp::LocalhostOnly,
        AppBehaviour::Crashes => PracticeApp::Crashes,
        AppBehaviour::SlowStart => PracticeApp::SlowStart,
        AppBehaviour::Unhealthy => PracticeApp::Unhealthy,
    }
}
