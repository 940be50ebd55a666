//! Ways out of an expression other than its value.

use crate::trees::is;
use proc_macro2::{Delimiter, TokenTree};

/// A `return`, or what is like it.
#[derive(Debug)]
pub(crate) struct Exit {
    pub(crate) at: TokenTree,
    /// As a message names it.
    pub(crate) what: &'static str,
}

/// Finds what would leave the expression.
///
/// Only what is sure to: a closure, an `async` block, a function and a macro are passed over, for what leaves those
/// may well stay within the expression. Whether it does, rustc decides.
pub(crate) fn find(expression: &[TokenTree]) -> Option<Exit> {
    find_in(expression, false)
}

fn find_in(trees: &[TokenTree], in_loop: bool) -> Option<Exit> {
    // Whose braces come next.
    let mut braces = Braces::Plain;
    let mut before: Option<&TokenTree> = None;
    for tree in trees {
        match tree {
            TokenTree::Group(group) => {
                let is_braces = group.delimiter() == Delimiter::Brace;
                let (is_passed, repeats) = match braces {
                    Braces::OfItsOwn => (is_braces, false),
                    Braces::OfLoop => (false, is_braces),
                    // `'a: { … }` is left as a loop is.
                    Braces::Plain => (
                        before.is_some_and(|before| is(before, '!')),
                        is_braces && before.is_some_and(|before| is(before, ':')),
                    ),
                };
                if is_braces {
                    braces = Braces::Plain;
                }
                if !is_passed {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    if let Some(exit) = find_in(&inner, in_loop || repeats) {
                        return Some(exit);
                    }
                }
            }
            TokenTree::Ident(keyword) => {
                let what = match keyword.to_string().as_str() {
                    "return" => Some("return"),
                    "yield" => Some("yield"),
                    "break" if !in_loop => Some("break"),
                    "continue" if !in_loop => Some("continue"),
                    "await" if before.is_some_and(|before| is(before, '.')) => Some(".await"),
                    "async" | "fn" | "gen" | "impl" | "trait" | "mod" => {
                        braces = Braces::OfItsOwn;
                        None
                    }
                    "loop" | "while" | "for" => {
                        braces = Braces::OfLoop;
                        None
                    }
                    _ => None,
                };
                if let Some(what) = what {
                    return Some(Exit {
                        at: tree.clone(),
                        what,
                    });
                }
            }
            // A closure, or something between bits or patterns.
            TokenTree::Punct(bar) if bar.as_char() == '|' => return None,
            TokenTree::Punct(punct) if punct.as_char() == '?' && before.is_some_and(is_operand) => {
                return Some(Exit {
                    at: tree.clone(),
                    what: "?",
                });
            }
            _ => {}
        }
        before = Some(tree);
    }
    None
}

#[derive(Clone, Copy)]
enum Braces {
    Plain,
    OfLoop,
    /// What leaves these stays in the expression.
    OfItsOwn,
}

/// Whether an expression may end in a token: `a?`, and not `T: ?Sized`.
fn is_operand(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Punct(punct) => punct.as_char() == '?',
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn found(expression: TokenStream) -> Option<&'static str> {
        let trees: Vec<TokenTree> = expression.into_iter().collect();
        find(&trees).map(|exit| exit.what)
    }

    #[test]
    fn what_leaves_an_expression_is_found_at_any_depth() {
        for (expression, what) in [
            (quote!(return), "return"),
            (
                quote!(match &self.gate {
                    Some(gate) => gate,
                    None => return Ok(()),
                }),
                "return",
            ),
            (quote!(self.gate()?), "?"),
            (quote!(f(&[self.gates.get(0)??])), "?"),
            (quote!(self.gate().await), ".await"),
            (
                quote!({
                    break;
                }),
                "break",
            ),
            (quote!(if x { continue } else { y }), "continue"),
            (quote!(yield x), "yield"),
            (
                quote!(loop {
                    return 1;
                }),
                "return",
            ),
            (
                quote!(loop {
                    f(async { 1 }, x?)
                }),
                "?",
            ),
            (quote!((async { 1 }).await), ".await"),
            (
                quote!({
                    loop {
                        break;
                    }
                    break;
                }),
                "break",
            ),
        ] {
            assert_eq!(found(expression.clone()), Some(what), "{expression}");
        }
    }

    #[test]
    fn what_stays_within_an_expression_is_none_of_our_business() {
        for expression in [
            quote!(self.gate()),
            quote!(self.gates.iter().find(|gate| {
                return gate.is_open();
            })),
            quote!(loop {
                if x {
                    continue;
                }
                break gate;
            }),
            quote!('a: loop {
                while x {
                    break 'a gate;
                }
            }),
            quote!(Box::pin(async move {
                other().await?;
                return false;
            })),
            quote!({
                fn gate() -> Option<G> {
                    return Some(f()?);
                }
                gate()
            }),
            quote!({
                fn gate<T: ?Sized>(of: &T) -> &G {
                    of.gate()
                }
                gate(self)
            }),
            quote!('a: {
                if x {
                    break 'a gate;
                }
                other
            }),
            quote!(my_macro!(return)),
            quote!(self.r#return.r#await),
        ] {
            assert_eq!(found(expression.clone()), None, "{expression}");
        }
    }
}
