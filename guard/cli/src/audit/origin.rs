//! Where a client comes from: whether what a call is made on was made with a guard.

use std::collections::BTreeSet;
use std::rc::Rc;

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprCall, Macro, Pat};

use super::bindings::{Bindings, Id, Value, names};
use super::call::{arguments_of, path_place, place_of};
use super::constants;
use super::rules::{Kind, Rule};
use super::source::{Function, Place, Source};
use super::verb::Held;
use super::ways;

/// The types of `write-guard-layer` that ask, or hold what asks.
pub(super) const GUARDS: [&str; 2] = ["WriteGuard", "Guarded"];

/// The library whose clients `WriteGuard::client` makes.
pub(super) const WITH_MIDDLEWARES: &str = "reqwest-middleware";

/// The functions of a crate that give out what was made with a guard.
#[derive(Debug, Default)]
pub(super) struct Makers {
    /// As `Type::name` or `module::name`.
    names: BTreeSet<String>,
    /// Which paths lead into the crate.
    modules: BTreeSet<String>,
}

impl Makers {
    pub(super) fn of(sources: &[Rc<Source>]) -> Self {
        let mut makers = Self {
            names: BTreeSet::new(),
            modules: constants::modules(sources),
        };
        loop {
            let before = makers.names.len();
            for source in sources {
                for function in source.functions.iter().filter(|function| function.has_output) {
                    if names_guard(function) || makers.are_in(&function.block, source) {
                        makers.names.insert(full_name(function));
                    }
                }
            }
            if makers.names.len() == before {
                return makers;
            }
        }
    }

    fn are_in(&self, block: &Block, source: &Source) -> bool {
        let mut finder = Finder {
            origins: None,
            makers: Some((self, source)),
            found: false,
        };
        finder.visit_block(block);
        finder.found
    }

    /// Whether a path that is called in `source` is one of them. Another crate's function of the same name is not.
    fn is_one(&self, path: &[String], source: &Source) -> bool {
        let is_any = |name: &str| {
            let mut names = self.names.iter().filter_map(|known| known.rsplit_once("::"));
            names.any(|(_, known)| known == name)
        };
        match path {
            [name] => {
                let mut own = source.functions.iter().filter(|function| function.name == *name);
                own.any(|function| self.names.contains(&full_name(function)))
                    || (constants::imports_own(source, name, &self.modules) && is_any(name))
            }
            [.., owner, name] if ["crate", "self", "super"].contains(&owner.as_str()) => is_any(name),
            [.., owner, name] => self.names.contains(&format!("{owner}::{name}")),
            [] => false,
        }
    }
}

/// A function's name with its type, or its module where it has none.
fn full_name(function: &Function) -> String {
    if function.name == function.ident {
        format!("{}::{}", function.module, function.ident)
    } else {
        function.name.clone()
    }
}

pub(super) fn names_guard(function: &Function) -> bool {
    GUARDS.iter().any(|guard| function.names(guard))
}

/// Whether a function turns another client into one with middlewares, which then has no guard.
pub(super) fn converts_to_client(function: &Function) -> bool {
    const CLIENT: &str = "ClientWithMiddleware";
    let places = |name: &'static str| {
        let found = function
            .mentions
            .iter()
            .filter(move |(mentioned, _)| mentioned == name);
        found.map(|(_, place)| *place)
    };
    let by_path = places(CLIENT).any(|client| {
        ["from", "default"]
            .into_iter()
            .any(|name| places(name).any(|place| place == client))
    });
    let is_said = places(CLIENT).next().is_some() || function.output_names.iter().any(|name| name == CLIENT);
    by_path || (is_said && places("into").next().is_some() && !names_guard(function))
}

/// What was made with a guard in one body.
#[derive(Debug)]
pub(super) struct Origins<'o> {
    function: &'o Function,
    names: Bindings,
    /// The names that are the guard's, whatever they are given.
    guards: BTreeSet<Id>,
    makers: &'o Makers,
    source: &'o Source,
    held: &'o Held<'o>,
}

impl<'o> Origins<'o> {
    pub(super) fn of(
        function: &'o Function,
        source: &'o Source,
        makers: &'o Makers,
        held: &'o Held<'o>,
    ) -> Self {
        let names = Bindings::of(&function.block, &function.parameters);
        let mut origins = Self {
            function,
            guards: names.ids().collect(),
            names,
            makers,
            source,
            held,
        };
        // A name that is given itself, as in `request = request.header(…)`, is what it is given else.
        loop {
            let others: Vec<Id> = origins
                .guards
                .iter()
                .copied()
                .filter(|id| !origins.is_given_guards(*id))
                .collect();
            if others.is_empty() {
                return origins;
            }
            for other in others {
                origins.guards.remove(&other);
            }
        }
    }

    /// Given something else as well, it is not known to be the guard's.
    fn is_given_guards(&self, id: Id) -> bool {
        let values = self.names.values(id);
        let is_guards = |value: &Value| match value {
            Value::Is(value) | Value::Within(value) => self.is_guards(value),
            Value::Parameter(index) => {
                let parameter = self.function.parameters.get(*index).and_then(Option::as_ref);
                parameter.is_some_and(|name| self.function.guard_parameters.contains(name))
            }
            Value::Each(_) | Value::Other => false,
        };
        !values.is_empty() && values.iter().all(is_guards)
    }

    /// Whether `expr` is the guard's: for a request what it is sent by, for anything else whatever it is made of.
    pub(super) fn is_guards(&self, expr: &Expr) -> bool {
        let end = |block: &Block, label: Option<&syn::Label>| {
            let mut ways = ways::of_block(block, label).into_iter();
            ways.all(|way| way.is_some_and(|way| self.is_guards(way)))
        };
        match expr {
            // Nothing comes of it.
            expr if ways::ends(expr) => true,
            Expr::Loop(each) => ways::of_loop(each).into_iter().all(|way| self.is_guards(way)),
            Expr::Path(path) if path.path.is_ident("None") => true,
            Expr::Paren(inner) => self.is_guards(&inner.expr),
            Expr::Group(inner) => self.is_guards(&inner.expr),
            Expr::Reference(inner) => self.is_guards(&inner.expr),
            Expr::Block(inner) => end(&inner.block, inner.label.as_ref()),
            Expr::Unsafe(inner) => end(&inner.block, None),
            Expr::Async(inner) => end(&inner.block, None),
            Expr::If(branch) => {
                let other = branch.else_branch.as_ref();
                end(&branch.then_branch, None) && other.is_some_and(|(_, other)| self.is_guards(other))
            }
            Expr::Match(choice) => choice.arms.iter().all(|arm| self.is_guards(&arm.body)),
            Expr::Array(list) => list.elems.iter().all(|element| self.is_guards(element)),
            Expr::Field(field) => match self.names.fields(&field.base, &field.member) {
                Some(fields) => fields.iter().all(|field| self.is_guards(field)),
                None => self.holds(expr),
            },
            _ => match self.client_of(expr) {
                (None, _) => false,
                (Some(client), true) => self.is_guards(client),
                (Some(client), false) if is_one_of_several(client) => self.is_guards(client),
                (Some(_), false) => self.holds(expr),
            },
        }
    }

    fn holds(&self, expr: &Expr) -> bool {
        let mut finder = Finder {
            origins: Some(self),
            makers: Some((self.makers, self.source)),
            found: false,
        };
        finder.visit_expr(expr);
        finder.found
    }

    fn is_name_of_guard(&self, path: &syn::Path) -> bool {
        let Some(ident) = path.get_ident() else {
            return false;
        };
        match self.names.id(&ident.to_string(), place_of(ident)) {
            Some(id) => self.guards.contains(&id),
            // In a pattern of the arguments.
            None => self.function.guard_parameters.iter().any(|name| ident == name),
        }
    }

    /// What stands at the beginning of a chain of calls, if there is anything, and whether a request is made on the way.
    fn client_of<'e>(&self, expr: &'e Expr) -> (Option<&'e Expr>, bool) {
        let mut expr = expr;
        let mut is_request = false;
        loop {
            expr = match expr {
                // The plain client in one with middlewares: past them.
                Expr::MethodCall(call) if call.method == "as_ref" => return (None, true),
                Expr::MethodCall(call) => {
                    is_request |= self.makes_request(place_of(&call.method));
                    &call.receiver
                }
                Expr::Call(call) => match path_place(&call.func).and_then(|place| self.held.get(&place)) {
                    Some(rule) if is_of_request(rule) => {
                        is_request = true;
                        match call.args.first().filter(|_| rule.receiver) {
                            Some(first) => first,
                            None => return (None, true),
                        }
                    }
                    _ => return (Some(expr), is_request),
                },
                Expr::Await(inner) => &inner.base,
                Expr::Try(inner) => &inner.expr,
                Expr::Paren(inner) => &inner.expr,
                Expr::Group(inner) => &inner.expr,
                Expr::Reference(inner) => &inner.expr,
                _ => return (Some(expr), is_request),
            };
        }
    }

    fn makes_request(&self, place: Place) -> bool {
        self.held.get(&place).is_some_and(|rule| is_of_request(rule))
    }
}

fn is_of_request(rule: &Rule) -> bool {
    matches!(rule.kind, Kind::Read | Kind::Write | Kind::Verb | Kind::Exit)
}

fn is_one_of_several(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::If(_) | Expr::Match(_) | Expr::Block(_) | Expr::Loop(_) | Expr::Array(_) | Expr::Field(_)
    )
}

struct Finder<'f> {
    origins: Option<&'f Origins<'f>>,
    makers: Option<(&'f Makers, &'f Source)>,
    found: bool,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let mut segments = path.segments.iter();
        self.found |= segments.any(|segment| GUARDS.iter().any(|guard| segment.ident == guard));
        self.found |= self.origins.is_some_and(|origins| origins.is_name_of_guard(path));
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
            self.found |= self
                .makers
                .is_some_and(|(makers, source)| makers.is_one(&names, source));
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
    let mut guards = Vec::new();
    for (pattern, ty) in arguments {
        let mut finder = Finder {
            origins: None,
            makers: None,
            found: false,
        };
        finder.visit_type(ty);
        if finder.found {
            guards.extend(names(pattern));
        }
    }
    guards
}
