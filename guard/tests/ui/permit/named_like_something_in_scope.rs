//! No binding of Rust's may have the name of a constant, a static or a struct in scope.
#![allow(non_upper_case_globals, non_camel_case_types)]

use write_guard::{Blocked, Permit, guarded_write};

mod constant {
    use super::*;
    const permit: bool = true;

    #[guarded_write(op = "close", target = project, permit = permit)]
    fn close(project: &str) -> Result<(), Blocked> {
        send(permit, project)
    }

    #[guarded_write(op = "close", target = project, permit = permit)]
    fn later(project: &str) -> impl Future<Output = Result<(), Blocked>> {
        std::future::ready(send(permit, project))
    }

    #[guarded_write(op = "close", target = project, permit = permit, on_block = false)]
    fn told(project: &str) -> bool {
        send(permit, project).is_ok()
    }
}

mod parameter {
    use super::*;

    #[guarded_write(op = "close", target = project, permit = permit)]
    fn close<const permit: bool>(project: &str) -> Result<(), Blocked> {
        send(permit, project)
    }
}

mod unit {
    use super::*;
    struct permit;

    #[guarded_write(op = "close", target = project, permit = permit)]
    fn close(project: &str) -> Result<(), Blocked> {
        send(permit, project)
    }
}

fn send(_: Permit, _: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {}
