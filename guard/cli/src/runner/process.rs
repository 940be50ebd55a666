//! The process of a checker.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use write_guard::contract::Ending;

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
    let mut child = match start(command, directory, input_path) {
        Ok(child) => child,
        Err(trouble) => {
            return Ok(Ended {
                ending: Ending::NeverStarted,
                output: Output::default(),
                trouble: Some(trouble),
            });
        }
    };
    feed(&mut child, input.to_vec());
    let stdout = listen(child.stdout.take(), Source::Stdout);
    let stderr = listen(child.stderr.take(), Source::Stderr);
    let ending = wait(&mut child, limit);
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

fn start(command: &[OsString], directory: &Path, input_path: &Path) -> Result<Child, String> {
    let (program, args) = command.split_first().ok_or("no command")?;
    Command::new(program)
        .args(args)
        .current_dir(directory)
        .env("WRITE_GUARD_INPUT", input_path)
        // A checker that is guarded itself must not write anything while it is being tried.
        .env("WRITE_GUARD_TEST_PROCESS", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .map_err(|error| error.to_string())
}

/// Writes the input from a thread of its own: the checker may never read it.
fn feed(child: &mut Child, input: Vec<u8>) {
    if let Some(mut stdin) = child.stdin.take() {
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
fn wait(child: &mut Child, limit: Limit<'_>) -> Ending {
    let deadline = Instant::now() + limit.time;
    let pid = Pid::from_child(child);
    let mut pause = Duration::from_millis(1);
    let is_late = loop {
        // The child stays a zombie here, so that its id still names its group and nobody else's.
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        if !matches!(waitid(WaitId::Pid(pid), options), Ok(None)) {
            break false;
        }
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() || limit.stop.load(Ordering::Relaxed) {
            break true;
        }
        thread::sleep(pause.min(left));
        pause = (pause * 2).min(Duration::from_millis(20));
    };
    // A group that is gone needs no killing.
    let _ = kill_process_group(pid, Signal::KILL);
    match child.wait() {
        _ if is_late => Ending::TimedOut,
        Ok(status) => match (status.code(), status.signal()) {
            (Some(code), _) => Ending::Exited(code.into()),
            (None, Some(_)) => Ending::Killed,
            (None, None) => Ending::Unknown,
        },
        Err(_) => Ending::Unknown,
    }
}
