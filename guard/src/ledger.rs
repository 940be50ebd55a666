//! The blocked writes of this process.
//!
//! An error that nobody looks at, or a panic in a detached task, leaves a test suite green. So every block is also
//! entered here, and a test can insist that there were none:
//!
//! ```
//! write_guard::ledger::assert_empty();
//! ```
//!
//! The ledger belongs to the process, so tests that share one share it: look for your own target among the
//! [`entries`], or [`take`] the ones you meant to cause.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::blocked::Blocked;

/// How many entries are kept; what comes after is counted.
const KEPT: usize = 10_000;

static LEDGER: Mutex<Ledger> = Mutex::new(Ledger {
    count: 0,
    entries: Vec::new(),
});

struct Ledger {
    count: usize,
    entries: Vec<Blocked>,
}

/// How many writes were blocked since the process began, or since the last [`take`].
#[must_use]
pub fn count() -> usize {
    open().count
}

/// The blocked writes, oldest first; at most the first 10,000.
#[must_use]
pub fn entries() -> Vec<Blocked> {
    open().entries.clone()
}

/// Takes the entries out, for a test that caused them on purpose.
#[expect(clippy::must_use_candidate, reason = "taking them out is what a caller wants")]
pub fn take() -> Vec<Blocked> {
    let mut ledger = open();
    ledger.count = 0;
    std::mem::take(&mut ledger.entries)
}

/// Insists that no write was blocked.
///
/// # Panics
///
/// If one was; the message lists the first of them.
#[track_caller]
pub fn assert_empty() {
    let ledger = open();
    let count = ledger.count;
    let listed: Vec<String> = ledger.entries.iter().take(10).map(Blocked::to_string).collect();
    drop(ledger);
    assert!(
        count == 0,
        "{count} blocked writes in this process:\n  {}",
        listed.join("\n  ")
    );
}

pub(crate) fn enter(blocked: &Blocked) {
    let mut ledger = open();
    ledger.count = ledger.count.saturating_add(1);
    if ledger.entries.len() < KEPT {
        ledger.entries.push(blocked.clone());
    }
}

fn open() -> MutexGuard<'static, Ledger> {
    LEDGER.lock().unwrap_or_else(PoisonError::into_inner)
}
