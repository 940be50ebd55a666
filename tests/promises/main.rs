//! The promises of the first page, each kept in a process that is a test process like any other.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod audit;
mod blocking;
mod foreign;
mod incident;
mod kill_switch;
mod readme;
#[expect(unreachable_pub, reason = "it is that of the first page")]
mod sample;
mod wall;
