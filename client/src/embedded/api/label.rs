//! How labels are read and written over HTTP.

use super::rows::{
    Resource, changed, changed_external_id, changed_name, created, named, new_external_id, new_name,
};
use crate::embedded::data::label::Label;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::Answer;
use crate::embedded::http::call::Call;
use crate::embedded::input::check::{Input, Text};

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
    new_name(world, &label, |other| other.name == label.name)?;
    created(world, label)
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let old = named::<Label>(world, call)?;
    let mut label = old.clone();
    write(world, call.input(true)?, &mut label)?;
    changed_external_id(world, old, &label)?;
    changed_name(world, &label, |other| other.name == label.name)?;
    changed(world, label)
}

fn write(world: &World, mut input: Input, label: &mut Label) -> Result<(), Answer> {
    input.text("name", Text::REQUIRED).write_value(&mut label.name);
    input.text("color", Text::LONG).write_value(&mut label.color);
    input
        .text("description", Text::LONG)
        .write_value(&mut label.description);
    input.float("sort_order").write_value(&mut label.sort_order);
    input
        .reference("parent", |id| world.labels.contains_key(&id))
        .write(&mut label.parent);
    input.external(&mut label.external);
    input.finish()
}
