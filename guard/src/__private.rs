//! What `#[guarded_write]` expands to. Not for people: every item may change at any time.

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;

pub use core::cfg;
pub use core::option::Option::{None, Some};
pub use core::result::Result::{Err, Ok};

use crate::blocked::Blocked;
use crate::enforce::{admit, enforce};
use crate::gates::isolation::IsolationGate;
use crate::permit::Permit;
use crate::request::{Identity, WriteRequest};
use crate::{signal, subject};

/// The guard: in a live process one load and a branch, and `ask` is never called.
///
/// # Errors
///
/// What `ask` says.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "this is the whole cost of the guard in a live process"
)]
pub fn check(
    call_site_is_test: bool,
    ask: impl FnOnce() -> Result<Permit, Blocked>,
) -> Result<Permit, Blocked> {
    if !call_site_is_test && subject::is_live() {
        return Ok(Permit::live());
    }
    if call_site_is_test || !subject::judged_live() {
        ask()
    } else {
        Ok(Permit::live())
    }
}

/// The guard of a function that takes no permit: nothing to keep, and nothing to drop.
///
/// # Errors
///
/// What `ask` says.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "this is the whole cost of the guard in a live process"
)]
pub fn guard(call_site_is_test: bool, ask: impl FnOnce() -> Result<(), Blocked>) -> Result<(), Blocked> {
    if !call_site_is_test && subject::is_live() {
        return Ok(());
    }
    if call_site_is_test || !subject::judged_live() {
        ask()
    } else {
        Ok(())
    }
}

/// The question of [`guard`], in a test process.
///
/// # Errors
///
/// [`Blocked`] when the gate says no.
#[cold]
#[inline(never)]
pub fn ask_only(
    call_site_is_test: bool,
    op: &'static str,
    gate: Option<&IsolationGate>,
    target: Option<Cow<'_, str>>,
    item: Option<Cow<'_, str>>,
) -> Result<(), Blocked> {
    prove_if(call_site_is_test);
    admit(
        gate.unwrap_or(&OF_ENVIRONMENT),
        &WriteRequest::new(op, target).item(item),
    )
    .map(drop)
}

/// The question of [`check`], in a test process.
///
/// # Errors
///
/// [`Blocked`] when the gate says no.
#[cold]
#[inline(never)]
pub fn ask(
    call_site_is_test: bool,
    op: &'static str,
    gate: Option<&IsolationGate>,
    target: Option<Cow<'_, str>>,
    item: Option<Cow<'_, str>>,
) -> Result<Permit, Blocked> {
    prove_if(call_site_is_test);
    enforce(
        gate.unwrap_or(&OF_ENVIRONMENT),
        &WriteRequest::new(op, target).item(item),
    )
}

/// The gate of a function that names none.
static OF_ENVIRONMENT: IsolationGate = IsolationGate::new();

fn prove_if(call_site_is_test: bool) {
    if call_site_is_test {
        subject::prove(signal::call_site());
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

impl<T, E: From<Blocked>> FromBlocked for Result<T, E> {
    fn from_blocked(blocked: Blocked) -> Self {
        Err(E::from(blocked))
    }
}

macro_rules! boxed_future {
    ($($bound:ident)*) => {
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
