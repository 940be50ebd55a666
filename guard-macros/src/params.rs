//! The names a signature binds.

use crate::key::list;
use crate::trees::{Angles, is, is_joint, plain_name};
use crate::types::Type;
use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser;
use syn::{Ident, Pat};

/// What a body can name, in the order of the signature.
pub(crate) struct Params {
    bound: Vec<Param>,
    /// How many inputs there are.
    inputs: usize,
}

/// A parameter, or a part of one that its pattern takes out.
pub(crate) struct Param {
    pub(crate) name: Ident,
    /// Which input it belongs to.
    input: usize,
    /// Whether it is an input of its own, under its own name and whatever the configuration.
    is_whole: bool,
    pub(crate) passed: Passed,
    /// Why the body can change what it names, if it can.
    pub(crate) mutable: Option<Mutable>,
    /// The `#[cfg(…)]` of its input: only rustc knows whether the input is there.
    pub(crate) cfgs: TokenStream,
}

/// How an input is passed, as far as the tokens of its type tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passed {
    ByValue,
    ByReference,
}

/// What lets a body change what a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mutable {
    /// `mut name` or `ref mut name`
    Binding,
    /// `name: &mut …`, or what a pattern takes out of one.
    Reference,
}

impl Params {
    /// Reads what stands between the parentheses of a signature.
    pub(crate) fn of(inputs: TokenStream) -> Self {
        let mut params = Self {
            bound: Vec::new(),
            inputs: 0,
        };
        let inputs: Vec<TokenTree> = inputs.into_iter().collect();
        let mut angles = Angles::default();
        for input in inputs.split(|tree| angles.is_outside(tree) && is(tree, ',')) {
            params.bind(&Input::read(input));
            params.inputs += 1;
        }
        params
    }

    /// The parameters of that name: more than one only if the configuration chooses between them.
    pub(crate) fn find(&self, name: &Ident) -> impl Iterator<Item = &Param> {
        let name = plain_name(name);
        self.bound
            .iter()
            .filter(move |param| plain_name(&param.name) == name)
    }

    /// A parameter and all inputs behind it, if each is one plain name.
    pub(crate) fn whole_from(&self, name: &Ident) -> Option<Vec<&Param>> {
        let first = self.find(name).next()?.input;
        let params: Vec<&Param> = self.bound.iter().filter(|param| param.input >= first).collect();
        let are_whole = params
            .iter()
            .all(|param| param.is_whole && param.mutable.is_none());
        (are_whole && params.len() + first == self.inputs).then_some(params)
    }

    /// Says that there is no parameter of that name, and which there are.
    pub(crate) fn no_such(&self, name: &Ident) -> String {
        if self.bound.is_empty() {
            return format!(
                "there is no parameter `{name}`, the function has none; if an attribute above wrote this function \
                 (`rstest`, `test_case`, `wasm_bindgen`), put `#[guarded_write]` above that attribute"
            );
        }
        let names = list(self.bound.iter().map(|param| param.name.to_string()));
        let mut message = format!("there is no parameter `{name}`, the function has {names}");
        if self.bound.iter().any(|param| is_made_by_async_trait(&param.name)) {
            message.push_str(
                "; under `#[async_trait]` a parameter that is taken apart in the signature has no name, take it apart in the body",
            );
        }
        message
    }

    fn bind(&mut self, input: &Input<'_>) {
        match input.pattern {
            [TokenTree::Ident(name)] => self.push(name, input, mutable(&input.ty)),
            [TokenTree::Ident(first), TokenTree::Ident(name)] if first == "mut" => {
                self.push(name, input, Some(Mutable::Binding));
            }
            // `&self` and its like. The patterns that end in another name are not as simple.
            [.., TokenTree::Ident(name)] if name == "self" => {
                self.push(name, input, mutable(&Type::read(input.pattern)));
            }
            [] => {}
            _ => {
                if let Ok(pattern) = Pat::parse_single.parse2(input.pattern.iter().cloned().collect()) {
                    self.bind_parts(&pattern, &input.ty, input);
                }
            }
        }
    }

    /// Binds what a pattern takes out of a type, as far as the type says what that is.
    fn bind_parts(&mut self, pattern: &Pat, ty: &Type, input: &Input<'_>) {
        let mut bind = |pattern: &Pat, ty: &Type| self.bind_parts(pattern, ty, input);
        match pattern {
            Pat::Ident(binding) => {
                let is_mut = binding.mutability.is_some();
                let mutable = is_mut.then_some(Mutable::Binding).or_else(|| mutable(ty));
                self.push(&binding.ident, input, mutable);
                if let Some((_, inner)) = &binding.subpat {
                    self.bind_parts(inner, ty, input);
                }
            }
            Pat::Paren(inner) => bind(&inner.pat, ty),
            Pat::Reference(inner) => bind(&inner.pat, &ty.behind()),
            // All alternatives of an or-pattern bind the same names.
            Pat::Or(or) => or.cases.iter().take(1).for_each(|case| bind(case, ty)),
            Pat::Slice(slice) => slice.elems.iter().for_each(|elem| bind(elem, &ty.element())),
            Pat::Tuple(tuple) => {
                let rest = tuple.elems.iter().position(|elem| matches!(elem, Pat::Rest(_)));
                for (index, elem) in tuple.elems.iter().enumerate() {
                    let from_end = rest
                        .filter(|rest| *rest < index)
                        .map(|_| tuple.elems.len() - index);
                    bind(elem, &ty.part(index, from_end));
                }
            }
            Pat::TupleStruct(tuple) => tuple.elems.iter().for_each(|elem| bind(elem, &ty.field())),
            Pat::Struct(fields) => fields
                .fields
                .iter()
                .for_each(|field| bind(&field.pat, &ty.field())),
            _ => {}
        }
    }

    fn push(&mut self, name: &Ident, input: &Input<'_>, mutable: Option<Mutable>) {
        if name != "_" {
            self.bound.push(Param {
                name: name.clone(),
                input: self.inputs,
                is_whole: matches!(input.pattern, [TokenTree::Ident(_)])
                    && input.cfgs.is_empty()
                    && input.ty.is_known(),
                passed: if input.ty.is_reference() {
                    Passed::ByReference
                } else {
                    Passed::ByValue
                },
                mutable,
                cfgs: input.cfgs.clone(),
            });
        }
    }
}

/// The name that `async_trait` gives to a parameter that has none.
fn is_made_by_async_trait(name: &Ident) -> bool {
    let name = name.to_string();
    name.strip_prefix("__arg")
        .is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
}

/// An input of a signature: `#[…] pattern: type`.
struct Input<'t> {
    cfgs: TokenStream,
    pattern: &'t [TokenTree],
    ty: Type,
}

impl<'t> Input<'t> {
    fn read(mut input: &'t [TokenTree]) -> Self {
        let mut cfgs = TokenStream::new();
        while let [hash, brackets @ TokenTree::Group(group), rest @ ..] = input {
            if !is(hash, '#') {
                break;
            }
            let first = group.stream().into_iter().next();
            if matches!(first, Some(TokenTree::Ident(name)) if name == "cfg" || name == "cfg_attr") {
                cfgs.extend([hash.clone(), brackets.clone()]);
            }
            input = rest;
        }
        let mut is_second_half = false;
        let colon = input.iter().position(|tree| {
            let of_path = is_second_half || is_joint(tree, ':');
            is_second_half = is_joint(tree, ':') && !is_second_half;
            is(tree, ':') && !of_path
        });
        let (pattern, ty) = input.split_at(colon.unwrap_or(input.len()));
        Self {
            cfgs,
            pattern,
            ty: Type::read(ty.get(1..).unwrap_or_default()),
        }
    }
}

fn mutable(ty: &Type) -> Option<Mutable> {
    ty.lets_change().then_some(Mutable::Reference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn names(inputs: TokenStream) -> Vec<String> {
        let name = |param: &Param| match param.mutable {
            Some(Mutable::Binding) => format!("mut {}", param.name),
            Some(Mutable::Reference) => format!("&mut {}", param.name),
            None => param.name.to_string(),
        };
        Params::of(inputs).bound.iter().map(name).collect()
    }

    #[test]
    fn every_kind_of_receiver_is_self() {
        for receiver in [
            quote!(self),
            quote!(&self),
            quote!(&'a self),
            quote!(self: Arc<Self>),
            quote!(self: &Self),
        ] {
            assert_eq!(names(receiver.clone()), ["self"], "{receiver}");
        }
        for receiver in [
            quote!(&mut self),
            quote!(&'a mut self),
            quote!(self: &mut Self),
            quote!(self: Pin<&mut Self>,),
        ] {
            assert_eq!(names(receiver.clone()), ["&mut self"], "{receiver}");
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
                "mut a", "b", "mut c", "d", "e", "g", "h", "i", "mut j", "k", "l", "m", "_n", "r#type"
            ]
        );
    }

    #[test]
    fn no_parameters_are_none() {
        assert!(names(quote!()).is_empty());
        let message = Params::of(quote!()).no_such(&quote::format_ident!("x"));
        assert!(message.starts_with("there is no parameter `x`, the function has none"));
    }

    #[test]
    fn a_type_tells_how_an_input_is_passed() {
        let ty = proc_macro2::Group::new(proc_macro2::Delimiter::None, quote!(&'a mut String));
        let inputs = quote! {
            a: &'a str, b: &'a mut str, c: (&mut String), d: #ty, e: String, f: &&mut String, g: Option<&'a mut u8>, mut h: &u8
        };
        assert_eq!(
            names(inputs.clone()),
            ["a", "&mut b", "&mut c", "&mut d", "e", "f", "&mut g", "mut h"]
        );
        let passed: Vec<Passed> = Params::of(inputs)
            .bound
            .iter()
            .map(|param| param.passed)
            .collect();
        assert_eq!(
            passed.iter().filter(|passed| **passed == Passed::ByValue).count(),
            2
        );
    }

    #[test]
    fn what_a_pattern_takes_out_of_a_mutable_reference_is_one() {
        for (input, expected) in [
            (quote!((a, b): &mut (String, u8)), "&mut a &mut b"),
            (quote!((a, b): (&mut String, u8)), "&mut a b"),
            (quote!((a, b): (Vec<A, B>, &'a mut u8)), "a &mut b"),
            (quote!((a, .., b): (u8, u8, u8, &mut u8,)), "a &mut b"),
            (quote!((.., a, b): (u8, &mut u8, u8)), "&mut a b"),
            (quote!((a, (b, c)): (u8, &mut (u8, &u8))), "a &mut b &mut c"),
            (quote!((a, (b, _)): &(u8, &mut (u8, u8))), "a b"),
            (quote!(((a, _)): (&mut (u8, u8))), "&mut a"),
            (quote!(&mut (a, b): &mut (u8, &mut u8)), "a &mut b"),
            (quote!(&(a, b): &(u8, &u8)), "a b"),
            (quote!(Request { a, b: Inner(c) }: &mut Request), "&mut a &mut c"),
            (quote!(Request { a, .. }: &Request), "a"),
            (quote!([a, ..]: [&mut u8; 3]), "&mut a"),
            (quote!([a, ..]: &mut [u8]), "&mut a"),
            (quote!([a, ..]: &[&mut u8]), "a"),
            (quote!(a @ (b, _): &mut (u8, u8)), "&mut a &mut b"),
            (quote!((a, b): Alias), "a b"),
        ] {
            assert_eq!(names(input.clone()).join(" "), expected, "{input}");
        }
    }

    #[test]
    fn the_inputs_behind_a_name_are_found_if_each_is_one_name() {
        let whole = |inputs: TokenStream, name: &str| {
            let params = Params::of(inputs);
            let name = quote::format_ident!("{name}");
            let whole = params.whole_from(&name)?;
            Some(
                whole
                    .iter()
                    .map(|param| param.name.to_string())
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        assert_eq!(
            whole(quote!(&self, a: A, b: B<C, D>), "a").as_deref(),
            Some("a b")
        );
        assert_eq!(whole(quote!((x, y): Z, a: A), "a").as_deref(), Some("a"));
        for inputs in [
            quote!(a: A, (x, y): Z),
            quote!(a: A, _: B),
            quote!(a: A, mut b: B),
            quote!(a: A, #[cfg(unix)] b: B),
            quote!(Wrapper(a): Wrapper),
            quote!(b: B),
        ] {
            assert_eq!(whole(inputs.clone(), "a"), None, "{inputs}");
        }
    }
}
