//! No binding of Rust's may have the name of a constant, a static or a struct in scope.
#![allow(non_upper_case_globals, non_camel_case_types)]

use write_guard::{Blocked, Permit, guarded_write};

static permit: bool = true;
struct leave(u8);

#[guarded_write(op = "close", target = project, permit = permit)]
fn close(project: &str) -> Result<(), Blocked> {
    send(permit, project)
}

#[guarded_write(op = "close", target = project, permit = leave)]
fn later(project: &str) -> impl Future<Output = Result<(), Blocked>> {
    std::future::ready(send(leave, project))
}

fn send(_: Permit, _: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {}
