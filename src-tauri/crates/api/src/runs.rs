//! The runs that this process is at: started here, stopped here, and forgotten when they end.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use naru_aws::cloud::Aws;
use naru_aws::kinds::kinds;
use naru_engine::{Control, Faults, Outcome, Plan, Purpose, Run, RunError};
use tokio::sync::watch;

use crate::app::{App, lock};
use crate::connection::Connection;
use crate::dictionary;
use crate::problem::Problem;

/// The runs of this process, by deployment.
#[derive(Clone, Default)]
pub struct Runs {
    going: Arc<Mutex<BTreeMap<String, watch::Sender<Control>>>>,
    over: Arc<tokio::sync::Notify>,
}

impl Runs {
    /// Whether this process is at a run of that deployment, and whether it was asked to stop.
    pub fn going(&self, deployment: &str) -> Option<Control> {
        lock(&self.going).get(deployment).map(|control| *control.borrow())
    }

    /// Whether this process is at any run.
    pub fn any(&self) -> bool {
        !lock(&self.going).is_empty()
    }

    /// Begins to carry `plan` out. `already_running` where a run of that deployment goes on.
    pub fn start(
        &self,
        app: &App,
        connection: &Connection,
        deployment: &str,
        plan: Plan,
    ) -> Result<(), Problem> {
        let (control, controlled) = watch::channel(Control::Go);
        {
            let mut going = lock(&self.going);
            if going.contains_key(deployment) {
                return Err(Problem::new("already_running"));
            }
            going.insert(deployment.to_owned(), control);
        }
        let run = Run::<Aws> {
            kinds: kinds(),
            cloud: Arc::clone(&connection.aws),
            clock: connection.clock.clone(),
            ledger: app.ledger().clone(),
            deployment: deployment.to_owned(),
            faults: Arc::new(Faults::none()),
            control: controlled,
        };
        let (runs, deployment, app) = (self.clone(), deployment.to_owned(), app.clone());
        let purpose = plan.purpose;
        tokio::spawn(async move {
            match run.carry_out(plan).await {
                Ok(outcome) => {
                    tracing::info!(%deployment, ?outcome, "run ended");
                    tell(&app, &deployment, purpose, &outcome);
                }
                // The ledger couldn't take it: the next start of the app finds the run interrupted.
                Err(RunError::Ledger(error)) => tracing::error!(%deployment, %error, "run stopped"),
                Err(RunError::Crashed) => tracing::error!(%deployment, "run crashed on purpose"),
            }
            lock(&runs.going).remove(&deployment);
            runs.over.notify_waiters();
        });
        Ok(())
    }

    /// Asks a run to stop: the first time to finish what is under way, the second time to stop at once.
    pub fn cancel(&self, deployment: &str) {
        if let Some(control) = lock(&self.going).get(deployment) {
            control.send_modify(|control| {
                *control = if *control == Control::Go { Control::Finish } else { Control::Abort };
            });
        }
    }

    /// Waits until no run of that deployment goes on here.
    pub async fn ended(&self, deployment: &str) {
        loop {
            let over = self.over.notified();
            if self.going(deployment).is_none() {
                return;
            }
            over.await;
        }
    }
}

/// Tells the user that a run is over: they may be looking elsewhere. A cancel they know of.
fn tell(app: &App, deployment: &str, purpose: Purpose, outcome: &Outcome) {
    let title = match (outcome, purpose) {
        (Outcome::Cancelled, _) => return,
        (Outcome::Done, Purpose::Launch) => dictionary::NOTIFY_DONE,
        (Outcome::Done, Purpose::Teardown) => dictionary::NOTIFY_GONE,
        (Outcome::Stopped { .. } | Outcome::Expired | Outcome::Gated, _) => dictionary::NOTIFY_STOPPED,
    };
    let lang = app.settings().language.unwrap_or_else(|| app.host().language());
    let name = app.ledger().deployment(deployment).ok().flatten().map(|known| known.name);
    app.host().notify(title.of(lang.into()), name.as_deref().unwrap_or(deployment));
}
