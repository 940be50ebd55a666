//! What is done to a request, or to its verb, between where it is made and where it is sent.

use syn::Expr;

use super::bindings::{Id, Value};
use super::call::{assigned_at, call_at, calls_on, is_lent_to_change, place_of};
use super::chain::{self, Makes};
use super::rules::Kind;
use super::source::Place;
use super::verb::{Scope, Verb};

impl Scope<'_> {
    /// What was said to the name of number `id` since it was made: calls that change the verb, and whatever may change all of it.
    pub(super) fn of_changes(self, id: Id, verb: Verb) -> Verb {
        let mut verb = verb;
        let is_it = |expr: &Expr| self.names.id_of(expr) == Some(id);
        if verb != Verb::Same && is_lent_to_change(self.block, is_it) {
            verb = verb.or(Verb::Unknown);
        }
        for (place, call) in calls_on(self.block, is_it) {
            match self.held.get(&place) {
                Some(rule) if matches!(rule.kind, Kind::Write | Kind::Verb) => {
                    verb = verb.or(self.of_call(&call, rule, &mut Vec::new()));
                }
                Some(rule) if rule.kind == Kind::Changed => {
                    let assigned = assigned_at(self.block, place);
                    let becomes = assigned.map_or(Verb::Unknown, |to| self.of_method(&to, &mut Vec::new()));
                    verb = verb.or(becomes);
                }
                Some(_) => {}
                None => {
                    let is_known = |name: &String| chain::makes(name) != Makes::Unknown;
                    if verb != Verb::Same && !call.method.as_ref().is_some_and(is_known) {
                        verb = verb.or(Verb::Unknown);
                    }
                }
            }
        }
        verb
    }

    /// Whether something in this body changes the verb of what is not known to be another request.
    pub(super) fn changes_elsewhere(self, mut places: impl Iterator<Item = Place>) -> bool {
        places.any(|place| {
            let call = call_at(self.block, place);
            let on = call.as_ref().and_then(|call| call.receiver.as_ref());
            let Some(id) = on.and_then(|on| self.names.id_of(on)) else {
                return true;
            };
            !self.names.values(id).iter().all(|value| match value {
                Value::Is(made) => self.is_made_here(made),
                Value::Parameter(_) => true,
                _ => false,
            })
        })
    }

    /// Whether a value is one of its own, and no way to another one.
    fn is_made_here(self, value: &Expr) -> bool {
        match value {
            Expr::MethodCall(call) => {
                let is_known = chain::makes(&call.method.to_string()) == Makes::Same;
                self.held.contains_key(&place_of(&call.method)) || is_known
            }
            Expr::Call(_) => true,
            Expr::Try(inner) => self.is_made_here(&inner.expr),
            Expr::Paren(inner) => self.is_made_here(&inner.expr),
            _ => false,
        }
    }
}
