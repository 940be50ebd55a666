//! What this process is.

use std::error::Error;
use std::fmt;
use std::sync::atomic::{AtomicU8, Ordering};

use once_cell::sync::OnceCell;

use crate::signal::{self, Process, Signal, SignalKind, Strength};

/// What a process is, with the signals seen.
///
/// ```
/// use write_guard_process::Subject;
///
/// let subject = write_guard_process::subject();
/// assert!(!subject.is_live(), "a doc test is a test process");
/// println!("{subject}");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "verdict", rename_all = "kebab-case")
)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a third kind of process must break every caller"
)]
pub enum Subject {
    /// A live or staging process: nothing proves that it is a test.
    Live {
        /// Weak signals, which do not decide.
        signals: Vec<Signal>,
    },
    /// A test process.
    Test {
        /// The deciding signal, then the weak ones.
        signals: Vec<Signal>,
    },
}

impl Subject {
    /// A test process without evidence, for a simulation.
    #[must_use]
    pub const fn simulated_test() -> Self {
        Self::Test { signals: Vec::new() }
    }

    /// A live process without any signal, for a simulation.
    #[must_use]
    pub const fn simulated_live() -> Self {
        Self::Live { signals: Vec::new() }
    }

    /// Whether the process is not a test.
    #[must_use]
    pub fn is_live(&self) -> bool {
        matches!(self, Self::Live { .. })
    }

    /// The signals seen: in a test process the deciding one first, in a live one weak ones only.
    ///
    /// The search stops at the deciding signal; [`doctor`](crate::doctor) looks at everything.
    #[must_use]
    pub fn signals(&self) -> &[Signal] {
        match self {
            Self::Live { signals } | Self::Test { signals } => signals,
        }
    }

    /// The signal that makes the process a test.
    #[must_use]
    pub fn deciding(&self) -> Option<&Signal> {
        self.signals()
            .first()
            .filter(|signal| signal.strength() == Strength::Strong)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_live() { "live" } else { "test" })?;
        for (position, signal) in self.signals().iter().enumerate() {
            f.write_str(if position == 0 { ": " } else { "; " })?;
            fmt::Display::fmt(signal, f)?;
        }
        Ok(())
    }
}

/// What this process is.
///
/// Reached at the first call and remembered. Once `Test`, always `Test`; a `Live` verdict is overturned by later proof: a
/// guarded function compiled with `cfg(test)`, or [`mark_test_process`]. While only some of a test runner's variables are set,
/// the runner may be about to start, so the rest of them are looked for at each call.
#[must_use]
pub fn subject() -> &'static Subject {
    LATCH.subject(Process::own)
}

/// Insists that this process is live, so that a server which is mistaken for a test fails when it starts and not at its
/// first write.
///
/// ```
/// let error = write_guard_process::require_live().unwrap_err();
/// assert!(error.to_string().starts_with("this process must be live, but it is a test process: "));
/// ```
///
/// # Errors
///
/// [`NotLive`] in a test process, with the evidence.
pub fn require_live() -> Result<&'static Subject, NotLive> {
    let subject = subject();
    if subject.is_live() {
        Ok(subject)
    } else {
        Err(NotLive { subject })
    }
}

/// A process that must be live is a test process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotLive {
    subject: &'static Subject,
}

impl NotLive {
    /// The verdict with the evidence.
    #[must_use]
    pub fn subject(&self) -> &'static Subject {
        self.subject
    }
}

impl fmt::Display for NotLive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this process must be live, but it is a test process")?;
        match self.subject.deciding() {
            Some(signal) => write!(f, ": {signal}; if that is wrong, {}", signal.kind().remedy()),
            None => Ok(()),
        }
    }
}

impl Error for NotLive {}

/// Marks this process as a test, for good.
///
/// This process only: what it starts does not inherit the mark, and a plugin that brings its own copy of this package
/// does not see it. Mark what you start with [`mark_test_command`](crate::mark_test_command), whose variable a copy sees too.
pub fn mark_test_process() {
    prove(signal::marked_by_call());
}

/// Makes this process a test, for good, because a crate that was compiled with `cfg(test)` asks about it.
///
/// For macros that expand to `if cfg!(test) { … }` in the crate they are used in: a process that runs code which was
/// compiled for tests is a test, whatever else it looks like.
pub fn mark_test_call_site() {
    prove(signal::call_site());
}

#[cold]
fn prove(signal: Signal) {
    LATCH.prove(signal);
}

/// Whether this process is live: one load, once that is known.
///
/// The same verdict as [`subject`]'s, for code that runs often and does more in a test process than in a live one.
#[inline]
#[must_use]
pub fn is_live() -> bool {
    is_known_to_be_live() || found_live()
}

/// Whether somebody asked before, and the answer was live. If this is `false`, ask [`is_live`].
///
/// For the guard, which inlines this and keeps the other question out of line.
#[doc(hidden)]
#[inline]
#[must_use]
pub fn is_known_to_be_live() -> bool {
    LATCH.is_known_to_be_live()
}

/// For whoever does not know yet.
#[cold]
#[inline(never)]
fn found_live() -> bool {
    LATCH.is_found_live(Process::own)
}

static LATCH: Latch = Latch::new();

/// The verdict of a process, and what it was reached by.
struct Latch {
    /// Zero until the first question; moves to one of the others, from `LIVE` and `UNSETTLED` to `TEST`, and never back.
    state: AtomicU8,
    /// The first verdict of each kind. Once `state` is `TEST`, `live` no longer counts.
    live: OnceCell<Subject>,
    test: OnceCell<Subject>,
}

const LIVE: u8 = 1;
const TEST: u8 = 2;
/// Live so far, but some of a test runner's variables are set: the runner may be about to start.
const UNSETTLED: u8 = 3;

impl Latch {
    const fn new() -> Self {
        Self {
            state: AtomicU8::new(0),
            live: OnceCell::new(),
            test: OnceCell::new(),
        }
    }

    #[inline]
    fn is_known_to_be_live(&self) -> bool {
        self.state.load(Ordering::Relaxed) == LIVE
    }

    fn is_found_live(&self, process: impl Fn() -> Process) -> bool {
        self.state.load(Ordering::Acquire) != TEST && self.subject(process).is_live()
    }

    fn subject(&self, process: impl Fn() -> Process) -> &Subject {
        let state = self.state.load(Ordering::Acquire);
        if state == UNSETTLED {
            // The variables of pytest and its like change while a program runs.
            if let Some(signal) = signal::arrived(&process()) {
                return self.prove(signal);
            }
        }
        let known = match state {
            LIVE | UNSETTLED => self.live.get(),
            TEST => self.test.get(),
            _ => None,
        };
        known.unwrap_or_else(|| self.reach(signal::observe(&process())))
    }

    #[cold]
    fn reach(&self, signals: Vec<Signal>) -> &Subject {
        let is_test = signals.iter().any(|signal| signal.strength() == Strength::Strong);
        if !is_test {
            let subject = self.live(signals.clone());
            let has_runner = signals.iter().any(|signal| signal.kind() == SignalKind::Runner);
            let verdict = if has_runner { UNSETTLED } else { LIVE };
            // Proof that arrives meanwhile has set `TEST`, and stays.
            let _ = self
                .state
                .compare_exchange(0, verdict, Ordering::AcqRel, Ordering::Acquire);
            if self.state.load(Ordering::Acquire) != TEST {
                return subject;
            }
        }
        let subject = self.test(signals);
        self.state.store(TEST, Ordering::Release);
        subject
    }

    /// Makes the process a test on the strength of `signal`, if it is none yet.
    #[cold]
    fn prove(&self, signal: Signal) -> &Subject {
        let subject = self.test.get().unwrap_or_else(|| {
            let seen = self.live.get().map(Subject::signals).unwrap_or_default();
            self.test([&[signal], seen].concat())
        });
        self.state.store(TEST, Ordering::Release);
        subject
    }

    /// The verdict of a live process, reached once.
    fn live(&self, signals: Vec<Signal>) -> &Subject {
        self.live.get_or_init(|| Subject::Live { signals })
    }

    /// The verdict of a test process, reached once.
    fn test(&self, signals: Vec<Signal>) -> &Subject {
        self.test.get_or_init(|| Subject::Test { signals })
    }
}

#[cfg(test)]
mod tests;
