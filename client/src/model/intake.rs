use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::numbered;
use super::work_item::{Priority, WorkItem, WorkItemPatch};
use crate::change::body;
use crate::id::{IntakeItemId, ProjectId, WorkItemId};

/// A work item in the intake: one that waits to be accepted.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct IntakeItem {
    /// The id of its place in the intake; functions take that of the work item.
    pub id: IntakeItemId,
    /// The work item.
    pub issue: WorkItemId,
    /// The work item itself, with its state.
    pub issue_detail: Option<WorkItem>,
    /// Where it stands.
    pub status: IntakeStatus,
    /// Until when it is put off.
    #[serde(default, with = "super::instant")]
    pub snoozed_till: Option<Timestamp>,
    /// The work item that it says the same as.
    pub duplicate_to: Option<WorkItemId>,
    /// Where it came from, such as `IN_APP`.
    pub source: Option<String>,
    /// The project it belongs to.
    pub project: Option<ProjectId>,
    /// When it came in.
    #[serde(default, with = "super::instant")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default, with = "super::instant")]
    pub updated_at: Option<Timestamp>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

numbered! {
    /// Where a work item in the intake stands.
    IntakeStatus {
        /// It waits.
        Pending = -2,
        /// It was refused.
        Rejected = -1,
        /// It was put off.
        Snoozed = 0,
        /// It was accepted.
        Accepted = 1,
        /// It says the same as another one.
        Duplicate = 2,
    }
}

body! {
    /// What a new work item in the intake is made of: a name of at most 255 characters.
    NewIntakeItem (name: String);
    optional {
        /// Its text as HTML, which the server stores as it is: whoever shows it sanitises it.
        description_html: String,
        /// How urgent it is.
        priority: Priority,
    }
}

body! {
    /// What changes about a work item in the intake. Only administrators change more than the work item itself.
    IntakePatch;
    optional {
        /// Where it stands. Of whom may not change it the server leaves it as it is, and answers as if all was well.
        status: IntakeStatus,
        /// What changes about the work item itself. The server refuses a state or a parent; labels and assignees it leaves
        /// out.
        issue: WorkItemPatch,
    }
    nullable {
        /// Until when it is put off.
        snoozed_till: Timestamp,
        /// The work item that it says the same as.
        duplicate_to: WorkItemId,
    }
}
