//! `init`: sets a workspace up, and shows what it would write before it does.
//!
//! Each part plans its changes on a [`Draft`]; nothing is written before all have, and somebody agreed. What is there is kept
//! as it is; what cannot be read, or already says something else, is left alone and told.

mod agents;
mod draft;
mod lists;
mod manifests;
mod workflow;

use std::io::{self, BufRead, IsTerminal, Write};

use cargo_metadata::MetadataCommand;

use self::draft::Draft;
use crate::args::Init;
use crate::ci;
use crate::exit::{Exit, Failure};
use crate::terminal::{Terminal, shown};

/// The variable that marks a process as a test.
const MARKER: &str = "WRITE_GUARD_TEST_PROCESS";

/// Plans, shows, asks, writes.
pub(crate) fn init(args: &Init, terminal: Terminal) -> Result<Exit, Failure> {
    let mut command = MetadataCommand::new();
    // It resolves nothing, so it fetches nothing and writes no lock file.
    command.no_deps();
    if let Some(manifest) = &args.manifest_path {
        command.manifest_path(manifest);
    }
    let workspace = command
        .exec()
        .map_err(|error| Failure::NoWorkspace(shown(error.to_string().trim())))?;
    let root = workspace.workspace_root.as_std_path();

    let mut draft = Draft::new(ci::repository(root));
    lists::plan(&mut draft, &workspace);
    manifests::plan(&mut draft, &workspace);
    workflow::plan(&mut draft, root, args.github);
    if args.agents {
        agents::plan(&mut draft, root);
    }

    let mut out = io::stdout().lock();
    draft
        .show(&mut out, terminal)
        .map_err(Failure::at("show what would be written"))?;
    if draft.is_empty() {
        say(&mut out, "nothing to write")?;
        return Ok(Exit::DONE);
    }
    if !args.yes {
        let stdin = io::stdin();
        if !stdin.is_terminal() || !io::stdout().is_terminal() {
            say(
                &mut out,
                "nothing was written: there is no terminal to ask at, and `--yes` was not said",
            )?;
            return Ok(Exit::BAD);
        }
        if !agrees(&mut stdin.lock(), &mut out).map_err(Failure::at("ask"))? {
            say(&mut out, "nothing was written")?;
            return Ok(Exit::BAD);
        }
    }
    draft.write()?;
    say(
        &mut out,
        "written; `cargo write-guard doctor` says what is left to do",
    )?;
    Ok(Exit::DONE)
}

fn say(out: &mut impl Write, what: &str) -> Result<(), Failure> {
    writeln!(out, "write-guard: {what}").map_err(Failure::at("say what was done"))
}

fn agrees(input: &mut impl BufRead, out: &mut impl Write) -> io::Result<bool> {
    write!(out, "Write this? [y/N] ")?;
    out.flush()?;
    let mut answer = String::new();
    input.read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_is_a_yes() {
        let agrees = |answer: &str| agrees(&mut answer.as_bytes(), &mut Vec::new()).unwrap();
        for yes in ["y\n", "Y\n", " yes \n"] {
            assert!(agrees(yes), "{yes}");
        }
        for no in ["", "\n", "n\n", "no\n", "yesterday\n"] {
            assert!(!agrees(no), "{no}");
        }
    }
}
