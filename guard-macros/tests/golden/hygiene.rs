//! No expansion uses a name that its caller could have given to something else.

use super::CASES;
use super::driver::{expand_all, tokens};
use proc_macro2::{Spacing, TokenStream, TokenTree};
use std::collections::BTreeSet;

/// Where everything the macro calls is found: absolute, or where the caller says (case `every_key`).
const ROOTS: [&str; 3] = [
    "::write_guard::__private::",
    "my::guard::__private::",
    "::core::compile_error",
];

/// What the names begin with that the macro binds: their spans keep them apart from the caller's variables, and this from the
/// caller's constants, which no binding may be called like.
const OURS: &str = "__write_guard_";

/// What may stand alone: keywords, and attributes of the compiler's.
const ALONE: [&str; 18] = [
    "let",
    "match",
    "if",
    "else",
    "return",
    "move",
    "true",
    "false",
    "cfg",
    "not",
    "test",
    "_",
    "allow",
    "clippy::used_underscore_binding",
    "clippy::used_underscore_items",
    "clippy::shadow_same",
    "clippy::shadow_unrelated",
    "async",
];

#[test]
fn every_made_up_name_is_absolute_or_cannot_be_shadowed() {
    for (case, source) in CASES {
        let made_up = &paths(expand_all(tokens(source))) - &paths(tokens(source));
        let (rooted, alone): (Vec<_>, Vec<_>) = made_up
            .iter()
            .partition(|path| ROOTS.iter().any(|root| path.starts_with(root)));
        assert!(!rooted.is_empty(), "{case}: nothing is called");
        for path in alone {
            assert!(
                ALONE.contains(&path.as_str()) || path.starts_with(OURS),
                "{case}: the caller may mean something else by `{path}`"
            );
        }
    }
}

/// Every path in the tokens, of one name or more.
fn paths(tokens: TokenStream) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let mut path = String::new();
    for tree in tokens {
        match tree {
            TokenTree::Ident(name) => {
                if !path.ends_with("::") {
                    paths.insert(std::mem::take(&mut path));
                }
                path.push_str(&name.to_string());
            }
            TokenTree::Punct(colon) if colon.as_char() == ':' && path.ends_with(':') => path.push(':'),
            TokenTree::Punct(colon) if colon.as_char() == ':' && colon.spacing() == Spacing::Joint => {
                if ALONE.contains(&path.as_str()) {
                    paths.insert(std::mem::take(&mut path));
                }
                path.push(':');
            }
            other => {
                paths.insert(std::mem::take(&mut path));
                if let TokenTree::Group(group) = other {
                    paths.append(&mut self::paths(group.stream()));
                }
            }
        }
    }
    paths.insert(path);
    paths.remove("");
    paths
}

#[test]
fn a_bare_name_of_the_prelude_would_be_found() {
    let found = paths(tokens(
        "let x: Ok = match ::write_guard::__private::Ok(Err, (core::cmp)); a::b",
    ));
    for path in [
        "let",
        "x",
        "Ok",
        "::write_guard::__private::Ok",
        "Err",
        "core::cmp",
        "a::b",
    ] {
        assert!(found.contains(path), "{path} {found:?}");
    }
}
