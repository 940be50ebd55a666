//! Modules of a project, and the work items in them.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value};

use super::cycle::before;
use super::row::{Base, External, of_project, row};
use super::stamp::Stamp;
use super::world::World;
use crate::id::{ModuleId, ModuleItemId, UserId, WorkItemId};

/// A module as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Module {
    #[serde(flatten)]
    pub(crate) base: Base<ModuleId>,
    /// Its name, which no other module of the project has.
    pub name: String,
    pub(crate) description: String,
    description_text: (),
    description_html: (),
    pub(crate) start_date: Option<Date>,
    pub(crate) target_date: Option<Date>,
    /// `backlog`, `planned`, `in-progress`, `paused`, `completed` or `cancelled`.
    pub status: String,
    view_props: Map<String, Value>,
    pub(crate) sort_order: f64,
    /// What another system calls it.
    #[serde(flatten)]
    pub external: External,
    /// When it was archived, while it is.
    pub archived_at: Option<Stamp>,
    logo_props: Map<String, Value>,
    pub(crate) lead: Option<UserId>,
    pub(crate) members: Vec<UserId>,
}

row!(Module: ModuleId, modules, "Module");

/// A work item's place in a module; it can have one in each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ModuleItem {
    #[serde(flatten)]
    pub(crate) base: Base<ModuleItemId>,
    pub(crate) issue: WorkItemId,
    pub(crate) module: ModuleId,
}

row!(ModuleItem: ModuleItemId, module_items);

impl World {
    /// A module before all others of its project, not stored yet.
    pub(crate) fn new_module(&self, base: Base<ModuleId>, name: &str) -> Module {
        let orders = of_project::<Module>(self, base.project).map(|module| module.sort_order);
        Module {
            sort_order: before(orders),
            base,
            name: name.to_owned(),
            description: String::new(),
            description_text: (),
            description_html: (),
            start_date: None,
            target_date: None,
            status: "planned".to_owned(),
            view_props: Map::new(),
            external: External::default(),
            archived_at: None,
            logo_props: Map::new(),
            lead: None,
            members: Vec::new(),
        }
    }

    /// Puts a work item into a module, unless it is there already.
    pub(crate) fn put_into_module(&mut self, base: Base<ModuleItemId>, module: ModuleId, issue: WorkItemId) {
        let mut rows = self.module_items.values();
        if !rows.any(|row| (row.module, row.issue) == (module, issue)) {
            self.store(ModuleItem { base, issue, module });
        }
    }
}
