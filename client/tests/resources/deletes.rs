//! What a delete would take with it of production. A server's delete follows references, whichever project they come from.

use plane_client::{NewCycle, NewIntakeItem, NewLabel, NewModule, NewWorkItem, PlaneClient, WorkItemId};
use serde_json::json;
use uuid::Uuid;

use servers::{Recorder, World, assert_blocked, nobody};

async fn own_item(world: &World, client: &PlaneClient) -> WorkItemId {
    let items = client.in_project(world.sandbox.project).work_items();
    let made = items.create(&NewWorkItem::new("Made by a test")).await.unwrap();
    world.plane.clear();
    made.id
}

#[tokio::test]
async fn a_label_is_deleted_by_the_process_that_made_it_and_by_no_other() {
    let world = World::start();
    let (client, project) = (world.opted_in(), world.sandbox.project);
    let labels = client.in_project(project).labels();
    // A production label below it would go with it, and no read shows that one.
    let found = world.plane.add_label(project, "found").id();
    let theirs = world.plane.add_label(world.production.project, "theirs").id();
    world.plane.set_label_parent(theirs, found);
    assert_blocked(labels.delete(found).await, "ambiguous-target");
    assert_eq!(world.arrived(), []);
    assert!(world.plane.label(theirs).is_some());

    let made = labels.create(&NewLabel::new("made")).await.unwrap().id;
    world.plane.clear();
    // What was found goes with what was made, and what hangs on that is not known either.
    world.plane.set_label_parent(found, made);
    assert_blocked(labels.delete(made).await, "ambiguous-target");
    assert_eq!(world.arrived(), []);
    let other = labels.create(&NewLabel::new("other")).await.unwrap().id;
    // Another client of the process is the process.
    world
        .opted_in()
        .in_project(project)
        .labels()
        .delete(other)
        .await
        .unwrap();
    assert_eq!(world.plane.label(other), None);
}

#[tokio::test]
async fn what_was_made_on_one_server_is_not_ones_own_on_another() {
    let world = World::start();
    let id = Uuid::from_u128(0x1AB);
    let labels = [(); 2].map(|()| {
        let server = Recorder::saying(move |line| {
            let page = json!({"next_cursor": "100:1:0", "next_page_results": false, "results": []});
            match line.split(' ').next() {
                Some("GET") => (200, page.to_string()),
                Some("POST") => (201, json!({"id": id, "name": "made"}).to_string()),
                _ => (204, String::new()),
            }
        });
        let client = world.opting_in_at(&server).build().unwrap();
        (client.in_project(world.sandbox.project).labels(), server)
    });
    let [(here, _), (there, theirs)] = &labels;
    let made = here.create(&NewLabel::new("made")).await.unwrap().id;
    assert_blocked(there.delete(made).await, "ambiguous-target");
    assert!(theirs.lines().iter().all(|line| !line.starts_with("DELETE ")));
    here.delete(made).await.unwrap();
}

#[tokio::test]
async fn a_work_item_that_this_process_did_not_make_is_deleted_by_no_test() {
    let world = World::start();
    let (client, project) = (world.opted_in(), world.sandbox.project);
    let waits = world
        .plane
        .add_intake_item(world.production.project, "Waits")
        .id();
    world.plane.set_duplicate(waits, world.sandbox.item);
    let deleted = client
        .in_project(project)
        .work_items()
        .delete(world.sandbox.item)
        .await;
    assert_blocked(deleted, "ambiguous-target");
    let found = world.plane.add_intake_item(project, "Found").id();
    world.plane.set_parent(world.production.item, found);
    assert_blocked(
        client.in_project(project).intake().delete(found).await,
        "ambiguous-target",
    );
    assert_eq!(world.arrived(), []);
    assert_eq!(world.plane.duplicate_of(waits), Some(world.sandbox.item));
    assert!(world.plane.work_item(world.production.item).is_some());
}

#[tokio::test]
async fn a_work_item_to_which_production_is_related_is_not_deleted() {
    let world = World::start();
    let client = world.opted_in();
    let items = client.in_project(world.sandbox.project).work_items();
    for kind in ["relates_to", "blocked_by", "start_before"] {
        let made = own_item(&world, &client).await;
        world.plane.add_relation(world.production.item, kind, made);
        let before = world.plane.relations(world.production.item).len();
        assert_blocked(items.delete(made).await, "ambiguous-target");
        assert_eq!(world.arrived(), []);
        assert_eq!(world.plane.relations(world.production.item).len(), before);
    }
    // One of the sandbox is no matter.
    let made = own_item(&world, &client).await;
    world.plane.add_relation(world.sandbox.item, "relates_to", made);
    items.delete(made).await.unwrap();
    assert_eq!(world.plane.work_item(made), None);
}

#[tokio::test]
async fn a_relation_of_a_kind_that_this_version_does_not_know_counts_too() {
    let world = World::start();
    let (ours, theirs) = (world.sandbox.project, world.production.project);
    for (other, is_deleted) in [(theirs, false), (ours, true)] {
        let server = Recorder::saying(move |line| {
            let item = nobody::<WorkItemId>();
            let row = json!({"id": item, "name": "x", "sequence_id": 1, "project": ours, "parent": null});
            let page = json!({"next_cursor": "1:1:0", "next_page_results": false, "results": [row.clone()]});
            let relations =
                json!({"relates_to": [], "implements": [{"project_id": other, "issue_id": item}]});
            match line {
                line if line.starts_with("POST") => (201, row.to_string()),
                line if line.starts_with("DELETE") => (204, String::new()),
                line if line.contains("/relations/") => (200, relations.to_string()),
                _ => (200, page.to_string()),
            }
        });
        let client = world.opting_in_at(&server).build().unwrap();
        let items = client.in_project(ours).work_items();
        let made = items.create(&NewWorkItem::new("x")).await.unwrap();
        let deleted = items.delete(made.id).await;
        if is_deleted {
            deleted.unwrap();
        } else {
            assert_blocked(deleted, "ambiguous-target");
        }
        let has_left = server.lines().iter().any(|line| line.starts_with("DELETE"));
        assert_eq!(has_left, is_deleted);
    }
}

#[tokio::test]
async fn the_parts_of_a_work_item_are_looked_at_like_itself() {
    let world = World::start();
    let client = world.opted_in();
    let items = client.in_project(world.sandbox.project).work_items();
    let [whole, part, below] = [
        own_item(&world, &client).await,
        own_item(&world, &client).await,
        own_item(&world, &client).await,
    ];
    world.plane.set_parent(part, whole);
    world.plane.set_parent(below, part);
    world
        .plane
        .add_relation(world.production.item, "relates_to", below);
    assert_blocked(items.delete(whole).await, "ambiguous-target");

    let whole = own_item(&world, &client).await;
    world.plane.set_parent(world.sandbox.item, whole);
    assert_blocked(items.delete(whole).await, "ambiguous-target");
    assert_eq!(world.arrived(), []);
    assert!(world.plane.work_item(world.sandbox.item).is_some());
}

#[tokio::test]
async fn an_intake_item_that_was_made_here_is_deleted_here() {
    let world = World::start();
    let intake = world.opted_in().in_project(world.sandbox.project).intake();
    // The intake is switched on by its first item.
    world.plane.add_intake_item(world.sandbox.project, "First");
    let made = intake.create(&NewIntakeItem::new("Made")).await.unwrap().issue;
    intake.delete(made).await.unwrap();
    assert_eq!(world.plane.work_item(made), None);
}

#[tokio::test]
async fn a_cycle_that_holds_a_production_item_is_neither_deleted_nor_emptied() {
    let world = World::start();
    let (client, project) = (world.opted_in(), world.sandbox.project);
    let cycles = client.in_project(project).cycles();
    let made = cycles.create(&NewCycle::new("Made")).await.unwrap().id;
    let next = world.plane.add_cycle(project, "Next").id();
    world.plane.add_to_cycle(made, world.sandbox.item);
    world.plane.add_to_cycle(made, world.production.item);
    world.plane.clear();
    assert_blocked(cycles.delete(made).await, "ambiguous-target");
    let transferred = client.in_project(project).cycle_items(made).transfer(next).await;
    assert_blocked(transferred, "ambiguous-target");
    assert_eq!(world.arrived(), []);
    assert_eq!(world.plane.cycle_of(world.production.item), Some(made));

    // What only the sandbox has is deleted, whoever made it.
    world.plane.add_to_cycle(next, world.sandbox.item);
    cycles.delete(next).await.unwrap();
    assert_eq!(world.plane.cycle_of(world.sandbox.item), None);
}

#[tokio::test]
async fn a_module_that_holds_a_production_item_is_not_deleted() {
    let world = World::start();
    let (client, project) = (world.opted_in(), world.sandbox.project);
    let modules = client.in_project(project).modules();
    let made = modules.create(&NewModule::new("Made")).await.unwrap().id;
    world.plane.add_to_module(made, world.production.item);
    world.plane.clear();
    assert_blocked(modules.delete(made).await, "ambiguous-target");
    assert_eq!(world.arrived(), []);
    assert_eq!(world.plane.modules_of(world.production.item), [made]);
}
