//! Attempts after the first.

use plane_client::{Error, NewLabel, NewWorkItem, States, WorkItems};
use serde_json::json;
use uuid::Uuid;

use servers::{Recorder, World, nobody};

const STORED: Uuid = Uuid::from_u128(0x5AFE);

/// A server that stores a new row, fails, and knows the row from then on, as that of this external id.
fn forgetful(world: &World, external_id: &str) -> Recorder {
    let row = json!({
        "id": STORED,
        "name": "Once",
        "sequence_id": 1,
        "project": world.sandbox.project,
        "external_source": "it",
        "external_id": external_id,
    });
    let mut posts = 0;
    Recorder::saying(move |line| {
        if line.starts_with("GET ") {
            return (200, row.to_string());
        }
        posts += 1;
        match posts {
            1 => (
                500,
                json!({"error": "Something went wrong please try again later"}).to_string(),
            ),
            _ => (
                409,
                json!({"error": "It exists already", "id": STORED}).to_string(),
            ),
        }
    })
}

/// The sandbox's work items, asked of `server`.
fn items(server: &Recorder, world: &World) -> WorkItems {
    let client = world.opting_in_at(server).build().unwrap();
    client.in_project(world.sandbox.project).work_items()
}

/// Its states: nothing is read to delete one.
fn states(server: &Recorder, world: &World) -> States {
    let client = world.opting_in_at(server).build().unwrap();
    client.in_project(world.sandbox.project).states()
}

#[tokio::test]
async fn a_conflict_with_ones_own_first_attempt_is_a_success() {
    let world = World::start();
    let project = world.sandbox.project;
    let server = forgetful(&world, "1");
    let items = items(&server, &world);
    let known = NewWorkItem::new("Once").external_source("it").external_id("1");
    let made = items.create(&known).await.unwrap();
    assert_eq!((Uuid::from(made.id), made.name.as_str()), (STORED, "Once"));
    let path = format!("projects/{project}/work-items/");
    assert_eq!(
        server.lines(),
        [
            format!("POST {path}"),
            format!("POST {path}"),
            format!("GET {path}{STORED}/")
        ]
    );

    // With what JSON writes otherwise than it is.
    let server = forgetful(&world, "\"1\"\n");
    let labels = world
        .opting_in_at(&server)
        .build()
        .unwrap()
        .in_project(project)
        .labels();
    let known = NewLabel::new("Once").external_source("it").external_id("\"1\"\n");
    assert_eq!(Uuid::from(labels.create(&known).await.unwrap().id), STORED);
    assert_eq!(server.lines().len(), 3);
}

#[tokio::test]
async fn a_conflict_at_the_first_attempt_is_a_conflict() {
    let world = World::start();
    let body = json!({"error": "It exists already", "id": STORED}).to_string();
    let server = Recorder::saying(move |_| (409, body.clone()));
    let items = items(&server, &world);
    let known = NewWorkItem::new("Once").external_source("it").external_id("1");
    let result = items.create(&known).await;
    assert!(
        matches!(&result, Err(Error::Conflict { existing, .. }) if *existing == Some(STORED)),
        "{result:?}"
    );
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn without_an_external_id_a_post_is_sent_once() {
    let world = World::start();
    for half in [
        NewWorkItem::new("Once"),
        NewWorkItem::new("Once").external_id("1"),
        NewWorkItem::new("Once").external_source("it"),
        NewWorkItem::new("Once").external_source("it").external_id(""),
    ] {
        let server = forgetful(&world, "1");
        let items = items(&server, &world);
        let result = items.create(&half).await;
        assert!(matches!(result, Err(Error::UnknownOutcome { .. })), "{result:?}");
        assert_eq!(server.lines().len(), 1);
    }
}

#[tokio::test]
async fn what_a_repeated_delete_does_not_find_is_deleted() {
    let world = World::start();
    let mut answers = [500, 404].into_iter();
    let server = Recorder::saying(move |_| {
        let status = answers.next().unwrap_or(404);
        (
            status,
            json!({"error": "The requested resource does not exist."}).to_string(),
        )
    });
    let states = states(&server, &world);
    states.delete(nobody()).await.unwrap();
    assert_eq!(server.lines().len(), 2);
    // Not found at once is another matter.
    let result = states.delete(nobody()).await;
    assert!(matches!(result, Err(Error::NotFound(_))), "{result:?}");
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn what_was_refused_at_the_first_attempt_was_not_done_by_it() {
    let world = World::start();
    let mut answers = [429, 409, 429, 404].into_iter();
    let server = Recorder::saying(move |_| {
        let status = answers.next().unwrap_or(500);
        let body = match status {
            404 => json!({"error": "The requested resource does not exist."}),
            _ => json!({"error": "It exists already", "id": STORED}),
        };
        (status, body.to_string())
    });
    let items = items(&server, &world);
    let known = NewWorkItem::new("Once").external_source("it").external_id("1");
    let created = items.create(&known).await;
    assert!(matches!(created, Err(Error::Conflict { .. })), "{created:?}");
    let deleted = states(&server, &world).delete(nobody()).await;
    assert!(matches!(deleted, Err(Error::NotFound(_))), "{deleted:?}");
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test]
async fn a_conflict_with_somebody_elses_row_is_a_conflict() {
    let world = World::start();
    // A label of the same name, say: such a conflict has an id, too.
    let server = forgetful(&world, "2");
    let labels = world
        .opting_in_at(&server)
        .build()
        .unwrap()
        .in_project(world.sandbox.project)
        .labels();
    let known = NewLabel::new("Once").external_source("it").external_id("1");
    let result = labels.create(&known).await;
    assert!(matches!(result, Err(Error::Conflict { .. })), "{result:?}");
}

#[tokio::test]
async fn what_may_have_been_done_is_not_told_as_refused() {
    let world = World::start();
    let mut answers = [500, 429, 429].into_iter();
    let server = Recorder::saying(move |_| (answers.next().unwrap_or(500), "{}".to_owned()));
    let states = states(&server, &world);
    let result = states.delete(nobody()).await;
    let Err(Error::UnknownOutcome {
        source: Some(source), ..
    }) = result
    else {
        panic!("{result:?}");
    };
    // The refusal is told as what it came from.
    assert_eq!(source.to_string(), "too many requests");
    assert_eq!(server.lines().len(), 3);
}

/// A server with an empty module that deletes it, fails, and answers everything with `then` from that moment on.
fn failing_after_it_was_done(then: u16) -> Recorder {
    let mut is_done = false;
    Recorder::saying(move |line| {
        if is_done {
            return (
                then,
                json!({"error": "The requested resource does not exist."}).to_string(),
            );
        }
        is_done = !line.starts_with("GET ");
        let status = if is_done { 500 } else { 200 };
        let page =
            json!({"next_cursor": "100:1:0", "next_page_results": false, "results": [], "total_issues": 0});
        (status, page.to_string())
    })
}

#[tokio::test]
async fn what_the_proof_of_a_repeated_delete_does_not_find_is_deleted() {
    let world = World::start();
    for (then, is_deleted) in [(404, true), (403, false), (500, false)] {
        let server = failing_after_it_was_done(then);
        let client = world.opting_in_at(&server).build().unwrap();
        let modules = client.in_project(world.sandbox.project).modules();
        let result = modules.delete(nobody()).await;
        match result {
            Ok(()) => assert!(is_deleted, "{then}"),
            // Whatever befell the proof, the first attempt may have done it.
            Err(Error::UnknownOutcome { source: Some(_), .. }) => assert!(!is_deleted, "{then}"),
            other => panic!("{then}: {other:?}"),
        }
        let lines = server.lines();
        assert_eq!(lines.iter().filter(|line| line.starts_with("DELETE ")).count(), 1);
    }
}
