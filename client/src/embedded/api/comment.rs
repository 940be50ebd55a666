//! How comments are read and written over HTTP.

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::rows::{conflict, touch};
use crate::embedded::data::comment::Comment;
use crate::embedded::data::row::{External, newest_first, same_external_id};
use crate::embedded::data::stamp::Stamp;
use crate::embedded::data::work_item::Place;
use crate::embedded::data::world::{World, external_key};
use crate::embedded::http::answer::{Answer, json_of};
use crate::embedded::http::handler::Call;
use crate::embedded::input::check::{Input, Text};
use crate::embedded::input::external::ExternalChange;
use crate::embedded::output::expand::shown;
use crate::embedded::output::page::page;

/// A comment as a GET shows it.
#[derive(Serialize)]
struct Read<'a> {
    is_member: bool,
    #[serde(flatten)]
    comment: &'a Comment,
}

/// The comments posted under this project's URL; those posted under another one's are not shown.
pub(crate) fn list(world: &World, call: &Call<'_>, at: Place) -> Result<Answer, Answer> {
    let comments = world.comments.values().filter(|comment| is_at(comment, at));
    page(call.target, newest_first(comments), |comment| {
        shown(
            world,
            call.target,
            &Read {
                is_member: true,
                comment,
            },
        )
    })
}

pub(crate) fn get(world: &World, call: &Call<'_>, at: Place, id: Uuid) -> Result<Answer, Answer> {
    let comment = find(world, at, id)?;
    Ok(Answer::ok(shown(
        world,
        call.target,
        &Read {
            is_member: true,
            comment,
        },
    )))
}

/// Nobody checks that the work item is one of the project: real servers do not either.
pub(crate) fn create(world: &mut World, call: &Call<'_>, at: Place) -> Result<Answer, Answer> {
    let Place { project, item } = at;
    let fields = call.fields()?;
    let id = Uuid::new_v4();
    if let Some(same) = same_external_id::<Comment>(world, project, id, external(&fields, None)) {
        return Err(conflict::<Comment>(same));
    }
    let created_at = fields
        .get("created_at")
        .and_then(Value::as_str)
        .and_then(Stamp::parse);
    let (updated_at, user) = (world.now(), world.caller);
    let mut comment = Comment {
        id,
        created_at: created_at.unwrap_or(world.now()),
        updated_at,
        deleted_at: None,
        html: "<p></p>".to_owned(),
        attachments: Vec::new(),
        access: "INTERNAL".to_owned(),
        external: External::default(),
        edited_at: None,
        created_by: user,
        updated_by: Some(user),
        project,
        workspace: world.workspace,
        description: Uuid::new_v4(),
        issue: item,
        actor: user,
        parent: None,
    };
    write(Input::new(fields, false), &mut comment)?;
    touch(world, item)?;
    let answer = Answer::created(json_of(&comment));
    // The answer names who changed it last; the stored row does not.
    comment.updated_by = None;
    world.record_commented(&comment);
    world.comments.insert(comment.id, comment);
    Ok(answer)
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>, at: Place, id: Uuid) -> Result<Answer, Answer> {
    let mut comment = find(world, at, id)?.clone();
    let fields = call.fields()?;
    let key = external(&fields, comment.external.external_source.as_deref());
    let moved = key.is_some_and(|(_, id)| comment.external.external_id.as_deref() != Some(id));
    if moved && same_external_id::<Comment>(world, at.project, id, key).is_some() {
        return Err(conflict::<Comment>(id));
    }
    write(Input::new(fields, true), &mut comment)?;
    comment.updated_at = world.now();
    comment.updated_by = Some(world.caller);
    touch(world, comment.issue)?;
    let answer = Answer::ok(json_of(&comment));
    world.comments.insert(comment.id, comment);
    Ok(answer)
}

pub(crate) fn delete(world: &mut World, at: Place, id: Uuid) -> Result<Answer, Answer> {
    find(world, at, id)?;
    world.comments.remove(&id);
    touch(world, at.item)?;
    Ok(Answer::no_content())
}

fn find(world: &World, at: Place, id: Uuid) -> Result<&Comment, Answer> {
    let comment = world.comments.get(&id).filter(|comment| is_at(comment, at));
    comment.ok_or_else(Answer::not_found)
}

fn is_at(comment: &Comment, at: Place) -> bool {
    comment.project == at.project && comment.issue == at.item
}

fn write(mut input: Input, comment: &mut Comment) -> Result<(), Answer> {
    let html = input.text("comment_html", Text::LONG);
    let access = input.choice("access", &["INTERNAL", "EXTERNAL"]);
    let change = ExternalChange::read(&mut input);
    input.finish()?;
    html.write_value(&mut comment.html);
    access.write_value(&mut comment.access);
    change.write(&mut comment.external);
    Ok(())
}

fn external<'a>(fields: &'a Map<String, Value>, source: Option<&'a str>) -> Option<(&'a str, &'a str)> {
    let text = |name| fields.get(name).and_then(Value::as_str);
    external_key(text("external_source").or(source), text("external_id"))
}
