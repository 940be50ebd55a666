//! Guard 1, `DOT_SCHEMA_WRITE_ALLOWLIST_GUARD`: only a staging schema of this run is written.

use super::schema;
use crate::gates::dot::code::DotCode;

/// What speaks against writing to `target` in the run named `run_id`.
pub(in crate::gates::dot) fn codes(
    target: Option<&str>,
    run_id: Option<&str>,
    found: &mut dyn FnMut(DotCode),
) {
    schema::codes(target, run_id, found);
}
