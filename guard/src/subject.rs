//! What this process is.

use std::sync::atomic::{AtomicU8, Ordering};

use once_cell::sync::OnceCell;

use crate::signal::{self, Signal};

/// What a process is, with the evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a third kind of process must break every caller"
)]
pub enum Subject {
    /// A live or staging process: nothing says that it is a test.
    Live,
    /// A test process.
    Test {
        /// The facts that say so, at least one.
        signals: Vec<Signal>,
    },
}

impl Subject {
    /// A test process without evidence, for a simulation.
    #[must_use]
    pub const fn simulated_test() -> Self {
        Self::Test { signals: Vec::new() }
    }

    /// Whether the process is not a test.
    #[must_use]
    pub fn is_live(&self) -> bool {
        matches!(self, Self::Live)
    }

    /// The facts that make it a test; none in a live process.
    #[must_use]
    pub fn signals(&self) -> &[Signal] {
        match self {
            Self::Live => &[],
            Self::Test { signals } => signals,
        }
    }
}

/// What this process is.
///
/// Judged at the first call and remembered. Once `Test`, always `Test`; a `Live` verdict is overturned by later proof: a
/// guarded function compiled with `cfg(test)`, or [`mark_test_process`].
#[must_use]
pub fn subject() -> &'static Subject {
    match LATCH.load(Ordering::Acquire) {
        LIVE => &Subject::Live,
        TEST => test(observed),
        _ => judge(),
    }
}

/// Marks this process as a test, for good.
pub fn mark_test_process() {
    prove(signal::marked_by_call());
}

/// Makes this process a test on the strength of `signal`.
#[cold]
pub(crate) fn prove(signal: Signal) {
    if LATCH.load(Ordering::Acquire) != TEST {
        test(|| std::iter::once(signal).chain(observed()).collect());
        LATCH.store(TEST, Ordering::Release);
    }
}

/// Whether this process is known to be live: one load.
#[inline]
pub(crate) fn is_live() -> bool {
    LATCH.load(Ordering::Relaxed) == LIVE
}

/// Zero until the first question; moves to `LIVE` or `TEST`, and from `LIVE` to `TEST`, and never back.
static LATCH: AtomicU8 = AtomicU8::new(0);
const LIVE: u8 = 1;
const TEST: u8 = 2;

#[cold]
fn judge() -> &'static Subject {
    let signals = observed();
    if signals.is_empty() {
        // Proof that arrives meanwhile has set `TEST`, and stays.
        let _ = LATCH.compare_exchange(0, LIVE, Ordering::AcqRel, Ordering::Acquire);
        if LATCH.load(Ordering::Acquire) == LIVE {
            return &Subject::Live;
        }
    }
    let subject = test(|| signals);
    LATCH.store(TEST, Ordering::Release);
    subject
}

fn observed() -> Vec<Signal> {
    signal::observe()
}

/// The evidence of a test process, collected once.
fn test(signals: impl FnOnce() -> Vec<Signal>) -> &'static Subject {
    static SUBJECT: OnceCell<Subject> = OnceCell::new();
    SUBJECT.get_or_init(|| Subject::Test { signals: signals() })
}
