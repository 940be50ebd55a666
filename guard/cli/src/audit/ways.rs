//! What an expression may come to, where more than its end says so.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprBreak, ExprClosure, ExprForLoop, ExprLoop, ExprWhile, Label, Stmt};

use super::call::arguments_of;

/// What a block comes to: its end, and what leaves it under its label. `None` where nothing comes of its end.
pub(super) fn of_block<'b>(block: &'b Block, label: Option<&Label>) -> Vec<Option<&'b Expr>> {
    let mut ways: Vec<Option<&Expr>> = match block.stmts.last() {
        Some(Stmt::Expr(end, semicolon)) => match ends(end) {
            true => Vec::new(),
            false if semicolon.is_none() => vec![Some(end)],
            false => vec![None],
        },
        Some(Stmt::Macro(last)) if never_ends(&last.mac.path) => Vec::new(),
        _ => vec![None],
    };
    if let Some(label) = label {
        ways.extend(breaks(block, Some(label), false).into_iter().map(Some));
    }
    ways
}

/// What leaves a loop.
pub(super) fn of_loop(each: &ExprLoop) -> Vec<&Expr> {
    breaks(&each.body, each.label.as_ref(), true)
}

/// Whether nothing comes of an expression: it goes elsewhere.
pub(super) fn ends(expr: &Expr) -> bool {
    match expr {
        Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => true,
        Expr::Macro(item) => never_ends(&item.mac.path),
        _ => false,
    }
}

fn never_ends(path: &syn::Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| {
        ["panic", "unreachable", "todo", "unimplemented"]
            .iter()
            .any(|name| last.ident == name)
    })
}

/// The expressions that may be an element of what `expr` iterates over or holds; `None` if that is not written here.
pub(super) fn elements(expr: &Expr) -> Option<Vec<Expr>> {
    match expr {
        Expr::Array(list) => Some(list.elems.iter().cloned().collect()),
        Expr::Reference(inner) => elements(&inner.expr),
        Expr::Paren(inner) => elements(&inner.expr),
        Expr::Macro(item) if item.mac.path.is_ident("vec") => Some(arguments_of(&item.mac)),
        Expr::MethodCall(call) if call.method == "map" => match call.args.first() {
            Some(Expr::Closure(closure)) => Some(vec![(*closure.body).clone()]),
            _ => None,
        },
        Expr::MethodCall(call) if HANDS_ON.iter().any(|name| call.method == name) => elements(&call.receiver),
        _ => None,
    }
}

/// What hands on the elements as they are.
const HANDS_ON: [&str; 10] = [
    "iter",
    "into_iter",
    "iter_mut",
    "collect",
    "rev",
    "take",
    "skip",
    "filter",
    "to_vec",
    "by_ref",
];

/// What may be called on a collection that stays what it was given.
pub(super) fn leaves_as_is(method: &str) -> bool {
    ["iter", "into_iter", "len", "is_empty"].contains(&method)
}

fn breaks<'b>(block: &'b Block, label: Option<&Label>, is_loop: bool) -> Vec<&'b Expr> {
    let mut finder = Breaks {
        label: label.map(|label| label.name.ident.to_string()),
        is_inside: is_loop,
        found: Vec::new(),
    };
    finder.visit_block(block);
    finder.found
}

struct Breaks<'b> {
    label: Option<String>,
    /// Whether a `break` without a label leaves it.
    is_inside: bool,
    found: Vec<&'b Expr>,
}

impl Breaks<'_> {
    fn in_another(&mut self, visit: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.is_inside, false);
        visit(self);
        self.is_inside = before;
    }
}

impl<'b> Visit<'b> for Breaks<'b> {
    fn visit_expr_break(&mut self, leaving: &'b ExprBreak) {
        let is_ours = match &leaving.label {
            Some(label) => self.label.as_ref().is_some_and(|own| label.ident == own),
            None => self.is_inside,
        };
        if is_ours {
            self.found.extend(leaving.expr.as_deref());
        }
        visit::visit_expr_break(self, leaving);
    }

    fn visit_expr_loop(&mut self, each: &'b ExprLoop) {
        self.in_another(|finder| visit::visit_expr_loop(finder, each));
    }

    fn visit_expr_while(&mut self, each: &'b ExprWhile) {
        self.in_another(|finder| visit::visit_expr_while(finder, each));
    }

    fn visit_expr_for_loop(&mut self, each: &'b ExprForLoop) {
        self.in_another(|finder| visit::visit_expr_for_loop(finder, each));
    }

    fn visit_expr_closure(&mut self, _: &'b ExprClosure) {}
}
