//! What a production token is good for.

use super::action::ProductionAction;
use super::request::ProductionRequest;

/// One action on one target.
#[derive(Debug)]
#[expect(unnameable_types, reason = "it is what a `Permit` keeps to itself")]
pub struct Bound {
    action: Option<ProductionAction>,
    target: Option<Box<str>>,
}

impl Bound {
    pub(super) fn new(request: &ProductionRequest<'_>) -> Self {
        Self {
            action: request.action,
            target: request.target.as_str().map(Into::into),
        }
    }

    /// Whether it was given for this action on this target.
    pub(crate) fn serves(&self, action: ProductionAction, target: &str) -> bool {
        self.action == Some(action) && self.target.as_deref() == Some(target)
    }
}
