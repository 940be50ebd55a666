//! `fields` and `expand`: which keys an object shows, and which of its ids become objects.

use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::embedded::data::world::{WORKSPACE, World};
use crate::embedded::http::answer::json_of;
use crate::embedded::http::target::Target;

/// The row as a GET shows it. Names that are not keys of the row are ignored.
pub(crate) fn shown(world: &World, target: &Target, row: &impl Serialize) -> Value {
    let mut object = json_of(row);
    let Value::Object(keys) = &mut object else {
        return object;
    };
    for name in target.list("expand") {
        let Some(value) = keys.get_mut(name) else { continue };
        if let Some(expanded) = expanded(world, name, value) {
            *value = expanded;
        }
    }
    let fields = target.list("fields");
    if !fields.is_empty() {
        keys.retain(|key, _| fields.contains(&key.as_str()));
    }
    object
}

/// The object behind an id. A null id expands to `{}`.
pub(crate) fn expanded(world: &World, name: &str, value: &Value) -> Option<Value> {
    match name {
        "assignees" | "labels" => {
            let one = if name == "labels" { "label" } else { "actor" };
            let ids = value.as_array()?.iter().filter_map(as_id);
            Some(ids.filter_map(|id| object(world, one, id)).collect())
        }
        "estimate_point" => Some(json!({
            "deleted_at": null, "key": null, "description": "", "value": "", "created_by": null, "updated_by": null,
        })),
        "workspace" | "project" | "state" | "parent" | "issue" | "actor" | "created_by" | "updated_by"
        | "project_lead" | "default_assignee" | "owned_by" => {
            let object = as_id(value).and_then(|id| object(world, name, id));
            Some(object.unwrap_or_else(|| json!({})))
        }
        _ => None,
    }
}

fn as_id(value: &Value) -> Option<Uuid> {
    value.as_str()?.parse().ok()
}

fn object(world: &World, name: &str, id: Uuid) -> Option<Value> {
    Some(match name {
        "workspace" => json!({"name": "Lab", "slug": WORKSPACE, "id": id}),
        "project" => world.project(id.into())?.lite(),
        "state" => {
            let state = world.states.get(&id.into())?;
            json!({"id": id, "name": state.name, "color": state.color, "group": state.group})
        }
        "parent" | "issue" => {
            let item = world.items.get(&id.into())?;
            json!({"id": id, "sequence_id": item.sequence_id, "project_id": item.project})
        }
        "label" => json_of(world.labels.get(&id.into())?),
        _ => json_of(world.user(id.into())?),
    })
}
