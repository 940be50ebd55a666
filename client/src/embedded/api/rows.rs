//! What most resources do alike: they are listed, shown, deleted and put into the archive, and refuse in the same words.

use serde::Serialize;
use serde_json::{Value, json};

use crate::embedded::data::row::{Named, Row, newest_first, of_project, same_external_id};
use crate::embedded::data::stamp::Stamp;
use crate::embedded::data::work_item::WorkItem;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of, refuse_if};
use crate::embedded::http::call::Call;
use crate::embedded::output::expand::shown;
use crate::embedded::output::page::page;
use crate::id::{ProjectId, UserId, WorkItemId};

/// A row with a URL of its own, in which its id stands last.
pub(crate) trait Resource: Row + Serialize {
    /// Whether it is one of those that a URL is about.
    fn is_at(&self, call: &Call<'_>) -> bool {
        self.project == call.project()
    }

    /// The one that a URL names.
    fn named<'w>(world: &'w World, call: &Call<'_>) -> Option<&'w Self> {
        Self::table(world).get(&call.last())
    }

    /// Whether a list has it, and a GET finds it.
    fn is_shown(&self, _now: Stamp) -> bool {
        true
    }

    fn show(&self, world: &World, call: &Call<'_>) -> Value {
        shown(world, call.target, self)
    }

    /// Refuses a delete that the caller may not do.
    fn may_go(&self, _world: &World) -> Result<(), Answer> {
        Ok(())
    }

    /// Deletes it, with what goes with it.
    fn remove(&self, world: &mut World) {
        Self::table_mut(world).remove(&self.id);
    }
}

/// A row that can be put out of sight.
pub(crate) trait Archived: Resource {
    fn archived_at(&mut self) -> &mut Option<Stamp>;

    fn may_be_archived(&self, now: Stamp) -> Result<(), Answer>;
}

/// The newest first.
pub(crate) fn list<R: Resource>(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    listed::<R>(world, call, R::is_shown)
}

/// Those that `list` leaves out.
pub(crate) fn list_archived<R: Archived>(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    listed::<R>(world, call, |row, now| !row.is_shown(now))
}

fn listed<R: Resource>(
    world: &mut World,
    call: &Call<'_>,
    is_wanted: impl Fn(&R, Stamp) -> bool,
) -> Result<Answer, Answer> {
    let now = world.now();
    let rows = R::table(world).values();
    let rows = newest_first(rows.filter(|row| row.is_at(call) && is_wanted(row, now)));
    page(call.target, rows, |row| row.show(world, call))
}

pub(crate) fn get<R: Resource>(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let now = world.now();
    let row = named::<R>(world, call)?;
    refuse_if(!row.is_shown(now), Answer::not_found)?;
    Ok(Answer::ok(row.show(world, call)))
}

pub(crate) fn delete<R: Resource>(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let row = named::<R>(world, call)?.clone();
    row.may_go(world)?;
    row.remove(world);
    Ok(Answer::no_content())
}

pub(crate) fn archive<R: Archived>(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let now = world.now();
    named::<R>(world, call)?.may_be_archived(now)?;
    set_archived::<R>(world, call, Some(now))
}

pub(crate) fn unarchive<R: Archived>(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    set_archived::<R>(world, call, None)
}

fn set_archived<R: Archived>(
    world: &mut World,
    call: &Call<'_>,
    at: Option<Stamp>,
) -> Result<Answer, Answer> {
    let mut row = named::<R>(world, call)?.clone();
    *row.archived_at() = at;
    world.store(row);
    Ok(Answer::no_content())
}

/// Those of these work items that are the project's, as lists of cycles and modules show them: the oldest first.
pub(crate) fn page_of_items(
    world: &World,
    call: &Call<'_>,
    items: impl Iterator<Item = WorkItemId>,
) -> Result<Answer, Answer> {
    let items = items.filter_map(|id| world.item_of(call.project(), id));
    let mut items: Vec<&WorkItem> = items.collect();
    items.sort_by_key(|item| item.created_at);
    page(call.target, items, |item| shown(world, call.target, item))
}

/// Places in a cycle or module, each with how many parts its work item has.
pub(crate) fn places<'a, R: Row + Serialize>(
    world: &World,
    rows: impl Iterator<Item = &'a R>,
    item: impl Fn(&R) -> WorkItemId,
) -> Value {
    let place = |row: &R| {
        let mut place = json_of(row);
        if let Value::Object(keys) = &mut place {
            let parts = world.children_of(item(row));
            keys.insert("sub_issues_count".to_owned(), json!(parts));
        }
        place
    };
    newest_first(rows).into_iter().map(place).collect()
}

/// The row that the URL names.
pub(crate) fn named<'w, R: Resource>(world: &'w World, call: &Call<'_>) -> Result<&'w R, Answer> {
    let row = R::named(world, call).filter(|row| row.is_at(call));
    row.ok_or_else(Answer::not_found)
}

/// The row, if it is this project's.
pub(crate) fn find<R: Row>(world: &World, project: ProjectId, id: R::Id) -> Result<&R, Answer> {
    let row = R::table(world).get(&id).filter(|row| row.project == project);
    row.ok_or_else(Answer::not_found)
}

/// Stores a new row, and answers it.
pub(crate) fn created<R: Row + Serialize>(world: &mut World, row: R) -> Result<Answer, Answer> {
    let answer = Answer::created(json_of(&row));
    world.store(row);
    Ok(answer)
}

/// Stores a row that the caller changed, and answers it.
pub(crate) fn changed<R: Row + Serialize>(world: &mut World, mut row: R) -> Result<Answer, Answer> {
    world.changed(&mut row);
    let answer = Answer::ok(json_of(&row));
    world.store(row);
    Ok(answer)
}

/// Notes that a work item changes, because something on it does, wherever that is; nothing can be on nothing.
pub(crate) fn touch(world: &mut World, item: WorkItemId) -> Result<(), Answer> {
    world.touch(item).ok_or_else(Answer::invalid_payload)
}

/// Another row of the project for which `is_same` holds.
pub(crate) fn other<R: Row>(world: &World, row: &R, is_same: impl Fn(&R) -> bool) -> Option<R::Id> {
    let mut rows = of_project::<R>(world, row.project);
    rows.find(|other| other.id != row.id && is_same(other))
        .map(|other| other.id)
}

/// Refuses to delete what the caller neither made nor administers.
pub(crate) fn may_delete<R: Row>(
    world: &World,
    row: &R,
    maker: Option<UserId>,
    what: &str,
) -> Result<(), Answer> {
    let may = maker == Some(world.caller) || world.is_admin(row.project);
    refuse_if(!may, || {
        Answer::only_admin(&format!("Only admin or creator can delete the {what}"))
    })
}

/// Refuses a new row whose name another one has, and names that one.
pub(crate) fn new_name<R: Named>(world: &World, row: &R, is_same: impl Fn(&R) -> bool) -> Result<(), Answer> {
    let message = format!("{} with the same name already exists in the project", R::NAME);
    other(world, row, is_same).map_or(Ok(()), |same| Err(Answer::conflict(&message, same)))
}

/// Refuses to give a row the name of another one.
pub(crate) fn changed_name<R: Row>(
    world: &World,
    row: &R,
    is_same: impl Fn(&R) -> bool,
) -> Result<(), Answer> {
    refuse_if(other(world, row, is_same).is_some(), Answer::invalid_payload)
}

/// Refuses a new row whose external id another one has, and names that one.
pub(crate) fn new_external_id<R: Named>(world: &World, row: &R) -> Result<(), Answer> {
    let same = same_external_id::<R>(world, row.project, row.id, row.external().key());
    same.map_or(Ok(()), |same| Err(conflict::<R>(same)))
}

/// Refuses to change a row to an external id that another one has, and names the row itself.
pub(crate) fn changed_external_id<R: Named>(world: &World, old: &R, row: &R) -> Result<(), Answer> {
    let id = |row: &R| row.external().key().map(|(_, id)| id.to_owned());
    let same = same_external_id::<R>(world, row.project, row.id, row.external().key());
    refuse_if(id(row) != id(old) && same.is_some(), || conflict::<R>(row.id))
}

pub(crate) fn conflict<R: Named>(id: R::Id) -> Answer {
    let name = R::NAME;
    Answer::conflict(
        &format!("{name} with the same external id and external source already exists"),
        id,
    )
}
