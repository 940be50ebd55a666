//! Does to a file what rustc does: finds the attribute, and puts its expansion where the item was.

use crate::expand;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The tokens of a source file.
pub(super) fn tokens(source: &str) -> TokenStream {
    source.parse().unwrap()
}

/// A source file with its attributes expanded, formatted.
pub(super) fn expanded(source: &str) -> String {
    prettyplease::unparse(&syn::parse2(expand_all(tokens(source))).unwrap())
}

/// Expands every attribute. Like rustc, it hands on the attributes above the expanded one as part of the item.
pub(super) fn expand_all(tokens: TokenStream) -> TokenStream {
    let mut trees = tokens.into_iter().peekable();
    let mut expanded = TokenStream::new();
    let mut attrs = TokenStream::new();
    while let Some(tree) = trees.next() {
        match (tree, trees.peek()) {
            (TokenTree::Punct(hash), Some(TokenTree::Group(brackets))) if hash.as_char() == '#' => {
                if let Some(args) = arguments(brackets.stream()) {
                    trees.next();
                    attrs.extend(item(&mut trees));
                    expanded.extend(expand::guarded_write(args, std::mem::take(&mut attrs)));
                } else {
                    attrs.extend([TokenTree::from(hash)]);
                    attrs.extend(trees.next());
                }
            }
            (TokenTree::Group(group), _) => {
                let inner = expand_all(group.stream());
                expanded.extend(std::mem::take(&mut attrs));
                expanded.extend([TokenTree::from(Group::new(group.delimiter(), inner))]);
            }
            (other, _) => {
                expanded.extend(std::mem::take(&mut attrs));
                expanded.extend([other]);
            }
        }
    }
    expanded
}

/// The arguments, if an attribute is this one.
fn arguments(attr: TokenStream) -> Option<TokenStream> {
    let mut attr = attr.into_iter();
    if !matches!(attr.next(), Some(TokenTree::Ident(name)) if name == "guarded_write") {
        return None;
    }
    match attr.next() {
        Some(TokenTree::Group(args)) => Some(args.stream()),
        _ => Some(TokenStream::new()),
    }
}

/// All up to the body or the semicolon.
fn item(trees: &mut impl Iterator<Item = TokenTree>) -> TokenStream {
    let mut item = TokenStream::new();
    for tree in trees {
        let is_end = match &tree {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        item.extend([tree]);
        if is_end {
            break;
        }
    }
    item
}
