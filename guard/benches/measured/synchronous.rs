//! The smallest function that writes.

use std::hint::black_box;

use write_guard::{Target, guarded_write};

use crate::failure::Failure;

pub(crate) fn unguarded(times: u64) {
    for n in 0..times {
        let _ = black_box(leaf(black_box("project"), black_box(n)));
    }
}

pub(crate) fn guarded(times: u64) {
    for n in 0..times {
        let _ = black_box(guarded_leaf(black_box("project"), black_box(n)));
    }
}

pub(crate) fn spent(times: u64) {
    for n in 0..times {
        let _ = black_box(spent_leaf(black_box("project"), black_box(n)));
    }
}

pub(crate) fn traced(times: u64) {
    for n in 0..times {
        let _ = black_box(traced_leaf(black_box("project"), black_box(n)));
    }
}

#[inline(never)]
fn leaf(project: &str, n: u64) -> Result<u64, Failure> {
    work(project, n)
}

#[inline(never)]
#[guarded_write(op = "leaf", target = project)]
fn guarded_leaf(project: &str, n: u64) -> Result<u64, Failure> {
    work(project, n)
}

#[inline(never)]
#[guarded_write(op = "leaf", target = project, permit = permit)]
fn spent_leaf(project: &str, n: u64) -> Result<u64, Failure> {
    permit.spend(|| Target::new(Some(project)))?;
    work(project, n)
}

#[inline(never)]
fn traced_leaf(project: &str, n: u64) -> Result<u64, Failure> {
    tracing::info!(project, "leaf");
    work(project, n)
}

/// The same body in every twin. It can fail, as a write can: a twin that cannot would be compiled to return less.
#[inline(always)]
#[expect(clippy::inline_always, reason = "the body is part of each twin")]
fn work(project: &str, n: u64) -> Result<u64, Failure> {
    if project.is_empty() {
        return Err(Failure::Empty);
    }
    Ok(n.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(7) ^ project.len() as u64)
}
