//! The table of all paths. What is in no row is a page that is not there.

use super::answer::{Answer, json_of};
use super::route::{Door, Hidden, Method, Route, routes};
use crate::embedded::api::{
    activity, asset, attachment, comment, cycle, cycle_item, intake, invitation, label, link, member, module,
    module_item, project, relation, search, state, sticky, work_item,
};
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
    "users/me", Everyone { GET: |world, _| me(world) }
    "assets/user-assets", Everyone { POST: asset::create_of_user }
    "assets/user-assets/server", Everyone { POST: asset::create_of_server }
    "assets/user-assets/{id}", Everyone {
        PATCH: |world, call| asset::confirm_of_user(world, call, call.id()),
        DELETE: |world, call| asset::delete_of_user(world, call.id()),
    }

    "workspaces/{slug}", Nobody unlimited! { GET: |_, _| Err(Answer::unauthenticated()) }
    w!("projects"), Workspace { GET: |world, call| project::list(world, call), POST: project::create }
    w!("work-items|issues/search"), Everyone { GET: |world, call| search::search(world, call, call.slug()) }
    w!("work-items|issues/{key}"), Key { GET: |world, call| work_item::by_key(world, call) }
    w!("members"), Workspace { GET: |world, _| Ok(member::list_workspace(world)) }
    w!("invitations"), Workspace unlimited! { GET: |world, _| Ok(invitation::list(world)), POST: invitation::create }
    w!("invitations/{any}"), Workspace unlimited! {
        GET: |world, call| invitation::get(world, call.any()),
        PUT: |world, call| invitation::change(world, call, call.any(), false),
        PATCH: |world, call| invitation::change(world, call, call.any(), true),
        DELETE: |world, call| invitation::delete(world, call.any()),
    }
    w!("stickies"), Workspace unlimited! { GET: |world, call| sticky::list(world, call), POST: sticky::create }
    w!("stickies/{any}"), Workspace unlimited! {
        GET: |world, call| sticky::get(world, call.any()),
        PUT: |world, call| sticky::change(world, call, call.any(), false),
        PATCH: |world, call| sticky::change(world, call, call.any(), true),
        DELETE: |world, call| sticky::delete(world, call.any()),
    }
    w!("assets"), Workspace { POST: asset::create }
    w!("assets/{id}"), Workspace {
        GET: |world, call| asset::get(world, call.id()),
        PATCH: |world, call| asset::confirm(world, call, call.id()),
    }

    "workspaces/{slug}/projects/{project}", Member {
        GET Workspace: |world, call| project::get(world, call, call.project()),
        PATCH: |world, call| project::patch(world, call, call.project()),
        DELETE: |world, call| project::delete(world, call.project()),
    }
    p!("archive"), Member {
        POST: |world, call| project::archive(world, call.project(), true),
        DELETE: |world, call| project::archive(world, call.project(), false),
    }
    p!("summary"), Member { GET: |world, call| project::summary(world, call, call.project()) }
    p!("states"), Member hides Many {
        GET: |world, call| state::list(world, call, call.project()),
        POST: |world, call| state::create(world, call, call.project()),
    }
    p!("states/{id}"), Member hides One {
        GET: |world, call| state::get(world, call, call.project(), call.id()),
        PATCH: |world, call| state::patch(world, call, call.project(), call.id()),
        DELETE: |world, call| state::delete(world, call.project(), call.id()),
    }
    p!("labels"), Member hides Many {
        GET: |world, call| label::list(world, call, call.project()),
        POST Known: |world, call| label::create(world, call, call.project()),
    }
    p!("labels/{id}"), Member hides One {
        GET: |world, call| label::get(world, call, call.project(), call.id()),
        PATCH: |world, call| label::patch(world, call, call.project(), call.id()),
        DELETE: |world, call| label::delete(world, call.project(), call.id()),
    }
    p!("members|project-members"), Member {
        GET: |world, call| Ok(member::list(world, call.project())),
        POST: |world, call| member::create(world, call, call.project()),
    }
    p!("members|project-members/{id}"), Member {
        GET: |world, call| member::get(world, call.project(), call.id()),
        PATCH: |world, call| member::patch(world, call, call.project(), call.id()),
        DELETE: |world, call| member::delete(world, call.project(), call.id()),
    }

    p!("work-items|issues"), Member hides Many {
        GET: |world, call| work_item::list(world, call, call.project()),
        POST: |world, call| work_item::create(world, call, call.project()),
    }
    i!(""), Member hides One {
        GET: |world, call| work_item::get(world, call, call.place()),
        PATCH: |world, call| work_item::patch(world, call, call.place()),
        DELETE: |world, call| work_item::delete(world, call.place()),
    }
    i!("/comments"), Member hides Many {
        GET: |world, call| comment::list(world, call, call.place()),
        POST: |world, call| comment::create(world, call, call.place()),
    }
    i!("/comments/{inner}"), Member hides One {
        GET: |world, call| comment::get(world, call, call.place(), call.inner()),
        PATCH: |world, call| comment::patch(world, call, call.place(), call.inner()),
        DELETE: |world, call| comment::delete(world, call.place(), call.inner()),
    }
    i!("/links"), Member hides Many {
        GET: |world, call| link::list(world, call, call.place()),
        POST: |world, call| link::create(world, call, call.place()),
    }
    i!("/links/{inner}"), Member hides One {
        GET: |world, call| link::get(world, call, call.place(), call.inner()),
        PATCH: |world, call| link::patch(world, call, call.place(), call.inner()),
        DELETE: |world, call| link::delete(world, call.place(), call.inner()),
    }
    i!("/activities"), Member hides Many { GET: |world, call| activity::list(world, call, call.place()) }
    i!("/activities/{inner}"), Member hides One {
        GET: |world, call| activity::get(world, call, call.place(), call.inner()),
    }
    i!("/relations"), Member {
        GET: |world, call| Ok(relation::list(world, call.place())),
        POST: |world, call| relation::create(world, call, call.place()),
    }
    // The old path of attachments is below the old path of work items only, and the new one below the new one.
    p!("work-items/{id}/attachments"), Member {
        GET: |world, call| Ok(attachment::list(world, call.place())),
        POST: |world, call| attachment::create(world, call, call.place()),
    }
    p!("work-items/{id}/attachments/{inner}"), Member {
        GET: |world, call| attachment::get(world, call.place(), call.inner()),
        PATCH: |world, call| attachment::confirm(world, call, call.place(), call.inner()),
        DELETE: |world, call| attachment::delete(world, call.place(), call.inner()),
    }
    p!("issues/{id}/issue-attachments"), Member {
        GET: |world, call| Ok(attachment::list(world, call.place())),
        POST: |world, call| attachment::create(world, call, call.place()),
    }
    p!("issues/{id}/issue-attachments/{inner}"), Member {
        GET: |world, call| attachment::get(world, call.place(), call.inner()),
        PATCH: |world, call| attachment::confirm(world, call, call.place(), call.inner()),
        DELETE: |world, call| attachment::delete(world, call.place(), call.inner()),
    }

    p!("cycles"), Member hides Many {
        GET: |world, call| cycle::list(world, call, call.project()),
        POST: |world, call| cycle::create(world, call, call.project()),
    }
    p!("cycles/{id}"), Member hides One {
        GET: |world, call| cycle::get(world, call, call.project(), call.id()),
        PATCH: |world, call| cycle::patch(world, call, call.project(), call.id()),
        DELETE: |world, call| cycle::delete(world, call.project(), call.id()),
    }
    p!("cycles/{id}/cycle-issues"), Member {
        GET: |world, call| cycle_item::list(world, call, call.project(), call.id()),
        POST: |world, call| cycle_item::add(world, call, call.project(), call.id()),
    }
    p!("cycles/{id}/cycle-issues/{inner}"), Member {
        GET: |world, call| cycle_item::get(world, call.project(), call.id(), call.inner()),
        DELETE: |world, call| cycle_item::remove(world, call.project(), call.id(), call.inner()),
    }
    p!("cycles/{id}/transfer-issues"), Member {
        POST: |world, call| cycle_item::transfer(world, call, call.project(), call.id()),
    }
    p!("cycles/{id}/archive"), Member { POST: |world, call| cycle::archive(world, call.project(), call.id()) }
    p!("archived-cycles"), Member { GET: |world, call| cycle::list_archived(world, call, call.project()) }
    p!("archived-cycles/{id}/unarchive"), Member {
        DELETE: |world, call| cycle::unarchive(world, call.project(), call.id()),
    }

    p!("modules"), Member hides Many {
        GET: |world, call| module::list(world, call, call.project(), false),
        POST: |world, call| module::create(world, call, call.project()),
    }
    p!("modules/{id}"), Member hides One {
        GET: |world, call| module::get(world, call, call.project(), call.id()),
        PATCH: |world, call| module::patch(world, call, call.project(), call.id()),
        DELETE: |world, call| module::delete(world, call.project(), call.id()),
    }
    p!("modules/{id}/module-issues"), Member {
        GET: |world, call| module_item::list(world, call, call.project(), call.id()),
        POST: |world, call| module_item::add(world, call, call.project(), call.id()),
    }
    p!("modules/{id}/module-issues/{inner}"), Member {
        DELETE: |world, call| module_item::remove(world, call.project(), call.id(), call.inner()),
    }
    p!("modules/{id}/archive"), Member { POST: |world, call| module::archive(world, call.project(), call.id()) }
    p!("archived-modules"), Member { GET: |world, call| module::list(world, call, call.project(), true) }
    p!("archived-modules/{id}/unarchive"), Member {
        DELETE: |world, call| module::unarchive(world, call.project(), call.id()),
    }

    p!("intake-issues"), Member hides Many {
        GET: |world, call| intake::list(world, call, call.project()),
        POST: |world, call| intake::create(world, call, call.project()),
    }
    p!("intake-issues/{id}"), Member hides One {
        GET: |world, call| intake::get(world, call, call.project(), call.id()),
        PATCH: |world, call| intake::patch(world, call, call.project(), call.id()),
        DELETE: |world, call| intake::delete(world, call.project(), call.id()),
    }
}

/// Who calls.
fn me(world: &World) -> Result<Answer, Answer> {
    let me = world.user(world.caller).ok_or_else(Answer::invalid_key)?;
    Ok(Answer::ok(json_of(me)))
}
