//! How members are read and written over HTTP. No list is paged.

use serde_json::{Value, json};

use super::rows::{self, Resource, named};
use crate::embedded::data::member::{ADMIN, GUEST, MEMBER, Membership};
use crate::embedded::data::row::of_project;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of, refuse_if};
use crate::embedded::http::call::Call;

const ROLES: [i64; 3] = [GUEST, MEMBER, ADMIN];

impl Resource for Membership {
    /// The user, not the membership.
    fn show(&self, world: &World, _call: &Call<'_>) -> Value {
        world.user(self.member).map_or(Value::Null, json_of)
    }

    /// The membership stays, and means nothing any more.
    fn remove(&self, world: &mut World) {
        let is_active = false;
        world.store(Self {
            is_active,
            ..self.clone()
        });
    }
}

/// Users with their roles in the workspace.
pub(crate) fn list_workspace(world: &mut World, _call: &Call<'_>) -> Result<Answer, Answer> {
    let users = world.users.iter().map(|user| {
        let mut row = json_of(user);
        if let Value::Object(keys) = &mut row {
            keys.insert("role".to_owned(), json!(user.role));
        }
        row
    });
    Ok(Answer::ok(users.collect()))
}

/// Users, those who were removed too, without the ids of their memberships that a PATCH or DELETE asks for.
pub(crate) fn list(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let rows = of_project::<Membership>(world, call.project());
    let users = rows.filter_map(|row| world.user(row.member));
    Ok(Answer::ok(users.map(json_of).collect()))
}

pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let project = call.project();
    refuse_if(!world.is_admin(project), Answer::forbidden)?;
    let mut input = call.input(false)?;
    if !input.has("member") {
        input.error("member", "This field is required.");
    }
    let member = input.reference("member", |id| world.user(id).is_some());
    let role = input.one_of("role", &ROLES);
    input.finish()?;
    let member = member.given().ok_or_else(Answer::invalid_payload)?;
    // Whoever was removed is in the way of coming back.
    let is_in_the_way = |row: &Membership| row.member == member;
    refuse_if(
        of_project(world, project).any(is_in_the_way),
        Answer::invalid_payload,
    )?;
    let base = world.made(project);
    let row = world.join(base, member, role.given().unwrap_or(GUEST));
    Ok(Answer::created(short(&row)))
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    refuse_if(!world.is_admin(call.project()), Answer::forbidden)?;
    let mut row = named::<Membership>(world, call)?.clone();
    let mut input = call.input(true)?;
    let role = input.one_of("role", &ROLES);
    input.finish()?;
    role.write_value(&mut row.role);
    world.changed(&mut row);
    let answer = Answer::ok(short(&row));
    world.store(row);
    Ok(answer)
}

pub(crate) fn delete(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    refuse_if(!world.is_admin(call.project()), Answer::forbidden)?;
    rows::delete::<Membership>(world, call)
}

/// What is said of a membership that was written.
fn short(row: &Membership) -> Value {
    json!({"id": row.id, "member": row.member, "role": row.role})
}
