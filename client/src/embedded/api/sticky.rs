//! How the stickies of the caller are read and written over HTTP.

use std::cmp::Reverse;

use serde_json::Map;
use uuid::Uuid;

use crate::embedded::data::sticky::Sticky;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of};
use crate::embedded::http::call::Call;
use crate::embedded::input::check::{Input, Text};
use crate::embedded::input::html::{sanitised, stripped};
use crate::embedded::output::page::page_of;

/// Rows a page has when nobody says.
const PER_PAGE: i64 = 20;

pub(crate) fn list(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let own = world
        .stickies
        .values()
        .filter(|sticky| sticky.owner == world.caller);
    let text = call.target.query("query").unwrap_or_default().to_lowercase();
    let own = own.filter(|sticky| sticky.description_stripped.to_lowercase().contains(&text));
    let mut stickies: Vec<&Sticky> = own.collect();
    stickies.sort_by_key(|sticky| Reverse(sticky.created_at));
    page_of(call.target, stickies, PER_PAGE, json_of)
}

pub(crate) fn get(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    Ok(Answer::ok(json_of(find(world, call)?)))
}

pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let now = world.now();
    let mut sticky = Sticky {
        id: Uuid::new_v4().into(),
        created_at: now,
        updated_at: now,
        deleted_at: None,
        name: None,
        description: Map::new(),
        description_html: "<p></p>".to_owned(),
        description_stripped: String::new(),
        description_binary: None,
        logo_props: Map::new(),
        color: None,
        background_color: None,
        sort_order: 65535.0,
        created_by: Some(world.caller),
        updated_by: None,
        workspace: world.workspace,
        owner: world.caller,
    };
    write(call.input(false)?, &mut sticky)?;
    let answer = Answer::created(json_of(&sticky));
    world.stickies.insert(sticky.id, sticky);
    Ok(answer)
}

pub(crate) fn put(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    change(world, call, false)
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    change(world, call, true)
}

fn change(world: &mut World, call: &Call<'_>, partial: bool) -> Result<Answer, Answer> {
    let mut sticky = find(world, call)?.clone();
    write(call.input(partial)?, &mut sticky)?;
    sticky.updated_at = world.now();
    sticky.updated_by = Some(world.caller);
    let answer = Answer::ok(json_of(&sticky));
    world.stickies.insert(sticky.id, sticky);
    Ok(answer)
}

pub(crate) fn delete(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let id = find(world, call)?.id;
    world.stickies.remove(&id);
    Ok(Answer::no_content())
}

/// Nobody sees the stickies of others.
fn find<'w>(world: &'w World, call: &Call<'_>) -> Result<&'w Sticky, Answer> {
    let id = call.any().ok_or_else(Answer::detail_not_found)?;
    let sticky = world.stickies.get(&id);
    sticky
        .filter(|sticky| sticky.owner == world.caller)
        .ok_or_else(Answer::not_found)
}

fn write(mut input: Input, sticky: &mut Sticky) -> Result<(), Answer> {
    input.text("name", Text::OPTIONAL).write(&mut sticky.name);
    let html = input.text("description_html", Text::LONG);
    input.text("color", Text::OPTIONAL).write(&mut sticky.color);
    input
        .text("background_color", Text::OPTIONAL)
        .write(&mut sticky.background_color);
    input.finish()?;
    if let Some(html) = html.given() {
        sticky.description_html = sanitised(&html);
        sticky.description_stripped = stripped(&sticky.description_html);
    }
    Ok(())
}
