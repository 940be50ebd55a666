//! The blocked writes of this process.
//!
//! An error that nobody looks at, or a panic in a detached task, leaves a test suite green. So every block is also
//! entered here, and a test can insist that it caused none:
//!
//! ```
//! write_guard::ledger::assert_empty();
//! ```
//!
//! # Whose block it was
//!
//! Tests that share a process share the ledger, and each entry says which test it is of: the one that the runner names
//! (nextest does, for a whole process), or the one that the thread is called after (`cargo test` does that). [`assert_empty`]
//! and [`take`] see the entries of the test that calls them. An entry whose test is not known (of a worker thread, or of the
//! main thread) is seen by every test. [`watch`] tells such entries apart, and has an [`Owner`] for what a test spawns.
//!
//! # A whole suite
//!
//! `cargo write-guard test` collects the blocks of every process that it starts, and is red if nobody looked at one. A block
//! that was meant is taken by [`take`], or announced by [`expect`]. Neither lets anything out.

mod environment;
mod journal;
mod owner;

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::blocked::Blocked;

use self::owner::Whose;
pub use self::owner::{Owned, Owner, Watch, expect, watch};

/// How many entries are kept; what comes after is counted.
const KEPT: usize = 10_000;

static LEDGER: Mutex<Ledger> = Mutex::new(Ledger::new());

/// How many writes of this process were blocked, less those that were taken.
#[must_use]
pub fn count() -> usize {
    open().tallies.iter().map(|tally| tally.count).sum()
}

/// The blocked writes of this process, oldest first; at most the first 10,000.
#[must_use]
pub fn entries() -> Vec<Blocked> {
    open().entries.iter().map(|entry| entry.blocked.clone()).collect()
}

/// Takes the caller's own entries out, for a test that caused them on purpose.
#[expect(clippy::must_use_candidate, reason = "taking them out is what a caller wants")]
pub fn take() -> Vec<Blocked> {
    take_of(&Whose::asking())
}

/// Insists that no write of the calling test was blocked, except those that [`expect`] announced.
///
/// # Panics
///
/// If one was; the message lists the first of them.
#[track_caller]
pub fn assert_empty() {
    assert_none_of(&Whose::asking());
}

/// Enters a block, in the suite's ledger too, and says whose it is.
pub(crate) fn enter(blocked: Blocked) -> Blocked {
    let owner = Whose::current();
    let blocked = blocked.of_test(owner.test().cloned());
    let place = open().enter(&blocked, &owner);
    journal::block(&blocked, &owner, place);
    blocked
}

fn take_of(asking: &Whose) -> Vec<Blocked> {
    let mut ledger = open();
    let looked_at = ledger.places_of(asking);
    let taken = ledger.take(asking);
    drop(ledger);
    journal::looked_at(&looked_at);
    taken
}

#[track_caller]
fn assert_none_of(asking: &Whose) {
    let ledger = open();
    let looked_at = ledger.places_of(asking);
    let told = ledger.told(asking);
    drop(ledger);
    journal::looked_at(&looked_at);
    assert!(told.is_none(), "{}", told.unwrap_or_default());
}

fn open() -> MutexGuard<'static, Ledger> {
    LEDGER.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Ledger {
    /// In the order of whose they are.
    tallies: Vec<Tally>,
    entries: Vec<Entry>,
}

struct Entry {
    blocked: Blocked,
    owner: Whose,
}

/// How many blocks an owner had.
struct Tally {
    owner: Whose,
    /// The owner's number in this process.
    number: usize,
    /// How many there were.
    last: usize,
    /// How many there are, since the last `take`.
    count: usize,
}

/// The place of an entry among those of this process: the number of its owner, and its own number among the owner's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    owner: usize,
    number: usize,
}

impl Tally {
    /// Where the last of them stands.
    fn place(&self) -> Place {
        Place {
            owner: self.number,
            number: self.last,
        }
    }
}

impl Ledger {
    const fn new() -> Self {
        Self {
            tallies: Vec::new(),
            entries: Vec::new(),
        }
    }

    fn enter(&mut self, blocked: &Blocked, owner: &Whose) -> Place {
        let place = self.count(owner);
        if self.entries.len() < KEPT {
            self.entries.push(Entry {
                blocked: blocked.clone(),
                owner: owner.clone(),
            });
        }
        place
    }

    /// Counts one more of `owner`'s.
    fn count(&mut self, owner: &Whose) -> Place {
        let number = self.tallies.len();
        let at = self.tallies.partition_point(|tally| tally.owner < *owner);
        if let Some(tally) = self.tallies.get_mut(at).filter(|tally| tally.owner == *owner) {
            tally.last = tally.last.saturating_add(1);
            tally.count = tally.count.saturating_add(1);
            return tally.place();
        }
        let tally = Tally {
            owner: owner.clone(),
            number,
            last: 1,
            count: 1,
        };
        let place = tally.place();
        self.tallies.insert(at, tally);
        place
    }

    fn take(&mut self, asking: &Whose) -> Vec<Blocked> {
        for tally in &mut self.tallies {
            if asking.answers_for(&tally.owner) {
                tally.count = 0;
            }
        }
        let mut taken = Vec::new();
        for entry in std::mem::take(&mut self.entries) {
            if asking.answers_for(&entry.owner) {
                taken.push(entry.blocked);
            } else {
                self.entries.push(entry);
            }
        }
        taken
    }

    /// The last place of each owner whose entries `asking` answers for.
    fn places_of(&self, asking: &Whose) -> Vec<Place> {
        let tallies = self.tallies.iter();
        let own = tallies.filter(|tally| tally.count > 0 && asking.answers_for(&tally.owner));
        own.map(Tally::place).collect()
    }

    /// How many there are that nobody announced, and the first of them; `None` if there is none.
    fn told(&self, asking: &Whose) -> Option<String> {
        let is_meant = |owner: &Whose| asking.answers_for(owner) && owner.expected().is_none();
        let tallies = self.tallies.iter().filter(|tally| is_meant(&tally.owner));
        let count: usize = tallies.map(|tally| tally.count).sum();
        let entries = self.entries.iter().filter(|entry| is_meant(&entry.owner));
        let listed: Vec<String> = entries.take(10).map(Entry::told).collect();
        (count > 0).then(|| {
            format!(
                "{count} blocked writes in {}:\n  {}",
                asking.told(),
                listed.join("\n  ")
            )
        })
    }
}

impl Entry {
    fn told(&self) -> String {
        let unknown = if self.owner.is_nobodys() {
            "; no test is known of the thread that tried it: `ledger::watch` hands an owner to what a test spawns"
        } else {
            ""
        };
        format!("{}{unknown}", self.blocked)
    }
}

#[cfg(test)]
mod tests;
