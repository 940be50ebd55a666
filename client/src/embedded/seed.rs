//! Filling a world without a request.

use uuid::Uuid;

use super::plane::Plane;
use super::project::{self, Project};
use super::state::{Group, State};
use super::work_item::WorkItem;
use super::world::World;

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
    pub fn add_project_with_id(&self, id: impl Into<Uuid>, name: &str, identifier: &str) -> Project {
        self.world().add_project(id.into(), name, identifier)
    }

    /// Makes a state after all others of the project.
    pub fn add_state(&self, project: impl Into<Uuid>, name: &str, group: Group) -> State {
        let mut world = self.world();
        let state = world.new_state(project.into(), name, "#60646C", group);
        world.states.push(state.clone());
        state
    }

    /// Makes a work item in the default state, under the project's next number.
    pub fn add_work_item(&self, project: impl Into<Uuid>, name: &str) -> WorkItem {
        let mut world = self.world();
        let project = project.into();
        let number = world.next_number(project);
        world.seed_item(project, number, name)
    }

    /// Makes a work item under a chosen number: the 114 of `ORCH-114`.
    pub fn add_work_item_numbered(&self, project: impl Into<Uuid>, number: u64, name: &str) -> WorkItem {
        self.world().seed_item(project.into(), number, name)
    }

    /// Moves a work item to a state. One that does not exist stays where it is.
    pub fn set_state(&self, item: impl Into<Uuid>, state: impl Into<Uuid>) {
        let mut world = self.world();
        if let Some(mut item) = world.items.get(&item.into()).cloned() {
            world.set_state(&mut item, state.into());
            item.updated_at = world.now();
            world.items.insert(item.id, item);
        }
    }
}

impl World {
    fn seed_item(&mut self, project: Uuid, number: u64, name: &str) -> WorkItem {
        let item = self.new_item(project, name, number);
        self.add_item(item.clone());
        item
    }

    fn add_project(&mut self, id: Uuid, name: &str, identifier: &str) -> Project {
        let states = [
            ("Backlog", "#60646C", Group::Backlog),
            ("Todo", "#60646C", Group::Unstarted),
            ("In Progress", "#F59E0B", Group::Started),
            ("Done", "#46A758", Group::Completed),
            ("Cancelled", "#9AA4BC", Group::Cancelled),
            ("Triage", "#4E5355", Group::Triage),
        ];
        for (name, color, group) in states {
            let mut state = self.new_state(id, name, color, group);
            state.default = group == Group::Backlog;
            self.states.push(state);
        }
        let row = project::Row {
            id,
            name: name.to_owned(),
            identifier: identifier.to_owned(),
            created_at: self.now(),
            workspace: self.workspace,
        };
        let states = self.states_of(id).into_iter().cloned().collect();
        self.projects.push(row.clone());
        Project { row, states }
    }
}
