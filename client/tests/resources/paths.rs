//! `/work-items/` and `/issues/`.

use plane_client::{Error, NotFound, PathStyle, WorkItemPatch};
use serde_json::json;

use servers::{Recorder, World};

/// A server that knows one of the two words only.
fn knowing(world: &World, segment: &'static str) -> Recorder {
    let row =
        json!({"id": world.sandbox.item, "name": "Ship", "sequence_id": 1, "project": world.sandbox.project});
    Recorder::saying(move |line| {
        if line.contains(&format!("/{segment}/")) {
            (200, row.to_string())
        } else {
            (404, json!({"error": "Page not found."}).to_string())
        }
    })
}

#[tokio::test]
async fn a_read_finds_the_old_paths_once_and_for_all() {
    let world = World::start();
    let place = &world.sandbox;
    let server = knowing(&world, "issues");
    let client = world.opting_in_at(&server).build().unwrap();
    let (new, old) = (place.path(""), place.path("").replace("work-items", "issues"));

    assert_eq!(
        client
            .in_project(place.project)
            .work_items()
            .get(place.item)
            .await
            .unwrap()
            .id,
        place.item
    );
    assert_eq!(
        server.lines(),
        [format!("GET projects/{new}"), format!("GET projects/{old}")]
    );
    client.find_work_item(&"SAND-1".parse().unwrap()).await.unwrap();
    assert_eq!(server.lines(), ["GET issues/SAND-1/"]);
    let patch = WorkItemPatch::new().name("Ship");
    client
        .in_project(place.project)
        .work_items()
        .update(place.item, &patch)
        .await
        .unwrap();
    assert_eq!(server.lines(), [format!("PATCH projects/{old}")]);
}

#[tokio::test]
async fn a_write_is_not_tried_under_another_path() {
    let world = World::start();
    let place = &world.sandbox;
    let server = knowing(&world, "issues");
    let items = world
        .opting_in_at(&server)
        .build()
        .unwrap()
        .in_project(place.project)
        .work_items();
    let result = items.update(place.item, &WorkItemPatch::new().name("Ship")).await;
    assert!(
        matches!(result, Err(Error::NotFound(NotFound::Route))),
        "{result:?}"
    );
    assert_eq!(server.lines(), [format!("PATCH projects/{}", place.path(""))]);
}

#[tokio::test]
async fn a_chosen_style_is_kept() {
    let world = World::start();
    let place = &world.sandbox;
    for (style, word, other) in [
        (PathStyle::Issues, "issues", "work-items"),
        (PathStyle::WorkItems, "work-items", "issues"),
    ] {
        for known in [word, other] {
            let server = knowing(&world, known);
            let items = world
                .opting_in_at(&server)
                .path_style(style)
                .build()
                .unwrap()
                .in_project(place.project)
                .work_items();
            assert_eq!(items.get(place.item).await.is_ok(), known == word, "{style:?}");
            let patch = WorkItemPatch::new().name("Ship");
            assert_eq!(
                items.update(place.item, &patch).await.is_ok(),
                known == word,
                "{style:?}"
            );
            let lines = server.lines();
            assert!(
                lines.len() == 2 && lines.iter().all(|line| line.contains(word)),
                "{lines:?}"
            );
        }
    }
}

#[tokio::test]
async fn an_object_that_is_not_there_is_no_old_server() {
    let world = World::start();
    let client = world.closed();
    let items = client.in_project(world.sandbox.project).work_items();
    let gone = items.get(world.production.item).await;
    assert!(matches!(gone, Err(Error::NotFound(NotFound::Object))), "{gone:?}");
    assert_eq!(world.plane.requests().len(), 1);
    items.get(world.sandbox.item).await.unwrap();
    assert!(world.plane.requests()[1].path.contains("/work-items/"));
}
