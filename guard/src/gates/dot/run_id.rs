//! The id of a run.

use std::error::Error;
use std::fmt;

use super::time;

/// When a run began, in UTC, as in `20260611T083000Z`: the name of the run.
///
/// ```
/// use write_guard::dot::RunId;
///
/// assert!(RunId::new("20260611T083000Z").is_ok());
/// assert!(RunId::new("20260230T083000Z").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RunId(Box<str>);

impl RunId {
    /// Takes a run id of the right shape, if it is a real instant.
    ///
    /// # Errors
    ///
    /// [`NotARunId`] if it is not.
    pub fn new(text: &str) -> Result<Self, NotARunId> {
        if time::is_instant(text) {
            Ok(Self(text.into()))
        } else {
            Err(NotARunId)
        }
    }

    /// The run id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is no run id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotARunId;

impl fmt::Display for NotARunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a run id is a real second in UTC, written as eight digits, `T`, six digits and `Z`")
    }
}

impl Error for NotARunId {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_run_id_is_told_what_one_is() {
        let refused = RunId::new("20260230T083000Z").unwrap_err();
        assert!(
            refused
                .to_string()
                .starts_with("a run id is a real second in UTC")
        );
    }
}
