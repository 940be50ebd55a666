//! The guard as a layer: what a client that is not ours sends, with it.

mod decisions;
mod redirects;
mod retries;
mod stack;
