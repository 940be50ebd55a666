use plane_client::{Change, Error, LabelPatch, NewLabel};
use serde_json::{Value, json};

use servers::{World, assert_blocked, one};

#[tokio::test]
async fn a_label_of_the_sandbox_is_written_as_said() {
    let world = World::start();
    let labels = world.opted_in().in_project(world.sandbox.project).labels();
    let root = format!("{}/labels/", world.sandbox.project);

    let new = NewLabel::new("bug").external_source("it").external_id("1");
    let label = labels.create(&new).await.unwrap();
    assert_eq!(label.project, Some(world.sandbox.project));
    let body = json!({"name": "bug", "external_source": "it", "external_id": "1"});
    assert_eq!(world.arrived(), one("POST", root.clone(), body));

    let again = labels.create(&NewLabel::new("bug")).await;
    assert!(
        matches!(&again, Err(Error::Conflict { existing, .. }) if *existing == Some(label.id.into())),
        "{again:?}"
    );
    world.plane.clear();

    let own = format!("{root}{}/", label.id);
    let patch = LabelPatch::new().color("#ff0000").external_id(Change::Clear);
    let changed = labels.update(label.id, &patch).await.unwrap();
    assert_eq!((changed.color.as_str(), changed.external_id), ("#ff0000", None));
    let body = json!({"color": "#ff0000", "external_id": null});
    assert_eq!(world.arrived(), one("PATCH", own.clone(), body));

    assert_eq!(labels.get(label.id).await.unwrap().name, "bug");
    assert_eq!(labels.list().all().await.unwrap().len(), 1);
    labels.delete(label.id).await.unwrap();
    assert_eq!(world.arrived(), one("DELETE", own, Value::Null));
    assert!(world.plane.labels(world.sandbox.project).is_empty());
}

#[tokio::test]
async fn a_label_of_production_is_not_written() {
    let world = World::start();
    let theirs = world.plane.add_label(world.production.project, "bug").id();
    let (new, patch) = (NewLabel::new("leak"), LabelPatch::new().name("leak"));
    let rightful = world.opted_in().in_project(world.production.project).labels();
    assert_blocked(rightful.create(&new).await, "prod-project-in-test");
    assert_blocked(rightful.update(theirs, &patch).await, "prod-project-in-test");
    assert_blocked(rightful.delete(theirs).await, "prod-project-in-test");
    world.assert_unreached();

    // Under the sandbox's URL it is none that this process made.
    let misplaced = world.opted_in().in_project(world.sandbox.project).labels();
    assert_blocked(misplaced.delete(theirs).await, "ambiguous-target");
    assert_eq!(world.plane.labels(world.production.project)[0].name, "bug");
}
