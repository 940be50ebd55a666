//! The environment is read once: what is set afterwards opens nothing, not even for a moment.

use std::env::{remove_var, set_var};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use tests::{World, block_on};
use write_guard::{Blocked, guarded_write};

const OPT_IN: &str = "WRITE_GUARD_SANDBOX_WRITES";
const LIST: &str = "WRITE_GUARD_SANDBOX_PROJECTS";

#[guarded_write(op = "storm", target = project)]
fn write(project: &str) -> Result<(), Blocked> {
    Ok(())
}

#[test]
fn a_variable_that_is_set_after_the_first_decision_opens_nothing() {
    let world = World::start();
    let project = world.sandbox.project.to_string();
    let over = AtomicBool::new(false);
    assert_eq!(write(&project).unwrap_err().code(), "opt-in-disabled");
    thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                set_var(OPT_IN, "1");
                set_var(LIST, &project);
                remove_var(LIST);
                remove_var(OPT_IN);
            }
        });
        let opened = (0..100_000).filter(|_| write(&project).is_ok()).count();
        over.store(true, Ordering::Relaxed);
        assert_eq!(opened, 0);
    });
    set_var(OPT_IN, "1");
    set_var(LIST, &project);
    let told = write(&project).unwrap_err().to_string();
    assert!(
        told.contains("`WRITE_GUARD_SANDBOX_WRITES` was changed after the first decision"),
        "{told}"
    );
    block_on(
        world
            .closed()
            .with_project(world.sandbox.project)
            .set_issue_done(world.sandbox.item),
    )
    .unwrap_err();
    assert_eq!(world.plane.connections(), 0);
    write_guard::ledger::take();
}
