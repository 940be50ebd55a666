//! One project, and what is in it.

use super::{
    Activities, Attachments, Comments, CycleItems, Cycles, Intake, Labels, Links, Members, ModuleItems,
    Modules, Raw, Relations, Stages, States, WorkItems,
};
use crate::client::PlaneClient;
use crate::id::{CycleId, ModuleId, ProjectId, WorkItemId};

/// What is in one project: every write within a project goes through here, so that the project is said once, where the
/// write is.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{NewComment, NewWorkItem, PlaneClient, Sandbox, Stage, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Sandbox", "SAND").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// let p = client.in_project(project);
/// let item = p.work_items().create(&NewWorkItem::new("Tune")).await?;
/// p.item(item.id).comments().create(&NewComment::new("<p>A is 440 Hz.</p>")).await?;
/// p.stages().move_to(&"SAND-1".parse()?, Stage::Done).await?;
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct InProject {
    client: PlaneClient,
    project: ProjectId,
}

/// What is on one work item of a project.
#[derive(Clone, Debug)]
pub struct OnItem {
    client: PlaneClient,
    project: ProjectId,
    item: WorkItemId,
}

impl InProject {
    pub(super) fn new(client: &PlaneClient, project: ProjectId) -> Self {
        let client = client.clone();
        Self { client, project }
    }

    /// Its work items.
    #[must_use]
    pub fn work_items(&self) -> WorkItems {
        WorkItems::new(&self.client, self.project)
    }

    /// One of its work items, and what is on it.
    #[must_use]
    pub fn item(&self, item: impl Into<WorkItemId>) -> OnItem {
        OnItem {
            client: self.client.clone(),
            project: self.project,
            item: item.into(),
        }
    }

    /// The way of its work items from stage to stage.
    #[must_use]
    pub fn stages(&self) -> Stages {
        Stages::new(&self.client, Some(self.project))
    }

    /// Its states.
    #[must_use]
    pub fn states(&self) -> States {
        States::new(&self.client, self.project)
    }

    /// Its labels.
    #[must_use]
    pub fn labels(&self) -> Labels {
        Labels::new(&self.client, self.project)
    }

    /// Its members.
    #[must_use]
    pub fn members(&self) -> Members {
        Members::new(&self.client, self.project)
    }

    /// Its work items that wait to be accepted.
    #[must_use]
    pub fn intake(&self) -> Intake {
        Intake::new(&self.client, self.project)
    }

    /// Its cycles.
    #[must_use]
    pub fn cycles(&self) -> Cycles {
        Cycles::new(&self.client, self.project)
    }

    /// The work items of one of its cycles.
    #[must_use]
    pub fn cycle_items(&self, cycle: impl Into<CycleId>) -> CycleItems {
        CycleItems::new(&self.client, self.project, cycle.into())
    }

    /// Its modules.
    #[must_use]
    pub fn modules(&self) -> Modules {
        Modules::new(&self.client, self.project)
    }

    /// The work items of one of its modules.
    #[must_use]
    pub fn module_items(&self, module: impl Into<ModuleId>) -> ModuleItems {
        ModuleItems::new(&self.client, self.project, module.into())
    }

    /// Requests below the project that this client has no function for.
    #[must_use]
    pub fn raw(&self) -> Raw {
        Raw::new(&self.client, Some(self.project))
    }
}

impl OnItem {
    /// The comments on it.
    #[must_use]
    pub fn comments(&self) -> Comments {
        Comments::new(&self.client, self.project, self.item)
    }

    /// The links on it.
    #[must_use]
    pub fn links(&self) -> Links {
        Links::new(&self.client, self.project, self.item)
    }

    /// Its history.
    #[must_use]
    pub fn activities(&self) -> Activities {
        Activities::new(&self.client, self.project, self.item)
    }

    /// The files attached to it.
    #[must_use]
    pub fn attachments(&self) -> Attachments {
        Attachments::new(&self.client, self.project, self.item)
    }

    /// How it relates to other work items.
    #[must_use]
    pub fn relations(&self) -> Relations {
        Relations::new(&self.client, self.project, self.item)
    }
}
