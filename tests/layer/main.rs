//! The guard as a layer: what a client that is not ours sends, with it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod asked;
mod decisions;
mod disguises;
mod errors;
mod redirects;
mod retries;
mod sessions;
mod stack;

#[path = "../../guard/layer/examples/asking/asked.rs"]
mod asking;
