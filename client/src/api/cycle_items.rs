//! The work items of cycles.

use serde::de::IgnoredAny;
use serde_json::json;
use write_guard::guarded_write;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{CycleId, ProjectId, WorkItemId};
use crate::list::List;
use crate::model::{CycleItem, WorkItem};
use crate::operation;
use crate::template;
use crate::write::Write;

/// The work items of a cycle.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{PlaneClient, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Orchestra sandbox", "SAND").id();
/// let cycle = plane.add_cycle(project, "Sprint 1").id();
/// let item = plane.add_work_item(project, "Tune").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// let items = client.in_project(project).cycle_items(cycle);
/// let [place] = &items.add(&[item]).await?[..] else { panic!("one work item") };
/// assert_eq!(place.issue, item);
/// # write_guard::ledger::take();
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct CycleItems {
    client: PlaneClient,
    project: ProjectId,
    cycle: CycleId,
}

impl CycleItems {
    pub(super) fn new(client: &PlaneClient, project: ProjectId, cycle: CycleId) -> Self {
        let client = client.clone();
        Self {
            client,
            project,
            cycle,
        }
    }

    /// Every work item of the project that is in the cycle.
    pub fn list(&self) -> List<WorkItem> {
        let ids = [self.project.into(), self.cycle.into()];
        List::new(&self.client, template::CYCLE_ITEMS, ids)
    }

    /// A work item's place in the cycle.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the work item is not in the cycle, and what can befall any read.
    pub async fn get(&self, item: WorkItemId) -> Result<CycleItem, Error> {
        let ids = [self.project.into(), self.cycle.into(), item.into()];
        self.client.read(template::CYCLE_ITEM, ids, &[]).await
    }

    /// Puts work items into the cycle, and takes them out of the one they are in. Answers all places in the cycle.
    ///
    /// A server moves work items of other projects too, and does not list them in its answer. In a test process the
    /// cycle and each of the work items is read first, to prove that it belongs to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Rejected`] if there are no work items or the
    /// cycle is over, and what can befall any write.
    #[guarded_write(op = "cycle-item.add", target = self.project, item = self.cycle, gate = self.client.gate(), permit = permit)]
    pub async fn add(&self, items: &[WorkItemId]) -> Result<Vec<CycleItem>, Error> {
        let ids = [self.cycle.into()];
        let write = Write::in_project(operation::CYCLE_ITEM_ADD, self.project, ids)
            .json(&json!({"issues": items}))?;
        self.client
            .write(permit, write.naming(items.iter().copied()))
            .await
    }

    /// Takes a work item out of the cycle.
    ///
    /// In a test process the cycle is read first, to prove that it belongs to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "cycle-item.remove", target = self.project, item = item, gate = self.client.gate(), permit = permit)]
    pub async fn remove(&self, item: WorkItemId) -> Result<(), Error> {
        let ids = [self.cycle.into(), item.into()];
        let write = Write::in_project(operation::CYCLE_ITEM_REMOVE, self.project, ids);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }

    /// Moves the work items that are neither finished nor given up from the cycle, which must be over, to another one.
    ///
    /// In a test process both cycles are read first, to prove that they belong to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Rejected`] if the cycle is not over or the
    /// other one is, and what can befall any write.
    #[guarded_write(op = "cycle-item.transfer", target = self.project, item = self.cycle, gate = self.client.gate(), permit = permit)]
    pub async fn transfer(&self, to: CycleId) -> Result<(), Error> {
        let ids = [self.cycle.into()];
        let write = Write::in_project(operation::CYCLE_ITEM_TRANSFER, self.project, ids)
            .json(&json!({"new_cycle_id": to}))?;
        let write = write.naming([to]);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
