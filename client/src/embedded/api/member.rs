//! How members are read and written over HTTP. No list is paged.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::embedded::data::member::{ADMIN, GUEST, MEMBER, Membership};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of};
use crate::embedded::http::handler::Call;

const ROLES: [i64; 3] = [GUEST, MEMBER, ADMIN];

/// Users with their roles in the workspace.
pub(crate) fn list_workspace(world: &World) -> Answer {
    let users = world.users.iter().map(|user| {
        let mut row = json_of(user);
        if let Value::Object(keys) = &mut row {
            keys.insert("role".to_owned(), json!(user.role));
        }
        row
    });
    Answer::ok(users.collect())
}

/// Users, those who were removed too, without the ids of their memberships that a PATCH or DELETE asks for.
pub(crate) fn list(world: &World, project: Uuid) -> Answer {
    let rows = world
        .memberships
        .values()
        .filter(|row| row.base.project == project);
    let users = rows.filter_map(|row| world.user(row.member));
    Answer::ok(users.map(json_of).collect())
}

pub(crate) fn create(world: &mut World, call: &Call<'_>, project: Uuid) -> Result<Answer, Answer> {
    only_admin(world, project)?;
    let mut input = call.input(false)?;
    if !input.has("member") {
        input.error("member", "This field is required.");
    }
    let member = input.reference("member", |id| world.user(id).is_some());
    let role = input.one_of("role", &ROLES);
    input.finish()?;
    let member = member.given().ok_or_else(Answer::invalid_payload)?;
    // Whoever was removed is in the way of coming back.
    let mut rows = world.memberships.values();
    if rows.any(|row| (row.base.project, row.member) == (project, member)) {
        return Err(Answer::invalid_payload());
    }
    let base = world.made(project);
    let row = world.join(base, member, role.given().unwrap_or(GUEST));
    Ok(Answer::created(short(row)))
}

/// The user, not the membership.
pub(crate) fn get(world: &World, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    let user = world.user(find(world, project, id)?.member);
    user.map(|user| Answer::ok(json_of(user)))
        .ok_or_else(Answer::not_found)
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    only_admin(world, project)?;
    let mut row = find(world, project, id)?.clone();
    let mut input = call.input(true)?;
    let role = input.one_of("role", &ROLES);
    input.finish()?;
    role.write_value(&mut row.role);
    world.changed(&mut row.base);
    let answer = Answer::ok(short(&row));
    world.memberships.insert(id, row);
    Ok(answer)
}

/// The membership stays, and means nothing any more.
pub(crate) fn delete(world: &mut World, project: Uuid, id: Uuid) -> Result<Answer, Answer> {
    only_admin(world, project)?;
    find(world, project, id)?;
    if let Some(row) = world.memberships.get_mut(&id) {
        row.is_active = false;
    }
    Ok(Answer::no_content())
}

/// What is said of a membership that was written.
fn short(row: &Membership) -> Value {
    json!({"id": row.base.id, "member": row.member, "role": row.role})
}

fn find(world: &World, project: Uuid, id: Uuid) -> Result<&Membership, Answer> {
    let row = world.memberships.get(&id);
    row.filter(|row| row.base.project == project)
        .ok_or_else(Answer::not_found)
}

fn only_admin(world: &World, project: Uuid) -> Result<(), Answer> {
    if world.is_admin(project) {
        Ok(())
    } else {
        Err(Answer::forbidden())
    }
}
