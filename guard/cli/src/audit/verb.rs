//! Which verb a call sends, as far as its own function says.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};
use syn::{
    Block, Expr, ExprAssign, ExprCall, ExprClosure, ExprMethodCall, ExprPath, Lit, Local, Macro, Pat, Stmt,
};

use super::rules::{Kind, Rule};
use super::source::{Function, Place, arguments_of};

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
    fn or(self, other: Self) -> Self {
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

/// A call, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) receiver: Option<Expr>,
    pub(super) arguments: Vec<Expr>,
    /// A path that is not called here: a function as a value.
    pub(super) is_value: bool,
}

impl Call {
    /// The argument of number `index`, counted without the receiver that `rule` says the function has.
    fn argument(&self, index: usize, has_receiver: bool) -> Option<&Expr> {
        let shift = usize::from(has_receiver && self.receiver.is_none());
        self.arguments.get(index.saturating_add(shift))
    }

    /// What the call works on.
    fn carried(&self, rule: &Rule) -> Option<&Expr> {
        match rule.argument {
            Some(index) => self.argument(index, rule.receiver),
            None => self.receiver.as_ref().or_else(|| self.arguments.first()),
        }
    }

    /// The argument of number `index` of a function of one's own.
    pub(super) fn given(&self, index: usize, function: &Function) -> Option<&Expr> {
        self.argument(index, function.has_receiver)
    }
}

/// The rules that hold in a file, by the place of the call.
pub(super) type Held<'r> = BTreeMap<Place, &'r Rule>;

/// Finds verbs in one body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'s> {
    pub(super) held: &'s Held<'s>,
    pub(super) block: &'s Block,
    /// `None` where the body is not a function's.
    pub(super) function: Option<&'s Function>,
}

impl Scope<'_> {
    /// The verb of the call at `place`, which `rule` holds for.
    pub(super) fn verb_at(self, place: Place, rule: &Rule) -> Verb {
        let Some(call) = call_at(self.block, place) else {
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
        let mut finder = MacroAt { place, range: None };
        finder.visit_block(self.block);
        let Some((start, end)) = finder.range else {
            return Verb::Unknown;
        };
        let kinds: Vec<Kind> = self.held.range(start..=end).map(|(_, rule)| rule.kind).collect();
        if kinds.contains(&Kind::Write) {
            Verb::Write
        } else if kinds.contains(&Kind::Read) && !kinds.contains(&Kind::Verb) {
            Verb::Read
        } else {
            Verb::Unknown
        }
    }

    fn of_call(self, call: &Call, rule: &Rule, seen: &mut Vec<String>) -> Verb {
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
                let verb = self.of_request(carried, seen);
                // What was said to it since it was made.
                ident_of(carried).map_or(verb, |name| self.of_changes(&name, verb))
            }
            Kind::Changed | Kind::Make | Kind::Guards | Kind::Beside => Verb::Unknown,
        }
    }

    /// Calls on `name` that change the verb.
    fn of_changes(self, name: &str, verb: Verb) -> Verb {
        let mut finder = CallsOn {
            name,
            calls: Vec::new(),
        };
        finder.visit_block(self.block);
        let mut verb = verb;
        for (place, call) in finder.calls {
            match self.held.get(&place) {
                Some(rule) if matches!(rule.kind, Kind::Write | Kind::Verb) => {
                    verb = verb.or(self.of_call(&call, rule, &mut Vec::new()));
                }
                Some(rule) if rule.kind == Kind::Changed => verb = verb.or(Verb::Unknown),
                _ => {}
            }
        }
        verb
    }

    /// The verb of a request, or of what builds one.
    fn of_request(self, request: &Expr, seen: &mut Vec<String>) -> Verb {
        match request {
            Expr::MethodCall(method) => match self.held.get(&place_of(&method.method)) {
                Some(rule) => self.of_call(&of_method_call(method), rule, seen),
                None => self.of_request(&method.receiver, seen),
            },
            Expr::Call(called) => match path_place(&called.func).and_then(|place| self.held.get(&place)) {
                Some(rule) => self.of_call(&of_path_call(called), rule, seen),
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
    fn of_method(self, method: &Expr, seen: &mut Vec<String>) -> Verb {
        match method {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => named(&text.value()),
                Lit::ByteStr(text) => named(&String::from_utf8_lossy(&text.value())),
                _ => Verb::Unknown,
            },
            Expr::Path(path) if path.path.segments.len() > 1 => {
                let last = path.path.segments.last();
                last.map_or(Verb::Unknown, |last| named(&last.ident.to_string()))
            }
            Expr::Call(called) if converts(&called.func) => called
                .args
                .first()
                .map_or(Verb::Unknown, |inner| self.of_method(inner, seen)),
            Expr::MethodCall(call) => self.of_method(&call.receiver, seen),
            other => self.of_shape(other, seen, Self::of_method),
        }
    }

    /// What holds of every expression: it is in something, or has been given a name, or is one of several.
    fn of_shape(
        self,
        expr: &Expr,
        seen: &mut Vec<String>,
        of: fn(Self, &Expr, &mut Vec<String>) -> Verb,
    ) -> Verb {
        match expr {
            Expr::Await(inner) => of(self, &inner.base, seen),
            Expr::Try(inner) => of(self, &inner.expr, seen),
            Expr::Paren(inner) => of(self, &inner.expr, seen),
            Expr::Group(inner) => of(self, &inner.expr, seen),
            Expr::Reference(inner) => of(self, &inner.expr, seen),
            Expr::Unary(inner) => of(self, &inner.expr, seen),
            Expr::Cast(inner) => of(self, &inner.expr, seen),
            Expr::Block(inner) => self.of_tail(&inner.block, seen, of),
            Expr::Unsafe(inner) => self.of_tail(&inner.block, seen, of),
            Expr::Async(inner) => self.of_tail(&inner.block, seen, of),
            Expr::If(branch) => match &branch.else_branch {
                Some((_, other)) => self
                    .of_tail(&branch.then_branch, seen, of)
                    .or(of(self, other, seen)),
                None => Verb::Unknown,
            },
            Expr::Match(choice) => choice
                .arms
                .iter()
                .map(|arm| of(self, &arm.body, seen))
                .reduce(Verb::or)
                .unwrap_or(Verb::Unknown),
            Expr::Path(path) => path
                .path
                .get_ident()
                .map_or(Verb::Unknown, |name| self.of_name(&name.to_string(), seen, of)),
            _ => Verb::Unknown,
        }
    }

    fn of_tail(
        self,
        block: &Block,
        seen: &mut Vec<String>,
        of: fn(Self, &Expr, &mut Vec<String>) -> Verb,
    ) -> Verb {
        match block.stmts.last() {
            Some(Stmt::Expr(tail, None)) => of(self, tail, seen),
            _ => Verb::Unknown,
        }
    }

    /// What a name stands for: everything that it is given in this body.
    fn of_name(
        self,
        name: &str,
        seen: &mut Vec<String>,
        of: fn(Self, &Expr, &mut Vec<String>) -> Verb,
    ) -> Verb {
        let parameter = self.function.and_then(|function| {
            let is_it = |parameter: &Option<String>| parameter.as_deref() == Some(name);
            function.parameters.iter().position(is_it).map(Verb::Parameter)
        });
        if seen.iter().any(|before| before == name) {
            // Given to itself, as in `let request = request.header(…)`.
            return parameter.unwrap_or(Verb::Same);
        }
        seen.push(name.to_owned());
        let mut finder = Given {
            name,
            values: Vec::new(),
            is_bound_otherwise: false,
        };
        finder.visit_block(self.block);
        let mut verbs: Vec<Verb> = finder.values.iter().map(|value| of(self, value, seen)).collect();
        if finder.is_bound_otherwise {
            verbs.push(Verb::Unknown);
        }
        seen.pop();
        match verbs.into_iter().reduce(Verb::or) {
            Some(Verb::Same) if seen.is_empty() => Verb::Unknown,
            Some(given) => given,
            None => parameter.unwrap_or(Verb::Unknown),
        }
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

fn place_of(ident: &syn::Ident) -> Place {
    ident.span().start().into()
}

fn path_place(expr: &Expr) -> Option<Place> {
    match expr {
        Expr::Path(path) => Some(start_of(path)),
        Expr::Paren(inner) => path_place(&inner.expr),
        _ => None,
    }
}

fn start_of(path: &ExprPath) -> Place {
    use syn::spanned::Spanned;
    path.span().start().into()
}

fn last_name(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    }
}

fn wraps(function: &Expr) -> bool {
    matches!(last_name(function).as_deref(), Some("Ok" | "Some"))
}

fn converts(function: &Expr) -> bool {
    let name = last_name(function);
    matches!(
        name.as_deref(),
        Some("from_bytes" | "from_str" | "try_from" | "from" | "Some" | "Ok")
    )
}

/// The name that an expression is, borrowed or not.
fn ident_of(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Reference(inner) => ident_of(&inner.expr),
        Expr::Paren(inner) => ident_of(&inner.expr),
        _ => None,
    }
}

fn of_method_call(call: &ExprMethodCall) -> Call {
    Call {
        receiver: Some((*call.receiver).clone()),
        arguments: call.args.iter().cloned().collect(),
        is_value: false,
    }
}

fn of_path_call(call: &ExprCall) -> Call {
    Call {
        receiver: None,
        arguments: call.args.iter().cloned().collect(),
        is_value: false,
    }
}

/// The call in `block` that begins at `place`: its method's name, or its path.
pub(super) fn call_at(block: &Block, place: Place) -> Option<Call> {
    let mut finder = CallAt { place, found: None };
    finder.visit_block(block);
    finder.found
}

struct CallAt {
    place: Place,
    found: Option<Call>,
}

impl<'ast> Visit<'ast> for CallAt {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if place_of(&call.method) == self.place {
            self.found = Some(of_method_call(call));
        } else {
            visit::visit_expr_method_call(self, call);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if path_place(&call.func) == Some(self.place) {
            self.found = Some(of_path_call(call));
        } else {
            visit::visit_expr_call(self, call);
        }
    }

    fn visit_expr_path(&mut self, path: &'ast ExprPath) {
        if self.found.is_none() && start_of(path) == self.place {
            self.found = Some(Call {
                receiver: None,
                arguments: Vec::new(),
                is_value: true,
            });
        }
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        for argument in arguments_of(item) {
            self.visit_expr(&argument);
        }
    }
}

struct MacroAt {
    place: Place,
    range: Option<(Place, Place)>,
}

impl<'ast> Visit<'ast> for MacroAt {
    fn visit_macro(&mut self, item: &'ast Macro) {
        use syn::spanned::Spanned;
        let (start, end) = (item.span().start().into(), item.span().end().into());
        if (start..=end).contains(&self.place) {
            self.range = Some((start, end));
        }
    }
}

struct CallsOn<'n> {
    name: &'n str,
    calls: Vec<(Place, Call)>,
}

impl<'ast> Visit<'ast> for CallsOn<'_> {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if ident_of(&call.receiver).as_deref() == Some(self.name) {
            self.calls.push((place_of(&call.method), of_method_call(call)));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        for argument in arguments_of(item) {
            self.visit_expr(&argument);
        }
    }
}

struct Given<'n> {
    name: &'n str,
    values: Vec<Expr>,
    is_bound_otherwise: bool,
}

impl Given<'_> {
    fn binds(&self, pattern: &Pat) -> bool {
        struct Names<'n>(&'n str, bool);
        impl<'ast> Visit<'ast> for Names<'_> {
            fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
                self.1 |= pattern.ident == self.0;
                visit::visit_pat_ident(self, pattern);
            }
        }
        let mut names = Names(self.name, false);
        names.visit_pat(pattern);
        names.1
    }
}

impl<'ast> Visit<'ast> for Given<'_> {
    fn visit_local(&mut self, local: &'ast Local) {
        let plain = match &local.pat {
            Pat::Type(typed) => &typed.pat,
            pattern => pattern,
        };
        let is_plain = matches!(plain, Pat::Ident(ident) if ident.ident == self.name);
        match &local.init {
            Some(init) if is_plain => self.values.push((*init.expr).clone()),
            // Given a value further on.
            None if is_plain => {}
            _ => self.is_bound_otherwise |= self.binds(&local.pat),
        }
        if let Some(init) = &local.init {
            visit::visit_expr(self, &init.expr);
        }
    }

    fn visit_expr_assign(&mut self, assign: &'ast ExprAssign) {
        if ident_of(&assign.left).as_deref() == Some(self.name) {
            self.values.push((*assign.right).clone());
        }
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
        self.is_bound_otherwise |= closure.inputs.iter().any(|input| self.binds(input));
        visit::visit_expr_closure(self, closure);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.is_bound_otherwise |= self.binds(&arm.pat);
        visit::visit_arm(self, arm);
    }

    fn visit_expr_let(&mut self, condition: &'ast syn::ExprLet) {
        self.is_bound_otherwise |= self.binds(&condition.pat);
        visit::visit_expr_let(self, condition);
    }

    fn visit_expr_for_loop(&mut self, each: &'ast syn::ExprForLoop) {
        self.is_bound_otherwise |= self.binds(&each.pat);
        visit::visit_expr_for_loop(self, each);
    }
}
