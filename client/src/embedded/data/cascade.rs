//! What goes with what is deleted. A real server follows references, and asks of none which project it leads to.

use super::comment::Comment;
use super::cycle::{Cycle, CycleItem};
use super::intake::IntakeItem;
use super::label::Label;
use super::link::Link;
use super::member::Membership;
use super::module::{Module, ModuleItem};
use super::row::Row;
use super::state::State;
use super::work_item::WorkItem;
use super::world::World;
use crate::id::{CycleId, LabelId, ModuleId, ProjectId, WorkItemId};

impl World {
    /// Deletes a work item and its children, with all that is on them; what is a duplicate of one of them is one no more.
    pub(crate) fn remove_item(&mut self, id: WorkItemId) {
        let mut doomed = vec![id];
        while let Some(id) = doomed.pop() {
            // Gone from here on: a circle of parents ends.
            self.items.remove(&id);
            doomed.extend(self.ids(|item: &WorkItem| item.parent == Some(id)));
            self.comments.retain(|_, comment| comment.issue != id);
            self.links.retain(|_, link| link.issue != id);
            self.relations
                .retain(|relation| relation.issue != id && relation.related_issue != id);
            self.attachments.retain(|_, file| file.issue != Some(id));
            self.cycle_items.retain(|_, row| row.issue != id);
            self.module_items.retain(|_, row| row.issue != id);
            self.intake.retain(|_, row| row.issue != id);
            for row in self.intake.values_mut() {
                row.duplicate_to = row.duplicate_to.filter(|of| *of != id);
            }
            self.activities.retain(|activity| activity.issue != id);
        }
    }

    /// Deletes a label and the labels below it, and takes them off the work items.
    pub(crate) fn remove_label(&mut self, id: LabelId) {
        let mut doomed = vec![id];
        while let Some(id) = doomed.pop() {
            self.labels.remove(&id);
            doomed.extend(self.ids(|label: &Label| label.parent == Some(id)));
            for item in self.items.values_mut() {
                item.labels.retain(|label| *label != id);
            }
        }
    }

    /// Deletes a cycle and the places in it.
    pub(crate) fn remove_cycle(&mut self, id: CycleId) {
        self.cycles.remove(&id);
        self.remove_places(|row: &CycleItem| (row.cycle == id).then_some(row.issue));
    }

    /// Deletes a module and the places in it.
    pub(crate) fn remove_module(&mut self, id: ModuleId) {
        self.modules.remove(&id);
        self.remove_places(|row: &ModuleItem| (row.module == id).then_some(row.issue));
    }

    /// Deletes places by the work items that had them, which change.
    fn remove_places<R: Row>(&mut self, item: impl Fn(&R) -> Option<WorkItemId>) {
        let items: Vec<WorkItemId> = R::table(self).values().filter_map(&item).collect();
        R::table_mut(self).retain(|_, row| item(row).is_none());
        for item in items {
            // One that is gone has nothing to note.
            self.touch(item);
        }
    }

    /// Deletes a project and all that is its own, which is also what was posted under its URL on things of others.
    pub(crate) fn remove_project(&mut self, id: ProjectId) {
        self.remove_each::<WorkItem>(id, Self::remove_item);
        self.remove_each::<Label>(id, Self::remove_label);
        self.remove_each::<Cycle>(id, Self::remove_cycle);
        self.remove_each::<Module>(id, Self::remove_module);
        self.remove_rows::<Comment>(id);
        self.remove_rows::<Link>(id);
        self.remove_rows::<CycleItem>(id);
        self.remove_rows::<ModuleItem>(id);
        self.remove_rows::<IntakeItem>(id);
        self.remove_rows::<Membership>(id);
        self.remove_rows::<State>(id);
        self.relations.retain(|relation| relation.project != id);
        self.attachments.retain(|_, file| file.project != Some(id));
        self.activities.retain(|activity| activity.project != id);
        self.projects.retain(|project| project.id != id);
    }

    fn remove_each<R: Row>(&mut self, project: ProjectId, remove: fn(&mut Self, R::Id)) {
        for id in self.ids(|row: &R| row.project == project) {
            remove(self, id);
        }
    }

    fn remove_rows<R: Row>(&mut self, project: ProjectId) {
        R::table_mut(self).retain(|_, row| row.project != project);
    }

    fn ids<R: Row>(&self, is: impl Fn(&R) -> bool) -> Vec<R::Id> {
        let rows = R::table(self).values();
        rows.filter(|row| is(row)).map(|row| row.id).collect()
    }
}
