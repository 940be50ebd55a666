//! Labels.

use serde::de::IgnoredAny;
use write_guard::guarded_write;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{LabelId, ProjectId};
use crate::list::List;
use crate::model::{Label, LabelPatch, NewLabel};
use crate::operation;
use crate::template;
use crate::write::Write;

/// The labels of a project.
#[derive(Clone, Debug)]
pub struct Labels {
    client: PlaneClient,
    project: ProjectId,
}

impl Labels {
    pub(super) fn new(client: &PlaneClient, project: ProjectId) -> Self {
        let client = client.clone();
        Self { client, project }
    }

    /// Every label.
    pub fn list(&self) -> List<Label> {
        List::new(&self.client, template::LABELS, [self.project.into()])
    }

    /// One label.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the project has no such label, and what can befall any read.
    pub async fn get(&self, label: LabelId) -> Result<Label, Error> {
        let ids = [self.project.into(), label.into()];
        self.client.read(template::LABEL, ids, &[]).await
    }

    /// Makes a label.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Conflict`] if the name or the external id is
    /// taken, and what can befall any write.
    #[guarded_write(op = "label.create", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, label: &NewLabel) -> Result<Label, Error> {
        let write = Write::in_project(operation::LABEL_CREATE, self.project, []).json(label)?;
        self.client.write(permit, write).await
    }

    /// Changes a label.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "label.update", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn update(&self, label: LabelId, patch: &LabelPatch) -> Result<Label, Error> {
        let ids = [label.into()];
        let write = Write::in_project(operation::LABEL_UPDATE, self.project, ids).json(patch)?;
        self.client.write(permit, write).await
    }

    /// Deletes a label.
    ///
    /// What else the server deletes, of other projects too, it does not tell: a test process deletes only what it made itself.
    /// What earlier runs left in a sandbox is cleared by hand or by a live program.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "label.delete", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, label: LabelId) -> Result<(), Error> {
        let ids = [label.into()];
        let write = Write::in_project(operation::LABEL_DELETE, self.project, ids);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
