//! See `Cargo.toml`.
#![allow(clippy::all, clippy::disallowed_methods, warnings)]

mod disguised;
mod doors;
mod forms;
mod guarded;
mod layered;
mod libraries;
mod macros;
mod reads;
mod renamed;
mod values;
