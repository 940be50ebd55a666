//! How projects are read and written over HTTP.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::embedded::data::cycle::Cycle;
use crate::embedded::data::intake::IntakeItem;
use crate::embedded::data::label::Label;
use crate::embedded::data::module::Module;
use crate::embedded::data::project::Row;
use crate::embedded::data::row::of_project;
use crate::embedded::data::stamp::Stamp;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of, refuse_if};
use crate::embedded::http::call::Call;
use crate::embedded::input::check::{Input, Text};
use crate::embedded::output::expand::shown;
use crate::embedded::output::page::page;

/// What a list shows besides: where the caller put the project in order.
const SORT_ORDER: f64 = 65535.0;

/// The caller's own ones first; then those that anyone may see, which are all.
pub(crate) fn list(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let mut projects: Vec<&Row> = world.projects.iter().collect();
    projects.sort_by_key(|project| world.role_in(project.id, world.caller).is_none());
    page(call.target, projects, |project: &Row| {
        shown(world, call.target, &project.wire(world, Some(SORT_ORDER)))
    })
}

pub(crate) fn get(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let project = world.project(call.project()).ok_or_else(Answer::not_found)?;
    Ok(Answer::ok(shown(world, call.target, &project.wire(world, None))))
}

/// Makes its states too, and the caller its admin.
pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let mut project = world.new_project(Uuid::new_v4().into(), "", "");
    // A new project has nothing switched on, and somebody who made it.
    (project.cycle_view, project.module_view, project.intake_view) = (false, false, false);
    project.intake = None;
    project.created_by = Some(world.caller);
    project.icon = json!({"icon": {"name": "view_kanban", "color": "#f2be02"}, "in_use": "icon"});
    write(world, call.input(false)?, &mut project)?;
    let id = project.id;
    world.add_project(project);
    let project = world.project(id).ok_or_else(Answer::server_error)?;
    Ok(Answer::created(json_of(&project.wire(world, None))))
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let id = call.project();
    let mut project = world.project(id).ok_or_else(Answer::not_found)?.clone();
    refuse_if(project.archived_at.is_some(), || {
        Answer::bad_error("Archived project cannot be updated")
    })?;
    let input = call.input(true)?;
    // Real servers do not make a row of the id.
    refuse_if(input.has("default_state"), Answer::invalid_id)?;
    write(world, input, &mut project)?;
    project.updated_at = world.now();
    project.updated_by = Some(world.caller);
    let answer = Answer::ok(json_of(&project.wire(world, None)));
    if let Some(row) = world.projects.iter_mut().find(|row| row.id == id) {
        *row = project;
    }
    Ok(answer)
}

/// Everything in it goes too.
pub(crate) fn delete(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let id = call.project();
    refuse_if(!world.is_admin(id), Answer::forbidden)?;
    world.remove_project(id);
    Ok(Answer::no_content())
}

/// Archived or not, what is in it can be written to.
pub(crate) fn archive(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let now = world.now();
    set_archived(world, call, Some(now))
}

pub(crate) fn unarchive(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    set_archived(world, call, None)
}

fn set_archived(world: &mut World, call: &Call<'_>, at: Option<Stamp>) -> Result<Answer, Answer> {
    let mut projects = world.projects.iter_mut();
    let project = projects.find(|project| project.id == call.project());
    project.ok_or_else(Answer::not_found)?.archived_at = at;
    Ok(Answer::no_content())
}

pub(crate) fn summary(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let id = call.project();
    let project = world.project(id).ok_or_else(Answer::not_found)?;
    let mut counts = json!({
        "members": world.members_of(id).count(),
        "states": world.states_of(id).len(),
        "labels": of_project::<Label>(world, id).count(),
        "cycles": of_project::<Cycle>(world, id).count(),
        "modules": of_project::<Module>(world, id).count(),
        "issues": world.items_of(id).filter(|item| world.is_listed(item)).count(),
        "intakes": of_project::<IntakeItem>(world, id).count(),
        "pages": 0,
    });
    let wanted = call.target.list("fields");
    if let (Value::Object(keys), false) = (&mut counts, wanted.is_empty()) {
        keys.retain(|key, _| wanted.contains(&key.as_str()));
    }
    Ok(Answer::ok(json!({
        "id": id,
        "name": project.name,
        "identifier": project.identifier,
        "counts": counts,
    })))
}

fn write(world: &World, mut input: Input, project: &mut Row) -> Result<(), Answer> {
    let name = input.text("name", Text::REQUIRED).given();
    let identifier = input.text("identifier", Text::SHORT).given();
    input
        .text("description", Text::LONG)
        .write_value(&mut project.description);
    input.flag("cycle_view").write_value(&mut project.cycle_view);
    input.flag("module_view").write_value(&mut project.module_view);
    input.flag("intake_view").write_value(&mut project.intake_view);
    input
        .integer("archive_in", 12)
        .write_value(&mut project.archive_in);
    input.external(&mut project.external);
    let is_user = |id| world.user(id).is_some();
    input.reference("project_lead", is_user).write(&mut project.lead);
    input
        .reference("default_assignee", is_user)
        .write(&mut project.default_assignee);
    let timezone = input.text("timezone", Text::LONG).given();
    if let Some(name) = timezone.as_deref().filter(|name| !is_timezone(name)) {
        input.error("timezone", &format!("\"{name}\" is not a valid choice."));
    }
    input.finish()?;
    let is_plain = |text: &str| !text.contains(|c: char| "&+,:;$^}{*=?@#|'<>.()%!-".contains(c));
    for (what, text) in [("name", &name), ("identifier", &identifier)] {
        refuse_if(text.as_deref().is_some_and(|text| !is_plain(text)), || {
            Answer::non_field(&format!("Project {what} cannot contain special characters."))
        })?;
    }
    if let Some(name) = name {
        project.name = name;
    }
    if let Some(identifier) = identifier {
        project.identifier = identifier.to_uppercase();
    }
    let is_same = |other: &&Row| other.name == project.name || other.identifier == project.identifier;
    let mut others = world.projects.iter().filter(|other| other.id != project.id);
    refuse_if(others.any(|other| is_same(&other)), Answer::taken_name)?;
    if project.intake_view && project.intake.is_none() {
        project.intake = Some(Uuid::new_v4());
    }
    if let Some(timezone) = timezone {
        project.timezone = timezone;
    }
    Ok(())
}

/// Known by its continent or ocean: the names of all places are a database of their own.
fn is_timezone(name: &str) -> bool {
    const AREAS: &str = "Africa America Antarctica Arctic Asia Atlantic Australia Etc Europe Indian Pacific";
    let is_known = |area: &str| AREAS.split(' ').any(|known| known == area);
    let in_area = |(area, place): (&str, &str)| is_known(area) && !place.is_empty();
    name == "UTC" || name.split_once('/').is_some_and(in_area)
}
