//! Comments on work items.

use serde::Serialize;
use uuid::Uuid;

use super::row::{Base, External, row};
use super::stamp::Stamp;
use crate::id::{CommentId, UserId, WorkItemId};

/// A comment as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comment {
    #[serde(flatten)]
    pub(crate) base: Base<CommentId>,
    /// Its text.
    pub comment_html: String,
    pub(crate) attachments: Vec<String>,
    /// `INTERNAL` or `EXTERNAL`.
    pub access: String,
    /// What another system calls it.
    #[serde(flatten)]
    pub external: External,
    pub(crate) edited_at: Option<Stamp>,
    pub(crate) description: Uuid,
    /// The work item it is on.
    pub issue: WorkItemId,
    pub(crate) actor: UserId,
    pub(crate) parent: Option<CommentId>,
}

row!(Comment: CommentId, comments, "Work item comment");
