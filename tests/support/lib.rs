//! What the tests share: a Plane with a production project and a sandbox, and processes of a chosen kind.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod detached;
mod every_write;
mod log;
mod recorder;
mod source;
mod world;

/// The clients of two examples.
#[path = "../../guard/layer/examples/reqwest-middleware/issues.rs"]
pub mod issues;
#[path = "../../guard/layer/examples/ureq/tracker.rs"]
pub mod tracker;

pub use detached::detached;
pub use every_write::{announced, every_write};
pub use log::{Lines, block_on, logged};
pub use recorder::{Answer, Recorder};
pub use source::{parsed, sources, workspace};
pub use world::{Place, World};

/// The pages whose code runs as doc tests.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../README.md")]
    mod readme {}
    #[doc = include_str!("../../docs/guide.md")]
    mod guide {}
    #[doc = include_str!("../../client/README.md")]
    mod client {}
}
