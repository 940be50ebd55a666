//! Who is let in, and to what.

use super::answer::{Answer, refuse_if};
use super::names::Names;
use super::route::Door;
use crate::embedded::data::world::{WORKSPACE, World};
use crate::id::ProjectId;

/// Lets the caller in whose key this is.
pub(crate) fn authenticate(world: &mut World, key: Option<&str>) -> Result<(), Answer> {
    let key = key.filter(|key| !key.is_empty());
    let key = key.ok_or_else(Answer::unauthenticated)?;
    let user = world.users.iter().find(|user| user.key == key);
    world.caller = user.ok_or_else(Answer::invalid_key)?.id;
    Ok(())
}

/// What the caller may not know of is forbidden, not missing.
pub(crate) fn permit(world: &World, door: Door, names: &Names) -> Result<(), Answer> {
    let is_member = |project: ProjectId| world.role_in(project, world.caller).is_some();
    let project = names.project.into();
    let is_here = names.slug == WORKSPACE;
    let permitted = match door {
        Door::Everyone => true,
        Door::Nobody => return Err(Answer::unauthenticated()),
        Door::Workspace => is_here,
        Door::Member => is_here && is_member(project),
        Door::Known => is_here && world.project(project).is_some(),
        Door::Key => {
            let mut projects = world.projects.iter();
            is_here && projects.any(|project| project.identifier == names.key.0 && is_member(project.id))
        }
    };
    refuse_if(!permitted, Answer::forbidden)
}
