use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::resource;
use crate::id::{UserId, WorkspaceId};

/// A user, as others see them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
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
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A workspace.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Workspace {
    /// Its id.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// What a path calls it.
    pub slug: String,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

resource!(User, UserId);
resource!(Workspace, WorkspaceId);
