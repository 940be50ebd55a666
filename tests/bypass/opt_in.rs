//! An opt-in seen from where nobody opted in.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use plane_client::{Error, PlaneClient, Sandbox};
use tests::tracker::Tracker;
use tests::{World, block_on};
use write_guard::{Blocked, IsolationGate, Permit, Target, guarded_write};

/// Comments, and says whether the guard let it.
async fn comments(client: &PlaneClient, world: &World) -> bool {
    match client.add_comment(world.sandbox.item, "<p>x</p>").await {
        Ok(_) => true,
        Err(Error::Blocked(blocked)) => {
            assert_eq!(blocked.code(), "opt-in-disabled");
            false
        }
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_opt_in_goes_where_its_client_goes_and_nowhere_else() {
    let world = Arc::new(World::start());
    let open = world.opted_in().with_project(world.sandbox.project);
    let closed = world.closed().with_project(world.sandbox.project);

    let (here, beside) = tokio::join!(comments(&open, &world), comments(&closed, &world));
    assert_eq!((here, beside), (true, false), "branches of one task");

    for (client, expected) in [(open.clone(), true), (closed.clone(), false)] {
        let (world, client) = (Arc::clone(&world), client.clone());
        let future = async move { comments(&client, &world).await };
        // Made here, polled there.
        assert_eq!(tokio::spawn(future).await.unwrap(), expected, "a task");
    }
    for (client, expected) in [(open.clone(), true), (closed.clone(), false)] {
        let (for_pool, for_thread) = (Arc::clone(&world), Arc::clone(&world));
        let clone = client.clone();
        let pooled = tokio::task::spawn_blocking(move || block_on(comments(&clone, &for_pool)));
        assert_eq!(pooled.await.unwrap(), expected, "a thread of the pool");
        let threaded = thread::spawn(move || block_on(comments(&client, &for_thread)));
        assert_eq!(threaded.join().unwrap(), expected, "a thread");
    }
    assert_eq!(world.plane.writes().len(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_did_not_opt_in_is_refused_at_every_poll_while_others_write() {
    let world = Arc::new(World::start());
    // Who is told of fewer waits for the next minute.
    world.plane.set_rate_limit(Some(1_000_000));
    let (open, closed) = (
        world.opted_in().with_project(world.sandbox.project),
        world.closed().with_project(world.sandbox.project),
    );
    let is_over = Arc::new(AtomicBool::new(false));
    let (over, seen) = (Arc::clone(&is_over), Arc::clone(&world));
    let canary = tokio::spawn(async move {
        let mut refused = 0;
        while !over.load(Ordering::Relaxed) {
            assert!(!comments(&closed, &seen).await);
            refused += 1;
            tokio::task::yield_now().await;
        }
        refused
    });
    for _ in 0..100 {
        assert!(comments(&open, &world).await);
    }
    is_over.store(true, Ordering::Relaxed);
    assert!(canary.await.unwrap() > 100, "the canary was asked too seldom");
    assert_eq!(world.plane.writes().len(), 100);
}

/// In the opt-in of one client there is nothing that a second could take over.
#[test]
fn a_client_made_inside_of_an_opted_in_write_is_closed() {
    let world = World::start();
    let tracker = Tracker::new(world.root(), world.plane.api_key());
    let gate = IsolationGate::new().sandbox(Sandbox::new(["here"]).unwrap());
    let inner = write_within(&gate, "here", || {
        tracker.comment(
            Some(&world.sandbox.project.to_string()),
            &world.sandbox.item.to_string(),
            "",
        )
    });
    let result = inner.unwrap();
    assert!(
        matches!(&result, Err(tests::tracker::Error::Blocked(blocked)) if blocked.code() == "opt-in-disabled"),
        "{result:?}"
    );
    assert_eq!(world.plane.connections(), 0);
}

#[guarded_write(op = "outer", target = target, gate = gate, permit = permit)]
fn write_within<T>(gate: &IsolationGate, target: &str, inner: impl FnOnce() -> T) -> Result<T, Blocked> {
    let told = inner();
    permit.spend(|| Target::new(Some(target)))?;
    Ok(told)
}

/// Asks when it is polled for the first time, in whichever place that is: there is no scope to be inside of.
#[tokio::test]
async fn a_future_asks_its_own_gate_wherever_it_is_polled() {
    let open = Arc::new(IsolationGate::new().sandbox(Sandbox::new(["here"]).unwrap()));
    let closed = Arc::new(IsolationGate::new());
    let sent = Arc::new(AtomicUsize::new(0));
    let made: Vec<_> = [&open, &closed]
        .map(|gate| later(Arc::clone(gate), "here", Arc::clone(&sent)))
        .into_iter()
        .map(Box::pin)
        .collect();
    let mut codes = Vec::new();
    for future in made {
        codes.push(
            thread::spawn(move || block_on(future))
                .join()
                .unwrap()
                .map_err(|blocked| blocked.code()),
        );
    }
    assert_eq!(codes, [Ok(()), Err("opt-in-disabled")]);
    assert_eq!(sent.load(Ordering::Relaxed), 1);
}

#[guarded_write(op = "later", target = target, gate = gate, permit = permit)]
async fn later(
    gate: Arc<IsolationGate>,
    target: &'static str,
    sent: Arc<AtomicUsize>,
) -> Result<(), Blocked> {
    tokio::task::yield_now().await;
    send(permit, target, &sent)
}

fn send(permit: Permit, target: &str, sent: &AtomicUsize) -> Result<(), Blocked> {
    permit.spend(|| Target::new(Some(target)))?;
    sent.fetch_add(1, Ordering::Relaxed);
    Ok(())
}
