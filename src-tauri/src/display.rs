//! The display: whether there is one.

use std::env;

/// Whether a window can be shown. Without a display, GTK would end the process with a panic.
pub fn is_there() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
