use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::member::Role;
use super::state::State;
use super::user::{User, Workspace};
use super::{numbered, resource};
use crate::change::body;
use crate::expandable::Expandable;
use crate::id::{ProjectId, StateId, UserId};

/// A project.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// What its work items' keys begin with, such as `ORCH`.
    pub identifier: String,
    /// What it is about.
    #[serde(default)]
    pub description: String,
    /// Whether the key's user is a member. A public project is listed to everybody in the workspace.
    pub is_member: Option<bool>,
    /// The role of the key's user.
    pub member_role: Option<Role>,
    /// Who may see it.
    pub network: Option<Network>,
    /// The workspace it belongs to.
    #[serde(default)]
    pub workspace: Expandable<Workspace>,
    /// Who leads it.
    #[serde(default)]
    pub project_lead: Expandable<User>,
    /// Who is assigned to a work item that names nobody.
    #[serde(default)]
    pub default_assignee: Expandable<User>,
    /// What the server keeps as the state of a work item that names none; version 1.3.1 leaves it empty and looks at
    /// [`State::default`](crate::State::default).
    #[serde(default)]
    pub default_state: Expandable<State>,
    /// The system that made it.
    pub external_source: Option<String>,
    /// What that system calls it.
    pub external_id: Option<String>,
    /// When it was put into the archive, if it was.
    ///
    /// Some answers tell the day only: that is its first instant in UTC.
    #[serde(default, with = "super::instant")]
    pub archived_at: Option<Timestamp>,
    /// When it was made.
    #[serde(default, with = "super::instant")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default, with = "super::instant")]
    pub updated_at: Option<Timestamp>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

resource!(Project, ProjectId);

numbered! {
    /// Who may see a project.
    Network {
        /// Its members.
        Secret = 0,
        /// Everybody in the workspace.
        Public = 2,
    }
}

/// What a project holds, counted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ProjectSummary {
    /// The project.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// What its work items' keys begin with, such as `ORCH`.
    pub identifier: String,
    /// How many of what.
    pub counts: ProjectCounts,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// How much of everything a project has; what a version of the server does not count is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ProjectCounts {
    /// Members.
    pub members: Option<u64>,
    /// States.
    pub states: Option<u64>,
    /// Labels.
    pub labels: Option<u64>,
    /// Cycles.
    pub cycles: Option<u64>,
    /// Modules.
    pub modules: Option<u64>,
    /// Work items.
    #[serde(rename = "issues")]
    pub work_items: Option<u64>,
    /// Work items that wait to be accepted.
    #[serde(rename = "intakes")]
    pub intake: Option<u64>,
    /// Pages.
    pub pages: Option<u64>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

body! {
    /// What a new project is made of, which everybody in the workspace may see: a name, and an identifier of at most 12 characters that its work items' keys begin
    /// with.
    NewProject (name: String, identifier: String);
    optional {
        /// What it is about.
        description: String,
        /// Whether it has cycles.
        cycle_view: bool,
        /// Whether it has modules.
        module_view: bool,
        /// Whether it has an intake.
        intake_view: bool,
        /// Whether it has pages.
        page_view: bool,
        /// Its time zone, such as `Europe/Berlin`.
        timezone: String,
    }
    nullable {
        /// Who leads it.
        project_lead: UserId,
        /// Who is assigned to a work item that names nobody.
        default_assignee: UserId,
        /// The system that makes it.
        external_source: String,
        /// What that system calls it.
        external_id: String,
    }
}

body! {
    /// What changes about a project.
    ProjectPatch;
    optional {
        /// Its name.
        name: String,
        /// What its work items' keys begin with; all their keys change.
        identifier: String,
        /// What it is about.
        description: String,
        /// Whether it has cycles.
        cycle_view: bool,
        /// Whether it has modules.
        module_view: bool,
        /// Whether it has an intake.
        intake_view: bool,
        /// Whether it has pages.
        page_view: bool,
        /// Its time zone, such as `Europe/Berlin`.
        timezone: String,
        /// After how many months without a change the server archives what is done, 0 for never.
        archive_in: u32,
    }
    nullable {
        /// The state of a work item that names none. Version 1.3.1 refuses every one with a 400, which is
        /// [`Error::Rejected`](crate::Error::Rejected): there a state becomes it by
        /// [`StatePatch::default`](crate::StatePatch::default).
        default_state: StateId,
        /// Who leads it.
        project_lead: UserId,
        /// Who is assigned to a work item that names nobody.
        default_assignee: UserId,
        /// The system that made it.
        external_source: String,
        /// What that system calls it.
        external_id: String,
    }
}
