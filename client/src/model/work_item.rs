use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::label::Label;
use super::project::Project;
use super::resource;
use super::state::State;
use super::user::{User, Workspace};
use crate::change::body;
use crate::expandable::Expandable;
use crate::id::{EstimatePointId, LabelId, ProjectId, StateId, UserId, WorkItemId, WorkItemTypeId};

/// A work item.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct WorkItem {
    /// Its id.
    pub id: WorkItemId,
    /// Its name.
    pub name: String,
    /// Its number within the project.
    pub sequence_id: u64,
    /// Its text as HTML, which the server has sanitised.
    pub description_html: Option<String>,
    /// How urgent it is.
    #[serde(default)]
    pub priority: Priority,
    /// The project it belongs to.
    pub project: Expandable<Project>,
    /// The workspace it belongs to.
    #[serde(default)]
    pub workspace: Expandable<Workspace>,
    /// The state it is in.
    #[serde(default)]
    pub state: Expandable<State>,
    /// The work item that it is a part of.
    #[serde(default)]
    pub parent: Expandable<Parent>,
    /// Who works on it.
    #[serde(default)]
    pub assignees: Vec<Expandable<User>>,
    /// Its labels.
    #[serde(default)]
    pub labels: Vec<Expandable<Label>>,
    /// The day on which it begins.
    pub start_date: Option<Date>,
    /// The day by which it should be done.
    pub target_date: Option<Date>,
    /// How large it is, 0 to 12.
    pub point: Option<i64>,
    /// How large it is, by the project's estimates.
    #[serde(default)]
    pub estimate_point: Expandable<EstimatePoint>,
    /// The type of work item that it is, where the workspace has types.
    pub type_id: Option<WorkItemTypeId>,
    /// Its place among the work items.
    pub sort_order: Option<f64>,
    /// Whether it is a draft.
    #[serde(default)]
    pub is_draft: bool,
    /// The system that made it.
    pub external_source: Option<String>,
    /// What that system calls it.
    pub external_id: Option<String>,
    /// Who made it.
    #[serde(default)]
    pub created_by: Expandable<User>,
    /// Who changed it last.
    #[serde(default)]
    pub updated_by: Expandable<User>,
    /// When it was made.
    #[serde(default, with = "super::instant")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default, with = "super::instant")]
    pub updated_at: Option<Timestamp>,
    /// When it came into a state of the group `completed`.
    #[serde(default, with = "super::instant")]
    pub completed_at: Option<Timestamp>,
    /// When it was put into the archive.
    ///
    /// Some answers tell the day only: that is its first instant in UTC.
    #[serde(default, with = "super::instant")]
    pub archived_at: Option<Timestamp>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The work item that another one is a part of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Parent {
    /// Its id.
    pub id: WorkItemId,
    /// Its number within the project.
    pub sequence_id: u64,
    /// The project it belongs to.
    pub project_id: ProjectId,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A size that a project estimates with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct EstimatePoint {
    /// Its id.
    pub id: EstimatePointId,
    /// Its name.
    #[serde(default)]
    pub value: String,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A work item as a search finds it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SearchHit {
    /// Its id.
    pub id: WorkItemId,
    /// Its name.
    pub name: String,
    /// Its number within the project.
    pub sequence_id: u64,
    /// What its key begins with, such as `ORCH`.
    #[serde(rename = "project__identifier")]
    pub project_identifier: String,
    /// The project it belongs to.
    pub project_id: ProjectId,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

resource!(WorkItem, WorkItemId);
resource!(Parent, WorkItemId);
resource!(EstimatePoint, EstimatePointId);
resource!(SearchHit, WorkItemId);

/// How urgent a work item is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Priority {
    /// Before all else.
    Urgent,
    /// High.
    High,
    /// Medium.
    Medium,
    /// Low.
    Low,
    /// Not said.
    #[default]
    None,
    /// A value that this version does not know.
    #[serde(untagged)]
    Unknown(Box<str>),
}

body! {
    /// What a new work item is made of: a name of at most 255 characters.
    NewWorkItem (name: String);
    optional {
        /// Its text as HTML, which the server sanitises.
        description_html: String,
        /// How urgent it is.
        priority: Priority,
        /// Who works on it: members of the project.
        assignees: Vec<UserId>,
        /// Its labels: of the same project.
        labels: Vec<LabelId>,
        /// Its place among the work items.
        sort_order: f64,
        /// Whether it is a draft.
        is_draft: bool,
        /// When it was made in the system that it comes from. The server stores it, and its answer says now.
        created_at: Timestamp,
        /// Who made it there. The server stores it, and its answer says the key's user.
        created_by: UserId,
    }
    nullable {
        /// The state it is in, the project's default state unless set.
        state: StateId,
        /// The work item that it is a part of, of the same project.
        parent: WorkItemId,
        /// The day on which it begins.
        start_date: Date,
        /// The day by which it should be done.
        target_date: Date,
        /// How large it is, by the project's estimates.
        estimate_point: EstimatePointId,
        /// How large it is, 0 to 12.
        point: i64,
        /// The day on which it was put into the archive, where no list shows it.
        archived_at: Date,
        /// The type of work item that it is, where the workspace has types.
        type_id: WorkItemTypeId,
        /// The system that makes it.
        external_source: String,
        /// What that system calls it: with both a POST can be repeated safely.
        external_id: String,
    }
}

body! {
    /// What changes about a work item.
    WorkItemPatch;
    optional {
        /// Its name.
        name: String,
        /// Its text as HTML, which the server sanitises; it cannot be cleared, but it can be `<p></p>`.
        description_html: String,
        /// How urgent it is.
        priority: Priority,
        /// Who works on it: members of the project; nobody if empty.
        assignees: Vec<UserId>,
        /// Its labels: of the same project; none if empty.
        labels: Vec<LabelId>,
        /// Its place among the work items.
        sort_order: f64,
        /// Whether it is a draft.
        is_draft: bool,
    }
    nullable {
        /// The day on which it was put into the archive, where no list shows it and no read finds it; cleared, it is back.
        archived_at: Date,
        /// The state it is in; cleared, the project's default state.
        state: StateId,
        /// The work item that it is a part of, of the same project.
        parent: WorkItemId,
        /// The day on which it begins.
        start_date: Date,
        /// The day by which it should be done.
        target_date: Date,
        /// How large it is, by the project's estimates.
        estimate_point: EstimatePointId,
        /// How large it is, 0 to 12.
        point: i64,
        /// The type of work item that it is, where the workspace has types.
        type_id: WorkItemTypeId,
        /// The system that made it.
        external_source: String,
        /// What that system calls it.
        external_id: String,
    }
}
