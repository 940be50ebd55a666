//! Which types are permits of the guard: other crates have a `Permit` too.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Item, ItemUse, Type, UseTree};

const NAME: &str = "Permit";

/// What holds one, or none.
const MAY_BE_EMPTY: [&str; 5] = ["Option", "Result", "Vec", "VecDeque", "HashMap"];

/// What `Permit` means in one file.
#[derive(Debug)]
pub(super) struct Permits {
    /// The crate of the guard, by its names.
    guards: Vec<String>,
    /// What a name stands for, by the imports of the file; of all its modules, for a name is seldom two things.
    imported: BTreeMap<String, Vec<Vec<String>>>,
    /// The types that are made here.
    own: BTreeSet<String>,
}

impl Permits {
    pub(super) fn of(file: &syn::File, guards: &[String]) -> Self {
        let mut permits = Self {
            guards: guards.to_vec(),
            imported: BTreeMap::new(),
            own: BTreeSet::new(),
        };
        permits.visit_file(file);
        permits
    }

    /// Whether one is in the type for sure: in an option or a list there may be none.
    pub(super) fn are_in(&self, ty: &Type) -> bool {
        let mut finder = Finder {
            permits: self,
            found: false,
        };
        finder.visit_type(ty);
        finder.found
    }

    fn is_one(&self, path: &syn::Path) -> bool {
        let written: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        let Some(first) = written.first() else {
            return false;
        };
        match self.imported.get(first) {
            Some(imported) => imported.iter().all(|before| {
                let whole: Vec<String> = before.iter().chain(written.iter().skip(1)).cloned().collect();
                self.is_of_guard(&whole)
            }),
            None if written.len() == 1 => first == NAME && !self.own.contains(NAME),
            None => self.is_of_guard(&written),
        }
    }

    /// Whether a path may lead to the guard's: from its crate, or from this one, which may hand it on.
    fn is_of_guard(&self, path: &[String]) -> bool {
        let [first, .., last] = path else { return false };
        let is_here = matches!(first.as_str(), "crate" | "self" | "super");
        last == NAME && (is_here || self.guards.contains(first))
    }

    fn import(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &syn::Ident| {
            let mut path = before.to_vec();
            if name != "self" || path.is_empty() {
                path.push(name.to_string());
            }
            path
        };
        match tree {
            UseTree::Path(path) => self.import(&with(&path.ident), &path.tree),
            UseTree::Name(name) => {
                let path = with(&name.ident);
                if let Some(last) = path.last().cloned() {
                    self.enter(last, path);
                }
            }
            UseTree::Rename(renamed) => self.enter(renamed.rename.to_string(), with(&renamed.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(before, tree)),
            UseTree::Glob(_) => {}
        }
    }

    fn enter(&mut self, name: String, path: Vec<String>) {
        // `use write_guard;` says nothing new.
        if path.as_slice() != [name.as_str()] {
            self.imported.entry(name).or_default().push(path);
        }
    }
}

impl<'ast> Visit<'ast> for Permits {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.import(&[], &item.tree);
    }

    fn visit_item(&mut self, item: &'ast Item) {
        let made = match item {
            Item::Struct(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            _ => None,
        };
        self.own.extend(made.map(ToString::to_string));
        visit::visit_item(self, item);
    }
}

struct Finder<'p> {
    permits: &'p Permits,
    found: bool,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.found |= self.permits.is_one(path);
        let last = path.segments.last();
        if !last.is_some_and(|last| MAY_BE_EMPTY.iter().any(|name| last.ident == name)) {
            visit::visit_path(self, path);
        }
    }

    fn visit_type_slice(&mut self, _: &'ast syn::TypeSlice) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permit_is_the_guards_and_no_other_crates() {
        for (imports, ty, is_one) in [
            ("use write_guard::Permit;", "Permit", true),
            ("use write_guard::Permit;", "Box<&Permit<G>>", true),
            ("use write_guard::Permit;", "Option<&Permit<G>>", false),
            ("use write_guard::Permit;", "&mut Vec<Permit>", false),
            ("use write_guard::Permit;", "&[Permit]", false),
            ("use write_guard::{Blocked, Permit as Leave};", "Leave", true),
            ("use write_guard as wall;", "wall::Permit", true),
            ("", "write_guard::Permit", true),
            ("", "::write_guard::Permit", true),
            ("", "renamed::Permit", true),
            ("", "crate::guard::Permit", true),
            ("use super::*;", "Permit", true),
            ("use crate::guard;", "guard::Permit", true),
            ("use write_guard::{self, Blocked};", "write_guard::Permit", true),
            ("", "tokio::sync::mpsc::Permit<u8>", false),
            ("use tokio::sync::mpsc;", "mpsc::Permit<u8>", false),
            ("use tokio::sync::mpsc::Permit;", "Permit<u8>", false),
            (
                "use tokio::sync::mpsc::{self, Permit as Leave};",
                "Leave<u8>",
                false,
            ),
            ("struct Permit;", "Permit", false),
            ("use tokio::sync::SemaphorePermit;", "SemaphorePermit", false),
            (
                "mod a { use tokio::sync::mpsc::Permit; } use write_guard::Permit;",
                "Permit",
                false,
            ),
        ] {
            let file = syn::parse_str(imports).unwrap();
            let permits = Permits::of(&file, &["write_guard".to_owned(), "renamed".to_owned()]);
            let ty = syn::parse_str(ty).unwrap();
            assert_eq!(permits.are_in(&ty), is_one, "{imports} {}", quote_of(&ty));
        }
    }

    fn quote_of(ty: &Type) -> String {
        format!("{ty:?}").chars().take(80).collect()
    }
}
