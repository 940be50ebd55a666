//! The command, and the signals that are meant for it.

use std::io;
use std::process::{Command, ExitStatus};
#[cfg(unix)]
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[cfg(unix)]
use rustix::process::Pid;

/// How the command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// With this status.
    Status(u8),
    /// By this signal.
    Signal(u8),
}

impl Ended {
    pub(super) fn is_good(self) -> bool {
        self == Self::Status(0)
    }

    /// The command's status, as a shell tells it.
    pub(super) fn status(self) -> u8 {
        match self {
            Self::Status(status) => status,
            Self::Signal(signal) => 128_u8.saturating_add(signal),
        }
    }

    fn of(status: ExitStatus) -> Self {
        // A status that does not fit is of another system, and no success.
        let code = status.code().map(|code| u8::try_from(code).unwrap_or(1));
        code.map_or_else(|| Self::Signal(signal(status)), Self::Status)
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> u8 {
    use std::os::unix::process::ExitStatusExt;
    let signal = status.signal().and_then(|signal| u8::try_from(signal).ok());
    signal.unwrap_or_default()
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> u8 {
    0
}

/// Runs commands, and passes on to them what is meant for them.
#[cfg(unix)]
pub(super) struct Runner(Arc<Mutex<Running>>);

#[cfg(unix)]
impl Runner {
    /// From here on none of these signals ends this process and leaves something behind.
    pub(super) fn new() -> io::Result<Self> {
        use signal_hook::consts::{SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2};
        let ignored = ignored();
        let passed_on = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2];
        let heard = passed_on.into_iter().filter(|signal| !ignored.contains(signal));
        // Who ignores SIGCHLD, as whoever started this may, is told of no child how it ended.
        let mut signals = signal_hook::iterator::Signals::new(heard.chain([SIGCHLD]))?;
        let running = Arc::new(Mutex::new(Running::default()));
        let runner = Self(Arc::clone(&running));
        std::thread::Builder::new().spawn(move || {
            for number in signals.forever().filter(|number| *number != SIGCHLD) {
                lock(&running).hear(number);
            }
        })?;
        Ok(runner)
    }

    /// Runs a command to its end. What came before it began is meant for it, too.
    pub(super) fn run(&self, mut command: Command) -> io::Result<Ended> {
        let mut running = lock(&self.0);
        let mut child = command.spawn()?;
        running.begin(Pid::from_child(&child));
        drop(running);
        let status = child.wait();
        lock(&self.0).child = None;
        Ok(Ended::of(status?))
    }
}

/// What runs now.
#[cfg(unix)]
#[derive(Default)]
struct Running {
    child: Option<Pid>,
    /// The signals that came while nothing ran.
    early: Vec<i32>,
}

#[cfg(unix)]
impl Running {
    fn begin(&mut self, child: Pid) {
        self.child = Some(child);
        for number in std::mem::take(&mut self.early) {
            self.hear(number);
        }
    }

    fn hear(&mut self, number: i32) {
        use rustix::process::{Signal, kill_process};
        use signal_hook::consts::{SIGINT, SIGQUIT};
        let Some(child) = self.child else {
            return self.early.push(number);
        };
        // A key reaches the whole foreground: the command has it already, and a second one means something else.
        let is_key = matches!(number, SIGINT | SIGQUIT) && is_in_foreground();
        if let Some(signal) = Signal::from_named_raw(number).filter(|_| !is_key) {
            // It may have ended just now.
            let _ = kill_process(child, signal);
        }
    }
}

#[cfg(unix)]
fn lock(running: &Mutex<Running>) -> MutexGuard<'_, Running> {
    running.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs commands.
#[cfg(not(unix))]
pub(super) struct Runner;

#[cfg(not(unix))]
impl Runner {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self)
    }

    pub(super) fn run(&self, mut command: Command) -> io::Result<Ended> {
        Ok(Ended::of(command.spawn()?.wait()?))
    }
}

/// The signals that whoever started this wanted ignored (`nohup`, a shell's background): the command inherits that as it is.
#[cfg(unix)]
fn ignored() -> Vec<i32> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or_default();
    (1..=64).filter(|signal| mask >> (signal - 1) & 1 == 1).collect()
}

/// Whether a terminal's keys reach this process.
#[cfg(unix)]
fn is_in_foreground() -> bool {
    let terminal = std::fs::File::open("/dev/tty");
    let foreground = terminal
        .ok()
        .and_then(|terminal| rustix::termios::tcgetpgrp(terminal).ok());
    foreground == Some(rustix::process::getpgrp())
}
