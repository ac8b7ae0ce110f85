//! The one window: made here rather than by configuration, because it opens as large as it was left.

use serde::{Deserialize, Serialize};
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};

use crate::rpc::Core;

/// The window's label, by which the capability file knows it.
pub const LABEL: &str = "main";

/// Where the window's size is kept within the data folder.
const KEPT: &str = "window.json";

/// The least that the layout is made for, in logical pixels.
const LEAST: (f64, f64) = (960.0, 640.0);

/// How large the window was left, in logical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Size {
    width: f64,
    height: f64,
    maximized: bool,
}

impl Default for Size {
    fn default() -> Self {
        Self { width: 1280.0, height: 860.0, maximized: false }
    }
}

/// Opens the one window, or fails where the desktop gives none.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let core = app.state::<Core>();
    let size: Size = core.app().and_then(|app| app.read_kept(KEPT)).unwrap_or_default();
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Naru")
        .min_inner_size(LEAST.0, LEAST.1)
        .inner_size(size.width.max(LEAST.0), size.height.max(LEAST.1))
        .maximized(size.maximized)
        .center()
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    Ok(())
}

/// Only the UI that is compiled in is ever shown: an address of the web is opened by the browser.
fn is_ours(url: &Url) -> bool {
    let development = tauri::is_dev() && url.host_str() == Some("localhost");
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost") || development
}

/// Brings it to the front: Naru was started a second time.
pub fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else { return };
    let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::debug!(%error, "failed to bring the window to the front");
    }
}

/// Keeps its size when it is closed.
pub fn on_event(window: &Window, event: &WindowEvent) {
    if !matches!(event, WindowEvent::CloseRequested { .. }) {
        return;
    }
    let core = window.state::<Core>();
    let (Some(app), Ok(size)) = (core.app(), size_of(window)) else { return };
    if let Err(problem) = app.keep(KEPT, &size) {
        tracing::debug!(%problem, "failed to keep the window's size");
    }
}

fn size_of(window: &Window) -> tauri::Result<Size> {
    let size = window.inner_size()?.to_logical::<f64>(window.scale_factor()?);
    Ok(Size { width: size.width, height: size.height, maximized: window.is_maximized()? })
}
