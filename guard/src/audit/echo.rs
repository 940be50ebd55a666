//! What the record itself causes.
//!
//! A subscriber may ship its events through a guarded client. Then each record would cause the next decision, on the same
//! thread until the stack ends, or without end on threads that the events are handed to. So a decision that is made while
//! one is recorded makes no event, and one that a thread makes again is told once and then counted.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use once_cell::sync::Lazy;
use tracing::dispatcher;
use tracing::level_filters::LevelFilter;

/// How many threads may tell the same thing; a shipper may start one for each event.
const THREADS: u64 = 32;

thread_local! {
    static TELLING: Cell<bool> = const { Cell::new(false) };
    static TOLD: RefCell<Counts> = RefCell::new(Counts::default());
}

static TOLD_BY_THREADS: Lazy<Mutex<Counts>> = Lazy::new(Mutex::default);

/// Calls `tell`, unless the decision was made while another one is told. `tell` gets how often it was made, where that was
/// not told each time.
pub(super) fn unless_echo(level: LevelFilter, decision: &impl Hash, tell: impl FnOnce(Option<u64>)) {
    if level > LevelFilter::current() {
        return;
    }
    let Some(_telling) = Telling::begin() else {
        return;
    };
    if !is_shared() {
        return tell(None);
    }
    match again(hash(decision)) {
        Again::First => tell(None),
        Again::Many(times) if is_round(times) => tell(Some(times)),
        Again::Many(_) => {}
    }
}

/// Whether a decision is to be told as if it were the first of its kind.
enum Again {
    First,
    /// It was made that often.
    Many(u64),
}

/// Counts a decision of this thread.
fn again(decision: u64) -> Again {
    let times = TOLD
        .try_with(|told| told.try_borrow_mut().map_or(1, |mut told| told.add(decision)))
        .unwrap_or(1);
    if times > 1 {
        return Again::Many(times);
    }
    let threads = TOLD_BY_THREADS
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .add(decision);
    if threads <= THREADS {
        Again::First
    } else {
        Again::Many(threads)
    }
}

/// While it lives, its thread tells nothing else. A panic drops it, too.
struct Telling;

impl Telling {
    fn begin() -> Option<Self> {
        let was_telling = TELLING.try_with(|telling| telling.replace(true));
        (was_telling == Ok(false)).then_some(Self)
    }
}

impl Drop for Telling {
    fn drop(&mut self) {
        // A thread that ends tells nothing more.
        let _ = TELLING.try_with(|telling| telling.set(false));
    }
}

/// Whether the subscriber is that of the whole process, which hears what becomes of its own events.
///
/// One that is set for a scope hears a thread or two, and whoever set it looks at every event. `tracing` says which it is
/// in the text of `Debug` only; a test holds it to that, and without it every subscriber counts as shared.
fn is_shared() -> bool {
    let mut beginning = Beginning("Dispatch::Scoped");
    dispatcher::get_default(|current| write!(beginning, "{current:?}").is_err())
}

/// A writer that takes only what begins with this text.
struct Beginning(&'static str);

impl Write for Beginning {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let expected = self.0;
        let rest = expected
            .strip_prefix(text)
            .or_else(|| text.starts_with(expected).then_some(""));
        self.0 = rest.ok_or(fmt::Error)?;
        Ok(())
    }
}

/// How often each decision was made.
#[derive(Debug, Default)]
struct Counts(HashMap<u64, u64>);

impl Counts {
    /// How many decisions are remembered; then it begins anew.
    const MOST: usize = 1_024;

    /// Counts one more.
    fn add(&mut self, decision: u64) -> u64 {
        if self.0.len() >= Self::MOST {
            self.0.clear();
        }
        let times = self.0.entry(decision).or_default();
        *times = times.saturating_add(1);
        *times
    }
}

fn hash(decision: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    decision.hash(&mut hasher);
    hasher.finish()
}

/// 10, 100, 1,000 and so on.
fn is_round(times: u64) -> bool {
    times.checked_ilog10().and_then(|power| 10_u64.checked_pow(power)) == Some(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(decision: &str, often: u64) -> Vec<Option<u64>> {
        let mut told = Vec::new();
        for _ in 0..often {
            unless_echo(LevelFilter::OFF, &decision, |times| told.push(times));
        }
        told
    }

    #[test]
    fn what_a_thread_decides_again_is_counted() {
        assert_eq!(told("a", 110), [None, Some(10), Some(100)]);
        assert_eq!(told("b", 9), [None]);
        std::thread::spawn(|| assert_eq!(told("a", 1), [None]))
            .join()
            .unwrap();
    }

    #[test]
    fn a_subscriber_of_a_scope_is_told_each_time() {
        let scoped = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::new());
        dispatcher::with_default(&scoped, || assert_eq!(told("c", 3), [None; 3]));
    }

    #[test]
    fn telling_causes_no_telling_and_a_panic_ends_it() {
        let mut nested = 0;
        unless_echo(LevelFilter::OFF, &"d", |_| {
            unless_echo(LevelFilter::OFF, &"e", |_| nested += 1);
        });
        assert_eq!(nested, 0);
        std::panic::catch_unwind(|| unless_echo(LevelFilter::OFF, &"f", |_| panic!("of the subscriber")))
            .unwrap_err();
        assert_eq!(told("g", 1), [None]);
    }

    #[test]
    fn what_is_remembered_has_a_bound() {
        let mut counts = Counts::default();
        for decision in 0..10_000 {
            counts.add(decision);
        }
        assert!(counts.0.len() <= Counts::MOST);
        assert_eq!((counts.add(0), counts.add(0)), (1, 2));
    }

    #[test]
    fn what_many_threads_decide_is_counted() {
        let by_a_thread = || std::thread::spawn(|| told("h", 1)).join().unwrap();
        let told: Vec<_> = (0..150).flat_map(|_| by_a_thread()).collect();
        assert_eq!(told.len(), 33);
        assert_eq!(told.last(), Some(&Some(100)));
    }
}
