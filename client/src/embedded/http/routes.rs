//! The table of all paths. What is in no row is a page that is not there.

use super::answer::{Answer, json_of};
use super::call::Call;
use super::route::{Door, Hidden, Method, Route, routes};
use crate::embedded::api::rows::{archive, delete, get, list, list_archived, unarchive};
use crate::embedded::api::{
    activity, asset, attachment, comment, cycle, cycle_item, intake, invitation, label, link, member, module,
    module_item, project, relation, search, state, sticky, work_item,
};
use crate::embedded::data::comment::Comment;
use crate::embedded::data::cycle::{Cycle, CycleItem};
use crate::embedded::data::intake::IntakeItem;
use crate::embedded::data::label::Label;
use crate::embedded::data::link::Link;
use crate::embedded::data::member::Membership;
use crate::embedded::data::module::{Module, ModuleItem};
use crate::embedded::data::state::State;
use crate::embedded::data::work_item::WorkItem;
use crate::embedded::data::world::World;

macro_rules! w {
    ($rest:literal) => {
        concat!("workspaces/{slug}/", $rest)
    };
}

macro_rules! p {
    ($rest:literal) => {
        concat!("workspaces/{slug}/projects/{project}/", $rest)
    };
}

macro_rules! i {
    ($rest:literal) => {
        concat!(
            "workspaces/{slug}/projects/{project}/work-items|issues/{id}",
            $rest
        )
    };
}

routes! {
    "users/me", Everyone { GET: me }
    "assets/user-assets", Everyone { POST: asset::create_of_user }
    "assets/user-assets/server", Everyone { POST: asset::create_of_server }
    "assets/user-assets/{id}", Everyone { PATCH: asset::confirm_of_user, DELETE: asset::delete_of_user }

    "workspaces/{slug}", Nobody unlimited! { GET: for_people }
    w!("projects"), Workspace { GET: project::list, POST: project::create }
    w!("work-items|issues/search"), Everyone { GET: search::search }
    w!("work-items|issues/{key}"), Key { GET: work_item::by_key }
    w!("members"), Workspace { GET: member::list_workspace }
    w!("invitations"), Workspace unlimited! { GET: invitation::list, POST: invitation::create }
    w!("invitations/{any}"), Workspace unlimited! {
        GET: invitation::get, PUT: invitation::put, PATCH: invitation::patch, DELETE: invitation::delete,
    }
    w!("stickies"), Workspace unlimited! { GET: sticky::list, POST: sticky::create }
    w!("stickies/{any}"), Workspace unlimited! {
        GET: sticky::get, PUT: sticky::put, PATCH: sticky::patch, DELETE: sticky::delete,
    }
    w!("assets"), Workspace { POST: asset::create }
    w!("assets/{id}"), Workspace { GET: asset::get, PATCH: asset::confirm }

    "workspaces/{slug}/projects/{project}", Member {
        GET Workspace: project::get, PATCH: project::patch, DELETE: project::delete,
    }
    p!("archive"), Member { POST: project::archive, DELETE: project::unarchive }
    p!("summary"), Member { GET: project::summary }
    p!("states"), Member hides Many { GET: state::list, POST: state::create }
    p!("states/{id}"), Member hides One { GET: get::<State>, PATCH: state::patch, DELETE: delete::<State> }
    p!("labels"), Member hides Many { GET: list::<Label>, POST Known: label::create }
    p!("labels/{id}"), Member hides One { GET: get::<Label>, PATCH: label::patch, DELETE: delete::<Label> }
    p!("members|project-members"), Member { GET: member::list, POST: member::create }
    p!("members|project-members/{id}"), Member {
        GET: get::<Membership>, PATCH: member::patch, DELETE: member::delete,
    }

    p!("work-items|issues"), Member hides Many { GET: work_item::list, POST: work_item::create }
    i!(""), Member hides One { GET: work_item::get, PATCH: work_item::patch, DELETE: delete::<WorkItem> }
    i!("/comments"), Member hides Many { GET: list::<Comment>, POST: comment::create }
    i!("/comments/{inner}"), Member hides One {
        GET: get::<Comment>, PATCH: comment::patch, DELETE: delete::<Comment>,
    }
    i!("/links"), Member hides Many { GET: list::<Link>, POST: link::create }
    i!("/links/{inner}"), Member hides One { GET: get::<Link>, PATCH: link::patch, DELETE: delete::<Link> }
    i!("/activities"), Member hides Many { GET: activity::list }
    i!("/activities/{inner}"), Member hides One { GET: activity::get }
    i!("/relations"), Member { GET: relation::list, POST: relation::create }
    // The old path of attachments is below the old path of work items only, and the new one below the new one.
    p!("work-items/{id}/attachments"), Member { GET: attachment::list, POST: attachment::create }
    p!("work-items/{id}/attachments/{inner}"), Member {
        GET: attachment::get, PATCH: attachment::confirm, DELETE: attachment::delete,
    }
    p!("issues/{id}/issue-attachments"), Member { GET: attachment::list, POST: attachment::create }
    p!("issues/{id}/issue-attachments/{inner}"), Member {
        GET: attachment::get, PATCH: attachment::confirm, DELETE: attachment::delete,
    }

    p!("cycles"), Member hides Many { GET: cycle::list, POST: cycle::create }
    p!("cycles/{id}"), Member hides One { GET: get::<Cycle>, PATCH: cycle::patch, DELETE: delete::<Cycle> }
    p!("cycles/{id}/cycle-issues"), Member { GET: cycle_item::list, POST: cycle_item::add }
    p!("cycles/{id}/cycle-issues/{inner}"), Member { GET: get::<CycleItem>, DELETE: delete::<CycleItem> }
    p!("cycles/{id}/transfer-issues"), Member { POST: cycle_item::transfer }
    p!("cycles/{id}/archive"), Member { POST: archive::<Cycle> }
    p!("archived-cycles"), Member { GET: list_archived::<Cycle> }
    p!("archived-cycles/{id}/unarchive"), Member { DELETE: unarchive::<Cycle> }

    p!("modules"), Member hides Many { GET: list::<Module>, POST: module::create }
    p!("modules/{id}"), Member hides One { GET: get::<Module>, PATCH: module::patch, DELETE: delete::<Module> }
    p!("modules/{id}/module-issues"), Member { GET: module_item::list, POST: module_item::add }
    p!("modules/{id}/module-issues/{inner}"), Member { DELETE: delete::<ModuleItem> }
    p!("modules/{id}/archive"), Member { POST: archive::<Module> }
    p!("archived-modules"), Member { GET: list_archived::<Module> }
    p!("archived-modules/{id}/unarchive"), Member { DELETE: unarchive::<Module> }

    p!("intake-issues"), Member hides Many { GET: list::<IntakeItem>, POST: intake::create }
    p!("intake-issues/{id}"), Member hides One {
        GET: get::<IntakeItem>, PATCH: intake::patch, DELETE: intake::delete,
    }
}

/// Who calls.
fn me(world: &mut World, _call: &Call<'_>) -> Result<Answer, Answer> {
    let me = world.user(world.caller).ok_or_else(Answer::invalid_key)?;
    Ok(Answer::ok(json_of(me)))
}

fn for_people(_world: &mut World, _call: &Call<'_>) -> Result<Answer, Answer> {
    Err(Answer::unauthenticated())
}
