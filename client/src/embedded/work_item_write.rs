//! How work items are made, changed and deleted.

use uuid::Uuid;

use super::answer::{Answer, json_of};
use super::body;
use super::field::Field;
use super::handler::Call;
use super::row::{changed_external_id, new_external_id};
use super::state::Group;
use super::work_item::{Place, WorkItem};
use super::work_item_input::Changes;
use super::world::World;

/// What each work item stands behind the last one of its state.
const SORT_STEP: f64 = 10000.0;

impl World {
    /// A work item in the project's default state, not stored yet.
    pub(super) fn new_item(&mut self, project: Uuid, name: &str, number: u64) -> WorkItem {
        let now = self.now();
        let state = self.default_state(project).map_or(Uuid::nil(), |state| state.id);
        WorkItem {
            id: Uuid::new_v4(),
            type_id: None,
            created_at: now,
            updated_at: now,
            deleted_at: None,
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
            external_source: None,
            external_id: None,
            created_by: None,
            updated_by: None,
            project,
            workspace: self.workspace,
            parent: None,
            state,
            estimate_point: None,
            kind: None,
            assignees: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Stores a new work item under its number.
    pub(super) fn add_item(&mut self, item: WorkItem) {
        self.number_used(item.project, item.sequence_id);
        self.items.insert(item.id, item);
    }

    /// Removes a work item and all that hangs on it.
    pub(super) fn remove_item(&mut self, id: Uuid) {
        self.items.remove(&id);
        self.comments.retain(|_, comment| comment.issue != id);
        self.links.retain(|_, link| link.issue != id);
        self.relations
            .retain(|relation| relation.issue != id && relation.related_issue != id);
        self.attachments.retain(|_, file| file.issue != Some(id));
        self.cycle_items.retain(|_, row| row.issue != id);
        self.module_items.retain(|_, row| row.issue != id);
        self.intake.retain(|_, row| row.issue != id);
        self.activities.retain(|activity| activity.issue != id);
    }

    /// The largest sort order among the work items of a state.
    pub(super) fn last_in(&self, state: Uuid) -> Option<f64> {
        let orders = self
            .items
            .values()
            .filter(|item| item.state == state)
            .map(|item| item.sort_order);
        orders.max_by(f64::total_cmp)
    }

    /// Moves the work item; entering a completed state is what completes it.
    pub(super) fn set_state(&mut self, item: &mut WorkItem, state: Uuid) {
        let now = self.now();
        let completed = self.group_of(state) == Some(Group::Completed);
        if item.state != state {
            item.completed_at = completed.then_some(now);
        }
        item.state = state;
    }
}

pub(super) fn create(world: &mut World, call: &Call<'_>, project: Uuid) -> Result<Answer, Answer> {
    let mut changes = Changes::read(world, project, body::fields(body::read(call.request)?)?, false)?;
    let (state, sort_order) = (changes.state.clone().given(), changes.sort_order.clone().given());
    let (created_by, created_at) = (changes.created_by.clone(), changes.created_at.take());
    let number = world.next_number(project);
    let mut item = world.new_item(project, "", number);
    changes.write(&mut item);
    new_external_id(world, &item)?;
    if let Some(state) = state {
        world.set_state(&mut item, state);
    }
    // A given order holds only for the first of its state.
    item.sort_order = world
        .last_in(item.state)
        .map_or(sort_order.unwrap_or(item.sort_order), |last| last + SORT_STEP);
    item.created_by = Some(world.caller);
    let answer = Answer::created(json_of(&item));
    // The stored row is stamped again after the answer is written, with what the caller asked for.
    item.created_at = created_at.unwrap_or(world.now());
    item.updated_at = world.now();
    if let Field::Set(user) = created_by {
        item.created_by = Some(user);
    }
    world.record_created(&item);
    world.add_item(item);
    Ok(answer)
}

pub(super) fn patch(world: &mut World, call: &Call<'_>, at: Place) -> Result<Answer, Answer> {
    let Place { project, item: id } = at;
    let old = world.item_of(project, id).ok_or_else(Answer::not_found)?.clone();
    let mut item = old.clone();
    let changes = Changes::read(world, project, body::fields(body::read(call.request)?)?, true)?;
    let (state, sort_order) = (changes.state.clone(), changes.sort_order.clone());
    changes.write(&mut item);
    changed_external_id(world, &old, &item)?;
    match state {
        Field::Set(state) => world.set_state(&mut item, state),
        // No state is the default state.
        Field::Null => {
            let state = world.default_state(project).map_or(item.state, |state| state.id);
            world.set_state(&mut item, state);
        }
        Field::Missing => {}
    }
    sort_order.write_value(&mut item.sort_order);
    world.record_changes(&old, &item);
    item.updated_at = world.now();
    item.updated_by = Some(world.caller);
    let answer = Answer::ok(json_of(&item));
    world.items.insert(id, item);
    Ok(answer)
}

pub(super) fn delete(world: &mut World, at: Place) -> Result<Answer, Answer> {
    let item = world.item_of(at.project, at.item).ok_or_else(Answer::not_found)?;
    if item.created_by != Some(world.caller) && !world.is_admin(at.project) {
        return Err(Answer::only_admin(
            "Only admin or creator can delete the work item",
        ));
    }
    world.remove_item(at.item);
    Ok(Answer::no_content())
}
