//! Comments on work items.

use serde::Serialize;
use uuid::Uuid;

use super::row::{Base, External, row};
use super::stamp::Stamp;

/// A comment as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comment {
    #[serde(flatten)]
    pub(crate) base: Base,
    #[serde(rename = "comment_html")]
    pub(crate) html: String,
    pub(crate) attachments: Vec<String>,
    pub(crate) access: String,
    #[serde(flatten)]
    pub(crate) external: External,
    pub(crate) edited_at: Option<Stamp>,
    pub(crate) description: Uuid,
    pub(crate) issue: Uuid,
    pub(crate) actor: Uuid,
    pub(crate) parent: Option<Uuid>,
}

impl Comment {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The work item it is on.
    #[must_use]
    pub fn issue(&self) -> Uuid {
        self.issue
    }

    /// The project of the URL it was posted under, whichever project the work item is in.
    #[must_use]
    pub fn project(&self) -> Uuid {
        self.project
    }

    /// Its text.
    #[must_use]
    pub fn comment_html(&self) -> &str {
        &self.html
    }

    /// `INTERNAL` or `EXTERNAL`.
    #[must_use]
    pub fn access(&self) -> &str {
        &self.access
    }

    /// When it was made.
    #[must_use]
    pub fn created_at(&self) -> Stamp {
        self.created_at
    }

    /// Its id in another system, which is the second half of its external id.
    #[must_use]
    pub fn external_id(&self) -> Option<&str> {
        self.external.external_id.as_deref()
    }
}

row!(Comment, comments, "Work item comment");
