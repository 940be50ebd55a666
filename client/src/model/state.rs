use serde::Deserialize;

use crate::id::{ProjectId, StateId};

/// A state that a work item can be in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct State {
    id: StateId,
    name: String,
    group: StateGroup,
    project: ProjectId,
}

impl State {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> StateId {
        self.id
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The kind of state.
    #[must_use]
    pub fn group(&self) -> StateGroup {
        self.group
    }

    /// The project it belongs to.
    #[must_use]
    pub fn project(&self) -> ProjectId {
        self.project
    }
}

/// The kinds of state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum StateGroup {
    /// Not planned yet.
    Backlog,
    /// Planned.
    Unstarted,
    /// Being worked on.
    Started,
    /// Finished.
    Completed,
    /// Given up.
    Cancelled,
    /// Waiting to be accepted.
    Triage,
    /// A kind that this version does not know.
    #[serde(other)]
    Unknown,
}
