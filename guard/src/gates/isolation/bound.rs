//! What a permit for a write is good for.

use std::borrow::Cow;

use crate::request::{Destination, WriteRequest};

/// One write, to one target, on one server.
#[derive(Debug)]
#[expect(unnameable_types, reason = "it is what a `Permit` keeps to itself")]
pub struct Bound {
    op: Cow<'static, str>,
    target: Box<str>,
    origin: Option<Box<str>>,
}

impl Bound {
    pub(crate) fn new(request: &WriteRequest<'_>, origin: Option<&str>) -> Self {
        Self {
            op: request.op().clone(),
            target: request.target().unwrap_or_default().into(),
            origin: origin.map(Into::into),
        }
    }

    pub(crate) fn op(&self) -> &str {
        &self.op
    }

    /// Whether a finished request goes where the decision said.
    pub(crate) fn admits(&self, destination: &Destination<'_>) -> bool {
        destination.target() == Some(&*self.target) && destination.origin() == self.origin.as_deref()
    }
}
