//! Moving work items from stage to stage, as an orchestrator does. The functions write to the client's own project.

use write_guard::{Permit, guarded_write};

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{ProjectId, StateId, WorkItemId, WorkItemKey};
use crate::model::{Comment, NewComment, Project, State, WorkItem, WorkItemPatch};
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

impl PlaneClient {
    /// Moves the work item with this key to a stage.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::OtherProject`], [`Error::NoState`], and what can
    /// befall any write.
    #[guarded_write(op = "state", target = self.project, item = key, gate = self.gate(), permit = permit)]
    pub async fn update_issue_state(&self, key: &WorkItemKey, stage: Stage) -> Result<WorkItem, Error> {
        let project = self.written_project()?;
        let item = self.find_work_item(key).await?;
        if item.project.id() != Some(project) {
            return Err(Error::OtherProject);
        }
        let wanted = self.state_of(project, stage.into()).await?;
        self.put(permit, operation::STATE, (project, item.id), wanted)
            .await
    }

    /// Puts the work item into a state.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::NoState`], and what can befall any write.
    #[guarded_write(op = "direct", target = self.project, item = item, gate = self.gate(), permit = permit)]
    pub async fn set_issue_state_direct(
        &self,
        item: WorkItemId,
        state: impl Into<StateRef>,
    ) -> Result<WorkItem, Error> {
        let project = self.written_project()?;
        let wanted = self.state_of(project, state.into()).await?;
        self.put(permit, operation::DIRECT, (project, item), wanted).await
    }

    /// Puts the work item into the state that stands for [`Stage::Done`].
    ///
    /// # Errors
    ///
    /// As [`set_issue_state_direct`](Self::set_issue_state_direct).
    pub async fn set_issue_done(&self, item: WorkItemId) -> Result<WorkItem, Error> {
        self.set_issue_state_direct(item, Stage::Done).await
    }

    /// Puts the work item into the state that stands for [`Stage::InProgress`].
    ///
    /// # Errors
    ///
    /// As [`set_issue_state_direct`](Self::set_issue_state_direct).
    pub async fn set_issue_in_progress(&self, item: WorkItemId) -> Result<WorkItem, Error> {
        self.set_issue_state_direct(item, Stage::InProgress).await
    }

    /// Puts the work item into the state that stands for [`Stage::Cancelled`].
    ///
    /// # Errors
    ///
    /// As [`set_issue_state_direct`](Self::set_issue_state_direct).
    pub async fn set_issue_cancelled(&self, item: WorkItemId) -> Result<WorkItem, Error> {
        self.set_issue_state_direct(item, Stage::Cancelled).await
    }

    /// Comments on the work item; `html` is stored as it is: whoever shows it sanitises it.
    ///
    /// In a test process the work item is read first, to prove that it belongs to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "comment", target = self.project, item = item, gate = self.gate(), permit = permit)]
    pub async fn add_comment(&self, item: WorkItemId, html: &str) -> Result<Comment, Error> {
        let project = self.written_project()?;
        let ids = [project.into(), item.into()];
        let write = Write::new(operation::COMMENT, ids).json(&NewComment::new(html))?;
        self.write(permit, write).await
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

    /// The projects of the workspace.
    ///
    /// # Errors
    ///
    /// What can befall any read.
    pub async fn list_projects(&self) -> Result<Vec<Project>, Error> {
        self.projects().list().all().await
    }

    /// The states of a project.
    ///
    /// # Errors
    ///
    /// [`Error::Permission`] if there is no such project, and what can befall any read.
    pub async fn list_states(&self, project: ProjectId) -> Result<Vec<State>, Error> {
        self.states(project).list().all().await
    }

    fn written_project(&self) -> Result<ProjectId, Error> {
        self.project.ok_or(Error::NoProject)
    }

    async fn put(
        &self,
        permit: Permit,
        operation: &'static Operation,
        (project, item): (ProjectId, WorkItemId),
        state: StateId,
    ) -> Result<WorkItem, Error> {
        let ids = [project.into(), item.into()];
        let write = Write::new(operation, ids).json(&WorkItemPatch::new().state(state))?;
        self.write(permit, write).await
    }

    async fn state_of(&self, project: ProjectId, wanted: StateRef) -> Result<StateId, Error> {
        let stage = match wanted {
            StateRef::Id(id) => return Ok(id),
            StateRef::Stage(stage) => stage,
        };
        let name = self.state_name(stage);
        let states = self.list_states(project).await?;
        let found = states.iter().find(|state| state.name == name);
        found.map(|state| state.id).ok_or(Error::NoState { stage })
    }
}
