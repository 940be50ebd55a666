//! Links.

use serde::de::IgnoredAny;
use write_guard::guarded_write;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{LinkId, ProjectId, WorkItemId};
use crate::list::List;
use crate::model::{Link, LinkPatch, NewLink};
use crate::operation;
use crate::template;
use crate::write::Write;

/// The links on a work item.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{NewLink, PlaneClient, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Sandbox", "SAND").id();
/// let item = plane.add_work_item(project, "Tune").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// let links = client.in_project(project).item(item).links();
/// let link = links.create(&NewLink::new("https://example.com/pull/1").title("The fix")).await?;
/// assert_eq!(links.list().all().await?, [link]);
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Links {
    client: PlaneClient,
    project: ProjectId,
    item: WorkItemId,
}

impl Links {
    pub(super) fn new(client: &PlaneClient, project: ProjectId, item: WorkItemId) -> Self {
        let client = client.clone();
        Self {
            client,
            project,
            item,
        }
    }

    /// Every link.
    pub fn list(&self) -> List<Link> {
        List::new(
            &self.client,
            template::LINKS,
            [self.project.into(), self.item.into()],
        )
    }

    /// One link.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the work item has no such link, and what can befall any read.
    pub async fn get(&self, link: LinkId) -> Result<Link, Error> {
        let ids = [self.project.into(), self.item.into(), link.into()];
        self.client.read(template::LINK, ids, &[]).await
    }

    /// Links the work item to a URL. The server visits it, for its title and icon.
    ///
    /// In a test process the work item is read first, to prove that it belongs to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Rejected`] if the work item has a link to this
    /// URL, and what can befall any write.
    #[guarded_write(op = "link.create", target = self.project, item = self.item, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, link: &NewLink) -> Result<Link, Error> {
        let ids = [self.item.into()];
        let write = Write::in_project(operation::LINK_CREATE, self.project, ids).json(link)?;
        self.client.write(permit, write).await
    }

    /// Changes a link.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "link.update", target = self.project, item = self.item, gate = self.client.gate(), permit = permit)]
    pub async fn update(&self, link: LinkId, patch: &LinkPatch) -> Result<Link, Error> {
        let ids = [self.item.into(), link.into()];
        let write = Write::in_project(operation::LINK_UPDATE, self.project, ids).json(patch)?;
        self.client.write(permit, write).await
    }

    /// Deletes a link.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "link.delete", target = self.project, item = self.item, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, link: LinkId) -> Result<(), Error> {
        let ids = [self.item.into(), link.into()];
        let write = Write::in_project(operation::LINK_DELETE, self.project, ids);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
