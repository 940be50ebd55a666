//! Projects.

use serde::de::IgnoredAny;
use write_guard::guarded_write;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{NoProject, ProjectId};
use crate::list::List;
use crate::model::{NewProject, Project, ProjectPatch, ProjectSummary};
use crate::operation;
use crate::template;
use crate::write::Write;

/// The projects of a workspace.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{Error, NewProject, PlaneClient, ProjectPatch, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let sandbox = plane.add_project("Sandbox", "SAND").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([sandbox.to_string()])?)
///     .build()?;
///
/// let patch = ProjectPatch::new().description("Where tests may write");
/// assert_eq!(client.projects().update(sandbox, &patch).await?.description, "Where tests may write");
///
/// // A new project is in nobody's sandbox.
/// let error = client.projects().create(&NewProject::new("Tuning", "TUNE")).await.unwrap_err();
/// assert!(matches!(error, Error::Blocked(_)));
/// # write_guard::ledger::take();
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Projects {
    client: PlaneClient,
    no_project: NoProject,
}

impl Projects {
    pub(super) fn new(client: &PlaneClient) -> Self {
        Self {
            client: client.clone(),
            no_project: NoProject,
        }
    }

    /// Every project of the workspace that the key's user may see: public ones too, of which they are no member.
    pub fn list(&self) -> List<Project> {
        List::new(&self.client, template::PROJECTS, [])
    }

    /// One project.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such project, and what can befall any read.
    pub async fn get(&self, project: ProjectId) -> Result<Project, Error> {
        self.client.read(template::PROJECT, [project.into()], &[]).await
    }

    /// How much of everything a project has.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such project, and what can befall any read.
    pub async fn summary(&self, project: ProjectId) -> Result<ProjectSummary, Error> {
        self.client
            .read(template::PROJECT_SUMMARY, [project.into()], &[])
            .await
    }

    /// Makes a project, with five states.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process, opted in or not; [`Error::Conflict`] if the name or the identifier is
    /// taken, and what can befall any write.
    #[guarded_write(op = "project.create", target = self.no_project, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, project: &NewProject) -> Result<Project, Error> {
        let write = Write::new(operation::PROJECT_CREATE, []).json(project)?;
        self.client.write(permit, write).await
    }

    /// Changes a project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Conflict`] if the name or the identifier is
    /// taken, and what can befall any write.
    #[guarded_write(op = "project.update", target = project, gate = self.client.gate(), permit = permit)]
    pub async fn update(&self, project: ProjectId, patch: &ProjectPatch) -> Result<Project, Error> {
        let write = Write::in_project(operation::PROJECT_UPDATE, project, []).json(patch)?;
        self.client.write(permit, write).await
    }

    /// Deletes a project and everything in it.
    ///
    /// What else the server deletes, of other projects too, it does not tell: a test process deletes only what it made itself.
    /// What earlier runs left in a sandbox is cleared by hand or by a live program.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "project.delete", target = project, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, project: ProjectId) -> Result<(), Error> {
        let write = Write::in_project(operation::PROJECT_DELETE, project, []);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }

    /// Puts a project into the archive, where it can still be written to.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "project.archive", target = project, gate = self.client.gate(), permit = permit)]
    pub async fn archive(&self, project: ProjectId) -> Result<(), Error> {
        let write = Write::in_project(operation::PROJECT_ARCHIVE, project, []);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }

    /// Takes a project out of the archive.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "project.unarchive", target = project, gate = self.client.gate(), permit = permit)]
    pub async fn unarchive(&self, project: ProjectId) -> Result<(), Error> {
        let write = Write::in_project(operation::PROJECT_UNARCHIVE, project, []);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
