//! How work items get into cycles and out of them over HTTP.

use serde_json::{Value, json};

use super::rows::{Resource, find, page_of_items, places, touch};
use crate::embedded::data::cycle::{Cycle, CycleItem};
use crate::embedded::data::row::of_project;
use crate::embedded::data::state::Group;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of, refuse_if};
use crate::embedded::http::call::Call;
use crate::id::WorkItemId;

/// The work items of this project in the cycle; the others that are in it are not shown.
pub(crate) fn list(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let rows = world.cycle_items.values().filter(|row| row.cycle == call.id());
    page_of_items(world, call, rows.map(|row| row.issue))
}

/// Answers the cycle's places that belong to this project.
///
/// Nobody checks that the work items are of the project: one of another project is moved out of the cycle it is in.
pub(crate) fn add(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let (project, cycle) = (call.project(), call.id());
    let now = world.now();
    let issues = call.ids("issues")?;
    refuse_if(issues.is_empty(), || {
        Answer::bad_code("Work items are required", "MISSING_WORK_ITEMS")
    })?;
    refuse_if(find::<Cycle>(world, project, cycle)?.is_over(now), || {
        Answer::bad_request(json!({
            "code": "CYCLE_COMPLETED",
            "message": "The Cycle has already been completed so no new issues can be added",
        }))
    })?;
    let is_unknown = |issue| !world.items.contains_key(issue);
    refuse_if(issues.iter().any(is_unknown), Answer::invalid_payload)?;
    for issue in issues {
        let old = world.cycle_of(issue);
        world.put_into_cycle(project, cycle, issue);
        touch(world, issue)?;
        world.record_cycle(project, issue, old, Some(cycle));
    }
    let rows = of_project::<CycleItem>(world, project).filter(|row| row.cycle == cycle);
    Ok(Answer::ok(places(world, rows, |row| row.issue)))
}

impl Resource for CycleItem {
    fn is_at(&self, call: &Call<'_>) -> bool {
        (self.project, self.cycle) == (call.project(), call.id())
    }

    fn named<'w>(world: &'w World, call: &Call<'_>) -> Option<&'w Self> {
        let mut rows = world.cycle_items.values();
        rows.find(|row| row.is_at(call) && row.issue == call.last())
    }

    fn show(&self, _world: &World, _call: &Call<'_>) -> Value {
        json_of(self)
    }

    fn remove(&self, world: &mut World) {
        world.cycle_items.remove(&self.id);
        world.touch(self.issue);
        world.record_cycle(self.project, self.issue, Some(self.cycle), None);
    }
}

/// Moves what is not done yet from a cycle that is over, or has no end, to another one of the project.
pub(crate) fn transfer(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let (project, cycle) = (call.project(), call.id());
    let now = world.now();
    let new = call
        .body_id("new_cycle_id")?
        .ok_or(Answer::bad_error("New Cycle Id is required"))?;
    let old = find::<Cycle>(world, project, cycle)?;
    refuse_if(old.end_date.is_some() && !old.is_over(now), || {
        Answer::bad_error("The old cycle is not completed yet")
    })?;
    let new_cycle = find::<Cycle>(world, project, new).map_err(|_| Answer::server_error())?;
    refuse_if(new_cycle.is_over(now), || {
        Answer::bad_error("The cycle where the issues are transferred is already completed")
    })?;
    let is_open = |issue: &WorkItemId| {
        let group = world.items.get(issue).and_then(|item| world.group_of(item.state));
        !matches!(group, Some(Group::Completed | Group::Cancelled))
    };
    let rows = of_project::<CycleItem>(world, project);
    let issues = rows.filter(|row| row.cycle == cycle).map(|row| row.issue);
    for issue in issues.filter(is_open).collect::<Vec<_>>() {
        world.put_into_cycle(project, new, issue);
        touch(world, issue)?;
        world.record_cycle(project, issue, Some(cycle), Some(new));
    }
    Ok(Answer::ok(json!({"message": "Success"})))
}
