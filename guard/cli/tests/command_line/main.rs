//! The command line, run as a program.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod conform;
mod decide;
mod doctor;
mod fence;
mod init;
mod suite;
mod usage;

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-write-guard"));
    command.args(args).env_remove("NO_COLOR");
    command
}

fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = command(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A command that does not like its arguments does not read.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn decisions(args: &[&str], input: &str) -> Vec<Value> {
    let output = run(args, input.as_bytes());
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn code(args: &[&str]) -> Option<i32> {
    run(args, b"").status.code()
}

fn stdout(args: &[&str]) -> String {
    stdout_of(args, "")
}

fn stdout_of(args: &[&str], input: &str) -> String {
    String::from_utf8(run(args, input.as_bytes()).stdout).unwrap()
}
