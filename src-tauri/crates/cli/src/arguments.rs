//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use naru_api::contract::{Lang, Theme};
use naru_api::{App, system};

use crate::dictionary::help;

/// What `--help` says at its foot.
const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  something in Naru itself broke
  2  bad input: the command line, the blueprint, the environment file, a folder
  3  stopped; the same command takes it up again
  4  refused: by you, by AWS, or because another Naru is at work

Without --practice, credentials and region come from where the AWS CLI takes them: AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, ~/.aws.
NARU_DATA_DIR names the data folder, NARU_LOG what is logged to stderr (such as `info`).";

/// Plans, launches, draws and takes away deployments to AWS.
#[derive(Parser)]
#[command(name = "naru-cli", version, after_help = EXIT_CODES)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Shows what a launch would do and cost, and changes nothing.
    #[command(after_help = EXIT_CODES)]
    Plan(Preview),
    /// Makes what the blueprint says, or takes up a launch that stopped.
    #[command(after_help = EXIT_CODES)]
    Launch(Launch),
    /// Takes a deployment away, and prints the receipt.
    #[command(after_help = EXIT_CODES)]
    Teardown(Teardown),
    /// Tells where a site is. In the practice account it is served on this computer until Ctrl-C.
    #[command(after_help = EXIT_CODES)]
    Open(Open),
    /// Lists everything in the region of the kinds that Naru knows.
    #[command(after_help = EXIT_CODES)]
    Inventory(Inventory),
    /// Looks the account over: what may get in a launch's way is found before anything is made. Changes nothing.
    #[command(after_help = EXIT_CODES)]
    Check(Check),
    /// Says whether a blueprint's domain can have a certificate as its name servers stand, and changes nothing.
    #[command(after_help = EXIT_CODES)]
    Doctor(Trip),
    /// Draws a deployment, or what a blueprint would make.
    #[command(after_help = EXIT_CODES)]
    Diagram(Diagram),
    /// Prints an example of a blueprint, or its JSON Schema.
    Blueprint(About),
}

/// Where to, and how to tell of it.
#[derive(Args)]
pub struct Account {
    /// The practice account instead of AWS.
    #[arg(long, conflicts_with_all = ["endpoint_url", "profile"])]
    pub practice: bool,
    /// How many times faster than AWS the practice account is: 1, 10, or 10000 for instant.
    #[arg(long, value_name = "TIMES", requires = "practice")]
    pub speed: Option<f64>,
    /// An endpoint in AWS's place.
    #[arg(long, value_name = "URL")]
    pub endpoint_url: Option<String>,
    /// The region.
    #[arg(long)]
    pub region: Option<String>,
    /// A profile of ~/.aws.
    #[arg(long)]
    pub profile: Option<String>,
    /// The data folder.
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// JSON lines instead of sentences: each an object with a field `type`.
    #[arg(long)]
    pub json: bool,
    /// The language of all that is said; where it isn't given, the one that was chosen in the app, or the system's.
    #[arg(long, value_parser = languages())]
    pub lang: Option<Lang>,
}

/// In which languages people are spoken to: all of the app's. JSON is the same in each.
fn languages() -> impl TypedValueParser<Value = Lang> {
    let known = Lang::ALL.map(|lang| PossibleValue::new(lang.code()).help(lang.name()));
    PossibleValuesParser::new(known).try_map(|code| Lang::of_code(&code).ok_or("no language of the app"))
}

impl Account {
    /// The language of all that is said.
    pub fn language(&self) -> Lang {
        let chosen = || App::language_set(&self.data_dir.clone().unwrap_or_else(system::data_folder));
        self.lang.or_else(chosen).unwrap_or_else(system::language)
    }
}

/// A blueprint and where it goes.
#[derive(Args)]
pub struct Trip {
    /// The blueprint, as JSON; `-` reads it from standard input.
    #[arg(long, value_name = "FILE")]
    pub blueprint: PathBuf,
    /// The deployment's id, as `inventory` tells it, where its name isn't enough: what bears the mark of one that the
    /// ledger doesn't know is taken over.
    #[arg(long, value_name = "ID")]
    pub deployment: Option<String>,
    /// Sets a field of the blueprint, such as `backend.port=8081`: what mends a launch that stopped is said as it has to
    /// be given.
    #[arg(long, value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
    #[command(flatten)]
    pub account: Account,
}

/// What the user has looked at and lets pass.
#[derive(Args)]
pub struct Overruled {
    /// Uploads the folder though this was found in it, such as `secret:config.js`: what has to be let pass is said as
    /// it has to be given.
    #[arg(long, value_name = "FINDING")]
    pub accept: Vec<String>,
}

/// A plan.
#[derive(Args)]
pub struct Preview {
    #[command(flatten)]
    pub trip: Trip,
    #[command(flatten)]
    pub overruled: Overruled,
    #[command(flatten)]
    pub unasked: Unasked,
}

/// What a command takes that never asks, so that one line of a script fits every command.
#[derive(Args)]
pub struct Unasked {
    /// Changes nothing here: this command never asks.
    #[arg(long)]
    pub yes: bool,
}

/// What `naru-cli launch` takes.
#[derive(Args)]
pub struct Launch {
    #[command(flatten)]
    pub trip: Trip,
    /// The values of the environment variables, as a file like `.env` has them.
    #[arg(long, value_name = "FILE")]
    pub env_file: Option<PathBuf>,
    #[command(flatten)]
    pub overruled: Overruled,
    /// Makes another deployment, though one stands in the account that this data folder doesn't know and that may be
    /// the same.
    #[arg(long)]
    pub another: bool,
    /// Doesn't ask.
    #[arg(long)]
    pub yes: bool,
}

/// Which deployment: by its blueprint's name, or by its id.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct Which {
    /// The blueprint, as JSON: the deployment of its name.
    #[arg(long, value_name = "FILE")]
    pub blueprint: Option<PathBuf>,
    /// The deployment's id, as `inventory` tells it; one that the ledger doesn't know is found by its marks.
    #[arg(long, value_name = "ID")]
    pub deployment: Option<String>,
}

/// What `naru-cli teardown` takes.
#[derive(Args)]
pub struct Teardown {
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub account: Account,
    /// Deletes the hosted zone of that name too, where Naru made it. It is kept otherwise: its name servers never come
    /// back.
    #[arg(long, value_name = "NAME")]
    pub delete_zone: Option<String>,
    /// Doesn't ask.
    #[arg(long)]
    pub yes: bool,
}

/// What `naru-cli open` takes.
#[derive(Args)]
pub struct Open {
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub account: Account,
    #[command(flatten)]
    pub unasked: Unasked,
}

/// What `naru-cli inventory` takes.
#[derive(Args)]
pub struct Inventory {
    /// The blueprint, as JSON: lists what bears the mark of its deployment, and nothing else.
    #[arg(long, value_name = "FILE")]
    pub blueprint: Option<PathBuf>,
    #[command(flatten)]
    pub account: Account,
    #[command(flatten)]
    pub unasked: Unasked,
}

/// What `naru-cli check` takes.
#[derive(Args)]
pub struct Check {
    #[command(flatten)]
    pub account: Account,
    #[command(flatten)]
    pub unasked: Unasked,
}

/// What `naru-cli diagram` takes.
#[derive(Args)]
pub struct Diagram {
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub account: Account,
    /// Where it goes: a file that ends in .svg, .png or .mmd (Mermaid); SVG to standard output where there is none.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The theme of its colours.
    #[arg(long, value_enum, default_value = "light")]
    pub theme: Colours,
    #[command(flatten)]
    pub unasked: Unasked,
}

/// A theme.
#[derive(Clone, Copy, ValueEnum)]
pub enum Colours {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl From<Colours> for Theme {
    fn from(colours: Colours) -> Self {
        match colours {
            Colours::Light => Self::Light,
            Colours::Dark => Self::Dark,
        }
    }
}

/// What to print of blueprints.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct About {
    /// One that shows every field.
    #[arg(long)]
    pub example: bool,
    /// What a blueprint is, for editors and checkers.
    #[arg(long)]
    pub schema: bool,
}

impl Arguments {
    /// What the command line says, or an end with clap's own words and our help in the language that is asked for.
    pub fn read() -> Self {
        let given: Vec<_> = std::env::args_os().collect();
        let matches = help::in_language(Self::command(), spoken(&given)).get_matches_from(given);
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }

    /// Whether JSON lines are asked for.
    pub fn json(&self) -> bool {
        self.account().is_some_and(|account| account.json)
    }

    /// The language of what is said to the user.
    pub fn language(&self) -> Lang {
        self.account().map_or_else(system::language, Account::language)
    }

    fn account(&self) -> Option<&Account> {
        Some(match &self.command {
            Command::Plan(plan) => &plan.trip.account,
            Command::Check(check) => &check.account,
            Command::Doctor(trip) => &trip.account,
            Command::Launch(launch) => &launch.trip.account,
            Command::Teardown(teardown) => &teardown.account,
            Command::Open(open) => &open.account,
            Command::Inventory(inventory) => &inventory.account,
            Command::Diagram(diagram) => &diagram.account,
            Command::Blueprint(_) => return None,
        })
    }
}

/// The language of the help: it is told before the command line is read as a whole.
fn spoken(given: &[OsString]) -> Lang {
    let given = given.iter().map(|word| word.to_str().unwrap_or_default());
    let behind = given.clone().skip_while(|word| *word != "--lang").nth(1);
    let asked = given.filter_map(|word| word.strip_prefix("--lang=")).next_back().or(behind);
    asked.and_then(Lang::of_code).unwrap_or_else(system::language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_fits_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_help_is_in_the_language_that_is_asked_for() {
        let given = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(spoken(&given("naru-cli plan --lang ko --help")), Lang::Ko);
        assert_eq!(spoken(&given("naru-cli plan --lang=en --help")), Lang::En);
    }

    #[test]
    fn the_exit_codes_are_in_every_help() {
        for command in
            Arguments::command().get_subcommands_mut().filter(|command| command.get_name() != "blueprint")
        {
            assert!(command.render_help().to_string().contains("Exit codes:"), "{}", command.get_name());
        }
    }

    #[test]
    fn every_command_of_a_trip_takes_the_same_line() {
        let line = ["--blueprint", "a.json", "--practice", "--region", "ap-northeast-2", "--yes", "--json"];
        for command in ["plan", "launch", "open", "teardown", "inventory", "diagram"] {
            let parsed = Arguments::try_parse_from(["naru-cli", command].into_iter().chain(line));
            assert!(parsed.is_ok_and(|arguments| arguments.json()), "{command}");
        }
    }

    #[test]
    fn a_profile_has_no_place_in_the_practice_account() {
        let words = ["naru-cli", "plan", "--blueprint", "a.json", "--practice", "--profile", "mine"];
        assert!(Arguments::try_parse_from(words).is_err());
    }
}
