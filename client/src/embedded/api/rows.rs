//! What the resources of a project refuse in the same words.

use uuid::Uuid;

use crate::embedded::data::row::{Row, of_project, same_external_id};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::Answer;

/// The row, if it is this project's.
pub(crate) fn find<R: Row>(world: &World, project: Uuid, id: Uuid) -> Result<&R, Answer> {
    of_project(world, project)
        .find(|row: &&R| row.id() == id)
        .ok_or_else(Answer::not_found)
}

/// Notes that a work item changes, because something on it does, wherever that is; nothing can be on nothing.
pub(crate) fn touch(world: &mut World, item: Uuid) -> Result<(), Answer> {
    world.touch(item).ok_or_else(Answer::invalid_payload)
}

/// Refuses a new row whose external id another one has, and names that one.
pub(crate) fn new_external_id<R: Row>(world: &World, row: &R) -> Result<(), Answer> {
    match same_external_id::<R>(world, row.project(), row.id(), row.external()) {
        Some(same) => Err(conflict::<R>(same)),
        None => Ok(()),
    }
}

/// Refuses to change a row to an external id that another one has, and names the row itself.
pub(crate) fn changed_external_id<R: Row>(world: &World, old: &R, row: &R) -> Result<(), Answer> {
    let id = |row: &R| row.external().map(|(_, id)| id.to_owned());
    if id(row) == id(old) {
        return Ok(());
    }
    match same_external_id::<R>(world, row.project(), row.id(), row.external()) {
        Some(_) => Err(conflict::<R>(row.id())),
        None => Ok(()),
    }
}

pub(crate) fn conflict<R: Row>(id: Uuid) -> Answer {
    let name = R::NAME;
    Answer::conflict(
        &format!("{name} with the same external id and external source already exists"),
        id,
    )
}
