//! Requests that the client has no function for.

use plane_client::{Error, RawPath, Sandbox};
use serde_json::{Value, json};

use servers::{World, assert_blocked, nobody, one};

fn path(text: &str) -> RawPath {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_raw_read_is_a_read_below_the_workspace_or_the_project() {
    let world = World::start();
    let client = world.closed();
    let projects = client
        .raw()
        .get(&path("projects"), &[("per_page", "1")])
        .await
        .unwrap();
    assert_eq!(projects["results"].as_array().unwrap().len(), 1);
    let raw = client.in_project(world.production.project).raw();
    let summary = raw.get(&path("summary/"), &[]).await.unwrap();
    assert_eq!(summary["id"], world.production.project.to_string());
    let nothing = raw.get(&path("estimates"), &[]).await;
    assert!(matches!(nothing, Err(Error::NotFound(_))), "{nothing:?}");
    assert_eq!(world.arrived(), []);
}

#[tokio::test]
async fn without_a_project_a_raw_write_leaves_no_test_process() {
    let world = World::start();
    let named = format!("projects/{}/labels", world.sandbox.project);
    let body = json!({"name": "leak", "project": world.sandbox.project});
    for (client, code) in [
        (world.closed(), "opt-in-disabled"),
        (world.opted_in(), "ambiguous-target"),
    ] {
        for path in [path("stickies"), path(&named)] {
            let raw = client.raw();
            assert_blocked(raw.post(&path, &body).await, code);
            assert_blocked(raw.patch(&path, &body).await, code);
            assert_blocked(raw.delete(&path).await, code);
        }
    }
    world.assert_unreached();
}

#[tokio::test]
async fn a_raw_write_goes_to_the_project_that_it_names_and_to_production_by_no_name() {
    let world = World::start();
    let client = world.opted_in();
    let theirs = client.in_project(world.production.project).raw();
    assert_blocked(
        theirs.post(&path("labels"), &json!({"name": "leak"})).await,
        "prod-project-in-test",
    );
    world.assert_unreached();

    let ours = client.in_project(world.sandbox.project).raw();
    let body = json!({"name": "loud"});
    let label = ours.post(&path("labels"), &body).await.unwrap();
    assert_eq!(label["project"], world.sandbox.project.to_string());
    let labels = format!("{}/labels/", world.sandbox.project);
    assert_eq!(world.arrived(), one("POST", labels, body));

    let body = json!({"name": "Ship it"});
    let item = path(&format!("work-items/{}", world.sandbox.item));
    ours.patch(&item, &body).await.unwrap();
    assert_eq!(world.arrived(), one("PATCH", world.sandbox.path(""), body));

    // The body is a word in it too.
    let body = json!({"name": "loud", "project_id": world.production.project});
    assert_blocked(ours.post(&path("labels"), &body).await, "ambiguous-target");
    assert_eq!(world.arrived(), []);
}

#[tokio::test]
async fn what_a_raw_write_names_besides_is_a_work_item_of_its_project() {
    let world = World::start();
    let (ours, theirs) = (world.sandbox.item, world.production.item);
    let raw = world.opted_in().in_project(world.sandbox.project).raw();
    let hex = theirs.to_string().replace('-', "");
    let on = |item: &str| path(&format!("work-items/{item}/relations"));
    let relating = |others: Value| json!({"relation_type": "relates_to", "issues": others});
    for (path, body) in [
        (on(&theirs.to_string()), relating(json!([ours]))),
        (on(&hex), relating(json!([ours]))),
        (on(&ours.to_string()), relating(json!([theirs]))),
        (on(&ours.to_string()), relating(json!([hex.to_uppercase()]))),
        (
            on(&ours.to_string()),
            relating(json!([format!("urn:uuid:{theirs}")])),
        ),
        (on(&ours.to_string()), json!({ theirs.to_string(): "relates_to" })),
        (
            on(&ours.to_string()),
            relating(json!([nobody::<plane_client::WorkItemId>()])),
        ),
    ] {
        assert_blocked(raw.post(&path, &body).await, "ambiguous-target");
    }
    let cycle = world.plane.add_cycle(world.sandbox.project, "Sprint 1").id();
    let places = path(&format!("cycles/{cycle}/cycle-issues"));
    assert_blocked(
        raw.post(&places, &json!({"issues": [ours]})).await,
        "ambiguous-target",
    );
    assert_eq!(world.arrived(), []);

    let second = world.plane.add_work_item(world.sandbox.project, "Play").id();
    raw.post(&on(&ours.to_string()), &relating(json!([second])))
        .await
        .unwrap();
    assert_eq!(world.arrived().len(), 1);
}

#[tokio::test]
async fn nothing_is_deleted_by_a_raw_path() {
    let world = World::start();
    let raw = world.opted_in().in_project(world.sandbox.project).raw();
    let label = raw.post(&path("labels"), &json!({"name": "loud"})).await.unwrap();
    world.plane.clear();
    // What is no work item of the project is not even named.
    let label = path(&format!("labels/{}", label["id"].as_str().unwrap()));
    assert_blocked(raw.delete(&label).await, "ambiguous-target");
    let item = path(&format!("work-items/{}", world.sandbox.item));
    for path in [item, path("archive")] {
        let Err(Error::Blocked(blocked)) = raw.delete(&path).await else {
            panic!("{path} was deleted")
        };
        assert!(blocked.to_string().contains("nobody knows"), "{blocked}");
    }
    assert_eq!(world.arrived(), []);
}

#[tokio::test]
async fn a_raw_write_is_not_repeated_as_no_other_is() {
    let world = World::start();
    let sandbox = Sandbox::new([world.sandbox.project.to_string()]).unwrap();
    let client = world.opting_in().sandbox(sandbox).build().unwrap();
    let raw = client.in_project(world.sandbox.project).raw();
    let fault = plane_client::embedded::Fault::ErrorAfterStoring;
    world
        .plane
        .fail(plane_client::embedded::When::writes().times(1), fault);
    let body = json!({"name": "loud", "external_source": "it", "external_id": "1"});
    let posted = raw.post(&path("labels"), &body).await;
    assert!(matches!(posted, Err(Error::UnknownOutcome { .. })), "{posted:?}");
    assert_eq!(world.arrived().len(), 1);
}
