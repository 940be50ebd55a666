//! Whose block it was.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::thread;

use write_guard_process::escape;

use super::environment;
use crate::blocked::Blocked;

static NEXT: AtomicU64 = AtomicU64::new(0);

thread_local! {
    /// The owners that this thread's work was handed, each with the watches that it is in, the innermost last; without one,
    /// the thread's name says whose it is.
    static HANDED: RefCell<Vec<Whose>> = const { RefCell::new(Vec::new()) };
}

/// Watches what this thread does, until the value is dropped: the blocks are those of the watch.
///
/// ```
/// use write_guard::{Blocked, guarded_write, ledger};
///
/// # #[guarded_write(op = "close", target = project)]
/// # fn close(project: &str) -> Result<(), Blocked> { Ok(()) }
/// let watch = ledger::watch();
/// let owner = watch.owner();
/// std::thread::spawn(move || owner.run(|| drop(close("payroll")))).join().unwrap();
/// assert_eq!(watch.take().len(), 1);
/// watch.assert_empty();
/// ```
pub fn watch() -> Watch {
    Watch::begin(None)
}

/// Announces blocks: until the value is dropped, what is blocked on this thread, and in work that got its [`Owner`], is meant
/// to be.
///
/// [`assert_empty`](super::assert_empty) and `cargo write-guard test` pass over such blocks. The writes stay blocked.
///
/// ```
/// use write_guard::{Blocked, guarded_write, ledger};
///
/// # #[guarded_write(op = "close", target = project)]
/// # fn close(project: &str) -> Result<(), Blocked> { Ok(()) }
/// let expected = ledger::expect("what the retry does with a refusal");
/// assert!(close("payroll").is_err());
/// drop(expected);
/// ledger::assert_empty();
/// ```
pub fn expect(why: &str) -> Watch {
    Watch::begin(Some(why.into()))
}

/// Stands for a part of a test; made by [`watch`] and [`expect`].
#[derive(Debug)]
#[must_use = "it watches as long as it is there"]
pub struct Watch {
    scope: u64,
    whose: Whose,
    /// It is this thread's.
    _thread: PhantomData<*const ()>,
}

impl Watch {
    fn begin(expected: Option<Arc<str>>) -> Self {
        let scope = NEXT.fetch_add(1, Ordering::Relaxed);
        let mut whose = Whose::current();
        whose.scopes.push(Scope { id: scope, expected });
        handed(|handed| {
            handed.pop();
            handed.push(whose.clone());
        });
        Self {
            scope,
            whose,
            _thread: PhantomData,
        }
    }

    /// What to hand to spawned work, so that its blocks are those of this watch.
    #[must_use]
    pub fn owner(&self) -> Owner {
        Owner(self.whose.clone())
    }

    /// Takes its entries out.
    #[expect(clippy::must_use_candidate, reason = "taking them out is what a caller wants")]
    pub fn take(&self) -> Vec<Blocked> {
        super::take_of(&self.whose)
    }

    /// Insists that it saw no block, except those that [`expect`] announced.
    ///
    /// # Panics
    ///
    /// If it did; the message lists the first of them.
    #[track_caller]
    pub fn assert_empty(&self) {
        super::assert_none_of(&self.whose);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // Also of the owners around this one: what they come back to is no longer watched.
        handed(|handed| {
            for whose in handed {
                whose.scopes.retain(|scope| scope.id != self.scope);
            }
        });
    }
}

/// Says whose the blocks are of work that a test spawns; made by [`Watch::owner`].
#[derive(Clone, Debug)]
pub struct Owner(pub(super) Whose);

/// Whose a block is: a test, as far as one is known, and the watches that it is within.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Whose {
    test: Option<Arc<str>>,
    scopes: Vec<Scope>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Scope {
    id: u64,
    /// Why its blocks are meant, if they are.
    expected: Option<Arc<str>>,
}

impl Owner {
    /// Runs `work`, whose blocks are the owner's: what a spawned thread begins with.
    pub fn run<R>(&self, work: impl FnOnce() -> R) -> R {
        let _handed = Handed::over(&self.0);
        work()
    }

    /// A future whose blocks are the owner's, on whatever thread it is polled: what a spawned task is.
    pub fn attach<F: Future>(&self, future: F) -> Owned<F> {
        Owned {
            future,
            owner: self.clone(),
        }
    }
}

impl Whose {
    /// Whose a block is that happens on this thread now.
    pub(super) fn current() -> Self {
        let handed = handed(|handed| handed.last().cloned());
        handed.flatten().unwrap_or_else(|| {
            Self::of(environment::test().or_else(|| thread::current().name().and_then(named_after)))
        })
    }

    /// Who asks on this thread now: a test, or the innermost watch. An `expect` around it makes no difference.
    pub(super) fn asking() -> Self {
        let mut asking = Self::current();
        asking.scopes.retain(|scope| scope.expected.is_none());
        asking
    }

    pub(super) fn of(test: Option<Arc<str>>) -> Self {
        Self {
            test,
            scopes: Vec::new(),
        }
    }

    pub(super) fn test(&self) -> Option<&Arc<str>> {
        self.test.as_ref()
    }

    /// Why its blocks are meant, if they are.
    pub(super) fn expected(&self) -> Option<&str> {
        self.scopes
            .iter()
            .rev()
            .find_map(|scope| scope.expected.as_deref())
    }

    pub(super) fn is_nobodys(&self) -> bool {
        self.test.is_none() && self.scopes.is_empty()
    }

    /// Whether a block of `other` is held against this owner. One that is nobody's is held against every test, so that it is not
    /// overlooked; a watch answers only for its own.
    pub(super) fn answers_for(&self, other: &Self) -> bool {
        match (self.watch(), &self.test) {
            (Some(watch), _) => other.scopes.iter().any(|scope| scope.id == watch),
            (None, Some(_)) => other.test == self.test || other.is_nobodys(),
            (None, None) => true,
        }
    }

    /// Its name in a message.
    pub(super) fn told(&self) -> String {
        match (self.watch(), &self.test) {
            (Some(_), _) => "this watch".to_owned(),
            (None, Some(test)) => format!("the test `{}`", escape(test)),
            (None, None) => "this process".to_owned(),
        }
    }

    /// The innermost watch.
    fn watch(&self) -> Option<u64> {
        self.scopes.last().map(|scope| scope.id)
    }
}

/// The test that a thread is called after: `cargo test` calls it by the test's path. Names of workers (`main`,
/// `tokio-rt-worker`, `blocking-1`) are no paths of Rust.
pub(super) fn named_after(thread: &str) -> Option<Arc<str>> {
    let is_path = thread != "main" && thread.split("::").all(is_identifier);
    is_path.then(|| thread.into())
}

fn is_identifier(part: &str) -> bool {
    let part = part.strip_prefix("r#").unwrap_or(part);
    let mut characters = part.chars();
    let begins = characters
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_');
    begins && characters.all(|character| character.is_alphanumeric() || character == '_')
}

/// What this thread was handed; a thread that ends has nothing more.
fn handed<R>(work: impl FnOnce(&mut Vec<Whose>) -> R) -> Option<R> {
    let handed = HANDED.try_with(|handed| Some(work(&mut *handed.try_borrow_mut().ok()?)));
    handed.ok().flatten()
}

/// While it lives, what this thread does is the owner's.
struct Handed;

impl Handed {
    fn over(whose: &Whose) -> Self {
        handed(|handed| handed.push(whose.clone()));
        Self
    }
}

impl Drop for Handed {
    fn drop(&mut self) {
        handed(Vec::pop);
    }
}

pin_project_lite::pin_project! {
    /// A future that works for an [`Owner`]; made by [`Owner::attach`].
    #[must_use = "futures do nothing unless they are awaited"]
    pub struct Owned<F> {
        #[pin]
        future: F,
        owner: Owner,
    }
}

impl<F: Future> Future for Owned<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let _handed = Handed::over(&this.owner.0);
        let polled = this.future.poll(context);
        // What it has begun to watch, or ended, is so when it is polled again, too.
        handed(|handed| {
            if let Some(whose) = handed.last().filter(|whose| **whose != this.owner.0) {
                this.owner.0.clone_from(whose);
            }
        });
        polled
    }
}

impl<F> fmt::Debug for Owned<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Owned")
            .field("owner", &self.owner)
            .finish_non_exhaustive()
    }
}
