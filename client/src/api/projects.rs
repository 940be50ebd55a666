//! Projects.

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::ProjectId;
use crate::list::List;
use crate::model::Project;

const ALL: &str = "workspaces/{workspace}/projects/";
const ONE: &str = "workspaces/{workspace}/projects/{project}/";

/// The projects of a workspace.
#[derive(Clone, Debug)]
pub struct Projects {
    client: PlaneClient,
}

impl Projects {
    pub(super) fn new(client: &PlaneClient) -> Self {
        let client = client.clone();
        Self { client }
    }

    /// Every project of the workspace that the key's user may see: public ones too, of which they are no member.
    pub fn list(&self) -> List<Project> {
        List::new(&self.client, ALL, [])
    }

    /// One project.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such project, and what can befall any read.
    pub async fn get(&self, project: impl Into<ProjectId>) -> Result<Project, Error> {
        self.client.read(ONE, [project.into().into()], &[]).await
    }
}
