//! How the history of a work item is read over HTTP.

use crate::embedded::data::activity::Activity;
use crate::embedded::data::work_item::Place;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::Answer;
use crate::embedded::http::call::Call;
use crate::embedded::output::expand::shown;
use crate::embedded::output::page::page;

/// Oldest first. Comments have a list of their own.
pub(crate) fn list(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let activities: Vec<&Activity> = listed(world, call.place()).collect();
    page(call.target, activities, |activity| {
        shown(world, call.target, activity)
    })
}

pub(crate) fn get(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let activity = listed(world, call.place()).find(|activity| activity.id == call.last());
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
