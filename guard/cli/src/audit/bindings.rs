//! What names are given in a body.

use syn::visit::{self, Visit};
use syn::{Arm, Block, Expr, ExprAssign, ExprClosure, ExprForLoop, ExprLet, Local, Pat, PatIdent};

use super::call::ident_of;

/// What a name is given.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// This.
    Is(Expr),
    /// A part of this.
    Within(Expr),
    /// What another pattern finds.
    Other,
}

/// Every name of `block` with everything that it is given.
pub(super) fn bindings(block: &Block) -> Vec<(String, Value)> {
    let mut bindings = Bindings(Vec::new());
    bindings.visit_block(block);
    bindings.0
}

/// The names that a pattern binds.
pub(super) fn names(pattern: &Pat) -> Vec<String> {
    let mut names = Names(Vec::new());
    names.visit_pat(pattern);
    names.0
}

struct Bindings(Vec<(String, Value)>);

impl Bindings {
    fn bind(&mut self, pattern: &Pat, value: &Value) {
        self.0
            .extend(names(pattern).into_iter().map(|name| (name, value.clone())));
    }
}

impl<'ast> Visit<'ast> for Bindings {
    fn visit_local(&mut self, local: &'ast Local) {
        let plain = match &local.pat {
            Pat::Type(typed) => &typed.pat,
            pattern => pattern,
        };
        let is_plain = matches!(plain, Pat::Ident(ident) if ident.subpat.is_none());
        match &local.init {
            Some(init) if is_plain => self.bind(plain, &Value::Is((*init.expr).clone())),
            Some(init) => self.bind(plain, &Value::Within((*init.expr).clone())),
            // Given a value further on.
            None => {}
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_assign(&mut self, assign: &'ast ExprAssign) {
        let name = ident_of(&assign.left);
        self.0
            .extend(name.map(|name| (name, Value::Is((*assign.right).clone()))));
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
        for input in &closure.inputs {
            self.bind(input, &Value::Other);
        }
        visit::visit_expr_closure(self, closure);
    }

    fn visit_arm(&mut self, arm: &'ast Arm) {
        self.bind(&arm.pat, &Value::Other);
        visit::visit_arm(self, arm);
    }

    fn visit_expr_let(&mut self, condition: &'ast ExprLet) {
        self.bind(&condition.pat, &Value::Other);
        visit::visit_expr_let(self, condition);
    }

    fn visit_expr_for_loop(&mut self, each: &'ast ExprForLoop) {
        self.bind(&each.pat, &Value::Other);
        visit::visit_expr_for_loop(self, each);
    }
}

struct Names(Vec<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_pat_ident(&mut self, pattern: &'ast PatIdent) {
        self.0.push(pattern.ident.to_string());
        visit::visit_pat_ident(self, pattern);
    }
}
