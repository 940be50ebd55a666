//! What is measured.

use crate::{asynchronous, decided, synchronous};

/// A case: its name, and what runs it `n` times.
pub(crate) type Case = (&'static str, fn(u64));

/// What can be measured in a process of this kind.
pub(crate) fn all() -> &'static [Case] {
    if write_guard::subject().is_live() {
        &LIVE
    } else {
        &decided::CASES
    }
}

const LIVE: [Case; 7] = [
    ("sync/unguarded", synchronous::unguarded),
    ("sync/guarded", synchronous::guarded),
    ("sync/guarded-spent", synchronous::spent),
    ("sync/tracing-off", synchronous::traced),
    ("async/unguarded", asynchronous::unguarded),
    ("async/guarded", asynchronous::guarded),
    ("async/tracing-off", asynchronous::traced),
];
