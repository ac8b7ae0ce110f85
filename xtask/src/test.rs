//! `cargo xtask test`: every check and every test there is.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use crate::display::{Screen, Session};
use crate::place::Place;
use crate::sh::{Trouble, answer, count, go, step};
use crate::system::System;
use crate::tally::Tally;
use crate::{machine, needs, ui};

/// What the names of the window's tests begin with.
const WINDOW: &str = "window::";

/// What the names of the tests begin with that boot machines.
const MACHINE: &str = "machine::";

/// Options of `test`.
#[derive(Args)]
pub struct Options {
    /// Writes the generated bindings and the snapshots anew, for you to read and commit.
    #[arg(long)]
    bless: bool,
    /// Which tests of the workspace: an expression of nextest's, such as `package(naru-engine)`; without nextest, a
    /// part of the tests' names. Only these then, and none of the checks before them.
    #[arg(last = true, value_name = "FILTER")]
    filter: Option<String>,
}

/// Checks and tests.
pub fn test(place: &Place, options: &Options) -> Result<(), Trouble> {
    let mut tally = Tally::default();
    needs::node()?;
    needs::meet(&[needs::BUILD, needs::DISPLAY, needs::TEST])?;
    let moto = needs::moto(place)?;
    let machine = machine::root(place);
    ui::install(place)?;
    let cargo = if options.filter.is_none() {
        needs::rust_tools(place)?;
        ui::check(place, &mut tally)?;
        ui::build(place)?;
        go("format", place.cargo().args(["fmt", "--all", "--check"]), "Run  cargo fmt --all")?;
        Cargo::linting(place)?
    } else {
        ui::build_if_changed(place)?;
        Cargo::default()
    };
    cargo.build(place)?;
    workspace(place, &cargo, options, &moto, machine, &mut tally)?;
    println!("{tally}");
    if tally.failed > 0 {
        return Err(Trouble::new(format!("{} tests failed", tally.failed), "See above."));
    }
    Ok(())
}

/// How cargo builds what is tested.
#[derive(Default)]
struct Cargo {
    /// Clippy as a compiler, which lints our own crates while it compiles them; rustc where it is `None`.
    ///
    /// `cargo clippy` would check every dependency and every crate of ours for its own sake, beside the build that the
    /// tests run on. So each is compiled once. It is clippy's own way of getting into cargo: a wrapper around the
    /// workspace's crates alone, which keep artefacts of their own by it, and its arguments in a variable that cargo
    /// knows to be one of theirs, where RUSTFLAGS would build every dependency again.
    clippy: Option<PathBuf>,
}

impl Cargo {
    /// With clippy, for which a warning is an error.
    fn linting(place: &Place) -> Result<Self, Trouble> {
        let sysroot = answer(place.command(&crate::place::rustc()).args(["--print", "sysroot"]));
        let driver = format!("clippy-driver{}", std::env::consts::EXE_SUFFIX);
        let beside = sysroot.map(|sysroot| Path::new(sysroot.trim()).join("bin").join(driver));
        match beside.filter(|path| path.is_file()).or_else(|| needs::on_path("clippy-driver")) {
            Some(clippy) => Ok(Self { clippy: Some(clippy) }),
            None => Err(Trouble::new("missing: clippy-driver", "It is part of clippy: install that anew.")),
        }
    }

    fn command(&self, place: &Place) -> Command {
        let mut cargo = place.cargo();
        if let Some(clippy) = &self.clippy {
            cargo.env("RUSTC_WORKSPACE_WRAPPER", clippy);
            // Its separator is its own.
            cargo.env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
        }
        cargo
    }

    /// Builds the programs and the tests, all at once: the tests' dependencies bring features along, and what is built
    /// without them is built again.
    fn build(&self, place: &Place) -> Result<(), Trouble> {
        let mut cargo = self.command(place);
        cargo.args(["build", "--workspace", "--all-targets"]);
        // Windows won't replace what runs.
        cargo.args(if cfg!(windows) { &["--exclude", "xtask"][..] } else { &[] });
        let what = if self.clippy.is_some() { "build and lints" } else { "build" };
        go(&format!("{what} (the first time takes long)"), &mut cargo, "See above.")
    }
}

/// The tests of the workspace, those of the real window included: on a display and in a session of their own.
fn workspace(
    place: &Place,
    cargo: &Cargo,
    options: &Options,
    moto: &Path,
    machine: Result<PathBuf, String>,
    tally: &mut Tally,
) -> Result<(), Trouble> {
    let nextest = needs::on_path("cargo-nextest").is_some();
    let tests = cargo.command(place);
    let mut left_out = Vec::new();
    if !System::here().is_linux() {
        left_out.push(WINDOW);
    }
    if machine.is_err() {
        left_out.push(MACHINE);
    }
    let mut tests =
        if nextest { by_nextest(tests, options, &left_out) } else { by_cargo(tests, options, &left_out) };
    match machine {
        Ok(root) => tests.env("NARU_MACHINE", root),
        Err(why) => {
            step(format_args!("the tests that boot a machine are left out: {why}"));
            tests.env("NARU_NO_MACHINE", why)
        }
    };
    tests.env("NARU_MOTO", moto).env("INSTA_UPDATE", if options.bless { "always" } else { "no" });
    if options.bless {
        tests.env("NARU_BLESS", "1");
    }
    if System::here().is_linux() {
        let (screen, session) = (Screen::start()?, Session::new()?);
        step(format_args!(
            "the window's tests use the virtual display {}, and a keyring of their own",
            screen.name
        ));
        screen.show(&mut tests);
        let mut held = session.hold(&tests, &place.root);
        count("tests", &mut held, tally)?;
    } else {
        step("the window's tests are left out: only WebKitGTK, on Linux, can be driven");
        count("tests", &mut tests, tally)?;
    }
    let screens = place.target.join("debug").join("screens");
    if screens.is_dir() {
        step(format_args!("screenshots: {}", screens.display()));
    }
    // Cargo's own runner has run them with the rest.
    if nextest && options.filter.is_none() && has_doc_tests(&place.root) {
        count("doc tests", cargo.command(place).args(["test", "--workspace", "--doc"]), tally)?;
    }
    Ok(())
}

fn by_nextest(mut tests: Command, options: &Options, left_out: &[&str]) -> Command {
    tests.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
    if std::io::stderr().is_terminal() {
        tests.args(["--color", "always"]);
    }
    let all = options.filter.as_deref().unwrap_or("all()");
    let left_out = left_out.iter().map(|start| format!(" - (package(naru-tests) & test(/^{start}/))"));
    tests.arg("-E").arg(format!("({all}){}", left_out.collect::<Vec<_>>().concat()));
    tests
}

fn by_cargo(mut tests: Command, options: &Options, left_out: &[&str]) -> Command {
    tests.args(["test", "--workspace", "--no-fail-fast"]);
    tests.arg("--").args(&options.filter);
    tests.args(left_out.iter().flat_map(|start| ["--skip", *start]));
    tests
}

/// Whether any file of ours has an example in its documentation: running rustdoc for none takes a minute.
fn has_doc_tests(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() && !path.is_symlink() {
            let name = name.to_string_lossy();
            return !name.starts_with('.')
                && name != "target"
                && name != "node_modules"
                && has_doc_tests(&path);
        }
        let fence = |line: &str| {
            let line = line.trim_start();
            ["/// ```", "//! ```"].iter().any(|start| {
                line.strip_prefix(start)
                    .is_some_and(|language| matches!(language.trim(), "" | "rust" | "no_run"))
            })
        };
        path.extension().is_some_and(|extension| extension == "rs")
            && std::fs::read_to_string(&path).is_ok_and(|text| text.lines().any(fence))
    })
}
