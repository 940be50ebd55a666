//! Notes of users.

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::stamp::Stamp;
use crate::id::{StickyId, UserId};

/// A note of one user, as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Sticky {
    pub(crate) id: StickyId,
    pub(crate) created_at: Stamp,
    pub(crate) updated_at: Stamp,
    pub(crate) deleted_at: Option<Stamp>,
    pub(crate) name: Option<String>,
    pub(crate) description: Map<String, Value>,
    pub(crate) description_html: String,
    pub(crate) description_stripped: String,
    pub(crate) description_binary: Option<String>,
    pub(crate) logo_props: Map<String, Value>,
    pub(crate) color: Option<String>,
    pub(crate) background_color: Option<String>,
    pub(crate) sort_order: f64,
    pub(crate) created_by: Option<UserId>,
    pub(crate) updated_by: Option<UserId>,
    pub(crate) workspace: Uuid,
    pub(crate) owner: UserId,
}
