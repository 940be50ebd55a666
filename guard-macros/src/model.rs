//! What fits: a function that can be guarded, and how.

use crate::args::Args;
use crate::errors::{Errors, Reported};
use crate::item::{End, Item};
use crate::key::Key;
use crate::outcome::{OnBlock, Output};
use crate::params::Params;
use crate::runtime::Runtime;
use crate::values::{self, Value};
use proc_macro2::{Group, Literal};
use syn::Ident;

/// A function and the check it gets. Nothing in it needs another look.
pub(crate) struct GuardedWrite<'i> {
    pub(crate) body: &'i Group,
    pub(crate) op: Literal,
    pub(crate) target: Value,
    pub(crate) item: Option<Value>,
    pub(crate) gate: Option<Value>,
    pub(crate) permit: Option<Ident>,
    pub(crate) on_block: OnBlock,
    /// Whether a call returns a future of a type that only the body knows.
    pub(crate) is_future: bool,
    pub(crate) runtime: Runtime,
}

impl<'i> GuardedWrite<'i> {
    /// Fits the arguments to the function.
    ///
    /// # Errors
    ///
    /// Something does not fit. All that does not is reported, not only what comes first.
    pub(crate) fn new(args: Args, function: &'i Item, errors: &mut Errors) -> Result<Self, Reported> {
        let signature = &function.signature;
        let params = Params::of(signature.inputs.clone());
        let output = Output::of(signature);
        let mut args = Reader { args, errors };

        let op = args.required(Key::Op, |op| values::op(&op));
        let target = args.required(Key::Target, |target| values::place(&target, Key::Target, &params));
        let item = args.optional(Key::Item, |item| values::place(&item, Key::Item, &params));
        let gate = args.optional(Key::Gate, |gate| values::expression(gate, Key::Gate));
        let permit = args.optional(Key::Permit, |permit| values::permit(&permit, &params));
        let runtime = args.optional(Key::Crate, |path| values::runtime(&path));
        let on_block = args.optional(Key::OnBlock, |value| values::expression(value, Key::OnBlock));

        let on_block = on_block
            .and_then(|written| OnBlock::new(signature, output, written).map_err(|error| errors.push(error)));
        let body = guardable(function, errors);

        Ok(Self {
            body: body?,
            op: op?,
            target: target?,
            item: item?,
            gate: gate?,
            permit: permit?,
            on_block: on_block?,
            is_future: output == Output::Future,
            runtime: Runtime::new(runtime?),
        })
    }
}

/// Finds the body of a function that can be guarded.
fn guardable<'i>(function: &'i Item, errors: &mut Errors) -> Result<&'i Group, Reported> {
    for second in function.attrs.iter().filter(|attr| attr.is_guard()) {
        errors.at(
            second.tokens(),
            "this function is guarded already, keep one `#[guarded_write]`",
        );
    }
    if let Some(constness) = &function.signature.constness {
        errors.at(
            constness,
            "a `const fn` cannot ask whether it may write, remove `const`",
        );
    }
    if let Some(abi) = &function.signature.foreign {
        errors.at(
            abi,
            "a foreign caller cannot receive a block, guard a rust function and call that from here",
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
