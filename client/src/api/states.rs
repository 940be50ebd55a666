//! States.

use serde::de::IgnoredAny;
use write_guard::guarded_write;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{ProjectId, StateId};
use crate::list::List;
use crate::model::{NewState, State, StatePatch};
use crate::operation;
use crate::template;
use crate::write::Write;

/// The states that a project's work items can be in.
#[derive(Clone, Debug)]
pub struct States {
    client: PlaneClient,
    project: ProjectId,
}

impl States {
    pub(super) fn new(client: &PlaneClient, project: ProjectId) -> Self {
        let client = client.clone();
        Self { client, project }
    }

    /// Every state; the one for work items that wait to be accepted is hidden.
    pub fn list(&self) -> List<State> {
        List::new(&self.client, template::STATES, [self.project.into()])
    }

    /// One state.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the project has no such state, and what can befall any read.
    pub async fn get(&self, state: StateId) -> Result<State, Error> {
        let ids = [self.project.into(), state.into()];
        self.client.read(template::STATE, ids, &[]).await
    }

    /// Makes a state.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Conflict`] if the name or the external id is
    /// taken, and what can befall any write.
    #[guarded_write(op = "state.create", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, state: &NewState) -> Result<State, Error> {
        let write = Write::in_project(operation::STATE_CREATE, self.project, []).json(state)?;
        self.client.write(permit, write).await
    }

    /// Changes a state. If it becomes the default, the old one is read and cleared afterwards: the server would keep both.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "state.update", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn update(&self, state: StateId, patch: &StatePatch) -> Result<State, Error> {
        let ids = [state.into()];
        let write = Write::in_project(operation::STATE_UPDATE, self.project, ids).json(patch)?;
        let saved = self.client.write(permit, write).await?;
        if patch.default == Some(true) {
            self.only_default(state).await?;
        }
        Ok(saved)
    }

    /// Lets no state but `state` be the default. Each change is a write of its own, with a permit of its own.
    async fn only_default(&self, state: StateId) -> Result<(), Error> {
        let others = self.list().all().await?;
        for other in others.iter().filter(|other| other.default && other.id != state) {
            Box::pin(self.update(other.id, &StatePatch::new().default(false))).await?;
        }
        Ok(())
    }

    /// Deletes a state.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Rejected`] for the default state and one that
    /// work items are in, and what can befall any write.
    #[guarded_write(op = "state.delete", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, state: StateId) -> Result<(), Error> {
        let ids = [state.into()];
        let write = Write::in_project(operation::STATE_DELETE, self.project, ids);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
