//! Writes that name a production work item under the sandbox's URL, and what production looks like before and after.

use serde_json::{Value, json};

use crate::hazards::World;
use crate::wire::{get, write};

#[test]
fn a_link_under_the_sandbox_lands_on_a_production_item() {
    let world = World::new();
    let updated_at = || get(&world.plane, &world.rightful()).at("/updated_at");
    let before = updated_at();
    let path = format!("{}links/", world.misplaced());
    let answer = write(
        &world.plane,
        "POST",
        &path,
        &json!({"url": "http://127.0.0.1:1/leak"}),
    );
    assert_eq!(
        (answer.status, answer.at("/project"), answer.at("/issue")),
        (201, json!(world.sandbox.id()), json!(world.item.id()))
    );
    assert_ne!(updated_at(), before);
    let links = world.plane.links(world.item.id());
    assert_eq!(links[0].url, "http://127.0.0.1:1/leak");
    assert_eq!(links[0].project, world.sandbox.id());
}

#[test]
fn a_production_link_cannot_be_changed_under_the_sandbox() {
    let world = World::new();
    let link = world
        .plane
        .add_link(world.item.id(), "http://127.0.0.1:1/")
        .unwrap();
    let rightful = format!("{}links/{}/", world.rightful(), link.id());
    let before = get(&world.plane, &rightful).json();
    let path = format!("{}links/{}/", world.misplaced(), link.id());
    for method in ["GET", "PATCH", "DELETE"] {
        let answer = write(&world.plane, method, &path, &json!({"title": "leak"}));
        assert_eq!(answer.status, 404, "{method}");
    }
    assert_eq!(get(&world.plane, &rightful).json(), before);
}

#[test]
fn a_relation_reaches_production_from_the_path_and_from_the_body() {
    let world = World::new();
    let own = world.plane.add_work_item(world.sandbox.id(), "In the sandbox");
    let relations = || get(&world.plane, &format!("{}relations/", world.rightful())).json();
    assert!(
        relations()
            .as_object()
            .unwrap()
            .values()
            .all(|kind| *kind == json!([]))
    );

    let path = format!(
        "projects/{}/work-items/{}/relations/",
        world.sandbox.id(),
        own.id()
    );
    let body = json!({"relation_type": "blocking", "issues": [world.item.id()]});
    let answer = write(&world.plane, "POST", &path, &body);
    assert_eq!(
        (answer.status, answer.at("/0/project_id")),
        (201, json!(world.production.id()))
    );
    let row = json!([{"project_id": world.sandbox.id(), "issue_id": own.id()}]);
    assert_eq!(relations()["blocked_by"], row);

    let other = world.plane.add_work_item(world.sandbox.id(), "Another one");
    let path = format!("{}relations/", world.misplaced());
    let body = json!({"relation_type": "relates_to", "issues": [other.id()]});
    assert_eq!(write(&world.plane, "POST", &path, &body).status, 201);
    let row = json!([{"project_id": world.sandbox.id(), "issue_id": other.id()}]);
    assert_eq!(relations()["relates_to"], row);
}

#[test]
fn a_cycle_of_the_sandbox_takes_a_production_item_out_of_its_own() {
    let world = World::new();
    let sprint = world.plane.add_cycle(world.production.id(), "Production sprint");
    world.plane.add_to_cycle(sprint.id(), world.item.id());
    let rightful = format!(
        "projects/{}/cycles/{}/cycle-issues/",
        world.production.id(),
        sprint.id()
    );
    let count = || get(&world.plane, &rightful).at("/total_count");
    assert_eq!(count(), json!(1));

    let thief = world.plane.add_cycle(world.sandbox.id(), "Sandbox sprint");
    let path = format!(
        "projects/{}/cycles/{}/cycle-issues/",
        world.sandbox.id(),
        thief.id()
    );
    let answer = write(&world.plane, "POST", &path, &json!({"issues": [world.item.id()]}));
    assert_eq!(
        (answer.status, answer.json()),
        (200, json!([])),
        "it says that nothing happened"
    );
    assert_eq!(count(), json!(0));
    assert_eq!(world.plane.cycle_of(world.item.id()), Some(thief.id()));
    assert_eq!(get(&world.plane, &path).at("/total_count"), json!(0));
}

#[test]
fn a_module_of_the_sandbox_ignores_a_production_item() {
    let world = World::new();
    let module = world.plane.add_module(world.sandbox.id(), "Sandbox module");
    let path = format!(
        "projects/{}/modules/{}/module-issues/",
        world.sandbox.id(),
        module.id()
    );
    let answer = write(&world.plane, "POST", &path, &json!({"issues": [world.item.id()]}));
    assert_eq!((answer.status, answer.json()), (200, json!([])));
    assert!(world.plane.modules_of(world.item.id()).is_empty());
    assert_eq!(world.plane.work_item(world.item.id()), Some(world.item));
}

#[test]
fn an_attachment_under_the_sandbox_finds_no_production_item() {
    let world = World::new();
    let path = format!("{}attachments/", world.misplaced());
    let file = json!({"name": "a.txt", "type": "text/plain", "size": 5});
    let gone = json!({"error": "The requested resource does not exist."});
    let answer = write(&world.plane, "POST", &path, &file);
    assert_eq!((answer.status, answer.json()), (404, gone));
    assert!(world.plane.attachments(world.item.id()).is_empty());
}

#[test]
fn labels_cycles_and_modules_of_production_cannot_be_changed_under_the_sandbox() {
    let world = World::new();
    let label = world.plane.add_label(world.production.id(), "production").id();
    let cycle = world
        .plane
        .add_cycle(world.production.id(), "Production sprint")
        .id();
    let module = world
        .plane
        .add_module(world.production.id(), "Production module")
        .id();
    for path in [
        format!("labels/{label}/"),
        format!("cycles/{cycle}/"),
        format!("modules/{module}/"),
    ] {
        let rightful = format!("projects/{}/{path}", world.production.id());
        let before = get(&world.plane, &rightful).json();
        assert_ne!(before["id"], Value::Null);
        for method in ["GET", "PATCH", "DELETE"] {
            let misplaced = format!("projects/{}/{path}", world.sandbox.id());
            let answer = write(&world.plane, method, &misplaced, &json!({"name": "leak"}));
            assert_eq!(answer.status, 404, "{method} {path}");
        }
        assert_eq!(get(&world.plane, &rightful).json(), before);
    }
}

#[test]
fn a_cycle_lands_in_the_project_of_the_url_whatever_the_body_says() {
    let world = World::new();
    let path = format!("projects/{}/cycles/", world.sandbox.id());
    let body = json!({"name": "Where do I land", "project_id": world.production.id()});
    let answer = write(&world.plane, "POST", &path, &body);
    assert_eq!(
        (answer.status, answer.at("/project")),
        (201, json!(world.sandbox.id()))
    );
    assert!(world.plane.cycles(world.production.id()).is_empty());
    assert_eq!(world.plane.cycles(world.sandbox.id()).len(), 1);
}

#[test]
fn an_encoded_slash_in_the_slug_makes_a_production_label() {
    let world = World::new();
    let project = world.production.id();
    for target in [
        format!("/api/v1/workspaces/lab%2Fprojects%2F{project}%2Flabels/"),
        format!(
            "/api/v1/workspaces/lab/projects/{project}/labels/?x=/projects/{}/labels/",
            world.sandbox.id()
        ),
    ] {
        let body = json!({"name": target});
        let answer = crate::wire::call(&world.plane, "POST", &target, Some(&body));
        assert_eq!((answer.status, answer.at("/project")), (201, json!(project)));
    }
    assert_eq!(world.plane.labels(project).len(), 2);
    assert!(world.plane.labels(world.sandbox.id()).is_empty());
}
