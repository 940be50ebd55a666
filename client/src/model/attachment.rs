use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::resource;
use super::user::User;
use crate::change::body;
use crate::expandable::Expandable;
use crate::id::{AttachmentId, ProjectId, WorkItemId};

/// A file attached to a work item.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// What was said about it when it was announced.
    pub attributes: FileAttributes,
    /// Whether its bytes are said to be in the storage.
    #[serde(default)]
    pub is_uploaded: bool,
    /// The project it belongs to.
    pub project: Option<ProjectId>,
    /// The work item it is attached to.
    pub issue: Option<WorkItemId>,
    /// The system that made it.
    pub external_source: Option<String>,
    /// What that system calls it.
    pub external_id: Option<String>,
    /// Who attached it.
    #[serde(default)]
    pub created_by: Expandable<User>,
    /// When it was announced.
    #[serde(default, with = "super::instant")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default, with = "super::instant")]
    pub updated_at: Option<Timestamp>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

resource!(Attachment, AttachmentId);

/// What is known about a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct FileAttributes {
    /// Its name.
    pub name: String,
    /// Its media type, such as `text/plain`.
    #[serde(rename = "type")]
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

body! {
    /// What a new attachment is made of: a name, a media type such as `text/plain`, and its size in bytes.
    NewAttachment (name: String, r#type: String, size: u64);
    nullable {
        /// The system that makes it.
        external_source: String,
        /// What that system calls it: no other file of the project has both.
        external_id: String,
    }
}
