//! Moving work items from stage to stage, as an orchestrator does.

use write_guard::{Permit, guarded_write};

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{ProjectId, StateId, WorkItemId, WorkItemKey};
use crate::model::{Comment, WorkItem, WorkItemPatch};
use crate::operation::{self, Operation};
use crate::stage::Stage;
use crate::write::Write;

/// A state, by its id or by the stage that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StateRef {
    /// By id.
    Id(StateId),
    /// By stage; the project's states are read to find it.
    Stage(Stage),
}

impl From<StateId> for StateRef {
    fn from(id: StateId) -> Self {
        Self::Id(id)
    }
}

impl From<Stage> for StateRef {
    fn from(stage: Stage) -> Self {
        Self::Stage(stage)
    }
}

/// The way of a project's work items from stage to stage.
#[derive(Clone, Debug)]
pub struct Stages {
    client: PlaneClient,
    /// A client need not have a project of its own.
    project: Option<ProjectId>,
}

impl Stages {
    pub(super) fn new(client: &PlaneClient, project: Option<ProjectId>) -> Self {
        let client = client.clone();
        Self { client, project }
    }

    /// Moves the work item with this key to a stage.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::OtherProject`], [`Error::NoState`], and what can
    /// befall any write.
    #[guarded_write(op = "state", target = self.project, item = key, gate = self.client.gate(), permit = permit)]
    pub async fn move_to(&self, key: &WorkItemKey, stage: Stage) -> Result<WorkItem, Error> {
        let project = self.project.ok_or(Error::NoProject)?;
        let item = self.client.find_work_item(key).await?;
        if item.project.id() != Some(project) {
            return Err(Error::OtherProject);
        }
        let wanted = self.state_of(project, stage.into()).await?;
        self.patch(permit, operation::STATE, (project, item.id), wanted)
            .await
    }

    /// Puts a work item into a state.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::NoState`], and what can befall any write.
    #[guarded_write(op = "direct", target = self.project, item = item, gate = self.client.gate(), permit = permit)]
    pub async fn put(&self, item: WorkItemId, state: impl Into<StateRef>) -> Result<WorkItem, Error> {
        let project = self.project.ok_or(Error::NoProject)?;
        let wanted = self.state_of(project, state.into()).await?;
        self.patch(permit, operation::DIRECT, (project, item), wanted)
            .await
    }

    async fn patch(
        &self,
        permit: Permit,
        operation: &'static Operation,
        (project, item): (ProjectId, WorkItemId),
        state: StateId,
    ) -> Result<WorkItem, Error> {
        let ids = [item.into()];
        let write = Write::in_project(operation, project, ids).json(&WorkItemPatch::new().state(state))?;
        self.client.write(permit, write).await
    }

    async fn state_of(&self, project: ProjectId, wanted: StateRef) -> Result<StateId, Error> {
        let stage = match wanted {
            StateRef::Id(id) => return Ok(id),
            StateRef::Stage(stage) => stage,
        };
        let name = self.client.state_name(stage);
        let states = self.client.in_project(project).states().list().all().await?;
        let found = states.iter().find(|state| state.name == name);
        found.map(|state| state.id).ok_or(Error::NoState { stage })
    }
}

/// The names that an orchestrator has for it. They write to the client's own project.
impl PlaneClient {
    /// Moves the work item with this key to a stage: [`Stages::move_to`].
    ///
    /// # Errors
    ///
    /// The same, and [`Error::NoProject`].
    pub async fn update_issue_state(&self, key: &WorkItemKey, stage: Stage) -> Result<WorkItem, Error> {
        self.own_stages().move_to(key, stage).await
    }

    /// Puts the work item into a state: [`Stages::put`].
    ///
    /// # Errors
    ///
    /// The same, and [`Error::NoProject`].
    pub async fn set_issue_state_direct(
        &self,
        item: WorkItemId,
        state: impl Into<StateRef>,
    ) -> Result<WorkItem, Error> {
        self.own_stages().put(item, state).await
    }

    /// Puts the work item into the state that stands for [`Stage::Done`].
    ///
    /// # Errors
    ///
    /// As [`set_issue_state_direct`](Self::set_issue_state_direct).
    pub async fn set_issue_done(&self, item: WorkItemId) -> Result<WorkItem, Error> {
        self.set_issue_state_direct(item, Stage::Done).await
    }

    /// Moves the work item with this key to a stage, and comments that it moved.
    ///
    /// # Errors
    ///
    /// As [`update_issue_state`](Self::update_issue_state) and [`add_comment`](Self::add_comment); if the comment fails the
    /// state has moved.
    pub async fn notify_stage_change(
        &self,
        key: &WorkItemKey,
        from: Stage,
        to: Stage,
    ) -> Result<Comment, Error> {
        let item = self.update_issue_state(key, to).await?;
        self.add_comment(item.id, &format!("<p>{key} moved from {from} to {to}.</p>"))
            .await
    }

    fn own_stages(&self) -> Stages {
        Stages::new(self, self.project)
    }
}
