//! Work items that wait to be accepted.

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::row::{Base, External, of_project, row};
use super::stamp::Stamp;
use super::state::State;
use super::world::World;
use crate::id::{IntakeItemId, ProjectId, StateId, WorkItemId};

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
    pub(crate) base: Base<IntakeItemId>,
    pub(crate) inbox: Uuid,
    pub(crate) intake: Uuid,
    pub(crate) status: i64,
    pub(crate) snoozed_till: Option<Stamp>,
    pub(crate) source: String,
    pub(crate) source_email: Option<String>,
    #[serde(flatten)]
    pub(crate) external: External,
    pub(crate) extra: Map<String, Value>,
    pub(crate) issue: WorkItemId,
    pub(crate) duplicate_to: Option<WorkItemId>,
}

impl IntakeItem {
    /// The place of a work item that nobody has looked at.
    pub(crate) fn new(base: Base<IntakeItemId>, intake: Uuid, issue: WorkItemId) -> Self {
        Self {
            base,
            inbox: intake,
            intake,
            status: PENDING,
            snoozed_till: None,
            source: "IN_APP".to_owned(),
            source_email: None,
            external: External::default(),
            extra: Map::new(),
            issue,
            duplicate_to: None,
        }
    }
}

row!(IntakeItem: IntakeItemId, intake, "Intake issue");

impl World {
    /// There is one intake in a project.
    pub(crate) fn intake_of(&self, project: ProjectId) -> Uuid {
        let project = self.project(project);
        project.and_then(|project| project.intake).unwrap_or_default()
    }

    /// The hidden state of what waits in the intake.
    pub(crate) fn triage_of(&self, project: ProjectId) -> Option<StateId> {
        let mut states = of_project::<State>(self, project);
        states.find(|state| state.is_triage).map(|state| state.id)
    }
}
