//! See `Cargo.toml`.
#![allow(clippy::all, clippy::disallowed_methods, warnings)]

mod carried;
mod chained;
mod disguised;
mod doors;
mod forms;
mod guarded;
mod layered;
mod libraries;
mod macros;
mod named;
mod reads;
mod renamed;
mod values;
