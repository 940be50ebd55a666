use plane_client::{
    Change, Dropped, IntakeItem, IntakePatch, IntakeStatus, NewIntakeItem, Priority, ProjectPatch,
    WorkItemId, WorkItemPatch,
};
use serde_json::{Value, json};
use uuid::Uuid;

use servers::{World, assert_blocked, nobody, one};

/// A world whose sandbox has an intake.
async fn world() -> World {
    let world = World::start();
    let projects = world.opted_in().projects();
    let patch = ProjectPatch::new().intake_view(true);
    projects.update(world.sandbox.project, &patch).await.unwrap();
    world.plane.clear();
    world
}

#[tokio::test]
async fn the_intake_of_the_sandbox_is_written_as_said() {
    let world = world().await;
    let project = world.sandbox.project;
    let intake = world.opted_in().in_project(project).intake();

    let new = NewIntakeItem::new("It squeaks").priority(Priority::Low);
    let item = intake.create(&new).await.unwrap();
    assert_eq!(
        (item.status, item.project),
        (IntakeStatus::Pending, Some(project))
    );
    let detail = item.issue_detail.as_ref().unwrap();
    assert_eq!(
        (detail.id, detail.name.as_str(), &detail.priority),
        (item.issue, "It squeaks", &Priority::Low)
    );
    let body = json!({"issue": {"name": "It squeaks", "priority": "low"}});
    assert_eq!(
        world.arrived(),
        one("POST", format!("{project}/intake-issues/"), body)
    );

    let path = format!("{project}/intake-issues/{}/", item.issue);
    let wanted = IntakePatch::new()
        .status(IntakeStatus::Duplicate)
        .duplicate_to(world.sandbox.item)
        .snoozed_till(Change::Clear)
        .issue(WorkItemPatch::new().name("It squeaks loudly"));
    let changed = intake.update(item.issue, &wanted).await.unwrap();
    assert_eq!(changed.status, IntakeStatus::Duplicate);
    assert_eq!(changed.duplicate_to, Some(world.sandbox.item));
    assert_eq!(changed.issue_detail.as_ref().unwrap().name, "It squeaks loudly");
    let body = json!({
        "status": 2,
        "duplicate_to": world.sandbox.item,
        "snoozed_till": null,
        "issue": {"name": "It squeaks loudly"},
    });
    assert_eq!(world.arrived(), one("PATCH", path.clone(), body));

    assert_eq!(intake.get(item.issue).await.unwrap().id, item.id);
    assert_eq!(intake.list().all().await.unwrap().len(), 1);
    intake.delete(item.issue).await.unwrap();
    assert_eq!(world.arrived(), one("DELETE", path, Value::Null));
    assert!(world.plane.work_item(item.issue).is_none());
}

#[tokio::test]
async fn production_takes_nothing_in_and_is_nothings_duplicate() {
    let world = world().await;
    let client = world.opted_in();
    let theirs = client.in_project(world.production.project).intake();
    let patch = IntakePatch::new().status(IntakeStatus::Rejected);
    assert_blocked(
        theirs.create(&NewIntakeItem::new("It squeaks")).await,
        "prod-project-in-test",
    );
    assert_blocked(
        theirs.update(world.production.item, &patch).await,
        "prod-project-in-test",
    );
    assert_blocked(theirs.delete(world.production.item).await, "prod-project-in-test");

    let ours = client.in_project(world.sandbox.project).intake();
    let item = ours
        .create(&NewIntakeItem::new("It squeaks"))
        .await
        .unwrap()
        .issue;
    world.plane.clear();
    for other in [world.production.item, nobody::<WorkItemId>()] {
        let patch = IntakePatch::new()
            .status(IntakeStatus::Duplicate)
            .duplicate_to(other);
        assert_blocked(ours.update(item, &patch).await, "ambiguous-target");
        let part = IntakePatch::new().issue(WorkItemPatch::new().parent(other));
        assert_blocked(ours.update(item, &part).await, "ambiguous-target");
    }
    assert_eq!(world.arrived(), []);
}

#[tokio::test]
async fn labels_and_assignees_that_the_server_left_out_of_an_incoming_item_are_told() {
    let world = world().await;
    let (sandbox, production) = (world.sandbox.project, world.production.project);
    let ours = world.plane.add_label(sandbox, "ours").id();
    let theirs = world.plane.add_label(production, "theirs").id();
    let colleague = world.plane.add_member(sandbox, "Bob").id();
    let stranger = world.plane.add_member(production, "Eve").id();
    let intake = world.opted_in().in_project(sandbox).intake();
    let item = intake.create(&NewIntakeItem::new("It squeaks")).await.unwrap();

    let inner = WorkItemPatch::new()
        .labels([theirs, ours])
        .assignees([colleague, stranger]);
    let saved = intake
        .update(item.issue, &IntakePatch::new().issue(inner))
        .await
        .unwrap();
    let told: Vec<_> = saved
        .dropped()
        .iter()
        .map(|Dropped { field, ids, .. }| (*field, &ids[..]))
        .collect();
    let labels = [theirs, ours].map(Uuid::from);
    let people = [colleague, stranger].map(Uuid::from);
    assert_eq!(told, [("labels", &labels[..]), ("assignees", &people[..])]);
    let stored = world.plane.work_item(item.issue).unwrap();
    assert!(stored.labels.is_empty() && stored.assignees.is_empty());

    let inner = WorkItemPatch::new().name("It squeaks still");
    for whole in [
        IntakePatch::new().issue(inner),
        IntakePatch::new().status(IntakeStatus::Accepted),
    ] {
        assert_eq!(intake.update(item.issue, &whole).await.unwrap().dropped(), []);
    }
}

#[test]
fn the_intake_is_read_whatever_else_it_holds() {
    let project = "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e02";
    let item = json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01",
        "issue_detail": {
            "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e04",
            "state": {"id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e06", "name": "Triage", "color": "#4E5355", "group": "triage"},
            "description": {},
            "name": "It squeaks",
            "sequence_id": 7,
            "labels": [],
            "assignees": [],
            "parent": null,
            "project": project,
        },
        "inbox": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e07",
        "created_at": "2026-03-01T10:00:00+05:30",
        "status": 7,
        "snoozed_till": "2026-03-02T00:00:00-08:00",
        "source": "EMAIL",
        "extra": {},
        "project": project,
        "issue": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e04",
        "duplicate_to": null,
    });
    let item: IntakeItem = serde_json::from_value(item).unwrap();
    assert_eq!(item.status, IntakeStatus::Unknown(7));
    assert_eq!(item.snoozed_till.unwrap().to_string(), "2026-03-02T08:00:00Z");
    assert_eq!(item.issue_detail.unwrap().state.object().unwrap().name, "Triage");
}
