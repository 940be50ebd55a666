//! The audit, run as a program.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod corpus;
mod deleted;
mod graph;
mod little;
mod octocrab;
mod package;
mod said;
mod schema;
mod setup;

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn audit(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-write-guard"));
    command
        .arg("audit")
        .args(args)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLIPPY_CONF_DIR")
        // What cargo sets for a test is not what a person's shell sets.
        .env_remove("CARGO_MANIFEST_DIR");
    command
}

/// The system that this one compiles for.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(output.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.unwrap().to_owned()
}

/// The lines of `--format json` of one kind.
fn lines(output: &Output, kind: &str) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let values = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    values
        .filter(|value| value.get("kind").unwrap() == kind)
        .collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).unwrap().as_str().unwrap()
}

fn number(value: &Value, key: &str) -> u64 {
    value.get(key).unwrap().as_u64().unwrap()
}
