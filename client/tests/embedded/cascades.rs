//! Deletes follow references out of the sandbox, as a real server's do: the URL names a thing of the sandbox, and production
//! loses something.

use plane_client::LabelId;
use plane_client::embedded::{Fault, When};
use serde_json::json;
use servers::World;

use crate::hazards::{misplaced, rightful};
use crate::wire::{get, write};

/// Deletes something of the sandbox.
fn delete(world: &World, path: &str) {
    let path = format!("projects/{}/{path}/", world.sandbox.project);
    let answer = write(&world.plane, "DELETE", &path, &json!(null));
    assert_eq!(answer.status, 204, "{path}");
}

/// The labels on the work item of production.
fn labels_of_production(world: &World) -> Vec<LabelId> {
    world.plane.work_item(world.production.item).unwrap().labels
}

#[test]
fn a_deleted_work_item_takes_its_production_child_and_everything_of_it() {
    let world = World::start();
    let (plane, child, parent) = (&world.plane, world.production.item, world.sandbox.item);
    let grandchild = plane.add_work_item(world.production.project, "Below").id();
    plane.set_parent(child, parent);
    plane.set_parent(grandchild, child);
    plane.add_link(grandchild, "http://127.0.0.1:1/");
    plane.add_attachment(grandchild, "a.txt", b"bytes");
    let sprint = plane
        .add_cycle(world.production.project, "Production sprint")
        .id();
    let module = plane
        .add_module(world.production.project, "Production module")
        .id();
    plane.add_to_cycle(sprint, grandchild);
    plane.add_to_module(module, grandchild);
    let comments = format!(
        "projects/{}/work-items/{grandchild}/comments/",
        world.production.project
    );
    write(plane, "POST", &comments, &json!({"comment_html": "<p>x</p>"}));

    delete(&world, &format!("work-items/{parent}"));
    assert_eq!(
        (plane.work_item(child), plane.work_item(grandchild)),
        (None, None)
    );
    assert!(plane.comments(grandchild).is_empty() && plane.links(grandchild).is_empty());
    assert!(plane.attachments(grandchild).is_empty() && plane.activities(grandchild).is_empty());
    assert_eq!(plane.cycle_of(grandchild), None);
    assert!(plane.modules_of(grandchild).is_empty());
}

#[test]
fn work_items_that_are_each_others_parents_are_deleted_once() {
    let world = World::start();
    let one = world.sandbox.item;
    let two = world
        .plane
        .add_work_item(world.sandbox.project, "Another one")
        .id();
    world.plane.set_parent(one, two);
    world.plane.set_parent(two, one);
    delete(&world, &format!("work-items/{one}"));
    assert!(world.plane.work_items(world.sandbox.project).is_empty());
}

#[test]
fn a_deleted_intake_item_takes_its_production_child() {
    let world = World::start();
    let waiting = world.plane.add_intake_item(world.sandbox.project, "Waits").id();
    world.plane.set_parent(world.production.item, waiting);
    delete(&world, &format!("intake-issues/{waiting}"));
    assert_eq!(world.plane.work_item(world.production.item), None);
}

#[test]
fn a_deleted_work_item_takes_a_relation_that_production_made() {
    let world = World::start();
    let own = world.sandbox.item;
    let path = format!("{}relations/", rightful(&world));
    let body = json!({"relation_type": "blocked_by", "issues": [own]});
    assert_eq!(write(&world.plane, "POST", &path, &body).status, 201);
    delete(&world, &format!("work-items/{own}"));
    assert!(world.plane.relations(world.production.item).is_empty());
    assert!(world.plane.work_item(world.production.item).is_some());
}

#[test]
fn a_deleted_work_item_is_no_longer_what_a_production_intake_item_duplicates() {
    let world = World::start();
    let own = world.sandbox.item;
    let waiting = world
        .plane
        .add_intake_item(world.production.project, "Waits")
        .id();
    world.plane.set_duplicate(waiting, own);
    assert_eq!(world.plane.duplicate_of(waiting), Some(own));
    delete(&world, &format!("work-items/{own}"));
    assert_eq!(world.plane.duplicate_of(waiting), None);
    assert!(world.plane.work_item(waiting).is_some());
}

#[test]
fn a_deleted_label_takes_the_production_label_below_it_and_its_uses() {
    let world = World::start();
    let own = world.plane.add_label(world.sandbox.project, "sandbox").id();
    let foreign = world.plane.add_label(world.production.project, "production").id();
    world.plane.put_label(world.production.item, foreign);
    world.plane.set_label_parent(foreign, own);
    delete(&world, &format!("labels/{own}"));
    assert_eq!(world.plane.label(foreign), None);
    assert_eq!(labels_of_production(&world), []);
}

#[test]
fn a_deleted_label_is_taken_off_a_production_item() {
    let world = World::start();
    let own = world.plane.add_label(world.sandbox.project, "sandbox").id();
    world.plane.put_label(world.production.item, own);
    delete(&world, &format!("labels/{own}"));
    assert_eq!(labels_of_production(&world), []);
}

#[test]
fn a_deleted_cycle_or_module_changes_a_production_item_that_is_in_it() {
    let world = World::start();
    let cycle = world.plane.add_cycle(world.sandbox.project, "Sprint").id();
    let module = world.plane.add_module(world.sandbox.project, "Module").id();
    world.plane.add_to_cycle(cycle, world.production.item);
    world.plane.add_to_module(module, world.production.item);
    let updated_at = || world.plane.work_item(world.production.item).unwrap().updated_at;
    let before = updated_at();
    delete(&world, &format!("cycles/{cycle}"));
    let between = updated_at();
    delete(&world, &format!("modules/{module}"));
    assert!(before < between && between < updated_at());
    assert_eq!(world.plane.cycle_of(world.production.item), None);
    assert!(world.plane.modules_of(world.production.item).is_empty());
}

#[test]
fn a_deleted_project_takes_all_of_production_that_hangs_on_it() {
    let world = World::start();
    let (plane, own) = (&world.plane, world.sandbox.item);
    let child = plane
        .add_work_item(world.production.project, "Below the sandbox")
        .id();
    plane.set_parent(child, own);
    let below = plane.add_label(world.production.project, "below").id();
    plane.set_label_parent(below, plane.add_label(world.sandbox.project, "sandbox").id());
    plane.add_to_cycle(
        plane.add_cycle(world.sandbox.project, "Sprint").id(),
        world.production.item,
    );
    plane.add_to_module(
        plane.add_module(world.sandbox.project, "Module").id(),
        world.production.item,
    );
    let misplaced = format!("{}comments/", misplaced(&world));
    write(plane, "POST", &misplaced, &json!({"comment_html": "<p>leak</p>"}));

    let path = format!("projects/{}/", world.sandbox.project);
    assert_eq!(write(plane, "DELETE", &path, &json!(null)).status, 204);
    assert_eq!((plane.work_item(child), plane.label(below)), (None, None));
    assert_eq!(plane.cycle_of(world.production.item), None);
    assert!(plane.modules_of(world.production.item).is_empty());
    assert!(
        plane.comments(world.production.item).is_empty(),
        "it was of the project of its URL"
    );
    assert!(plane.work_item(world.production.item).is_some());
}

#[test]
fn a_work_item_may_move_between_a_read_of_it_and_a_write_to_it() {
    let world = World::start();
    let own = world.sandbox.item;
    let (item, to) = (own, world.production.project);
    world
        .plane
        .fail(When::reads().times(1), Fault::Moved { item, to });
    let path = format!("projects/{}/work-items/{own}/", world.sandbox.project);
    assert_eq!(
        get(&world.plane, &path).at("/project"),
        json!(world.sandbox.project)
    );
    let comment = write(&world.plane, "POST", &format!("{path}comments/"), &json!({}));
    assert_eq!(comment.status, 201);
    assert_eq!(get(&world.plane, &path).status, 404, "it is in production");
    assert_eq!(world.plane.comments(own).len(), 1, "and so is the comment");
}

#[test]
fn a_moved_work_item_keeps_what_is_on_it_and_takes_writes_under_its_old_url() {
    let world = World::start();
    let own = world.sandbox.item;
    world.plane.add_link(own, "http://127.0.0.1:1/");
    world.plane.move_work_item(own, world.production.project);
    let moved = world.plane.work_item(own).unwrap();
    assert_eq!(
        (moved.project, moved.sequence_id),
        (world.production.project, 115)
    );
    assert_eq!(
        world.plane.state(moved.state).unwrap().project,
        world.production.project
    );
    assert_eq!(world.plane.links(own)[0].project, world.production.project);
    let comments = format!("projects/{}/work-items/{own}/comments/", world.sandbox.project);
    assert_eq!(write(&world.plane, "POST", &comments, &json!({})).status, 201);
    assert_eq!(world.plane.comments(own)[0].project, world.sandbox.project);
}
