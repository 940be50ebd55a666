//! Which other files belong to a file: as text, or as modules that stand elsewhere.

use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Macro};

/// What cargo calls the folders that an `include!` begins with.
const OUT: &str = "OUT_DIR";
const MANIFEST: &str = "CARGO_MANIFEST_DIR";
const FOLDERS: [&str; 2] = [OUT, MANIFEST];

/// The files that an `include!` in `file` may be of, by the strings in it; build scripts have `written` into these folders.
pub(super) fn files(item: &Macro, file: &Path, written: &[PathBuf]) -> Vec<PathBuf> {
    let strings = strings(item.tokens.clone());
    let name: String = strings
        .iter()
        .filter(|part| !FOLDERS.contains(&part.as_str()))
        .map(String::as_str)
        .collect();
    let below = name.trim_start_matches('/');
    if strings.iter().any(|part| part == OUT) {
        written.iter().map(|folder| folder.join(below)).collect()
    } else if strings.iter().any(|part| part == MANIFEST) {
        let package = file
            .ancestors()
            .find(|folder| folder.join("Cargo.toml").is_file());
        package.map(|folder| folder.join(below)).into_iter().collect()
    } else {
        file.parent()
            .map(|folder| folder.join(&name))
            .into_iter()
            .collect()
    }
}

/// The strings in `tokens`.
fn strings(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => found.extend(strings(group.stream())),
            TokenTree::Literal(_) => {
                let text = syn::parse2::<syn::LitStr>(token.into());
                found.extend(text.map(|text| text.value()));
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
    found
}

/// The file that `#[path = "…"]` names, also below a condition.
pub(super) fn path_in(attribute: &Attribute) -> Option<String> {
    let tokens: Vec<TokenTree> = match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(path),
                ..
            }) => return Some(path.value()),
            _ => return None,
        },
        syn::Meta::List(list) if list.path.is_ident("cfg_attr") => list.tokens.clone().into_iter().collect(),
        _ => return None,
    };
    tokens.windows(3).find_map(|window| match window {
        [
            TokenTree::Ident(key),
            TokenTree::Punct(equals),
            TokenTree::Literal(path),
        ] if key == "path" && equals.as_char() == '=' => {
            syn::parse2::<syn::LitStr>(TokenTree::from(path.clone()).into())
                .ok()
                .map(|path| path.value())
        }
        _ => None,
    })
}
