//! The setting of libtest.
//!
//! People and configurations set `RUST_TEST_THREADS` for what runs tests; libtest has read it since before Rust 1.0, and nothing else does. Strong, with
//! any value and alone, by decision: the price is that a live program started from such a shell counts as a test. It cannot see the
//! option `--test-threads`, which leaves nothing.

use super::{Process, Signal, SignalKind};

/// Counts alone and with any value, by decision: who sets it runs tests.
pub(super) fn look(process: &Process) -> Option<Signal> {
    process.environment().has("RUST_TEST_THREADS").then(|| {
        Signal::strong(
            SignalKind::TestThreads,
            "`RUST_TEST_THREADS` is set, which counts as a test even when nothing else does",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_setting_counts_alone_and_with_any_value() {
        for value in ["1", "0", "", "many"] {
            let signal = look(&Process::with_environment(&[("RUST_TEST_THREADS", value)])).unwrap();
            assert_eq!(signal.kind(), SignalKind::TestThreads);
            assert!(signal.detail().contains("even when nothing else does"));
        }
        assert_eq!(
            look(&Process::with_environment(&[("RUST_TEST_NOCAPTURE", "1")])),
            None
        );
    }
}
