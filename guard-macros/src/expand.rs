//! What the attribute becomes.

use crate::args::Args;
use crate::borrows::opens_with_item;
use crate::errors::collect;
use crate::item::Item;
use crate::model::GuardedWrite;
use crate::outcome::OnBlock;
use crate::refuse::refuse;
use crate::runtime::{Named, Spans};
use crate::trees::{is, made_up, within};
use crate::values::Value;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Lifetime;

/// Expands the attribute: to the function with its check first, or to mistakes and no body.
pub(crate) fn guarded_write(args: TokenStream, tokens: TokenStream) -> TokenStream {
    let mut item = None;
    let body = collect(|errors| {
        let args = Args::parse(args, errors);
        let item = item.insert(Item::parse(tokens, errors)?);
        GuardedWrite::new(args, item, errors).map(|model| model.guarded_body())
    });
    match body {
        Ok(body) => item.map_or_else(TokenStream::new, |item| item.ending_in(body.into())),
        Err(errors) => refuse(errors, item),
    }
}

impl GuardedWrite<'_> {
    /// The body as it was written, with the check as the first thing in it.
    fn guarded_body(&self) -> Group {
        let (attrs, body) = split_inner_attrs(self.body.stream());
        let guarded = match &self.future {
            Some(output) => self.future(output, body),
            None if opens_with_item(&body) => {
                let (prologue, body) = (self.prologue(), braced(body, self.body.span()));
                quote!(#prologue #body)
            }
            None => {
                let prologue = self.prologue();
                quote!(#prologue #body)
            }
        };
        let conditional = &self.conditional;
        braced(quote!(#attrs #conditional #guarded), self.body.span())
    }

    /// The check as statements that stand before the body; the body itself is not wrapped.
    fn prologue(&self) -> TokenStream {
        let rt = &self.runtime;
        let (before, verdict) = self.borrows.around(self.check());
        let (caught, block) = match &self.on_block {
            // If the return type has no room for a block, rustc's error points at the type.
            OnBlock::Carried { spans, is_hidden } => {
                let blocked = made_up("blocked");
                let name = if *is_hidden {
                    "blocked_behind_a_macro"
                } else {
                    "blocked"
                };
                (
                    blocked.clone(),
                    rt.call(name, *spans, blocked.into_token_stream()),
                )
            }
            OnBlock::Written(value) => (
                underscore(),
                self.on_block("on_block", &self.output, &[], &TokenStream::new(), value),
            ),
        };
        let (name, permit) = (self.permit.as_ref(), made_up("permit"));
        let check = match (name, &self.on_block) {
            (Some(name), OnBlock::Carried { .. }) => quote_spanned! {Span::mixed_site()=>
                let #name = match #verdict {
                    #rt::Ok(#permit) => #permit,
                    #rt::Err(#caught) => return #block,
                };
            },
            (None, OnBlock::Carried { .. }) => quote_spanned! {Span::mixed_site()=>
                if let #rt::Err(#caught) = #verdict {
                    return #block;
                }
            },
            (Some(name), OnBlock::Written(_)) => quote_spanned! {Span::mixed_site()=>
                let #rt::Ok(#name) = #verdict else {
                    return #block;
                };
            },
            (None, OnBlock::Written(_)) => quote_spanned! {Span::mixed_site()=>
                let #rt::Ok(()) = #verdict else {
                    return #block;
                };
            },
        };
        let quiet = self.quiet();
        quote!(#before #quiet #check)
    }

    /// Silences clippy where an argument begins with an underscore, which says that only the attribute uses it.
    fn quiet(&self) -> TokenStream {
        let mut said = Vec::new();
        for place in &self.target.places {
            said.push(&place.tokens);
        }
        said.extend(self.item.as_ref().map(|item| &item.tokens));
        said.extend(&self.gate);
        if let OnBlock::Written(value) = &self.on_block {
            said.push(value);
        }
        if !said
            .into_iter()
            .any(|said| names_underscored(said.iter().cloned().collect()))
        {
            return TokenStream::new();
        }
        quote_spanned! {Span::mixed_site()=>
            #[allow(clippy::used_underscore_binding, clippy::used_underscore_items)]
        }
    }

    /// The check, then the future of either outcome.
    ///
    /// A function that returns `impl Future` returns one type, and the future of its body cannot also be that of a
    /// block. So a future of the runtime's joins the two. The body is in a closure, so that a `return` in it stays in it.
    fn future(&self, output: &Value, body: TokenStream) -> TokenStream {
        let rt = &self.runtime;
        let (before, verdict) = self.borrows.around(self.check());
        let (here, future) = (Spans::of_attribute(), made_up("future"));
        let future_of = rt.call("future_of", here, TokenStream::new());
        let (caught, block) = match &self.on_block {
            OnBlock::Carried { .. } => {
                let blocked = made_up("blocked");
                let arguments = quote_spanned!(here.start=> #future, #blocked);
                (blocked, rt.call("blocked_future", here, arguments))
            }
            OnBlock::Written(value) => {
                let infer = underscore().into_token_stream();
                let first = quote_spanned!(here.start=> #future,);
                (
                    underscore(),
                    self.on_block("on_block_future", output, &[infer], &first, value),
                )
            }
        };
        // Errors about the call point at the body's last expression. The closure has the body's own span: in a closure with a
        // made-up one, rustc's messages leave out the names of variables.
        let last = Spans::of(&last_expression(&body));
        let written = self.body.span();
        let body = braced(body, written);
        // clippy wants a closure that is nothing but an `async` block to be an `async` closure. The label makes it more than that.
        let label = Lifetime::new("'__write_guard_body", Span::mixed_site());
        let (permit, begin) = if let Some(name) = &self.permit {
            let permit = made_up("permit").into_token_stream();
            let arguments = quote_spanned!(written=> #future, #permit, move |#name| #label: #body);
            (permit, rt.call("begin_with_permit", last, arguments))
        } else {
            let unit = Group::new(Delimiter::Parenthesis, TokenStream::new());
            let arguments = quote_spanned!(written=> #future, move || #label: #body);
            (
                unit.into_token_stream(),
                rt.call("begin_without_permit", last, arguments),
            )
        };
        let (quiet, permit_or_nothing) = (self.quiet(), permit.clone());
        quote_spanned! {here.start=>
            let #future = #future_of;
            #before
            #quiet
            let #permit_or_nothing = match #verdict {
                #rt::Ok(#permit) => #permit,
                #rt::Err(#caught) => return #block,
            };
            return #begin;
        }
    }

    /// What `on_block = …` says, in a closure. It may move what it needs, since nothing runs after it.
    fn on_block(
        &self,
        name: &str,
        ty: &Value,
        types: &[TokenStream],
        first: &TokenStream,
        value: &Value,
    ) -> Named {
        let spans = Spans::of(value);
        let mut value: TokenStream = without_complaint(value);
        value = braced(value, spans.start).into_token_stream();
        let arguments = quote_spanned!(spans.start=> #first move || #value);
        self.runtime.call_of(name, spans, turbofish(ty, types), arguments)
    }

    /// The question to the runtime. In a live process the closure is never called.
    fn check(&self) -> Named {
        let (rt, op, here) = (&self.runtime, &self.op, Spans::of_attribute());
        let none = || rt.item("None", here);
        let gate = self.gate.as_ref().map_or_else(none, |gate| self.gate(gate));
        let target = self.target();
        let kind = self
            .target
            .kind
            .as_ref()
            .map_or_else(none, |kind| rt.call("Some", here, kind.to_token_stream()));
        let item = self.item.as_ref().map_or_else(none, |item| {
            let spans = Spans::of(&item.tokens);
            rt.call("identity", spans, self.borrows.of(item))
        });
        // Without a permit there is nothing to keep in the body, and nothing to drop at its end.
        let (check, ask) = if self.permit.is_some() {
            ("check_for_permit", "ask_for_permit")
        } else {
            ("check_without_permit", "ask_without_permit")
        };
        let (ask, call_site_is_test) = (rt.item(ask, here), made_up("call_site_is_test"));
        // By attributes and not by `cfg!`, a macro that the caller could have named anew.
        let arguments = quote_spanned! {here.start=>
            match () {
                #[cfg(test)]
                () => true,
                #[cfg(not(test))]
                () => false,
            },
            |#call_site_is_test| #ask(#call_site_is_test, #op, #gate, #target, #kind, #item),
        };
        rt.call(check, here, arguments)
    }

    /// Borrows the gate. If the expression is none, rustc's error points at the expression.
    fn gate(&self, gate: &Value) -> Named {
        let spans = Spans::of(gate);
        let gate = without_complaint(gate);
        let gate = self
            .runtime
            .call("gate", spans, quote_spanned!(spans.start=> &(#gate)));
        self.runtime
            .call("Some", Spans::of_attribute(), gate.into_token_stream())
    }

    /// Reads the identity of the target. If it has none, rustc's error points at it.
    fn target(&self) -> Named {
        let places = &self.target.places;
        let (mut tokens, mut borrows) = (Value::new(), Vec::new());
        for place in places {
            tokens.extend_from_slice(&place.tokens);
            borrows.push(self.borrows.of(place));
        }
        let spans = Spans::of(&tokens);
        let borrowed = if self.target.is_tuple {
            quote_spanned!(spans.start=> &(#(#borrows),*))
        } else {
            quote!(#(#borrows)*)
        };
        self.runtime.call("identity", spans, borrowed)
    }
}

fn underscore() -> Ident {
    Ident::new("_", Span::mixed_site())
}

/// Whether a name says that nobody reads it.
fn names_underscored(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(name) => name.to_string().starts_with('_'),
        TokenTree::Group(group) => names_underscored(group.stream()),
        _ => false,
    })
}

/// The generic arguments of a call of the runtime: `::<…>`.
fn turbofish(first: &Value, others: &[TokenStream]) -> TokenStream {
    quote_spanned!(Span::mixed_site()=> ::<#(#first)* #(, #others)*>)
}

/// An expression of the caller's without the warning that its outermost parentheses or braces are not needed: they get a span
/// of generated code, about which rustc does not warn.
fn without_complaint(value: &[TokenTree]) -> TokenStream {
    let [TokenTree::Group(group)] = value else {
        return value.iter().cloned().collect();
    };
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    if inner.is_empty() && group.delimiter() == Delimiter::Parenthesis {
        // It will stand between braces, where `()` and nothing mean the same.
        return TokenStream::new();
    }
    let mut quiet = Group::new(group.delimiter(), without_complaint(&inner));
    quiet.set_span(Span::mixed_site().located_at(group.span()));
    TokenTree::from(quiet).into()
}

/// The last expression of a body, as far as one can tell without reading it.
fn last_expression(body: &TokenStream) -> Value {
    let mut last = Value::new();
    let mut ends = false;
    for tree in body.clone() {
        // `if a { b } c`, and not `if a { b } else { c }` or `a { b }.c()`.
        let begins = match &tree {
            TokenTree::Ident(keyword) => keyword != "else",
            TokenTree::Group(_) | TokenTree::Literal(_) => true,
            TokenTree::Punct(_) => false,
        };
        if ends && begins || last.last().is_some_and(|before| is(before, ';')) {
            last.clear();
        }
        ends = within(&tree, Delimiter::Brace).is_some();
        last.push(tree);
    }
    last
}

/// Splits a body into the `#![…]` it starts with, which must stay first, and the rest.
fn split_inner_attrs(body: TokenStream) -> (TokenStream, TokenStream) {
    if !body.clone().into_iter().next().is_some_and(|tree| is(&tree, '#')) {
        return (TokenStream::new(), body);
    }
    let mut attrs: Vec<TokenTree> = body.into_iter().collect();
    let length = attrs
        .chunks(3)
        .take_while(|chunk| is_inner_attr(chunk))
        .map(<[_]>::len)
        .sum();
    let rest = attrs.split_off(length);
    (attrs.into_iter().collect(), rest.into_iter().collect())
}

fn is_inner_attr(trees: &[TokenTree]) -> bool {
    let [hash, bang, brackets] = trees else {
        return false;
    };
    is(hash, '#') && is(bang, '!') && within(brackets, Delimiter::Bracket).is_some()
}

fn braced(tokens: TokenStream, span: Span) -> Group {
    let mut group = Group::new(Delimiter::Brace, tokens);
    group.set_span(span);
    group
}
