//! The future of a guarded function that returns `impl Future`.

use std::fmt;
use std::future::{Future, Ready, ready};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use crate::__private::FromBlocked;
use crate::blocked::Blocked;
use crate::permit::Permit;

pin_project! {
    /// The body's future, or what a blocked call returns, ready at once.
    ///
    /// The body's future is polled and dropped as if it stood alone, and what it promises (`Send`, `Unpin`, `Clone` …) this
    /// one promises too. A block is one pointer, so that it fits where the body's future would be.
    #[derive(Clone)]
    #[project = Projection]
    #[non_exhaustive]
    pub enum GuardedFuture<F, B> {
        Body { #[pin] future: F },
        Block { block: Ready<B> },
    }
}

impl<F: Future, B: Block<F::Output>> Future for GuardedFuture<F, B> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        match self.project() {
            Projection::Body { future } => future.poll(context),
            Projection::Block { block } => Pin::new(block).poll(context).map(B::output),
        }
    }
}

impl<F: fmt::Debug, B> fmt::Debug for GuardedFuture<F, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body { future } => future.fmt(f),
            Self::Block { .. } => f.write_str("Blocked"),
        }
    }
}

/// What is kept of a block until the future is polled.
#[diagnostic::on_unimplemented(
    message = "`{O}` cannot carry a block to the caller",
    label = "a guarded write returns a `Result` whose error is made from `write_guard::Blocked`, or says `on_block = …`",
    note = "implement `From<write_guard::Blocked>` for the error, or add `on_block = <what a block returns>` to the attribute"
)]
#[expect(unnameable_types, reason = "only the expansion of the attribute makes one")]
pub trait Block<O> {
    /// What the blocked call returns.
    fn output(self) -> O;
}

/// The return type makes its block when it is awaited, so the future holds none and is as `Send` as the body's.
#[diagnostic::do_not_recommend]
impl<O: FromBlocked> Block<O> for Blocked {
    #[cold]
    fn output(self) -> O {
        O::from_blocked(self)
    }
}

/// What `on_block = …` said when the function was called.
#[diagnostic::do_not_recommend]
impl<O> Block<O> for Box<O> {
    #[cold]
    fn output(self) -> O {
        *self
    }
}

/// Ties the parts of one expansion to one type of future.
///
/// The expansion returns a block before anything else. From that rustc knows what the signature wants of the body's future
/// before it checks the body, and so its errors about the body are those that it gives without the attribute, in the same
/// places.
#[derive(Debug)]
pub struct FutureOf<F, B>(PhantomData<fn() -> GuardedFuture<F, B>>);

impl<F, B> Clone for FutureOf<F, B> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F, B> Copy for FutureOf<F, B> {}

/// The future of a function, whatever its parts turn out to be.
#[inline(always)]
#[must_use]
pub fn future_of<F, B>() -> FutureOf<F, B> {
    FutureOf(PhantomData)
}

/// Begins the body of a function that takes no permit.
///
/// It is handed over as a closure for the sake of its `return`s, and asks for an `FnOnce` so that a borrow from
/// `&mut self` may leave it.
#[inline(always)]
pub fn begin_without_permit<F, B>(_: FutureOf<F, B>, body: impl FnOnce() -> F) -> GuardedFuture<F, B> {
    GuardedFuture::Body { future: body() }
}

/// Begins the body of a function that takes a permit.
#[inline(always)]
pub fn begin_with_permit<F, B>(
    _: FutureOf<F, B>,
    permit: Permit,
    body: impl FnOnce(Permit) -> F,
) -> GuardedFuture<F, B> {
    GuardedFuture::Body { future: body(permit) }
}

/// The future of a blocked call whose return type can say so.
#[cold]
#[must_use]
pub fn blocked_future<F>(_: FutureOf<F, Blocked>, blocked: Blocked) -> GuardedFuture<F, Blocked> {
    GuardedFuture::Block {
        block: ready(blocked),
    }
}

/// The future of a blocked call that returns what `on_block = …` says.
#[cold]
pub fn on_block_future<O, F>(_: FutureOf<F, Box<O>>, value: impl FnOnce() -> O) -> GuardedFuture<F, Box<O>> {
    GuardedFuture::Block {
        block: ready(Box::new(value())),
    }
}
