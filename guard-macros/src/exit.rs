//! Ways out of an expression other than its value.

use crate::trees::is;
use proc_macro2::{Delimiter, TokenTree};

/// A token that leaves an expression early: `return`, `?`, `.await` and the like.
#[derive(Debug)]
pub(crate) struct Exit {
    pub(crate) at: TokenTree,
    /// Its name in a message.
    pub(crate) what: &'static str,
}

/// Finds what would leave the expression.
///
/// Only what surely leaves it: a closure, an `async` block, a function and a macro are passed over, for a `return` in one of
/// those may stay within the expression. rustc finds what this does not.
pub(crate) fn find(expression: &[TokenTree]) -> Option<Exit> {
    find_in(expression, false)
}

fn find_in(trees: &[TokenTree], in_loop: bool) -> Option<Exit> {
    // What the next pair of braces belongs to.
    let mut braces = Braces::Plain;
    let mut before: Option<&TokenTree> = None;
    for tree in trees {
        match tree {
            TokenTree::Group(group) => {
                let is_braces = group.delimiter() == Delimiter::Brace;
                let (is_passed, repeats) = match braces {
                    Braces::OfItsOwn => (is_braces, false),
                    Braces::OfLoop => (false, is_braces),
                    // A `break` leaves `'a: { … }` as it leaves a loop.
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
            // It may begin a closure, or stand between bits or patterns; what follows is left to rustc.
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
    /// Those of an `async` block or an item: a `return` in them stays in the expression.
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
