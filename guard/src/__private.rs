//! What `#[guarded_write]` expands to. Not for people: every item may change at any time.

#![expect(
    clippy::inline_always,
    reason = "what is inlined is the whole cost of the guard in a live process"
)]

mod future;

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;

pub use core::option::Option::{None, Some};
pub use core::result::Result::{Err, Ok};

pub use self::future::{
    FutureOf, GuardedFuture, begin_with_permit, begin_without_permit, blocked_future, future_of,
    on_block_future,
};

use write_guard_process as process;

use crate::blocked::Blocked;
use crate::enforce::{admit, enforce};
use crate::isolation::IsolationGate;
use crate::permit::Permit;
use crate::request::{Identity, WriteRequest};

/// What the guard answers in a test process: a permit, nothing for a function that takes none, or a block.
///
/// Only the functions below make one. The question stands in a closure beside expressions of the caller's, and a
/// `return` or a `?` in one of those leaves that closure: with this type it cannot pass for an answer.
#[must_use]
#[derive(Debug)]
pub struct AnswerOfTheGuard<T>(Result<T, Blocked>);

/// The guard of a function that takes a permit: in a live process one load and a branch, and `ask` is never called.
///
/// `ask` hears whether the call site is a test.
///
/// # Errors
///
/// What `ask` says.
#[inline(always)]
pub fn check_for_permit(
    call_site_is_test: bool,
    ask: impl FnOnce(bool) -> AnswerOfTheGuard<Permit>,
) -> Result<Permit, Blocked> {
    if !call_site_is_test && process::is_known_to_be_live() {
        return Ok(Permit::live());
    }
    unless_live(call_site_is_test, Permit::live, ask)
}

/// The guard of a function that takes no permit: nothing to keep, and nothing to drop.
///
/// `ask` hears whether the call site is a test.
///
/// # Errors
///
/// What `ask` says.
#[inline(always)]
pub fn check_without_permit(
    call_site_is_test: bool,
    ask: impl FnOnce(bool) -> AnswerOfTheGuard<()>,
) -> Result<(), Blocked> {
    if !call_site_is_test && process::is_known_to_be_live() {
        return Ok(());
    }
    unless_live(call_site_is_test, || (), ask)
}

/// What follows when the first look does not say live. It is one call of a function that is not inlined, so that the guarded
/// function prepares nothing for it: a future would at each poll.
#[cold]
#[inline(never)]
fn unless_live<T>(
    call_site_is_test: bool,
    live: impl FnOnce() -> T,
    ask: impl FnOnce(bool) -> AnswerOfTheGuard<T>,
) -> Result<T, Blocked> {
    // What the process is comes before anything about the write is looked at.
    if !call_site_is_test && process::is_live() {
        return Ok(live());
    }
    ask(call_site_is_test).0
}

/// The question of [`check_for_permit`], in a test process.
pub fn ask_for_permit(
    call_site_is_test: bool,
    op: &'static str,
    gate: Option<&IsolationGate>,
    target: Option<Cow<'_, str>>,
    kind: Option<&'static str>,
    item: Option<Cow<'_, str>>,
) -> AnswerOfTheGuard<Permit> {
    prove_if(call_site_is_test);
    AnswerOfTheGuard(enforce(
        gate.unwrap_or(&OF_ENVIRONMENT),
        &WriteRequest::new(op, target).kind(kind).item(item),
    ))
}

/// The question of [`check_without_permit`], in a test process.
pub fn ask_without_permit(
    call_site_is_test: bool,
    op: &'static str,
    gate: Option<&IsolationGate>,
    target: Option<Cow<'_, str>>,
    kind: Option<&'static str>,
    item: Option<Cow<'_, str>>,
) -> AnswerOfTheGuard<()> {
    prove_if(call_site_is_test);
    let admitted = admit(
        gate.unwrap_or(&OF_ENVIRONMENT),
        &WriteRequest::new(op, target).kind(kind).item(item),
    );
    AnswerOfTheGuard(admitted.map(drop))
}

/// The gate of a function that names none.
static OF_ENVIRONMENT: IsolationGate = IsolationGate::new();

fn prove_if(call_site_is_test: bool) {
    if call_site_is_test {
        process::mark_test_call_site();
    }
}

/// The gate that `gate = …` names.
#[inline]
pub fn gate<G: AsRef<IsolationGate>>(gate: &G) -> &IsolationGate {
    gate.as_ref()
}

/// The identity that `target = …` or `item = …` names.
#[inline]
pub fn identity<I: Identity + ?Sized>(named: &I) -> Option<Cow<'_, str>> {
    named.identity()
}

/// What the function returns when it is blocked.
#[cold]
#[must_use]
pub fn blocked<R: FromBlocked>(blocked: Blocked) -> R {
    R::from_blocked(blocked)
}

/// What a blocked call returns where the attribute says so.
///
/// In a closure, so that a value which never comes (`panic!()`) makes nothing unreachable in the function itself.
#[cold]
pub fn on_block<R>(value: impl FnOnce() -> R) -> R {
    value()
}

/// As [`blocked`], of a type that a macro makes.
#[cold]
#[must_use]
pub fn blocked_behind_a_macro<R: FromBlockedBehindAMacro>(blocked: Blocked) -> R {
    R::from_blocked(blocked)
}

/// A return type that can carry a block, though a macro makes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot carry a block to the caller",
    label = "a macro makes this type: if it is `impl Future`, write it out, or else say `on_block = …`",
    note = "what the macro makes is not there yet when `#[guarded_write]` reads the function"
)]
pub trait FromBlockedBehindAMacro: FromBlocked {}

#[diagnostic::do_not_recommend]
impl<R: FromBlocked> FromBlockedBehindAMacro for R {}

/// A return type that can carry a block.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot carry a block to the caller",
    label = "a guarded write returns a `Result` whose error is made from `write_guard::Blocked`, or says `on_block = …`",
    note = "implement `From<write_guard::Blocked>` for the error, or add `on_block = <what a block returns>` to the attribute"
)]
pub trait FromBlocked {
    /// The block, as the caller gets it.
    fn from_blocked(blocked: Blocked) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T, E: From<Blocked>> FromBlocked for Result<T, E> {
    fn from_blocked(blocked: Blocked) -> Self {
        Err(E::from(blocked))
    }
}

macro_rules! boxed_future {
    ($($bound:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<'f, O: FromBlocked + 'f> FromBlocked for Pin<Box<dyn Future<Output = O> $(+ $bound)* + 'f>> {
            fn from_blocked(blocked: Blocked) -> Self {
                Box::pin(async move { O::from_blocked(blocked) })
            }
        }
    };
}
boxed_future!();
boxed_future!(Send);
boxed_future!(Send Sync);

#[cfg(test)]
mod tests;
