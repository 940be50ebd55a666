//! Somebody said so.

use std::env;

use super::{Signal, SignalKind};

/// The variable whose presence marks a test process, whatever its value.
const VARIABLE: &str = "WRITE_GUARD_TEST_PROCESS";

pub(super) fn variable() -> Option<Signal> {
    env::var_os(VARIABLE).map(|_| Signal::new(SignalKind::Marker, "`WRITE_GUARD_TEST_PROCESS` is set"))
}

pub(super) fn feature() -> Option<Signal> {
    cfg!(feature = "test-process").then(|| {
        Signal::new(
            SignalKind::Marker,
            "`write-guard` was built with the feature `test-process`",
        )
    })
}

pub(crate) fn marked_by_call() -> Signal {
    Signal::new(SignalKind::Marker, "`mark_test_process` was called")
}
