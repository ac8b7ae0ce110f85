//! The events of the ledger, as they cross: replayed from where a subscriber left off, and then live.

use std::collections::BTreeMap;
use std::time::Duration;

use naru_engine::{Entry, Event, Ledger, LedgerError, Step};
use serde_json::Value;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;

use crate::app::App;
use crate::coded::code;
use crate::contract::{EventView, OutcomeCode};
use crate::problem::Problem;

/// How often a process that only reads looks for what the writing one wrote.
const READING: Duration = Duration::from_secs(1);

/// Every event after `since`, none missed and none twice. It ends when the receiver is dropped.
pub fn subscribe(app: &App, since: u64) -> Result<mpsc::Receiver<EventView>, Problem> {
    Ok(follow(app.ledger().clone(), since)?)
}

fn follow(ledger: Ledger, since: u64) -> Result<mpsc::Receiver<EventView>, LedgerError> {
    let mut live = ledger.subscribe();
    let (sender, views) = mpsc::channel(256);
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
            let next = tokio::select! {
                () = sender.closed() => return,
                event = live.recv() => match event {
                    Ok(event) => Ok(vec![event]),
                    // This one was too slow: what it missed is on disk.
                    Err(RecvError::Lagged(_)) => ledger.since(last, None),
                    Err(RecvError::Closed) => return,
                },
                () = tokio::time::sleep(READING), if !ledger.may_write() => ledger.since(last, None),
            };
            match next {
                Ok(next) => waiting = next,
                Err(error) => {
                    tracing::error!(%error, "events stop");
                    return;
                }
            }
        }
    });
    Ok(views)
}

/// What crosses of an event: what happened, and never the state of a resource.
pub fn view(event: &Event) -> EventView {
    let mut params = BTreeMap::new();
    let (node, what) = match &event.entry {
        Entry::RunBegan { plan } => {
            params.insert("purpose".to_owned(), code(&plan.purpose));
            params.insert("steps".to_owned(), plan.steps.len().to_string());
            (None, "run_began".to_owned())
        }
        Entry::RunEnded(outcome) => {
            params.insert("outcome".to_owned(), code(&OutcomeCode::from(outcome)));
            (None, "run_ended".to_owned())
        }
        Entry::Node { node, step, .. } => {
            add_params(step, &mut params);
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

fn add_params(step: &Step, params: &mut BTreeMap<String, String>) {
    let mut tell = |key: &str, value: String| params.insert(key.to_owned(), value);
    match step {
        Step::Failed { failure, .. } | Step::Retrying { failure, .. } => {
            tell("class", code(&failure.class));
            tell("doing", failure.doing.clone());
            tell("message", failure.message.clone());
            if let Some(said) = &failure.code {
                tell("code", said.clone());
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

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use naru_engine::{Deployment, Outcome};
    use tempfile::TempDir;

    use super::*;

    const ID: &str = "k3v9x0q2m4ab";

    fn ledger() -> (TempDir, Ledger) {
        // In memory where the system has such a place: a ledger waits for the disk at each entry.
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a folder can be made");
        let ledger = Ledger::open(folder.path(), "a test").expect("it can be opened");
        let (id, name) = (ID.to_owned(), "a".to_owned());
        ledger
            .put(&Deployment { id, name, about: Value::Null, began: Timestamp::UNIX_EPOCH })
            .expect("it can be written");
        (folder, ledger)
    }

    fn write(ledger: &Ledger, entries: u64) {
        for _ in 0..entries {
            let ended = Entry::RunEnded(Outcome::Done);
            ledger.append(ID, Timestamp::UNIX_EPOCH, ended).expect("it can be written");
        }
    }

    async fn numbers(events: &mut mpsc::Receiver<EventView>, count: u64) -> Vec<u64> {
        let mut numbers = Vec::new();
        for _ in 0..count {
            numbers.push(events.recv().await.expect("there is another").seq);
        }
        numbers
    }

    #[tokio::test(start_paused = true)]
    async fn a_subscriber_gets_what_it_missed_and_then_what_comes() {
        let (_folder, ledger) = ledger();
        write(&ledger, 5);
        let mut events = follow(ledger.clone(), 2).expect("it can be read");
        assert_eq!(numbers(&mut events, 3).await, [3, 4, 5]);
        write(&ledger, 2);
        assert_eq!(numbers(&mut events, 2).await, [6, 7]);
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_is_too_slow_misses_nothing() {
        let (_folder, ledger) = ledger();
        let mut events = follow(ledger.clone(), 0).expect("it can be read");
        // More than what is held for it in memory.
        write(&ledger, 4_500);
        assert_eq!(numbers(&mut events, 4_500).await, (1..=4_500).collect::<Vec<_>>());
    }

    #[tokio::test(start_paused = true)]
    async fn a_process_that_only_reads_follows_the_one_that_writes() {
        let (folder, ledger) = ledger();
        let reader = Ledger::read(folder.path()).expect("it can be read");
        let mut events = follow(reader, 0).expect("it can be read");
        write(&ledger, 3);
        assert_eq!(numbers(&mut events, 3).await, [1, 2, 3]);
        write(&ledger, 1);
        assert_eq!(numbers(&mut events, 1).await, [4]);
    }

    #[test]
    fn what_crosses_of_a_step_is_never_the_state() {
        let node = naru_engine::NodeName::new("bucket".to_owned()).expect("a name");
        let step = Step::Settled { state: serde_json::json!({ "header": "planted" }) };
        let entry = Entry::Node { node, generation: 1, step };
        let event = Event { seq: 1, at: Timestamp::UNIX_EPOCH, deployment: ID.to_owned(), entry };
        let view = view(&event);
        assert_eq!((view.what.as_str(), view.node.as_deref()), ("settled", Some("bucket")));
        assert!(!format!("{view:?}").contains("planted"));
    }
}
