//! The display: whether there is one, and how the web view draws on it.

#[cfg(target_os = "linux")]
use std::fs::File;

use tauri::WebviewWindow;
#[cfg(target_os = "linux")]
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// Whether a window can be shown. Without a display, GTK would end the process with a panic.
pub fn is_there() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Has the web view paint by itself where no graphics card helps: in a virtual machine, or over a remote desktop. It
/// would go through an OpenGL that compiles each shader for the processor, which takes half a second and 100 MiB of
/// memory at every start. To be called before the window is shown, because all of that begins then.
#[cfg(target_os = "linux")]
pub fn fit(window: &WebviewWindow) -> tauri::Result<()> {
    if has_graphics_card() {
        return Ok(());
    }
    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Leaves it to the web view, which other systems choose for themselves.
#[cfg(not(target_os = "linux"))]
pub fn fit(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Whether a card renders for this user: the kernel has a node for each that can, and the user may open it.
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    nodes
        .filter(|node| node.file_name().to_string_lossy().starts_with("renderD"))
        .any(|node| File::options().read(true).write(true).open(node.path()).is_ok())
}
