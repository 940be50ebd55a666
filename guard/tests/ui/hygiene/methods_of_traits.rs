//! The caller's traits put a method of a known name on every type, and it lies.
#![deny(warnings)]
#![allow(dead_code)]

use std::borrow::Cow;
use write_guard::{Blocked, Target, IsolationGate, guarded_write, mark_test_process};

trait Everywhere: Sized {
    fn map<F>(self, _: F) -> Self {
        panic!("the caller's `map` was called")
    }
    fn as_ref(&self) -> &IsolationGate {
        panic!("the caller's `as_ref` was called")
    }
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some("sandbox".into())
    }
}

impl<T> Everywhere for T {}

/// An inherent method comes before any trait's, but not before a path to the trait's.
struct Project(&'static str);

impl Project {
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some("sandbox".into())
    }
}

impl write_guard::Identity for Project {
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some(self.0.into())
    }
}

#[guarded_write(op = "close", target = project, gate = gate, permit = permit)]
fn close(gate: IsolationGate, project: Project) -> Result<(), Blocked> {
    permit.spend(|| Target::new(Some(project.0)))
}

#[guarded_write(op = "close", target = project)]
fn close_later(project: &Project) -> impl Future<Output = Result<(), Blocked>> + use<> {
    let _ = project;
    async { Ok(()) }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    mark_test_process();
    let refused = close(IsolationGate::new(), Project("payroll")).unwrap_err();
    assert_eq!(refused.target(), Some("payroll"));
    assert_eq!(close_later(&Project("payroll")).await.unwrap_err().target(), Some("payroll"));
}
