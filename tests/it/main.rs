//! Everything that can share one process, which is a test process like any other.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod architecture;
mod audit;
mod blocking;
mod foreign;
mod incident;
mod kill_switch;
mod layer;
mod operations;
mod readme;
mod sample;
mod wall;
