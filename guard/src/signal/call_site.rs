//! `cfg(test)` of the annotated crate.

use super::{Signal, SignalKind};

/// The macro saw `cfg(test)`: that crate's own unit tests.
pub(crate) fn call_site() -> Signal {
    Signal::new(
        SignalKind::CallSite,
        "the guarded function was compiled with `cfg(test)`",
    )
}
