//! The guard as a layer: what a client that is not ours sends, with it.

mod asked;
mod decisions;
mod disguises;
mod errors;
mod redirects;
mod retries;
mod stack;
