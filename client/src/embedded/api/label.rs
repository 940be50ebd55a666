//! How labels are read and written over HTTP.

use uuid::Uuid;

use super::rows::{changed_external_id, find, new_external_id};
use crate::embedded::data::label::Label;
use crate::embedded::data::row::{newest_first, of_project};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of};
use crate::embedded::http::handler::Call;
use crate::embedded::input::check::{Input, Text};
use crate::embedded::input::external::ExternalChange;
use crate::embedded::output::expand::shown;
use crate::embedded::output::page::page;

pub(crate) fn list(world: &World, call: &Call<'_>, project: Uuid) -> Result<Answer, Answer> {
    let labels = newest_first(of_project::<Label>(world, project));
    page(call.target, labels, |label| shown(world, call.target, label))
}

pub(crate) fn get(world: &World, call: &Call<'_>, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    let label: &Label = find(world, project, id)?;
    Ok(Answer::ok(shown(world, call.target, label)))
}

/// A role in the workspace is enough, whatever the project: real servers ask for no more.
pub(crate) fn create(world: &mut World, call: &Call<'_>, project: Uuid) -> Result<Answer, Answer> {
    let base = world.made(project);
    let mut label = world.new_label(base, "");
    write(world, call.input(false)?, &mut label)?;
    new_external_id(world, &label)?;
    if let Some(same) = same_name(world, &label) {
        return Err(Answer::conflict(
            "Label with the same name already exists in the project",
            same,
        ));
    }
    let answer = Answer::created(json_of(&label));
    world.labels.insert(label.base.id, label);
    Ok(answer)
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    let old: &Label = find(world, project, id)?;
    let mut label = old.clone();
    write(world, call.input(true)?, &mut label)?;
    changed_external_id(world, old, &label)?;
    if same_name(world, &label).is_some() {
        return Err(Answer::invalid_payload());
    }
    world.changed(&mut label.base);
    let answer = Answer::ok(json_of(&label));
    world.labels.insert(id, label);
    Ok(answer)
}

/// The labels below it go too, and work items lose them, in whichever project.
pub(crate) fn delete(world: &mut World, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    find::<Label>(world, project, id)?;
    world.remove_label(id);
    Ok(Answer::no_content())
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

fn same_name(world: &World, label: &Label) -> Option<Uuid> {
    let mut others = of_project::<Label>(world, label.base.project);
    others
        .find(|other| other.base.id != label.base.id && other.name == label.name)
        .map(|other| other.base.id)
}
