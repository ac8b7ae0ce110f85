//! The two commands of the window: one asks, one follows. What they carry is the contract's business.

use naru_api::contract::{ProblemCode, Signal};
use naru_api::{App, Problem, events, route};
use serde_json::Value;
use tauri::State;
use tauri::ipc::Channel;
use tokio::sync::watch;

/// The app, or why it couldn't be opened. The window opens either way, and says so.
pub struct Core {
    app: Result<App, Problem>,
    /// How often the page was loaded: those who follow for an earlier page end.
    loads: watch::Sender<u64>,
}

impl Core {
    /// Around what opening the app gave.
    pub fn new(app: Result<App, Problem>) -> Self {
        Self { app, loads: watch::Sender::new(0) }
    }

    /// The app, where it could be opened.
    pub fn app(&self) -> Option<&App> {
        self.app.as_ref().ok()
    }

    /// The page is being loaded anew.
    pub fn reloaded(&self) {
        self.loads.send_modify(|loads| *loads += 1);
    }
}

/// Calls a command of the contract.
#[tauri::command]
pub async fn rpc(core: State<'_, Core>, name: String, request: Value) -> Result<Value, Problem> {
    let app = core.app.as_ref().map_err(Clone::clone)?;
    route(app, &name, request).await
}

/// Sends every event after `since`, and what moves beside them, until the page is gone. It fails where events can't be
/// read any further; the page then asks again from where it was.
#[tauri::command]
pub async fn subscribe(core: State<'_, Core>, since: u64, channel: Channel<Signal>) -> Result<(), Problem> {
    // Nothing happens in an app that couldn't be opened; its problem is the answer to every command.
    let Some(app) = core.app() else { return Ok(()) };
    let mut loads = core.loads.subscribe();
    let mut signals = events::subscribe(app, since)?;
    loop {
        tokio::select! {
            _ = loads.changed() => return Ok(()),
            signal = signals.recv() => match signal {
                Some(signal) => {
                    if channel.send(signal).is_err() {
                        return Ok(());
                    }
                }
                None => return Err(Problem::new(ProblemCode::EventsEnded)),
            },
        }
    }
}
