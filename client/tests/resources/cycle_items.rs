use jiff::civil::date;
use plane_client::{CycleId, CyclePatch, Error};
use serde_json::{Value, json};

use servers::{World, assert_blocked, nobody, one};

/// A cycle of the sandbox, and one of production with the production work item in it.
fn cycles(world: &World) -> (CycleId, CycleId) {
    let ours = world.plane.add_cycle(world.sandbox.project, "Ours").id();
    let theirs = world.plane.add_cycle(world.production.project, "Theirs").id();
    world.plane.add_to_cycle(theirs, world.production.item);
    (ours, theirs)
}

fn path(world: &World, cycle: CycleId, rest: &str) -> String {
    format!("{}/cycles/{cycle}/{rest}", world.sandbox.project)
}

#[tokio::test]
async fn work_items_of_the_sandbox_go_into_a_cycle_and_out_of_it() {
    let world = World::start();
    let (cycle, _) = cycles(&world);
    let items = world
        .opted_in()
        .in_project(world.sandbox.project)
        .cycle_items(cycle);
    let second = world.plane.add_work_item(world.sandbox.project, "Second").id();

    let places = items.add(&[world.sandbox.item, second]).await.unwrap();
    assert_eq!(places.len(), 2);
    assert!(places.iter().all(|place| place.cycle == cycle));
    let body = json!({"issues": [world.sandbox.item, second]});
    assert_eq!(
        world.arrived(),
        one("POST", path(&world, cycle, "cycle-issues/"), body)
    );

    let listed = items.list().all().await.unwrap();
    assert_eq!(
        listed.iter().map(|item| item.id).collect::<Vec<_>>(),
        [world.sandbox.item, second]
    );
    assert_eq!(items.get(second).await.unwrap().issue, second);

    items.remove(second).await.unwrap();
    let removed = path(&world, cycle, &format!("cycle-issues/{second}/"));
    assert_eq!(world.arrived(), one("DELETE", removed, Value::Null));
    let gone = items.get(second).await;
    assert!(matches!(gone, Err(Error::NotFound(_))), "{gone:?}");
}

#[tokio::test]
async fn what_is_left_of_a_cycle_is_transferred_to_another_one() {
    let world = World::start();
    let (cycle, _) = cycles(&world);
    let next = world.plane.add_cycle(world.sandbox.project, "Next").id();
    world.plane.add_to_cycle(cycle, world.sandbox.item);
    let items = world
        .opted_in()
        .in_project(world.sandbox.project)
        .cycle_items(cycle);

    let runs = CyclePatch::new().dates((date(2026, 1, 1), date(2999, 1, 1)));
    let cycles = world.opted_in().in_project(world.sandbox.project).cycles();
    cycles.update(cycle, &runs).await.unwrap();

    let early = items.transfer(next).await;
    assert!(
        matches!(early, Err(Error::Rejected { status: 400, .. })),
        "{early:?}"
    );
    world.plane.end_cycle(cycle);
    world.plane.clear();
    items.transfer(next).await.unwrap();
    let body = json!({"new_cycle_id": next});
    assert_eq!(
        world.arrived(),
        one("POST", path(&world, cycle, "transfer-issues/"), body)
    );
    assert_eq!(world.plane.cycle_of(world.sandbox.item), Some(next));
}

#[tokio::test]
async fn a_production_item_is_not_moved_out_of_its_cycle() {
    let world = World::start();
    let (ours, theirs) = cycles(&world);
    let items = world
        .opted_in()
        .in_project(world.sandbox.project)
        .cycle_items(ours);
    for issues in [
        vec![world.production.item],
        vec![world.sandbox.item, world.production.item],
        vec![world.production.item, world.sandbox.item],
    ] {
        assert_blocked(items.add(&issues).await, "ambiguous-target");
    }
    // One that nobody has belongs to nobody's sandbox.
    assert_blocked(items.add(&[nobody()]).await, "ambiguous-target");
    // Nor is it taken out of one of the sandbox's that it got into.
    assert_blocked(items.remove(world.production.item).await, "ambiguous-target");
    assert_eq!(world.arrived(), []);
    assert_eq!(world.plane.cycle_of(world.production.item), Some(theirs));
}

#[tokio::test]
async fn a_cycle_of_production_gets_and_loses_nothing_under_the_sandboxs_url() {
    let world = World::start();
    let (ours, theirs) = cycles(&world);
    let client = world.opted_in();
    let items = client.in_project(world.sandbox.project).cycle_items(theirs);
    assert_blocked(items.add(&[world.sandbox.item]).await, "ambiguous-target");
    assert_blocked(items.remove(world.production.item).await, "ambiguous-target");
    assert_blocked(items.transfer(ours).await, "ambiguous-target");

    world.plane.end_cycle(ours);
    world.plane.add_to_cycle(ours, world.sandbox.item);
    let items = client.in_project(world.sandbox.project).cycle_items(ours);
    assert_blocked(items.transfer(theirs).await, "ambiguous-target");

    let rightful = client.in_project(world.production.project).cycle_items(theirs);
    assert_blocked(
        rightful.remove(world.production.item).await,
        "prod-project-in-test",
    );
    assert_eq!(world.arrived(), []);
    assert_eq!(world.plane.cycle_of(world.sandbox.item), Some(ours));
}
