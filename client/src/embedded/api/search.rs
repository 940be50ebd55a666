//! Search over names, numbers and project identifiers.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::embedded::data::work_item::WorkItem;
use crate::embedded::data::world::{WORKSPACE, World};
use crate::embedded::http::answer::Answer;
use crate::embedded::http::call::Call;
use crate::id::ProjectId;

/// Not paged, newest first. Any whole number in the text matches a work item of that number in every project.
pub(crate) fn search(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let world = &*world;
    let target = call.target;
    let text = target.query("search").unwrap_or_default();
    if text.is_empty() || call.slug() != WORKSPACE {
        return Ok(Answer::ok(json!({ "issues": [] })));
    }
    let limit: usize = target
        .query("limit")
        .unwrap_or("10")
        .trim()
        .parse()
        .map_err(|_| Answer::server_error())?;
    let project = match target.query("project_id").filter(|id| !id.is_empty()) {
        Some(id) if target.query("workspace_search").unwrap_or("false") == "false" => {
            let id = Uuid::parse_str(id).map_err(|_| Answer::invalid_id())?;
            Some(ProjectId::from(id))
        }
        _ => None,
    };
    let mut found: Vec<&WorkItem> = world
        .items
        .values()
        .filter(|item| world.is_listed(item) && !world.is_archived(item.project))
        .filter(|item| project.is_none_or(|id| id == item.project))
        .filter(|item| world.role_in(item.project, world.caller).is_some())
        .filter(|item| matches(world, item, text))
        .collect();
    found.sort_by_key(|item| std::cmp::Reverse(item.created_at));
    let issues: Vec<Value> = found
        .into_iter()
        .take(limit)
        .map(|item| row(world, item))
        .collect();
    Ok(Answer::ok(json!({ "issues": issues })))
}

fn matches(world: &World, item: &WorkItem, text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    let mut numbers = words.filter_map(|word| word.parse::<u64>().ok());
    item.name.to_lowercase().contains(&lower)
        || identifier(world, item).to_lowercase().contains(&lower)
        || numbers.any(|number| number == item.sequence_id)
}

fn identifier<'a>(world: &'a World, item: &WorkItem) -> &'a str {
    world
        .project(item.project)
        .map_or("", |project| project.identifier.as_str())
}

fn row(world: &World, item: &WorkItem) -> Value {
    json!({
        "name": item.name,
        "id": item.id,
        "sequence_id": item.sequence_id,
        "project__identifier": identifier(world, item),
        "project_id": item.project,
        "workspace__slug": WORKSPACE,
    })
}
