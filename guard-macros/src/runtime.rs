//! The path to what the expansion calls.

use crate::values::Value;
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

/// The hidden half of the runtime crate.
///
/// Its path is absolute, unless the caller said where it is, and what is made up here is hygienic. So nothing that the
/// caller names `core`, `Ok` or `write_guard` is taken for it.
pub(crate) struct Runtime {
    path: Vec<TokenTree>,
}

impl Runtime {
    /// By default the crate named `write_guard`.
    pub(crate) fn new(written: Option<Value>) -> Self {
        let span = Span::mixed_site();
        let mut path = written.unwrap_or_else(|| {
            let mut krate = Value::from(colon2(span));
            krate.push(Ident::new("write_guard", span).into());
            krate
        });
        path.extend(colon2(span));
        path.push(Ident::new("__private", span).into());
        Self { path }
    }

    /// One of its items, for which errors point at `spans`.
    ///
    /// The error that the crate is missing points at the path, which is the same tokens for every item: so rustc reports it
    /// once.
    pub(crate) fn item(&self, name: &str, spans: Spans) -> Named {
        let mut item = Vec::with_capacity(self.path.len() + 4);
        item.extend(self.path.iter().cloned().map(|mut tree| {
            if let TokenTree::Punct(colon) = &mut tree {
                colon.set_span(colon.span().located_at(spans.start));
            }
            tree
        }));
        item.extend(colon2(spans.start));
        item.push(Ident::new(name, spans.end).into());
        Named(item)
    }

    /// A call of one of its functions, for which errors point at `spans`.
    pub(crate) fn call(&self, name: &str, spans: Spans, arguments: TokenStream) -> Named {
        self.call_of(name, spans, TokenStream::new(), arguments)
    }

    /// A call of one of its functions that is told a type: `::<…>`.
    pub(crate) fn call_of(
        &self,
        name: &str,
        spans: Spans,
        generics: TokenStream,
        arguments: TokenStream,
    ) -> Named {
        let Named(mut call) = self.item(name, spans);
        call.extend(generics);
        let mut parentheses = Group::new(Delimiter::Parenthesis, arguments);
        parentheses.set_span(spans.end);
        call.push(parentheses.into());
        Named(call)
    }
}

impl ToTokens for Runtime {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.path);
    }
}

fn colon2(span: Span) -> [TokenTree; 2] {
    [Spacing::Joint, Spacing::Alone].map(|spacing| {
        let mut colon = Punct::new(':', spacing);
        colon.set_span(span);
        colon.into()
    })
}

/// An item of the runtime, or a call of it.
pub(crate) struct Named(Vec<TokenTree>);

impl ToTokens for Named {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.0);
    }
}

/// Where errors about made-up tokens point: at the place of the caller's that these spans cover. It does not change what the
/// tokens mean.
#[derive(Clone, Copy)]
pub(crate) struct Spans {
    pub(crate) start: Span,
    pub(crate) end: Span,
}

impl Spans {
    /// At the attribute.
    pub(crate) fn of_attribute() -> Self {
        Self {
            start: Span::mixed_site(),
            end: Span::mixed_site(),
        }
    }

    /// At something the caller wrote.
    pub(crate) fn of(trees: &[TokenTree]) -> Self {
        let at = |tree: Option<&TokenTree>| {
            let made_up = Span::mixed_site();
            tree.map_or(made_up, |tree| made_up.located_at(tree.span()))
        };
        Self {
            start: at(trees.first()),
            end: at(trees.last()),
        }
    }
}
