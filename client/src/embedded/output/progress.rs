//! How far the work items of a cycle or module have come.

use serde::Serialize;

use crate::embedded::data::state::Group;
use crate::embedded::data::world::World;
use crate::id::WorkItemId;

/// A cycle or module as a GET shows it: with its work items counted by the groups of their states.
#[derive(Serialize)]
pub(crate) struct Counted<'a, T> {
    #[serde(flatten)]
    row: &'a T,
    total_issues: usize,
    cancelled_issues: usize,
    completed_issues: usize,
    started_issues: usize,
    unstarted_issues: usize,
    backlog_issues: usize,
}

impl<'a, T> Counted<'a, T> {
    pub(crate) fn of(world: &World, row: &'a T, items: impl Iterator<Item = WorkItemId>) -> Self {
        let items = items.filter_map(|id| world.items.get(&id));
        let items = items.filter(|item| world.is_listed(item));
        let groups: Vec<_> = items.map(|item| world.group_of(item.state)).collect();
        let count = |group| groups.iter().filter(|of| **of == Some(group)).count();
        Self {
            row,
            total_issues: groups.len(),
            cancelled_issues: count(Group::Cancelled),
            completed_issues: count(Group::Completed),
            started_issues: count(Group::Started),
            unstarted_issues: count(Group::Unstarted),
            backlog_issues: count(Group::Backlog),
        }
    }
}
