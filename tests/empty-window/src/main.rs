//! An empty window: what a start costs with Tauri and its web view alone. The bench opens it beside the app.
//!
//! A crate of its own, because Tauri's packager takes every program of the app's crate along.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
