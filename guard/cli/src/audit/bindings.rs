//! What the names of a body stand for, each where it is used: a name can be given again, to something else.

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Arm, Block, Expr, ExprAssign, ExprClosure, ExprField, ExprForLoop, ExprIf, ExprLet, ExprMatch,
    ExprMethodCall, ExprWhile, Item, Local, Macro, Member, Pat, PatIdent, Stmt,
};

use super::call::{arguments_of, name_at};
use super::source::Place;

/// What a name is given.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// This.
    Is(Expr),
    /// A part of this.
    Within(Expr),
    /// One after the other of what this iterates over.
    Each(Expr),
    /// The function's argument of this number.
    Parameter(usize),
    /// What another pattern finds.
    Other,
}

/// One name, from where it can be used to where it ends.
#[derive(Debug)]
struct Binding {
    name: String,
    from: Place,
    to: Place,
    values: Vec<Value>,
}

/// The names of a body.
#[derive(Debug)]
pub(super) struct Bindings(Vec<Binding>);

/// The number of a name.
pub(super) type Id = usize;

const START: Place = Place { line: 0, column: 0 };
const END: Place = Place {
    line: usize::MAX,
    column: usize::MAX,
};

impl Bindings {
    /// Those of `block`, whose function calls its arguments so.
    pub(super) fn of(block: &Block, parameters: &[Option<String>]) -> Self {
        let arguments = parameters.iter().enumerate().filter_map(|(index, name)| {
            let values = vec![Value::Parameter(index)];
            name.clone().map(|name| Binding {
                name,
                from: START,
                to: END,
                values,
            })
        });
        let mut reader = Reader {
            bindings: arguments.collect(),
            assigned: Vec::new(),
            end: END,
        };
        reader.visit_block(block);
        let Reader {
            bindings, assigned, ..
        } = reader;
        let mut bindings = Self(bindings);
        for (name, place, value) in assigned {
            if let Some(binding) = bindings.id(&name, place).and_then(|id| bindings.0.get_mut(id)) {
                binding.values.push(value);
            }
        }
        bindings
    }

    /// What `name` is at `place`: the last one that was made so and has not ended.
    pub(super) fn id(&self, name: &str, place: Place) -> Option<Id> {
        let reaches = |binding: &Binding| binding.name == name && binding.from <= place && place < binding.to;
        let found = self.0.iter().enumerate().filter(|(_, binding)| reaches(binding));
        found.max_by_key(|(_, binding)| binding.from).map(|(id, _)| id)
    }

    /// What the name that `expr` is stands for.
    pub(super) fn id_of(&self, expr: &Expr) -> Option<Id> {
        let (name, place) = name_at(expr)?;
        self.id(&name, place)
    }

    /// Everything that it is given.
    pub(super) fn values(&self, id: Id) -> &[Value] {
        self.0.get(id).map_or(&[], |binding| &binding.values)
    }

    pub(super) fn ids(&self) -> std::ops::Range<Id> {
        0..self.0.len()
    }

    /// The parts called `member` of what `base` is, where all that it is given is written out.
    pub(super) fn fields(&self, base: &Expr, member: &Member) -> Option<Vec<Expr>> {
        let written: Vec<&Expr> = match self.id_of(base) {
            None => vec![base],
            Some(id) => {
                let values = self.values(id).iter().map(|value| match value {
                    Value::Is(value) => Some(value),
                    _ => None,
                });
                values.collect::<Option<_>>()?
            }
        };
        let fields = written.into_iter().map(|value| match (value, member) {
            (Expr::Struct(made), member) => {
                let mut fields = made.fields.iter();
                let own = fields.find(|field| field.member == *member);
                let rest = || made.rest.as_ref().map(|rest| part_of(rest, member.clone()));
                own.map(|field| field.expr.clone()).or_else(rest)
            }
            (Expr::Tuple(made), Member::Unnamed(index)) => nth(&made.elems, index.index).cloned(),
            _ => None,
        });
        fields
            .collect::<Option<Vec<_>>>()
            .filter(|fields| !fields.is_empty())
    }
}

fn nth<P>(list: &Punctuated<Expr, P>, index: u32) -> Option<&Expr> {
    usize::try_from(index).ok().and_then(|index| list.get(index))
}

/// The names that a pattern binds.
pub(super) fn names(pattern: &Pat) -> Vec<String> {
    let mut names = Names(Vec::new());
    names.visit_pat(pattern);
    names.0
}

struct Reader {
    bindings: Vec<Binding>,
    assigned: Vec<(String, Place, Value)>,
    /// Where what is being read ends.
    end: Place,
}

impl Reader {
    fn bind(&mut self, pattern: &Pat, value: &Value, from: Place, to: Place) {
        let bound = names(pattern).into_iter().map(|name| Binding {
            name,
            from,
            to,
            values: vec![value.clone()],
        });
        self.bindings.extend(bound);
    }

    /// Binds a pattern and the parts of it to the parts of `value`, as far as both are written out.
    fn take_apart(&mut self, pattern: &Pat, value: &Expr, from: Place, to: Place) {
        match (pattern, value) {
            (Pat::Type(typed), value) => self.take_apart(&typed.pat, value, from, to),
            (Pat::Paren(inner), value) => self.take_apart(&inner.pat, value, from, to),
            (Pat::Ident(ident), value) if ident.subpat.is_none() => {
                self.bind(pattern, &Value::Is(value.clone()), from, to);
            }
            (Pat::Tuple(parts), Expr::Tuple(values)) if parts.elems.len() == values.elems.len() => {
                for (part, value) in parts.elems.iter().zip(&values.elems) {
                    self.take_apart(part, value, from, to);
                }
            }
            (Pat::Reference(inner), value) => self.take_apart(&inner.pat, value, from, to),
            (Pat::Tuple(parts), value) if parts.elems.iter().all(|part| !matches!(part, Pat::Rest(_))) => {
                for (index, part) in (0..).zip(&parts.elems) {
                    self.take_apart(part, &part_of(value, syn::Index::from(index).into()), from, to);
                }
            }
            (Pat::Struct(made), value) => {
                for field in &made.fields {
                    self.take_apart(&field.pat, &part_of(value, field.member.clone()), from, to);
                }
            }
            // What is tried is the same with its `Some` or `Ok` around it.
            (Pat::TupleStruct(made), value) if is_success(made) => {
                for part in &made.elems {
                    self.take_apart(part, value, from, to);
                }
            }
            (pattern, value) => self.bind(pattern, &Value::Within(value.clone()), from, to),
        }
    }

    fn until(&mut self, end: Place, read: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.end, end);
        read(self);
        self.end = before;
    }
}

fn part_of(value: &Expr, member: Member) -> Expr {
    Expr::Field(ExprField {
        attrs: Vec::new(),
        base: Box::new(value.clone()),
        dot_token: syn::token::Dot::default(),
        member,
    })
}

/// What a part of a part is of.
fn innermost(field: &ExprField) -> &Expr {
    match &*field.base {
        Expr::Field(inner) => innermost(inner),
        base => base,
    }
}

fn is_success(pattern: &syn::PatTupleStruct) -> bool {
    let last = pattern.path.segments.last();
    last.is_some_and(|last| last.ident == "Some" || last.ident == "Ok") && pattern.elems.len() == 1
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_block(&mut self, block: &'ast Block) {
        let close: Place = block.brace_token.span.close().start().into();
        // Where it stands in no file, what is around it says where it ends.
        let end = if close.line > 1 || close.column > 1 {
            close
        } else {
            self.end
        };
        for statement in &block.stmts {
            if let Stmt::Item(Item::Const(constant)) = statement {
                self.bindings.push(Binding {
                    name: constant.ident.to_string(),
                    from: block.brace_token.span.open().start().into(),
                    to: end,
                    values: vec![Value::Is((*constant.expr).clone())],
                });
            }
        }
        self.until(end, |reader| visit::visit_block(reader, block));
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        let takes_each = ["map", "for_each", "then", "flat_map", "filter_map"];
        if let Some(Expr::Closure(closure)) = call.args.first() {
            if let (1, Some(Pat::Ident(_)), true) = (
                closure.inputs.len(),
                closure.inputs.first(),
                takes_each.iter().any(|name| call.method == name),
            ) {
                let (from, to) = (closure.body.span().start().into(), closure.span().end().into());
                for input in &closure.inputs {
                    self.bind(input, &Value::Each((*call.receiver).clone()), from, to);
                }
            }
        }
    }

    fn visit_local(&mut self, local: &'ast Local) {
        let (from, to) = (local.span().end().into(), self.end);
        if let Some(init) = &local.init {
            self.take_apart(&local.pat, &init.expr, from, to);
        } else {
            self.bind(&local.pat, &Value::Other, from, to);
            if let Some(binding) = self.bindings.last_mut() {
                // Given a value further on.
                binding.values.clear();
            }
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_assign(&mut self, assign: &'ast ExprAssign) {
        // What a part is given, is not followed.
        let (whole, value) = match &*assign.left {
            Expr::Field(field) => (innermost(field), Value::Other),
            whole => (whole, Value::Is((*assign.right).clone())),
        };
        self.assigned
            .extend(name_at(whole).map(|(name, place)| (name, place, value)));
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
        let (from, to) = (closure.body.span().start().into(), closure.span().end().into());
        for input in &closure.inputs {
            self.bind(input, &Value::Other, from, to);
        }
        visit::visit_expr_closure(self, closure);
    }

    fn visit_expr_match(&mut self, choice: &'ast ExprMatch) {
        for Arm { pat, body, .. } in &choice.arms {
            let (from, to) = (pat.span().end().into(), body.span().end().into());
            self.take_apart(pat, &choice.expr, from, to);
        }
        visit::visit_expr_match(self, choice);
    }

    fn visit_expr_if(&mut self, branch: &'ast ExprIf) {
        let end = branch.then_branch.span().end().into();
        self.until(end, |reader| reader.visit_expr(&branch.cond));
        self.visit_block(&branch.then_branch);
        if let Some((_, other)) = &branch.else_branch {
            self.visit_expr(other);
        }
    }

    fn visit_expr_while(&mut self, each: &'ast ExprWhile) {
        let end = each.body.span().end().into();
        self.until(end, |reader| reader.visit_expr(&each.cond));
        self.visit_block(&each.body);
    }

    fn visit_expr_let(&mut self, condition: &'ast ExprLet) {
        let from = condition.span().end().into();
        self.take_apart(&condition.pat, &condition.expr, from, self.end);
        visit::visit_expr_let(self, condition);
    }

    fn visit_expr_for_loop(&mut self, each: &'ast ExprForLoop) {
        let (from, to) = (each.body.span().start().into(), each.body.span().end().into());
        self.bind(&each.pat, &Value::Within((*each.expr).clone()), from, to);
        visit::visit_expr_for_loop(self, each);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        self.until(item.span().end().into(), |reader| {
            for argument in arguments_of(item) {
                reader.visit_expr(&argument);
            }
        });
    }
}

struct Names(Vec<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_pat_ident(&mut self, pattern: &'ast PatIdent) {
        self.0.push(pattern.ident.to_string());
        visit::visit_pat_ident(self, pattern);
    }
}
