//! Runs a checker on an input and observes what it does.
//!
//! In a fresh directory, in a process group or job of its own, under a time limit. Whatever is left of the group afterwards is
//! killed, so that nothing keeps writing while it is judged.

mod files;
mod group;
mod output;
mod process;

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, is_separator};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use write_guard::contract::{ArtifactKind, Observation};

use self::files::Files;
use self::output::Output;
use self::process::Limit;

/// The name of the input in the fresh directory.
const INPUT: &str = "input.json";

/// One run, observed.
#[derive(Debug)]
pub struct Run {
    observation: Observation,
    created: Vec<String>,
    changed: Vec<String>,
    removed: Vec<String>,
    suspicious: Vec<String>,
    trouble: Option<String>,
}

/// Runs `command` on `input` for at most `limit`.
///
/// The checker gets the input on its standard input and in the file that `{}` in its arguments, and the variable
/// `WRITE_GUARD_INPUT`, name.
///
/// # Errors
///
/// If the directory cannot be set up or looked at. A checker that does not start is an observation, not an error.
pub fn run(command: &[OsString], input: &[u8], limit: Duration) -> io::Result<Run> {
    run_until(command, input, limit, &AtomicBool::new(false))
}

/// As [`run`], until `stop` is set: then the checker is killed, and nothing is left of its directory.
///
/// # Errors
///
/// Those of [`run`], and `Interrupted` if `stop` was set.
pub fn run_until(command: &[OsString], input: &[u8], limit: Duration, stop: &AtomicBool) -> io::Result<Run> {
    let limit = Limit { time: limit, stop };
    let here = std::env::current_dir()?;
    let directory = tempfile::Builder::new().prefix("write-guard-").tempdir()?;
    let input_path = directory.path().join(INPUT);
    std::fs::write(&input_path, input)?;
    let command: Vec<OsString> = command
        .iter()
        .enumerate()
        .map(|(place, argument)| {
            if place == 0 && !names_a_place(argument) {
                // The search path knows it; a file here that has its name is another one.
                return argument.clone();
            }
            resolved(argument, &here, &input_path)
        })
        .collect();

    let ended = process::run(&command, directory.path(), &input_path, input, limit)?;
    let files = Files::of(directory.path(), INPUT, input);

    let mut observation = Observation::new(ended.ending);
    observation.is_malformed = ended.output.is_malformed || files.is_incomplete;
    let Output {
        events,
        lines,
        suspicious,
        ..
    } = ended.output;
    observation.events = events;
    observation.lines = lines;
    let touched = files.created.iter().chain(&files.changed);
    observation.artifacts = touched.map(|path| ArtifactKind::of_path(path)).collect();
    Ok(Run {
        observation,
        created: files.created,
        changed: files.changed,
        removed: files.removed,
        suspicious,
        trouble: ended.trouble,
    })
}

/// Whether a program is named by more than its name.
fn names_a_place(argument: &OsStr) -> bool {
    let mut bytes = argument.as_encoded_bytes().iter();
    bytes.any(|byte| is_separator(char::from(*byte)))
}

/// `argument` as it must be said in another directory.
fn resolved(argument: &OsStr, here: &Path, input: &Path) -> OsString {
    if argument == "{}" {
        return input.into();
    }
    let is_option = argument
        .as_encoded_bytes()
        .first()
        .is_none_or(|byte| *byte == b'-');
    let there = here.join(argument);
    if is_option || !there.is_file() {
        return argument.to_owned();
    }
    there.into()
}

impl Run {
    /// What was observed.
    #[must_use]
    pub fn observation(&self) -> &Observation {
        &self.observation
    }

    /// The files the checker created, by their paths in the fresh directory.
    #[must_use]
    pub fn created(&self) -> &[String] {
        &self.created
    }

    /// The files it changed.
    #[must_use]
    pub fn changed(&self) -> &[String] {
        &self.changed
    }

    /// The files it removed.
    #[must_use]
    pub fn removed(&self) -> &[String] {
        &self.removed
    }

    /// The first lines of its output that hold words of authority or cannot be read.
    #[must_use]
    pub fn suspicious(&self) -> &[String] {
        &self.suspicious
    }

    /// Why it could not be started.
    #[must_use]
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }
}
