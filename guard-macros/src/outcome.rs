//! What a caller gets when the write is blocked.

use crate::runtime::Place;
use crate::signature::Signature;
use crate::trees::{Angles, is};
use crate::values::Value;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Error, Result};

/// The value of a blocked call.
pub(crate) enum OnBlock {
    /// Made from the block by the return type, which stands there. Whether it can, rustc knows.
    Carried(Place),
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
            (Output::Future | Output::Other, None) => Ok(Self::Carried(Place::of(&signature.output))),
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
        match Self::of_type(&signature.output) {
            Self::Future if signature.is_async => Self::Opaque,
            output => output,
        }
    }

    fn of_type(ty: &[TokenTree]) -> Self {
        match ty {
            [] => Self::Nothing,
            [bang] if is(bang, '!') => Self::Never,
            [TokenTree::Group(group)] if group.delimiter() != Delimiter::Bracket => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                match &*inner {
                    [] => Self::Unit,
                    tuple if tuple.iter().any(|tree| is(tree, ',')) => Self::Other,
                    // Parentheses around a type, or what a `macro_rules!` macro puts around `$output:ty`.
                    inner => Self::of_type(inner),
                }
            }
            [TokenTree::Ident(word), bounds @ ..] if word == "impl" => {
                if names_future(bounds) {
                    Self::Future
                } else {
                    Self::Opaque
                }
            }
            _ => Self::Other,
        }
    }
}

/// Whether one of the bounds is `Future`, by whatever path.
fn names_future(bounds: &[TokenTree]) -> bool {
    let mut angles = Angles::default();
    let mut bounds = bounds.iter().filter(|tree| angles.is_outside(tree)).peekable();
    while let Some(tree) = bounds.next() {
        let is_future = matches!(tree, TokenTree::Ident(name) if name == "Future");
        if is_future && !bounds.peek().is_some_and(|next| is(next, ':')) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn the_kind_of_a_type_is_read_off_its_tokens() {
        let hidden = proc_macro2::Group::new(Delimiter::None, quote!(impl Future<Output = ()>));
        for (ty, expected) in [
            (quote!(), Output::Nothing),
            (quote!(()), Output::Unit),
            (quote!((())), Output::Unit),
            (quote!(!), Output::Never),
            (quote!((!)), Output::Never),
            (quote!(impl Future<Output = ()>), Output::Future),
            (quote!((impl Future<Output = ()>)), Output::Future),
            (quote!(#hidden), Output::Future),
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
            let trees: Vec<TokenTree> = ty.clone().into_iter().collect();
            assert_eq!(Output::of_type(&trees), expected, "{ty}");
        }
    }
}
