//! Replays the incident: a process inherits a live API token and moves a production ticket from *deploy* to *done*.
//!
//! `cargo run --example incident` starts a Plane on loopback and then itself, again, as three processes: live, staging and
//! test. Each tries every write, on production and on the sandbox, with the opt-in off and on. What counts is what the
//! server received. `-- --json` prints one object for each attempt.

mod attempt;
mod process;
mod replay;
mod table;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => report(false),
        ["--json"] => report(true),
        [process::AGAIN] => process::answer().map(|()| ExitCode::SUCCESS),
        _ => {
            writeln!(io::stderr(), "usage: cargo run --example incident [-- --json]")?;
            Ok(ExitCode::from(2))
        }
    }
}

/// Replays, prints, and fails unless the server's record is what the guard promises.
fn report(json: bool) -> Result<ExitCode> {
    let outcomes = replay::run()?;
    let mut out = io::stdout().lock();
    if json {
        for outcome in &outcomes {
            writeln!(out, "{}", serde_json::to_string(outcome)?)?;
        }
    } else {
        table::print(&mut out, &outcomes)?;
    }
    let wrong: Vec<_> = outcomes
        .iter()
        .filter(|outcome| !outcome.is_as_promised())
        .collect();
    for outcome in &wrong {
        writeln!(
            io::stderr(),
            "not as promised: {}",
            serde_json::to_string(outcome)?
        )?;
    }
    Ok(if wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
