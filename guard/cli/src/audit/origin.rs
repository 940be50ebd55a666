//! Where a client comes from: whether what a call is made on was made with a guard.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprCall, Macro, Pat};

use super::bindings::{Value, bindings, names};
use super::call::{Call, arguments_of};
use super::source::{Function, Source};

/// The types of `write-guard-layer` that ask, or hold what asks.
pub(super) const GUARDS: [&str; 2] = ["WriteGuard", "Guarded"];

/// The functions of a crate that give out what was made with a guard, as `name` or `Type::name`.
pub(super) fn makers(sources: &[std::rc::Rc<Source>]) -> BTreeSet<String> {
    let mut makers = BTreeSet::new();
    loop {
        let before = makers.len();
        for function in sources.iter().flat_map(|source| &source.functions) {
            if function.has_output && (names_guard(function) || mentions_any(&function.block, &makers)) {
                makers.insert(function.name.clone());
            }
        }
        if makers.len() == before {
            return makers;
        }
    }
}

pub(super) fn names_guard(function: &Function) -> bool {
    GUARDS.iter().any(|guard| function.names(guard))
}

/// Whether what `call` is made on, or an argument of it, was made with a guard in this body.
pub(super) fn is_guards(call: &Call, function: &Function, makers: &BTreeSet<String>) -> bool {
    let bindings = bindings(&function.block);
    let mut tainted: BTreeSet<String> = function.guard_parameters.iter().cloned().collect();
    loop {
        let before = tainted.len();
        for (name, _) in &bindings {
            let mut values = bindings
                .iter()
                .filter(|(other, _)| other == name)
                .map(|(_, value)| value);
            // Given something else as well, it is not known to be the guard's.
            let is_guards = values.all(|value| match value {
                Value::Is(value) | Value::Within(value) => holds(value, &tainted, makers),
                Value::Other => false,
            });
            if is_guards {
                tainted.insert(name.clone());
            }
        }
        if tainted.len() == before {
            break;
        }
    }
    let on = call.receiver.iter().chain(&call.arguments);
    on.into_iter().any(|expr| holds(expr, &tainted, makers))
}

fn mentions_any(block: &Block, makers: &BTreeSet<String>) -> bool {
    let nothing = BTreeSet::new();
    let mut finder = Finder {
        tainted: &nothing,
        makers,
        found: false,
    };
    finder.visit_block(block);
    finder.found
}

fn holds(expr: &Expr, tainted: &BTreeSet<String>, makers: &BTreeSet<String>) -> bool {
    let mut finder = Finder {
        tainted,
        makers,
        found: false,
    };
    finder.visit_expr(expr);
    finder.found
}

struct Finder<'f> {
    tainted: &'f BTreeSet<String>,
    makers: &'f BTreeSet<String>,
    found: bool,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        self.found |= names.iter().any(|name| GUARDS.contains(&name.as_str()));
        if let [only] = names.as_slice() {
            self.found |= self.tainted.contains(only);
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(path) = call.func.as_ref() {
            let names: Vec<String> = path
                .path
                .segments
                .iter()
                .map(|segment| segment.ident.to_string())
                .collect();
            self.found |= match names.as_slice() {
                [.., owner, name] => {
                    // A function of a module has no owner but the module.
                    let is_module = owner.starts_with(char::is_lowercase);
                    self.makers.contains(&format!("{owner}::{name}"))
                        || (is_module && self.makers.contains(name))
                }
                [name] => self.makers.contains(name),
                [] => false,
            };
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        for argument in arguments_of(item) {
            self.visit_expr(&argument);
        }
    }
}

/// Whether a type of an argument is a guard, or holds one.
pub(super) fn guard_names<'p>(arguments: impl Iterator<Item = (&'p Pat, &'p syn::Type)>) -> Vec<String> {
    let nothing = BTreeSet::new();
    let mut guards = Vec::new();
    for (pattern, ty) in arguments {
        let mut finder = Finder {
            tainted: &nothing,
            makers: &nothing,
            found: false,
        };
        finder.visit_type(ty);
        if finder.found {
            guards.extend(names(pattern));
        }
    }
    guards
}
