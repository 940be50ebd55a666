//! How the history of a work item is read over HTTP.

use uuid::Uuid;

use super::activity::Activity;
use super::answer::Answer;
use super::expand::shown;
use super::handler::Call;
use super::page::page;
use super::work_item::Place;
use super::world::World;

/// Oldest first. Comments have a list of their own.
pub(super) fn list(world: &World, call: &Call<'_>, at: Place) -> Result<Answer, Answer> {
    page(call.target, listed(world, at).collect(), |activity| {
        shown(world, call.target, activity)
    })
}

pub(super) fn get(world: &World, call: &Call<'_>, at: Place, id: Uuid) -> Result<Answer, Answer> {
    let activity = listed(world, at).find(|activity| activity.id == id);
    let activity = activity.ok_or_else(Answer::activity_not_found)?;
    Ok(Answer::ok(shown(world, call.target, activity)))
}

fn listed(world: &World, at: Place) -> impl Iterator<Item = &Activity> {
    world.activities.iter().filter(move |activity| {
        activity.project == at.project
            && activity.issue == at.item
            && activity.field.as_deref() != Some("comment")
    })
}
