//! Every way round the guard that is known, tried on the wire. `docs/bypass.md` says which test tries which.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod allowlists;
mod base_urls;
mod copies;
mod entries;
mod feedback;
mod fixture;
mod headers;
mod ids;
mod leaks;
mod map;
mod opt_in;
mod parallel;
mod permits;
mod proxies;
mod redirects;
mod repeats;
mod secrets;
mod unannotated;
