//! The window. No product logic: it opens the app on a host of its own, and passes the contract's calls through.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod host;
mod rpc;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use naru_api::{App, system};
use tauri::Manager;
use tauri::webview::PageLoadEvent;
use tracing_subscriber::EnvFilter;

use crate::rpc::Core;

fn main() -> ExitCode {
    let wanted = std::env::var("NARU_LOG").unwrap_or_else(|_| "info".to_owned());
    let filter = EnvFilter::new(system::log_filter(&wanted));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    if !has_display() {
        eprintln!("Naru needs a display, and there is none here. naru-cli does the same in a terminal.");
        return ExitCode::FAILURE;
    }
    match open() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "failed to open the window");
            ExitCode::FAILURE
        }
    }
}

fn open() -> tauri::Result<()> {
    let mut builder = tauri::Builder::default();
    // With a data folder of its own it is another Naru on purpose, and stands beside the first.
    if std::env::var_os("NARU_DATA_DIR").is_none() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| window::show(app)));
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .setup(|app| {
            let opened = App::open(Arc::new(host::Desktop::new(app.handle().clone())));
            if let Err(problem) = &opened {
                tracing::error!(%problem, "the data folder can't be used");
            }
            app.manage(Core::new(opened));
            window::open(app.handle())?;
            Ok(())
        })
        .on_page_load(|webview, page| {
            if page.event() == PageLoadEvent::Started {
                webview.state::<Core>().reloaded();
            }
        })
        .on_window_event(window::on_event)
        .invoke_handler(tauri::generate_handler![rpc::rpc, rpc::subscribe])
        .run(tauri::generate_context!())
}

/// Without one, GTK would end the process with a panic.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
