use plane_client::{Asset, AssetId, Error, NewAsset, NotFound, ProjectId, Sandbox};
use serde_json::json;
use uuid::Uuid;

use servers::{Recorder, World, assert_blocked, nobody};

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
        (&*write.method, &*write.path),
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
    let found = assets.get(AssetId::from(Uuid::from(file.id()))).await.unwrap();
    assert_eq!(
        (found.asset_id, found.asset_name.as_str()),
        (AssetId::from(Uuid::from(file.id())), "score.pdf")
    );
    assert!(found.asset_url.starts_with(&world.plane.storage_url()));
    let missing = assets.get(nobody()).await;
    assert!(
        matches!(missing, Err(Error::NotFound(NotFound::Object))),
        "{missing:?}"
    );
    assert_eq!(world.plane.requests().len(), 2);
}

/// A server that announces every file, and where its bytes go.
fn announcing(storage: &str) -> Recorder {
    let url = format!("{storage}/uploads?signature=canary");
    Recorder::saying(move |_| {
        let data = json!({"url": url, "fields": {"key": "k", "x-amz-signature": "canary"}});
        let announced =
            json!({"upload_data": data, "asset_id": nobody::<AssetId>(), "asset_url": "/api/assets/v2/x/"});
        (200, announced.to_string())
    })
}

#[tokio::test]
async fn a_file_that_was_announced_for_the_sandbox_goes_to_the_named_storage() {
    let world = World::start();
    let storage = Recorder::saying(|_| (204, String::new()));
    let server = announcing(&storage.origin());
    let client = world
        .opting_in_at(&server)
        .storage_origin(&storage.origin())
        .build()
        .unwrap();
    let upload = client
        .assets()
        .create(&score(Some(world.sandbox.project)))
        .await
        .unwrap();
    assert_eq!(
        (upload.asset_id(), upload.asset_url()),
        (nobody(), Some("/api/assets/v2/x/"))
    );
    assert!(!format!("{upload:?}").contains("canary"), "{upload:?}");
    assert_eq!(server.lines(), ["POST assets/"]);

    // Not to a storage that nobody named, not without the opt-in, and not as a picture of the user.
    let other = world.opting_in_at(&server).build().unwrap();
    assert_blocked(other.assets().send(&upload, b"do re").await, "ambiguous-target");
    assert_blocked(
        world.closed().assets().send(&upload, b"do re").await,
        "opt-in-disabled",
    );
    assert_blocked(
        client.user_assets().send(&upload, b"do re").await,
        "ambiguous-target",
    );
    assert_eq!(storage.lines(), [""; 0]);

    client.assets().send(&upload, b"do re").await.unwrap();
    assert_eq!(storage.lines(), ["POST /uploads?signature=canary"]);
    assert_eq!(server.lines(), [""; 0]);
}

#[tokio::test]
async fn a_file_that_was_announced_for_another_project_is_not_sent() {
    let world = World::start();
    let storage = Recorder::saying(|_| (204, String::new()));
    let server = announcing(&storage.origin());
    let theirs = world.production.project;
    let in_theirs = Sandbox::new([theirs.to_string()]).unwrap();
    let client = world.opting_in_at(&server).storage_origin(&storage.origin());
    let assets = client.sandbox(in_theirs).build().unwrap().assets();
    let upload = assets.create(&score(Some(theirs))).await.unwrap();
    let client = world
        .opting_in_at(&server)
        .storage_origin(&storage.origin())
        .build()
        .unwrap();
    assert_blocked(
        client.assets().send(&upload, b"do re").await,
        "prod-project-in-test",
    );
    assert_eq!(storage.lines(), [""; 0]);
}

#[tokio::test]
async fn a_file_whose_storage_is_none_stays_announced_and_the_error_says_which() {
    let world = World::start();
    let server = announcing("http://files.example");
    let client = world.opting_in_at(&server).build().unwrap();
    let created = client.assets().create(&score(Some(world.sandbox.project))).await;
    let id = nobody::<Uuid>();
    assert!(
        matches!(created, Err(Error::Storage { announced: Some(left), .. }) if left == id),
        "{created:?}"
    );
}

#[test]
fn an_assets_address_is_read_and_not_shown() {
    let asset: Asset = serde_json::from_value(json!({
        "asset_id": nobody::<AssetId>(), "asset_url": "http://storage/uploads/k?signature=canary",
        "asset_name": "score.pdf", "asset_type": "application/pdf", "of_a_later_version": "canary",
    }))
    .unwrap();
    assert_eq!(asset.asset_name, "score.pdf");
    assert!(!format!("{asset:?}").contains("canary"));
}
