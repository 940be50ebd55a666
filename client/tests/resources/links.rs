use plane_client::{Change, Link, LinkPatch, NewLink};
use serde_json::{Value, json};

use servers::{World, assert_blocked, one};

const URL: &str = "https://example.com/pull/1";

#[tokio::test]
async fn a_link_of_the_sandbox_is_written_as_said() {
    let world = World::start();
    let links = world
        .opted_in()
        .in_project(world.sandbox.project)
        .item(world.sandbox.item)
        .links();

    let link = links.create(&NewLink::new(URL).title("The fix")).await.unwrap();
    assert_eq!((link.url.as_str(), link.title.as_deref()), (URL, Some("The fix")));
    assert_eq!(
        (link.project, link.issue),
        (world.sandbox.project, world.sandbox.item)
    );
    let body = json!({"url": URL, "title": "The fix"});
    assert_eq!(world.arrived(), one("POST", world.sandbox.path("links/"), body));

    let path = world.sandbox.path(&format!("links/{}/", link.id));
    let untitled = LinkPatch::new().title(Change::Clear);
    assert_eq!(links.update(link.id, &untitled).await.unwrap().title, None);
    assert_eq!(
        world.arrived(),
        one("PATCH", path.clone(), json!({"title": null}))
    );

    assert_eq!(links.get(link.id).await.unwrap().id, link.id);
    assert_eq!(links.list().all().await.unwrap().len(), 1);
    links.delete(link.id).await.unwrap();
    assert_eq!(world.arrived(), one("DELETE", path, Value::Null));
    assert!(world.plane.links(world.sandbox.item).is_empty());
}

#[tokio::test]
async fn no_link_is_put_on_a_production_item_under_the_sandboxs_url() {
    let world = World::start();
    let theirs = world.plane.add_link(world.production.item, URL).unwrap().id();
    let links = world
        .opted_in()
        .in_project(world.sandbox.project)
        .item(world.production.item)
        .links();
    let (new, patch) = (
        NewLink::new(URL),
        LinkPatch::new().url("https://example.com/leak"),
    );
    assert_blocked(links.create(&new).await, "ambiguous-target");
    assert_blocked(links.update(theirs, &patch).await, "ambiguous-target");
    assert_blocked(links.delete(theirs).await, "ambiguous-target");
    let rightful = world
        .opted_in()
        .in_project(world.production.project)
        .item(world.production.item)
        .links();
    assert_blocked(rightful.create(&new).await, "prod-project-in-test");
    assert_eq!(world.arrived(), []);
    assert_eq!(world.plane.links(world.production.item)[0].url, URL);
}

#[test]
fn a_link_is_read_whatever_else_it_holds() {
    let link = json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01",
        "created_at": "2026-03-01T10:00:00.5+05:30",
        "updated_at": null,
        "deleted_at": null,
        "title": null,
        "url": URL,
        "metadata": {"url": URL, "title": null, "favicon": "data:image/svg+xml;base64,AA==", "favicon_url": null},
        "created_by": {},
        "updated_by": null,
        "project": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e02",
        "workspace": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e03",
        "issue": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e04",
        "new_in_version_2": [1, 2],
    });
    let link: Link = serde_json::from_value(link).unwrap();
    assert_eq!(link.created_at.unwrap().to_string(), "2026-03-01T04:30:00.5Z");
    assert_eq!((link.title, link.created_by.id()), (None, None));
}
