//! Writes that belong to no project.

use plane_client::embedded::Plane;
use serde_json::{Value, json};

use crate::wire::{get, write, write_as};

#[test]
fn invitations_are_made_read_changed_and_withdrawn() {
    let plane = Plane::start().unwrap();
    let made = write(
        &plane,
        "POST",
        "invitations/",
        &json!({"email": "nobody@test.invalid", "role": 15}),
    );
    assert_eq!((made.status, made.at("/accepted")), (201, json!(false)));
    assert_eq!(made.header("X-RateLimit-Remaining"), None, "it costs nothing");
    let one = format!("invitations/{}/", made.at("/id").as_str().unwrap());
    assert_eq!(
        get(&plane, "invitations/").at("/0/email"),
        json!("nobody@test.invalid")
    );
    assert_eq!(
        write(&plane, "PATCH", &one, &json!({"role": 5})).at("/role"),
        json!(5)
    );
    assert_eq!(get(&plane, &one).at("/role"), json!(5));
    assert_eq!(write(&plane, "DELETE", &one, &Value::Null).status, 204);
    assert_eq!(get(&plane, &one).status, 404);
    let wrong = write(
        &plane,
        "POST",
        "invitations/",
        &json!({"email": "nobody", "role": 15}),
    );
    assert_eq!(wrong.status, 400);
}

#[test]
fn stickies_are_seen_by_who_made_them() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let bob = plane.add_member(project.id(), "Bob");
    let made = write(
        &plane,
        "POST",
        "stickies/",
        &json!({"name": "s", "description_html": "<p>a<b>b</b></p>"}),
    );
    assert_eq!(
        (made.status, made.at("/description_stripped")),
        (201, json!("ab"))
    );
    let one = format!("stickies/{}/", made.at("/id").as_str().unwrap());
    assert_eq!(get(&plane, "stickies/").at("/count"), json!(1));
    assert_eq!(
        write(&plane, "PATCH", &one, &json!({"name": null})).at("/name"),
        Value::Null
    );
    assert_eq!(
        write_as(&plane, bob.api_key(), "GET", &one, &Value::Null).status,
        404
    );
    assert_eq!(write(&plane, "DELETE", &one, &Value::Null).status, 204);
    assert_eq!(get(&plane, "stickies/").at("/count"), json!(0));
}

#[test]
fn an_asset_may_belong_to_no_project() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Production", "ORCH");
    let file = json!({"name": "a.txt", "type": "text/plain", "size": 5});
    assert_eq!(write(&plane, "POST", "assets/", &file).status, 500);
    assert!(plane.assets(project.id()).is_empty());
    let refused = write(&plane, "POST", "assets/", &json!({"name": "a.txt"}));
    assert_eq!(
        refused.json(),
        json!({"error": "Invalid request.", "status": false})
    );
}
