//! `cfg(test)` of the annotated crate.
//!
//! The attribute leaves it in each guarded function: the compiler sets `cfg(test)` for the crate whose unit tests it builds, and has always
//! done so. It is proof, because a program that runs code which was compiled for tests is a test. It says nothing of a library that
//! somebody else's integration test links, which is compiled as it is for everybody, and it is there only once a guarded function is called.

use super::{Process, Signal, SignalKind};

/// Nothing to look at: the macro tells, with [`call_site`], when a guarded function is called.
pub(super) fn look(_: &Process) -> Option<Signal> {
    None
}

/// The macro saw `cfg(test)`: that crate's own unit tests.
pub(crate) fn call_site() -> Signal {
    Signal::strong(
        SignalKind::CallSite,
        "the guarded function was compiled with `cfg(test)`",
    )
}
