//! How the check reads what it asks about, so that an `async fn` does not grow by it.
//!
//! A variable that was ever borrowed, and still lives when the future waits, takes room in the future. So of a reference the
//! check borrows what it points to, and not the reference itself; and a parameter that is passed by value is moved to another place, read
//! there, and moved back.

use crate::params::{Params, Passed};
use crate::runtime::Spans;
use crate::signature::Signature;
use crate::trees::{is, made_up, mentions, plain_name, within};
use crate::values::{Place, Value};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};

/// How the check borrows.
pub(crate) struct Borrows {
    /// The parameters that are whole references.
    references: Vec<String>,
    /// The parameters that are moved, in their order: those that the check reads, and all that follow the first of them, so
    /// that the order in which they are dropped stays the same.
    moved: Vec<Moved>,
}

struct Moved {
    name: Ident,
    /// Where the check reads it.
    kept: Option<Ident>,
}

impl Borrows {
    pub(crate) fn new(
        signature: &Signature,
        params: &Params,
        places: &[&Place],
        gate: Option<&Value>,
        body: &Group,
    ) -> Self {
        let whole = |place: &&&Place, passed: Passed| {
            place.root != "self" && params.find(&place.root).all(|param| param.passed == passed)
        };
        let references = places
            .iter()
            .filter(|place| place.tokens.len() == 1 && whole(place, Passed::ByReference))
            .map(|place| plain_name(&place.root))
            .collect();
        let gate: TokenStream = gate.cloned().unwrap_or_default().into_iter().collect();
        let read: Vec<String> = places
            .iter()
            .filter(|place| whole(place, Passed::ByValue))
            .map(|place| plain_name(&place.root))
            // The expression of the gate must find its parameters where they were, and what the body does not use need not be
            // moved back for it.
            .filter(|name| !mentions(gate.clone(), name) && mentions(body.stream(), name))
            .collect();
        let moved = if signature.is_async && !read.is_empty() {
            moved(params, places, &read).unwrap_or_default()
        } else {
            Vec::new()
        };
        Self { references, moved }
    }

    /// A borrow of a place, for the check.
    pub(crate) fn of(&self, place: &Place) -> TokenStream {
        let (tokens, start) = (&place.tokens, Spans::of(&place.tokens).start);
        let name = plain_name(&place.root);
        if let Some(kept) = self.kept(&name) {
            let mut kept = kept.clone();
            kept.set_span(kept.span().located_at(place.root.span()));
            let fields = tokens.iter().skip(1);
            return quote_spanned!(start=> &#kept #(#fields)*);
        }
        if tokens.len() == 1 && self.references.contains(&name) {
            return quote_spanned!(start=> &*#(#tokens)*);
        }
        quote_spanned!(start=> &#(#tokens)*)
    }

    fn kept(&self, name: &str) -> Option<&Ident> {
        let moved = self.moved.iter().find(|moved| plain_name(&moved.name) == name)?;
        moved.kept.as_ref()
    }

    /// The check with the moves around it: the statements, and the expression that has the verdict after them.
    pub(crate) fn around(&self, check: impl ToTokens) -> (TokenStream, TokenStream) {
        // The braces move the verdict out of its variable, so that the function keeps nothing of it to its end. The parentheses
        // are there because no brace may stand before the `else` of a `let`.
        let name = made_up("verdict");
        let verdict = quote_spanned!(Span::mixed_site()=> ({ #name }));
        if self.moved.is_empty() {
            return (TokenStream::new(), check.into_token_stream());
        }
        let kept = || {
            self.moved
                .iter()
                .filter_map(|moved| Some((moved.kept.as_ref()?, &moved.name)))
        };
        let (inside, names): (Vec<_>, Vec<_>) = kept().unzip();
        let outside: Vec<Ident> = (0..inside.len())
            .map(|index| made_up(&format!("kept_{index}_back")))
            .collect();
        let mut back = outside.iter();
        let returned = self.moved.iter().map(|Moved { name, kept }| {
            let value = kept.as_ref().and_then(|_| back.next()).unwrap_or(name);
            quote_spanned! {Span::mixed_site()=>
                #[allow(clippy::shadow_same, clippy::shadow_unrelated)]
                let #name = #value;
            }
        });
        let statements = quote_spanned! {Span::mixed_site()=>
            let (#name, #(#outside),*) = {
                #(let #inside = #names;)*
                let #name = #check;
                (#name, #(#inside),*)
            };
            #(#returned)*
        };
        (statements, verdict)
    }
}

/// The parameters from the first of `read` to the last, if each is one plain name.
fn moved(params: &Params, places: &[&Place], read: &[String]) -> Option<Vec<Moved>> {
    let roots = places.iter().map(|place| &place.root);
    let first = roots
        .filter(|root| read.contains(&plain_name(root)))
        .filter_map(|root| params.whole_from(root))
        .max_by_key(Vec::len)?;
    let moved = first.into_iter().enumerate().map(|(index, param)| {
        let is_read = read.contains(&plain_name(&param.name));
        Moved {
            name: param.name.clone(),
            kept: is_read.then(|| made_up(&format!("kept_{index}"))),
        }
    });
    Some(moved.collect())
}

/// Whether a body opens with an item: clippy would complain about a statement before it.
pub(crate) fn opens_with_item(body: &TokenStream) -> bool {
    let mut trees = body.clone().into_iter().peekable();
    loop {
        match trees.peek() {
            Some(semicolon) if is(semicolon, ';') => drop(trees.next()),
            Some(hash) if is(hash, '#') => drop(trees.nth(1)),
            _ => break,
        }
    }
    if !matches!(trees.next(), Some(TokenTree::Ident(keyword)) if ITEMS.split(' ').any(|item| keyword == item))
    {
        return false;
    }
    // `unsafe { … }`, `const { … }`, `async move { … }` and `async || …` are expressions.
    match trees.next() {
        Some(TokenTree::Ident(next)) => next != "move",
        Some(next) => !is(&next, '|') && within(&next, Delimiter::Brace).is_none(),
        None => false,
    }
}

/// The keywords that an item may open with.
const ITEMS: &str =
    "use fn const static struct enum union trait impl type mod extern pub unsafe async macro_rules";
