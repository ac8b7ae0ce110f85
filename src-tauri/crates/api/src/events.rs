//! The events of the ledger, as they cross: replayed from where a subscriber left off, and then live. Beside them it is
//! told where a deployment stands otherwise without an entry.

use std::time::Duration;

use naru_engine::{Entry, Event, Failure, Ledger, LedgerError, Step};
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::mpsc;

use crate::app::App;
use crate::contract::{EventFailure, EventView, Happened, ProgressView, Signal, WaitingView};
use crate::problem::Problem;

/// How often a process that only reads looks for what the writing one wrote.
const READING: Duration = Duration::from_secs(1);

/// Every event after `since`, none missed and none twice, and what else moves. It ends when the receiver is dropped.
pub fn subscribe(app: &App, since: u64) -> Result<mpsc::Receiver<Signal>, Problem> {
    Ok(follow(app.ledger().clone(), app.signals(), since)?)
}

fn follow(
    ledger: Ledger,
    mut beside: broadcast::Receiver<Signal>,
    since: u64,
) -> Result<mpsc::Receiver<Signal>, LedgerError> {
    let mut live = ledger.subscribe();
    let (sender, signals) = mpsc::channel(256);
    let mut last = since;
    let missed = ledger.since(since, None)?;
    tokio::spawn(async move {
        let mut waiting = missed;
        loop {
            for event in waiting.drain(..) {
                if event.seq > last {
                    last = event.seq;
                    if sender.send(Signal::Event(view(&event))).await.is_err() {
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
                signal = beside.recv() => {
                    let signal = match signal {
                        Ok(signal) => signal,
                        // Which ones it missed isn't written anywhere.
                        Err(RecvError::Lagged(_)) => Signal::Moved { deployment: None },
                        Err(RecvError::Closed) => return,
                    };
                    if sender.send(signal).await.is_err() {
                        return;
                    }
                    continue;
                }
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
    Ok(signals)
}

/// What crosses of an event: what happened, and never the state of a resource.
pub fn view(event: &Event) -> EventView {
    let (part, happened) = match &event.entry {
        Entry::RunBegan { plan } => {
            (None, Happened::RunBegan { purpose: plan.purpose.into(), steps: plan.steps.len() })
        }
        Entry::RunEnded(outcome) => (None, Happened::RunEnded { outcome: outcome.into() }),
        Entry::Node { node, generation, step } => (Some((node.to_string(), *generation)), step.into()),
    };
    let (node, generation) = part.unzip();
    EventView {
        seq: event.seq,
        at: event.at.to_string(),
        deployment: event.deployment.clone(),
        node,
        generation,
        happened,
    }
}

impl From<&Step> for Happened {
    fn from(step: &Step) -> Self {
        match step {
            Step::CreateBegan { .. } => Self::CreateBegan,
            Step::Created { .. } => Self::Created,
            Step::Adopted { .. } => Self::Adopted,
            Step::Settled { .. } => Self::Settled,
            Step::UpdateBegan { .. } => Self::UpdateBegan,
            Step::Updated { .. } => Self::Updated,
            Step::DeleteBegan => Self::DeleteBegan,
            Step::Gone => Self::Gone,
            Step::Kept { why } => Self::Kept { why: why.clone() },
            Step::Lost => Self::Lost,
            Step::Failed { failure, .. } => Self::Failed(failure.into()),
            Step::Retrying { failure, after_ms, attempt } => {
                Self::Retrying { failure: failure.into(), after_ms: *after_ms, attempt: *attempt }
            }
            Step::Waiting(waiting) => {
                Self::Waiting(WaitingView { what: waiting.what.clone(), detail: waiting.detail.clone() })
            }
            Step::Late => Self::Late,
            Step::Progress(progress) => Self::Progress(ProgressView {
                done: progress.done,
                of: progress.of,
                bytes: progress.bytes,
                of_bytes: progress.of_bytes,
            }),
        }
    }
}

impl From<&Failure> for EventFailure {
    fn from(failure: &Failure) -> Self {
        Self {
            class: failure.class.into(),
            doing: failure.doing.clone(),
            message: failure.message.clone(),
            code: failure.code.clone(),
            request_id: failure.request_id.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use naru_engine::{Deployment, Outcome};
    use serde_json::Value;
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

    async fn numbers(signals: &mut mpsc::Receiver<Signal>, count: u64) -> Vec<u64> {
        let mut numbers = Vec::new();
        for _ in 0..count {
            match signals.recv().await.expect("there is another") {
                Signal::Event(event) => numbers.push(event.seq),
                moved @ Signal::Moved { .. } => panic!("nothing moves by itself: {moved:?}"),
            }
        }
        numbers
    }

    /// Those who have nothing to tell beside the ledger.
    fn quiet() -> broadcast::Sender<Signal> {
        broadcast::Sender::new(4)
    }

    #[tokio::test(start_paused = true)]
    async fn a_subscriber_gets_what_it_missed_and_then_what_comes() {
        let (_folder, ledger) = ledger();
        write(&ledger, 5);
        let quiet = quiet();
        let mut events = follow(ledger.clone(), quiet.subscribe(), 2).expect("it can be read");
        assert_eq!(numbers(&mut events, 3).await, [3, 4, 5]);
        write(&ledger, 2);
        assert_eq!(numbers(&mut events, 2).await, [6, 7]);
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_is_too_slow_misses_nothing() {
        let (_folder, ledger) = ledger();
        let quiet = quiet();
        let mut events = follow(ledger.clone(), quiet.subscribe(), 0).expect("it can be read");
        // More than what is held for it in memory.
        write(&ledger, 4_500);
        assert_eq!(numbers(&mut events, 4_500).await, (1..=4_500).collect::<Vec<_>>());
    }

    #[tokio::test(start_paused = true)]
    async fn a_process_that_only_reads_follows_the_one_that_writes() {
        let (folder, ledger) = ledger();
        let reader = Ledger::read(folder.path()).expect("it can be read");
        let quiet = quiet();
        let mut events = follow(reader, quiet.subscribe(), 0).expect("it can be read");
        write(&ledger, 3);
        assert_eq!(numbers(&mut events, 3).await, [1, 2, 3]);
        write(&ledger, 1);
        assert_eq!(numbers(&mut events, 1).await, [4]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_moves_without_an_entry_is_told_too_and_nothing_of_it_is_lost_on_who_is_slow() {
        let (_folder, ledger) = ledger();
        let others = quiet();
        let mut signals = follow(ledger.clone(), others.subscribe(), 0).expect("it can be read");
        let moved = |deployment: Option<&str>| Signal::Moved { deployment: deployment.map(str::to_owned) };
        others.send(moved(Some(ID))).expect("somebody listens");
        assert_eq!(signals.recv().await, Some(moved(Some(ID))));
        // More than what is held for it in memory.
        for _ in 0..9 {
            others.send(moved(Some("other"))).expect("somebody listens");
        }
        assert_eq!(signals.recv().await, Some(moved(None)), "it may be any of those that were lost");
    }

    #[test]
    fn what_crosses_of_a_step_is_never_the_state() {
        let node = naru_engine::NodeName::new("bucket".to_owned()).expect("a name");
        let step = Step::Settled { state: serde_json::json!({ "header": "planted" }) };
        let entry = Entry::Node { node, generation: 1, step };
        let event = Event { seq: 1, at: Timestamp::UNIX_EPOCH, deployment: ID.to_owned(), entry };
        let view = view(&event);
        assert_eq!((&view.happened, view.node.as_deref()), (&Happened::Settled, Some("bucket")));
        assert!(!format!("{view:?}").contains("planted"));
    }
}
