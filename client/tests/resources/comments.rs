use plane_client::{Access, CommentPatch, NewComment};
use serde_json::{Value, json};

use servers::{World, assert_blocked, nobody, one};

const HTML: &str = "<p>Done.</p>";

#[tokio::test]
async fn a_comment_in_the_sandbox_is_written_as_said() {
    let world = World::start();
    let place = &world.sandbox;
    let comments = world
        .opted_in()
        .in_project(place.project)
        .item(place.item)
        .comments();

    let new = NewComment::new(HTML).access(Access::Internal);
    let comment = comments.create(&new).await.unwrap();
    assert_eq!((comment.project, comment.issue), (place.project, place.item));
    assert_eq!(
        (comment.comment_html.as_str(), comment.access),
        (HTML, Some(Access::Internal))
    );
    let body = json!({"comment_html": HTML, "access": "INTERNAL"});
    assert_eq!(world.arrived(), one("POST", place.path("comments/"), body));

    let own = place.path(&format!("comments/{}/", comment.id));
    let patch = CommentPatch::new().comment_html("<p>Not done.</p>");
    let changed = comments.update(comment.id, &patch).await.unwrap();
    assert_eq!(changed.comment_html, "<p>Not done.</p>");
    let body = json!({"comment_html": "<p>Not done.</p>"});
    assert_eq!(world.arrived(), one("PATCH", own.clone(), body));

    assert_eq!(comments.get(comment.id).await.unwrap().id, comment.id);
    assert_eq!(comments.list().all().await.unwrap().len(), 1);
    comments.delete(comment.id).await.unwrap();
    assert_eq!(world.arrived(), one("DELETE", own, Value::Null));
    assert!(world.plane.comments(place.item).is_empty());
}

#[tokio::test]
async fn no_comment_is_written_on_a_production_item_under_the_sandboxs_url() {
    let world = World::start();
    let comments = world
        .opted_in()
        .in_project(world.sandbox.project)
        .item(world.production.item)
        .comments();
    let (new, patch) = (NewComment::new(HTML), CommentPatch::new().comment_html(HTML));
    assert_blocked(comments.create(&new).await, "ambiguous-target");
    assert_blocked(comments.update(nobody(), &patch).await, "ambiguous-target");
    assert_blocked(comments.delete(nobody()).await, "ambiguous-target");
    let rightful = world
        .opted_in()
        .in_project(world.production.project)
        .item(world.production.item)
        .comments();
    assert_blocked(rightful.create(&new).await, "prod-project-in-test");
    assert_eq!(world.arrived(), []);
    assert!(world.plane.comments(world.production.item).is_empty());
}
