//! How work items get into modules and out of them over HTTP.

use super::rows::{Resource, find, page_of_items, places, touch};
use crate::embedded::data::module::{Module, ModuleItem};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, refuse_if};
use crate::embedded::http::call::Call;

impl Resource for ModuleItem {
    fn is_at(&self, call: &Call<'_>) -> bool {
        (self.project, self.module) == (call.project(), call.id())
    }

    fn named<'w>(world: &'w World, call: &Call<'_>) -> Option<&'w Self> {
        let mut rows = world.module_items.values();
        rows.find(|row| row.is_at(call) && row.issue == call.last())
    }

    fn remove(&self, world: &mut World) {
        world.module_items.remove(&self.id);
        world.touch(self.issue);
    }
}

pub(crate) fn list(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let rows = world.module_items.values();
    let rows = rows.filter(|row| row.module == call.id());
    page_of_items(world, call, rows.map(|row| row.issue))
}

/// Work items of other projects are left out without a word.
pub(crate) fn add(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let (project, module) = (call.project(), call.id());
    let issues = call.ids("issues")?;
    refuse_if(issues.is_empty(), || Answer::bad_error("Issues are required"))?;
    find::<Module>(world, project, module)?;
    for issue in issues {
        if world.item_of(project, issue).is_some() {
            let mut base = world.made(project);
            base.updated_by = base.created_by;
            world.put_into_module(base, module, issue);
            touch(world, issue)?;
        }
    }
    let rows = world.module_items.values();
    let rows = rows.filter(|row| row.module == module);
    Ok(Answer::ok(places(world, rows, |row| row.issue)))
}
