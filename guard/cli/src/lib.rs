//! The command line of `write-guard`: the same gates, for anything that can write a line of JSON.
//!
//! ```text
//! cargo write-guard decide production < requests.jsonl
//! cargo write-guard probe
//! cargo write-guard conform -- ./my-checker
//! cargo write-guard explain MISSING_GRANT
//! cargo write-guard init
//! cargo write-guard doctor
//! cargo write-guard audit --workspace
//! cargo write-guard test -- cargo test
//! ```
//!
//! What it ends with is in [`exit_code`]: a request that is denied is no failure, and a failure is never a 0.

mod args;
mod audit;
mod ci;
mod command;
mod exit;
mod init;
pub mod runner;
mod terminal;

use std::ffi::OsString;

use clap::Parser;
use clap::error::ErrorKind;

use crate::args::{Args, Command};
pub use crate::exit::{Exit, exit_code};
use crate::terminal::Terminal;

/// Runs the command line `args`, the program's own name included.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(exit) = audit::as_compiler(&args) {
        return exit;
    }
    let args = match Args::try_parse_from(without_own_name(args)) {
        Ok(args) => args,
        Err(error) => {
            let is_told = error.print().is_ok();
            return match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion if is_told => Exit::DONE,
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Exit::FAILED,
                _ => Exit::WRONG_USAGE,
            };
        }
    };
    let terminal = Terminal::of_environment();
    let outcome = match args.command {
        Command::Decide(decide) => command::decide(&decide),
        Command::Probe(probe) => command::probe(&probe, terminal),
        Command::Conform(conform) => command::conform(&conform, terminal),
        Command::Explain(explain) => command::explain(&explain, terminal),
        Command::Init(init) => init::init(&init, terminal),
        Command::Doctor(doctor) => command::doctor(&doctor),
        Command::Audit(audit) => audit::audit(&audit, terminal),
        Command::Test(test) => command::test(&test, terminal),
    };
    outcome.unwrap_or_else(|error| {
        terminal::complain(&error.to_string());
        error.exit()
    })
}

/// Drops the `write-guard` that cargo puts in front of the arguments of its subcommands.
fn without_own_name(args: impl IntoIterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    args.into_iter()
        .enumerate()
        .filter(|(place, arg)| *place != 1 || arg != "write-guard")
        .map(|(_, arg)| arg)
}
