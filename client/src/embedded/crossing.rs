//! References that cross projects: states that a server gets into by moves in the web app, imports, and hands.

use super::data::intake::IntakeItem;
use super::data::work_item::WorkItem;
use super::plane::Plane;
use crate::id::{LabelId, ProjectId, WorkItemId};

/// Seeding what the API would refuse or has no request for. Nothing is checked, and of what does not exist nothing happens.
///
/// A reference may name a row of any project. [`add_to_cycle`](Plane::add_to_cycle), [`add_to_module`](Plane::add_to_module)
/// and [`add_relation`](Plane::add_relation) do not ask either.
impl Plane {
    /// Moves a work item to another project: under its next number, in its default state, with all that is on it.
    ///
    /// Its parent, children, labels, relations and places stay, and so lead from one project to another.
    pub fn move_work_item(&self, item: impl Into<WorkItemId>, project: impl Into<ProjectId>) {
        self.world().move_item(item.into(), project.into());
    }

    /// Makes a work item a part of another one.
    pub fn set_parent(&self, item: impl Into<WorkItemId>, parent: impl Into<WorkItemId>) {
        if let Some(item) = self.world().items.get_mut(&item.into()) {
            item.parent = Some(parent.into());
        }
    }

    /// Puts a label on a work item.
    pub fn put_label(&self, item: impl Into<WorkItemId>, label: impl Into<LabelId>) {
        if let Some(item) = self.world().items.get_mut(&item.into()) {
            item.labels.push(label.into());
        }
    }

    /// Puts a label below another one.
    pub fn set_label_parent(&self, label: impl Into<LabelId>, parent: impl Into<LabelId>) {
        if let Some(label) = self.world().labels.get_mut(&label.into()) {
            label.parent = Some(parent.into());
        }
    }

    /// Makes a work item that waits in the intake of a project.
    pub fn add_intake_item(&self, project: impl Into<ProjectId>, name: &str) -> WorkItem {
        let mut world = self.world();
        let project = project.into();
        let number = world.next_number(project);
        let mut item = world.new_item(project, name, number);
        item.state = world.triage_of(project).unwrap_or(item.state);
        let row = IntakeItem::new(world.seeded(project), world.intake_of(project), item.id);
        world.add_item(item.clone());
        world.store(row);
        item
    }

    /// Says of a work item in an intake that it is a duplicate of another work item.
    pub fn set_duplicate(&self, item: impl Into<WorkItemId>, of: impl Into<WorkItemId>) {
        let (mut world, item) = (self.world(), item.into());
        if let Some(row) = world.intake.values_mut().find(|row| row.issue == item) {
            row.duplicate_to = Some(of.into());
        }
    }
}
