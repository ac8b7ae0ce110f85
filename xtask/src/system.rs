//! Which system this is, and how something is installed there.

use std::path::Path;
use std::process::Command;

use crate::sh::{Trouble, answer, go};

/// A system, by how things are installed on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Debian, Ubuntu and their kin.
    Debian,
    /// Fedora, Red Hat and their kin.
    Fedora,
    /// Arch and its kin.
    Arch,
    /// A Linux of another family.
    OtherLinux,
    /// macOS.
    Mac,
    /// Windows, where the window is WebView2's.
    Windows,
}

impl System {
    /// The one that this runs on.
    pub fn here() -> Self {
        if cfg!(target_os = "macos") {
            return Self::Mac;
        }
        if cfg!(windows) {
            return Self::Windows;
        }
        let has = |program: &str| Path::new("/usr/bin").join(program).exists();
        if has("apt-get") {
            Self::Debian
        } else if has("dnf") {
            Self::Fedora
        } else if has("pacman") {
            Self::Arch
        } else {
            Self::OtherLinux
        }
    }

    /// Whether it is a Linux: only there does WebKitGTK show the window, and only there can a test drive it.
    pub fn is_linux(self) -> bool {
        !matches!(self, Self::Mac | Self::Windows)
    }
}

/// Installs Debian packages; without the right to, says the line to run.
pub fn apt_install(packages: &[&str]) -> Result<(), Trouble> {
    let packages = packages.join(" ");
    let script = format!(
        "export DEBIAN_FRONTEND=noninteractive; apt-get update -q && \
         apt-get install -y -q --no-install-recommends {packages}"
    );
    let remedy =
        format!("Run it by hand:  apt-get update && apt-get install --no-install-recommends {packages}");
    if answer(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
        return go("install", Command::new("sh").args(["-c", &script]), &remedy);
    }
    // Only where it asks for no password: a build that stops for one in the middle is no help.
    if answer(Command::new("sudo").args(["-n", "true"])).is_some() {
        return go("install", Command::new("sudo").args(["-n", "sh", "-c", &script]), &remedy);
    }
    Err(Trouble::new(
        format!("missing: {packages}"),
        format!(
            "Run this, then the same command again:\n         \
             sudo apt-get update && sudo apt-get install --no-install-recommends {packages}"
        ),
    ))
}
