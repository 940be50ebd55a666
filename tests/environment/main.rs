//! What needs processes of its own, because it is decided once for each.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod lists;
mod live;
mod reviewed;
mod variables;
