//! `cargo xtask bench`: one figure a line, `name value unit`, and the same as JSON in the target folder.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::Args;
use serde_json::{Map, Value, json};

use crate::display::{Screen, Session};
use crate::place::Place;
use crate::sh::{Trouble, go, step};
use crate::system::System;
use crate::{needs, run, ui};

/// The program that measures, of the tests' crate. It prints figures to stdout, and what it has to say besides to
/// stderr.
const PROGRAM: &str = "bench";

/// One line that a bench prints: a name, a number and its unit.
#[derive(Debug, PartialEq)]
struct Figure {
    name: String,
    value: f64,
    unit: String,
}

/// Options of `bench`.
#[derive(Args)]
pub struct Options {
    /// Instead of measuring: tries so many cases of what holds whatever is wanted and whenever a run is cut short, other
    /// ones than the tests try.
    #[arg(long, value_name = "N", conflicts_with = "replay")]
    cases: Option<u32>,
    /// Measures uploads alone, beside s5cmd, rclone and the AWS CLI. It makes a release build first, which takes long:
    /// the limits are those of what ships.
    #[arg(long, conflicts_with_all = ["cases", "replay"])]
    uploads: bool,
    /// Measures starts alone, beside those of an empty window of the same Tauri.
    #[arg(long, conflicts_with_all = ["cases", "replay", "uploads"])]
    starts: bool,
    /// Instead of measuring: plays a script that such a case, or a test, printed.
    #[arg(long, value_name = "SCRIPT")]
    replay: Option<String>,
}

/// Measures, or tries what the options say.
pub fn bench(place: &Place, options: &Options) -> Result<(), Trouble> {
    needs::node()?;
    if options.uploads {
        let mut program = uploads(place)?;
        return go(PROGRAM, &mut program, "What it said is above.");
    }
    if let Some(arguments) = options.instead() {
        needs::meet(if options.starts { &[needs::BUILD, needs::DISPLAY] } else { &[needs::BUILD] })?;
        ui::install(place)?;
        ui::build_if_changed(place)?;
        run::build(place)?;
        let mut program = place.command(&place.built(PROGRAM).to_string_lossy());
        program.args(arguments);
        if options.starts && System::here().is_linux() {
            // A start asks for the keyring. The display is the program's own, once for each start.
            let session = Session::new()?;
            return go(PROGRAM, &mut session.hold(&program, &place.root), "What it said is above.");
        }
        return go(PROGRAM, &mut program, "What it said is above.");
    }
    needs::meet(&[needs::BUILD, needs::DISPLAY, needs::TEST])?;
    ui::install(place)?;
    ui::build_if_changed(place)?;
    run::build(place)?;
    let mut program = place.command(&place.built(PROGRAM).to_string_lossy());
    program.env("CARGO_TARGET_DIR", &place.target);
    let mut output = if System::here().is_linux() {
        let (screen, session) = (Screen::start()?, Session::new()?);
        screen.show(&mut program);
        measured(&mut session.hold(&program, &place.root))?
    } else {
        measured(&mut program)?
    };
    output += &measured(&mut uploads(place)?)?;
    let mut figures: Vec<Figure> = output.lines().filter_map(figure).collect();
    let (sizes, absent) = package_sizes(&crate::bundle::packages(&place.target));
    figures.extend(sizes);
    let mut kept = Map::new();
    for Figure { name, value, unit } in &figures {
        println!("{name} {value} {unit}");
        kept.insert(name.clone(), json!({ "value": value, "unit": unit }));
    }
    for name in &absent {
        println!("{name} absent bytes");
        kept.insert(name.clone(), json!({ "value": null, "unit": "bytes" }));
    }
    if !absent.is_empty() {
        step("a package that is absent is made by  cargo xtask bundle");
    }
    let path = place.target.join("bench.json");
    std::fs::write(&path, format!("{:#}\n", Value::Object(kept)))
        .map_err(|error| Trouble::new(format!("failed to write {}: {error}", path.display()), ""))?;
    step(format_args!("the same as JSON: {}", path.display()));
    if figures.is_empty() { Err(Trouble::new(format!("{PROGRAM} gave no figure"), "")) } else { Ok(()) }
}

/// The program that measures uploads, with those of others on its PATH.
fn uploads(place: &Place) -> Result<Command, Trouble> {
    needs::meet(&[needs::BUILD])?;
    ui::install(place)?;
    ui::build_if_changed(place)?;
    let mut cargo = place.cargo();
    cargo.args(["build", "--release", "--package", "naru-tests", "--bin", PROGRAM]);
    go("build a release (the first time takes long)", &mut cargo, "See above.")?;
    let own = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(needs::uploaders(place).into_iter().chain(std::env::split_paths(&own)))
        .map_err(|error| Trouble::new(format!("failed to extend the PATH: {error}"), ""))?;
    let mut program = place.command(&place.released(PROGRAM).to_string_lossy());
    program.arg("--uploads").env("PATH", path);
    Ok(program)
}

impl Options {
    /// What the program is told where it isn't to measure everything.
    fn instead(&self) -> Option<Vec<String>> {
        if self.starts {
            return Some(vec!["--starts".to_owned()]);
        }
        let told = |option: &str, value: String| vec![option.to_owned(), value];
        let cases = self.cases.map(|cases| told("--cases", cases.to_string()));
        cases.or_else(|| self.replay.clone().map(|script| told("--replay", script)))
    }
}

fn measured(program: &mut Command) -> Result<String, Trouble> {
    let failed = |why: String| Trouble::new(format!("{PROGRAM} failed: {why}"), "What it said is above.");
    let output = program.stderr(Stdio::inherit()).output().map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(text) } else { Err(failed(output.status.to_string())) }
}

fn figure(line: &str) -> Option<Figure> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [name, value, unit] = words[..] else { return None };
    Some(Figure { name: name.to_owned(), value: value.parse().ok()?, unit: unit.to_owned() })
}

/// The sizes of the packages that `cargo xtask bundle` made, and the names of the figures it made none for.
fn package_sizes(packages: &[PathBuf]) -> (Vec<Figure>, Vec<String>) {
    let (mut sizes, mut absent) = (Vec::new(), Vec::new());
    for kind in ["deb", "rpm"] {
        let name = format!("package_{kind}");
        let package = packages.iter().find(|path| path.extension().is_some_and(|ending| ending == kind));
        match package.and_then(|package| package.metadata().ok()) {
            Some(file) => sizes.push(Figure { name, value: file.len() as f64, unit: "bytes".to_owned() }),
            None => absent.push(name),
        }
    }
    (sizes, absent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_was_not_made_is_called_absent() {
        let made = std::env::temp_dir().join(format!("naru-bench-{}.deb", std::process::id()));
        std::fs::write(&made, "four").expect("it can be written");
        let (sizes, absent) = package_sizes(std::slice::from_ref(&made));
        std::fs::remove_file(made).expect("it can be removed");
        assert_eq!(
            sizes.iter().map(|size| (size.name.as_str(), size.value)).collect::<Vec<_>>(),
            [("package_deb", 4.0)]
        );
        assert_eq!(absent, ["package_rpm"]);
    }

    #[test]
    fn a_figure_is_a_name_a_number_and_a_unit_and_nothing_else_is() {
        let known = Figure { name: "launch_ratio".to_owned(), value: 1.02, unit: "ratio".to_owned() };
        assert_eq!(figure("launch_ratio 1.02 ratio"), Some(known));
        assert_eq!(figure("launch_ratio soon ratio"), None);
        assert_eq!(figure("measuring the launch ratio"), None);
        assert_eq!(figure(""), None);
    }
}
