//! What a user may do who is a member of the sandbox only: less than one hopes, and more than one thinks.

use serde_json::{Value, json};
use servers::World;

use crate::hazards::{misplaced, rightful, stored};
use crate::wire::{get, send, write, write_as};

const FORBIDDEN: &str = "You do not have permission to perform this action.";

#[test]
fn production_is_closed_to_an_outsider() {
    let world = World::start();
    let before = stored(&world);
    let bob = world.plane.add_member(world.sandbox.project, "Bob");
    let items = format!("projects/{}/work-items/", world.production.project);
    for (method, path) in [
        ("GET", items.as_str()),
        ("POST", &items),
        ("GET", "work-items/ORCH-114/"),
    ] {
        let answer = write_as(
            &world.plane,
            bob.api_key(),
            method,
            path,
            &json!({"name": "bob was here"}),
        );
        assert_eq!(
            (answer.status, answer.json()),
            (403, json!({"detail": FORBIDDEN})),
            "{method} {path}"
        );
    }
    let search = write_as(
        &world.plane,
        bob.api_key(),
        "GET",
        "work-items/search/?search=ORCH-114",
        &Value::Null,
    );
    assert_eq!(search.json(), json!({"issues": []}));
    assert_eq!(world.plane.work_items(world.production.project), [before]);
}

#[test]
fn an_outsider_sees_public_projects_as_no_member() {
    let world = World::start();
    let bob = world.plane.add_member(world.sandbox.project, "Bob");
    let path = "projects/?fields=identifier,is_member,member_role";
    let listed = write_as(&world.plane, bob.api_key(), "GET", path, &Value::Null);
    let expected = json!([
        {"identifier": "SAND", "is_member": true, "member_role": 15},
        {"identifier": "ORCH", "is_member": false, "member_role": null},
    ]);
    assert_eq!(listed.at("/results"), expected);
}

#[test]
fn an_outsider_makes_a_production_label() {
    let world = World::start();
    let bob = world.plane.add_member(world.sandbox.project, "Bob");
    let path = format!("projects/{}/labels/", world.production.project);
    assert_eq!(get(&world.plane, &path).at("/count"), json!(0));
    let answer = write_as(
        &world.plane,
        bob.api_key(),
        "POST",
        &path,
        &json!({"name": "bob-was-here"}),
    );
    assert_eq!((answer.status, answer.at("/created_by")), (201, json!(bob.id())));
    assert_eq!(
        get(&world.plane, &path).at("/results/0/name"),
        json!("bob-was-here")
    );
    let listed = write_as(&world.plane, bob.api_key(), "GET", &path, &Value::Null);
    assert_eq!(listed.status, 403, "to look at it is forbidden");
}

#[test]
fn an_outsider_comments_on_a_production_item_under_the_sandbox() {
    let world = World::start();
    let bob = world.plane.add_member(world.sandbox.project, "Bob");
    let before = get(&world.plane, &rightful(&world)).at("/updated_at");
    let path = format!("{}comments/", misplaced(&world));
    let body = json!({"comment_html": "<p>bob leak</p>"});
    let answer = write_as(&world.plane, bob.api_key(), "POST", &path, &body);
    assert_eq!((answer.status, answer.at("/actor")), (201, json!(bob.id())));
    assert_ne!(get(&world.plane, &rightful(&world)).at("/updated_at"), before);
    assert_eq!(world.plane.comments(world.production.item).len(), 1);
}

#[test]
fn an_outsider_stores_an_asset_for_production() {
    let world = World::start();
    let bob = world.plane.add_member(world.sandbox.project, "Bob");
    let body =
        json!({"name": "a.txt", "type": "text/plain", "size": 5, "project_id": world.production.project});
    for key in [world.plane.api_key(), bob.api_key()] {
        let answer = write_as(&world.plane, key, "POST", "assets/", &body);
        let error = json!({"error": "Something went wrong please try again later"});
        assert_eq!((answer.status, answer.json()), (500, error));
    }
    assert_eq!(
        world.plane.assets(world.production.project).len(),
        2,
        "stored, whatever the answer says"
    );
}

#[test]
fn only_who_made_a_work_item_or_administers_its_project_deletes_it() {
    let world = World::start();
    let bob = world.plane.add_member(world.sandbox.project, "Bob");
    let item = world.plane.add_work_item(world.sandbox.project, "Not bob's");
    let items = format!("projects/{}/work-items/", world.sandbox.project);
    let answer = write_as(
        &world.plane,
        bob.api_key(),
        "DELETE",
        &format!("{items}{}/", item.id()),
        &Value::Null,
    );
    let error = json!({"error": "Only admin or creator can delete the work item"});
    assert_eq!((answer.status, answer.json()), (403, error));
    let own = write_as(
        &world.plane,
        bob.api_key(),
        "POST",
        &items,
        &json!({"name": "Bob's"}),
    );
    let own = format!("{items}{}/", own.at("/id").as_str().unwrap());
    assert_eq!(
        write_as(&world.plane, bob.api_key(), "DELETE", &own, &Value::Null).status,
        204
    );
    assert_eq!(
        write(
            &world.plane,
            "DELETE",
            &format!("{items}{}/", item.id()),
            &Value::Null
        )
        .status,
        204
    );
}

#[test]
fn each_key_is_its_own_user() {
    let world = World::start();
    let bob = world.plane.add_member(world.sandbox.project, "Bob");
    let me = |key| {
        let answer = send(
            &world.plane,
            "GET",
            "/api/v1/users/me/",
            &[("X-API-Key", key)],
            b"",
        );
        answer.at("/display_name")
    };
    assert_eq!(me(bob.api_key()), json!("bob"));
    assert_eq!(me(world.plane.api_key()), json!("ada"));
}
