//! Which verb a call sends, as far as its own function says.

use std::collections::BTreeMap;

use syn::{Block, Expr, ExprMethodCall, Lit};

use super::bindings::{Bindings, Id, Value};
use super::call::{
    Call, braces_around, call_at, calls_on, is_lent_to_change, macro_around, path_place, place_of,
};
use super::chain::{self, Makes};
use super::constants::Constants;
use super::rules::{Kind, Rule};
use super::source::Place;
use super::ways;

/// What is known of the verb of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// What it was before: nothing new.
    Same,
    Read,
    /// It is what the function's argument of this number says.
    Parameter(usize),
    Unknown,
    Write,
}

impl Verb {
    /// Of two ways that the same call can go, the worse.
    pub(super) fn or(self, other: Self) -> Self {
        let is_same_parameter = self == other && matches!(self, Self::Parameter(_));
        let (better, worse) = if self.rank() < other.rank() {
            (self, other)
        } else {
            (other, self)
        };
        match (better, worse) {
            (Self::Parameter(_), Self::Parameter(_)) if !is_same_parameter => Self::Unknown,
            (_, worse) => worse,
        }
    }

    fn rank(self) -> u8 {
        match self {
            Self::Same => 0,
            Self::Read => 1,
            Self::Parameter(_) => 2,
            Self::Unknown => 3,
            Self::Write => 4,
        }
    }
}

/// The rules that hold in a file, by the place of the call.
pub(super) type Held<'r> = BTreeMap<Place, &'r Rule>;

/// Finds verbs in one body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'s> {
    pub(super) held: &'s Held<'s>,
    pub(super) block: &'s Block,
    pub(super) names: &'s Bindings,
    pub(super) constants: &'s Constants,
}

/// What an expression names, with the names that were followed to it.
type Of<S> = fn(S, &Expr, &mut Vec<Id>) -> Verb;

impl Scope<'_> {
    /// The verb of the call at `place`, which `rule` holds for.
    pub(super) fn verb_at(self, place: Place, rule: &Rule) -> Verb {
        let Some(call) = call_at(self.block, place) else {
            // Statements in a macro of its own syntax: what is named around them is not known in there.
            if let Some(block) = braces_around(self.block, place) {
                let names = Bindings::of(&block, &[]);
                if let Some(call) = call_at(&block, place) {
                    let inside = Scope {
                        block: &block,
                        names: &names,
                        ..self
                    };
                    return inside.of_call(&call, rule, &mut Vec::new());
                }
            }
            return match rule.kind {
                Kind::Read => Verb::Read,
                Kind::Write => Verb::Write,
                _ => self.of_neighbours(place),
            };
        };
        self.of_call(&call, rule, &mut Vec::new())
    }

    /// In a macro that cannot be taken apart: what the calls beside it name.
    fn of_neighbours(self, place: Place) -> Verb {
        let Some((start, end)) = macro_around(self.block, place) else {
            return Verb::Unknown;
        };
        if self
            .held
            .range(start..=end)
            .any(|(_, rule)| rule.kind == Kind::Write)
        {
            return Verb::Write;
        }
        // What sends is said to read if what stands right before it names such a verb, and its own receiver sends.
        let before = self
            .held
            .range(start..place)
            .next_back()
            .map(|(_, rule)| rule.kind);
        let takes_receiver = self.held.get(&place).is_some_and(|rule| rule.argument.is_none());
        if before == Some(Kind::Read) && takes_receiver {
            Verb::Read
        } else {
            Verb::Unknown
        }
    }

    pub(super) fn of_call(self, call: &Call, rule: &Rule, seen: &mut Vec<Id>) -> Verb {
        match rule.kind {
            Kind::Read => Verb::Read,
            Kind::Write => Verb::Write,
            Kind::Verb => rule
                .argument
                .and_then(|index| call.argument(index, rule.receiver))
                .map_or(Verb::Unknown, |named| self.of_method(named, seen)),
            Kind::Exit => {
                let Some(carried) = call.carried(rule).filter(|_| !call.is_value) else {
                    return Verb::Unknown;
                };
                self.of_request(carried, seen)
            }
            Kind::Changed | Kind::Make | Kind::Guards | Kind::Beside => Verb::Unknown,
        }
    }

    /// The verb of a request, or of what builds one.
    fn of_request(self, request: &Expr, seen: &mut Vec<Id>) -> Verb {
        match request {
            Expr::MethodCall(method) => match self.held.get(&place_of(&method.method)) {
                Some(rule) => self.of_call(&method.into(), rule, seen),
                None => self.through(method, seen, Self::of_request),
            },
            Expr::Call(called) => match path_place(&called.func).and_then(|place| self.held.get(&place)) {
                Some(rule) => self.of_call(&called.into(), rule, seen),
                None if wraps(&called.func) => called
                    .args
                    .first()
                    .map_or(Verb::Unknown, |inner| self.of_request(inner, seen)),
                None => Verb::Unknown,
            },
            other => self.of_shape(other, seen, Self::of_request),
        }
    }

    /// The verb that an expression is.
    pub(super) fn of_method(self, method: &Expr, seen: &mut Vec<Id>) -> Verb {
        match method {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => named(&text.value()),
                Lit::ByteStr(text) => named(&String::from_utf8_lossy(&text.value())),
                _ => Verb::Unknown,
            },
            Expr::Path(path) if self.names.id_of(method).is_none() => {
                let constants = self.constants.of(&path.path);
                let verbs = constants.iter().map(|value| self.of_method(value, seen));
                let last = path.path.segments.last().filter(|_| path.path.segments.len() > 1);
                let by_name = || last.map_or(Verb::Unknown, |last| named(&last.ident.to_string()));
                verbs.reduce(Verb::or).unwrap_or_else(by_name)
            }
            Expr::Call(called) if converts(&called.func) => called
                .args
                .first()
                .map_or(Verb::Unknown, |inner| self.of_method(inner, seen)),
            Expr::MethodCall(call) => self.through(call, seen, Self::of_method),
            other => self.of_shape(other, seen, Self::of_method),
        }
    }

    /// What a method that no rule is about makes of what it is called on.
    fn through(self, call: &ExprMethodCall, seen: &mut Vec<Id>, of: Of<Self>) -> Verb {
        let before = of(self, &call.receiver, seen);
        match chain::makes(&call.method.to_string()) {
            Makes::Same => before,
            Makes::Either => call.args.iter().fold(before, |verb, argument| {
                verb.or(of(self, chain::given(argument), seen))
            }),
            Makes::Unknown => before.or(Verb::Unknown),
        }
    }

    /// What holds of every expression: it is in something, or has been given a name, or is one of several.
    fn of_shape(self, expr: &Expr, seen: &mut Vec<Id>, of: Of<Self>) -> Verb {
        match expr {
            Expr::Await(inner) => of(self, &inner.base, seen),
            Expr::Try(inner) => of(self, &inner.expr, seen),
            Expr::Paren(inner) => of(self, &inner.expr, seen),
            Expr::Group(inner) => of(self, &inner.expr, seen),
            Expr::Reference(inner) => of(self, &inner.expr, seen),
            Expr::Unary(inner) => of(self, &inner.expr, seen),
            Expr::Cast(inner) => of(self, &inner.expr, seen),
            Expr::Block(inner) => self.of_end(&inner.block, inner.label.as_ref(), seen, of),
            Expr::Unsafe(inner) => self.of_end(&inner.block, None, seen, of),
            Expr::Async(inner) => self.of_end(&inner.block, None, seen, of),
            Expr::Loop(each) => {
                let ways = ways::of_loop(each).into_iter().map(|way| of(self, way, seen));
                ways.reduce(Verb::or).unwrap_or(Verb::Unknown)
            }
            other if ways::ends(other) => Verb::Same,
            Expr::If(branch) => match &branch.else_branch {
                Some((_, other)) => self
                    .of_end(&branch.then_branch, None, seen, of)
                    .or(of(self, other, seen)),
                None => Verb::Unknown,
            },
            Expr::Match(choice) => choice
                .arms
                .iter()
                .map(|arm| of(self, &arm.body, seen))
                .reduce(Verb::or)
                .unwrap_or(Verb::Unknown),
            Expr::Path(path) if path.path.is_ident("None") => Verb::Same,
            Expr::Path(_) => match self.names.id_of(expr) {
                Some(id) => self.of_name(id, seen, of),
                None => Verb::Unknown,
            },
            Expr::Field(field) if is_split(&field.base) => of(self, &field.base, seen),
            Expr::Field(field) => match self.names.fields(&field.base, &field.member) {
                Some(fields) => {
                    let verbs = fields.into_iter().map(|field| of(self, &field, seen));
                    let verb = verbs.reduce(Verb::or).unwrap_or(Verb::Unknown);
                    let whole = self.names.id_of(&field.base);
                    whole.map_or(verb, |id| self.of_changes(id, verb))
                }
                None => Verb::Unknown,
            },
            _ => Verb::Unknown,
        }
    }

    fn of_end(self, block: &Block, label: Option<&syn::Label>, seen: &mut Vec<Id>, of: Of<Self>) -> Verb {
        let ways = ways::of_block(block, label).into_iter();
        let verbs = ways.map(|way| way.map_or(Verb::Unknown, |way| of(self, way, seen)));
        verbs.reduce(Verb::or).unwrap_or(Verb::Same)
    }

    /// What an element of a collection or an iterator is.
    fn of_elements(self, whole: &Expr, seen: &mut Vec<Id>, of: Of<Self>) -> Verb {
        if let Some(elements) = ways::elements(whole) {
            let verbs = elements.iter().map(|element| of(self, element, seen));
            return verbs.reduce(Verb::or).unwrap_or(Verb::Unknown);
        }
        let Some(id) = self.names.id_of(innermost(whole)).filter(|id| !seen.contains(id)) else {
            return Verb::Unknown;
        };
        let is_it = |expr: &Expr| self.names.id_of(expr) == Some(id);
        let is_changed = is_lent_to_change(self.block, is_it)
            || calls_on(self.block, is_it)
                .iter()
                .any(|(_, call)| !call.method.as_deref().is_some_and(ways::leaves_as_is));
        if is_changed {
            return Verb::Unknown;
        }
        seen.push(id);
        let verbs = self.names.values(id).iter().map(|value| match value {
            Value::Is(value) => self.of_elements(value, seen, of),
            _ => Verb::Unknown,
        });
        let verb = verbs.reduce(Verb::or).unwrap_or(Verb::Unknown);
        seen.pop();
        verb
    }

    /// What a name stands for: everything that it is given in this body.
    fn of_name(self, id: Id, seen: &mut Vec<Id>, of: Of<Self>) -> Verb {
        if seen.contains(&id) {
            // Given to itself, as in `request = request.header(…)`.
            return Verb::Same;
        }
        seen.push(id);
        let verbs = self.names.values(id).iter().map(|value| match value {
            Value::Is(value) => of(self, value, seen),
            Value::Parameter(index) => Verb::Parameter(*index),
            Value::Within(whole) => self.of_elements(whole, seen, of),
            // Of what is no collection, the one that is in it.
            Value::Each(whole) => match self.of_elements(whole, seen, of) {
                Verb::Unknown => of(self, whole, seen),
                verb => verb,
            },
            Value::Other => Verb::Unknown,
        });
        let verb = verbs.reduce(Verb::or);
        seen.pop();
        let verb = match verb {
            Some(Verb::Same) | None if seen.is_empty() => Verb::Unknown,
            verb => verb.unwrap_or(Verb::Unknown),
        };
        self.of_changes(id, verb)
    }

    /// The verb that a caller's argument is, be it a request or a method.
    pub(super) fn of_argument(self, argument: &Expr) -> Verb {
        let verb = self.of_request(argument, &mut Vec::new());
        match verb {
            Verb::Unknown => self.of_method(argument, &mut Vec::new()),
            known => known,
        }
    }
}

/// The verb of this name.
fn named(name: &str) -> Verb {
    match name.to_ascii_uppercase().as_str() {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" => Verb::Read,
        "POST" | "PUT" | "PATCH" | "DELETE" => Verb::Write,
        _ => Verb::Unknown,
    }
}

fn last_name(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    }
}

fn wraps(function: &Expr) -> bool {
    let name = last_name(function);
    matches!(name.as_deref(), Some("Ok" | "Some" | "from" | "try_from"))
}

/// What reqwest takes apart into the client and the request.
fn is_split(expr: &Expr) -> bool {
    matches!(expr, Expr::MethodCall(call) if call.method == "build_split")
}

/// What a chain that hands on elements begins with.
fn innermost(expr: &Expr) -> &Expr {
    match expr {
        Expr::MethodCall(call) if ways::leaves_as_is(&call.method.to_string()) => innermost(&call.receiver),
        Expr::Reference(inner) => innermost(&inner.expr),
        other => other,
    }
}

fn converts(function: &Expr) -> bool {
    let name = last_name(function);
    matches!(
        name.as_deref(),
        Some("from_bytes" | "from_str" | "try_from" | "from" | "Some" | "Ok")
    )
}
