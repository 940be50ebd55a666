//! Collects mistakes, so that one compilation shows them all.

use proc_macro2::Span;
use quote::ToTokens;
use std::fmt::Display;

/// Proof that a mistake was reported.
///
/// Only [`Errors`] makes one, so a step cannot give up without saying why.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reported(());

/// The mistakes of one expansion, in the order they were found.
///
/// Only [`collect`] makes one, and only `collect` reads it: it cannot be dropped unread.
#[derive(Debug)]
pub(crate) struct Errors(Option<syn::Error>);

impl Errors {
    /// Reports a mistake at all of `tokens`.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl Display) -> Reported {
        self.push(syn::Error::new_spanned(tokens, message))
    }

    /// Reports a mistake of the attribute as a whole.
    pub(crate) fn at_attribute(&mut self, message: impl Display) -> Reported {
        self.push(syn::Error::new(Span::call_site(), message))
    }

    /// Reports a mistake that has its place already.
    pub(crate) fn push(&mut self, error: syn::Error) -> Reported {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            none => *none = Some(error),
        }
        Reported(())
    }
}

/// Runs `step`, and lets its result through only if nothing was reported.
///
/// # Errors
///
/// Everything that `step` reported, even if it returned a result.
pub(crate) fn collect<T>(step: impl FnOnce(&mut Errors) -> Result<T, Reported>) -> Result<T, syn::Error> {
    let mut errors = Errors(None);
    match (step(&mut errors), errors.0) {
        (Ok(value), None) => Ok(value),
        (_, Some(errors)) => Err(errors),
        // `step` gave up by a `Reported` of another collector. Nothing is guarded then, so nothing may compile.
        (Err(Reported(())), None) => Err(syn::Error::new(
            Span::call_site(),
            "this function cannot be guarded",
        )),
    }
}
