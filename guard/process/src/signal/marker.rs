//! Somebody said so.
//!
//! `WRITE_GUARD_TEST_PROCESS`, with whatever value, or a call of `mark_test_process`; both are this crate's own, so they are there since its
//! first version. Strong, because nobody sets it by accident and its only effect is to block. The variable reaches what inherits
//! the environment; the call reaches this process and this copy of the code alone.

use std::process::Command;

use super::{Process, Signal, SignalKind};

/// The variable whose presence marks a test process, whatever its value.
const VARIABLE: &str = "WRITE_GUARD_TEST_PROCESS";

pub(super) fn look(process: &Process) -> Option<Signal> {
    process.environment().has(VARIABLE).then(|| {
        Signal::strong(
            SignalKind::Marker,
            "`WRITE_GUARD_TEST_PROCESS` is set, which marks a test process",
        )
    })
}

/// `mark_test_process` was called.
pub(crate) fn marked_by_call() -> Signal {
    Signal::strong(SignalKind::Marker, "`mark_test_process` was called")
}

/// Marks `command`, so that what it starts is a test process, and so are the descendants that inherit its environment.
///
/// For what no other signal reaches: a program that a test starts with a cleared environment and leaves behind, or
/// through `docker`, `ssh` or `systemd-run` (there the variable must be passed on). Mark the command last: a later
/// `env_clear` takes the mark away. For a `tokio::process::Command`, pass `command.as_std_mut()`.
///
/// ```
/// use std::process::Command;
///
/// let mut server = Command::new("server");
/// write_guard_process::mark_test_command(server.env_clear());
/// assert!(server.get_envs().any(|(name, _)| name == "WRITE_GUARD_TEST_PROCESS"));
/// ```
pub fn mark_test_command(command: &mut Command) -> &mut Command {
    command.env(VARIABLE, "1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marker_counts_with_any_value() {
        for value in ["1", "0", "", "false"] {
            let process = Process::with_environment(&[(VARIABLE, value)]);
            assert_eq!(look(&process).unwrap().kind(), SignalKind::Marker, "{value:?}");
        }
        assert_eq!(
            look(&Process::with_environment(&[("WRITE_GUARD_TEST", "1")])),
            None
        );
    }
}
