//! `order_by`: a field, `-` in front for the other way round.

use std::cmp::Ordering;

use crate::embedded::data::work_item::WorkItem;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::Answer;
use crate::id::UserId;

/// Compares two work items.
pub(crate) type Order<'a> = Box<dyn Fn(&WorkItem, &WorkItem) -> Ordering + 'a>;

/// The order that a request names; a name that is no field is the server's mistake.
pub(crate) fn ordering<'a>(world: &'a World, order_by: &str) -> Result<Order<'a>, Answer> {
    let (name, descending) = match order_by.strip_prefix('-') {
        Some(name) => (name, true),
        None => (order_by, false),
    };
    let ascending = ascending(world, name).ok_or_else(Answer::server_error)?;
    Ok(if descending {
        Box::new(move |a, b| ascending(b, a))
    } else {
        ascending
    })
}

fn ascending<'a>(world: &'a World, name: &str) -> Option<Order<'a>> {
    Some(match name {
        "sequence_id" => by(|item| item.sequence_id),
        "created_at" => by(|item| item.created_at),
        "updated_at" => by(|item| item.updated_at),
        "id" | "pk" => by(|item| item.id),
        "name" => by(|item| item.name.clone()),
        "priority" => by(|item| priority_rank(&item.priority)),
        "state__group" | "state__name" => by(|item| group_rank(world, item)),
        "state" | "state_id" => by(|item| item.state),
        "sort_order" => Box::new(|a, b| a.sort_order.total_cmp(&b.sort_order)),
        "start_date" => by(|item| nulls_last(item.start_date)),
        "target_date" => by(|item| nulls_last(item.target_date)),
        "completed_at" => by(|item| nulls_last(item.completed_at)),
        "point" => by(|item| nulls_last(item.point)),
        "parent" | "parent_id" => by(|item| nulls_last(item.parent)),
        "created_by" | "created_by_id" => by(|item| nulls_last(item.created_by)),
        "updated_by" | "updated_by_id" => by(|item| nulls_last(item.updated_by)),
        "external_source" => by(|item| nulls_last(item.external.external_source.clone())),
        "external_id" => by(|item| nulls_last(item.external.external_id.clone())),
        "is_draft" => by(|item| item.is_draft),
        "description_html" => by(|item| item.description_html.clone()),
        "labels__name" => by(|item| nulls_last(first_label(world, item))),
        "assignees__first_name" => {
            by(|item| nulls_last(item.assignees.first().and_then(|id| user_name(world, *id))))
        }
        // The same for all: one project, no types and estimates.
        "project" | "project_id" | "workspace" | "workspace_id" | "type" | "type_id" | "estimate_point"
        | "archived_at" | "deleted_at" => Box::new(|_, _| Ordering::Equal),
        _ => return None,
    })
}

fn by<'a, K: Ord>(key: impl Fn(&WorkItem) -> K + 'a) -> Order<'a> {
    Box::new(move |a, b| key(a).cmp(&key(b)))
}

/// As in a database: after everything in ascending order, before everything in descending order.
fn nulls_last<T>(value: Option<T>) -> (bool, Option<T>) {
    (value.is_none(), value)
}

fn first_label(world: &World, item: &WorkItem) -> Option<String> {
    let label = item.labels.first().and_then(|id| world.labels.get(id));
    label.map(|label| label.name.clone())
}

fn user_name(world: &World, user: UserId) -> Option<String> {
    world.user(user).map(|user| user.display_name.clone())
}

fn priority_rank(priority: &str) -> Option<usize> {
    ["urgent", "high", "medium", "low", "none"]
        .iter()
        .position(|name| *name == priority)
}

fn group_rank(world: &World, item: &WorkItem) -> u8 {
    world.group_of(item.state).map_or(u8::MAX, |group| group as u8)
}
