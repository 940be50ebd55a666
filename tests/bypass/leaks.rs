//! What is forgotten, leaked, panics or is poisoned on the way.

use std::borrow::Cow;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;

use plane_client::Error;
use tests::{Recorder, World, block_on};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use write_guard::{Blocked, Identity, IsolationGate, Sandbox, Target, guarded_write};

use crate::fixture::{PRODUCTION, SANDBOX, Verb, opted_in, sandbox, write};

/// Insists that a client without an opt-in is refused, before any network step.
fn assert_closed(world: &World) {
    world.plane.clear();
    let client = world.closed().with_project(world.sandbox.project);
    let result = block_on(client.add_comment(world.sandbox.item, "x"));
    assert!(
        matches!(&result, Err(Error::Blocked(blocked)) if blocked.code() == "opt-in-disabled"),
        "{result:?}"
    );
    assert_eq!(world.plane.connections(), 0);
}

#[test]
fn an_opt_in_that_is_never_dropped_opens_nothing_for_others() {
    struct Circle(
        RefCell<Option<Rc<Self>>>,
        #[expect(dead_code, reason = "what the circle keeps alive")] Sandbox,
    );

    let world = World::start();
    let value = Sandbox::new([world.sandbox.project.to_string()]).unwrap();
    std::mem::forget(value.clone());
    let _: &'static Sandbox = Box::leak(Box::new(value.clone()));
    let circle = Rc::new(Circle(RefCell::new(None), value.clone()));
    *circle.0.borrow_mut() = Some(Rc::clone(&circle));
    std::mem::forget(world.opted_in().with_project(world.sandbox.project));
    std::thread::spawn(move || {
        std::thread::park();
        drop(value);
    });
    assert_closed(&world);
}

#[guarded_write(op = "leak", target = target, gate = gate, permit = permit)]
fn leak(gate: &IsolationGate, target: &str) -> Result<(), Blocked> {
    std::mem::forget(permit);
    Ok(())
}

#[test]
fn a_permit_that_is_never_spent_is_nobodys() {
    let world = World::start();
    let gate = IsolationGate::new().sandbox(Sandbox::new([world.sandbox.project.to_string()]).unwrap());
    leak(&gate, &world.sandbox.project.to_string()).unwrap();
    assert_closed(&world);
}

#[test]
fn a_panic_in_an_opted_in_test_leaves_everything_as_it_was() {
    let world = Arc::new(World::start());
    let client = world.opted_in().with_project(world.sandbox.project);
    let (inner, seen) = (client.clone(), Arc::clone(&world));
    let panicked = std::thread::spawn(move || {
        block_on(inner.add_comment(seen.sandbox.item, "x")).unwrap();
        panic!("the test fails here");
    });
    panicked.join().unwrap_err();
    block_on(client.add_comment(world.sandbox.item, "x")).unwrap();
    assert_eq!(world.plane.writes().len(), 2);
    assert_closed(&world);
}

/// A log that breaks at every event of the guard.
struct Broken;

impl<S: Subscriber> Layer<S> for Broken {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        assert_ne!(event.metadata().target(), "write_guard", "the log is broken");
    }
}

#[test]
fn a_log_that_panics_lets_nothing_through() {
    let server = Recorder::start(&Recorder::json("503 Service Unavailable", "{}"));
    let client = opted_in(&server.origin()).attempts(1).build().unwrap();
    for project in [sandbox(), PRODUCTION.parse().unwrap()] {
        let log = tracing_subscriber::registry().with(Broken);
        let tried = catch_unwind(AssertUnwindSafe(|| {
            tracing::subscriber::with_default(log, || block_on(write(&client, project, Verb::Patch)))
        }));
        assert!(tried.is_err(), "the log did not panic");
        assert_eq!(server.connections(), 0, "{project}");
    }
    // Nothing is poisoned: the answers are the same as before.
    let production = block_on(write(&client, PRODUCTION.parse().unwrap(), Verb::Patch)).unwrap_err();
    assert!(matches!(production, Error::Blocked(_)), "{production}");
    block_on(write(&client, sandbox(), Verb::Patch)).unwrap_err();
    drop(client);
    assert_eq!(server.take().len(), 1);
}

/// An id that cannot say what it is.
struct Mute;

impl Identity for Mute {
    fn identity(&self) -> Option<Cow<'_, str>> {
        panic!("no identity")
    }
}

#[guarded_write(op = "mute", target = target, gate = gate, permit = permit)]
fn mute(gate: &IsolationGate, target: &Mute, begun: &RefCell<bool>) -> Result<(), Blocked> {
    begun.replace(true);
    permit.spend(|| Target::new(Some(SANDBOX)))
}

#[test]
fn an_identity_that_panics_lets_nothing_through() {
    let gate = IsolationGate::new().sandbox(Sandbox::new([SANDBOX]).unwrap());
    let begun = RefCell::new(false);
    assert!(catch_unwind(AssertUnwindSafe(|| mute(&gate, &Mute, &begun))).is_err());
    assert!(!begun.into_inner(), "the body began");
}

#[guarded_write(op = "late", target = target, gate = gate, permit = permit)]
fn unclear(gate: &IsolationGate, target: &str, sent: &RefCell<bool>) -> Result<(), Blocked> {
    permit.spend(|| panic!("the finished request cannot be read"))?;
    sent.replace(true);
    Ok(())
}

#[test]
fn a_finished_request_that_cannot_be_read_is_not_sent() {
    let gate = IsolationGate::new().sandbox(Sandbox::new([SANDBOX]).unwrap());
    let sent = RefCell::new(false);
    assert!(catch_unwind(AssertUnwindSafe(|| unclear(&gate, SANDBOX, &sent))).is_err());
    assert!(!sent.into_inner());
}
