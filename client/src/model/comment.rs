use serde::Deserialize;

use crate::id::{CommentId, ProjectId, WorkItemId};

/// A comment on a work item.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Comment {
    id: CommentId,
    #[serde(rename = "comment_html")]
    html: String,
    project: ProjectId,
    issue: WorkItemId,
}

impl Comment {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> CommentId {
        self.id
    }

    /// Its text, as HTML that the server has sanitised.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The project in whose name it was written.
    #[must_use]
    pub fn project(&self) -> ProjectId {
        self.project
    }

    /// The work item it is about.
    #[must_use]
    pub fn work_item(&self) -> WorkItemId {
        self.issue
    }
}
