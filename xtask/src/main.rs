//! `cargo xtask run | test | bench | bundle`: sets up what is missing, then does it.
//!
//! Each command is a list of steps, each of which says in one line what it is about. A step that fails says what to
//! do. Everything is built with the features of `cargo build --workspace`, because another set of them would build
//! the AWS SDKs a second time.

mod bench;
mod bundle;
mod display;
mod machine;
mod needs;
mod place;
mod run;
mod sh;
mod system;
mod tally;
mod test;
mod ui;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::place::Place;

/// Naru's own tool: each command installs what is missing, then does its job.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds Naru and opens it; on a machine without a display, on a virtual one, with a screenshot kept.
    Run(run::Options),
    /// Checks and tests everything.
    Test(test::Options),
    /// Measures, one figure a line: name, value, unit. Or tries many cases of what holds whatever is wanted.
    Bench(bench::Options),
    /// Makes this system's packages: a .deb and an .rpm, a .dmg, or a setup .exe and an .msi.
    Bundle(bundle::Options),
}

fn main() -> ExitCode {
    let done = Place::find().and_then(|place| match Arguments::parse().command {
        Command::Run(options) => run::run(&place, &options),
        Command::Test(options) => test::test(&place, &options),
        Command::Bench(options) => bench::bench(&place, &options),
        Command::Bundle(options) => bundle::bundle(&place, &options),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("xtask: {trouble}");
            ExitCode::FAILURE
        }
    }
}
