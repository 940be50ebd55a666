//! What the tests share: servers, and processes of a chosen kind.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod detached;
mod every_write;
mod log;
mod source;

/// The clients of two examples.
#[path = "../../guard/layer/examples/reqwest-middleware/issues.rs"]
pub mod issues;
#[path = "../../guard/layer/examples/ureq/tracker.rs"]
pub mod tracker;

pub use detached::detached;
pub use every_write::{announced, every_write};
pub use log::{Lines, block_on, logged};
pub use servers::{Answer, Place, Recorder, World};
pub use source::{parsed, sources, workspace};

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
