use plane_client::{Asset, AssetUpload, Error, NewAsset, NotFound, ProjectId};
use serde_json::json;

use crate::world::{World, assert_blocked, nobody};

fn score(project: Option<ProjectId>) -> NewAsset {
    let score = NewAsset::new("score.pdf", "application/pdf", 5_u64);
    match project {
        Some(project) => score.project_id(project),
        None => score,
    }
}

#[tokio::test]
async fn an_asset_is_for_the_project_in_its_body() {
    let world = World::start();
    let ours = score(Some(world.sandbox.project));
    assert_blocked(world.closed().assets().create(&ours).await, "opt-in-disabled");
    let assets = world.opted_in().assets();
    let theirs = score(Some(world.production.project));
    assert_blocked(assets.create(&theirs).await, "prod-project-in-test");
    assert_blocked(assets.create(&score(None)).await, "ambiguous-target");
    // The client's own project does not stand in for the body's.
    let assets = world.opted_in().with_project(world.sandbox.project).assets();
    assert_blocked(assets.create(&score(None)).await, "ambiguous-target");
    world.assert_unreached();

    // The server stores the row, then fails.
    let result = assets.create(&ours).await;
    assert!(matches!(result, Err(Error::UnknownOutcome { .. })), "{result:?}");
    let [write] = &world.plane.writes()[..] else {
        panic!("one write")
    };
    assert_eq!(
        (write.method(), write.path()),
        ("POST", "/api/v1/workspaces/lab/assets/")
    );
    let body = json!({
        "name": "score.pdf",
        "type": "application/pdf",
        "size": 5,
        "project_id": world.sandbox.project,
    });
    assert_eq!(write.json(), Some(body));
    assert_eq!(world.plane.assets(world.sandbox.project).len(), 1);
    assert!(world.plane.assets(world.production.project).is_empty());
}

#[tokio::test]
async fn a_file_of_the_workspace_is_read_by_any_client() {
    let world = World::start();
    let assets = world.closed().assets();
    let file = world
        .plane
        .add_attachment(world.production.item, "score.pdf", b"do re mi")
        .unwrap();
    let found = assets.get(file.id().into()).await.unwrap();
    assert_eq!(
        (found.asset_id, found.asset_name.as_str()),
        (file.id().into(), "score.pdf")
    );
    assert!(found.asset_url.starts_with(&world.plane.storage_url()));
    let missing = assets.get(nobody()).await;
    assert!(
        matches!(missing, Err(Error::NotFound(NotFound::Object))),
        "{missing:?}"
    );
    assert_eq!(world.plane.requests().len(), 2);
}

#[test]
fn an_assets_addresses_are_read_and_not_shown() {
    let id = "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01";
    let upload: AssetUpload = serde_json::from_value(json!({
        "upload_data": {"url": "http://storage/uploads", "fields": {"key": "k", "x-amz-signature": "canary"}},
        "asset_id": id, "asset_url": "/api/assets/v2/static/x/", "of_a_later_version": 1,
    }))
    .unwrap();
    assert_eq!(upload.upload_data.fields["x-amz-signature"], "canary");
    assert!(!format!("{upload:?}").contains("canary"));

    let asset: Asset = serde_json::from_value(json!({
        "asset_id": id, "asset_url": "http://storage/uploads/k?signature=canary",
        "asset_name": "score.pdf", "asset_type": "application/pdf", "of_a_later_version": 1,
    }))
    .unwrap();
    assert_eq!(asset.asset_name, "score.pdf");
    assert!(!format!("{asset:?}").contains("canary"));
}
