//! Filling a world without a request.

use serde_json::json;
use uuid::Uuid;

use super::data::attachment::{Attachment, Attributes};
use super::data::cycle::Cycle;
use super::data::label::Label;
use super::data::link::Link;
use super::data::member::{ADMIN, MEMBER, Member};
use super::data::module::Module;
use super::data::project::{self, Project};
use super::data::relation::Relation;
use super::data::row::External;
use super::data::state::{Group, State};
use super::data::user::User;
use super::data::work_item::WorkItem;
use super::data::world::World;
use super::plane::Plane;
use crate::id::{CycleId, ModuleId, ProjectId, StateId, WorkItemId};

/// Seeding: what is made here was not received, so it is in no record.
///
/// Nothing is checked, so that a test can have what a server would refuse.
impl Plane {
    /// Makes a project with its default states: Backlog, Todo, In Progress, Done, Cancelled.
    #[expect(
        clippy::must_use_candidate,
        reason = "what it makes may be all one wants of it"
    )]
    pub fn add_project(&self, name: &str, identifier: &str) -> Project {
        self.add_project_with_id(Uuid::new_v4(), name, identifier)
    }

    /// Makes a project under a chosen id, for allowlists that were written down beforehand.
    pub fn add_project_with_id(&self, id: impl Into<ProjectId>, name: &str, identifier: &str) -> Project {
        let mut world = self.world();
        let project = world.new_project(id.into(), name, identifier);
        world.add_project(project)
    }

    /// Makes a state after all others of the project.
    pub fn add_state(&self, project: impl Into<ProjectId>, name: &str, group: Group) -> State {
        let mut world = self.world();
        let state = world.new_state(project.into(), name, "#60646C", group);
        world.add(state)
    }

    /// Makes a work item in the default state, under the project's next number.
    pub fn add_work_item(&self, project: impl Into<ProjectId>, name: &str) -> WorkItem {
        let mut world = self.world();
        let project = project.into();
        let number = world.next_number(project);
        world.seed_item(project, number, name)
    }

    /// Makes a work item under a chosen number: the 114 of `ORCH-114`.
    pub fn add_work_item_numbered(&self, project: impl Into<ProjectId>, number: u64, name: &str) -> WorkItem {
        self.world().seed_item(project.into(), number, name)
    }

    /// Makes a user with a key of its own, member of this project only.
    pub fn add_member(&self, project: impl Into<ProjectId>, first_name: &str) -> Member {
        let mut world = self.world();
        let key = format!("plane_api_{}", Uuid::new_v4().simple());
        let user = User::new(first_name, &key, MEMBER);
        let member = Member { user: user.id, key };
        world.users.push(user);
        let base = world.seeded(project.into());
        world.join(base, member.user, MEMBER);
        member
    }

    /// Makes a label.
    pub fn add_label(&self, project: impl Into<ProjectId>, name: &str) -> Label {
        let mut world = self.world();
        let base = world.seeded(project.into());
        let label = world.new_label(base, name);
        world.add(label)
    }

    /// Makes a link on a work item, under its own project. A work item that does not exist has none.
    pub fn add_link(&self, item: impl Into<WorkItemId>, url: &str) -> Option<Link> {
        let mut world = self.world();
        let item = item.into();
        let project = world.items.get(&item)?.project;
        let link = Link::new(world.seeded(project), item, url);
        Some(world.add(link))
    }

    /// Makes a relation between two work items: `("blocking", other)` for one that `item` blocks.
    ///
    /// Nothing happens if the kind or the first work item does not exist.
    pub fn add_relation(&self, item: impl Into<WorkItemId>, kind: &str, other: impl Into<WorkItemId>) {
        let mut world = self.world();
        let (now, item) = (world.now(), item.into());
        let project = world.items.get(&item).map(|item| item.project);
        let relation = project.and_then(|project| Relation::new(now, project, item, kind, other.into()));
        world.relations.extend(relation);
    }

    /// Makes an attachment of a work item, uploaded and confirmed. A work item that does not exist has none.
    pub fn add_attachment(
        &self,
        item: impl Into<WorkItemId>,
        name: &str,
        contents: &[u8],
    ) -> Option<Attachment> {
        let mut world = self.world();
        let (now, item) = (world.now(), item.into());
        let attributes = Attributes {
            name: name.to_owned(),
            media_type: "application/octet-stream".to_owned(),
            size: contents.len().into(),
        };
        let file = Attachment {
            entity_type: "ISSUE_ATTACHMENT".to_owned(),
            project: Some(world.items.get(&item)?.project),
            issue: Some(item),
            is_uploaded: true,
            ..world.new_file(now, attributes)
        };
        world.storage.put(&file, contents);
        world.attachments.insert(file.id, file.clone());
        Some(file)
    }

    /// Makes a cycle without dates.
    pub fn add_cycle(&self, project: impl Into<ProjectId>, name: &str) -> Cycle {
        let mut world = self.world();
        let base = world.seeded(project.into());
        let cycle = world.new_cycle(base, name);
        world.add(cycle)
    }

    /// Ends a cycle: from its making until now. One that does not exist is left alone.
    pub fn end_cycle(&self, cycle: impl Into<CycleId>) {
        let mut world = self.world();
        let now = world.now();
        if let Some(cycle) = world.cycles.get_mut(&cycle.into()) {
            (cycle.start_date, cycle.end_date) = (Some(cycle.created_at), Some(now));
        }
    }

    /// Puts a work item into a cycle of its project, and takes it out of any other.
    pub fn add_to_cycle(&self, cycle: impl Into<CycleId>, item: impl Into<WorkItemId>) {
        let mut world = self.world();
        let item = item.into();
        if let Some(project) = world.items.get(&item).map(|item| item.project) {
            world.put_into_cycle(project, cycle.into(), item);
        }
    }

    /// Makes a module.
    pub fn add_module(&self, project: impl Into<ProjectId>, name: &str) -> Module {
        let mut world = self.world();
        let base = world.seeded(project.into());
        let module = world.new_module(base, name);
        world.add(module)
    }

    /// Puts a work item into a module of its project.
    pub fn add_to_module(&self, module: impl Into<ModuleId>, item: impl Into<WorkItemId>) {
        let mut world = self.world();
        let item = item.into();
        if let Some(project) = world.items.get(&item).map(|item| item.project) {
            let base = world.seeded(project);
            world.put_into_module(base, module.into(), item);
        }
    }

    /// Moves a work item to a state. One that does not exist stays where it is.
    pub fn set_state(&self, item: impl Into<WorkItemId>, state: impl Into<StateId>) {
        let mut world = self.world();
        if let Some(mut item) = world.items.get(&item.into()).cloned() {
            world.set_state(&mut item, state.into());
            item.updated_at = world.now();
            world.store(item);
        }
    }
}

impl World {
    fn seed_item(&mut self, project: ProjectId, number: u64, name: &str) -> WorkItem {
        let item = self.new_item(project, name, number);
        self.add_item(item.clone());
        item
    }

    /// A project with everything switched on, not stored yet.
    pub(super) fn new_project(&mut self, id: ProjectId, name: &str, identifier: &str) -> project::Row {
        let now = self.now();
        project::Row {
            id,
            name: name.to_owned(),
            identifier: identifier.to_owned(),
            description: String::new(),
            created_at: now,
            updated_at: now,
            archived_at: None,
            created_by: None,
            updated_by: None,
            cycle_view: true,
            module_view: true,
            intake_view: true,
            icon: json!({}),
            timezone: "UTC".to_owned(),
            external: External::default(),
            archive_in: 0,
            lead: None,
            default_assignee: None,
            intake: Some(Uuid::new_v4()),
            workspace: self.workspace,
        }
    }

    /// Stores a project with the default states and its admin: who made it, or the owner of the workspace.
    pub(super) fn add_project(&mut self, project: project::Row) -> Project {
        let id = project.id;
        let states = [
            ("Backlog", "#60646C", Group::Backlog),
            ("Todo", "#60646C", Group::Unstarted),
            ("In Progress", "#F59E0B", Group::Started),
            ("Done", "#46A758", Group::Completed),
            ("Cancelled", "#9AA4BC", Group::Cancelled),
            ("Triage", "#4E5355", Group::Triage),
        ];
        let mut sequence = 5000.0;
        for (name, color, group) in states {
            let mut state = self.new_state(id, name, color, group);
            sequence += 10000.0;
            state.sequence = sequence;
            state.default = group == Group::Backlog;
            self.store(state);
        }
        let owner = self.users.first().map(|user| user.id);
        if let Some(admin) = project.created_by.or(owner) {
            let base = self.seeded(id);
            self.join(base, admin, ADMIN);
        }
        let shown = self.shown(&project);
        self.projects.push(project);
        shown
    }
}
