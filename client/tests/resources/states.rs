use plane_client::{Error, NewState, StateGroup, StatePatch};
use serde_json::{Value, json};

use servers::{World, assert_blocked, one};

#[tokio::test]
async fn a_state_of_the_sandbox_is_written_as_said() {
    let world = World::start();
    let states = world.opted_in().in_project(world.sandbox.project).states();
    let root = format!("{}/states/", world.sandbox.project);

    let new = NewState::new("Review", "#60646C").group(StateGroup::Started);
    let state = states.create(&new).await.unwrap();
    assert_eq!(
        (state.group, state.project),
        (StateGroup::Started, Some(world.sandbox.project))
    );
    let body = json!({"name": "Review", "color": "#60646C", "group": "started"});
    assert_eq!(world.arrived(), one("POST", root.clone(), body));

    let own = format!("{root}{}/", state.id);
    let patch = StatePatch::new().name("Reviewed");
    assert_eq!(states.update(state.id, &patch).await.unwrap().name, "Reviewed");
    assert_eq!(
        world.arrived(),
        one("PATCH", own.clone(), json!({"name": "Reviewed"}))
    );

    assert_eq!(states.get(state.id).await.unwrap().name, "Reviewed");
    states.delete(state.id).await.unwrap();
    assert_eq!(world.arrived(), one("DELETE", own, Value::Null));
}

#[tokio::test]
async fn a_state_of_production_is_not_written() {
    let world = World::start();
    let theirs = world
        .plane
        .project(world.production.project)
        .unwrap()
        .state("Done")
        .unwrap()
        .id();
    let (new, patch) = (NewState::new("leak", "#000000"), StatePatch::new().name("leak"));
    let rightful = world.opted_in().in_project(world.production.project).states();
    assert_blocked(rightful.create(&new).await, "prod-project-in-test");
    assert_blocked(rightful.update(theirs, &patch).await, "prod-project-in-test");
    assert_blocked(rightful.delete(theirs).await, "prod-project-in-test");
    world.assert_unreached();

    // Under the sandbox's URL the server refuses it.
    let result = world
        .opted_in()
        .in_project(world.sandbox.project)
        .states()
        .update(theirs, &patch)
        .await;
    assert!(matches!(result, Err(Error::NotFound(_))), "{result:?}");
    assert_eq!(world.plane.state(theirs).unwrap().name, "Done");
}
