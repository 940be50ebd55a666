//! The id of a work item in another system.

use plane_client::WorkItemId;
use serde_json::{Value, json};

use crate::wire::{get, write};
use crate::writes::{id, sandbox};

#[test]
fn an_external_id_is_taken_once_in_a_project_and_freed_by_deletion() {
    let (plane, _, path) = sandbox();
    let other = plane.add_project("Orchestra Production", "ORCH");
    let body = json!({"name": "x", "external_source": "tests", "external_id": "e-1"});
    let first: WorkItemId = id(&write(&plane, "POST", &path, &body));
    let again = write(&plane, "POST", &path, &body);
    let error = "Issue with the same external id and external source already exists";
    assert_eq!(
        (again.status, again.json()),
        (409, json!({"error": error, "id": first}))
    );
    assert_eq!(
        write(
            &plane,
            "POST",
            &format!("projects/{}/work-items/", other.id()),
            &body
        )
        .status,
        201
    );

    let second: WorkItemId = id(&write(&plane, "POST", &path, &json!({"name": "y"})));
    let taken = write(&plane, "PATCH", &format!("{path}{second}/"), &body);
    assert_eq!(
        (taken.status, taken.at("/id")),
        (409, json!(second)),
        "the id is that of the patched item"
    );
    write(&plane, "DELETE", &format!("{path}{first}/"), &Value::Null);
    assert_eq!(write(&plane, "POST", &path, &body).status, 201);
}

#[test]
fn half_an_external_id_is_none() {
    let (plane, project, path) = sandbox();
    for body in [
        json!({"name": "x", "external_source": "tests", "external_id": ""}),
        json!({"name": "x", "external_source": "tests"}),
        json!({"name": "x", "external_source": null, "external_id": "e-1"}),
    ] {
        for _ in 0..2 {
            assert_eq!(write(&plane, "POST", &path, &body).status, 201, "{body}");
        }
    }
    assert_eq!(plane.work_items(project.id()).len(), 6);
}

#[test]
fn an_external_id_is_taken_where_it_is_and_as_long_as_it_is() {
    let (plane, _, path) = sandbox();
    let other = plane.add_project("Other", "OTHER").id();
    let there = format!("projects/{other}/work-items/");
    let body = json!({"name": "Once", "external_source": "tests", "external_id": "1"});
    let made = write(&plane, "POST", &path, &body);
    let one: WorkItemId = id(&made);
    assert_eq!(write(&plane, "POST", &path, &body).at("/id"), made.at("/id"));
    // A work item takes its external id along.
    plane.move_work_item(one, other);
    assert_eq!(write(&plane, "POST", &there, &body).at("/id"), made.at("/id"));
    let by_id = |path: &str| get(&plane, &format!("{path}?external_source=tests&external_id=1"));
    assert_eq!(
        (by_id(&path).status, by_id(&there).at("/id")),
        (404, made.at("/id"))
    );
    let second = write(&plane, "POST", &path, &body);
    assert_eq!(second.status, 201);
    // And gives it back.
    let renamed = write(
        &plane,
        "PATCH",
        &format!("{there}{one}/"),
        &json!({"external_id": "2"}),
    );
    assert_eq!(renamed.status, 200);
    assert_eq!(write(&plane, "POST", &there, &body).status, 201);
    let second: WorkItemId = id(&second);
    write(&plane, "DELETE", &format!("{path}{second}/"), &Value::Null);
    assert_eq!(write(&plane, "POST", &path, &body).status, 201);
}
