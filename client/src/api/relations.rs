//! Relations.

use serde::Serialize;
use write_guard::guarded_write;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{ProjectId, WorkItemId};
use crate::model::{Related, RelationKind, WorkItemRelations};
use crate::operation;
use crate::template;
use crate::write::Write;

/// How a work item relates to others. The Community Edition has no way to remove a relation.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{PlaneClient, RelationKind, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Sandbox", "SAND").id();
/// let tune = plane.add_work_item(project, "Tune").id();
/// let play = plane.add_work_item(project, "Play").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// client.in_project(project).item(tune).relations().create(RelationKind::Blocking, &[play.into()]).await?;
/// let relations = client.in_project(project).item(play).relations().list().await?;
/// assert_eq!(relations.blocked_by[0].issue_id, tune.into());
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Relations {
    client: PlaneClient,
    project: ProjectId,
    item: WorkItemId,
}

#[derive(Serialize)]
struct NewRelations<'r> {
    relation_type: RelationKind,
    issues: &'r [WorkItemId],
}

impl Relations {
    pub(super) fn new(client: &PlaneClient, project: ProjectId, item: WorkItemId) -> Self {
        let client = client.clone();
        Self {
            client,
            project,
            item,
        }
    }

    /// The work items that this one relates to, by kind.
    ///
    /// # Errors
    ///
    /// What can befall any read.
    pub async fn list(&self) -> Result<WorkItemRelations, Error> {
        let ids = [self.project.into(), self.item.into()];
        self.client.read(template::RELATIONS, ids, &[]).await
    }

    /// Relates the work item to others, and returns those that were not related to it before in any way.
    ///
    /// It changes the others too. So in a test process each of them is read first, to prove that it belongs to the
    /// project; in a live process they may be of other projects.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "relation.create", target = self.project, item = self.item, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, kind: RelationKind, others: &[WorkItemId]) -> Result<Vec<Related>, Error> {
        let body = NewRelations {
            relation_type: kind,
            issues: others,
        };
        let ids = [self.item.into()];
        let write = Write::in_project(operation::RELATION_CREATE, self.project, ids)
            .naming(others.iter().copied())
            .json(&body)?;
        self.client.write(permit, write).await
    }
}
