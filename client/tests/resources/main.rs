//! Every resource on the wire: what a test process may write to its sandbox, and that nothing else leaves it.
#![cfg(feature = "embedded")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

mod activities;
mod answers;
mod assets;
mod attachments;
#[cfg(feature = "blocking")]
mod blocking;
mod comments;
mod connecting;
mod credentials;
mod cycle_items;
mod cycles;
mod deletes;
mod fields;
mod intake;
mod labels;
mod links;
mod lists;
mod members;
mod modules;
mod numbers;
mod pacing;
mod paths;
mod projects;
mod proofs;
mod raw;
mod relations;
mod retries;
mod spans;
mod states;
mod work_items;
mod workspace;
