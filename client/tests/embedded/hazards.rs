//! What a real server does and should not: the URL says one project, another one changes.

use plane_client::embedded::WorkItem;
use serde_json::{Value, json};
use servers::World;

use crate::wire::{get, write};

/// The production item under the sandbox's URL.
pub(crate) fn misplaced(world: &World) -> String {
    format!(
        "projects/{}/work-items/{}/",
        world.sandbox.project, world.production.item
    )
}

pub(crate) fn rightful(world: &World) -> String {
    format!("projects/{}", world.production.path(""))
}

/// The production item as it is.
pub(crate) fn stored(world: &World) -> WorkItem {
    world.plane.work_item(world.production.item).unwrap()
}

#[test]
fn a_comment_under_the_sandbox_changes_a_production_item() {
    let world = World::start();
    let before = stored(&world);
    let path = format!("{}comments/", misplaced(&world));
    let answer = write(
        &world.plane,
        "POST",
        &path,
        &json!({"comment_html": "<p>leak</p>"}),
    );
    assert_eq!(
        (answer.status, answer.at("/project")),
        (201, json!(world.sandbox.project))
    );
    let comments = world.plane.comments(world.production.item);
    let [comment] = &comments[..] else {
        panic!("one comment, not {comments:?}")
    };
    assert_eq!(
        (comment.comment_html.as_str(), comment.project),
        ("<p>leak</p>", world.sandbox.project)
    );
    assert!(stored(&world).updated_at > before.updated_at);
    assert_eq!(get(&world.plane, &path).at("/count"), json!(1));
    let rightful = get(&world.plane, &format!("{}comments/", rightful(&world)));
    assert_eq!(
        rightful.at("/count"),
        json!(0),
        "production does not even list it"
    );
}

#[test]
fn a_production_item_cannot_be_read_changed_or_deleted_under_the_sandbox() {
    let world = World::start();
    let before = stored(&world);
    let gone = json!({"error": "The requested resource does not exist."});
    for (method, body) in [
        ("GET", Value::Null),
        ("PATCH", json!({"name": "leak"})),
        ("DELETE", Value::Null),
    ] {
        let answer = write(&world.plane, method, &misplaced(&world), &body);
        assert_eq!((answer.status, answer.json()), (404, gone.clone()), "{method}");
    }
    assert_eq!(stored(&world), before);
}

#[test]
fn a_production_comment_or_state_cannot_be_changed_under_the_sandbox() {
    let world = World::start();
    let path = format!("{}comments/", rightful(&world));
    let comment = write(&world.plane, "POST", &path, &json!({})).at("/id");
    let comment = comment.as_str().unwrap();
    let state = world.production.done;
    for path in [
        format!("{}comments/{comment}/", misplaced(&world)),
        format!("projects/{}/states/{state}/", world.sandbox.project),
    ] {
        for method in ["PATCH", "DELETE"] {
            let body = json!({"comment_html": "<p>leak</p>", "description": "leak"});
            assert_eq!(
                write(&world.plane, method, &path, &body).status,
                404,
                "{method} {path}"
            );
        }
    }
    assert_eq!(world.plane.comments(world.production.item).len(), 1);
}

#[test]
fn a_production_item_cannot_be_a_parent_in_the_sandbox() {
    let world = World::start();
    let path = format!("projects/{}/work-items/", world.sandbox.project);
    let answer = write(
        &world.plane,
        "POST",
        &path,
        &json!({"name": "x", "parent": world.production.item}),
    );
    let error = "Parent is not valid issue_id please pass a valid issue_id";
    assert_eq!(
        (answer.status, answer.json()),
        (400, json!({"non_field_errors": [error]}))
    );
}

#[test]
fn no_header_turns_one_method_into_another() {
    let world = World::start();
    let before = stored(&world);
    let target = format!("/api/v1/workspaces/lab/{}", rightful(&world));
    let headers = [
        ("X-API-Key", world.plane.api_key()),
        ("Content-Type", "application/json"),
        ("X-HTTP-Method-Override", "PATCH"),
    ];
    let answer = crate::wire::send(&world.plane, "POST", &target, &headers, br#"{"name": "leak"}"#);
    assert_eq!(answer.status, 405);
    assert_eq!(stored(&world), before);
}
