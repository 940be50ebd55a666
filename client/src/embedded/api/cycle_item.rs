//! How work items get into cycles and out of them over HTTP.

use std::cmp::Reverse;

use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::rows::{find, touch};
use crate::embedded::data::cycle::{Cycle, CycleItem};
use crate::embedded::data::state::Group;
use crate::embedded::data::work_item::{WorkItem, oldest_first};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of};
use crate::embedded::http::handler::Call;
use crate::embedded::output::expand::shown;
use crate::embedded::output::page::page;

/// A place in a cycle as an answer shows it.
#[derive(Serialize)]
struct Read<'a> {
    #[serde(flatten)]
    row: &'a CycleItem,
    sub_issues_count: usize,
}

/// The work items of this project in the cycle; the others that are in it are not shown.
pub(crate) fn list(world: &World, call: &Call<'_>, project: Uuid, cycle: Uuid) -> Result<Answer, Answer> {
    let rows = world.cycle_items.values().filter(|row| row.cycle == cycle);
    let items = oldest_first(rows.filter_map(|row| world.item_of(project, row.issue)));
    page(call.target, items, |item: &WorkItem| {
        shown(world, call.target, item)
    })
}

/// Answers the cycle's places that belong to this project.
///
/// Nobody checks that the work items are of the project: one of another project is moved out of the cycle it is in.
pub(crate) fn add(world: &mut World, call: &Call<'_>, project: Uuid, cycle: Uuid) -> Result<Answer, Answer> {
    let now = world.now();
    let issues = call.ids("issues")?;
    if issues.is_empty() {
        return Err(Answer::bad_code("Work items are required", "MISSING_WORK_ITEMS"));
    }
    if find::<Cycle>(world, project, cycle)?.is_over(now) {
        return Err(Answer::bad_request(json!({
            "code": "CYCLE_COMPLETED",
            "message": "The Cycle has already been completed so no new issues can be added",
        })));
    }
    if issues.iter().any(|issue| !world.items.contains_key(issue)) {
        return Err(Answer::invalid_payload());
    }
    for issue in issues {
        let old = world.cycle_of(issue);
        world.put_into_cycle(project, cycle, issue);
        touch(world, issue)?;
        world.record_cycle(project, issue, old, Some(cycle));
    }
    let rows = world.cycle_items.values();
    let mut rows: Vec<&CycleItem> = rows
        .filter(|row| row.cycle == cycle && row.base.project == project)
        .collect();
    rows.sort_by_key(|row| Reverse(row.base.created_at));
    Ok(Answer::ok(rows.into_iter().map(|row| read(world, row)).collect()))
}

pub(crate) fn get(world: &World, project: Uuid, cycle: Uuid, issue: Uuid) -> Result<Answer, Answer> {
    let mut row = read(world, find_place(world, project, cycle, issue)?);
    // Only lists count.
    if let Value::Object(keys) = &mut row {
        keys.remove("sub_issues_count");
    }
    Ok(Answer::ok(row))
}

pub(crate) fn remove(world: &mut World, project: Uuid, cycle: Uuid, issue: Uuid) -> Result<Answer, Answer> {
    let id = find_place(world, project, cycle, issue)?.base.id;
    world.cycle_items.remove(&id);
    touch(world, issue)?;
    world.record_cycle(project, issue, Some(cycle), None);
    Ok(Answer::no_content())
}

/// Moves what is not done yet from a cycle that is over, or has no end, to another one of the project.
pub(crate) fn transfer(
    world: &mut World,
    call: &Call<'_>,
    project: Uuid,
    cycle: Uuid,
) -> Result<Answer, Answer> {
    let now = world.now();
    let new = call
        .body_id("new_cycle_id")?
        .ok_or(Answer::bad_error("New Cycle Id is required"))?;
    let old = find::<Cycle>(world, project, cycle)?;
    if old.end_date.is_some() && !old.is_over(now) {
        return Err(Answer::bad_error("The old cycle is not completed yet"));
    }
    let new_cycle = find::<Cycle>(world, project, new).map_err(|_| Answer::server_error())?;
    if new_cycle.is_over(now) {
        return Err(Answer::bad_error(
            "The cycle where the issues are transferred is already completed",
        ));
    }
    let is_open = |issue: &Uuid| {
        let group = world.items.get(issue).and_then(|item| world.group_of(item.state));
        !matches!(group, Some(Group::Completed | Group::Cancelled))
    };
    let rows = world.cycle_items.values();
    let issues = rows
        .filter(|row| row.cycle == cycle && row.base.project == project)
        .map(|row| row.issue);
    for issue in issues.filter(is_open).collect::<Vec<_>>() {
        world.put_into_cycle(project, new, issue);
        touch(world, issue)?;
        world.record_cycle(project, issue, Some(cycle), Some(new));
    }
    Ok(Answer::ok(json!({"message": "Success"})))
}

fn find_place(world: &World, project: Uuid, cycle: Uuid, issue: Uuid) -> Result<&CycleItem, Answer> {
    let mut rows = world.cycle_items.values();
    rows.find(|row| (row.base.project, row.cycle, row.issue) == (project, cycle, issue))
        .ok_or_else(Answer::not_found)
}

fn read(world: &World, row: &CycleItem) -> Value {
    json_of(&Read {
        row,
        sub_issues_count: world.children_of(row.issue),
    })
}
