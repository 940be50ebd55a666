//! How labels are read and written over HTTP.

use super::rows::{Resource, changed, changed_external_id, created, named, new_external_id, other};
use crate::embedded::data::label::Label;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::Answer;
use crate::embedded::http::call::Call;
use crate::embedded::input::check::{Input, Text};
use crate::embedded::input::external::ExternalChange;

impl Resource for Label {
    /// The labels below it go too, and work items lose them, in whichever project.
    fn remove(&self, world: &mut World) {
        world.remove_label(self.id);
    }
}

/// A role in the workspace is enough, whatever the project: real servers ask for no more.
pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let base = world.made(call.project());
    let mut label = world.new_label(base, "");
    write(world, call.input(false)?, &mut label)?;
    new_external_id(world, &label)?;
    if let Some(same) = other(world, &label, |other: &Label| other.name == label.name) {
        return Err(Answer::conflict(
            "Label with the same name already exists in the project",
            same,
        ));
    }
    created(world, label)
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let old = named::<Label>(world, call)?;
    let mut label = old.clone();
    write(world, call.input(true)?, &mut label)?;
    changed_external_id(world, old, &label)?;
    if other(world, &label, |other: &Label| other.name == label.name).is_some() {
        return Err(Answer::invalid_payload());
    }
    changed(world, label)
}

fn write(world: &World, mut input: Input, label: &mut Label) -> Result<(), Answer> {
    let name = input.text("name", Text::REQUIRED);
    let color = input.text("color", Text::LONG);
    let description = input.text("description", Text::LONG);
    let sort_order = input.float("sort_order");
    let parent = input.reference("parent", |id| world.labels.contains_key(&id));
    let external = ExternalChange::read(&mut input);
    input.finish()?;
    name.write_value(&mut label.name);
    color.write_value(&mut label.color);
    description.write_value(&mut label.description);
    sort_order.write_value(&mut label.sort_order);
    parent.write(&mut label.parent);
    external.write(&mut label.external);
    Ok(())
}
