//! Why a process counts as a test or as live, and what a test may write here.

use std::fmt;
use std::path::Path;

use write_guard_process as process;

use crate::policy::{self, PolicySummary};

/// Everything that can be said about a process: its verdict in full, and, of this process, the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Diagnosis {
    #[cfg_attr(feature = "serde", serde(flatten))]
    process: process::Diagnosis,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    policy: Option<PolicySummary>,
}

/// Examines this process.
///
/// ```
/// let diagnosis = write_guard::doctor();
/// assert!(!diagnosis.subject().is_live(), "a doc test is a test process");
/// println!("{diagnosis}");
/// ```
#[must_use]
pub fn doctor() -> Diagnosis {
    let process = process::doctor();
    let policy = if process.subject().is_live() {
        // What a test would find, and nothing that this process keeps.
        policy::expected_here().summary()
    } else {
        policy::of_environment().summary()
    };
    Diagnosis {
        process,
        policy: Some(policy),
    }
}

impl Diagnosis {
    /// The same process, with the policy that a test of the package in `folder` would find.
    ///
    /// For who asks on behalf of others: a process that is a test itself has its own policy, whatever folder it is in.
    #[must_use]
    pub fn in_package(self, folder: &Path) -> Self {
        Self {
            policy: Some(policy::expected_in(folder).summary()),
            ..self
        }
    }

    /// Examines another process from outside, as [`write_guard_process::Diagnosis::of`] does.
    #[must_use]
    pub fn of(pid: u32) -> Option<Self> {
        process::Diagnosis::of(pid).map(Self::from)
    }

    /// Examines a program that the process `pid` would start, as [`write_guard_process::Diagnosis::below`] does.
    #[must_use]
    pub fn below(pid: u32) -> Option<Self> {
        process::Diagnosis::below(pid).map(Self::from)
    }

    /// The verdict with all signals, strong ones first.
    #[must_use]
    pub fn subject(&self) -> &process::Subject {
        self.process.subject()
    }
}

impl From<process::Diagnosis> for Diagnosis {
    fn from(process: process::Diagnosis) -> Self {
        Self {
            process,
            policy: None,
        }
    }
}

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.process, f)?;
        match &self.policy {
            Some(policy) => writeln!(f, "policy    {policy}"),
            None => Ok(()),
        }
    }
}
