//! Another attribute that rewrites the function, above and below.
#![deny(warnings)]

use write_guard::{Blocked, Permit, guarded_write, mark_test_process};

#[tokio::main(flavor = "current_thread")]
#[guarded_write(op = "close", target = project, permit = permit)]
async fn below(project: &str) -> Result<(), Blocked> {
    send(permit, project).await
}

#[guarded_write(op = "close", target = project, permit = permit)]
#[tokio::main(flavor = "current_thread")]
async fn above(project: &str) -> Result<(), Blocked> {
    send(permit, project).await
}

#[cfg_attr(all(), guarded_write(op = "close", target = project, permit = permit))]
#[must_use]
/// Documented.
fn conditional(project: &str) -> Result<(), Blocked> {
    let _ = (permit, project);
    panic!("a write got through");
}

async fn send(_: Permit, project: &str) -> Result<(), Blocked> {
    panic!("a write to {project} got through");
}

fn main() {
    mark_test_process();
    assert!(below("payroll").is_err());
    assert!(above("payroll").is_err());
    assert!(conditional("payroll").is_err());
}
