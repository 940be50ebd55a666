//! What fits: a function that can be guarded, and how.

use crate::args::Args;
use crate::borrows::Borrows;
use crate::errors::{Errors, Reported};
use crate::item::{End, Item};
use crate::key::Key;
use crate::outcome::{self, OnBlock, Output};
use crate::params::Params;
use crate::renamed;
use crate::runtime::Runtime;
use crate::trees::{is, plain_name};
use crate::values::{self, Place, Target, Value};
use proc_macro2::{Delimiter, Group, Literal, Span, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::Ident;

/// A function and the check it gets. Nothing in it needs another look.
pub(crate) struct GuardedWrite<'i> {
    pub(crate) body: &'i Group,
    pub(crate) op: Literal,
    pub(crate) target: Target,
    pub(crate) item: Option<Place>,
    pub(crate) gate: Option<Value>,
    pub(crate) permit: Option<Ident>,
    pub(crate) on_block: OnBlock,
    /// The return type, for the generated code to name.
    pub(crate) output: Value,
    /// For `-> impl Future`: the type that the future resolves to, for the generated code to name.
    pub(crate) future: Option<Value>,
    pub(crate) borrows: Borrows,
    /// Mistakes of parameters with a `#[cfg(…)]`: each a `compile_error!` behind the same one.
    pub(crate) conditional: TokenStream,
    pub(crate) runtime: Runtime,
}

impl<'i> GuardedWrite<'i> {
    /// Fits the arguments to the function.
    ///
    /// # Errors
    ///
    /// Something does not fit. Everything that does not is reported, not only the first.
    pub(crate) fn new(args: Args, function: &'i Item, errors: &mut Errors) -> Result<Self, Reported> {
        let signature = &function.signature;
        if let Some(abi) = &signature.foreign {
            // Another attribute may have written this function, and named its parameters. Messages about those would only confuse.
            return Err(errors.at(abi, FOREIGN));
        }
        let params = Params::of(signature.inputs.clone());
        let output = Output::of(signature);
        let written = match &function.end {
            End::Body(body) => Some(body),
            End::Declaration(_) => None,
        };
        let mut args = Reader { args, errors };

        let op = args.required(Key::Op, |op| values::op(&op));
        let target = args.required(Key::Target, |target| values::target(&target, &params));
        let item = args.optional(Key::Item, |item| values::place(&item, Key::Item, &params));
        let gate = args.optional(Key::Gate, |gate| values::expression(gate, Key::Gate));
        let permit = args.optional(Key::Permit, |permit| values::permit(&permit, &params, written));
        let runtime = args.optional(Key::Crate, |path| values::runtime(&path));
        let on_block = args.optional(Key::OnBlock, |value| values::expression(value, Key::OnBlock));

        let on_block = on_block
            .and_then(|written| OnBlock::new(signature, output, written).map_err(|error| errors.push(error)));
        if let (Ok(None), Some(wrong)) = (&runtime, renamed::in_this_package()) {
            errors.at_attribute(wrong);
        }
        let body = guardable(function, output, errors);
        let (body, target, item, gate) = (body?, target?, item?, gate?);
        for place in target.places.iter().chain(&item) {
            let root = plain_name(&place.root);
            // A parameter that is mutable in the signature was judged by `values::place`. `async_trait` turns `&mut self` into a
            // `mut` binding, which is no mistake.
            let is_known = params.find(&place.root).any(|param| param.mutable.is_some());
            if signature.is_of_async_trait && !is_known {
                if let Some(change) = made_mutable(body.stream(), &root) {
                    errors.at(change, BY_ASYNC_TRAIT);
                }
            }
        }
        let places: Vec<&Place> = target.places.iter().chain(&item).collect();
        let borrows = Borrows::new(signature, &params, &places, gate.as_ref(), body);
        let conditional = conditional(&params, &places);
        Ok(Self {
            body,
            op: op?,
            target,
            item,
            gate,
            permit: permit?,
            on_block: on_block?,
            output: outcome::named(signature),
            future: (output == Output::Future).then(|| outcome::named_by_future(signature)),
            borrows,
            conditional,
            runtime: Runtime::new(runtime?),
        })
    }
}

const FOREIGN: &str = "a foreign caller cannot receive a block, guard a rust function and call that from here (if an attribute above wrote \
     this function, as `wasm_bindgen` does, put `#[guarded_write]` above that attribute)";

const BY_ASYNC_TRAIT: &str =
    "the body could change this after the check, take it without `mut` and copy it in the body";

/// The `mut name` by which `async_trait` gives a body back the `mut` that it took from a parameter.
///
/// It puts the body into an `async move` block, behind one `let` for each parameter. What stands in braces there is the
/// body itself, which may well copy the parameter.
fn made_mutable(trees: TokenStream, name: &str) -> Option<TokenStream> {
    let trees: Vec<TokenTree> = trees.into_iter().collect();
    let is_name =
        |tree: &TokenTree, name: &str| matches!(tree, TokenTree::Ident(found) if plain_name(found) == name);
    let bound_as = if name == "self" { "__self" } else { name };
    let is_let = |five: &&[TokenTree]| match five {
        [keyword, mutable, bound, equals, value] => {
            is_name(keyword, "let")
                && is_name(mutable, "mut")
                && is_name(bound, bound_as)
                && is(equals, '=')
                && is_name(value, name)
        }
        _ => false,
    };
    if let Some(found) = trees.windows(5).find(is_let) {
        return found.get(1..3).map(|found| found.iter().cloned().collect());
    }
    let mut before = None;
    trees.iter().find_map(|tree| {
        let after_move = before.replace(tree).is_some_and(|before| is_name(before, "move"));
        match tree {
            TokenTree::Group(group) if group.delimiter() != Delimiter::Brace || after_move => {
                made_mutable(group.stream(), name)
            }
            _ => None,
        }
    })
}

/// The mistakes of parameters with a `#[cfg(…)]`, each behind the same one.
fn conditional(params: &Params, places: &[&Place]) -> TokenStream {
    let mut mistakes = TokenStream::new();
    for place in places {
        for param in params.find(&place.root).filter(|param| !param.cfgs.is_empty()) {
            if let Some(message) = values::may_change(param, &place.tokens) {
                let cfgs = &param.cfgs;
                let span = Span::mixed_site().located_at(place.root.span());
                mistakes.extend(quote_spanned!(span=> #cfgs ::core::compile_error! { #message }));
            }
        }
    }
    mistakes
}

/// Finds the body of a function that can be guarded.
fn guardable<'i>(function: &'i Item, output: Output, errors: &mut Errors) -> Result<&'i Group, Reported> {
    for second in function.attrs.iter().filter(|attr| attr.is_guard()) {
        errors.at(
            second.tokens(),
            "this function is guarded already, keep one `#[guarded_write]`",
        );
    }
    if output == Output::Future {
        for attr in function.attrs.iter().filter(|attr| attr.is_track_caller()) {
            errors.at(
                attr.tokens(),
                "the body of a guarded function that returns `impl Future` begins in a closure, which knows no caller: \
                 remove `#[track_caller]`, or put it on a function that calls this one",
            );
        }
    }
    if let Some(constness) = &function.signature.constness {
        errors.at(
            constness,
            "a `const fn` cannot ask whether it may write, remove `const`",
        );
    }
    match &function.end {
        End::Body(body) => Ok(body),
        End::Declaration(semicolon) => Err(errors.at(
            semicolon,
            "there is no body to guard, put `#[guarded_write]` on the default method or on each implementation",
        )),
    }
}

/// Reads arguments, and reports those that are missing or wrong.
struct Reader<'e> {
    args: Args,
    errors: &'e mut Errors,
}

impl Reader<'_> {
    fn required<T>(&mut self, key: Key, read: impl FnOnce(Value) -> syn::Result<T>) -> Result<T, Reported> {
        let value = self.optional(key, read)?;
        value.ok_or_else(|| self.args.missing(key, self.errors))
    }

    fn optional<T>(
        &mut self,
        key: Key,
        read: impl FnOnce(Value) -> syn::Result<T>,
    ) -> Result<Option<T>, Reported> {
        let value = self.args.take(key)?;
        value
            .map(read)
            .transpose()
            .map_err(|error| self.errors.push(error))
    }
}
