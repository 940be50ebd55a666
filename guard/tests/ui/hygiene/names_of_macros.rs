//! The caller has macros that are called like those of the standard library, and they lie.
#![deny(warnings)]
#![allow(unused_macros)]

macro_rules! cfg {
    ($($any:tt)*) => {
        compile_error!("the caller's `cfg!` was called")
    };
}
macro_rules! matches {
    ($($any:tt)*) => {
        true
    };
}
macro_rules! unreachable {
    ($($any:tt)*) => {
        ()
    };
}
macro_rules! write_guard {
    ($($any:tt)*) => {};
}

use write_guard::{Blocked, Target, guarded_write, mark_test_process};

#[guarded_write(op = "close", target = project, permit = permit)]
fn close(project: &str) -> Result<(), Blocked> {
    permit.spend(|| Target::new(Some(project)))
}

fn main() {
    mark_test_process();
    assert!(close("payroll").is_err());
}
