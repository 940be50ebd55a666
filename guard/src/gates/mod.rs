//! The gates, one folder each.

pub mod dot;
mod entitled;
pub(crate) mod isolation;
pub mod production;
pub mod rehearsal;
