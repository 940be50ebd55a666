//! The head of a function, read and not parsed.
//!
//! rustc has parsed the item before the attribute gets it. So there is nothing to check, only a few things to
//! find, and no syntax that is newer than this crate can be in the way. It also costs less than half of parsing it with `syn`.

use crate::trees::{Angles, is, revealed, within};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

/// What matters of a signature.
pub(crate) struct Signature {
    pub(crate) constness: Option<Ident>,
    pub(crate) is_async: bool,
    /// `extern` and the name of the ABI, unless that is Rust's.
    pub(crate) foreign: Option<TokenStream>,
    pub(crate) name: Ident,
    pub(crate) inputs: TokenStream,
    /// The type behind `->`.
    pub(crate) output: Vec<TokenTree>,
    /// Whether `#[async_trait]` wrote it: then it has that lifetime.
    pub(crate) is_of_async_trait: bool,
}

impl Signature {
    /// Reads what follows the attributes of an item.
    ///
    /// # Errors
    ///
    /// The token that shows that the item is no function, if there is one.
    pub(crate) fn read(head: &[TokenTree]) -> Result<Self, Option<&TokenTree>> {
        let mut trees = head.iter().peekable();
        let (mut constness, mut is_async, mut foreign) = (None, false, None);
        loop {
            match trees.next() {
                Some(tree @ TokenTree::Ident(keyword)) => match keyword.to_string().as_str() {
                    "fn" => break,
                    "pub" | "default" | "safe" | "unsafe" => {}
                    "async" => is_async = true,
                    "const" => constness = Some(keyword.clone()),
                    "extern" => {
                        let abi = trees.next_if(|tree| literal(tree).is_some());
                        if abi.and_then(literal).is_none_or(|abi| !is_rust(&abi)) {
                            foreign = Some([tree].into_iter().chain(abi).cloned().collect());
                        }
                    }
                    _ => return Err(Some(tree)),
                },
                // The `(crate)` of `pub(crate)`, and what a `macro_rules!` macro puts around a visibility.
                Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::Brace => {}
                other => return Err(other),
            }
        }
        let Some(TokenTree::Ident(name)) = trees.next() else {
            return Err(None);
        };
        let mut angles = Angles::default();
        // The first parentheses outside of the generics.
        let Some(inputs) = trees
            .by_ref()
            .filter(|tree| angles.is_outside(tree))
            .find_map(parentheses)
        else {
            return Err(None);
        };
        let is_where = |tree: &TokenTree| matches!(tree, TokenTree::Ident(keyword) if keyword == "where");
        let output = trees
            .skip_while(|tree| is(tree, '-'))
            .skip_while(|tree| is(tree, '>'));
        let output = output.take_while(|tree| !is_where(tree)).cloned().collect();
        Ok(Self {
            constness,
            is_async,
            foreign,
            name: name.clone(),
            inputs,
            output,
            is_of_async_trait: head
                .iter()
                .any(|tree| matches!(tree, TokenTree::Ident(name) if name == "async_trait")),
        })
    }
}

/// A literal, also one that a `macro_rules!` macro was given.
fn literal(tree: &TokenTree) -> Option<TokenTree> {
    match &*revealed(std::slice::from_ref(tree)) {
        [literal @ TokenTree::Literal(_)] => Some(literal.clone()),
        _ => None,
    }
}

/// Whether an ABI is Rust's, in whatever kind of string.
fn is_rust(abi: &TokenTree) -> bool {
    let abi = abi.to_string();
    let abi = abi.strip_prefix('r').unwrap_or(&abi).trim_matches('#');
    abi == r#""Rust""#
}

fn parentheses(tree: &TokenTree) -> Option<TokenStream> {
    within(tree, Delimiter::Parenthesis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::Group;
    use quote::quote;

    fn read(head: TokenStream) -> Result<Signature, String> {
        let head: Vec<TokenTree> = head.into_iter().collect();
        Signature::read(&head).map_err(|tree| tree.map(ToString::to_string).unwrap_or_default())
    }

    #[test]
    fn the_parts_are_found_behind_generics() {
        let signature = read(quote! {
            pub(in crate::client) async unsafe extern "Rust" fn update<'a, F: Fn(u8) -> Vec<Vec<u8>>, const N: usize>(
                &'a self,
                write: F,
            ) -> Result<[u8; N], Box<dyn Fn() -> (u8, u8)>>
            where
                F: Fn() -> u8
        });
        let signature = signature.ok().unwrap();
        let output: TokenStream = signature.output.into_iter().collect();
        assert_eq!(signature.name, "update");
        assert_eq!(
            signature.inputs.to_string(),
            quote!(&'a self, write: F,).to_string()
        );
        assert_eq!(
            output.to_string(),
            quote!(Result<[u8; N], Box<dyn Fn() -> (u8, u8)>>).to_string()
        );
        assert!(signature.is_async && signature.constness.is_none() && signature.foreign.is_none());
    }

    #[test]
    fn the_keywords_before_fn_are_told_apart() {
        assert!(read(quote!(const fn f())).ok().unwrap().constness.is_some());
        assert!(read(quote!(extern fn f())).ok().unwrap().foreign.is_some());
        let hidden = Group::new(Delimiter::None, quote!("Rust"));
        for rust in [
            quote!("Rust"),
            quote!(r"Rust"),
            quote!(r##"Rust"##),
            quote!(#hidden),
        ] {
            let signature = read(quote!(unsafe extern #rust fn f())).ok().unwrap();
            assert!(signature.foreign.is_none(), "{rust}");
        }
        assert!(read(quote!(extern "C" fn f())).ok().unwrap().foreign.is_some());
        assert!(
            read(quote!(default unsafe fn f()))
                .ok()
                .unwrap()
                .output
                .is_empty()
        );
    }

    #[test]
    fn what_is_no_function_is_refused_where_that_shows() {
        for (item, at) in [
            (quote!(pub(crate) struct Client), "struct"),
            (quote!(unsafe impl Send for Client), "impl"),
            (quote!(const OP: &str = "close"), "OP"),
            (quote!(pub static OP: &str = "close"), "static"),
            (quote!(extern crate std), "crate"),
            (quote!(extern "C"), ""),
            (quote!(macro_rules! close), "macro_rules"),
            (quote!(|project: &str|), "|"),
            (quote!(), ""),
        ] {
            assert_eq!(read(item.clone()).err().as_deref(), Some(at), "{item}");
        }
    }
}
