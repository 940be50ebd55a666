//! Writes that belong to no project.

use plane_client::embedded::Plane;
use serde_json::{Value, json};

use crate::attachments::{TYPE, form};
use crate::wire::{get, send, send_to, write, write_as};

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
        json!({"error": "Name and size are required fields.", "status": false})
    );
}

#[test]
fn a_file_of_the_workspace_is_read_once_somebody_said_that_it_is_there() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let file = json!({"name": "a.txt", "type": "text/plain", "size": 5, "project_id": project.id()});
    assert_eq!(write(&plane, "POST", "assets/", &file).status, 500);
    let one = format!("assets/{}/", plane.assets(project.id())[0].id());
    let early = get(&plane, &one);
    assert_eq!(
        (early.status, early.json()),
        (400, json!({"error": "Asset not yet uploaded"}))
    );
    let confirmed = write(&plane, "PATCH", &one, &json!({"is_uploaded": true}));
    assert_eq!(
        (confirmed.status, confirmed.header("Allow")),
        (204, Some("GET, PATCH"))
    );
    let found = get(&plane, &one);
    assert_eq!(
        (found.at("/asset_name"), found.at("/asset_type")),
        (json!("a.txt"), json!("text/plain"))
    );
    assert!(
        found
            .at("/asset_url")
            .as_str()
            .unwrap()
            .starts_with(&plane.storage_url())
    );
    let nobody = get(&plane, "assets/7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01/");
    assert_eq!(
        (nobody.status, nobody.json()),
        (404, json!({"error": "Asset not found"}))
    );
}

#[test]
fn a_users_picture_is_announced_confirmed_and_deleted_by_that_user_alone() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let bob = plane.add_member(project.id(), "Bob");
    let ask = |key: &str, method: &str, path: &str, body: &Value| {
        let headers = [("X-API-Key", key), ("Content-Type", "application/json")];
        let path = format!("/api/v1/assets/user-assets/{path}");
        send(&plane, method, &path, &headers, body.to_string().as_bytes())
    };
    let face = json!({"name": "me.png", "type": "image/png", "size": 5, "entity_type": "USER_AVATAR"});
    let made = ask(bob.api_key(), "POST", "", &face);
    assert_eq!((made.status, made.header("Allow")), (200, Some("POST")));
    assert!(made.header("X-RateLimit-Remaining").is_some());
    let id = made.at("/asset_id").as_str().unwrap().to_owned();
    assert_eq!(
        made.at("/asset_url"),
        json!(format!("/api/assets/v2/static/{id}/"))
    );
    let form = form(&made.at("/upload_data/fields"), "hello");
    let sent = send_to(
        &plane.storage_url(),
        "POST",
        "/uploads",
        &[("Content-Type", TYPE)],
        form.as_bytes(),
    );
    assert_eq!(sent.status, 204);
    let [file] = &plane.user_assets(bob.id())[..] else {
        panic!("one picture")
    };
    assert_eq!(
        (file.name(), file.is_uploaded, file.project),
        ("me.png", false, None)
    );
    assert_eq!(plane.contents(file.id()).as_deref(), Some(&b"hello"[..]));

    let one = format!("{id}/");
    for method in ["PATCH", "DELETE"] {
        assert_eq!(
            ask(plane.api_key(), method, &one, &json!({})).status,
            404,
            "{method}: not the caller's"
        );
    }
    let confirmed = ask(bob.api_key(), "PATCH", &one, &json!({}));
    assert_eq!(
        (confirmed.status, confirmed.header("Allow")),
        (204, Some("PATCH, DELETE"))
    );
    assert!(plane.user_assets(bob.id())[0].is_uploaded);
    assert_eq!(ask(bob.api_key(), "GET", &one, &Value::Null).status, 405);
    assert_eq!(ask(bob.api_key(), "DELETE", &one, &Value::Null).status, 204);
    assert_eq!(ask(bob.api_key(), "DELETE", &one, &Value::Null).status, 404);
    assert!(plane.user_assets(bob.id()).is_empty());
}

#[test]
fn what_is_no_picture_of_a_user_is_refused() {
    let plane = Plane::start().unwrap();
    let headers = [
        ("X-API-Key", plane.api_key()),
        ("Content-Type", "application/json"),
    ];
    for (body, error) in [
        (
            json!({"name": "a.png", "type": "image/png"}),
            "Invalid entity type.",
        ),
        (
            json!({"name": "a.png", "type": "image/png", "entity_type": "WORKSPACE_LOGO"}),
            "Invalid entity type.",
        ),
        (
            json!({"name": "a.txt", "type": "text/plain", "entity_type": "USER_COVER"}),
            "Invalid file type. Only JPEG and PNG files are allowed.",
        ),
    ] {
        let answer = send(
            &plane,
            "POST",
            "/api/v1/assets/user-assets/",
            &headers,
            body.to_string().as_bytes(),
        );
        assert_eq!(
            (answer.status, answer.json()),
            (400, json!({"error": error, "status": false}))
        );
    }
}
