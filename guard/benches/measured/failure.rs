//! The error of the functions that are measured.

use write_guard::Blocked;

/// Why a write failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The guard said no.
    Blocked(#[expect(dead_code, reason = "an error carries its cause")] Blocked),
    /// There was nothing to write to.
    Empty,
}

impl From<Blocked> for Failure {
    fn from(blocked: Blocked) -> Self {
        Self::Blocked(blocked)
    }
}
