//! `order_by`: a field, `-` in front for the other way round.

use std::cmp::Ordering;

use crate::embedded::data::work_item::{Listing, WorkItem};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::Answer;
use crate::id::ProjectId;

/// Compares two work items.
type Order<'a> = Box<dyn Fn(&'a WorkItem, &'a WorkItem) -> Ordering + 'a>;

/// The work items of a project in the order that a request names; a name that is no field is the server's mistake.
pub(crate) fn in_order(world: &World, project: ProjectId, order_by: &str) -> Result<Listing, Answer> {
    let name = order_by.strip_prefix('-').unwrap_or(order_by);
    let ascending = ascending(world, name).ok_or_else(Answer::server_error)?;
    let items = world.items_of(project).filter(|item| world.is_listed(item));
    let mut items: Vec<&WorkItem> = items.collect();
    items.sort_by(|a, b| {
        let order = ascending(a, b);
        let order = if name == order_by { order } else { order.reverse() };
        order.then(b.created_at.cmp(&a.created_at))
    });
    Ok(Listing {
        project,
        order_by: order_by.to_owned(),
        items: items.into_iter().map(|item| item.id).collect(),
    })
}

fn ascending<'a>(world: &'a World, name: &str) -> Option<Order<'a>> {
    Some(match name {
        "sequence_id" => by(|item| item.sequence_id),
        "created_at" => by(|item| item.created_at),
        "updated_at" => by(|item| item.updated_at),
        "id" | "pk" => by(|item| item.id),
        "name" => by(|item| &item.name),
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
        "external_source" => by(|item| nulls_last(item.external.external_source.as_deref())),
        "external_id" => by(|item| nulls_last(item.external.external_id.as_deref())),
        "is_draft" => by(|item| item.is_draft),
        "description_html" => by(|item| &item.description_html),
        "labels__name" => by(|item| {
            let label = item.labels.first().and_then(|id| world.labels.get(id));
            nulls_last(label.map(|label| &label.name))
        }),
        "assignees__first_name" => by(|item| {
            let user = item.assignees.first().and_then(|id| world.user(*id));
            nulls_last(user.map(|user| &user.display_name))
        }),
        // The same for all: one project, no types and estimates.
        "project" | "project_id" | "workspace" | "workspace_id" | "type" | "type_id" | "estimate_point"
        | "archived_at" | "deleted_at" => Box::new(|_, _| Ordering::Equal),
        _ => return None,
    })
}

fn by<'a, K: Ord>(key: impl Fn(&'a WorkItem) -> K + 'a) -> Order<'a> {
    Box::new(move |a, b| key(a).cmp(&key(b)))
}

/// As in a database: after everything in ascending order, before everything in descending order.
fn nulls_last<T>(value: Option<T>) -> (bool, Option<T>) {
    (value.is_none(), value)
}

fn priority_rank(priority: &str) -> Option<usize> {
    ["urgent", "high", "medium", "low", "none"]
        .iter()
        .position(|name| *name == priority)
}

fn group_rank(world: &World, item: &WorkItem) -> u8 {
    world.group_of(item.state).map_or(u8::MAX, |group| group as u8)
}
