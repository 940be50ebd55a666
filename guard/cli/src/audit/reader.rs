//! Reads a file of items: its functions, and the names that are mentioned.

use std::path::PathBuf;

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Block, ExprMethodCall, ExprPath, FnArg, ImplItemFn, ItemFn, ItemImpl, ItemMod, ItemTrait,
    Macro, Pat, Signature, TraitItemFn, Type, UseTree, Visibility,
};

use super::attributes::{self, Attributes, Compiled};
use super::constants::{Constant, enter_imports, module_of};
use super::included;
use super::origin;
use super::permits::Permits;
use super::source::{Function, Guard, Known, Place, Reach, Source};

/// Enters into `source` what `file` holds.
pub(super) fn read(file: &syn::File, known: &Known, source: &mut Source) {
    let source_path = source.path.clone();
    let mut reader = Reader {
        source,
        permits: Permits::of(file, &known.guards),
        attribute_names: vec!["guarded_write".to_owned()],
        features: known.features.of(&source_path),
        written: &known.written,
        owner: Vec::new(),
        module: module_of(&source_path),
        depth: 0,
        is_public_by_trait: false,
    };
    reader.learn_names(file);
    reader.visit_file(file);
}

struct Reader<'s> {
    source: &'s mut Source,
    permits: Permits,
    /// What the attribute is called here.
    attribute_names: Vec<String>,
    features: Option<&'s Compiled>,
    /// Where build scripts wrote.
    written: &'s [PathBuf],
    owner: Vec<String>,
    /// The module that it is in.
    module: String,
    /// How many functions it is in.
    depth: usize,
    is_public_by_trait: bool,
}

impl Reader<'_> {
    /// Learns under which names the attribute was imported.
    fn learn_names(&mut self, file: &syn::File) {
        struct Uses<'n>(&'n mut Vec<String>, &'n mut Vec<String>);
        impl<'ast> Visit<'ast> for Uses<'_> {
            fn visit_use_tree(&mut self, tree: &'ast UseTree) {
                if let UseTree::Rename(renamed) = tree {
                    if renamed.ident == "guarded_write" {
                        self.0.push(renamed.rename.to_string());
                    }
                    self.1.push(renamed.ident.to_string());
                }
                visit::visit_use_tree(self, tree);
            }
        }
        Uses(&mut self.attribute_names, &mut self.source.renamed).visit_file(file);
    }

    fn add(
        &mut self,
        attributes: &[Attribute],
        reach: Reach,
        signature: &Signature,
        block: &Block,
        span: proc_macro2::Span,
    ) {
        let ident = signature.ident.to_string();
        let mut name = self.owner.join("::");
        if !name.is_empty() {
            name.push_str("::");
        }
        name.push_str(&ident);
        let mut mentions = Mentions::default();
        mentions.visit_block(block);
        let mut named = Mentions::default();
        named.visit_signature(signature);
        let signature_names = named.0.into_iter().map(|(name, _)| name).collect();
        let mut given_out = Mentions::default();
        given_out.visit_return_type(&signature.output);
        let output_names = given_out.0.into_iter().map(|(name, _)| name).collect();
        let carried = Attributes {
            names: &self.attribute_names,
            features: self.features,
        };
        let (mut guard, permit) = carried.guard(attributes);
        let is_renamed =
            |meta: &syn::Meta| self.attribute_names.iter().any(|name| meta.path().is_ident(name));
        let mut others = attributes.iter().filter(|attribute| !is_renamed(&attribute.meta));
        let reach = if others.any(|attribute| attributes::hands_out(&attribute.meta)) {
            Reach::Anywhere
        } else {
            reach
        };
        if let Guard::Attribute { uses_permit } = &mut guard {
            *uses_permit = permit.is_some_and(|permit| mentions.0.iter().any(|(name, _)| *name == permit));
        }
        let arguments = signature.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(typed) => Some(typed),
            FnArg::Receiver(_) => None,
        });
        let parameters = arguments.clone().map(|typed| name_of(&typed.pat)).collect();
        let takes_permit = arguments.clone().any(|typed| self.permits.are_in(&typed.ty));
        self.source.functions.push(Function {
            name,
            ident,
            module: self.module.clone(),
            reach,
            guard,
            takes_permit,
            has_receiver: signature.receiver().is_some(),
            parameters,
            guard_parameters: origin::guard_names(arguments.map(|typed| (&*typed.pat, &*typed.ty))),
            has_output: matches!(signature.output, syn::ReturnType::Type(..)),
            output_names,
            block: block.clone(),
            start: span.start().into(),
            end: span.end().into(),
            mentions: mentions.0,
            signature_names,
        });
    }

    /// What stands in a function is its own.
    fn add_constant(&mut self, ident: &syn::Ident, value: &syn::Expr, is_of_type: bool) {
        if self.depth > 0 {
            return;
        }
        let of_type = self.owner.last().filter(|_| is_of_type);
        self.source.constants.push(Constant {
            name: ident.to_string(),
            owner: of_type.unwrap_or(&self.module).clone(),
            is_of_type,
            value: value.clone(),
        });
    }

    fn inside(&mut self, signature: &Signature, block: &Block) {
        self.depth = self.depth.saturating_add(1);
        self.within(Some(signature.ident.to_string()), false, |reader| {
            visit::visit_block(reader, block);
        });
        self.depth = self.depth.saturating_sub(1);
    }

    fn within(&mut self, owner: Option<String>, is_public_by_trait: bool, visit: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.is_public_by_trait, is_public_by_trait);
        let pushed = owner.map(|owner| self.owner.push(owner)).is_some();
        visit(self);
        if pushed {
            self.owner.pop();
        }
        self.is_public_by_trait = before;
    }
}

fn name_of(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Ident(ident) => Some(ident.ident.to_string()),
        _ => None,
    }
}

fn reach_of(visibility: &Visibility) -> Reach {
    match visibility {
        Visibility::Public(_) => Reach::Anywhere,
        Visibility::Restricted(restricted) if restricted.path.is_ident("self") => Reach::Module,
        Visibility::Restricted(_) => Reach::Crate,
        Visibility::Inherited => Reach::Module,
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.add(
            &item.attrs,
            reach_of(&item.vis),
            &item.sig,
            &item.block,
            item.span(),
        );
        self.inside(&item.sig, &item.block);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        let reach = if self.is_public_by_trait {
            Reach::Anywhere
        } else {
            reach_of(&item.vis)
        };
        self.add(&item.attrs, reach, &item.sig, &item.block, item.span());
        self.inside(&item.sig, &item.block);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        if let Some(block) = &item.default {
            self.add(&item.attrs, Reach::Anywhere, &item.sig, block, item.span());
            self.inside(&item.sig, block);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let owner = match item.self_ty.as_ref() {
            Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
            _ => None,
        };
        self.within(owner, item.trait_.is_some(), |reader| {
            visit::visit_item_impl(reader, item);
        });
    }

    fn visit_item_trait(&mut self, item: &'ast ItemTrait) {
        self.within(Some(item.ident.to_string()), true, |reader| {
            visit::visit_item_trait(reader, item);
        });
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let folder = self.source.path.parent().map(std::path::Path::to_owned);
        let moved = item.attrs.iter().filter_map(included::path_in);
        let moved: Vec<_> = moved
            .filter_map(|path| Some(folder.as_ref()?.join(path)))
            .collect();
        self.source.moved.extend(moved);
        let module = item.ident.to_string();
        self.source.modules.push(module.clone());
        let before = std::mem::replace(&mut self.module, module);
        self.within(None, false, |reader| visit::visit_item_mod(reader, item));
        self.module = before;
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        enter_imports(&item.tree, None, &mut self.source.imports);
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.add_constant(&item.ident, &item.expr, false);
        visit::visit_item_const(self, item);
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.add_constant(&item.ident, &item.expr, false);
        visit::visit_item_static(self, item);
    }

    fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
        self.add_constant(&item.ident, &item.expr, true);
        visit::visit_impl_item_const(self, item);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        if item.path.is_ident("include") {
            let place = item.span().start().into();
            let mut files = included::files(item, &self.source.path, self.written);
            files.retain(|file| file.is_file());
            self.source.includes_unseen |= files.is_empty();
            self.source
                .includes
                .extend(files.into_iter().map(|file| (file, place)));
        }
        if self.depth == 0 {
            self.source.outside.extend(idents(item.tokens.clone()));
        }
        visit::visit_macro(self, item);
    }

    fn visit_expr_path(&mut self, path: &'ast ExprPath) {
        if self.depth == 0 {
            self.source.outside.extend(last_of(path));
        }
        visit::visit_expr_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if self.depth == 0 {
            self.source
                .outside
                .push((call.method.to_string(), call.method.span().start().into()));
        }
        visit::visit_expr_method_call(self, call);
    }
}

#[derive(Default)]
struct Mentions(Vec<(String, Place)>);

impl<'ast> Visit<'ast> for Mentions {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let start = path.span().start().into();
        // The segments before the last are types and modules, which a layer's name may be among.
        self.0.extend(
            path.segments
                .iter()
                .map(|segment| (segment.ident.to_string(), start)),
        );
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        self.0
            .push((call.method.to_string(), call.method.span().start().into()));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        self.0.extend(idents(item.tokens.clone()));
        visit::visit_macro(self, item);
    }
}

fn last_of(path: &ExprPath) -> Option<(String, Place)> {
    let last = path.path.segments.last()?;
    Some((last.ident.to_string(), path.span().start().into()))
}

/// Every name in `tokens`.
fn idents(tokens: TokenStream) -> Vec<(String, Place)> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => found.push((ident.to_string(), ident.span().start().into())),
            TokenTree::Group(group) => found.extend(idents(group.stream())),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    found
}
