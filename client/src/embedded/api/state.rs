//! How states are read and written over HTTP.

use super::rows::{Resource, changed, changed_external_id, changed_name, named, new_external_id, new_name};
use crate::embedded::data::state::{Group, State, slug};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of, refuse_if};
use crate::embedded::http::call::Call;
use crate::embedded::input::check::{Input, Text};
use crate::embedded::output::page::page;

impl Resource for State {
    fn is_at(&self, call: &Call<'_>) -> bool {
        self.project == call.project() && !self.is_triage
    }

    fn may_go(&self, world: &World) -> Result<(), Answer> {
        refuse_if(self.default, || {
            Answer::bad_error("Default state cannot be deleted")
        })?;
        let is_used = world.items.values().any(|item| item.state == self.id);
        refuse_if(is_used, || {
            Answer::bad_error("The state is not empty, only empty states can be deleted")
        })
    }
}

/// In their order.
pub(crate) fn list(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    page(call.target, world.states_of(call.project()), |state| {
        state.show(world, call)
    })
}

/// Answers 200, not 201.
pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let mut input = call.input(false)?;
    // Where it stands is not the caller's to say.
    input.fields.remove("sequence");
    let mut state = world.new_state(call.project(), "", "", Group::Backlog);
    state.created_by = Some(world.caller);
    write(&mut input, &mut state)?;
    new_external_id(world, &state)?;
    new_name(world, &state, |other| other.name == state.name)?;
    // A new default takes the place of the old one.
    if state.default {
        let others = world.states.values_mut();
        let others = others.filter(|other| other.project == state.project);
        others.for_each(|other| other.default = false);
    }
    let answer = Answer::ok(json_of(&state));
    world.store(state);
    Ok(answer)
}

/// A state that becomes the default stands beside the old one: then there are two.
pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let old = named::<State>(world, call)?;
    let mut state = old.clone();
    write(&mut call.input(true)?, &mut state)?;
    changed_external_id(world, old, &state)?;
    changed_name(world, &state, |other| other.name == state.name)?;
    changed(world, state)
}

fn write(input: &mut Input, state: &mut State) -> Result<(), Answer> {
    let name = input.text("name", Text::REQUIRED);
    input.text("color", Text::REQUIRED).write_value(&mut state.color);
    input
        .text("description", Text::LONG)
        .write_value(&mut state.description);
    let group = input.choice("group", &Group::ALL.map(|(name, _)| name));
    input.float("sequence").write_value(&mut state.sequence);
    input.flag("default").write_value(&mut state.default);
    input.external(&mut state.external);
    input.finish()?;
    if let Some(name) = name.given() {
        state.slug = slug(&name);
        state.name = name;
    }
    if let Some(group) = group.given().and_then(|name| Group::named(&name)) {
        state.group = group;
        state.is_triage = group == Group::Triage;
    }
    refuse_if(state.is_triage, || {
        Answer::non_field("Cannot create triage state")
    })
}
