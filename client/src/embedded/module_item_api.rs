//! How work items get into modules and out of them over HTTP.

use std::cmp::Reverse;

use serde::Serialize;
use uuid::Uuid;

use super::answer::{Answer, json_of};
use super::expand::shown;
use super::handler::Call;
use super::module::{Module, ModuleItem};
use super::page::page;
use super::row::find;
use super::work_item::{WorkItem, oldest_first};
use super::world::World;

/// A place in a module as an answer shows it.
#[derive(Serialize)]
struct Read<'a> {
    #[serde(flatten)]
    row: &'a ModuleItem,
    sub_issues_count: usize,
}

pub(super) fn list(world: &World, call: &Call<'_>, project: Uuid, module: Uuid) -> Result<Answer, Answer> {
    let rows = world.module_items.values().filter(|row| row.module == module);
    let items = oldest_first(rows.filter_map(|row| world.item_of(project, row.issue)));
    page(call.target, items, |item: &WorkItem| {
        shown(world, call.target, item)
    })
}

/// Work items of other projects are left out without a word.
pub(super) fn add(world: &mut World, call: &Call<'_>, project: Uuid, module: Uuid) -> Result<Answer, Answer> {
    let issues = call.ids("issues")?;
    if issues.is_empty() {
        return Err(Answer::bad_error("Issues are required"));
    }
    find::<Module>(world, project, module)?;
    for issue in issues {
        if world.item_of(project, issue).is_some() {
            let mut base = world.made(project);
            base.updated_by = base.created_by;
            world.put_into_module(base, module, issue);
            world.touch(issue)?;
        }
    }
    let rows = world.module_items.values().filter(|row| row.module == module);
    let mut rows: Vec<&ModuleItem> = rows.collect();
    rows.sort_by_key(|row| Reverse(row.base.created_at));
    let read = |row: &ModuleItem| {
        json_of(&Read {
            row,
            sub_issues_count: world.children_of(row.issue),
        })
    };
    Ok(Answer::ok(rows.into_iter().map(read).collect()))
}

pub(super) fn remove(world: &mut World, project: Uuid, module: Uuid, issue: Uuid) -> Result<Answer, Answer> {
    let mut rows = world.module_items.values();
    let row = rows.find(|row| (row.base.project, row.module, row.issue) == (project, module, issue));
    let id = row.ok_or_else(Answer::not_found)?.base.id;
    world.module_items.remove(&id);
    world.touch(issue)?;
    Ok(Answer::no_content())
}
