//! What a name stands for that is no function's own: constants, and what is imported from the crate itself.

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use syn::{Expr, UseTree};

use super::source::{Function, Source};

/// A constant, or a static that does not change.
#[derive(Debug)]
pub(super) struct Constant {
    pub(super) name: String,
    /// The type or the module that it belongs to.
    pub(super) owner: String,
    pub(super) is_of_type: bool,
    pub(super) value: Expr,
}

/// A name that a file imports, and what the path to it begins with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) root: String,
    /// `*` for all that is there.
    pub(super) name: String,
}

/// What the module of a file is called.
pub(super) fn module_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let folder = || path.parent().and_then(Path::file_name).unwrap_or_default();
    match &*stem {
        "lib" | "main" => "crate".to_owned(),
        "mod" => folder().to_string_lossy().into_owned(),
        stem => stem.to_owned(),
    }
}

/// Enters what a `use` gives names to.
pub(super) fn enter_imports(tree: &UseTree, root: Option<&str>, imports: &mut Vec<Import>) {
    let mut enter = |name: String| {
        let root = root.unwrap_or(&name).to_owned();
        imports.push(Import { root, name });
    };
    match tree {
        UseTree::Path(path) => {
            let first = path.ident.to_string();
            enter_imports(&path.tree, Some(root.unwrap_or(&first)), imports);
        }
        UseTree::Name(name) => enter(name.ident.to_string()),
        UseTree::Rename(renamed) => enter(renamed.rename.to_string()),
        UseTree::Glob(_) => enter("*".to_owned()),
        UseTree::Group(group) => {
            for tree in &group.items {
                enter_imports(tree, root, imports);
            }
        }
    }
}

/// Which first parts of a path lead into a crate.
pub(super) fn modules(sources: &[Rc<Source>]) -> BTreeSet<String> {
    let ways = ["crate", "self", "super"].map(str::to_owned);
    let own = sources.iter().flat_map(|source| source.modules.iter().cloned());
    own.chain(ways).collect()
}

/// Whether `name` is imported into `source` from its own crate.
pub(super) fn imports_own(source: &Source, name: &str, modules: &BTreeSet<String>) -> bool {
    let mut imports = source.imports.iter();
    imports.any(|import| (import.name == name || import.name == "*") && modules.contains(&import.root))
}

/// The constants that can be named in one module.
#[derive(Debug)]
pub(super) struct Constants {
    source: Rc<Source>,
    module: String,
    sources: Vec<Rc<Source>>,
    modules: BTreeSet<String>,
}

impl Constants {
    /// Of the module that `function` stands in, or the file's.
    pub(super) fn at(function: Option<&Function>, source: Rc<Source>, sources: Vec<Rc<Source>>) -> Self {
        let modules = modules(&sources);
        let of_function = function.map(|function| function.module.clone());
        Self {
            module: of_function.unwrap_or_else(|| module_of(&source.path)),
            source,
            sources,
            modules,
        }
    }

    /// What `path` may stand for: of several that are called so, all.
    pub(super) fn of(&self, path: &syn::Path) -> Vec<&Expr> {
        let segments: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        let all = || self.sources.iter().flat_map(|source| &source.constants);
        let values = |constant: &&Constant, name: &str| constant.name == *name;
        match segments.as_slice() {
            [name] => {
                let own = self.source.constants.iter();
                let own: Vec<&Expr> = own
                    .filter(|constant| {
                        values(constant, name) && !constant.is_of_type && constant.owner == self.module
                    })
                    .map(|constant| &constant.value)
                    .collect();
                if !own.is_empty() || !imports_own(&self.source, name, &self.modules) {
                    return own;
                }
                all()
                    .filter(|constant| values(constant, name) && !constant.is_of_type)
                    .map(|constant| &constant.value)
                    .collect()
            }
            [.., owner, name] => {
                let is_near = |constant: &&Constant| match owner.as_str() {
                    "Self" => constant.is_of_type,
                    "crate" | "self" | "super" => !constant.is_of_type,
                    owner => constant.owner == owner,
                };
                all()
                    .filter(|constant| values(constant, name) && is_near(constant))
                    .map(|constant| &constant.value)
                    .collect()
            }
            [] => Vec::new(),
        }
    }
}
