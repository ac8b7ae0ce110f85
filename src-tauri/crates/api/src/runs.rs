//! The runs that this process is at: started here, stopped here, and forgotten when they end.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use naru_engine::{Control, Ledger, Outcome, Plan, RunError};
use tokio::sync::{broadcast, watch};

use crate::connection::Connection;
use crate::contract::{ProblemCode, Signal};
use crate::lock::lock;
use crate::problem::Problem;

/// The runs of this process, by deployment.
#[derive(Clone)]
pub struct Runs {
    going: Arc<Mutex<BTreeMap<String, watch::Sender<Control>>>>,
    over: Arc<tokio::sync::Notify>,
    /// Why those ended that wrote no end down, by deployment.
    broken: Arc<Mutex<BTreeMap<String, Problem>>>,
    signals: broadcast::Sender<Signal>,
}

impl Runs {
    /// None yet. What becomes of one beside what the ledger says is told there.
    pub fn telling(signals: broadcast::Sender<Signal>) -> Self {
        Self { going: Arc::default(), over: Arc::default(), broken: Arc::default(), signals }
    }

    fn moved(&self, deployment: &str) {
        // Nobody listening is no failure.
        let _ = self.signals.send(Signal::Moved { deployment: Some(deployment.to_owned()) });
    }

    /// Whether this process is at a run of that deployment, and whether it was asked to stop.
    pub fn going(&self, deployment: &str) -> Option<Control> {
        lock(&self.going).get(deployment).map(|control| *control.borrow())
    }

    /// Whether this process is at any run.
    pub fn any(&self) -> bool {
        !lock(&self.going).is_empty()
    }

    /// Begins to carry `plan` out, and says to `ended` how it ended. `already_running` where a run of that deployment
    /// goes on.
    pub fn start(
        &self,
        ledger: Ledger,
        connection: &Connection,
        deployment: &str,
        plan: Plan,
        ended: impl FnOnce(&Outcome) + Send + 'static,
    ) -> Result<(), Problem> {
        let (control, controlled) = watch::channel(Control::Go);
        {
            let mut going = lock(&self.going);
            if going.contains_key(deployment) {
                return Err(Problem::new(ProblemCode::AlreadyRunning));
            }
            going.insert(deployment.to_owned(), control);
        }
        lock(&self.broken).remove(deployment);
        self.moved(deployment);
        let run = connection.run(ledger, deployment, controlled);
        let (runs, deployment) = (self.clone(), deployment.to_owned());
        tokio::spawn(async move {
            // In a task of its own: a fault in it ends it, and leaves nobody waiting for its end.
            let broken = match tokio::spawn(async move { run.carry_out(plan).await }).await {
                Ok(Ok(outcome)) => {
                    tracing::info!(%deployment, ?outcome, "run ended");
                    ended(&outcome);
                    None
                }
                // The ledger couldn't take it: the next start of the app finds the run interrupted.
                Ok(Err(RunError::Ledger(error))) => Some(Problem::from(error)),
                Ok(Err(RunError::Crashed)) => {
                    Some(Problem::new(ProblemCode::Internal).saying("the run crashed on purpose"))
                }
                Err(fault) => Some(Problem::new(ProblemCode::Internal).saying(fault)),
            };
            if let Some(problem) = broken {
                tracing::error!(%deployment, %problem, "run stopped");
                lock(&runs.broken).insert(deployment.clone(), problem);
            }
            lock(&runs.going).remove(&deployment);
            runs.over.notify_waiters();
            runs.moved(&deployment);
        });
        Ok(())
    }

    /// Asks a run to stop: the first time to finish what is under way, the second time to stop at once.
    pub fn cancel(&self, deployment: &str) {
        if let Some(control) = lock(&self.going).get(deployment) {
            control.send_modify(|control| {
                *control = if *control == Control::Go { Control::Finish } else { Control::Abort };
            });
            self.moved(deployment);
        }
    }

    /// Why the last run of that deployment ended here without an end in the ledger, where it did.
    pub fn broken(&self, deployment: &str) -> Option<Problem> {
        lock(&self.broken).get(deployment).cloned()
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
