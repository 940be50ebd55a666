//! The fields of a work item that a write may give.

use std::collections::BTreeSet;

use serde_json::Value;
use uuid::Uuid;

use super::check::{Input, Text, in_order};
use super::field::Field;
use super::html::stored;
use crate::embedded::data::member::MEMBER;
use crate::embedded::data::stamp::Stamp;
use crate::embedded::data::work_item::WorkItem;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, refuse_if};
use crate::id::{LabelId, ProjectId, StateId, UserId, WorkItemId};

pub(crate) const PRIORITIES: [&str; 5] = ["urgent", "high", "medium", "low", "none"];

/// What a write says beside its own row, or depends on the project's other ones.
#[derive(Debug)]
pub(crate) struct Besides {
    pub(crate) state: Field<StateId>,
    pub(crate) sort_order: Field<f64>,
    /// Of a POST: who and when the stored row will name, whatever the answer says.
    pub(crate) created_by: Field<UserId>,
    pub(crate) created_at: Option<Stamp>,
}

/// Checks a write, and does it to a row that is thrown away if it is refused. Keys that no write may set are not read: real
/// servers ignore them without a word.
pub(crate) fn write(
    world: &World,
    project: ProjectId,
    mut input: Input,
    item: &mut WorkItem,
) -> Result<Besides, Answer> {
    let is_user = |id: UserId| world.user(id).is_some();
    let created_at = input.fields.get("created_at").and_then(Value::as_str);
    let created_at = created_at.and_then(Stamp::parse);
    input.text("name", Text::REQUIRED).write_value(&mut item.name);
    let html = input.text("description_html", Text::LONG).given();
    let priority = input.choice("priority", &PRIORITIES);
    priority.write_value(&mut item.priority);
    let state = input.reference("state", |id| world.states.contains_key(&id));
    let parent = input.reference("parent", |id| world.items.contains_key(&id));
    let assignees = input.references("assignees", is_user).given();
    let labels = input.references("labels", |id| world.labels.contains_key(&id));
    let labels = labels.given();
    let (start_date, target_date) = (input.date("start_date"), input.date("target_date"));
    input.integer("point", 12).write(&mut item.point);
    let sort_order = input.float("sort_order");
    input.flag("is_draft").write_value(&mut item.is_draft);
    input.external(&mut item.external);
    input.date("archived_at").write(&mut item.archived_at);
    let created_by = input.reference("created_by", is_user);
    // There are none of these to refer to.
    for name in ["estimate_point", "type", "type_id"] {
        input.reference(name, |_: Uuid| false);
    }
    input.finish()?;

    // What no field can tell alone. The first disagreement is the answer.
    in_order(&start_date, &target_date, "Start date cannot exceed target date")?;
    refuse_if(html.as_deref() == Some(""), || {
        Answer::non_field("Invalid HTML passed")
    })?;
    let is_foreign = |id: StateId| world.states.get(&id).is_none_or(|state| state.project != project);
    refuse_if(matches!(state, Field::Set(id) if is_foreign(id)), || {
        Answer::non_field("State is not valid please pass a valid state_id")
    })?;
    let is_foreign = |id: WorkItemId| world.item_of(project, id).is_none();
    refuse_if(matches!(parent, Field::Set(id) if is_foreign(id)), || {
        Answer::non_field("Parent is not valid issue_id please pass a valid issue_id")
    })?;

    if let Some(html) = html {
        item.description_html = stored(&html);
    }
    parent.write(&mut item.parent);
    start_date.write(&mut item.start_date);
    target_date.write(&mut item.target_date);
    // Labels of other projects and assignees who are no members are dropped, without a word.
    if let Some(mut assignees) = assignees {
        assignees.retain(|id| world.role_in(project, *id) >= Some(MEMBER));
        item.assignees = assignees;
    }
    if let Some(mut labels) = labels {
        let mut seen = BTreeSet::new();
        let is_own = |id: &LabelId| world.labels.get(id).is_some_and(|label| label.project == project);
        labels.retain(|id| seen.insert(*id) && is_own(id));
        item.labels = labels;
    }
    Ok(Besides {
        state,
        sort_order,
        created_by,
        created_at,
    })
}
