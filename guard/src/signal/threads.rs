//! The setting of libtest.

use std::env;

use super::{Signal, SignalKind};

/// Counts alone and with any value, by decision: who sets it runs tests.
pub(super) fn variable() -> Option<Signal> {
    env::var_os("RUST_TEST_THREADS")
        .map(|_| Signal::new(SignalKind::TestThreads, "`RUST_TEST_THREADS` is set"))
}
