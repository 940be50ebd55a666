use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::user::User;
use super::{numbered, resource};
use crate::id::{MembershipId, ProjectId, UserId};

/// A user's place in a project.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Membership {
    /// Its id: not that of the user.
    pub id: MembershipId,
    /// The user.
    pub member: Option<UserId>,
    /// What they may do.
    pub role: Role,
    /// The project.
    pub project: Option<ProjectId>,
    /// Whether it counts.
    pub is_active: Option<bool>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

resource!(Membership, MembershipId);

/// A user of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct WorkspaceMember {
    /// The user.
    #[serde(flatten)]
    pub user: User,
    /// What they may do in the workspace.
    pub role: Option<Role>,
}

numbered! {
    /// What a member may do.
    Role {
        /// Read, and comment.
        Guest = 5,
        /// Work.
        Member = 15,
        /// Everything.
        Admin = 20,
    }
}
