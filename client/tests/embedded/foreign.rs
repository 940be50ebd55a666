//! Writes that name a production work item under the sandbox's URL, and what production looks like before and after.

use serde_json::{Value, json};
use servers::World;

use crate::hazards::{misplaced, rightful, stored};
use crate::wire::{get, write};

#[test]
fn a_link_under_the_sandbox_lands_on_a_production_item() {
    let world = World::start();
    let updated_at = || get(&world.plane, &rightful(&world)).at("/updated_at");
    let before = updated_at();
    let path = format!("{}links/", misplaced(&world));
    let answer = write(
        &world.plane,
        "POST",
        &path,
        &json!({"url": "http://127.0.0.1:1/leak"}),
    );
    assert_eq!(
        (answer.status, answer.at("/project"), answer.at("/issue")),
        (201, json!(world.sandbox.project), json!(world.production.item))
    );
    assert_ne!(updated_at(), before);
    let links = world.plane.links(world.production.item);
    assert_eq!(links[0].url, "http://127.0.0.1:1/leak");
    assert_eq!(links[0].project, world.sandbox.project);
}

#[test]
fn a_production_link_cannot_be_changed_under_the_sandbox() {
    let world = World::start();
    let link = world
        .plane
        .add_link(world.production.item, "http://127.0.0.1:1/")
        .unwrap();
    let rightful = format!("{}links/{}/", rightful(&world), link.id());
    let before = get(&world.plane, &rightful).json();
    let path = format!("{}links/{}/", misplaced(&world), link.id());
    for method in ["GET", "PATCH", "DELETE"] {
        let answer = write(&world.plane, method, &path, &json!({"title": "leak"}));
        assert_eq!(answer.status, 404, "{method}");
    }
    assert_eq!(get(&world.plane, &rightful).json(), before);
}

#[test]
fn a_relation_reaches_production_from_the_path_and_from_the_body() {
    let world = World::start();
    let own = world.plane.add_work_item(world.sandbox.project, "In the sandbox");
    let relations = || get(&world.plane, &format!("{}relations/", rightful(&world))).json();
    assert!(
        relations()
            .as_object()
            .unwrap()
            .values()
            .all(|kind| *kind == json!([]))
    );

    let path = format!(
        "projects/{}/work-items/{}/relations/",
        world.sandbox.project,
        own.id()
    );
    let body = json!({"relation_type": "blocking", "issues": [world.production.item]});
    let answer = write(&world.plane, "POST", &path, &body);
    assert_eq!(
        (answer.status, answer.at("/0/project_id")),
        (201, json!(world.production.project))
    );
    let row = json!([{"project_id": world.sandbox.project, "issue_id": own.id()}]);
    assert_eq!(relations()["blocked_by"], row);

    let other = world.plane.add_work_item(world.sandbox.project, "Another one");
    let path = format!("{}relations/", misplaced(&world));
    let body = json!({"relation_type": "relates_to", "issues": [other.id()]});
    assert_eq!(write(&world.plane, "POST", &path, &body).status, 201);
    let row = json!([{"project_id": world.sandbox.project, "issue_id": other.id()}]);
    assert_eq!(relations()["relates_to"], row);
}

#[test]
fn a_cycle_of_the_sandbox_takes_a_production_item_out_of_its_own() {
    let world = World::start();
    let sprint = world
        .plane
        .add_cycle(world.production.project, "Production sprint");
    world.plane.add_to_cycle(sprint.id(), world.production.item);
    let rightful = format!(
        "projects/{}/cycles/{}/cycle-issues/",
        world.production.project,
        sprint.id()
    );
    let count = || get(&world.plane, &rightful).at("/total_count");
    assert_eq!(count(), json!(1));

    let thief = world.plane.add_cycle(world.sandbox.project, "Sandbox sprint");
    let path = format!(
        "projects/{}/cycles/{}/cycle-issues/",
        world.sandbox.project,
        thief.id()
    );
    let answer = write(
        &world.plane,
        "POST",
        &path,
        &json!({"issues": [world.production.item]}),
    );
    assert_eq!(
        (answer.status, answer.json()),
        (200, json!([])),
        "it says that nothing happened"
    );
    assert_eq!(count(), json!(0));
    assert_eq!(world.plane.cycle_of(world.production.item), Some(thief.id()));
    assert_eq!(get(&world.plane, &path).at("/total_count"), json!(0));
}

#[test]
fn a_module_of_the_sandbox_ignores_a_production_item() {
    let world = World::start();
    let before = stored(&world);
    let module = world.plane.add_module(world.sandbox.project, "Sandbox module");
    let path = format!(
        "projects/{}/modules/{}/module-issues/",
        world.sandbox.project,
        module.id()
    );
    let answer = write(
        &world.plane,
        "POST",
        &path,
        &json!({"issues": [world.production.item]}),
    );
    assert_eq!((answer.status, answer.json()), (200, json!([])));
    assert!(world.plane.modules_of(world.production.item).is_empty());
    assert_eq!(stored(&world), before);
}

#[test]
fn an_attachment_under_the_sandbox_finds_no_production_item() {
    let world = World::start();
    let path = format!("{}attachments/", misplaced(&world));
    let file = json!({"name": "a.txt", "type": "text/plain", "size": 5});
    let gone = json!({"error": "The requested resource does not exist."});
    let answer = write(&world.plane, "POST", &path, &file);
    assert_eq!((answer.status, answer.json()), (404, gone));
    assert!(world.plane.attachments(world.production.item).is_empty());
}

#[test]
fn labels_cycles_and_modules_of_production_cannot_be_changed_under_the_sandbox() {
    let world = World::start();
    let label = world.plane.add_label(world.production.project, "production").id();
    let cycle = world
        .plane
        .add_cycle(world.production.project, "Production sprint")
        .id();
    let module = world
        .plane
        .add_module(world.production.project, "Production module")
        .id();
    for path in [
        format!("labels/{label}/"),
        format!("cycles/{cycle}/"),
        format!("modules/{module}/"),
    ] {
        let rightful = format!("projects/{}/{path}", world.production.project);
        let before = get(&world.plane, &rightful).json();
        assert_ne!(before["id"], Value::Null);
        for method in ["GET", "PATCH", "DELETE"] {
            let misplaced = format!("projects/{}/{path}", world.sandbox.project);
            let answer = write(&world.plane, method, &misplaced, &json!({"name": "leak"}));
            assert_eq!(answer.status, 404, "{method} {path}");
        }
        assert_eq!(get(&world.plane, &rightful).json(), before);
    }
}

#[test]
fn a_cycle_lands_in_the_project_of_the_url_whatever_the_body_says() {
    let world = World::start();
    let path = format!("projects/{}/cycles/", world.sandbox.project);
    let body = json!({"name": "Where do I land", "project_id": world.production.project});
    let answer = write(&world.plane, "POST", &path, &body);
    assert_eq!(
        (answer.status, answer.at("/project")),
        (201, json!(world.sandbox.project))
    );
    assert!(world.plane.cycles(world.production.project).is_empty());
    assert_eq!(world.plane.cycles(world.sandbox.project).len(), 1);
}

#[test]
fn an_encoded_slash_in_the_slug_makes_a_production_label() {
    let world = World::start();
    let project = world.production.project;
    for target in [
        format!("/api/v1/workspaces/lab%2Fprojects%2F{project}%2Flabels/"),
        format!(
            "/api/v1/workspaces/lab/projects/{project}/labels/?x=/projects/{}/labels/",
            world.sandbox.project
        ),
    ] {
        let body = json!({"name": target});
        let answer = crate::wire::call(&world.plane, "POST", &target, Some(&body));
        assert_eq!((answer.status, answer.at("/project")), (201, json!(project)));
    }
    assert_eq!(world.plane.labels(project).len(), 2);
    assert!(world.plane.labels(world.sandbox.project).is_empty());
}
