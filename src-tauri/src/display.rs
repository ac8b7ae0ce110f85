//! The display: whether there is one, and how the web view draws on it.

use std::env;
#[cfg(target_os = "linux")]
use std::{fs::File, os::unix::process::CommandExt, process::Command};

/// What WebKitGTK asks its surroundings before it draws: with it, it paints by itself.
#[cfg(target_os = "linux")]
const PAINTS: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// Whether a window can be shown. Without a display, GTK would end the process with a panic.
pub fn is_there() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Has the web view paint by itself where no graphics card helps: in a virtual machine, or over a remote desktop. It
/// would go through an OpenGL that compiles each shader for the processor, which takes half a second and 100 MiB of
/// memory at every start.
///
/// The program takes its own place with that in its surroundings, as none of its threads may change them once it runs.
/// The setting of the same name of a web view comes too late: WebKitGTK 2.50 loses its page to a segmentation fault where
/// it is set after the view was made.
#[cfg(target_os = "linux")]
pub fn fit() {
    if has_graphics_card() || env::var_os(PAINTS).is_some() {
        return;
    }
    if let Ok(program) = env::current_exe() {
        // It comes back only where it failed, and then the window is drawn in the usual way.
        let error = Command::new(program).args(env::args_os().skip(1)).env(PAINTS, "1").exec();
        tracing::warn!(%error, "the window is drawn by OpenGL without a graphics card");
    }
}

/// Leaves it to the web view, which other systems choose for themselves.
#[cfg(not(target_os = "linux"))]
pub fn fit() {}

/// Whether a card renders for this user: the kernel has a node for each that can, and the user may open it.
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    nodes
        .filter(|node| node.file_name().to_string_lossy().starts_with("renderD"))
        .any(|node| File::options().read(true).write(true).open(node.path()).is_ok())
}
