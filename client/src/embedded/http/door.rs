//! Who is let in, and to what.

use super::answer::Answer;
use super::project_route::InProject;
use super::route::{InWorkspace, Route};
use crate::embedded::data::world::{WORKSPACE, World};
use uuid::Uuid;

/// Lets the caller in whose key this is.
pub(crate) fn authenticate(world: &mut World, key: Option<&str>) -> Result<(), Answer> {
    let key = key.filter(|key| !key.is_empty());
    let key = key.ok_or_else(Answer::unauthenticated)?;
    let user = world.users.iter().find(|user| user.key == key);
    world.caller = user.ok_or_else(Answer::invalid_key)?.id;
    Ok(())
}

/// What the caller may not know of is forbidden, not missing; except for a project asked for by itself, and a search,
/// which only finds nothing. Labels may be made by anyone in the workspace.
pub(crate) fn permit(world: &World, route: &Route, method: &str) -> Result<(), Answer> {
    let Route::Workspace { slug, inner } = route else {
        return Ok(());
    };
    let is_member = |project: Uuid| world.role_in(project, world.caller).is_some();
    let permitted = match inner {
        InWorkspace::Itself => return Err(Answer::unauthenticated()),
        InWorkspace::Search => true,
        _ if slug != WORKSPACE => false,
        InWorkspace::Project { id, inner } => match (inner, method) {
            (InProject::Itself, "GET") => true,
            (InProject::Labels, "POST") => world.project(*id).is_some(),
            _ => is_member(*id),
        },
        InWorkspace::Key { identifier, .. } => {
            let mut projects = world.projects.iter();
            projects.any(|project| project.identifier == *identifier && is_member(project.id))
        }
        _ => true,
    };
    if permitted {
        Ok(())
    } else {
        Err(Answer::forbidden())
    }
}
