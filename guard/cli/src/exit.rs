//! How the command ends.

use std::error::Error;
use std::ffi::OsStr;
use std::fmt;
use std::io;
use std::process::{ExitCode, ExitStatus, Termination};

use crate::audit;
use crate::terminal::shown;

/// What the exit codes mean.
pub mod exit_code {
    /// What was asked was done: every line has its decision, every probe is as it must be, the checker rejects safely.
    pub const DONE: u8 = 0;
    /// It was done, and the answer is bad: a probe is not fail-closed, a checker does not reject safely.
    pub const BAD: u8 = 1;
    /// The command line is wrong.
    pub const WRONG_USAGE: u8 = 2;
    /// It could not be done.
    pub const FAILED: u8 = 3;
    /// A rule of the audit never says anything, so that its answer proves nothing.
    pub const DEAD_RULE: u8 = 4;
    /// `test`: the command was green, and a write was blocked that nobody looked at.
    pub const UNNOTICED: u8 = 81;
}

/// An exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exit(u8);

impl Exit {
    pub(crate) const DONE: Self = Self(exit_code::DONE);
    pub(crate) const BAD: Self = Self(exit_code::BAD);
    pub(crate) const WRONG_USAGE: Self = Self(exit_code::WRONG_USAGE);
    pub(crate) const FAILED: Self = Self(exit_code::FAILED);
    pub(crate) const DEAD_RULE: Self = Self(exit_code::DEAD_RULE);
    pub(crate) const UNNOTICED: Self = Self(exit_code::UNNOTICED);

    /// As a program that was run ended.
    pub(crate) fn of(status: ExitStatus) -> Self {
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        Self(code.unwrap_or(exit_code::FAILED))
    }

    /// As the command ended that was run.
    pub(crate) fn of_command(status: u8) -> Self {
        Self(status)
    }

    /// Done if `is_good`, bad otherwise.
    pub(crate) fn good_if(is_good: bool) -> Self {
        if is_good { Self::DONE } else { Self::BAD }
    }
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self.0)
    }
}

/// Why the command did not come to an answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments do not fit together.
    Usage(String),
    /// There can be no fence here.
    NoFence(String),
    /// Cargo knows of no workspace here.
    NoWorkspace(String),
    /// A file could not be written.
    NotWritten { file: String, source: io::Error },
    /// A command could not be run.
    NotRun { program: String, source: io::Error },
    /// Something could not be read or written.
    Io { what: &'static str, source: io::Error },
    /// The audit came to no answer.
    Audit(audit::Failure),
}

impl Failure {
    /// Says what was being done when `source` happened.
    pub(crate) fn at(what: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { what, source }
    }

    /// Says which command could not be run.
    pub(crate) fn running(program: &OsStr) -> impl FnOnce(io::Error) -> Self {
        let program = program.to_string_lossy().into_owned();
        move |source| Self::NotRun { program, source }
    }

    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::WRONG_USAGE,
            Self::NoFence(_)
            | Self::NoWorkspace(_)
            | Self::NotWritten { .. }
            | Self::NotRun { .. }
            | Self::Io { .. }
            | Self::Audit(_) => Exit::FAILED,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => f.write_str(message),
            Self::NoFence(why) => write!(f, "no fence is possible here, so nothing was run: {}", shown(why)),
            Self::NoWorkspace(why) => write!(f, "cargo says of this folder: {why}"),
            Self::NotWritten { file, source } => write!(f, "cannot write `{file}`: {source}"),
            Self::NotRun { program, source } => write!(
                f,
                "cannot run `{}`: {source}; is it installed, and in `PATH`?",
                shown(program)
            ),
            Self::Io { what, source } => write!(f, "cannot {what}: {source}"),
            Self::Audit(failure) => failure.fmt(f),
        }
    }
}

impl Error for Failure {}
