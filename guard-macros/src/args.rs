//! The arguments as written: keys and expressions, each key once.

use crate::errors::{Errors, Reported};
use crate::key::Key;
use crate::trees::is;
use crate::values::Value;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::buffer::Cursor;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Error, Expr, Ident, Token};

/// What stands between the parentheses.
pub(crate) struct Args {
    written: Vec<Arg>,
    /// Set if something cannot be read as an argument. It may be meant as any key, so none is reported as missing.
    unclear: Option<Reported>,
}

struct Arg {
    key: Key,
    value: Result<Value, Reported>,
}

impl Args {
    /// Reads all arguments, past mistakes too.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut args = Self {
            written: Vec::new(),
            unclear: None,
        };
        if tokens.is_empty() {
            let (op, target) = (Key::Op.example(), Key::Target.example());
            args.unclear = Some(errors.at_attribute(format!(
                "`#[guarded_write]` must say what it guards, write `#[guarded_write({op}, {target})]`"
            )));
        }
        let all = |input: ParseStream| {
            while !input.is_empty() {
                if args.parse_one(input, errors).is_err() {
                    skip_to_comma(input);
                }
            }
            Ok(())
        };
        // `all` reads to the end and never fails. If `parse2` complains nevertheless, that is one more mistake.
        if let Err(error) = all.parse2(tokens) {
            errors.push(error);
        }
        args
    }

    /// Takes the value of a key out; `None` if the key is not there.
    ///
    /// # Errors
    ///
    /// The key is there, but what follows it is no expression.
    pub(crate) fn take(&mut self, key: Key) -> Result<Option<Value>, Reported> {
        let place = self.written.iter().position(|arg| arg.key == key);
        place
            .map(|place| self.written.swap_remove(place).value)
            .transpose()
    }

    /// Reports that a key is not there.
    pub(crate) fn missing(&self, key: Key, errors: &mut Errors) -> Reported {
        self.unclear.unwrap_or_else(|| {
            errors.at_attribute(format!("`{}` is missing, add `{}`", key.name(), key.example()))
        })
    }

    /// Reads one argument and the comma behind it, in the same way for every key.
    fn parse_one(&mut self, input: ParseStream, errors: &mut Errors) -> Result<(), Reported> {
        let name = parse_name(input).map_err(|error| self.report_unclear(error, errors))?;
        let Some(key) = Key::named(&name.to_string()) else {
            return Err(self.unknown(&name, errors));
        };
        let is_new = self.written.iter().all(|arg| arg.key != key);
        if !is_new {
            errors.at(&name, format!("`{name}` is given twice, keep one of them"));
        }
        let value = parse_value(&name, key, input).map_err(|error| errors.push(error));
        let is_read = value.as_ref().map(drop).map_err(|reported| *reported);
        if is_new {
            self.written.push(Arg { key, value });
        }
        is_read?;
        parse_comma(&name, input).map_err(|error| self.report_unclear(error, errors))
    }

    fn unknown(&mut self, name: &Ident, errors: &mut Errors) -> Reported {
        let list = Key::list();
        match Key::nearest(&name.to_string()) {
            Some(key) => {
                let message = format!(
                    "there is no key `{name}`, did you mean `{}`? (the keys are {list})",
                    key.name()
                );
                self.report_unclear(Error::new_spanned(name, message), errors)
            }
            None => errors.at(name, format!("there is no key `{name}`, the keys are {list}")),
        }
    }

    fn report_unclear(&mut self, error: Error, errors: &mut Errors) -> Reported {
        let reported = errors.push(error);
        self.unclear = Some(reported);
        reported
    }
}

fn parse_name(input: ParseStream) -> syn::Result<Ident> {
    let expected = || format!("a key is a single word, one of {}", Key::list());
    let name = Ident::parse_any(input).map_err(|error| Error::new(error.span(), expected()))?;
    if input.peek(Token![::]) {
        return Err(Error::new_spanned(name, expected()));
    }
    Ok(name)
}

fn parse_value(name: &Ident, key: Key, input: ParseStream) -> syn::Result<Value> {
    let equals: Option<Token![=]> = input.parse()?;
    if equals.is_none() || input.is_empty() || input.peek(Token![,]) {
        let message = format!("`{name}` needs a value, write `{}`", key.example());
        return Err(Error::new_spanned(name, message));
    }
    if let Ok(value) = input.step(|cursor| plain(*cursor).ok_or_else(|| cursor.error(""))) {
        return Ok(value);
    }
    let said_with_kind = (key == Key::Target)
        .then(|| input.step(|cursor| with_kind(*cursor).ok_or_else(|| cursor.error(""))))
        .and_then(syn::Result::ok);
    if let Some(value) = said_with_kind {
        return Ok(value);
    }
    match input.parse::<Expr>() {
        Ok(value) => Ok(value.into_token_stream().into_iter().collect()),
        Err(error) => {
            let message = format!("this cannot be the value of `{name}`, write `{}`", key.example());
            Err(Error::new(error.span(), message))
        }
    }
}

/// Reads a literal, a name, fields and calls of one, if a comma or the end comes next.
///
/// Most values are one of these, and do not need the parser for all expressions, which takes its time. They hold
/// no comma of their own.
fn plain(mut cursor: Cursor<'_>) -> Option<(Value, Cursor<'_>)> {
    let mut value = Value::new();
    let mut after_dot = true;
    while let Some((tree, rest)) = cursor.token_tree().filter(|(tree, _)| !is(tree, ',')) {
        after_dot = match &tree {
            TokenTree::Ident(_) | TokenTree::Literal(_) if after_dot => false,
            TokenTree::Group(call) if !after_dot && call.delimiter() == Delimiter::Parenthesis => false,
            dot if !after_dot && is(dot, '.') => true,
            _ => return None,
        };
        value.push(tree);
        cursor = rest;
    }
    (!after_dot).then_some((value, cursor))
}

/// Reads a target that says its kind: `project as "project"`, which is no expression.
fn with_kind(mut cursor: Cursor<'_>) -> Option<(Value, Cursor<'_>)> {
    let mut value = Value::new();
    while let Some((tree, rest)) = cursor.token_tree().filter(|(tree, _)| !is(tree, ',')) {
        cursor = rest;
        let is_as = matches!(&tree, TokenTree::Ident(keyword) if keyword == "as");
        value.push(tree);
        if is_as {
            let (kind, rest) = cursor.literal()?;
            value.push(kind.into());
            return Some((value, rest));
        }
    }
    None
}

fn parse_comma(name: &Ident, input: ParseStream) -> syn::Result<()> {
    let comma: Option<Token![,]> = input.parse()?;
    if comma.is_none() && !input.is_empty() {
        return Err(input.error(format!(
            "the value of `{name}` ends before this, put a `,` between them"
        )));
    }
    Ok(())
}

fn skip_to_comma(input: ParseStream) {
    while let Ok(token) = input.parse::<TokenTree>() {
        if matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            return;
        }
    }
}
