//! The command, and the signals that are meant for it.

use std::io;
use std::process::{Command, ExitStatus};

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

/// Runs the command to its end.
#[cfg(unix)]
pub(super) fn run(mut command: Command) -> io::Result<Ended> {
    use rustix::process::{Pid, Signal, kill_process};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;

    // Before there is a command: none of them may end this process and leave the command behind.
    let ignored = ignored();
    let heard = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]
        .into_iter()
        .filter(|signal| !ignored.contains(signal));
    let mut signals = Signals::new(heard)?;
    let handle = signals.handle();
    let mut child = command.spawn()?;
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let passing_on = std::thread::spawn(move || {
        for number in signals.forever() {
            // A key reaches the whole foreground: the command has it already, and a second one means something else.
            if matches!(number, SIGINT | SIGQUIT) && is_in_foreground() {
                continue;
            }
            if let (Some(pid), Some(signal)) = (pid, Signal::from_named_raw(number)) {
                // It may have ended just now.
                let _ = kill_process(pid, signal);
            }
        }
    });
    let status = child.wait();
    handle.close();
    // It ends with the handle.
    let _ = passing_on.join();
    Ok(Ended::of(status?))
}

#[cfg(not(unix))]
pub(super) fn run(mut command: Command) -> io::Result<Ended> {
    Ok(Ended::of(command.spawn()?.wait()?))
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
