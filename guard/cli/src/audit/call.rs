//! Calls, as they are written.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::Parser;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprAssign, ExprCall, ExprMethodCall, ExprPath, ExprReference, Macro, UnOp};

use super::rules::Rule;
use super::source::{Function, Place};

/// A call, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) receiver: Option<Expr>,
    pub(super) arguments: Vec<Expr>,
    /// The method's name, where it is one.
    pub(super) method: Option<String>,
    /// A path that is not called here: a function as a value.
    pub(super) is_value: bool,
}

impl Call {
    /// The argument of number `index`, counted without the receiver that `rule` says the function has.
    pub(super) fn argument(&self, index: usize, has_receiver: bool) -> Option<&Expr> {
        let shift = usize::from(has_receiver && self.receiver.is_none());
        self.arguments.get(index.saturating_add(shift))
    }

    /// What the call works on.
    pub(super) fn carried(&self, rule: &Rule) -> Option<&Expr> {
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

pub(super) fn place_of(ident: &syn::Ident) -> Place {
    ident.span().start().into()
}

pub(super) fn path_place(expr: &Expr) -> Option<Place> {
    match expr {
        Expr::Path(path) => Some(start_of(path)),
        Expr::Paren(inner) => path_place(&inner.expr),
        _ => None,
    }
}

fn start_of(path: &ExprPath) -> Place {
    path.span().start().into()
}

/// The name that an expression is, borrowed or not, and where it stands.
pub(super) fn name_at(expr: &Expr) -> Option<(String, Place)> {
    match expr {
        Expr::Path(path) => path
            .path
            .get_ident()
            .map(|ident| (ident.to_string(), place_of(ident))),
        Expr::Reference(inner) => name_at(&inner.expr),
        Expr::Paren(inner) => name_at(&inner.expr),
        Expr::Unary(inner) if matches!(inner.op, UnOp::Deref(_)) => name_at(&inner.expr),
        _ => None,
    }
}

impl From<&ExprMethodCall> for Call {
    fn from(call: &ExprMethodCall) -> Self {
        Self {
            receiver: Some((*call.receiver).clone()),
            arguments: call.args.iter().cloned().collect(),
            method: Some(call.method.to_string()),
            is_value: false,
        }
    }
}

impl From<&ExprCall> for Call {
    fn from(call: &ExprCall) -> Self {
        Self {
            receiver: None,
            arguments: call.args.iter().cloned().collect(),
            method: None,
            is_value: false,
        }
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
            self.found = Some(call.into());
        } else {
            visit::visit_expr_method_call(self, call);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if path_place(&call.func) == Some(self.place) {
            self.found = Some(call.into());
        } else {
            visit::visit_expr_call(self, call);
        }
    }

    fn visit_expr_path(&mut self, path: &'ast ExprPath) {
        if self.found.is_none() && start_of(path) == self.place {
            self.found = Some(Call {
                receiver: None,
                arguments: Vec::new(),
                method: None,
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

/// What the method at `place` is assigned, as in `*request.method_mut() = …`.
pub(super) fn assigned_at(block: &Block, place: Place) -> Option<Expr> {
    let mut finder = AssignedAt { place, found: None };
    finder.visit_block(block);
    finder.found
}

struct AssignedAt {
    place: Place,
    found: Option<Expr>,
}

impl<'ast> Visit<'ast> for AssignedAt {
    fn visit_expr_assign(&mut self, assign: &'ast ExprAssign) {
        let method = match &*assign.left {
            Expr::Unary(inner) if matches!(inner.op, UnOp::Deref(_)) => match &*inner.expr {
                Expr::MethodCall(call) => Some(place_of(&call.method)),
                _ => None,
            },
            _ => None,
        };
        if method == Some(self.place) {
            self.found = Some((*assign.right).clone());
        }
        visit::visit_expr_assign(self, assign);
    }
}

/// The innermost braces around `place` in a macro, if there are statements in them.
pub(super) fn braces_around(block: &Block, place: Place) -> Option<Block> {
    let mut finder = BracesAround { place, found: None };
    finder.visit_block(block);
    finder.found
}

struct BracesAround {
    place: Place,
    found: Option<Block>,
}

impl BracesAround {
    fn look(&mut self, tokens: TokenStream) {
        for token in tokens {
            let TokenTree::Group(group) = token else { continue };
            let (start, end): (Place, Place) =
                (group.span_open().start().into(), group.span_close().end().into());
            if !(start..=end).contains(&self.place) {
                continue;
            }
            if group.delimiter() == Delimiter::Brace {
                if let Ok(stmts) = Block::parse_within.parse2(group.stream()) {
                    let brace_token = syn::token::Brace {
                        span: group.delim_span(),
                    };
                    self.found = Some(Block { brace_token, stmts });
                }
            }
            self.look(group.stream());
        }
    }
}

impl<'ast> Visit<'ast> for BracesAround {
    fn visit_macro(&mut self, item: &'ast Macro) {
        self.look(item.tokens.clone());
    }
}

/// Where the macro begins and ends that `place` stands in.
pub(super) fn macro_around(block: &Block, place: Place) -> Option<(Place, Place)> {
    let mut finder = MacroAt { place, range: None };
    finder.visit_block(block);
    finder.range
}

struct MacroAt {
    place: Place,
    range: Option<(Place, Place)>,
}

impl<'ast> Visit<'ast> for MacroAt {
    fn visit_macro(&mut self, item: &'ast Macro) {
        let (start, end) = (item.span().start().into(), item.span().end().into());
        if (start..=end).contains(&self.place) {
            self.range = Some((start, end));
        }
    }
}

/// The calls of methods on what `is_it`.
pub(super) fn calls_on(block: &Block, is_it: impl Fn(&Expr) -> bool) -> Vec<(Place, Call)> {
    let mut finder = Uses {
        is_it: &is_it,
        calls: Vec::new(),
        is_lent: false,
    };
    finder.visit_block(block);
    finder.calls
}

/// Whether somebody else gets a `&mut` of what `is_it`.
pub(super) fn is_lent_to_change(block: &Block, is_it: impl Fn(&Expr) -> bool) -> bool {
    let mut finder = Uses {
        is_it: &is_it,
        calls: Vec::new(),
        is_lent: false,
    };
    finder.visit_block(block);
    finder.is_lent
}

struct Uses<'n> {
    is_it: &'n dyn Fn(&Expr) -> bool,
    calls: Vec<(Place, Call)>,
    is_lent: bool,
}

impl<'ast> Visit<'ast> for Uses<'_> {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if (self.is_it)(&call.receiver) {
            self.calls.push((place_of(&call.method), call.into()));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_reference(&mut self, reference: &'ast ExprReference) {
        self.is_lent |= reference.mutability.is_some() && (self.is_it)(&reference.expr);
        visit::visit_expr_reference(self, reference);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        for argument in arguments_of(item) {
            self.visit_expr(&argument);
        }
    }
}

/// The expressions that the arguments of a macro are, where they are any.
pub(super) fn arguments_of(item: &Macro) -> Vec<Expr> {
    type List = syn::punctuated::Punctuated<Expr, syn::Token![,]>;
    if let Ok(list) = item.parse_body_with(List::parse_terminated) {
        return list.into_iter().collect();
    }
    match item.parse_body_with(Block::parse_within) {
        Ok(statements) => {
            let block = Block {
                brace_token: syn::token::Brace::default(),
                stmts: statements,
            };
            vec![Expr::Block(syn::ExprBlock {
                attrs: Vec::new(),
                label: None,
                block,
            })]
        }
        Err(_) => Vec::new(),
    }
}
