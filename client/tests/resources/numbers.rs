//! Integers of 128 bits, which are kept where a program has `arbitrary_precision` of `serde_json` on, and are floats elsewhere.

use plane_client::webhooks::{Object, Webhook};
use plane_client::{Cycle, Expandable, State};
use serde_json::{Value, json};

use servers::World;
use uuid::Uuid;

const ID: &str = "0d2877db-f7af-4d62-960e-427f1c8c07d3";

fn number(id: Uuid) -> Value {
    serde_json::from_str(&id.as_u128().to_string()).unwrap()
}

fn cycle() -> Value {
    let number = number(ID.parse().unwrap());
    json!({"id": ID, "name": "Sprint 1", "total_issues": 3, "new": number, "newer": {"of": [number, 1.5]}})
}

#[test]
fn a_large_number_in_a_field_that_is_not_known_is_kept_as_it_came() {
    let cycle = cycle();
    for read in [
        Cycle::from_json(cycle.clone()).unwrap(),
        serde_json::from_str(&cycle.to_string()).unwrap(),
    ] {
        assert_eq!(read.progress.total, Some(3));
        let written = serde_json::to_value(&read).unwrap();
        for field in ["new", "newer"] {
            assert_eq!(written[field], cycle[field]);
        }
    }
    // Inside another object, and in a delivery, too.
    let state = json!({"id": ID, "name": "Done", "group": "completed", "color": "", "new": cycle["new"]});
    let expanded: Expandable<State> = serde_json::from_str(&state.to_string()).unwrap();
    assert_eq!(expanded.object().unwrap().extra["new"], cycle["new"]);
    let webhook = Webhook::new("secret").unwrap();
    let body = json!({
        "event": "cycle", "action": "updated", "webhook_id": ID, "workspace_id": ID, "data": cycle,
        "activity": {"field": "new", "new_value": cycle["new"], "newer": cycle["new"]},
    });
    let body = body.to_string();
    let told = webhook
        .receive(&webhook.sign(body.as_bytes()), body.as_bytes())
        .unwrap();
    assert!(matches!(told.object, Object::Cycle(_)), "{told:?}");
    assert_eq!(told.activity.unwrap().extra["newer"], cycle["new"]);
}

#[test]
fn a_large_number_is_no_id_and_not_nothing() {
    let number = number(ID.parse().unwrap());
    for (field, value) in [("id", &number), ("owned_by", &number), ("owned_by", &json!(1))] {
        let mut cycle = json!({"id": ID, "name": "Sprint 1"});
        cycle[field] = value.clone();
        Cycle::from_json(cycle.clone()).unwrap_err();
        serde_json::from_str::<Cycle>(&cycle.to_string()).unwrap_err();
    }
}

/// Django takes an id's 128 bits for the id.
#[tokio::test]
async fn a_raw_write_names_nothing_outside_of_its_project_by_a_number() {
    let world = World::start();
    let raw = world.opted_in().in_project(world.sandbox.project).raw();
    let item = format!("work-items/{}", world.sandbox.item).parse().unwrap();
    for theirs in [world.production.item.into(), world.production.project.into()] {
        let digits = Uuid::as_u128(&theirs).to_string();
        for body in [
            json!({"parent": number(theirs)}),
            json!({"project": number(theirs)}),
            json!({"assignees": [{"id": number(theirs)}]}),
        ] {
            let _ = raw.patch(&item, &body).await;
            let arrived = world.plane.writes();
            assert!(
                arrived.iter().all(|write| !write.text().contains(&digits)),
                "{arrived:?}"
            );
        }
    }
    write_guard::ledger::take();
    // Their own they may name.
    let body = json!({"name": "Ship it", "project": number(world.sandbox.project.into())});
    raw.patch(&item, &body).await.unwrap();
}
