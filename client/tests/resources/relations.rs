use plane_client::{Related, RelationKind, WorkItemRelations};
use serde_json::json;

use servers::{World, assert_blocked, nobody, one};

const KINDS: [(RelationKind, &str); 8] = [
    (RelationKind::Blocking, "blocking"),
    (RelationKind::BlockedBy, "blocked_by"),
    (RelationKind::Duplicate, "duplicate"),
    (RelationKind::RelatesTo, "relates_to"),
    (RelationKind::StartAfter, "start_after"),
    (RelationKind::StartBefore, "start_before"),
    (RelationKind::FinishAfter, "finish_after"),
    (RelationKind::FinishBefore, "finish_before"),
];

#[tokio::test]
async fn work_items_of_the_sandbox_are_related_as_said() {
    let world = World::start();
    let relations = world
        .opted_in()
        .in_project(world.sandbox.project)
        .item(world.sandbox.item)
        .relations();
    for (kind, name) in KINDS {
        let other = world.plane.add_work_item(world.sandbox.project, name).id();
        world.plane.clear();
        let related = relations.create(kind.clone(), &[other]).await.unwrap();
        assert_eq!(
            (related.len(), related[0].id, related[0].name.as_str()),
            (1, other, name)
        );
        let body = json!({"relation_type": name, "issues": [other]});
        assert_eq!(
            world.arrived(),
            one("POST", world.sandbox.path("relations/"), body)
        );
        assert_eq!(
            relations.create(kind.clone(), &[other]).await.unwrap(),
            [],
            "they are related already"
        );

        let all = relations.list().await.unwrap();
        let of_kind = match kind {
            RelationKind::Blocking => &all.blocking,
            RelationKind::BlockedBy => &all.blocked_by,
            RelationKind::Duplicate => &all.duplicate,
            RelationKind::RelatesTo => &all.relates_to,
            RelationKind::StartAfter => &all.start_after,
            RelationKind::StartBefore => &all.start_before,
            RelationKind::FinishAfter => &all.finish_after,
            _ => &all.finish_before,
        };
        assert_eq!((of_kind.len(), of_kind[0].issue_id), (1, other), "{name}");
    }
}

#[tokio::test]
async fn a_production_item_is_related_to_nothing_wherever_it_is_named() {
    let world = World::start();
    let (sandbox, production) = (&world.sandbox, &world.production);
    let second = world.plane.add_work_item(sandbox.project, "Second").id();
    let client = world.opted_in();

    let in_path = client
        .in_project(sandbox.project)
        .item(production.item)
        .relations();
    assert_blocked(
        in_path.create(RelationKind::Blocking, &[second]).await,
        "ambiguous-target",
    );
    let in_body = client.in_project(sandbox.project).item(sandbox.item).relations();
    for others in [
        vec![production.item],
        vec![second, production.item],
        vec![second, second, production.item, second],
        vec![second, nobody()],
    ] {
        let result = in_body.create(RelationKind::RelatesTo, &others).await;
        assert_blocked(result, "ambiguous-target");
    }
    let rightful = client
        .in_project(production.project)
        .item(production.item)
        .relations();
    assert_blocked(
        rightful.create(RelationKind::Blocking, &[second]).await,
        "prod-project-in-test",
    );

    assert_eq!(world.arrived(), []);
    for item in [production.item, sandbox.item, second] {
        assert!(world.plane.relations(item).is_empty());
    }
}

#[test]
fn relations_are_read_whatever_else_they_hold() {
    let other = json!({
        "project_id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e02",
        "issue_id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e04",
        "new_in_version_2": true,
    });
    let relations = json!({"blocking": [other], "blocked_by": [], "implements": [other]});
    let relations: WorkItemRelations = serde_json::from_value(relations).unwrap();
    assert_eq!((relations.blocking.len(), relations.finish_before.len()), (1, 0));

    let related = json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e04",
        "project_id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e02",
        "sequence_id": 7,
        "relation_type": "implements",
        "name": "Tune",
        "state_id": null,
        "priority": "none",
        "created_by": null,
    });
    let related: Related = serde_json::from_value(related).unwrap();
    assert_eq!(related.relation_type, RelationKind::Unknown("implements".into()));
}
