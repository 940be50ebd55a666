//! How the intake is read and written over HTTP: by the ids of its work items.

use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::rows::{self, Resource, named};
use crate::embedded::data::intake::{ACCEPTED, DUPLICATE, IntakeItem, REJECTED, STATUSES};
use crate::embedded::data::project::Row;
use crate::embedded::data::stamp::Stamp;
use crate::embedded::data::state::Group;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of, refuse_if};
use crate::embedded::http::call::Call;
use crate::embedded::input::check::Input;
use crate::embedded::input::html::stripped;
use crate::embedded::input::work_item::{self, PRIORITIES};
use crate::embedded::output::expand::{expanded, shown};
use crate::id::ProjectId;

/// A place in the intake as an answer shows it, with its work item.
#[derive(Serialize)]
struct Read<'a> {
    #[serde(flatten)]
    row: &'a IntakeItem,
    issue_detail: Value,
}

impl Resource for IntakeItem {
    fn named<'w>(world: &'w World, call: &Call<'_>) -> Option<&'w Self> {
        let mut rows = world.intake.values();
        rows.find(|row| row.is_at(call) && row.issue == call.last())
    }

    /// What was put off until a time that has come is not shown.
    fn is_shown(&self, now: Stamp) -> bool {
        self.snoozed_till.is_none_or(|till| till >= now)
    }

    fn show(&self, world: &World, call: &Call<'_>) -> Value {
        shown(world, call.target, &read(world, self))
    }

    /// The work item goes too, unless it was accepted.
    fn remove(&self, world: &mut World) {
        world.intake.remove(&self.id);
        if self.status != ACCEPTED {
            world.remove_item(self.issue);
        }
    }
}

pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let project = call.project();
    let fields = call.fields()?;
    let empty = Map::new();
    let issue = match fields.get("issue") {
        None => &empty,
        Some(issue) => issue.as_object().ok_or_else(Answer::server_error)?,
    };
    let text = |name| issue.get(name).and_then(Value::as_str);
    let name = text("name").filter(|name| !name.is_empty());
    let name = name.ok_or(Answer::bad_error("Name is required"))?;
    is_enabled(world, project)?;
    let priority = issue.get("priority").map_or(Some("none"), Value::as_str);
    let priority = priority.filter(|priority| PRIORITIES.contains(priority));
    let priority = priority.ok_or(Answer::bad_error("Invalid priority"))?;
    let number = world.next_number(project);
    let mut item = world.new_item(project, name, number);
    priority.clone_into(&mut item.priority);
    if let Some(html) = text("description_html") {
        // Nobody looks at it.
        html.clone_into(&mut item.description_html);
    }
    item.created_by = Some(world.caller);
    item.state = world.triage_of(project).unwrap_or(item.state);
    let row = IntakeItem::new(world.made(project), world.intake_of(project), item.id);
    world.record_created(&item);
    world.add_item(item);
    let answer = Answer::created(json_of(&read(world, &row)));
    world.store(row);
    Ok(answer)
}

/// Accepting moves the work item to the default state, refusing it to a cancelled one.
pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let project = call.project();
    is_enabled(world, project)?;
    let mut row = named::<IntakeItem>(world, call)?.clone();
    let old = world.item_of(project, row.issue).ok_or_else(Answer::not_found)?;
    let (old, mut item) = (old.clone(), old.clone());
    if let Some(Value::Object(fields)) = call.fields()?.remove("issue") {
        // Real servers look for what these name in no project: labels and assignees are dropped, a state or parent is refused.
        work_item::write(world, Uuid::nil().into(), Input::new(fields, true), &mut item)?;
    }
    let mut input = call.input(true)?;
    let status = input.one_of("status", &STATUSES);
    let snoozed_till = input.instant("snoozed_till");
    let duplicate_to = input.reference("duplicate_to", |id| world.items.contains_key(&id));
    input.finish()?;
    // Members may change the work item only.
    if world.is_admin(project) {
        status.write_value(&mut row.status);
        snoozed_till.write(&mut row.snoozed_till);
        duplicate_to.write(&mut row.duplicate_to);
        let state = match row.status {
            REJECTED | DUPLICATE => {
                let mut all = world.states_of(project).into_iter();
                all.find(|state| state.group == Group::Cancelled)
                    .map(|state| state.id)
            }
            ACCEPTED if world.group_of(item.state) == Some(Group::Triage) => {
                world.default_state(project).map(|state| state.id)
            }
            _ => None,
        };
        if let Some(state) = state {
            world.set_state(&mut item, state);
        }
    }
    world.record_changes(&old, &item);
    item.updated_at = world.now();
    world.store(item);
    world.changed(&mut row);
    let answer = Answer::ok(json_of(&read(world, &row)));
    world.store(row);
    Ok(answer)
}

pub(crate) fn delete(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    is_enabled(world, call.project())?;
    rows::delete::<IntakeItem>(world, call)
}

/// Switched on, or ever was.
fn is_enabled(world: &World, project: ProjectId) -> Result<(), Answer> {
    let is_there = |project: &Row| project.intake_view || project.intake.is_some();
    refuse_if(!world.project(project).is_some_and(is_there), || {
        Answer::bad_error("Intake is not enabled for this project enable it through the project's api")
    })
}

fn read<'a>(world: &World, row: &'a IntakeItem) -> Read<'a> {
    let item = world.items.get(&row.issue);
    let mut issue_detail = item.map_or(Value::Null, json_of);
    if let Value::Object(keys) = &mut issue_detail {
        let state = keys.get("state").cloned().unwrap_or_default();
        let state = expanded(world, "state", &state).unwrap_or_default();
        keys.insert("state".to_owned(), state);
        keys.insert("description".to_owned(), json!({}));
        keys.insert("description_json".to_owned(), json!({}));
        let html = item.map_or("", |item| &item.description_html);
        keys.insert("description_stripped".to_owned(), json!(stripped(html)));
        keys.remove("type_id");
    }
    Read { row, issue_detail }
}
