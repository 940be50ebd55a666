//! What goes with what is deleted. A real server follows references, and asks of none which project it leads to.

use uuid::Uuid;

use super::world::World;

impl World {
    /// Deletes a work item and its children, with all that is on them; what is a duplicate of one of them is one no more.
    pub(crate) fn remove_item(&mut self, id: Uuid) {
        let mut doomed = vec![id];
        while let Some(id) = doomed.pop() {
            // Gone from here on: a circle of parents ends.
            self.items.remove(&id);
            let children = self.items.values().filter(|item| item.parent == Some(id));
            doomed.extend(children.map(|child| child.id));
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
    pub(crate) fn remove_label(&mut self, id: Uuid) {
        let mut doomed = vec![id];
        while let Some(id) = doomed.pop() {
            self.labels.remove(&id);
            let below = self.labels.values().filter(|label| label.parent == Some(id));
            doomed.extend(below.map(|label| label.base.id));
            for item in self.items.values_mut() {
                item.labels.retain(|label| *label != id);
            }
        }
    }

    /// Deletes a cycle and the places in it; whose place it was changes.
    pub(crate) fn remove_cycle(&mut self, id: Uuid) {
        self.cycles.remove(&id);
        let places = self.cycle_items.values().filter(|row| row.cycle == id);
        let items = ids(places, |row| row.issue);
        self.cycle_items.retain(|_, row| row.cycle != id);
        self.touch_all(&items);
    }

    /// Deletes a module and the places in it; whose place it was changes.
    pub(crate) fn remove_module(&mut self, id: Uuid) {
        self.modules.remove(&id);
        let places = self.module_items.values().filter(|row| row.module == id);
        let items = ids(places, |row| row.issue);
        self.module_items.retain(|_, row| row.module != id);
        self.touch_all(&items);
    }

    /// Deletes a project and all that is its own, which is also what was posted under its URL on things of others.
    pub(crate) fn remove_project(&mut self, id: Uuid) {
        for item in ids(self.items_of(id), |item| item.id) {
            self.remove_item(item);
        }
        let labels = self.labels.values().filter(|label| label.base.project == id);
        for label in ids(labels, |label| label.base.id) {
            self.remove_label(label);
        }
        let cycles = self.cycles.values().filter(|cycle| cycle.base.project == id);
        for cycle in ids(cycles, |cycle| cycle.base.id) {
            self.remove_cycle(cycle);
        }
        let modules = self.modules.values().filter(|module| module.base.project == id);
        for module in ids(modules, |module| module.base.id) {
            self.remove_module(module);
        }
        self.comments.retain(|_, comment| comment.project != id);
        self.links.retain(|_, link| link.base.project != id);
        self.relations.retain(|relation| relation.project != id);
        self.attachments.retain(|_, file| file.project != Some(id));
        self.cycle_items.retain(|_, row| row.base.project != id);
        self.module_items.retain(|_, row| row.base.project != id);
        self.intake.retain(|_, row| row.base.project != id);
        self.activities.retain(|activity| activity.project != id);
        self.memberships.retain(|_, row| row.base.project != id);
        self.states.retain(|state| state.project != id);
        self.projects.retain(|project| project.id != id);
    }

    fn touch_all(&mut self, items: &[Uuid]) {
        for item in items {
            // One that is gone has nothing to note.
            self.touch(*item);
        }
    }
}

fn ids<T>(rows: impl Iterator<Item = T>, id: impl Fn(T) -> Uuid) -> Vec<Uuid> {
    rows.map(id).collect()
}
