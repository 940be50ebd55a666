use plane_client::{Activity, Error, NotFound, WorkItemPatch};
use serde_json::json;

use servers::{World, nobody};

#[tokio::test]
async fn the_history_of_a_work_item_tells_what_was_written() {
    let world = World::start();
    let client = world.opted_in();
    let patch = WorkItemPatch::new().name("Ship it now");
    let items = client.in_project(world.sandbox.project).work_items();
    items.update(world.sandbox.item, &patch).await.unwrap();
    world.plane.clear();

    let activities = client
        .in_project(world.sandbox.project)
        .item(world.sandbox.item)
        .activities();
    let history = activities.list().order_by("created_at").all().await.unwrap();
    let renamed = history
        .iter()
        .find(|entry| entry.field.as_deref() == Some("name"))
        .unwrap();
    assert_eq!(renamed.old_value.as_deref(), Some("Ship the release"));
    assert_eq!(renamed.new_value.as_deref(), Some("Ship it now"));
    assert_eq!(
        (renamed.verb.as_str(), renamed.project),
        ("updated", world.sandbox.project)
    );
    assert_eq!(&activities.get(renamed.id).await.unwrap(), renamed);

    let missing = activities.get(nobody()).await;
    assert!(
        matches!(missing, Err(Error::NotFound(NotFound::Object))),
        "{missing:?}"
    );
    assert_eq!(world.arrived(), []);
}

#[test]
fn an_entry_is_read_whatever_else_it_holds() {
    let entry = json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01",
        "created_at": "2026-03-01T10:00:00.123456-03:00",
        "updated_at": "2026-03-01T10:00:00.123456-03:00",
        "deleted_at": null,
        "verb": "created",
        "field": null,
        "old_value": null,
        "new_value": null,
        "comment": "created the issue",
        "attachments": [],
        "old_identifier": null,
        "new_identifier": null,
        "epoch": 1_772_370_000.0,
        "project": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e02",
        "workspace": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e03",
        "issue": null,
        "issue_comment": null,
        "actor": {"id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e05", "display_name": "eve", "new": {}},
        "new_in_version_2": null,
    });
    let entry: Activity = serde_json::from_value(entry).unwrap();
    assert_eq!(entry.actor.object().unwrap().display_name, "eve");
    assert_eq!((entry.field, entry.issue), (None, None));
    assert_eq!(
        entry.created_at.unwrap().to_string(),
        "2026-03-01T13:00:00.123456Z"
    );
}
