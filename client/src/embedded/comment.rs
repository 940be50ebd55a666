//! Comments on work items.

use serde::Serialize;
use uuid::Uuid;

use super::row::Row;
use super::stamp::Stamp;
use super::world::{World, external_key};

/// A comment as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comment {
    pub(super) id: Uuid,
    pub(super) created_at: Stamp,
    pub(super) updated_at: Stamp,
    pub(super) deleted_at: Option<Stamp>,
    #[serde(rename = "comment_html")]
    pub(super) html: String,
    pub(super) attachments: Vec<String>,
    pub(super) access: String,
    pub(super) external_source: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) edited_at: Option<Stamp>,
    pub(super) created_by: Uuid,
    pub(super) updated_by: Option<Uuid>,
    pub(super) project: Uuid,
    pub(super) workspace: Uuid,
    pub(super) description: Uuid,
    pub(super) issue: Uuid,
    pub(super) actor: Uuid,
    pub(super) parent: Option<Uuid>,
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
        self.external_id.as_deref()
    }
}

impl Row for Comment {
    const NAME: &'static str = "Work item comment";

    fn id(&self) -> Uuid {
        self.id
    }

    fn project(&self) -> Uuid {
        self.project
    }

    fn created_at(&self) -> Stamp {
        self.created_at
    }

    fn external(&self) -> Option<(&str, &str)> {
        external_key(self.external_source.as_deref(), self.external_id.as_deref())
    }

    fn all(world: &World) -> impl Iterator<Item = &Self> {
        world.comments.values()
    }
}
