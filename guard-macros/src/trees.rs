//! Finding one's way in tokens that rustc has parsed before.

use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenStream, TokenTree};

/// Counts the angle brackets around a token.
///
/// They are no delimiters to a lexer, so `<A, B>` holds a comma that separates nothing.
#[derive(Default)]
pub(crate) struct Angles {
    depth: usize,
    after_dash: bool,
}

impl Angles {
    /// Takes the next token in, and tells whether it stands outside of all angle brackets.
    pub(crate) fn is_outside(&mut self, tree: &TokenTree) -> bool {
        let after_dash = std::mem::replace(&mut self.after_dash, is_joint(tree, '-'));
        if is(tree, '<') {
            self.depth += 1;
            return false;
        }
        if is(tree, '>') && !after_dash {
            self.depth = self.depth.saturating_sub(1);
            return false;
        }
        self.depth == 0
    }
}

/// Whether a comma separates tokens: whether a type in parentheses is a tuple.
pub(crate) fn holds_comma(trees: &[TokenTree]) -> bool {
    let mut angles = Angles::default();
    trees.iter().any(|tree| angles.is_outside(tree) && is(tree, ','))
}

/// Whether a token is this piece of punctuation.
pub(crate) fn is(tree: &TokenTree, punct: char) -> bool {
    matches!(tree, TokenTree::Punct(found) if found.as_char() == punct)
}

/// Whether a token is this piece of punctuation, and the first half of a longer one.
pub(crate) fn is_joint(tree: &TokenTree, punct: char) -> bool {
    matches!(tree, TokenTree::Punct(found) if found.as_char() == punct && found.spacing() == Spacing::Joint)
}

/// What is in a group with this delimiter.
pub(crate) fn within(tree: &TokenTree, delimiter: Delimiter) -> Option<TokenStream> {
    match tree {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(group.stream()),
        _ => None,
    }
}

/// Tokens without the invisible groups that a `macro_rules!` macro puts around its fragments.
pub(crate) fn revealed(trees: &[TokenTree]) -> Vec<TokenTree> {
    let mut revealed = Vec::with_capacity(trees.len());
    for tree in trees {
        match within(tree, Delimiter::None) {
            Some(inner) => revealed.extend(self::revealed(&inner.into_iter().collect::<Vec<_>>())),
            None => revealed.push(tree.clone()),
        }
    }
    revealed
}

/// Whether a name stands anywhere in the tokens, also between the braces of a format string.
pub(crate) fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Ident(found) => plain_name(&found) == name,
        TokenTree::Literal(literal) => literal.to_string().contains(name),
        TokenTree::Punct(_) => false,
    })
}

/// A name without the `r#` that says that it is one.
pub(crate) fn plain_name(name: &Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").map(ToOwned::to_owned).unwrap_or(name)
}

/// A name that only the expansion sees.
///
/// Hygiene keeps it apart from the caller's variables, but not from constants, statics and structs: no binding may have
/// the name of one that is in scope. So it is a name that nobody gives to anything.
pub(crate) fn made_up(name: &str) -> Ident {
    Ident::new(&format!("__write_guard_{name}"), Span::mixed_site())
}
