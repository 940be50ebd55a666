//! What a real server does and should not: the URL says one project, another one changes.

use plane_client::embedded::{Plane, Project, WorkItem};
use serde_json::{Value, json};

use crate::wire::{get, write};

/// A production project with a work item, and a sandbox.
pub(crate) struct World {
    pub(crate) plane: Plane,
    pub(crate) production: Project,
    pub(crate) sandbox: Project,
    pub(crate) item: WorkItem,
}

impl World {
    pub(crate) fn new() -> Self {
        let plane = Plane::start().unwrap();
        let production = plane.add_project("Orchestra Production", "ORCH");
        let sandbox = plane.add_project("Orchestra Sandbox", "SAND");
        let item = plane.add_work_item_numbered(production.id(), 114, "Must not be touched");
        Self {
            plane,
            production,
            sandbox,
            item,
        }
    }

    /// The production item under the sandbox's URL.
    pub(crate) fn misplaced(&self) -> String {
        format!("projects/{}/work-items/{}/", self.sandbox.id(), self.item.id())
    }

    pub(crate) fn rightful(&self) -> String {
        format!("projects/{}/work-items/{}/", self.production.id(), self.item.id())
    }
}

#[test]
fn a_comment_under_the_sandbox_changes_a_production_item() {
    let world = World::new();
    let path = format!("{}comments/", world.misplaced());
    let answer = write(
        &world.plane,
        "POST",
        &path,
        &json!({"comment_html": "<p>leak</p>"}),
    );
    assert_eq!(
        (answer.status, answer.at("/project")),
        (201, json!(world.sandbox.id()))
    );
    let comments = world.plane.comments(world.item.id());
    let [comment] = &comments[..] else {
        panic!("one comment, not {comments:?}")
    };
    assert_eq!(
        (comment.comment_html.as_str(), comment.project),
        ("<p>leak</p>", world.sandbox.id())
    );
    let now = world.plane.work_item(world.item.id()).unwrap();
    assert!(now.updated_at > world.item.updated_at);
    assert_eq!(get(&world.plane, &path).at("/count"), json!(1));
    let rightful = get(&world.plane, &format!("{}comments/", world.rightful()));
    assert_eq!(
        rightful.at("/count"),
        json!(0),
        "production does not even list it"
    );
}

#[test]
fn a_production_item_cannot_be_read_changed_or_deleted_under_the_sandbox() {
    let world = World::new();
    let gone = json!({"error": "The requested resource does not exist."});
    for (method, body) in [
        ("GET", Value::Null),
        ("PATCH", json!({"name": "leak"})),
        ("DELETE", Value::Null),
    ] {
        let answer = write(&world.plane, method, &world.misplaced(), &body);
        assert_eq!((answer.status, answer.json()), (404, gone.clone()), "{method}");
    }
    assert_eq!(world.plane.work_item(world.item.id()), Some(world.item));
}

#[test]
fn a_production_comment_or_state_cannot_be_changed_under_the_sandbox() {
    let world = World::new();
    let path = format!("{}comments/", world.rightful());
    let comment = write(&world.plane, "POST", &path, &json!({})).at("/id");
    let comment = comment.as_str().unwrap();
    let state = world.production.state("Done").unwrap().id();
    for path in [
        format!("{}comments/{comment}/", world.misplaced()),
        format!("projects/{}/states/{state}/", world.sandbox.id()),
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
    assert_eq!(world.plane.comments(world.item.id()).len(), 1);
}

#[test]
fn a_production_item_cannot_be_a_parent_in_the_sandbox() {
    let world = World::new();
    let path = format!("projects/{}/work-items/", world.sandbox.id());
    let answer = write(
        &world.plane,
        "POST",
        &path,
        &json!({"name": "x", "parent": world.item.id()}),
    );
    let error = "Parent is not valid issue_id please pass a valid issue_id";
    assert_eq!(
        (answer.status, answer.json()),
        (400, json!({"non_field_errors": [error]}))
    );
}

#[test]
fn no_header_turns_one_method_into_another() {
    let world = World::new();
    let target = format!("/api/v1/workspaces/lab/{}", world.rightful());
    let headers = [
        ("X-API-Key", world.plane.api_key()),
        ("Content-Type", "application/json"),
        ("X-HTTP-Method-Override", "PATCH"),
    ];
    let answer = crate::wire::send(&world.plane, "POST", &target, &headers, br#"{"name": "leak"}"#);
    assert_eq!(answer.status, 405);
    assert_eq!(world.plane.work_item(world.item.id()), Some(world.item));
}
