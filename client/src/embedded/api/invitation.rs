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

pub(crate) fn get(world: &World, id: Option<Uuid>) -> Result<Answer, Answer> {
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
    let mut others = world.invitations.values();
    if others.any(|other| other.email == invitation.email) {
        return Err(Answer::non_field("Email already invited"));
    }
    let answer = Answer::created(json_of(&invitation));
    world.invitations.insert(invitation.id, invitation);
    Ok(answer)
}

/// Who is invited stays; so a PUT, which has to name it, is refused.
pub(crate) fn change(
    world: &mut World,
    call: &Call<'_>,
    id: Option<Uuid>,
    partial: bool,
) -> Result<Answer, Answer> {
    let mut invitation = find(world, id)?.clone();
    let input = call.input(partial)?;
    if input.has("email") {
        return Err(Answer::non_field("Email cannot be updated"));
    }
    write(input, &mut invitation)?;
    invitation.updated_at = world.now();
    let answer = Answer::ok(json_of(&invitation));
    world.invitations.insert(invitation.id, invitation);
    Ok(answer)
}

pub(crate) fn delete(world: &mut World, id: Option<Uuid>) -> Result<Answer, Answer> {
    let id = find(world, id)?.id;
    world.invitations.remove(&id);
    Ok(Answer::no_content())
}

/// An id that is none is a bad request here.
fn find(world: &World, id: Option<Uuid>) -> Result<&Invitation, Answer> {
    let id = id.ok_or(Answer::bad_error("Please provide valid detail"))?;
    let invitation = world.invitations.get(&id);
    invitation.ok_or_else(Answer::required_not_found)
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
