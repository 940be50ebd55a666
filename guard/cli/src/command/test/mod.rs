//! `test`: a command whose blocked writes are all looked at, or it is red.
//!
//! The command and everything it starts is marked as a test, and finds in its environment a folder where each guarded
//! process enters what it blocks. The folder is gone when the answer is there.

mod child;
mod collected;
mod fence;
mod folder;
mod junit;
mod report;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use self::child::{Ended, Runner};
use self::collected::Collected;
use self::folder::Folder;
use self::report::Report;
use crate::args::Test;
use crate::exit::{Exit, Failure};
use crate::terminal::{Terminal, complain};

/// Where the processes of a suite enter their blocks.
const FOLDER: &str = "WRITE_GUARD_LEDGER";

/// Runs the command, and tells what was blocked.
pub(crate) fn test(args: &Test, terminal: Terminal) -> Result<Exit, Failure> {
    let default = [OsString::from("cargo"), OsString::from("test")];
    let asked = if args.command.is_empty() {
        &default[..]
    } else {
        &args.command
    };
    let runner = Runner::new().map_err(Failure::at("hear signals"))?;
    let mut command = if args.fence {
        fence::around(asked, &runner)?
    } else {
        bare(asked)
    };
    let folder = Folder::new().map_err(Failure::at("make a folder for the ledger"))?;
    command.env(FOLDER, folder.path());
    write_guard::mark_test_command(&mut command);
    if args.json {
        // Standard output holds the answer alone.
        command.stdout(Stdio::from(io::stderr()));
    }
    let program = command.get_program().to_owned();
    let ended = runner.run(command).map_err(Failure::running(&program))?;
    match tell(args, terminal, ended, folder) {
        // A failure of the command is what counts.
        Err(failure) if !ended.is_good() => {
            complain(&failure.to_string());
            Ok(Exit::of_command(ended.status()))
        }
        told => told,
    }
}

/// Tells what the suite had blocked.
fn tell(args: &Test, terminal: Terminal, ended: Ended, folder: Folder) -> Result<Exit, Failure> {
    let collected = folder.close().and_then(|closed| Collected::in_folder(&closed));
    let collected = collected.map_err(Failure::at("read the ledger"))?;

    let report = Report::new(ended, &collected);
    let answered = if args.json {
        report.write_json(&mut io::stdout().lock())
    } else {
        report.write(&mut io::stdout().lock(), terminal)
    };
    // None of these is left out because another failed.
    let answered = answered.map_err(Failure::at("write what was blocked"));
    let for_ci = args
        .junit
        .as_deref()
        .map_or(Ok(()), |path| write_junit(path, &report));
    let removed = folder.remove().map_err(Failure::at("remove the ledger's folder"));
    answered.and(for_ci).and(removed)?;
    Ok(report.exit())
}

fn write_junit(path: &Path, report: &Report<'_>) -> Result<(), Failure> {
    fs::write(path, junit::written(report)).map_err(|source| Failure::NotWritten {
        file: path.display().to_string(),
        source,
    })
}

fn bare(asked: &[OsString]) -> Command {
    let mut asked = asked.iter();
    let mut command = Command::new(asked.next().map(OsString::as_os_str).unwrap_or_default());
    command.args(asked);
    command
}
