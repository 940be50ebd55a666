//! `cfg(test)` of the annotated crate.

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
