//! The intake.

use serde::Serialize;
use serde::de::IgnoredAny;
use write_guard::guarded_write;

use super::compared::{kept, sent};
use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{ProjectId, WorkItemId};
use crate::list::List;
use crate::model::{IntakeItem, IntakePatch, NewIntakeItem};
use crate::operation;
use crate::saved::Saved;
use crate::template;
use crate::write::Write;

/// The work items of a project that wait to be accepted. The project's intake must be switched on.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{IntakePatch, IntakeStatus, NewIntakeItem, PlaneClient, ProjectPatch, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Sandbox", "SAND").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
/// client.projects().update(project, &ProjectPatch::new().intake_view(true)).await?;
///
/// let intake = client.in_project(project).intake();
/// let item = intake.create(&NewIntakeItem::new("It squeaks")).await?;
/// assert_eq!(item.status, IntakeStatus::Pending);
/// let accepted = intake.update(item.issue, &IntakePatch::new().status(IntakeStatus::Accepted)).await?;
/// assert_eq!(accepted.status, IntakeStatus::Accepted);
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Intake {
    client: PlaneClient,
    project: ProjectId,
}

#[derive(Serialize)]
struct Incoming<'i> {
    issue: &'i NewIntakeItem,
}

impl Intake {
    pub(super) fn new(client: &PlaneClient, project: ProjectId) -> Self {
        let client = client.clone();
        Self { client, project }
    }

    /// Every work item in the intake, whatever became of it.
    pub fn list(&self) -> List<IntakeItem> {
        List::new(&self.client, template::INTAKE, [self.project.into()])
    }

    /// One work item in the intake.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if it is not in the intake, and what can befall any read.
    pub async fn get(&self, item: WorkItemId) -> Result<IntakeItem, Error> {
        let ids = [self.project.into(), item.into()];
        self.client.read(template::INTAKE_ITEM, ids, &[]).await
    }

    /// Makes a work item that waits to be accepted.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Rejected`] if the project's intake is switched
    /// off, and what can befall any write.
    #[guarded_write(op = "intake.create", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, item: &NewIntakeItem) -> Result<IntakeItem, Error> {
        let write =
            Write::in_project(operation::INTAKE_CREATE, self.project, []).json(&Incoming { issue: item })?;
        self.client.write(permit, write).await
    }

    /// Changes a work item in the intake: accepts it, refuses it, puts it off.
    ///
    /// In a test process the one that it says the same as and its parent are read first, to prove that they belong to the
    /// project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "intake.update", target = self.project, item = item, gate = self.client.gate(), permit = permit)]
    pub async fn update(&self, item: WorkItemId, patch: &IntakePatch) -> Result<Saved<IntakeItem>, Error> {
        let inner = patch.issue.as_ref();
        let parent = inner.and_then(|inner| inner.parent.value());
        let write = Write::in_project(operation::INTAKE_UPDATE, self.project, [item.into()])
            .naming(patch.duplicate_to.value().into_iter().chain(parent).copied())
            .json(patch)?;
        let saved: IntakeItem = self.client.write(permit, write).await?;
        let fields = inner.zip(saved.issue_detail.as_ref()).map(|(inner, issue)| {
            [
                ("labels", sent(inner.labels.as_deref()), kept(&issue.labels)),
                (
                    "assignees",
                    sent(inner.assignees.as_deref()),
                    kept(&issue.assignees),
                ),
            ]
        });
        let is_status_kept = patch.status.is_none_or(|status| status == saved.status);
        let saved = Saved::new(saved, fields.into_iter().flatten());
        Ok(if is_status_kept {
            saved
        } else {
            saved.without("status")
        })
    }

    /// Takes a work item out of the intake, and deletes it unless it was accepted.
    ///
    /// What else the server deletes, of other projects too, it does not tell: a test process deletes only what it made itself.
    /// What earlier runs left in a sandbox is cleared by hand or by a live program.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "intake.delete", target = self.project, item = item, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, item: WorkItemId) -> Result<(), Error> {
        let ids = [item.into()];
        let write = Write::in_project(operation::INTAKE_DELETE, self.project, ids);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
