use serde::Deserialize;

use super::resource;
use crate::id::{UserId, WorkspaceId};

/// A user, as others see them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// The name they go by.
    pub display_name: String,
    /// First name.
    #[serde(default)]
    pub first_name: String,
    /// Last name.
    #[serde(default)]
    pub last_name: String,
    /// Address, where the server tells it.
    pub email: Option<String>,
    /// Where their picture is, relative to the server.
    pub avatar_url: Option<String>,
}

/// A workspace.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Workspace {
    /// Its id.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// What a path calls it.
    pub slug: String,
}

resource!(User, UserId);
resource!(Workspace, WorkspaceId);
