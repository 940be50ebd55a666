use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::resource;
use crate::change::body;
use crate::id::InvitationId;

/// An invitation to the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Who is invited.
    pub email: String,
    /// The role they will have: 20 administrator, 15 member, 5 guest.
    pub role: Option<i64>,
    /// Whether they came.
    #[serde(default)]
    pub accepted: bool,
    /// When they answered.
    #[serde(default, with = "super::instant")]
    pub responded_at: Option<Timestamp>,
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

resource!(Invitation, InvitationId);

body! {
    /// What a new invitation is made of: a mail address.
    NewInvitation (email: String);
    optional {
        /// The role they will have: 20 administrator, 15 member, 5 guest, which it is unless set.
        role: i64,
    }
}

body! {
    /// What changes about an invitation: its address stays.
    InvitationPatch;
    optional {
        /// The role they will have: 20 administrator, 15 member, 5 guest.
        role: i64,
    }
}
