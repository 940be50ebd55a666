//! The client for programs that do not await.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use plane_client::blocking::PlaneClient;
use plane_client::{Error, NewComment, NewWorkItem, Sandbox, Stage, WorkItemPatch};
use serde_json::json;

use servers::{World, assert_blocked, one};

fn opted_in(world: &World) -> PlaneClient {
    let builder = world.opting_in().project(world.sandbox.project);
    builder.build_blocking().unwrap()
}

#[test]
fn without_the_opt_in_nothing_is_written() {
    let world = World::start();
    let closed = PlaneClient::clone(&unopted(&world));
    for place in [&world.production, &world.sandbox] {
        let items = closed.in_project(place.project).work_items();
        let patch = WorkItemPatch::new().name("leak");
        assert_blocked(items.create(&NewWorkItem::new("leak")), "opt-in-disabled");
        assert_blocked(items.update(place.item, &patch), "opt-in-disabled");
        assert_blocked(items.delete(place.item), "opt-in-disabled");
        let comments = closed.in_project(place.project).item(place.item).comments();
        assert_blocked(comments.create(&NewComment::new("leak")), "opt-in-disabled");
        let client = closed.with_project(place.project);
        assert_blocked(client.set_issue_done(place.item), "opt-in-disabled");
    }
    world.assert_unreached();
}

fn unopted(world: &World) -> PlaneClient {
    plane_client::PlaneClient::builder(&world.plane.base_url(), world.plane.api_key())
        .workspace(world.plane.workspace())
        .build_blocking()
        .unwrap()
}

#[test]
fn the_sandbox_is_written_as_said_and_production_is_not() {
    let world = World::start();
    let client = opted_in(&world);
    let items = client.in_project(world.sandbox.project).work_items();
    let patch = WorkItemPatch::new().name("Ship it");
    assert_eq!(items.update(world.sandbox.item, &patch).unwrap().name, "Ship it");
    let body = json!({"name": "Ship it"});
    assert_eq!(world.arrived(), one("PATCH", world.sandbox.path(""), body));

    let theirs = client.in_project(world.production.project).work_items();
    assert_blocked(
        theirs.update(world.production.item, &patch),
        "prod-project-in-test",
    );
    let comments = client
        .in_project(world.sandbox.project)
        .item(world.production.item)
        .comments();
    assert_blocked(comments.create(&NewComment::new("leak")), "ambiguous-target");
    assert_eq!(world.arrived(), []);

    client
        .set_issue_state_direct(world.sandbox.item, Stage::Done)
        .unwrap();
    assert_eq!(world.arrived().len(), 1);
    assert_eq!(client.me().unwrap().id, client.me().unwrap().id);
    assert_eq!(client.project(), Some(world.sandbox.project));
}

#[test]
fn a_list_is_an_iterator_over_its_pages() {
    let world = World::start();
    for name in ["Tune", "Play", "Bow", "Rest"] {
        world.plane.add_work_item(world.sandbox.project, name);
    }
    let list = unopted(&world)
        .in_project(world.sandbox.project)
        .work_items()
        .list();
    assert_eq!(list.total_count().unwrap(), Some(5));
    world.plane.clear();
    let mut rows = list.per_page(2).order_by("sequence_id").iter();
    assert_eq!(rows.next().unwrap().unwrap().name, "Ship the release");
    assert_eq!(world.plane.requests().len(), 1);
    let rest: Result<Vec<_>, _> = rows.map(|row| row.map(|item| item.name)).collect();
    assert_eq!(rest.unwrap(), ["Tune", "Play", "Bow", "Rest"]);
    assert_eq!(world.plane.requests().len(), 3);
    let list = unopted(&world)
        .in_project(world.sandbox.project)
        .work_items()
        .list();
    let pages: Result<Vec<_>, _> = list.per_page(2).pages().collect();
    let rows: Vec<_> = pages.unwrap().iter().map(|page| page.rows.len()).collect();
    assert_eq!(rows, [2, 2, 1]);
}

#[tokio::test]
async fn within_a_runtime_a_call_is_an_error_and_sends_nothing() {
    let world = World::start();
    let client = opted_in(&world);
    let result = client.me();
    assert!(matches!(result, Err(Error::InRuntime)), "{result:?}");
    let items = client.in_project(world.sandbox.project).work_items();
    let result = items.delete(world.sandbox.item);
    assert!(matches!(result, Err(Error::InRuntime)), "{result:?}");
    // An error is the last that an iterator has to say.
    let mut rows = items.list().iter();
    assert!(matches!(rows.next(), Some(Err(Error::InRuntime))));
    assert!(rows.next().is_none());
    world.assert_unreached();

    // Where blocking is allowed, it is not within the runtime that one blocks.
    let apart = thread::spawn(move || client.me().map(drop));
    apart.join().unwrap().unwrap();
    // And what was made or used outside may be dropped here.
    drop(items);
}

#[test]
fn threads_share_a_client() {
    let world = World::start();
    let client = opted_in(&world);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    client
                        .in_project(world.sandbox.project)
                        .work_items()
                        .get(world.sandbox.item)
                        .unwrap();
                }
            });
        }
    });
    assert_eq!(world.plane.requests().len(), 20);
}

/// Between two calls nobody listens to the connection, so that it closed must be found out before the next request.
#[test]
fn a_connection_that_the_server_closed_between_two_calls_is_not_used() {
    let world = World::start();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let body =
        json!({"id": world.sandbox.item, "name": "x", "sequence_id": 1, "project": world.sandbox.project});
    let answer = format!(
        "HTTP/1.1 201 Created\r\ncontent-length: {}\r\n\r\n{body}",
        body.to_string().len()
    );
    // Keeps the connection open for a request that it answers, and closes it then without having said so.
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(answer.as_bytes());
            // Not before the client has the answer and listens no more.
            thread::sleep(Duration::from_millis(50));
        }
    });
    let client = plane_client::PlaneClient::builder(&origin, "plane_api_0")
        .workspace("lab")
        .sandbox(Sandbox::new([world.sandbox.project.to_string()]).unwrap())
        .build_blocking()
        .unwrap();
    for _ in 0..5 {
        // A POST without an external id has one attempt.
        client
            .in_project(world.sandbox.project)
            .work_items()
            .create(&NewWorkItem::new("x"))
            .unwrap();
        thread::sleep(Duration::from_millis(150));
    }
}
