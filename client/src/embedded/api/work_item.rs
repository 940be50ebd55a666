//! How work items are read, made, changed and deleted over HTTP.

use serde_json::Value;
use uuid::Uuid;

use super::rows::{Resource, changed, changed_external_id, may_delete, new_external_id};
use crate::embedded::data::row::same_external_id;
use crate::embedded::data::work_item::WorkItem;
use crate::embedded::data::world::{World, external_key};
use crate::embedded::http::answer::{Answer, json_of};
use crate::embedded::http::call::Call;
use crate::embedded::input::field::Field;
use crate::embedded::input::work_item::write;
use crate::embedded::output::expand::shown;
use crate::embedded::output::order::in_order;
use crate::embedded::output::page::page;

/// What each work item stands behind the last one of its state.
const SORT_STEP: f64 = 10000.0;

impl Resource for WorkItem {
    fn may_go(&self, world: &World) -> Result<(), Answer> {
        may_delete(world, self, self.created_by, "work item")
    }

    fn remove(&self, world: &mut World) {
        world.remove_item(self.id);
    }
}

/// A page; or, asked by external id, one bare object.
pub(crate) fn list(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let project = call.project();
    let target = call.target;
    if let Some(key) = external_key(target.query("external_source"), target.query("external_id")) {
        let id = same_external_id::<WorkItem>(world, project, Uuid::nil().into(), Some(key));
        let item = id.and_then(|id| world.items.get(&id));
        return found(world, call, item);
    }
    let order_by = target.query("order_by").unwrap_or("-created_at");
    let known = world.listing.take();
    let known = known.filter(|known| known.project == project && known.order_by == order_by);
    let listing = match known {
        Some(listing) => listing,
        None => in_order(world, project, order_by)?,
    };
    let item = |id| {
        world
            .items
            .get(id)
            .map_or(Value::Null, |item| shown(world, target, item))
    };
    let answer = page(target, &listing.items, item);
    world.listing = Some(listing);
    answer
}

pub(crate) fn get(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let item = world.item_of(call.project(), call.id());
    let item = item.filter(|item| world.is_listed(item));
    found(world, call, item)
}

/// By a key such as `ORCH-114`. A number that is none is the server's mistake, not the client's.
pub(crate) fn by_key(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let (identifier, number) = &call.names.key;
    let number: i64 = number.trim().parse().map_err(|_| Answer::server_error())?;
    let item = u64::try_from(number)
        .ok()
        .and_then(|number| world.item_by_key(identifier, number));
    found(world, call, item)
}

fn found(world: &World, call: &Call<'_>, item: Option<&WorkItem>) -> Result<Answer, Answer> {
    let item = item.ok_or_else(Answer::not_found)?;
    Ok(Answer::ok(shown(world, call.target, item)))
}

pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let project = call.project();
    let number = world.next_number(project);
    let mut item = world.new_item(project, "", number);
    let besides = write(world, project, call.input(false)?, &mut item)?;
    new_external_id(world, &item)?;
    if let Some(state) = besides.state.given() {
        world.set_state(&mut item, state);
    }
    // A given order holds only for the first of its state.
    item.sort_order = match world.last_in(item.state) {
        Some(last) => last + SORT_STEP,
        None => besides.sort_order.given().unwrap_or(item.sort_order),
    };
    item.created_by = Some(world.caller);
    let answer = Answer::created(json_of(&item));
    // The stored row is stamped again after the answer is written, with what the caller asked for.
    item.created_at = besides.created_at.unwrap_or(world.now());
    item.updated_at = world.now();
    if let Field::Set(user) = besides.created_by {
        item.created_by = Some(user);
    }
    world.record_created(&item);
    world.add_item(item);
    Ok(answer)
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let project = call.project();
    let old = world.item_of(project, call.id());
    let old = old.ok_or_else(Answer::not_found)?.clone();
    let mut item = old.clone();
    let besides = write(world, project, call.input(true)?, &mut item)?;
    changed_external_id(world, &old, &item)?;
    let state = match besides.state {
        Field::Set(state) => Some(state),
        // No state is the default state.
        Field::Null => world.default_state(project).map(|state| state.id),
        Field::Missing => None,
    };
    if let Some(state) = state {
        world.set_state(&mut item, state);
    }
    besides.sort_order.write_value(&mut item.sort_order);
    world.record_changes(&old, &item);
    changed(world, item)
}
