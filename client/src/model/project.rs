use serde::Deserialize;

use crate::id::ProjectId;

/// A project.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Project {
    id: ProjectId,
    name: String,
    identifier: String,
}

impl Project {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> ProjectId {
        self.id
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its work items' keys begin with, such as `ORCH`.
    #[must_use]
    pub fn identifier(&self) -> &str {
        &self.identifier
    }
}
