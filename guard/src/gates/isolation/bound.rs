//! What a permit for a write is good for.

use std::borrow::Cow;

use crate::request::{Target, WriteRequest};

/// One write, to one target.
#[derive(Debug)]
#[expect(unnameable_types, reason = "it is what a `Permit` keeps to itself")]
pub struct Bound {
    op: Cow<'static, str>,
    target: Target<'static>,
}

impl Bound {
    pub(crate) fn new(request: &WriteRequest<'_>, origin: Option<&str>) -> Self {
        let target = Target::new(request.target().map(str::to_owned));
        Self {
            op: request.op().clone(),
            target: match origin {
                Some(origin) => target.at(origin.to_owned()),
                None => target,
            },
        }
    }

    pub(crate) fn op(&self) -> &str {
        &self.op
    }

    /// Whether a finished request changes what the decision was about.
    pub(crate) fn admits(&self, finished: &Target<'_>) -> bool {
        finished.id().is_some() && *finished == self.target
    }
}
