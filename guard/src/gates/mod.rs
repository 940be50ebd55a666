//! The gates, one folder each.

pub(crate) mod isolation;
