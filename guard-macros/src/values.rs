//! What a value must be when an expression is not enough.

use crate::exit;
use crate::key::Key;
use crate::params::Params;
use crate::trees::{is, revealed};
use proc_macro2::{Literal, TokenStream, TokenTree};
use syn::parse::Parser;
use syn::{Error, Ident, Path, Result};

/// An expression as written.
pub(crate) type Value = Vec<TokenTree>;

/// The name of an operation: a literal, so that a search for it finds the function.
pub(crate) fn op(value: &Value) -> Result<Literal> {
    let literal = match &*revealed(value) {
        [TokenTree::Literal(literal)] => literal.clone(),
        _ => return Err(wrong(value, Key::Op, "a string literal")),
    };
    let text = literal.to_string();
    let Some(name) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else {
        return Err(wrong(value, Key::Op, "a string literal"));
    };
    if name.trim().is_empty() {
        return Err(wrong(value, Key::Op, "the name of an operation"));
    }
    // A name has nothing that a literal would have to escape, so what is written is what it says.
    let is_odd = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    if let Some(odd) = name.chars().find(|c| is_odd(*c)) {
        let odd = odd.escape_debug();
        let message = format!("`op` is made of ascii letters, digits, `_`, `-` and `.`, leave `{odd}` out");
        return Err(Error::new_spanned(literal, message));
    }
    Ok(literal)
}

/// Where a target or an item is read: a parameter, or a field of one.
///
/// Reading it runs no code of the caller's, has no effect, and gives the same each time; a call or an index
/// promises none of that. And the body cannot assign to it after the check.
pub(crate) fn place(value: &Value, key: Key, params: &Params) -> Result<Value> {
    let place = revealed(value);
    let Some(root) = root(&place) else {
        return Err(wrong(value, key, "a parameter or a field of one"));
    };
    match params.find(root) {
        None => Err(Error::new_spanned(root, params.no_such(root))),
        Some(param) if param.mutable => {
            let message = format!(
                "the body could change `{root}` after the check, take it without `mut` and copy it in the body"
            );
            Err(Error::new_spanned(root, message))
        }
        Some(_) => Ok(place),
    }
}

/// The name that a place starts with, if it is one.
fn root(place: &[TokenTree]) -> Option<&Ident> {
    let [TokenTree::Ident(root), fields @ ..] = place else {
        return None;
    };
    let is_field = |field: &[TokenTree]| match field {
        [dot, TokenTree::Ident(name)] => is(dot, '.') && name != "await",
        // `.0`, and the `.0.1` that is one number to a lexer.
        [dot, TokenTree::Literal(index)] => {
            is(dot, '.') && index.to_string().chars().all(|c| c.is_ascii_digit() || c == '.')
        }
        _ => false,
    };
    fields.chunks(2).all(is_field).then_some(root)
}

/// An expression that nothing leaves but its value.
///
/// It stands in generated code, where a `return` of the caller's would return from something else than the caller
/// thinks. The types of the runtime see to it that this cannot pass for an answer; here it is said in words.
pub(crate) fn expression(value: Value, key: Key) -> Result<Value> {
    let Some(exit) = exit::find(&value) else {
        return Ok(value);
    };
    let message = match key {
        Key::OnBlock => {
            "`on_block` is the value of a blocked call and no place to leave it from, write a value without"
        }
        _ => {
            "only the guard says whether the write may happen, so nothing leaves `gate` but a gate, write one without"
        }
    };
    Err(Error::new_spanned(&exit.at, format!("{message} `{}`", exit.what)))
}

/// The name under which the body finds its permit.
pub(crate) fn permit(value: &Value, params: &Params) -> Result<Ident> {
    let name = match &*revealed(value) {
        [word @ TokenTree::Ident(_)] => syn::parse2::<Ident>(word.clone().into()).ok(),
        _ => None,
    };
    let Some(name) = name else {
        return Err(wrong(
            value,
            Key::Permit,
            "a name, or left out if the body has no use for it",
        ));
    };
    if params.find(&name).is_some() {
        let message = format!("`{name}` is a parameter already, give the permit another name");
        return Err(Error::new_spanned(name, message));
    }
    Ok(name)
}

/// The path of the runtime crate.
pub(crate) fn runtime(value: &Value) -> Result<Value> {
    let path = revealed(value);
    match Path::parse_mod_style.parse2(path.iter().cloned().collect()) {
        Ok(_) => Ok(path),
        Err(_) => Err(wrong(value, Key::Crate, "the path of a crate or module")),
    }
}

fn wrong(value: &Value, key: Key, expected: &str) -> Error {
    let tokens: TokenStream = value.iter().cloned().collect();
    let message = format!("`{}` must be {expected}, as in `{}`", key.name(), key.example());
    Error::new_spanned(tokens, message)
}
