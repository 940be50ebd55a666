//! What the client reads. The guard never touches a read.

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{ProjectId, WorkItemKey};
use crate::model::{Project, State, WorkItem};
use crate::page;

impl PlaneClient {
    /// The work item with this key.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the project has no such number, [`Error::Permission`] if there is no such project.
    pub async fn find_work_item(&self, key: &WorkItemKey) -> Result<WorkItem, Error> {
        self.shared
            .transport
            .read(&self.path().literal("work-items").id(key), &[])
            .await
    }

    /// The projects of the workspace.
    ///
    /// # Errors
    ///
    /// [`Error::Authentication`] or [`Error::Permission`], and what can befall any request.
    pub async fn list_projects(&self) -> Result<Vec<Project>, Error> {
        page::all(&self.shared.transport, &self.path().literal("projects")).await
    }

    /// The states of a project.
    ///
    /// # Errors
    ///
    /// [`Error::Permission`] if there is no such project, and what can befall any request.
    pub async fn list_states(&self, project: ProjectId) -> Result<Vec<State>, Error> {
        page::all(
            &self.shared.transport,
            &self.path().project(project).literal("states"),
        )
        .await
    }
}
