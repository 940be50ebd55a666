use plane_client::embedded::{Fault, When};
use plane_client::{Attachment, Attachments, ConfigError, Error, NewAttachment, PathStyle, PlaneClient};
use serde_json::{Value, json};

use servers::{Recorder, World, assert_blocked, nobody, one};

const TEXT: &str = "text/plain";

/// The sandbox item's files, for a client that may write to the storage.
fn files(world: &World) -> Attachments {
    let client = world
        .opting_in()
        .storage_origin(&world.plane.storage_url())
        .build()
        .unwrap();
    client
        .in_project(world.sandbox.project)
        .item(world.sandbox.item)
        .attachments()
}

#[tokio::test]
async fn a_file_of_the_sandbox_goes_its_three_steps() {
    let world = World::start();
    let files = files(&world);
    let file = files.upload("a.txt", TEXT, b"hello").await.unwrap();
    assert!(file.is_uploaded);
    assert_eq!(
        (file.project, file.issue),
        (Some(world.sandbox.project), Some(world.sandbox.item))
    );

    let path = world.sandbox.path(&format!("attachments/{}/", file.id));
    let [to_storage] = &world.plane.storage_requests()[..] else {
        panic!("one request")
    };
    assert_eq!((&*to_storage.method, &*to_storage.path), ("POST", "/uploads"));
    for secret in ["x-api-key", "cookie", "authorization"] {
        assert_eq!(to_storage.header(secret), None, "{secret}");
    }
    let form = to_storage.text();
    assert!(!form.contains(world.plane.api_key()), "{form}");
    assert!(
        form.contains("name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--"),
        "{form}"
    );
    let body = json!({"name": "a.txt", "type": TEXT, "size": 5});
    let [announced] = one("POST", world.sandbox.path("attachments/"), body);
    let [confirmed] = one("PATCH", path.clone(), json!({"is_uploaded": true}));
    assert_eq!(world.arrived(), [announced, confirmed]);
    assert_eq!(world.plane.contents(file.id).as_deref(), Some(&b"hello"[..]));

    assert_eq!(files.list().await.unwrap()[0].attributes, file.attributes);
    let location = files.download_url(file.id).await.unwrap();
    assert!(location.starts_with(&world.plane.storage_url()), "{location}");
    assert!(world.plane.storage_requests().is_empty(), "nobody went there");

    files.delete(file.id).await.unwrap();
    assert_eq!(world.arrived(), one("DELETE", path, Value::Null));
    assert!(world.plane.attachments(world.sandbox.item).is_empty());
}

#[tokio::test]
async fn a_file_is_not_to_be_had_before_its_upload_is_confirmed() {
    let world = World::start();
    let files = files(&world);
    let upload = files
        .create(&NewAttachment::new("a.txt", TEXT, 5_u64))
        .await
        .unwrap();
    let early = files.download_url(upload.attachment().id).await;
    assert!(
        matches!(early, Err(Error::Rejected { status: 400, .. })),
        "{early:?}"
    );
    assert_eq!(files.list().await.unwrap(), []);
}

#[tokio::test]
async fn a_storage_that_nobody_named_gets_no_file() {
    let world = World::start();
    let others = [
        "https://files.example",
        "http://127.0.0.1:1",
        "http://localhost:1",
    ];
    let unnamed = world.opting_in();
    let elsewhere = others
        .iter()
        .fold(world.opting_in(), |builder, other| builder.storage_origin(other));
    for builder in [unnamed, elsewhere] {
        let client = builder.build().unwrap();
        let files = client
            .in_project(world.sandbox.project)
            .item(world.sandbox.item)
            .attachments();
        assert_blocked(files.upload("a.txt", TEXT, b"hello").await, "ambiguous-target");
        assert_eq!(world.plane.storage_requests().len(), 0);
        let arrived = world.arrived().into_iter().map(|(method, ..)| method);
        assert_eq!(arrived.collect::<Vec<_>>(), ["POST", "DELETE"]);
        assert!(world.plane.attachments(world.sandbox.item).is_empty());
    }
}

/// Its id is in no list, and in no error.
#[tokio::test]
async fn what_was_announced_for_a_storage_that_does_not_take_it_is_deleted_again() {
    let world = World::start();
    for (status, can_delete) in [(403, true), (500, true), (307, true), (403, false)] {
        let storage = Recorder::saying(move |_| (status, String::new()));
        let url = format!("{}/uploads", storage.origin());
        let id = nobody::<plane_client::AttachmentId>();
        let (project, item) = (world.sandbox.project, world.sandbox.item);
        let server = Recorder::saying(move |line| {
            let attachment = json!({"id": id, "attributes": {"name": "a", "type": "t", "size": 1}});
            let announced = json!({"attachment": attachment, "upload_data": {"url": url, "fields": {}}});
            match line.split(' ').next() {
                Some("POST") => (200, announced.to_string()),
                Some("DELETE") if can_delete => (204, String::new()),
                Some("DELETE") => (400, json!({"error": "no"}).to_string()),
                _ => (200, json!({"id": item, "project": project}).to_string()),
            }
        });
        let client = world
            .opting_in_at(&server)
            .storage_origin(&storage.origin())
            .build()
            .unwrap();
        let files = client.in_project(project).item(item).attachments();
        let uploaded = files.upload("a", TEXT, b"x").await.map(drop);
        let is_told = match status {
            500 => matches!(uploaded, Err(Error::UnknownOutcome { .. })),
            307 => matches!(uploaded, Err(Error::Redirected { status: 307 })),
            _ => matches!(uploaded, Err(Error::Rejected { status: 403, .. })),
        };
        assert!(is_told, "{uploaded:?}");
        let lines = server.lines();
        let last = lines.last().unwrap();
        assert!(
            last.starts_with("DELETE ") && last.contains(&id.to_string()),
            "{lines:?}"
        );
        assert!(lines.iter().all(|line| !line.starts_with("PATCH ")), "{lines:?}");
        assert_eq!(storage.lines().len(), 1);
    }
}

#[tokio::test]
async fn a_production_item_gets_no_file_by_any_way() {
    let world = World::start();
    let (sandbox, production) = (&world.sandbox, &world.production);
    let upload = files(&world)
        .create(&NewAttachment::new("a.txt", TEXT, 5_u64))
        .await
        .unwrap();
    let theirs = world
        .plane
        .add_attachment(production.item, "b.txt", b"bye")
        .unwrap()
        .id();
    world.plane.clear();
    let client: PlaneClient = world
        .opting_in()
        .storage_origin(&world.plane.storage_url())
        .build()
        .unwrap();

    let misplaced = client
        .in_project(sandbox.project)
        .item(production.item)
        .attachments();
    assert_blocked(
        misplaced.upload("a.txt", TEXT, b"hello").await,
        "ambiguous-target",
    );
    assert_blocked(misplaced.confirm(theirs).await, "ambiguous-target");
    assert_blocked(misplaced.delete(theirs).await, "ambiguous-target");
    let rightful = client
        .in_project(production.project)
        .item(production.item)
        .attachments();
    assert_blocked(
        rightful.upload("a.txt", TEXT, b"hello").await,
        "prod-project-in-test",
    );
    assert_blocked(rightful.send(&upload, b"hello").await, "prod-project-in-test");

    assert_eq!(world.arrived(), []);
    assert_eq!(world.plane.storage_requests().len(), 0);
    assert_eq!(world.plane.attachments(production.item).len(), 1);
}

#[tokio::test]
async fn a_leave_for_one_project_is_none_for_another() {
    let world = World::start();
    let second = world.plane.add_project("Second sandbox", "SECO").id();
    let item = world.plane.add_work_item(second, "Play").id();
    let both = [world.sandbox.project.to_string(), second.to_string()];
    let client = world
        .opting_in()
        .sandbox(plane_client::Sandbox::new(both).unwrap())
        .storage_origin(&world.plane.storage_url())
        .build()
        .unwrap();
    let upload = files(&world)
        .create(&NewAttachment::new("a.txt", TEXT, 5_u64))
        .await
        .unwrap();
    let result = client
        .in_project(second)
        .item(item)
        .attachments()
        .send(&upload, b"hello")
        .await;
    assert_blocked(result, "ambiguous-target");
    assert_eq!(world.plane.storage_requests().len(), 0);
}

#[tokio::test]
async fn a_leave_that_came_for_another_project_is_an_error_and_no_byte_is_sent() {
    let world = World::start();
    let files = files(&world);
    let theirs = Fault::WrongProject(world.production.project);
    world.plane.fail(When::writes(), theirs);
    let uploaded = files.upload("a.txt", TEXT, b"hello").await;
    assert!(matches!(uploaded, Err(Error::OtherAnswer)), "{uploaded:?}");
    assert_eq!(world.arrived().len(), 1, "the file was announced");
    assert_eq!(world.plane.storage_requests().len(), 0);
}

#[tokio::test]
async fn a_storage_that_refuses_the_file_is_an_error_and_nothing_is_confirmed() {
    let world = World::start();
    let files = files(&world);
    let upload = files
        .create(&NewAttachment::new("a.txt", TEXT, 4_u64))
        .await
        .unwrap();
    let result = files.send(&upload, b"hello").await;
    assert!(
        matches!(result, Err(Error::Rejected { status: 400, .. })),
        "{result:?}"
    );
    assert_eq!(files.list().await.unwrap(), []);
}

#[tokio::test]
async fn an_old_server_has_files_under_another_name() {
    let world = World::start();
    let client = world
        .opting_in()
        .path_style(PathStyle::Issues)
        .storage_origin(&world.plane.storage_url())
        .build()
        .unwrap();
    let (project, item) = (world.sandbox.project, world.sandbox.item);
    let file = client
        .in_project(project)
        .item(item)
        .attachments()
        .upload("a.txt", TEXT, b"hello")
        .await
        .unwrap();
    let paths: Vec<_> = world.arrived().into_iter().map(|(_, path, _)| path).collect();
    let all = format!("{project}/issues/{item}/issue-attachments/");
    assert_eq!(paths, [all.clone(), format!("{all}{}/", file.id)]);
}

#[tokio::test]
async fn an_old_server_is_found_by_asking_for_a_file() {
    let world = World::start();
    let location = "https://files.example/uploads/a.txt";
    let server = Recorder::saying(move |line| {
        if line.contains("/issues/") {
            (302, location.to_owned())
        } else {
            (404, json!({"error": "Page not found."}).to_string())
        }
    });
    let client = world.opting_in_at(&server).build().unwrap();
    let files = client
        .in_project(world.sandbox.project)
        .item(world.sandbox.item)
        .attachments();
    let id = nobody();
    let new = format!(
        "GET projects/{}",
        world.sandbox.path(&format!("attachments/{id}/"))
    );
    let old = new
        .replace("work-items", "issues")
        .replace("attachments", "issue-attachments");
    assert_eq!(files.download_url(id).await.unwrap(), location);
    assert_eq!(server.lines(), [new, old.clone()]);
    assert_eq!(files.download_url(id).await.unwrap(), location);
    assert_eq!(server.lines(), [old]);
}

#[tokio::test]
async fn a_files_address_is_asked_for_again_as_any_read_is() {
    let world = World::start();
    let file = files(&world).upload("a.txt", TEXT, b"hello").await.unwrap().id;
    for (attempts, is_had) in [(2, true), (1, false)] {
        let client = world.opting_in().attempts(attempts).build().unwrap();
        let files = client
            .in_project(world.sandbox.project)
            .item(world.sandbox.item)
            .attachments();
        world.plane.clear();
        world.plane.fail(When::reads().times(1), Fault::Reset);
        // On another thread, as any read may be.
        let found = tokio::spawn(async move { files.download_url(file).await })
            .await
            .unwrap();
        assert_eq!(found.is_ok(), is_had, "{found:?}");
        let asked = usize::try_from(attempts).unwrap();
        assert_eq!(world.plane.requests().len(), asked);
    }
    assert!(world.plane.storage_requests().is_empty(), "nobody went there");
}

#[test]
fn the_origin_of_a_storage_is_an_origin() {
    let world = World::start();
    for origin in [
        "",
        "files.example",
        "http://files.example",
        "https://files.example/uploads",
        "https://a@files.example",
    ] {
        let built = world.opting_in().storage_origin(origin).build();
        assert!(matches!(built, Err(ConfigError::StorageOrigin)), "{origin}");
    }
}

#[tokio::test]
async fn an_upload_does_not_show_its_signature() {
    let world = World::start();
    let upload = files(&world)
        .create(&NewAttachment::new("a.txt", TEXT, 5_u64))
        .await
        .unwrap();
    let shown = format!("{upload:?}");
    assert!(
        shown.contains(&world.plane.storage_url()) && !shown.contains("x-amz"),
        "{shown}"
    );
}

#[test]
fn a_file_is_read_whatever_else_it_holds() {
    let file = json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01",
        "created_at": "2026-03-01T10:00:00+05:30",
        "updated_at": null,
        "attributes": {"name": "a.txt", "type": TEXT, "size": 5, "width": 2},
        "asset": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e03/x-a.txt",
        "entity_type": "ISSUE_ATTACHMENT",
        "external_id": null,
        "size": 5.0,
        "is_uploaded": true,
        "storage_metadata": {},
        "created_by": {},
        "project": null,
        "issue": null,
        "new_in_version_2": null,
    });
    let file: Attachment = serde_json::from_value(file).unwrap();
    assert_eq!(
        (file.attributes.media_type.as_str(), file.attributes.size),
        (TEXT, 5)
    );
    assert_eq!((file.project, file.created_by.id()), (None, None));
}
