use jiff::civil::date;
use plane_client::{
    Change, Error, Module, ModuleId, ModulePatch, ModuleStatus, NewModule, PatchedModule, WorkItemId,
};
use serde_json::{Value, json};
use uuid::Uuid;

use servers::{World, assert_blocked, one};

fn modules(world: &World) -> (ModuleId, ModuleId) {
    let ours = world.plane.add_module(world.sandbox.project, "Ours").id();
    let theirs = world.plane.add_module(world.production.project, "Theirs").id();
    (ours, theirs)
}

fn path(world: &World, rest: &str) -> String {
    format!("{}/modules/{rest}", world.sandbox.project)
}

#[tokio::test]
async fn a_module_of_the_sandbox_is_written_as_said() {
    let world = World::start();
    let modules = world.opted_in().in_project(world.sandbox.project).modules();
    let member = world.plane.add_member(world.sandbox.project, "Grace").id();

    let new = NewModule::new("Strings")
        .status(ModuleStatus::InProgress)
        .target_date(date(2026, 12, 1))
        .members([member]);
    let module = modules.create(&new).await.unwrap();
    assert_eq!((module.name.as_str(), module.dropped()), ("Strings", &[][..]));
    let body = json!({
        "name": "Strings",
        "status": "in-progress",
        "target_date": "2026-12-01",
        "members": [member],
    });
    assert_eq!(world.arrived(), one("POST", path(&world, ""), body));
    let again = modules.create(&NewModule::new("Strings")).await;
    assert!(
        matches!(&again, Err(Error::Conflict { existing, .. }) if *existing == Some(module.id.into())),
        "{again:?}"
    );
    world.plane.clear();

    let own = path(&world, &format!("{}/", module.id));
    let patch = ModulePatch::new()
        .status(ModuleStatus::Cancelled)
        .target_date(Change::Clear);
    let patched = modules.update(module.id, &patch).await.unwrap();
    assert_eq!(
        (patched.status, patched.target_date),
        (ModuleStatus::Cancelled, None)
    );
    let body = json!({"status": "cancelled", "target_date": null});
    assert_eq!(world.arrived(), one("PATCH", own.clone(), body));

    let archive = path(&world, &format!("{}/archive/", module.id));
    modules.archive(module.id).await.unwrap();
    assert_eq!(world.arrived(), one("POST", archive, Value::Null));
    assert!(modules.list().all().await.unwrap().is_empty());
    assert_eq!(modules.list_archived().all().await.unwrap()[0].id, module.id);

    modules.unarchive(module.id).await.unwrap();
    let unarchive = format!(
        "{}/archived-modules/{}/unarchive/",
        world.sandbox.project, module.id
    );
    assert_eq!(world.arrived(), one("DELETE", unarchive, Value::Null));

    assert_eq!(modules.get(module.id).await.unwrap().progress.total, Some(0));
    modules.delete(module.id).await.unwrap();
    assert_eq!(world.arrived(), one("DELETE", own, Value::Null));
    assert!(world.plane.modules(world.sandbox.project).is_empty());
}

#[tokio::test]
async fn a_member_that_the_server_left_out_is_told() {
    let world = World::start();
    let stranger = world.plane.add_member(world.production.project, "Eve").id();
    let new = NewModule::new("Strings").members([stranger]);
    let modules = world.opted_in().in_project(world.sandbox.project).modules();
    let made = modules.create(&new).await.unwrap();
    let [dropped] = made.dropped() else {
        panic!("{made:?}")
    };
    assert_eq!(
        (dropped.field, &dropped.ids[..]),
        ("members", &[Uuid::from(stranger)][..])
    );
}

#[tokio::test]
async fn work_items_of_the_sandbox_go_into_a_module_and_out_of_it() {
    let world = World::start();
    let (module, _) = modules(&world);
    let items = world
        .opted_in()
        .in_project(world.sandbox.project)
        .module_items(module);
    let item: WorkItemId = world.sandbox.item;

    let places = items.add(&[item]).await.unwrap();
    assert_eq!((places[0].module, places[0].issue), (module, item));
    assert!(places.dropped().is_empty());
    let own = path(&world, &format!("{module}/module-issues/"));
    assert_eq!(
        world.arrived(),
        one("POST", own.clone(), json!({"issues": [item]}))
    );

    assert_eq!(items.list().all().await.unwrap()[0].id, item);
    items.remove(item).await.unwrap();
    assert_eq!(
        world.arrived(),
        one("DELETE", format!("{own}{item}/"), Value::Null)
    );
    assert!(world.plane.modules_of(item).is_empty());
}

#[tokio::test]
async fn a_module_of_production_is_not_written() {
    let world = World::start();
    let (ours, theirs) = modules(&world);
    world.plane.add_to_module(theirs, world.production.item);
    let client = world.opted_in();
    let rightful = client.in_project(world.production.project).modules();
    assert_blocked(
        rightful.create(&NewModule::new("leak")).await,
        "prod-project-in-test",
    );
    assert_blocked(rightful.delete(theirs).await, "prod-project-in-test");
    world.assert_unreached();

    let modules = client.in_project(world.sandbox.project).modules();
    assert_blocked(modules.archive(theirs).await, "ambiguous-target");
    assert_blocked(modules.unarchive(theirs).await, "ambiguous-target");
    let items = client.in_project(world.sandbox.project).module_items(theirs);
    assert_blocked(items.add(&[world.sandbox.item]).await, "ambiguous-target");
    assert_blocked(items.remove(world.production.item).await, "ambiguous-target");
    let items = client.in_project(world.sandbox.project).module_items(ours);
    assert_blocked(
        items.add(&[world.sandbox.item, world.production.item]).await,
        "ambiguous-target",
    );
    assert_eq!(world.arrived(), []);
    assert_eq!(world.plane.modules_of(world.production.item), [theirs]);
    assert!(world.plane.modules_of(world.sandbox.item).is_empty());
}

#[test]
fn a_module_is_read_whatever_else_it_holds() {
    let module: Module = serde_json::from_value(json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01",
        "created_at": "2026-03-01T10:00:00.5+05:30", "updated_at": null, "deleted_at": null,
        "name": "Strings", "description": "", "description_text": null, "description_html": null,
        "start_date": "2026-03-01", "target_date": null, "status": "of-a-later-version",
        "view_props": {}, "sort_order": 65535.0, "external_source": null, "external_id": null,
        "archived_at": "2026-03-02T10:00:00Z", "logo_props": {}, "created_by": null, "updated_by": {},
        "project": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e02", "workspace": {}, "lead": {}, "members": [],
        "of_a_later_version": true,
    }))
    .unwrap();
    assert_eq!(
        (module.status, module.progress.total),
        (ModuleStatus::Unknown("of-a-later-version".into()), None)
    );
    assert_eq!(
        (module.lead.id(), module.start_date),
        (None, Some(date(2026, 3, 1)))
    );

    let patched: PatchedModule = serde_json::from_value(json!({
        "name": "Strings", "description": "", "start_date": null, "target_date": null, "status": "paused",
        "lead": null, "external_source": null, "external_id": null, "of_a_later_version": [],
    }))
    .unwrap();
    assert_eq!(patched.status, ModuleStatus::Paused);
}
