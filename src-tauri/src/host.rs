//! The desktop as the app's host: its dialogs, browser and notifications, through Rust and never through the page.

use std::path::PathBuf;

use async_trait::async_trait;
use naru_api::contract::Lang;
use naru_api::{Host, system};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tauri_plugin_notification::NotificationExt;
use tauri_plugin_opener::OpenerExt;
use tokio::sync::oneshot;

use crate::window;

/// The window as a host: the system's folders, language and file dialogs.
pub struct Desktop {
    app: AppHandle,
}

impl Desktop {
    /// The desktop that the window is on.
    pub fn new(app: AppHandle) -> Self {
        Self { app }
    }

    fn dialog(&self) -> FileDialogBuilder<tauri::Wry> {
        let dialog = self.app.dialog().file();
        match self.app.get_webview_window(window::LABEL) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }
}

#[async_trait]
impl Host for Desktop {
    fn name(&self) -> String {
        "Naru".to_owned()
    }

    fn data_folder(&self) -> PathBuf {
        system::data_folder()
    }

    fn language(&self) -> Lang {
        system::language()
    }

    async fn pick_folder(&self) -> Option<PathBuf> {
        chosen(|tell| self.dialog().pick_folder(tell)).await
    }

    async fn pick_file(&self) -> Option<PathBuf> {
        chosen(|tell| self.dialog().pick_file(tell)).await
    }

    async fn pick_place(&self, name: &str) -> Option<PathBuf> {
        chosen(|tell| self.dialog().set_file_name(name).save_file(tell)).await
    }

    fn open(&self, url: &str) -> Result<(), String> {
        self.app.opener().open_url(url, None::<&str>).map_err(|error| error.to_string())
    }

    fn notify(&self, title: &str, body: &str) {
        if let Err(error) = self.app.notification().builder().title(title).body(body).show() {
            tracing::debug!(%error, "failed to notify");
        }
    }
}

/// What the user chose in a dialog; `None` where they closed it.
async fn chosen(ask: impl FnOnce(Box<dyn FnOnce(Option<FilePath>) + Send>)) -> Option<PathBuf> {
    let (tell, told) = oneshot::channel();
    ask(Box::new(move |choice| {
        // Nobody waits any more where the window was closed meanwhile.
        let _ = tell.send(choice);
    }));
    told.await.ok().flatten()?.into_path().ok()
}
