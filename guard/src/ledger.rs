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

static LEDGER: Mutex<Ledger> = Mutex::new(Ledger::new());

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
    std::mem::replace(&mut *open(), Ledger::new()).entries
}

/// Insists that no write was blocked.
///
/// # Panics
///
/// If one was; the message lists the first of them.
#[track_caller]
pub fn assert_empty() {
    let told = open().told();
    assert!(told.is_none(), "{}", told.unwrap_or_default());
}

pub(crate) fn enter(blocked: &Blocked) {
    open().enter(blocked);
}

fn open() -> MutexGuard<'static, Ledger> {
    LEDGER.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Ledger {
    count: usize,
    entries: Vec<Blocked>,
}

impl Ledger {
    const fn new() -> Self {
        Self {
            count: 0,
            entries: Vec::new(),
        }
    }

    fn enter(&mut self, blocked: &Blocked) {
        self.count = self.count.saturating_add(1);
        if self.entries.len() < KEPT {
            self.entries.push(blocked.clone());
        }
    }

    /// How many there are, and the first of them; `None` if there is none.
    fn told(&self) -> Option<String> {
        let listed: Vec<String> = self.entries.iter().take(10).map(Blocked::to_string).collect();
        (self.count > 0).then(|| {
            format!(
                "{} blocked writes in this process:\n  {}",
                self.count,
                listed.join("\n  ")
            )
        })
    }
}

#[cfg(test)]
mod tests;
