//! How links are read and written over HTTP.

use super::rows::{Resource, changed, created, named, touch};
use crate::embedded::data::link::Link;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, refuse_if};
use crate::embedded::http::call::Call;
use crate::embedded::input::check::{Input, Text};

impl Resource for Link {
    fn is_at(&self, call: &Call<'_>) -> bool {
        (self.project, self.issue) == (call.project(), call.id())
    }

    fn remove(&self, world: &mut World) {
        world.links.remove(&self.id);
        world.touch(self.issue);
    }
}

/// Nobody checks that the work item is one of the project: real servers do not either.
pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let base = world.made(call.project());
    let mut link = Link::new(base, call.id(), "");
    write(call.input(false)?, &mut link)?;
    let is_same = |other: &Link| (other.issue, &other.url) == (link.issue, &link.url);
    refuse_if(world.links.values().any(is_same), || {
        Answer::bad_error("URL already exists for this Issue")
    })?;
    touch(world, link.issue)?;
    // Whoever made it changes it once more, with what was found at its end.
    world.changed(&mut link);
    world.record_linked(&link);
    created(world, link)
}

/// Nobody asks whether another link leads there too.
pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let mut link = named::<Link>(world, call)?.clone();
    write(call.input(true)?, &mut link)?;
    touch(world, link.issue)?;
    changed(world, link)
}

fn write(mut input: Input, link: &mut Link) -> Result<(), Answer> {
    let url = input.text("url", Text::URL);
    input.text("title", Text::OPTIONAL).write(&mut link.title);
    let url = url.given();
    if url.as_deref().is_some_and(|url| !is_url(url)) {
        input.error("url", "Invalid URL format.");
    }
    input.finish()?;
    if let Some(url) = url {
        link.point_to(&url);
    }
    Ok(())
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("http://").or(text.strip_prefix("https://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace))
}
