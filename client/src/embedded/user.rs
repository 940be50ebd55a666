//! The users whose keys the server accepts.

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::answer::json_of;

/// A user, as embedded in other objects too.
#[derive(Debug, Clone, Serialize)]
pub(super) struct User {
    pub(super) id: Uuid,
    first_name: String,
    last_name: String,
    email: String,
    avatar: String,
    avatar_url: Option<String>,
    pub(super) display_name: String,
    #[serde(skip)]
    pub(super) key: String,
    /// In the workspace.
    #[serde(skip)]
    pub(super) role: i64,
}

impl User {
    pub(super) fn new(first_name: &str, key: &str, role: i64) -> Self {
        let lower = first_name.to_lowercase();
        Self {
            id: Uuid::new_v4(),
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

    pub(super) fn json(&self) -> Value {
        json_of(self)
    }
}
