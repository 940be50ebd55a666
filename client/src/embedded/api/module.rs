//! How modules are read and written over HTTP.

use serde_json::{Value, json};

use super::rows::{
    Archived, Resource, changed_external_id, changed_name, created, may_delete, named, new_external_id, other,
};
use crate::embedded::data::module::Module;
use crate::embedded::data::stamp::Stamp;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, refuse_if};
use crate::embedded::http::call::Call;
use crate::embedded::input::check::{Input, Text, in_order};
use crate::embedded::output::expand::shown;
use crate::embedded::output::progress::Counted;

const STATUSES: [&str; 6] = [
    "backlog",
    "planned",
    "in-progress",
    "paused",
    "completed",
    "cancelled",
];

impl Resource for Module {
    fn is_shown(&self, _now: Stamp) -> bool {
        self.archived_at.is_none()
    }

    fn show(&self, world: &World, call: &Call<'_>) -> Value {
        let places = world.module_items.values().filter(|row| row.module == self.id);
        shown(
            world,
            call.target,
            &Counted::of(world, self, places.map(|row| row.issue)),
        )
    }

    fn may_go(&self, world: &World) -> Result<(), Answer> {
        may_delete(world, self, self.created_by, "module")
    }

    fn remove(&self, world: &mut World) {
        world.remove_module(self.id);
    }
}

impl Archived for Module {
    fn archived_at(&mut self) -> &mut Option<Stamp> {
        &mut self.archived_at
    }

    fn may_be_archived(&self, _now: Stamp) -> Result<(), Answer> {
        let is_over = matches!(self.status.as_str(), "completed" | "cancelled");
        refuse_if(!is_over, || {
            Answer::bad_error("Only completed or cancelled modules can be archived")
        })
    }
}

pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let base = world.made(call.project());
    let mut module = world.new_module(base, "");
    write(world, call.input(false)?, &mut module)?;
    let is_enabled = world
        .project(module.project)
        .is_some_and(|project| project.module_view);
    refuse_if(!is_enabled, || {
        Answer::non_field("Modules are not enabled for this project")
    })?;
    new_external_id(world, &module)?;
    if let Some(same) = other(world, &module, |other: &Module| other.name == module.name) {
        return Err(Answer::bad_request(json!({
            "id": same,
            "code": "MODULE_NAME_ALREADY_EXISTS",
            "error": "Module with this name already exists",
            "message": "Module with this name already exists",
        })));
    }
    created(world, module)
}

/// Answers what can be written, not the module: there is no id in it.
pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let old = named::<Module>(world, call)?;
    refuse_if(old.archived_at.is_some(), || {
        Answer::bad_error("Archived module cannot be edited")
    })?;
    let mut module = old.clone();
    write(world, call.input(true)?, &mut module)?;
    changed_external_id(world, old, &module)?;
    changed_name(world, &module, |other| other.name == module.name)?;
    world.changed(&mut module);
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
    world.store(module);
    Ok(answer)
}

fn write(world: &World, mut input: Input, module: &mut Module) -> Result<(), Answer> {
    let is_user = |id| world.user(id).is_some();
    input.text("name", Text::REQUIRED).write_value(&mut module.name);
    input
        .text("description", Text::LONG)
        .write_value(&mut module.description);
    let start_date = input.date("start_date");
    let target_date = input.date("target_date");
    input.choice("status", &STATUSES).write_value(&mut module.status);
    input.reference("lead", is_user).write(&mut module.lead);
    let members = input.references("members", is_user);
    input.external(&mut module.external);
    input.finish()?;
    in_order(&start_date, &target_date, "Start date cannot exceed target date")?;
    start_date.write(&mut module.start_date);
    target_date.write(&mut module.target_date);
    if let Some(mut members) = members.given() {
        members.retain(|user| world.role_in(module.project, *user).is_some());
        module.members = members;
    }
    Ok(())
}
