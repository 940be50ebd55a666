//! The embedded Plane, asked over real sockets.
#![cfg(feature = "embedded")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its helpers too"
)]

mod activities;
mod attachments;
mod cascades;
mod connections;
mod cycles;
mod errors;
mod external;
mod faults;
mod foreign;
mod hazards;
mod intake;
mod labels;
mod layers;
mod limits;
mod members;
mod models;
mod modules;
mod outsiders;
mod paging;
mod projects;
mod record;
mod relations;
mod replay;
mod routes;
mod seeds;
mod wire;
mod workspace;
mod writes;
