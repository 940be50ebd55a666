//! Stages of work, as an orchestrator knows them, and the states that stand for them.

use std::fmt;

/// A stage of work. Which of a project's states stands for it is a matter of name: [`Builder::stage`](crate::Builder::stage).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Not planned yet: `Backlog`.
    Backlog,
    /// Planned: `Todo`.
    Todo,
    /// Being worked on: `In Progress`.
    InProgress,
    /// Waiting for a review: `In Review`.
    Review,
    /// On its way to users: `Deploy`.
    Deploy,
    /// Finished: `Done`.
    Done,
    /// Given up: `Cancelled`.
    Cancelled,
}

impl Stage {
    /// The name of the state that stands for it unless the client says otherwise.
    #[must_use]
    pub fn default_state(self) -> &'static str {
        match self {
            Self::Backlog => "Backlog",
            Self::Todo => "Todo",
            Self::InProgress => "In Progress",
            Self::Review => "In Review",
            Self::Deploy => "Deploy",
            Self::Done => "Done",
            Self::Cancelled => "Cancelled",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Backlog => "backlog",
            Self::Todo => "todo",
            Self::InProgress => "in progress",
            Self::Review => "review",
            Self::Deploy => "deploy",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        })
    }
}
