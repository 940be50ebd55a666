//! How rows are shown: which of them, in which order, with which fields.

pub(crate) mod expand;
pub(crate) mod order;
pub(crate) mod page;
pub(crate) mod progress;
