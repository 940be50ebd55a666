use jiff::Timestamp;
use serde::Deserialize;

use super::resource;
use super::user::{User, Workspace};
use crate::expandable::Expandable;
use crate::id::ProjectId;

/// A project.
#[derive(Clone, Debug, PartialEq, Deserialize)]
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
    /// The role of the key's user: 20 administrator, 15 member, 5 guest.
    pub member_role: Option<i64>,
    /// The workspace it belongs to.
    #[serde(default)]
    pub workspace: Expandable<Workspace>,
    /// Who leads it.
    #[serde(default)]
    pub project_lead: Expandable<User>,
    /// Who is assigned to a work item that names nobody.
    #[serde(default)]
    pub default_assignee: Expandable<User>,
    /// When it was put into the archive, if it was.
    pub archived_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
}

resource!(Project, ProjectId);
