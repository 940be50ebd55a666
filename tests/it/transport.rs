//! The ways a permitted write could be carried elsewhere.

use plane_client::{Error, NewWorkItem, PlaneClient, ProjectId, Sandbox, Stage, WorkItemPatch};
use tests::{Recorder, World};

/// A client opted in to `project`, of the server at `origin`.
fn client(origin: &str, project: ProjectId) -> PlaneClient {
    PlaneClient::builder(origin, "plane_api_0")
        .workspace("lab")
        .project(project)
        .sandbox(Sandbox::new([project.to_string()]).unwrap())
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_write_follows_no_redirect() {
    let world = World::start();
    for status in [
        "301 Moved Permanently",
        "302 Found",
        "303 See Other",
        "307 Temporary Redirect",
        "308 Permanent Redirect",
    ] {
        let elsewhere = Recorder::start(&Recorder::json("200 OK", "{}"));
        let location = format!(
            "HTTP/1.1 {status}\r\nlocation: {}/\r\ncontent-length: 0\r\n\r\n",
            elsewhere.origin()
        );
        let server = Recorder::start(&location);
        let client = client(&server.origin(), world.sandbox.project);

        let result = client
            .set_issue_state_direct(world.sandbox.item, world.sandbox.done)
            .await;

        assert!(
            matches!(result, Err(Error::Redirected { .. })),
            "{status}: {result:?}"
        );
        assert_eq!((server.take().len(), elsewhere.take().len()), (1, 0), "{status}");
    }
}

/// Answers after which nobody knows whether the write was done.
fn unknown() -> [String; 4] {
    [
        Recorder::json("503 Service Unavailable", "{}"),
        Recorder::json("500 Internal Server Error", "{\"error\":\"x\"}"),
        String::new(),
        "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{".to_owned(),
    ]
}

#[tokio::test]
async fn a_post_without_an_external_id_is_not_repeated() {
    let world = World::start();
    for answer in unknown() {
        let server = Recorder::start(&answer);
        let items = client(&server.origin(), world.sandbox.project).work_items(world.sandbox.project);
        let result = items.create(&NewWorkItem::new("once")).await;
        assert!(
            matches!(result, Err(Error::UnknownOutcome { .. })),
            "{answer:?}: {result:?}"
        );
        assert_eq!(server.take().len(), 1, "{answer:?}");
    }
}

#[tokio::test]
async fn a_write_that_may_be_done_twice_is_repeated_for_a_permit_each() {
    let world = World::start();
    for answer in unknown() {
        let server = Recorder::start(&answer);
        let items = client(&server.origin(), world.sandbox.project).work_items(world.sandbox.project);
        let known = NewWorkItem::new("again").external_source("it").external_id("1");
        let created = items.create(&known).await.unwrap_err();
        let patched = items
            .update(world.sandbox.item, &WorkItemPatch::new().name("again"))
            .await
            .unwrap_err();
        let deleted = items.delete(world.sandbox.item).await.unwrap_err();
        for result in [created, patched, deleted] {
            assert!(
                matches!(result, Error::UnknownOutcome { .. }),
                "{answer:?}: {result:?}"
            );
        }
        assert_eq!(server.take().len(), 9, "{answer:?}");
    }
}

#[tokio::test]
async fn a_work_item_of_another_project_is_not_written() {
    let world = World::start();
    let client = world.opted_in(&world.sandbox);
    let result = client
        .update_issue_state(&world.production.key, Stage::Done)
        .await;
    assert!(matches!(result, Err(Error::OtherProject)), "{result:?}");
    assert_eq!(world.plane.writes().len(), 0);
}

#[tokio::test]
async fn a_comment_under_the_sandboxs_url_on_a_production_item_is_blocked() {
    let world = World::start();
    let client = world.opted_in(&world.sandbox);
    let result = client.add_comment(world.production.item, "<p>Done.</p>").await;
    assert!(
        matches!(&result, Err(Error::Blocked(blocked)) if blocked.code() == "ambiguous-target"),
        "{result:?}"
    );
    assert_eq!(world.plane.writes().len(), 0);
    assert!(world.plane.comments(world.production.item).is_empty());
}

#[tokio::test]
async fn reads_are_untouched_and_carry_no_body() {
    let world = World::start();
    let client = world.closed(&world.production);
    assert_eq!(client.list_projects().await.unwrap().len(), 2);
    assert!(
        client
            .list_states(world.production.project)
            .await
            .unwrap()
            .iter()
            .any(|state| state.name == "Deploy")
    );
    client.find_work_item(&world.production.key).await.unwrap();
    let requests = world.plane.requests();
    assert_eq!(requests.len(), 3);
    assert!(
        requests
            .iter()
            .all(|request| request.method() == "GET" && request.body().is_empty())
    );
}
