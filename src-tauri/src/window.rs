//! The one window: made here rather than by configuration, because it opens as large as it was left.

use naru_api::contract::{Lang, Settings, Theme};
use naru_api::{App, system};
use serde::{Deserialize, Serialize};
use tauri::webview::{Color, NewWindowResponse};
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent};

use crate::rpc::Core;

/// The window's label, by which the capability file knows it.
pub const LABEL: &str = "main";

/// Where the window's size is kept within the data folder.
const KEPT: &str = "window.json";

/// The least that the layout is made for, in logical pixels.
const LEAST: (f64, f64) = (960.0, 640.0);

/// What the page has behind everything: `--naru-canvas` in `ui/src/styles/tokens.css`, light and dark.
const CANVAS: (Color, Color) = (Color(0xf6, 0xf8, 0xfa, 0xff), Color(0x0d, 0x13, 0x19, 0xff));

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

/// Opens the one window, or fails where the desktop gives none. It is shown once all that goes before its first picture
/// is set: the language and colours that it begins with.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let core = app.state::<Core>();
    let size: Size = core.app().and_then(|app| app.read_kept(KEPT)).unwrap_or_default();
    let settings = core.app().map(App::settings).unwrap_or_default();
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Naru")
        .visible(false)
        .initialization_script(beginning(&settings, system::language()))
        .min_inner_size(LEAST.0, LEAST.1)
        .inner_size(size.width.max(LEAST.0), size.height.max(LEAST.1))
        .maximized(size.maximized)
        .center()
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    window.set_background_color(Some(canvas(&window, settings.theme)))?;
    window.show()
}

/// The script that gives the page its language and theme before any of it is painted: what it asks the core for comes
/// later. Some systems run it before there is a document.
fn beginning(settings: &Settings, system: Lang) -> String {
    let theme = match settings.theme {
        Theme::System => "",
        Theme::Light => "html.dataset.theme = 'light';",
        Theme::Dark => "html.dataset.theme = 'dark';",
    };
    let lang = settings.language.unwrap_or(system).code();
    format!(
        "{{
            const begin = () => {{
                const html = document.documentElement;
                if (html) {{ html.lang = '{lang}'; {theme} }}
                return html !== null;
            }};
            if (!begin()) new MutationObserver((_, seen) => begin() && seen.disconnect())
                .observe(document, {{ childList: true }});
        }}"
    )
}

/// What the web view shows until the page is there.
fn canvas(window: &WebviewWindow, theme: Theme) -> Color {
    let (light, dark) = CANVAS;
    let is_dark = match theme {
        Theme::System => window.theme().is_ok_and(|theme| theme == tauri::Theme::Dark),
        Theme::Light => false,
        Theme::Dark => true,
    };
    if is_dark { dark } else { light }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_begins_in_the_language_and_theme_that_are_set() {
        let set = Settings { language: Some(Lang::En), theme: Theme::Dark, ..Settings::default() };
        let script = beginning(&set, Lang::Ko);
        assert!(script.contains("html.lang = 'en';"), "{script}");
        assert!(script.contains("html.dataset.theme = 'dark';"), "{script}");
    }

    #[test]
    fn where_nothing_is_set_the_page_begins_as_the_system_is() {
        let script = beginning(&Settings::default(), Lang::Ko);
        assert!(script.contains("html.lang = 'ko';"), "{script}");
        assert!(!script.contains("theme"), "{script}");
    }

    #[test]
    fn the_window_is_of_the_page_s_colours_before_the_page_is_there() {
        const TOKENS: &str = include_str!("../../ui/src/styles/tokens.css");
        for Color(red, green, blue, _) in [CANVAS.0, CANVAS.1] {
            let token = format!("--naru-canvas: #{red:02x}{green:02x}{blue:02x};");
            assert!(TOKENS.contains(&token), "{token}");
        }
    }
}
