use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::work_item::Priority;
use crate::id::{ProjectId, StateId, WorkItemId};

/// How one work item relates to another, seen from the first.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RelationKind {
    /// The other one waits for it.
    Blocking,
    /// It waits for the other one.
    BlockedBy,
    /// They are the same.
    Duplicate,
    /// They have to do with each other.
    RelatesTo,
    /// It starts after the other one.
    StartAfter,
    /// It starts before the other one.
    StartBefore,
    /// It finishes after the other one.
    FinishAfter,
    /// It finishes before the other one.
    FinishBefore,
    /// A kind that this version does not know.
    #[serde(untagged)]
    Unknown(Box<str>),
}

/// The other work items that a work item relates to, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct WorkItemRelations {
    /// Those that wait for it.
    pub blocking: Vec<WorkItemRef>,
    /// Those that it waits for.
    pub blocked_by: Vec<WorkItemRef>,
    /// Those that are the same.
    pub duplicate: Vec<WorkItemRef>,
    /// Those that have to do with it.
    pub relates_to: Vec<WorkItemRef>,
    /// Those that it starts after.
    pub start_after: Vec<WorkItemRef>,
    /// Those that it starts before.
    pub start_before: Vec<WorkItemRef>,
    /// Those that it finishes after.
    pub finish_after: Vec<WorkItemRef>,
    /// Those that it finishes before.
    pub finish_before: Vec<WorkItemRef>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A work item and its project, which may be another than that of the work item it relates to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct WorkItemRef {
    /// The project.
    pub project_id: ProjectId,
    /// The work item.
    pub issue_id: WorkItemId,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A work item that was newly related to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Related {
    /// Its id.
    pub id: WorkItemId,
    /// Its name.
    pub name: String,
    /// Its number within the project.
    pub sequence_id: u64,
    /// The project it belongs to.
    pub project_id: ProjectId,
    /// The state it is in.
    pub state_id: Option<StateId>,
    /// How urgent it is.
    #[serde(default)]
    pub priority: Priority,
    /// How the relation is kept, which may be the other way round: what was made as `blocking` is kept as `blocked_by`.
    pub relation_type: RelationKind,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
