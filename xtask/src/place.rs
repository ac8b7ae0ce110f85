//! Where everything is: the repository, and the target folder, which may be elsewhere.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sh::{Trouble, answer};

/// Where everything is.
pub struct Place {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's target folder: everything that is made or fetched goes there, and nothing into the system.
    pub target: PathBuf,
}

impl Place {
    /// Asks cargo.
    pub fn find() -> Result<Self, Trouble> {
        // The folder as cargo tells it at run time: a checkout may have been moved since xtask was built.
        let own = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = own.parent().map_or_else(|| own.clone(), Path::to_owned);
        let metadata = answer(Command::new(cargo()).current_dir(&root).args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
        ]));
        let target = metadata
            .and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok())
            .and_then(|metadata| metadata["target_directory"].as_str().map(PathBuf::from))
            .ok_or_else(|| {
                Trouble::new("`cargo metadata` gave no target folder", "Run it by hand to see why.")
            })?;
        Ok(Self { root, target })
    }

    /// A command in the repository.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        // What cargo told xtask about xtask is none of the next cargo's business.
        for (name, _) in std::env::vars_os() {
            let ours = name.to_str().is_some_and(|name| {
                [
                    "CARGO_PKG_",
                    "CARGO_MANIFEST_",
                    "CARGO_BIN_NAME",
                    "CARGO_CRATE_NAME",
                    "CARGO_PRIMARY_PACKAGE",
                ]
                .iter()
                .any(|prefix| name.starts_with(prefix))
            });
            if ours {
                command.env_remove(name);
            }
        }
        command
    }

    /// Cargo in the repository.
    pub fn cargo(&self) -> Command {
        self.command(&cargo())
    }

    /// A program that the workspace's debug build made.
    pub fn built(&self, name: &str) -> PathBuf {
        self.made_by("debug", name)
    }

    /// A program that a release build made.
    pub fn released(&self, name: &str) -> PathBuf {
        self.made_by("release", name)
    }

    fn made_by(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }
}

/// The compiler that cargo calls: beside the cargo that runs xtask, as rustup and the distributions put them.
pub fn rustc() -> String {
    let beside = Path::new(&cargo()).with_file_name(format!("rustc{}", std::env::consts::EXE_SUFFIX));
    std::env::var("RUSTC").unwrap_or_else(|_| {
        if beside.is_file() { beside.to_string_lossy().into_owned() } else { "rustc".to_owned() }
    })
}

fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
