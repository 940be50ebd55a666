//! The servers of the tests: one that says what it is told to, and a Plane with a production project and a sandbox.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod recorder;
mod world;

pub use recorder::{Answer, Recorder};
pub use world::{Arrived, Place, World, assert_blocked, nobody, one};
