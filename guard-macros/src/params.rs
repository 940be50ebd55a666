//! The names a signature binds.

use crate::key::list;
use crate::trees::{Angles, is, is_joint};
use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser;
use syn::{Ident, Pat};

/// What a body can name, in the order of the signature.
pub(crate) struct Params(Vec<Param>);

/// A parameter, or a part of one that its pattern takes out.
pub(crate) struct Param {
    name: Ident,
    /// Whether the body can assign to it.
    pub(crate) mutable: bool,
}

impl Params {
    /// Reads what stands between the parentheses of a signature.
    pub(crate) fn of(inputs: TokenStream) -> Self {
        let mut params = Self(Vec::new());
        let inputs: Vec<TokenTree> = inputs.into_iter().collect();
        let mut angles = Angles::default();
        for input in inputs.split(|tree| angles.is_outside(tree) && is(tree, ',')) {
            params.bind(pattern(input));
        }
        params
    }

    /// The parameter of that name.
    pub(crate) fn find(&self, name: &Ident) -> Option<&Param> {
        self.0.iter().find(|param| param.name == *name)
    }

    /// Says that there is no parameter of that name, and which there are.
    pub(crate) fn no_such(&self, name: &Ident) -> String {
        if self.0.is_empty() {
            return format!("there is no parameter `{name}`, the function has none");
        }
        let names = list(self.0.iter().map(|param| param.name.to_string()));
        format!("there is no parameter `{name}`, the function has {names}")
    }

    fn bind(&mut self, pattern: &[TokenTree]) {
        match pattern {
            [TokenTree::Ident(name)] => self.push(name, false),
            [TokenTree::Ident(first), TokenTree::Ident(name)] if first == "mut" => self.push(name, true),
            // `&self` and its like. The patterns that end in another name are not as simple.
            [.., TokenTree::Ident(name)] if name == "self" => self.push(name, false),
            [] => {}
            _ => {
                if let Ok(pattern) = Pat::parse_single.parse2(pattern.iter().cloned().collect()) {
                    self.bind_parts(&pattern);
                }
            }
        }
    }

    fn bind_parts(&mut self, pattern: &Pat) {
        match pattern {
            Pat::Ident(binding) => {
                self.push(
                    &binding.ident,
                    binding.mutability.is_some() && binding.by_ref.is_none(),
                );
                if let Some((_, inner)) = &binding.subpat {
                    self.bind_parts(inner);
                }
            }
            Pat::Paren(inner) => self.bind_parts(&inner.pat),
            Pat::Reference(inner) => self.bind_parts(&inner.pat),
            // All cases of an or-pattern bind the same names.
            Pat::Or(or) => or.cases.iter().take(1).for_each(|case| self.bind_parts(case)),
            Pat::Slice(slice) => slice.elems.iter().for_each(|elem| self.bind_parts(elem)),
            Pat::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.bind_parts(elem)),
            Pat::TupleStruct(tuple) => tuple.elems.iter().for_each(|elem| self.bind_parts(elem)),
            Pat::Struct(fields) => fields.fields.iter().for_each(|field| self.bind_parts(&field.pat)),
            _ => {}
        }
    }

    fn push(&mut self, name: &Ident, mutable: bool) {
        if name != "_" {
            self.0.push(Param {
                name: name.clone(),
                mutable,
            });
        }
    }
}

/// The pattern of an input: what stands between its attributes and the colon before its type.
fn pattern(mut input: &[TokenTree]) -> &[TokenTree] {
    while let [hash, TokenTree::Group(_), rest @ ..] = input
        && is(hash, '#')
    {
        input = rest;
    }
    let mut is_second_half = false;
    let colon = input.iter().position(|tree| {
        let of_path = is_second_half || is_joint(tree, ':');
        is_second_half = is_joint(tree, ':') && !is_second_half;
        is(tree, ':') && !of_path
    });
    input.split_at(colon.unwrap_or(input.len())).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn names(inputs: TokenStream) -> Vec<String> {
        let Params(params) = Params::of(inputs);
        params
            .iter()
            .map(|param| format!("{}{}", if param.mutable { "mut " } else { "" }, param.name))
            .collect()
    }

    #[test]
    fn every_kind_of_receiver_is_self() {
        for receiver in [
            quote!(self),
            quote!(&self),
            quote!(&'a self),
            quote!(&mut self),
            quote!(&'a mut self),
            quote!(self: Arc<Self>),
            quote!(self: Pin<&mut Self>,),
        ] {
            assert_eq!(names(receiver.clone()), ["self"], "{receiver}");
        }
        assert_eq!(names(quote!(mut self)), ["mut self"]);
        assert_eq!(names(quote!(mut self: Box<Self>)), ["mut self"]);
    }

    #[test]
    fn a_comma_within_a_type_separates_nothing() {
        let inputs = quote! {
            a: HashMap<String, Vec<u8>>,
            b: impl Fn(u8, u8) -> Result<u8, u8>,
            #[cfg(unix)] c: fn(&str) -> Result<(), ()>,
            d: <T as Trait<u8, u8>>::Output,
            e: [u8; { 1 < 2 } as usize],
            f: ::std::string::String
        };
        assert_eq!(names(inputs), ["a", "b", "c", "d", "e", "f"]);
    }

    #[test]
    fn a_pattern_binds_its_parts() {
        let inputs = quote! {
            mut a: u8,
            (b, mut c): (u8, u8),
            crate::Wrapper(d): Wrapper,
            Request { e, f: Inner { g, .. }, .. }: Request,
            &h: &u8,
            [i, .., ref mut j]: [u8; 9],
            k @ (l, _): (u8, u8),
            (Ok(m) | Err(m)): Result<u8, u8>,
            _: u8,
            _n: u8,
            r#type: u8,
        };
        assert_eq!(
            names(inputs),
            [
                "mut a", "b", "mut c", "d", "e", "g", "h", "i", "j", "k", "l", "m", "_n", "r#type"
            ]
        );
    }

    #[test]
    fn no_parameters_are_none() {
        assert!(names(quote!()).is_empty());
        assert_eq!(
            Params::of(quote!()).no_such(&quote::format_ident!("x")),
            "there is no parameter `x`, the function has none"
        );
    }
}
