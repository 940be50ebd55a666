//! Which function answers which method of which resource.

use serde_json::Value;
use uuid::Uuid;

use super::answer::{Answer, json_of};
use super::handler::Call;
use super::project_route::{Hidden, InCycle, InModule, InProject, InWorkItem};
use super::route::{InWorkspace, Route};
use crate::embedded::api::{
    activity, asset, attachment, comment, cycle, cycle_item, intake, invitation, label, link, member, module,
    module_item, project, relation, search, state, sticky, work_item,
};
use crate::embedded::data::work_item::Place;
use crate::embedded::data::world::World;
use crate::embedded::output::page::page;

pub(crate) fn dispatch(world: &mut World, call: &Call<'_>, route: &Route) -> Result<Answer, Answer> {
    let method = call.request.method();
    match (route, method) {
        (Route::Me, "GET") => me(world),
        (Route::UserAssets, "POST") => asset::create_of_user(world, call),
        (Route::ServerAssets, "POST") => asset::create_of_server(world, call),
        (Route::UserAsset(id), "PATCH") => asset::confirm_of_user(world, call, *id),
        (Route::UserAsset(id), "DELETE") => asset::delete_of_user(world, *id),
        (Route::Workspace { slug, inner }, _) => in_workspace(world, call, slug, inner),
        _ => Err(Answer::method_not_allowed(method)),
    }
}

/// Who calls.
fn me(world: &World) -> Result<Answer, Answer> {
    let me = world.user(world.caller).ok_or_else(Answer::invalid_key)?;
    Ok(Answer::ok(json_of(me)))
}

fn in_workspace(
    world: &mut World,
    call: &Call<'_>,
    slug: &str,
    route: &InWorkspace,
) -> Result<Answer, Answer> {
    let method = call.request.method();
    match (route, method) {
        (InWorkspace::Search, "GET") => search::search(world, call, slug),
        (InWorkspace::Projects, "GET") => project::list(world, call),
        (InWorkspace::Projects, "POST") => project::create(world, call),
        (InWorkspace::Key { identifier, number }, "GET") => {
            work_item::by_key(world, call, identifier, number)
        }
        (InWorkspace::Members, "GET") => Ok(member::list_workspace(world)),
        (InWorkspace::Invitations, "GET") => Ok(invitation::list(world)),
        (InWorkspace::Invitations, "POST") => invitation::create(world, call),
        (InWorkspace::Invitation(id), "GET") => invitation::get(world, *id),
        (InWorkspace::Invitation(id), "PUT") => invitation::change(world, call, *id, false),
        (InWorkspace::Invitation(id), "PATCH") => invitation::change(world, call, *id, true),
        (InWorkspace::Invitation(id), "DELETE") => invitation::delete(world, *id),
        (InWorkspace::Stickies, "GET") => sticky::list(world, call),
        (InWorkspace::Stickies, "POST") => sticky::create(world, call),
        (InWorkspace::Sticky(id), "GET") => sticky::get(world, *id),
        (InWorkspace::Sticky(id), "PUT") => sticky::change(world, call, *id, false),
        (InWorkspace::Sticky(id), "PATCH") => sticky::change(world, call, *id, true),
        (InWorkspace::Sticky(id), "DELETE") => sticky::delete(world, *id),
        (InWorkspace::Assets, "POST") => asset::create(world, call),
        (InWorkspace::Asset(id), "GET") => asset::get(world, *id),
        (InWorkspace::Asset(id), "PATCH") => asset::confirm(world, call, *id),
        (InWorkspace::Project { id, inner }, _) => in_project(world, call, *id, inner),
        _ => Err(Answer::method_not_allowed(method)),
    }
}

fn in_project(
    world: &mut World,
    call: &Call<'_>,
    project: Uuid,
    route: &InProject,
) -> Result<Answer, Answer> {
    let method = call.request.method();
    if method == "GET" && world.is_archived(project) {
        match route.is_hidden_by_archiving() {
            Some(Hidden::Many) => return page(call.target, Vec::new(), |(): ()| Value::Null),
            Some(Hidden::One) => return Err(Answer::not_found()),
            None => {}
        }
    }
    match (route, method) {
        (InProject::Itself, "GET") => project::get(world, call, project),
        (InProject::Itself, "PATCH") => project::patch(world, call, project),
        (InProject::Itself, "DELETE") => project::delete(world, project),
        (InProject::Archive, "POST") => project::archive(world, project, true),
        (InProject::Archive, "DELETE") => project::archive(world, project, false),
        (InProject::Summary, "GET") => project::summary(world, call, project),
        (InProject::States, "GET") => state::list(world, call, project),
        (InProject::States, "POST") => state::create(world, call, project),
        (InProject::State(id), "GET") => state::get(world, call, project, *id),
        (InProject::State(id), "PATCH") => state::patch(world, call, project, *id),
        (InProject::State(id), "DELETE") => state::delete(world, project, *id),
        (InProject::Labels, "GET") => label::list(world, call, project),
        (InProject::Labels, "POST") => label::create(world, call, project),
        (InProject::Label(id), "GET") => label::get(world, call, project, *id),
        (InProject::Label(id), "PATCH") => label::patch(world, call, project, *id),
        (InProject::Label(id), "DELETE") => label::delete(world, project, *id),
        (InProject::Members, "GET") => Ok(member::list(world, project)),
        (InProject::Members, "POST") => member::create(world, call, project),
        (InProject::Member(id), "GET") => member::get(world, project, *id),
        (InProject::Member(id), "PATCH") => member::patch(world, call, project, *id),
        (InProject::Member(id), "DELETE") => member::delete(world, project, *id),
        (InProject::WorkItems, "GET") => work_item::list(world, call, project),
        (InProject::WorkItems, "POST") => work_item::create(world, call, project),
        (InProject::WorkItem(item, inner), _) => {
            let at = Place { project, item: *item };
            in_work_item(world, call, at, inner)
        }
        (InProject::Cycles, "GET") => cycle::list(world, call, project),
        (InProject::Cycles, "POST") => cycle::create(world, call, project),
        (InProject::Cycle(cycle, inner), _) => in_cycle(world, call, (project, *cycle), inner),
        (InProject::ArchivedCycles, "GET") => cycle::list_archived(world, call, project),
        (InProject::ArchivedCycle(id), "DELETE") => cycle::unarchive(world, project, *id),
        (InProject::Modules, "GET") => module::list(world, call, project, false),
        (InProject::Modules, "POST") => module::create(world, call, project),
        (InProject::Module(module, inner), _) => in_module(world, call, (project, *module), inner),
        (InProject::ArchivedModules, "GET") => module::list(world, call, project, true),
        (InProject::ArchivedModule(id), "DELETE") => module::unarchive(world, project, *id),
        (InProject::Intake, "GET") => intake::list(world, call, project),
        (InProject::Intake, "POST") => intake::create(world, call, project),
        (InProject::IntakeItem(item), "GET") => intake::get(world, call, project, *item),
        (InProject::IntakeItem(item), "PATCH") => intake::patch(world, call, project, *item),
        (InProject::IntakeItem(item), "DELETE") => intake::delete(world, project, *item),
        _ => Err(Answer::method_not_allowed(method)),
    }
}

fn in_work_item(world: &mut World, call: &Call<'_>, at: Place, route: &InWorkItem) -> Result<Answer, Answer> {
    let method = call.request.method();
    match (route, method) {
        (InWorkItem::Itself, "GET") => work_item::get(world, call, at),
        (InWorkItem::Itself, "PATCH") => work_item::patch(world, call, at),
        (InWorkItem::Itself, "DELETE") => work_item::delete(world, at),
        (InWorkItem::Comments, "GET") => comment::list(world, call, at),
        (InWorkItem::Comments, "POST") => comment::create(world, call, at),
        (InWorkItem::Comment(id), "GET") => comment::get(world, call, at, *id),
        (InWorkItem::Comment(id), "PATCH") => comment::patch(world, call, at, *id),
        (InWorkItem::Comment(id), "DELETE") => comment::delete(world, at, *id),
        (InWorkItem::Links, "GET") => link::list(world, call, at),
        (InWorkItem::Links, "POST") => link::create(world, call, at),
        (InWorkItem::Link(id), "GET") => link::get(world, call, at, *id),
        (InWorkItem::Link(id), "PATCH") => link::patch(world, call, at, *id),
        (InWorkItem::Link(id), "DELETE") => link::delete(world, at, *id),
        (InWorkItem::Activities, "GET") => activity::list(world, call, at),
        (InWorkItem::Activity(id), "GET") => activity::get(world, call, at, *id),
        (InWorkItem::Relations, "GET") => Ok(relation::list(world, at)),
        (InWorkItem::Relations, "POST") => relation::create(world, call, at),
        (InWorkItem::Attachments, "GET") => Ok(attachment::list(world, at)),
        (InWorkItem::Attachments, "POST") => attachment::create(world, call, at),
        (InWorkItem::Attachment(id), "GET") => attachment::get(world, at, *id),
        (InWorkItem::Attachment(id), "PATCH") => attachment::confirm(world, call, at, *id),
        (InWorkItem::Attachment(id), "DELETE") => attachment::delete(world, at, *id),
        _ => Err(Answer::method_not_allowed(method)),
    }
}

fn in_cycle(
    world: &mut World,
    call: &Call<'_>,
    (project, cycle): (Uuid, Uuid),
    route: &InCycle,
) -> Result<Answer, Answer> {
    let method = call.request.method();
    match (route, method) {
        (InCycle::Itself, "GET") => cycle::get(world, call, project, cycle),
        (InCycle::Itself, "PATCH") => cycle::patch(world, call, project, cycle),
        (InCycle::Itself, "DELETE") => cycle::delete(world, project, cycle),
        (InCycle::Items, "GET") => cycle_item::list(world, call, project, cycle),
        (InCycle::Items, "POST") => cycle_item::add(world, call, project, cycle),
        (InCycle::Item(item), "GET") => cycle_item::get(world, project, cycle, *item),
        (InCycle::Item(item), "DELETE") => cycle_item::remove(world, project, cycle, *item),
        (InCycle::Transfer, "POST") => cycle_item::transfer(world, call, project, cycle),
        (InCycle::Archive, "POST") => cycle::archive(world, project, cycle),
        _ => Err(Answer::method_not_allowed(method)),
    }
}

fn in_module(
    world: &mut World,
    call: &Call<'_>,
    (project, module): (Uuid, Uuid),
    route: &InModule,
) -> Result<Answer, Answer> {
    let method = call.request.method();
    match (route, method) {
        (InModule::Itself, "GET") => module::get(world, call, project, module),
        (InModule::Itself, "PATCH") => module::patch(world, call, project, module),
        (InModule::Itself, "DELETE") => module::delete(world, project, module),
        (InModule::Items, "GET") => module_item::list(world, call, project, module),
        (InModule::Items, "POST") => module_item::add(world, call, project, module),
        (InModule::Item(item), "DELETE") => module_item::remove(world, project, module, *item),
        (InModule::Archive, "POST") => module::archive(world, project, module),
        _ => Err(Answer::method_not_allowed(method)),
    }
}
