//! Cycles of a project, and the work items in them.

use serde::Serialize;
use serde_json::{Map, Value};

use super::row::{Base, External, of_project, row};
use super::stamp::Stamp;
use super::world::World;
use crate::id::{CycleId, CycleItemId, ProjectId, UserId, WorkItemId};

/// What the first cycle or module of a project stands at, and how far the next ones stand before.
const FIRST: f64 = 65535.0;
const STEP: f64 = 10000.0;

/// A cycle as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cycle {
    #[serde(flatten)]
    pub(crate) base: Base<CycleId>,
    /// Its name.
    pub name: String,
    pub(crate) description: String,
    pub(crate) start_date: Option<Stamp>,
    pub(crate) end_date: Option<Stamp>,
    view_props: Map<String, Value>,
    pub(crate) sort_order: f64,
    /// What another system calls it.
    #[serde(flatten)]
    pub external: External,
    progress_snapshot: Map<String, Value>,
    /// When it was archived, while it is.
    pub archived_at: Option<Stamp>,
    logo_props: Map<String, Value>,
    timezone: String,
    version: u32,
    pub(crate) owned_by: UserId,
}

impl Cycle {
    pub(crate) fn is_over(&self, now: Stamp) -> bool {
        self.end_date.is_some_and(|end| end < now)
    }
}

row!(Cycle: CycleId, cycles, "Cycle");

/// A work item's place in a cycle; it has one at most, in whichever project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct CycleItem {
    #[serde(flatten)]
    pub(crate) base: Base<CycleItemId>,
    pub(crate) issue: WorkItemId,
    pub(crate) cycle: CycleId,
}

row!(CycleItem: CycleItemId, cycle_items);

impl World {
    /// A cycle before all others of its project, not stored yet.
    pub(crate) fn new_cycle(&self, base: Base<CycleId>, name: &str) -> Cycle {
        let orders = of_project::<Cycle>(self, base.project).map(|cycle| cycle.sort_order);
        Cycle {
            sort_order: before(orders),
            base,
            name: name.to_owned(),
            description: String::new(),
            start_date: None,
            end_date: None,
            view_props: Map::new(),
            external: External::default(),
            progress_snapshot: Map::new(),
            archived_at: None,
            logo_props: Map::new(),
            timezone: "UTC".to_owned(),
            version: 1,
            owned_by: self.caller,
        }
    }

    /// Puts a work item into a cycle. One that is in another cycle is moved, and its row keeps its project.
    pub(crate) fn put_into_cycle(&mut self, project: ProjectId, cycle: CycleId, issue: WorkItemId) {
        if let Some(row) = self.cycle_items.values_mut().find(|row| row.issue == issue) {
            row.cycle = cycle;
        } else {
            let base = self.seeded(project);
            self.store(CycleItem { base, issue, cycle });
        }
    }

    pub(crate) fn cycle_of(&self, issue: WorkItemId) -> Option<CycleId> {
        let row = self.cycle_items.values().find(|row| row.issue == issue);
        row.map(|row| row.cycle)
    }
}

/// The sort order before all of these.
pub(crate) fn before(orders: impl Iterator<Item = f64>) -> f64 {
    orders.min_by(f64::total_cmp).map_or(FIRST, |first| first - STEP)
}
