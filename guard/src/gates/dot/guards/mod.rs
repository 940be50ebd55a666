//! The four guards of the DOT gate. None calls another; the first and the fourth share [`schema`].

pub(super) mod allowlist;
pub(super) mod audit;
pub(super) mod schema;
pub(super) mod teardown;
pub(super) mod untouched;
