//! Files: attachments of work items, and assets of the workspace.

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::stamp::Stamp;

/// A file as stored; its bytes are in the storage, if they ever got there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attachment {
    pub(super) id: Uuid,
    pub(super) created_at: Stamp,
    pub(super) updated_at: Stamp,
    pub(super) deleted_at: Option<Stamp>,
    pub(super) attributes: Attributes,
    /// Its key in the storage.
    pub(super) asset: String,
    pub(super) entity_type: String,
    pub(super) entity_identifier: (),
    pub(super) is_deleted: bool,
    pub(super) is_archived: bool,
    pub(super) external_id: Option<String>,
    pub(super) external_source: Option<String>,
    pub(super) size: f64,
    pub(super) is_uploaded: bool,
    pub(super) storage_metadata: Map<String, Value>,
    pub(super) created_by: Option<Uuid>,
    pub(super) updated_by: Option<Uuid>,
    pub(super) user: (),
    pub(super) workspace: Uuid,
    pub(super) draft_issue: (),
    pub(super) project: Option<Uuid>,
    pub(super) issue: Option<Uuid>,
    pub(super) comment: (),
    pub(super) page: (),
}

/// What the caller said about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Attributes {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) media_type: String,
    pub(super) size: u64,
}

impl Attachment {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The project it belongs to, if any.
    #[must_use]
    pub fn project(&self) -> Option<Uuid> {
        self.project
    }

    /// The work item it is on; an asset of the workspace is on none.
    #[must_use]
    pub fn issue(&self) -> Option<Uuid> {
        self.issue
    }

    /// Its file name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.attributes.name
    }

    /// Whether its upload was confirmed.
    #[must_use]
    pub fn is_uploaded(&self) -> bool {
        self.is_uploaded
    }
}
