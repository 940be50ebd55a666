//! Types as a signature writes them, and what a pattern finds in them.

use crate::trees::{Angles, holds_comma, is, revealed, within};
use proc_macro2::{Delimiter, TokenTree};

/// The type of a parameter, or of a part that a pattern takes out of it.
pub(crate) struct Type {
    /// Empty if it is not known.
    tokens: Vec<TokenTree>,
    /// The kind of reference that the pattern went through: what it takes out of `&T` or `&mut T` is one, too.
    through: Option<Reference>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reference {
    Shared,
    Mutable,
}

impl Type {
    pub(crate) fn read(tokens: &[TokenTree]) -> Self {
        Self {
            tokens: bare(tokens),
            through: None,
        }
    }

    pub(crate) fn is_known(&self) -> bool {
        !self.tokens.is_empty()
    }

    pub(crate) fn is_reference(&self) -> bool {
        reference(&self.tokens).is_some()
    }

    /// Whether it lets the body change what is behind it: there is a `&mut` in it, and that is not behind a `&`.
    pub(crate) fn lets_change(&self) -> bool {
        let outermost = self
            .through
            .or_else(|| (0..self.tokens.len()).find_map(|at| Some(reference(self.tokens.get(at..)?)?.0)));
        outermost == Some(Reference::Mutable)
    }

    /// The type that a `&` in a pattern finds.
    pub(crate) fn behind(&self) -> Self {
        let behind = reference(&self.tokens).map(|(_, behind)| behind);
        Self::read(behind.unwrap_or_default())
    }

    /// The type behind all references, which a pattern without a `&` finds, and the kind it went through.
    fn through(&self) -> (&[TokenTree], Option<Reference>) {
        let (mut tokens, mut through) = (&*self.tokens, self.through);
        while let Some((next, behind)) = reference(tokens) {
            if through != Some(Reference::Shared) {
                through = Some(next);
            }
            tokens = behind;
        }
        (tokens, through)
    }

    /// The part that `part` finds in it; unknown if it finds none.
    fn taken(&self, part: impl FnOnce(&[TokenTree]) -> Option<Vec<TokenTree>>) -> Self {
        let (tokens, through) = self.through();
        let part = part(&bare(tokens)).unwrap_or_default();
        Self {
            tokens: bare(&part),
            through,
        }
    }

    /// A field: its type is written elsewhere, so it is unknown.
    pub(crate) fn field(&self) -> Self {
        self.taken(|_| None)
    }

    /// An element of a slice or an array.
    pub(crate) fn element(&self) -> Self {
        self.taken(|ty| {
            let [TokenTree::Group(brackets)] = ty else {
                return None;
            };
            let inner = brackets.stream().into_iter();
            Some(inner.take_while(|tree| !is(tree, ';')).collect())
        })
    }

    /// A part of a tuple, counted from its beginning, or from its end, where 1 is the last.
    pub(crate) fn part(&self, index: usize, from_end: Option<usize>) -> Self {
        self.taken(|ty| {
            let [TokenTree::Group(parentheses)] = ty else {
                return None;
            };
            let inner: Vec<TokenTree> = parentheses.stream().into_iter().collect();
            let mut angles = Angles::default();
            let mut parts: Vec<&[TokenTree]> = inner
                .split(|tree| angles.is_outside(tree) && is(tree, ','))
                .collect();
            if parts.last().is_some_and(|last| last.is_empty()) {
                parts.pop();
            }
            let index = from_end.map_or(Some(index), |from_end| parts.len().checked_sub(from_end))?;
            parts.get(index).map(|part| part.to_vec())
        })
    }
}

/// The reference that a type begins with, and what is behind it.
fn reference(ty: &[TokenTree]) -> Option<(Reference, &[TokenTree])> {
    let (and, mut rest) = ty.split_first()?;
    if !is(and, '&') {
        return None;
    }
    if let [quote, _, behind @ ..] = rest {
        if is(quote, '\'') {
            rest = behind;
        }
    }
    match rest {
        [TokenTree::Ident(keyword), behind @ ..] if keyword == "mut" => Some((Reference::Mutable, behind)),
        _ => Some((Reference::Shared, rest)),
    }
}

/// A type without the parentheses around all of it.
fn bare(ty: &[TokenTree]) -> Vec<TokenTree> {
    let ty = revealed(ty);
    match &*ty {
        [only] => match within(only, Delimiter::Parenthesis) {
            Some(inner) => {
                let inner: Vec<TokenTree> = inner.into_iter().collect();
                if inner.is_empty() || holds_comma(&inner) {
                    ty
                } else {
                    bare(&inner)
                }
            }
            None => ty,
        },
        _ => ty,
    }
}
