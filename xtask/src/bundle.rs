//! `cargo xtask bundle`: the packages that people install, each with its desktop entry and icons.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::place::Place;
use crate::sh::{Trouble, go, step};
use crate::system::System;
use crate::{needs, ui};

/// The version of Tauri's own packager. npm fetches it: building it takes ten minutes.
const TAURI_CLI: &str = "@tauri-apps/cli@2.12.5";

/// What each sort of package is called by Tauri, and how its file's name ends.
const SORTS: &[(&str, &str)] = &[
    ("deb", "deb"),
    ("rpm", "rpm"),
    ("appimage", "AppImage"),
    ("dmg", "dmg"),
    ("msi", "msi"),
    ("nsis", "exe"),
];

/// Options of `bundle`.
#[derive(Args)]
pub struct Options {
    /// Which sorts of packages, as Tauri calls them; without it, those of this system that need no download.
    #[arg(long, value_delimiter = ',', value_name = "SORTS")]
    bundles: Vec<String>,
    /// A folder that they are copied to as well.
    #[arg(long, value_name = "FOLDER")]
    into: Option<PathBuf>,
}

/// Makes the packages. The release build that they hold is another one than everybody's debug build.
pub fn bundle(place: &Place, options: &Options) -> Result<(), Trouble> {
    let wanted: Vec<&str> = if options.bundles.is_empty() {
        usual(System::here()).to_vec()
    } else {
        options.bundles.iter().map(String::as_str).collect()
    };
    if let Some(unknown) = wanted.iter().find(|sort| SORTS.iter().all(|(name, _)| name != *sort)) {
        let known = SORTS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        return Err(Trouble::new(format!("{unknown} is no sort of package"), format!("There are {known}.")));
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
    let mut npx = place.command(if cfg!(windows) { "npx.cmd" } else { "npx" });
    npx.args(["--yes", TAURI_CLI, "build", "--ci", "--bundles", &wanted.join(",")]);
    go("packages (a release build takes long)", &mut npx, "See above.")?;
    let made = packages(&place.target);
    for package in &made {
        step(format_args!("made: {}", package.display()));
        if let Some(folder) = &options.into {
            copy(package, folder)?;
        }
    }
    match missing(&wanted, &made) {
        Some(sort) => Err(Trouble::new(format!("no {sort} was made"), "See above.")),
        None => Ok(()),
    }
}

/// The packages in the target folder.
pub fn packages(target: &Path) -> Vec<PathBuf> {
    let of = |(sort, ending): &(&str, &str)| {
        let folder = target.join("release").join("bundle").join(sort);
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        files.filter(|path| path.extension().is_some_and(|found| found == *ending)).collect::<Vec<_>>()
    };
    SORTS.iter().flat_map(of).collect()
}

/// What is made where nothing else is asked for. An AppImage needs tools that Tauri downloads, so it isn't among them.
fn usual(system: System) -> &'static [&'static str] {
    match system {
        System::Mac => &["dmg"],
        System::Windows => &["nsis", "msi"],
        _ => &["deb", "rpm"],
    }
}

/// A sort that was wanted and isn't among what was made.
fn missing<'a>(wanted: &[&'a str], made: &[PathBuf]) -> Option<&'a str> {
    wanted.iter().copied().find(|sort| {
        let ending = SORTS.iter().find(|(name, _)| name == sort).map(|(_, ending)| *ending);
        !made.iter().any(|path| path.extension().and_then(|found| found.to_str()) == ending)
    })
}

fn copy(package: &Path, folder: &Path) -> Result<(), Trouble> {
    let failed = |error: std::io::Error| {
        Trouble::new(format!("failed to copy {} to {}: {error}", package.display(), folder.display()), "")
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    let name = package.file_name().unwrap_or(package.as_os_str());
    std::fs::copy(package, folder.join(name)).map(|_| ()).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sort_that_was_not_made_is_missed() {
        let made = [PathBuf::from("Naru_0.1.0_amd64.deb"), PathBuf::from("Naru_0.1.0_amd64.AppImage")];
        assert_eq!(missing(&["deb", "appimage"], &made), None);
        assert_eq!(missing(&["deb", "rpm", "appimage"], &made), Some("rpm"));
    }

    #[test]
    fn every_system_has_sorts_of_its_own() {
        for system in [System::Debian, System::Mac, System::Windows] {
            let sorts = usual(system);
            assert!(!sorts.is_empty() && sorts.iter().all(|sort| SORTS.iter().any(|(name, _)| name == sort)));
        }
    }
}
