use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::resource;
use super::user::User;
use crate::change::body;
use crate::expandable::Expandable;
use crate::id::{CommentId, ProjectId, UserId, WorkItemId};

/// A comment on a work item.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// Its text as HTML, as it was sent: whoever shows it sanitises it.
    #[serde(default)]
    pub comment_html: String,
    /// Who may read it.
    pub access: Option<Access>,
    /// The project in whose name it was written.
    pub project: ProjectId,
    /// The work item it is about.
    pub issue: WorkItemId,
    /// Who wrote it.
    #[serde(default)]
    pub actor: Expandable<User>,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
    /// The system that made it.
    pub external_source: Option<String>,
    /// What that system calls it.
    pub external_id: Option<String>,
    /// When it was written.
    #[serde(default, with = "super::instant")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default, with = "super::instant")]
    pub updated_at: Option<Timestamp>,
    /// When its text was last changed; the Community Edition never says so through this API.
    #[serde(default, with = "super::instant")]
    pub edited_at: Option<Timestamp>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

resource!(Comment, CommentId);

/// Who may read a comment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub enum Access {
    /// Members of the project.
    Internal,
    /// Everybody, where the project is published.
    External,
    /// A value that this version does not know.
    #[serde(untagged)]
    Unknown(Box<str>),
}

body! {
    /// What a new comment is made of: its text as HTML, which the server stores as it is: whoever shows it sanitises it.
    NewComment (comment_html: String);
    optional {
        /// Its text as the editor keeps it. The server stores it beside the HTML and compares neither.
        comment_json: serde_json::Value,
        /// Who may read it, [`Access::Internal`] unless set.
        access: Access,
        /// When it was written in the system that it comes from.
        created_at: Timestamp,
        /// Who wrote it there.
        created_by: UserId,
    }
    nullable {
        /// The system that makes it.
        external_source: String,
        /// What that system calls it: with both a POST can be repeated safely.
        external_id: String,
    }
}

body! {
    /// What changes about a comment.
    CommentPatch;
    optional {
        /// Its text as HTML, which the server stores as it is: whoever shows it sanitises it.
        comment_html: String,
        /// Its text as the editor keeps it. The server stores it beside the HTML and compares neither.
        comment_json: serde_json::Value,
        /// Who may read it.
        access: Access,
    }
    nullable {
        /// The system that made it.
        external_source: String,
        /// What that system calls it.
        external_id: String,
    }
}
