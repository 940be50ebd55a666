//! The item as written: its signature read, its body raw.

use crate::errors::{Errors, Reported};
use crate::signature::Signature;
use crate::trees::{is, within};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A function whose body is not read.
///
/// The body stays one token, so a half-typed body still gets its check, and rustc, not this macro, says what is
/// wrong with it. The rest keeps its tokens, too.
pub(crate) struct Item {
    pub(crate) attrs: Vec<Attr>,
    /// What stands between the attributes and the body.
    head: Vec<TokenTree>,
    pub(crate) signature: Signature,
    pub(crate) end: End,
}

/// An attribute: `#` and brackets.
pub(crate) struct Attr([TokenTree; 2]);

/// What ends a function.
pub(crate) enum End {
    /// A body in braces.
    Body(Group),
    /// The `;` of a declaration.
    Declaration(TokenTree),
}

impl Item {
    /// Reads a function.
    ///
    /// # Errors
    ///
    /// The item is something else.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Result<Self, Reported> {
        let mut trees = tokens.into_iter().peekable();
        let mut attrs = Vec::new();
        while let Some(hash) = trees.next_if(|tree| is(tree, '#')) {
            attrs.extend(trees.next().map(|brackets| Attr([hash, brackets])));
        }
        let mut head: Vec<TokenTree> = trees.collect();
        let end = match head.pop() {
            Some(TokenTree::Group(group)) => Some(End::Body(bare(group))),
            Some(semicolon) if is(&semicolon, ';') => Some(End::Declaration(semicolon)),
            other => {
                head.extend(other);
                None
            }
        };
        match (Signature::read(&head), end) {
            (Ok(signature), Some(end)) => Ok(Self {
                attrs,
                head,
                signature,
                end,
            }),
            (Err(Some(other)), _) => Err(errors.at(other, NOT_A_FUNCTION)),
            _ => Err(errors.at_attribute(NOT_A_FUNCTION)),
        }
    }

    /// Writes the function down with another end.
    pub(crate) fn ending_in(self, end: TokenTree) -> TokenStream {
        let mut all = Vec::new();
        for Attr(attr) in self.attrs {
            all.extend(attr);
        }
        all.extend(self.head);
        all.push(end);
        all.into_iter().collect()
    }
}

const NOT_A_FUNCTION: &str = "`#[guarded_write]` guards a function, move it to the one that writes";

impl Attr {
    /// Whether it is the attribute of this crate, by whatever path.
    pub(crate) fn is_guard(&self) -> bool {
        let Self([_, brackets]) = self;
        within(brackets, Delimiter::Bracket).is_some_and(starts_with_guard)
    }

    /// Whether it is `#[track_caller]`.
    pub(crate) fn is_track_caller(&self) -> bool {
        let Self([_, brackets]) = self;
        let mut trees = within(brackets, Delimiter::Bracket).into_iter().flatten();
        matches!(trees.next(), Some(TokenTree::Ident(name)) if name == "track_caller")
    }

    /// All of it, for an error to point at.
    pub(crate) fn tokens(&self) -> TokenStream {
        self.0.iter().cloned().collect()
    }
}

/// Whether the path that tokens start with ends in the name of the attribute.
fn starts_with_guard(tokens: TokenStream) -> bool {
    let mut name = None;
    for tree in tokens {
        match tree {
            TokenTree::Ident(segment) => name = Some(segment),
            // What a `macro_rules!` macro puts around `$attr:meta`.
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                return starts_with_guard(group.stream());
            }
            colon if is(&colon, ':') => {}
            _ => break,
        }
    }
    name.is_some_and(|name| name == "guarded_write")
}

/// Takes the invisible delimiters off that a `macro_rules!` macro puts around `$body:block`.
fn bare(group: Group) -> Group {
    if group.delimiter() != Delimiter::None {
        return group;
    }
    let mut inner = group.stream().into_iter();
    match (inner.next(), inner.next()) {
        (Some(TokenTree::Group(only)), None) => bare(only),
        _ => group,
    }
}
