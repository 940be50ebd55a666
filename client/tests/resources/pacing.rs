//! The server's rate limit.

use std::time::{Duration, Instant};

use plane_client::embedded::{Fault, When};
use plane_client::{Error, NewWorkItem};

use servers::World;

fn wait_of(error: &Error) -> Duration {
    match error {
        Error::RateLimited {
            retry_after: Some(wait),
        } => *wait,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn where_the_server_would_refuse_nothing_is_asked() {
    let world = World::start();
    world.plane.set_rate_limit(Some(2));
    let client = world.opting_in().patience(Duration::ZERO).build().unwrap();
    client.me().await.unwrap();
    client.me().await.unwrap();
    let wait = wait_of(&client.me().await.unwrap_err());
    assert!(
        wait > Duration::from_secs(50) && wait <= Duration::from_secs(60),
        "{wait:?}"
    );
    assert_eq!(world.plane.requests().len(), 2);
}

#[tokio::test]
async fn a_write_that_the_server_put_off_is_sent_again_when_it_says_so() {
    let world = World::start();
    let limited = Fault::RateLimited { retry_after: 1 };
    world.plane.fail(When::writes().times(1), limited);
    let client = world.opted_in();
    let start = Instant::now();
    let items = client.in_project(world.sandbox.project).work_items();
    // Without an external id: what was put off was not done.
    items.create(&NewWorkItem::new("Once")).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(world.plane.writes().len(), 2);
    let named = items.list().all().await.unwrap();
    assert_eq!(named.iter().filter(|item| item.name == "Once").count(), 1);
}

#[tokio::test]
async fn a_longer_wait_than_patience_is_an_error_that_says_how_long() {
    let world = World::start();
    world
        .plane
        .fail(When::always(), Fault::RateLimited { retry_after: 56 });
    let client = world
        .opting_in()
        .patience(Duration::from_secs(55))
        .build()
        .unwrap();
    assert_eq!(wait_of(&client.me().await.unwrap_err()), Duration::from_secs(56));
    assert_eq!(world.plane.requests().len(), 1);
}

/// A write whose proof would have to wait halfway does not begin.
#[tokio::test]
async fn a_write_begins_when_there_is_room_for_its_proof_too() {
    for (left, has_room) in [(2, false), (3, true)] {
        let world = World::start();
        let cycle = world.plane.add_cycle(world.sandbox.project, "Empty").id();
        world.plane.set_rate_limit(Some(left + 1));
        let client = world.opting_in().patience(Duration::ZERO).build().unwrap();
        client.me().await.unwrap();
        world.plane.clear();
        // Two reads show what is in it.
        let cycles = client.in_project(world.sandbox.project).cycles();
        let deleted = cycles.delete(cycle).await;
        assert_eq!(deleted.is_ok(), has_room, "{deleted:?}");
        assert_eq!(world.plane.requests().len(), if has_room { 3 } else { 0 });
    }
}
