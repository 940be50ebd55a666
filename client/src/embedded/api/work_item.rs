//! How work items are read, made, changed and deleted over HTTP.

use super::rows::{Resource, changed, changed_external_id, new_external_id};
use crate::embedded::data::work_item::WorkItem;
use crate::embedded::data::world::{World, external_key};
use crate::embedded::http::answer::{Answer, json_of};
use crate::embedded::http::body;
use crate::embedded::http::call::Call;
use crate::embedded::input::field::Field;
use crate::embedded::input::work_item::Changes;
use crate::embedded::output::expand::shown;
use crate::embedded::output::order::ordering;
use crate::embedded::output::page::page;

/// What each work item stands behind the last one of its state.
const SORT_STEP: f64 = 10000.0;

impl Resource for WorkItem {
    fn may_go(&self, world: &World) -> Result<(), Answer> {
        if self.created_by != Some(world.caller) && !world.is_admin(self.project) {
            return Err(Answer::only_admin(
                "Only admin or creator can delete the work item",
            ));
        }
        Ok(())
    }

    fn remove(&self, world: &mut World) {
        world.remove_item(self.id);
    }
}

/// A page; or, asked by external id, one bare object.
pub(crate) fn list(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let world = &*world;
    let project = call.project();
    let target = call.target;
    if let Some(key) = external_key(target.query("external_source"), target.query("external_id")) {
        let item = world
            .items_of(project)
            .find(|item| item.external.key() == Some(key));
        return Ok(Answer::ok(shown(
            world,
            target,
            item.ok_or_else(Answer::not_found)?,
        )));
    }
    let order = ordering(world, target.query("order_by").unwrap_or("-created_at"))?;
    let mut items: Vec<&WorkItem> = world
        .items_of(project)
        .filter(|item| world.is_listed(item))
        .collect();
    items.sort_by(|a, b| order(a, b).then(b.created_at.cmp(&a.created_at)));
    page(target, items, |item| shown(world, target, item))
}

pub(crate) fn get(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let item = world.item_of(call.project(), call.id());
    let item = item.filter(|item| world.is_listed(item));
    Ok(Answer::ok(shown(
        world,
        call.target,
        item.ok_or_else(Answer::not_found)?,
    )))
}

/// By a key such as `ORCH-114`. A number that is none is the server's mistake, not the client's.
pub(crate) fn by_key(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let (identifier, number) = &call.names.key;
    let number: i64 = number.trim().parse().map_err(|_| Answer::server_error())?;
    let item = u64::try_from(number)
        .ok()
        .and_then(|number| world.item_by_key(identifier, number));
    Ok(Answer::ok(shown(
        world,
        call.target,
        item.ok_or_else(Answer::not_found)?,
    )))
}

pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let project = call.project();
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

pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let project = call.project();
    let old = world
        .item_of(project, call.id())
        .ok_or_else(Answer::not_found)?
        .clone();
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
    changed(world, item)
}
