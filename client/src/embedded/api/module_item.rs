//! How work items get into modules and out of them over HTTP.

use std::cmp::Reverse;

use serde::Serialize;
use uuid::Uuid;

use super::rows::{find, touch};
use crate::embedded::data::module::{Module, ModuleItem};
use crate::embedded::data::work_item::{WorkItem, oldest_first};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of};
use crate::embedded::http::handler::Call;
use crate::embedded::output::expand::shown;
use crate::embedded::output::page::page;

/// A place in a module as an answer shows it.
#[derive(Serialize)]
struct Read<'a> {
    #[serde(flatten)]
    row: &'a ModuleItem,
    sub_issues_count: usize,
}

pub(crate) fn list(world: &World, call: &Call<'_>, project: Uuid, module: Uuid) -> Result<Answer, Answer> {
    let rows = world.module_items.values().filter(|row| row.module == module);
    let items = oldest_first(rows.filter_map(|row| world.item_of(project, row.issue)));
    page(call.target, items, |item: &WorkItem| {
        shown(world, call.target, item)
    })
}

/// Work items of other projects are left out without a word.
pub(crate) fn add(world: &mut World, call: &Call<'_>, project: Uuid, module: Uuid) -> Result<Answer, Answer> {
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
            touch(world, issue)?;
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

pub(crate) fn remove(world: &mut World, project: Uuid, module: Uuid, issue: Uuid) -> Result<Answer, Answer> {
    let mut rows = world.module_items.values();
    let row = rows.find(|row| (row.base.project, row.module, row.issue) == (project, module, issue));
    let id = row.ok_or_else(Answer::not_found)?.base.id;
    world.module_items.remove(&id);
    touch(world, issue)?;
    Ok(Answer::no_content())
}
