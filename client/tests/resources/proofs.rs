//! When a write is proven: last, and before each attempt.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use plane_client::{Comment, Error, NewComment, NotFound};
use serde_json::json;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use servers::{Recorder, World, assert_blocked, nobody};

/// A server on which the sandbox's work item moves to production when it is told to, or when a write has failed.
struct Moving {
    server: Recorder,
    has_moved: Arc<AtomicBool>,
    writes: Arc<AtomicUsize>,
}

impl Moving {
    /// Answers the first `failures` writes with a 500, after which the item is another project's. After `left` requests the
    /// next one has to wait.
    fn start(world: &World, failures: usize, mut left: u64) -> Self {
        let (has_moved, writes) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let [sandbox, production] = [&world.sandbox, &world.production].map(|place| place.project);
        let item = world.sandbox.item;
        let (moved, written) = (Arc::clone(&has_moved), Arc::clone(&writes));
        let server = Recorder::saying_with(move |line| {
            left = if moved.load(SeqCst) {
                50
            } else {
                left.saturating_sub(1)
            };
            let head = format!("x-ratelimit-remaining: {left}");
            let home = if moved.load(SeqCst) { production } else { sandbox };
            let (status, body) = if !line.starts_with("GET ") {
                if written.fetch_add(1, SeqCst) < failures {
                    moved.store(true, SeqCst);
                    (
                        500,
                        json!({"error": "Something went wrong please try again later"}),
                    )
                } else {
                    (
                        201,
                        json!({"id": item, "project": sandbox, "issue": item, "comment_html": ""}),
                    )
                }
            } else if line.contains("/users/me/") {
                (200, json!({"id": item, "display_name": "me"}))
            } else if line.contains(&format!("/{home}/work-items/{item}/")) {
                (200, json!({"id": item, "project": home}))
            } else if line.contains("/projects/?") {
                let rows = json!([{"id": sandbox}, {"id": production}]);
                (
                    200,
                    json!({"next_cursor": "100:1:0", "next_page_results": false, "results": rows}),
                )
            } else {
                (404, json!({"error": "The requested resource does not exist."}))
            };
            (status, head, body.to_string())
        });
        Self {
            server,
            has_moved,
            writes,
        }
    }

    fn writes(&self) -> usize {
        self.writes.load(SeqCst)
    }
}

#[tokio::test]
async fn what_moved_while_the_write_waited_for_its_turn_is_not_written() {
    let world = World::start();
    let moving = Moving::start(&world, 0, 4);
    let client = world.opting_in_at(&moving.server).build().unwrap();
    for _ in 0..3 {
        client.me().await.unwrap();
    }
    // One more may leave: a proof, but not the write after it.
    let comments = client
        .in_project(world.sandbox.project)
        .item(world.sandbox.item)
        .comments();
    let write = tokio::spawn(async move { comments.create(&NewComment::new("<p>Hi.</p>")).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!write.is_finished(), "it has to wait");
    moving.has_moved.store(true, SeqCst);
    // A minute goes by at once.
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(61)).await;
    tokio::time::resume();
    assert_blocked(write.await.unwrap(), "ambiguous-target");
    assert_eq!(moving.writes(), 0);
}

#[tokio::test]
async fn what_moved_between_two_attempts_is_not_written_again() {
    let world = World::start();
    let moving = Moving::start(&world, 1, 50);
    let client = world.opting_in_at(&moving.server).build().unwrap();
    let comments = client
        .in_project(world.sandbox.project)
        .item(world.sandbox.item)
        .comments();
    let known = NewComment::new("<p>Hi.</p>")
        .external_source("it")
        .external_id("1");
    assert_blocked(comments.create(&known).await, "ambiguous-target");
    assert_eq!(moving.writes(), 1);
}

#[tokio::test]
async fn what_does_not_exist_is_not_found_and_not_blocked() {
    let world = World::start();
    let client = world.opted_in().with_project(world.sandbox.project);
    let nothing = client.add_comment(nobody(), "<p>Hi.</p>").await;
    assert!(
        matches!(nothing, Err(Error::NotFound(NotFound::Object))),
        "{nothing:?}"
    );
    assert_eq!(world.arrived(), []);
    // What production has is not nothing.
    let theirs = client.add_comment(world.production.item, "<p>Hi.</p>").await;
    assert_blocked(theirs, "ambiguous-target");
}

#[tokio::test]
async fn in_a_sandbox_that_was_deleted_nothing_is_found_and_nothing_is_blocked() {
    let world = World::start();
    let production = world.production.project;
    for status in [403, 404] {
        let server = Recorder::saying(move |line| {
            if line.contains("/projects/?") {
                let rows = json!([{"id": production}]);
                let page = json!({"next_cursor": "100:1:0", "next_page_results": false, "results": rows});
                return (200, page.to_string());
            }
            let status = if line.contains(&production.to_string()) {
                404
            } else {
                status
            };
            (
                status,
                json!({"error": "The requested resource does not exist."}).to_string(),
            )
        });
        let client = world
            .opting_in_at(&server)
            .project(world.sandbox.project)
            .build()
            .unwrap();
        let nothing = client.add_comment(world.sandbox.item, "<p>Hi.</p>").await;
        assert!(
            matches!(nothing, Err(Error::NotFound(NotFound::Object))),
            "{nothing:?}"
        );
        let lines = server.lines();
        assert!(lines.iter().all(|line| line.starts_with("GET ")), "{lines:?}");
    }
}

/// What is nowhere in danger is not found; with more projects than are looked into, nobody knows.
#[tokio::test]
async fn with_too_many_projects_to_look_into_what_was_not_found_is_blocked() {
    let world = World::start();
    for (others, is_looked_into) in [(20, true), (21, false), (22, false)] {
        let server = Recorder::saying(move |line| {
            if line.contains("/projects/?") {
                let rows: Vec<_> = (1..=others)
                    .map(|id| json!({"id": uuid::Uuid::from_u128(id)}))
                    .collect();
                let page = json!({"next_cursor": "100:1:0", "next_page_results": false, "results": rows});
                return (200, page.to_string());
            }
            (
                404,
                json!({"error": "The requested resource does not exist."}).to_string(),
            )
        });
        let client = world.opting_in_at(&server).project(world.sandbox.project);
        let nothing = client.build().unwrap().add_comment(nobody(), "<p>Hi.</p>").await;
        if is_looked_into {
            assert!(
                matches!(nothing, Err(Error::NotFound(NotFound::Object))),
                "{others} {nothing:?}"
            );
        } else {
            assert_blocked(nothing, "ambiguous-target");
        }
    }
}

/// A server whose reads are answered when the test lets them.
struct Slow {
    server: Recorder,
    asked: UnboundedReceiver<()>,
    leave: Sender<()>,
}

impl Slow {
    fn start(world: &World) -> Self {
        let (ask, asked) = unbounded_channel();
        let (leave, left) = channel();
        let (item, project) = (world.sandbox.item, world.sandbox.project);
        let server = Recorder::saying(move |line| {
            let row = json!({"id": item, "project": project, "issue": item, "comment_html": ""});
            if line.starts_with("POST ") {
                return (201, row.to_string());
            }
            ask.send(()).unwrap();
            left.recv().unwrap();
            (200, row.to_string())
        });
        Self { server, asked, leave }
    }

    /// Begins to write a comment, which is proven first.
    fn comment(&self, world: &World) -> tokio::task::JoinHandle<Result<Comment, Error>> {
        let client = world.opting_in_at(&self.server).build().unwrap();
        let item = client.in_project(world.sandbox.project).item(world.sandbox.item);
        tokio::spawn(async move { item.comments().create(&NewComment::new("<p>Hi.</p>")).await })
    }

    /// Lets the next read be answered, after so many seconds by the client's clock.
    async fn answer_after(&mut self, seconds: u64) {
        let asked = tokio::time::timeout(Duration::from_secs(10), self.asked.recv());
        asked.await.unwrap().unwrap();
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(seconds)).await;
        tokio::time::resume();
        self.leave.send(()).unwrap();
    }
}

#[tokio::test]
async fn a_proof_that_is_slow_again_and_again_proves_nothing() {
    let world = World::start();
    let mut slow = Slow::start(&world);
    let write = slow.comment(&world);
    for _ in 0..3 {
        slow.answer_after(6).await;
    }
    let unproven = write.await.unwrap();
    assert!(matches!(unproven, Err(Error::Unproven)), "{unproven:?}");
    let lines = slow.server.lines();
    assert!(lines.iter().all(|line| line.starts_with("GET ")), "{lines:?}");
    assert_eq!(lines.len(), 3);
}

#[tokio::test]
async fn after_a_slow_proof_the_write_is_proven_again() {
    let world = World::start();
    let mut slow = Slow::start(&world);
    let write = slow.comment(&world);
    slow.answer_after(6).await;
    slow.answer_after(0).await;
    write.await.unwrap().unwrap();
    let methods: Vec<_> = slow.server.lines();
    let methods: Vec<_> = methods.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(methods, ["GET", "GET", "POST"]);
}
