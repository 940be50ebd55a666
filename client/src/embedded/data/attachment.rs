//! Files: attachments of work items, assets of the workspace, and pictures of users.

use serde::Serialize;
use serde_json::{Map, Number, Value};
use uuid::Uuid;

use super::row::External;
use super::stamp::Stamp;
use super::world::World;
use crate::id::{AttachmentId, ProjectId, UserId, WorkItemId};

/// A file as stored; its bytes are in the storage, if they ever got there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attachment {
    pub(crate) id: AttachmentId,
    pub(crate) created_at: Stamp,
    pub(crate) updated_at: Stamp,
    pub(crate) deleted_at: Option<Stamp>,
    pub(crate) attributes: Attributes,
    /// Its key in the storage.
    pub(crate) asset: String,
    pub(crate) entity_type: String,
    pub(crate) entity_identifier: (),
    pub(crate) is_deleted: bool,
    pub(crate) is_archived: bool,
    #[serde(flatten)]
    pub(crate) external: External,
    pub(crate) size: f64,
    /// Whether its upload was confirmed.
    pub is_uploaded: bool,
    pub(crate) storage_metadata: Map<String, Value>,
    pub(crate) created_by: Option<UserId>,
    pub(crate) updated_by: Option<UserId>,
    pub(crate) user: Option<UserId>,
    pub(crate) workspace: Option<Uuid>,
    pub(crate) draft_issue: (),
    /// The project it belongs to, if any.
    pub project: Option<ProjectId>,
    /// The work item it is on; an asset of the workspace or of a user is on none.
    pub issue: Option<WorkItemId>,
    pub(crate) comment: (),
    pub(crate) page: (),
}

/// What the caller said about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Attributes {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) media_type: String,
    pub(crate) size: Number,
}

impl Attachment {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> AttachmentId {
        self.id
    }

    /// Its file name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.attributes.name
    }
}

impl World {
    /// A file that belongs nowhere yet, not stored.
    pub(crate) fn new_file(&self, now: Stamp, attributes: Attributes) -> Attachment {
        let size = attributes.size.as_f64().unwrap_or_default();
        Attachment {
            id: Uuid::new_v4().into(),
            created_at: now,
            updated_at: now,
            deleted_at: None,
            asset: format!(
                "{}/{}-{}",
                self.workspace,
                Uuid::new_v4().simple(),
                attributes.name
            ),
            attributes,
            entity_type: String::new(),
            entity_identifier: (),
            is_deleted: false,
            is_archived: false,
            external: External::default(),
            size,
            is_uploaded: false,
            storage_metadata: Map::new(),
            created_by: Some(self.caller),
            updated_by: None,
            user: None,
            workspace: Some(self.workspace),
            draft_issue: (),
            project: None,
            issue: None,
            comment: (),
            page: (),
        }
    }
}
