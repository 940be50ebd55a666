//! The incident, and what follows from it. What counts is what a real server received.

use plane_client::{Error, PlaneClient, Sandbox, Stage};
use tests::World;
use tests::tracker::Tracker;
use write_guard::Blocked;

fn blocked<T: std::fmt::Debug>(result: Result<T, Error>) -> Blocked {
    match result {
        Err(Error::Blocked(blocked)) => blocked,
        other => panic!("expected a block, got {other:?}"),
    }
}

fn assert_untouched(world: &World) {
    assert_eq!(world.plane.writes().len(), 0, "no write arrives");
    assert_eq!(
        world.plane.connections(),
        0,
        "the guard decides before any network step"
    );
}

#[tokio::test]
async fn tc_01_the_incident_cannot_happen_again() {
    let world = World::start();
    let orchestrator = world.closed().with_project(world.production.project);

    let result = orchestrator
        .notify_stage_change(&world.production.key, Stage::Deploy, Stage::Done)
        .await;

    assert_eq!(blocked(result).code(), "opt-in-disabled");
    assert_untouched(&world);
    let item = world.plane.work_item(world.production.item).unwrap();
    assert_ne!(item.state.to_string(), world.production.done.to_string());
    assert!(world.plane.comments(world.production.item).is_empty());
}

#[tokio::test]
async fn tc_02_update_state_is_blocked_on_production_even_with_the_opt_in() {
    let world = World::start();
    let client = world.opted_in().with_project(world.production.project);

    let blocked = blocked(
        client
            .update_issue_state(&world.production.key, Stage::Done)
            .await,
    );

    assert_eq!(blocked.codes(), ["prod-project-in-test"]);
    assert_eq!((blocked.op(), blocked.item()), ("state", Some("ORCH-114")));
    assert_eq!(blocked.target(), Some(&*world.production.project.to_string()));
    assert_untouched(&world);
}

#[tokio::test]
async fn tc_03_add_comment_is_blocked_on_production_even_with_the_opt_in() {
    let world = World::start();
    let client = world.opted_in().with_project(world.production.project);

    let blocked = blocked(client.add_comment(world.production.item, "<p>Done.</p>").await);

    assert_eq!(
        (blocked.op(), blocked.codes()),
        ("comment", vec!["prod-project-in-test"])
    );
    assert_untouched(&world);
}

#[tokio::test]
async fn tc_04_set_state_direct_and_what_funnels_into_it_are_blocked_on_production_even_with_the_opt_in() {
    let world = World::start();
    let client = world.opted_in().with_project(world.production.project);
    let item = world.production.item;

    for result in [
        client.set_issue_state_direct(item, world.production.done).await,
        client.set_issue_state_direct(item, Stage::Done).await,
        client.set_issue_done(item).await,
    ] {
        let blocked = blocked(result);
        assert_eq!(
            (blocked.op(), blocked.codes()),
            ("direct", vec!["prod-project-in-test"])
        );
    }
    assert_untouched(&world);
}

#[tokio::test]
async fn tc_05_without_the_opt_in_sandbox_and_production_are_both_blocked() {
    let world = World::start();
    for place in [&world.production, &world.sandbox] {
        let client = world.closed().with_project(place.project);
        assert_eq!(
            blocked(client.update_issue_state(&place.key, Stage::Done).await).code(),
            "opt-in-disabled"
        );
        assert_eq!(
            blocked(client.add_comment(place.item, "<p></p>").await).code(),
            "opt-in-disabled"
        );
        assert_eq!(
            blocked(client.set_issue_done(place.item).await).code(),
            "opt-in-disabled"
        );
    }
    assert_untouched(&world);
}

#[tokio::test]
async fn tc_06_with_the_opt_in_a_sandbox_write_is_exactly_one_request() {
    let world = World::start();
    let client = world.opted_in().with_project(world.sandbox.project);

    let item = client
        .set_issue_state_direct(world.sandbox.item, world.sandbox.done)
        .await
        .unwrap();

    assert_eq!(item.state.id(), Some(world.sandbox.done));
    let requests = world.plane.requests();
    assert_eq!(requests.len(), 1);
    assert!(requests.iter().all(|request| request.method == "PATCH"));
    assert!(
        requests
            .iter()
            .all(|request| request.path.contains(&world.sandbox.project.to_string()))
    );
    assert!(
        !requests
            .iter()
            .any(|request| request.path.contains(&world.production.project.to_string()))
    );
}

#[tokio::test]
async fn tc_07_the_opt_in_does_not_open_production() {
    let world = World::start();
    let sandbox = world.opted_in().with_project(world.sandbox.project);
    sandbox
        .update_issue_state(&world.sandbox.key, Stage::Done)
        .await
        .unwrap();
    sandbox
        .add_comment(world.sandbox.item, "<p>Done.</p>")
        .await
        .unwrap();
    assert_eq!(world.plane.writes().len(), 2);
    world.plane.clear();

    let production = sandbox.with_project(world.production.project);
    assert_eq!(
        blocked(production.set_issue_done(world.production.item).await).code(),
        "prod-project-in-test"
    );
    assert_untouched(&world);
}

#[tokio::test]
async fn tc_08_no_target_and_an_empty_or_blank_one_are_ambiguous() {
    let world = World::start();
    let sandbox = Sandbox::new([world.sandbox.project.to_string()]).unwrap();
    let client = world.client().sandbox(sandbox).build().unwrap();
    assert_eq!(client.project(), None);
    assert_eq!(
        blocked(client.update_issue_state(&world.sandbox.key, Stage::Done).await).code(),
        "ambiguous-target"
    );
    assert_eq!(
        blocked(client.add_comment(world.sandbox.item, "<p></p>").await).code(),
        "ambiguous-target"
    );
    assert_eq!(
        blocked(client.set_issue_done(world.sandbox.item).await).code(),
        "ambiguous-target"
    );
    assert_untouched(&world);
}

#[tokio::test]
async fn tc_09_a_live_token_captured_at_construction_changes_nothing() {
    let world = World::start();
    let live = PlaneClient::builder(&world.plane.base_url(), world.plane.api_key())
        .workspace(world.plane.workspace())
        .project(world.production.project)
        .build()
        .unwrap();
    assert!(
        live.find_work_item(&world.production.key).await.is_ok(),
        "the token is good"
    );
    world.plane.clear();

    let task = tokio::spawn(async move {
        live.notify_stage_change(&world.production.key, Stage::Deploy, Stage::Done)
            .await
    });

    assert_eq!(blocked(task.await.unwrap()).code(), "opt-in-disabled");
    assert_eq!(world.plane.writes().len(), 0);
}

#[test]
fn tc_13_with_no_set_up_at_all_a_test_process_denies() {
    let world = World::start();
    let tracker = Tracker::new(world.root(), world.plane.api_key());
    let production = world.production.project.to_string();

    let result = tracker.comment(
        Some(&production),
        &world.production.item.to_string(),
        "<p>Done.</p>",
    );

    let Err(tests::tracker::Error::Blocked(blocked)) = result else {
        panic!("expected a block, got {result:?}")
    };
    assert_eq!(blocked.code(), "opt-in-disabled");
    assert!(!blocked.signals().is_empty(), "it says why this is a test");
    assert_untouched(&world);
}

#[test]
fn a_block_is_entered_in_the_ledger() {
    let tracker = Tracker::new("http://127.0.0.1:9", "key");
    tracker.comment(Some("only-in-this-test"), "1", "").unwrap_err();
    let entries = write_guard::ledger::entries();
    assert!(
        entries
            .iter()
            .any(|entry| entry.target() == Some("only-in-this-test"))
    );
    assert!(write_guard::ledger::count() >= 1);
    assert!(std::panic::catch_unwind(write_guard::ledger::assert_empty).is_err());
}
