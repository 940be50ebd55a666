//! How comments are read and written over HTTP.

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::rows::{Resource, changed, conflict, named, touch};
use crate::embedded::data::comment::Comment;
use crate::embedded::data::row::{External, same_external_id};
use crate::embedded::data::stamp::Stamp;
use crate::embedded::data::world::{World, external_key};
use crate::embedded::http::answer::{Answer, json_of, refuse_if};
use crate::embedded::http::call::Call;
use crate::embedded::input::check::{Input, Text};
use crate::embedded::output::expand::shown;

impl Resource for Comment {
    fn is_at(&self, call: &Call<'_>) -> bool {
        (self.project, self.issue) == (call.project(), call.id())
    }

    fn show(&self, world: &World, call: &Call<'_>) -> Value {
        let comment = self;
        let is_member = true;
        shown(world, call.target, &Read { is_member, comment })
    }

    fn remove(&self, world: &mut World) {
        world.comments.remove(&self.id);
        world.touch(self.issue);
    }
}

/// A comment as a GET shows it.
#[derive(Serialize)]
struct Read<'a> {
    is_member: bool,
    #[serde(flatten)]
    comment: &'a Comment,
}

/// Nobody checks that the work item is one of the project: real servers do not either.
pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let fields = call.fields()?;
    let mut base = world.made(call.project());
    if let Some(same) = same_external_id::<Comment>(world, base.project, base.id, external(&fields, None)) {
        return Err(conflict::<Comment>(same));
    }
    let created_at = fields.get("created_at").and_then(Value::as_str);
    base.created_at = created_at.and_then(Stamp::parse).unwrap_or(base.created_at);
    base.updated_by = base.created_by;
    let mut comment = Comment {
        base,
        comment_html: "<p></p>".to_owned(),
        attachments: Vec::new(),
        access: "INTERNAL".to_owned(),
        external: External::default(),
        edited_at: None,
        description: Uuid::new_v4(),
        issue: call.id(),
        actor: world.caller,
        parent: None,
    };
    write(Input::new(fields, false), &mut comment)?;
    touch(world, comment.issue)?;
    let answer = Answer::created(json_of(&comment));
    // The answer names who changed it last; the stored row does not.
    comment.updated_by = None;
    world.record_commented(&comment);
    world.store(comment);
    Ok(answer)
}

pub(crate) fn patch(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let mut comment = named::<Comment>(world, call)?.clone();
    let fields = call.fields()?;
    let key = external(&fields, comment.external.external_source.as_deref());
    let key = key.filter(|(_, id)| comment.external.external_id.as_deref() != Some(id));
    let same = same_external_id::<Comment>(world, comment.project, comment.id, key);
    refuse_if(same.is_some(), || conflict::<Comment>(comment.id))?;
    write(Input::new(fields, true), &mut comment)?;
    touch(world, comment.issue)?;
    changed(world, comment)
}

fn write(mut input: Input, comment: &mut Comment) -> Result<(), Answer> {
    input
        .text("comment_html", Text::LONG)
        .write_value(&mut comment.comment_html);
    input
        .choice("access", &["INTERNAL", "EXTERNAL"])
        .write_value(&mut comment.access);
    input.external(&mut comment.external);
    input.finish()
}

fn external<'a>(fields: &'a Map<String, Value>, source: Option<&'a str>) -> Option<(&'a str, &'a str)> {
    let text = |name| fields.get(name).and_then(Value::as_str);
    external_key(text("external_source").or(source), text("external_id"))
}
