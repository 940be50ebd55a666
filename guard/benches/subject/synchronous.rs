//! The smallest function that writes.

use std::hint::black_box;

use write_guard::{Blocked, Target, guarded_write};

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
#[expect(clippy::unnecessary_wraps, reason = "the twin of the guarded function")]
fn leaf(project: &str, n: u64) -> Result<u64, Blocked> {
    Ok(work(project, n))
}

#[inline(never)]
#[guarded_write(op = "leaf", target = project)]
fn guarded_leaf(project: &str, n: u64) -> Result<u64, Blocked> {
    Ok(work(project, n))
}

#[inline(never)]
#[guarded_write(op = "leaf", target = project, permit = permit)]
fn spent_leaf(project: &str, n: u64) -> Result<u64, Blocked> {
    permit.spend(|| Target::new(Some(project)))?;
    Ok(work(project, n))
}

#[inline(never)]
#[expect(clippy::unnecessary_wraps, reason = "the twin of the guarded function")]
fn traced_leaf(project: &str, n: u64) -> Result<u64, Blocked> {
    tracing::info!(project, "leaf");
    Ok(work(project, n))
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "the same body in every twin")]
fn work(project: &str, n: u64) -> u64 {
    n.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(7) ^ project.len() as u64
}
