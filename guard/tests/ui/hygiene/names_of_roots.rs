//! The caller has modules that are called like crates, and one of them answers for the guard.
#![deny(warnings)]
#![allow(dead_code)]

mod core {}
mod std {}
mod alloc {}
mod __private {}

mod write_guard {
    pub mod __private {
        pub fn check_for_permit<T>(_: bool, _: T) -> Result<(), ()> {
            Ok(())
        }
    }
}

use ::write_guard::{Blocked, Target, guarded_write, mark_test_process};

#[guarded_write(op = "close", target = project, permit = permit)]
fn close(project: &str) -> Result<(), Blocked> {
    permit.spend(|| Target::new(Some(project)))
}

fn main() {
    mark_test_process();
    assert_eq!(close("payroll").unwrap_err().op(), "close");
}
