//! The events of the ledger, as they cross: replayed from where a subscriber left off, and then live.

use std::collections::BTreeMap;

use naru_engine::{Entry, Event, Outcome, Step};
use serde_json::Value;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;

use crate::app::App;
use crate::contract::{EventView, code_of};
use crate::problem::Problem;

/// Every event after `since`, none missed and none twice. It ends when the receiver is dropped.
pub fn subscribe(app: &App, since: u64) -> Result<mpsc::Receiver<EventView>, Problem> {
    let (ledger, mut live) = (app.ledger().clone(), app.ledger().subscribe());
    let (sender, receiver) = mpsc::channel(256);
    let mut last = since;
    let missed = ledger.since(since, None)?;
    tokio::spawn(async move {
        let mut waiting = missed;
        loop {
            for event in waiting.drain(..) {
                if event.seq > last {
                    last = event.seq;
                    if sender.send(view(&event)).await.is_err() {
                        return;
                    }
                }
            }
            tokio::select! {
                () = sender.closed() => return,
                received = live.recv() => match received {
                    Ok(event) => waiting.push(event),
                    // This one was too slow: what it missed is on disk.
                    Err(RecvError::Lagged(_)) => match ledger.since(last, None) {
                        Ok(missed) => waiting = missed,
                        Err(error) => {
                            tracing::error!(%error, "events stop");
                            return;
                        }
                    },
                    Err(RecvError::Closed) => return,
                },
            }
        }
    });
    Ok(receiver)
}

/// What crosses of an event: what happened, and never the state of a resource.
pub fn view(event: &Event) -> EventView {
    let mut params = BTreeMap::new();
    let (node, what) = match &event.entry {
        Entry::RunBegan { plan } => {
            params.insert("purpose".to_owned(), code_of(&plan.purpose));
            params.insert("steps".to_owned(), plan.steps.len().to_string());
            (None, "run_began".to_owned())
        }
        Entry::RunEnded(outcome) => {
            let outcome = match outcome {
                Outcome::Done => "done",
                Outcome::Stopped { .. } => "stopped",
                Outcome::Cancelled => "cancelled",
                Outcome::Expired => "expired",
                Outcome::Gated => "gated",
            };
            params.insert("outcome".to_owned(), outcome.to_owned());
            (None, "run_ended".to_owned())
        }
        Entry::Node { node, step, .. } => {
            told(step, &mut params);
            let what = serde_json::to_value(step).ok();
            let what = what.as_ref().and_then(|step| step.get("step")).and_then(Value::as_str);
            (Some(node.to_string()), what.unwrap_or_default().to_owned())
        }
    };
    EventView {
        seq: event.seq,
        at: event.at.to_string(),
        deployment: event.deployment.clone(),
        node,
        what,
        params,
    }
}

fn told(step: &Step, params: &mut BTreeMap<String, String>) {
    let mut tell = |key: &str, value: String| params.insert(key.to_owned(), value);
    match step {
        Step::Failed { failure, .. } | Step::Retrying { failure, .. } => {
            tell("class", code_of(&failure.class));
            tell("doing", failure.doing.clone());
            tell("message", failure.message.clone());
            if let Some(code) = &failure.code {
                tell("code", code.clone());
            }
            if let Some(id) = &failure.request_id {
                tell("request_id", id.clone());
            }
            if let Step::Retrying { after_ms, attempt, .. } = step {
                tell("after_ms", after_ms.to_string());
                tell("attempt", attempt.to_string());
            }
        }
        Step::Waiting(waiting) => {
            tell("what", waiting.what.clone());
            if let Some(detail) = &waiting.detail {
                tell("detail", detail.clone());
            }
        }
        Step::Progress(progress) => {
            tell("done", progress.done.to_string());
            tell("of", progress.of.to_string());
            tell("bytes", progress.bytes.to_string());
            tell("of_bytes", progress.of_bytes.to_string());
        }
        Step::Kept { why } => {
            tell("why", why.clone());
        }
        _ => {}
    }
}
