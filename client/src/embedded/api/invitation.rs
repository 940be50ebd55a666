//! How invitations to the workspace are read and written over HTTP.

use uuid::Uuid;

use crate::embedded::data::invitation::Invitation;
use crate::embedded::data::member::{ADMIN, GUEST, MEMBER};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of};
use crate::embedded::http::handler::Call;
use crate::embedded::input::check::{Input, Text};

/// A bare array.
pub(crate) fn list(world: &World) -> Answer {
    Answer::ok(world.invitations.values().map(json_of).collect())
}

pub(crate) fn get(world: &World, id: Uuid) -> Result<Answer, Answer> {
    Ok(Answer::ok(json_of(find(world, id)?)))
}

pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let now = world.now();
    let mut invitation = Invitation {
        id: Uuid::new_v4(),
        email: String::new(),
        role: GUEST,
        created_at: now,
        updated_at: now,
        responded_at: None,
        accepted: false,
    };
    write(call.input(false)?, &mut invitation)?;
    let answer = Answer::created(json_of(&invitation));
    world.invitations.insert(invitation.id, invitation);
    Ok(answer)
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>, id: Uuid) -> Result<Answer, Answer> {
    let mut invitation = find(world, id)?.clone();
    write(call.input(true)?, &mut invitation)?;
    invitation.updated_at = world.now();
    let answer = Answer::ok(json_of(&invitation));
    world.invitations.insert(id, invitation);
    Ok(answer)
}

pub(crate) fn delete(world: &mut World, id: Uuid) -> Result<Answer, Answer> {
    find(world, id)?;
    world.invitations.remove(&id);
    Ok(Answer::no_content())
}

fn find(world: &World, id: Uuid) -> Result<&Invitation, Answer> {
    world.invitations.get(&id).ok_or_else(Answer::not_found)
}

fn write(mut input: Input, invitation: &mut Invitation) -> Result<(), Answer> {
    let email = input.text("email", Text::REQUIRED).given();
    let role = input.one_of("role", &[GUEST, MEMBER, ADMIN]);
    if email.as_deref().is_some_and(|email| !email.contains('@')) {
        input.error("email", "Enter a valid email address.");
    }
    input.finish()?;
    if let Some(email) = email {
        invitation.email = email;
    }
    role.write_value(&mut invitation.role);
    Ok(())
}
