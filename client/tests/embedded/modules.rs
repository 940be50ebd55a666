//! Modules and the work items in them.

use plane_client::embedded::{Plane, Project};
use serde_json::{Value, json};

use crate::wire::{get, write};

fn world() -> (Plane, Project, String) {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let path = format!("projects/{}/modules/", project.id());
    (plane, project, path)
}

#[test]
fn a_patch_answers_a_body_without_id() {
    let (plane, project, path) = world();
    let module = write(
        &plane,
        "POST",
        &path,
        &json!({"name": "Module", "status": "planned"}),
    );
    assert_eq!(module.status, 201);
    let one = format!("{path}{}/", module.at("/id").as_str().unwrap());
    let changed = write(&plane, "PATCH", &one, &json!({"status": "completed"}));
    assert_eq!(
        (changed.status, changed.at("/status"), changed.at("/id")),
        (200, json!("completed"), Value::Null)
    );
    assert_eq!(plane.modules(project.id())[0].status, "completed");
    assert_eq!(
        write(&plane, "PATCH", &one, &json!({"status": "done"})).status,
        400
    );
}

#[test]
fn a_name_is_taken_once_and_says_by_which() {
    let (plane, project, path) = world();
    let module = plane.add_module(project.id(), "Module");
    let answer = write(&plane, "POST", &path, &json!({"name": "Module"}));
    assert_eq!(
        (answer.status, answer.at("/id"), answer.at("/code")),
        (400, json!(module.id()), json!("MODULE_NAME_ALREADY_EXISTS"))
    );
}

#[test]
fn work_items_come_and_go() {
    let (plane, project, path) = world();
    let module = plane.add_module(project.id(), "Module");
    let item = plane.add_work_item(project.id(), "One");
    let items = format!("{path}{}/module-issues/", module.id());
    for _ in 0..2 {
        let added = write(&plane, "POST", &items, &json!({"issues": [item.id()]}));
        assert_eq!(
            (added.status, added.json().as_array().map(Vec::len)),
            (200, Some(1))
        );
    }
    assert_eq!(plane.modules_of(item.id()), [module.id()]);
    assert_eq!(
        get(&plane, &format!("{path}{}/", module.id())).at("/total_issues"),
        json!(1)
    );
    assert_eq!(get(&plane, &items).at("/results/0/id"), json!(item.id()));
    let at = format!("{items}{}/", item.id());
    assert_eq!(write(&plane, "DELETE", &at, &Value::Null).status, 204);
    assert_eq!(write(&plane, "DELETE", &at, &Value::Null).status, 404);
    assert!(plane.modules_of(item.id()).is_empty());
    plane.add_to_module(module.id(), item.id());
    assert_eq!(get(&plane, &items).at("/count"), json!(1));
}

#[test]
fn members_of_a_module_are_members_of_the_project() {
    let (plane, project, path) = world();
    let other = plane.add_project("Elsewhere", "ELSE");
    let (bob, eve) = (
        plane.add_member(project.id(), "Bob"),
        plane.add_member(other.id(), "Eve"),
    );
    let answer = write(
        &plane,
        "POST",
        &path,
        &json!({"name": "Module", "members": [bob.id(), eve.id()]}),
    );
    assert_eq!((answer.status, answer.at("/members")), (201, json!([bob.id()])));
}

#[test]
fn a_module_is_archived_when_it_is_done_and_comes_back() {
    let (plane, project, path) = world();
    let module = plane.add_module(project.id(), "Module");
    let one = format!("{path}{}/", module.id());
    assert_eq!(
        write(&plane, "POST", &format!("{one}archive/"), &Value::Null).status,
        400
    );
    write(&plane, "PATCH", &one, &json!({"status": "cancelled"}));
    assert_eq!(
        write(&plane, "POST", &format!("{one}archive/"), &Value::Null).status,
        204
    );
    assert!(plane.modules(project.id())[0].archived_at.is_some());
    let archived = format!("projects/{}/archived-modules/", project.id());
    assert_eq!(get(&plane, &archived).at("/results/0/id"), json!(module.id()));
    assert_eq!(get(&plane, &one).status, 404);
    let unarchive = format!("{archived}{}/unarchive/", module.id());
    assert_eq!(write(&plane, "DELETE", &unarchive, &Value::Null).status, 204);
    assert_eq!(write(&plane, "DELETE", &one, &Value::Null).status, 204);
    assert!(plane.modules(project.id()).is_empty());
}
