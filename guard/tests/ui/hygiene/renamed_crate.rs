//! The guard under another name, and behind a macro of another crate.
#![deny(warnings)]

pub extern crate write_guard as wall;

mod vendored {
    pub use wall as guard;
}

/// As a crate would export it that wraps the guard.
macro_rules! guarded_close {
    ($name:ident) => {
        #[wall::guarded_write(op = "close", target = project, crate = $crate::vendored::guard)]
        fn $name(project: &str) -> Result<(), wall::Blocked> {
            let _ = project;
            Ok(())
        }
    };
}

guarded_close!(behind_a_macro);

#[wall::guarded_write(op = "close", target = project, crate = wall)]
fn renamed(project: &str) -> Result<(), wall::Blocked> {
    let _ = project;
    Ok(())
}

#[wall::guarded_write(op = "close", target = project, crate = crate::vendored::guard)]
fn re_exported(project: &str) -> Result<(), wall::Blocked> {
    let _ = project;
    Ok(())
}

fn main() {
    wall::mark_test_process();
    assert!(behind_a_macro("payroll").is_err());
    assert!(renamed("payroll").is_err());
    assert!(re_exported("payroll").is_err());
}
