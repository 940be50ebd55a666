//! Which function answers which method of which resource.

use uuid::Uuid;

use super::answer::Answer;
use super::handler::Call;
use super::project_route::{InCycle, InModule, InProject, InWorkItem};
use super::route::{InWorkspace, Route};
use super::work_item::Place;
use super::world::World;
use super::{
    activity_api, attachment_api, comment_api, cycle_api, cycle_item_api, intake_api, invitation_api,
    label_api, link_api, member_api, module_api, module_item_api, project_api, relation_api, search,
    state_api, sticky_api, work_item, work_item_write,
};

pub(super) fn dispatch(world: &mut World, call: &Call<'_>, route: &Route) -> Result<Answer, Answer> {
    let method = call.request.method();
    let inner = match route {
        Route::Me if method == "GET" => return Ok(Answer::ok(world.me()?.json())),
        Route::Me => return Err(Answer::method_not_allowed(method)),
        Route::Workspace { slug, inner } => {
            if let (InWorkspace::Search, "GET") = (inner, method) {
                return search::search(world, call, slug);
            }
            inner
        }
    };
    match (inner, method) {
        (InWorkspace::Projects, "GET") => project_api::list(world, call),
        (InWorkspace::Projects, "POST") => project_api::create(world, call),
        (InWorkspace::Key { identifier, number }, "GET") => {
            work_item::by_key(world, call, identifier, number)
        }
        (InWorkspace::Members, "GET") => Ok(member_api::list_workspace(world)),
        (InWorkspace::Invitations, "GET") => Ok(invitation_api::list(world)),
        (InWorkspace::Invitations, "POST") => invitation_api::create(world, call),
        (InWorkspace::Invitation(id), "GET") => invitation_api::get(world, *id),
        (InWorkspace::Invitation(id), "PATCH") => invitation_api::patch(world, call, *id),
        (InWorkspace::Invitation(id), "DELETE") => invitation_api::delete(world, *id),
        (InWorkspace::Stickies, "GET") => sticky_api::list(world, call),
        (InWorkspace::Stickies, "POST") => sticky_api::create(world, call),
        (InWorkspace::Sticky(id), "GET") => sticky_api::get(world, *id),
        (InWorkspace::Sticky(id), "PATCH") => sticky_api::patch(world, call, *id),
        (InWorkspace::Sticky(id), "DELETE") => sticky_api::delete(world, *id),
        (InWorkspace::Assets, "POST") => attachment_api::create_asset(world, call),
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
    match (route, method) {
        (InProject::Itself, "GET") => project_api::get(world, call, project),
        (InProject::Itself, "PATCH") => project_api::patch(world, call, project),
        (InProject::Itself, "DELETE") => project_api::delete(world, project),
        (InProject::Archive, "POST") => project_api::archive(world, project, true),
        (InProject::Archive, "DELETE") => project_api::archive(world, project, false),
        (InProject::Summary, "GET") => project_api::summary(world, call, project),
        (InProject::States, "GET") => state_api::list(world, call, project),
        (InProject::States, "POST") => state_api::create(world, call, project),
        (InProject::State(id), "GET") => state_api::get(world, call, project, *id),
        (InProject::State(id), "PATCH") => state_api::patch(world, call, project, *id),
        (InProject::State(id), "DELETE") => state_api::delete(world, project, *id),
        (InProject::Labels, "GET") => label_api::list(world, call, project),
        (InProject::Labels, "POST") => label_api::create(world, call, project),
        (InProject::Label(id), "GET") => label_api::get(world, call, project, *id),
        (InProject::Label(id), "PATCH") => label_api::patch(world, call, project, *id),
        (InProject::Label(id), "DELETE") => label_api::delete(world, project, *id),
        (InProject::Members, "GET") => Ok(member_api::list(world, project)),
        (InProject::Members, "POST") => member_api::create(world, call, project),
        (InProject::Member(id), "GET") => member_api::get(world, project, *id),
        (InProject::Member(id), "PATCH") => member_api::patch(world, call, project, *id),
        (InProject::Member(id), "DELETE") => member_api::delete(world, project, *id),
        (InProject::WorkItems, "GET") => work_item::list(world, call, project),
        (InProject::WorkItems, "POST") => work_item_write::create(world, call, project),
        (InProject::WorkItem(item, inner), _) => {
            let at = Place { project, item: *item };
            in_work_item(world, call, at, inner)
        }
        (InProject::Cycles, "GET") => cycle_api::list(world, call, project),
        (InProject::Cycles, "POST") => cycle_api::create(world, call, project),
        (InProject::Cycle(cycle, inner), _) => in_cycle(world, call, (project, *cycle), inner),
        (InProject::ArchivedCycles, "GET") => cycle_api::list_archived(world, call, project),
        (InProject::ArchivedCycle(id), "DELETE") => cycle_api::unarchive(world, project, *id),
        (InProject::Modules, "GET") => module_api::list(world, call, project, false),
        (InProject::Modules, "POST") => module_api::create(world, call, project),
        (InProject::Module(module, inner), _) => in_module(world, call, (project, *module), inner),
        (InProject::ArchivedModules, "GET") => module_api::list(world, call, project, true),
        (InProject::ArchivedModule(id), "DELETE") => module_api::unarchive(world, project, *id),
        (InProject::Intake, "GET") => intake_api::list(world, call, project),
        (InProject::Intake, "POST") => intake_api::create(world, call, project),
        (InProject::IntakeItem(item), "GET") => intake_api::get(world, call, project, *item),
        (InProject::IntakeItem(item), "PATCH") => intake_api::patch(world, call, project, *item),
        (InProject::IntakeItem(item), "DELETE") => intake_api::delete(world, project, *item),
        _ => Err(Answer::method_not_allowed(method)),
    }
}

fn in_work_item(world: &mut World, call: &Call<'_>, at: Place, route: &InWorkItem) -> Result<Answer, Answer> {
    let method = call.request.method();
    match (route, method) {
        (InWorkItem::Itself, "GET") => work_item::get(world, call, at),
        (InWorkItem::Itself, "PATCH") => work_item_write::patch(world, call, at),
        (InWorkItem::Itself, "DELETE") => work_item_write::delete(world, at),
        (InWorkItem::Comments, "GET") => comment_api::list(world, call, at),
        (InWorkItem::Comments, "POST") => comment_api::create(world, call, at),
        (InWorkItem::Comment(id), "GET") => comment_api::get(world, call, at, *id),
        (InWorkItem::Comment(id), "PATCH") => comment_api::patch(world, call, at, *id),
        (InWorkItem::Comment(id), "DELETE") => comment_api::delete(world, at, *id),
        (InWorkItem::Links, "GET") => link_api::list(world, call, at),
        (InWorkItem::Links, "POST") => link_api::create(world, call, at),
        (InWorkItem::Link(id), "GET") => link_api::get(world, call, at, *id),
        (InWorkItem::Link(id), "PATCH") => link_api::patch(world, call, at, *id),
        (InWorkItem::Link(id), "DELETE") => link_api::delete(world, at, *id),
        (InWorkItem::Activities, "GET") => activity_api::list(world, call, at),
        (InWorkItem::Activity(id), "GET") => activity_api::get(world, call, at, *id),
        (InWorkItem::Relations, "GET") => Ok(relation_api::list(world, at)),
        (InWorkItem::Relations, "POST") => relation_api::create(world, call, at),
        (InWorkItem::Attachments, "GET") => Ok(attachment_api::list(world, at)),
        (InWorkItem::Attachments, "POST") => attachment_api::create(world, call, at),
        (InWorkItem::Attachment(id), "GET") => attachment_api::get(world, at, *id),
        (InWorkItem::Attachment(id), "PATCH") => attachment_api::confirm(world, call, at, *id),
        (InWorkItem::Attachment(id), "DELETE") => attachment_api::delete(world, at, *id),
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
        (InCycle::Itself, "GET") => cycle_api::get(world, call, project, cycle),
        (InCycle::Itself, "PATCH") => cycle_api::patch(world, call, project, cycle),
        (InCycle::Itself, "DELETE") => cycle_api::delete(world, project, cycle),
        (InCycle::Items, "GET") => cycle_item_api::list(world, call, project, cycle),
        (InCycle::Items, "POST") => cycle_item_api::add(world, call, project, cycle),
        (InCycle::Item(item), "GET") => cycle_item_api::get(world, project, cycle, *item),
        (InCycle::Item(item), "DELETE") => cycle_item_api::remove(world, project, cycle, *item),
        (InCycle::Transfer, "POST") => cycle_item_api::transfer(world, call, project, cycle),
        (InCycle::Archive, "POST") => cycle_api::archive(world, project, cycle),
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
        (InModule::Itself, "GET") => module_api::get(world, call, project, module),
        (InModule::Itself, "PATCH") => module_api::patch(world, call, project, module),
        (InModule::Itself, "DELETE") => module_api::delete(world, project, module),
        (InModule::Items, "GET") => module_item_api::list(world, call, project, module),
        (InModule::Items, "POST") => module_item_api::add(world, call, project, module),
        (InModule::Item(item), "DELETE") => module_item_api::remove(world, project, module, *item),
        (InModule::Archive, "POST") => module_api::archive(world, project, module),
        _ => Err(Answer::method_not_allowed(method)),
    }
}
