//! The gates, one folder each.

pub mod dot;
pub(crate) mod isolation;
pub mod production;
pub mod rehearsal;
