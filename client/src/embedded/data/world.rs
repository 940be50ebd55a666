//! All data of a server.

use std::collections::BTreeMap;

use jiff::tz::Offset;
use uuid::Uuid;

use super::activity::Activity;
use super::attachment::Attachment;
use super::comment::Comment;
use super::cycle::{Cycle, CycleItem};
use super::intake::IntakeItem;
use super::invitation::Invitation;
use super::label::Label;
use super::link::Link;
use super::member::{ADMIN, Membership};
use super::module::{Module, ModuleItem};
use super::project;
use super::relation::Relation;
use super::row::{Called, Row, Table, of_project};
use super::stamp::{Clock, Stamp};
use super::state::{Group, State};
use super::sticky::Sticky;
use super::storage::Storage;
use super::throttle::Throttle;
use super::user::User;
use super::work_item::{Listing, WorkItem};
use crate::id::{AttachmentId, InvitationId, ProjectId, StateId, StickyId, UserId, WorkItemId};

/// The key that is accepted.
pub(crate) const API_KEY: &str = "plane_api_0123456789abcdef0123456789abcdef";

/// The slug of the workspace.
pub(crate) const WORKSPACE: &str = "lab";

/// One workspace, its users, and everything in it.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) workspace: Uuid,
    /// The first one administers everything.
    pub(crate) users: Vec<User>,
    /// The user of the request that is being answered.
    pub(crate) caller: UserId,
    pub(crate) memberships: Table<Membership>,
    pub(crate) invitations: BTreeMap<InvitationId, Invitation>,
    pub(crate) stickies: BTreeMap<StickyId, Sticky>,
    pub(crate) projects: Vec<project::Row>,
    pub(crate) states: Table<State>,
    pub(crate) items: Table<WorkItem>,
    /// Of the last list of work items.
    pub(crate) listing: Option<Listing>,
    pub(crate) comments: Table<Comment>,
    pub(crate) labels: Table<Label>,
    pub(crate) links: Table<Link>,
    pub(crate) activities: Vec<Activity>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) attachments: BTreeMap<AttachmentId, Attachment>,
    pub(crate) storage: Storage,
    pub(crate) cycles: Table<Cycle>,
    pub(crate) cycle_items: Table<CycleItem>,
    pub(crate) modules: Table<Module>,
    pub(crate) module_items: Table<ModuleItem>,
    pub(crate) intake: Table<IntakeItem>,
    /// Where the users are, which is how they are shown instants.
    pub(crate) offset: Offset,
    pub(crate) throttle: Throttle,
    pub(crate) called: Called,
    /// The work item that had the largest sort order of a state when it was stored, and that order.
    pub(super) last: BTreeMap<StateId, (WorkItemId, f64)>,
    last_numbers: BTreeMap<ProjectId, u64>,
    clock: Clock,
}

impl World {
    pub(crate) fn new() -> Self {
        let owner = User::new("Ada", API_KEY, ADMIN);
        Self {
            workspace: Uuid::new_v4(),
            caller: owner.id,
            users: vec![owner],
            memberships: Table::new(),
            invitations: BTreeMap::new(),
            stickies: BTreeMap::new(),
            projects: Vec::new(),
            states: Table::new(),
            items: Table::new(),
            listing: None,
            comments: Table::new(),
            labels: Table::new(),
            links: Table::new(),
            activities: Vec::new(),
            relations: Vec::new(),
            attachments: BTreeMap::new(),
            storage: Storage::new(),
            cycles: Table::new(),
            cycle_items: Table::new(),
            modules: Table::new(),
            module_items: Table::new(),
            intake: Table::new(),
            offset: Offset::UTC,
            throttle: Throttle::default(),
            called: Called::default(),
            last: BTreeMap::new(),
            last_numbers: BTreeMap::new(),
            clock: Clock::default(),
        }
    }

    pub(crate) fn now(&mut self) -> Stamp {
        self.clock.now()
    }

    pub(crate) fn store<R: Row>(&mut self, row: R) {
        let id = row.id;
        R::table_mut(self).insert(id, row);
        R::note(self, id);
    }

    /// Stores a row, and shows it.
    pub(crate) fn add<R: Row>(&mut self, row: R) -> R {
        self.store(row.clone());
        row
    }

    pub(crate) fn user(&self, id: UserId) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    pub(crate) fn project(&self, id: ProjectId) -> Option<&project::Row> {
        self.projects.iter().find(|project| project.id == id)
    }

    pub(crate) fn is_archived(&self, project: ProjectId) -> bool {
        self.project(project)
            .is_some_and(|project| project.archived_at.is_some())
    }

    /// States of a project in their order, the hidden Triage left out.
    pub(crate) fn states_of(&self, project: ProjectId) -> Vec<&State> {
        let states = of_project::<State>(self, project).filter(|state| !state.is_triage);
        let mut states: Vec<&State> = states.collect();
        states.sort_by(|a, b| {
            let order = a.sequence.total_cmp(&b.sequence);
            order.then(a.created_at.cmp(&b.created_at))
        });
        states
    }

    /// The state that a work item gets when it names none.
    pub(crate) fn default_state(&self, project: ProjectId) -> Option<&State> {
        let states = self.states_of(project);
        states
            .iter()
            .find(|state| state.default)
            .or(states.first())
            .copied()
    }

    /// The work item, if it is this project's.
    pub(crate) fn item_of(&self, project: ProjectId, id: WorkItemId) -> Option<&WorkItem> {
        self.items.get(&id).filter(|item| item.project == project)
    }

    pub(crate) fn items_of(&self, project: ProjectId) -> impl Iterator<Item = &WorkItem> {
        of_project(self, project)
    }

    /// Drafts, archived work items and those in the intake are found by their external id only.
    pub(crate) fn is_listed(&self, item: &WorkItem) -> bool {
        !item.is_draft && item.archived_at.is_none() && self.group_of(item.state) != Some(Group::Triage)
    }

    /// What the state of a work item means.
    pub(crate) fn group_of(&self, state: StateId) -> Option<Group> {
        self.states.get(&state).map(|state| state.group)
    }

    pub(crate) fn children_of(&self, item: WorkItemId) -> usize {
        let items = self.items.values();
        items.filter(|child| child.parent == Some(item)).count()
    }

    /// Notes that a work item changes, if there is one.
    pub(crate) fn touch(&mut self, item: WorkItemId) -> Option<()> {
        let now = self.now();
        self.items.get_mut(&item)?.updated_at = now;
        Some(())
    }

    pub(crate) fn item_by_key(&self, identifier: &str, number: u64) -> Option<&WorkItem> {
        let project = self
            .projects
            .iter()
            .find(|project| project.identifier == identifier && project.archived_at.is_none())?;
        self.items_of(project.id)
            .find(|item| item.sequence_id == number && self.is_listed(item))
    }

    /// The next number of a project. Numbers of deleted work items do not come back.
    pub(crate) fn next_number(&self, project: ProjectId) -> u64 {
        self.last_numbers.get(&project).copied().unwrap_or_default() + 1
    }

    pub(crate) fn number_used(&mut self, project: ProjectId, number: u64) {
        let last = self.last_numbers.entry(project).or_default();
        *last = number.max(*last);
    }
}

/// Both halves of an external id, when both say something: only together do they name anything.
pub(crate) fn external_key<'a>(source: Option<&'a str>, id: Option<&'a str>) -> Option<(&'a str, &'a str)> {
    source
        .zip(id)
        .filter(|(source, id)| !source.is_empty() && !id.is_empty())
}
