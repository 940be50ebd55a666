//! Invitations to the workspace.

use serde::Serialize;

use super::stamp::Stamp;
use crate::id::InvitationId;

/// An invitation as stored; nobody is sent a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Invitation {
    pub(crate) id: InvitationId,
    pub(crate) email: String,
    pub(crate) role: i64,
    pub(crate) created_at: Stamp,
    pub(crate) updated_at: Stamp,
    pub(crate) responded_at: Option<Stamp>,
    pub(crate) accepted: bool,
}
