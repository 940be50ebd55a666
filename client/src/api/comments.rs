//! Comments.

use serde::de::IgnoredAny;
use write_guard::guarded_write;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{CommentId, ProjectId, WorkItemId};
use crate::list::List;
use crate::model::{Comment, CommentPatch, NewComment};
use crate::operation;
use crate::template;
use crate::write::Write;

/// The comments on a work item.
#[derive(Clone, Debug)]
pub struct Comments {
    client: PlaneClient,
    project: ProjectId,
    item: WorkItemId,
}

impl Comments {
    pub(super) fn new(client: &PlaneClient, project: ProjectId, item: WorkItemId) -> Self {
        let client = client.clone();
        Self {
            client,
            project,
            item,
        }
    }

    /// Every comment.
    pub fn list(&self) -> List<Comment> {
        List::new(
            &self.client,
            template::COMMENTS,
            [self.project.into(), self.item.into()],
        )
    }

    /// One comment.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the work item has no such comment, and what can befall any read.
    pub async fn get(&self, comment: CommentId) -> Result<Comment, Error> {
        let ids = [self.project.into(), self.item.into(), comment.into()];
        self.client.read(template::COMMENT, ids, &[]).await
    }

    /// Comments on the work item.
    ///
    /// In a test process the work item is read first, to prove that it belongs to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Conflict`] if the external id is
    /// taken, and what can befall any write.
    pub async fn create(&self, comment: &NewComment) -> Result<Comment, Error> {
        self.client.comment(Some(self.project), self.item, comment).await
    }

    /// Changes a comment.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "comment.update", target = self.project, item = self.item, gate = self.client.gate(), permit = permit)]
    pub async fn update(&self, comment: CommentId, patch: &CommentPatch) -> Result<Comment, Error> {
        let ids = [self.item.into(), comment.into()];
        let write = Write::in_project(operation::COMMENT_UPDATE, self.project, ids).json(patch)?;
        self.client.write(permit, write).await
    }

    /// Deletes a comment.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "comment.delete", target = self.project, item = self.item, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, comment: CommentId) -> Result<(), Error> {
        let ids = [self.item.into(), comment.into()];
        let write = Write::in_project(operation::COMMENT_DELETE, self.project, ids);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}

impl PlaneClient {
    /// Comments on a work item of the client's own project; `html` is stored as it is: whoever shows it sanitises it.
    ///
    /// The same as `create` of [`Comments`], under the name that an orchestrator has for it.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, [`Error::NoProject`], and what can befall any write.
    pub async fn add_comment(&self, item: WorkItemId, html: &str) -> Result<Comment, Error> {
        self.comment(self.project, item, &NewComment::new(html)).await
    }

    #[guarded_write(op = "comment", target = project, item = item, gate = self.gate(), permit = permit)]
    async fn comment(
        &self,
        project: Option<ProjectId>,
        item: WorkItemId,
        comment: &NewComment,
    ) -> Result<Comment, Error> {
        let project = project.ok_or(Error::NoProject)?;
        let write = Write::in_project(operation::COMMENT, project, [item.into()]).json(comment)?;
        self.write(permit, write).await
    }
}
