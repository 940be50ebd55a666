//! Guard 4, `DOT_STAGING_SCHEMA_DELETE_FAST`: only a staging schema of this run is dropped.

use super::schema;
use crate::gates::dot::code::DotCode;

/// What speaks against dropping `target` in the run named `run_id`.
pub(in crate::gates::dot) fn codes(
    target: Option<&str>,
    run_id: Option<&str>,
    found: &mut dyn FnMut(DotCode),
) {
    schema::codes(target, run_id, found);
}
