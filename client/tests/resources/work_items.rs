use jiff::civil::date;
use plane_client::{Change, Error, NewWorkItem, NotFound, Priority, WorkItemPatch};
use serde_json::{Value, json};
use uuid::Uuid;

use servers::{World, assert_blocked, one};

fn path(world: &World) -> String {
    format!("{}/work-items/", world.sandbox.project)
}

#[tokio::test]
async fn a_work_item_of_the_sandbox_is_written_as_said() {
    let world = World::start();
    let items = world.opted_in().in_project(world.sandbox.project).work_items();

    let new = NewWorkItem::new("Tune")
        .priority(Priority::High)
        .target_date(date(2026, 12, 1))
        .external_source("it")
        .external_id("1");
    let item = items.create(&new).await.unwrap();
    assert_eq!(
        (&item.priority, item.project.id()),
        (&Priority::High, Some(world.sandbox.project))
    );
    let body = json!({
        "name": "Tune",
        "priority": "high",
        "target_date": "2026-12-01",
        "external_source": "it",
        "external_id": "1",
    });
    assert_eq!(world.arrived(), one("POST", path(&world), body));
    assert_eq!(items.get_by_external_id("it", "1").await.unwrap().id, item.id);
    let none = items.get_by_external_id("it", "2").await;
    assert!(matches!(none, Err(Error::NotFound(NotFound::Object))), "{none:?}");

    let own = format!("{}{}/", path(&world), item.id);
    let patch = WorkItemPatch::new().name("Bow").target_date(Change::Clear);
    let changed = items.update(item.id, &patch).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.target_date), ("Bow", None));
    let body = json!({"name": "Bow", "target_date": null});
    assert_eq!(world.arrived(), one("PATCH", own.clone(), body));

    items.delete(item.id).await.unwrap();
    assert_eq!(world.arrived(), one("DELETE", own, Value::Null));
    assert_eq!(world.plane.work_item(item.id), None);
}

#[tokio::test]
async fn a_work_item_of_production_is_not_written() {
    let world = World::start();
    let patch = WorkItemPatch::new().name("leak");
    let rightful = world.opted_in().in_project(world.production.project).work_items();
    assert_blocked(
        rightful.create(&NewWorkItem::new("leak")).await,
        "prod-project-in-test",
    );
    assert_blocked(
        rightful.update(world.production.item, &patch).await,
        "prod-project-in-test",
    );
    assert_blocked(
        rightful.delete(world.production.item).await,
        "prod-project-in-test",
    );
    world.assert_unreached();

    // Under the sandbox's URL the server refuses it.
    let items = world.opted_in().in_project(world.sandbox.project).work_items();
    let result = items.update(world.production.item, &patch).await;
    assert!(matches!(result, Err(Error::NotFound(_))), "{result:?}");
    let stored = world.plane.work_item(world.production.item).unwrap();
    assert_eq!(stored.name, "Ship the release");
}

#[tokio::test]
async fn a_work_item_of_production_is_nobodys_parent() {
    let world = World::start();
    let items = world.opted_in().in_project(world.sandbox.project).work_items();
    let part = NewWorkItem::new("leak").parent(world.production.item);
    assert_blocked(items.create(&part).await, "ambiguous-target");
    let patch = WorkItemPatch::new().parent(world.production.item);
    assert_blocked(items.update(world.sandbox.item, &patch).await, "ambiguous-target");
    assert_eq!(world.arrived(), []);
    let patch = WorkItemPatch::new().parent(Change::Clear);
    items.update(world.sandbox.item, &patch).await.unwrap();
}

#[tokio::test]
async fn labels_and_assignees_that_the_server_left_out_are_told() {
    let world = World::start();
    let ours = world.plane.add_label(world.sandbox.project, "ours").id();
    let theirs = world.plane.add_label(world.production.project, "theirs").id();
    let stranger = world.plane.add_member(world.production.project, "Eve").id();
    let items = world.opted_in().in_project(world.sandbox.project).work_items();

    let new = NewWorkItem::new("Tune").labels([ours, theirs]);
    let made = items.create(&new).await.unwrap();
    let [labels] = made.dropped() else {
        panic!("{made:?}")
    };
    assert_eq!(
        (labels.field, &labels.ids[..]),
        ("labels", &[Uuid::from(theirs)][..])
    );

    let patch = WorkItemPatch::new().assignees([stranger]);
    let changed = items.update(made.id, &patch).await.unwrap();
    let [assignees] = changed.dropped() else {
        panic!("{changed:?}")
    };
    assert_eq!(
        (assignees.field, &assignees.ids[..]),
        ("assignees", &[Uuid::from(stranger)][..])
    );

    let patch = WorkItemPatch::new().labels([ours]);
    assert!(items.update(made.id, &patch).await.unwrap().dropped().is_empty());
}

#[tokio::test]
async fn a_work_item_is_found_by_its_key_and_by_its_words() {
    let world = World::start();
    let client = world.closed();
    let found = client.find_work_item(&"SAND-1".parse().unwrap()).await.unwrap();
    assert_eq!(found.id, world.sandbox.item);
    let none = client.find_work_item(&"SAND-2".parse().unwrap()).await;
    assert!(matches!(none, Err(Error::NotFound(NotFound::Object))), "{none:?}");
    let none = client.find_work_item(&"NONE-1".parse().unwrap()).await;
    assert!(matches!(none, Err(Error::Permission { .. })), "{none:?}");

    let hits = client.search_work_items("ship the", 10).await.unwrap();
    let mut projects: Vec<_> = hits.iter().map(|hit| hit.project_identifier.as_str()).collect();
    projects.sort_unstable();
    assert_eq!(projects, ["ORCH", "SAND"]);
    assert_eq!(client.search_work_items("ship the", 1).await.unwrap().len(), 1);
    assert_eq!(
        client.search_work_items("SAND-1", 10).await.unwrap()[0].id,
        world.sandbox.item
    );
    let query = world.plane.requests().last().unwrap().path.clone();
    assert!(
        query.ends_with("/work-items/search/?search=SAND-1&limit=10&workspace_search=true"),
        "{query}"
    );
}
