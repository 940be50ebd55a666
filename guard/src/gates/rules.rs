//! Rules as data, so that no rule can stop another one by accident.

use crate::decision::Reason;

/// One rule of a gate: adds its reasons, if it has any.
#[derive(Debug)]
pub(crate) struct Rule<Q> {
    pub(crate) kind: Kind,
    pub(crate) check: fn(&Q, &mut Vec<Reason>),
}

/// When a rule is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Asked first; if it objects, only rules of kind `Reading` still are.
    Final,
    /// Asked always.
    Collect,
    /// What the reader found: reported even after a final rule.
    Reading,
}

impl<Q> Rule<Q> {
    /// A rule that is asked along with the others.
    pub(crate) const fn collect(check: fn(&Q, &mut Vec<Reason>)) -> Self {
        Self {
            kind: Kind::Collect,
            check,
        }
    }

    /// A rule that ends the asking.
    pub(crate) const fn last_word(check: fn(&Q, &mut Vec<Reason>)) -> Self {
        Self {
            kind: Kind::Final,
            check,
        }
    }

    /// A rule about the reading.
    pub(crate) const fn reading(check: fn(&Q, &mut Vec<Reason>)) -> Self {
        Self {
            kind: Kind::Reading,
            check,
        }
    }
}

/// How many reasons most requests have, at most.
const FEW: usize = 4;

/// Every reason that `rules` have against `question`, in their order.
pub(crate) fn objections<'r, Q: 'r>(
    rules: impl IntoIterator<Item = &'r Rule<Q>>,
    question: &Q,
) -> Vec<Reason> {
    let mut found = Vec::with_capacity(FEW);
    let mut is_settled = false;
    for rule in rules {
        if is_settled && rule.kind != Kind::Reading {
            continue;
        }
        let before = found.len();
        (rule.check)(question, &mut found);
        is_settled |= rule.kind == Kind::Final && found.len() > before;
    }
    found
}

/// All of `rules` but the one at this place.
#[cfg(test)]
pub(crate) fn all_but<R>(lost: usize, rules: &[R]) -> impl Iterator<Item = &R> {
    rules
        .iter()
        .enumerate()
        .filter(move |(place, _)| *place != lost)
        .map(|(_, rule)| rule)
}
