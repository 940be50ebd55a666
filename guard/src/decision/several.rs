//! Answers with several reasons, and reasons about something: what the other gates give.

use std::borrow::Cow;

use super::{Decision, Reason, Reasons};

impl Decision {
    /// No if there is any objection, otherwise yes for this reason.
    pub(crate) fn unless(objections: Vec<Reason>, basis: impl FnOnce() -> Reason) -> Self {
        match Reasons::of(objections) {
            Some(reasons) => Self::Block(reasons),
            None => Self::Allow(basis()),
        }
    }
}

impl Reason {
    /// Says what the code is about: see [`note`](Self::note).
    pub(crate) fn about(self, what: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        Self {
            note: Some((what, value.into())),
            ..self
        }
    }
}

impl Reasons {
    /// The reasons, if there are any.
    pub(crate) fn of(mut reasons: Vec<Reason>) -> Option<Self> {
        if reasons.is_empty() {
            return None;
        }
        let first = reasons.remove(0);
        Some(Self { first, more: reasons })
    }
}
