//! What a function becomes when it cannot be guarded.

use crate::item::{End, Item};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

/// The mistakes, and the function with one of them in place of its body.
///
/// Its callers still find it, and rustc asks nothing about a body that is an error: one mistake gives one
/// error, whatever the function returns. And whoever silences the error is left with nothing that writes.
pub(crate) fn refuse(errors: syn::Error, item: Option<Item>) -> TokenStream {
    let mut errors: Vec<TokenStream> = errors.into_iter().map(|error| error.to_compile_error()).collect();
    let function = item.map(|mut item| {
        item.attrs.retain(|attr| !attr.is_guard());
        let end = match &item.end {
            End::Declaration(semicolon) => semicolon.clone(),
            End::Body(_) => {
                let error = errors.pop();
                TokenTree::from(Group::new(Delimiter::Brace, quote!(#error)))
            }
        };
        item.ending_in(end)
    });
    quote!(#(#errors)* #function)
}
