//! How cycles are read and written over HTTP.

use jiff::civil::{Time, time};
use jiff::tz::Offset;
use serde_json::Value;

use super::rows::{
    Archived, Resource, changed, changed_external_id, created, may_delete, named, new_external_id,
};
use crate::embedded::data::cycle::Cycle;
use crate::embedded::data::row::{newest_first, of_project};
use crate::embedded::data::stamp::Stamp;
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, refuse_if};
use crate::embedded::http::call::Call;
use crate::embedded::input::check::{Input, Text, in_order};
use crate::embedded::input::field::Field;
use crate::embedded::output::expand::shown;
use crate::embedded::output::page::page;
use crate::embedded::output::progress::Counted;

impl Resource for Cycle {
    fn is_shown(&self, _now: Stamp) -> bool {
        self.archived_at.is_none()
    }

    fn show(&self, world: &World, call: &Call<'_>) -> Value {
        let places = world.cycle_items.values().filter(|row| row.cycle == self.id);
        shown(
            world,
            call.target,
            &Counted::of(world, self, places.map(|row| row.issue)),
        )
    }

    fn may_go(&self, world: &World) -> Result<(), Answer> {
        may_delete(world, self, Some(self.owned_by), "cycle")
    }

    fn remove(&self, world: &mut World) {
        world.remove_cycle(self.id);
    }
}

impl Archived for Cycle {
    fn archived_at(&mut self) -> &mut Option<Stamp> {
        &mut self.archived_at
    }

    /// Real servers compare the end with the clock, and fall over a cycle that has none.
    fn may_be_archived(&self, now: Stamp) -> Result<(), Answer> {
        let end = self.end_date.ok_or_else(Answer::server_error)?;
        refuse_if(end >= now, || {
            Answer::bad_error("Only completed cycles can be archived")
        })
    }
}

/// A page; of the current cycles, a bare array.
pub(crate) fn list(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let now = world.now();
    let view = call.target.query("cycle_view").unwrap_or("all");
    let cycles = of_project::<Cycle>(world, call.project());
    let cycles = cycles.filter(|cycle| cycle.is_shown(now) && is_in_view(cycle, view, now));
    let cycles = newest_first(cycles);
    let show = |cycle: &Cycle| cycle.show(world, call);
    if view == "current" {
        return Ok(Answer::ok(cycles.into_iter().map(show).collect()));
    }
    page(call.target, cycles, show)
}

fn is_in_view(cycle: &Cycle, view: &str, now: Stamp) -> bool {
    let is_before = |stamp: Option<Stamp>| stamp.is_some_and(|stamp| stamp <= now);
    let is_after = |stamp: Option<Stamp>| stamp.is_some_and(|stamp| stamp >= now);
    match view {
        "current" => is_before(cycle.start_date) && is_after(cycle.end_date),
        "upcoming" => cycle.start_date.is_some_and(|start| start > now),
        "completed" => cycle.is_over(now),
        "draft" => cycle.start_date.is_none() && cycle.end_date.is_none(),
        "incomplete" => cycle.end_date.is_none() || is_after(cycle.end_date),
        _ => true,
    }
}

/// The body must name a project, and which one does not matter: the URL's it is.
pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let mut input = call.input(false)?;
    refuse_if(input.has("start_date") != input.has("end_date"), || {
        Answer::bad_error("Both start date and end date are either required or are to be null")
    })?;
    let named = input.has("project_id");
    let base = world.made(call.project());
    let mut cycle = world.new_cycle(base, "");
    write(world, &mut input, &mut cycle)?;
    refuse_if(!named, || Answer::non_field("Project ID is required"))?;
    let is_enabled = world
        .project(cycle.project)
        .is_some_and(|project| project.cycle_view);
    refuse_if(!is_enabled, || {
        Answer::non_field("Cycles are not enabled for this project")
    })?;
    new_external_id(world, &cycle)?;
    created(world, cycle)
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let now = world.now();
    let old = named::<Cycle>(world, call)?;
    refuse_if(old.archived_at.is_some(), || {
        Answer::bad_error("Archived cycle cannot be edited")
    })?;
    let mut input = call.input(true)?;
    // An order is what may be sent, and it is not looked at.
    refuse_if(old.is_over(now) && !input.has("sort_order"), || {
        Answer::bad_error("The Cycle has already been completed so it cannot be edited")
    })?;
    let mut cycle = old.clone();
    write(world, &mut input, &mut cycle)?;
    changed_external_id(world, old, &cycle)?;
    changed(world, cycle)
}

/// Whoever writes a cycle owns it from then on, if nobody is named.
fn write(world: &World, input: &mut Input, cycle: &mut Cycle) -> Result<(), Answer> {
    input.text("name", Text::REQUIRED).write_value(&mut cycle.name);
    input
        .text("description", Text::LONG)
        .write_value(&mut cycle.description);
    let start_date = input.day("start_date");
    let end_date = input.day("end_date");
    let owned_by = input.reference("owned_by", |id| world.user(id).is_some());
    input.external(&mut cycle.external);
    input.finish()?;
    in_order(&start_date, &end_date, "Start date cannot exceed end date")?;
    // Both are days of the project; a lone one is the instant at which its day begins for the caller.
    let (begins, ends, offset) = match (&start_date, &end_date) {
        (Field::Set(_), Field::Set(_)) => (time(0, 0, 1, 0), time(23, 59, 0, 0), Offset::UTC),
        _ => (Time::midnight(), Time::midnight(), world.offset),
    };
    let start_date = start_date.map(|day| Stamp::at(day, begins, offset));
    start_date.write(&mut cycle.start_date);
    let end_date = end_date.map(|day| Stamp::at(day, ends, offset));
    end_date.write(&mut cycle.end_date);
    cycle.owned_by = owned_by.given().unwrap_or(world.caller);
    Ok(())
}
