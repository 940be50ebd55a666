//! What the attribute becomes.

use crate::args::Args;
use crate::errors::collect;
use crate::item::Item;
use crate::model::GuardedWrite;
use crate::outcome::OnBlock;
use crate::refuse::refuse;
use crate::runtime::{Named, Place};
use crate::trees::{is, within};
use crate::values::Value;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};

/// Expands the attribute: to the function with its check first, or to mistakes and no body.
pub(crate) fn guarded_write(args: TokenStream, tokens: TokenStream) -> TokenStream {
    let mut item = None;
    let body = collect(|errors| {
        let args = Args::parse(args, errors);
        let item = item.insert(Item::parse(tokens, errors)?);
        GuardedWrite::new(args, item, errors).map(|model| model.guarded_body())
    });
    match body {
        Ok(body) => item.map(|item| item.ending_in(body)).into_iter().collect(),
        Err(errors) => refuse(errors, item),
    }
}

impl GuardedWrite<'_> {
    /// The body as it was written, with the check as the first thing in it.
    fn guarded_body(&self) -> Group {
        let (attrs, body) = split_inner_attrs(self.body.stream());
        let guarded = if self.is_future {
            [attrs, self.future(body)].into_iter().collect()
        } else {
            [attrs, self.prologue(), body].into_iter().collect()
        };
        braced(guarded, self.body.span())
    }

    /// The check, before a body that is not even wrapped.
    fn prologue(&self) -> TokenStream {
        let (rt, check) = (&self.runtime, self.check());
        let (caught, block) = self.block();
        if let Some(name) = &self.permit {
            quote_spanned! {Span::mixed_site()=>
                let #name = match #check {
                    #rt::Ok(permit) => permit,
                    #rt::Err(#caught) => return #block,
                };
            }
        } else {
            quote_spanned! {Span::mixed_site()=>
                if let #rt::Err(#caught) = #check {
                    return #block;
                }
            }
        }
    }

    /// The check, then the body as a closure that is called at once, then a future of either outcome.
    ///
    /// A function that returns `impl Future` returns one type, and the future of its body cannot also be that
    /// of a block. So an `async` block joins the two. It holds the outcome and nothing else of the function:
    /// it lives as long and is as `Send` as the future of the body. The closure is there for a `return` in the
    /// body; it goes through `map`, which asks for an `FnOnce`, so that a borrow from `&mut self` may leave it.
    fn future(&self, body: TokenStream) -> TokenStream {
        let (rt, check) = (&self.runtime, self.check());
        let body = braced(body, self.body.span());
        let name = self.permit.clone().unwrap_or_else(|| made_up("_"));
        let (caught, block) = self.block();
        let passed_on = made_up("blocked").into_token_stream();
        // The return type makes its block when it is awaited; what was written is read at the call.
        let (at_the_call, when_awaited) = match &self.on_block {
            OnBlock::Carried(_) => (&passed_on, &block),
            OnBlock::Written(_) => (&block, &passed_on),
        };
        quote_spanned! {Span::mixed_site()=>
            let outcome = match #check {
                #rt::Ok(permit) => #rt::Ok(permit).map(move |#name| #body),
                #rt::Err(#caught) => #rt::Err(#at_the_call),
            };
            async move {
                match outcome {
                    #rt::Ok(future) => future.await,
                    #rt::Err(blocked) => #when_awaited,
                }
            }
        }
    }

    /// The pattern that catches a block, and what is returned for it.
    fn block(&self) -> (Ident, TokenStream) {
        match &self.on_block {
            // Should the return type have no room for a block, the error points at the type.
            OnBlock::Carried(ty) => {
                let blocked = made_up("blocked");
                let value = self.runtime.call("blocked", *ty, blocked.to_token_stream());
                (blocked, value.into_token_stream())
            }
            // In braces, so that no lint of the caller's takes the `return` for one of the caller's.
            OnBlock::Written(value) => (made_up("_"), quote_spanned!(Span::mixed_site()=> { #(#value)* })),
        }
    }

    /// The question to the runtime. In a live process the closure is never called.
    fn check(&self) -> Named {
        let (rt, op, here) = (&self.runtime, &self.op, Place::of_attribute());
        let none = || rt.item("None", here);
        let gate = self.gate.as_ref().map_or_else(none, |gate| self.gate(gate));
        let target = self.identity(&self.target);
        let item = self.item.as_ref().map_or_else(none, |item| self.identity(item));
        // Without a permit there is nothing to keep in the body, and nothing to drop at its end.
        let (check, ask) = if self.permit.is_some() {
            ("check_for_permit", "ask_for_permit")
        } else {
            ("check_without_permit", "ask_without_permit")
        };
        let ask = rt.item(ask, here);
        // Attributes, and not `cfg!`: nothing that the caller names can come between, and the path to the runtime
        // is looked up in one way only.
        let arguments = quote_spanned! {here.start=>
            match () {
                #[cfg(test)]
                () => true,
                #[cfg(not(test))]
                () => false,
            },
            |call_site_is_test| #ask(call_site_is_test, #op, #gate, #target, #item),
        };
        rt.call(check, here, arguments)
    }

    /// Borrows the gate. Should the expression not be one, the error points at the expression.
    fn gate(&self, gate: &Value) -> Named {
        let place = Place::of(gate);
        let gate = self
            .runtime
            .call("gate", place, quote_spanned!(place.start=> &(#(#gate)*)));
        self.runtime
            .call("Some", Place::of_attribute(), gate.into_token_stream())
    }

    /// Reads the identity of what a value holds. Should it have none, the error points at the value.
    fn identity(&self, value: &Value) -> Named {
        let place = Place::of(value);
        self.runtime
            .call("identity", place, quote_spanned!(place.start=> &#(#value)*))
    }
}

/// A name that only the expansion sees.
fn made_up(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
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
