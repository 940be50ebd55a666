//! How modules are read and written over HTTP.

use serde_json::json;
use uuid::Uuid;

use super::rows::{changed_external_id, find, new_external_id};
use crate::embedded::data::module::Module;
use crate::embedded::data::row::{newest_first, of_project};
use crate::embedded::data::stamp::Stamp;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of};
use crate::embedded::http::handler::Call;
use crate::embedded::input::check::{Input, Text};
use crate::embedded::input::external::ExternalChange;
use crate::embedded::input::field::Field;
use crate::embedded::output::expand::shown;
use crate::embedded::output::page::page;
use crate::embedded::output::progress::Counted;

const STATUSES: [&str; 6] = [
    "backlog",
    "planned",
    "in-progress",
    "paused",
    "completed",
    "cancelled",
];

pub(crate) fn list(world: &World, call: &Call<'_>, project: Uuid, archived: bool) -> Result<Answer, Answer> {
    let modules =
        of_project::<Module>(world, project).filter(|module| module.archived_at.is_some() == archived);
    page(call.target, newest_first(modules), |module| {
        shown(world, call.target, &Counted::module(world, module))
    })
}

pub(crate) fn get(world: &World, call: &Call<'_>, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    let module: &Module = find(world, project, id)?;
    if module.archived_at.is_some() {
        return Err(Answer::not_found());
    }
    Ok(Answer::ok(shown(
        world,
        call.target,
        &Counted::module(world, module),
    )))
}

pub(crate) fn create(world: &mut World, call: &Call<'_>, project: Uuid) -> Result<Answer, Answer> {
    let base = world.made(project);
    let mut module = world.new_module(base, "");
    write(world, call.input(false)?, &mut module)?;
    if !world.project(project).is_some_and(|project| project.module_view) {
        return Err(Answer::non_field("Modules are not enabled for this project"));
    }
    new_external_id(world, &module)?;
    if let Some(same) = same_name(world, &module) {
        return Err(Answer::bad_request(json!({
            "id": same,
            "code": "MODULE_NAME_ALREADY_EXISTS",
            "error": "Module with this name already exists",
            "message": "Module with this name already exists",
        })));
    }
    let answer = Answer::created(json_of(&module));
    world.modules.insert(module.base.id, module);
    Ok(answer)
}

/// Answers what can be written, not the module: there is no id in it.
pub(crate) fn patch(world: &mut World, call: &Call<'_>, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    let old: &Module = find(world, project, id)?;
    if old.archived_at.is_some() {
        return Err(Answer::bad_error("Archived module cannot be edited"));
    }
    let mut module = old.clone();
    write(world, call.input(true)?, &mut module)?;
    changed_external_id(world, old, &module)?;
    if same_name(world, &module).is_some() {
        return Err(Answer::invalid_payload());
    }
    world.changed(&mut module.base);
    let answer = Answer::ok(json!({
        "name": module.name,
        "description": module.description,
        "start_date": module.start_date,
        "target_date": module.target_date,
        "status": module.status,
        "lead": module.lead,
        "external_source": module.external.external_source,
        "external_id": module.external.external_id,
    }));
    world.modules.insert(id, module);
    Ok(answer)
}

pub(crate) fn delete(world: &mut World, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    let module: &Module = find(world, project, id)?;
    if module.base.created_by != Some(world.caller) && !world.is_admin(project) {
        return Err(Answer::only_admin("Only admin or creator can delete the module"));
    }
    world.remove_module(id);
    Ok(Answer::no_content())
}

pub(crate) fn archive(world: &mut World, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    let module: &Module = find(world, project, id)?;
    if !matches!(module.status.as_str(), "completed" | "cancelled") {
        return Err(Answer::bad_error(
            "Only completed or cancelled modules can be archived",
        ));
    }
    let now = world.now();
    set_archived(world, project, id, Some(now))
}

pub(crate) fn unarchive(world: &mut World, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    set_archived(world, project, id, None)
}

fn set_archived(world: &mut World, project: Uuid, id: Uuid, at: Option<Stamp>) -> Result<Answer, Answer> {
    find::<Module>(world, project, id)?;
    if let Some(module) = world.modules.get_mut(&id) {
        module.archived_at = at;
    }
    Ok(Answer::no_content())
}

fn write(world: &World, mut input: Input, module: &mut Module) -> Result<(), Answer> {
    let is_user = |id| world.user(id).is_some();
    let name = input.text("name", Text::REQUIRED);
    let description = input.text("description", Text::LONG);
    let start_date = input.date("start_date");
    let target_date = input.date("target_date");
    let status = input.choice("status", &STATUSES);
    let lead = input.reference("lead", is_user);
    let members = input.references("members", is_user);
    let external = ExternalChange::read(&mut input);
    input.finish()?;
    if let (Field::Set(start), Field::Set(target)) = (&start_date, &target_date) {
        if start > target {
            return Err(Answer::non_field("Start date cannot exceed target date"));
        }
    }
    name.write_value(&mut module.name);
    description.write_value(&mut module.description);
    start_date.write(&mut module.start_date);
    target_date.write(&mut module.target_date);
    status.write_value(&mut module.status);
    lead.write(&mut module.lead);
    if let Some(mut members) = members.given() {
        members.retain(|user| world.role_in(module.base.project, *user).is_some());
        module.members = members;
    }
    external.write(&mut module.external);
    Ok(())
}

fn same_name(world: &World, module: &Module) -> Option<Uuid> {
    let mut others = of_project::<Module>(world, module.base.project);
    others
        .find(|other| other.base.id != module.base.id && other.name == module.name)
        .map(|other| other.base.id)
}
