//! Naru in a terminal, over the same contract as the window: for machines without a screen, and for automation.
//!
//! It is no second product: what it does, the handlers do. It asks before it acts, follows a run to its end, and ends
//! with an exit code that a script can act on.

mod arguments;
mod dictionary;
mod end;
mod follow;
mod input;
mod print;
mod session;
mod trip;

use std::process::ExitCode;

use tracing_subscriber::EnvFilter;

use crate::arguments::{Arguments, Command};
use crate::end::End;
use crate::print::Print;

fn main() -> ExitCode {
    let arguments = Arguments::read();
    let wanted = std::env::var("NARU_LOG").unwrap_or_else(|_| "off".to_owned());
    let filter = if wanted == "off" { wanted } else { naru_api::system::log_filter(&wanted) };
    // What can't be logged, because nobody reads it any more, is no reason to panic.
    let log = tracing_subscriber::fmt().with_env_filter(EnvFilter::new(filter)).with_writer(std::io::stderr);
    log.log_internal_errors(false).init();
    let print = Print::new(arguments.json(), arguments.language().into());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let end = match runtime {
        Ok(runtime) => runtime.block_on(carry_out(arguments.command, &print)),
        Err(error) => End::broken(format!("failed to start: {error}")),
    };
    print.end(&end);
    if end == End::Done
        && let Some(unsaid) = print::unsaid()
    {
        return unsaid.code();
    }
    end.code()
}

async fn carry_out(command: Command, print: &Print) -> End {
    let done = match command {
        Command::Plan(plan) => trip::plan(&plan, print).await,
        Command::Launch(launch) => trip::launch(&launch, print).await,
        Command::Teardown(teardown) => trip::teardown(&teardown, print).await,
        Command::Check(check) => trip::check(&check, print).await,
        Command::Open(open) => trip::open(&open, print).await,
        Command::Inventory(inventory) => trip::inventory(&inventory, print).await,
        Command::Doctor(trip) => trip::doctor(&trip, print).await,
        Command::Diagram(diagram) => trip::diagram(&diagram).await,
        Command::Blueprint(what) => {
            Print::text(&input::about_blueprints(&what));
            Ok(End::Done)
        }
    };
    done.unwrap_or_else(|end| end)
}
