use jiff::civil::date;
use plane_client::{Change, Cycle, CycleId, CyclePatch, CycleView, Error, NewCycle};
use serde_json::{Value, json};

use servers::{World, assert_blocked, one};

fn add(world: &World, name: &str) -> CycleId {
    world.plane.add_cycle(world.sandbox.project, name).id()
}

fn cycle_path(world: &World, rest: &str) -> String {
    format!("{}/cycles/{rest}", world.sandbox.project)
}

#[tokio::test]
async fn a_cycle_of_the_sandbox_is_written_as_said() {
    let world = World::start();
    let cycles = world.opted_in().in_project(world.sandbox.project).cycles();

    let new = NewCycle::new("Sprint 1")
        .start_date(date(2026, 11, 20))
        .end_date(date(2026, 12, 4));
    let cycle = cycles.create(&new).await.unwrap();
    assert_eq!(cycle.project.id(), Some(world.sandbox.project));
    assert_eq!(cycle.progress.total, None);
    let body = json!({
        "name": "Sprint 1",
        "start_date": "2026-11-20",
        "end_date": "2026-12-04",
        "project_id": world.sandbox.project,
    });
    assert_eq!(world.arrived(), one("POST", cycle_path(&world, ""), body));

    let own = cycle_path(&world, &format!("{}/", cycle.id));
    let patch = CyclePatch::new().name("Draft").dates(Change::Clear);
    let draft = cycles.update(cycle.id, &patch).await.unwrap();
    assert_eq!((draft.name.as_str(), draft.end_date), ("Draft", None));
    let body = json!({"name": "Draft", "start_date": null, "end_date": null});
    assert_eq!(world.arrived(), one("PATCH", own.clone(), body));

    cycles.delete(cycle.id).await.unwrap();
    assert_eq!(world.arrived(), one("DELETE", own, Value::Null));
    let gone = cycles.get(cycle.id).await;
    assert!(matches!(gone, Err(Error::NotFound(_))), "{gone:?}");
}

#[tokio::test]
async fn a_cycle_goes_into_the_archive_and_comes_back() {
    let world = World::start();
    let cycles = world.opted_in().in_project(world.sandbox.project).cycles();
    let cycle = add(&world, "Sprint 1");

    let early = cycles.archive(cycle).await;
    assert!(matches!(early, Err(Error::UnknownOutcome { .. })), "{early:?}");
    world.plane.end_cycle(cycle);
    world.plane.clear();
    cycles.archive(cycle).await.unwrap();
    let own = cycle_path(&world, &format!("{cycle}/archive/"));
    assert_eq!(world.arrived(), one("POST", own, Value::Null));

    assert!(cycles.list().all().await.unwrap().is_empty());
    let archived = cycles.list_archived().all().await.unwrap();
    assert_eq!(archived[0].id, cycle);
    assert!(archived[0].archived_at.is_some());

    cycles.unarchive(cycle).await.unwrap();
    let own = format!("{}/archived-cycles/{cycle}/unarchive/", world.sandbox.project);
    assert_eq!(world.arrived(), one("DELETE", own, Value::Null));
    assert_eq!(cycles.list().all().await.unwrap()[0].id, cycle);
}

#[tokio::test]
async fn a_view_shows_some_cycles() {
    let world = World::start();
    let cycles = world.closed().in_project(world.sandbox.project).cycles();
    let (draft, over) = (add(&world, "Draft"), add(&world, "Over"));
    world.plane.end_cycle(over);
    let seen = async |view| {
        let found = cycles.list_view(view).all().await.unwrap();
        found.into_iter().map(|cycle| cycle.id).collect::<Vec<_>>()
    };
    assert_eq!(seen(CycleView::Draft).await, [draft]);
    assert_eq!(seen(CycleView::Completed).await, [over]);
    assert_eq!(seen(CycleView::Upcoming).await, []);
    assert_eq!(seen(CycleView::Incomplete).await, [draft]);
    // A bare array, not a page.
    assert_eq!(cycles.current().await.unwrap(), []);
    assert!(
        world
            .plane
            .requests()
            .last()
            .unwrap()
            .path
            .ends_with("?cycle_view=current")
    );
}

#[tokio::test]
async fn a_cycle_of_production_is_not_written() {
    let world = World::start();
    let theirs: CycleId = world.plane.add_cycle(world.production.project, "Theirs").id();
    world.plane.end_cycle(theirs);
    let rightful = world.opted_in().in_project(world.production.project).cycles();
    assert_blocked(
        rightful.create(&NewCycle::new("leak")).await,
        "prod-project-in-test",
    );
    assert_blocked(rightful.delete(theirs).await, "prod-project-in-test");
    world.assert_unreached();

    let cycles = world.opted_in().in_project(world.sandbox.project).cycles();
    assert_blocked(cycles.archive(theirs).await, "ambiguous-target");
    assert_blocked(cycles.unarchive(theirs).await, "ambiguous-target");
    assert_eq!(world.arrived(), []);
    // What names nothing but its own object is the server's to refuse.
    let patched = cycles.update(theirs, &CyclePatch::new().name("leak")).await;
    assert!(matches!(patched, Err(Error::NotFound(_))), "{patched:?}");
    assert_eq!(world.plane.cycles(world.production.project)[0].name, "Theirs");
}

#[test]
fn a_cycle_is_read_whatever_else_it_holds() {
    let cycle: Cycle = serde_json::from_value(json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01",
        "total_issues": 3, "cancelled_issues": 0, "completed_issues": 1,
        "started_issues": 1, "unstarted_issues": 1, "backlog_issues": 0,
        "created_at": "2026-03-01T10:00:00.5+05:30",
        "updated_at": null, "deleted_at": null,
        "name": "Sprint", "description": "",
        "start_date": "2026-03-02T00:00:01Z", "end_date": "2026-03-16T05:29:00+05:30",
        "view_props": {}, "sort_order": 55535.0, "external_source": null, "external_id": null,
        "progress_snapshot": {}, "archived_at": null, "logo_props": {}, "timezone": "UTC", "version": 1,
        "created_by": null, "updated_by": {}, "owned_by": {}, "workspace": {},
        "project": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e02",
        "of_a_later_version": [1],
    }))
    .unwrap();
    assert_eq!(
        (cycle.progress.total, cycle.progress.completed),
        (Some(3), Some(1))
    );
    assert_eq!(cycle.end_date.unwrap().to_string(), "2026-03-15T23:59:00Z");
    assert_eq!(cycle.created_at.unwrap().to_string(), "2026-03-01T04:30:00.5Z");
    assert_eq!(cycle.owned_by.id(), None);
}

#[tokio::test]
async fn both_ends_of_a_cycle_move_together_and_stay_whole_days() {
    let world = World::start();
    world.plane.set_utc_offset(330);
    let cycles = world.opted_in().in_project(world.sandbox.project).cycles();
    let days = CyclePatch::new().dates((date(2026, 11, 20), date(2026, 12, 4)));
    let moved = cycles.update(add(&world, "Sprint 1"), &days).await.unwrap();
    let ends = [moved.start_date, moved.end_date].map(|end| end.unwrap().to_string());
    assert_eq!(ends, ["2026-11-20T00:00:01Z", "2026-12-04T23:59:00Z"]);
}
