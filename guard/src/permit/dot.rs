//! The permit for a schema write.

use super::Permit;
use crate::gates::dot::{DotGate, WriteIntent};

impl Permit<DotGate> {
    /// Trades the permit for the write it stands for. A permit for a mode that writes nothing has none.
    #[must_use]
    pub fn into_write_intent(self) -> Option<WriteIntent> {
        self.bound
    }
}
