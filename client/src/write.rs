//! What the client writes. Every function here is guarded before any network step.

use serde::Serialize;
use write_guard::{Permit, Target, guarded_write};

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{ProjectId, StateId, WorkItemId, WorkItemKey};
use crate::model::{Comment, State, WorkItem};
use crate::path::Path;
use crate::stage::Stage;
use crate::transport::Write;

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

#[derive(Serialize)]
struct StateChange {
    state: StateId,
}

#[derive(Serialize)]
struct NewComment<'c> {
    comment_html: &'c str,
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
        if item.project() != project {
            return Err(Error::OtherProject);
        }
        let body = StateChange {
            state: self.state_of(project, stage.into()).await?,
        };
        let path = self.work_item_path(project, item.id());
        self.shared
            .transport
            .write(permit, Write::patch(path, body))
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
        let body = StateChange {
            state: self.state_of(project, state.into()).await?,
        };
        let path = self.work_item_path(project, item);
        self.shared
            .transport
            .write(permit, Write::patch(path, body))
            .await
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

    /// Comments on the work item; `html` is sanitised by the server.
    ///
    /// In a test process the work item is read first, to prove that it belongs to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "comment", target = self.project, item = item, gate = self.gate(), permit = permit)]
    pub async fn add_comment(&self, item: WorkItemId, html: &str) -> Result<Comment, Error> {
        let project = self.written_project()?;
        let permit = self.proven(permit, project, item).await?;
        let path = self.work_item_path(project, item).literal("comments");
        let body = NewComment { comment_html: html };
        self.shared.transport.write(permit, Write::post(path, body)).await
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
        self.add_comment(item.id(), &format!("<p>{key} moved from {from} to {to}.</p>"))
            .await
    }

    fn written_project(&self) -> Result<ProjectId, Error> {
        self.project.ok_or(Error::NoProject)
    }

    fn work_item_path(&self, project: ProjectId, item: WorkItemId) -> Path {
        self.path().project(project).literal("work-items").id(&item)
    }

    /// Proves by a read that `item` belongs to `project`, in a test process only.
    ///
    /// A server takes a comment on any work item under any project's URL, and changes the work item. So the URL alone does
    /// not say what the write would change.
    async fn proven(&self, permit: Permit, project: ProjectId, item: WorkItemId) -> Result<Permit, Error> {
        if write_guard::subject().is_live() {
            return Ok(permit);
        }
        let path = self.work_item_path(project, item);
        match self.shared.transport.read::<WorkItem>(&path, &[]).await {
            Ok(found) if found.project() == project => Ok(permit),
            Ok(_) | Err(Error::NotFound(_)) => {
                permit.spend(|| Target::new(None::<&str>))?;
                Err(Error::OtherProject)
            }
            Err(other) => Err(other),
        }
    }

    async fn state_of(&self, project: ProjectId, wanted: StateRef) -> Result<StateId, Error> {
        let stage = match wanted {
            StateRef::Id(id) => return Ok(id),
            StateRef::Stage(stage) => stage,
        };
        let name = self.state_name(stage);
        let states = self.list_states(project).await?;
        states
            .iter()
            .find(|state| state.name() == name)
            .map(State::id)
            .ok_or(Error::NoState { stage })
    }
}
