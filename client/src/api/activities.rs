//! Activities.

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{ActivityId, ProjectId, WorkItemId};
use crate::list::List;
use crate::model::Activity;
use crate::template;

/// The history of a work item. The server writes it down some time after a change, and leaves comments out.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{PlaneClient, Sandbox, WorkItemPatch, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Sandbox", "SAND").id();
/// let item = plane.add_work_item(project, "Tune").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
/// client.in_project(project).work_items().update(item, &WorkItemPatch::new().name("Play")).await?;
///
/// let history = client.in_project(project).item(item).activities().list().all().await?;
/// let renamed = history.iter().find(|entry| entry.field.as_deref() == Some("name"));
/// assert_eq!(renamed.and_then(|entry| entry.new_value.as_deref()), Some("Play"));
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Activities {
    client: PlaneClient,
    project: ProjectId,
    item: WorkItemId,
}

impl Activities {
    pub(super) fn new(client: &PlaneClient, project: ProjectId, item: WorkItemId) -> Self {
        let client = client.clone();
        Self {
            client,
            project,
            item,
        }
    }

    /// Every entry, oldest first.
    pub fn list(&self) -> List<Activity> {
        List::new(
            &self.client,
            template::ACTIVITIES,
            [self.project.into(), self.item.into()],
        )
    }

    /// One entry.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the work item has no such entry, and what can befall any read.
    pub async fn get(&self, activity: ActivityId) -> Result<Activity, Error> {
        let ids = [self.project.into(), self.item.into(), activity.into()];
        self.client.read(template::ACTIVITY, ids, &[]).await
    }
}
