use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::progress::Progress;
use super::project::Project;
use super::resource;
use super::user::User;
use crate::change::body;
use crate::expandable::Expandable;
use crate::id::{ModuleId, ModuleItemId, ProjectId, UserId, WorkItemId};

/// A module: a part of a project with a lead and members of its own.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Module {
    /// Its id.
    pub id: ModuleId,
    /// Its name, which no other module of the project has.
    pub name: String,
    /// What it is about.
    #[serde(default)]
    pub description: String,
    /// How far it is.
    #[serde(default)]
    pub status: ModuleStatus,
    /// The day on which it begins.
    pub start_date: Option<Date>,
    /// The day by which it should be done.
    pub target_date: Option<Date>,
    /// Its place among the modules.
    pub sort_order: Option<f64>,
    /// Who leads it.
    #[serde(default)]
    pub lead: Expandable<User>,
    /// Who works on it.
    #[serde(default)]
    pub members: Vec<Expandable<User>>,
    /// The project it belongs to.
    #[serde(default)]
    pub project: Expandable<Project>,
    /// How far its work items are; nothing in the answer to a write.
    #[serde(flatten)]
    pub progress: Progress,
    /// The system that made it.
    pub external_source: Option<String>,
    /// What that system calls it.
    pub external_id: Option<String>,
    /// When it was made.
    #[serde(default, with = "super::instant")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default, with = "super::instant")]
    pub updated_at: Option<Timestamp>,
    /// When it was put into the archive.
    ///
    /// Some answers tell the day only: that is its first instant in UTC.
    #[serde(default, with = "super::instant")]
    pub archived_at: Option<Timestamp>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

resource!(Module, ModuleId);

/// What the server tells of a module that was changed: neither its id nor its members.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PatchedModule {
    /// Its name.
    pub name: String,
    /// What it is about.
    #[serde(default)]
    pub description: String,
    /// How far it is.
    #[serde(default)]
    pub status: ModuleStatus,
    /// The day on which it begins.
    pub start_date: Option<Date>,
    /// The day by which it should be done.
    pub target_date: Option<Date>,
    /// Who leads it.
    #[serde(default)]
    pub lead: Expandable<User>,
    /// The system that made it.
    pub external_source: Option<String>,
    /// What that system calls it.
    pub external_id: Option<String>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A work item's place in a module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ModuleItem {
    /// The place's own id.
    pub id: ModuleItemId,
    /// The module.
    pub module: ModuleId,
    /// The work item.
    pub issue: WorkItemId,
    /// The project of both.
    pub project: ProjectId,
    /// How many parts the work item has.
    pub sub_issues_count: Option<u64>,
    /// When it was made.
    #[serde(default, with = "super::instant")]
    pub created_at: Option<Timestamp>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// How far a module is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ModuleStatus {
    /// Not planned yet.
    Backlog,
    /// Planned.
    #[default]
    Planned,
    /// Being worked on.
    InProgress,
    /// Laid aside.
    Paused,
    /// Finished.
    Completed,
    /// Given up.
    Cancelled,
    /// A value that this version does not know.
    #[serde(untagged)]
    Unknown(Box<str>),
}

body! {
    /// What a new module is made of: a name that no other module of the project has.
    NewModule (name: String);
    optional {
        /// What it is about.
        description: String,
        /// How far it is, [`ModuleStatus::Planned`] unless set.
        status: ModuleStatus,
        /// Who works on it: members of the project.
        members: Vec<UserId>,
    }
    nullable {
        /// The day on which it begins.
        start_date: Date,
        /// The day by which it should be done.
        target_date: Date,
        /// Who leads it.
        lead: UserId,
        /// The system that makes it.
        external_source: String,
        /// What that system calls it: with both a POST can be repeated safely.
        external_id: String,
    }
}

body! {
    /// What changes about a module.
    ModulePatch;
    optional {
        /// Its name.
        name: String,
        /// What it is about.
        description: String,
        /// How far it is.
        status: ModuleStatus,
        /// Who works on it: members of the project; nobody if empty.
        members: Vec<UserId>,
    }
    nullable {
        /// The day on which it begins.
        start_date: Date,
        /// The day by which it should be done.
        target_date: Date,
        /// Who leads it.
        lead: UserId,
        /// The system that made it.
        external_source: String,
        /// What that system calls it.
        external_id: String,
    }
}
