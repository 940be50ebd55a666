//! Who is in the workspace and in its projects.

use plane_client::embedded::Plane;
use serde_json::{Value, json};

use crate::wire::{get, write, write_as};

#[test]
fn lists_are_bare_and_only_the_workspace_names_roles() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let bob = plane.add_member(project.id(), "Bob");
    let everyone = get(&plane, "members/").json();
    let roles: Vec<_> = everyone
        .as_array()
        .unwrap()
        .iter()
        .map(|user| user["role"].clone())
        .collect();
    assert_eq!(roles, [json!(20), json!(15)]);
    for name in ["members", "project-members"] {
        let listed = get(&plane, &format!("projects/{}/{name}/", project.id())).json();
        let rows = listed.as_array().unwrap();
        assert!(rows.iter().any(|user| user["id"] == json!(bob.id())));
        assert!(rows.iter().all(|user| user["role"] == Value::Null));
    }
}

#[test]
fn a_membership_is_made_changed_and_ended() {
    let plane = Plane::start().unwrap();
    let sandbox = plane.add_project("Orchestra Sandbox", "SAND");
    let other = plane.add_project("Elsewhere", "ELSE");
    let bob = plane.add_member(sandbox.id(), "Bob");
    let path = format!("projects/{}/members/", other.id());
    let items = format!("projects/{}/work-items/", other.id());
    let may_read = || write_as(&plane, bob.api_key(), "GET", &items, &Value::Null).status;
    assert_eq!(may_read(), 403);
    let row = write(&plane, "POST", &path, &json!({"member": bob.id(), "role": 15}));
    assert_eq!(
        (row.status, row.at("/member"), row.at("/role")),
        (201, json!(bob.id()), json!(15))
    );
    assert_eq!(may_read(), 200);
    let one = format!("{path}{}/", row.at("/id").as_str().unwrap());
    assert_eq!(
        get(&plane, &one).at("/id"),
        json!(bob.id()),
        "the user, not the membership"
    );
    assert_eq!(
        write(&plane, "PATCH", &one, &json!({"role": 5})).at("/role"),
        json!(5)
    );
    assert_eq!(write(&plane, "PATCH", &one, &json!({"role": 6})).status, 400);
    assert_eq!(
        write_as(&plane, bob.api_key(), "DELETE", &one, &Value::Null).status,
        403
    );
    assert_eq!(write(&plane, "DELETE", &one, &Value::Null).status, 204);
    assert_eq!(may_read(), 403);
}

#[test]
fn assignees_who_are_no_members_are_dropped_without_a_word() {
    let plane = Plane::start().unwrap();
    let sandbox = plane.add_project("Orchestra Sandbox", "SAND");
    let other = plane.add_project("Elsewhere", "ELSE");
    let (bob, eve) = (
        plane.add_member(sandbox.id(), "Bob"),
        plane.add_member(other.id(), "Eve"),
    );
    let path = format!("projects/{}/work-items/", sandbox.id());
    let item = write(
        &plane,
        "POST",
        &path,
        &json!({"name": "x", "assignees": [bob.id(), eve.id()]}),
    );
    assert_eq!((item.status, item.at("/assignees")), (201, json!([bob.id()])));
    let shown = get(&plane, "work-items/SAND-1/?expand=assignees");
    assert_eq!(shown.at("/assignees/0/display_name"), json!("bob"));
}
