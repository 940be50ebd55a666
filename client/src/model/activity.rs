use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::resource;
use super::user::User;
use crate::expandable::Expandable;
use crate::id::{ActivityId, CommentId, ProjectId, WorkItemId};

/// An entry of a work item's history.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// What was done: `created`, `updated` or `deleted`.
    pub verb: String,
    /// What changed, such as `state`; nothing where the work item itself was made.
    pub field: Option<String>,
    /// What it was before, in words.
    pub old_value: Option<String>,
    /// What it is now, in words.
    pub new_value: Option<String>,
    /// The id of what it was before, if that has one.
    pub old_identifier: Option<Uuid>,
    /// The id of what it is now, if that has one.
    pub new_identifier: Option<Uuid>,
    /// The change in words, such as `updated the state to`.
    #[serde(default)]
    pub comment: String,
    /// The project in whose name it was done.
    pub project: ProjectId,
    /// The work item it is about.
    pub issue: Option<WorkItemId>,
    /// The comment it is about.
    pub issue_comment: Option<CommentId>,
    /// Who did it.
    #[serde(default)]
    pub actor: Expandable<User>,
    /// When it was done.
    #[serde(default, with = "super::instant")]
    pub created_at: Option<Timestamp>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

resource!(Activity, ActivityId);
