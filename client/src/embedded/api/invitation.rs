//! How invitations to the workspace are read and written over HTTP.

use uuid::Uuid;

use crate::embedded::data::invitation::Invitation;
use crate::embedded::data::member::{ADMIN, GUEST, MEMBER};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of, refuse_if};
use crate::embedded::http::call::Call;
use crate::embedded::input::check::{Input, Text};

/// A bare array.
pub(crate) fn list(world: &mut World, _call: &Call<'_>) -> Result<Answer, Answer> {
    Ok(Answer::ok(world.invitations.values().map(json_of).collect()))
}

pub(crate) fn get(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    Ok(Answer::ok(json_of(find(world, call)?)))
}

pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let now = world.now();
    let mut invitation = Invitation {
        id: Uuid::new_v4().into(),
        email: String::new(),
        role: GUEST,
        created_at: now,
        updated_at: now,
        responded_at: None,
        accepted: false,
    };
    write(call.input(false)?, &mut invitation)?;
    let mut others = world.invitations.values();
    let is_invited = others.any(|other| other.email == invitation.email);
    refuse_if(is_invited, || Answer::non_field("Email already invited"))?;
    let answer = Answer::created(json_of(&invitation));
    world.invitations.insert(invitation.id, invitation);
    Ok(answer)
}

/// Refused, as it has to name who is invited.
pub(crate) fn put(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    change(world, call, false)
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    change(world, call, true)
}

/// Who is invited stays.
fn change(world: &mut World, call: &Call<'_>, partial: bool) -> Result<Answer, Answer> {
    let mut invitation = find(world, call)?.clone();
    let input = call.input(partial)?;
    refuse_if(input.has("email"), || {
        Answer::non_field("Email cannot be updated")
    })?;
    write(input, &mut invitation)?;
    invitation.updated_at = world.now();
    let answer = Answer::ok(json_of(&invitation));
    world.invitations.insert(invitation.id, invitation);
    Ok(answer)
}

pub(crate) fn delete(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let id = find(world, call)?.id;
    world.invitations.remove(&id);
    Ok(Answer::no_content())
}

/// An id that is none is a bad request here.
fn find<'w>(world: &'w World, call: &Call<'_>) -> Result<&'w Invitation, Answer> {
    let id = call.any().ok_or_else(Answer::invalid_id)?;
    let invitation = world.invitations.get(&id);
    invitation.ok_or_else(Answer::required_not_found)
}

fn write(mut input: Input, invitation: &mut Invitation) -> Result<(), Answer> {
    let email = input.text("email", Text::REQUIRED).given();
    input
        .one_of("role", &[GUEST, MEMBER, ADMIN])
        .write_value(&mut invitation.role);
    if email.as_deref().is_some_and(|email| !email.contains('@')) {
        input.error("email", "Enter a valid email address.");
    }
    input.finish()?;
    if let Some(email) = email {
        invitation.email = email;
    }
    Ok(())
}
