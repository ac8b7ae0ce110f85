//! Compiles the window's configuration in.

fn main() {
    tauri_build::build();
}
