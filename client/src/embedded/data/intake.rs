//! Work items that wait to be accepted.

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::row::{Base, External, row};
use super::stamp::Stamp;

/// Where a work item in the intake stands.
pub(crate) const STATUSES: [i64; 5] = [PENDING, REJECTED, SNOOZED, ACCEPTED, DUPLICATE];
pub(crate) const PENDING: i64 = -2;
pub(crate) const REJECTED: i64 = -1;
pub(crate) const SNOOZED: i64 = 0;
pub(crate) const ACCEPTED: i64 = 1;
pub(crate) const DUPLICATE: i64 = 2;

/// A work item's place in the intake, as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct IntakeItem {
    #[serde(flatten)]
    pub(crate) base: Base,
    pub(crate) inbox: Uuid,
    pub(crate) intake: Uuid,
    pub(crate) status: i64,
    pub(crate) snoozed_till: Option<Stamp>,
    pub(crate) source: String,
    pub(crate) source_email: Option<String>,
    #[serde(flatten)]
    pub(crate) external: External,
    pub(crate) extra: Map<String, Value>,
    pub(crate) issue: Uuid,
    pub(crate) duplicate_to: Option<Uuid>,
}

row!(IntakeItem.base, "Intake issue", intake.values());
