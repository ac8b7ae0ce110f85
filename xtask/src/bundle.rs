//! `cargo xtask bundle`: a .deb and an .rpm, with desktop entry and icons.

use std::path::{Path, PathBuf};

use crate::place::Place;
use crate::sh::{Trouble, go, step};
use crate::{needs, ui};

/// The version of Tauri's own packager. npm fetches it: building it takes ten minutes.
const TAURI_CLI: &str = "@tauri-apps/cli@2.12.5";

/// Makes the packages. The release build that they hold is another one than everybody's debug build.
pub fn bundle(place: &Place) -> Result<(), Trouble> {
    if !cfg!(target_os = "linux") {
        return Err(Trouble::new("packages are made for Linux alone so far", "Run this on Linux."));
    }
    needs::node()?;
    needs::meet(&[needs::BUILD])?;
    ui::install(place)?;
    // Packages of another version would be listed, too.
    for old in packages(&place.target) {
        std::fs::remove_file(&old)
            .map_err(|error| Trouble::new(format!("failed to remove {}: {error}", old.display()), ""))?;
    }
    // It finds src-tauri/tauri.conf.json, which tells how the UI is built.
    let mut npx = place.command("npx");
    npx.args(["--yes", TAURI_CLI, "build", "--ci", "--bundles", "deb,rpm"]);
    go("packages (a release build takes long)", &mut npx, "See above.")?;
    let made = packages(&place.target);
    for package in &made {
        step(format_args!("made: {}", package.display()));
    }
    if made.len() == 2 { Ok(()) } else { Err(Trouble::new("not both packages were made", "See above.")) }
}

/// The packages in the target folder.
pub fn packages(target: &Path) -> Vec<PathBuf> {
    let of = |kind: &str| {
        let folder = target.join("release").join("bundle").join(kind);
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        files.filter(|path| path.extension().is_some_and(|extension| extension == kind)).collect::<Vec<_>>()
    };
    [of("deb"), of("rpm")].concat()
}
