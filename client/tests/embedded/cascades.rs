//! Deletes follow references out of the sandbox, as a real server's do: the URL names a thing of the sandbox, and production
//! loses something.

use plane_client::embedded::{Fault, When};
use serde_json::json;
use uuid::Uuid;

use crate::hazards::World;
use crate::wire::{get, write};

impl World {
    /// Deletes something of the sandbox.
    fn delete(&self, path: &str) {
        let path = format!("projects/{}/{path}/", self.sandbox.id());
        assert_eq!(
            write(&self.plane, "DELETE", &path, &json!(null)).status,
            204,
            "{path}"
        );
    }

    fn own_item(&self) -> Uuid {
        self.plane.add_work_item(self.sandbox.id(), "In the sandbox").id()
    }
}

#[test]
fn a_deleted_work_item_takes_its_production_child_and_everything_of_it() {
    let world = World::new();
    let (plane, child, parent) = (&world.plane, world.item.id(), world.own_item());
    let grandchild = plane.add_work_item(world.production.id(), "Below").id();
    plane.set_parent(child, parent);
    plane.set_parent(grandchild, child);
    plane.add_link(grandchild, "http://127.0.0.1:1/");
    plane.add_attachment(grandchild, "a.txt", b"bytes");
    let sprint = plane.add_cycle(world.production.id(), "Production sprint").id();
    let module = plane.add_module(world.production.id(), "Production module").id();
    plane.add_to_cycle(sprint, grandchild);
    plane.add_to_module(module, grandchild);
    let comments = format!(
        "projects/{}/work-items/{grandchild}/comments/",
        world.production.id()
    );
    write(plane, "POST", &comments, &json!({"comment_html": "<p>x</p>"}));

    world.delete(&format!("work-items/{parent}"));
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
    let world = World::new();
    let (one, two) = (world.own_item(), world.own_item());
    world.plane.set_parent(one, two);
    world.plane.set_parent(two, one);
    world.delete(&format!("work-items/{one}"));
    assert!(world.plane.work_items(world.sandbox.id()).is_empty());
}

#[test]
fn a_deleted_intake_item_takes_its_production_child() {
    let world = World::new();
    let waiting = world.plane.add_intake_item(world.sandbox.id(), "Waits").id();
    world.plane.set_parent(world.item.id(), waiting);
    world.delete(&format!("intake-issues/{waiting}"));
    assert_eq!(world.plane.work_item(world.item.id()), None);
}

#[test]
fn a_deleted_work_item_takes_a_relation_that_production_made() {
    let world = World::new();
    let own = world.own_item();
    let path = format!("{}relations/", world.rightful());
    let body = json!({"relation_type": "blocked_by", "issues": [own]});
    assert_eq!(write(&world.plane, "POST", &path, &body).status, 201);
    world.delete(&format!("work-items/{own}"));
    assert!(world.plane.relations(world.item.id()).is_empty());
    assert!(world.plane.work_item(world.item.id()).is_some());
}

#[test]
fn a_deleted_work_item_is_no_longer_what_a_production_intake_item_duplicates() {
    let world = World::new();
    let own = world.own_item();
    let waiting = world.plane.add_intake_item(world.production.id(), "Waits").id();
    world.plane.set_duplicate(waiting, own);
    assert_eq!(world.plane.duplicate_of(waiting), Some(own));
    world.delete(&format!("work-items/{own}"));
    assert_eq!(world.plane.duplicate_of(waiting), None);
    assert!(world.plane.work_item(waiting).is_some());
}

#[test]
fn a_deleted_label_takes_the_production_label_below_it_and_its_uses() {
    let world = World::new();
    let own = world.plane.add_label(world.sandbox.id(), "sandbox").id();
    let foreign = world.plane.add_label(world.production.id(), "production").id();
    world.plane.put_label(world.item.id(), foreign);
    world.plane.set_label_parent(foreign, own);
    world.delete(&format!("labels/{own}"));
    assert_eq!(world.plane.label(foreign), None);
    assert!(world.plane.work_item(world.item.id()).unwrap().labels.is_empty());
}

#[test]
fn a_deleted_label_is_taken_off_a_production_item() {
    let world = World::new();
    let own = world.plane.add_label(world.sandbox.id(), "sandbox").id();
    world.plane.put_label(world.item.id(), own);
    world.delete(&format!("labels/{own}"));
    assert!(world.plane.work_item(world.item.id()).unwrap().labels.is_empty());
}

#[test]
fn a_deleted_cycle_or_module_changes_a_production_item_that_is_in_it() {
    let world = World::new();
    let cycle = world.plane.add_cycle(world.sandbox.id(), "Sprint").id();
    let module = world.plane.add_module(world.sandbox.id(), "Module").id();
    world.plane.add_to_cycle(cycle, world.item.id());
    world.plane.add_to_module(module, world.item.id());
    let updated_at = || world.plane.work_item(world.item.id()).unwrap().updated_at;
    let before = updated_at();
    world.delete(&format!("cycles/{cycle}"));
    let between = updated_at();
    world.delete(&format!("modules/{module}"));
    assert!(before < between && between < updated_at());
    assert_eq!(world.plane.cycle_of(world.item.id()), None);
    assert!(world.plane.modules_of(world.item.id()).is_empty());
}

#[test]
fn a_deleted_project_takes_all_of_production_that_hangs_on_it() {
    let world = World::new();
    let (plane, own) = (&world.plane, world.own_item());
    let child = plane
        .add_work_item(world.production.id(), "Below the sandbox")
        .id();
    plane.set_parent(child, own);
    let below = plane.add_label(world.production.id(), "below").id();
    plane.set_label_parent(below, plane.add_label(world.sandbox.id(), "sandbox").id());
    plane.add_to_cycle(
        plane.add_cycle(world.sandbox.id(), "Sprint").id(),
        world.item.id(),
    );
    plane.add_to_module(
        plane.add_module(world.sandbox.id(), "Module").id(),
        world.item.id(),
    );
    let misplaced = format!("{}comments/", world.misplaced());
    write(plane, "POST", &misplaced, &json!({"comment_html": "<p>leak</p>"}));

    let path = format!("projects/{}/", world.sandbox.id());
    assert_eq!(write(plane, "DELETE", &path, &json!(null)).status, 204);
    assert_eq!((plane.work_item(child), plane.label(below)), (None, None));
    assert_eq!(plane.cycle_of(world.item.id()), None);
    assert!(plane.modules_of(world.item.id()).is_empty());
    assert!(
        plane.comments(world.item.id()).is_empty(),
        "it was of the project of its URL"
    );
    assert!(plane.work_item(world.item.id()).is_some());
}

#[test]
fn a_work_item_may_move_between_a_read_of_it_and_a_write_to_it() {
    let world = World::new();
    let own = world.own_item();
    let (item, to) = (own, world.production.id());
    world
        .plane
        .fail(When::reads().times(1), Fault::Moved { item, to });
    let path = format!("projects/{}/work-items/{own}/", world.sandbox.id());
    assert_eq!(get(&world.plane, &path).at("/project"), json!(world.sandbox.id()));
    let comment = write(&world.plane, "POST", &format!("{path}comments/"), &json!({}));
    assert_eq!(comment.status, 201);
    assert_eq!(get(&world.plane, &path).status, 404, "it is in production");
    assert_eq!(world.plane.comments(own).len(), 1, "and so is the comment");
}

#[test]
fn a_moved_work_item_keeps_what_is_on_it_and_takes_writes_under_its_old_url() {
    let world = World::new();
    let own = world.own_item();
    world.plane.add_link(own, "http://127.0.0.1:1/");
    world.plane.move_work_item(own, world.production.id());
    let moved = world.plane.work_item(own).unwrap();
    assert_eq!((moved.project, moved.sequence_id), (world.production.id(), 115));
    assert_eq!(
        world.plane.state(moved.state).unwrap().project,
        world.production.id()
    );
    assert_eq!(world.plane.links(own)[0].project, world.production.id());
    let comments = format!("projects/{}/work-items/{own}/comments/", world.sandbox.id());
    assert_eq!(write(&world.plane, "POST", &comments, &json!({})).status, 201);
    assert_eq!(world.plane.comments(own)[0].project, world.sandbox.id());
}
