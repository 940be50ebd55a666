//! Labels, and what becomes of them on work items.

use plane_client::embedded::Plane;
use serde_json::{Value, json};

use crate::wire::{get, write};

#[test]
fn labels_are_made_read_changed_and_deleted() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let path = format!("projects/{}/labels/", project.id());
    let bug = write(&plane, "POST", &path, &json!({"name": "bug", "color": "#ff0000"}));
    assert_eq!((bug.status, bug.at("/sort_order")), (201, json!(65535.0)));
    let one = format!("{path}{}/", bug.at("/id").as_str().unwrap());
    let changed = write(&plane, "PATCH", &one, &json!({"color": "#00ff00"}));
    assert_eq!((changed.status, changed.at("/name")), (200, json!("bug")));
    assert_eq!(plane.labels(project.id())[0].color, "#00ff00");
    assert_eq!(get(&plane, &one).at("/color"), json!("#00ff00"));
    assert_eq!(write(&plane, "DELETE", &one, &Value::Null).status, 204);
    assert_eq!(get(&plane, &one).status, 404);
}

#[test]
fn a_name_or_an_external_id_is_taken_once() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let path = format!("projects/{}/labels/", project.id());
    let external = json!({"name": "a", "external_source": "s", "external_id": "1"});
    let first = write(&plane, "POST", &path, &external).at("/id");
    for body in [
        json!({"name": "a"}),
        json!({"name": "b", "external_source": "s", "external_id": "1"}),
    ] {
        let answer = write(&plane, "POST", &path, &body);
        assert_eq!((answer.status, answer.at("/id")), (409, first.clone()), "{body}");
    }
    let second = write(&plane, "POST", &path, &json!({"name": "b"})).at("/id");
    let one = format!("{path}{}/", second.as_str().unwrap());
    let taken = write(
        &plane,
        "PATCH",
        &one,
        &json!({"external_source": "s", "external_id": "1"}),
    );
    assert_eq!(
        (taken.status, taken.at("/id")),
        (409, second),
        "the id is that of the label itself"
    );
    assert_eq!(write(&plane, "PATCH", &one, &json!({"name": "a"})).status, 400);
}

#[test]
fn labels_of_other_projects_are_dropped_without_a_word() {
    let plane = Plane::start().unwrap();
    let sandbox = plane.add_project("Orchestra Sandbox", "SAND");
    let production = plane.add_project("Orchestra Production", "ORCH");
    let own = plane.add_label(sandbox.id(), "own");
    let foreign = plane.add_label(production.id(), "foreign");
    let path = format!("projects/{}/work-items/", sandbox.id());
    let item = write(
        &plane,
        "POST",
        &path,
        &json!({"name": "x", "labels": [own.id(), foreign.id()]}),
    );
    assert_eq!((item.status, item.at("/labels")), (201, json!([own.id()])));
    let one = format!("{path}{}/", item.at("/id").as_str().unwrap());
    let changed = write(&plane, "PATCH", &one, &json!({"labels": [foreign.id()]}));
    assert_eq!((changed.status, changed.at("/labels")), (200, json!([])));
    let unknown = json!({"labels": ["00000000-0000-0000-0000-000000000007"]});
    assert_eq!(write(&plane, "PATCH", &one, &unknown).status, 400);
}

#[test]
fn a_work_item_shows_its_labels_in_full_and_loses_deleted_ones() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let bug = plane.add_label(project.id(), "bug");
    let path = format!("projects/{}/work-items/", project.id());
    write(&plane, "POST", &path, &json!({"name": "x", "labels": [bug.id()]}));
    let shown = get(&plane, "work-items/SAND-1/?expand=labels");
    assert_eq!(shown.at("/labels/0/name"), json!("bug"));
    write(
        &plane,
        "DELETE",
        &format!("projects/{}/labels/{}/", project.id(), bug.id()),
        &Value::Null,
    );
    assert_eq!(get(&plane, "work-items/SAND-1/").at("/labels"), json!([]));
}
