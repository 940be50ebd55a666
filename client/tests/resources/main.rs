//! Every resource on the wire: what a test process may write to its sandbox, and that nothing else leaves it.
#![cfg(feature = "embedded")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

mod activities;
mod attachments;
mod intake;
mod links;
mod members;
mod projects;
mod relations;
mod world;
