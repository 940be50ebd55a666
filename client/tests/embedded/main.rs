//! The embedded Plane, asked over real sockets.
#![cfg(feature = "embedded")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its helpers too"
)]

mod connections;
mod errors;
mod faults;
mod hazards;
mod limits;
mod paging;
mod record;
mod replay;
mod seeds;
mod wire;
mod writes;
