//! Every write of the client, refused.
//!
//! That a write function without its attribute does not compile, and that nothing but the transport sends, is in
//! `tests/promises/wall.rs` and `tests/structure/operations.rs`; that each of them leaves a live process, in `tests/programs/live/main.rs`.

use std::collections::BTreeMap;

use plane_client::{Error, NewAttachment, PlaneClient, TargetIn, operations};
use tests::{Place, World, announced, every_write};

/// What every write of `client` on `place` came to: the code of its block, or "not blocked".
async fn codes(world: &World, client: &PlaneClient, place: &Place) -> BTreeMap<&'static str, &'static str> {
    let files = world
        .opted_in()
        .with_project(world.sandbox.project)
        .in_project(world.sandbox.project)
        .item(world.sandbox.item)
        .attachments();
    let upload = files
        .create(&NewAttachment::new("a.txt", "text/plain", 1_u64))
        .await
        .unwrap();
    let asset = announced(place.project, &world.plane.storage_url()).await;
    world.plane.clear();
    let mut codes = BTreeMap::new();
    every_write(client, place, (&upload, &asset), |name, result| {
        let code = match result {
            Err(Error::Blocked(blocked)) if blocked.op() == name => blocked.code(),
            _ => "not blocked",
        };
        assert!(codes.insert(name, code).is_none(), "{name} twice");
        assert_eq!(world.plane.connections(), 0, "{name}");
        assert_eq!(world.plane.storage_requests().len(), 0, "{name}");
    })
    .await;
    let mut names: Vec<_> = operations().iter().map(|row| row.name).collect();
    names.sort_unstable();
    assert_eq!(
        codes.keys().copied().collect::<Vec<_>>(),
        names,
        "every operation was tried"
    );
    codes
}

#[tokio::test]
async fn every_operation_that_is_refused_connects_to_nothing() {
    let world = World::start();
    for place in [&world.production, &world.sandbox] {
        for (name, code) in codes(&world, &world.closed().with_project(place.project), place).await {
            assert_eq!(code, "opt-in-disabled", "{name}");
        }
    }
    for (name, code) in codes(
        &world,
        &world.opted_in().with_project(world.production.project),
        &world.production,
    )
    .await
    {
        let row = operations().iter().find(|row| row.name == name).unwrap();
        let expected = match row.target {
            TargetIn::Nowhere => "ambiguous-target",
            _ => "prod-project-in-test",
        };
        assert_eq!(code, expected, "{name}");
    }
}
