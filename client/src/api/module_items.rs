//! The work items of modules.

use serde::de::IgnoredAny;
use serde_json::json;
use write_guard::guarded_write;

use super::compared::sent;
use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{ModuleId, ProjectId, WorkItemId};
use crate::list::List;
use crate::model::{ModuleItem, WorkItem};
use crate::operation;
use crate::saved::Saved;
use crate::template;
use crate::write::Write;

/// The work items of a module.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{PlaneClient, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Orchestra sandbox", "SAND").id();
/// let module = plane.add_module(project, "Strings").id();
/// let item = plane.add_work_item(project, "Tune").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// let items = client.in_project(project).module_items(module);
/// let places = items.add(&[item]).await?;
/// assert!(places.dropped().is_empty());
/// assert_eq!(items.list().all().await?[0].name, "Tune");
/// # write_guard::ledger::take();
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct ModuleItems {
    client: PlaneClient,
    project: ProjectId,
    module: ModuleId,
}

impl ModuleItems {
    pub(super) fn new(client: &PlaneClient, project: ProjectId, module: ModuleId) -> Self {
        let client = client.clone();
        Self {
            client,
            project,
            module,
        }
    }

    /// Every work item of the module.
    pub fn list(&self) -> List<WorkItem> {
        let ids = [self.project.into(), self.module.into()];
        List::new(&self.client, template::MODULE_ITEMS, ids)
    }

    /// Puts work items into the module. Answers all places in it; the server leaves out work items of other projects.
    ///
    /// In a test process the module and each of the work items is read first, to prove that it belongs to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Rejected`] if there are no work items, and what
    /// can befall any write.
    #[guarded_write(op = "module-item.add", target = self.project, item = self.module, gate = self.client.gate(), permit = permit)]
    pub async fn add(&self, items: &[WorkItemId]) -> Result<Saved<Vec<ModuleItem>>, Error> {
        let ids = [self.module.into()];
        let write = Write::in_project(operation::MODULE_ITEM_ADD, self.project, ids)
            .json(&json!({"issues": items}))?;
        let write = write.naming(items.iter().copied());
        let places: Vec<ModuleItem> = self.client.write(permit, write).await?;
        let kept = places.iter().map(|place| place.issue.into()).collect();
        Ok(Saved::new(places, [("issues", sent(Some(items)), kept)]))
    }

    /// Takes a work item out of the module.
    ///
    /// In a test process the module is read first, to prove that it belongs to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "module-item.remove", target = self.project, item = item, gate = self.client.gate(), permit = permit)]
    pub async fn remove(&self, item: WorkItemId) -> Result<(), Error> {
        let ids = [self.module.into(), item.into()];
        let write = Write::in_project(operation::MODULE_ITEM_REMOVE, self.project, ids);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
