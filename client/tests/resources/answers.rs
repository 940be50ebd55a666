//! What a server says, and what stands before it.

use std::error::Error as _;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use plane_client::{
    Error, IntakePatch, IntakeStatus, NewLabel, NewWorkItem, NotFound, StatePatch, WorkItemPatch,
};
use serde_json::json;

use servers::{Recorder, World, nobody};

const PAGE: &str = "<html><title>Sign in</title></html>";
const HTML: &str = "content-type: text/html; charset=utf-8\r\nserver: gate/1";

#[tokio::test]
async fn what_is_not_understood_after_a_success_says_that_the_write_was_done_and_what_came() {
    let world = World::start();
    let body = json!({"id": 7, "name": "Once"}).to_string();
    let said = body.clone();
    let server = Recorder::saying(move |_| (200, said.clone()));
    let client = world.opting_in_at(&server).build().unwrap();
    let project = world.sandbox.project;
    let known = NewWorkItem::new("Once").external_source("it").external_id("1");
    for result in [
        client
            .in_project(project)
            .work_items()
            .create(&known)
            .await
            .map(drop),
        client
            .in_project(project)
            .states()
            .update(nobody(), &StatePatch::new())
            .await
            .map(drop),
    ] {
        let Err(Error::DoneUnread { body: kept, source }) = &result else {
            panic!("{result:?}");
        };
        assert_eq!((kept, source.to_string().is_empty()), (&body, false));
        assert!(result.as_ref().unwrap_err().source().is_some());
    }
    // A read is no write.
    let read = client.in_project(project).states().get(nobody()).await;
    assert!(matches!(read, Err(Error::Decode(_))), "{read:?}");
    assert_eq!(server.lines().len(), 3, "each once");
}

#[tokio::test]
async fn an_archived_work_item_tells_the_day_only() {
    let world = World::start();
    let (id, project) = (world.sandbox.item, world.sandbox.project);
    let item =
        json!({"id": id, "name": "a", "sequence_id": 1, "project": project, "archived_at": "2026-11-20"});
    let server = Recorder::saying(move |line| {
        if line.contains("/users/me") || line.contains("/states/") {
            return (404, json!({"error": "Page not found."}).to_string());
        }
        (200, item.to_string())
    });
    let items = world
        .opting_in_at(&server)
        .build()
        .unwrap()
        .in_project(project)
        .work_items();
    let day = "2026-11-20T00:00:00Z".parse().ok();
    assert_eq!(
        items.get_by_external_id("it", "1").await.unwrap().archived_at,
        day
    );
    let patched = items.update(id, &WorkItemPatch::new().name("a")).await.unwrap();
    assert_eq!(patched.archived_at, day);
}

#[tokio::test]
async fn a_page_for_people_is_no_answer_of_planes_whatever_its_status() {
    let world = World::start();
    for status in [200, 401, 403, 404, 413, 500, 502] {
        let server = Recorder::saying_with(move |_| (status, HTML.into(), PAGE.into()));
        let client = world.opting_in_at(&server).attempts(1).build().unwrap();
        let read = client.me().await;
        assert!(
            matches!(&read, Err(Error::NotPlane { status: told, sender: Some(sender), is_page: true, may_be_done: false })
                if *told == status && sender == "gate/1"),
            "{read:?}"
        );
        let written = client
            .in_project(world.sandbox.project)
            .labels()
            .create(&NewLabel::new("a"))
            .await;
        let was_refused = (400..500).contains(&status);
        assert!(
            matches!(&written, Err(Error::NotPlane { may_be_done, .. }) if *may_be_done != was_refused),
            "{status} {written:?}"
        );
        assert_eq!(server.lines().len(), 2);
    }
}

#[tokio::test]
async fn a_limit_is_one_whatever_is_said_with_it() {
    let world = World::start();
    for text in ["", "slow down", "\"slow down\""] {
        let server = Recorder::saying_with(move |_| (429, "retry-after: 7".into(), text.into()));
        let client = world.opting_in_at(&server).attempts(1).build().unwrap();
        let limited = client.me().await;
        assert!(
            matches!(limited, Err(Error::RateLimited { retry_after: Some(wait) }) if wait.as_secs() == 7),
            "{text} {limited:?}"
        );
    }
}

#[tokio::test]
async fn a_page_for_people_stops_no_fallback() {
    let world = World::start();
    let (id, project) = (world.sandbox.item, world.sandbox.project);
    let item = json!({"id": id, "name": "a", "sequence_id": 1, "project": project});
    let server = Recorder::saying_with(move |line| {
        if line.contains("/issues/") {
            (200, String::new(), item.to_string())
        } else {
            (404, HTML.into(), PAGE.into())
        }
    });
    let client = world.opting_in_at(&server).build().unwrap();
    assert_eq!(
        client.in_project(project).work_items().get(id).await.unwrap().id,
        id
    );
}

#[tokio::test]
async fn what_a_gateway_does_not_find_was_not_deleted() {
    let world = World::start();
    for body in [
        "default backend - 404".to_owned(),
        String::new(),
        json!({"message": "no Route matched with those values"}).to_string(),
    ] {
        let answered = AtomicUsize::new(0);
        let server = Recorder::saying(move |_| match answered.fetch_add(1, SeqCst) {
            0 => (
                500,
                json!({"error": "Something went wrong please try again later"}).to_string(),
            ),
            _ => (404, body.clone()),
        });
        let client = world.opting_in_at(&server).build().unwrap();
        let states = client.in_project(world.sandbox.project).states();
        let lost = states.delete(nobody()).await;
        assert!(matches!(lost, Err(Error::UnknownOutcome { .. })), "{lost:?}");
        // And at once it is nobody's word either.
        let refused = states.delete(nobody()).await;
        assert!(
            matches!(refused, Err(Error::NotPlane { status: 404, .. })),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn what_may_no_longer_be_done_in_a_project_was_not_done_for_that() {
    let world = World::start();
    let failed = json!({"error": "Something went wrong please try again later"}).to_string();
    let denied = json!({"detail": "You do not have permission to perform this action."}).to_string();
    let mut answers = [(500, failed)].into_iter();
    let server = Recorder::saying(move |_| answers.next().unwrap_or((403, denied.clone())));
    let client = world.opting_in_at(&server).build().unwrap();
    let lost = client
        .in_project(world.sandbox.project)
        .states()
        .delete(nobody())
        .await;
    assert!(matches!(lost, Err(Error::UnknownOutcome { .. })), "{lost:?}");
}

#[tokio::test]
async fn a_draft_that_nobody_is_shown_is_ones_own() {
    let world = World::start();
    for (is_draft, is_done) in [(true, true), (false, false)] {
        let posts = AtomicUsize::new(0);
        let id = uuid::Uuid::from_u128(0x5AFE);
        let server = Recorder::saying(move |line| {
            if line.starts_with("GET ") {
                return (
                    404,
                    json!({"error": "The requested resource does not exist."}).to_string(),
                );
            }
            match posts.fetch_add(1, SeqCst) {
                0 => (
                    500,
                    json!({"error": "Something went wrong please try again later"}).to_string(),
                ),
                _ => (409, json!({"error": "It exists already", "id": id}).to_string()),
            }
        });
        let items = world
            .opting_in_at(&server)
            .build()
            .unwrap()
            .in_project(world.sandbox.project)
            .work_items();
        let draft = NewWorkItem::new("Once")
            .external_source("it")
            .external_id("1")
            .is_draft(is_draft);
        let result = items.create(&draft).await;
        let says_done =
            matches!(&result, Err(Error::DoneUnread { body, .. }) if body.contains(&id.to_string()));
        assert_eq!(says_done, is_done, "{result:?}");
        assert!(
            is_done || matches!(result, Err(Error::Conflict { .. })),
            "{result:?}"
        );
    }
}

#[tokio::test]
async fn a_storage_that_is_none_is_named_and_nothing_stays_announced() {
    let world = World::start();
    let (project, item) = (world.sandbox.project, world.sandbox.item);
    let id = uuid::Uuid::from_u128(0xF11E);
    for (url, named) in [
        (
            "http://minio.internal:9000/uploads?sign=canary",
            "http://minio.internal:9000",
        ),
        ("/uploads/canary?sign=canary", "/uploads/"),
    ] {
        for can_delete in [true, false] {
            let server = Recorder::saying(move |line| {
                if line.starts_with("POST ") {
                    let attachment = json!({"id": id, "attributes": {"name": "a", "type": "t", "size": 1}});
                    let upload = json!({"url": url, "fields": {}});
                    let body = json!({"attachment": attachment, "upload_data": upload, "asset_id": id});
                    (200, body.to_string())
                } else if line.starts_with("DELETE ") {
                    let status = if can_delete { 204 } else { 400 };
                    (
                        status,
                        if can_delete {
                            String::new()
                        } else {
                            json!({"error": "no"}).to_string()
                        },
                    )
                } else if line.contains(&format!("/attachments/{id}/")) {
                    (302, url.to_owned())
                } else {
                    (200, json!({"id": item, "project": project}).to_string())
                }
            });
            let attachments = world
                .opting_in_at(&server)
                .build()
                .unwrap()
                .in_project(project)
                .item(item)
                .attachments();
            let result = attachments.upload("a", "t", b"x").await.map(drop);
            assert!(
                matches!(&result, Err(Error::Storage { storage, announced })
                    if storage == named && announced.is_none() == can_delete),
                "{result:?}"
            );
            let lines = server.lines();
            assert!(lines.iter().any(|line| line.starts_with("DELETE ")), "{lines:?}");
            let got = attachments.download_url(id.into()).await;
            assert!(
                matches!(&got, Err(Error::Storage { storage, .. }) if storage == named),
                "{got:?}"
            );
            let told = result.unwrap_err().to_string();
            assert!(told.contains(named) && !told.contains("canary"), "{told}");
        }
    }
}

#[tokio::test]
async fn a_route_that_planes_themselves_do_not_have_is_told() {
    let world = World::start();
    let server = Recorder::saying(|_| (404, json!({"error": "Page not found."}).to_string()));
    let read = world.opting_in_at(&server).build().unwrap().me().await;
    assert!(matches!(read, Err(Error::NotFound(NotFound::Route))), "{read:?}");
}

#[tokio::test]
async fn a_work_item_is_found_by_a_key_of_another_alphabet() {
    let world = World::start();
    for identifier in ["ÄÖ", "A B", "A_B"] {
        let project = world.plane.add_project(identifier, identifier).id();
        world.plane.add_work_item(project, "Tune");
        let key = format!("{identifier}-1").parse().unwrap();
        let found = world.closed().find_work_item(&key).await.unwrap();
        assert_eq!(found.project.id(), Some(project), "{identifier}");
    }
}

#[tokio::test]
async fn a_state_that_becomes_the_default_is_the_only_one() {
    let world = World::start();
    let states = world.opted_in().in_project(world.sandbox.project).states();
    let todo = states.list().all().await.unwrap();
    let todo = todo.iter().find(|state| state.name == "Todo").unwrap().id;
    states
        .update(todo, &StatePatch::new().default(true))
        .await
        .unwrap();
    let all = states.list().all().await.unwrap();
    let defaults: Vec<_> = all
        .iter()
        .filter(|state| state.default)
        .map(|state| state.id)
        .collect();
    assert_eq!(defaults, [todo]);
}

#[tokio::test]
async fn a_status_that_the_server_leaves_as_it_is_is_told() {
    let world = World::start();
    let (project, item) = (world.sandbox.project, world.sandbox.item);
    let row = json!({"id": item, "issue": item, "status": -2, "project": project});
    let server = Recorder::saying(move |_| (200, row.to_string()));
    let intake = world
        .opting_in_at(&server)
        .build()
        .unwrap()
        .in_project(project)
        .intake();
    for (status, dropped) in [
        (IntakeStatus::Accepted, &["status"][..]),
        (IntakeStatus::Pending, &[]),
    ] {
        let saved = intake
            .update(item, &IntakePatch::new().status(status))
            .await
            .unwrap();
        let told: Vec<_> = saved.dropped().iter().map(|dropped| dropped.field).collect();
        assert_eq!(told, dropped);
    }
}
