//! What a caller gets when the write is blocked.

use crate::runtime::Spans;
use crate::signature::Signature;
use crate::trees::{Angles, holds_comma, is, is_joint, mentions, revealed, within};
use crate::values::Value;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::{Error, Result};

/// The value of a blocked call.
pub(crate) enum OnBlock {
    /// The return type makes it from the block. rustc checks that it can, and reports it at `spans`: where the type stands.
    Carried {
        spans: Spans,
        /// Whether a macro makes the type, so that nothing is known of it.
        is_hidden: bool,
    },
    /// What `on_block = …` says.
    Written(Value),
}

impl OnBlock {
    /// Finds out what a blocked call returns.
    ///
    /// # Errors
    ///
    /// The return type is one that is known to have no room for a block.
    pub(crate) fn new(signature: &Signature, output: Output, written: Option<Value>) -> Result<Self> {
        let at_type = |message| {
            let output: TokenStream = signature.output.iter().cloned().collect();
            Err(Error::new_spanned(output, message))
        };
        match (output, written) {
            (Output::Never, _) => at_type(
                "a function that never returns cannot return a block, guard the one it calls to write",
            ),
            (_, Some(written)) => Ok(Self::Written(written)),
            (Output::Nothing, None) => Err(Error::new_spanned(&signature.name, NOTHING)),
            (Output::Unit, None) => at_type(NOTHING),
            (Output::Opaque, None) => at_type(
                "this type cannot carry a block, return a `Result` or say what a block returns with `on_block = …`",
            ),
            (Output::Future | Output::Other, None) => Ok(Self::Carried {
                spans: Spans::of(&signature.output),
                is_hidden: holds_macro(&signature.output),
            }),
        }
    }
}

const NOTHING: &str = "a function that returns nothing cannot report a block, return a `Result` or accept that with `on_block = ()`";

/// What kind of type a function returns, as far as its tokens tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// There is no `->`.
    Nothing,
    /// `()`
    Unit,
    /// `!`
    Never,
    /// A future of a type that only the body knows: `impl Future`, and not from an `async fn`.
    Future,
    /// Anything else that only the body knows.
    Opaque,
    Other,
}

impl Output {
    pub(crate) fn of(signature: &Signature) -> Self {
        match Self::of_type(&revealed(&signature.output)) {
            Self::Future if signature.is_async => Self::Opaque,
            output => output,
        }
    }

    fn of_type(ty: &[TokenTree]) -> Self {
        match ty {
            [] => Self::Nothing,
            [bang] if is(bang, '!') => Self::Never,
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                match &*revealed_stream(group.stream()) {
                    [] => Self::Unit,
                    tuple if holds_comma(tuple) => Self::Other,
                    inner => Self::of_type(inner),
                }
            }
            [TokenTree::Ident(keyword), bounds @ ..] if keyword == "impl" => {
                if future_bound(&bare_bounds(bounds)).is_some() {
                    Self::Future
                } else {
                    Self::Opaque
                }
            }
            _ => Self::Other,
        }
    }
}

/// The type that a function returns, for the generated code to name; `_` where it has no name, as `impl Trait`, or may have
/// none, as what a macro makes.
pub(crate) fn named(signature: &Signature) -> Vec<TokenTree> {
    let output = &signature.output;
    if output.is_empty() {
        return vec![Group::new(Delimiter::Parenthesis, TokenStream::new()).into()];
    }
    nameable(output)
}

/// The type that the future of `impl Future` resolves to, or `_`, as in [`named`].
pub(crate) fn named_by_future(signature: &Signature) -> Vec<TokenTree> {
    let mut ty = revealed(&signature.output);
    while let [TokenTree::Group(parentheses)] = &*ty {
        ty = revealed_stream(parentheses.stream());
    }
    let bounds = bare_bounds(ty.get(1..).unwrap_or_default());
    let output = future_bound(&bounds).and_then(|generics| {
        // `<Output = X>`: `Future` has no parameters, so `Output` comes first.
        let [open, TokenTree::Ident(name), equals, ty @ ..] = generics else {
            return None;
        };
        if !is(open, '<') || name != "Output" || !is(equals, '=') {
            return None;
        }
        let mut depth = 1_usize;
        let mut after_dash = false;
        let end = ty.iter().position(|tree| {
            depth += usize::from(is(tree, '<'));
            depth -= usize::from(is(tree, '>') && !after_dash);
            after_dash = is_joint(tree, '-');
            depth == 0 || depth == 1 && is(tree, ',')
        });
        Some(ty.split_at(end?).0.to_vec())
    });
    nameable(&output.unwrap_or_default())
}

fn nameable(ty: &[TokenTree]) -> Vec<TokenTree> {
    if ty.is_empty() || mentions(ty.iter().cloned().collect(), "impl") || holds_macro(ty) {
        return vec![Ident::new("_", Span::mixed_site()).into()];
    }
    ty.to_vec()
}

/// Whether a macro makes the type, or a part of it.
fn holds_macro(ty: &[TokenTree]) -> bool {
    // `!` alone is a type of its own.
    let is_call = |pair: &[TokenTree]| matches!(pair, [bang, TokenTree::Group(_)] if is(bang, '!'));
    ty.windows(2).any(is_call)
        || ty.iter().any(|tree| match tree {
            TokenTree::Group(group) => holds_macro(&group.stream().into_iter().collect::<Vec<_>>()),
            _ => false,
        })
}

fn revealed_stream(stream: TokenStream) -> Vec<TokenTree> {
    revealed(&stream.into_iter().collect::<Vec<_>>())
}

/// Bounds without the parentheses that may stand around each: `(Future<Output = u8>) + Send`.
fn bare_bounds(bounds: &[TokenTree]) -> Vec<TokenTree> {
    let mut bare = Vec::with_capacity(bounds.len());
    for tree in bounds {
        match within(tree, Delimiter::Parenthesis) {
            Some(bound) if bare.last().is_none_or(|before| is(before, '+')) => {
                bare.extend(bare_bounds(&revealed_stream(bound)));
            }
            _ => bare.push(tree.clone()),
        }
    }
    bare
}

/// What follows the bound `Future`, by whatever path, if it is one of the bounds.
fn future_bound(bounds: &[TokenTree]) -> Option<&[TokenTree]> {
    let mut angles = Angles::default();
    let outside: Vec<bool> = bounds.iter().map(|tree| angles.is_outside(tree)).collect();
    bounds
        .iter()
        .zip(outside)
        .enumerate()
        .find_map(|(index, (tree, outside))| {
            let is_future = outside && matches!(tree, TokenTree::Ident(name) if name == "Future");
            let (_, rest) = bounds.split_at_checked(index + 1)?;
            let is_end = !rest.first().is_some_and(|next| is(next, ':'));
            (is_future && is_end).then_some(rest)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn the_kind_of_a_type_is_read_off_its_tokens() {
        let hidden = |ty| Group::new(Delimiter::None, ty);
        let hidden_result = hidden(quote!(Result<u8, u8>));
        let hidden_future = hidden(quote!(impl Future<Output = Result<u8, u8>>));
        let hidden_bound = hidden(quote!(Future<Output = Result<u8, u8>>));
        let hidden = hidden(quote!(impl Future<Output = ()>));
        for (ty, expected) in [
            (quote!(), Output::Nothing),
            (quote!(()), Output::Unit),
            (quote!((())), Output::Unit),
            (quote!(!), Output::Never),
            (quote!((!)), Output::Never),
            (quote!(impl Future<Output = ()>), Output::Future),
            (quote!((impl Future<Output = ()>)), Output::Future),
            (quote!(#hidden), Output::Future),
            (quote!(#hidden_result), Output::Other),
            (
                quote!((impl Future<Output = Result<u8, u8>> + Send)),
                Output::Future,
            ),
            (quote!(#hidden_future), Output::Future),
            (quote!(impl #hidden_bound), Output::Future),
            (
                quote!(impl Send + (std::future::Future<Output = ()>)),
                Output::Future,
            ),
            (
                quote!(impl ((Future<Output = Result<u8, u8>>)) + Send),
                Output::Future,
            ),
            (quote!(impl Fn(Future) + Send), Output::Opaque),
            (quote!((Result<u8, u8>)), Output::Other),
            (
                quote!(impl Send + use<'a, T> + ::std::future::Future<Output = Vec<()>> + 'a),
                Output::Future,
            ),
            (quote!(impl Fn() -> Result<(), ()> + Send), Output::Opaque),
            (
                quote!(impl Iterator<Item = Box<dyn Future<Output = ()>>>),
                Output::Opaque,
            ),
            (quote!(impl Future::Like + Send), Output::Opaque),
            (quote!(impl Stream<Item = u8>), Output::Opaque),
            (quote!(Result<(), Error>), Output::Other),
            (quote!(((), ())), Output::Other),
            (quote!([(); 1]), Output::Other),
            (quote!(Pin<Box<dyn Future<Output = ()>>>), Output::Other),
        ] {
            let trees = revealed_stream(ty.clone());
            assert_eq!(Output::of_type(&trees), expected, "{ty}");
        }
    }

    #[test]
    fn the_output_of_a_future_has_a_name_unless_it_is_opaque() {
        let hidden = Group::new(Delimiter::None, quote!(Result<u8, u8>));
        for (ty, name) in [
            (quote!(impl Future<Output = u8>), quote!(u8)),
            (
                quote!((impl Send + std::future::Future<Output = Result<Vec<u8>, fn() -> u8>> + 'a)),
                quote!(Result<Vec<u8>, fn() -> u8>),
            ),
            (quote!(impl Future<Output = #hidden,>), quote!(Result<u8, u8>)),
            (quote!(impl Send + (Future<Output = (u8, u8)>)), quote!((u8, u8))),
            (quote!(impl Future<Output = impl Send>), quote!(_)),
            (
                quote!(impl Future<Output = Result<(impl Send, u8), u8>>),
                quote!(_),
            ),
            (quote!(impl Future<Output = made!(u8)>), quote!(_)),
            (quote!(impl Future<Output = !>), quote!(!)),
            (quote!(impl Future), quote!(_)),
        ] {
            let signature: Vec<TokenTree> = quote!(fn f() -> #ty).into_iter().collect();
            let found: TokenStream = named_by_future(&Signature::read(&signature).ok().unwrap())
                .into_iter()
                .collect();
            assert_eq!(found.to_string(), name.to_string(), "{ty}");
        }
    }
}
