//! The detection matrix: real processes of every kind that a Rust test is, each with its verdict and the signal that
//! decides it.
//!
//! Every process is started from a detached session without this test's environment, so that nothing but its own signals
//! can give it away; the first case proves that. Live processes have a script of their own, `tests/detection/live/run`, which is
//! called from outside any test runner.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod children;
mod compiled;
mod elsewhere;
mod harness;
mod runners;
mod targets;
