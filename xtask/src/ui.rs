//! The UI: its packages, its checks, and its build, which is compiled into the window.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::place::Place;
use crate::sh::{Trouble, count, go, step};
use crate::tally::Tally;

/// Installs the packages that the lock file names, unless that was done since it changed.
pub fn install(place: &Place) -> Result<(), Trouble> {
    let ui = place.root.join("ui");
    let installed = changed(&ui.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed(&ui.join("package-lock.json")) {
        return Ok(());
    }
    go(
        "UI packages",
        npm(place).args(["ci", "--no-fund", "--no-audit"]),
        "It needs the npm registry: is there a network?",
    )
}

/// svelte-check and tsc, eslint, vitest.
pub fn check(place: &Place, tally: &mut Tally) -> Result<(), Trouble> {
    let remedy = "See above. `npm run` in ui/ lists the same checks.";
    go("UI types", npm(place).args(["run", "--silent", "check"]), remedy)?;
    go("UI lints", npm(place).args(["run", "--silent", "lint"]), remedy)?;
    count("UI tests", npm(place).args(["run", "--silent", "test"]), tally)
}

/// Builds the interface into `ui/dist`, which the shell takes in.
pub fn build(place: &Place) -> Result<(), Trouble> {
    go("UI build", npm(place).args(["run", "--silent", "build"]), "See above.")
}

/// Builds it, unless nothing of it changed since it was built.
pub fn build_if_changed(place: &Place) -> Result<(), Trouble> {
    let ui = place.root.join("ui");
    let built = changed(&ui.join("dist/index.html"));
    if built.is_some() && built >= newest(&ui) {
        step("UI build: nothing changed");
        return Ok(());
    }
    build(place)
}

fn npm(place: &Place) -> Command {
    let mut npm = place.command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(place.root.join("ui"));
    npm
}

fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}

/// When the newest of its own files changed.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = std::fs::read_dir(folder).ok()?;
    let times = entries.flatten().filter_map(|entry| {
        let path = entry.path();
        let theirs = matches!(entry.file_name().to_str(), Some("node_modules" | "dist"));
        if theirs {
            None
        } else if path.is_dir() {
            newest(&path).max(changed(&path))
        } else {
            changed(&path)
        }
    });
    times.max()
}
