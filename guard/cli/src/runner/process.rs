//! The process of a checker.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use write_guard::contract::Ending;

use super::group::Group;
use super::output::{Output, Source};

/// How long the output may stay open after everything that is known was killed.
const GRACE: Duration = Duration::from_secs(2);

/// How a checker ended, and what it had said.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) ending: Ending,
    pub(super) output: Output,
    pub(super) trouble: Option<String>,
}

/// How long a checker may run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit<'l> {
    pub(super) time: Duration,
    /// Set when nobody wants the answer any more.
    pub(super) stop: &'l AtomicBool,
}

/// Runs `command` in `directory`, with `input` on its standard input, within `limit`.
///
/// # Errors
///
/// `Interrupted` if it was told to stop.
pub(super) fn run(
    command: &[OsString],
    directory: &Path,
    input_path: &Path,
    input: &[u8],
    limit: Limit<'_>,
) -> io::Result<Ended> {
    let mut group = match start(command, directory, input_path) {
        Ok(group) => group,
        Err(trouble) => {
            return Ok(Ended {
                ending: Ending::NeverStarted,
                output: Output::default(),
                trouble: Some(trouble),
            });
        }
    };
    let child = group.child();
    feed(child.stdin.take(), input.to_vec());
    let stdout = listen(child.stdout.take(), Source::Stdout);
    let stderr = listen(child.stderr.take(), Source::Stderr);
    let ending = wait(group, limit);
    if limit.stop.load(Ordering::Relaxed) {
        return Err(io::ErrorKind::Interrupted.into());
    }
    let until = Instant::now() + GRACE;
    Ok(Ended {
        ending,
        output: collect(&stdout, until, "standard output").and(collect(&stderr, until, "standard error")),
        trouble: None,
    })
}

fn start(command: &[OsString], directory: &Path, input_path: &Path) -> Result<Group, String> {
    let (program, args) = command.split_first().ok_or("no command")?;
    let mut command = Command::new(program);
    command
        .args(args)
        .current_dir(directory)
        .env("WRITE_GUARD_INPUT", input_path)
        // A checker that is guarded itself must not write anything while it is being tried.
        .env("WRITE_GUARD_TEST_PROCESS", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    Group::start(command).map_err(|error| error.to_string())
}

/// Writes the input from a thread of its own: the checker may never read it.
fn feed(stdin: Option<ChildStdin>, input: Vec<u8>) {
    if let Some(mut stdin) = stdin {
        thread::spawn(move || {
            // A checker that does not read its input has judged it without.
            let _ = stdin.write_all(&input);
        });
    }
}

fn listen(source: Option<impl Read + Send + 'static>, kind: Source) -> Receiver<Output> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let output = source.map(|source| Output::of(source, kind)).unwrap_or_default();
        // Nobody may be waiting any more.
        let _ = sender.send(output);
    });
    receiver
}

/// Waits for the end of a stream. If somebody who left the group keeps it open, what was said cannot be known.
fn collect(receiver: &Receiver<Output>, until: Instant, name: &str) -> Output {
    let left = until.saturating_duration_since(Instant::now());
    receiver.recv_timeout(left).unwrap_or_else(|_| Output {
        is_malformed: true,
        suspicious: vec![format!("the {name} was still open after the checker had ended")],
        ..Output::default()
    })
}

/// Waits for the checker, then kills what is left of its group.
fn wait(mut group: Group, limit: Limit<'_>) -> Ending {
    let deadline = Instant::now() + limit.time;
    let mut pause = Duration::from_millis(1);
    let is_late = loop {
        if group.has_ended() {
            break false;
        }
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() || limit.stop.load(Ordering::Relaxed) {
            break true;
        }
        thread::sleep(pause.min(left));
        pause = (pause * 2).min(Duration::from_millis(20));
    };
    let ending = group.end();
    if is_late { Ending::TimedOut } else { ending }
}
