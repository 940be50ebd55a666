//! The path to what the expansion calls.

use crate::values::Value;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote_spanned};
use syn::Token;

/// The hidden half of the runtime crate.
///
/// Absolute, unless the caller said where it is; and what is made up here is hygienic. So nothing that the
/// caller names `core`, `Ok` or `write_guard` comes between.
pub(crate) struct Runtime {
    path: Vec<TokenTree>,
    is_written: bool,
}

impl Runtime {
    /// By default the crate named `write_guard`.
    pub(crate) fn new(written: Option<Value>) -> Self {
        let span = Span::mixed_site();
        let is_written = written.is_some();
        let mut path = written.unwrap_or_else(|| quote_spanned!(span=> ::write_guard).into_iter().collect());
        path.extend(quote_spanned!(span=> ::__private));
        Self { path, is_written }
    }

    /// An item of it, for which errors point from `start` to `end`.
    pub(crate) fn located<'r>(&'r self, name: &'static str, (start, end): (Span, Span)) -> Located<'r> {
        let span = Span::mixed_site();
        Located {
            runtime: self,
            name,
            start: span.located_at(start),
            end: span.located_at(end),
        }
    }
}

impl ToTokens for Runtime {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.path);
    }
}

/// An item of the runtime at a place in the caller's source.
pub(crate) struct Located<'r> {
    runtime: &'r Runtime,
    name: &'static str,
    pub(crate) start: Span,
    pub(crate) end: Span,
}

impl ToTokens for Located<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(self.runtime.path.iter().cloned().map(|mut tree| {
            // What the caller wrote goes on meaning what it means to the caller.
            let is_written = self.runtime.is_written;
            tree.set_span(if is_written {
                tree.span().located_at(self.start)
            } else {
                self.start
            });
            tree
        }));
        Token![::](self.start).to_tokens(tokens);
        tokens.append(Ident::new(self.name, self.end));
    }
}

/// Where tokens start and end.
pub(crate) fn extent(tokens: &[TokenTree]) -> (Span, Span) {
    let span = |tree: Option<&TokenTree>| tree.map_or_else(Span::call_site, TokenTree::span);
    (span(tokens.first()), span(tokens.last()))
}
