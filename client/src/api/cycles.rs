//! Cycles.

use serde::Serialize;
use serde::de::IgnoredAny;
use write_guard::guarded_write;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{CycleId, ProjectId};
use crate::list::List;
use crate::model::{Cycle, CyclePatch, CycleView, NewCycle};
use crate::operation;
use crate::template;
use crate::write::Write;

/// The cycles of a project.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{NewCycle, PlaneClient, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Orchestra sandbox", "SAND").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// let cycles = client.in_project(project).cycles();
/// let sprint = NewCycle::new("Sprint 1").start_date("2026-11-20".parse::<jiff::civil::Date>()?);
/// let sprint = sprint.end_date("2026-12-04".parse::<jiff::civil::Date>()?);
/// let made = cycles.create(&sprint).await?;
/// assert_eq!(cycles.get(made.id).await?.progress.total, Some(0));
/// # write_guard::ledger::take();
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Cycles {
    client: PlaneClient,
    project: ProjectId,
}

/// The server wants the project in the body too, and takes the URL's whatever the body says.
#[derive(Serialize)]
struct InProject<'c> {
    #[serde(flatten)]
    cycle: &'c NewCycle,
    project_id: ProjectId,
}

impl Cycles {
    pub(super) fn new(client: &PlaneClient, project: ProjectId) -> Self {
        let client = client.clone();
        Self { client, project }
    }

    /// Every cycle that is not in the archive.
    pub fn list(&self) -> List<Cycle> {
        List::new(&self.client, template::CYCLES, [self.project.into()])
    }

    /// Some of the cycles that are not in the archive.
    pub fn list_view(&self, view: CycleView) -> List<Cycle> {
        self.list().with("cycle_view", view.as_str().to_owned())
    }

    /// The cycles that are going on; the server does not page them.
    ///
    /// # Errors
    ///
    /// What can befall any read.
    pub async fn current(&self) -> Result<Vec<Cycle>, Error> {
        let query = [("cycle_view", "current")];
        self.client
            .read(template::CYCLES, [self.project.into()], &query)
            .await
    }

    /// Every cycle in the archive.
    pub fn list_archived(&self) -> List<Cycle> {
        List::new(&self.client, template::ARCHIVED_CYCLES, [self.project.into()])
    }

    /// One cycle.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the project has no such cycle or has it in the archive, and what can befall any read.
    pub async fn get(&self, cycle: CycleId) -> Result<Cycle, Error> {
        let ids = [self.project.into(), cycle.into()];
        self.client.read(template::CYCLE, ids, &[]).await
    }

    /// Makes a cycle.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Rejected`] for one date without the other;
    /// [`Error::Conflict`] if the external id is taken, and what can befall any write.
    #[guarded_write(op = "cycle.create", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, cycle: &NewCycle) -> Result<Cycle, Error> {
        let body = InProject {
            cycle,
            project_id: self.project,
        };
        let write = Write::in_project(operation::CYCLE_CREATE, self.project, []).json(&body)?;
        self.client.write(permit, write).await
    }

    /// Changes a cycle.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Rejected`] for a cycle that is over, and what can
    /// befall any write.
    #[guarded_write(op = "cycle.update", target = self.project, item = cycle, gate = self.client.gate(), permit = permit)]
    pub async fn update(&self, cycle: CycleId, patch: &CyclePatch) -> Result<Cycle, Error> {
        let ids = [cycle.into()];
        let write = Write::in_project(operation::CYCLE_UPDATE, self.project, ids).json(patch)?;
        self.client.write(permit, write).await
    }

    /// Deletes a cycle. The server lets its owner do so, and the project's administrators.
    ///
    /// In a test process its work items are read first: it is not deleted while it holds one of another project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "cycle.delete", target = self.project, item = cycle, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, cycle: CycleId) -> Result<(), Error> {
        let write = Write::in_project(operation::CYCLE_DELETE, self.project, [cycle.into()]);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }

    /// Puts a cycle that is over into the archive.
    ///
    /// In a test process the cycle is read first, to prove that it belongs to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Rejected`] for a cycle that is not over, and
    /// [`Error::UnknownOutcome`] for one without dates, over which servers fall; what can befall any write.
    #[guarded_write(op = "cycle.archive", target = self.project, item = cycle, gate = self.client.gate(), permit = permit)]
    pub async fn archive(&self, cycle: CycleId) -> Result<(), Error> {
        let write = Write::in_project(operation::CYCLE_ARCHIVE, self.project, [cycle.into()]);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }

    /// Takes a cycle out of the archive.
    ///
    /// In a test process the archive is read first, to prove that the cycle belongs to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "cycle.unarchive", target = self.project, item = cycle, gate = self.client.gate(), permit = permit)]
    pub async fn unarchive(&self, cycle: CycleId) -> Result<(), Error> {
        let write = Write::in_project(operation::CYCLE_UNARCHIVE, self.project, [cycle.into()]);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
