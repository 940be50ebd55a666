//! How states are read and written over HTTP.

use uuid::Uuid;

use super::rows::{changed_external_id, new_external_id};
use crate::embedded::data::state::{Group, State, slug};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of};
use crate::embedded::http::handler::Call;
use crate::embedded::input::check::{Input, Text};
use crate::embedded::input::external::ExternalChange;
use crate::embedded::output::expand::shown;
use crate::embedded::output::page::page;

pub(crate) fn list(world: &World, call: &Call<'_>, project: Uuid) -> Result<Answer, Answer> {
    page(call.target, world.states_of(project), |state| {
        shown(world, call.target, state)
    })
}

pub(crate) fn get(world: &World, call: &Call<'_>, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    Ok(Answer::ok(shown(
        world,
        call.target,
        world.state_of(project, id)?,
    )))
}

/// Answers 200, not 201.
pub(crate) fn create(world: &mut World, call: &Call<'_>, project: Uuid) -> Result<Answer, Answer> {
    let mut input = call.input(false)?;
    // Where it stands is not the caller's to say.
    input.fields.remove("sequence");
    let mut state = world.new_state(project, "", "", Group::Backlog);
    state.created_by = Some(world.caller);
    write(&mut input, &mut state)?;
    if state.is_triage {
        return Err(Answer::non_field("Cannot create triage state"));
    }
    new_external_id(world, &state)?;
    if let Some(same) = world.same_state(project, |other| other.name == state.name) {
        return Err(Answer::conflict(
            "State with the same name already exists in the project",
            same,
        ));
    }
    // A new default takes the place of the old one.
    if state.default {
        let others = world.states.iter_mut().filter(|other| other.project == project);
        others.for_each(|other| other.default = false);
    }
    let answer = Answer::ok(json_of(&state));
    world.states.push(state);
    Ok(answer)
}

/// A state that becomes the default stands beside the old one: then there are two.
pub(crate) fn patch(world: &mut World, call: &Call<'_>, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    let old = world.state_of(project, id)?;
    let mut state = old.clone();
    let mut input = call.input(true)?;
    write(&mut input, &mut state)?;
    if state.is_triage {
        return Err(Answer::non_field("Cannot create triage state"));
    }
    changed_external_id(world, old, &state)?;
    if world
        .same_state(project, |other| other.id != id && other.name == state.name)
        .is_some()
    {
        return Err(Answer::invalid_payload());
    }
    state.updated_at = world.now();
    state.updated_by = Some(world.caller);
    let answer = Answer::ok(json_of(&state));
    if let Some(old) = world.states.iter_mut().find(|other| other.id == id) {
        *old = state;
    }
    Ok(answer)
}

pub(crate) fn delete(world: &mut World, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    if world.state_of(project, id)?.default {
        return Err(Answer::bad_error("Default state cannot be deleted"));
    }
    if world.items.values().any(|item| item.state == id) {
        return Err(Answer::bad_error(
            "The state is not empty, only empty states can be deleted",
        ));
    }
    world.states.retain(|state| state.id != id);
    Ok(Answer::no_content())
}

fn write(input: &mut Input, state: &mut State) -> Result<(), Answer> {
    let name = input.text("name", Text::REQUIRED);
    let color = input.text("color", Text::REQUIRED);
    let description = input.text("description", Text::LONG);
    let group = input.choice("group", &Group::NAMES);
    let sequence = input.float("sequence");
    let default = input.flag("default");
    let external = ExternalChange::read(input);
    input.finish()?;
    if let Some(name) = name.given() {
        state.slug = slug(&name);
        state.name = name;
    }
    color.write_value(&mut state.color);
    description.write_value(&mut state.description);
    sequence.write_value(&mut state.sequence);
    default.write_value(&mut state.default);
    external.write(&mut state.external);
    if let Some(group) = group.given().and_then(|name| Group::named(&name)) {
        state.group = group;
        state.is_triage = group == Group::Triage;
    }
    Ok(())
}

impl World {
    fn state_of(&self, project: Uuid, id: Uuid) -> Result<&State, Answer> {
        let states = self.states_of(project);
        states
            .into_iter()
            .find(|state| state.id == id)
            .ok_or_else(Answer::not_found)
    }

    fn same_state(&self, project: Uuid, matches: impl Fn(&State) -> bool) -> Option<Uuid> {
        self.states
            .iter()
            .find(|state| state.project == project && matches(state))
            .map(|state| state.id)
    }
}
