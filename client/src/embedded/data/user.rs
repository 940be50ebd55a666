//! The users whose keys the server accepts.

use serde::Serialize;
use uuid::Uuid;

use crate::id::UserId;

/// A user, as embedded in other objects too.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct User {
    pub(crate) id: UserId,
    first_name: String,
    last_name: String,
    email: String,
    avatar: String,
    avatar_url: Option<String>,
    pub(crate) display_name: String,
    #[serde(skip)]
    pub(crate) key: String,
    /// In the workspace.
    #[serde(skip)]
    pub(crate) role: i64,
}

impl User {
    pub(crate) fn new(first_name: &str, key: &str, role: i64) -> Self {
        let lower = first_name.to_lowercase();
        Self {
            id: Uuid::new_v4().into(),
            first_name: first_name.to_owned(),
            last_name: "Test".to_owned(),
            email: format!("{lower}@test.invalid"),
            avatar: String::new(),
            avatar_url: None,
            display_name: lower,
            key: key.to_owned(),
            role,
        }
    }
}
