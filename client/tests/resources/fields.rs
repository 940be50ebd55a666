//! What may be sent is sent by the server's name for it.

use jiff::Timestamp;
use jiff::civil::date;
use plane_client::{
    Change, CommentPatch, CyclePatch, Error, NewAttachment, NewComment, NewCycle, NewWorkItem, ProjectPatch,
    UserId, WorkItemId, WorkItemPatch, WorkItemTypeId,
};
use serde_json::{Value, json};
use uuid::Uuid;

use servers::World;

/// What the last write that arrived had for a body.
fn last(world: &World) -> Value {
    let writes = world.plane.writes();
    writes.last().unwrap().json().unwrap()
}

#[tokio::test]
async fn a_work_item_comes_with_its_type_and_where_it_comes_from() {
    let world = World::start();
    let items = world.opted_in().in_project(world.sandbox.project).work_items();
    let (kind, user) = (
        WorkItemTypeId::from(Uuid::from_u128(7)),
        UserId::from(Uuid::from_u128(8)),
    );
    let made = "2026-11-20T10:00:00Z".parse::<Timestamp>().unwrap();
    let new = NewWorkItem::new("Tune")
        .type_id(kind)
        .created_at(made)
        .created_by(user);
    // Whether this server has such a type and such a user is not asked here.
    let _ = items.create(&new).await;
    let body = last(&world);
    assert_eq!(body["type_id"], json!(kind));
    assert_eq!(body["created_at"], json!("2026-11-20T10:00:00Z"));
    assert_eq!(body["created_by"], json!(user));

    let _ = items
        .update(world.sandbox.item, &WorkItemPatch::new().type_id(kind))
        .await;
    assert_eq!(last(&world), json!({"type_id": kind}));

    let parent: Option<WorkItemId> = None;
    let patch = WorkItemPatch::new().parent(parent).point(Some(3));
    items.update(world.sandbox.item, &patch).await.unwrap();
    assert_eq!(last(&world), json!({"parent": null, "point": 3}));
}

/// Who copies from another system has options, and ids that no type says the kind of.
#[tokio::test]
async fn what_may_be_nothing_takes_an_option_in_a_new_one_too() {
    let world = World::start();
    let items = world.opted_in().in_project(world.sandbox.project).work_items();
    let nothing: Option<WorkItemId> = None;
    let new = NewWorkItem::new("Tune")
        .parent(nothing)
        .start_date(Some(date(2026, 11, 20)))
        .target_date(None)
        .external_id(None)
        .point(Some(3));
    let made = items.create(&new).await.unwrap();
    let body = json!({
        "name": "Tune", "parent": null, "start_date": "2026-11-20", "target_date": null, "external_id": null, "point": 3,
    });
    assert_eq!(last(&world), body);
    assert_eq!((made.target_date, made.point), (None, Some(3)));

    let parent = Uuid::from(made.id);
    let part = items
        .create(&NewWorkItem::new("Bow").parent(parent))
        .await
        .unwrap();
    assert_eq!(part.parent.id(), Some(made.id));
    let patch = WorkItemPatch::new().parent(parent);
    assert_eq!(serde_json::to_value(patch).unwrap(), json!({"parent": made.id}));
}

#[tokio::test]
async fn a_work_item_goes_into_the_archive_and_comes_back() {
    let world = World::start();
    let items = world.opted_in().in_project(world.sandbox.project).work_items();
    let day = date(2026, 11, 20);
    let made = items
        .create(&NewWorkItem::new("Old").archived_at(day))
        .await
        .unwrap();
    assert_eq!(last(&world), json!({"name": "Old", "archived_at": "2026-11-20"}));
    assert!(matches!(items.get(made.id).await, Err(Error::NotFound(_))));

    let back = WorkItemPatch::new().archived_at(Change::Clear);
    assert_eq!(items.update(made.id, &back).await.unwrap().archived_at, None);
    assert_eq!(last(&world), json!({"archived_at": null}));
    assert_eq!(items.get(made.id).await.unwrap().name, "Old");
}

#[tokio::test]
async fn a_comment_comes_with_what_an_editor_keeps_and_where_it_comes_from() {
    let world = World::start();
    let comments = world
        .opted_in()
        .in_project(world.sandbox.project)
        .item(world.sandbox.item)
        .comments();
    let text = json!({"type": "doc", "content": []});
    let made = "2026-11-20T10:00:00Z".parse::<Timestamp>().unwrap();
    let user = UserId::from(Uuid::from_u128(8));
    let new = NewComment::new("<p>Tuned.</p>")
        .comment_json(text.clone())
        .created_at(made)
        .created_by(user);
    let comment = comments.create(&new).await.unwrap();
    let body = json!({
        "comment_html": "<p>Tuned.</p>", "comment_json": text, "created_at": "2026-11-20T10:00:00Z", "created_by": user,
    });
    assert_eq!(last(&world), body);
    let patch = CommentPatch::new().comment_json(text.clone());
    comments.update(comment.id, &patch).await.unwrap();
    assert_eq!(last(&world), json!({"comment_json": text}));
}

#[tokio::test]
async fn a_cycle_has_a_time_zone_and_a_project_a_time_after_which_it_archives() {
    let world = World::start();
    let client = world.opted_in();
    let cycles = client.in_project(world.sandbox.project).cycles();
    let cycle = cycles
        .create(&NewCycle::new("Tuning").timezone("Europe/Berlin"))
        .await
        .unwrap();
    assert_eq!(last(&world)["timezone"], json!("Europe/Berlin"));
    cycles
        .update(cycle.id, &CyclePatch::new().timezone("Asia/Tokyo"))
        .await
        .unwrap();
    assert_eq!(last(&world), json!({"timezone": "Asia/Tokyo"}));

    let patch = ProjectPatch::new().archive_in(3_u32);
    client
        .projects()
        .update(world.sandbox.project, &patch)
        .await
        .unwrap();
    assert_eq!(last(&world), json!({"archive_in": 3}));
}

#[tokio::test]
async fn a_file_and_a_project_have_a_name_in_another_system() {
    let world = World::start();
    let client = world.opted_in();
    let file = NewAttachment::new("a.txt", "text/plain", 5_u64)
        .external_source("mail")
        .external_id("7");
    let files = client
        .in_project(world.sandbox.project)
        .item(world.sandbox.item)
        .attachments();
    let upload = files.create(&file).await.unwrap();
    let attachment = upload.attachment();
    assert_eq!(
        (
            attachment.external_source.as_deref(),
            attachment.external_id.as_deref()
        ),
        (Some("mail"), Some("7"))
    );
    let again = files.create(&file).await;
    let id = Uuid::from(attachment.id);
    assert!(
        matches!(&again, Err(Error::Conflict { existing: Some(existing), .. }) if *existing == id),
        "{again:?}"
    );

    let patch = ProjectPatch::new().external_source("mail").external_id("8");
    let projects = client.projects();
    let project = projects.update(world.sandbox.project, &patch).await.unwrap();
    assert_eq!(project.external_id.as_deref(), Some("8"));
    let patch = ProjectPatch::new().external_id(Change::Clear);
    let project = projects.update(world.sandbox.project, &patch).await.unwrap();
    assert_eq!(
        (project.external_source.as_deref(), project.external_id),
        (Some("mail"), None)
    );
}

#[tokio::test]
async fn a_list_is_asked_for_some_fields_of_its_rows() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Named {
        id: WorkItemId,
        name: String,
    }
    let world = World::start();
    let list = world
        .closed()
        .in_project(world.sandbox.project)
        .work_items()
        .list();
    let (id, name) = (world.sandbox.item, "Ship the release".to_owned());
    let rows: Vec<Named> = list.fields(["id", "name"]).all().await.unwrap();
    assert_eq!(rows, [Named { id, name }]);
}

#[tokio::test]
async fn a_search_stays_in_the_project_and_notes_are_found_by_their_text() {
    let world = World::start();
    let client = world.closed();
    assert_eq!(client.search_work_items("release", 9).await.unwrap().len(), 2);
    let hits = client
        .in_project(world.sandbox.project)
        .work_items()
        .search("release", 9)
        .await
        .unwrap();
    assert_eq!(
        hits.iter().map(|hit| hit.id).collect::<Vec<_>>(),
        [world.sandbox.item]
    );

    // No test can make a note; what the server is asked is what counts.
    client.stickies().search("in bow").all().await.unwrap();
    let asked = world.plane.requests();
    let path = "/api/v1/workspaces/lab/stickies/?per_page=100&query=in+bow";
    assert_eq!(asked.last().unwrap().path, path);
}
