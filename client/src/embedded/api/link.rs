//! How links are read and written over HTTP.

use std::cmp::Reverse;

use uuid::Uuid;

use super::rows::touch;
use crate::embedded::data::link::Link;
use crate::embedded::data::work_item::Place;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, json_of};
use crate::embedded::http::handler::Call;
use crate::embedded::input::check::{Input, Text};
use crate::embedded::output::expand::shown;
use crate::embedded::output::page::page;

/// The links posted under this project's URL; those posted under another one's are not shown.
pub(crate) fn list(world: &World, call: &Call<'_>, at: Place) -> Result<Answer, Answer> {
    let links = world.links.values().filter(|link| is_at(link, at));
    let mut links: Vec<&Link> = links.collect();
    links.sort_by_key(|link| Reverse(link.base.created_at));
    page(call.target, links, |link| shown(world, call.target, link))
}

pub(crate) fn get(world: &World, call: &Call<'_>, at: Place, id: Uuid) -> Result<Answer, Answer> {
    Ok(Answer::ok(shown(world, call.target, find(world, at, id)?)))
}

/// Nobody checks that the work item is one of the project: real servers do not either.
pub(crate) fn create(world: &mut World, call: &Call<'_>, at: Place) -> Result<Answer, Answer> {
    let base = world.made(at.project);
    let mut link = Link::new(base, at.item, "");
    write(call.input(false)?, &mut link)?;
    let is_same = |other: &Link| (other.issue, &other.url) == (link.issue, &link.url);
    if world.links.values().any(is_same) {
        return Err(Answer::bad_error("URL already exists for this Issue"));
    }
    touch(world, at.item)?;
    // Whoever made it changes it once more, with what was found at its end.
    world.changed(&mut link.base);
    world.record_linked(&link);
    let answer = Answer::created(json_of(&link));
    world.links.insert(link.base.id, link);
    Ok(answer)
}

/// Nobody asks whether another link leads there too.
pub(crate) fn patch(world: &mut World, call: &Call<'_>, at: Place, id: Uuid) -> Result<Answer, Answer> {
    let mut link = find(world, at, id)?.clone();
    write(call.input(true)?, &mut link)?;
    touch(world, at.item)?;
    world.changed(&mut link.base);
    let answer = Answer::ok(json_of(&link));
    world.links.insert(id, link);
    Ok(answer)
}

pub(crate) fn delete(world: &mut World, at: Place, id: Uuid) -> Result<Answer, Answer> {
    find(world, at, id)?;
    world.links.remove(&id);
    touch(world, at.item)?;
    Ok(Answer::no_content())
}

fn find(world: &World, at: Place, id: Uuid) -> Result<&Link, Answer> {
    let link = world.links.get(&id).filter(|link| is_at(link, at));
    link.ok_or_else(Answer::not_found)
}

fn is_at(link: &Link, at: Place) -> bool {
    link.base.project == at.project && link.issue == at.item
}

fn write(mut input: Input, link: &mut Link) -> Result<(), Answer> {
    let url = input.text("url", Text::URL);
    let title = input.text("title", Text::OPTIONAL);
    let url = url.given();
    if url.as_deref().is_some_and(|url| !is_url(url)) {
        input.error("url", "Invalid URL format.");
    }
    input.finish()?;
    title.write(&mut link.title);
    if let Some(url) = url {
        link.point_to(&url);
    }
    Ok(())
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("http://").or(text.strip_prefix("https://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace))
}
