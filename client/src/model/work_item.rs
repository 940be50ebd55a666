use serde::Deserialize;

use crate::id::{ProjectId, StateId, WorkItemId};

/// A work item.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct WorkItem {
    id: WorkItemId,
    name: String,
    sequence_id: u64,
    project: ProjectId,
    state: Option<StateId>,
}

impl WorkItem {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> WorkItemId {
        self.id
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its number within the project.
    #[must_use]
    pub fn sequence_id(&self) -> u64 {
        self.sequence_id
    }

    /// The project it belongs to.
    #[must_use]
    pub fn project(&self) -> ProjectId {
        self.project
    }

    /// The state it is in.
    #[must_use]
    pub fn state(&self) -> Option<StateId> {
        self.state
    }
}
