//! Work items that wait to be accepted.

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::row::{Base, External, row};
use super::stamp::Stamp;

/// Where a work item in the intake stands.
pub(super) const STATUSES: [i64; 5] = [PENDING, REJECTED, SNOOZED, ACCEPTED, DUPLICATE];
pub(super) const PENDING: i64 = -2;
pub(super) const REJECTED: i64 = -1;
pub(super) const SNOOZED: i64 = 0;
pub(super) const ACCEPTED: i64 = 1;
pub(super) const DUPLICATE: i64 = 2;

/// A work item's place in the intake, as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct IntakeItem {
    #[serde(flatten)]
    pub(super) base: Base,
    pub(super) inbox: Uuid,
    pub(super) intake: Uuid,
    pub(super) status: i64,
    pub(super) snoozed_till: Option<Stamp>,
    pub(super) source: String,
    pub(super) source_email: Option<String>,
    #[serde(flatten)]
    pub(super) external: External,
    pub(super) extra: Map<String, Value>,
    pub(super) issue: Uuid,
    pub(super) duplicate_to: Option<Uuid>,
}

row!(IntakeItem, "Intake issue", intake);
