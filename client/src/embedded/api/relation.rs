//! How relations are read and written over HTTP. There is no way to remove one.

use serde_json::{Map, Value, json};

use super::rows::touch;
use crate::embedded::data::relation::{KINDS, Relation};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, refuse_if};
use crate::embedded::http::call::Call;
use crate::id::WorkItemId;

/// One array for each kind; what was related under another project's URL is there too.
pub(crate) fn list(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let mut kinds: Map<String, Value> = KINDS
        .iter()
        .map(|(kind, _)| ((*kind).to_owned(), json!([])))
        .collect();
    for (kind, other) in world
        .relations
        .iter()
        .filter_map(|relation| relation.seen_from(call.id::<WorkItemId>()))
    {
        if let (Some(Value::Array(others)), Some(item)) = (kinds.get_mut(kind), world.items.get(&other)) {
            others.push(json!({"project_id": item.project, "issue_id": other}));
        }
    }
    Ok(Answer::ok(Value::Object(kinds)))
}

/// Nobody checks that the work items are of the project, neither the one in the path nor those in the body.
///
/// Answers what is new: a pair that is related already is left out.
pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let at = call.place();
    let names: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
    let mut input = call.input(false)?;
    let kind = input.required_choice("relation_type", &names);
    let others = input.some_ids("issues");
    input.finish()?;
    let kind = kind.given().unwrap_or_default();
    let others = others.given().unwrap_or_default();
    touch(world, at.item)?;
    let is_unknown = |other| !world.items.contains_key(other);
    refuse_if(others.iter().any(is_unknown), Answer::invalid_payload)?;
    let mut new = Vec::new();
    for other in others {
        let now = world.now();
        let Some(relation) = Relation::new(now, at.project, at.item, &kind, other) else {
            continue;
        };
        let pair = |row: &Relation| (row.issue, row.related_issue);
        if world.relations.iter().all(|row| pair(row) != pair(&relation)) {
            new.extend(row(world, &relation, other));
            touch(world, other)?;
            world.record_related(&relation);
            world.relations.push(relation);
        }
    }
    Ok(Answer::created(Value::Array(new)))
}

fn row(world: &World, relation: &Relation, other: WorkItemId) -> Option<Value> {
    let item = world.items.get(&other)?;
    Some(json!({
        "id": other,
        "project_id": item.project,
        "sequence_id": item.sequence_id,
        "relation_type": relation.kind,
        "name": item.name,
        "state_id": item.state,
        "priority": item.priority,
        "created_by": world.caller,
        "created_at": relation.created_at,
        "updated_by": world.caller,
        "updated_at": relation.created_at,
    }))
}
