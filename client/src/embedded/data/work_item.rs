//! Work items.

use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use super::row::{Base, External, row};
use super::stamp::Stamp;
use super::state::Group;
use super::world::World;
use crate::id::{LabelId, ProjectId, StateId, UserId, WorkItemId};

/// A work item as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkItem {
    #[serde(flatten)]
    pub(crate) base: Base<WorkItemId>,
    pub(crate) type_id: Option<Uuid>,
    pub(crate) point: Option<i64>,
    /// Its title.
    pub name: String,
    /// Its text.
    pub description_html: String,
    pub(crate) description_binary: Option<String>,
    /// `urgent`, `high`, `medium`, `low` or `none`.
    pub priority: String,
    pub(crate) start_date: Option<Date>,
    pub(crate) target_date: Option<Date>,
    /// Its number within the project: the 114 of `ORCH-114`.
    pub sequence_id: u64,
    pub(crate) sort_order: f64,
    /// When it came into a state of the group *completed*, while it is in one.
    pub completed_at: Option<Stamp>,
    pub(crate) archived_at: Option<Date>,
    pub(crate) is_draft: bool,
    /// What another system calls it.
    #[serde(flatten)]
    pub external: External,
    /// The work item it is a part of.
    pub parent: Option<WorkItemId>,
    /// Its state.
    pub state: StateId,
    pub(crate) estimate_point: Option<Uuid>,
    #[serde(rename = "type")]
    pub(crate) kind: Option<Uuid>,
    /// Who it is assigned to.
    pub assignees: Vec<UserId>,
    /// Its labels.
    pub labels: Vec<LabelId>,
}

row!(WorkItem: WorkItemId, items, "Issue", World::note_order);

/// Where a URL says that something is: a project, and a work item that may be another project's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) project: ProjectId,
    pub(crate) item: WorkItemId,
}

/// The work items of a project that a list has, in the order that was asked for. Kept while nothing changes, so that a page
/// costs what is on it.
#[derive(Debug)]
pub(crate) struct Listing {
    pub(crate) project: ProjectId,
    pub(crate) order_by: String,
    pub(crate) items: Vec<WorkItemId>,
}

impl World {
    /// A work item in the project's default state, not stored yet.
    pub(crate) fn new_item(&mut self, project: ProjectId, name: &str, number: u64) -> WorkItem {
        let state = self
            .default_state(project)
            .map_or(Uuid::nil().into(), |state| state.id);
        WorkItem {
            base: self.seeded(project),
            type_id: None,
            point: None,
            name: name.to_owned(),
            description_html: "<p></p>".to_owned(),
            description_binary: None,
            priority: "none".to_owned(),
            start_date: None,
            target_date: None,
            sequence_id: number,
            sort_order: 65535.0,
            completed_at: None,
            archived_at: None,
            is_draft: false,
            external: External::default(),
            parent: None,
            state,
            estimate_point: None,
            kind: None,
            assignees: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Stores a new work item under its number.
    pub(crate) fn add_item(&mut self, item: WorkItem) {
        self.number_used(item.project, item.sequence_id);
        self.store(item);
    }

    /// Moves a work item to another project, with all that is on it.
    pub(crate) fn move_item(&mut self, id: WorkItemId, project: ProjectId) {
        let now = self.now();
        let number = self.next_number(project);
        let state = self.default_state(project).map(|state| state.id);
        let Some(mut item) = self.items.get(&id).cloned() else {
            return;
        };
        (item.project, item.sequence_id, item.updated_at) = (project, number, now);
        item.state = state.unwrap_or(item.state);
        self.add_item(item);
        for comment in self.comments.values_mut().filter(|comment| comment.issue == id) {
            comment.project = project;
        }
        for link in self.links.values_mut().filter(|link| link.issue == id) {
            link.project = project;
        }
        for file in self
            .attachments
            .values_mut()
            .filter(|file| file.issue == Some(id))
        {
            file.project = Some(project);
        }
        for activity in self.activities.iter_mut().filter(|activity| activity.issue == id) {
            activity.project = project;
        }
    }

    fn note_order(&mut self, id: WorkItemId) {
        if let Some(item) = self.items.get(&id) {
            let last = self.last_of(item.state);
            let last = last.filter(|(_, order)| *order > item.sort_order);
            let last = last.unwrap_or((id, item.sort_order));
            self.last.insert(item.state, last);
        }
    }

    /// The largest sort order among the work items of a state.
    pub(crate) fn last_in(&self, state: StateId) -> Option<f64> {
        self.last_of(state).map(|(_, order)| order)
    }

    /// What was noted, if it is still so.
    fn last_of(&self, state: StateId) -> Option<(WorkItemId, f64)> {
        let order = |id| {
            self.items
                .get(&id)
                .filter(|item| item.state == state)
                .map(|item| item.sort_order)
        };
        let noted = self.last.get(&state).copied();
        noted
            .filter(|(id, noted)| order(*id) == Some(*noted))
            .or_else(|| {
                let items = self.items.values().filter(|item| item.state == state);
                items
                    .map(|item| (item.id, item.sort_order))
                    .max_by(|a, b| a.1.total_cmp(&b.1))
            })
    }

    /// Moves the work item; entering a completed state is what completes it.
    pub(crate) fn set_state(&mut self, item: &mut WorkItem, state: StateId) {
        let now = self.now();
        let completed = self.group_of(state) == Some(Group::Completed);
        if item.state != state {
            item.completed_at = completed.then_some(now);
        }
        item.state = state;
    }
}
