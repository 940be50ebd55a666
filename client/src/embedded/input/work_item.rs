//! The fields of a work item that a write may give.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::check::{Input, Text};
use super::external::ExternalChange;
use super::field::Field;
use super::html::stored;
use crate::embedded::data::member::MEMBER;
use crate::embedded::data::stamp::Stamp;
use crate::embedded::data::work_item::WorkItem;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::Answer;
use crate::id::{LabelId, ProjectId, StateId, UserId, WorkItemId};

pub(crate) const PRIORITIES: [&str; 5] = ["urgent", "high", "medium", "low", "none"];

/// A checked write. Keys that no write may set are not read: real servers ignore them without a word.
#[derive(Debug)]
pub(crate) struct Changes {
    name: Field<String>,
    description_html: Field<String>,
    priority: Field<String>,
    pub(crate) state: Field<StateId>,
    parent: Field<WorkItemId>,
    assignees: Field<Vec<UserId>>,
    labels: Field<Vec<LabelId>>,
    start_date: Field<Date>,
    target_date: Field<Date>,
    point: Field<i64>,
    pub(crate) sort_order: Field<f64>,
    is_draft: Field<bool>,
    external: ExternalChange,
    archived_at: Field<Date>,
    /// Of a POST: who and when the stored row will name, whatever the answer says.
    pub(crate) created_by: Field<UserId>,
    pub(crate) created_at: Option<Stamp>,
}

impl Changes {
    pub(crate) fn read(
        world: &World,
        project: ProjectId,
        fields: Map<String, Value>,
        partial: bool,
    ) -> Result<Self, Answer> {
        let created_at = fields
            .get("created_at")
            .and_then(Value::as_str)
            .and_then(Stamp::parse);
        let mut input = Input::new(fields, partial);
        let is_user = |id| world.user(id).is_some();
        let mut changes = Self {
            name: input.text("name", Text::REQUIRED),
            description_html: input.text("description_html", Text::LONG),
            priority: input.choice("priority", &PRIORITIES),
            state: input.reference("state", |id| world.states.contains_key(&id)),
            parent: input.reference("parent", |id| world.items.contains_key(&id)),
            assignees: input.references("assignees", is_user),
            labels: input.references("labels", |id| world.labels.contains_key(&id)),
            start_date: input.date("start_date"),
            target_date: input.date("target_date"),
            point: input.integer("point", 12),
            sort_order: input.float("sort_order"),
            is_draft: input.flag("is_draft"),
            external: ExternalChange::read(&mut input),
            archived_at: input.date("archived_at"),
            created_by: input.reference("created_by", is_user),
            created_at,
        };
        // There are none of these to refer to.
        for name in ["estimate_point", "type", "type_id"] {
            input.reference(name, |_: Uuid| false);
        }
        input.finish()?;
        changes.agrees(world, project)?;
        changes.drop_foreign(world, project);
        Ok(changes)
    }

    /// Drops labels of other projects and assignees who are no members, without a word.
    fn drop_foreign(&mut self, world: &World, project: ProjectId) {
        if let Field::Set(labels) = &mut self.labels {
            let mut seen = BTreeSet::new();
            labels.retain(|id| seen.insert(*id));
            labels.retain(|id| world.labels.get(id).is_some_and(|label| label.project == project));
        }
        if let Field::Set(assignees) = &mut self.assignees {
            assignees.retain(|id| world.role_in(project, *id) >= Some(MEMBER));
        }
    }

    /// What no field can tell alone. The first disagreement is the answer.
    fn agrees(&self, world: &World, project: ProjectId) -> Result<(), Answer> {
        if let (Field::Set(start), Field::Set(target)) = (&self.start_date, &self.target_date) {
            if start > target {
                return Err(Answer::non_field("Start date cannot exceed target date"));
            }
        }
        if matches!(&self.description_html, Field::Set(html) if html.is_empty()) {
            return Err(Answer::non_field("Invalid HTML passed"));
        }
        if let Field::Set(id) = self.state {
            if world.states.get(&id).is_none_or(|state| state.project != project) {
                return Err(Answer::non_field(
                    "State is not valid please pass a valid state_id",
                ));
            }
        }
        if let Field::Set(id) = self.parent {
            if world.item_of(project, id).is_none() {
                return Err(Answer::non_field(
                    "Parent is not valid issue_id please pass a valid issue_id",
                ));
            }
        }
        Ok(())
    }

    /// Writes everything but what depends on the project's other rows: state, order, creator.
    pub(crate) fn write(self, item: &mut WorkItem) {
        self.name.write_value(&mut item.name);
        if let Some(html) = self.description_html.given() {
            item.description_html = stored(&html);
        }
        self.priority.write_value(&mut item.priority);
        self.parent.write(&mut item.parent);
        self.assignees.write_value(&mut item.assignees);
        self.labels.write_value(&mut item.labels);
        self.start_date.write(&mut item.start_date);
        self.target_date.write(&mut item.target_date);
        self.point.write(&mut item.point);
        self.is_draft.write_value(&mut item.is_draft);
        self.external.write(&mut item.external);
        self.archived_at.write(&mut item.archived_at);
    }
}
