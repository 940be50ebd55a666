//! What a gate is asked that decides by grants: production, rehearsal.

use crate::gates::grant::Grants;
use crate::gates::reading::{Defects, FromLine};

/// A request, and the authority it is measured against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'q, R> {
    pub(crate) request: &'q R,
    pub(crate) grants: &'q Grants,
}

impl<R: FromLine> FromLine for Question<'_, R> {
    fn defects(&self) -> &Defects {
        self.request.defects()
    }
}
