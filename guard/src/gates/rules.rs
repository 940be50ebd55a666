//! Rules as data, so that no rule can stop another one by accident, and a test can take one away by its name.

use std::fmt;

use crate::decision::Reason;

/// One rule of a gate: adds its reasons, if it has any.
pub(crate) struct Rule<Q> {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) check: fn(&Q, &mut Vec<Reason>),
}

/// When a rule is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Asked first; if it objects, only rules about defects still are.
    Final,
    /// Asked always.
    Collect,
    /// About a defect of the request's text: asked even after a final rule objected.
    Defect,
}

/// A rule is shown by its name.
impl<Q> fmt::Debug for Rule<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// The rule that this function checks, with the function's name; of the kind [`Kind::Collect`] if none is given.
macro_rules! rule {
    ($check:ident) => {
        $crate::gates::rules::rule!($check, Collect)
    };
    ($check:ident, $kind:ident) => {
        $crate::gates::rules::Rule {
            name: stringify!($check),
            kind: $crate::gates::rules::Kind::$kind,
            check: $check,
        }
    };
}
pub(crate) use rule;

/// More reasons than this most requests do not have.
const FEW: usize = 4;

/// Every reason that `rules` have against `question`, in their order.
pub(crate) fn objections<'r, Q: 'r>(
    rules: impl IntoIterator<Item = &'r Rule<Q>>,
    question: &Q,
) -> Vec<Reason> {
    let mut found = Vec::with_capacity(FEW);
    let mut is_settled = false;
    for rule in rules {
        if is_settled && rule.kind != Kind::Defect {
            continue;
        }
        let before = found.len();
        (rule.check)(question, &mut found);
        is_settled |= rule.kind == Kind::Final && found.len() > before;
    }
    found
}
