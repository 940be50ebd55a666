//! The blocking client has every method of the asynchronous one, with the same signature.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use quote::ToTokens as _;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, ImplItem, Item, Token, TraitItemFn, Visibility, braced};

use tests::{sources, workspace};

/// What is the same in both, or made otherwise.
const OTHER: [&str; 3] = ["PlaneClient::builder", "AssetUpload::", "Upload::"];

/// What `handlers!` is given: signatures in blocks that say `impl`.
struct Listed(Vec<(Ident, Vec<TraitItemFn>)>);

impl Parse for Listed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut listed = Vec::new();
        while !input.is_empty() {
            syn::Attribute::parse_outer(input)?;
            input.parse::<Token![impl]>()?;
            let handler = input.parse()?;
            let block;
            braced!(block in input);
            let mut methods = Vec::new();
            while !block.is_empty() {
                let attributes = syn::Attribute::parse_outer(&block)?;
                block.parse::<Token![pub]>()?;
                let method = block.parse::<TraitItemFn>()?;
                methods.push(TraitItemFn {
                    attrs: attributes,
                    ..method
                });
            }
            listed.push((handler, methods));
        }
        Ok(Self(listed))
    }
}

/// A signature as text, without the comma after its last parameter.
fn text(signature: &syn::Signature) -> String {
    let text = signature.to_token_stream().to_string();
    text.replace(", )", ")").replace(" ,)", ")")
}

fn listed() -> BTreeMap<String, String> {
    let file = fs::read_to_string(workspace("client/src/blocking/handlers.rs")).unwrap();
    let mut listed = BTreeMap::new();
    for item in syn::parse_file(&file).unwrap().items {
        let Item::Macro(call) = item else { continue };
        let Listed(handlers) = call.mac.parse_body().unwrap();
        for (handler, methods) in handlers {
            for method in methods {
                let name = format!("{handler}::{}", method.sig.ident);
                let twice = listed.insert(name.clone(), text(&method.sig));
                assert!(twice.is_none(), "{name} is listed twice");
            }
        }
    }
    listed
}

/// Every public method on a handler or the client itself.
fn asynchronous() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let api = sources(&workspace("client/src/api"));
    for file in api.into_iter().chain([workspace("client/src/client.rs")]) {
        for item in syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap().items {
            let Item::Impl(block) = item else { continue };
            let handler = block.self_ty.to_token_stream();
            for item in block.items {
                if let ImplItem::Fn(method) = item
                    && matches!(method.vis, Visibility::Public(_))
                {
                    let name = format!("{handler}::{}", method.sig.ident);
                    found.insert(name, text(&method.sig));
                }
            }
        }
    }
    found.retain(|name, _| !OTHER.iter().any(|other| name.starts_with(other)));
    found
}

#[test]
fn the_blocking_client_has_every_method_of_the_asynchronous_one() {
    let (listed, expected) = (listed(), asynchronous());
    assert!(expected.len() > 70, "only {} methods were found", expected.len());
    for (name, signature) in &expected {
        assert_eq!(
            listed.get(name),
            Some(signature),
            "{name} is not in `handlers!` as it is"
        );
    }
    for name in listed.keys() {
        assert!(expected.contains_key(name), "{name} is in `handlers!` only");
    }
}

/// What `pub use self::NAME::{…}` of the blocking client hands on.
fn exported() -> BTreeSet<String> {
    let text = fs::read_to_string(workspace("client/src/blocking/mod.rs")).unwrap();
    let (_, names) = text.split_once("pub use self::handlers::{").unwrap();
    let names = names.split('}').next().unwrap().split(',');
    names
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn every_handler_of_the_blocking_client_can_be_named() {
    let handlers = listed()
        .into_keys()
        .map(|name| name.split("::").next().unwrap().to_owned());
    assert_eq!(exported(), handlers.collect());
}
