//! What belongs to the workspace and to no project: invitations and stickies.

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::stamp::Stamp;

/// An invitation as stored; nobody is sent a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Invitation {
    pub(super) id: Uuid,
    pub(super) email: String,
    pub(super) role: i64,
    pub(super) created_at: Stamp,
    pub(super) updated_at: Stamp,
    pub(super) responded_at: Option<Stamp>,
    pub(super) accepted: bool,
}

/// A note of one user, as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Sticky {
    pub(super) id: Uuid,
    pub(super) created_at: Stamp,
    pub(super) updated_at: Stamp,
    pub(super) deleted_at: Option<Stamp>,
    pub(super) name: Option<String>,
    pub(super) description: Map<String, Value>,
    pub(super) description_html: String,
    pub(super) description_stripped: String,
    pub(super) description_binary: Option<String>,
    pub(super) logo_props: Map<String, Value>,
    pub(super) color: Option<String>,
    pub(super) background_color: Option<String>,
    pub(super) sort_order: f64,
    pub(super) created_by: Option<Uuid>,
    pub(super) updated_by: Option<Uuid>,
    pub(super) workspace: Uuid,
    pub(super) owner: Uuid,
}
