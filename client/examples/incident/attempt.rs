//! What is tried, and what came of it.

use serde::{Deserialize, Serialize};

/// The kinds of process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Process {
    Live,
    Staging,
    Test,
}

/// The write primitives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Op {
    State,
    Comment,
    Direct,
}

/// Where the write is aimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Aim {
    Production,
    Sandbox,
    None,
}

/// One try.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Attempt {
    pub(crate) process: Process,
    pub(crate) op: Op,
    pub(crate) project: Aim,
    pub(crate) opt_in: bool,
}

impl Attempt {
    /// Everything that is tried. Only a test process is asked without a project: anywhere else the client itself has
    /// nothing to build a URL from.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let processes = [Process::Live, Process::Staging, Process::Test];
        let tries = |process| {
            [false, true].into_iter().flat_map(move |opt_in| {
                [Aim::Production, Aim::Sandbox, Aim::None]
                    .into_iter()
                    .flat_map(move |project| {
                        [Op::State, Op::Comment, Op::Direct].map(|op| Self {
                            process,
                            op,
                            project,
                            opt_in,
                        })
                    })
            })
        };
        processes
            .into_iter()
            .flat_map(tries)
            .filter(|attempt| attempt.project != Aim::None || attempt.process == Process::Test)
    }

    /// What the guard promises: the decision, the reason, and how many writes the server receives.
    fn promised(self) -> (&'static str, &'static str, usize) {
        match (self.process, self.opt_in, self.project) {
            (Process::Live | Process::Staging, _, _) => ("allow", "live-runtime", 1),
            (Process::Test, false, _) => ("block", "opt-in-disabled", 0),
            (Process::Test, true, Aim::None) => ("block", "ambiguous-target", 0),
            (Process::Test, true, Aim::Production) => ("block", "prod-project-in-test", 0),
            (Process::Test, true, Aim::Sandbox) => ("allow", "sandbox-allowed", 1),
        }
    }
}

/// What came of it: the process's own account of the decision, and the server's of what it received.
#[derive(Debug, Serialize)]
pub(crate) struct Outcome {
    #[serde(flatten)]
    pub(crate) attempt: Attempt,
    pub(crate) decision: String,
    pub(crate) reason: String,
    pub(crate) requests: usize,
    /// Whether every write that arrived was aimed where the attempt was.
    #[serde(skip)]
    pub(crate) on_target: bool,
}

impl Outcome {
    pub(crate) fn is_as_promised(&self) -> bool {
        (self.decision.as_str(), self.reason.as_str(), self.requests) == self.attempt.promised()
            && self.on_target
    }
}
