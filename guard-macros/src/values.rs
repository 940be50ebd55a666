//! The values that have to be more than an expression: a name, a place, a path.

use crate::exit;
use crate::key::Key;
use crate::params::{Mutable, Param, Params};
use crate::trees::{is, mentions, plain_name, revealed};
use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use syn::parse::Parser;
use syn::{Error, Ident, Path, Result};

/// An expression as written.
pub(crate) type Value = Vec<TokenTree>;

/// The name of an operation: a literal, so that a search of the sources for it finds the function.
pub(crate) fn op(value: &Value) -> Result<Literal> {
    let called = Called {
        name: "`op`",
        must_be: "the name of an operation",
        example: Key::Op.example(),
    };
    name(value, &called)
}

fn kind(literal: &Literal) -> Result<Literal> {
    let called = Called {
        name: "the kind of a target",
        must_be: "a name",
        example: "target = project as \"project\"",
    };
    name(&[literal.clone().into()], &called)
}

/// How a message speaks of a name.
struct Called {
    name: &'static str,
    must_be: &'static str,
    example: &'static str,
}

impl Called {
    fn wrong(&self, value: &[TokenTree], expected: &str) -> Error {
        let tokens: TokenStream = value.iter().cloned().collect();
        let message = format!("{} must be {expected}, as in `{}`", self.name, self.example);
        Error::new_spanned(tokens, message)
    }
}

fn name(value: &[TokenTree], called: &Called) -> Result<Literal> {
    let text = match &*revealed(value) {
        [TokenTree::Literal(literal)] => Some((literal.clone(), literal.to_string())),
        _ => None,
    };
    let literal = text.as_ref().and_then(|(literal, text)| {
        let raw = text.strip_prefix('r').map(|raw| raw.trim_matches('#'));
        let name = raw.unwrap_or(text).strip_prefix('"')?.strip_suffix('"')?;
        Some((literal, name))
    });
    let Some((literal, name)) = literal else {
        return Err(called.wrong(value, "a string literal"));
    };
    if name.trim().is_empty() {
        return Err(called.wrong(value, called.must_be));
    }
    // No character of a name needs an escape, so the text between the quotes is the name.
    let is_odd = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    if let Some(odd) = name.chars().find(|c| is_odd(*c)) {
        let (name, odd) = (called.name, odd.escape_debug());
        let message = format!("{name} is made of ascii letters, digits, `_`, `-` and `.`, leave `{odd}` out");
        return Err(Error::new_spanned(literal, message));
    }
    Ok(literal.clone())
}

/// What a write would change: a place or several, and what kind of thing it is.
pub(crate) struct Target {
    /// One, or the parts of a tuple, which are one identity together.
    pub(crate) places: Vec<Place>,
    pub(crate) is_tuple: bool,
    pub(crate) kind: Option<Literal>,
}

/// Where a target or an item is read: a parameter, or a field of one.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) root: Ident,
    /// All of it.
    pub(crate) tokens: Value,
}

/// Reads `project`, `(owner, repo)`, and either with ` as "kind"` behind it.
pub(crate) fn target(value: &Value, params: &Params) -> Result<Target> {
    let value = revealed(value);
    let (places, kind) = match &*value {
        [places @ .., TokenTree::Ident(keyword), TokenTree::Literal(kind)] if keyword == "as" => {
            (places, Some(self::kind(kind)?))
        }
        places => (places, None),
    };
    let parts = match places {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            let parts: Vec<TokenTree> = group.stream().into_iter().collect();
            // One thing in parentheses is no tuple; the message is that for anything that is no place.
            parts.iter().any(|tree| is(tree, ',')).then_some(parts)
        }
        _ => None,
    };
    let Some(parts) = parts else {
        let places = vec![place(&places.to_vec(), Key::Target, params)?];
        return Ok(Target {
            places,
            is_tuple: false,
            kind,
        });
    };
    let mut parts: Vec<Value> = parts.split(|tree| is(tree, ',')).map(<[_]>::to_vec).collect();
    // `(owner, repo,)`
    if parts.last().is_some_and(Vec::is_empty) {
        parts.pop();
    }
    if parts.len() < 2 || parts.iter().any(Vec::is_empty) {
        return Err(wrong(
            &places.to_vec(),
            Key::Target,
            "a parameter, a field of one, or two and more of them in parentheses",
        ));
    }
    let places: Result<Vec<Place>> = parts
        .iter()
        .map(|part| place(part, Key::Target, params))
        .collect();
    Ok(Target {
        places: places?,
        is_tuple: true,
        kind,
    })
}

/// Reads a parameter or a field of one.
///
/// Reading it runs no code of the caller's, has no effect, and gives the same each time; a call or an index
/// promises none of that. And the body cannot assign to it after the check.
pub(crate) fn place(value: &Value, key: Key, params: &Params) -> Result<Place> {
    let tokens = revealed(value);
    let Some(root) = root(&tokens) else {
        return Err(wrong(value, key, "a parameter or a field of one"));
    };
    if params.find(root).next().is_none() {
        return Err(Error::new_spanned(root, params.no_such(root)));
    }
    for param in params.find(root) {
        if let (Some(message), true) = (may_change(param, &tokens), param.cfgs.is_empty()) {
            return Err(Error::new_spanned(root, message));
        }
    }
    Ok(Place {
        root: root.clone(),
        tokens,
    })
}

/// The mistake that the body could change what a place names, if its parameter lets it.
///
/// A field behind a `&mut` is none: many clients are written with `&mut self`.
pub(crate) fn may_change(param: &Param, place: &[TokenTree]) -> Option<String> {
    let name = &param.name;
    let advice = match (param.mutable?, place) {
        (Mutable::Binding, _) => "take it without `mut` and copy it in the body",
        (Mutable::Reference, [_]) => "take it by `&`",
        (Mutable::Reference, _) => return None,
    };
    Some(format!(
        "the body could change `{name}` after the check, {advice} (if an attribute above made it mutable, put \
         `#[guarded_write]` above that attribute)"
    ))
}

/// The name that a place starts with, if it is one.
fn root(place: &[TokenTree]) -> Option<&Ident> {
    let [TokenTree::Ident(root), fields @ ..] = place else {
        return None;
    };
    let is_field = |field: &[TokenTree]| match field {
        [dot, TokenTree::Ident(name)] => is(dot, '.') && name != "await",
        // `.0`, or `.0.1`, in which a lexer sees the one number `0.1`.
        [dot, TokenTree::Literal(index)] => {
            is(dot, '.') && index.to_string().chars().all(|c| c.is_ascii_digit() || c == '.')
        }
        _ => false,
    };
    fields.chunks(2).all(is_field).then_some(root)
}

/// An expression that cannot be left early.
///
/// It stands in generated code, where a `return` of the caller's would return from something else than the caller
/// thinks. That would not compile in any case, by the types of the runtime; this gives it a message.
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
pub(crate) fn permit(value: &Value, params: &Params, body: Option<&Group>) -> Result<Ident> {
    let name = match &*revealed(value) {
        [name @ TokenTree::Ident(_)] => syn::parse2::<Ident>(name.clone().into()).ok(),
        _ => None,
    };
    let Some(name) = name else {
        return Err(wrong(
            value,
            Key::Permit,
            "a name, or left out if the body has no use for it",
        ));
    };
    if params.find(&name).next().is_some() {
        let message = format!("`{name}` is a parameter already, give the permit another name");
        return Err(Error::new_spanned(name, message));
    }
    if body.is_some_and(|body| !mentions(body.stream(), &plain_name(&name))) {
        let message = format!(
            "the body does not spend `{name}`, so nothing binds what it sends to what was checked: hand the permit to \
             the function that sends, or leave `permit` out"
        );
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
